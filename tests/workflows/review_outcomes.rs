//! Review a patient's outcomes.

use filiform::Error;
use filiform::contract::{
    OutcomeDrawn, OutcomeReads, OutcomeSeries, OutcomesPage, ReviewOutcomes, WhichPatient,
};
use filiform::review_outcomes::review_outcomes;
use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::measure::ScoreDraft;
use filiform_domain::site::Side;
use filiform_domain::visit::{NotHeld, NotHeldHow};

use crate::support::*;

mod saved;
mod treated;

fn page(desk: &Desk, patient: PatientId) -> OutcomesPage {
    review_outcomes(
        &desk.filiform,
        ReviewOutcomes {
            patient,
            episode: None,
        },
    )
    .ok()
    .unwrap()
}

fn words(series: &OutcomeSeries) -> Vec<&str> {
    series.said.iter().map(|said| said.words.as_str()).collect()
}

/// A visit with this pain before and after.
fn visit(date: &str, before: i64, after: i64) -> filiform_domain::session::SessionDraft {
    let mut session = note(date);
    (session.pain_before, session.pain_after) = (Some(before), Some(after));
    session
}

#[test]
fn baseline_and_latest_are_compared_and_never_the_best_pair() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for (day, percent) in [
        ("2026-10-01", "38"),
        ("2026-10-15", "4"),
        ("2026-11-20", "16"),
    ] {
        desk.score(patient, ndi(day, percent)).ok().unwrap();
    }
    let page = page(&desk, patient);
    let [series] = page.series.as_slice() else {
        panic!("one series")
    };
    let change = series.change.as_ref().unwrap();
    assert_eq!(
        (change.first.as_str(), change.latest.as_str()),
        ("38 %", "16 %")
    );
    assert_eq!(
        (
            change.change.as_str(),
            change.percent.as_deref(),
            change.days
        ),
        (
            "\u{2212}22 percentage points",
            Some("\u{2212}58 % of the baseline"),
            50
        )
    );
    assert!(
        change.error.starts_with("20.4% (10.2 of 50)") && change.important.contains("7.5 of 50")
    );
    assert_eq!(change.reads, OutcomeReads::Better);
    assert_eq!(
        words(series),
        [
            "Neck Disability Index fell from 38 % to 16 % in 50 days, larger than a published estimate of measurement error.",
            "Better by the published threshold and by more than a published estimate of measurement error.",
            "3 to 9 points: joined, and no verdict.",
        ]
    );
    assert_eq!(series.threshold_at, Some(18_000));
    assert_eq!(series.error_band, Some((17_600, 58_400)));
    assert_eq!((series.drawn, series.median), (OutcomeDrawn::Joined, None));
}

#[test]
fn every_sentence_opens_the_rule_and_the_sources_that_it_follows() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &visit("2026-11-03", 7, 4)).unwrap();
    desk.sign(patient, &visit("2026-11-20", 3, 2)).unwrap();
    desk.score(patient, ndi("2026-11-03", "38")).ok().unwrap();
    desk.score(patient, ndi("2026-11-20", "37")).ok().unwrap();
    let page = page(&desk, patient);
    let all = page.series.iter().flat_map(|series| &series.said);
    let all: Vec<_> = all.chain([&page.counts]).chain(&page.missing).collect();
    assert!(all.len() > 6);
    for said in all {
        assert!(said.rule.len() > 30, "{}", said.words);
        assert!(
            said.sources.iter().all(|source| source.len() > 10),
            "{:?}",
            said.sources
        );
    }
    let verdict = &page.series[1].said[1];
    assert_eq!(verdict.words, "No clear change.");
    assert!(
        verdict.rule.contains("20%"),
        "the measure's own note stands with the rule: {}",
        verdict.rule
    );
    assert!(
        verdict
            .sources
            .iter()
            .any(|source| source.contains("mechanical neck disorders")),
        "{:?}",
        verdict.sources
    );
}

