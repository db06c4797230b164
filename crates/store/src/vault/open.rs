//! Making a practice and getting into it.

use std::fmt;
use std::path::Path;

use uuid::Uuid;

use super::Unlocked;
use super::anchor::AnchorFile;
use super::attempts::Attempts;
use super::files;
use super::header::{Header, ReadHeader};
use super::header_file;
use super::kdf::KdfCost;
use super::lock::PracticeLock;
use super::new_key;
use super::passphrase::{Passphrase, require_strong};
use super::place;
use super::recovery::RecoveryCode;
use super::secret::{DatabaseKey, Entropy, SigningKeyBox};
use super::slot::{self, Keys, Slot};
use crate::StoreError;

/// What a new practice is made of.
#[derive(Debug)]
pub struct NewVault {
    /// The practice's id.
    pub practice: Uuid,
    /// The first therapist's id.
    pub therapist: Uuid,
    /// The first therapist's passphrase.
    pub passphrase: Passphrase,
    /// What one guess at it costs.
    pub cost: KdfCost,
}

/// A new practice, open, and the code for its recovery sheet.
pub struct Created {
    /// The practice; its database is still to be made.
    pub opened: Unlocked,
    /// To be shown once and written down.
    pub recovery: RecoveryCode,
}

impl fmt::Debug for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Created")
            .field("opened", &self.opened)
            .finish_non_exhaustive()
    }
}

/// Makes a practice in a new or empty folder. When it fails, the folder is as it was.
///
/// # Errors
/// [`WeakPassphrase`](StoreError::WeakPassphrase), [`AlreadyExists`](StoreError::AlreadyExists),
/// [`FolderNotEmpty`](StoreError::FolderNotEmpty), [`NotAFolder`](StoreError::NotAFolder),
/// [`UnsuitablePlace`](StoreError::UnsuitablePlace), and what the disk may say.
pub fn create(folder: &Path, new: &NewVault, entropy: &dyn Entropy) -> Result<Created, StoreError> {
    require_strong(&new.passphrase)?;
    if !new.cost.is_reasonable() {
        return Err(StoreError::CostOutOfBounds);
    }
    files::require_vacant(folder)?;
    place::require_suitable(folder)?;
    let folder_is_ours = files::claim_folder(folder)?;
    let lock = PracticeLock::take(folder).inspect_err(|_| files::leave(folder, folder_is_ours))?;
    // Another process may have been quicker between the look and the lock.
    if files::holds_practice(folder) {
        return Err(StoreError::AlreadyExists);
    }
    furnish(folder, new, lock, entropy).inspect_err(|_| files::abandon(folder, folder_is_ours))
}

/// Fills the folder. It counts as unfinished until the database is made too: [`Unlocked::finish_making`].
fn furnish(
    folder: &Path,
    new: &NewVault,
    lock: PracticeLock,
    entropy: &dyn Entropy,
) -> Result<Created, StoreError> {
    files::begin(folder)?;
    let recovery = RecoveryCode::generate(entropy)?;
    let keys = Keys {
        database: DatabaseKey::generate(entropy)?,
        signing: SigningKeyBox::generate(entropy)?,
    };
    let by_passphrase = (&new.passphrase, new.cost);
    let slot = Slot::new(
        new.practice,
        new.therapist,
        &keys,
        by_passphrase,
        &recovery,
        entropy,
    )?;
    let header = Header {
        practice: new.practice,
        revision: 1,
        slots: vec![slot],
        former: Vec::new(),
        returning: Vec::new(),
    };
    let attempts = Attempts::default();
    attempts.write(folder)?;
    let anchor = AnchorFile::create(folder, new.practice)?;
    header_file::write(folder, &header, &keys.database)?;
    let opened = Unlocked {
        folder: folder.to_owned(),
        practice: new.practice,
        therapist: new.therapist,
        key: keys.database,
        signer: keys.signing,
        header_revision: header.revision,
        lock,
        failed_attempts_before: attempts.unrecorded(),
        anchor,
        header,
    };
    Ok(Created { opened, recovery })
}

/// Opens a practice with a passphrase.
///
/// # Errors
/// [`WrongPassphrase`](StoreError::WrongPassphrase) for every passphrase that opens nothing, then
/// [`Wait`](StoreError::Wait); [`InUse`](StoreError::InUse); and what is wrong with the folder or the header.
pub fn unlock(
    folder: &Path,
    passphrase: &Passphrase,
    now_utc_ms: i64,
) -> Result<Unlocked, StoreError> {
    let door = Door::approach(folder)?;
    let attempts = Attempts::admit(folder, now_utc_ms)?;
    let Some((therapist, keys)) = door.try_passphrase(passphrase)? else {
        if door.is_away(|slots, practice| slot::open_one_of(slots, practice, passphrase))? {
            return Err(StoreError::MustComeBack);
        }
        attempts.failed(now_utc_ms).write_if_possible(folder);
        return Err(StoreError::WrongPassphrase);
    };
    door.enter(therapist, keys, attempts)
}

