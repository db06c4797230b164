//! Reading rows and planning an import, as somebody with a file meets it.

mod who;

use super::plan::{Choice, Decision, Here, Outcome, PatientHere, Plan, PlannedWho, plan};
use super::*;
use crate::ids::{ImportedNoteId, PatientId};
use crate::imported::ImportedNote;
use crate::patient::{Patient, PatientDraft};
use crate::testing::Words;
use crate::time::CalendarDate;

fn today() -> CalendarDate {
    "2026-11-23".parse().unwrap()
}

/// A table from lines with `|` between the cells; the first line is the heading.
fn table(lines: &[&str]) -> Table {
    let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
    Table {
        columns: cells(lines[0]),
        rows: (2..)
            .zip(&lines[1..])
            .map(|(number, line)| TableRow {
                number,
                cells: cells(line),
            })
            .collect(),
    }
}

#[derive(Default)]
struct Practice {
    patients: Vec<PatientHere>,
    notes: Vec<ImportedNote>,
}

impl Here for Practice {
    type Error = ();

    fn with_number(&mut self, number: &str) -> Result<Vec<PatientHere>, ()> {
        let with = |kept: &&PatientHere| kept.patient.record_number == number;
        Ok(self.patients.iter().filter(with).cloned().collect())
    }

    fn born_with(&mut self, patient: &Patient) -> Result<Vec<PatientHere>, ()> {
        let with = |kept: &&PatientHere| kept.patient.birth_date == patient.birth_date;
        Ok(self.patients.iter().filter(with).cloned().collect())
    }

    fn imported_notes(&mut self, _: PatientId) -> Result<Vec<ImportedNote>, ()> {
        Ok(self.notes.clone())
    }
}

fn ada(number: &str) -> PatientHere {
    let draft = PatientDraft {
        family_name: "Okafor".into(),
        given_name: "Ada".into(),
        birth_date: "1984-03-14".into(),
        record_number: number.into(),
        ..PatientDraft::default()
    };
    PatientHere {
        id: PatientId::new(1, [3; 10]),
        patient: draft.checked(today(), &Words).ok().unwrap(),
    }
}

fn planned(table: &Table, mapping: &Mapping, here: &mut Practice, decided: &[Decision]) -> Plan {
    let rows = read_rows(table, mapping, today(), &Words, &mut |_| true).unwrap();
    plan(rows, decided, here, &mut |_, _| true)
        .unwrap()
        .unwrap()
}

fn said(plan: &Plan) -> Vec<(u32, Outcome, &str)> {
    let rows = plan.rows.iter();
    rows.map(|row| (row.number, row.outcome, row.reasons[0].code.as_str()))
        .collect()
}

#[test]
fn columns_are_guessed_by_their_names_and_can_be_read_at_once() {
    let table = table(&[
        "Last Name|First Name|Patient DOB|MRN|Date of Service|Subjective|Plan|Provider|Invoice",
        "Okafor|Ada|14/03/1984|77|05/06/2024|Sore|Again|B. Elsewhere, PT|12",
    ]);
    let mapping = guess(&table);
    let meant: Vec<_> = mapping.columns.iter().map(|used| used.is).collect();
    assert_eq!(
        meant,
        [
            Field::FamilyName,
            Field::GivenName,
            Field::BirthDate,
            Field::RecordNumber,
            Field::NoteDate,
            Field::NoteText,
            Field::NoteText,
            Field::NoteOperator,
            Field::Skip
        ]
    );
    assert_eq!(mapping.dates, Some(DateOrder::DayMonth), "14 is no month");
    assert_eq!(mapping.problems(&table), []);
    let plan = planned(&table, &mapping, &mut Practice::default(), &[]);
    assert_eq!(said(&plan), [(2, Outcome::New, "new")]);
    let (_, note) = &plan.patients[0].notes[0];
    assert_eq!(note.on.to_string(), "2024-06-05");
    assert_eq!(note.operator.as_deref(), Some("B. Elsewhere, PT"));
    let parts: Vec<_> = note
        .text
        .iter()
        .map(|(column, text)| (column.as_str(), text.as_str()))
        .collect();
    assert_eq!(parts, [("Subjective", "Sore"), ("Plan", "Again")]);
}

#[test]
fn dates_that_read_in_two_ways_are_asked_for() {
    let open = table(&["Surname|Given name|DOB", "Okafor|Ada|03/04/1984"]);
    let mapping = guess(&open);
    let codes = |mapping: &Mapping| {
        mapping
            .problems(&open)
            .into_iter()
            .map(|p| p.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&mapping), ["ambiguous"]);
    let told = Mapping {
        dates: Some(DateOrder::MonthDay),
        ..mapping
    };
    assert_eq!(codes(&told), [""; 0]);
    let plan = planned(&open, &told, &mut Practice::default(), &[]);
    let PlannedWho::New(patient) = &plan.patients[0].who else {
        panic!("a new patient")
    };
    assert_eq!(patient.birth_date.to_string(), "1984-03-04");
}

