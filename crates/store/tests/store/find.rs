//! Finding notes and letters: words, phrases, filters, who may read, and that nothing typed is a query language.

use crate::support::*;
use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::find::{Query, Term};
use filiform_domain::ids::{DocumentId, PatientId, SessionId};
use filiform_domain::site::OwnTarget;
use filiform_store::{NotesWanted, Store, TargetWanted};
use proptest::prelude::*;
use uuid::Uuid;

/// Three visits of Ada, one of Inês.
fn filled() -> (tempfile::TempDir, Store) {
    let (folder, store) = practice();
    register_ada(&store);
    write(
        &store,
        2,
        registered(2, patient("Silva", "Inês", "1990-07-01")),
    );
    for (p, s, minutes, story) in [
        (1, 1, 1_000, "Stiff after the garden."),
        (1, 2, 20_000, "Sore for a day, then the garden again."),
        (1, 3, 40_000, "Slept well. No soreness."),
        (2, 4, 30_000, "Day after the run: sore heel."),
    ] {
        let mut visit = session(p, s, minutes);
        visit.note.story = story.into();
        visit.note.response = String::new();
        visit.note.region = if p == 1 {
            "neck".into()
        } else {
            "ankle-foot".into()
        };
        if s == 3 {
            visit.note.sites.truncate(1);
        }
        write(&store, 50_000, signed(visit));
    }
    (folder, store)
}

fn sessions(store: &Store, wanted: &NotesWanted) -> Vec<u128> {
    found(store, wanted)
        .iter()
        .map(|hit| hit.session.0.as_u128())
        .collect()
}

fn words(store: &Store, typed: &str) -> Vec<u128> {
    sessions(store, &NotesWanted::words(typed))
}

fn id(s: u128) -> u128 {
    session(1, s, 0).id.0.as_u128()
}

#[test]
fn words_phrases_and_what_is_left_out_find_the_newest_first() {
    let (_folder, store) = filled();
    assert_eq!(
        words(&store, "sore"),
        [id(3), id(4), id(2)],
        "the beginning of soreness too"
    );
    assert_eq!(words(&store, "SORE -soreness"), [id(4), id(2)]);
    assert_eq!(words(&store, "\"after the garden\""), [id(1)]);
    assert_eq!(words(&store, "\"after the\" -\"the run\""), [id(1)]);
    assert_eq!(words(&store, "garden sore"), [id(2)]);
    assert_eq!(words(&store, "arden"), [], "not the middle of a word");
    assert_eq!(
        words(&store, "-sore"),
        [id(1)],
        "what is left out is enough to look for"
    );
    assert_eq!(
        words(&store, "sore s"),
        [id(3), id(4), id(2)],
        "one letter waits for the next"
    );
}

#[test]
fn filters_narrow_by_target_region_patient_and_day() {
    let (_folder, store) = filled();
    let target = |id: &str| NotesWanted {
        targets: vec![TargetWanted {
            ids: vec![id.into()],
            own: Term::of(id, true),
        }],
        ..NotesWanted::default()
    };
    assert_eq!(
        sessions(&store, &target("infraspinatus")),
        [id(4), id(2), id(1)]
    );
    assert_eq!(sessions(&store, &target("popliteus")), []);
    let of = |patient: PatientId| NotesWanted {
        patients: Some(vec![patient]),
        ..NotesWanted::words("arden")
    };
    assert_eq!(
        sessions(&store, &of(patient_id(1))),
        [id(2), id(1)],
        "the middle of a word"
    );
    assert_eq!(sessions(&store, &of(patient_id(2))), []);
    let region = NotesWanted {
        regions: vec!["ankle-foot".into()],
        ..NotesWanted::default()
    };
    assert_eq!(sessions(&store, &region), [id(4)]);
    let day = at(20_000).date();
    let on_the_day = NotesWanted {
        days: Query::read(&format!("date:{day}")).days,
        ..NotesWanted::default()
    };
    assert_eq!(sessions(&store, &on_the_day), [id(2)]);
}

