//! The range of every number of a note, stated once: signing asks it, and the schema of the files shows it.

use std::ops::RangeInclusive;

use crate::current::{Current, ElectrodePair};
use crate::event::EventDraft;
use crate::pain::PainRating;
use crate::problem::Check;
use crate::session::SessionDraft;
use crate::site::{OwnTarget, SiteDraft};
use crate::visit::{BillingCode, OtherCareDraft, SinceLast};

/// A number as it was typed: its field, what it is called, and its range.
pub(super) type Number = (&'static str, &'static str, Option<i64>, RangeInclusive<i64>);

/// Something with numbers in it.
pub(super) trait Numbers {
    /// The name of the type in the schema.
    const NAME: &'static str;

    fn numbers(&self) -> Vec<Number>;

    /// Notes a fault for every number outside its range.
    fn check_numbers(&self, check: &mut Check) {
        for (field, what, value, range) in self.numbers() {
            check.whole::<i64>(field, what, value, range);
        }
    }
}

/// Every range, as type, field, lowest and highest value.
pub fn ranges() -> Vec<(&'static str, &'static str, i64, i64)> {
    fn of<T: Numbers + Default>() -> impl Iterator<Item = (&'static str, &'static str, i64, i64)> {
        let numbers = T::default().numbers().into_iter();
        numbers.map(|(field, _, _, range)| (T::NAME, field, *range.start(), *range.end()))
    }
    of::<SessionDraft>()
        .chain(of::<SiteDraft>())
        .chain(of::<OwnTarget>())
        .chain(of::<Current>())
        .chain(of::<ElectrodePair>())
        .chain(of::<EventDraft>())
        .chain(of::<OtherCareDraft>())
        .chain(of::<SinceLast>())
        .chain(of::<BillingCode>())
        .chain([("PainRating", "value", 0, 100)])
        .collect()
}

impl Numbers for SessionDraft {
    const NAME: &'static str = "SessionDraft";

    fn numbers(&self) -> Vec<Number> {
        vec![
            ("pain_before", "Pain", self.pain_before, 0..=10),
            ("pain_after", "Pain", self.pain_after, 0..=10),
            ("needles_in", "Needles in", self.needles_in, 0..=200),
            ("needles_out", "Needles out", self.needles_out, 0..=200),
            ("timed_minutes", "The minutes", self.timed_minutes, 0..=600),
            ("total_minutes", "The minutes", self.total_minutes, 0..=600),
        ]
    }
}

impl Numbers for SiteDraft {
    const NAME: &'static str = "SiteDraft";

    fn numbers(&self) -> Vec<Number> {
        vec![
            ("points", "The number of points", self.points, 1..=99),
            ("needles", "The number of needles", self.needles, 1..=50),
            (
                "needles_to",
                "The number of needles",
                self.needles_to,
                1..=50,
            ),
            ("depth_mm", "The depth", self.depth_mm, 1..=125),
            ("depth_to_mm", "The depth", self.depth_to_mm, 1..=125),
            ("fanned_to", "The number of points", self.fanned_to, 1..=50),
            ("passes", "The number of passes", self.passes, 1..=500),
            ("passes_to", "The number of passes", self.passes_to, 1..=500),
            (
                "turned_degrees",
                "The turn in degrees",
                self.turned_degrees,
                1..=36_000,
            ),
            ("left_in_s", "The time left in", self.left_in_s, 0..=14_400),
            (
                "left_in_to_s",
                "The time left in",
                self.left_in_to_s,
                0..=14_400,
            ),
            (
                "stimulated_every_s",
                "The time between",
                self.stimulated_every_s,
                1..=14_400,
            ),
            (
                "stimulated_for_s",
                "The time",
                self.stimulated_for_s,
                1..=3_600,
            ),
            ("twitches", "The number of twitches", self.twitches, 1..=99),
            ("haemostasis_s", "The time", self.haemostasis_s, 0..=3_600),
            ("pain_before", "Pain", self.pain_before, 0..=10),
            ("pain_after", "Pain", self.pain_after, 0..=10),
        ]
    }
}

impl Numbers for OwnTarget {
    const NAME: &'static str = "OwnTarget";

    fn numbers(&self) -> Vec<Number> {
        vec![("length_mm", "The length", self.length_mm, 1..=1_000)]
    }
}

impl Numbers for Current {
    const NAME: &'static str = "Current";

    fn numbers(&self) -> Vec<Number> {
        vec![
            ("channels", "The number of channels", self.channels, 1..=16),
            ("pulse_us", "The pulse width", self.pulse_us, 1..=1_000_000),
            (
                "pulse_to_us",
                "The pulse width",
                self.pulse_to_us,
                1..=1_000_000,
            ),
            (
                "intensity_ua",
                "The intensity",
                self.intensity_ua,
                1..=100_000,
            ),
            (
                "intensity_to_ua",
                "The intensity",
                self.intensity_to_ua,
                1..=100_000,
            ),
            ("seconds", "The time", self.seconds, 1..=14_400),
            ("seconds_to", "The time", self.seconds_to, 1..=14_400),
        ]
    }
}

impl Numbers for ElectrodePair {
    const NAME: &'static str = "ElectrodePair";

    fn numbers(&self) -> Vec<Number> {
        vec![("with_row", "The row", self.with_row, 1..=60)]
    }
}

impl Numbers for EventDraft {
    const NAME: &'static str = "EventDraft";

    fn numbers(&self) -> Vec<Number> {
        vec![
            ("row", "The row", self.row, 1..=60),
            ("onset_min", "The minutes", self.onset_min, 0..=20_160),
        ]
    }
}

impl Numbers for OtherCareDraft {
    const NAME: &'static str = "OtherCareDraft";

    fn numbers(&self) -> Vec<Number> {
        vec![("minutes", "The minutes", self.minutes, 1..=600)]
    }
}

impl Numbers for SinceLast {
    const NAME: &'static str = "SinceLast";

    fn numbers(&self) -> Vec<Number> {
        vec![
            ("soreness", "Soreness", self.soreness, 0..=10),
            ("soreness_hours", "The hours", self.soreness_hours, 0..=720),
        ]
    }
}

impl Numbers for BillingCode {
    const NAME: &'static str = "BillingCode";

    fn numbers(&self) -> Vec<Number> {
        vec![("units", "The units", self.units, 1..=99)]
    }
}

impl Numbers for PainRating {
    const NAME: &'static str = "PainRating";

    fn numbers(&self) -> Vec<Number> {
        vec![("value", "Pain", self.value, 0..=self.scale.most())]
    }
}
