//! Tampering by somebody who has the file's key: every kind is found by the check of the record.

use crate::support::*;
use rusqlite::Connection;

const UNLOCKED: &str = "DROP TRIGGER ledger_is_only_appended; DROP TRIGGER ledger_is_never_updated;
    DROP TRIGGER ledger_is_never_deleted; DROP TRIGGER body_is_never_replaced;
    DROP TRIGGER body_is_never_updated; DROP TRIGGER body_goes_only_when_destroyed;
    PRAGMA foreign_keys = OFF;";

/// A practice of six entries, harmed by `sql` behind the triggers' back: what the check finds.
fn found_after(sql: &str) -> Vec<(u64, &'static str)> {
    let folder = closed_practice();
    let connection = raw(&home(&folder));
    connection.execute_batch(UNLOCKED).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    problems(&home(&folder))
}

fn closed_practice() -> tempfile::TempDir {
    let (folder, store) = practice();
    register_ada(&store);
    for s in 1..=3 {
        write(&store, 20, signed(session(1, s, i64::try_from(s).unwrap())));
    }
    drop(store);
    folder
}

#[test]
fn a_changed_word_is_found() {
    let found = found_after(
        "UPDATE ledger_body SET body = CAST(replace(CAST(body AS TEXT), 'sore', 'fine') AS BLOB) WHERE entry = 5",
    );
    assert!(
        found.contains(&(5, "the content of this entry was changed")),
        "{found:?}"
    );
}

#[test]
fn a_changed_word_with_a_fitting_digest_is_found() {
    let folder = closed_practice();
    let connection = raw(&home(&folder));
    connection.execute_batch(UNLOCKED).unwrap();
    let salt: [u8; 32] = connection
        .query_row("SELECT salt FROM ledger_body WHERE entry = 5", [], |row| {
            row.get(0)
        })
        .unwrap();
    let digest: [u8; 32] = {
        use sha2::{Digest, Sha256};
        Sha256::new_with_prefix(salt)
            .chain_update(b"{}")
            .finalize()
            .into()
    };
    connection
        .execute(
            "UPDATE ledger_body SET body = CAST('{}' AS BLOB) WHERE entry = 5",
            [],
        )
        .unwrap();
    connection
        .execute("UPDATE ledger SET body_digest = ?1 WHERE n = 5", [digest])
        .unwrap();
    drop(connection);
    let found = problems(&home(&folder));
    assert!(found.contains(&(5, "this entry was changed")), "{found:?}");
}

#[test]
fn a_changed_header_is_found_whatever_the_field() {
    for field in [
        "recorded_at = recorded_at + 1",
        "recorded_offset = 0",
        "author = zeroblob(16)",
        "kind = 'patient-changed'",
        "subject = zeroblob(16)",
        "id = zeroblob(16)",
        "clock = clock + 100",
        "hash = zeroblob(32)",
        "sig = zeroblob(64)",
        "prev_hash = zeroblob(32)",
    ] {
        let found = found_after(&format!("UPDATE ledger SET {field} WHERE n = 5"));
        assert!(found.iter().any(|(seq, _)| *seq == 5), "{field}: {found:?}");
    }
}

#[test]
fn a_removed_entry_is_found() {
    let found =
        found_after("DELETE FROM ledger_body WHERE entry = 5; DELETE FROM ledger WHERE n = 5;");
    assert!(
        found.contains(&(6, "an entry is missing, or one too many, before this one")),
        "{found:?}"
    );
    assert!(
        found.contains(&(6, "this entry is not sealed to the one before it")),
        "{found:?}"
    );
}

#[test]
fn a_removed_body_is_found() {
    let found = found_after("DELETE FROM ledger_body WHERE entry = 5");
    assert!(
        found.contains(&(5, "the content of this entry is missing")),
        "{found:?}"
    );
}

#[test]
fn an_entry_added_without_a_key_is_found() {
    let found = found_after(
        "INSERT INTO ledger SELECT 7, zeroblob(16), chain, 7, 7, author, recorded_at, recorded_offset, kind,
             subject, schema_version, body_digest, hash, hash, sig FROM ledger WHERE n = 6;
         INSERT INTO ledger_body SELECT 7, salt, body FROM ledger_body WHERE entry = 6;",
    );
    assert!(found.contains(&(7, "this entry was changed")), "{found:?}");
}

