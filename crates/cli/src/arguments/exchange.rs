//! What is typed for records that leave.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Which records.
#[derive(Args)]
#[command(allow_missing_positional = true)]
pub(crate) struct Export {
    /// An id, or a filter that finds exactly one patient; everybody's records without it
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: Option<String>,
    /// A new folder with csv, a file ending in .xlsx with xlsx; with fhir a file ending in .json, with archive a new
    /// folder; of everybody with fhir a new folder, with archive a file ending in .age
    #[arg(value_name = "DIR|FILE")]
    pub(crate) to: PathBuf,
    /// In what form
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: ExportFormat,
    /// Without names, dates, free words and own targets. It is not anonymous
    #[arg(long)]
    pub(crate) reduced: bool,
    /// Who it is for, as it is recorded
    #[arg(long, value_name = "TEXT")]
    pub(crate) recipient: String,
    /// What it is given out for, as it is recorded
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: String,
    /// What allows it, as it is recorded
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) authority: String,
    /// Read the passphrase of the archive from the first line of this file, instead of asking for it
    #[arg(long, value_name = "FILE")]
    pub(crate) archive_passphrase_file: Option<PathBuf>,
    /// Replace the file when it is already there. A folder or an archive is never replaced
    #[arg(long)]
    pub(crate) replace: bool,
}

/// In what form records leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A folder of tables, one file each, with a codebook
    Csv,
    /// One workbook with a sheet for each table, and a data dictionary
    Xlsx,
    /// A FHIR R4 bundle; everybody's records as a folder of them
    Fhir,
    /// Everything: bundles and tables, encrypted in one file; one patient's in a plain folder
    Archive,
}
