//! Chart a session: nothing typed is ever lost.

use filiform::chart_session::{
    check_session, discard_draft, open_draft, restore_draft, start_session,
};
use filiform::contract::{CheckSession, KeepDraft, StartSession, WhichDraft};
use filiform_domain::session::SessionDraft;
use filiform_domain::site::Side;

use crate::support::*;

#[test]
fn a_session_begins_now_with_nothing_clinical_filled_in() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let page = start_session(&desk.filiform, StartSession { patient })
        .ok()
        .unwrap();
    let typed = page.session.unwrap();
    assert_eq!(
        (typed.date.as_str(), typed.time.as_str(), page.visit),
        ("2026-11-22", "14:05", 1)
    );
    assert_eq!(
        typed.condition, "neck-pain",
        "the one condition the patient is registered with"
    );
    assert!(
        SessionDraft {
            date: String::new(),
            time: String::new(),
            condition: String::new(),
            ..typed
        } == SessionDraft::default()
    );
}

#[test]
fn starting_again_goes_on_with_the_unsigned_one() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    let again = start_session(&desk.filiform, StartSession { patient })
        .ok()
        .unwrap();
    assert_eq!((again.id, again.rev), (kept.id, kept.rev));
}

#[test]
fn a_crash_and_a_lock_lose_no_word_and_keep_the_caret() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    let desk = desk.crash();
    desk.unlock(PASSPHRASE).unwrap();
    desk.lock();
    desk.unlock(PASSPHRASE).unwrap();
    let page = open_draft(&desk.filiform, WhichDraft { draft: kept.id })
        .ok()
        .unwrap();
    assert!(page.session.unwrap() == note("2026-11-22"));
    assert_eq!(page.caret.as_deref(), Some("story:3"));
}

#[test]
fn two_windows_cannot_overwrite_each_other() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    let newer = SessionDraft {
        story: "Slept well.".into(),
        ..note("2026-11-22")
    };
    desk.keep(kept.id, kept.rev, patient, &newer).unwrap();
    let late = desk.keep(kept.id, kept.rev, patient, &note("2026-11-22"));
    assert_eq!(late.unwrap_err().code(), "stale");
    let page = open_draft(&desk.filiform, WhichDraft { draft: kept.id })
        .ok()
        .unwrap();
    assert_eq!(page.session.unwrap().story, "Slept well.");
}

#[test]
fn a_discarded_draft_can_be_taken_back() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let which = WhichDraft {
        draft: desk.draft(patient, &note("2026-11-22")).id,
    };
    discard_draft(&desk.filiform, which).unwrap();
    assert_eq!(
        open_draft(&desk.filiform, which).err().unwrap().code(),
        "gone"
    );
    assert!(
        restore_draft(&desk.filiform, which)
            .ok()
            .unwrap()
            .session
            .unwrap()
            == note("2026-11-22")
    );
}

#[test]
fn half_typed_numbers_and_needles_are_kept_as_typed() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut half = note("2026-1");
    half.sites[0].needle = "0.25x".into();
    half.pain_before = Some(11);
    let kept = desk.draft(patient, &half);
    let page = open_draft(&desk.filiform, WhichDraft { draft: kept.id })
        .ok()
        .unwrap();
    assert!(page.session.unwrap() == half);
}

#[test]
fn a_draft_that_could_not_be_opened_again_is_not_taken() {
    let desk = Desk::open();
    let typed = |kind: &str, body| KeepDraft {
        draft: None,
        kind: kind.into(),
        patient: None,
        rev: 0,
        body,
        caret: None,
    };
    for (kind, body) in [
        ("session", serde_json::json!({"pain_before": "seven"})),
        ("letter", serde_json::json!({})),
    ] {
        let refused = filiform::chart_session::keep_draft(&desk.filiform, typed(kind, body));
        assert_eq!(refused.unwrap_err().code(), "unreadable-command");
    }
}

#[test]
fn checking_says_what_is_missing_and_how_each_row_reads() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut session = note("2026-11-22");
    session.sites[1].side = None;
    session.sites[2].side = Some(Side::Both);
    session.breathlessness_advice = None;
    let checked = check_session(&desk.filiform, CheckSession { patient, session })
        .ok()
        .unwrap();
    let paths: Vec<_> = checked.problems.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(paths, ["sites[1].side", "breathlessness_advice"]);
    assert_eq!(checked.needles_of_rows, 4);
    assert!(checked.over_lung.contains(&"upper trapezius".to_owned()));
    assert_eq!(
        checked.rows[0],
        "left upper trapezius · TrP 1 · 0.25 × 40 mm · 15 mm deep · Pistoning / sparrow pecking · twitch × 3"
    );
    assert!(
        checked.rows[2].starts_with("left and right infraspinatus"),
        "{}",
        checked.rows[2]
    );
}
