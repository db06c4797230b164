//! An open practice.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use filiform_domain::entry::Access;
use filiform_domain::ids::{PracticeId, TherapistId};
use filiform_domain::time::Instant;
use rusqlite::{Connection, InterruptHandle};
use uuid::Uuid;

use crate::access::AccessQueue;
use crate::ledger::Tip;
use crate::vault::{Entropy, KdfCost, Passphrase, RecoveryCode, Unlocked};
use crate::{StoreError, sqlite, vault};

/// An open practice: one connection that writes and one that reads, each behind a mutex.
///
/// Made by [`Store::create`] and [`Store::open`]; ended by [`Store::close`]. Dropping it closes it too, but
/// loses the accesses that were not written yet.
pub struct Store {
    pub(crate) me: TherapistId,
    pub(crate) practice_id: PracticeId,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) accesses: Mutex<AccessQueue>,
    pub(crate) interrupts: Mutex<[InterruptHandle; 2]>,
    pub(crate) reader: Mutex<Connection>,
    pub(crate) writer: Mutex<Writer>,
}

/// What writing needs: the connection, the place the next entry is sealed to, and the keys.
pub(crate) struct Writer {
    pub(crate) connection: Connection,
    pub(crate) tip: Tip,
    pub(crate) unlocked: Unlocked,
}

/// When something is written, and who writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The present moment.
    pub now: Instant,
    /// Whose key signs: always the therapist who unlocked.
    pub author: TherapistId,
}

/// What a long job is told after each step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop; what was not finished is undone.
    Stop,
}

/// Where the ledger ends. Noted down elsewhere, it shows later whether the whole folder was rolled back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    /// The chain: one installation of the file.
    pub chain: Uuid,
    /// The number of its newest entry.
    pub seq: u64,
    /// That entry's hash.
    pub hash: [u8; 32],
}

impl Store {
    /// The therapist who unlocked.
    pub fn me(&self) -> TherapistId {
        self.me
    }

    /// The practice.
    pub fn practice_id(&self) -> PracticeId {
        self.practice_id
    }

    /// Where the ledger ends now.
    pub fn fingerprint(&self) -> Fingerprint {
        let Tip {
            chain, seq, hash, ..
        } = self.writer().tip;
        Fingerprint { chain, seq, hash }
    }

    /// Stops whatever statement runs now; it fails with [`StoreError::Interrupted`] and changes nothing.
    pub fn interrupt(&self) {
        let handles = self.interrupts.lock();
        let handles = handles.unwrap_or_else(PoisonError::into_inner);
        handles.iter().for_each(InterruptHandle::interrupt);
    }

    /// Notes that the record was looked at. Written later, with others: [`Store::settle_accesses`].
    pub fn note_access(&self, access: Access) {
        self.accesses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .note(access);
    }

    /// Holds a passphrase against the slot of whoever unlocked.
    ///
    /// # Errors
    /// [`WrongPassphrase`](StoreError::WrongPassphrase) and [`Wait`](StoreError::Wait).
    pub fn confirm(&self, passphrase: &Passphrase, now: Instant) -> Result<(), StoreError> {
        vault::confirm(&mut self.writer().unlocked, passphrase, now.utc_ms)
    }

    /// See [`vault::change_passphrase`].
    pub fn change_passphrase(
        &self,
        old: &Passphrase,
        (new, cost): (&Passphrase, KdfCost),
        now: Instant,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let entropy = &*self.entropy;
        vault::change_passphrase(&mut writer.unlocked, old, (new, cost), entropy, now.utc_ms)?;
        writer.note_header_revision();
        Ok(())
    }

    /// See [`vault::renew_recovery_code`].
    pub fn renew_recovery_code(
        &self,
        passphrase: &Passphrase,
        now: Instant,
    ) -> Result<RecoveryCode, StoreError> {
        let mut writer = self.writer();
        let entropy = &*self.entropy;
        let code =
            vault::renew_recovery_code(&mut writer.unlocked, passphrase, entropy, now.utc_ms)?;
        writer.note_header_revision();
        Ok(code)
    }

    /// Ends the work: writes the accesses, moves the log into the file, syncs the anchor, wipes the keys.
    ///
    /// # Errors
    /// What the disk says. Everything that was acknowledged is kept all the same.
    pub fn close(self, now: Instant) -> Result<(), StoreError> {
        let written = self.write_accesses(&Stamp {
            now,
            author: self.me,
        });
        let ended = self.writer().end();
        written.and(ended)
    }

    /// Runs one read. Several statements of it see the same state.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = reader.transaction()?;
        work(&snapshot)
    }

    pub(crate) fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    /// Moves the log into the file and makes everything last. To be done twice does no harm.
    fn end(&mut self) -> Result<(), StoreError> {
        let checkpointed = sqlite::checkpoint(&self.connection);
        let synced = self.unlocked.anchor.sync();
        let wiped = sqlite::wipe_memory(&self.connection);
        checkpointed.and(synced).and(wiped)
    }

    /// The same after a header was put in force. It holds whatever the database says now, and a refusal here would
    /// send the person away with a way in that is gone; what cannot be noted is noted at the next opening.
    pub(crate) fn note_header_revision(&mut self) {
        drop(self.keep_header_revision());
    }

    /// Remembers the header's revision in the database, so that an older header is refused from now on.
    pub(crate) fn keep_header_revision(&mut self) -> Result<(), StoreError> {
        keep_revision(&self.connection, self.unlocked.header_revision)?;
        self.write_anchor();
        Ok(())
    }

    /// Writes the anchor after a commit. An anchor that stays behind the file is no loss, and the commit it
    /// follows is already on the disk: a failure here must not look like a failure there.
    pub(crate) fn write_anchor(&mut self) {
        let head = self.tip.anchored(self.unlocked.header_revision);
        drop(self.unlocked.anchor.write(head, &self.unlocked.signer));
    }
}

/// Writes the header's revision down in a database.
pub(crate) fn keep_revision(connection: &Connection, revision: u64) -> Result<(), StoreError> {
    let sql = include_str!("store/keep_header_revision.sql");
    connection
        .prepare_cached(sql)?
        .execute([revision.cast_signed()])?;
    Ok(())
}

impl Drop for Store {
    fn drop(&mut self) {
        // The orderly way is `close`; here nobody is left to be told of a failure.
        drop(self.writer().end());
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("practice", &self.practice_id)
            .finish_non_exhaustive()
    }
}
