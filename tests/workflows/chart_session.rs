//! Chart a session: nothing typed is ever lost.

use filiform::chart_session::{
    check_session, discard_draft, open_draft, repeat_session, restore_draft, start_session,
};
use filiform::contract::{
    CheckSession, KeepDraft, Nothing, StartSession, WhichDraft, WhichSession,
};
use filiform::review_history::open_session;
use filiform::settings::{change_therapist, practice_page};
use filiform_domain::needle_box::NeedleBox;
use filiform_domain::practice::Therapist;
use filiform_domain::session::SessionDraft;
use filiform_domain::site::{Side, Twitch};
use filiform_domain::visit::{NotHeld, NotHeldHow};

use crate::support::*;

mod mistakes;

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
        "left upper trapezius · trigger point 1 · 0.25 × 40 mm · 15 mm deep · Pistoning / sparrow pecking · twitch × 3"
    );
    assert!(
        checked.rows[2].starts_with("left and right infraspinatus"),
        "{}",
        checked.rows[2]
    );
}

#[test]
fn repeating_lays_out_the_last_rows_to_be_confirmed_and_copies_no_answer() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut before = note("2026-11-20");
    before.story = "Sharp on turning.".into();
    desk.sign(patient, &before).unwrap();
    desk.sign(patient, &missed("2026-11-21")).unwrap();
    let page = repeat_session(&desk.filiform, StartSession { patient })
        .ok()
        .unwrap();
    let typed = page.session.unwrap();
    assert_eq!(
        typed.sites.len(),
        3,
        "a missed visit is nobody's last session"
    );
    assert!(typed.sites.iter().all(|row| row.repeats == "2026-11-20"));
    assert!(
        typed
            .sites
            .iter()
            .all(|row| row.twitch.is_none() && row.needle == "0.25x40")
    );
    assert_eq!(
        (typed.pain_before, typed.pain_after, typed.story.as_str()),
        (None, None, "")
    );
    assert_eq!(
        (typed.region.as_str(), typed.consent, typed.needles_in),
        ("neck", None, None)
    );
    let again = repeat_session(&desk.filiform, StartSession { patient })
        .ok()
        .unwrap();
    assert_eq!((again.id, again.session.unwrap().sites.len()), (page.id, 3));
    assert_eq!(page.last_settings.len(), 3);
    assert_eq!(
        page.last_settings[0].words,
        "0.25 × 40 mm · Pistoning / sparrow pecking"
    );
}

#[test]
fn rows_that_stay_unconfirmed_are_listed_and_left_out_of_the_signed_note() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let page = repeat_session(&desk.filiform, StartSession { patient })
        .ok()
        .unwrap();
    let mut typed = SessionDraft {
        sites: page.session.unwrap().sites,
        ..note("2026-11-22")
    };
    typed.sites[0].repeats.clear();
    typed.sites[0].twitch = Some(Twitch::None);
    (typed.needles_in, typed.needles_out) = (Some(1), Some(1));
    let session = desk.sign(patient, &typed).unwrap();
    let kept = open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap();
    assert_eq!(kept.note.sites.len(), 1);
    assert!(kept.note.sites[0].repeats.is_empty());
}

#[test]
fn a_missed_visit_is_a_note_of_its_own_and_no_session_of_the_course() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &missed("2026-11-20")).unwrap();
    let page = open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap();
    assert_eq!(page.line.not_held.as_deref(), Some("missed"));
    assert_eq!(
        page.text,
        [(
            "Visit not held".to_owned(),
            "missed · child was ill".to_owned()
        )]
    );
    let started = start_session(&desk.filiform, StartSession { patient })
        .ok()
        .unwrap();
    assert_eq!(started.visit, 1, "nothing was held yet");
}

fn missed(date: &str) -> SessionDraft {
    SessionDraft {
        date: date.into(),
        time: "09:20".into(),
        not_held: Some(NotHeld {
            how: Some(NotHeldHow::Missed),
            reason: "child was ill".into(),
            ..NotHeld::default()
        }),
        ..SessionDraft::default()
    }
}

/// Whatever a note can hold: charted, signed, read again, it says the same.
#[test]
fn the_whole_note_comes_back_as_it_was_charted() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let whole: SessionDraft =
        serde_json::from_str(include_str!("../support/whole_note.json")).unwrap();
    let session = desk.sign(patient, &whole).unwrap();
    let page = open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap();
    assert!(
        page.note == whole,
        "{}",
        serde_json::to_string(&page.note).unwrap()
    );
}

#[test]
fn a_row_is_offered_the_open_boxes_of_its_size_and_an_old_one_says_so() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let opened = |lot: &str, expires: &str| NeedleBox {
        needle: "0.25x40".into(),
        brand: "Seirin".into(),
        lot: lot.into(),
        expires: expires.into(),
        opened: "2026-11-01".into(),
    };
    let kept = practice_page(&desk.filiform, Nothing {}).ok().unwrap();
    let therapist = Therapist {
        boxes: vec![opened("A17", "2028-06-30"), opened("Z1", "2026-03-01")],
        ..kept.therapist
    };
    change_therapist(&desk.filiform, therapist).ok().unwrap();
    let mut session = note("2026-11-22");
    session.sites[0].needle = "0.25 x 40".into();
    let checked = check_session(&desk.filiform, CheckSession { patient, session })
        .ok()
        .unwrap();
    let offered: Vec<(&str, &str)> = checked.boxes[0]
        .iter()
        .map(|offer| (offer.words.as_str(), offer.expired.as_str()))
        .collect();
    assert_eq!(
        offered,
        [
            ("Seirin, lot A17, opened 1 Nov 2026", ""),
            (
                "Seirin, lot Z1, opened 1 Nov 2026",
                "Expired on 1 Mar 2026."
            )
        ]
    );
}
