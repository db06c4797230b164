//! Promises of the tables: nothing of a record is missing, nothing withheld gets out, nothing is run.

use std::collections::BTreeMap;

use filiform_domain::amendment::{VoidReason, Voiding};
use filiform_domain::entry::Entry;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::testing::{anybody, record_of, staff};

/// Every filled field of an entry, counted without the code under test.
fn filled(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::String(text) => usize::from(!text.is_empty()),
        Value::Bool(_) | Value::Number(_) => 1,
        Value::Array(rows) => rows.iter().map(filled).sum(),
        Value::Object(fields) => fields.values().map(filled).sum(),
    }
}

/// Every filled text of an entry.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.is_empty() => found.push(text.clone()),
        Value::Array(rows) => rows.iter().for_each(|row| texts(row, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        _ => {}
    }
}

fn body(entry: &Entry) -> Value {
    serde_json::to_value(entry).unwrap()["body"].clone()
}

fn table<'a>(tables: &'a Tables, rows: &'a [Row], name: &str) -> Vec<BTreeMap<&'a str, String>> {
    let index = tables.list().iter().position(|t| t.name == name).unwrap();
    let columns = &tables.list()[index].columns;
    let of_table = rows.iter().filter(|row| row.table == index);
    let named = |row: &'a Row| {
        assert_eq!(row.cells.len(), columns.len(), "{name}");
        let cells = columns.iter().zip(&row.cells);
        cells
            .map(|(column, cell)| (column.name.as_str(), cell.words()))
            .collect()
    };
    of_table.map(named).collect()
}

/// `note.sites[0].target` as a JSON pointer.
fn pointer(field: &str) -> String {
    format!("/{}", field.replace(['.', '['], "/").replace(']', ""))
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_field_of_every_entry_is_in_the_tables(entries in anybody()) {
        let record = record_of(entries.0);
        let tables = Tables::whole();
        let rows = tables.rows(&record, &staff(), None);
        let told = table(&tables, &rows, "entries");
        for kept in &record.entries {
            let id = kept.id.to_string();
            let mut fields: BTreeMap<String, String> = BTreeMap::new();
            for row in told.iter().filter(|row| row["entry"] == id) {
                prop_assert_eq!(&row["kind"], kept.entry.kind());
                fields.entry(row["field"].clone()).or_default().push_str(&row["value"]);
            }
            let body = body(&kept.entry);
            if record.tells_withheld(kept) {
                prop_assert!(fields.is_empty());
                continue;
            }
            prop_assert_eq!(fields.len(), filled(&body), "{}", kept.entry.kind());
            for (field, value) in fields {
                let there = body.pointer(&pointer(&field)).map(plain);
                prop_assert_eq!(there, Some(value), "{}", field);
            }
        }
    }

    #[test]
    fn every_row_and_word_of_a_standing_note_is_in_the_tables_of_its_kind(entries in anybody()) {
        let record = record_of(entries.0);
        let tables = Tables::whole();
        let rows = tables.rows(&record, &staff(), None);
        for visit in record.visits().iter().filter(|visit| !visit.is_withheld()) {
            let note = serde_json::to_value(visit.note).unwrap();
            for (name, list) in [("sites", "sites"), ("events", "events"), ("findings", "findings")] {
                let session = visit.signed.id.to_string();
                let there = table(&tables, &rows, name).into_iter().filter(|row| row["session"] == session);
                prop_assert_eq!(there.count(), note[list].as_array().unwrap().len());
            }
            let cells: Vec<String> = rows
                .iter()
                .filter(|row| tables.list()[row.table].name != "entries")
                .flat_map(|row| row.cells.iter().map(Cell::words))
                .collect();
            let mut said = Vec::new();
            texts(&note, &mut said);
            for text in said {
                prop_assert!(cells.iter().any(|cell| cell.contains(&text)), "{text:?}");
            }
        }
    }

    #[test]
    fn a_row_reads_back_from_its_file_and_begins_no_formula(entries in anybody()) {
        let record = record_of(entries.0);
        let tables = Tables::whole();
        for row in tables.rows(&record, &staff(), None) {
            let line = csv_row(&row.cells).unwrap();
            let mut read = csv::ReaderBuilder::new().has_headers(false).from_reader(&line[..]);
            let read: Vec<_> = read.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(read.len(), 1);
            for (cell, text) in row.cells.iter().zip(&read[0]) {
                let runs = text.starts_with(['=', '+', '@', '\t', '\r', '\n']);
                prop_assert!(!runs, "{text:?}");
                let bare = text.strip_prefix('\'').unwrap_or(text);
                let words = cell.words();
                prop_assert!(words == text || words == bare, "{words:?} {text:?}");
            }
        }
    }

    #[test]
    fn a_reduced_export_tells_no_word_no_date_and_no_id(entries in anybody()) {
        let record = record_of(entries.0);
        let tables = Tables::reduced();
        let study = StudyIds {
            patients: [(record.patient, "P1".to_owned())].into(),
            signers: staff().keys().map(|id| (*id, "T1".to_owned())).collect(),
        };
        let rows = tables.rows(&record, &staff(), Some(&study));
        prop_assert!(!rows.is_empty());
        for row in &rows {
            let table = &tables.list()[row.table];
            prop_assert_eq!(row.cells.len(), table.columns.len(), "{}", table.name);
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                let words = cell.words();
                prop_assert!(!words.contains("~word"), "{} {}: {words}", table.name, column.name);
                prop_assert!(words.parse::<uuid::Uuid>().is_err(), "{} {}", table.name, column.name);
                prop_assert!(words.get(..10).is_none_or(|day| day.parse::<filiform_domain::time::CalendarDate>().is_err()), "{} {}: {words}", table.name, column.name);
            }
        }
    }
}

