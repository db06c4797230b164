//! What is typed for a letter.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use filiform::contract::News;
use filiform_domain::letter::{LetterParts, Reader, Wording};

use super::Paper;

/// Which letter, to whom, of which time. Nothing but purpose and authority is taken from the letter before.
#[derive(Args)]
pub(crate) struct Letter {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The file to write, ending in .pdf
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Who reads it
    #[arg(long, value_enum, default_value_t = To::ReferringClinician)]
    pub(crate) to: To,
    /// A line of name and address, where the record does not have them; once for each line
    #[arg(long, value_name = "LINE")]
    pub(crate) addressed: Vec<String>,
    /// Only what its reader was not told by an earlier letter
    #[arg(long, conflicts_with_all = ["from", "until"])]
    pub(crate) since_last: bool,
    /// The first day it speaks of
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// The last day it speaks of
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Leave a part out; once for each
    #[arg(long, value_enum, value_name = "PART")]
    pub(crate) without: Vec<Part>,
    /// How it says it; in plain words to the patient without it
    #[arg(long, value_enum)]
    pub(crate) wording: Option<Words>,
    /// What the first line says; as the numbers allow without it
    #[arg(long, value_enum, value_name = "NEWS")]
    pub(crate) news: Option<FirstLine>,
    /// What is to be reviewed; it becomes the first line
    #[arg(long, value_name = "TEXT", conflicts_with = "news")]
    pub(crate) review: Option<String>,
    /// The expected course, in your opinion
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) opinion: String,
    /// The plan and the request; the plan of the latest note without it
    #[arg(long, value_name = "TEXT")]
    pub(crate) plan: Option<String>,
    /// Own paragraphs
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) own_words: String,
    /// The paper
    #[arg(long, value_enum, default_value_t = Paper::Letter)]
    pub(crate) paper: Paper,
    /// What it is given out for, as it is recorded; as last time without it
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
    /// What allows it, as it is recorded; as last time without it
    #[arg(long, value_name = "TEXT")]
    pub(crate) authority: Option<String>,
    /// Replace the file when it is already there
    #[arg(long)]
    pub(crate) replace: bool,
}

/// Who reads a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// Who referred the patient
    ReferringClinician,
    /// The general practitioner
    GeneralPractitioner,
    /// The patient
    Patient,
    /// A lawyer
    Lawyer,
    /// Somebody else
    Other,
}

impl From<To> for Reader {
    fn from(to: To) -> Self {
        match to {
            To::ReferringClinician => Self::ReferringClinician,
            To::GeneralPractitioner => Self::GeneralPractitioner,
            To::Patient => Self::Patient,
            To::Lawyer => Self::Lawyer,
            To::Other => Self::Other,
        }
    }
}

/// How a letter says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Words {
    /// As one clinician writes to another
    Clinical,
    /// For somebody who is none
    Plain,
}

impl From<Words> for Wording {
    fn from(words: Words) -> Self {
        match words {
            Words::Clinical => Self::Clinical,
            Words::Plain => Self::Plain,
        }
    }
}

/// What the first line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FirstLine {
    /// For information, nothing is asked
    Information,
    /// Improving; refused when the numbers do not show it
    Improving,
    /// Improving, said to be the therapist's opinion
    Opinion,
}

impl From<FirstLine> for News {
    fn from(line: FirstLine) -> Self {
        match line {
            FirstLine::Information => Self::ForInformation,
            FirstLine::Improving => Self::Improving,
            FirstLine::Opinion => Self::ImprovingInOpinion,
        }
    }
}

/// A part that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// The working diagnoses
    Diagnosis,
    /// What changed
    Numbers,
    /// Pain at each visit
    Chart,
    /// What was needled
    Treatment,
    /// What else was done
    OtherCare,
    /// Adverse events
    Events,
    /// The expected course
    Opinion,
    /// The plan and the request
    Plan,
}

/// Every part but these.
pub(crate) fn parts(without: &[Part]) -> LetterParts {
    let stands = |part: Part| !without.contains(&part);
    LetterParts {
        diagnosis: stands(Part::Diagnosis),
        numbers: stands(Part::Numbers),
        chart: stands(Part::Chart),
        treatment: stands(Part::Treatment),
        other_care: stands(Part::OtherCare),
        events: stands(Part::Events),
        opinion: stands(Part::Opinion),
        plan: stands(Part::Plan),
    }
}
