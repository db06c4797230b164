//! From a backup's file back to a practice.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use filiform_domain::entry::{Entry, HeadOfChain, Restored};
use filiform_domain::ids::PracticeId;
use filiform_domain::time::Instant;
use rusqlite::params;
use uuid::Uuid;

use super::archive::{self, Contents};
use super::{BackupStep, Scratch, Tell, swap};
use crate::ledger::{Tip, instant, uuid};
use crate::vault::{self, Entropy, HeaderUsed};
use crate::{Stamp, Stop, Store, StoreError, Write};

pub use crate::vault::WayIn;

/// A backup that was unpacked beside the practice, every byte as its manifest says. Dropping it removes it.
pub struct Unpacked {
    scratch: Scratch,
    /// Other starts leave the folder alone as long as this is held.
    _claim: Option<File>,
    practice_folder: PathBuf,
    contents: Contents,
}

/// Unpacks a backup beside the folder of the practice.
///
/// # Errors
/// [`NotABackup`](StoreError::NotABackup), [`NewerBackup`](StoreError::NewerBackup),
/// [`BackupDamaged`](StoreError::BackupDamaged), [`Interrupted`](StoreError::Interrupted), and what the disk
/// says. Nothing is left behind then.
pub fn unpack(file: &Path, practice_folder: &Path, tell: Tell<'_>) -> Result<Unpacked, StoreError> {
    vault::require_suitable(practice_folder)?;
    if let Some(parent) = practice_folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let scratch = Scratch::make(swap::staging(practice_folder))?;
    let claim = swap::claim(scratch.path());
    let contents = archive::unpack(file, scratch.path(), &mut |done, all| {
        tell(BackupStep::Unpacking, done, all)
    })?;
    Ok(Unpacked {
        scratch,
        _claim: claim,
        practice_folder: practice_folder.to_owned(),
        contents,
    })
}

impl Unpacked {
    /// The practice it is of.
    pub fn practice(&self) -> PracticeId {
        PracticeId(self.contents.manifest.practice)
    }

    /// The folder it is to be put in.
    pub fn goes_to(&self) -> &Path {
        &self.practice_folder
    }

    /// When it was made.
    pub fn made(&self) -> Instant {
        self.contents.manifest.made
    }

    /// The last entry that is in it.
    pub fn head(&self) -> &HeadOfChain {
        &self.contents.manifest.head
    }

