//! The file under another key: the real way to shut somebody out who kept a copy or a passphrase.

use std::fs::File;
use std::path::Path;
use std::sync::PoisonError;

use filiform_domain::entry::{Entry, KeyChanged};
use filiform_domain::ids::{PracticeId, TherapistId};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::ledger::{self, Prepared, Signed, Tip};
use crate::store::{Writer, keep_revision};
use crate::vault::new_key::{self, NewKey};
use crate::vault::{Passphrase, RecoveryCode};
use crate::{Flow, Stamp, Stop, Store, StoreError, sqlite, transact};

/// Pages that are copied between two looks at whether to go on: 4 MiB.
const PAGES: i32 = 1024;

/// What is done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RekeyStep {
    /// The file is written anew.
    Copying,
    /// What was written is read again, every page.
    Checking,
}

/// What the owner has to hand out, shown once.
pub struct Rekeyed {
    /// The owner's new recovery code.
    pub recovery: RecoveryCode,
    /// A one-time code for everybody else who works here.
    pub codes: Vec<(TherapistId, RecoveryCode)>,
}

impl Store {
    /// Writes the file anew under another random key. Everybody else comes back with their own passphrase and a
    /// one-time code. Whoever writes meanwhile waits; what they write is in the new file.
    ///
    /// Until everything is copied, checked and on the disk nothing has changed; then it changes at one moment. A
    /// process that ends before leaves the old file, one that ends after leaves the new one, which the next opening
    /// puts in place.
    ///
    /// # Errors
    /// [`NotTheOwner`](StoreError::NotTheOwner), [`WrongPassphrase`](StoreError::WrongPassphrase),
    /// [`Wait`](StoreError::Wait), [`Interrupted`](StoreError::Interrupted), and what the disk says: nothing has
    /// changed then. [`MustReopen`](StoreError::MustReopen) when the file could not be opened again afterwards: this
    /// store is of no use any more.
    pub fn change_key(
        &self,
        stamp: &Stamp,
        passphrase: &Passphrase,
        stop: &Stop,
        tell: &mut dyn FnMut(RekeyStep, u64, u64) -> Flow,
    ) -> Result<Rekeyed, StoreError> {
        if !self.role(self.me)?.is_some_and(|role| role.is_owner()) {
            return Err(StoreError::NotTheOwner);
        }
        let mut writer = self.writer();
        let entropy = &*self.entropy;
        let at = stamp.now.utc_ms;
        let new = writer.unlocked.draw_key(passphrase, entropy, at)?;
        let entry = Prepared::new(writer.entry_of(&new), stamp.now, entropy)?;
        let tip = match writer.write_next(&new, stamp, entry, stop, tell) {
            Ok(tip) => tip,
            Err(error) => {
                new_key::forget_next(&writer.unlocked.folder);
                return Err(error);
            }
        };
        self.change_over(&mut writer, new, tip)
    }

    /// Another one-time code for somebody who has to come back.
    ///
    /// # Errors
    /// [`NotTheOwner`](StoreError::NotTheOwner), [`UnknownTherapist`](StoreError::UnknownTherapist), and what the
    /// disk says.
    pub fn renew_one_time_code(&self, of: TherapistId) -> Result<RecoveryCode, StoreError> {
        if !self.role(self.me)?.is_some_and(|role| role.is_owner()) {
            return Err(StoreError::NotTheOwner);
        }
        let mut writer = self.writer();
        let code = writer.unlocked.draw_one_time_code(of.0, &*self.entropy)?;
        writer.note_header_revision();
        Ok(code)
    }

    /// Who has to come back with a one-time code.
    pub fn returning(&self) -> Vec<TherapistId> {
        let writer = self.writer();
        let away = writer.unlocked.header().returning();
        away.map(TherapistId).collect()
    }

    /// Closes the old file, decides, and opens the one that is in force then. The reader waits until it is done.
    fn change_over(
        &self,
        writer: &mut Writer,
        new: NewKey,
        tip: Tip,
    ) -> Result<Rekeyed, StoreError> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        sqlite::wipe_memory(&writer.connection)?;
        // Nothing of ours may have the old file open: when it closed later, it would take the new file's log away.
        let (asleep, also) = (nothing()?, nothing()?);
        drop(std::mem::replace(&mut *reader, asleep));
        drop(std::mem::replace(&mut writer.connection, also));
        let decided = writer.unlocked.decide_for(&new);
        let rekeyed = match decided {
            Ok(()) => {
                new_key::finish(&writer.unlocked.folder).map_err(|_| StoreError::MustReopen)?;
                Ok(writer.take(new, tip))
            }
            Err(error) => {
                new_key::forget_next(&writer.unlocked.folder);
                Err(error)
            }
        };
        let opened = writer.open_again();
        *reader = opened.map_err(|_| StoreError::MustReopen)?;
        let handles = [
            reader.get_interrupt_handle(),
            writer.connection.get_interrupt_handle(),
        ];
        *self
            .interrupts
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = handles;
        rekeyed
    }
}

