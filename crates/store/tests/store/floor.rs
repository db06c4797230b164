//! The floor of the benches does the same work: otherwise its ratio says nothing.

use crate::support::*;
use filiform_store::floor;
use rusqlite::Connection;

const TABLES: [&str; 6] = [
    "ledger",
    "ledger_body",
    "session",
    "site",
    "note_text",
    "note_fts",
];

fn rows(connection: &Connection) -> Vec<i64> {
    let count = |table: &&str| {
        connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap()
    };
    TABLES.iter().map(count).collect()
}

#[test]
fn a_floored_note_adds_the_same_rows_as_a_signed_one_and_takes_turns_with_it() {
    let (folder, store) = practice();
    register_ada(&store);
    write(&store, 100, signed(session(1, 1, 1)));
    let mut note = floor::prepare_note(&store, &stamp(100), session(1, 2, 2))
        .ok()
        .unwrap();
    floor::insert_note(&store, &mut note).unwrap();
    write(&store, 100, signed(session(1, 3, 3)));
    assert_eq!(
        store
            .history(patient_id(1), None, 10)
            .unwrap()
            .sessions
            .len(),
        3
    );
    store.close(at(101)).unwrap();
    let connection = raw(&home(&folder));
    assert_eq!(rows(&connection), [6, 6, 3, 6, 3, 3], "{TABLES:?}");
}

#[test]
fn the_floor_reads_every_row_of_a_history() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    for s in 0..10 {
        write(
            &store,
            100,
            signed(session(1, s, i64::try_from(s).unwrap())),
        );
    }
    let (rows, bytes) = floor::read_history(&store, ada, 5).unwrap();
    assert_eq!(rows, 5 + 5 * 2, "five visits and their sites");
    assert!(bytes > 5 * "sore since the garden".len() as u64);
}