fn whole_record(void: Option<VoidReason>) -> Record {
    let mut record = record_of(crate::testing::entries(&mut |word| format!("~word {word}")));
    let visit = record
        .visits()
        .first()
        .map(|visit| visit.signed.id)
        .unwrap();
    if let Some(reason) = void {
        let voiding = Entry::SessionVoided(Voiding {
            session: visit,
            patient: record.patient,
            based_on: 0,
            reason,
            words: "~word of the voiding".to_owned(),
        });
        let mut last = record.entries.last().cloned().unwrap();
        last.entry = voiding;
        record.entries.push(last);
    }
    record
}

#[test]
fn the_text_of_another_patients_note_is_in_no_table_and_that_is_said() {
    let tables = Tables::whole();
    let shown = |record: &Record| {
        let rows = tables.rows(record, &staff(), None);
        let words = rows
            .iter()
            .flat_map(|row| row.cells.iter().map(Cell::words));
        (
            words.collect::<Vec<_>>().join("\n"),
            table(&tables, &rows, "withheld").len(),
        )
    };
    let story = "~word story";
    let (kept, withheld) = shown(&whole_record(Some(VoidReason::EnteredInError)));
    assert!(kept.contains(story) && kept.contains("~word of the voiding") && withheld == 0);
    let (kept, withheld) = shown(&whole_record(Some(VoidReason::WrongPatient)));
    assert!(!kept.contains(story), "the note");
    assert!(!kept.contains("~word of the voiding"), "why it was voided");
    assert!(!kept.contains("~word why"), "its amendments");
    assert_eq!(withheld, 4, "note, correction, addendum, voiding");
    assert_eq!(whole_record(Some(VoidReason::WrongPatient)).withheld(), 1);
}

