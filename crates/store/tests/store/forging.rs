//! Somebody who works on the file itself: they have its key and a signing key of their own, but neither the
//! other therapist's signing key nor the anchor. They drop the triggers, change what they like and seal the
//! chain anew as far as they can. What a check then says.

use std::fs;
use std::path::Path;

use ed25519_dalek::{Signer as _, SigningKey};
use filiform_domain::entry::{Entry, TherapistAdded};
use filiform_domain::ids::TherapistId;
use filiform_domain::practice::Therapist;
use filiform_domain::role::PracticeRole;
use filiform_store::{Stop, StoreError, Verified, verify_closed};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use uuid::Uuid;

use crate::support::*;

/// The other therapist of the practice, who tampers.
const FORGER: TherapistId = TherapistId(Uuid::from_u128(0xBAD));

fn forgers_key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// A row of the ledger with its content, to be changed at will.
#[derive(Clone)]
struct Forged {
    id: [u8; 16],
    chain: [u8; 16],
    author: [u8; 16],
    recorded: (i64, i16),
    kind: String,
    subject: [u8; 16],
    schema_version: u32,
    salt: [u8; 32],
    body: Vec<u8>,
    sig: [u8; 64],
}

/// Two therapists, a patient and three sessions of the first therapist: entries 1 to 7. Closed.
fn practice_of_two() -> TempDir {
    let (folder, store) = practice();
    let public_key = data_encoding::HEXLOWER.encode(forgers_key().verifying_key().as_bytes());
    let added = TherapistAdded {
        id: FORGER,
        therapist: Therapist {
            name: "B. Moss".into(),
            ..Therapist::default()
        },
        public_key,
        role: PracticeRole::Therapist,
    };
    write(&store, 1, Entry::TherapistAdded(added));
    register_ada(&store);
    for s in 1..=3 {
        write(&store, 20, signed(session(1, s, i64::try_from(s).unwrap())));
    }
    store.close(at(21)).unwrap();
    folder
}

/// Reads the ledger, lets `forge` change it, seals every entry to the one before, signs those of the forger,
/// and puts it back in place of the true one.
fn forge(folder: &TempDir, forge: impl FnOnce(&mut Vec<Forged>)) {
    let connection = raw(&home(folder));
    let mut rows = read(&connection);
    forge(&mut rows);
    connection
        .execute_batch(
            "DROP TRIGGER ledger_is_only_appended; DROP TRIGGER ledger_is_never_updated;
             DROP TRIGGER ledger_is_never_deleted; DROP TRIGGER body_is_never_replaced;
             DROP TRIGGER body_is_never_updated; DROP TRIGGER body_goes_only_when_destroyed;
             PRAGMA foreign_keys = OFF; DELETE FROM ledger_body; DELETE FROM ledger;",
        )
        .unwrap();
    let mut before = [0; 32];
    for (n, row) in (1..).zip(rows) {
        before = put(&connection, n, row, before);
    }
}

fn read(connection: &Connection) -> Vec<Forged> {
    let sql = "SELECT * FROM ledger JOIN ledger_body ON entry = n ORDER BY n";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        Ok(Forged {
            id: row.get("id")?,
            chain: row.get("chain")?,
            author: row.get("author")?,
            recorded: (row.get("recorded_at")?, row.get("recorded_offset")?),
            kind: row.get("kind")?,
            subject: row.get("subject")?,
            schema_version: row.get("schema_version")?,
            salt: row.get("salt")?,
            body: row.get("body")?,
            sig: row.get("sig")?,
        })
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// Writes one entry with a digest and a seal that fit, and answers with its hash.
fn put(connection: &Connection, n: i64, row: Forged, before: [u8; 32]) -> [u8; 32] {
    let digest: [u8; 32] = Sha256::new_with_prefix(row.salt)
        .chain_update(&row.body)
        .finalize()
        .into();
    let fields: [&[u8]; 13] = [
        &row.id,
        &row.chain,
        &n.to_le_bytes(),
        &n.to_le_bytes(),
        &row.author,
        &row.recorded.0.to_le_bytes(),
        &row.recorded.1.to_le_bytes(),
        row.kind.as_bytes(),
        &row.subject,
        &row.schema_version.to_le_bytes(),
        &digest,
        &before,
        b"end",
    ];
    let mut sum = Sha256::new_with_prefix(b"filiform ledger entry v1\0");
    for field in fields {
        sum.update((field.len() as u64).to_le_bytes());
        sum.update(field);
    }
    let hash: [u8; 32] = sum.finalize().into();
    let sig = if row.author == *FORGER.0.as_bytes() {
        forgers_key().sign(&hash).to_bytes()
    } else {
        row.sig
    };
    connection
        .execute(
            "INSERT INTO ledger VALUES (?1, ?2, ?3, ?1, ?1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                n,
                row.id,
                row.chain,
                row.author,
                row.recorded.0,
                row.recorded.1,
                row.kind,
                row.subject,
                row.schema_version,
                digest,
                before,
                hash,
                sig
            ],
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO ledger_body VALUES (?1, ?2, ?3)",
            params![n, row.salt, row.body],
        )
        .unwrap();
    hash
}

