//! Making a backup: a copy of the practice as it is now, put into one folder after the other.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use filiform_domain::backup::{BackupName, is_unfinished, thinned};
use filiform_domain::entry::HeadOfChain;
use filiform_domain::ids::PracticeId;
use filiform_domain::time::Instant;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::manifest::{Manifest, Member};
use super::{DATABASE, Scratch, archive};
use crate::ledger::{self, Tip};
use crate::vault::{private_file, sync_folder};
use crate::{Fingerprint, Flow, Stop, Store, StoreError, inspect, sqlite, verify};

/// The scratch folder's name in the practice folder.
const SCRATCH: &str = "backup.partial";
/// Pages that are copied between two looks at whether to go on: 4 MiB.
const PAGES: i32 = 1024;

/// What is done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupStep {
    /// The practice is copied.
    Copying,
    /// The backup is written.
    Writing,
    /// What was written is read again.
    ReadingBack,
    /// What was read is checked as a record.
    Checking,
    /// A backup is unpacked.
    Unpacking,
}

/// Told what is done of how much; answers whether to go on.
pub type Tell<'a> = &'a mut dyn FnMut(BackupStep, u64, u64) -> Flow;

/// A copy of the practice as it was at one moment, ready to be put into folders. Dropping it removes it.
pub struct StagedBackup {
    scratch: Scratch,
    manifest: Manifest,
    header: Vec<u8>,
    key: Zeroizing<String>,
    signers: HashMap<Uuid, [u8; 32]>,
}

impl Store {
    /// Copies the practice as it is now, while others go on reading and writing.
    ///
    /// # Errors
    /// [`StoreError::Interrupted`] when stopped, or what the disk says. Nothing is left behind then.
    pub fn stage_backup(
        &self,
        now: Instant,
        stop: &Stop,
        tell: Tell<'_>,
    ) -> Result<StagedBackup, StoreError> {
        let (source, key, header, folder, signers, revision) = {
            // Held until the snapshot stands, so that header and database are of one moment.
            let writer = self.writer();
            let unlocked = &writer.unlocked;
            let key = unlocked.raw_key_pragma();
            let source = Snapshot::of(&unlocked.database_path(), &key)?;
            let signers: HashMap<_, _> = unlocked.header().signers().collect();
            let header = unlocked.header_bytes()?;
            (
                source,
                key,
                header,
                unlocked.folder.clone(),
                signers,
                unlocked.header_revision,
            )
        };
        let scratch = Scratch::make(folder.join(SCRATCH))?;
        let copy = scratch.path().join(DATABASE);
        source.copy_to(&copy, &key, stop, tell)?;
        let database =
            archive::measure(&copy, &mut |done, all| tell(BackupStep::Copying, done, all))?;
        let head = source.tip.fingerprint();
        drop(source);
        let manifest = Manifest::new(
            self.practice_id.0,
            now,
            &head,
            revision,
            [Member::of(&header), database],
        );
        Ok(StagedBackup {
            scratch,
            manifest,
            header,
            key,
            signers,
        })
    }
}

/// A connection that sees the practice as it was when it was made.
struct Snapshot {
    connection: Connection,
    tip: Tip,
}

impl Snapshot {
    fn of(database: &Path, key: &Zeroizing<String>) -> Result<Self, StoreError> {
        let connection = sqlite::beside(database, key)?;
        let tip = {
            let seen = connection.unchecked_transaction()?;
            let about = inspect::about(&seen)?;
            let tip = ledger::tip(&seen, about.chain)?;
            // The snapshot lasts as long as the transaction: it ends with the connection.
            std::mem::forget(seen);
            tip
        };
        Ok(Self { connection, tip })
    }

    fn copy_to(
        &self,
        copy: &Path,
        key: &Zeroizing<String>,
        stop: &Stop,
        tell: Tell<'_>,
    ) -> Result<(), StoreError> {
        sqlite::make_private_file(copy)?;
        let mut target = sqlite::keyed(copy, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
        let backup = Backup::new(&self.connection, &mut target)?;
        while backup.step(PAGES)? != StepResult::Done {
            stop.check()?;
            let far = backup.progress();
            let (all, left) = (count(far.pagecount), count(far.remaining));
            if tell(BackupStep::Copying, all.saturating_sub(left), all) == Flow::Stop {
                return Err(StoreError::Interrupted);
            }
        }
        drop(backup);
        target.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}

fn count(pages: i32) -> u64 {
    u64::try_from(pages).unwrap_or(0)
}

impl Member {
    fn of(bytes: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        Self {
            bytes: bytes.len() as u64,
            sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)),
        }
    }
}

