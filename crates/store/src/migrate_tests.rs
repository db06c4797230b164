//! Tests of the migration machinery, with steps of their own.

use super::*;

const FIRST: Migration = Migration {
    name: "0001_first",
    sql: "CREATE TABLE person (name TEXT NOT NULL) STRICT;",
};
const SECOND: Migration = Migration {
    name: "0002_second",
    sql: "ALTER TABLE person ADD COLUMN folded TEXT NOT NULL DEFAULT '';
          UPDATE person SET folded = lower(name);",
};
const BROKEN: Migration = Migration {
    name: "0003_broken",
    sql: "DROP TABLE person; CREATE TABLE;",
};

fn file() -> (tempfile::TempDir, PathBuf, Zeroizing<String>) {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("practice.db");
    sqlite::make_private_file(&path).unwrap();
    let key = format!("PRAGMA key = \"x'{}'\";", "5c".repeat(32));
    (folder, path, Zeroizing::new(key))
}

fn people(connection: &Connection, column: &str) -> Vec<String> {
    let mut statement = connection
        .prepare(&format!("SELECT {column} FROM person ORDER BY name"))
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn our_steps_make_a_file_that_needs_nothing_more() {
    let (_folder, path, key) = file();
    let mut connection = sqlite::writer(&path, &key).unwrap();
    assert_eq!(OURS.need(&connection), Ok(Need::StepsAfter(0)));
    OURS.run(&mut connection, 1).unwrap();
    assert_eq!(OURS.need(&connection), Ok(Need::Nothing));
    OURS.run(&mut connection, 2).unwrap();
    assert_eq!(version(&connection), Ok(OURS.newest()));
}

#[test]
fn drafts_of_the_first_version_can_be_handed_over_in_the_next() {
    let (_folder, path, key) = file();
    let mut connection = sqlite::writer(&path, &key).unwrap();
    Migrations(&OURS.0[..1]).run(&mut connection, 1).unwrap();
    let draft = "INSERT INTO draft (id, kind, author, rev, body, kept_at, kept_offset)
        VALUES (x'01010101010101010101010101010101', 'session', x'02020202020202020202020202020202', 3, '{}', 5, 0)";
    connection.execute_batch(draft).unwrap();
    Migrations(&OURS.0[..4]).run(&mut connection, 2).unwrap();
    let kept =
        "SELECT count(*) FROM draft WHERE rev = 3 AND author = x'02020202020202020202020202020202'";
    let count = |sql: &str| -> i64 { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count(kept), 1);
    let handed = "INSERT INTO draft_handed (draft, given_by, given_at, given_offset)
        SELECT id, author, 7, 0 FROM draft";
    connection.execute_batch(handed).unwrap();
    assert_eq!(count("SELECT count(*) FROM draft_handed"), 1);
    connection.execute_batch("DELETE FROM draft").unwrap();
    assert_eq!(count("SELECT count(*) FROM draft_handed"), 0);
}

#[test]
fn a_file_of_the_fifth_version_keeps_its_drafts_and_can_keep_a_mapping() {
    let (_folder, path, key) = file();
    let mut connection = sqlite::writer(&path, &key).unwrap();
    Migrations(&OURS.0[..5]).run(&mut connection, 1).unwrap();
    let draft = "INSERT INTO draft (id, kind, author, rev, body, kept_at, kept_offset)
        VALUES (x'01010101010101010101010101010101', 'session', x'02020202020202020202020202020202', 3, '{}', 5, 0)";
    connection.execute_batch(draft).unwrap();
    OURS.run(&mut connection, 2).unwrap();
    let count = |sql: &str| -> i64 { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM draft WHERE rev = 3"), 1);
    let put =
        "INSERT INTO import_mapping (columns, mapping) VALUES (zeroblob(32), '{\"columns\":[]}')";
    connection.execute_batch(put).unwrap();
    assert_eq!(count("SELECT count(*) FROM import_mapping"), 1);
    let nonsense = "INSERT INTO import_mapping (columns, mapping) VALUES (zeroblob(31), 'x')";
    assert!(connection.execute_batch(nonsense).is_err());
}

#[test]
fn a_file_of_the_sixth_version_keeps_its_ledger_and_can_keep_an_attachment_for_good() {
    let (_folder, path, key) = file();
    let mut connection = sqlite::writer(&path, &key).unwrap();
    Migrations(&OURS.0[..6]).run(&mut connection, 1).unwrap();
    let entry = "INSERT INTO ledger VALUES (1, randomblob(16), randomblob(16), 1, 1, randomblob(16), 5, 0,
        'patient-registered', zeroblob(16), 1, zeroblob(32), zeroblob(32), zeroblob(32), zeroblob(64))";
    connection.execute_batch(entry).unwrap();
    OURS.run(&mut connection, 2).unwrap();
    let count = |sql: &str| -> i64 { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM ledger"), 1);
    let put = "INSERT INTO attachment_piece VALUES (zeroblob(16), zeroblob(16), 0, x'01')";
    connection.execute_batch(put).unwrap();
    assert!(connection.execute_batch(put).is_err(), "twice");
    assert!(
        connection
            .execute_batch("DELETE FROM attachment_piece")
            .is_err()
    );
    let too_long =
        "INSERT INTO attachment_piece VALUES (zeroblob(16), zeroblob(16), 1, zeroblob(262145))";
    assert!(connection.execute_batch(too_long).is_err());
    assert_eq!(count("SELECT count(*) FROM attachment_piece"), 1);
}

#[test]
fn the_first_step_is_the_one_that_was_released() {
    let sum = data_encoding::HEXLOWER.encode(&OURS.0[0].checksum());
    assert_eq!(
        sum, RELEASED,
        "0001_ledger.sql is never changed: add a step instead"
    );
}

#[test]
fn a_filled_file_keeps_its_data_through_the_next_step() {
    let (_folder, path, key) = file();
    let mut connection = sqlite::writer(&path, &key).unwrap();
    Migrations(&[FIRST]).run(&mut connection, 1).unwrap();
    connection
        .execute_batch("INSERT INTO person VALUES ('Ada'), ('Inês')")
        .unwrap();
    let both = Migrations(&[FIRST, SECOND]);
    assert_eq!(both.need(&connection), Ok(Need::StepsAfter(1)));
    both.run(&mut connection, 2).unwrap();
    assert_eq!(people(&connection, "name"), ["Ada", "Inês"]);
    assert_eq!(people(&connection, "folded"), ["ada", "inês"]);
    assert_eq!(version(&connection), Ok(2));
}

#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    let (_folder, path, key) = file();
    let mut connection = sqlite::writer(&path, &key).unwrap();
    Migrations(&[FIRST]).run(&mut connection, 1).unwrap();
    connection
        .execute_batch("INSERT INTO person VALUES ('Ada')")
        .unwrap();
    assert!(
        Migrations(&[FIRST, SECOND, BROKEN])
            .run(&mut connection, 2)
            .is_err()
    );
    assert_eq!(
        (version(&connection), people(&connection, "name")),
        (Ok(1), vec!["Ada".to_owned()])
    );
}

#[test]
fn a_changed_old_step_and_a_newer_file_are_refused() {
    let (_folder, path, key) = file();
    let mut connection = sqlite::writer(&path, &key).unwrap();
    Migrations(&[FIRST, SECOND])
        .run(&mut connection, 1)
        .unwrap();
    let changed = Migrations(&[
        Migration {
            sql: "CREATE TABLE person (n TEXT);",
            ..FIRST
        },
        SECOND,
    ]);
    assert!(matches!(
        changed.need(&connection),
        Err(StoreError::Damaged { .. })
    ));
    let older = Migrations(&[FIRST]);
    assert_eq!(
        older.need(&connection),
        Err(StoreError::NewerSchema { file: 2, app: 1 })
    );
    assert!(older.run(&mut connection, 2).is_err());
    assert_eq!(version(&connection), Ok(2));
}

#[test]
fn the_copy_before_a_step_is_whole_encrypted_and_private() {
    let (_folder, path, key) = file();
    let mut connection = sqlite::writer(&path, &key).unwrap();
    Migrations(&[FIRST]).run(&mut connection, 1).unwrap();
    connection
        .execute_batch("INSERT INTO person VALUES ('Canaryname')")
        .unwrap();
    let copy = back_up(&connection, &path, &key, 1).unwrap();
    assert_eq!(copy.file_name().unwrap(), "practice.db.before-v2");
    let bytes = std::fs::read(&copy).unwrap();
    assert!(!bytes.windows(10).any(|window| window == b"Canaryname"));
    assert!(!bytes.starts_with(b"SQLite format 3"));
    let read = sqlite::keyed(&copy, OpenFlags::SQLITE_OPEN_READ_ONLY, &key).unwrap();
    assert_eq!(people(&read, "name"), ["Canaryname"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

/// SHA-256 of the first step as it was released.
const RELEASED: &str = "78fcbfea3ed3e2f2f22a21a78b11eb1848ce6b4f90b613c88a2de0d5de87c020";
