//! Reading: history by pages, sessions as written, today's list, documents, notes by their words.

use crate::support::*;
use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::DocumentId;
use filiform_domain::quantity::PainScore;
use filiform_domain::site::Side;
use filiform_store::HistoryCursor;
use uuid::Uuid;

#[test]
fn a_history_is_newest_first_whatever_order_the_notes_arrived_in() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    for (s, minutes) in [(1, 500), (2, 100), (3, 900), (4, 100)] {
        write(&store, 1000, signed(session(1, s, minutes)));
    }
    let page = store.history(ada, None, 10).unwrap();
    let started: Vec<_> = page.sessions.iter().map(|visit| visit.started).collect();
    assert_eq!(started, [at(900), at(500), at(100), at(100)]);
    let visit = &page.sessions[0];
    let sites: Vec<_> = visit
        .sites
        .iter()
        .map(|site| (site.target.as_str(), site.side, site.point.as_deref()))
        .collect();
    assert_eq!(
        sites,
        [
            ("upper-trapezius", Side::Left, Some("TrP 1")),
            ("infraspinatus", Side::Right, Some("TrP 1")),
        ],
        "its sites, in the order they were charted"
    );
    assert_eq!(visit.pain_before, PainScore::new(7));
    assert_eq!(
        (visit.needles_in, visit.needles_out, visit.events.len()),
        (Some(2), Some(2), 0)
    );
    assert_eq!(visit.response.as_deref(), Some("sore for a day"));
}

#[test]
fn pages_join_without_a_gap_and_without_a_repeat() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    write(
        &store,
        2,
        registered(2, patient("Silva", "Inês", "1990-07-01")),
    );
    for s in 0..25 {
        // Another patient's visits lie between, and some begin in the same minute.
        write(
            &store,
            1000,
            signed(session(1, s, i64::try_from(s / 2).unwrap())),
        );
        write(
            &store,
            1000,
            signed(session(2, 100 + s, i64::try_from(s).unwrap())),
        );
    }
    let whole = store.history(ada, None, 100).unwrap();
    let (mut paged, mut next) = (Vec::new(), None);
    loop {
        let page = store.history(ada, next, 4).unwrap();
        assert!(page.sessions.len() <= 4);
        paged.extend(page.sessions);
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(whole.sessions.len(), 25);
    assert!(paged == whole.sessions);
    let oldest = HistoryCursor(whole.sessions[24].id);
    assert!(
        store
            .history(ada, Some(oldest), 4)
            .unwrap()
            .sessions
            .is_empty()
    );
    assert!(
        store
            .history(patient_id(77), None, 4)
            .unwrap()
            .sessions
            .is_empty(),
        "nobody's history"
    );
}

#[test]
fn a_session_reads_back_as_it_was_signed() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    let committed = write(&store, 20, signed(session(1, 1, 10)));
    let read = store.session(session(1, 1, 10).id).unwrap().unwrap();
    assert!(read.session == session(1, 1, 10));
    assert_eq!(
        (read.seq, read.recorded_at, read.hash),
        (committed.seq, at(20), store.fingerprint().hash)
    );
    write(&store, 21, signed(session(1, 2, 5)));
    let all: Vec<_> = store
        .sessions(ada)
        .unwrap()
        .into_iter()
        .map(|read| read.session.started)
        .collect();
    assert_eq!(all, [at(5), at(10)], "oldest first, for the letter");
    assert!(store.session(session(1, 3, 0).id).unwrap().is_none());
}

#[test]
fn today_lists_the_visits_of_the_day_with_names() {
    let (_folder, store) = practice();
    register_ada(&store);
    for (s, minutes) in [(1, 0), (2, 60), (3, 1440)] {
        write(&store, 2000, signed(session(1, s, minutes)));
    }
    let seen = store.seen_on(at(0).utc_ms, at(1440).utc_ms).unwrap();
    let rows: Vec<_> = seen
        .iter()
        .map(|row| (row.started, row.family_name.as_str(), row.sites))
        .collect();
    assert_eq!(rows, [(at(60), "Okafor", 2), (at(0), "Okafor", 2)]);
}

#[test]
fn exported_documents_are_listed_newest_first() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    let letter = |n| DocumentExported {
        id: DocumentId(Uuid::from_u128(n)),
        patient: ada,
        document: "referral-letter".into(),
        recipient: "Dr. L. Hahn".into(),
        period: None,
        sha256: "00".repeat(32),
        pages: 1,
        purpose: None,
        authority: None,
        letter: None,
    };
    for n in [1, 2] {
        write(
            &store,
            10 + i64::try_from(n).unwrap(),
            Entry::DocumentExported(letter(n)),
        );
    }
    let listed: Vec<_> = store
        .documents(ada)
        .unwrap()
        .into_iter()
        .map(|kept| kept.exported_at)
        .collect();
    assert_eq!(listed, [at(12), at(11)]);
}

#[test]
fn a_note_is_found_by_the_beginnings_of_its_words() {
    let (_folder, store) = practice();
    register_ada(&store);
    let mut note = session(1, 1, 10);
    note.note.plan = "Rückenübungen, daily".into();
    write(&store, 20, signed(note));
    for typed in ["ruck", "trapez sore", "TRP", "infraspinatus", "ga"] {
        assert_eq!(notes(&store, typed).len(), 1, "{typed}");
    }
    for typed in ["", "\"", "knee", "sore AND knee", "* OR *", "NEAR("] {
        assert!(notes(&store, typed).is_empty(), "{typed}");
    }
}
