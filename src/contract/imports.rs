//! Records of another system on the wire: the file, what its columns mean, what would come of each row.

use filiform_domain::ids::{ImportId, ImportedNoteId, PatientId};
use filiform_domain::import::plan::{Decision, Outcome};
use filiform_domain::import::{Field, Mapping};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::BetweenWords;

/// Which file, and how it is to be read.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
pub struct LookAtTable {
    /// The whole path of the file.
    pub path: String,
    /// The encoding of a CSV by its name; none to find out.
    pub encoding: Option<String>,
    /// The sheet of a workbook; none for its first.
    pub sheet: Option<String>,
}

/// What kind of file it is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TableFileKind {
    /// CSV.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A file as it was read: nothing of it is in the practice yet.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TableLook {
    /// What kind of file it is.
    pub kind: TableFileKind,
    /// SHA-256 of its bytes: what follows is of these bytes alone.
    pub sha256: String,
    /// The encoding of a CSV; empty of a workbook.
    pub encoding: String,
    /// Whether the encoding was guessed.
    pub encoding_guessed: bool,
    /// What parts the cells of a CSV, in words; empty of a workbook.
    pub separator: String,
    /// The sheet that was read; empty of a CSV.
    pub sheet: String,
    /// Every sheet.
    pub sheets: Vec<String>,
    /// Rows below the heading.
    pub rows: u32,
    /// The columns with some of what stands in them.
    pub columns: Vec<ColumnLook>,
    /// What they mean: as it was kept for these columns, or guessed from their names.
    pub mapping: Mapping,
    /// Whether it was kept from an earlier file.
    pub mapping_kept: bool,
    /// Every meaning a column can have.
    pub fields: Vec<ImportField>,
}

/// A column of a file.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ColumnLook {
    /// Its name.
    pub name: String,
    /// Up to three of its values, all different.
    pub examples: Vec<String>,
}

/// A meaning that a column can have.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportField {
    /// The meaning.
    pub field: Field,
    /// In words.
    pub words: String,
}

/// An import to try.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TryImport {
    /// Which file, read how.
    pub file: LookAtTable,
    /// The system the records come from, as it is written down.
    pub system: String,
    /// What the columns mean.
    pub mapping: Mapping,
    /// What was decided of conflicts.
    pub decisions: Vec<Decision>,
}

/// What would come of an import. Nothing was changed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportTried {
    /// Names this report: an import is held to what was reported.
    pub report: String,
    /// How many rows come to what.
    pub counts: Vec<OutcomeCount>,
    /// Patients that would be registered.
    pub new_patients: u32,
    /// Patients who are here and would get notes.
    pub known_patients: u32,
    /// Notes that would be brought in.
    pub notes: u32,
    /// Every row.
    pub rows: Vec<ImportRow>,
}

/// How many rows come to this.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutcomeCount {
    /// What.
    pub outcome: Outcome,
    /// How many.
    pub rows: u32,
}

/// What would come of one row.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// The row, counted as a spreadsheet shows it.
    pub row: u32,
    /// Whom it is about: "Okafor, Ada · 14 Mar 1984"; empty when that could not be read.
    pub who: String,
    /// What would come of it.
    pub outcome: Outcome,
    /// Why; of a refused row every fault.
    pub reasons: Vec<ImportReason>,
    /// Whether it brings a note; of a conflict, whether it would.
    pub note: bool,
    /// The row in which its patient first stands: a decision names that one.
    pub first: u32,
    /// Of a conflict, also a decided one, whom it may be.
    pub alike: Vec<ImportRowAlike>,
}

/// Why a row comes to what it does.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportReason {
    /// The column; none when it is the whole row.
    pub column: Option<String>,
    /// A stable word that programs act on.
    pub code: String,
    /// One sentence.
    pub message: String,
}

/// Somebody who is here and whom a row may be about.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportRowAlike {
    /// Who.
    pub patient: PatientId,
    /// "Okafor, Ada · 14 Mar 1984 · record number 77".
    pub who: String,
}

/// An import to do, as it was tried.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportRecords {
    /// What was tried.
    pub tried: TryImport,
    /// The report of it. When anything would come out otherwise now, the import is refused.
    pub report: String,
    /// Whether to go on without the rows that are refused or not decided.
    pub leave_out: bool,
}

/// Imported records.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecordsImported {
    /// The import, for taking it back.
    pub import: ImportId,
    /// Patients that were registered.
    pub new_patients: u32,
    /// Patients who were here and got notes.
    pub known_patients: u32,
    /// Notes that were brought in.
    pub notes: u32,
    /// Rows that were left out.
    pub left_out: u32,
}

/// Imports that can be looked back on.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportsPage {
    /// Every import that stands, the newest first.
    pub imports: Vec<ImportLine>,
}

/// An import that stands.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportLine {
    /// Which.
    pub import: ImportId,
    /// The system the records came from.
    pub system: String,
    /// "22 Nov 2026 14:05".
    pub when: String,
    /// Who imported them.
    pub by: String,
    /// "3 patients, 2 of them new; 14 notes".
    pub what: String,
}

/// An import to take back.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct UndoImport {
    /// Which.
    pub import: ImportId,
}

/// Which imported note.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichImportedNote {
    /// The note.
    pub note: ImportedNoteId,
}

/// An imported note in full.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImportedNotePage {
    /// The note.
    pub id: ImportedNoteId,
    /// The note in words; its author is who imported it, and says so.
    pub words: BetweenWords,
}
