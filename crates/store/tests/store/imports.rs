//! What imports leave in the file, and what is left when they are taken back.

use filiform_domain::entry::{Entry, PatientWritten};
use filiform_domain::ids::{ImportId, ImportedNoteId};
use filiform_domain::imported::{ImportSource, ImportUndone, ImportedNote, RecordImported};
use filiform_store::{Flow, Happened, Store, StoreError, Write};
use uuid::Uuid;

use crate::support::*;

const IMPORT: ImportId = ImportId(Uuid::from_u128(0x1337));

fn undone(patient: u128, registered: bool) -> Entry {
    Entry::ImportUndone(ImportUndone {
        import: IMPORT,
        patient: patient_id(patient),
        registered,
        notes: 1,
    })
}

fn newcomer(n: u128) -> Entry {
    let written = PatientWritten {
        id: patient_id(n),
        based_on: 0,
        patient: patient("Brandt", "Jonas", "1971-05-06"),
    };
    imported(n, Some(written), "Sore for a day")
}

fn refused(store: &Store, entry: Entry) -> Option<StoreError> {
    store.transact(&stamp(50), Write::one(entry)).err()
}

/// What an import brought for a patient: one note with this word in it.
pub(crate) fn imported(patient: u128, registered: Option<PatientWritten>, word: &str) -> Entry {
    Entry::RecordImported(Box::new(RecordImported {
        import: ImportId(Uuid::from_u128(0x1337)),
        patient: patient_id(patient),
        source: ImportSource {
            system: "Old Charts 3".into(),
            file: "csv".into(),
            sha256: "00".repeat(32),
        },
        registered,
        notes: vec![ImportedNote {
            id: ImportedNoteId(Uuid::from_u128(0x1338 + patient)),
            row: 2,
            on: "2024-03-05".parse().unwrap(),
            time: None,
            operator: Some("B. Elsewhere".into()),
            number: None,
            text: vec![("Note".into(), word.into())],
        }],
    }))
}

#[test]
fn an_import_stands_in_the_timeline_and_outlasts_a_rebuild() {
    let (_folder, store) = practice();
    write(
        &store,
        1,
        registered(1, patient("Okafor", "Ada", "1984-03-14")),
    );
    let both = vec![newcomer(2), imported(1, None, "Better")];
    store
        .transact_many(&stamp(2), both, &mut |_, _| Flow::Continue)
        .unwrap();
    let imports = store.imports().unwrap();
    assert_eq!(
        (
            imports.len(),
            imports[0].patients,
            imports[0].registered,
            imports[0].notes
        ),
        (1, 2, 1, 2)
    );
    assert_eq!(store.find_patients("brandt", 5).unwrap().len(), 1);
    assert_eq!(store.patient_count().unwrap(), 2);
    let rows = store.between(patient_id(1), None, 10).unwrap().entries;
    assert!(
        matches!(&rows[0].happened, Happened::Imported(from) if from.note.text[0].1 == "Better")
    );
    let before = store.projections_snapshot().unwrap();
    store.rebuild(&mut |_, _| Flow::Continue).unwrap();
    assert!(store.projections_snapshot().unwrap() == before);
    assert!(verify(&store).problems.is_empty());
}

#[test]
fn an_import_goes_whole_and_who_was_here_before_stays() {
    let (_folder, store) = practice();
    write(
        &store,
        1,
        registered(1, patient("Okafor", "Ada", "1984-03-14")),
    );
    store
        .transact_many(
            &stamp(2),
            vec![newcomer(2), imported(1, None, "Better")],
            &mut |_, _| Flow::Continue,
        )
        .unwrap();
    let back = vec![undone(2, true), undone(1, false)];
    store
        .transact_many(&stamp(3), back, &mut |_, _| Flow::Continue)
        .unwrap();
    assert!(store.imports().unwrap().is_empty());
    assert!(store.patient(patient_id(2)).unwrap().is_none());
    assert!(
        store
            .between(patient_id(1), None, 10)
            .unwrap()
            .entries
            .is_empty()
    );
    assert_eq!(store.everybody().unwrap(), [patient_id(1)]);
    assert_eq!(
        refused(&store, undone(1, false)),
        Some(StoreError::UnknownImport)
    );
    let before = store.projections_snapshot().unwrap();
    store.rebuild(&mut |_, _| Flow::Continue).unwrap();
    assert!(store.projections_snapshot().unwrap() == before);
    assert!(verify(&store).problems.is_empty());
}

#[test]
fn what_something_was_built_on_is_not_taken_back() {
    let (_folder, store) = practice();
    write(&store, 2, newcomer(2));
    write(&store, 3, signed(session(2, 1, 4)));
    assert_eq!(refused(&store, undone(2, true)), Some(StoreError::BuiltOn));
    assert!(store.patient(patient_id(2)).unwrap().is_some());
}

#[test]
fn an_import_registers_nobody_twice_and_writes_for_nobody_unknown() {
    let (_folder, store) = practice();
    assert_eq!(
        refused(&store, imported(1, None, "x")),
        Some(StoreError::UnknownPatient)
    );
    write(&store, 2, newcomer(2));
    assert_eq!(
        refused(&store, newcomer(2)),
        Some(StoreError::AlreadyWritten)
    );
}

#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let (_folder, store) = practice();
    let before = store.fingerprint();
    let stop = |done, _| {
        if done == 1 {
            Flow::Stop
        } else {
            Flow::Continue
        }
    };
    let stopped = store.transact_many(&stamp(2), vec![newcomer(2), newcomer(3)], &mut { stop });
    assert_eq!(stopped.err(), Some(StoreError::Interrupted));
    assert_eq!(store.fingerprint(), before);
    assert!(store.patient(patient_id(2)).unwrap().is_none());
}
