//! Body regions, in the order in which they are shown.

use serde::Deserialize;

use crate::cells::{filled, list, yes_no};
use crate::ids::{MeasureId, RegionId, SourceId};
use crate::table::Row;

/// One body region.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Stable, never reused.
    pub id: RegionId,
    /// The name: "Shoulder girdle".
    #[serde(deserialize_with = "filled")]
    pub name: String,
    /// The place in lists, from 1.
    pub order: u8,
    /// The measures offered first.
    #[serde(deserialize_with = "list")]
    pub default_outcome_measures: Vec<MeasureId>,
    /// Some target of the region can reach the lung.
    #[serde(deserialize_with = "yes_no")]
    pub pneumothorax_warning: bool,
}

impl Row for Region {
    const FILE: &'static str = "regions.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &[]
    }
}