#[test]
fn dates_are_read_as_they_are_written_or_not_at_all() {
    use super::dates::NoDate;
    for (text, read) in [
        ("1984-03-04", Ok(("1984-03-04", None))),
        ("1984/03/04", Ok(("1984-03-04", None))),
        ("19840304", Ok(("1984-03-04", None))),
        ("4 Mar 1984", Ok(("1984-03-04", None))),
        ("March 4, 1984", Ok(("1984-03-04", None))),
        ("04-Oct-1984", Ok(("1984-10-04", None))),
        ("31.12.1999", Ok(("1999-12-31", None))),
        ("12/31/1999 2:05 PM", Ok(("1999-12-31", Some("14:05")))),
        ("2026-03-04T10:22:33Z", Ok(("2026-03-04", Some("10:22")))),
        ("2026-03-04 00:05", Ok(("2026-03-04", Some("00:05")))),
        ("04/04/1984", Ok(("1984-04-04", None))),
        ("03/04/1984", Err(NoDate::Ambiguous)),
        ("03/14/84", Err(NoDate::ShortYear)),
        ("31/02/1984", Err(NoDate::NotADate)),
        ("1984-13-40", Err(NoDate::NotADate)),
        ("44927", Err(NoDate::NotADate)),
        ("yesterday", Err(NoDate::NotADate)),
        ("2026-03-04 25:00", Err(NoDate::NotADate)),
        ("", Err(NoDate::NotADate)),
    ] {
        let found = super::dates::read(text, None);
        let found = found.map(|(day, time)| (day.to_string(), time));
        let wanted = read.map(|(day, time)| (day.to_owned(), time.map(str::to_owned)));
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn every_fault_of_a_row_is_said_at_its_column() {
    let table = table(&[
        "Name|DOB|Sex|Email|Note date|Note",
        "Okafor, Ada|1984-03-14|female|ada@example.org|2024-02-01|Sore",
        "Okafor Ada|84-03-14|f|no mail|2027-01-01|Sore",
        "Silva, <script>alert(1)</script>|1990-01-01|often||| ",
        "Silva, Ines|1990-01-01|",
        "Brandt, Jonas|1971-05-06|m||2024-02-01|",
    ]);
    let plan = planned(&table, &guess(&table), &mut Practice::default(), &[]);
    let faults: Vec<_> = plan
        .rows
        .iter()
        .flat_map(|row| {
            row.reasons.iter().map(|f| {
                (
                    row.number,
                    f.column.as_deref().unwrap_or("-"),
                    f.code.as_str(),
                )
            })
        })
        .collect();
    assert_eq!(
        faults,
        [
            (2, "-", "new"),
            (3, "Name", "no-comma"),
            (3, "DOB", "short-year"),
            (3, "Email", "not-an-email"),
            (3, "Note date", "future"),
            (4, "Sex", "unknown-word"),
            (4, "Name", "not-a-name"),
            (5, "-", "ragged"),
            (6, "Note", "missing"),
        ]
    );
    let all: String = plan
        .rows
        .iter()
        .flat_map(|row| row.reasons.iter().map(|f| f.message.clone()))
        .collect();
    for told in ["Okafor", "script", "no mail"] {
        assert!(!all.contains(told), "a reason repeats {told}");
    }
}

#[test]
fn a_mapping_that_cannot_be_read_by_says_what_is_missing() {
    let table = table(&["A|B|C", "x|y|z"]);
    let of = |fields: [Field; 3]| Mapping {
        columns: table
            .columns
            .iter()
            .zip(fields)
            .map(|(column, is)| ColumnUse {
                column: column.clone(),
                is,
            })
            .collect(),
        dates: None,
    };
    let codes = |mapping: Mapping| {
        mapping
            .problems(&table)
            .into_iter()
            .map(|p| p.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(Mapping::default()), ["no-patient"]);
    assert_eq!(
        codes(of([Field::Phone, Field::Phone, Field::RecordNumber])),
        ["twice"]
    );
    assert_eq!(
        codes(of([Field::NoteText, Field::Skip, Field::RecordNumber])),
        ["half-a-note"]
    );
    assert_eq!(
        codes(of([Field::FullName, Field::BirthDate, Field::Skip])),
        [""; 0]
    );
}

#[test]
fn the_work_stops_when_it_is_asked_to() {
    let table = table(&["MRN", "1", "2", "3"]);
    let mapping = guess(&table);
    assert!(read_rows(&table, &mapping, today(), &Words, &mut |done| done < 2).is_none());
    let rows = read_rows(&table, &mapping, today(), &Words, &mut |_| true).unwrap();
    let stopped = plan(rows, &[], &mut Practice::default(), &mut |done, _| done < 1);
    assert!(stopped.unwrap().is_none());
}
