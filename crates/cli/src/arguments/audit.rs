//! What is typed to list who did what.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Which entries.
#[derive(Args)]
pub(crate) struct Audit {
    /// One patient's record: an id, or a filter that finds exactly one patient
    #[arg(long, value_name = "PATIENT")]
    pub(crate) patient: Option<String>,
    /// What one person did, by the person's id
    #[arg(long, value_name = "ID")]
    pub(crate) person: Option<String>,
    /// One kind of thing
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<AuditKind>,
    /// The first day, 2026-11-22
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// The last day, 2026-11-22
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Option<String>,
    /// How many lines at most; a file gets all of them
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    /// Save every line that fits in this file, ending in .csv. That is recorded too
    #[arg(long, value_name = "FILE", conflicts_with = "limit")]
    pub(crate) csv: Option<PathBuf>,
    /// Replace the file when it is already there
    #[arg(long, requires = "csv")]
    pub(crate) replace: bool,
}

/// What kind of thing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditKind {
    /// Notes were signed
    Notes,
    /// Patients were registered or changed
    Patients,
    /// Screenings and consents
    Safety,
    /// Contacts, and events that were heard of later
    Between,
    /// Something left the practice
    Exports,
    /// The record was opened, searched or printed; somebody was refused or failed to unlock
    Access,
    /// The practice, its therapists and its rules
    Practice,
    /// Holds, and records that were destroyed
    Retention,
}
