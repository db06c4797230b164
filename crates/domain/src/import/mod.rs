//! Bringing in what another system kept: a table of patients and past notes, read by a mapping of its columns.
//!
//! Start with [`Mapping`]: what each column means, guessed from its name and changed by a person. [`read_rows`]
//! turns every row into a patient and a note, or into its faults. [`plan`](plan::plan) says of each row what would
//! come of it. Nothing here writes, and nothing is guessed of a date.

pub mod dates;
mod guess;
pub mod plan;
mod row;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::{Check, Problem};

pub use guess::guess;
pub use row::{Fault, NoteRead, RowRead, Who, read_rows};

/// A table as it lies in a file: names of columns, and rows of text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns, all different.
    pub columns: Vec<String>,
    /// The rows below the heading.
    pub rows: Vec<TableRow>,
}

/// One row of a table.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TableRow {
    /// The row, counted as a spreadsheet shows it: the heading is row 1.
    pub number: u32,
    /// Its cells. A number of them that is not that of the columns makes a row nobody can read.
    pub cells: Vec<String>,
}

/// What a column means.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    TS,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// It is left out.
    #[default]
    Skip,
    /// The family name.
    FamilyName,
    /// The given name or names.
    GivenName,
    /// Both, as "Okafor, Ada".
    FullName,
    /// The date of birth.
    BirthDate,
    /// Administrative sex.
    Sex,
    /// The telephone number.
    Phone,
    /// The address for electronic mail.
    Email,
    /// The postal address, or a line of it.
    Address,
    /// The number by which the other system knows the patient.
    RecordNumber,
    /// Who referred the patient.
    ReferrerName,
    /// The referrer's surgery, clinic or hospital.
    ReferrerOrganisation,
    /// The referrer's telephone number.
    ReferrerPhone,
    /// The day of a note, with its time where the file has one.
    NoteDate,
    /// The time of day of a note.
    NoteTime,
    /// Who treated or wrote.
    NoteOperator,
    /// The number of the note in the other system.
    NoteNumber,
    /// What the note says, or a part of it.
    NoteText,
}

impl Field {
    /// Every meaning, in the order in which a list offers them.
    pub const ALL: [Self; 18] = [
        Self::Skip,
        Self::FamilyName,
        Self::GivenName,
        Self::FullName,
        Self::BirthDate,
        Self::Sex,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::RecordNumber,
        Self::ReferrerName,
        Self::ReferrerOrganisation,
        Self::ReferrerPhone,
        Self::NoteDate,
        Self::NoteTime,
        Self::NoteOperator,
        Self::NoteNumber,
        Self::NoteText,
    ];

    /// The meaning in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Skip => "Leave out",
            Self::FamilyName => "Family name",
            Self::GivenName => "Given name",
            Self::FullName => "Name as \"family, given\"",
            Self::BirthDate => "Date of birth",
            Self::Sex => "Sex",
            Self::Phone => "Phone",
            Self::Email => "E-mail",
            Self::Address => "Address",
            Self::RecordNumber => "Record number",
            Self::ReferrerName => "Referrer",
            Self::ReferrerOrganisation => "Referrer's organisation",
            Self::ReferrerPhone => "Referrer's phone",
            Self::NoteDate => "Date of a note",
            Self::NoteTime => "Time of a note",
            Self::NoteOperator => "Who treated",
            Self::NoteNumber => "Number of a note",
            Self::NoteText => "Text of a note",
        }
    }

    /// Whether several columns may mean this: lines of an address, parts of a note.
    fn may_repeat(self) -> bool {
        matches!(self, Self::Skip | Self::Address | Self::NoteText)
    }

    fn is_date(self) -> bool {
        matches!(self, Self::BirthDate | Self::NoteDate)
    }
}

/// In which order a file writes day, month and year where that shows in no other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayMonth,
    /// 12/31/2026.
    MonthDay,
}

/// What one column means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnUse {
    /// The name of the column.
    pub column: String,
    /// What it means.
    pub is: Field,
}

/// What every column means, and how dates are to be read. The shape of the file that `import --map` takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// The columns; one that is not named is left out.
    pub columns: Vec<ColumnUse>,
    /// The order of dates; none while it is not known.
    pub dates: Option<DateOrder>,
}

impl Mapping {
    /// What a column means.
    pub fn of(&self, column: &str) -> Field {
        let found = self.columns.iter().find(|used| used.column == column);
        found.map_or(Field::Skip, |used| used.is)
    }

    /// What each column of a table means, in its order.
    fn fields(&self, table: &Table) -> Vec<Field> {
        table.columns.iter().map(|name| self.of(name)).collect()
    }

    /// What must be known before a row can be read: each fault at `columns` or `dates`.
    pub fn problems(&self, table: &Table) -> Vec<Problem> {
        let fields = self.fields(table);
        let has = |field: Field| fields.contains(&field);
        let mut check = Check::default();
        for field in Field::ALL {
            let times = fields.iter().filter(|used| **used == field).count();
            if times > 1 && !field.may_repeat() {
                let words = format!(
                    "\"{}\" is chosen for {times} columns. Keep one.",
                    field.words()
                );
                check.fault("columns", "twice", words);
            }
        }
        let named = has(Field::FullName) || (has(Field::FamilyName) && has(Field::GivenName));
        let known = has(Field::RecordNumber) || (named && has(Field::BirthDate));
        if !known {
            let words = "Say which columns hold the name and the date of birth, or the record number of patients \
                who are here already.";
            check.fault("columns", "no-patient", words);
        }
        if has(Field::NoteText) != has(Field::NoteDate) {
            let words =
                "A note needs both its text and its date: choose a column for the other one too.";
            check.fault("columns", "half-a-note", words);
        }
        if self.dates.is_none() && dates::are_ambiguous(table, &self.date_columns(table)) {
            let words =
                "Dates like 03/04/2026 can be read in two ways. Say which number is the day.";
            check.fault("dates", "ambiguous", words);
        }
        check.finish(()).err().unwrap_or_default()
    }

    /// The places of the columns that hold dates.
    pub fn date_columns(&self, table: &Table) -> Vec<usize> {
        let fields = self.fields(table);
        let dated = fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.is_date());
        dated.map(|(n, _)| n).collect()
    }
}
