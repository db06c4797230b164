//! The run chart of one series: its median, its longest run and its crossings, and what that allows to say.
//!
//! Below 3 points there are numbers only, from 3 to 9 joined points and no verdict, from 10 useful points on the
//! two rules. There is never a line of best fit, and no trend rule.

/// Points from which they are joined.
pub const JOINED_FROM: usize = 3;
/// Useful points from which the rules are read.
pub const RULES_FROM: usize = 10;
/// The rules are read over so many of the latest points at most.
pub const MOST_POINTS: usize = 100;

/// How much may be drawn and said of so many points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// Numbers only.
    Numbers,
    /// Joined points, and no verdict.
    Joined,
    /// A median line, and the two rules.
    Rules,
}

/// What a run chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunChart {
    /// How much is drawn.
    pub drawn: Drawn,
    /// Twice the median, in the unit of the points.
    pub median_doubled: i64,
    /// Points that do not lie on the median.
    pub useful: usize,
    /// The longest run of useful points on one side of the median.
    pub longest_run: usize,
    /// How often useful points cross the median.
    pub crossings: usize,
    /// The longest run that chance still gives, and the fewest crossings; none below ten useful points.
    pub limits: Option<Limits>,
}

/// The limits for so many useful points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A longer run is a signal.
    pub longest_run: usize,
    /// Fewer crossings are a signal.
    pub fewest_crossings: usize,
}

impl Limits {
    /// The limits for `useful` points, from 10 to 100: round(log2 n) + 3, and the 5 % point of a binomial with
    /// n - 1 tries.
    pub fn of(useful: usize) -> Option<Self> {
        if !(RULES_FROM..=MOST_POINTS).contains(&useful) {
            return None;
        }
        Some(Self {
            longest_run: rounded_log2(useful) + 3,
            fewest_crossings: binomial_point(useful - 1),
        })
    }
}

impl RunChart {
    /// Reads points in the order of their days.
    pub fn of(points: &[i64]) -> Self {
        let skipped = points.len().saturating_sub(MOST_POINTS);
        let points = points.get(skipped..).unwrap_or_default();
        let median_doubled = median_doubled(points);
        let sides: Vec<bool> = points
            .iter()
            .map(|point| 2 * point)
            .filter(|doubled| *doubled != median_doubled)
            .map(|doubled| doubled > median_doubled)
            .collect();
        let limits = Limits::of(sides.len());
        let drawn = match (limits, points.len()) {
            (Some(_), _) => Drawn::Rules,
            (None, ..JOINED_FROM) => Drawn::Numbers,
            (None, _) => Drawn::Joined,
        };
        Self {
            drawn,
            median_doubled,
            useful: sides.len(),
            longest_run: sides
                .chunk_by(|left, right| left == right)
                .map(<[bool]>::len)
                .max()
                .unwrap_or(0),
            crossings: sides
                .windows(2)
                .filter(|pair| pair.first() != pair.last())
                .count(),
            limits,
        }
    }

    /// Whether the longest run is too long, or the crossings are too few.
    pub fn signal(&self) -> bool {
        self.limits.is_some_and(|limits| {
            self.longest_run > limits.longest_run || self.crossings < limits.fewest_crossings
        })
    }
}

/// Twice the middle point, or the sum of the two middle ones; 0 without points.
fn median_doubled(points: &[i64]) -> i64 {
    let mut sorted = points.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle).copied().unwrap_or_default();
    let lower = match sorted.len() % 2 {
        0 => middle
            .checked_sub(1)
            .and_then(|n| sorted.get(n))
            .copied()
            .unwrap_or_default(),
        _ => upper,
    };
    lower + upper
}

/// log2 of a number from 1 on, rounded: 12 is 4, because 12 x 12 is more than 2 to the 7.
fn rounded_log2(number: usize) -> usize {
    let floor = number.max(1).ilog2();
    let square = (number as u128).pow(2);
    floor as usize + usize::from(square >= 1_u128 << (2 * floor + 1))
}

/// The smallest count that a fair coin stays at or below in at least 5 of 100 series of `tries`, up to 120.
fn binomial_point(tries: usize) -> usize {
    let all = 1_u128 << tries.min(120);
    let (mut ways, mut below) = (1_u128, 0_u128);
    for count in 0..tries {
        below += ways;
        if below * 20 >= all {
            return count;
        }
        ways = ways * (tries - count) as u128 / (count as u128 + 1);
    }
    tries
}

#[cfg(test)]
mod tests;
