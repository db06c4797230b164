//! Every projected table is held against the ledger: the schema is gone through, so that a new table or a new column
//! which the check of the record does not look at fails here.

use std::collections::BTreeSet;
use std::fs;

use crate::amendments::corrected;
use crate::attachments::{attach, attachment, withdrawn};
use crate::caseload::billed;
use crate::episodes::{closing, opened, visit_of};
use crate::imports::imported;
use crate::retire::given::{destroyed, retention};
use crate::safety::{consented, screened};
use crate::scores::{score, scored};
use crate::support::*;
use filiform_domain::consent::ConsentKind;
use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::{DocumentId, NotHeldId};
use filiform_domain::not_held::{CalledOffBy, VisitNotHeld};
use filiform_domain::picture::{Picture, PictureChanged, PictureOf};
use filiform_domain::retention::{Ground, Hold};
use filiform_domain::screening::{Answer, ScreeningPolicy};
use filiform_domain::visit::NotHeldHow;
use filiform_store::vault::Unlocked;
use filiform_store::{Flow, Stop, verify_closed};
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

/// Tables that are no fold of the ledger: the ledger itself, what is carried from version to version, and the parts
/// of the full-text index, which SQLite holds against its content.
const NOT_FOLDED: [&str; 10] = [
    "practice_file",
    "ledger",
    "ledger_body",
    "draft",
    "draft_handed",
    "clean_up",
    "desk",
    "import_mapping",
    // What it holds is held against the sums in the ledger: attachments.rs.
    "attachment_piece",
    "migration",
];

pub(crate) fn not_held(p: u128, n: u128, minutes: i64) -> VisitNotHeld {
    VisitNotHeld {
        id: NotHeldId(Uuid::from_u128(0xAB_0000 + n)),
        patient: patient_id(p),
        how: NotHeldHow::Cancelled,
        at: at(minutes),
        by: Some(CalledOffBy::Patient),
        name: None,
    }
}

/// A closed practice in which every projected table has a row.
fn everything() -> TempDir {
    let (folder, store) = practice();
    register_ada(&store);
    let billed = billed(1, 10, Some(2), 1);
    let policy = ScreeningPolicy {
        practice: PRACTICE,
        rows: Vec::new(),
    };
    let hold = Hold {
        patient: patient_id(1),
        reason: "court".into(),
    };
    for entry in [
        Entry::ScreeningPolicySet(policy),
        retention(None),
        signed(billed.clone()),
        corrected(&billed, 0),
        opened(episode(1, 1)),
        visit_of(1, 2, 1, 30, true),
        scored(score(1, 1, 12, Some(1))),
        closing(1, episode(1, 1)),
        opened(episode(1, 2)),
        screened(1, Answer::Yes, "asthma"),
        consented(1, 1, 5, ConsentKind::Written),
        contact(1, 1, 12),
        reported(1, 1, 1, 13),
        Entry::VisitNotHeld(not_held(1, 1, 40)),
        Entry::VisitNotHeld(not_held(1, 2, 41)),
        Entry::NotHeldTakenBack(not_held(1, 2, 41)),
        Entry::DocumentExported(letter()),
        imported(1, None, "Sore for a day"),
        Entry::HoldSet(hold),
        Entry::PictureChanged(logo()),
        registered(9, patient("Lindqvist", "Bo", "1990-01-01")),
    ] {
        write(&store, 60, entry);
    }
    let scan = attachment(1, 1, "Letter", b"bytes");
    attach(&store, 60, &scan, b"bytes");
    write(&store, 60, withdrawn(&scan));
    let mut gone = destroyed(Ground::RegisteredByMistake, None);
    if let Entry::RecordDestroyed(content) = &mut gone {
        content.patient = patient_id(9);
    }
    write(&store, 61, gone);
    store.clean_up(&mut |_, _| Flow::Continue).unwrap();
    assert_eq!(verify(&store).problems, []);
    store.close(at(62)).unwrap();
    folder
}

fn letter() -> DocumentExported {
    DocumentExported {
        id: DocumentId(Uuid::from_u128(0xD0C)),
        patient: patient_id(1),
        document: "referral-letter".into(),
        recipient: "Dr. L. Hahn".into(),
        period: None,
        sha256: "00".repeat(32),
        pages: 1,
        purpose: None,
        authority: None,
        letter: None,
    }
}

