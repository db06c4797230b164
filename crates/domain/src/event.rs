//! What went wrong at a visit: adverse events, and a session that was stopped early.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An adverse event, as typed and as kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EventDraft {
    /// The kind of event, by id. Required.
    #[schemars(required)]
    pub kind: String,
    /// The row it belongs to, counted from 1; none when it belongs to no single row.
    #[ts(type = "number | null")]
    pub row: Option<i64>,
    /// How severe it was.
    pub severity: Option<Severity>,
    /// What the patient felt at the needle.
    pub sensation: String,
    /// Minutes from the needle to its onset: 0 to 20160 (two weeks); 0 is at once.
    #[ts(type = "number | null")]
    pub onset_min: Option<i64>,
    /// What was done.
    pub action: String,
    /// How it went on.
    pub course: String,
    /// When it was over, in words; empty while it is not.
    pub resolved: String,
    /// What else was seen.
    pub note: String,
}

/// How severe an event was (`adverse_events.csv`, column `severity`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Mild.
    Mild,
    /// Significant.
    Significant,
    /// Serious.
    Serious,
}

/// A session that ended before everything planned was done. Rows that were only planned say so themselves.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StoppedEarly {
    /// Why. Required.
    #[schemars(required)]
    pub reason: String,
    /// Vital signs and how the patient recovered, in order.
    pub recovery: Vec<RecoveryLine>,
}

/// One line of a recovery: when, and what was measured or seen.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RecoveryLine {
    /// The time on the wall clock, `14:25`.
    pub at: String,
    /// Vital signs, position, what was seen. Required.
    #[schemars(required)]
    pub seen: String,
}

impl Severity {
    /// "mild".
    pub fn words(self) -> &'static str {
        match self {
            Self::Mild => "mild",
            Self::Significant => "significant",
            Self::Serious => "serious",
        }
    }
}
