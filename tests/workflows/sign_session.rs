//! Sign a session: from then on it is evidence.

use filiform::contract::{SignSession, WhichDraft};
use filiform::sign_session::sign_session;
use filiform_domain::session::SessionDraft;

use crate::support::*;

#[test]
fn a_signed_note_is_in_the_history_and_no_longer_a_draft() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    let asked = SignSession {
        draft: kept.id,
        rev: kept.rev,
    };
    let signed = sign_session(&desk.filiform, asked.clone()).ok().unwrap();
    assert_eq!(signed.fingerprint.len(), 16);
    let history = desk.history(patient);
    assert_eq!(
        (history[0].id, history[0].pain_before, history[0].pain_after),
        (signed.session, Some(7), Some(3))
    );
    let again = sign_session(&desk.filiform, asked);
    assert_eq!(
        again.err().unwrap().code(),
        "gone",
        "nothing is signed twice"
    );
    let draft = filiform::chart_session::open_draft(&desk.filiform, WhichDraft { draft: kept.id });
    assert_eq!(draft.err().unwrap().code(), "gone");
}

#[test]
fn a_note_with_faults_is_not_signed_and_keeps_its_draft() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let faulty = SessionDraft {
        needles_out: Some(2),
        pain_before: Some(11),
        date: "2026-11-23".into(),
        ..note("2026-11-22")
    };
    let kept = desk.draft(patient, &faulty);
    let result = sign_session(
        &desk.filiform,
        SignSession {
            draft: kept.id,
            rev: kept.rev,
        },
    );
    assert_eq!(
        faults(result),
        [
            fault("date", "future"),
            fault("pain_before", "out-of-range"),
            fault("needles_out", "needles-differ")
        ]
    );
    assert!(desk.history(patient).is_empty());
    let draft = filiform::chart_session::open_draft(&desk.filiform, WhichDraft { draft: kept.id })
        .ok()
        .unwrap();
    assert!(draft.session.unwrap() == faulty);
}

#[test]
fn what_was_not_seen_is_not_signed() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let seen = desk.draft(patient, &note("2026-11-22"));
    desk.keep(
        seen.id,
        seen.rev,
        patient,
        &SessionDraft {
            pain_after: Some(9),
            ..note("2026-11-22")
        },
    )
    .unwrap();
    let result = sign_session(
        &desk.filiform,
        SignSession {
            draft: seen.id,
            rev: seen.rev,
        },
    );
    assert_eq!(faults(result), [fault("", "stale")]);
}
