//! What is added to a signed session: what stands, what was signed, and what the file itself refuses.

use crate::support::*;
use filiform_domain::amendment::{Amended, Amendment, Correction, VoidReason, Voiding};
use filiform_domain::entry::Entry;
use filiform_domain::ids::{AmendmentId, SessionId};
use filiform_domain::session::Session;
use filiform_store::{Flow, Store, StoreError, Write};
use rusqlite::{Connection, params};
use uuid::Uuid;

fn amendment(session: &Session, based_on: u32, what: Amended) -> Entry {
    Entry::SessionAmended(Box::new(Amendment {
        id: AmendmentId(Uuid::from_u128(0xA3E0_0000 + u128::from(based_on))),
        session: session.id,
        patient: session.patient,
        based_on,
        why: "the side was wrong".into(),
        what,
    }))
}

/// The session as it is given here stands from now on.
pub(crate) fn corrected(session: &Session, based_on: u32) -> Entry {
    let correction = Correction {
        started: session.started,
        note: session.note.clone(),
    };
    amendment(session, based_on, Amended::Correction(Box::new(correction)))
}

pub(crate) fn added(session: &Session, based_on: u32, words: &str) -> Entry {
    amendment(session, based_on, Amended::Addendum(words.into()))
}

pub(crate) fn voided(session: &Session, based_on: u32, reason: VoidReason) -> Entry {
    Entry::SessionVoided(Voiding {
        session: session.id,
        patient: session.patient,
        based_on,
        reason,
        words: "a rehearsal".into(),
    })
}

fn refused(store: &Store, entry: Entry) -> StoreError {
    store.transact(&stamp(30), Write::one(entry)).err().unwrap()
}

/// Ada with one visit, whose story is "sore since the garden".
fn visited() -> (tempfile::TempDir, Store, Session) {
    let (folder, store) = practice();
    register_ada(&store);
    let visit = session(1, 1, 10);
    write(&store, 11, signed(visit.clone()));
    (folder, store, visit)
}

fn told(visit: &Session, story: &str) -> Session {
    let mut changed = visit.clone();
    changed.note.story = story.into();
    changed
}

