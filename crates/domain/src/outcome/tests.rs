//! The wording rules of `analysis.md`, row by row, and what no sentence may ever say.

use super::sentence::{Direction, Sentence, span};
use super::testing::{facts, mean, pain, rated, says};
use super::*;

const D: &str = "Better by both published thresholds and by more than a published estimate of measurement error.";
const C: &str =
    "Better by both published thresholds. Two single ratings can differ this much by chance.";
const B: &str = "Possibly better: one of two published thresholds met.";

/// Each row of the tables and rules of `analysis.md`: the numbers, and the exact words.
#[test]
fn every_rule_for_pain_has_its_exact_sentence() {
    for (first, latest, words) in [
        // Band A: under 2 points and under 30 %.
        (7, 6, "No clear change."),
        (5, 5, "No clear change."),
        // Band B: 2 points or 30 %, not both.
        (7, 5, B),
        (10, 8, B),
        (3, 2, B),
        (2, 1, B),
        // Band C: 2 points and 30 %, under 3 points.
        (6, 4, C),
        (2, 0, C),
        // Band D: 3 points or more and 30 %.
        (7, 3, D),
        (10, 7, D),
        // Before under 2: no band for getting better.
        (1, 0, "At the edge of the scale."),
        (0, 0, "At the edge of the scale."),
        // Worse, in points only.
        (4, 5, "No clear change."),
        (4, 6, "Possibly worse."),
        (0, 2, "Possibly worse."),
        (
            4,
            7,
            "Worse by more than a published estimate of measurement error.",
        ),
        (
            0,
            10,
            "Worse by more than a published estimate of measurement error.",
        ),
    ] {
        assert_eq!(
            says(&pain(), rated(first), rated(latest)),
            words,
            "{first} to {latest}"
        );
    }
}

#[test]
fn means_of_five_ratings_keep_the_bands_without_a_rounding_slip() {
    for (first, latest, words) in [
        (33, 23, C),                         // 6.6 to 4.6: 2.0 points, 30.3 %
        (35, 25, B),                         // 7.0 to 5.0: 2.0 points, 28.6 %
        (30, 21, B),                         // 6.0 to 4.2: 1.8 points, exactly 30 %
        (31, 22, "No clear change."),        // 6.2 to 4.4: 1.8 points, 29.03 %
        (35, 20, D),                         // 7.0 to 4.0
        (9, 0, "At the edge of the scale."), // 1.8 to 0
        (20, 29, "No clear change."),        // 1.8 worse
        (20, 30, "Possibly worse."),
        (
            20,
            35,
            "Worse by more than a published estimate of measurement error.",
        ),
    ] {
        assert_eq!(
            says(&pain(), mean(first), mean(latest)),
            words,
            "{first} to {latest} of 5"
        );
    }
}

#[test]
fn nothing_is_judged_before_a_week_or_with_a_rating_missing() {
    let not_enough = "Not enough ratings to judge.";
    assert_eq!(
        Verdict::of(&pain(), rated(9), rated(1), 6).sentence(),
        not_enough
    );
    assert_eq!(Verdict::of(&pain(), rated(9), rated(1), 7).sentence(), D);
    let gap = Rated {
        missing: 1,
        ..mean(45)
    };
    assert_eq!(says(&pain(), gap, mean(10)), not_enough);
    assert_eq!(says(&pain(), mean(45), gap), not_enough);
    let ndi = facts(false, Some(20), Some(2040));
    assert_eq!(
        Verdict::of(&ndi, rated(60), rated(10), 6).sentence(),
        not_enough
    );
}

