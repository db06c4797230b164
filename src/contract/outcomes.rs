//! Outcomes over time on the wire: baseline and latest of each series, what may be said of it, and what is drawn.

use filiform_domain::ids::{EpisodeId, PatientId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::EpisodeChoice;

/// Whose outcomes, and of which episode of care.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct ReviewOutcomes {
    /// Whose.
    pub patient: PatientId,
    /// One episode alone; none for the one that is open, or for everything when none is.
    pub episode: Option<EpisodeId>,
}

/// A sentence, with the rule it follows and what that rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Said {
    /// The sentence.
    pub words: String,
    /// The rule.
    pub rule: String,
    /// Its sources as they are cited, each with how it was seen.
    pub sources: Vec<String>,
}

/// A patient's outcomes.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutcomesPage {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// "since 3 Nov 2026", or "the whole record".
    pub period: String,
    /// The episode that is shown.
    pub episode: Option<EpisodeId>,
    /// The patient's episodes, to choose another one.
    pub episodes: Vec<EpisodeChoice>,
    /// Sessions, targets and events in counts.
    pub counts: Said,
    /// What is missing: visits not held, ratings that were not given.
    pub missing: Vec<Said>,
    /// Care besides needling, where it was charted.
    pub other_care: Option<Said>,
    /// Pain before the visits, then each series of scores. No two series are ever drawn on one line.
    pub series: Vec<OutcomeSeries>,
}

/// Scores that may be compared: one measure, one window, one kind.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutcomeSeries {
    /// What the series is told by.
    pub key: String,
    /// "Neck Disability Index", "Pain now, before each visit".
    pub name: String,
    /// What else tells it from others: activities, joint, version; empty when nothing does.
    pub detail: String,
    /// "%", "points".
    pub unit: String,
    /// "0 to 100 %, higher is worse".
    pub range: String,
    /// The lowest and the highest score.
    pub low: i32,
    /// The highest score.
    pub high: i32,
    /// Whether higher is better.
    pub higher_is_better: bool,
    /// The points, oldest first.
    pub points: Vec<OutcomePoint>,
    /// Baseline and latest; none while there are fewer than two scores, or where two are not compared.
    pub change: Option<OutcomeChange>,
    /// What may be said of it, in order.
    pub said: Vec<Said>,
    /// How much is drawn of so many points.
    pub drawn: OutcomeDrawn,
    /// The median in thousandths of a unit, from ten useful points on.
    #[ts(type = "number | null")]
    pub median: Option<i64>,
    /// Where the published threshold lies, seen from the baseline, in thousandths of a unit.
    #[ts(type = "number | null")]
    pub threshold_at: Option<i64>,
    /// The band around the baseline that a published estimate of error gives, in thousandths of a unit.
    #[ts(type = "[number, number] | null")]
    pub error_band: Option<(i64, i64)>,
}

/// How much is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeDrawn {
    /// Numbers only.
    Numbers,
    /// Joined points.
    Joined,
    /// Joined points and the median.
    Rules,
}

/// A score in a series.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutcomePoint {
    /// "20 Nov 2026".
    pub date: String,
    /// Days since the first point.
    #[ts(type = "number")]
    pub day: i64,
    /// "38 %"; none where it was not rated, or the visit was not held.
    pub value: Option<String>,
    /// The same in thousandths of a unit.
    #[ts(type = "number | null")]
    pub thousandths: Option<i64>,
    /// After the needling, on the same day, in thousandths: no outcome.
    #[ts(type = "number | null")]
    pub same_visit: Option<i64>,
    /// "1 of 5 daily ratings missing.", "not held"; empty when nothing is missing.
    pub remark: String,
}

/// From baseline to latest: the numbers that are always shown together.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutcomeChange {
    /// The baseline: "38 %".
    pub first: String,
    /// Its day.
    pub first_on: String,
    /// The latest: "16 %".
    pub latest: String,
    /// Its day.
    pub latest_on: String,
    /// "−22 percentage points", "+3 points".
    pub change: String,
    /// "−58 % of the baseline"; none when the baseline is 0.
    pub percent: Option<String>,
    /// Days between them.
    #[ts(type = "number")]
    pub days: i64,
    /// Published error, as the content words it, with in whom it was found.
    pub error: String,
    /// Published important change, likewise.
    pub important: String,
    /// Whether it says better, worse, or neither.
    pub reads: OutcomeReads,
}

/// Which way a change reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeReads {
    /// Better, possibly or not.
    Better,
    /// Worse, possibly or not.
    Worse,
    /// Neither.
    Neither,
}