#[test]
fn pain_now_stands_in_the_table_of_pain_before_every_other_rating() {
    let tables = Tables::whole();
    let rows = tables.rows(&whole_record(None), &staff(), None);
    let pain = table(&tables, &rows, "pain");
    let first: Vec<_> = pain
        .iter()
        .take(3)
        .map(|row| {
            (
                row["scale"].as_str(),
                row["moment"].as_str(),
                row["value"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        first,
        [
            ("nprs", "before", "7"),
            ("nprs", "after", "3"),
            ("vas", "before", "64")
        ]
    );
}

#[test]
fn tables_and_columns_have_one_name_each_and_a_meaning() {
    for tables in [Tables::whole(), Tables::reduced()] {
        let mut names: Vec<_> = tables.list().iter().map(|table| &table.name).collect();
        assert!(names.iter().all(|name| name.len() <= 31), "a sheet's name");
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        for table in tables.list() {
            let mut columns: Vec<_> = table.columns.iter().map(|column| &column.name).collect();
            assert!(
                table.columns.iter().all(|column| !column.about.is_empty()),
                "{}",
                table.name
            );
            columns.sort();
            let all = columns.len();
            columns.dedup();
            assert_eq!(columns.len(), all, "{}", table.name);
        }
    }
}

#[test]
fn nobody_of_ninety_or_more_is_told_apart_by_age() {
    let mut record = whole_record(None);
    for kept in &mut record.entries {
        if let Entry::PatientRegistered(written) | Entry::PatientChanged(written) = &mut kept.entry
        {
            written.patient.birth_date = "1920-01-01".parse().unwrap();
        }
    }
    let tables = Tables::reduced();
    let study = StudyIds {
        patients: [(record.patient, "P1".to_owned())].into(),
        ..StudyIds::default()
    };
    let rows = tables.rows(&record, &staff(), Some(&study));
    assert_eq!(table(&tables, &rows, "patients")[0]["age"], "90");
    assert!(
        tables.rows(&record, &staff(), None).is_empty(),
        "no row without a study id"
    );
}

#[test]
fn a_text_that_a_spreadsheet_would_run_is_shown_as_text() {
    for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
        assert_eq!(harmless(bad.to_owned()), format!("'{bad}"));
    }
    for fine in ["Okafor, Ada", "", "2026-11-22", "a=b"] {
        assert_eq!(harmless(fine.to_owned()), fine);
    }
    assert_eq!(
        csv_row(&[Cell::Whole(-3), Cell::text("-3")]).unwrap(),
        b"-3,'-3\r\n"
    );
}

#[test]
fn a_moment_carries_the_offset_of_its_wall_clock() {
    let at = |offset_minutes| filiform_domain::time::Instant {
        utc_ms: 1_795_374_300_000,
        offset_minutes,
    };
    assert_eq!(moment(at(-300)), "2026-11-22T14:05:00-05:00");
    assert_eq!(moment(at(345)), "2026-11-23T00:50:00+05:45");
}

#[test]
fn a_workbook_of_a_record_is_the_same_twice_and_holds_no_formula() {
    let tables = Tables::whole();
    let record = record_of(crate::testing::entries(&mut |_| {
        "=HYPERLINK(\"http://x\")".to_owned()
    }));
    let rows = tables.rows(&record, &staff(), None);
    let made = record.entries[0].recorded_at;
    let book = || {
        let mut book = Workbook::new(&tables, &["About".to_owned()], made).unwrap();
        rows.iter().try_for_each(|row| book.add(row)).unwrap();
        book.finish(&tables).unwrap()
    };
    let bytes = book();
    assert_eq!(bytes, book());
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn a_value_too_long_for_a_cell_stands_in_parts() {
    let long = "x".repeat(50_000);
    let mut record = whole_record(None);
    for kept in &mut record.entries {
        if let Entry::ConsentGiven(consent) = &mut kept.entry {
            consent.form.scan.clone_from(&long);
        }
    }
    let tables = Tables::whole();
    let rows = tables.rows(&record, &staff(), None);
    let told = table(&tables, &rows, "entries");
    let parts: Vec<_> = told
        .iter()
        .filter(|row| row["field"] == "form.scan")
        .collect();
    assert_eq!(parts.len(), 4);
    assert_eq!(
        parts
            .iter()
            .map(|row| row["value"].as_str())
            .collect::<String>(),
        long
    );
    let mut book = Workbook::new(&tables, &[], record.entries[0].recorded_at).unwrap();
    rows.iter().try_for_each(|row| book.add(row)).unwrap();
    assert!(book.finish(&tables).is_ok());
}
