//! A copy that was made of the record, and a record that came back from one.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::PracticeId;
use crate::time::Instant;

/// A backup that was made, read again and found whole. Where it lies is not recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupMade {
    /// Of which practice.
    pub practice: PracticeId,
    /// In how many folders it lies.
    pub folders: u32,
    /// The last entry that is in it.
    pub head: HeadOfChain,
}

/// The practice came back from a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// Which practice.
    pub practice: PracticeId,
    /// When the backup was made.
    pub made: Instant,
    /// The last entry that was in it: the new chain goes on from there.
    pub head: HeadOfChain,
}

/// The last entry of a chain at some moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadOfChain {
    /// The chain: one installation of the file.
    pub chain: Uuid,
    /// The entry's number in it.
    pub seq: u64,
    /// The entry's hash, 64 hexadecimal digits.
    pub hash: String,
}
