//! A letter: who reads it, which time it speaks of, what stands in it, and what of it its writer typed.
//!
//! What was chosen and typed is kept with the export, so that the words of a letter can still be read when its
//! file is gone, and the next letter begins where this one ended.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who reads a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// The clinician who referred the patient.
    #[default]
    ReferringClinician,
    /// The patient's general practitioner.
    GeneralPractitioner,
    /// The patient.
    Patient,
    /// A lawyer.
    Lawyer,
    /// Somebody else.
    Other,
}

impl Reader {
    /// Every one of them.
    pub const ALL: [Self; 5] = [
        Self::ReferringClinician,
        Self::GeneralPractitioner,
        Self::Patient,
        Self::Lawyer,
        Self::Other,
    ];

    /// "Referring clinician".
    pub fn words(self) -> &'static str {
        match self {
            Self::ReferringClinician => "Referring clinician",
            Self::GeneralPractitioner => "General practitioner",
            Self::Patient => "The patient",
            Self::Lawyer => "Lawyer",
            Self::Other => "Somebody else",
        }
    }

    /// How a letter to them says it, before anything was chosen.
    pub fn first_wording(self) -> Wording {
        match self {
            Self::Patient => Wording::Plain,
            _ => Wording::Clinical,
        }
    }
}

/// How a letter says it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    /// As one clinician writes to another.
    #[default]
    Clinical,
    /// For somebody who is none.
    Plain,
}

/// Which time a letter speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LetterSpan {
    /// All care so far.
    #[default]
    Whole,
    /// What its reader was not told by an earlier letter.
    SinceLast,
    /// From one day to another.
    Dates,
}

/// The parts of a letter that can be left out. What is said of the record itself cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct LetterParts {
    /// The working diagnoses.
    pub diagnosis: bool,
    /// The numbers, at the start and now, with how they read.
    pub numbers: bool,
    /// The chart and the table of pain at each visit.
    pub chart: bool,
    /// What was needled.
    pub treatment: bool,
    /// What else was done.
    pub other_care: bool,
    /// Adverse events, or that there were none.
    pub events: bool,
    /// The expected course.
    pub opinion: bool,
    /// The plan and the request.
    pub plan: bool,
}

impl Default for LetterParts {
    fn default() -> Self {
        Self {
            diagnosis: true,
            numbers: true,
            chart: true,
            treatment: true,
            other_care: true,
            events: true,
            opinion: true,
            plan: true,
        }
    }
}

impl LetterParts {
    /// The headings of what was left out, in the order of the page.
    pub fn left_out(&self) -> Vec<&'static str> {
        [
            (self.diagnosis, "working diagnosis"),
            (self.numbers, "what changed"),
            (self.chart, "pain at each visit"),
            (self.treatment, "treatment"),
            (self.other_care, "other care"),
            (self.events, "events"),
            (self.opinion, "opinion"),
            (self.plan, "plan and request"),
        ]
        .into_iter()
        .filter_map(|(stands, heading)| (!stands).then_some(heading))
        .collect()
    }
}

/// What was chosen and typed for a letter that left.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterWritten {
    /// Who reads it.
    pub to: Reader,
    /// Name and address as they stand in it, a line each.
    pub addressee: Vec<String>,
    /// Whether its writer typed them, because the record did not have them.
    #[serde(default)]
    pub typed_addressee: bool,
    /// Which time it speaks of.
    pub span: LetterSpan,
    /// How it says it.
    pub wording: Wording,
    /// What stands in it.
    #[serde(default)]
    pub parts: LetterParts,
    /// Its first line.
    pub news: String,
    /// The opinion; empty when none stands in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opinion: String,
    /// The plan and the request.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// Its writer's own paragraphs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub own_words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again_and_what_an_older_version_did_not_know_stands_in_it() {
        let written = LetterWritten {
            to: Reader::Lawyer,
            addressee: vec!["Reed & Sons".into()],
            typed_addressee: true,
            span: LetterSpan::SinceLast,
            wording: Wording::Plain,
            parts: LetterParts {
                chart: false,
                ..LetterParts::default()
            },
            news: "For your information.".into(),
            opinion: String::new(),
            plan: String::new(),
            own_words: "Thank you.".into(),
        };
        let bytes = serde_json::to_string(&written).unwrap();
        assert!(serde_json::from_str::<LetterWritten>(&bytes).unwrap() == written);
        let parts: LetterParts = serde_json::from_str("{}").unwrap();
        assert!(parts.left_out().is_empty());
        assert_eq!(written.parts.left_out(), ["pain at each visit"]);
    }
}
