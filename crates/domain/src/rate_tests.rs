//! Intervals beside a second implementation, and what holds for every count.

use std::process::Command;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

const FIXTURE: &str = include_str!("../tests/python/poisson_interval.json");
const SCRIPT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/python/poisson_interval.py"
);

#[derive(Deserialize)]
struct Interval {
    events: u32,
    low: String,
    high: String,
}

#[test]
fn intervals_are_those_of_a_second_implementation() {
    let rows: Vec<Interval> = serde_json::from_str(FIXTURE).unwrap();
    assert!(rows.len() > 10);
    for row in rows {
        let (low, high) = expected(row.events);
        let close = |ours: f64, theirs: &str| (ours - theirs.parse::<f64>().unwrap()).abs() < 1e-6;
        assert!(
            close(low, &row.low),
            "{}: {low} and {}",
            row.events,
            row.low
        );
        assert!(
            close(high, &row.high),
            "{}: {high} and {}",
            row.events,
            row.high
        );
    }
}

#[test]
fn the_fixture_is_what_the_second_implementation_prints() {
    // Where there is no Python its committed results stand in for it.
    if let Ok(ran) = Command::new("python3").arg(SCRIPT).output() {
        assert!(ran.status.success());
        assert_eq!(String::from_utf8_lossy(&ran.stdout), FIXTURE);
    }
}

#[test]
fn nothing_in_a_thousand_still_allows_for_three_and_a_half() {
    let rate = Rate::of(0, 1000).unwrap();
    assert_eq!((rate.per_thousand, rate.low), (0.0, 0.0));
    assert!((rate.high - 3.689).abs() < 0.001);
    assert_eq!(Rate::of(0, 0), None);
}

proptest! {
    #[test]
    fn an_interval_holds_its_rate_and_narrows_with_its_number(events in 0_u32..50_000, of in 1_u32..1_000_000) {
        let rate = Rate::of(events, of).unwrap();
        prop_assert!(rate.low <= rate.per_thousand && rate.per_thousand < rate.high);
        prop_assert!(rate.low.is_finite() && rate.high.is_finite());
        let tenfold = Rate::of(events.saturating_mul(10), of.saturating_mul(10)).unwrap();
        prop_assert!(tenfold.high - tenfold.low < rate.high - rate.low + 1e-9);
    }
}
