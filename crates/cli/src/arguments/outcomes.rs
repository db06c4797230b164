//! What is typed to see outcomes.

use std::path::PathBuf;

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
    /// Save one chart as a picture, ending in .svg or .png; that it left is recorded
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// Which chart: the key of a series, or treated-sites
    #[arg(
        long,
        value_name = "KEY",
        requires = "save",
        default_value = "before-visits"
    )]
    pub(crate) chart: String,
    /// Write the patient's name and date of birth on the picture
    #[arg(long, requires = "save")]
    pub(crate) named: bool,
    /// Write dates on the picture; otherwise days are counted from the first one
    #[arg(long, requires = "save")]
    pub(crate) dated: bool,
    /// Who it is for, as it is recorded
    #[arg(long, value_name = "TEXT", requires = "save", default_value = "")]
    pub(crate) recipient: String,
    /// What it is given out for, as it is recorded
    #[arg(long, value_name = "TEXT", requires = "save", default_value = "")]
    pub(crate) purpose: String,
    /// What allows it, as it is recorded
    #[arg(long, value_name = "TEXT", requires = "save", default_value = "")]
    pub(crate) authority: String,
    /// Replace the file when it is already there
    #[arg(long, requires = "save")]
    pub(crate) replace: bool,
}
