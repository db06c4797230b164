//! What a needle can reach by mistake: the one list of flags that targets, checks and events share.

use serde::Deserialize;

use crate::cells::{filled, list, yes_no};
use crate::ids::{RiskFlagId, SourceId};
use crate::table::Row;

/// One risk flag.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskFlag {
    /// The flag: `pleura`.
    pub id: RiskFlagId,
    /// The flag in words: "Lung and pleura".
    #[serde(deserialize_with = "filled")]
    pub label: String,
    /// Whoever can be reached through it is high risk by rule.
    #[serde(deserialize_with = "yes_no")]
    pub always_high: bool,
    /// Words in `structures_at_risk` that call for this flag, in lower case. A word that several flags
    /// list is met by any of them.
    #[serde(deserialize_with = "list")]
    pub named_by: Vec<String>,
    /// The section of the pack the row follows.
    #[serde(deserialize_with = "filled")]
    pub source_section: String,
}

impl Row for RiskFlag {
    const FILE: &'static str = "risk_flags.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &[]
    }
}
