//! Destroying a record: what goes, what stays, what is refused, and that nothing is left.

pub(crate) mod given;

use crate::support::*;
use crate::{decrypted, decrypted::found};
use filiform_domain::entry::{AuditExported, Entry};
use filiform_domain::ids::PatientId;
use filiform_domain::month::Month;
use filiform_domain::retention::{Ground, Hold, MustStay};
use filiform_store::{Flow, StoreError};
use given::*;

#[test]
fn after_a_destruction_no_byte_of_the_patient_is_in_the_decrypted_file_and_verify_passes() {
    let (folder, store) = filled();
    let image = copy(&home(&folder));
    let before = found(&decrypted::bytes(&home(&image)), &WORDS);
    assert_eq!(
        before, WORDS,
        "the search finds every word while it is there"
    );
    go(&store, later(0), over()).unwrap();
    assert!(store.clean_up_is_pending().unwrap());
    let image = copy(&home(&folder));
    let left = found(&decrypted::bytes(&home(&image)), &WORDS);
    assert!(
        !left.is_empty(),
        "deleting alone leaves bytes, which is why the file is cleaned up"
    );
    clean(&store);
    assert!(!store.clean_up_is_pending().unwrap());
    let image = copy(&home(&folder));
    assert_eq!(
        found(&decrypted::bytes(&home(&image)), &WORDS),
        Vec::<&str>::new()
    );
    assert_eq!(verify(&store).problems, []);
    store.close(later(1).now).unwrap();
    assert_eq!(
        found(&decrypted::bytes(&home(&folder)), &WORDS),
        Vec::<&str>::new()
    );
    let store = open(&home(&folder)).unwrap();
    assert_eq!(verify(&store).problems, []);
    assert!(store.patient(patient_id(1)).unwrap().is_none());
    assert_eq!(store.find_patients("zyx", 10).unwrap(), []);
    assert_eq!(notes(&store, "fjord"), []);
    assert_eq!(store.drafts(ME).unwrap().len(), 0);
}

