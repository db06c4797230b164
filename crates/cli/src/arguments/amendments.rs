//! What `amend` and `void` are given.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What to amend.
#[derive(Args)]
pub(crate) struct Amend {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The signed session, by id
    #[arg(value_name = "SESSION")]
    pub(crate) session: String,
    /// The whole corrected note (see `schema chart`); `history --json` prints the note as it stands
    #[arg(value_name = "FILE", required_unless_present = "addendum")]
    pub(crate) file: Option<PathBuf>,
    /// Why; it is shown with the amendment
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: String,
    /// Words to add beside the note, which stays as it is
    #[arg(long, value_name = "TEXT", conflicts_with = "file")]
    pub(crate) addendum: Option<String>,
}

/// What to void.
#[derive(Args)]
pub(crate) struct Void {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The signed session, by id
    #[arg(value_name = "SESSION")]
    pub(crate) session: String,
    /// Why it does not hold
    #[arg(long, value_enum)]
    pub(crate) reason: Reason,
    /// What belongs to the reason; required with `other`
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) words: String,
}

/// Why a note does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reason {
    /// It should not have been written
    EnteredInError,
    /// It tells of another patient: its text is withheld from this one's letters and exports
    WrongPatient,
    /// Another reason, in words
    Other,
}
