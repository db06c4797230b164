//! The patient's own activities, and the ratings of several days.

use super::*;

pub(super) fn activities(rows: &[(&str, &str)]) -> ScoreDraft {
    ScoreDraft {
        activities: rows
            .iter()
            .map(|(activity, score)| ActivityDraft {
                activity: (*activity).into(),
                score: (*score).into(),
            })
            .collect(),
        ..scored("psfs", "")
    }
}

#[test]
fn the_patients_own_activities_make_a_mean_and_a_series_of_their_own() {
    let first = check(&activities(&[
        ("Climb stairs", "3"),
        ("Sit for an hour", "4"),
        ("Run", "6"),
    ]))
    .ok()
    .unwrap();
    assert_eq!(
        (
            first.amount.sum,
            first.amount.of,
            first.amount.words().as_str()
        ),
        (13, 3, "4.3")
    );
    let same = check(&activities(&[
        ("run", "8"),
        ("climb stairs", "5"),
        ("Sit for an hour", "6"),
    ]))
    .ok()
    .unwrap();
    assert_eq!(
        first.series, same.series,
        "order and case make no new series"
    );
    let other = check(&activities(&[("Swim", "8"), ("climb stairs", "5")]))
        .ok()
        .unwrap();
    assert_ne!(
        first.series, other.series,
        "a changed activity starts a new series"
    );
}

#[test]
fn activities_are_named_once_rated_in_whole_numbers_and_at_most_five() {
    refused(&activities(&[]), "activities", "missing");
    refused(
        &activities(&[("Run", "")]),
        "activities[0].score",
        "missing",
    );
    refused(
        &activities(&[("", "3")]),
        "activities[0].activity",
        "missing",
    );
    refused(
        &activities(&[("Run", "11")]),
        "activities[0].score",
        "out-of-range",
    );
    refused(
        &activities(&[("Run", "2.5")]),
        "activities[0].score",
        "wrong-step",
    );
    refused(
        &activities(&[("Run", "2"), ("run ", "3")]),
        "activities[1].activity",
        "twice",
    );
    let six: Vec<_> = ["a", "b", "c", "d", "e", "f"]
        .map(|name| (name, "1"))
        .into();
    refused(&activities(&six), "activities", "too-many");
}

fn daily(rows: &[(&str, &str)]) -> ScoreDraft {
    ScoreDraft {
        measure: "nprs-average".into(),
        days: rows
            .iter()
            .map(|(date, score)| DayDraft {
                date: (*date).into(),
                score: (*score).into(),
            })
            .collect(),
        ..ScoreDraft::default()
    }
}

#[test]
fn five_daily_ratings_make_a_mean_that_no_single_rating_is_compared_with() {
    let mean = check(&daily(&[
        ("2026-11-16", "6"),
        ("2026-11-17", "5"),
        ("2026-11-18", "7"),
        ("2026-11-19", "6"),
        ("2026-11-20", "5"),
    ]))
    .ok()
    .unwrap();
    assert_eq!((mean.amount.words().as_str(), mean.missing), ("5.8", 0));
    assert_eq!(
        mean.day.to_string(),
        "2026-11-20",
        "it counts for the last of its days"
    );
    let single = check(&scored("nprs-average", "6")).ok().unwrap();
    assert_ne!(mean.series, single.series);
    let gaps = check(&daily(&[
        ("2026-11-16", "6"),
        ("2026-11-17", ""),
        ("2026-11-18", ""),
    ]))
    .ok()
    .unwrap();
    assert_eq!(
        (gaps.missing, gaps.amount.of),
        (4, 1),
        "a day without a rating is missing, not zero"
    );
    refused(&daily(&[("2026-11-16", "")]), "days", "missing");
    refused(
        &daily(&[("2026-11-16", "6"), ("2026-11-16", "5")]),
        "days[1].date",
        "twice",
    );
    refused(&daily(&[("2026-11-24", "6")]), "days[0].date", "future");
    refused(
        &daily(&[("2026-10-01", "6"), ("2026-11-16", "5")]),
        "days",
        "too-far-apart",
    );
    let ndi = ScoreDraft {
        measure: "ndi".into(),
        ..daily(&[("2026-11-16", "6")])
    };
    refused(&ndi, "days", "not-asked");
}

#[test]
fn a_score_goes_into_the_ledger_and_comes_back_the_same() {
    let score = check(&activities(&[("Run", "3")])).ok().unwrap();
    let text = serde_json::to_string(&score).unwrap();
    assert!(serde_json::from_str::<Score>(&text).unwrap() == score);
}
