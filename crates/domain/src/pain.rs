//! Ratings of pain: which scale, which time, at rest or with what, and where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::site::{ChartView, Side};

/// A rating of pain besides "pain now, before and after the needling".
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PainRating {
    /// The scale. Two scales are never mixed in one series.
    pub scale: PainScale,
    /// The rating: 0 to 10 points on the numeric scale, 0 to 100 mm on the line. Required.
    #[ts(type = "number | null")]
    #[schemars(required)]
    pub value: Option<i64>,
    /// The time it speaks of.
    pub window: PainWindow,
    /// When it was asked.
    pub moment: PainMoment,
    /// At rest, or with a named movement or activity: "at rest", "turning left".
    pub activity: String,
    /// Where: "temple, left".
    pub place: String,
}

/// How pain was rated.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PainScale {
    /// The numeric pain rating scale, 0 to 10 points.
    #[default]
    Nprs,
    /// The visual analogue scale, 0 to 100 mm.
    Vas,
}

/// The time that a rating speaks of.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PainWindow {
    /// Pain now: the only one that can change within a visit.
    #[default]
    Now,
    /// Least pain of the last 24 hours.
    Best,
    /// Worst pain of the last 24 hours.
    Worst,
    /// Average pain of the last 24 hours.
    Average,
}

/// When a rating was asked.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PainMoment {
    /// Before the needling.
    #[default]
    Before,
    /// After the needling, at the same visit.
    After,
    /// Asked at the next visit, about the time after this one.
    NextVisit,
}

/// A region of the body chart that is shaded because it hurts there.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PainArea {
    /// The region of the figure, by id.
    pub region: String,
    /// The patient's side.
    pub side: Option<Side>,
    /// The figure it was shaded on.
    pub view: Option<ChartView>,
}

impl PainRating {
    /// Whether both speak of one pain: the same time, activity and place, asked at any moment and on any scale.
    pub fn is_of_same_pain(&self, other: &Self) -> bool {
        let what = |rating: &Self| {
            let words = |text: &str| text.trim().to_lowercase();
            (rating.window, words(&rating.activity), words(&rating.place))
        };
        what(self) == what(other)
    }
}

impl PainScale {
    /// The highest rating: 10 points, or 100 mm.
    pub fn most(self) -> i64 {
        match self {
            Self::Nprs => 10,
            Self::Vas => 100,
        }
    }

    /// The unit in words: "of 10", "of 100 mm".
    pub fn unit(self) -> &'static str {
        match self {
            Self::Nprs => "of 10",
            Self::Vas => "of 100 mm",
        }
    }
}

impl PainWindow {
    /// "now", "best in 24 hours".
    pub fn words(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Best => "best in 24 hours",
            Self::Worst => "worst in 24 hours",
            Self::Average => "average in 24 hours",
        }
    }
}

impl PainMoment {
    /// "before", "after", "asked at the next visit".
    pub fn words(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::NextVisit => "asked at the next visit",
        }
    }
}
