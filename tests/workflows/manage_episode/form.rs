//! The form of an episode: what it begins with, what it keeps, and what it refuses.

use filiform::Error;
use filiform::chart_session;
use filiform::contract::{
    CheckEpisode, EpisodeForm, EpisodeTyped, KeepDraft, KeepEpisode, Nothing, StartEpisode,
};
use filiform::manage_episode::{check_episode, keep_episode, open_episode_form};
use filiform_domain::episode::GoalState;
use filiform_domain::ids::{DraftId, EpisodeId, PatientId};

use super::lines;
use crate::support::*;

fn form(desk: &Desk, patient: PatientId, episode: Option<EpisodeId>) -> EpisodeForm {
    let asked = StartEpisode {
        patient,
        episode,
        draft: None,
    };
    open_episode_form(&desk.filiform, asked).ok().unwrap()
}

fn keep_form(desk: &Desk, patient: PatientId, typed: &EpisodeTyped) -> (DraftId, u64) {
    let typed = KeepDraft {
        draft: None,
        kind: "episode".into(),
        patient: Some(patient),
        rev: 0,
        body: serde_json::to_value(typed).unwrap(),
        caret: Some("baseline:3".into()),
    };
    let kept = chart_session::keep_draft(&desk.filiform, typed).unwrap();
    (kept.id, kept.rev)
}

#[test]
fn a_new_episode_begins_today_with_the_words_of_the_record_and_keeps_nothing() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let form = form(&desk, patient, None);
    let typed = form.typed.content;
    assert_eq!(typed.opened_on, "2026-11-22");
    assert_eq!(typed.referral.referrer, "Dr. L. Hahn");
    assert!(typed.conditions == ada().conditions);
    assert!(typed.diagnosis.is_empty() && typed.referral.diagnosis.is_empty());
    assert!(form.stands.is_none() && form.kept.draft.is_none());
    assert_eq!(desk.open_drafts(), 0);
    assert!(lines(&desk, patient).is_empty());
}

#[test]
fn what_is_typed_is_kept_for_each_episode_apart_and_ends_with_the_keeping() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let id = desk.begin(patient, episode()).ok().unwrap().id;
    let mut change = form(&desk, patient, Some(id)).typed;
    change.content.baseline = "Rotation 4".into();
    let (draft, _) = keep_form(&desk, patient, &change);
    let mut fresh = form(&desk, patient, None).typed;
    assert!(
        fresh.episode.is_none(),
        "a new one is not the change of another"
    );
    fresh.content.opened_on = "21 no".into();
    let (other, _) = keep_form(&desk, patient, &fresh);
    desk.lock();
    desk.unlock(PASSPHRASE).unwrap();

    let on = form(&desk, patient, Some(id));
    assert_eq!(on.kept.draft, Some(draft));
    assert_eq!(on.kept.caret.as_deref(), Some("baseline:3"));
    assert_eq!(on.typed.content.baseline, "Rotation 4");
    let new = form(&desk, patient, None);
    assert_eq!(
        (new.kept.draft, new.typed.content.opened_on.as_str()),
        (Some(other), "21 no")
    );
    let asked = StartEpisode {
        patient,
        episode: None,
        draft: Some(draft),
    };
    let by_draft = open_episode_form(&desk.filiform, asked).ok().unwrap();
    assert_eq!(by_draft.typed.episode, Some(id));
    let kinds: Vec<_> = filiform::today::today(&desk.filiform, Nothing {})
        .unwrap()
        .drafts
        .into_iter()
        .map(|d| d.kind)
        .collect();
    assert_eq!(kinds, ["episode", "episode"]);

    let kept = KeepEpisode {
        patient,
        typed: on.typed,
        draft: Some(draft),
    };
    let page = keep_episode(&desk.filiform, kept).ok().unwrap();
    assert_eq!(page.content.baseline, "Rotation 4");
    assert!(form(&desk, patient, Some(id)).kept.draft.is_none());
    assert_eq!(desk.open_drafts(), 1);
}

#[test]
fn a_change_of_what_was_changed_meanwhile_is_refused_and_nothing_is_overwritten() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let page = desk.begin(patient, episode()).ok().unwrap();
    desk.change(patient, page.id, |draft| draft.baseline = "First.".into())
        .ok()
        .unwrap();
    let late = EpisodeTyped {
        episode: Some(page.id),
        based_on: page.revision,
        content: episode(),
    };
    let refused = desk.keep_typed(patient, late).err();
    assert_eq!(refused, Some(Error::Stale));
    assert_eq!(desk.episode(page.id).content.baseline, "First.");
}

#[test]
fn each_fault_stands_at_its_field_and_nothing_is_kept() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut wrong = episode();
    wrong.referral.expires = "2026-11-01".into();
    wrong.goals[0].state = GoalState::Met;
    let expected = [
        fault("referral.expires", "before-referral"),
        fault("goals[0].decided_on", "missing"),
    ];
    let typed = EpisodeTyped {
        content: wrong.clone(),
        ..EpisodeTyped::default()
    };
    let checked = check_episode(&desk.filiform, CheckEpisode { patient, typed });
    assert_eq!(
        faults::<()>(Err(Error::Fields(checked.ok().unwrap().problems))),
        expected
    );
    assert_eq!(faults(desk.begin(patient, wrong)), expected);
    assert!(lines(&desk, patient).is_empty());
}
