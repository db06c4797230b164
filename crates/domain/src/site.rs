//! One needled site: where, on which side, with which needle, and what it answered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Check;
use crate::quantity::NeedleSize;
use crate::vocabulary::{TargetFacts, Vocabulary};

/// The patient's side. Left is always the patient's left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The patient's left.
    Left,
    /// The patient's right.
    Right,
    /// Left and right alike.
    Both,
    /// On the midline.
    Midline,
}

impl Side {
    /// The side in words, written out wherever it could be mistaken.
    pub fn words(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "left and right",
            Self::Midline => "midline",
        }
    }
}

/// Whether a local twitch response was looked for, and seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Twitch {
    /// Looked for, none came.
    None,
    /// One or more came.
    Seen,
}

/// A needled site as typed.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SiteDraft {
    /// The target, by id: `trapezius-upper`. Required.
    #[schemars(required)]
    pub target: String,
    /// The patient's side. Required for a paired target.
    pub side: Option<Side>,
    /// The trigger point or spinal level, as the therapist writes it: "TrP 1", "L4-5".
    pub point: String,
    /// Diameter x length in millimetres: `0.25x40`. Required.
    #[schemars(required)]
    pub needle: String,
    /// Needles at this site, per side with both: 1 to 50. One when left open.
    #[ts(type = "number | null")]
    pub needles: Option<i64>,
    /// The technique, by id: `pistoning`. Required.
    #[schemars(required)]
    pub technique: String,
    /// The local twitch response; left open when it was not recorded.
    pub twitch: Option<Twitch>,
    /// How many twitches came, 1 to 99, when they were counted.
    #[ts(type = "number | null")]
    pub twitches: Option<i64>,
    /// What else belongs to this site.
    pub note: String,
}

/// A needled site as kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The target, by id.
    pub target: String,
    /// The patient's side.
    pub side: Side,
    /// The trigger point or spinal level.
    pub point: Option<String>,
    /// The needle.
    pub needle: NeedleSize,
    /// Needles at this site, per side with both.
    pub needles: u8,
    /// The technique, by id.
    pub technique: String,
    /// The local twitch response; none when it was not recorded.
    pub twitch: Option<Twitch>,
    /// Counted twitches; none when they were not counted.
    pub twitches: Option<u8>,
    /// What else belongs to this site.
    pub note: Option<String>,
}

impl SiteDraft {
    /// Needles of this row for the hint beside the count: both sides count twice.
    pub fn needles_charted(&self) -> u32 {
        let per_side = self
            .needles
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(1);
        if self.side == Some(Side::Both) {
            per_side.saturating_mul(2)
        } else {
            per_side
        }
    }

    /// The site as it may be kept. Faults go to `check`; with any, the site is not to be used.
    pub(crate) fn checked(&self, check: &mut Check, words: &dyn Vocabulary) -> Option<Site> {
        let facts = words.target(&self.target);
        if facts.is_none() {
            let (code, message) = if self.target.trim().is_empty() {
                (
                    "missing",
                    "The target is missing: which muscle or structure?",
                )
            } else {
                (
                    "unknown-target",
                    "No target has this name. Choose one from the list.",
                )
            };
            check.fault("target", code, message);
        }
        let side = self.checked_side(check, facts.as_ref());
        let needle = self
            .needle
            .parse::<NeedleSize>()
            .map_err(|fault| check.fault("needle", fault.code(), fault.to_string()))
            .ok();
        let needles = check.whole(
            "needles",
            "The number of needles",
            self.needles.or(Some(1)),
            1..=50,
        );
        self.check_technique(check, words);
        let twitches = self.checked_twitches(check);
        Some(Site {
            target: facts.map(|_| self.target.clone())?,
            side: side?,
            point: check.optional("point", "The trigger point or level", &self.point, 60),
            needle: needle?,
            needles: needles?,
            technique: self.technique.clone(),
            twitch: self.twitch.or(twitches.map(|_| Twitch::Seen)),
            twitches,
            note: check.optional("note", "The note", &self.note, 1000),
        })
    }

    fn checked_side(&self, check: &mut Check, facts: Option<&TargetFacts>) -> Option<Side> {
        match (facts.map(|facts| facts.paired), self.side) {
            (Some(true), None) => check.fault(
                "side",
                "missing",
                "The side is missing: the patient's left, right, or both?",
            ),
            (Some(true), Some(Side::Midline)) => check.fault(
                "side",
                "side-of-paired",
                "This target has a left and a right. Which one was needled?",
            ),
            (Some(false), Some(Side::Left | Side::Right | Side::Both)) => {
                check.fault(
                    "side",
                    "side-of-midline",
                    "This target lies on the midline and has no side.",
                );
            }
            (Some(false), None) => return Some(Side::Midline),
            (_, side) => return side,
        }
        None
    }

    fn check_technique(&self, check: &mut Check, words: &dyn Vocabulary) {
        if self.technique.trim().is_empty() {
            check.fault("technique", "missing", "The technique is missing.");
        } else if !words.technique_exists(&self.technique) {
            check.fault(
                "technique",
                "unknown-technique",
                "No technique has this name. Choose one from the list.",
            );
        }
    }

    fn checked_twitches(&self, check: &mut Check) -> Option<u8> {
        let count = check.whole("twitches", "The number of twitches", self.twitches, 1..=99);
        if self.twitch == Some(Twitch::None) && self.twitches.is_some() {
            check.fault(
                "twitches",
                "contradiction",
                "A number of twitches stands beside \"none\". Which is right?",
            );
        }
        count
    }
}

impl Site {
    /// The site as a draft, with nothing lost.
    pub fn to_draft(&self) -> SiteDraft {
        SiteDraft {
            target: self.target.clone(),
            side: Some(self.side),
            point: self.point.clone().unwrap_or_default(),
            needle: self.needle.to_string(),
            needles: Some(i64::from(self.needles)),
            technique: self.technique.clone(),
            twitch: self.twitch,
            twitches: self.twitches.map(i64::from),
            note: self.note.clone().unwrap_or_default(),
        }
    }
}
