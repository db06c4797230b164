//! Kinds of adverse events: signs, what to do at once, what to write down, when to escalate.

use serde::Deserialize;

use super::Evidence;
use crate::cells::{filled, list};
use crate::ids::{AdverseEventId, RiskFlagId, SourceId};
use crate::table::Row;

/// One kind of adverse event. The frequencies count all body regions together and were reported by the
/// therapists themselves: never quote one as the risk of a single target.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdverseEventKind {
    /// Stable, never reused.
    pub id: AdverseEventId,
    /// The name: "Bruising".
    #[serde(deserialize_with = "filled")]
    pub name: String,
    /// How bad it is.
    pub severity: Severity,
    /// When it usually shows.
    #[serde(deserialize_with = "filled")]
    pub typical_onset: String,
    /// How it shows.
    #[serde(deserialize_with = "filled")]
    pub signs: String,
    /// Percent of treatments in Brady 2014, as the pack words it.
    pub brady2014_percent_of_treatments: Option<String>,
    /// The band of Brady 2014.
    pub brady2014_band: Option<String>,
    /// Percent of sessions in Boyce 2020, as the pack words it.
    pub boyce2020_percent_of_sessions: Option<String>,
    /// Other figures.
    pub other_frequency: Option<String>,
    /// The flags of targets after which it can happen.
    #[serde(rename = "needle_flags", deserialize_with = "list")]
    pub risk_flags: Vec<RiskFlagId>,
    /// What to do at once.
    #[serde(deserialize_with = "filled")]
    pub immediate_action: String,
    /// What to write down.
    #[serde(deserialize_with = "filled")]
    pub document: String,
    /// When to escalate.
    #[serde(deserialize_with = "filled")]
    pub escalate: String,
    /// What the row rests on.
    #[serde(rename = "source_ids", deserialize_with = "list")]
    pub sources: Vec<SourceId>,
    /// How the event was seen in the sources.
    pub evidence_event: Evidence,
    /// How the actions were seen in the sources.
    pub evidence_actions: Evidence,
}

impl Row for AdverseEventKind {
    const FILE: &'static str = "adverse_events.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &self.sources
    }
}

/// How bad an adverse event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Passes by itself.
    Mild,
    /// Needs treatment or a physician.
    Significant,
    /// Threatens life or lasting harm.
    Serious,
}
