//! What may be said about the change of any outcome measure, and what may not. Rules: `analysis.md`.
//!
//! Pain scales are read by the four bands of [`crate::change`]; every other measure by its published change and
//! by the largest detectable change that was seen. A measure where higher is better is read as the mirror
//! image of one where it is worse. Getting worse has its own rule and names no threshold. No words name a cause.

use crate::change::{DAYS_BEFORE_A_VERDICT, Reading};
use crate::measure::{Amount, MeasureFacts, Score};

pub mod run_chart;
pub mod sentence;

/// How the change between two scores of one series reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A pain scale: one of the readings of the four bands.
    Pain(Reading),
    /// Fewer than two comparable scores, fewer than seven days between them, or ratings that are missing.
    NotEnough,
    /// The measure rates a change itself, or is a screen: two of them are not compared.
    NotCompared,
    /// No published threshold for one patient in conservative care was found.
    NoThreshold,
    /// The first score left no room for a change as large as the threshold.
    EdgeOfScale,
    /// Less than the threshold.
    NoClearChange,
    /// The threshold is met, and the detectable change is not passed or not known.
    PossiblyBetter,
    /// The threshold is met and the detectable change is passed.
    Better,
    /// Worse by as much as would count as better, and not by more than the detectable change.
    PossiblyWorse,
    /// Worse by more than the detectable change.
    Worse,
}

/// A score as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// The number.
    pub amount: Amount,
    /// Daily ratings that are missing of its five.
    pub missing: u8,
}

impl Rated {
    /// What of a score is compared.
    pub fn of(score: &Score) -> Self {
        Self {
            amount: score.amount,
            missing: score.missing,
        }
    }
}

impl Verdict {
    /// Reads the change from the first to the latest score of one series, `days` apart.
    pub fn of(facts: &MeasureFacts, first: Rated, latest: Rated, days: i64) -> Self {
        if !facts.compared {
            return Self::NotCompared;
        }
        if days < DAYS_BEFORE_A_VERDICT || first.missing > 0 || latest.missing > 0 {
            return Self::NotEnough;
        }
        if facts.pain {
            return Self::Pain(Reading::of_amounts(first.amount, latest.amount));
        }
        match facts.threshold {
            None => Self::NoThreshold,
            Some(threshold) => Self::by_threshold(facts, threshold, (first.amount, latest.amount)),
        }
    }

    fn by_threshold(
        facts: &MeasureFacts,
        threshold: i64,
        (first, latest): (Amount, Amount),
    ) -> Self {
        let (gain, room) = if facts.higher_is_better {
            let room = Amount::whole(facts.range.1).minus(first);
            (latest.minus(first), room)
        } else {
            let room = first.minus(Amount::whole(facts.range.0));
            (first.minus(latest), room)
        };
        let beyond_error = |change: Change| {
            let error = facts.error_hundredths;
            error.is_some_and(|error| change.is_more_than_hundredths(error))
        };
        let loss = gain.reversed();
        if loss.is_more_than_hundredths(0) {
            return match (beyond_error(loss), loss.reaches(threshold)) {
                (true, _) => Self::Worse,
                (false, true) => Self::PossiblyWorse,
                (false, false) => Self::NoClearChange,
            };
        }
        match (gain.reaches(threshold), beyond_error(gain)) {
            (true, true) => Self::Better,
            (true, false) => Self::PossiblyBetter,
            (false, _) if !room.reaches(threshold) => Self::EdgeOfScale,
            (false, _) => Self::NoClearChange,
        }
    }

