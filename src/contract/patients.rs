//! Patients on the wire.

use filiform_domain::ids::{DraftId, PatientId};
use filiform_domain::patient::PatientDraft;
use filiform_domain::problem::Problem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BetweenLine, EpisodeLine, OutcomeChange, SafetyLines, Said, SessionLine};

/// Words to find patients by.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FindPatients {
    /// Parts of names in any order, or a date of birth. Empty: those seen last.
    pub query: String,
    /// How many at most, 1 to 200.
    pub limit: u32,
}

/// The patients that were found.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FoundPatients {
    /// The best first.
    pub patients: Vec<PatientLine>,
}

/// A patient in a list.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PatientLine {
    /// The patient.
    pub id: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// The date of birth in words.
    pub born: String,
    /// The age today, in whole years.
    pub age: u32,
    /// The last visit in words, or none.
    pub last_seen: Option<String>,
    /// Signed sessions.
    pub sessions: u32,
}

/// A registration to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PatientToCheck {
    /// What is typed so far.
    pub patient: PatientDraft,
    /// Who it is when details are changed, so that nobody resembles themselves.
    pub id: Option<PatientId>,
}

/// What is wrong with a registration, and whom it resembles.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PatientCheck {
    /// The faults.
    pub problems: Vec<Problem>,
    /// Patients with the same name or the same date of birth and a similar name.
    pub similar: Vec<PatientLine>,
}

/// A patient to register.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RegisterPatient {
    /// The details.
    pub patient: PatientDraft,
    /// The draft they were typed in, which ends with the registration.
    pub draft: Option<DraftId>,
}

/// Changed details of a patient.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChangePatient {
    /// The patient.
    pub id: PatientId,
    /// The revision the change was based on.
    pub based_on: u32,
    /// The details from now on.
    pub patient: PatientDraft,
    /// The draft they were typed in, which ends with the change.
    pub draft: Option<DraftId>,
}

/// Details being changed, as their draft is kept: with what they were begun from, however late they are saved.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatientChange {
    /// The revision of the details that the change was begun from.
    pub based_on: u32,
    /// The details as typed.
    pub patient: PatientDraft,
}

/// A patient's page.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PatientPage {
    /// The patient.
    pub id: PatientId,
    /// The revision of the details.
    pub revision: u32,
    /// "Okafor, Ada".
    pub name: String,
    /// The date of birth in words.
    pub born: String,
    /// The age today, in whole years.
    pub age: u32,
    /// The details, ready to be changed.
    pub details: PatientDraft,
    /// What the patient is treated for, in words.
    pub conditions: Vec<ComplaintWords>,
    /// Signed sessions.
    pub sessions: u32,
    /// Visits that were not held, newest first, for a front desk that sees no timeline; nobody else is told here.
    pub not_held: Vec<BetweenLine>,
    /// What a front desk attached, newest first, for a front desk alone.
    pub attached: Vec<BetweenLine>,
    /// An unsigned session of mine, to go on with.
    pub open_draft: Option<DraftId>,
    /// The episodes of care, the open ones first.
    pub episodes: Vec<EpisodeLine>,
    /// How screening and consent stand.
    pub safety: SafetyLines,
    /// What changed since care began.
    pub strip: Strip,
}

/// A condition in words.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ComplaintWords {
    /// "Neck pain".
    pub words: String,
    /// "M54.2", when a code was chosen.
    pub icd10cm: Option<String>,
}

/// The strip at the top of a patient: pain since care began, what was needled last, and what is open.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Strip {
    /// When care began: "since 3 Nov 2026", or that no episode of care is open.
    pub period: String,
    /// The last session, with what was needled.
    pub last: Option<SessionLine>,
    /// Days since the last session.
    pub days_since: Option<u32>,
    /// Pain now before each of the last visits since care began, oldest first; none where it was not recorded.
    pub pain_before: Vec<Option<u8>>,
    /// How the change from the first rating since care began to the latest reads, exactly as the rules allow.
    pub reading: Option<String>,
    /// The same with its rule and its sources.
    pub why: Option<Said>,
    /// The numbers of it; none while there is one rating alone.
    pub change: Option<OutcomeChange>,
    /// Each measure that was scored more than once, from baseline to latest.
    pub scores: Vec<StripScore>,
    /// "At the last visit: asked, none.", and events that were heard of later.
    pub events: Vec<String>,
    /// What is open: events that are not over, what is due in the episode, the plan of the last visit.
    pub follow_ups: Vec<String>,
}

/// A measure in the strip.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StripScore {
    /// "Neck Disability Index 38 % → 16 %:".
    pub words: String,
    /// How that reads.
    pub said: Said,
    /// The numbers of it.
    pub change: OutcomeChange,
}
