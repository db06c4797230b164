//! Records of another system come in: tried first, whole or not at all, and never as if they were written here.

mod files;
mod many;
mod read;

use std::fmt::Write as _;
use std::path::PathBuf;

use filiform::contract::{
    FindPatients, ImportRecords, ImportTried, LookAtTable, Nothing, RecordsImported, ReviewHistory,
    TableLook, TimelineRow, TryImport, UndoImport, WhichImportedNote, WhichPatient,
};
use filiform::find_patient::find_patients;
use filiform::import_records::{
    import_records, imports_page, look_at_table, open_imported_note, try_import, undo_import,
};
use filiform::review_history::{open_patient, review_history};
use filiform::{Error, Flow, Job, Stop, StoreError};
use filiform_domain::ids::PatientId;
use filiform_domain::import::plan::{Choice, Decision, Outcome};

use crate::support::*;

const HEADING: &str = "Last name,First name,DOB,MRN,Visit date,Provider,Subjective,Plan";

fn file(desk: &Desk, text: &str) -> LookAtTable {
    let path = home(desk).join("from elsewhere.csv");
    std::fs::write(&path, text).unwrap();
    LookAtTable {
        path: path.display().to_string(),
        ..LookAtTable::default()
    }
}

fn home(desk: &Desk) -> PathBuf {
    desk.letters.parent().unwrap().to_owned()
}

fn newest(desk: &Desk) -> Option<filiform_store::Fingerprint> {
    desk.filiform.bare(filiform_store::Store::fingerprint)
}

fn find(desk: &Desk, name: &str) -> Vec<PatientId> {
    let asked = FindPatients {
        query: name.into(),
        limit: 20,
    };
    let found = find_patients(&desk.filiform, asked).ok().unwrap().patients;
    found.into_iter().map(|line| line.id).collect()
}

fn assert_sound(desk: &Desk) {
    assert_eq!(desk.verify().problems, []);
    let store = |work: fn(&filiform_store::Store) -> filiform_store::Snapshot| {
        desk.filiform.bare(work).unwrap()
    };
    let before = store(|store| store.projections_snapshot().unwrap());
    desk.filiform
        .bare(|store| store.rebuild(&mut |_, _| Flow::Continue).unwrap());
    assert!(
        store(|store| store.projections_snapshot().unwrap()) == before,
        "a rebuild changes nothing"
    );
}

fn quiet<T>(work: impl FnOnce(&Job<'_>) -> T) -> T {
    work(&Job::new(Stop::default(), &|_| ()))
}

fn look(desk: &Desk, file: &LookAtTable) -> Result<TableLook, Error> {
    quiet(|job| look_at_table(&desk.filiform, file.clone(), job))
}

/// Tries a file by what its columns are guessed to mean.
fn wanted(desk: &Desk, text: &str) -> TryImport {
    let file = file(desk, text);
    let mapping = look(desk, &file).ok().unwrap().mapping;
    TryImport {
        file,
        system: "Old Charts 3".into(),
        mapping,
        decisions: Vec::new(),
    }
}

fn report(desk: &Desk, asked: &TryImport) -> ImportTried {
    quiet(|job| try_import(&desk.filiform, asked.clone(), job))
        .ok()
        .unwrap()
}

fn bring(desk: &Desk, asked: &TryImport, leave_out: bool) -> Result<RecordsImported, Error> {
    confirm(desk, asked, &report(desk, asked), leave_out)
}

fn confirm(
    desk: &Desk,
    asked: &TryImport,
    tried: &ImportTried,
    leave_out: bool,
) -> Result<RecordsImported, Error> {
    let asked = ImportRecords {
        tried: asked.clone(),
        report: tried.report.clone(),
        leave_out,
    };
    quiet(|job| import_records(&desk.filiform, asked, job))
}

fn undo(desk: &Desk, done: &RecordsImported) -> Result<(), Error> {
    let which = UndoImport {
        import: done.import,
    };
    quiet(|job| undo_import(&desk.filiform, which, job)).map(drop)
}

fn timeline(desk: &Desk, patient: PatientId) -> Vec<TimelineRow> {
    let asked = ReviewHistory {
        patient,
        filter: filiform::contract::TimelineFilter::default(),
        before: None,
        limit: 50,
    };
    review_history(&desk.filiform, asked).ok().unwrap().timeline
}

fn only(desk: &Desk, name: &str) -> PatientId {
    let found = find(desk, name);
    assert_eq!(found.len(), 1, "one {name}");
    found[0]
}

#[test]
fn what_is_imported_reads_as_imported_and_counts_as_no_visit() {
    let desk = Desk::open();
    let asked = wanted(
        &desk,
        &format!(
            "{HEADING}\nBrandt,Jonas,1971-05-06,9,2024-03-05 14:05,\"B. Elsewhere, PT\",Sore neck,Again\nBrandt,Jonas,1971-05-06,9,2024-04-01,,Better,\n"
        ),
    );
    let done = bring(&desk, &asked, false).ok().unwrap();
    assert_eq!(
        (done.new_patients, done.known_patients, done.notes),
        (1, 0, 2)
    );
    let jonas = only(&desk, "Brandt");
    let page = open_patient(&desk.filiform, WhichPatient { patient: jonas })
        .ok()
        .unwrap();
    assert_eq!(
        (page.sessions, page.strip.last.is_none()),
        (0, true),
        "no visit of this practice"
    );
    let rows = timeline(&desk, jonas);
    let lines: Vec<_> = rows
        .iter()
        .map(|row| match row {
            TimelineRow::Between { entry } => (
                entry.date.as_str(),
                entry.what.as_str(),
                entry.who.as_str(),
                entry.belongs.as_deref(),
            ),
            TimelineRow::Session { .. } => panic!("a visit"),
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("1 Apr 2024", "Imported note", "", Some("from Old Charts 3")),
            (
                "5 Mar 2024",
                "Imported note",
                "B. Elsewhere, PT",
                Some("from Old Charts 3")
            ),
        ]
    );
    assert_sound(&desk);
}

#[test]
fn an_imported_note_says_where_it_comes_from_and_is_signed_by_nobody_here() {
    let desk = Desk::open();
    let row = "Brandt,Jonas,1971-05-06,9,2024-03-05,\"B. Elsewhere, PT\",Sore neck,Again";
    bring(&desk, &wanted(&desk, &format!("{HEADING}\n{row}\n")), false)
        .ok()
        .unwrap();
    let rows = timeline(&desk, only(&desk, "Brandt"));
    let TimelineRow::Between { entry } = &rows[0] else {
        panic!("a note")
    };
    let which = WhichImportedNote {
        note: entry.id.parse().unwrap(),
    };
    let page = open_imported_note(&desk.filiform, which).ok().unwrap();
    let words = page.words;
    assert!(words.author.starts_with("Imported by "), "{}", words.author);
    let said = |heading: &str| {
        let found = words.text.iter().find(|(own, _)| own == heading);
        found.map(|(_, text)| text.as_str()).unwrap_or_default()
    };
    assert!(said("Imported from").contains("not signed by anybody here"));
    assert_eq!(said("Treated or written by"), "B. Elsewhere, PT");
    assert_eq!((said("Subjective"), said("Plan")), ("Sore neck", "Again"));
}

#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let desk = Desk::open();
    let asked = wanted(
        &desk,
        &format!("{HEADING}\nBrandt,Jonas,1971-05-06,9,,,,\nSilva,Ines,1990-01-01,8,,,,\n"),
    );
    let report = report(&desk, &asked).report;
    let before = newest(&desk);
    let stop = Stop::default();
    let hear = {
        let stop = stop.clone();
        move |told: filiform::contract::Progress| {
            if told.stage == filiform::contract::Stage::Writing {
                stop.ask();
            }
        }
    };
    let asked = ImportRecords {
        tried: asked,
        report,
        leave_out: false,
    };
    let stopped = import_records(&desk.filiform, asked, &Job::new(stop.clone(), &hear));
    assert_eq!(stopped.err(), Some(Error::Store(StoreError::Interrupted)));
    assert_eq!(newest(&desk), before);
    assert!(find(&desk, "Brandt").is_empty() && find(&desk, "Silva").is_empty());
}

