//! What is typed to attach a file, and to list what is attached.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// A file to attach.
#[derive(Args)]
pub(crate) struct Attach {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The file: a PDF, a PNG or a JPEG, told by its content; - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What it is
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: KindAsked,
    /// What it is called in the record
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: String,
    /// The day on the paper, 2026-11-22
    #[arg(long, value_name = "DAY")]
    pub(crate) date: String,
    /// The signed session it belongs to, by id
    #[arg(
        long,
        value_name = "SESSION",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) session: String,
}

/// Which patient's files.
#[derive(Args)]
pub(crate) struct Attachments {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
}

/// What a file is to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindAsked {
    /// A letter by which somebody referred the patient
    ReferralLetter,
    /// What a radiologist wrote, or the image itself
    ImagingReport,
    /// A consent form on paper
    ConsentForm,
    /// A photo
    Photo,
    /// Something else, which its title names
    Other,
}
