//! What is typed for records that leave and that come in.

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

/// A table of another system.
#[derive(Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["file", "undo", "list"])))]
pub(crate) struct Import {
    /// A CSV or XLSX file. Without --map it says what the columns are taken to mean, and changes nothing
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// What the columns mean, as JSON: {"columns": [{"column": "Surname", "is": "family-name"}], "dates": "day-month"}
    #[arg(long, value_name = "MAP.json", requires = "file")]
    pub(crate) map: Option<PathBuf>,
    /// What was decided of conflicts, as JSON: [{"row": 7, "choice": {"choice": "new"}}]
    #[arg(long, value_name = "DECISIONS.json", requires = "map")]
    pub(crate) decisions: Option<PathBuf>,
    /// Say of every row what would come of it, and change nothing
    #[arg(long, requires = "map")]
    pub(crate) dry_run: bool,
    /// Go on without the rows that are refused or not decided
    #[arg(long, requires = "map", conflicts_with = "dry_run")]
    pub(crate) leave_out: bool,
    /// The system the records come from, as it is recorded
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) from: String,
    /// The encoding of a CSV, when it is not found out rightly
    #[arg(long, value_name = "NAME", requires = "file")]
    pub(crate) encoding: Option<String>,
    /// The sheet of a workbook; its first without it
    #[arg(long, value_name = "NAME", requires = "file")]
    pub(crate) sheet: Option<String>,
    /// Take an import back, by its id
    #[arg(long, value_name = "ID")]
    pub(crate) undo: Option<String>,
    /// List the imports that stand
    #[arg(long)]
    pub(crate) list: bool,
}
