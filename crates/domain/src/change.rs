//! What may be said about a change in pain, and what may not. Rules: `analysis.md`.
//!
//! Only ratings of one scale and one time window are compared, here "pain now, before the needling" on
//! the 0-10 scale. The words never name a cause.

use crate::measure::Amount;
use crate::quantity::PainScore;

/// Days that must lie between two ratings before their change is judged (`analysis.md`, Minimum data).
pub const DAYS_BEFORE_A_VERDICT: i64 = 7;

/// How a change between two ratings of pain reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Fewer than two comparable ratings, or fewer than seven days between them.
    NotEnough,
    /// The first rating was 0 or 1 and cannot fall by two points.
    EdgeOfScale,
    /// Band A.
    NoClearChange,
    /// Band B.
    PossiblyBetter,
    /// Band C.
    Better,
    /// Band D.
    ClearlyBetter,
    /// Two points worse.
    PossiblyWorse,
    /// Three points or more worse.
    Worse,
}

impl Reading {
    /// Reads the change from the first to the latest rating, `days` apart.
    pub fn of(first: PainScore, latest: PainScore, days: i64) -> Self {
        if days < DAYS_BEFORE_A_VERDICT {
            return Self::NotEnough;
        }
        let amount = |score: PainScore| Amount::whole(score.points().into());
        Self::of_amounts(amount(first), amount(latest))
    }

    /// Reads the change between two ratings of one scale and window, or two means of daily ratings, far enough
    /// apart. Exact: a mean is never rounded before it is compared.
    pub fn of_amounts(first: Amount, latest: Amount) -> Self {
        let drop = first.minus(latest);
        let rise = drop.reversed();
        let before = first.fraction();
        if rise.is_more_than_hundredths(0) {
            return match (rise.reaches(3), rise.reaches(2)) {
                (true, _) => Self::Worse,
                (false, true) => Self::PossiblyWorse,
                (false, false) => Self::NoClearChange,
            };
        }
        if !before.reaches(2) {
            return Self::EdgeOfScale;
        }
        match (
            drop.reaches(2),
            drop.is_percent_of(30, before),
            drop.reaches(3),
        ) {
            (true, true, true) => Self::ClearlyBetter,
            (true, true, false) => Self::Better,
            (false, false, _) => Self::NoClearChange,
            _ => Self::PossiblyBetter,
        }
    }

    /// The sentence, exactly as `analysis.md` gives it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NotEnough => "Not enough ratings to judge.",
            Self::EdgeOfScale => "At the edge of the scale.",
            Self::NoClearChange => "No clear change.",
            Self::PossiblyBetter => "Possibly better: one of two published thresholds met.",
            Self::Better => {
                "Better by both published thresholds. Two single ratings can differ this much by chance."
            }
            Self::ClearlyBetter => {
                "Better by both published thresholds and by more than a published estimate of measurement error."
            }
            Self::PossiblyWorse => "Possibly worse.",
            Self::Worse => "Worse by more than a published estimate of measurement error.",
        }
    }

    /// The rule that the sentence follows, in words.
    pub fn rule(self) -> &'static str {
        match self {
            Self::NotEnough => {
                "No verdict without two comparable ratings at least 7 days apart, and none from daily ratings of which some are missing."
            }
            Self::EdgeOfScale => {
                "The first rating was under 2 and cannot fall by 2 points: there is no band for getting better."
            }
            Self::NoClearChange => {
                "Band A: under 2 points and under 30 % of the first rating. Getting worse uses points only: under 2."
            }
            Self::PossiblyBetter => "Band B: 2 points or 30 % of the first rating, not both.",
            Self::Better => "Band C: 2 points and 30 % of the first rating, under 3 points.",
            Self::ClearlyBetter => "Band D: 3 points or more, and 30 % of the first rating.",
            Self::PossiblyWorse => {
                "Getting worse uses points only: 2 to under 3. No published threshold is named, because the published ones were found for getting better."
            }
            Self::Worse => {
                "Getting worse uses points only: 3 or more. Never wait for a band before acting on a worse patient."
            }
        }
    }

    /// The ids of what the rule rests on.
    pub fn sources(self) -> &'static [&'static str] {
        match self {
            Self::NotEnough => &["heapy2014"],
            Self::EdgeOfScale | Self::NoClearChange | Self::PossiblyBetter => {
                &["farrar2001", "ostelo2008"]
            }
            Self::Better | Self::ClearlyBetter => &["farrar2001", "ostelo2008", "childs2005"],
            Self::PossiblyWorse | Self::Worse => &["comi_worse2010", "childs2005"],
        }
    }

    /// Whether the numbers allow a letter to say "improving".
    pub fn allows_improving(self) -> bool {
        matches!(self, Self::Better | Self::ClearlyBetter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(first: u8, latest: u8) -> Reading {
        Reading::of(
            PainScore::new(first).unwrap(),
            PainScore::new(latest).unwrap(),
            28,
        )
    }

    #[test]
    fn the_bands_are_those_of_the_rule() {
        for (first, latest, reading) in [
            (7, 3, Reading::ClearlyBetter),
            (10, 7, Reading::ClearlyBetter),
            (6, 4, Reading::Better),
            (7, 5, Reading::PossiblyBetter), // 2 points, 28.6 %
            (3, 2, Reading::PossiblyBetter), // 33 %, 1 point
            (4, 3, Reading::NoClearChange),
            (5, 5, Reading::NoClearChange),
            (2, 3, Reading::NoClearChange),
            (1, 0, Reading::EdgeOfScale),
            (0, 0, Reading::EdgeOfScale),
            (0, 1, Reading::NoClearChange),
            (0, 2, Reading::PossiblyWorse),
            (4, 7, Reading::Worse),
        ] {
            assert_eq!(read(first, latest), reading, "{first} to {latest}");
        }
    }

    #[test]
    fn ratings_of_one_week_are_not_judged() {
        let rate = |points| PainScore::new(points).unwrap();
        assert_eq!(Reading::of(rate(9), rate(1), 6), Reading::NotEnough);
        assert_eq!(Reading::of(rate(9), rate(1), 7), Reading::ClearlyBetter);
    }

    proptest! {
        #[test]
        fn better_is_never_said_without_two_points_and_thirty_percent(first in 0u8..=10, latest in 0u8..=10) {
            let reading = read(first, latest);
            if reading.allows_improving() {
                prop_assert!(first >= latest + 2 && 10 * (first - latest) >= 3 * first);
            }
            if latest > first {
                prop_assert!(!reading.sentence().contains("etter"), "a rise never reads as better");
            }
        }
    }
}
