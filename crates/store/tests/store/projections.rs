//! Projections: a pure fold of the ledger, which can be made anew at any time.

use crate::amendments::{added, corrected, voided};
use crate::safety::{consented, screened, withdrawn};
use crate::support::*;
use filiform_domain::amendment::VoidReason;
use filiform_domain::consent::ConsentKind;
use filiform_domain::entry::Entry;
use filiform_domain::screening::Answer;
use filiform_store::{Flow, Store, StoreError, Write};
use proptest::prelude::*;

fn rebuild(store: &Store) -> filiform_store::Rebuilt {
    store.rebuild(&mut |_, _| Flow::Continue).unwrap()
}

/// Something that can happen to one of three patients.
#[derive(Debug, Clone)]
enum Happening {
    Registered(u128, String),
    Changed(u128, String),
    Visit(u128, i64, u8),
    Contact(u128, i64),
    Event(u128, i64),
    Screened(u128, String),
    Consented(u128, i64, bool),
    Withdrawn(u128, i64),
    Corrected(usize, i64, String),
    Added(usize, String),
    Voided(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    let patient = 0_u128..3;
    prop_oneof![
        (patient.clone(), "[A-Zß-ž' -]{1,12}").prop_map(|(p, name)| Happening::Registered(p, name)),
        (patient.clone(), "[A-Zß-ž' -]{1,12}").prop_map(|(p, name)| Happening::Changed(p, name)),
        (patient.clone(), -5_i64..5, 0_u8..=10)
            .prop_map(|(p, minutes, pain)| Happening::Visit(p, minutes, pain)),
        (patient.clone(), -5_i64..5).prop_map(|(p, minutes)| Happening::Contact(p, minutes)),
        (patient.clone(), -5_i64..5).prop_map(|(p, minutes)| Happening::Event(p, minutes)),
        (patient.clone(), "[a-z]{0,4}").prop_map(|(p, note)| Happening::Screened(p, note)),
        (patient.clone(), -5_i64..5, any::<bool>())
            .prop_map(|(p, minutes, written)| Happening::Consented(p, minutes, written)),
        (patient, -5_i64..5).prop_map(|(p, minutes)| Happening::Withdrawn(p, minutes)),
        (any::<usize>(), -5_i64..5, "[a-z]{1,6}")
            .prop_map(|(of, minutes, story)| Happening::Corrected(of, minutes, story)),
        (any::<usize>(), "[a-z]{1,6}").prop_map(|(of, words)| Happening::Added(of, words)),
        any::<usize>().prop_map(Happening::Voided),
    ]
}

/// Writes what happened, as far as it is possible, some of it in one transaction.
fn live(store: &Store, happenings: Vec<Happening>) {
    let mut revisions = [0_u32; 3];
    let mut visits: Vec<Visited> = Vec::new();
    let mut batch = Vec::new();
    for (n, happening) in (0_u128..).zip(happenings) {
        let addition = addition_of(&happening, &mut visits);
        if let Some(entry) = addition.or_else(|| entry_of(n, happening, &mut revisions)) {
            if let Entry::SessionSigned(session) = &entry {
                visits.push(Visited {
                    session: (**session).clone(),
                    amendments: 0,
                    voided: false,
                });
            }
            batch.push(entry);
        }
        if n % 3 == 0 {
            let entries = std::mem::take(&mut batch);
            store
                .transact(
                    &stamp(20),
                    Write {
                        entries,
                        finish_draft: None,
                    },
                )
                .unwrap();
        }
    }
    store
        .transact(
            &stamp(20),
            Write {
                entries: batch,
                finish_draft: None,
            },
        )
        .unwrap();
}

/// A visit as it stands, with what was added to it.
struct Visited {
    session: filiform_domain::session::Session,
    amendments: u32,
    voided: bool,
}

/// Something that is added to one of the visits, when one can still be added to.
fn addition_of(happening: &Happening, visits: &mut [Visited]) -> Option<Entry> {
    let (Happening::Corrected(of, ..) | Happening::Added(of, _) | Happening::Voided(of)) =
        happening
    else {
        return None;
    };
    let mut open: Vec<&mut Visited> = visits.iter_mut().filter(|visit| !visit.voided).collect();
    let place = of % open.len().max(1);
    let visit = open.get_mut(place)?;
    let based_on = visit.amendments;
    visit.amendments += 1;
    Some(match happening {
        Happening::Corrected(_, minutes, story) => {
            visit.session.started = at(*minutes);
            visit.session.note.story.clone_from(story);
            visit.session.note.sites.pop();
            corrected(&visit.session, based_on)
        }
        Happening::Added(_, words) => added(&visit.session, based_on, words),
        _ => {
            visit.voided = true;
            voided(&visit.session, based_on, VoidReason::WrongPatient)
        }
    })
}

fn known(p: u128, revisions: [u32; 3]) -> bool {
    revisions[usize::try_from(p).unwrap()] > 0
}

fn entry_of(n: u128, happening: Happening, revisions: &mut [u32; 3]) -> Option<Entry> {
    match happening {
        Happening::Registered(p, name) => {
            let revision = &mut revisions[usize::try_from(p).unwrap()];
            (*revision == 0).then(|| {
                *revision = 1;
                registered(p, patient(&name, "Ada", "1984-03-14"))
            })
        }
        Happening::Changed(p, name) => {
            let revision = &mut revisions[usize::try_from(p).unwrap()];
            (*revision > 0).then(|| {
                *revision += 1;
                changed(p, *revision - 1, patient(&name, "Ada", "1984-03-14"))
            })
        }
        Happening::Contact(p, minutes) => known(p, *revisions).then(|| contact(p, n, minutes)),
        Happening::Event(p, minutes) => known(p, *revisions).then(|| reported(p, n, 0, minutes)),
        Happening::Screened(p, note) => {
            known(p, *revisions).then(|| screened(p, Answer::Yes, &note))
        }
        Happening::Consented(p, minutes, written) => {
            let kind = if written {
                ConsentKind::Written
            } else {
                ConsentKind::Verbal
            };
            known(p, *revisions).then(|| consented(p, n, minutes, kind))
        }
        Happening::Corrected(..) | Happening::Added(..) | Happening::Voided(_) => None,
        Happening::Withdrawn(p, minutes) => known(p, *revisions).then(|| withdrawn(p, minutes)),
        Happening::Visit(p, minutes, pain) => {
            (revisions[usize::try_from(p).unwrap()] > 0).then(|| {
                let mut visit = session(p, n, minutes);
                visit.note.pain_after = Some(i64::from(pain));
                visit.note.region = format!("region-{n}");
                signed(visit)
            })
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_was_folded_step_by_step_is_what_is_folded_anew(
        happenings in proptest::collection::vec(happening(), 0..40),
    ) {
        let (_folder, store) = practice();
        live(&store, happenings);
        let before = store.projections_snapshot().unwrap();
        prop_assert_eq!(verify(&store).problems, vec![], "the tables are what the ledger says");
        rebuild(&store);
        prop_assert!(store.projections_snapshot().unwrap() == before);
        prop_assert_eq!(verify(&store).problems, vec![]);
    }
}

#[test]
fn rebuilding_mends_tables_that_were_changed_by_hand() {
    for harm in [
        "UPDATE patient SET family_name = 'Nobody'",
        "DELETE FROM patient_word",
        "UPDATE session SET pain_after = 0",
        "UPDATE session SET story = NULL",
        "DELETE FROM site WHERE n = 1",
        "UPDATE site SET side = 'right'",
        "UPDATE note_text SET text = 'x', folded = 'x'",
        "DELETE FROM between_visits WHERE key = (SELECT max(key) FROM between_visits)",
        "UPDATE between_visits SET key = 0 WHERE key = (SELECT max(key) FROM between_visits)",
        "UPDATE between_visits SET entry = (SELECT min(entry) FROM between_visits)",
        "UPDATE between_visits SET session = NULL",
        "DELETE FROM patient",
        "UPDATE patient SET revision = 9",
    ] {
        let (folder, store) = practice();
        register_ada(&store);
        write(&store, 20, signed(session(1, 1, 10)));
        write(&store, 20, contact(1, 1, 5));
        write(&store, 20, reported(1, 1, 1, 15));
        let before = store.projections_snapshot().unwrap();
        store.close(at(21)).unwrap();
        raw(&home(&folder)).execute_batch(harm).unwrap();
        let store = open(&home(&folder)).unwrap();
        assert_ne!(verify(&store).problems, [], "{harm}");
        let rebuilt = rebuild(&store);
        assert_eq!(rebuilt.patients, 1);
        assert!(store.projections_snapshot().unwrap() == before, "{harm}");
        assert_eq!(verify(&store).problems, [], "{harm}");
    }
}

#[test]
fn a_search_index_that_differs_from_its_texts_is_noticed() {
    let (folder, store) = practice();
    register_ada(&store);
    write(&store, 20, signed(session(1, 1, 10)));
    store.close(at(21)).unwrap();
    raw(&home(&folder))
        .execute_batch("INSERT INTO note_fts (note_fts) VALUES ('delete-all')")
        .unwrap();
    assert_eq!(
        problems(&home(&folder)),
        [(0, "the search index differs; rebuild it")]
    );
}

#[test]
fn a_rebuild_that_is_stopped_changes_nothing() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 20, signed(session(1, 1, 10)));
    let before = store.projections_snapshot().unwrap();
    let stopped = store.rebuild(&mut |done, _| {
        if done == 2 {
            Flow::Stop
        } else {
            Flow::Continue
        }
    });
    assert_eq!(stopped.unwrap_err(), StoreError::Interrupted);
    assert!(store.projections_snapshot().unwrap() == before);
    write(&store, 22, signed(session(1, 2, 12)));
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn tables_of_another_projection_version_are_folded_anew_at_the_next_opening() {
    let (folder, store) = practice();
    register_ada(&store);
    write(&store, 20, signed(session(1, 1, 10)));
    let before = store.projections_snapshot().unwrap();
    store.close(at(21)).unwrap();
    let harm =
        "UPDATE practice_file SET projection_version = 0; DELETE FROM patient; DROP TABLE session;";
    raw(&home(&folder)).execute_batch(harm).unwrap();
    let store = open(&home(&folder)).unwrap();
    assert!(store.projections_snapshot().unwrap() == before);
    assert_eq!(verify(&store).problems, []);
}
