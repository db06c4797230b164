//! The caseload on the wire: what waits, what was done in a month, what went wrong, and how care ended.

use filiform_domain::ids::{PatientId, SessionId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AttentionLine, Warning};

/// Which month to look at.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewCaseload {
    /// `2026-11`; empty for the present one.
    pub month: String,
}

/// The caseload.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CaseloadPage {
    /// The month: `2026-11`.
    pub month: String,
    /// "November 2026".
    pub month_words: String,
    /// The month before: `2026-10`.
    pub previous: String,
    /// The month after; none after the present one.
    pub next: Option<String>,
    /// What waits now, whatever month is looked at.
    pub waiting: Waiting,
    /// What was done in the month.
    pub done: MonthDone,
    /// "December 2025 to November 2026": the twelve months that end with the month.
    pub span_words: String,
    /// Adverse events of the span.
    pub events: EventRates,
    /// Episodes of care that ended in the span, by condition, the most first.
    pub conditions: Vec<ConditionEpisodes>,
    /// What these counts do not say.
    pub caution: String,
}

/// What waits for somebody.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Waiting {
    /// Notes and other drafts without a signature, by person.
    pub drafts: Vec<DraftsWaiting>,
    /// Plans of care that were sent and are not signed.
    pub plans: Vec<AttentionLine>,
    /// Re-assessments whose day has passed.
    pub reassessments: Vec<AttentionLine>,
    /// Certifications that end soon or have ended.
    pub certifications: Vec<AttentionLine>,
    /// Licences and certificates of therapists that end soon or have ended, with the name before each.
    pub licences: Vec<Warning>,
}

/// Drafts of one person that wait for a signature.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DraftsWaiting {
    /// "A. Rivera, PT".
    pub who: String,
    /// "2 notes, 1 consent".
    pub what: String,
    /// Since when the oldest waits: "20 Nov 2026".
    pub since: String,
}

/// What was done in a month.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MonthDone {
    /// A row for each therapist, and a last one for all when there are several.
    pub therapists: Vec<TherapistMonth>,
    /// The therapists' own billing codes.
    pub codes: Vec<CodeMonth>,
    /// Held visits without a billing code, newest first; at most 50.
    pub unbilled: Vec<UnbilledLine>,
    /// All of them.
    pub unbilled_total: u32,
}

/// A therapist's month.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TherapistMonth {
    /// "A. Rivera, PT"; "All" in the last row.
    pub who: String,
    /// Visits that were held.
    pub held: u32,
    /// Visits that were cancelled or missed.
    pub not_held: u32,
    /// Held visits without a billing code.
    pub unbilled: u32,
}

/// A billing code in a month.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CodeMonth {
    /// The code.
    pub code: String,
    /// Who signed.
    pub who: String,
    /// How often it stands in a note.
    pub lines: u32,
    /// Its units together.
    pub units: u32,
}

/// A held visit without a billing code.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UnbilledLine {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "20 Nov 2026".
    pub date: String,
}

/// Adverse events beside the visits they were counted at.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EventRates {
    /// Visits that were held.
    pub visits: u32,
    /// All events, then those of each severity. Empty without a visit.
    pub rows: Vec<EventRate>,
    /// The kinds that were seen, the most first.
    pub kinds: Vec<EventKindCount>,
    /// How it was counted, and what the interval is called.
    pub method: String,
}

/// Events of one severity.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EventRate {
    /// "All", "Serious".
    pub words: String,
    /// How many.
    pub events: u32,
    /// Per 1,000 held visits: "1.2".
    pub rate: String,
    /// The 95 % interval per 1,000: "0.3 to 3.1".
    pub interval: String,
}

/// Events of one kind.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EventKindCount {
    /// "Bruising".
    pub words: String,
    /// How many.
    pub events: u32,
}

/// Episodes of care of one condition that ended.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ConditionEpisodes {
    /// "Neck pain".
    pub condition: String,
    /// How many ended.
    pub episodes: u32,
    /// Their visits: "142 held, 9 not held".
    pub visits: String,
    /// Why they ended, the most first: "goals met: 14 of 26".
    pub reasons: Vec<String>,
    /// "31 of 44 goals met; 3 of 26 episodes had none".
    pub goals: String,
    /// What may be said about change, or that there are too few to say anything.
    pub statement: String,
    /// The change in pain now before the visits: "No clear change.: 4 of 20". Empty below the fewest episodes.
    pub readings: Vec<ReadingCount>,
}

/// How often a change in pain read so.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReadingCount {
    /// The sentence.
    pub sentence: String,
    /// "4 of 20".
    pub count: String,
}