#[test]
fn somebody_who_may_be_here_already_is_asked_about() {
    let desk = Desk::open();
    let here = desk.register(ada()).id;
    let born = ada().birth_date;
    let (family, given) = (ada().family_name.to_uppercase(), ada().given_name);
    let asked = wanted(
        &desk,
        &format!("{HEADING}\n{family},{given},{born},X9,2024-03-05,,Sore,\n"),
    );
    let tried = report(&desk, &asked);
    assert_eq!(tried.rows[0].outcome, Outcome::Conflict);
    assert_eq!(tried.rows[0].alike[0].patient, here);
    assert!(
        bring(&desk, &asked, false).is_err(),
        "nobody is merged silently"
    );
    let same = TryImport {
        decisions: vec![Decision {
            row: 2,
            choice: Choice::Same { patient: here },
        }],
        ..asked
    };
    let done = bring(&desk, &same, false).ok().unwrap();
    assert_eq!(
        (done.new_patients, done.known_patients, done.notes),
        (0, 1, 1)
    );
    let page = open_patient(&desk.filiform, WhichPatient { patient: here })
        .ok()
        .unwrap();
    assert_eq!(
        page.details.record_number,
        ada().record_number,
        "details here stay as they are"
    );
    let again = report(&desk, &same);
    assert_eq!(
        (again.rows[0].outcome, again.notes),
        (Outcome::Match, 0),
        "no note comes twice"
    );
    undo(&desk, &done).ok().unwrap();
    assert!(timeline(&desk, here).is_empty());
    assert_eq!(
        find(&desk, &ada().family_name),
        [here],
        "who was here before stays"
    );
    assert_sound(&desk);
}

#[test]
fn an_import_that_something_was_built_on_stays() {
    let desk = Desk::open();
    let asked = wanted(
        &desk,
        &format!("{HEADING}\nBrandt,Jonas,1971-05-06,9,2024-03-05,,Sore,\n"),
    );
    let done = bring(&desk, &asked, false).ok().unwrap();
    desk.sign(only(&desk, "Brandt"), &note("2026-11-20"))
        .unwrap();
    assert_eq!(
        undo(&desk, &done).err(),
        Some(Error::Store(StoreError::BuiltOn))
    );
    assert_eq!(find(&desk, "Brandt").len(), 1);
    assert_eq!(
        imports_page(&desk.filiform, Nothing {})
            .ok()
            .unwrap()
            .imports
            .len(),
        1
    );
    assert_sound(&desk);
}

#[test]
fn an_import_is_held_to_what_was_reported() {
    let desk = Desk::open();
    let asked = wanted(
        &desk,
        &format!("{HEADING}\nBrandt,Jonas,1971-05-06,9,,,,\n"),
    );
    let report = report(&desk, &asked).report;
    file(
        &desk,
        &format!("{HEADING}\nBrandt,Jonas,1971-05-06,9,,,,\nMore,Than,1990-01-01,1,,,,\n"),
    );
    let late = ImportRecords {
        tried: asked,
        report,
        leave_out: true,
    };
    let refused = quiet(|job| import_records(&desk.filiform, late, job));
    assert_eq!(refused.err(), Some(Error::Stale));
    assert!(find(&desk, "Brandt").is_empty());
}
