//! What is typed to see outcomes.

use clap::Args;

/// Whose outcomes.
#[derive(Args)]
pub(crate) struct Outcomes {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// One episode of care, by id; the open one without it
    #[arg(long, value_name = "EPISODE")]
    pub(crate) episode: Option<String>,
}
