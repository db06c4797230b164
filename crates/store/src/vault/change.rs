//! Changing a way in while the practice is open: one slot is wrapped anew, the database stays.

use super::Unlocked;
use super::attempts::Attempts;
use super::header_file;
use super::kdf::KdfCost;
use super::passphrase::{Passphrase, require_strong};
use super::recovery::RecoveryCode;
use super::secret::Entropy;
use super::slot::{Keys, Slot};
use crate::StoreError;

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
    fn confirm(&mut self, passphrase: &Passphrase, now_utc_ms: i64) -> Result<Keys, StoreError> {
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

    fn own_slot(&self) -> Result<&Slot, StoreError> {
        self.header
            .slot(self.therapist)
            .ok_or(StoreError::HeaderDamaged)
    }

    /// Puts a header with this slot in force, one revision on. Nothing changes when it cannot be written.
    pub(crate) fn replace_slot(&mut self, slot: &Slot) -> Result<(), StoreError> {
        let header = self.header.with_slot(slot);
        header_file::put_in_force(&self.folder, &header, &self.key)?;
        self.header_revision = header.revision;
        self.header = header;
        Ok(())
    }
}
