//! Writing: all or nothing, and nothing that does not fit.

use crate::support::*;
use filiform_store::{StoreError, Write};

#[test]
fn one_refused_entry_refuses_all_of_them() {
    let (_folder, store) = practice();
    let before = store.fingerprint();
    let ada = registered(1, patient("Okafor", "Ada", "1984-03-14"));
    let entries = vec![ada, signed(session(2, 1, 10))];
    let refused = store.transact(
        &stamp(1),
        Write {
            entries,
            finish_draft: None,
        },
    );
    assert_eq!(refused.unwrap_err(), StoreError::UnknownPatient);
    assert_eq!(store.fingerprint(), before);
    assert!(store.patient(patient_id(1)).unwrap().is_none());
    register_ada(&store);
    assert_eq!(
        verify(&store).problems,
        [],
        "the chain goes on as if nothing had happened"
    );
}

#[test]
fn a_change_is_based_on_the_newest_details() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    assert_eq!(store.patient(ada).unwrap().unwrap().revision, 1);
    write(
        &store,
        2,
        changed(1, 1, patient("Okafor-Lund", "Ada", "1984-03-14")),
    );
    let late = store.transact(
        &stamp(3),
        Write::one(changed(1, 1, patient("X", "Y", "1984-03-14"))),
    );
    assert_eq!(late.unwrap_err(), StoreError::StalePatient);
    let kept = store.patient(ada).unwrap().unwrap();
    assert_eq!(
        (kept.revision, kept.patient.family_name.as_str()),
        (2, "Okafor-Lund")
    );
    let nobody = store.transact(
        &stamp(3),
        Write::one(changed(9, 1, patient("X", "Y", "1984-03-14"))),
    );
    assert_eq!(nobody.unwrap_err(), StoreError::UnknownPatient);
}

#[test]
fn nothing_enters_the_record_twice() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 20, signed(session(1, 1, 10)));
    for entry in [
        registered(1, patient("Okafor", "Ada", "1984-03-14")),
        signed(session(1, 1, 15)),
    ] {
        let twice = store.transact(&stamp(21), Write::one(entry));
        assert_eq!(twice.unwrap_err(), StoreError::AlreadyWritten);
    }
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn thousands_of_entries_go_the_same_way_as_one() {
    let (_folder, store) = practice();
    let mut entries = vec![registered(1, patient("Okafor", "Ada", "1984-03-14"))];
    // More sessions in one minute than a minute has numbers.
    entries.extend((0..1100).map(|s| signed(session(1, s, 10))));
    let committed = store
        .transact(
            &stamp(20),
            Write {
                entries,
                finish_draft: None,
            },
        )
        .unwrap();
    assert_eq!((committed.entries.len(), committed.seq), (1101, 1103));
    let history = store.history(patient_id(1), None, 2000).unwrap();
    assert_eq!((history.sessions.len(), history.next), (1100, None));
    assert_eq!(verify(&store).problems, []);
}
