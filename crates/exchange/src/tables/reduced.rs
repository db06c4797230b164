//! Tables with fewer identifiers: study ids for patients and signers, days counted from the first visit, ages
//! with 90 and over in one group, and neither free text nor a target in own words.
//!
//! It is less than anonymous, and an export says so: a rare condition, an age and a course of visits can still
//! point to somebody.

use std::collections::BTreeMap;

use filiform_domain::ids::{PatientId, TherapistId};
use filiform_domain::time::CalendarDate;

use super::columns::{Column, Holds};
use super::{Cell, Row, Table};
use crate::record::Record;

/// The age from which nobody is told apart by their age.
const OLDEST: u32 = 90;

/// Tables of which nothing is left.
const DROPPED: [&str; 7] = [
    "attachments",
    "documents",
    "holds",
    "entries",
    "withheld",
    "signers",
    "present",
];

/// Numbers that speak of a target in own words.
const DROPPED_COLUMNS: [&str; 2] = ["own_target.length_mm", "own_target.region"];

/// The made-up ids of one export, drawn by chance. Nothing leads back from them.
#[derive(Default)]
pub struct StudyIds {
    /// Each patient's.
    pub patients: BTreeMap<PatientId, String>,
    /// Each signer's.
    pub signers: BTreeMap<TherapistId, String>,
}

/// Takes the columns away that are not let out.
pub(super) fn narrowed(whole: &[Table]) -> Vec<Table> {
    let mut tables = whole.to_vec();
    for table in &mut tables {
        if DROPPED.contains(&table.name.as_str()) {
            table.columns.clear();
        }
        table.columns.retain_mut(|column| {
            let stays = stays(column);
            rename(column);
            stays
        });
        if table.name == "patients" {
            table.columns.insert(
                1,
                Column {
                    name: "age".to_owned(),
                    about: format!("Years of age at day 0; {OLDEST} stands for {OLDEST} and over."),
                    holds: Holds::Age,
                },
            );
        }
    }
    tables
}

fn stays(column: &Column) -> bool {
    column.holds != Holds::Words
        && column.name != "birth_date"
        && !DROPPED_COLUMNS.contains(&column.name.as_str())
}

fn rename(column: &mut Column) {
    let about = match column.holds {
        Holds::Day | Holds::Moment => {
            column.holds = Holds::Whole;
            format!(
                "{} As days from day 0, the patient's first visit.",
                column.about
            )
        }
        Holds::Patient => "The patient's study id, drawn by chance.".to_owned(),
        Holds::Signer => "A study id, drawn by chance.".to_owned(),
        Holds::Thing(_) => "The number of the thing within this patient.".to_owned(),
        _ => return,
    };
    column.about = about;
}

/// The rows without what is not let out.
pub(super) fn rows(whole: &[Table], rows: Vec<Row>, record: &Record, study: &StudyIds) -> Vec<Row> {
    let Some(mut reduce) = Reduce::of(record, study) else {
        return Vec::new();
    };
    let rows = rows.into_iter().filter_map(|row| {
        let table = whole.get(row.table)?;
        (!DROPPED.contains(&table.name.as_str())).then(|| {
            let columns = table.columns.iter().zip(row.cells);
            let mut cells: Vec<Cell> = columns
                .filter(|(column, _)| stays(column))
                .map(|(column, cell)| reduce.cell(&column.holds, cell))
                .collect();
            if table.name == "patients" {
                cells.insert(1, reduce.age.clone());
            }
            Row {
                table: row.table,
                cells,
            }
        })
    });
    rows.collect()
}

struct Reduce<'a> {
    patient: Cell,
    age: Cell,
    day_0: CalendarDate,
    study: &'a StudyIds,
    /// The numbers given so far, by sort and id.
    numbers: BTreeMap<(&'static str, String), i64>,
}

impl<'a> Reduce<'a> {
    fn of(record: &Record, study: &'a StudyIds) -> Option<Self> {
        let (patient, registered, _) = record.person()?;
        let first = record.visits().first().map(|visit| visit.started.date());
        let day_0 = first.unwrap_or(registered.recorded_at.date());
        let age = patient.birth_date.age_on(day_0).unwrap_or_default();
        Some(Self {
            patient: Cell::text(study.patients.get(&record.patient)?),
            age: Cell::Whole(i64::from(age.min(OLDEST))),
            day_0,
            study,
            numbers: BTreeMap::new(),
        })
    }

    fn cell(&mut self, holds: &Holds, cell: Cell) -> Cell {
        match (holds, cell) {
            (Holds::Patient, _) => self.patient.clone(),
            (Holds::Signer, cell) => self.signer(&cell),
            (Holds::Thing(sort), Cell::Text(id)) => self.number(sort, id),
            (_, Cell::Day(day)) => self.offset(day),
            (_, Cell::Moment(at)) => self.offset(at.date()),
            (Holds::Day, Cell::Text(day)) => {
                day.parse().map_or(Cell::Empty, |day| self.offset(day))
            }
            (Holds::Words | Holds::Day | Holds::Moment | Holds::Thing(_), _) => Cell::Empty,
            (_, cell) => cell,
        }
    }

    fn signer(&self, cell: &Cell) -> Cell {
        let who = cell.words().parse::<TherapistId>().ok();
        let study = who.and_then(|who| self.study.signers.get(&who));
        study.map_or(Cell::Empty, |id| Cell::text(id))
    }

    fn number(&mut self, sort: &'static str, id: String) -> Cell {
        let next = self.numbers.keys().filter(|(of, _)| *of == sort).count();
        let next = i64::try_from(next).unwrap_or(i64::MAX).saturating_add(1);
        Cell::Whole(*self.numbers.entry((sort, id)).or_insert(next))
    }

    fn offset(&self, day: CalendarDate) -> Cell {
        Cell::Whole(self.day_0.days_until(day))
    }
}
