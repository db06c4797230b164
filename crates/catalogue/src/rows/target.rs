//! Needle targets: mostly muscles, with what a needle can reach by mistake.

use serde::Deserialize;

use super::Evidence;
use crate::cells::{filled, list};
use crate::ids::{RegionId, RiskFlagId, SourceId, TargetId};
use crate::table::Row;

/// The flag of a target from which a needle can reach the lung.
const LUNG: &str = "pleura";

/// Words that keep their capital in the middle of a sentence.
const PROPER_NAMES: [&str; 1] = ["Achilles"];

/// One needle target.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Stable, never reused.
    pub id: TargetId,
    /// The English name with its capital: "Upper trapezius". In a sentence use [`Target::plain_name`].
    #[serde(rename = "name_en", deserialize_with = "filled")]
    pub name: String,
    /// The Latin name.
    #[serde(rename = "name_la", deserialize_with = "filled")]
    pub latin_name: String,
    /// What kind of tissue it is.
    #[serde(rename = "target_type")]
    pub kind: TargetKind,
    /// The body region it is listed under.
    pub region: RegionId,
    /// One on each side, or one in the middle.
    #[serde(rename = "side")]
    pub sides: Sides,
    /// Where the body chart shows it.
    pub chart_view: ChartView,
    /// The canonical short name of the quick-entry line: "UT".
    #[serde(deserialize_with = "filled")]
    pub abbr: String,
    /// Advanced targets are off until the therapist turns them on.
    pub tier: Tier,
    /// The nerve supply.
    pub innervation: String,
    /// Trigger points as the pack has them. To show them use [`Target::trigger_points`].
    pub trp_sites: String,
    /// How well the trigger points are numbered.
    pub trp_confidence: TrpConfidence,
    /// Where pain from here is felt, in plain words.
    pub referral_plain: String,
    /// What lies nearby, in words.
    #[serde(deserialize_with = "list")]
    pub structures_at_risk: Vec<String>,
    /// What lies nearby, as flags. These drive the checks.
    #[serde(deserialize_with = "list")]
    pub risk_flags: Vec<RiskFlagId>,
    /// How bad it is to reach what lies nearby.
    pub risk_level: RiskLevel,
    /// A remark for the therapist.
    pub note: Option<String>,
    /// What the row rests on.
    #[serde(rename = "source_ids", deserialize_with = "list")]
    pub sources: Vec<SourceId>,
    /// How that was seen.
    pub evidence: Evidence,
}

impl Target {
    /// The name as it stands in a sentence: "upper trapezius", but "Achilles tendon, midportion".
    ///
    /// Some names hold a comma ("masseter, superficial part"): separate a list of them with semicolons.
    pub fn plain_name(&self) -> String {
        let first_word = self.name.split_whitespace().next().unwrap_or_default();
        let mut letters = self.name.chars();
        match letters.next() {
            Some(first) if !keeps_its_capital(first_word) => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => self.name.clone(),
        }
    }

    /// Whether there is one on each side, so that a side must be given.
    pub fn is_paired(&self) -> bool {
        self.sides == Sides::Paired
    }

    /// Whether a needle from here can reach the lung: the advice on breathlessness belongs to the visit.
    pub fn can_reach_lung(&self) -> bool {
        self.has_flag(LUNG)
    }

    /// Whether the target carries this risk flag.
    pub fn has_flag(&self, flag: &str) -> bool {
        self.risk_flags.iter().any(|own| own == flag)
    }

    /// The trigger points as they may be shown: numbers that vary by author read "several".
    pub fn trigger_points(&self) -> Option<&str> {
        match self.trp_confidence {
            TrpConfidence::Known => Some(&self.trp_sites),
            TrpConfidence::Approx => Some("several"),
            TrpConfidence::None => None,
        }
    }
}

fn keeps_its_capital(word: &str) -> bool {
    let is_acronym = word.chars().nth(1).is_some_and(char::is_uppercase);
    is_acronym || PROPER_NAMES.contains(&word)
}

impl Row for Target {
    const FILE: &'static str = "muscles.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &self.sources
    }
}

/// What kind of tissue a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// A muscle, or a part of one.
    Muscle,
    /// A tendon.
    Tendon,
    /// A joint capsule.
    Capsule,
    /// A ligament.
    Ligament,
    /// A fascia.
    Fascia,
    /// The skin of a bone.
    Periosteum,
    /// Something else.
    Other,
}

/// Whether a target has a left and a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sides {
    /// One on each side.
    Paired,
    /// One in the middle.
    Midline,
}

/// Where the body chart shows a target. The sole counts as back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartView {
    /// On the front.
    Front,
    /// On the back.
    Back,
    /// On both.
    Both,
}

/// How usual a target is. The order is the order of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Needled every day.
    Core,
    /// Needled now and then.
    Extended,
    /// Off until the therapist turns it on.
    Advanced,
}

/// How well the trigger points of a muscle are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrpConfidence {
    /// A well-known number.
    Known,
    /// It varies by edition or author: shown as "several".
    Approx,
    /// Not numbered.
    None,
}

/// What can be reached. No level is ever called safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RiskLevel {
    /// The rest.
    Low,
    /// A main nerve or vessel is near.
    Moderate,
    /// An organ, the spinal canal, or a large nerve or vessel that cannot be compressed.
    High,
}
