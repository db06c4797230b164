//! Scores: what stands, what was corrected or taken back, and when an episode was scored last.

use crate::support::*;
use filiform_domain::entry::Entry;
use filiform_domain::ids::ScoreId;
use filiform_domain::measure::{Amount, Score, ScoreDraft, ScoreTakenBack};
use filiform_store::{Flow, Happened, Store, StoreError, Write};
use proptest::prelude::*;
use uuid::Uuid;

fn score_id(n: u128) -> ScoreId {
    ScoreId(Uuid::from_u128(0x5C_0000 + n))
}

/// A Neck Disability Index of patient `p` on this day of March 2026, in episode `e`.
pub(crate) fn score(p: u128, n: u128, day: u32, e: Option<u128>) -> Score {
    let date = format!("2026-03-{day:02}");
    Score {
        id: score_id(n),
        patient: patient_id(p),
        measure: "ndi".into(),
        series: "ndi".into(),
        day: date.parse().unwrap(),
        at: at(i64::from(day)),
        amount: Amount {
            sum: 38,
            of: 1,
            decimals: 0,
        },
        missing: 0,
        episode: e.map(episode_id),
        corrects: None,
        answer: ScoreDraft {
            measure: "ndi".into(),
            date,
            total: "38".into(),
            ..ScoreDraft::default()
        },
    }
}

pub(crate) fn scored(score: Score) -> Entry {
    Entry::MeasureScored(Box::new(score))
}

fn taken_back(score: Score) -> Entry {
    let why = "Another patient's form.".into();
    Entry::ScoreTakenBack(Box::new(ScoreTakenBack { score, why }))
}

fn standing(store: &Store) -> Vec<ScoreId> {
    let scores = store.scores(patient_id(1)).unwrap();
    scores.into_iter().map(|kept| kept.score.id).collect()
}

fn refused(store: &Store, entry: Entry) -> StoreError {
    let entries = vec![entry];
    let write = Write {
        entries,
        finish_draft: None,
    };
    store.transact(&stamp(90), write).err().unwrap()
}

#[test]
fn scores_come_back_by_day_and_a_correction_takes_the_place_of_what_was_wrong() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 20, scored(score(1, 1, 12, None)));
    write(&store, 21, scored(score(1, 2, 10, None)));
    assert_eq!(standing(&store), [score_id(2), score_id(1)]);
    let corrects = Some(score_id(1));
    let right = Score {
        corrects,
        ..score(1, 3, 12, None)
    };
    write(&store, 22, scored(right.clone()));
    assert_eq!(standing(&store), [score_id(2), score_id(3)]);
    assert!(store.score(score_id(1)).unwrap().is_none());
    assert_eq!(
        refused(
            &store,
            scored(Score {
                id: score_id(4),
                ..right
            })
        ),
        StoreError::StaleScore
    );
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn a_score_that_was_taken_back_counts_nowhere_and_is_still_shown() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 20, scored(score(1, 1, 12, None)));
    write(&store, 21, taken_back(score(1, 1, 12, None)));
    assert!(standing(&store).is_empty());
    let kept = store.score(score_id(1)).unwrap().unwrap();
    assert!(matches!(&kept.happened, Happened::TakenBack(gone) if gone.why.starts_with("Another")));
    let rows = store.between(patient_id(1), None, 10).unwrap().entries;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        refused(&store, taken_back(score(1, 1, 12, None))),
        StoreError::StaleScore
    );
    assert_eq!(
        refused(&store, taken_back(score(1, 7, 12, None))),
        StoreError::StaleScore
    );
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn an_episode_knows_when_it_was_scored_last_by_what_stands() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 20, Entry::EpisodeOpened(Box::new(episode(1, 1))));
    let scored_on = || store.episode(episode_id(1)).unwrap().unwrap().scored;
    assert_eq!(scored_on(), None);
    write(&store, 21, scored(score(1, 1, 10, Some(1))));
    let mut visit = session(1, 1, 30);
    visit.note.episode = episode_id(1).to_string();
    write(&store, 31, signed(visit));
    write(&store, 32, scored(score(1, 2, 12, Some(1))));
    assert_eq!(scored_on(), Some(("2026-03-12".parse().unwrap(), 1)));
    write(&store, 33, taken_back(score(1, 2, 12, Some(1))));
    assert_eq!(scored_on(), Some(("2026-03-10".parse().unwrap(), 0)));
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn rows_of_scores_that_were_changed_by_hand_are_noticed() {
    for harm in [
        "DELETE FROM score",
        "UPDATE score SET day = '1999-01-01' WHERE day = '2026-03-12'",
        "UPDATE episode SET scored_on = NULL",
        "UPDATE episode SET scored_held = 9",
    ] {
        let (folder, store) = practice();
        register_ada(&store);
        write(&store, 20, Entry::EpisodeOpened(Box::new(episode(1, 1))));
        write(&store, 21, scored(score(1, 1, 10, Some(1))));
        write(&store, 22, scored(score(1, 2, 12, Some(1))));
        store.close(at(23)).unwrap();
        raw(&home(&folder)).execute_batch(harm).unwrap();
        let store = open(&home(&folder)).unwrap();
        assert_ne!(verify(&store).problems, [], "{harm}");
        store.rebuild(&mut |_, _| Flow::Continue).unwrap();
        assert_eq!(verify(&store).problems, [], "{harm}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn whatever_is_scored_corrected_and_taken_back_folds_to_the_same_tables(
        steps in prop::collection::vec((0_u8..4, 1_u32..28, any::<bool>(), any::<usize>()), 1..14)
    ) {
        let (_folder, store) = practice();
        register_ada(&store);
        write(&store, 20, Entry::EpisodeOpened(Box::new(episode(1, 1))));
        for (n, (step, day, in_episode, of)) in (1_u128..).zip(steps) {
            let minutes = 30 + i64::try_from(n).unwrap();
            let standing = store.scores(patient_id(1)).unwrap();
            let chosen = (!standing.is_empty()).then(|| standing[of % standing.len()].score.clone());
            let fresh = score(1, n, day, in_episode.then_some(1));
            match (step, chosen) {
                (0 | 1, _) | (_, None) => write(&store, minutes, scored(fresh)),
                (2, Some(wrong)) => {
                    let corrects = Some(wrong.id);
                    write(&store, minutes, scored(Score { corrects, ..fresh }))
                }
                (_, Some(wrong)) => write(&store, minutes, taken_back(wrong)),
            };
        }
        let before = store.projections_snapshot().unwrap();
        prop_assert_eq!(verify(&store).problems, vec![]);
        store.rebuild(&mut |_, _| Flow::Continue).unwrap();
        prop_assert!(store.projections_snapshot().unwrap() == before);
    }
}
