//! Muscles, regions, conditions, measures and screening, each with its sources.
//!
//! The content is data in `data/`, compiled in and parsed once: [`Catalogue::shipped`]. Every cell has a
//! type, every reference resolves and every rule of the content that a machine can hold is held when the
//! texts are read; a test reads the shipped ones. Nothing here gives advice: no dose, depth or needle.

mod catalogue;
mod cells;
mod check;
mod error;
mod figure;
mod ids;
mod line_words;
mod rows;
mod search;
mod table;
mod texts;
mod vocabulary;

pub use catalogue::{Catalogue, ShortName};
pub use cells::Extent;
pub use error::{CatalogueError, Rule};
pub use figure::{
    DrawnRegion, FINGER, Figure, Figures, Found, Layer, Mark, Point, Shape, Spot, Zone,
};
pub use ids::{
    AdverseEventId, CheckId, ConditionId, MeasureId, NotAnId, OtherCareId, RegionId,
    ResponseWordId, RiskFlagId, SourceId, TargetId, TechniqueId,
};
pub use rows::{
    Abbreviation, About, AdverseEventKind, Asked, Asks, Better, ChartView, CheckLevel, CheckScope,
    Condition, ConditionCode, Evidence, HowSeen, Icd10Code, Licence, Loinc, Meaning, MeasureDomain,
    MeasureForm, NeedleSize, NotACode, NotALoinc, OtherCare, OutcomeMeasure, PartsMake, RawIs,
    Reaches, Region, ResponseField, ResponseWord, RiskFlag, RiskLevel, ScreeningCheck, Severity,
    Sides, Source, Storable, Subscale, Target, TargetKind, Technique, TechniqueField, Tier,
    TrpConfidence, Version,
};
pub use table::{Row, Table};
pub use texts::Texts;