/// Opens a practice with the recovery code and gives its therapist a new passphrase. The code stays valid.
///
/// # Errors
/// [`WeakPassphrase`](StoreError::WeakPassphrase), [`WrongRecoveryCode`](StoreError::WrongRecoveryCode), and
/// those of [`unlock`] but for its passphrase errors: the code cannot be guessed, so nobody has to wait.
pub fn unlock_with_recovery(
    folder: &Path,
    code: &RecoveryCode,
    (passphrase, cost): (&Passphrase, KdfCost),
    entropy: &dyn Entropy,
) -> Result<Unlocked, StoreError> {
    require_strong(passphrase)?;
    let door = Door::approach(folder)?;
    let attempts = Attempts::read(folder)?;
    let Some((therapist, keys)) = door.try_recovery(code) else {
        let known = |slot: &Slot| slot.open_with_recovery(door.practice(), code).is_some();
        if door.is_away(|slots, _| Ok(slots.iter().any(known).then_some(())))? {
            return Err(StoreError::MustComeBack);
        }
        attempts.recovery_failed().write_if_possible(folder);
        return Err(StoreError::WrongRecoveryCode);
    };
    slot::require_unshared(
        door.read.header.others(therapist),
        door.practice(),
        passphrase,
    )?;
    let slot = door.slot(therapist)?.with_passphrase(
        door.practice(),
        &keys,
        (passphrase, cost),
        entropy,
    )?;
    let mut opened = door.enter(therapist, keys, attempts)?;
    opened.replace_slot(&slot)?;
    Ok(opened)
}

/// A practice that this process holds the lock of, still closed.
pub(super) struct Door<'a> {
    folder: &'a Path,
    pub(super) read: ReadHeader,
    lock: PracticeLock,
}

impl<'a> Door<'a> {
    pub(super) fn approach(folder: &'a Path) -> Result<Self, StoreError> {
        files::require_practice(folder)?;
        place::require_suitable(folder)?;
        // Looked at before the lock, so that a refusal makes no lock file; and after it, because only then
        // does nobody else change it.
        header_file::read(folder)?;
        let lock = PracticeLock::take(folder)?;
        new_key::finish(folder)?;
        Ok(Self {
            folder,
            read: header_file::read(folder)?,
            lock,
        })
    }

    pub(super) fn practice(&self) -> Uuid {
        self.read.header.practice
    }

    fn slot(&self, therapist: Uuid) -> Result<&Slot, StoreError> {
        self.read
            .header
            .slot(therapist)
            .ok_or(StoreError::HeaderDamaged)
    }

    fn try_passphrase(&self, passphrase: &Passphrase) -> Result<Option<(Uuid, Keys)>, StoreError> {
        slot::open_one_of(&self.read.header.slots, self.practice(), passphrase)
    }

    fn try_recovery(&self, code: &RecoveryCode) -> Option<(Uuid, Keys)> {
        self.read.header.slots.iter().find_map(|slot| {
            Some((
                slot.therapist,
                slot.open_with_recovery(self.practice(), code)?,
            ))
        })
    }

    /// Whether this was the way in of somebody who has to come back.
    fn is_away<T>(
        &self,
        open: impl FnOnce(&[Slot], Uuid) -> Result<Option<T>, StoreError>,
    ) -> Result<bool, StoreError> {
        let returning = self.read.header.returning.iter();
        let slots: Vec<Slot> = returning.map(|away| away.slot.clone()).collect();
        Ok(open(&slots, self.practice())?.is_some())
    }

    /// Goes in with the keys, after the checks that need them.
    pub(super) fn enter(
        self,
        therapist: Uuid,
        keys: Keys,
        attempts: Attempts,
    ) -> Result<Unlocked, StoreError> {
        if !self.read.is_genuine(&keys.database) {
            return Err(StoreError::HeaderDamaged);
        }
        let header = self.read.header;
        let trusted: Vec<[u8; 32]> = header.all().map(|slot| slot.public_key).collect();
        let anchor = AnchorFile::open(self.folder, header.practice, &trusted)?;
        let seen = anchor.newest().map_or(0, |head| head.header_revision);
        super::check_revision(header.revision, seen)?;
        if attempts != attempts.succeeded() {
            attempts.succeeded().write_if_possible(self.folder);
        }
        Ok(Unlocked {
            folder: self.folder.to_owned(),
            practice: header.practice,
            therapist,
            key: keys.database,
            signer: keys.signing,
            header_revision: header.revision,
            lock: self.lock,
            failed_attempts_before: attempts.unrecorded(),
            anchor,
            header,
        })
    }
}
