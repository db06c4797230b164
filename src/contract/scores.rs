//! Scores of outcome measures on the wire. No item of a questionnaire ever is.

use filiform_domain::ids::{DraftId, PatientId, ScoreId};
use filiform_domain::measure::ScoreDraft;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::{BetweenWords, EpisodeChoice, FormKept};

/// Whose score to begin, or which one to correct.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StartScore {
    /// Whose.
    pub patient: PatientId,
    /// The score to correct; none for a new one.
    pub corrects: Option<ScoreId>,
}

/// A score as it is being typed: begun now, or gone on with.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScoreForm {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// What is typed; of a new score the date, the open episode, and nothing of an answer.
    pub score: ScoreDraft,
    /// How far it is kept.
    pub kept: FormKept,
    /// The measures, those first that belong to what the patient is treated for.
    pub measures: Vec<MeasureChoice>,
    /// The patient's episodes of care, the open ones first.
    pub episodes: Vec<EpisodeChoice>,
    /// The score that is corrected, in words.
    pub corrects: Option<String>,
}

/// A measure to choose, and how it is entered.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MeasureChoice {
    /// `ndi`.
    pub id: String,
    /// "Neck Disability Index".
    pub name: String,
    /// Whether it belongs to what the patient is treated for.
    pub suggested: bool,
    /// "0 to 100 %, higher is worse".
    pub range: String,
    /// The lowest score.
    pub low: i32,
    /// The highest score.
    pub high: i32,
    /// Decimals of a score.
    pub decimals: u8,
    /// What the lowest answer means; empty when the content has no words for it.
    pub low_words: String,
    /// What the highest answer means.
    pub high_words: String,
    /// What is asked: `total`, `rating` or `activities`.
    pub asks: String,
    /// How it is scored.
    pub scoring_note: String,
    /// Its licence, and what of it may be kept: "Licensed: total only. …".
    pub licence: String,
    /// How far its threshold can be trusted; empty when nothing is said.
    pub threshold_note: String,
    /// Versions that are series of their own.
    pub versions: Vec<VersionChoice>,
    /// Subscales.
    pub parts: Vec<PartChoice>,
    /// Whether the joint belongs to it.
    pub joint: bool,
    /// Whether the number of measurements belongs to it.
    pub measurements: bool,
    /// The highest raw score, when there is one.
    pub raw_max: Option<i32>,
    /// The raw score alone is enough: the total is its double.
    pub raw_doubled: bool,
    /// Whether daily ratings can be typed in.
    pub daily: bool,
    /// Whether the patient can answer alone on the screen.
    pub alone: bool,
    /// The activities of the last score, so that the same ones are rated again.
    pub activities: Vec<String>,
}

/// A version of a measure.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VersionChoice {
    /// `pain-free`.
    pub id: String,
    /// "Pain-free".
    pub name: String,
}

/// A subscale.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PartChoice {
    /// `pain`.
    pub id: String,
    /// "Pain".
    pub name: String,
    /// The highest score; the lowest is 0.
    pub max: i32,
    /// Decimals of its score.
    pub decimals: u8,
}

/// A score to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckScore {
    /// Whose.
    pub patient: PatientId,
    /// What is typed so far.
    pub score: ScoreDraft,
}

/// A score to keep.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScoreMeasure {
    /// Whose.
    pub patient: PatientId,
    /// The score.
    pub score: ScoreDraft,
    /// The draft it was typed in, which ends with the keeping.
    pub draft: Option<DraftId>,
}

/// Which score.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichScore {
    /// The score.
    pub score: ScoreId,
}

/// A score to take back.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TakeBackScore {
    /// The score.
    pub score: ScoreId,
    /// Why. Required.
    pub why: String,
}

/// A score in full.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScorePage {
    /// The score.
    pub id: ScoreId,
    /// The score in the shape that `score` takes.
    pub score: ScoreDraft,
    /// The score in words.
    pub words: BetweenWords,
    /// Whether it stands, and may be corrected or taken back.
    pub stands: bool,
}
