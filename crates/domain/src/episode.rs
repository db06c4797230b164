//! An episode of care: what it is for, who referred and how many visits are authorised, the plan of care, the
//! goals, and how it ended.
//!
//! There is one state and it is always whole: opening, changing, closing and reopening an episode each write
//! down all of it as it stands from then on, with the revision it was based on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{EpisodeId, PatientId};
use crate::patient::Complaint;
use crate::site::Side;
use crate::time::CalendarDate;

mod checked;
mod drafted;

pub use checked::Opening;

/// Most visits that one referral can authorise.
pub const MOST_VISITS: i64 = 999;
/// Most goals, and most re-assessments, of one episode.
pub const MOST_ROWS: usize = 60;

/// An episode as typed: the form, the draft, and the file that `episode` takes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EpisodeDraft {
    /// The day care began, `2026-11-22`. Required, never in the future or before the patient's birth.
    #[schemars(required)]
    pub opened_on: String,
    /// What is treated, the main condition first. Required, unless `diagnosis` says it.
    pub conditions: Vec<Complaint>,
    /// The therapist's working diagnosis in words, at most 300 characters.
    pub diagnosis: String,
    /// The body region, by id.
    pub region: String,
    /// The patient's side.
    pub side: Option<Side>,
    /// The day it began, `2026-03-04`, when it is known.
    pub onset_date: String,
    /// How and when it began, in words, at most 300 characters: "since a fall in March".
    pub onset: String,
    /// The referral; left empty when nobody referred.
    pub referral: ReferralDraft,
    /// The plan of care; left empty while none was sent.
    pub plan_of_care: PlanOfCareDraft,
    /// The goals.
    pub goals: Vec<GoalDraft>,
    /// The baseline: what was found and measured when care began, at most 4000 characters.
    pub baseline: String,
    /// The day of the next re-assessment, `2026-12-20`.
    pub reassess_due: String,
    /// The re-assessments that were made.
    pub reassessments: Vec<ReassessmentDraft>,
    /// How the episode ended. With it the episode is closed, without it the episode is open.
    pub discharge: Option<DischargeDraft>,
}

/// A referral as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReferralDraft {
    /// Who referred, with title, at most 120 characters: "Dr. L. Hahn".
    pub referrer: String,
    /// The day of the referral, `2026-11-02`.
    pub date: String,
    /// The diagnosis on the referral, in the referrer's words, at most 300 characters.
    pub diagnosis: String,
    /// Visits that are authorised: 1 to 999.
    #[ts(type = "number | null")]
    pub visits_authorised: Option<i64>,
    /// The last day of the authorisation, `2027-01-03`.
    pub expires: String,
}

/// A plan of care on its way to the referrer and back, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlanOfCareDraft {
    /// How often and how long, at most 300 characters: "twice a week for six weeks".
    pub frequency: String,
    /// Who it was sent to, at most 120 characters.
    pub sent_to: String,
    /// The day it was sent, `2026-11-03`.
    pub sent_on: String,
    /// The day by which the signature is wanted, `2026-12-03`.
    pub signature_due: String,
    /// The day the signature came back, `2026-11-10`.
    pub signed_on: String,
    /// The last day of the certification, `2027-02-01`.
    pub certified_until: String,
}

/// A goal as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GoalDraft {
    /// The goal, in the patient's words where there are any, at most 300 characters. Required.
    #[schemars(required)]
    pub text: String,
    /// The day by which it should be reached, `2026-12-20`.
    pub due: String,
    /// Where it stands.
    pub state: GoalState,
    /// The day it was met, not met or dropped, `2026-12-18`. Required of a goal that is not open any more.
    pub decided_on: String,
}

/// Where a goal stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GoalState {
    /// Worked at.
    #[default]
    Open,
    /// Reached.
    Met,
    /// Not reached.
    NotMet,
    /// Given up.
    Dropped,
}

/// A re-assessment as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReassessmentDraft {
    /// The day, `2026-12-01`. Required.
    #[schemars(required)]
    pub date: String,
    /// What was found and measured, at most 4000 characters. Required.
    #[schemars(required)]
    pub found: String,
}

/// A discharge as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DischargeDraft {
    /// The day, `2027-01-03`. Required, never in the future or before the episode was opened.
    #[schemars(required)]
    pub date: String,
    /// Why care ended. Required.
    #[schemars(required)]
    pub reason: Option<DischargeReason>,
    /// The reason in words, at most 300 characters. Required with the reason `other`.
    pub reason_words: String,
    /// Status at discharge, and goals met or why not, at most 4000 characters.
    pub summary: String,
    /// The home programme, at most 4000 characters.
    pub home_programme: String,
    /// What follows, at most 4000 characters.
    pub follow_up: String,
}

