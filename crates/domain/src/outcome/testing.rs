//! Measures and ratings for the tests of the wording rules.

use super::*;
use crate::measure::{PartsMake, Wanted};

pub(super) fn facts(
    higher_is_better: bool,
    threshold: Option<i64>,
    error_hundredths: Option<i64>,
) -> MeasureFacts {
    MeasureFacts {
        name: "A measure".into(),
        unit: "points".into(),
        range: (0, 100),
        decimals: 0,
        higher_is_better,
        pain: false,
        compared: true,
        wanted: Wanted::Total,
        versions: Vec::new(),
        joint: false,
        measurements: false,
        parts: Vec::new(),
        parts_make: PartsMake::Neither,
        raw: None,
        threshold,
        error_hundredths,
    }
}

pub(super) fn pain() -> MeasureFacts {
    MeasureFacts {
        range: (0, 10),
        pain: true,
        ..facts(false, Some(2), None)
    }
}

pub(super) fn rated(sum: i64) -> Rated {
    Rated {
        amount: Amount::whole(sum),
        missing: 0,
    }
}

/// The mean of five daily ratings with this sum.
pub(super) fn mean(sum: i64) -> Rated {
    Rated {
        amount: Amount {
            sum,
            of: 5,
            decimals: 0,
        },
        missing: 0,
    }
}

pub(super) fn says(facts: &MeasureFacts, first: Rated, latest: Rated) -> &'static str {
    Verdict::of(facts, first, latest, 28).sentence()
}