fn logo() -> PictureChanged {
    PictureChanged {
        of: PictureOf::Logo(PRACTICE),
        picture: Some(Picture("iVBORw0KGgo=".into())),
    }
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn folded_tables(connection: &Connection) -> Vec<String> {
    let mut tables = texts(
        connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'note\\_fts%' ESCAPE '\\'
         AND name NOT LIKE 'sqlite%' ORDER BY name",
    );
    tables.retain(|name| !NOT_FOLDED.contains(&name.as_str()));
    tables
}

/// What can be done to one row of a table: each column changed, the row removed, a second one put in.
fn harms(connection: &Connection, table: &str) -> Vec<String> {
    let all = format!("SELECT name FROM pragma_table_info('{table}')");
    let keys = texts(connection, &format!("{all} WHERE pk > 0 ORDER BY pk")).join(", ");
    let one = format!("WHERE ({keys}) = (SELECT {keys} FROM {table} ORDER BY {keys} LIMIT 1)");
    let mut harms = vec![format!("DELETE FROM {table} {one}")];
    let mut statement = connection
        .prepare(&format!(
            "SELECT name, type FROM pragma_table_info('{table}')"
        ))
        .unwrap();
    let columns = statement
        .query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .unwrap();
    for column in columns {
        let (column, kind) = column.unwrap();
        let other = match kind.as_str() {
            "INTEGER" => format!("coalesce({column}, 0) + 1000003"),
            "TEXT" => format!("coalesce({column}, '') || 'x'"),
            "BLOB" => "x'0102030405060708090a0b0c0d0e0f10'".to_owned(),
            other => panic!("{table}.{column} is {other}"),
        };
        harms.push(format!("UPDATE {table} SET {column} = {other} {one}"));
    }
    harms
}

fn found(unlocked: &Unlocked) -> Vec<&'static str> {
    let found = verify_closed(unlocked, &Stop::default(), &mut |_, _| Flow::Continue).unwrap();
    found
        .problems
        .into_iter()
        .map(|problem| problem.what)
        .collect()
}

#[test]
fn a_change_of_any_column_of_any_projected_table_is_found() {
    let folder = everything();
    let database = unlock(&home(&folder)).database_path();
    let sound = fs::read(&database).unwrap();
    let connection = raw(&home(&folder));
    let tables = folded_tables(&connection);
    let empty: Vec<_> = tables
        .iter()
        .filter(|table| {
            let count = format!("SELECT count(*) FROM {table}");
            connection
                .query_row(&count, [], |row| row.get::<_, i64>(0))
                .unwrap()
                == 0
        })
        .collect();
    assert!(empty.is_empty(), "give `everything` rows of {empty:?}");
    let harms: Vec<String> = tables
        .iter()
        .flat_map(|table| harms(&connection, table))
        .collect();
    let triggers = texts(
        &connection,
        "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'",
    );
    drop(connection);
    let unlocked = unlock(&home(&folder));
    let mut missed = BTreeSet::new();
    for harm in &harms {
        fs::write(&database, &sound).unwrap();
        let connection = keyed(&unlocked);
        connection.execute_batch(&triggers.join(";")).unwrap();
        assert_eq!(connection.execute(harm, []).unwrap(), 1, "{harm}");
        drop(connection);
        if found(&unlocked).is_empty() {
            missed.insert(harm);
        }
    }
    assert!(
        missed.is_empty(),
        "the check of the record does not see {missed:#?}"
    );
    assert!(
        tables.len() > 20 && harms.len() > 150,
        "{} harms",
        harms.len()
    );
}

#[test]
fn what_is_wrong_with_the_tables_is_said_by_whose_they_are() {
    let folder = everything();
    let database = unlock(&home(&folder)).database_path();
    let sound = fs::read(&database).unwrap();
    let unlocked = unlock(&home(&folder));
    for (harm, said) in [
        (
            "UPDATE visit_total SET held = held + 1",
            "the totals of the caseload differ from the ledger; rebuild them",
        ),
        (
            "UPDATE episode SET expires = '2031-01-01'",
            "a patient's tables differ from the ledger; rebuild them",
        ),
        (
            "UPDATE therapist SET role = '{\"role\":\"auditor\"}'",
            "the practice's own tables differ from the ledger; rebuild them",
        ),
        (
            "INSERT INTO document VALUES (77, 3, x'00')",
            "the tables have rows of no patient; rebuild them",
        ),
    ] {
        fs::write(&database, &sound).unwrap();
        keyed(&unlocked).execute_batch(harm).unwrap();
        assert_eq!(found(&unlocked), [said], "{harm}");
    }
}

fn keyed(unlocked: &Unlocked) -> Connection {
    let connection = Connection::open(unlocked.database_path()).unwrap();
    connection
        .execute_batch(&unlocked.raw_key_pragma())
        .unwrap();
    connection
}
