//! The check of the whole record, as it travels.

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
    /// Whose signatures count: "A. Rivera, PT: owner, key 3f9a 1c22 9c1e d2aa", those who left too. Empty for a record
    /// that was checked without opening it.
    pub signers: Vec<String>,
    /// What is wrong; empty for a sound record.
    pub problems: Vec<RecordProblem>,
    /// "All 12,345 entries are as they were signed.", or the first entry that fails.
    pub headline: String,
    /// What is still good; empty for a sound record.
    pub good: String,
    /// What to do now, a step each; empty for a sound record.
    pub todo: Vec<String>,
}

/// Something that is wrong with the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordProblem {
    /// The number of the entry in its chain; 0 when it is about the file as a whole.
    pub seq: u32,
    /// What is wrong, for the person. Names no patient.
    pub what: String,
}

/// An exported file to hold against the record.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckExport {
    /// The file.
    pub path: String,
}

/// A fingerprint to look for in the record.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckFingerprint {
    /// As it is printed on a letter: 16 digits or more, in groups or not.
    pub text: String,
}

/// How an export and the record stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExportVerdict {
    /// The record names these very bytes.
    AsExported,
    /// The fingerprint is that of an entry of this record.
    OnChain,
    /// The record it names is this one; no export that the record knows had these bytes.
    Changed,
    /// It is newer than the record: the record was rolled back.
    Ahead,
    /// Another entry stands where it says: the record was written anew.
    Rewritten,
    /// It belongs to another practice, or to nothing that is known here.
    Unknown,
}

/// What became of a check of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportChecked {
    /// How the two stand to each other.
    pub verdict: ExportVerdict,
    /// One sentence.
    pub headline: String,
    /// What it means, and what to do.
    pub words: String,
}
