//! Words of a session: techniques, needle sizes, other care, response.

use serde::Deserialize;

use super::Evidence;
use crate::cells::{filled, list, yes_no};
use crate::ids::{OtherCareId, ResponseWordId, SourceId, TechniqueId};
use crate::table::Row;

/// One needling technique.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Technique {
    /// Stable, never reused.
    pub id: TechniqueId,
    /// The name: "Pistoning / sparrow pecking".
    #[serde(deserialize_with = "filled")]
    pub label: String,
    /// Its word in a quick-entry line: "pis". Only recorded techniques have one.
    pub line_word: Option<String>,
    /// What is done.
    #[serde(deserialize_with = "filled")]
    pub meaning: String,
    /// What is asked besides.
    #[serde(deserialize_with = "list")]
    pub extra_fields: Vec<TechniqueField>,
    /// How far it goes. About tissue, not millimetres.
    pub reaches: Reaches,
    /// Whether a note line records it. "Deep" is a word of the field, but not recorded.
    #[serde(deserialize_with = "yes_no")]
    pub recorded: bool,
    /// What the row rests on.
    #[serde(rename = "source_ids", deserialize_with = "list")]
    pub sources: Vec<SourceId>,
    /// The section of the pack the row follows.
    #[serde(deserialize_with = "filled")]
    pub source_section: String,
    /// How the sources were seen.
    pub evidence: Evidence,
}

impl Row for Technique {
    const FILE: &'static str = "techniques.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &self.sources
    }
}

/// What a technique asks for besides its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TechniqueField {
    /// Passes.
    Passes,
    /// Local twitches.
    Twitches,
    /// Minutes left in place, or of current.
    Minutes,
    /// Turns.
    Turns,
    /// Length along the plane, mm.
    Length,
    /// Frequency of the current, Hz.
    Hz,
    /// Pulse width, microseconds.
    PulseWidthUs,
    /// Sensory or motor.
    Intensity,
    /// Which needles make a pair.
    NeedlePairs,
}

impl TryFrom<String> for TechniqueField {
    type Error = serde::de::value::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        use serde::de::IntoDeserializer;
        Self::deserialize(text.into_deserializer())
    }
}

/// How far a technique goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reaches {
    /// Skin and fascia.
    Superficial,
    /// Into the muscle, or through to bone or tendon.
    Deep,
}

/// One needle of the default list. It is a list to pick from, never a proposal for a target.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "NeedleSizeRow")]
pub struct NeedleSize {
    id: String,
    /// The diameter, micrometres: 120 to 400.
    pub diameter_um: u16,
    /// The length, millimetres: 13 to 125.
    pub length_mm: u16,
    /// What the row rests on.
    pub sources: Vec<SourceId>,
    /// The section of the pack the row follows.
    pub source_section: String,
}

impl NeedleSize {
    /// As it is shown: "0.25 × 40 mm".
    pub fn label(&self) -> String {
        format!("{} × {} mm", millimetres(self.diameter_um), self.length_mm)
    }
}

impl Row for NeedleSize {
    const FILE: &'static str = "needle_sizes.csv";

    /// The size as a quick-entry line has it: "0.25x40".
    fn id(&self) -> &str {
        &self.id
    }

    fn sources(&self) -> &[SourceId] {
        &self.sources
    }
}

/// "0.25" of 250 micrometres: always two decimals, so that 0.3 cannot be read as 0.03.
fn millimetres(um: u16) -> String {
    format!("{}.{:02}", um / 1000, um % 1000 / 10)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedleSizeRow {
    diameter_um: u16,
    length_mm: u16,
    #[serde(deserialize_with = "list")]
    source_ids: Vec<SourceId>,
    #[serde(deserialize_with = "filled")]
    source_section: String,
}

impl TryFrom<NeedleSizeRow> for NeedleSize {
    type Error = String;

    fn try_from(row: NeedleSizeRow) -> Result<Self, String> {
        let fits = (120..=400).contains(&row.diameter_um)
            && row.diameter_um.is_multiple_of(10)
            && (13..=125).contains(&row.length_mm);
        if !fits {
            return Err(format!(
                "{} um x {} mm is not a needle",
                row.diameter_um, row.length_mm
            ));
        }
        Ok(Self {
            id: format!("{}x{}", millimetres(row.diameter_um), row.length_mm),
            diameter_um: row.diameter_um,
            length_mm: row.length_mm,
            sources: row.source_ids,
            source_section: row.source_section,
        })
    }
}

/// One kind of care given beside needling, so that change is not credited to needling alone.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherCare {
    /// Stable, never reused.
    pub id: OtherCareId,
    /// As it stands in a sentence: "therapeutic exercise".
    #[serde(deserialize_with = "filled")]
    pub label: String,
    /// The section of the pack the row follows.
    #[serde(deserialize_with = "filled")]
    pub source_section: String,
}

impl Row for OtherCare {
    const FILE: &'static str = "co_interventions.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &[]
    }
}

/// One word for the response to needling.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseWord {
    /// Stable, never reused.
    pub id: ResponseWordId,
    /// What it answers.
    pub field: ResponseField,
    /// When it is asked.
    pub asked: Asked,
    /// The word: "fair".
    #[serde(deserialize_with = "filled")]
    pub word: String,
    /// The section of the pack the row follows.
    #[serde(deserialize_with = "filled")]
    pub source_section: String,
}

impl Row for ResponseWord {
    const FILE: &'static str = "response_words.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &[]
    }
}

/// What a response word answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResponseField {
    /// A local twitch. A response, not proof of benefit.
    LocalTwitch,
    /// The patient's own pain, felt from the needle.
    FamiliarPain,
    /// How it was borne.
    Tolerance,
    /// Sweating, faintness.
    AutonomicSign,
    /// What must be asked about afterwards.
    WarningSign,
}

/// When a response word is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// In the visit.
    Immediate,
    /// 24 to 48 hours later and at the next visit.
    NextVisit,
}
