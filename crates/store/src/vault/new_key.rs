//! Another key for the file: the header that goes with it, and the moment at which both take the place of the old.
//!
//! The file is written anew beside the old one, then the new header beside the old ones, under a name of its own. That
//! name is the moment: before it nothing has changed, and from it on whoever opens the folder next puts both in place,
//! however often that is interrupted.

use std::path::Path;

use uuid::Uuid;

use super::Unlocked;
use super::files;
use super::header::{Header, ReadHeader};
use super::header_file;
use super::passphrase::Passphrase;
use super::recovery::RecoveryCode;
use super::returning::Returning;
use super::secret::{DatabaseKey, Entropy};
use super::slot::{Keys, Slot};
use crate::StoreError;

/// The file under its new key, until it takes the old one's place.
pub(crate) const NEXT_DATABASE: &str = "practice.db.next";
/// The header that holds the new key. Once it stands there, the change is made.
const NEXT_HEADER: &str = "practice.key.next";
/// What SQLite keeps beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A key that was drawn and is not in force yet.
pub(crate) struct NewKey {
    pub(crate) key: DatabaseKey,
    pub(crate) header: Header,
    /// The owner's new recovery code.
    pub(crate) recovery: RecoveryCode,
    /// A one-time code for everybody else.
    pub(crate) codes: Vec<(Uuid, RecoveryCode)>,
}

impl Unlocked {
    /// Draws another key for the file: the owner's slot holds it under their passphrase, everybody else has to come
    /// back with theirs and a one-time code. Nothing is written.
    ///
    /// # Errors
    /// [`WrongPassphrase`](StoreError::WrongPassphrase) and [`Wait`](StoreError::Wait).
    pub(crate) fn draw_key(
        &mut self,
        passphrase: &Passphrase,
        entropy: &dyn Entropy,
        now_utc_ms: i64,
    ) -> Result<NewKey, StoreError> {
        let before = self.confirm(passphrase, now_utc_ms)?;
        let key = DatabaseKey::generate(entropy)?;
        let keys = Keys {
            database: DatabaseKey::copy_of(&key),
            signing: before.signing,
        };
        let recovery = RecoveryCode::generate(entropy)?;
        let wrapped = (passphrase, self.own_slot()?.cost);
        let own = Slot::new(
            self.practice,
            self.therapist,
            &keys,
            wrapped,
            &recovery,
            entropy,
        )?;
        let mut codes = Vec::new();
        let mut returning = Vec::new();
        for slot in self.header.others(self.therapist) {
            let code = RecoveryCode::generate(entropy)?;
            returning.push(Returning::new(self.practice, slot, &key, &code, entropy)?);
            codes.push((slot.therapist, code));
        }
        Ok(NewKey {
            key,
            header: self.header.under_new_key(own, returning),
            recovery,
            codes,
        })
    }

    /// Draws another one-time code for somebody who has to come back; the one before opens nothing.
    ///
    /// # Errors
    /// [`UnknownTherapist`](StoreError::UnknownTherapist) when they need none.
    pub(crate) fn draw_one_time_code(
        &mut self,
        therapist: Uuid,
        entropy: &dyn Entropy,
    ) -> Result<RecoveryCode, StoreError> {
        let mut all = self.header.returning.iter();
        let away = all
            .find(|away| away.slot.therapist == therapist)
            .ok_or(StoreError::UnknownTherapist)?;
        let code = RecoveryCode::generate(entropy)?;
        let away = Returning::new(self.practice, &away.slot, &self.key, &code, entropy)?;
        self.put_in_force(self.header.with_returning(away))?;
        Ok(code)
    }

    /// Decides for the new key. The file under it lies beside the old one, complete and on the disk, and nothing has
    /// the old one open.
    ///
    /// # Errors
    /// What the disk says; nothing has changed then.
    pub(crate) fn decide_for(&self, new: &NewKey) -> Result<(), StoreError> {
        let bytes = new.header.to_bytes(&new.key)?;
        let written = files::replace(&self.folder, NEXT_HEADER, &bytes)
            .and_then(|()| files::sync_folder(&self.folder));
        if written.is_ok() {
            return Ok(());
        }
        // It may have taken its name before the disk refused to make that last; then it is decided all the same.
        match files::read_small(&self.folder.join(NEXT_HEADER))? {
            Some(found) if found == bytes => Ok(()),
            _ => written,
        }
    }

    /// Takes the new key for one's own, once the file under it is in place. Answers with the new recovery code.
    pub(crate) fn take_key(&mut self, new: NewKey) -> RecoveryCode {
        self.key = new.key;
        self.header_revision = new.header.revision;
        self.header = new.header;
        new.recovery
    }
}

/// Ends a change of the key that was decided, and clears away one that was not. To be done by whoever has the folder
/// for themselves, before anything in it is opened.
///
/// # Errors
/// What the disk says. It can be done again.
pub(crate) fn finish(folder: &Path) -> Result<(), StoreError> {
    let Some(bytes) = files::read_small(&folder.join(NEXT_HEADER))? else {
        forget_next(folder);
        return Ok(());
    };
    let next = ReadHeader::parse(&bytes).ok();
    let now = header_file::read(folder).ok();
    let is_older = |next: &ReadHeader| {
        let now = now.as_ref().map_or(0, |now| now.header.revision);
        next.header.revision < now
    };
    if next.as_ref().is_none_or(is_older) {
        // Nothing of ours: a decided header is whole, and newer than the one in force.
        drop(std::fs::remove_file(folder.join(NEXT_HEADER)));
        forget_next(folder);
        return Ok(());
    }
    if folder.join(NEXT_DATABASE).exists() {
        // The old log belongs to the old file; beside the new one it would be noise at best.
        remove_beside(folder, files::DATABASE)?;
        std::fs::rename(folder.join(NEXT_DATABASE), folder.join(files::DATABASE))?;
        files::sync_folder(folder)?;
    }
    for name in files::HEADERS {
        files::replace(folder, name, &bytes)?;
        files::sync_folder(folder)?;
    }
    std::fs::remove_file(folder.join(NEXT_HEADER))?;
    files::sync_folder(folder)
}

/// Takes away a file that was begun under a new key and not decided for.
pub(crate) fn forget_next(folder: &Path) {
    // What cannot be removed now is overwritten or removed the next time, and opens for nobody.
    drop(remove_beside(folder, NEXT_DATABASE));
    drop(std::fs::remove_file(folder.join(NEXT_DATABASE)));
}

fn remove_beside(folder: &Path, database: &str) -> Result<(), StoreError> {
    for ending in BESIDE {
        match std::fs::remove_file(folder.join(format!("{database}{ending}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
