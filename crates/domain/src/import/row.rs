//! One row of a table: a patient and perhaps a note, or what is wrong with it, each fault at its column.

use super::dates::{self, NoDate};
use super::{DateOrder, Field, Mapping, Table, TableRow};
use crate::patient::{Patient, PatientDraft, Referrer, Sex};
use crate::payer::Payer;
use crate::problem::{Problem, tidy};
use crate::time::CalendarDate;
use crate::vocabulary::Vocabulary;

/// Longest text of one part of a note, in characters: what a cell of a spreadsheet holds.
const LONGEST_TEXT: usize = 32_767;
/// Longest name of an operator and of a note's number.
const LONGEST_NAME: usize = 120;
/// Signs that stand in no name, and in every script and formula.
const NO_NAME: [char; 8] = ['<', '>', '{', '}', '=', ';', '\\', '|'];

/// What is wrong with a row. The words never repeat what the row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of the column; none when it is the whole row.
    pub column: Option<String>,
    /// A stable word that programs act on.
    pub code: String,
    /// One sentence for the person.
    pub message: String,
}

/// Whom a row is about.
#[derive(Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody whose details the row has.
    Whole(Box<Patient>),
    /// Somebody whom the row names by the record number alone.
    ByNumber(String),
}

/// A note as a row has it.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteRead {
    /// The day it is about.
    pub on: CalendarDate,
    /// The time of day, "14:05".
    pub time: Option<String>,
    /// Who treated or wrote.
    pub operator: Option<String>,
    /// Its number in the other system.
    pub number: Option<String>,
    /// What it says, by the names of the columns.
    pub text: Vec<(String, String)>,
}

/// A row that was read.
#[derive(Clone, PartialEq, Eq)]
pub struct RowRead {
    /// The row, counted as a spreadsheet shows it.
    pub number: u32,
    /// Whom it is about, and the note it has; or every fault.
    pub read: Result<(Who, Option<NoteRead>), Vec<Fault>>,
}

/// Reads every row by the mapping. `go_on` is told the rows that are done, and stops the work with `false`; the
/// answer is none then.
pub fn read_rows(
    table: &Table,
    mapping: &Mapping,
    today: CalendarDate,
    words: &dyn Vocabulary,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Option<Vec<RowRead>> {
    let order = mapping
        .dates
        .or_else(|| dates::shown_order(table, &mapping.date_columns(table)));
    let reading = Reading {
        columns: &table.columns,
        fields: mapping.fields(table),
        order,
        today,
        words,
    };
    let mut rows = Vec::with_capacity(table.rows.len());
    for (done, row) in (0..).zip(&table.rows) {
        if !go_on(done) {
            return None;
        }
        rows.push(RowRead {
            number: row.number,
            read: reading.row(row),
        });
    }
    Some(rows)
}

struct Reading<'a> {
    columns: &'a [String],
    fields: Vec<Field>,
    order: Option<DateOrder>,
    today: CalendarDate,
    words: &'a dyn Vocabulary,
}

