//! Changing a way in while the practice is open: one slot is wrapped anew, the database stays.

use super::Unlocked;
use super::attempts::Attempts;
use super::header::{Header, MOST_SLOTS};
use super::header_file;
use super::kdf::KdfCost;
use super::passphrase::{Passphrase, require_strong};
use super::recovery::RecoveryCode;
use super::secret::{DatabaseKey, Entropy, SigningKeyBox};
use super::slot::{self, Keys, Slot};
use crate::StoreError;
use uuid::Uuid;

/// Holds a passphrase against the slot of the therapist who opened the practice.
///
/// # Errors
/// [`WrongPassphrase`](StoreError::WrongPassphrase) and [`Wait`](StoreError::Wait).
pub fn confirm(
    unlocked: &mut Unlocked,
    passphrase: &Passphrase,
    now_utc_ms: i64,
) -> Result<(), StoreError> {
    unlocked.confirm(passphrase, now_utc_ms).map(drop)
}

/// Gives the therapist who opened the practice a new passphrase. The recovery code stays valid.
///
/// A copy of the old header still opens with the old passphrase; only a new key for the file revokes that.
///
/// # Errors
/// [`WeakPassphrase`](StoreError::WeakPassphrase) for the new one;
/// [`WrongPassphrase`](StoreError::WrongPassphrase) and [`Wait`](StoreError::Wait) for the old one.
pub fn change_passphrase(
    unlocked: &mut Unlocked,
    old: &Passphrase,
    (new, cost): (&Passphrase, KdfCost),
    entropy: &dyn Entropy,
    now_utc_ms: i64,
) -> Result<(), StoreError> {
    require_strong(new)?;
    let keys = unlocked.confirm(old, now_utc_ms)?;
    slot::require_unshared(
        unlocked.header.others(unlocked.therapist),
        unlocked.practice,
        new,
    )?;
    let slot =
        unlocked
            .own_slot()?
            .with_passphrase(unlocked.practice, &keys, (new, cost), entropy)?;
    unlocked.replace_slot(&slot)
}

/// Draws a new recovery code for the therapist who opened the practice; the old sheet no longer opens it.
///
/// # Errors
/// [`WrongPassphrase`](StoreError::WrongPassphrase) and [`Wait`](StoreError::Wait).
pub fn renew_recovery_code(
    unlocked: &mut Unlocked,
    passphrase: &Passphrase,
    entropy: &dyn Entropy,
    now_utc_ms: i64,
) -> Result<RecoveryCode, StoreError> {
    let keys = unlocked.confirm(passphrase, now_utc_ms)?;
    let code = RecoveryCode::generate(entropy)?;
    let slot = unlocked
        .own_slot()?
        .with_recovery(unlocked.practice, &keys, &code, entropy)?;
    unlocked.replace_slot(&slot)?;
    Ok(code)
}

/// A new slot: the key that proves its therapist's signatures, and the code for their recovery sheet.
pub(crate) struct Added {
    pub(crate) public_key: [u8; 32],
    pub(crate) recovery: RecoveryCode,
}

impl Unlocked {
    /// Says whether this is the passphrase of the therapist who opened the practice; wrong ones count.
    pub(crate) fn confirm_passphrase(
        &mut self,
        passphrase: &Passphrase,
        now_utc_ms: i64,
    ) -> Result<(), StoreError> {
        self.confirm(passphrase, now_utc_ms).map(drop)
    }

    /// The keys again, from the passphrase: an unlocked screen alone must not be enough to change a way in.
    pub(super) fn confirm(
        &mut self,
        passphrase: &Passphrase,
        now_utc_ms: i64,
    ) -> Result<Keys, StoreError> {
        let attempts = Attempts::admit(&self.folder, now_utc_ms)?;
        if let Some(keys) = self.own_slot()?.open(self.practice, passphrase)? {
            if attempts != attempts.succeeded() {
                attempts.succeeded().write_if_possible(&self.folder);
            }
            return Ok(keys);
        }
        let failed = attempts.failed(now_utc_ms);
        failed.write_if_possible(&self.folder);
        self.failed_attempts_before = failed.unrecorded();
        Err(StoreError::WrongPassphrase)
    }

    pub(super) fn own_slot(&self) -> Result<&Slot, StoreError> {
        self.header
            .slot(self.therapist)
            .ok_or(StoreError::HeaderDamaged)
    }

    /// Gives somebody a slot of their own, with a new signing key and a recovery code.
    pub(crate) fn add_slot(
        &mut self,
        therapist: Uuid,
        (passphrase, cost): (&Passphrase, KdfCost),
        entropy: &dyn Entropy,
    ) -> Result<Added, StoreError> {
        require_strong(passphrase)?;
        if self.header.all().count() >= MOST_SLOTS {
            return Err(StoreError::TooManyTherapists);
        }
        slot::require_unshared(self.header.all(), self.practice, passphrase)?;
        let recovery = RecoveryCode::generate(entropy)?;
        let keys = Keys {
            database: DatabaseKey::copy_of(&self.key),
            signing: SigningKeyBox::generate(entropy)?,
        };
        let wrapped = (passphrase, cost);
        let slot = Slot::new(self.practice, therapist, &keys, wrapped, &recovery, entropy)?;
        let public_key = slot.public_key;
        self.put_in_force(self.header.with_new_slot(slot))?;
        Ok(Added {
            public_key,
            recovery,
        })
    }

    /// Takes away the slots of everybody who does not stay. Nothing is written when all stay.
    pub(crate) fn keep_slots(&mut self, stays: impl Fn(Uuid) -> bool) -> Result<(), StoreError> {
        if self.header.all().all(|slot| stays(slot.therapist)) {
            return Ok(());
        }
        self.put_in_force(self.header.without(stays))
    }

    /// Puts a header with this slot in force, one revision on. Nothing changes when it cannot be written.
    pub(crate) fn replace_slot(&mut self, slot: &Slot) -> Result<(), StoreError> {
        self.put_in_force(self.header.with_slot(slot))
    }

    pub(super) fn put_in_force(&mut self, header: Header) -> Result<(), StoreError> {
        header_file::put_in_force(&self.folder, &header, &self.key)?;
        self.header_revision = header.revision;
        self.header = header;
        Ok(())
    }
}