/// The check of a practice that opening may refuse.
fn checked(folder: &Path) -> Verified {
    verify_closed(&unlock(folder), &Stop::default(), &mut |_, _| {
        filiform_store::Flow::Continue
    })
    .unwrap()
}

/// Forges, and holds that it shows: the first entry that fails, and how many before it are still good.
fn assert_shows(what: &str, forging: impl FnOnce(&mut Vec<Forged>), first: u64, good: u64) {
    let folder = practice_of_two();
    forge(&folder, forging);
    let found = checked(&home(&folder));
    let faulty = found.problems.iter().find(|problem| problem.seq > 0);
    assert_eq!(
        faulty.map(|problem| problem.seq),
        Some(first),
        "{what}: {:?}",
        found.problems
    );
    assert_eq!(found.good, good, "{what}: {:?}", found.problems);
}

fn say_fine(row: &mut Forged) {
    let text = String::from_utf8(row.body.clone()).unwrap();
    assert!(text.contains("sore since"));
    row.body = text.replace("sore since", "fine since").into_bytes();
}

#[test]
fn the_practice_that_is_forged_is_sound_before() {
    let folder = practice_of_two();
    let found = checked(&home(&folder));
    assert_eq!((found.entries, found.good, found.sessions), (7, 7, 3));
    assert_eq!(found.problems, []);
    assert_eq!(found.good_until, Some(at(20)));
}

#[test]
fn sealing_the_same_chain_anew_changes_nothing() {
    let folder = practice_of_two();
    forge(&folder, |_| {});
    assert_eq!(checked(&home(&folder)).problems, []);
    assert!(open(&home(&folder)).is_ok(), "so the forger seals as we do");
}

#[test]
fn changing_anothers_words_shows_at_that_entry() {
    assert_shows("changed", |rows| say_fine(&mut rows[4]), 5, 4);
}

#[test]
fn changing_when_it_was_recorded_shows_at_that_entry() {
    assert_shows("time", |rows| rows[5].recorded.0 -= 86_400_000, 6, 5);
}

#[test]
fn deleting_anothers_entry_shows_at_the_next_one() {
    assert_shows("deleted", |rows| drop(rows.remove(4)), 5, 4);
}

#[test]
fn inserting_an_entry_in_anothers_name_shows_there() {
    let insert = |rows: &mut Vec<Forged>| {
        let mut slipped = rows[4].clone();
        slipped.id = [9; 16];
        say_fine(&mut slipped);
        rows.insert(5, slipped);
    };
    assert_shows("inserted", insert, 6, 5);
}

#[test]
fn what_stood_in_the_record_when_it_was_last_used_cannot_be_touched_and_opened() {
    type Forging = fn(&mut Vec<Forged>);
    let forgings: [Forging; 4] = [
        |rows| say_fine(&mut rows[4]),
        |rows| drop(rows.remove(4)),
        |rows| rows.swap(4, 5),
        |rows| rows.truncate(6),
    ];
    for forging in forgings {
        let folder = practice_of_two();
        forge(&folder, forging);
        let before = files(&home(&folder));
        let refused = open(&home(&folder)).err();
        assert!(
            matches!(
                refused,
                Some(StoreError::Damaged { .. } | StoreError::AnchorAhead)
            ),
            "{refused:?}"
        );
        assert!(files(&home(&folder)) == before, "it is left as it is");
    }
}