/// Why care ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DischargeReason {
    /// The goals were met.
    GoalsMet,
    /// No further change was seen.
    NoFurtherChange,
    /// Referred on, or back.
    ReferredOn,
    /// The patient decided so.
    PatientsChoice,
    /// The patient did not come back.
    DidNotReturn,
    /// The authorisation ended.
    AuthorisationEnded,
    /// Something else, which words say.
    Other,
}

/// An episode as kept. Made by [`EpisodeDraft::checked`] alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    /// The day care began.
    pub opened_on: CalendarDate,
    /// What is treated, the main condition first.
    #[serde(default)]
    pub conditions: Vec<Complaint>,
    /// The working diagnosis in words.
    pub diagnosis: Option<String>,
    /// The body region, by id.
    pub region: Option<String>,
    /// The patient's side.
    pub side: Option<Side>,
    /// The day it began.
    pub onset_date: Option<CalendarDate>,
    /// How and when it began, in words.
    pub onset: Option<String>,
    /// The referral.
    pub referral: Option<Referral>,
    /// The plan of care.
    pub plan_of_care: Option<PlanOfCare>,
    /// The goals.
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// What was found when care began.
    pub baseline: Option<String>,
    /// The day of the next re-assessment.
    pub reassess_due: Option<CalendarDate>,
    /// The re-assessments, in the order they were typed.
    #[serde(default)]
    pub reassessments: Vec<Reassessment>,
    /// How it ended; none while it is open.
    pub discharge: Option<Discharge>,
}

/// A referral as kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Who referred.
    pub referrer: Option<String>,
    /// The day of the referral.
    pub date: Option<CalendarDate>,
    /// The diagnosis on it.
    pub diagnosis: Option<String>,
    /// Visits that are authorised.
    pub visits_authorised: Option<u16>,
    /// The last day of the authorisation.
    pub expires: Option<CalendarDate>,
}

/// A plan of care as kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOfCare {
    /// How often and how long.
    pub frequency: Option<String>,
    /// Who it was sent to.
    pub sent_to: Option<String>,
    /// The day it was sent.
    pub sent_on: Option<CalendarDate>,
    /// The day by which the signature is wanted.
    pub signature_due: Option<CalendarDate>,
    /// The day the signature came back.
    pub signed_on: Option<CalendarDate>,
    /// The last day of the certification.
    pub certified_until: Option<CalendarDate>,
}

/// A goal as kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The goal.
    pub text: String,
    /// The day by which it should be reached.
    pub due: Option<CalendarDate>,
    /// Where it stands.
    pub state: GoalState,
    /// The day it was met, not met or dropped.
    pub decided_on: Option<CalendarDate>,
}

/// A re-assessment as kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reassessment {
    /// The day.
    pub date: CalendarDate,
    /// What was found.
    pub found: String,
}

/// A discharge as kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discharge {
    /// The day.
    pub date: CalendarDate,
    /// Why care ended.
    pub reason: DischargeReason,
    /// The reason in words.
    pub reason_words: Option<String>,
    /// Status at discharge and goals.
    pub summary: Option<String>,
    /// The home programme.
    pub home_programme: Option<String>,
    /// What follows.
    pub follow_up: Option<String>,
}

/// An episode as opened, changed or closed: all of it, as it stands from then on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EpisodeWritten {
    /// Which episode.
    pub id: EpisodeId,
    /// Whose.
    pub patient: PatientId,
    /// The revision this was based on; 0 when it is opened.
    pub based_on: u32,
    /// It was closed before, and this opens it again.
    #[serde(default)]
    pub reopened: bool,
    /// The episode from now on.
    pub episode: Episode,
}

impl Episode {
    /// Whether care goes on.
    pub fn is_open(&self) -> bool {
        self.discharge.is_none()
    }

    /// Visits that are authorised, when a number was given.
    pub fn visits_authorised(&self) -> Option<u16> {
        self.referral.as_ref()?.visits_authorised
    }

    /// The last day of the authorisation, when one was given.
    pub fn authorised_until(&self) -> Option<CalendarDate> {
        self.referral.as_ref()?.expires
    }

    /// The plan of care that was sent and is not signed yet, with the day it was sent.
    pub fn awaited_plan(&self) -> Option<(&PlanOfCare, CalendarDate)> {
        let plan = self.plan_of_care.as_ref()?;
        let sent_on = plan.sent_on?;
        plan.signed_on.is_none().then_some((plan, sent_on))
    }
}

impl GoalState {
    /// "not met".
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::Dropped => "dropped",
        }
    }
}

impl DischargeReason {
    /// "goals met".
    pub fn words(self) -> &'static str {
        match self {
            Self::GoalsMet => "goals met",
            Self::NoFurtherChange => "no further change",
            Self::ReferredOn => "referred on",
            Self::PatientsChoice => "the patient's choice",
            Self::DidNotReturn => "did not return",
            Self::AuthorisationEnded => "authorisation ended",
            Self::Other => "another reason",
        }
    }
}

#[cfg(test)]
mod tests;
