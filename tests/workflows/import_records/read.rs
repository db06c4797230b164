//! What was imported is read again: it is found, stands in the full record, and leaves with the tables and as FHIR.

use filiform::contract::{FindAnything, SaidFound};
use filiform::find_anything::find_anything;
use filiform_domain::entry::Entry;
use filiform_domain::patient::PatientDraft;

use super::*;
use crate::write_document::whole::nothing_is_missing;

fn said(desk: &Desk, query: &str) -> Vec<SaidFound> {
    let asked = FindAnything {
        query: query.into(),
        inside: None,
        limit: 20,
    };
    find_anything(&desk.filiform, asked).ok().unwrap().said
}

fn two_notes(desk: &Desk) -> RecordsImported {
    let text = format!(
        "{HEADING}\nBrandt,Jonas,1971-05-06,9,2024-03-05,\"B. Elsewhere, PT\",Sore zygomaticus,Again\n\
         Brandt,Jonas,1971-05-06,9,2024-04-01,,Quite better,Home\n"
    );
    bring(desk, &wanted(desk, &text), false).ok().unwrap()
}

/// For somebody who was here before, and is known by the number.
fn one_note_for_ada(desk: &Desk) -> RecordsImported {
    desk.register(PatientDraft {
        record_number: "A-7".into(),
        ..ada()
    });
    let text = "MRN,Visit date,Subjective\nA-7,2024-03-05,Sore zygomaticus\n";
    let done = bring(desk, &wanted(desk, text), false).ok().unwrap();
    assert_eq!((done.new_patients, done.notes), (0, 1));
    done
}

#[test]
fn each_imported_note_is_found_by_its_own_words_until_it_is_taken_back() {
    let desk = Desk::open();
    let done = two_notes(&desk);
    let found = said(&desk, "zygomaticus");
    assert_eq!(found.len(), 1);
    let one = &found[0];
    assert_eq!(
        (one.what.as_str(), one.date.as_str()),
        ("Imported note · B. Elsewhere, PT", "5 Mar 2024")
    );
    let marked: Vec<_> = one.excerpt.iter().filter(|piece| piece.hit).collect();
    assert_eq!(marked[0].text, "zygomaticus");
    assert!(
        said(&desk, "zygomaticus better").is_empty(),
        "words of two notes are in neither"
    );
    assert_eq!(said(&desk, "elsewhere").len(), 1, "by who wrote it");
    undo(&desk, &done).ok().unwrap();
    assert!(said(&desk, "zygomaticus").is_empty());
    assert_sound(&desk);
}

#[test]
fn a_note_that_came_for_somebody_who_was_here_is_found_no_more_once_it_is_taken_back() {
    let desk = Desk::open();
    let done = one_note_for_ada(&desk);
    assert_eq!(said(&desk, "zygomaticus").len(), 1);
    assert_sound(&desk);
    undo(&desk, &done).ok().unwrap();
    assert!(said(&desk, "zygomaticus").is_empty());
    assert_sound(&desk);
}

#[test]
fn the_full_record_leaves_out_nothing_that_was_imported() {
    let desk = Desk::open();
    two_notes(&desk);
    nothing_is_missing(&desk, only(&desk, "Brandt"));
    one_note_for_ada(&desk);
    nothing_is_missing(&desk, only(&desk, &ada().family_name));
}

#[test]
fn what_was_taken_back_stays_in_the_ledger() {
    let desk = Desk::open();
    let done = one_note_for_ada(&desk);
    undo(&desk, &done).ok().unwrap();
    let patient = only(&desk, &ada().family_name);
    let kept = desk.filiform.bare(|store| store.record(patient).unwrap());
    let kinds: Vec<_> = kept
        .unwrap()
        .iter()
        .filter(|kept| !matches!(kept.entry, Entry::Access(_)))
        .map(|kept| kept.entry.kind())
        .collect();
    assert_eq!(
        kinds,
        ["patient-registered", "record-imported", "import-undone"]
    );
}
