//! The vault: who may open a practice, and the keys behind the door.
//!
//! A practice is a folder of mode 0700 with files of mode 0600:
//!
//! | File | Holds |
//! | --- | --- |
//! | `practice.db` | everything clinical, encrypted with a random 32-byte key (made by the ledger) |
//! | `practice.key`, `practice.key.copy` | the header: that key and each therapist's signing key, wrapped |
//! | `practice.anchor` | where the ledger ended, signed, in two slots |
//! | `practice.attempts` | how many unlocks failed, and when |
//! | `practice.db.next`, `practice.key.next` | the same two under another key, while the key is changed |
//! | `practice.unfinished` | nothing; stands there while the practice is being made |
//! | `practice.backups` | the folders that backups go to, and how the last ones went (see [`crate::backup`]) |
//! | `practice.lock` | nothing; the one process that has the practice open holds it locked |
//!
//! Start at [`create`] and [`unlock`]. Nothing is changed when they refuse, except the failed-unlock counter.

mod anchor;
mod attempts;
mod change;
mod come_back;
mod files;
mod header;
mod header_file;
mod hex;
mod kdf;
mod lock;
pub(crate) mod new_key;
mod open;
mod passphrase;
mod pin;
mod place;
mod recovery;
mod restored;
mod returning;
mod secret;
mod slot;
mod wrap;

use std::fmt;
use std::path::{Path, PathBuf};

use uuid::Uuid;
use zeroize::Zeroizing;

pub(crate) use files::clear_made;

pub use anchor::{AnchorFile, AnchorFinding, Head};
pub use change::{change_passphrase, confirm, renew_recovery_code};
pub use come_back::{CameBack, come_back};
pub use header::{Former, Header};
pub use kdf::KdfCost;
pub use lock::PracticeLock;
pub use open::{Created, NewVault, create, unlock, unlock_with_recovery};
pub use passphrase::{Passphrase, PassphraseVerdict, judge_passphrase};
pub use pin::PinVerifier;
pub(crate) use place::require_suitable;
pub use place::{Unsuitable, unsuitable_place};
pub use recovery::RecoveryCode;
pub(crate) use restored::furnish_restored;
pub use restored::{HeaderUsed, WayIn};
pub use secret::{DatabaseKey, Entropy, SigningKeyBox, verify_signature};
pub use slot::Slot;

pub(crate) use files::{
    holds_practice, private as private_file, read_small as read_small_file,
    replace as replace_file, sync_folder,
};

use crate::StoreError;

/// A practice that is open to this process. Dropping it wipes the keys and lets the next process in.
pub struct Unlocked {
    /// The practice folder.
    pub folder: PathBuf,
    /// The practice.
    pub practice: Uuid,
    /// Whose passphrase or recovery code opened it.
    pub therapist: Uuid,
    /// The key of the database.
    pub key: DatabaseKey,
    /// The therapist's signing key.
    pub signer: SigningKeyBox,
    /// The header's revision; the database keeps the highest it has seen (see [`check_revision`]).
    pub header_revision: u64,
    /// Keeps other processes out.
    pub lock: PracticeLock,
    /// Failed unlocks which the ledger has not recorded yet.
    pub failed_attempts_before: u32,
    /// Where the ledger ended when it was last used.
    pub anchor: AnchorFile,
    header: Header,
}

impl Unlocked {
    /// Where the database is. It does not exist yet after [`create`].
    pub fn database_path(&self) -> PathBuf {
        self.folder.join(files::DATABASE)
    }

    /// The first statement on every connection to the database.
    pub fn raw_key_pragma(&self) -> Zeroizing<String> {
        self.key.raw_key_pragma()
    }

    /// To be called once the database of a new practice is made and its first entries are on the disk. Before,
    /// the folder counts as holding no practice, and the next attempt to make one clears it.
    ///
    /// # Errors
    /// What the disk says; the practice stays unfinished then.
    pub fn finish_making(&self) -> Result<(), StoreError> {
        files::finish(&self.folder)
    }

    /// The header in force.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The bytes of the header in force, for a backup.
    pub(crate) fn header_bytes(&self) -> Result<Vec<u8>, StoreError> {
        self.header.to_bytes(&self.key)
    }

    /// Writes the header again when one copy is missing, damaged or older. To be called once the database
    /// has opened well, so that nothing is changed in a folder that is then refused.
    pub fn mend_header(&self) -> Result<(), StoreError> {
        if header_file::both_hold(&self.folder, &self.header)? {
            return Ok(());
        }
        header_file::write(&self.folder, &self.header, &self.key)
    }

    /// To be called once the ledger holds the [failed unlocks](Self::failed_attempts_before).
    pub fn failed_attempts_are_recorded(&mut self) -> Result<(), StoreError> {
        if self.failed_attempts_before > 0 {
            attempts::Attempts::read(&self.folder)?
                .recorded()
                .write(&self.folder)?;
            self.failed_attempts_before = 0;
        }
        Ok(())
    }
}

impl fmt::Debug for Unlocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unlocked")
            .field("practice", &self.practice)
            .field("therapist", &self.therapist)
            .field("header_revision", &self.header_revision)
            .finish_non_exhaustive()
    }
}

/// What the lock screen knows about a folder before anyone has unlocked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// No practice here.
    Absent,
    /// A practice that waits for a passphrase.
    Locked {
        /// The practice.
        practice: Uuid,
        /// Who has a slot, in the header's order.
        therapists: Vec<Uuid>,
        /// Milliseconds until a passphrase is looked at, 0 to 300,000.
        wait_ms: u64,
    },
}

/// Looks at a folder without opening it.
///
/// # Errors
/// What is wrong with the header, or [`StoreError::NotAFolder`].
pub fn peek(folder: &Path, now_utc_ms: i64) -> Result<Presence, StoreError> {
    match files::require_practice(folder) {
        Err(StoreError::NotFound) => return Ok(Presence::Absent),
        other => other?,
    }
    let header = header_file::read(folder)?.header;
    Ok(Presence::Locked {
        practice: header.practice,
        therapists: header.all().map(|slot| slot.therapist).collect(),
        wait_ms: attempts::Attempts::current(folder, now_utc_ms)?.wait_ms(now_utc_ms),
    })
}

/// Holds the header's revision against the highest one that the database has seen. A newer header is fine:
/// the database was not opened since the change, and takes the new number over.
///
/// # Errors
/// [`StoreError::HeaderOlder`]: somebody put an old header back, perhaps with an old passphrase.
pub fn check_revision(header_revision: u64, in_database: u64) -> Result<(), StoreError> {
    if header_revision < in_database {
        Err(StoreError::HeaderOlder)
    } else {
        Ok(())
    }
}

/// Holds the header's practice against the one that the database names.
///
/// # Errors
/// [`StoreError::HeaderOfOtherPractice`].
pub fn check_practice(header_practice: Uuid, in_database: Uuid) -> Result<(), StoreError> {
    if header_practice == in_database {
        Ok(())
    } else {
        Err(StoreError::HeaderOfOtherPractice)
    }
}
