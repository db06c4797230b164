//! Episodes of care: what stands now, the visits of each counted as they are signed, and what needs attention.

use std::collections::BTreeMap;

use crate::support::*;
use filiform_domain::entry::Entry;
use filiform_domain::episode::EpisodeWritten;
use filiform_domain::ids::EntryId;
use filiform_domain::visit::{NotHeld, NotHeldHow};
use filiform_store::AttentionKind::{Certification, Expiry, Plan, Reassessment, Visits};
use filiform_store::{
    AttentionKind, Flow, Happened, StepKind, Store, StoreError, WhatIsDue, Write,
};
use proptest::prelude::*;
use uuid::Uuid;

pub(crate) fn opened(written: EpisodeWritten) -> Entry {
    Entry::EpisodeOpened(Box::new(written))
}

fn changed_to(based_on: u32, written: EpisodeWritten) -> Entry {
    Entry::EpisodeChanged(Box::new(EpisodeWritten {
        based_on,
        ..written
    }))
}

pub(crate) fn closing(based_on: u32, written: EpisodeWritten) -> Entry {
    Entry::EpisodeClosed(Box::new(EpisodeWritten {
        based_on,
        ..closed(written)
    }))
}

/// A visit of episode `e`.
pub(crate) fn visit_of(p: u128, s: u128, e: u128, minutes: i64, held: bool) -> Entry {
    let mut visit = session(p, s, minutes);
    visit.note.episode = episode_id(e).to_string();
    if !held {
        visit.note.sites.clear();
        visit.note.not_held = Some(NotHeld {
            how: Some(NotHeldHow::Missed),
            ..NotHeld::default()
        });
    }
    signed(visit)
}

/// Visits that were held and not held, and the revision.
fn counted(store: &Store, e: u128) -> (u32, u32, u32) {
    let kept = store.episode(episode_id(e)).unwrap().unwrap();
    (kept.held, kept.not_held, kept.revision)
}

fn due(ending_by: &str, visits_left: u32, reassess_by: &str) -> WhatIsDue {
    WhatIsDue {
        ending_by: ending_by.parse().unwrap(),
        visits_left,
        reassess_by: reassess_by.parse().unwrap(),
        scored_by: "1970-01-01".parse().unwrap(),
        visits_since_score: u32::MAX,
    }
}

fn kinds(store: &Store, due: &WhatIsDue) -> Vec<AttentionKind> {
    let found = store.attention(due, 10).unwrap();
    found.into_iter().map(|line| line.kind).collect()
}

#[test]
fn visits_are_counted_as_they_are_signed_and_those_not_held_apart() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    write(&store, 2, opened(episode(1, 1)));
    write(&store, 2, opened(episode(1, 2)));
    assert_eq!(counted(&store, 1), (0, 0, 1));
    write(&store, 20, visit_of(1, 1, 1, 10, true));
    write(&store, 21, visit_of(1, 2, 1, 11, true));
    write(&store, 22, visit_of(1, 3, 1, 12, false));
    write(&store, 23, visit_of(1, 4, 2, 13, true));
    write(&store, 24, signed(session(1, 5, 14)));
    assert_eq!(counted(&store, 1), (2, 1, 1));
    assert_eq!(counted(&store, 2), (1, 0, 1));
    let page = store.history(ada, None, 10).unwrap();
    let theirs: Vec<_> = page.sessions.iter().map(|visit| visit.episode).collect();
    let (first, second) = (Some(episode_id(1)), Some(episode_id(2)));
    assert_eq!(theirs, [None, second, first, first, first]);
    assert_eq!(store.episode_ids(ada).unwrap().len(), 2);
}