#[test]
fn what_was_signed_keeps_its_bytes_and_what_stands_is_the_newest_correction() {
    let (folder, store, visit) = visited();
    let bodies = |folder: &tempfile::TempDir| -> Vec<Vec<u8>> {
        let raw = raw(&home(folder));
        let mut statement = raw
            .prepare("SELECT body FROM ledger_body JOIN ledger ON n = entry WHERE kind = 'session-signed'")
            .unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    drop(store);
    let before = bodies(&folder);
    let store = open(&home(&folder)).unwrap();
    write(
        &store,
        20,
        corrected(&told(&visit, "stiff since the drive"), 0),
    );
    write(&store, 21, added(&visit, 1, "the film came"));
    write(
        &store,
        22,
        corrected(&told(&visit, "stiff since the flight"), 2),
    );
    let read = store.session(visit.id).unwrap().unwrap();
    assert!(read.original == visit, "what was signed is what it was");
    assert_eq!(read.session.note.story, "stiff since the flight");
    assert_eq!(read.amendments.len(), 3);
    assert_eq!(read.recorded_at, at(11), "signing keeps its moment");
    let history = store.history(patient_id(1), None, 10).unwrap().sessions;
    assert_eq!(history[0].story.as_deref(), Some("stiff since the flight"));
    assert_eq!(history[0].amended.unwrap().times, 3);
    assert!(history[0] == read.visit());
    assert!(notes(&store, "garden").is_empty());
    assert!(notes(&store, "drive").is_empty());
    assert_eq!(notes(&store, "flight").len(), 1);
    assert_eq!(verify(&store).problems, vec![]);
    drop(store);
    assert_eq!(bodies(&folder), before);
}

#[test]
fn a_corrected_date_moves_the_visit_and_the_patients_totals() {
    let (_folder, store, visit) = visited();
    let other = session(1, 2, 60);
    write(&store, 61, signed(other.clone()));
    let mut earlier = other.clone();
    earlier.started = at(-3 * 1440);
    earlier.note.region = "lumbar".into();
    write(&store, 70, corrected(&earlier, 0));
    let page = store.history(patient_id(1), None, 10).unwrap().sessions;
    let order: Vec<SessionId> = page.iter().map(|visit| visit.id).collect();
    assert_eq!(order, [visit.id, other.id]);
    let seen = store.seen_on(at(-5000).utc_ms, at(0).utc_ms).unwrap();
    assert_eq!((seen.len(), seen[0].region.as_str()), (1, "lumbar"));
    let line = &store.find_patients("", 10).unwrap()[0];
    assert_eq!((line.sessions, line.last_session), (2, Some(at(10))));
    assert_eq!(verify(&store).problems, vec![]);
}

#[test]
fn a_voided_visit_leaves_the_counts_and_is_marked_where_it_is_found() {
    let (_folder, store, visit) = visited();
    write(&store, 20, voided(&visit, 0, VoidReason::WrongPatient));
    let page = store.history(patient_id(1), None, 10).unwrap().sessions;
    assert_eq!(page[0].voided, Some(VoidReason::WrongPatient));
    assert!(!page[0].counts());
    let course = store.course(patient_id(1)).unwrap();
    assert_eq!((course.sessions, course.first_rating), (0, None));
    assert!(notes(&store, "garden")[0].voided, "found, and marked");
    assert!(
        store
            .seen_on(at(0).utc_ms, at(60).utc_ms)
            .unwrap()
            .is_empty()
    );
    let line = &store.find_patients("", 10).unwrap()[0];
    assert_eq!((line.sessions, line.last_session), (0, None));
    let read = store.session(visit.id).unwrap().unwrap();
    assert!(read.session == visit, "its words are kept");
    assert_eq!(read.voided.unwrap().voiding.words, "a rehearsal");
    assert_eq!(verify(&store).problems, vec![]);
}

#[test]
fn everything_else_is_refused() {
    let (_folder, store, visit) = visited();
    write(
        &store,
        12,
        registered(2, patient("Castellano", "Ben", "1971-05-02")),
    );
    let unknown = session(1, 9, 10);
    let elsewhere = Session {
        patient: patient_id(2),
        ..visit.clone()
    };
    for of in [&unknown, &elsewhere] {
        assert_eq!(
            refused(&store, corrected(of, 0)),
            StoreError::UnknownSession
        );
        assert_eq!(
            refused(&store, added(of, 0, "x")),
            StoreError::UnknownSession
        );
        let void = voided(of, 0, VoidReason::Other);
        assert_eq!(refused(&store, void), StoreError::UnknownSession);
    }
    assert_eq!(
        refused(&store, corrected(&visit, 1)),
        StoreError::StaleSession
    );
    write(&store, 13, added(&visit, 0, "the film came"));
    assert_eq!(
        refused(&store, corrected(&visit, 0)),
        StoreError::StaleSession
    );
    let both = Write {
        entries: vec![corrected(&visit, 1), corrected(&visit, 1)],
        finish_draft: None,
    };
    let stale = store.transact(&stamp(30), both).err();
    assert_eq!(stale, Some(StoreError::StaleSession));
    write(&store, 14, voided(&visit, 1, VoidReason::EnteredInError));
    for entry in [
        corrected(&visit, 1),
        added(&visit, 1, "x"),
        voided(&visit, 1, VoidReason::Other),
    ] {
        assert_eq!(refused(&store, entry), StoreError::SessionVoided);
    }
    assert_eq!(verify(&store).problems, vec![]);
}

/// Adds a row to the ledger by hand, as somebody does who has the key and not the app.
fn slip_in(raw: &Connection, kind: &str, author: Uuid, body: &str) -> rusqlite::Result<usize> {
    let n: i64 = raw.query_row("SELECT max(n) + 1 FROM ledger", [], |row| row.get(0))?;
    let id = Uuid::from_u128(0x51_0000 + u128::try_from(n).unwrap());
    raw.execute("SAVEPOINT slip", [])?;
    let done = raw
        .execute(
            "INSERT INTO ledger SELECT ?1, ?2, chain, seq + 1, clock + 1, ?3, recorded_at, recorded_offset, ?4, ?5,
             schema_version, body_digest, hash, hash, sig FROM ledger ORDER BY n DESC LIMIT 1",
            params![n, id.as_bytes(), author.as_bytes(), kind, patient_id(1).0.as_bytes()],
        )
        .and_then(|_| {
            raw.execute(
                "INSERT INTO ledger_body (entry, salt, body) VALUES (?1, zeroblob(32), ?2)",
                params![n, body.as_bytes()],
            )
        });
    raw.execute_batch(if done.is_ok() {
        "RELEASE slip"
    } else {
        "ROLLBACK TO slip; RELEASE slip"
    })?;
    done
}

fn said(result: rusqlite::Result<usize>) -> String {
    result
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

#[test]
fn the_file_itself_refuses_what_the_app_would_never_write() {
    let (folder, store, visit) = visited();
    drop(store);
    let raw = raw(&home(&folder));
    let of = |id: SessionId, what: &str| format!(r#"{{"session":"{id}","based_on":0,{what}}}"#);
    let correction = r#""why":"x","what":{"correction":{}}"#;
    let words = r#""why":"x","what":{"addendum":"x"}"#;
    let void = r#""reason":"other","words":"x""#;
    let unknown = SessionId(Uuid::from_u128(0xDEAD));
    for (kind, what) in [("session-amended", words), ("session-voided", void)] {
        let slipped = slip_in(&raw, kind, ME.0, &of(unknown, what));
        assert!(
            said(slipped).contains("belongs to a signed session"),
            "{kind}"
        );
    }
    let other = Uuid::from_u128(0xBAD);
    for (kind, what) in [("session-amended", correction), ("session-voided", void)] {
        let slipped = slip_in(&raw, kind, other, &of(visit.id, what));
        assert!(
            said(slipped).contains("only the therapist who signed"),
            "{kind}"
        );
    }
    assert!(slip_in(&raw, "session-amended", other, &of(visit.id, words)).is_ok());
    assert!(slip_in(&raw, "session-voided", ME.0, &of(visit.id, void)).is_ok());
    for (kind, what) in [
        ("session-amended", correction),
        ("session-amended", words),
        ("session-voided", void),
    ] {
        let slipped = slip_in(&raw, kind, ME.0, &of(visit.id, what));
        assert!(said(slipped).contains("accepts nothing more"), "{kind}");
    }
    for harm in [
        "UPDATE ledger SET kind = 'access' WHERE kind = 'session-amended'",
        "DELETE FROM ledger WHERE kind = 'session-voided'",
        "UPDATE ledger_body SET body = x'7b7d'",
        "DELETE FROM ledger_body",
        "INSERT OR REPLACE INTO ledger_body SELECT entry, salt, x'7b7d' FROM ledger_body",
    ] {
        assert!(raw.execute(harm, []).is_err(), "{harm}");
    }
}

#[test]
fn another_therapist_adds_words_and_changes_none() {
    let (folder, store, visit) = visited();
    drop(store);
    let other = Uuid::from_u128(0x0C_011E);
    let theirs = session(1, 5, 50);
    let body = serde_json::to_string(&theirs).unwrap();
    let raw = raw(&home(&folder));
    slip_in(&raw, "session-signed", other, &body).unwrap();
    drop(raw);
    std::fs::remove_file(home(&folder).join("practice.anchor")).ok();
    let store = open(&home(&folder)).unwrap();
    store.rebuild(&mut |_, _| Flow::Continue).unwrap();
    assert_eq!(
        refused(&store, corrected(&theirs, 0)),
        StoreError::NotTheSigner
    );
    let void = voided(&theirs, 0, VoidReason::Other);
    assert_eq!(refused(&store, void), StoreError::NotTheSigner);
    write(&store, 60, added(&theirs, 0, "seen at the hand-over"));
    let read = store.session(theirs.id).unwrap().unwrap();
    assert!(read.session.note == theirs.note);
    assert_eq!(read.amendments[0].author, ME);
    assert!(store.session(visit.id).unwrap().is_some());
}
