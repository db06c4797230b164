//! Screening checks: what speaks against needling, and for whom it matters.

use serde::Deserialize;

use super::{Evidence, Target};
use crate::cells::{Extent, extent, filled, list, yes_no};
use crate::ids::{CheckId, RegionId, RiskFlagId, SourceId, TechniqueId};
use crate::table::Row;

/// One screening check.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreeningCheck {
    /// Stable, never reused.
    pub id: CheckId,
    /// Whether it forbids or cautions.
    pub level: CheckLevel,
    /// What it is about.
    pub scope: CheckScope,
    /// The line of the checklist.
    #[serde(rename = "checklist_wording", deserialize_with = "filled")]
    pub wording: String,
    /// Why it matters.
    #[serde(deserialize_with = "filled")]
    pub why_it_matters: String,
    /// Regions it applies to.
    #[serde(deserialize_with = "extent")]
    pub regions: Extent<RegionId>,
    /// Risk flags it applies to, besides its regions.
    #[serde(deserialize_with = "list")]
    pub risk_flags: Vec<RiskFlagId>,
    /// The techniques it is about. Only narrows.
    #[serde(deserialize_with = "extent")]
    pub techniques: Extent<TechniqueId>,
    /// What the pack suggests. The therapist decides.
    #[serde(deserialize_with = "filled")]
    pub suggested_action: String,
    /// Asked again at every visit.
    #[serde(deserialize_with = "yes_no")]
    pub ask_every_visit: bool,
    /// What the row rests on.
    #[serde(rename = "source_ids", deserialize_with = "list")]
    pub sources: Vec<SourceId>,
    /// Where sources disagree, or how the row was read from them.
    pub source_note: Option<String>,
    /// How the sources were seen.
    pub evidence: Evidence,
}

impl ScreeningCheck {
    /// Whether the check matters for needling `target` with `technique`. When in doubt it does: an
    /// unknown technique never hides a check.
    pub fn concerns(&self, target: &Target, technique: Option<&str>) -> bool {
        let place = self.regions.covers(target.region.as_str())
            || self
                .risk_flags
                .iter()
                .any(|flag| target.risk_flags.contains(flag));
        place && technique.is_none_or(|technique| self.techniques.covers(technique))
    }
}

impl Row for ScreeningCheck {
    const FILE: &'static str = "screening.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &self.sources
    }
}

/// Whether a check forbids or cautions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckLevel {
    /// Speaks against needling.
    Absolute,
    /// Calls for caution.
    Relative,
}

/// What a check is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckScope {
    /// The patient as a whole.
    Patient,
    /// The place of the needle.
    Local,
    /// The technique.
    Technique,
    /// Law and paper.
    Admin,
}