#[test]
fn pain_before_the_visits_leads_with_what_is_missing_and_the_same_visit_apart() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &visit("2026-11-03", 7, 4)).unwrap();
    let mut unrated = note("2026-11-10");
    (unrated.pain_before, unrated.pain_after) = (None, None);
    desk.sign(patient, &unrated).unwrap();
    let mut missed = note("2026-11-12");
    missed.sites.clear();
    missed.not_held = Some(NotHeld {
        how: Some(NotHeldHow::Missed),
        ..NotHeld::default()
    });
    let missed = desk.sign(patient, &missed);
    desk.sign(patient, &visit("2026-11-20", 3, 2)).unwrap();
    let page = page(&desk, patient);
    let pain = &page.series[0];
    assert_eq!(pain.name, "Pain now, before each visit");
    assert_eq!(pain.points[0].same_visit, Some(4000));
    assert_eq!(pain.points[1].remark, "not rated");
    assert_eq!(
        words(pain)[0],
        "Pain now, before each visit fell from 7 points to 3 points in 17 days, larger than a published estimate of measurement error."
    );
    let missing: Vec<_> = page
        .missing
        .iter()
        .map(|said| said.words.as_str())
        .collect();
    if missed.is_ok() {
        assert_eq!(
            missing,
            [
                "1 visit not held.",
                "Pain before the visit not rated at 1 of 3 visits."
            ]
        );
        assert_eq!(pain.points[2].remark, "visit not held");
    }
    assert!(
        page.counts.words.starts_with("3 sessions, "),
        "{}",
        page.counts.words
    );
}

#[test]
fn fewer_points_get_fewer_claims() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.score(patient, ndi("2026-09-01", "60")).ok().unwrap();
    assert_eq!(
        words(&page(&desk, patient).series[0]),
        [
            "Not enough ratings to judge.",
            "Fewer than 3 points: numbers only."
        ]
    );
    desk.score(patient, ndi("2026-09-05", "10")).ok().unwrap();
    let two = page(&desk, patient);
    assert_eq!(
        words(&two.series[0])[1],
        "Not enough ratings to judge.",
        "four days apart"
    );
    assert_eq!(two.series[0].drawn, OutcomeDrawn::Numbers);
    for (n, percent) in [
        "58", "62", "57", "63", "20", "18", "22", "17", "21", "19", "23",
    ]
    .into_iter()
    .enumerate()
    {
        desk.score(patient, ndi(&format!("2026-10-{:02}", n + 1), percent))
            .ok()
            .unwrap();
    }
    let many = page(&desk, patient);
    assert_eq!(many.series[0].drawn, OutcomeDrawn::Rules);
    assert!(many.series[0].median.is_some());
    let last = words(&many.series[0]).pop().unwrap().to_owned();
    assert!(last.contains("run-chart rules"), "{last}");
    if last.starts_with("Signal") {
        assert!(
            last.contains("6 to 39 of 100"),
            "a signal says how often it is false"
        );
    }
}

/// Every kind of series that the content has.
fn kinds() -> Vec<ScoreDraft> {
    let day = "2026-11-01";
    let mut kinds = Vec::new();
    for pain in ["nprs-current", "nprs-best", "nprs-worst", "nprs-average"] {
        kinds.push(total(pain, day, "6"));
        kinds.push(daily(
            pain,
            &[
                ("2026-10-28", "6"),
                ("2026-10-29", "5"),
                ("2026-10-30", "6"),
                ("2026-10-31", "7"),
                (day, "6"),
            ],
        ));
    }
    for other in [
        "ndi",
        "odi",
        "rmdq",
        "quickdash",
        "groc-15",
        "groc-11",
        "fabq-pa",
        "fabq-w",
    ] {
        kinds.push(total(other, day, "5"));
    }
    kinds.push(psfs(day, &[("Run", "3")]));
    kinds.push(psfs(day, &[("Run", "3"), ("Climb stairs", "4")]));
    for version in ["pain-free", "unassisted", "assisted"] {
        kinds.push(ScoreDraft {
            version: version.into(),
            measurements: Some(3),
            ..total("mouth-opening", day, "30")
        });
    }
    for version in ["likert", "vas", "nrs"] {
        kinds.push(ScoreDraft {
            version: version.into(),
            ..total("womac", day, "30")
        });
    }
    for (joint, side) in [
        ("shoulder", Side::Left),
        ("shoulder", Side::Right),
        ("knee", Side::Left),
    ] {
        kinds.push(ScoreDraft {
            joint: joint.into(),
            side: Some(side),
            ..total("sane", day, "60")
        });
    }
    kinds
}

