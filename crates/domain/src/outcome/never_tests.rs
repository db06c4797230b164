//! What no sentence may ever say, whatever the numbers: looked through in every template that exists.

use super::sentence::{Direction, Sentence};
use super::*;

/// Every verdict that exists.
fn verdicts() -> Vec<Verdict> {
    let readings = [
        Reading::NotEnough,
        Reading::EdgeOfScale,
        Reading::NoClearChange,
        Reading::PossiblyBetter,
        Reading::Better,
        Reading::ClearlyBetter,
        Reading::PossiblyWorse,
        Reading::Worse,
    ];
    let own = [
        Verdict::NotEnough,
        Verdict::NotCompared,
        Verdict::NoThreshold,
        Verdict::EdgeOfScale,
        Verdict::NoClearChange,
        Verdict::PossiblyBetter,
        Verdict::Better,
        Verdict::PossiblyWorse,
        Verdict::Worse,
    ];
    readings.map(Verdict::Pain).into_iter().chain(own).collect()
}

/// Every template, filled with numbers of every size.
fn sentences() -> Vec<Sentence> {
    let mut all: Vec<Sentence> = verdicts().into_iter().map(Sentence::Change).collect();
    for number in [0_u8, 1, 2, 5, 10] {
        let many = u32::from(number);
        all.push(Sentence::WithinVisit {
            before: number,
            after: 3,
        });
        all.push(Sentence::DailyMissing(number));
        all.push(Sentence::NotHeld(many));
        all.push(Sentence::Voided(many));
        all.push(Sentence::WrittenElsewhere(many));
        all.push(Sentence::Treated {
            visits: 12,
            needled: many,
            sites: many,
            targets: many,
        });
        all.push(Sentence::NotRated {
            missing: many,
            of: 12,
        });
        all.push(Sentence::Counts {
            sessions: many,
            targets: many,
            events: many,
        });
        for flag in [false, true] {
            all.push(Sentence::NoClearChangeAfter {
                sessions: many,
                plan_reviewed: flag,
            });
            for change in [-1, 0, 1] {
                all.push(Sentence::WentFromTo {
                    what: "Average pain".into(),
                    first: number.to_string(),
                    latest: "3".into(),
                    direction: Direction::of(change),
                    days: i64::from(number) * 7,
                    beyond_error: flag,
                });
            }
        }
    }
    all.extend([
        Sentence::OtherCare,
        Sentence::NotEnough,
        Sentence::NumbersOnly,
        Sentence::JoinedOnly,
        Sentence::NoSignal,
        Sentence::Signal,
    ]);
    all
}

/// One test for each row of "may not": the words that such a sentence would need are in no template.
#[test]
fn no_template_can_say_what_may_not_be_written() {
    for (may_not, needed) in [
        (
            "Dry needling reduced pain by 57%.",
            &["needling", "reduc", "by 57"][..],
        ),
        (
            "Needling works for this patient.",
            &["works", "worked", "effective", "helped", "success"],
        ),
        ("Responder from one session", &["respon"]),
        (
            "A trend line from 2 points",
            &["trend", "slope", "best fit"],
        ),
        (
            "Best-of scores, hidden missing visits",
            &["best", "lowest", "highest", "peak"],
        ),
        (
            "Comparing muscles or needle sizes by average pain drop",
            &["muscle", "mm", "gauge", "than the other", "technique"],
        ),
        (
            "Any claim of cause from uncontrolled notes",
            &[
                "because",
                "due to",
                "thanks to",
                "caused",
                "owing",
                "result of",
                "led to",
                "treatment",
            ],
        ),
        (
            "A probability of recovery",
            &["likely", "probab", "recover", "will "],
        ),
        (
            "Small group values for one patient",
            &["1.3", "1.1", "improved"],
        ),
    ] {
        for sentence in sentences() {
            let words = sentence.words().to_lowercase();
            for forbidden in needed {
                assert!(
                    !words.contains(forbidden),
                    "{may_not}: {words:?} has {forbidden:?}"
                );
            }
        }
    }
}

#[test]
fn the_error_is_always_a_published_estimate_and_worse_names_no_threshold() {
    for verdict in verdicts() {
        let words = verdict.sentence();
        if words.contains("error") {
            assert!(
                words.contains("a published estimate of measurement error"),
                "{words}"
            );
        }
        if verdict.says_worse() {
            assert!(
                !words.contains("threshold") && !words.contains("etter"),
                "{words}"
            );
        }
    }
}

#[test]
fn every_sentence_has_its_rule() {
    for sentence in sentences() {
        assert!(!sentence.words().is_empty(), "{sentence:?}");
        assert!(sentence.rule().len() > 30, "{}", sentence.words());
        let unique: std::collections::BTreeSet<_> = sentence.sources().iter().collect();
        assert_eq!(unique.len(), sentence.sources().len());
    }
}
