//! The check of the whole record, as it travels.

use filiform_store::Verified;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a check of the whole record found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordVerified {
    /// Entries that were looked at.
    pub entries: u32,
    /// Patients whose tables were compared with the ledger.
    pub patients: u32,
    /// Signed sessions.
    pub sessions: u32,
    /// What is wrong; empty for a sound record.
    pub problems: Vec<RecordProblem>,
}

/// Something that is wrong with the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordProblem {
    /// The number of the entry in its chain; 0 when it is about the file as a whole.
    pub seq: u32,
    /// What is wrong, for the person. Names no patient.
    pub what: String,
}

impl From<Verified> for RecordVerified {
    fn from(found: Verified) -> Self {
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let problem = |problem: filiform_store::VerifyProblem| RecordProblem {
            seq: count(problem.seq),
            what: problem.what.to_owned(),
        };
        Self {
            entries: count(found.entries),
            patients: count(found.patients),
            sessions: count(found.sessions),
            problems: found.problems.into_iter().map(problem).collect(),
        }
    }
}
