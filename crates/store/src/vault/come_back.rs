//! Coming back after the file's key was changed: one's own passphrase, and the code that the owner handed over.

use std::path::Path;

use super::Unlocked;
use super::attempts::Attempts;
use super::kdf::KdfCost;
use super::open::Door;
use super::passphrase::{Passphrase, require_strong};
use super::recovery::RecoveryCode;
use super::restored::WayIn;
use super::returning::Returning;
use super::secret::Entropy;
use super::slot::{self, Keys, Slot};
use crate::StoreError;

/// A practice that somebody came back to, and the code for their new recovery sheet.
pub struct CameBack {
    /// The practice.
    pub opened: Unlocked,
    /// To be shown once and written down; the sheet from before opens only copies from before.
    pub recovery: RecoveryCode,
}

/// Opens a practice for somebody who was away when its key was changed, and gives them a slot again. The one-time
/// code opens nothing from then on.
///
/// # Errors
/// [`WrongPassphrase`](StoreError::WrongPassphrase) and [`Wait`](StoreError::Wait), or
/// [`WrongRecoveryCode`](StoreError::WrongRecoveryCode) for who has to come back;
/// [`WrongOneTimeCode`](StoreError::WrongOneTimeCode); and those of [`unlock`](super::unlock).
pub fn come_back(
    folder: &Path,
    way: &WayIn<'_>,
    one_time: &RecoveryCode,
    cost: KdfCost,
    entropy: &dyn Entropy,
    now_utc_ms: i64,
) -> Result<CameBack, StoreError> {
    if let WayIn::Recovery { new_passphrase, .. } = way {
        require_strong(new_passphrase)?;
    }
    let door = Door::approach(folder)?;
    let attempts = match way {
        WayIn::Passphrase(_) => Attempts::admit(folder, now_utc_ms)?,
        WayIn::Recovery { .. } => Attempts::read(folder)?,
    };
    let Some((away, before)) = known(&door, way)? else {
        way.failed(attempts, now_utc_ms).write_if_possible(folder);
        return Err(match way {
            WayIn::Passphrase(_) => StoreError::WrongPassphrase,
            WayIn::Recovery { .. } => StoreError::WrongRecoveryCode,
        });
    };
    let Some(keys) = away.with_code(door.practice(), before, one_time) else {
        attempts.recovery_failed().write_if_possible(folder);
        return Err(StoreError::WrongOneTimeCode);
    };
    let therapist = away.slot.therapist;
    let passphrase = way.passphrase();
    let others = door.read.header.others(therapist);
    slot::require_unshared(others, door.practice(), passphrase)?;
    let recovery = RecoveryCode::generate(entropy)?;
    let wrapped = (passphrase, cost);
    let slot = Slot::new(
        door.practice(),
        therapist,
        &keys,
        wrapped,
        &recovery,
        entropy,
    )?;
    let mut opened = door.enter(therapist, keys, attempts)?;
    opened.put_in_force(opened.header.with_returned(slot))?;
    Ok(CameBack { opened, recovery })
}

/// Who this is of those who have to come back, with the keys of before.
fn known(door: &Door<'_>, way: &WayIn<'_>) -> Result<Option<(Returning, Keys)>, StoreError> {
    let header = &door.read.header;
    let slots: Vec<Slot> = header.returning.iter().map(|r| r.slot.clone()).collect();
    let found = match way {
        WayIn::Passphrase(passphrase) => slot::open_one_of(&slots, door.practice(), passphrase)?,
        WayIn::Recovery { code, .. } => slots.iter().find_map(|slot| {
            let keys = slot.open_with_recovery(door.practice(), code)?;
            Some((slot.therapist, keys))
        }),
    };
    let away = |(therapist, keys)| {
        let mut all = header.returning.iter();
        let away = all.find(|away| away.slot.therapist == therapist)?;
        Some((away.clone(), keys))
    };
    Ok(found.and_then(away))
}

impl WayIn<'_> {
    /// The passphrase that holds from now on.
    fn passphrase(&self) -> &Passphrase {
        match self {
            Self::Passphrase(passphrase) => passphrase,
            Self::Recovery { new_passphrase, .. } => new_passphrase,
        }
    }
}