#[test]
fn a_visit_of_an_episode_of_somebody_else_counts_for_nobody() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(
        &store,
        1,
        registered(2, patient("Silva", "Inês", "1990-07-01")),
    );
    write(&store, 2, opened(episode(2, 1)));
    write(&store, 20, visit_of(1, 1, 1, 10, true));
    assert_eq!(counted(&store, 1), (0, 0, 1));
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn a_change_names_the_revision_it_was_based_on() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 2, opened(episode(1, 1)));
    write(&store, 20, visit_of(1, 1, 1, 10, true));
    write(&store, 3, changed_to(1, episode(1, 1)));
    assert_eq!(counted(&store, 1), (1, 0, 2), "the visits stay counted");
    let refused = |entry| store.transact(&stamp(4), Write::one(entry)).unwrap_err();
    assert_eq!(
        refused(changed_to(1, episode(1, 1))),
        StoreError::StaleEpisode
    );
    assert_eq!(refused(closing(1, episode(1, 1))), StoreError::StaleEpisode);
    assert_eq!(refused(opened(episode(1, 1))), StoreError::AlreadyWritten);
    assert_eq!(
        refused(changed_to(1, episode(1, 9))),
        StoreError::UnknownEpisode
    );
    assert_eq!(refused(opened(episode(9, 1))), StoreError::UnknownPatient);
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn the_open_episode_that_began_last_stands_first() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    for (e, day) in [(1, "2026-11-10"), (2, "2026-11-20"), (3, "2026-11-15")] {
        let mut written = episode(1, e);
        written.episode.opened_on = day.parse().unwrap();
        write(&store, 2, opened(written));
    }
    write(&store, 3, closing(1, episode(1, 2)));
    let order: Vec<_> = store.episodes(ada).unwrap().iter().map(|e| e.id).collect();
    assert_eq!(order, [episode_id(3), episode_id(1), episode_id(2)]);
    assert!(store.episodes(patient_id(77)).unwrap().is_empty());
}

#[test]
fn an_episode_begins_before_the_visits_of_its_day_and_ends_after_them() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    write(&store, 2, opened(episode(1, 1)));
    write(&store, 3, contact(1, 1, 60));
    write(&store, 4, closing(1, episode(1, 1)));
    let mut again = episode(1, 1);
    again.reopened = true;
    write(&store, 5, changed_to(2, again));
    write(&store, 6, changed_to(3, episode(1, 1)));
    let page = store.between(ada, None, 10).unwrap();
    let what: Vec<_> = page
        .entries
        .iter()
        .map(|kept| match &kept.happened {
            Happened::Episode(step) => Some(step.kind),
            _ => None,
        })
        .collect();
    let (opened, closed) = (Some(StepKind::Opened), Some(StepKind::Closed));
    assert_eq!(
        what,
        [closed, None, Some(StepKind::Reopened), opened],
        "a change that opens or closes nothing is no row"
    );
    let first = page.entries.last().unwrap();
    let entry = EntryId(first.happened.id());
    assert!(store.episode_step(entry).unwrap().as_ref() == Some(first));
    assert!(store.episode_step(EntryId(Uuid::nil())).unwrap().is_none());
}

#[test]
fn what_needs_attention_is_found_at_its_edge_and_only_of_open_episodes() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 2, opened(episode(1, 1)));
    assert_eq!(kinds(&store, &due("2027-01-02", 11, "2026-11-30")), [Plan]);
    assert_eq!(
        kinds(&store, &due("2027-01-03", 12, "2026-12-01")),
        [Plan, Expiry, Visits, Reassessment]
    );
    let all = due("2027-02-20", 12, "2026-12-01");
    assert_eq!(
        kinds(&store, &all),
        [Plan, Expiry, Visits, Certification, Reassessment]
    );
    write(&store, 20, visit_of(1, 1, 1, 10, true));
    let left = due("2026-11-22", 11, "2026-11-22");
    let found = store.attention(&left, 10).unwrap();
    assert_eq!(
        found
            .iter()
            .map(|line| (line.kind, line.held, line.authorised))
            .collect::<Vec<_>>(),
        [(Plan, 1, Some(12)), (Visits, 1, Some(12))]
    );
    assert_eq!(found[0].sent_to.as_deref(), Some("Dr. L. Hahn"));
    write(&store, 21, closing(1, episode(1, 1)));
    assert_eq!(kinds(&store, &all), [], "a closed episode needs nothing");
}