/// What is put behind the end looks like the work before a crash, so it opens; the check tells.
#[test]
fn copying_an_entry_again_shows_there() {
    let copy = |rows: &mut Vec<Forged>| {
        let mut again = rows[4].clone();
        again.id = [9; 16];
        rows.push(again);
    };
    assert_shows("copied", copy, 8, 7);
}

#[test]
fn putting_entries_in_another_order_shows_at_the_first_of_them() {
    assert_shows("reordered", |rows| rows.swap(4, 5), 5, 4);
}

#[test]
fn cutting_off_the_end_shows_where_it_is_missing() {
    assert_shows("truncated", |rows| rows.truncate(6), 7, 6);
}

#[test]
fn signing_anothers_note_oneself_shows_at_that_entry() {
    let take = |rows: &mut Vec<Forged>| {
        say_fine(&mut rows[4]);
        for row in &mut rows[4..] {
            row.author = *FORGER.0.as_bytes();
        }
    };
    assert_shows("taken over", take, 5, 4);
}

/// The end cut off and written anew under the forger's own name: every seal and signature fits.
fn write_end_anew(rows: &mut Vec<Forged>) {
    rows.truncate(5);
    let mut own = rows[4].clone();
    own.id = [9; 16];
    own.author = *FORGER.0.as_bytes();
    let text = String::from_utf8(own.body).unwrap();
    let mine = text.replace(&ME.0.to_string(), &FORGER.0.to_string());
    own.body = mine.into_bytes();
    let mut twice = own.clone();
    twice.id = [10; 16];
    rows.extend([own, twice]);
}

#[test]
fn an_end_written_anew_under_ones_own_name_shows_against_the_anchor() {
    let folder = practice_of_two();
    forge(&folder, write_end_anew);
    let found = checked(&home(&folder));
    let words: Vec<_> = found
        .problems
        .iter()
        .filter(|problem| problem.seq > 0 && !problem.what.contains("tables"))
        .collect();
    assert_eq!(words.len(), 1, "{words:?}");
    assert_eq!(words[0].seq, 7);
    assert!(words[0].what.contains("when the practice was last used"));
    assert!(open(&home(&folder)).is_err());
}

#[test]
fn without_the_anchor_a_cut_end_shows_only_against_a_fingerprint_and_as_a_missing_anchor() {
    let folder = practice_of_two();
    let exported = open(&home(&folder)).unwrap().fingerprint();
    forge(&folder, |rows| rows.truncate(6));
    fs::remove_file(home(&folder).join("practice.anchor")).unwrap();
    raw(&home(&folder))
        .execute_batch("UPDATE practice_file SET projection_version = 0")
        .unwrap();
    let store = open(&home(&folder)).unwrap();
    assert_eq!(
        verify(&store).problems,
        [],
        "this is what a check cannot see"
    );
    let there = store.entry_at(exported.chain, exported.seq).unwrap();
    assert_ne!(there.map(|entry| entry.hash), Some(exported.hash));
    assert_eq!(store.entry_with_hash(&exported.hash[..8]).unwrap(), None);
    let body = "SELECT count(*) FROM ledger JOIN ledger_body ON entry = n
                WHERE kind = 'access' AND CAST(body AS TEXT) LIKE '%anchor-missing%'";
    drop(store);
    let told: i64 = raw(&home(&folder))
        .query_row(body, [], |row| row.get(0))
        .unwrap();
    assert_eq!(told, 1, "the record says that there was no anchor");
}

#[test]
fn a_folder_rolled_back_whole_shows_only_against_a_fingerprint() {
    let folder = practice_of_two();
    let old = files(&home(&folder));
    let store = open(&home(&folder)).unwrap();
    write(&store, 1001, signed(session(1, 9, 30)));
    let exported = store.fingerprint();
    store.close(at(1002)).unwrap();
    for (name, bytes) in old {
        fs::write(home(&folder).join(name), bytes).unwrap();
    }
    let store = open(&home(&folder)).unwrap();
    assert_eq!(verify(&store).problems, [], "an older state is a sound one");
    let newest = store.newest_of(exported.chain).unwrap().unwrap();
    assert!(newest.seq < exported.seq, "the fingerprint is ahead of it");
    assert_eq!(store.entry_with_hash(&exported.hash).unwrap(), None);
}