/// A connection to nothing, while the file is between two keys.
fn nothing() -> Result<Connection, StoreError> {
    Ok(Connection::open_in_memory()?)
}

impl Writer {
    fn entry_of(&self, new: &NewKey) -> Entry {
        Entry::KeyChanged(KeyChanged {
            practice: PracticeId(self.unlocked.practice),
            header_revision: new.header.revision,
            away: new.codes.iter().map(|(id, _)| TherapistId(*id)).collect(),
        })
    }

    /// Writes the file anew beside the old one, with the entry that says so, and reads every page of it again.
    /// Answers where its chain ends.
    fn write_next(
        &self,
        new: &NewKey,
        stamp: &Stamp,
        entry: Prepared,
        stop: &Stop,
        tell: &mut dyn FnMut(RekeyStep, u64, u64) -> Flow,
    ) -> Result<Tip, StoreError> {
        let path = self.unlocked.folder.join(new_key::NEXT_DATABASE);
        new_key::forget_next(&self.unlocked.folder);
        sqlite::make_private_file(&path)?;
        let key = new.key.raw_key_pragma();
        self.copy_to(&path, &key, stop, tell)?;
        let mut next = sqlite::writer(&path, &key)?;
        stop.watch(&mut next)?;
        let signed: Vec<Signed> =
            ledger::seal(vec![entry], self.tip, stamp.author, &self.unlocked.signer);
        transact::write(&mut next, &signed, stamp, None)?;
        keep_revision(&next, new.header.revision)?;
        sqlite::checkpoint(&next)?;
        if tell(RekeyStep::Checking, 0, 0) == Flow::Stop {
            return Err(StoreError::Interrupted);
        }
        if !sqlite::is_intact(&next)? {
            return Err(StoreError::Damaged {
                what: "the file could not be read again after it was written anew",
            });
        }
        next.close().map_err(|(_, error)| error)?;
        File::open(&path)?.sync_all()?;
        stop.check()?;
        Ok(signed.last().map_or(self.tip, |last| last.row.tip()))
    }

    fn copy_to(
        &self,
        path: &Path,
        key: &Zeroizing<String>,
        stop: &Stop,
        tell: &mut dyn FnMut(RekeyStep, u64, u64) -> Flow,
    ) -> Result<(), StoreError> {
        let mut target = sqlite::keyed(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
        let copy = Backup::new(&self.connection, &mut target)?;
        let count = |pages: i32| u64::try_from(pages).unwrap_or_default();
        loop {
            stop.check()?;
            let far = copy.progress();
            let (all, left) = (count(far.pagecount), count(far.remaining));
            if tell(RekeyStep::Copying, all.saturating_sub(left), all) == Flow::Stop {
                return Err(StoreError::Interrupted);
            }
            if copy.step(PAGES)? == StepResult::Done {
                break;
            }
        }
        drop(copy);
        target.close().map_err(|(_, error)| error)?;
        Ok(())
    }

    /// The new file is in place: its key, its header and the end of its chain hold from now on.
    fn take(&mut self, mut new: NewKey, tip: Tip) -> Rekeyed {
        let codes = std::mem::take(&mut new.codes).into_iter();
        let codes = codes.map(|(id, code)| (TherapistId(id), code)).collect();
        let recovery = self.unlocked.take_key(new);
        self.tip = tip;
        self.write_anchor();
        // Copies from before an update open with the old key.
        drop(self.remove_copies());
        Rekeyed { recovery, codes }
    }

    /// Opens the file that is in force, to write, and answers with the connection that reads.
    fn open_again(&mut self) -> Result<Connection, StoreError> {
        let (path, key) = (
            self.unlocked.database_path(),
            self.unlocked.raw_key_pragma(),
        );
        self.connection = sqlite::writer(&path, &key)?;
        sqlite::reader(&path, &key)
    }
}