#[test]
fn every_rule_for_other_measures_has_its_exact_sentence() {
    let better = "Better by the published threshold and by more than a published estimate of measurement error.";
    let possibly = "Possibly better: the published threshold met.";
    let ndi = facts(false, Some(20), Some(2040));
    for (first, latest, words) in [
        (38, 16, better),
        (38, 18, possibly), // 20 points: not more than 20.4
        (38, 19, "No clear change."),
        (38, 38, "No clear change."),
        (19, 0, "At the edge of the scale."),
        (20, 0, possibly),
        (38, 57, "No clear change."),
        (38, 58, "Possibly worse."),
        (
            38,
            59,
            "Worse by more than a published estimate of measurement error.",
        ),
    ] {
        assert_eq!(
            says(&ndi, rated(first), rated(latest)),
            words,
            "{first} to {latest}"
        );
    }
    let odi = facts(false, Some(10), Some(1800));
    assert_eq!(
        says(&odi, rated(40), rated(30)),
        possibly,
        "possible, not proven"
    );
    assert_eq!(says(&odi, rated(40), rated(21)), better);
    let unknown_error = facts(false, Some(5), None);
    assert_eq!(says(&unknown_error, rated(20), rated(0)), possibly);
    assert_eq!(says(&unknown_error, rated(0), rated(20)), "Possibly worse.");
    let no_threshold = facts(true, None, None);
    assert_eq!(
        says(&no_threshold, rated(0), rated(100)),
        "Change shown without a verdict: no published threshold for one patient."
    );
    let groc = MeasureFacts {
        compared: false,
        ..facts(true, Some(3), None)
    };
    assert_eq!(
        says(&groc, rated(0), rated(100)),
        "Shown as it was rated, and not compared."
    );
}

#[test]
fn a_ceiling_is_an_edge_and_not_no_change() {
    let lefs = MeasureFacts {
        range: (0, 80),
        ..facts(true, Some(9), Some(900))
    };
    assert_eq!(
        says(&lefs, rated(72), rated(80)),
        "At the edge of the scale."
    );
    assert_eq!(
        says(&lefs, rated(71), rated(79)),
        "No clear change.",
        "71 leaves room for 9"
    );
    assert_eq!(
        says(&lefs, rated(72), rated(60)),
        "Worse by more than a published estimate of measurement error."
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_may_be_written_reads_exactly_so() {
    let fell = |beyond_error| Sentence::WentFromTo {
        what: "Average pain".into(),
        first: "7".into(),
        latest: "3".into(),
        direction: Direction::of(-4000),
        days: 28,
        beyond_error,
    };
    for (sentence, words) in [
        (
            fell(true),
            "Average pain fell from 7 to 3 in 4 weeks, larger than a published estimate of measurement error.",
        ),
        (fell(false), "Average pain fell from 7 to 3 in 4 weeks."),
        (
            Sentence::OtherCare,
            "Other care was given at the same time.",
        ),
        (
            Sentence::WithinVisit {
                before: 7,
                after: 4,
            },
            "Change within the visit: 7 to 4.",
        ),
        (Sentence::NotEnough, "Not enough ratings to judge."),
        (
            Sentence::NoClearChangeAfter {
                sessions: 4,
                plan_reviewed: true,
            },
            "No clear change after 4 sessions: plan reviewed.",
        ),
        (
            Sentence::NoClearChangeAfter {
                sessions: 4,
                plan_reviewed: false,
            },
            "No clear change after 4 sessions.",
        ),
        (Sentence::DailyMissing(3), "3 of 5 daily ratings missing."),
        (
            Sentence::Counts {
                sessions: 6,
                targets: 3,
                events: 1,
            },
            "6 sessions, 3 targets, 1 adverse event recorded.",
        ),
        (
            Sentence::Counts {
                sessions: 1,
                targets: 1,
                events: 0,
            },
            "1 session, 1 target, no adverse event recorded.",
        ),
        (Sentence::NotHeld(2), "2 visits not held."),
        (
            Sentence::NotRated { missing: 2, of: 6 },
            "Pain before the visit not rated at 2 of 6 visits.",
        ),
        (Sentence::NumbersOnly, "Fewer than 3 points: numbers only."),
        (
            Sentence::JoinedOnly,
            "3 to 9 points: joined, and no verdict.",
        ),
        (Sentence::NoSignal, "No signal by the run-chart rules."),
    ] {
        assert_eq!(sentence.words(), words);
    }
    assert_eq!(
        (span(1), span(10), span(14), span(17)),
        (
            "1 day".into(),
            "10 days".into(),
            "2 weeks".into(),
            "17 days".into()
        )
    );
}
