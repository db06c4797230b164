//! What a row of each file is.

mod abbreviation;
mod adverse_event;
mod care;
mod condition;
mod measure;
mod measure_form;
mod region;
mod risk_flag;
mod screening;
mod source;
mod target;

pub use abbreviation::{Abbreviation, Meaning};
pub use adverse_event::{AdverseEventKind, Severity};
pub use care::{
    Asked, NeedleSize, OtherCare, Reaches, ResponseField, ResponseWord, Technique, TechniqueField,
};
pub use condition::{Condition, ConditionCode, Icd10Code, NotACode};
pub use measure::{Better, Licence, Loinc, MeasureDomain, NotALoinc, OutcomeMeasure, Storable};
pub use measure_form::{About, Asks, MeasureForm, PartsMake, RawIs, Subscale, Version};
pub use region::Region;
pub use risk_flag::RiskFlag;
pub use screening::{CheckLevel, CheckScope, ScreeningCheck};
pub use source::{HowSeen, Source};
pub use target::{ChartView, RiskLevel, Sides, Target, TargetKind, Tier, TrpConfidence};

use serde::Deserialize;

/// How the evidence behind a row was seen. `(m)` in a text and `m` here mean: from memory, to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Evidence {
    /// The abstract, an opening or an excerpt was read.
    #[serde(rename = "seen")]
    Seen,
    /// A named publication that was not opened.
    #[serde(rename = "m")]
    Memory,
    /// Some of the row was seen, the rest is from memory.
    #[serde(rename = "seen+m", alias = "m+seen")]
    SeenAndMemory,
    /// It was looked for, and nothing was found.
    #[serde(rename = "none-found")]
    NoneFound,
    /// The pack says neither.
    #[serde(rename = "unmarked")]
    Unmarked,
}
