//! What a long job tells the window while it runs.

use filiform_store::backup::BackupStep;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far a long job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// What it does now.
    pub stage: Stage,
    /// Steps of this stage that are done.
    pub done: u32,
    /// All steps of this stage; 0 while that is not known.
    pub of: u32,
}

/// What a long job does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Entries, signatures and pages are checked.
    Checking,
    /// Indexes are made anew.
    Rebuilding,
    /// The practice file is copied.
    Copying,
    /// A file is read.
    Reading,
    /// The rows of a file are held against who is here.
    Comparing,
    /// A file is written.
    Writing,
    /// What was written is read again.
    ReadingBack,
    /// A backup is unpacked.
    Unpacking,
    /// The last bytes of a destroyed record are taken out of the practice file.
    CleaningUp,
}

impl From<BackupStep> for Stage {
    fn from(step: BackupStep) -> Self {
        match step {
            BackupStep::Copying => Self::Copying,
            BackupStep::Writing => Self::Writing,
            BackupStep::ReadingBack => Self::ReadingBack,
            BackupStep::Checking => Self::Checking,
            BackupStep::Unpacking => Self::Unpacking,
        }
    }
}

impl Progress {
    /// The progress of a stage. Numbers beyond 32 bits are scaled down together.
    pub fn new(stage: Stage, done: u64, of: u64) -> Self {
        let shift = (64 - of.max(done).leading_zeros()).saturating_sub(32);
        let scaled = |n: u64| u32::try_from(n >> shift).unwrap_or(u32::MAX);
        Self {
            stage,
            done: scaled(done),
            of: scaled(of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_keep_their_share() {
        let small = Progress::new(Stage::Writing, 3, 10);
        assert_eq!((small.done, small.of), (3, 10));
        let large = Progress::new(Stage::Writing, 1 << 40, 1 << 41);
        assert_eq!(large.of / large.done, 2);
        let all = Progress::new(Stage::Writing, u64::MAX, u64::MAX);
        assert_eq!((all.done, all.of), (u32::MAX, u32::MAX));
    }
}
