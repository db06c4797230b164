//! The score of an outcome measure: what was answered, when, and which series it belongs to.
//!
//! A score is written down once. A wrong one is corrected by another that names it, or taken back with the
//! reason; what stood there stays in the ledger. Items of a questionnaire are never kept: a total, its
//! subscales, the patient's own activities, or ratings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{EpisodeId, PatientId, ScoreId};
use crate::site::Side;
use crate::time::{CalendarDate, Instant};

mod checked;
mod facts;
mod number;
mod rows;

pub use checked::{Scoring, StandingScore, TakeBackTyped};
pub use facts::{MeasureFacts, PartFacts, PartsMake, RawFacts, VersionFacts, Wanted};
pub use number::{Amount, written};

/// Ratings that are typed in at once from the patient's paper, and of which means are made.
pub const DAILY_RATINGS: usize = 5;
/// Most activities of one scale. The scoring note says three to five.
pub const MOST_ACTIVITIES: usize = 5;
/// Most measurements that one value rests on.
pub const MOST_MEASUREMENTS: i64 = 20;

/// Where an answer came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnsweredHow {
    /// The patient filled it in alone, on the screen.
    Alone,
    /// On paper.
    Paper,
    /// The patient told the therapist.
    Told,
    /// The therapist measured it.
    Measured,
}

/// A score as typed: the form, the draft, and the file that `score` takes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScoreDraft {
    /// The outcome measure, by id: `ndi`. Required.
    #[schemars(required)]
    pub measure: String,
    /// The day it was answered, `2026-11-22`; of daily ratings it may be left out. Never in the future or
    /// before the patient's birth.
    pub date: String,
    /// The time on the wall clock, `14:05`, when it is known.
    pub time: String,
    /// The score in the measure's unit, `38` or `12.5`. Required of a total and of a single rating.
    pub total: String,
    /// The raw score, of measures that have one besides the total.
    pub raw: String,
    /// The subscales, of measures that have them.
    pub parts: Vec<PartDraft>,
    /// The version, of measures whose versions are series of their own.
    pub version: String,
    /// The patient's own activities, of measures that ask for them.
    pub activities: Vec<ActivityDraft>,
    /// The joint, of measures that rate one, at most 120 characters.
    pub joint: String,
    /// The side of the joint.
    pub side: Option<Side>,
    /// Measurements that the value rests on: 1 to 20, of measures that are taken with a ruler.
    #[ts(type = "number | null")]
    pub measurements: Option<i64>,
    /// Daily ratings of one pain scale from the patient's paper, five at most, instead of a total.
    pub days: Vec<DayDraft>,
    /// Where the answer came from.
    pub how: Option<AnsweredHow>,
    /// Medicine that bears on the answer, at most 300 characters.
    pub medicine: String,
    /// What else belongs to it, at most 300 characters.
    pub note: String,
    /// The episode of care it belongs to, by id.
    pub episode: String,
    /// The score that this one corrects, by id.
    pub corrects: String,
    /// Why it is corrected, at most 300 characters. Required of a correction.
    pub why: String,
}

/// A subscale as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartDraft {
    /// The subscale, by id: `pain`. Required.
    #[schemars(required)]
    pub part: String,
    /// Its score. Required.
    #[schemars(required)]
    pub score: String,
}

/// One of the patient's own activities as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ActivityDraft {
    /// The activity in the patient's words, at most 120 characters. Required.
    #[schemars(required)]
    pub activity: String,
    /// How well it goes, a whole number. Required.
    #[schemars(required)]
    pub score: String,
}

/// The rating of one day as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DayDraft {
    /// The day, `2026-11-18`. Required.
    #[schemars(required)]
    pub date: String,
    /// The rating; left empty when the patient wrote none for this day.
    pub score: String,
}

/// A score as kept. Made by [`ScoreDraft::checked`] alone, and never changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The score's identity.
    pub id: ScoreId,
    /// Whose record it belongs to.
    pub patient: PatientId,
    /// The measure, by id.
    pub measure: String,
    /// Scores of one series, and only those, may be compared: measure, version, joint and activities.
    pub series: String,
    /// The day it counts for: of daily ratings the last one.
    pub day: CalendarDate,
    /// Where it stands in the timeline.
    pub at: Instant,
    /// The number, exact.
    pub amount: Amount,
    /// Daily ratings that are missing, of the five.
    #[serde(default)]
    pub missing: u8,
    /// The episode of care it belongs to.
    pub episode: Option<EpisodeId>,
    /// The score that it corrects.
    pub corrects: Option<ScoreId>,
    /// What was typed, tidied.
    pub answer: ScoreDraft,
}

impl Score {
    /// Whether it is a mean of daily ratings.
    pub fn is_daily(&self) -> bool {
        !self.answer.days.is_empty()
    }
}

/// A score that is taken back: it was never this patient's, or never so.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreTakenBack {
    /// The score as it stood, so that it can be shown where it was.
    pub score: Score,
    /// Why.
    pub why: String,
}

#[cfg(test)]
mod number_tests;
#[cfg(test)]
mod tests;
