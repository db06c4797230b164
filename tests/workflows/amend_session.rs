//! Amend a signed session: what was signed stays, what was added says what, why, who and when.

use filiform::contract::{
    AddAddendum, AmendSession, CheckCorrection, DraftPage, KeepDraft, Nothing, SessionPage, Signed,
    StartSession, VoidSession, WhichDraft, WhichPatient, WhichSession,
};
use filiform::{Error, amend_session, chart_session, review_history};
use filiform_domain::amendment::{AddendumDraft, CorrectionDraft, VoidDraft, VoidReason};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::session::SessionDraft;

use crate::support::*;

mod voiding;

fn signed_desk() -> (Desk, PatientId, SessionId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-22")).unwrap();
    (desk, patient, session)
}

fn page(desk: &Desk, session: SessionId) -> SessionPage {
    review_history::open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap()
}

/// A correction that was begun and changed so, and kept.
fn correction(
    desk: &Desk,
    session: SessionId,
    why: &str,
    change: impl FnOnce(&mut SessionDraft),
) -> Result<AmendSession, Error> {
    let which = amend_session::start_correction(&desk.filiform, WhichSession { session })?;
    let opened = chart_session::open_draft(&desk.filiform, which)?;
    Ok(keep(desk, opened, why, change))
}

fn keep(
    desk: &Desk,
    opened: DraftPage,
    why: &str,
    change: impl FnOnce(&mut SessionDraft),
) -> AmendSession {
    let correcting = opened.correcting.unwrap();
    let mut note = opened.session.unwrap();
    change(&mut note);
    let body = CorrectionDraft {
        session: correcting.session.to_string(),
        based_on: correcting.based_on,
        why: why.to_owned(),
        note,
    };
    let kept = chart_session::keep_draft(
        &desk.filiform,
        KeepDraft {
            draft: Some(opened.id),
            kind: "correction".into(),
            patient: opened.patient,
            rev: opened.rev,
            body: serde_json::to_value(&body).unwrap(),
            caret: Some("why:2".into()),
        },
    )
    .unwrap();
    AmendSession {
        draft: kept.id,
        rev: kept.rev,
    }
}

pub(crate) fn correct(
    desk: &Desk,
    session: SessionId,
    why: &str,
    change: impl FnOnce(&mut SessionDraft),
) -> Result<Signed, Error> {
    amend_session::amend_session(&desk.filiform, correction(desk, session, why, change)?)
}

pub(crate) fn addendum(desk: &Desk, session: SessionId, words: &str) -> Result<Signed, Error> {
    let form = amend_session::open_addendum_form(&desk.filiform, WhichSession { session })?;
    let addendum = AddendumDraft {
        words: words.into(),
        why: "It came later.".into(),
        ..form.addendum
    };
    amend_session::add_addendum(
        &desk.filiform,
        AddAddendum {
            addendum,
            draft: None,
        },
    )
}

pub(crate) fn void(
    desk: &Desk,
    session: SessionId,
    reason: VoidReason,
    words: &str,
) -> Result<Signed, Error> {
    let form = amend_session::open_void_form(&desk.filiform, WhichSession { session })?;
    let void = VoidDraft {
        reason: Some(reason),
        words: words.into(),
        ..form.void
    };
    amend_session::void_session(&desk.filiform, VoidSession { void, draft: None })
}

fn needle_50(note: &mut SessionDraft) {
    note.sites[0].needle = "0.25x50".into();
}