#[test]
fn no_two_kinds_of_scores_are_ever_on_one_line() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &visit("2026-11-01", 7, 4)).unwrap();
    let kinds = kinds();
    for kind in &kinds {
        desk.score(patient, kind.clone()).ok().unwrap();
    }
    let page = page(&desk, patient);
    assert_eq!(
        page.series.len(),
        kinds.len() + 1,
        "a line for each kind, and one for the visits"
    );
    for (n, one) in page.series.iter().enumerate() {
        assert_eq!(one.points.len(), 1, "{}", one.key);
        for other in page.series.iter().skip(n + 1) {
            assert_ne!(one.key, other.key);
            assert_ne!(
                (&one.name, &one.detail),
                (&other.name, &other.detail),
                "told apart by eye as well"
            );
        }
    }
}

#[test]
fn an_episode_shows_its_own_scores_and_visits_alone() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.score(patient, ndi("2026-05-01", "60")).ok().unwrap();
    let id = desk.begin(patient, episode()).ok().unwrap().id;
    desk.score(patient, ndi("2026-11-04", "38")).ok().unwrap();
    desk.score(
        patient,
        ScoreDraft {
            episode: id.to_string(),
            ..ndi("2026-11-01", "40")
        },
    )
    .ok()
    .unwrap();
    let shown = page(&desk, patient);
    assert_eq!(
        (shown.episode, shown.period.as_str()),
        (Some(id), "since 3 Nov 2026")
    );
    let values: Vec<_> = shown.series[0]
        .points
        .iter()
        .filter_map(|point| point.value.clone())
        .collect();
    assert_eq!(values, ["40 %", "38 %"]);
    let nobodys = ReviewOutcomes {
        patient,
        episode: Some(EpisodeId::new(0, [9; 10])),
    };
    assert!(matches!(
        review_outcomes(&desk.filiform, nobodys),
        Err(Error::Gone)
    ));
}

#[test]
fn the_strip_says_each_measure_from_baseline_to_latest_with_its_rule() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.score(patient, ndi("2026-10-01", "38")).ok().unwrap();
    desk.score(patient, ndi("2026-11-20", "16")).ok().unwrap();
    desk.score(patient, total("groc-15", "2026-11-20", "5"))
        .ok()
        .unwrap();
    let page = filiform::review_history::open_patient(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    let [line] = page.strip.scores.as_slice() else {
        panic!("a rating of change is not compared")
    };
    assert_eq!(line.words, "Neck Disability Index 38 % → 16 %:");
    assert_eq!(
        line.said.words,
        "Better by the published threshold and by more than a published estimate of measurement error."
    );
    assert!(!line.said.sources.is_empty());
}

#[test]
fn a_score_that_was_taken_back_counts_nowhere() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let wrong = desk.score(patient, ndi("2026-10-01", "90")).ok().unwrap();
    desk.score(patient, ndi("2026-11-20", "16")).ok().unwrap();
    let typed = filiform::contract::TakeBackScore {
        score: wrong.id,
        why: "Not hers".into(),
    };
    filiform::score_measure::take_back_score(&desk.filiform, typed)
        .ok()
        .unwrap();
    assert_eq!(page(&desk, patient).series[0].points.len(), 1);
}