    /// The sentence, exactly as it may be said.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Pain(reading) => reading.sentence(),
            Self::NotEnough => Reading::NotEnough.sentence(),
            Self::NotCompared => "Shown as it was rated, and not compared.",
            Self::NoThreshold => {
                "Change shown without a verdict: no published threshold for one patient."
            }
            Self::EdgeOfScale => Reading::EdgeOfScale.sentence(),
            Self::NoClearChange => Reading::NoClearChange.sentence(),
            Self::PossiblyBetter => "Possibly better: the published threshold met.",
            Self::Better => {
                "Better by the published threshold and by more than a published estimate of measurement error."
            }
            Self::PossiblyWorse => Reading::PossiblyWorse.sentence(),
            Self::Worse => Reading::Worse.sentence(),
        }
    }

    /// Whether the sentence says better, possibly or not.
    pub fn says_better(self) -> bool {
        match self {
            Self::Pain(reading) => {
                matches!(reading, Reading::PossiblyBetter) || reading.allows_improving()
            }
            verdict => matches!(verdict, Self::PossiblyBetter | Self::Better),
        }
    }

    /// Whether the sentence says worse, possibly or not: reason to act whatever the band.
    pub fn says_worse(self) -> bool {
        match self {
            Self::Pain(reading) => matches!(reading, Reading::PossiblyWorse | Reading::Worse),
            verdict => matches!(verdict, Self::PossiblyWorse | Self::Worse),
        }
    }

    /// The rule that the sentence follows, in words.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Pain(reading) => reading.rule(),
            Self::NotEnough => Reading::NotEnough.rule(),
            Self::NotCompared => {
                "A global rating of change is mostly how the patient feels today, and a screen is no outcome: neither is ever compared with an earlier one."
            }
            Self::NoThreshold => {
                "No threshold for one patient in conservative care was found in the sources: before, after and the difference are shown, and no verdict."
            }
            Self::EdgeOfScale => {
                "The first score lies so close to the end of the scale that a change as large as the published threshold cannot be shown."
            }
            Self::NoClearChange => "The change is smaller than the published threshold.",
            Self::PossiblyBetter => {
                "The published threshold is met. The change is not larger than the largest published detectable change that was seen, or none was seen: possible, not proven for one patient."
            }
            Self::Better => {
                "The published threshold is met, and the change is larger than the largest published detectable change that was seen."
            }
            Self::PossiblyWorse => {
                "Getting worse uses the points only. It is worse by a change that would count the other way, and not by more than a published detectable change. No threshold for getting worse is named: the published ones were found for getting better."
            }
            Self::Worse => {
                "Getting worse uses the points only. It is worse by more than the largest published detectable change that was seen. Never wait for a band before acting on a worse patient."
            }
        }
    }

    /// The ids of what the rule rests on, besides the sources of the measure itself.
    pub fn sources(self) -> &'static [&'static str] {
        match self {
            Self::Pain(reading) => reading.sources(),
            Self::NotCompared => &["groc_recall2014"],
            Self::PossiblyWorse | Self::Worse => &["comi_worse2010"],
            _ => &[],
        }
    }
}

/// A difference of two amounts, exact: a number of steps over how many answers they stand for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    over: i128,
    under: i128,
}

impl Change {
    /// Whether it is `units` or more.
    pub(crate) fn reaches(self, units: i64) -> bool {
        self.over >= i128::from(units) * self.under
    }

    /// Whether it is more than so many hundredths of a unit.
    pub(crate) fn is_more_than_hundredths(self, hundredths: i64) -> bool {
        100 * self.over > i128::from(hundredths) * self.under
    }

    /// Whether it is at least this percentage of `whole`.
    pub(crate) fn is_percent_of(self, percent: i64, whole: Self) -> bool {
        100 * self.over * whole.under >= i128::from(percent) * whole.over * self.under
    }

    /// The change the other way round.
    pub(crate) fn reversed(self) -> Self {
        Self {
            over: -self.over,
            under: self.under,
        }
    }

    /// In thousandths of a unit, rounded half away from zero.
    pub(crate) fn thousandths(self) -> i64 {
        let half = if self.over < 0 {
            -self.under / 2
        } else {
            self.under / 2
        };
        i64::try_from((1000 * self.over + half) / self.under).unwrap_or_default()
    }
}

impl Amount {
    /// A whole number of units.
    pub(crate) fn whole(units: i64) -> Self {
        Self {
            sum: units,
            of: 1,
            decimals: 0,
        }
    }

    /// How much more it is than `other`.
    pub(crate) fn minus(self, other: Self) -> Change {
        let (mine, theirs) = (self.fraction(), other.fraction());
        Change {
            over: mine.over * theirs.under - theirs.over * mine.under,
            under: mine.under * theirs.under,
        }
    }

    /// The amount itself, over its denominator.
    pub(crate) fn fraction(self) -> Change {
        Change {
            over: i128::from(self.sum),
            under: i128::from(self.of.max(1)) * 10_i128.pow(u32::from(self.decimals.min(6))),
        }
    }

    /// The change from `first` to this, in thousandths of a unit.
    pub fn change_from(self, first: Self) -> i64 {
        self.minus(first).thousandths()
    }

    /// The change from `first` to this as a percentage of `first`, in whole percent; none when `first` is 0.
    pub fn percent_from(self, first: Self) -> Option<i64> {
        let (change, whole) = (self.minus(first), first.fraction());
        if whole.over == 0 {
            return None;
        }
        let (over, under) = (
            100 * change.over * whole.under,
            (change.under * whole.over).abs(),
        );
        let half = if over < 0 { -under / 2 } else { under / 2 };
        i64::try_from((over + half) / under).ok()
    }
}

#[cfg(test)]
mod never_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