#[test]
fn a_correction_stands_and_the_original_is_one_key_away() {
    let (desk, patient, session) = signed_desk();
    let before = page(&desk, session);
    assert!(before.original.is_none() && before.amendments.is_empty());
    desk.clock.forward(DAY_MS);
    correct(&desk, session, "Took the wrong packet for it.", |note| {
        needle_50(note);
        note.pain_after = Some(4);
    })
    .unwrap();
    let after = page(&desk, session);
    assert_eq!(after.note.pain_after, Some(4), "what stands now is shown");
    assert_eq!(after.original.unwrap(), before.text);
    assert_eq!(
        after.fingerprint, before.fingerprint,
        "what was signed is what it was"
    );
    assert_eq!(after.signed_at, before.signed_at);
    let [amendment] = after.amendments.as_slice() else {
        panic!("one amendment");
    };
    assert_eq!(amendment.why, "Took the wrong packet for it.");
    assert_eq!(amendment.by, "A. Rivera, PT, DPT");
    assert_eq!(amendment.at, "23 Nov 2026 14:05");
    let said: Vec<String> = amendment
        .changes
        .iter()
        .map(|c| {
            let words = |value: &Option<String>| value.clone().unwrap_or_default();
            format!("{}: {} -> {}", c.field, words(&c.before), words(&c.after))
        })
        .collect();
    assert_eq!(
        said,
        [
            "Row 1, left upper trapezius: needle length: 40 mm -> 50 mm",
            "Pain now, after: 3 of 10 -> 4 of 10",
        ]
    );
    let marked: Vec<&str> = after
        .changed_lines
        .iter()
        .map(|at| {
            let (_, words) = &after.text[usize::try_from(at.paragraph).unwrap()];
            words
                .lines()
                .nth(usize::try_from(at.line).unwrap())
                .unwrap()
        })
        .collect();
    assert_eq!(marked.len(), 2, "{marked:?}");
    assert!(marked[0].contains("0.25 × 50 mm") && marked[1].contains("4 of 10"));
    let line = &desk.history(patient)[0];
    assert_eq!(line.amended.as_deref(), Some("amended 23 Nov 2026"));
    assert_eq!(line.pain_after, Some(4));
    assert_eq!(line.sites[0].needle, "0.25 × 50 mm");
}

#[test]
fn every_step_of_two_corrections_and_an_addendum_can_be_read() {
    let (desk, _, session) = signed_desk();
    correct(&desk, session, "First.", needle_50).unwrap();
    addendum(&desk, session, "The film came: no fracture.").unwrap();
    correct(&desk, session, "Second.", |note| {
        note.sites.remove(1);
        note.needles_in = Some(2);
        note.needles_out = Some(2);
    })
    .unwrap();
    let read = page(&desk, session);
    let whys: Vec<&str> = read.amendments.iter().map(|one| one.why.as_str()).collect();
    assert_eq!(whys, ["First.", "It came later.", "Second."]);
    assert_eq!(
        read.amendments[1].addendum.as_deref(),
        Some("The film came: no fracture.")
    );
    assert!(read.amendments[1].changes.is_empty());
    let went = &read.amendments[2].changes[0];
    assert_eq!(
        (went.field.as_str(), went.after.as_deref()),
        ("Row 2", None)
    );
    assert!(
        went.before
            .as_ref()
            .unwrap()
            .starts_with("left levator scapulae")
    );
    assert_eq!(read.note.sites.len(), 2);
    assert_eq!(
        read.note.sites[0].needle, "0.25x50",
        "the second stands on the first"
    );
}

#[test]
fn a_correction_obeys_the_rules_of_signing_and_says_why() {
    let (desk, _, session) = signed_desk();
    let result = correct(&desk, session, " ", |note| {
        note.needles_out = Some(1);
        note.pain_before = Some(11);
        note.date = "2026-12-24".into();
    });
    assert_eq!(
        faults(result),
        [
            fault("date", "future"),
            fault("pain_before", "out-of-range"),
            fault("needles_out", "needles-differ"),
            fault("why", "missing"),
        ]
    );
    let unchanged = correct(&desk, session, "For nothing.", |note| {
        *note = note_of_today();
    });
    assert_eq!(faults(unchanged), [fault("note", "unchanged")]);
    assert!(page(&desk, session).amendments.is_empty());
}

fn note_of_today() -> SessionDraft {
    note("2026-11-22")
}

#[test]
fn a_correction_is_a_draft_like_any_other_and_survives_a_lock() {
    let (desk, patient, session) = signed_desk();
    let kept = correction(&desk, session, "The wr", needle_50).unwrap();
    desk.lock();
    let workspace = desk.unlock(PASSPHRASE).ok().unwrap();
    let resume = workspace.resume.unwrap();
    assert_eq!(
        (resume.draft, resume.kind.as_str()),
        (kept.draft, "correction")
    );
    assert_eq!(
        (resume.patient, resume.session),
        (Some(patient), Some(session))
    );
    let opened = chart_session::open_draft(&desk.filiform, WhichDraft { draft: kept.draft })
        .ok()
        .unwrap();
    assert_eq!(opened.correcting.unwrap().why, "The wr");
    assert_eq!(opened.session.unwrap().sites[0].needle, "0.25x50");
    assert_eq!(opened.caret.as_deref(), Some("why:2"));
    let again = amend_session::start_correction(&desk.filiform, WhichSession { session });
    assert_eq!(again.ok().unwrap().draft, kept.draft, "it is gone on with");
    let today = filiform::today::today(&desk.filiform, Nothing {})
        .ok()
        .unwrap();
    assert_eq!(today.drafts[0].kind, "correction");
    let new = chart_session::start_session(&desk.filiform, StartSession { patient });
    assert_ne!(
        new.ok().unwrap().id,
        kept.draft,
        "a correction is no new session"
    );
}

