//! A rate of rare events, with the interval that their number allows.
//!
//! The interval is the exact one of a Poisson count (Garwood 1936), at 95 %: the rates at which so few, and so many,
//! events would each be seen in one of forty practices like this one. It takes events for independent; several of one
//! patient are not quite so.

/// What the interval is called where it is shown.
pub const METHOD: &str = "exact Poisson interval (Garwood), 95 %";

/// The part of chance on either side of the interval.
const TAIL: f64 = 0.025;

/// Events per 1,000, with their 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Events per 1,000.
    pub per_thousand: f64,
    /// The lower end of the interval, per 1,000; 0 without any event.
    pub low: f64,
    /// The upper end of the interval, per 1,000.
    pub high: f64,
}

impl Rate {
    /// The rate of `events` in `of`; none in nothing.
    pub fn of(events: u32, of: u32) -> Option<Self> {
        if of == 0 {
            return None;
        }
        let (low, high) = expected(events);
        let scaled = |count: f64| count * 1000.0 / f64::from(of);
        Some(Self {
            per_thousand: scaled(f64::from(events)),
            low: scaled(low),
            high: scaled(high),
        })
    }
}

/// The 95 % interval of the number that is expected where `events` were seen.
fn expected(events: u32) -> (f64, f64) {
    let seen = f64::from(events);
    let far = seen + 10.0 * (seen.sqrt() + 1.0);
    let low = if events == 0 {
        0.0
    } else {
        crossing(0.0, seen, |mean| at_least(events, mean) - TAIL)
    };
    (
        low,
        crossing(seen, far, |mean| TAIL - at_most(events, mean)),
    )
}

/// Where a rising function crosses zero, by halving; the ends lie on either side of it.
fn crossing(mut low: f64, mut high: f64, rising: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..200 {
        let middle = low.midpoint(high);
        if rising(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low.midpoint(high)
}

/// The chance of `events` or fewer, where `mean`, which is not less, is expected.
fn at_most(events: u32, mean: f64) -> f64 {
    let (mut term, mut sum) = (exactly(events, mean), 0.0);
    for k in (0..=events).rev() {
        sum += term;
        term *= f64::from(k) / mean;
        if term < sum * f64::EPSILON {
            break;
        }
    }
    sum
}

/// The chance of `events` or more, where `mean`, which is not more, is expected.
fn at_least(events: u32, mean: f64) -> f64 {
    let (mut term, mut sum) = (exactly(events, mean), 0.0);
    let mut k = f64::from(events);
    while term > sum * f64::EPSILON {
        sum += term;
        k += 1.0;
        term *= mean / k;
    }
    sum
}

/// The chance of exactly `events`, in logarithms because its parts are too large to write.
fn exactly(events: u32, mean: f64) -> f64 {
    if mean <= 0.0 {
        return if events == 0 { 1.0 } else { 0.0 };
    }
    let k = f64::from(events);
    (k * mean.ln() - mean - ln_factorial(events)).exp()
}

/// Stirling's series; below 20 the product itself.
fn ln_factorial(n: u32) -> f64 {
    if n < 20 {
        return (2..=n).map(|k| f64::from(k).ln()).sum();
    }
    let x = f64::from(n);
    let series = 1.0 / (12.0 * x) - 1.0 / (360.0 * x.powi(3)) + 1.0 / (1260.0 * x.powi(5));
    x * x.ln() - x + 0.5 * (std::f64::consts::TAU * x).ln() + series
}

#[cfg(test)]
#[path = "rate_tests.rs"]
mod tests;