    /// Opens the practice that was unpacked, brings it forward and checks it whole. Where the practice of this
    /// computer is the same one, today's header stays in force; else the passphrases of the backup's day open it.
    ///
    /// # Errors
    /// [`WrongForBackup`](StoreError::WrongForBackup), [`NotTodaysPassphrase`](StoreError::NotTodaysPassphrase),
    /// [`BackupOfOtherPractice`](StoreError::BackupOfOtherPractice), and those of opening a practice.
    pub fn open(
        &self,
        way: &WayIn<'_>,
        entropy: Arc<dyn Entropy>,
        now: Instant,
        (stop, tell): (&Stop, Tell<'_>),
    ) -> Result<(Store, HeaderUsed), StoreError> {
        let staged = self.scratch.path();
        let used = vault::furnish_restored(
            staged,
            &self.contents.header,
            self.contents.manifest.practice,
            &self.practice_folder,
            way,
            now.utc_ms,
        )?;
        let mut unlocked = match way {
            WayIn::Passphrase(passphrase) => vault::unlock(staged, passphrase, now.utc_ms)?,
            WayIn::Recovery {
                code,
                new_passphrase,
                cost,
            } => vault::unlock_with_recovery(staged, code, (new_passphrase, *cost), &*entropy)?,
        };
        // The file must end where the manifest says: opening holds it against the anchor.
        let head = self.contents.manifest.head(unlocked.header_revision)?;
        unlocked.anchor.write(head, &unlocked.signer)?;
        let store = Store::open(unlocked, entropy, now).map_err(of_backup)?;
        if store.practice_id().0 != self.contents.manifest.practice
            || store.fingerprint().to_entry() != self.contents.manifest.head
        {
            return Err(StoreError::BackupDamaged);
        }
        let found = store.verify(stop, &mut |done, all| tell(BackupStep::Checking, done, all))?;
        if found.problems.is_empty() {
            Ok((store, used))
        } else {
            Err(StoreError::BackupDamaged)
        }
    }

    /// Puts the practice that was unpacked in its place: a new chain begins with an entry that says so, and what
    /// was there before is kept aside. Answers where.
    ///
    /// # Errors
    /// [`InUse`](StoreError::InUse) and what the disk says; what was there before is in place then.
    pub fn put_in_place(self, store: Store, now: Instant) -> Result<Option<PathBuf>, StoreError> {
        store.begin_chain(now, self.made(), self.head().clone())?;
        store.close(now)?;
        let restored = self.scratch.keep();
        let put = swap::put_in_place(&restored, &self.practice_folder, now);
        if put.is_err() && self.practice_folder.exists() {
            // What was there is in place again; the copy would lie beside it until the next start.
            drop(std::fs::remove_dir_all(&restored));
        }
        put
    }
}

/// What is damaged here is the backup.
fn of_backup(error: StoreError) -> StoreError {
    match error {
        StoreError::Damaged { .. }
        | StoreError::HeaderOfOtherPractice
        | StoreError::HeaderOlder
        | StoreError::AnchorAhead => StoreError::BackupDamaged,
        other => other,
    }
}

impl Store {
    /// Begins a new chain with the entry that says where this file came from.
    fn begin_chain(
        &self,
        now: Instant,
        made: Instant,
        head: HeadOfChain,
    ) -> Result<(), StoreError> {
        let chain = crate::open::new_chain(&*self.entropy)?;
        {
            let mut writer = self.writer();
            let sql = include_str!("begin_chain.sql");
            writer.connection.execute(sql, params![chain.as_bytes()])?;
            let last = writer.tip;
            writer.tip = Tip {
                n: last.n,
                clock: last.clock,
                ..Tip::start(chain)
            };
        }
        let restored = Restored {
            practice: self.practice_id,
            made,
            head,
        };
        let stamp = Stamp {
            now,
            author: self.me,
        };
        self.transact(&stamp, Write::one(Entry::Restored(restored)))?;
        Ok(())
    }

    /// Everything that was written into this record, so that two copies of it can be compared. What was only
    /// looked at or backed up is left out.
    pub fn record_contents(&self, stop: &Stop) -> Result<RecordContents, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("contents.sql"))?;
            let mut rows = statement.query([])?;
            let mut found = RecordContents::default();
            while let Some(row) = rows.next()? {
                stop.check()?;
                let at = instant(row, "recorded_at", "recorded_offset")?;
                found.last = Some(at);
                found
                    .entries
                    .insert(uuid(row, "id")?, (row.get("kind")?, at));
            }
            Ok(found)
        })
    }
}

/// The entries of a record, by kind and time.
#[derive(Default)]
pub struct RecordContents {
    entries: HashMap<Uuid, (String, Instant)>,
    last: Option<Instant>,
}

/// How many entries of a record there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Patients who were registered.
    pub patients: u32,
    /// Sessions that were signed.
    pub sessions: u32,
    /// Everything else that was written.
    pub others: u32,
}

impl RecordContents {
    /// How much is in it.
    pub fn counted(&self) -> Counted {
        count(self.entries.values())
    }

    /// When the last of it was written.
    pub fn last(&self) -> Option<Instant> {
        self.last
    }

    /// How much is in it that is not in the other.
    pub fn beyond(&self, other: &Self) -> Counted {
        let only = self
            .entries
            .iter()
            .filter(|(id, _)| !other.entries.contains_key(id));
        count(only.map(|(_, entry)| entry))
    }
}

fn count<'a>(entries: impl Iterator<Item = &'a (String, Instant)>) -> Counted {
    let mut counted = Counted::default();
    for (kind, _) in entries {
        match kind.as_str() {
            "patient-registered" => counted.patients += 1,
            "session-signed" => counted.sessions += 1,
            _ => counted.others += 1,
        }
    }
    counted
}