#[test]
fn what_was_not_seen_is_not_signed() {
    let (desk, _, session) = signed_desk();
    let seen = correction(&desk, session, "The needle was longer.", needle_50).unwrap();
    let opened = chart_session::open_draft(&desk.filiform, WhichDraft { draft: seen.draft })
        .ok()
        .unwrap();
    let newer = keep(&desk, opened, "Another reason.", |_| {});
    let result = amend_session::amend_session(&desk.filiform, seen);
    assert_eq!(faults(result), [fault("", "stale")]);
    assert!(amend_session::amend_session(&desk.filiform, newer.clone()).is_ok());
    let again = amend_session::amend_session(&desk.filiform, newer);
    assert_eq!(
        faults(again),
        [fault("", "gone")],
        "nothing is signed twice"
    );
}

#[test]
fn a_correction_of_an_overtaken_note_is_refused_and_can_be_based_anew() {
    let (desk, _, session) = signed_desk();
    let begun = correction(&desk, session, "The needle was longer.", needle_50).unwrap();
    addendum(&desk, session, "The film came.").unwrap();
    let refused = amend_session::amend_session(&desk.filiform, begun.clone())
        .err()
        .unwrap();
    assert_eq!(refused.code(), "stale-session");
    assert!(refused.to_string().contains("amended in the meantime"));
    let opened = chart_session::open_draft(&desk.filiform, WhichDraft { draft: begun.draft })
        .ok()
        .unwrap();
    let correction = CorrectionDraft {
        session: session.to_string(),
        based_on: 0,
        why: "The needle was longer.".into(),
        note: opened.session.clone().unwrap(),
    };
    let checked =
        amend_session::check_correction(&desk.filiform, CheckCorrection { correction }).ok();
    let stands = checked.unwrap().amendments;
    assert_eq!(stands, 1);
    let mut based = opened;
    based.correcting.as_mut().unwrap().based_on = stands;
    let asked = keep(&desk, based, "The needle was longer.", |_| {});
    assert!(amend_session::amend_session(&desk.filiform, asked).is_ok());
}

#[test]
fn a_corrected_date_moves_the_visit_in_the_timeline_and_its_numbers() {
    let (desk, patient, session) = signed_desk();
    let other = desk.sign(patient, &note("2026-11-20")).unwrap();
    correct(&desk, session, "It was the week before.", |note| {
        note.date = "2026-11-13".into();
        note.region = "shoulder-girdle".into();
    })
    .unwrap();
    let order: Vec<SessionId> = desk.history(patient).iter().map(|line| line.id).collect();
    assert_eq!(order, [other, session]);
    let moved = &desk.history(patient)[1];
    assert_eq!(
        (moved.date.as_str(), moved.region.as_str()),
        ("13 Nov 2026", "Shoulder girdle")
    );
    assert_eq!(moved.late.as_deref(), Some("Signed 9 days after the visit"));
    let strip = review_history::open_patient(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap()
        .strip;
    assert_eq!(strip.last.unwrap().id, other);
}

#[test]
fn the_record_stays_sound_and_survives_a_crash() {
    let (desk, patient, session) = signed_desk();
    correct(&desk, session, "The needle was longer.", needle_50).unwrap();
    let second = desk.sign(patient, &note("2026-11-20")).unwrap();
    void(
        &desk,
        second,
        VoidReason::WrongPatient,
        "It was the brother's.",
    )
    .unwrap();
    let before = serde_json::to_value(desk.history(patient)).unwrap();
    let desk = desk.crash();
    desk.unlock(PASSPHRASE).ok().unwrap();
    assert_eq!(serde_json::to_value(desk.history(patient)).unwrap(), before);
    let go_on = &mut |_, _| filiform::Flow::Continue;
    let job = filiform::Job::new(filiform::Stop::default(), &|_| {});
    let verified =
        filiform::verify_record::verify_record(&desk.filiform, Nothing {}, &job).unwrap();
    assert!(verified.problems.is_empty());
    filiform::verify_record::rebuild(&desk.filiform, go_on).unwrap();
    assert_eq!(serde_json::to_value(desk.history(patient)).unwrap(), before);
    assert_eq!(page(&desk, session).amendments.len(), 1);
}
