//! The clinical content on the wire: sent once, each row with its sources.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CheckRow;

/// All the content that the screens choose from.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Reference {
    /// Body regions, in their order.
    pub regions: Vec<RegionRow>,
    /// Needle targets.
    pub targets: Vec<TargetRow>,
    /// Short names that need an answer, or lead to a target.
    pub abbreviations: Vec<AbbreviationRow>,
    /// Conditions.
    pub conditions: Vec<ConditionRow>,
    /// Needling techniques.
    pub techniques: Vec<TechniqueRow>,
    /// Usual needle sizes.
    pub needles: Vec<NeedleRow>,
    /// Other care.
    pub other_care: Vec<OtherCareRow>,
    /// Kinds of adverse events.
    pub events: Vec<EventRow>,
    /// Screening checks, in the order of the content.
    pub checks: Vec<CheckRow>,
    /// Outcome measures.
    pub measures: Vec<MeasureRow>,
    /// The sources that the rows name.
    pub sources: Vec<SourceRow>,
}

/// A body region.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RegionRow {
    /// `neck`.
    pub id: String,
    /// "Neck".
    pub name: String,
}

/// A needle target.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TargetRow {
    /// `trapezius-upper`.
    pub id: String,
    /// "Upper trapezius".
    pub name: String,
    /// The Latin name.
    pub latin: String,
    /// The short name: "UT".
    pub abbr: String,
    /// Further short names that lead here.
    pub aliases: Vec<String>,
    /// The body region's id.
    pub region: String,
    /// Whether a side is needed.
    pub paired: bool,
    /// `muscle`, `tendon`, …
    pub kind: String,
    /// `core`, `extended` or `advanced`.
    pub tier: String,
    /// `low`, `moderate` or `high`; low never reads "safe".
    pub risk_level: String,
    /// What lies in reach of the needle, in words.
    pub structures_at_risk: String,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// A short name that is refused, with what to ask back.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AbbreviationRow {
    /// The short name.
    pub alias: String,
    /// Why it is ambiguous.
    pub note: String,
    /// Ids of the targets it could mean.
    pub choices: Vec<String>,
}

/// A condition.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ConditionRow {
    /// `neck-pain`.
    pub id: String,
    /// "Neck pain".
    pub name: String,
    /// Other names it is found by.
    pub aliases: Vec<String>,
    /// The ICD-10-CM codes listed for it.
    pub codes: Vec<IcdCode>,
    /// What tells the codes apart, where the notes do not pair with them one to one.
    pub codes_note: String,
    /// Ids of its regions.
    pub regions: Vec<String>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// A code of ICD-10-CM.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct IcdCode {
    /// "M54.2".
    pub code: String,
    /// What tells it from its neighbours, when known.
    pub note: String,
}

/// A needling technique.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TechniqueRow {
    /// `pistoning`.
    pub id: String,
    /// "Pistoning / sparrow pecking".
    pub label: String,
    /// What it means.
    pub meaning: String,
}

/// A needle size as it is typed and read.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NeedleRow {
    /// `0.25x40`.
    pub typed: String,
    /// "0.25 × 40 mm".
    pub words: String,
}

/// A kind of other care.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OtherCareRow {
    /// `therapeutic-exercise`.
    pub id: String,
    /// "therapeutic exercise".
    pub label: String,
}

/// A kind of adverse event.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EventRow {
    /// `bruise`.
    pub id: String,
    /// "Bruising".
    pub name: String,
    /// `mild`, `significant` or `serious`.
    pub severity: String,
    /// What to do at once.
    pub immediate_action: String,
    /// When to pass it on.
    pub escalate: String,
    /// The check of the patient's screening that it answers with yes from then on, by id: after a faint at a needle,
    /// or a reaction to one. Empty when there is none.
    pub flag: String,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// An outcome measure.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MeasureRow {
    /// `ndi`.
    pub id: String,
    /// The full name.
    pub name: String,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// A source.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SourceRow {
    /// `brady2014`.
    pub id: String,
    /// `seen` or `memory`: whether it was opened, or is named from memory and to be confirmed.
    pub how: String,
    /// Where it was published.
    pub citation: String,
    /// Where it can be read, when known.
    pub url: String,
}
