//! Whose keys open a practice that came from a backup.
//!
//! A backup holds the header of its day. Where the practice itself is still here, today's header stays in
//! force: who was removed since, or whose passphrase was changed since, does not come back with a backup.

use std::path::Path;

use uuid::Uuid;

use super::attempts::Attempts;
use super::header::{Header, ReadHeader, Unreadable};
use super::kdf::KdfCost;
use super::passphrase::Passphrase;
use super::recovery::RecoveryCode;
use super::secret::DatabaseKey;
use super::{anchor, header_file};
use crate::StoreError;

/// What the person has in hand.
pub enum WayIn<'a> {
    /// A passphrase.
    Passphrase(&'a Passphrase),
    /// The recovery code, and the passphrase that is set with it.
    Recovery {
        /// The code of the sheet.
        code: &'a RecoveryCode,
        /// The new passphrase.
        new_passphrase: &'a Passphrase,
        /// What one guess at it costs.
        cost: KdfCost,
    },
}

/// Which header is in force after a restore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderUsed {
    /// Today's: the passphrases stay as they are.
    Todays,
    /// The backup's: the passphrases of its day open the practice.
    OfBackup,
}

/// Puts the header in force into the folder that a backup was unpacked into.
///
/// # Errors
/// [`BackupOfOtherPractice`](StoreError::BackupOfOtherPractice), [`WrongForBackup`](StoreError::WrongForBackup),
/// [`WrongRecoveryCode`](StoreError::WrongRecoveryCode), [`Wait`](StoreError::Wait),
/// [`NotTodaysPassphrase`](StoreError::NotTodaysPassphrase), [`BackupDamaged`](StoreError::BackupDamaged).
pub(crate) fn furnish_restored(
    staged: &Path,
    backup_header: &[u8],
    practice: Uuid,
    current_folder: &Path,
    way: &WayIn<'_>,
    now_utc_ms: i64,
) -> Result<HeaderUsed, StoreError> {
    let backup = ReadHeader::parse(backup_header).map_err(|unreadable| match unreadable {
        Unreadable::NewerVersion => StoreError::HeaderNewerVersion,
        Unreadable::Damaged => StoreError::BackupDamaged,
    })?;
    if backup.header.practice != practice {
        return Err(StoreError::BackupDamaged);
    }
    let current = current_header(current_folder, practice)?;
    let attempts = Attempts::admit(current_folder, now_utc_ms)?;
    if let Some(current) = &current
        && let Some(key) = way.open(&current.header)?
        && backup.is_genuine(&key)
    {
        header_file::write(staged, &current.header, &key)?;
        return Ok(HeaderUsed::Todays);
    }
    let Some(key) = way.open(&backup.header)? else {
        if current.is_some() {
            way.failed(attempts, now_utc_ms)
                .write_if_possible(current_folder);
        }
        return Err(way.refusal());
    };
    if !backup.is_genuine(&key) {
        return Err(StoreError::BackupDamaged);
    }
    // The same key is in force here, under other passphrases: theirs is the last word.
    if current.is_some_and(|current| current.is_genuine(&key)) {
        return Err(way.is_of_an_earlier_day());
    }
    header_file::write(staged, &backup.header, &key)?;
    Ok(HeaderUsed::OfBackup)
}

/// The header of the practice on this computer, when there is a readable one of the same practice.
fn current_header(folder: &Path, practice: Uuid) -> Result<Option<ReadHeader>, StoreError> {
    let named = anchor::practice_of(folder).ok().flatten();
    let current = header_file::read(folder).ok();
    let of_other = |found: Uuid| found != practice;
    if named.is_some_and(of_other)
        || current
            .as_ref()
            .is_some_and(|read| of_other(read.header.practice))
    {
        return Err(StoreError::BackupOfOtherPractice);
    }
    Ok(current)
}

impl WayIn<'_> {
    fn open(&self, header: &Header) -> Result<Option<DatabaseKey>, StoreError> {
        for slot in &header.slots {
            let keys = match self {
                Self::Passphrase(passphrase) => slot.open(header.practice, passphrase)?,
                Self::Recovery { code, .. } => slot.open_with_recovery(header.practice, code),
            };
            if let Some(keys) = keys {
                return Ok(Some(keys.database));
            }
        }
        Ok(None)
    }

    pub(super) fn failed(&self, attempts: Attempts, now_utc_ms: i64) -> Attempts {
        match self {
            Self::Passphrase(_) => attempts.failed(now_utc_ms),
            Self::Recovery { .. } => attempts.recovery_failed(),
        }
    }

    fn is_of_an_earlier_day(&self) -> StoreError {
        match self {
            Self::Passphrase(_) => StoreError::NotTodaysPassphrase,
            Self::Recovery { .. } => StoreError::WrongRecoveryCode,
        }
    }

    fn refusal(&self) -> StoreError {
        match self {
            Self::Passphrase(_) => StoreError::WrongForBackup,
            Self::Recovery { .. } => StoreError::WrongRecoveryCode,
        }
    }
}