impl Tip {
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint {
            chain: self.chain,
            seq: self.seq,
            hash: self.hash,
        }
    }
}

impl StagedBackup {
    /// The last entry that is in it.
    pub fn head(&self) -> &HeadOfChain {
        &self.manifest.head
    }

    /// When it was made.
    pub fn made(&self) -> Instant {
        self.manifest.made
    }

    /// What its file is called.
    pub fn file_name(&self) -> BackupName {
        BackupName::new(self.practice(), self.manifest.made)
    }

    fn practice(&self) -> PracticeId {
        PracticeId(self.manifest.practice)
    }

    /// Writes the backup into a folder, reads it again and checks it; then older ones that need not be kept
    /// are removed. Answers where it is.
    ///
    /// # Errors
    /// [`StoreError::Interrupted`], [`StoreError::BackupDamaged`] when what was read is not what was written,
    /// and what the disk says. The folder then holds what it held before.
    pub fn put(&self, folder: &Path, stop: &Stop, tell: Tell<'_>) -> Result<PathBuf, StoreError> {
        if !folder.is_dir() {
            return Err(StoreError::BackupFolderMissing);
        }
        let name = self.file_name();
        self.forget_unfinished(folder);
        let unfinished = folder.join(name.unfinished());
        let written = self
            .write(&unfinished, tell)
            .and_then(|()| self.check(&unfinished, stop, tell))
            .and_then(|()| Ok(std::fs::rename(&unfinished, folder.join(name.to_string()))?));
        if written.is_err() {
            // The write already failed; what cannot be removed now is removed by the next backup.
            drop(std::fs::remove_file(&unfinished));
        }
        written?;
        sync_folder_if_possible(folder)?;
        self.thin(folder);
        Ok(folder.join(name.to_string()))
    }

    fn write(&self, unfinished: &Path, tell: Tell<'_>) -> Result<(), StoreError> {
        let file = private_file()
            .write(true)
            .create_new(true)
            .open(unfinished)?;
        let database = self.scratch.path().join(DATABASE);
        archive::pack(
            file,
            &self.manifest,
            &self.header,
            &database,
            &mut |done, all| tell(BackupStep::Writing, done, all),
        )
    }

    /// Opens what was written, on a copy, as a restore would.
    fn check(&self, written: &Path, stop: &Stop, tell: Tell<'_>) -> Result<(), StoreError> {
        read_from_the_disk(written);
        let copy = Scratch::make(self.scratch.path().join("check"))?;
        let read = archive::unpack(written, copy.path(), &mut |done, all| {
            tell(BackupStep::ReadingBack, done, all)
        })?;
        if read.manifest != self.manifest || read.header != self.header {
            return Err(StoreError::BackupDamaged);
        }
        let database = copy.path().join(DATABASE);
        let mut connection = sqlite::inspector(&database, &self.key)?;
        stop.watch(&mut connection)?;
        let found = verify::of_copy(&connection, self.signers.clone(), &mut |done, all| {
            tell(BackupStep::Checking, done, all)
        })?;
        let about = inspect::about(&connection)?;
        let tip = ledger::tip(&connection, about.chain)?;
        let is_whole =
            found.problems.is_empty() && tip.fingerprint().to_entry() == self.manifest.head;
        if is_whole {
            Ok(())
        } else {
            Err(StoreError::BackupDamaged)
        }
    }

    /// Removes what an interrupted backup of this practice left in a folder.
    fn forget_unfinished(&self, folder: &Path) {
        for name in names(folder) {
            if is_unfinished(&name, self.practice()) {
                drop(std::fs::remove_file(folder.join(name)));
            }
        }
    }

    /// Removes what need not be kept. A file that cannot be removed is tried again the next time.
    fn thin(&self, folder: &Path) {
        let names = names(folder);
        let files: Vec<&str> = names.iter().map(String::as_str).collect();
        for name in thinned(&files, self.practice()) {
            drop(std::fs::remove_file(folder.join(name)));
        }
    }
}

/// The names of the plain files in a folder; none when it cannot be listed.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}

/// Some drives of other systems cannot sync a folder; the file itself is synced there all the same.
fn sync_folder_if_possible(folder: &Path) -> Result<(), StoreError> {
    use std::io::ErrorKind::{InvalidInput, Unsupported};
    match sync_folder(folder) {
        Err(StoreError::Io(InvalidInput | Unsupported)) => Ok(()),
        other => other,
    }
}

/// Asks the system to forget its copy in memory, so that reading again reads the disk.
fn read_from_the_disk(path: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(file) = File::open(path) {
        // Only a hint: where it is not taken, what is read again comes from memory.
        let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (path, File::open);
}