#[test]
fn everybody_else_stays_and_the_tables_are_what_a_rebuild_makes() {
    let (_folder, store) = filled();
    let others = store.projections_snapshot().unwrap().patients[&patient_id(2)].clone();
    go(&store, later(0), over()).unwrap();
    clean(&store);
    let after = store.projections_snapshot().unwrap();
    assert_eq!(
        counted(&store),
        others.sessions.len(),
        "what is gone counts nowhere"
    );
    assert!(after.patients.keys().eq([&patient_id(2)]));
    assert!(after.patients[&patient_id(2)] == others);
    assert!(store.retention_rule().unwrap() == Some(SEVEN));
    assert_eq!(notes(&store, "garden").len(), 1);
    let rebuilt = store.rebuild(&mut |_, _| Flow::Continue).unwrap();
    assert_eq!(rebuilt.patients, 1);
    assert!(store.projections_snapshot().unwrap() == after);
    assert_eq!(counted(&store), others.sessions.len());
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn a_process_that_ends_between_two_steps_finishes_at_the_next_opening() {
    for stop_at in 0..4 {
        let (folder, store) = filled();
        go(&store, later(0), over()).unwrap();
        let mut crash = None;
        let stopped = store.clean_up(&mut |done, _| {
            if done < stop_at {
                return Flow::Continue;
            }
            crash = Some(copy(&home(&folder)));
            Flow::Stop
        });
        assert_eq!(stopped, Err(StoreError::Interrupted), "{stop_at}");
        assert!(store.clean_up_is_pending().unwrap(), "{stop_at}");
        // What a power cut at this moment leaves on the disk.
        let crash = crash.unwrap();
        let store = open(&home(&crash)).unwrap();
        assert!(!store.clean_up_is_pending().unwrap(), "{stop_at}");
        assert_eq!(verify(&store).problems, [], "{stop_at}");
        drop(store);
        let left = found(&decrypted::bytes(&home(&crash)), &WORDS);
        assert_eq!(left, Vec::<&str>::new(), "{stop_at}");
    }
}

#[test]
fn a_copy_from_before_an_update_goes_as_well() {
    let (folder, store) = filled();
    let copy = home(&folder).join("practice.db.before-v2");
    let other = home(&folder).join("practice.notes");
    std::fs::write(&copy, "x").unwrap();
    std::fs::write(&other, "x").unwrap();
    go(&store, later(0), over()).unwrap();
    clean(&store);
    assert!(!copy.exists() && other.exists());
}

#[test]
fn nothing_is_destroyed_early_under_a_hold_without_a_rule_or_on_another_day_than_it_says() {
    let (_folder, store) = filled();
    let before = store.fingerprint();
    let early = go(&store, stamp(30), over());
    let day = "2033-11-22".parse().unwrap();
    assert_eq!(early, Err(StoreError::MustStay(MustStay::NotBefore(day))));
    let forged = destroyed(Ground::RetentionOver, Some("2020-01-01"));
    assert!(
        go(&store, later(0), forged).is_err(),
        "a due date that is not the rule's"
    );
    let mistake = destroyed(Ground::RegisteredByMistake, None);
    assert_eq!(
        go(&store, later(0), mistake),
        Err(StoreError::MustStay(MustStay::Signed))
    );
    assert_eq!(store.fingerprint(), before, "nothing was written");
    write(&store, 30, Entry::HoldSet(hold("court")));
    assert_eq!(
        go(&store, later(0), over()),
        Err(StoreError::MustStay(MustStay::Held))
    );
    write(&store, 31, Entry::HoldLifted(hold("settled")));
    write(&store, 32, retention(None));
    assert_eq!(
        go(&store, later(0), over()),
        Err(StoreError::MustStay(MustStay::NoRule))
    );
    assert!(store.patient(patient_id(1)).unwrap().is_some());
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn a_patient_registered_by_mistake_goes_at_once() {
    let (folder, store) = practice();
    write(&store, 1, registered(1, canary()));
    write(&store, 2, changed(1, 1, canary()));
    store.note_access(look());
    go(
        &store,
        stamp(3),
        destroyed(Ground::RegisteredByMistake, None),
    )
    .unwrap();
    clean(&store);
    store.close(at(4)).unwrap();
    assert_eq!(
        found(&decrypted::bytes(&home(&folder)), &WORDS),
        Vec::<&str>::new()
    );
    let store = open(&home(&folder)).unwrap();
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn nothing_brings_a_destroyed_record_back() {
    let (_folder, store) = filled();
    let kept = store.drafts(ME).unwrap().remove(0);
    go(&store, later(0), over()).unwrap();
    for (entry, error) in [
        (registered(1, canary()), StoreError::AlreadyWritten),
        (changed(1, 2, canary()), StoreError::UnknownPatient),
        (signed(session(1, 9, 40)), StoreError::UnknownPatient),
        (contact(1, 9, 40), StoreError::UnknownPatient),
        (over(), StoreError::UnknownPatient),
    ] {
        assert_eq!(go(&store, later(1), entry), Err(error));
    }
    assert_eq!(store.keep_draft(&kept), Err(StoreError::DraftGone));
    assert_eq!(store.keep_draft(&draft(7)), Err(StoreError::DraftGone));
    store.note_access(look());
    store.settle_accesses(&later(2)).unwrap();
    clean(&store);
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn who_looked_and_what_left_stays_readable_without_the_content() {
    let (_folder, store) = filled();
    let exported = AuditExported {
        practice: PRACTICE,
        patient: Some(patient_id(1)),
        period: (None, None),
        lines: 4,
        sha256: "11".repeat(32),
    };
    write(&store, 28, Entry::AuditExported(exported));
    go(&store, later(0), over()).unwrap();
    clean(&store);
    let asked = filiform_store::AuditAsked {
        patient: Some(patient_id(1)),
        ..filiform_store::AuditAsked::default()
    };
    let lines = store.audit(&asked, 100).unwrap().lines;
    assert!(
        lines
            .iter()
            .all(|line| line.name.is_none() && line.patient == Some(patient_id(1)))
    );
    let with_content = lines.iter().filter(|line| line.entry.is_some());
    let kinds: Vec<&str> = with_content.map(|line| line.kind.as_str()).collect();
    assert_eq!(kinds, ["record-destroyed", "audit-exported", "access"]);
    assert_eq!(lines.last().unwrap().kind, "patient-registered");
}

#[test]
fn content_that_is_missing_without_a_destruction_or_still_there_after_one_is_found() {
    let unlocked = "DROP TRIGGER body_goes_only_when_destroyed; PRAGMA foreign_keys = OFF;";
    let (folder, store) = filled();
    go(&store, later(0), over()).unwrap();
    clean(&store);
    store.close(later(1).now).unwrap();
    let connection = raw(&home(&folder));
    connection.execute_batch(unlocked).unwrap();
    connection
        .execute_batch(
            "DELETE FROM ledger_body WHERE entry = (SELECT n FROM ledger WHERE kind = 'record-destroyed');
             DELETE FROM ledger_body WHERE entry = 4;
             INSERT INTO ledger_body SELECT 3, salt, body FROM ledger_body WHERE entry = 1;",
        )
        .unwrap();
    drop(connection);
    let found = problems(&home(&folder));
    let missing = found
        .iter()
        .filter(|(_, what)| *what == "the content of this entry is missing");
    assert_eq!(missing.count(), 2, "{found:?}");
    assert!(
        found.contains(&(
            3,
            "this entry belongs to a destroyed record, and its content is still there"
        )),
        "{found:?}"
    );
}

#[test]
fn every_table_with_a_patients_key_is_emptied_with_the_patient() {
    let (folder, store) = practice();
    drop(store);
    let connection = raw(&home(&folder));
    let texts = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let trigger =
        texts("SELECT sql FROM sqlite_schema WHERE name = 'patient_takes_everything_along'")
            .remove(0);
    // Drafts and the bytes of files belong to no projection and go by statements of their own; `destroyed` holds the id of
    // who is gone.
    let tables = texts(
        "SELECT DISTINCT tables.name FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
         WHERE columns.name = 'patient' AND tables.name NOT IN ('draft', 'destroyed', 'attachment_piece')",
    );
    assert!(tables.len() > 7, "{tables:?}");
    for table in tables {
        assert!(
            trigger.contains(&format!("DELETE FROM {table} WHERE patient = OLD.key")),
            "{table} would keep rows of a destroyed record"
        );
    }
}

#[test]
fn what_the_rule_looks_at_is_read_from_the_record() {
    let (_folder, store) = filled();
    let kept = store.standing(patient_id(1)).unwrap().unwrap();
    let day = |text: &str| text.parse().ok();
    assert_eq!(kept.standing.first_visit, day("2026-11-22"));
    assert_eq!(kept.standing.last_visit, day("2026-11-22"));
    assert!(kept.standing.anything_signed && !kept.standing.held);
    write(
        &store,
        30,
        registered(3, patient("Silva", "Ines", "2015-01-01")),
    );
    write(
        &store,
        31,
        Entry::HoldSet(Hold {
            patient: patient_id(3),
            reason: "court".into(),
        }),
    );
    let silva = store.standing(patient_id(3)).unwrap().unwrap().standing;
    assert_eq!((silva.first_visit, silva.last_visit), (None, None));
    assert!(silva.held && !silva.anything_signed);
    let holds = store.holds().unwrap();
    assert_eq!(
        (
            holds.len(),
            holds[0].0.as_str(),
            holds[0].2.hold.reason.as_str()
        ),
        (1, "Silva", "court")
    );
    let ids = |utc_ms| -> Vec<PatientId> {
        let found = store.not_seen_since(utc_ms).unwrap();
        found.into_iter().map(|kept| kept.id).collect()
    };
    assert_eq!(ids(later(0).now.utc_ms).len(), 3);
    assert_eq!(ids(at(5).utc_ms), []);
    assert_eq!(ids(at(11).utc_ms), [patient_id(1)]);
}

/// Visits that the totals of the caseload know of.
fn counted(store: &filiform_store::Store) -> usize {
    let month: Month = "2026-12".parse().unwrap();
    store.caseload((month.before(1200), month), 1).unwrap().held as usize
}