#[test]
fn a_target_in_own_words_is_found_where_it_was_needled_alone() {
    let (_folder, store) = filled();
    let mut visit = session(1, 5, 45_000);
    visit.note.story = "The scar itches.".into();
    visit.note.sites[0].target = String::new();
    visit.note.sites[0].own_target = Some(OwnTarget {
        name: "Sçar at the knee".into(),
        region: "knee".into(),
        ..OwnTarget::default()
    });
    write(&store, 50_001, signed(visit));
    let mut told = session(1, 6, 46_000);
    told.note.story = "The scar itches.".into();
    write(&store, 50_002, signed(told));
    let scar = NotesWanted {
        targets: vec![TargetWanted {
            ids: Vec::new(),
            own: Term::of("scar", true),
        }],
        ..NotesWanted::default()
    };
    assert_eq!(sessions(&store, &scar), [id(5)]);
}

#[test]
fn what_may_not_be_read_is_not_found() {
    let (_folder, store) = filled();
    let wanted = NotesWanted::words("sore");
    let read = |may: &dyn Fn(PatientId) -> bool| -> Vec<SessionId> {
        let may_read = |patient, _| may(patient);
        let hits = store.find_notes(&wanted, &may_read, 5).unwrap();
        hits.into_iter().map(|hit| hit.session).collect()
    };
    assert_eq!(read(&|_| false), []);
    assert_eq!(
        read(&|patient| patient == patient_id(2)),
        [session(2, 4, 0).id]
    );
}

fn letter(n: u128, p: u128, recipient: &str) -> Entry {
    Entry::DocumentExported(DocumentExported {
        id: DocumentId(Uuid::from_u128(n)),
        patient: patient_id(p),
        document: "referral-letter".into(),
        recipient: recipient.into(),
        period: None,
        sha256: "0".repeat(64),
        pages: 1,
        purpose: Some("Treatment".into()),
        authority: None,
        letter: None,
    })
}

#[test]
fn a_letter_is_found_by_its_addressee_and_by_its_patient() {
    let (_folder, store) = filled();
    write(&store, 60_000, letter(1, 1, "Dr. Läura Hahn"));
    write(&store, 60_001, letter(2, 2, "Dr. Hahnemann"));
    let find = |typed: &str| -> Vec<u128> {
        let query = Query::read(typed);
        let hits = store
            .find_letters(&query.terms, (None, query.days), 5)
            .unwrap();
        hits.into_iter()
            .map(|hit| hit.document.id.0.as_u128())
            .collect()
    };
    assert_eq!(find("hahn"), [2, 1]);
    assert_eq!(find("letter laura"), [1]);
    assert_eq!(find("silva let"), [2]);
    assert_eq!(find("hahn knee"), []);
    assert_eq!(find(""), []);
    let only = store.find_letters(
        &Query::read("letter").terms,
        (Some(&[patient_id(1)]), Query::default().days),
        5,
    );
    assert_eq!(only.unwrap().len(), 1);
    let before = store.projections_snapshot().unwrap();
    store
        .rebuild(&mut |_, _| filiform_store::Flow::Continue)
        .unwrap();
    assert!(store.projections_snapshot().unwrap() == before);
    assert_eq!(verify(&store).problems, vec![]);
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let (_folder, store) = filled();
    let marks = prop::sample::select(vec![
        "\"", "*", "(", ")", "NEAR(", " OR ", " AND ", " NOT ", "-", "^", ":", "{", "}", "+", "'",
        "folded:", "sore", "day", " ", "\u{0}", "ß", "🙂", "①", "Ⓐ", "가", "\u{e000}", "target:",
        "%", "_", ";", "--",
    ]);
    let typed = prop::collection::vec(marks, 0..12).prop_map(|marks| marks.concat());
    let any = prop_oneof![typed, "\\PC{0,30}", any::<String>()];
    proptest!(ProptestConfig::with_cases(600), |(text in any)| {
        let query = Query::read(&text);
        let own = TargetWanted { ids: vec![text.clone()], own: Term::of(&text, true) };
        for patients in [None, Some(vec![patient_id(1)])] {
            let wanted = NotesWanted {
                terms: query.terms.clone(),
                without: query.without.clone(),
                targets: if text.len() % 3 == 0 { vec![own.clone()] } else { Vec::new() },
                patients,
                days: query.days,
                ..NotesWanted::default()
            };
            prop_assert!(store.find_notes(&wanted, &|_, _| true, 5).is_ok(), "{:?}", text);
        }
        prop_assert!(store.find_letters(&query.terms, (None, query.days), 5).is_ok());
    });
}