#[test]
fn an_entry_put_in_between_keeps_the_practice_from_opening() {
    let folder = closed_practice();
    let connection = raw(&home(&folder));
    connection.execute_batch(UNLOCKED).unwrap();
    connection
        .execute_batch(
            "UPDATE ledger SET n = 7, seq = 7 WHERE n = 6;
             INSERT INTO ledger SELECT 6, zeroblob(16), chain, 6, clock, author, recorded_at, recorded_offset,
                 kind, subject, schema_version, body_digest, prev_hash, zeroblob(32), sig FROM ledger WHERE n = 5;",
        )
        .unwrap();
    drop(connection);
    let refused = open(&home(&folder)).unwrap_err();
    assert!(
        matches!(refused, filiform_store::StoreError::Damaged { .. }),
        "{refused:?}"
    );
}

#[test]
fn two_entries_that_changed_places_are_found() {
    let found = found_after(
        "UPDATE ledger SET n = 99, seq = 99 WHERE n = 4; UPDATE ledger SET n = 4, seq = 4 WHERE n = 5;
         UPDATE ledger SET n = 5, seq = 5 WHERE n = 99;",
    );
    assert!(
        found.contains(&(4, "this entry is not sealed to the one before it")),
        "{found:?}"
    );
    assert!(
        found.contains(&(5, "this entry stands in the wrong order")),
        "{found:?}"
    );
}

#[test]
fn an_end_that_was_cut_off_keeps_the_practice_from_opening() {
    let folder = closed_practice();
    let connection = raw(&home(&folder));
    connection.execute_batch(UNLOCKED).unwrap();
    connection
        .execute_batch("DELETE FROM ledger_body WHERE entry = 6; DELETE FROM ledger WHERE n = 6;")
        .unwrap();
    drop(connection);
    assert_eq!(
        open(&home(&folder)).unwrap_err(),
        filiform_store::StoreError::AnchorAhead
    );
}

#[test]
fn an_end_that_was_written_anew_keeps_the_practice_from_opening() {
    let folder = closed_practice();
    let connection = raw(&home(&folder));
    connection.execute_batch(UNLOCKED).unwrap();
    connection
        .execute_batch("UPDATE ledger SET hash = zeroblob(32) WHERE n = 6")
        .unwrap();
    drop(connection);
    let refused = open(&home(&folder)).unwrap_err();
    assert!(
        matches!(refused, filiform_store::StoreError::Damaged { .. }),
        "{refused:?}"
    );
}

#[test]
fn the_triggers_refuse_every_change_of_the_ledger() {
    let folder = closed_practice();
    let connection = raw(&home(&folder));
    for change in [
        "UPDATE ledger SET kind = kind",
        "DELETE FROM ledger WHERE n = 6",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE n = 6",
        "INSERT OR REPLACE INTO ledger SELECT 7, id, chain, seq, clock, author, recorded_at, recorded_offset, kind,
             subject, schema_version, body_digest, prev_hash, hash, sig FROM ledger WHERE n = 6",
        "UPDATE ledger_body SET body = body",
        "DELETE FROM ledger_body WHERE entry = 6",
        "INSERT OR REPLACE INTO ledger_body SELECT * FROM ledger_body WHERE entry = 6",
    ] {
        assert!(connection.execute_batch(change).is_err(), "{change}");
    }
    assert_eq!(entries(&connection), 6);
}

#[test]
fn a_body_may_go_once_the_destruction_of_its_record_is_on_record() {
    let folder = closed_practice();
    let connection = raw(&home(&folder));
    connection
        .execute_batch(
            "INSERT INTO ledger SELECT 7, zeroblob(16), chain, 7, 7, author, recorded_at, recorded_offset,
                 'record-destroyed', subject, schema_version, body_digest, hash, hash, sig FROM ledger WHERE n = 6;
             DELETE FROM ledger_body WHERE entry = 6;",
        )
        .unwrap();
    assert!(
        connection
            .execute_batch("DELETE FROM ledger_body WHERE entry = 1")
            .is_err(),
        "not another's"
    );
}

fn entries(connection: &Connection) -> i64 {
    connection
        .query_row("SELECT count(*) FROM ledger", [], |row| row.get(0))
        .unwrap()
}
