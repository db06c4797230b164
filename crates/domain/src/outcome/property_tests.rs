//! The wording rules for any pair of scores, any scale and any direction.

use proptest::prelude::*;

use super::testing::{facts, pain, rated};
use super::*;

fn scale() -> impl Strategy<Value = MeasureFacts> {
    let numbers = (
        any::<bool>(),
        any::<bool>(),
        prop::option::of(1_i64..40),
        prop::option::of(1_i64..4000),
    );
    numbers.prop_map(|(is_pain, higher, threshold, error)| {
        if is_pain {
            pain()
        } else {
            facts(higher, threshold, error)
        }
    })
}

proptest! {
    /// Never better when the numbers say no clear change: any pair, any scale, any direction.
    #[test]
    fn better_is_never_said_without_a_change_for_the_better_that_meets_its_threshold(
        facts in scale(), first in 0_i64..=50, latest in 0_i64..=50, of in 1_u16..=5, days in 0_i64..60
    ) {
        let rated = |sum| Rated { amount: Amount { sum, of, decimals: 0 }, missing: 0 };
        let verdict = Verdict::of(&facts, rated(first), rated(latest), days);
        let gain = if facts.higher_is_better { latest - first } else { first - latest };
        if verdict.says_better() {
            prop_assert!(gain > 0 && days >= 7);
            let (of, gain) = (i64::from(of), gain);
            if facts.pain {
                prop_assert!(gain >= 2 * of || 10 * gain >= 3 * first);
            } else {
                prop_assert!(gain >= facts.threshold.unwrap() * of);
            }
        }
        if verdict.says_worse() {
            prop_assert!(gain < 0 && days >= 7);
        }
        prop_assert!(!(verdict.says_better() && verdict.says_worse()));
        prop_assert_eq!(verdict.says_better(), verdict.sentence().contains("etter"));
        prop_assert_eq!(verdict.says_worse(), verdict.sentence().contains("orse"));
    }

    /// A measure where higher is better is read as the mirror image of one where higher is worse.
    #[test]
    fn a_scale_that_is_turned_round_reads_the_same(
        threshold in prop::option::of(1_i64..40), error in prop::option::of(1_i64..4000),
        first in 0_i64..=100, latest in 0_i64..=100, days in 0_i64..60
    ) {
        let lower = Verdict::of(&facts(false, threshold, error), rated(first), rated(latest), days);
        let higher = Verdict::of(&facts(true, threshold, error), rated(100 - first), rated(100 - latest), days);
        prop_assert_eq!(lower, higher);
    }

    /// Worse follows its own rule: a bigger step for the worse never reads milder, and percent plays no part.
    #[test]
    fn a_worse_step_never_reads_milder_than_a_smaller_one(first in 0_i64..=10, step in 0_i64..=9, higher in any::<bool>()) {
        let grade = |verdict: Verdict| match (verdict.says_worse(), verdict.sentence().starts_with("Worse")) {
            (true, true) => 2,
            (true, false) => 1,
            _ => 0,
        };
        let of = |step: i64| grade(Verdict::of(&pain(), rated(first), rated((first + step).min(10)), 28));
        prop_assert!(of(step + 1) >= of(step));
        let expected = match (first + step).min(10) - first { 0..=1 => 0, 2 => 1, _ => 2 };
        prop_assert_eq!(of(step), expected);
        let ndi = facts(higher, Some(20), Some(2040));
        let at = |step: i64| if higher { 60 - step } else { 40 + step };
        let of = |step: i64| grade(Verdict::of(&ndi, rated(at(0)), rated(at(step)), 28));
        prop_assert!(of(step + 15) >= of(step + 10));
    }

    #[test]
    fn percent_is_none_from_zero_and_exact_elsewhere(first in 1_i64..=100, latest in 0_i64..=100) {
        prop_assert_eq!(Amount::whole(latest).percent_from(Amount::whole(0)), None);
        let percent = Amount::whole(latest).percent_from(Amount::whole(first)).unwrap();
        prop_assert!((percent * first - 100 * (latest - first)).abs() * 2 <= first);
    }
}
