//! Retention and destruction on the wire.

use filiform_domain::ids::{EntryId, PatientId};
use filiform_domain::retention::{Ground, RetentionDraft};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long records are kept, what is due, and what is held.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RetentionPage {
    /// The rule, as it is typed.
    pub rule: RetentionDraft,
    /// The rule in words; empty while there is none.
    pub words: String,
    /// Records that may be destroyed, the longest due first: at most the first 200.
    pub due: Vec<DueLine>,
    /// All that are due.
    pub due_total: u32,
    /// Records under a legal hold, the newest first.
    pub held: Vec<HeldLine>,
    /// Whether bytes of a destroyed record may still be in the file.
    pub clean_up_pending: bool,
}

/// A record that may be destroyed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DueLine {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984".
    pub born: String,
    /// Since when: "30 Jun 2026".
    pub due: String,
    /// Why then: "7 years after the last visit on 30 Jun 2019".
    pub why: String,
}

/// A record under a legal hold.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct HeldLine {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// Since when: "22 Nov 2026".
    pub since: String,
    /// Who laid it on.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Whether a record may be destroyed, and what that would mean.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Retirement {
    /// Whose record.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// What has to be typed: the family name.
    pub family_name: String,
    /// Or the record number; empty when there is none.
    pub record_number: String,
    /// The hold on it.
    pub held: Option<HeldLine>,
    /// When it is due, in words: "30 Jun 2026: 7 years after the last visit on 30 Jun 2019". Empty without a rule.
    pub due: String,
    /// On which ground it may go today; none when it must stay.
    pub ground: Option<Ground>,
    /// Why it must stay; empty when it may go.
    pub refusal: String,
    /// What goes: "8 signed notes".
    pub goes: Vec<String>,
    /// What stays, and where else the record may still be.
    pub stays: Vec<String>,
}

/// A hold, or its end.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct HoldRecord {
    /// Whose record.
    pub patient: PatientId,
    /// Why.
    pub reason: String,
}

/// A record to destroy. Asked twice: what is typed here, and a confirmation before it is sent.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RetireRecord {
    /// Whose.
    pub patient: PatientId,
    /// Why it may go.
    pub ground: Ground,
    /// The reason, which stays for good. It names nobody.
    pub reason: String,
    /// The patient's family name or record number, typed.
    pub typed: String,
}

/// A record that was destroyed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecordRetired {
    /// The entry that says so.
    pub entry: EntryId,
    /// Whether no byte of it is left in the file. If not, that is finished at the next opening.
    pub cleaned: bool,
    /// What was done and where the record may still be, in sentences.
    pub words: Vec<String>,
}