#[test]
fn the_most_pressing_comes_first_and_no_more_than_asked() {
    let (_folder, store) = practice();
    register_ada(&store);
    for (e, day) in [(1, "2027-01-03"), (2, "2026-12-24"), (3, "2026-12-31")] {
        let mut written = episode(1, e);
        written.episode.referral.as_mut().unwrap().expires = day.parse().ok();
        written.episode.plan_of_care = None;
        write(&store, 2, opened(written));
    }
    let found = store.attention(&due("2027-12-31", 0, "2026-11-22"), 2);
    let episodes: Vec<_> = found.unwrap().iter().map(|line| line.episode).collect();
    assert_eq!(episodes, [episode_id(2), episode_id(3)]);
}

#[test]
fn rebuilding_mends_episodes_that_were_changed_by_hand() {
    for harm in [
        "UPDATE episode SET held = held + 1",
        "UPDATE episode SET not_held = 7",
        "UPDATE episode SET revision = 9",
        "UPDATE episode SET entry = opened",
        "UPDATE session SET episode = NULL",
        "DELETE FROM episode",
    ] {
        let (folder, store) = practice();
        register_ada(&store);
        write(&store, 2, opened(episode(1, 1)));
        write(&store, 3, changed_to(1, closed(episode(1, 1))));
        write(&store, 20, visit_of(1, 1, 1, 10, true));
        let before = store.projections_snapshot().unwrap();
        drop(store);
        raw(&home(&folder)).execute_batch(harm).unwrap();
        let store = open(&home(&folder)).unwrap();
        assert_ne!(verify(&store).problems, [], "{harm} is found");
        store.rebuild(&mut |_, _| Flow::Continue).unwrap();
        assert!(store.projections_snapshot().unwrap() == before, "{harm}");
        assert_eq!(verify(&store).problems, [], "{harm}");
    }
}

/// Something that happens to an episode of one of two patients.
#[derive(Debug, Clone)]
enum Step {
    Open,
    Close,
    Reopen,
    Change,
    Visit(i64, bool),
}

fn step() -> impl Strategy<Value = (u128, u128, Step)> {
    let step = prop_oneof![
        Just(Step::Open),
        Just(Step::Close),
        Just(Step::Reopen),
        Just(Step::Change),
        (-5_i64..5, any::<bool>()).prop_map(|(minutes, held)| Step::Visit(minutes, held)),
    ];
    (1_u128..3, 0_u128..3, step)
}

/// The entry of a step, as far as it is possible now.
fn entry_of(
    n: u128,
    (p, e, step): (u128, u128, Step),
    revisions: &mut BTreeMap<u128, u32>,
) -> Option<Entry> {
    let e = p * 10 + e;
    if let Step::Visit(minutes, held) = step {
        return Some(visit_of(p, n, e, minutes, held));
    }
    let revision = revisions.entry(e).or_default();
    let based_on = *revision;
    let entry = match (step, based_on) {
        (Step::Open, 0) => opened(episode(p, e)),
        (Step::Open | Step::Visit(..), _) | (_, 0) => return None,
        (Step::Close, _) => closing(based_on, episode(p, e)),
        (Step::Reopen, _) => {
            let mut again = episode(p, e);
            again.reopened = true;
            changed_to(based_on, again)
        }
        (Step::Change, _) => changed_to(based_on, episode(p, e)),
    };
    *revision += 1;
    Some(entry)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_was_folded_step_by_step_is_what_is_folded_anew(
        steps in proptest::collection::vec(step(), 0..40),
    ) {
        let (_folder, store) = practice();
        register_ada(&store);
        write(&store, 1, registered(2, patient("Silva", "Inês", "1990-07-01")));
        let mut revisions = BTreeMap::new();
        for (n, step) in (0_u128..).zip(steps) {
            if let Some(entry) = entry_of(n, step, &mut revisions) {
                write(&store, 20, entry);
            }
        }
        let before = store.projections_snapshot().unwrap();
        prop_assert_eq!(verify(&store).problems, vec![]);
        store.rebuild(&mut |_, _| Flow::Continue).unwrap();
        prop_assert!(store.projections_snapshot().unwrap() == before);
    }
}
