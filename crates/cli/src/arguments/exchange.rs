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
    /// A new folder with csv, a file ending in .xlsx with xlsx
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
    /// Replace the file when it is already there. A folder is never replaced
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
}
