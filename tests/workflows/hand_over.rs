//! A colleague's note is handed over, not signed for them.

use filiform::Error;
use filiform::chart_session::{discard_draft, open_draft};
use filiform::contract::{
    HandOnDrafts, HandOver, KeepDraft, Nothing, RemoveTherapist, SignSession, Today, WhichDraft,
    WhichSession,
};
use filiform::hand_over::{colleagues, hand_on_drafts, hand_over_draft, take_back_draft};
use filiform::manage_therapists::remove_therapist;
use filiform_domain::ids::{DraftId, TherapistId};
use filiform_domain::role::RoleName;

use crate::manage_therapists::{join, switch_to};
use crate::support::*;

fn today(desk: &Desk) -> Today {
    filiform::today::today(&desk.filiform, Nothing {}).unwrap()
}

fn give(desk: &Desk, draft: DraftId, to: TherapistId) -> Result<Nothing, Error> {
    hand_over_draft(&desk.filiform, HandOver { draft, to })
}

fn gone<T>(result: Result<T, Error>) -> bool {
    result.err() == Some(Error::Gone)
}

#[test]
fn a_draft_handed_over_becomes_the_colleagues_to_sign() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let chen = join(&desk, "B. Chen", RoleName::Therapist).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    let known = colleagues(&desk.filiform, Nothing {})
        .ok()
        .unwrap()
        .colleagues;
    assert_eq!(
        known
            .iter()
            .map(|c| (c.id, c.name.as_str()))
            .collect::<Vec<_>>(),
        [(chen, "B. Chen, PT")]
    );
    give(&desk, kept.id, chen).ok().unwrap();
    assert!(today(&desk).drafts.is_empty(), "it left the author's list");
    let handed = today(&desk).handed;
    assert_eq!(
        (
            handed[0].name.as_str(),
            handed[0].to.as_str(),
            handed[0].at.as_str()
        ),
        ("Okafor, Adá", "B. Chen, PT", "today 14:05")
    );
    let sign = SignSession {
        draft: kept.id,
        rev: kept.rev,
    };
    assert!(gone(filiform::sign_session::sign_session(
        &desk.filiform,
        sign.clone()
    )));

    switch_to(&desk, OTHER_PASSPHRASE);
    let mine = today(&desk).drafts;
    assert_eq!(
        mine[0].handed_over.as_deref(),
        Some("A. Rivera, PT, DPT, today 14:05")
    );
    let page = open_draft(&desk.filiform, WhichDraft { draft: kept.id })
        .ok()
        .unwrap();
    assert!(page.session.unwrap() == note("2026-11-22"), "word for word");
    let signed = filiform::sign_session::sign_session(&desk.filiform, sign).unwrap();
    let shown = filiform::review_history::open_session(
        &desk.filiform,
        WhichSession {
            session: signed.session,
        },
    );
    assert_eq!(shown.ok().unwrap().signed_by, "B. Chen, PT");
}

#[test]
fn it_can_be_taken_back_until_it_was_opened() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let chen = join(&desk, "B. Chen", RoleName::Therapist).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    let which = WhichDraft { draft: kept.id };
    give(&desk, kept.id, chen).ok().unwrap();
    take_back_draft(&desk.filiform, which).ok().unwrap();
    assert_eq!(today(&desk).drafts.len(), 1);
    assert_eq!(today(&desk).drafts[0].handed_over, None);
    give(&desk, kept.id, chen).ok().unwrap();
    switch_to(&desk, OTHER_PASSPHRASE);
    open_draft(&desk.filiform, which).ok().unwrap();
    switch_to(&desk, PASSPHRASE);
    assert!(today(&desk).handed.is_empty());
    assert!(gone(take_back_draft(&desk.filiform, which)));
}

#[test]
fn nobody_reaches_anothers_draft() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let chen = join(&desk, "B. Chen", RoleName::Therapist).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    switch_to(&desk, OTHER_PASSPHRASE);
    let which = WhichDraft { draft: kept.id };
    assert!(gone(open_draft(&desk.filiform, which)));
    assert!(gone(discard_draft(&desk.filiform, which)));
    assert!(gone(take_back_draft(&desk.filiform, which)));
    assert!(gone(give(&desk, kept.id, chen)), "nor gives it away");
    let typed = KeepDraft {
        draft: Some(kept.id),
        kind: "session".into(),
        patient: Some(patient),
        rev: kept.rev,
        body: serde_json::json!({}),
        caret: None,
    };
    let overwritten = filiform::chart_session::keep_draft(&desk.filiform, typed);
    assert_eq!(overwritten.unwrap_err().code(), "not-the-signer");
    assert!(today(&desk).drafts.is_empty());
}

#[test]
fn a_note_goes_only_to_somebody_who_signs_notes() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let desk_clerk = join(&desk, "D. Desk", RoleName::FrontDesk).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    assert!(gone(give(&desk, kept.id, desk_clerk)));
    assert!(gone(give(&desk, kept.id, TherapistId::new(0, [9; 10]))));
    assert_eq!(today(&desk).drafts.len(), 1);
}

#[test]
fn the_owner_hands_on_what_somebody_who_left_did_not_finish() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let chen = join(&desk, "B. Chen", RoleName::Therapist).id;
    let owner = colleague_of(&desk, "A. Rivera");
    switch_to(&desk, OTHER_PASSPHRASE);
    let kept = desk.draft(patient, &note("2026-11-22"));
    switch_to(&desk, PASSPHRASE);
    let on = HandOnDrafts {
        from: chen,
        to: owner,
    };
    assert!(
        gone(hand_on_drafts(&desk.filiform, on.clone())),
        "not while they work here"
    );
    let left = RemoveTherapist {
        id: chen,
        own_passphrase: PASSPHRASE.into(),
    };
    let page = remove_therapist(&desk.filiform, left).ok().unwrap();
    assert_eq!(page.people[1].drafts, 1, "the owner sees that it waits");
    let to_nobody = HandOnDrafts { to: chen, ..on };
    assert!(gone(hand_on_drafts(&desk.filiform, to_nobody)));
    hand_on_drafts(&desk.filiform, on).ok().unwrap();
    let mine = today(&desk).drafts;
    assert_eq!(
        mine[0].handed_over.as_deref(),
        Some("B. Chen, PT, today 14:05")
    );
    let page = open_draft(&desk.filiform, WhichDraft { draft: kept.id });
    assert!(page.unwrap().session.unwrap() == note("2026-11-22"));
}

/// The id of somebody who works here.
fn colleague_of(desk: &Desk, name: &str) -> TherapistId {
    let page = filiform::manage_therapists::therapists_page(&desk.filiform, Nothing {});
    let people = page.ok().unwrap().people;
    people.iter().find(|p| p.name == name).unwrap().id
}
