//! Records that leave whole, on the wire.

use filiform_domain::ids::PatientId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In what form records leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RecordsFormat {
    /// A folder of tables, one file each.
    Csv,
    /// One workbook with a sheet for each table.
    Xlsx,
    /// A FHIR R4 bundle; of the whole practice a folder of them.
    Fhir,
    /// Everything: bundles and tables, encrypted in one file; of one patient in a plain folder.
    Archive,
}

/// Whose records may be exported, and what must be known before.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OfferRecords {
    /// One patient's record; none for the whole practice.
    pub patient: Option<PatientId>,
    /// In what form.
    pub format: RecordsFormat,
    /// With fewer identifiers.
    pub reduced: bool,
}

/// What an export would hold, and where it would be saved.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecordsOffer {
    /// "Okafor, Ada", or "All 24 patients".
    pub whose: String,
    /// What is to be known before: who can read it, and what is still in it.
    pub warning: String,
    /// Where it would be saved. The name carries no patient's name.
    pub path: String,
    /// Purposes to choose from; other words can be typed.
    pub purposes: Vec<String>,
    /// Authorities to choose from; other words can be typed.
    pub authorities: Vec<String>,
}

/// Records to export.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ExportRecords {
    /// One patient's record; none for the whole practice, which is the owner's to export.
    pub patient: Option<PatientId>,
    /// In what form.
    pub format: RecordsFormat,
    /// With fewer identifiers.
    pub reduced: bool,
    /// The file to write, ending as the format does; a new folder with CSV, and with everybody's bundles.
    pub path: String,
    /// Whether a file that is already there may be replaced. A folder never is.
    pub replace: bool,
    /// Who it is for. Required.
    pub recipient: String,
    /// What it is given out for. Required.
    pub purpose: String,
    /// What allows it.
    pub authority: String,
    /// The passphrase of the archive of the whole practice; empty with every other export.
    #[serde(default)]
    pub passphrase: String,
}

/// Exported records.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecordsExported {
    /// The file or folder that was written.
    pub path: String,
    /// Patients whose record is in it.
    pub patients: u32,
    /// Signed sessions in it.
    pub sessions: u32,
    /// Notes whose text is withheld, because they were voided as another patient's.
    pub withheld: u32,
    /// Each table with its rows; of bundles each kind of resource with its number.
    pub tables: Vec<TableWritten>,
    /// SHA-256 of the file; of a folder that of its list of sums.
    pub sha256: String,
    /// What is still to be known: who can read it, and what is still in it.
    pub warning: String,
}

/// A table that was written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TableWritten {
    /// Its name.
    pub name: String,
    /// Its rows below the heading.
    pub rows: u32,
}
