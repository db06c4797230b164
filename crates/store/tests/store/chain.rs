//! The chain: sealed and signed from the first entry on.

use crate::support::*;
use filiform_store::vault::Passphrase;
use filiform_store::{StoreError, Write, vault};

#[test]
fn a_new_practice_begins_with_itself_and_its_therapist() {
    let (folder, store) = practice();
    assert_eq!(store.fingerprint().seq, 2);
    assert!(store.practice().unwrap() == practice_entry());
    assert_eq!(store.therapists().unwrap()[0].therapist.name, "A. Rivera");
    let verified = verify(&store);
    assert_eq!((verified.entries, verified.problems), (2, vec![]));
    drop(store);
    let connection = raw(&home(&folder));
    let first: (String, [u8; 32]) = connection
        .query_row(
            "SELECT kind, prev_hash FROM ledger WHERE seq = 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(first, ("practice-changed".into(), [0; 32]));
}

#[test]
fn every_entry_is_sealed_to_the_one_before_across_openings() {
    let (folder, store) = practice();
    register_ada(&store);
    store.close(at(2)).unwrap();
    let store = open(&home(&folder)).unwrap();
    let before = store.fingerprint();
    write(&store, 1001, signed(session(1, 1, 10)));
    assert_eq!(store.fingerprint().seq, before.seq + 1);
    let verified = verify(&store);
    assert_eq!(
        (verified.problems, verified.patients, verified.sessions),
        (vec![], 1, 1)
    );
}

#[test]
fn nobody_signs_for_another() {
    let (_folder, store) = practice();
    register_ada(&store);
    let before = store.fingerprint();
    let mut foreign = session(1, 1, 10);
    foreign.therapist = filiform_domain::ids::TherapistId(uuid::Uuid::from_u128(7));
    let refused = store.transact(&stamp(11), Write::one(signed(foreign)));
    assert_eq!(
        refused.unwrap_err(),
        StoreError::NotTheSigner,
        "another's needling"
    );
    let other = filiform_store::Stamp {
        author: filiform_domain::ids::TherapistId(uuid::Uuid::from_u128(7)),
        ..stamp(11)
    };
    let refused = store.transact(&other, Write::one(signed(session(1, 1, 10))));
    assert_eq!(
        refused.unwrap_err(),
        StoreError::NotTheSigner,
        "another's name on the entry"
    );
    assert_eq!(store.fingerprint(), before);
}

#[test]
fn a_practice_is_not_created_with_the_key_of_somebody_else() {
    let folder = tempfile::TempDir::new().unwrap();
    let unlocked = new_vault(&home(&folder));
    let mut therapist = therapist_entry(&unlocked);
    therapist.public_key = "00".repeat(32);
    let refused =
        filiform_store::Store::create(unlocked, entropy(), stamp(0), practice_entry(), therapist);
    assert_eq!(refused.unwrap_err(), StoreError::NotTheSigner);
    assert!(
        !home(&folder).join("practice.db").exists(),
        "nothing is left behind"
    );
}

#[test]
fn failed_unlocks_enter_the_chain_once() {
    let (folder, store) = practice();
    store.close(at(1)).unwrap();
    let wrong = Passphrase::from("not it");
    for _ in 0..2 {
        assert!(vault::unlock(&home(&folder), &wrong, at(2).utc_ms).is_err());
    }
    let count = |folder| {
        let connection = raw(folder);
        let sql =
            "SELECT count(*), max(CAST(body AS TEXT)) FROM ledger JOIN ledger_body ON entry = n
                   WHERE kind = 'access' AND CAST(body AS TEXT) LIKE '%unlock-failed%'";
        connection
            .query_row(sql, [], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })
            .unwrap()
    };
    drop(open(&home(&folder)).unwrap());
    drop(open(&home(&folder)).unwrap());
    let (entries, body) = count(&home(&folder));
    assert_eq!(entries, 1);
    assert!(body.contains(r#""times":2"#), "{body}");
}

#[test]
fn looks_at_the_record_are_written_together_at_the_end() {
    let (folder, store) = practice();
    let ada = register_ada(&store);
    let look = || filiform_domain::entry::Access {
        action: "opened".into(),
        patient: Some(ada),
        times: 1,
    };
    let before = store.fingerprint().seq;
    store.note_access(look());
    assert!(store.settle_accesses(&stamp(5)).unwrap());
    store.note_access(look());
    store.note_access(look());
    assert!(
        !store.settle_accesses(&stamp(5)).unwrap(),
        "at most once a minute"
    );
    assert_eq!(store.fingerprint().seq, before + 1);
    store.close(at(5)).unwrap();
    let store = open(&home(&folder)).unwrap();
    assert_eq!(
        store.fingerprint().seq,
        before + 2,
        "closing writes what is left"
    );
    assert_eq!(verify(&store).problems, []);
}
