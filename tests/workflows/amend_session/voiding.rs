//! Voiding, addenda and late entries: what does not hold, what came later, and what is refused.

use filiform::contract::{
    AddAddendum, AmendSession, ChartForRightPatient, CheckAddendum, CheckVoid, StartSession,
    WhichPatient, WhichSession,
};
use filiform::{amend_session, chart_session, review_history};
use filiform_domain::amendment::{AddendumDraft, VoidDraft, VoidReason};
use filiform_domain::ids::SessionId;
use filiform_domain::patient::PatientDraft;
use filiform_domain::session::SessionDraft;

use super::{addendum, correct, needle_50, page, signed_desk, void};
use crate::support::*;

#[test]
fn bad_input_writes_nothing() {
    let (desk, patient, session) = signed_desk();
    let nowhere = SessionId::new(0, [9; 10]);
    let filiform = &desk.filiform;
    for code in [
        amend_session::start_correction(filiform, WhichSession { session: nowhere }).err(),
        amend_session::open_addendum_form(filiform, WhichSession { session: nowhere }).err(),
        amend_session::open_void_form(filiform, WhichSession { session: nowhere }).err(),
        void(&desk, nowhere, VoidReason::Other, "x").err(),
        addendum(&desk, nowhere, "x").err(),
        amend_session::add_addendum(
            filiform,
            AddAddendum {
                addendum: AddendumDraft {
                    session: "no id".into(),
                    ..AddendumDraft::default()
                },
                draft: None,
            },
        )
        .err(),
    ] {
        assert_eq!(code.unwrap().code(), "gone");
    }
    assert_eq!(
        faults(addendum(&desk, session, " \u{0} ")),
        [fault("words", "missing")]
    );
    assert_eq!(
        faults(void(&desk, session, VoidReason::Other, "")),
        [fault("words", "missing")]
    );
    let no_session = desk.draft(patient, &note("2026-11-22"));
    let asked = AmendSession {
        draft: no_session.id,
        rev: no_session.rev,
    };
    let refused = amend_session::amend_session(filiform, asked);
    assert_eq!(
        faults(refused),
        [fault("", "gone")],
        "a new note is no correction"
    );
    assert!(page(&desk, session).amendments.is_empty());
}

#[test]
fn what_is_missing_is_said_while_it_is_typed() {
    let (desk, _, session) = signed_desk();
    let filiform = &desk.filiform;
    let check = amend_session::check_void(
        filiform,
        CheckVoid {
            void: VoidDraft {
                session: session.to_string(),
                ..VoidDraft::default()
            },
        },
    );
    assert_eq!(check.ok().unwrap().problems[0].path, "reason");
    let check = amend_session::check_addendum(
        filiform,
        CheckAddendum {
            addendum: AddendumDraft {
                session: session.to_string(),
                ..AddendumDraft::default()
            },
        },
    );
    assert_eq!(check.ok().unwrap().problems.len(), 2);
}

#[test]
fn a_voided_note_is_kept_with_its_reason_counts_nowhere_and_takes_nothing_more() {
    let (desk, patient, session) = signed_desk();
    let earlier = desk
        .sign(
            patient,
            &SessionDraft {
                pain_before: Some(8),
                ..note("2026-11-10")
            },
        )
        .unwrap();
    let open_page = || {
        review_history::open_patient(&desk.filiform, WhichPatient { patient })
            .ok()
            .unwrap()
    };
    assert_eq!(open_page().sessions, 2);
    void(&desk, session, VoidReason::EnteredInError, "A rehearsal.").unwrap();
    let read = page(&desk, session);
    assert_eq!(read.note.pain_before, Some(7), "its words are kept");
    let voided = read.voided.unwrap();
    assert_eq!(
        (
            voided.reason_words.as_str(),
            voided.words.as_str(),
            voided.withheld
        ),
        ("entered in error", "A rehearsal.", false)
    );
    assert!(!read.may.correct && !read.may.addendum && !read.may.chart_for_right_patient);
    let patient_page = open_page();
    assert_eq!(patient_page.sessions, 1);
    let strip = patient_page.strip;
    assert_eq!(strip.pain_before, [Some(8)]);
    assert_eq!(strip.last.unwrap().id, earlier);
    let draft = chart_session::repeat_session(&desk.filiform, StartSession { patient })
        .ok()
        .unwrap();
    assert_eq!(
        draft.last.unwrap().id,
        earlier,
        "it is nobody's last session"
    );
    assert_eq!(draft.session.unwrap().sites[0].repeats, "2026-11-10");
    assert_eq!(draft.last_settings[0].date, "10 Nov 2026");
    assert_eq!(desk.history(patient).len(), 2, "it stays in the timeline");
    assert_eq!(
        desk.history(patient)[0].voided.as_deref(),
        Some("voided: entered in error")
    );
    for refused in [
        correct(&desk, session, "Too late.", needle_50).err(),
        addendum(&desk, session, "Too late.").err(),
        void(&desk, session, VoidReason::WrongPatient, "").err(),
    ] {
        assert_eq!(refused.unwrap().code(), "session-voided");
    }
}

#[test]
fn a_note_of_another_patient_is_charted_for_the_right_one_and_says_how_late() {
    let (desk, patient, session) = signed_desk();
    let right = desk
        .register(PatientDraft {
            family_name: "Castellano".into(),
            given_name: "Ben".into(),
            birth_date: "1971-05-02".into(),
            ..PatientDraft::default()
        })
        .id;
    let chart = |patient| {
        amend_session::chart_for_right_patient(
            &desk.filiform,
            ChartForRightPatient { session, patient },
        )
    };
    assert_eq!(
        faults(chart(right)),
        [fault("", "not-the-signer")],
        "only of a voided note"
    );
    void(&desk, session, VoidReason::WrongPatient, "").unwrap();
    assert!(page(&desk, session).may.chart_for_right_patient);
    assert_eq!(faults(chart(patient)), [fault("patient", "same-patient")]);
    desk.clock.forward(3 * DAY_MS);
    let draft = chart(right).ok().unwrap();
    let opened = chart_session::open_draft(&desk.filiform, draft)
        .ok()
        .unwrap();
    assert_eq!(opened.patient, Some(right));
    let words = opened.session.unwrap();
    assert!(
        words == note("2026-11-22"),
        "the same words, on the day of the visit"
    );
    let checked = chart_session::check_session(
        &desk.filiform,
        filiform::contract::CheckSession {
            patient: right,
            session: words.clone(),
        },
    )
    .ok()
    .unwrap();
    assert_eq!(
        checked.late.as_deref(),
        Some("Signed 3 days after the visit")
    );
    let new = desk.sign(right, &words).unwrap();
    assert_eq!(
        page(&desk, new).line.late.as_deref(),
        Some("Signed 3 days after the visit")
    );
}

#[test]
fn a_note_signed_on_time_or_before_the_clock_was_set_back_is_no_late_entry() {
    let (desk, patient, session) = signed_desk();
    assert_eq!(page(&desk, session).line.late, None);
    desk.clock.forward(-4 * 60 * 60 * 1000);
    assert_eq!(desk.history(patient)[0].late, None);
    desk.clock.forward(4 * 60 * 60 * 1000 + 2 * DAY_MS);
    assert_eq!(
        desk.history(patient)[0].late,
        None,
        "reading late is not signing late"
    );
    let late = desk.sign(patient, &note("2026-11-20")).unwrap();
    assert_eq!(
        page(&desk, late).line.late.as_deref(),
        Some("Signed 4 days after the visit")
    );
}
