//! The run chart against the table of `analysis.md`, and against a second implementation in Python.

use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::measure::Amount;

#[test]
fn the_limits_are_those_of_the_table() {
    for (useful, longest_run, fewest_crossings) in [
        (10, 6, 2),
        (12, 7, 3),
        (15, 7, 4),
        (20, 7, 6),
        (24, 8, 8),
        (30, 8, 10),
    ] {
        let limits = Limits {
            longest_run,
            fewest_crossings,
        };
        assert_eq!(Limits::of(useful), Some(limits), "{useful} useful points");
    }
    assert_eq!((Limits::of(9), Limits::of(101)), (None, None));
}

#[test]
fn fewer_points_get_fewer_claims() {
    assert_eq!(RunChart::of(&[]).drawn, Drawn::Numbers);
    assert_eq!(RunChart::of(&[7, 5]).drawn, Drawn::Numbers);
    assert_eq!(RunChart::of(&[7, 5, 4]).drawn, Drawn::Joined);
    let nine = [7, 3, 7, 3, 7, 3, 7, 3, 7];
    assert_eq!(RunChart::of(&nine).drawn, Drawn::Joined);
    let same = RunChart::of(&[4; 40]);
    assert_eq!(
        (same.drawn, same.useful, same.signal()),
        (Drawn::Joined, 0, false),
        "all on the median"
    );
}

#[test]
fn points_on_the_median_are_not_counted() {
    let chart = RunChart::of(&[8, 8, 7, 5, 5, 5, 7, 3, 3, 2, 2, 3]);
    assert_eq!(
        (chart.median_doubled, chart.useful, chart.limits),
        (10, 9, None)
    );
}

#[test]
fn a_long_run_and_too_few_crossings_are_each_a_signal() {
    let fell = RunChart::of(&[8, 8, 7, 8, 7, 7, 3, 3, 2, 3, 2, 3]);
    assert_eq!((fell.longest_run, fell.crossings), (6, 1));
    assert!(fell.signal(), "one crossing where three are the fewest");
    let scattered = RunChart::of(&[8, 3, 7, 2, 8, 3, 7, 3, 8, 2, 7, 3]);
    assert!(!scattered.signal());
}

/// What the second implementation found.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Second {
    limits: Vec<(usize, usize, usize)>,
    charts: Vec<SecondChart>,
    means: Vec<SecondMean>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct SecondChart {
    points: Vec<i64>,
    median_doubled: i64,
    useful: usize,
    longest_run: usize,
    crossings: usize,
    signal: bool,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct SecondMean {
    ratings: Vec<i64>,
    thousandths: i64,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn committed() -> Second {
    let text = std::fs::read_to_string(folder().join("second_opinion.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn limits_charts_and_means_are_those_of_the_second_implementation() {
    let second = committed();
    assert_eq!(second.limits.len(), 91);
    for (useful, longest_run, fewest_crossings) in second.limits {
        let limits = Limits {
            longest_run,
            fewest_crossings,
        };
        assert_eq!(Limits::of(useful), Some(limits), "{useful} useful points");
    }
    assert!(second.charts.len() >= 200);
    for theirs in second.charts {
        let ours = RunChart::of(&theirs.points);
        let ours = SecondChart {
            median_doubled: ours.median_doubled,
            useful: ours.useful,
            longest_run: ours.longest_run,
            crossings: ours.crossings,
            signal: ours.signal(),
            points: theirs.points.clone(),
        };
        assert_eq!(ours, theirs);
    }
    for SecondMean {
        ratings,
        thousandths,
    } in second.means
    {
        let mean = Amount {
            sum: ratings.iter().sum(),
            of: u16::try_from(ratings.len()).unwrap(),
            decimals: 0,
        };
        assert_eq!(mean.thousandths(), thousandths, "{ratings:?}");
    }
}

/// Runs where Python is there: its results are the committed ones.
#[test]
fn the_second_implementation_still_gives_what_is_committed() {
    let Ok(ran) = Command::new("python3")
        .arg(folder().join("second_opinion.py"))
        .output()
    else {
        return;
    };
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let fresh: Second = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(fresh, committed());
}

proptest! {
    #[test]
    fn a_chart_turned_upside_down_has_the_same_runs(points in prop::collection::vec(0_i64..=10, 0..60)) {
        let turned: Vec<i64> = points.iter().map(|point| 10 - point).collect();
        let (chart, mirror) = (RunChart::of(&points), RunChart::of(&turned));
        prop_assert_eq!((chart.useful, chart.longest_run, chart.crossings, chart.signal()),
            (mirror.useful, mirror.longest_run, mirror.crossings, mirror.signal()));
        prop_assert_eq!(chart.median_doubled, 20 - mirror.median_doubled + if points.is_empty() { -20 } else { 0 });
    }
}
