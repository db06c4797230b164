//! What is typed for a document.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use filiform::contract::DocumentKind;

use super::Paper;

/// Which document, of whom, and where to.
#[derive(Args)]
pub(crate) struct DocumentAsked {
    /// What is made
    #[arg(value_enum, value_name = "KIND")]
    pub(crate) kind: Kind,
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The file to write, ending in .pdf
    #[arg(value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// The visit that it speaks of, by id; the latest without it
    #[arg(long, value_name = "ID")]
    pub(crate) session: Option<String>,
    /// The episode of care that it speaks of, by id; the open one without it
    #[arg(long, value_name = "ID")]
    pub(crate) episode: Option<String>,
    /// The paper
    #[arg(long, value_enum, default_value_t = Paper::Letter)]
    pub(crate) paper: Paper,
    /// Who it is for
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) recipient: String,
    /// What it is given out for, as it is recorded; as last time without it
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
    /// What allows it, as it is recorded; as last time without it
    #[arg(long, value_name = "TEXT")]
    pub(crate) authority: Option<String>,
    /// Own paragraphs
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) own_words: String,
    /// A fee of a superbill as it is printed: "20560=85.00"; once for each code
    #[arg(long, value_name = "CODE=FEE")]
    pub(crate) fee: Vec<String>,
    /// What is happening now, in an urgent message
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) situation: String,
    /// What belongs to the background besides the record
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) background: String,
    /// What was found and what it may be
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) assessment: String,
    /// What is asked for, and by when
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) request: String,
    /// Replace the file when it is already there
    #[arg(long)]
    pub(crate) replace: bool,
}

/// The kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// One visit in full, complete by itself
    ProcedureNote,
    /// The period, the measures and goals, the assessment and the plan
    ProgressReport,
    /// The first visit, the baseline and the goals
    InitialEvaluation,
    /// Diagnosis, goals and plan, with lines for the physician's certification
    PlanOfCare,
    /// How the episode of care ended
    DischargeSummary,
    /// For a colleague: flags, the last three visits, the plan, what to avoid
    CoveragePage,
    /// Situation, background, assessment, request: for a call or a fax today
    UrgentSheet,
    /// The codes of one visit, with the fees you give
    Superbill,
    /// Signs to look out for after a visit, and whom to call
    AftercareSlip,
    /// To be read, ticked and signed by hand
    ConsentForm,
    /// What dry needling is, what is known of it, and its risks
    InformationSheet,
    /// Every entry of the record with every amendment
    FullRecord,
}

impl From<Kind> for DocumentKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::ProcedureNote => Self::ProcedureNote,
            Kind::ProgressReport => Self::ProgressReport,
            Kind::InitialEvaluation => Self::InitialEvaluation,
            Kind::PlanOfCare => Self::PlanOfCare,
            Kind::DischargeSummary => Self::DischargeSummary,
            Kind::CoveragePage => Self::CoveragePage,
            Kind::UrgentSheet => Self::UrgentSheet,
            Kind::Superbill => Self::Superbill,
            Kind::AftercareSlip => Self::AftercareSlip,
            Kind::ConsentForm => Self::ConsentForm,
            Kind::InformationSheet => Self::InformationSheet,
            Kind::FullRecord => Self::FullRecord,
        }
    }
}