impl Reading<'_> {
    fn row(&self, row: &TableRow) -> Result<(Who, Option<NoteRead>), Vec<Fault>> {
        if row.cells.len() != self.columns.len() {
            let (cells, columns) = (row.cells.len(), self.columns.len());
            return Err(vec![Fault {
                column: None,
                code: "ragged".into(),
                message: format!(
                    "The row has {cells} cells, and the heading has {columns}. Mend the row in the file."
                ),
            }]);
        }
        let mut faults = Vec::new();
        let who = self.who(row, &mut faults);
        let note = self.note(row, &mut faults);
        match who {
            Some(who) if faults.is_empty() => Ok((who, note)),
            _ => Err(faults),
        }
    }

    fn who(&self, row: &TableRow, faults: &mut Vec<Fault>) -> Option<Who> {
        let number = tidy(&self.cell(row, Field::RecordNumber));
        let draft = self.draft(row, faults);
        let nameless = draft.family_name.is_empty() && draft.given_name.is_empty();
        if !number.is_empty() && nameless && self.cell(row, Field::BirthDate).trim().is_empty() {
            return Some(Who::ByNumber(number));
        }
        let had = faults.len();
        for field in [Field::FamilyName, Field::GivenName, Field::FullName] {
            if self.cell(row, field).contains(NO_NAME) {
                let words = "A name has no signs like < > { } = in it. Mend it in the file.";
                faults.push(self.fault(field, "not-a-name", words));
            }
        }
        match draft.checked(self.today, self.words) {
            Ok(patient) if faults.len() == had => Some(Who::Whole(Box::new(patient))),
            Ok(_) => None,
            Err(problems) => {
                let said = faults_at(faults);
                let new = problems
                    .into_iter()
                    .filter_map(|problem| self.at_column(problem, &said));
                faults.extend(new.collect::<Vec<_>>());
                None
            }
        }
    }

    /// The patient as the form would have them. What could not be read is a fault, and empty.
    fn draft(&self, row: &TableRow, faults: &mut Vec<Fault>) -> PatientDraft {
        let (family_name, given_name) = self.names(row, faults);
        PatientDraft {
            family_name,
            given_name,
            birth_date: self.birth_date(row, faults),
            sex: self.sex(row, faults),
            phone: self.cell(row, Field::Phone),
            email: self.cell(row, Field::Email),
            address: self.lines(row, Field::Address),
            record_number: self.cell(row, Field::RecordNumber),
            referrer: Referrer {
                name: self.cell(row, Field::ReferrerName),
                organisation: self.cell(row, Field::ReferrerOrganisation),
                phone: self.cell(row, Field::ReferrerPhone),
                ..Referrer::default()
            },
            payer: Payer::default(),
            conditions: Vec::new(),
        }
    }

    fn names(&self, row: &TableRow, faults: &mut Vec<Fault>) -> (String, String) {
        let own = (
            self.cell(row, Field::FamilyName),
            self.cell(row, Field::GivenName),
        );
        let whole = self.cell(row, Field::FullName);
        if !self.fields.contains(&Field::FullName) || whole.trim().is_empty() {
            return (tidy(&own.0), tidy(&own.1));
        }
        if let Some((family, given)) = whole.split_once(',') {
            (tidy(family), tidy(given))
        } else {
            let words =
                "Where the family name ends cannot be known. Write it as \"family, given\".";
            faults.push(self.fault(Field::FullName, "no-comma", words));
            (tidy(&whole), String::new())
        }
    }

    fn birth_date(&self, row: &TableRow, faults: &mut Vec<Fault>) -> String {
        let text = self.cell(row, Field::BirthDate);
        if text.trim().is_empty() {
            return String::new();
        }
        match dates::read(&text, self.order) {
            Ok((day, _)) => day.to_string(),
            Err(why) => {
                faults.push(self.date_fault(Field::BirthDate, why));
                String::new()
            }
        }
    }

    fn sex(&self, row: &TableRow, faults: &mut Vec<Fault>) -> Sex {
        match tidy(&self.cell(row, Field::Sex)).to_lowercase().as_str() {
            "" | "u" | "unknown" | "not known" | "not stated" => Sex::Unknown,
            "f" | "female" | "woman" | "w" => Sex::Female,
            "m" | "male" | "man" => Sex::Male,
            "o" | "other" | "x" | "d" | "non-binary" | "nonbinary" => Sex::Other,
            _ => {
                let words = "Write female, male, other or unknown.";
                faults.push(self.fault(Field::Sex, "unknown-word", words));
                Sex::Unknown
            }
        }
    }

    fn note(&self, row: &TableRow, faults: &mut Vec<Fault>) -> Option<NoteRead> {
        let text = self.text(row, faults);
        let date = self.cell(row, Field::NoteDate);
        match (date.trim().is_empty(), text.is_empty()) {
            (true, true) => return None,
            (false, true) => {
                faults.push(self.fault(
                    Field::NoteText,
                    "missing",
                    "The note has a date and no text.",
                ));
                return None;
            }
            (true, false) => {
                faults.push(self.fault(Field::NoteDate, "missing", "The note has no date."));
                return None;
            }
            (false, false) => {}
        }
        let (on, in_date) = match dates::read(&date, self.order) {
            Ok(read) => read,
            Err(why) => {
                faults.push(self.date_fault(Field::NoteDate, why));
                return None;
            }
        };
        if on > self.today {
            faults.push(self.fault(
                Field::NoteDate,
                "future",
                "The date of the note lies in the future.",
            ));
        }
        Some(NoteRead {
            on,
            time: self.time(row, faults).or(in_date),
            operator: self.short(row, Field::NoteOperator, faults),
            number: self.short(row, Field::NoteNumber, faults),
            text,
        })
    }

    fn text(&self, row: &TableRow, faults: &mut Vec<Fault>) -> Vec<(String, String)> {
        let mut text = Vec::new();
        for (n, column) in self.columns_of(Field::NoteText) {
            let part = tidy(row.cells.get(n).map_or("", String::as_str));
            if part.chars().count() > LONGEST_TEXT {
                let message = format!("The text is longer than {LONGEST_TEXT} characters.");
                let (column, code) = (Some(column.clone()), "too-long".to_owned());
                faults.push(Fault {
                    column,
                    code,
                    message,
                });
            }
            if !part.is_empty() {
                text.push((column.clone(), part));
            }
        }
        text
    }

    fn time(&self, row: &TableRow, faults: &mut Vec<Fault>) -> Option<String> {
        let text = self.cell(row, Field::NoteTime);
        if text.trim().is_empty() {
            return None;
        }
        let time = dates::read_clock(&text);
        if time.is_none() {
            let words = "Write the time of day like 14:05 or 2:05 PM.";
            faults.push(self.fault(Field::NoteTime, "not-a-time", words));
        }
        time
    }

    fn short(&self, row: &TableRow, field: Field, faults: &mut Vec<Fault>) -> Option<String> {
        let text = tidy(&self.cell(row, field));
        if text.chars().count() > LONGEST_NAME {
            let words = format!("This is longer than {LONGEST_NAME} characters.");
            faults.push(self.fault(field, "too-long", &words));
        }
        (!text.is_empty()).then_some(text)
    }

    /// What a row says of a meaning that one column has.
    fn cell(&self, row: &TableRow, field: Field) -> String {
        let place = self.fields.iter().position(|used| *used == field);
        place
            .and_then(|n| row.cells.get(n))
            .cloned()
            .unwrap_or_default()
    }

    fn lines(&self, row: &TableRow, field: Field) -> String {
        let cells = self.columns_of(field).filter_map(|(n, _)| row.cells.get(n));
        let filled = cells.map(|cell| tidy(cell)).filter(|line| !line.is_empty());
        filled.collect::<Vec<_>>().join("\n")
    }

    fn columns_of(&self, field: Field) -> impl Iterator<Item = (usize, &String)> {
        let named = self.fields.iter().zip(self.columns).enumerate();
        named
            .filter(move |(_, (used, _))| **used == field)
            .map(|(n, (_, column))| (n, column))
    }

    fn column(&self, field: Field) -> Option<String> {
        self.columns_of(field)
            .next()
            .map(|(_, column)| column.clone())
    }

    fn fault(&self, field: Field, code: &str, message: &str) -> Fault {
        Fault {
            column: self.column(field),
            code: code.to_owned(),
            message: message.to_owned(),
        }
    }

    fn date_fault(&self, field: Field, why: NoDate) -> Fault {
        let (code, words) = match why {
            NoDate::NotADate => (
                "not-a-date",
                "This is no date of the calendar, or not written as the others are.",
            ),
            NoDate::ShortYear => ("short-year", "The year has two digits. Write all four."),
            NoDate::Ambiguous => (
                "ambiguous",
                "Day and month could be either. Say which number is the day.",
            ),
        };
        self.fault(field, code, words)
    }

    /// A fault of the form at the column that its field came from. What was no date is said once.
    fn at_column(&self, problem: Problem, said: &[Option<String>]) -> Option<Fault> {
        let field = match problem.path.as_str() {
            "family_name" | "given_name" if self.fields.contains(&Field::FullName) => {
                Field::FullName
            }
            "family_name" => Field::FamilyName,
            "given_name" => Field::GivenName,
            "birth_date" => Field::BirthDate,
            "phone" => Field::Phone,
            "email" => Field::Email,
            "address" => Field::Address,
            "record_number" => Field::RecordNumber,
            "referrer.name" => Field::ReferrerName,
            "referrer.organisation" => Field::ReferrerOrganisation,
            "referrer.phone" => Field::ReferrerPhone,
            _ => Field::Skip,
        };
        let column = self.column(field).filter(|_| field != Field::Skip);
        let again = problem.code == "missing" && column.is_some() && said.contains(&column);
        (!again).then_some(Fault {
            column,
            code: problem.code,
            message: problem.message,
        })
    }
}

/// The columns that have a fault already.
fn faults_at(faults: &[Fault]) -> Vec<Option<String>> {
    faults.iter().map(|fault| fault.column.clone()).collect()
}
