//! Quantities of a treatment note, as scaled whole numbers: no rounding can change a record.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A rating on the numeric pain rating scale, 0 (no pain) to 10 (worst pain imaginable).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(try_from = "u8", into = "u8")]
#[ts(type = "number")]
#[schemars(with = "u8")]
pub struct PainScore(u8);

impl PainScore {
    /// The rating, when it lies on the scale.
    pub fn new(points: u8) -> Option<Self> {
        (points <= 10).then_some(Self(points))
    }

    /// The rating in points, 0 to 10.
    pub fn points(self) -> u8 {
        self.0
    }
}

/// A number that is no rating from 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a pain rating is a whole number from 0 to 10")]
pub struct NotARating;

impl TryFrom<u8> for PainScore {
    type Error = NotARating;

    fn try_from(points: u8) -> Result<Self, NotARating> {
        Self::new(points).ok_or(NotARating)
    }
}

impl From<PainScore> for u8 {
    fn from(score: PainScore) -> Self {
        score.0
    }
}

/// A filiform needle: diameter x length.
///
/// Diameters of 0.12 to 0.40 mm and lengths of 13 to 125 mm are accepted, the bounds of the shorthand
/// grammar (`shorthand.md`, Grammar v1).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
pub struct NeedleSize {
    /// Diameter in micrometres: 0.25 mm is 250.
    pub diameter_um: u16,
    /// Length in whole millimetres.
    pub length_mm: u16,
}

/// Why a written needle size was not taken. Each names its own mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NeedleFault {
    /// Nothing was written.
    #[error("The needle is missing: diameter x length in millimetres, like 0.25x40.")]
    Missing,
    /// The zero before the point was left out, and the point is easily lost.
    #[error("Write the zero before the point: 0.25x40, not .25x40.")]
    NoLeadingZero,
    /// A gauge number: gauges run the other way and are a classic mix-up.
    #[error("Give millimetres, not a gauge: 0.25x40.")]
    Gauge,
    /// Length and diameter stand in the wrong order.
    #[error("Diameter comes first, then length: 0.25x40, not 40x0.25.")]
    WrongOrder,
    /// No needle has this diameter.
    #[error("The diameter must lie between 0.12 and 0.40 mm.")]
    Diameter,
    /// No needle has this length.
    #[error("The length must lie between 13 and 125 mm.")]
    Length,
    /// It cannot be read at all.
    #[error("Write the needle as diameter x length in millimetres, like 0.25x40.")]
    Unreadable,
}

impl NeedleFault {
    /// A stable word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NoLeadingZero => "needle-leading-zero",
            Self::Gauge => "needle-gauge",
            Self::WrongOrder => "needle-order",
            Self::Diameter => "needle-diameter",
            Self::Length => "needle-length",
            Self::Unreadable => "needle-unreadable",
        }
    }
}

impl FromStr for NeedleSize {
    type Err = NeedleFault;

    fn from_str(text: &str) -> Result<Self, NeedleFault> {
        let written = text.trim().to_lowercase().replace('×', "x");
        let written = written.trim_end_matches("mm").trim();
        if written.is_empty() {
            return Err(NeedleFault::Missing);
        }
        if written.ends_with('g') {
            return Err(NeedleFault::Gauge);
        }
        let (first, second) = written.split_once('x').ok_or(NeedleFault::Unreadable)?;
        let (first, second) = (first.trim().trim_end_matches("mm").trim(), second.trim());
        if second.starts_with("0.") || second.starts_with('.') {
            return Err(NeedleFault::WrongOrder);
        }
        let diameter_um = diameter_in_um(first)?;
        let length_mm = length_in_mm(second)?;
        Ok(Self {
            diameter_um,
            length_mm,
        })
    }
}

pub(crate) fn diameter_in_um(text: &str) -> Result<u16, NeedleFault> {
    if text.starts_with('.') {
        return Err(NeedleFault::NoLeadingZero);
    }
    let decimals = text.strip_prefix("0.").ok_or(if is_digits(text) {
        NeedleFault::Diameter
    } else {
        NeedleFault::Unreadable
    })?;
    if !is_digits(decimals) || decimals.len() > 3 {
        return Err(NeedleFault::Unreadable);
    }
    let um: u16 = format!("{decimals:0<3}")
        .parse()
        .map_err(|_| NeedleFault::Unreadable)?;
    if (120..=400).contains(&um) {
        Ok(um)
    } else {
        Err(NeedleFault::Diameter)
    }
}

pub(crate) fn length_in_mm(text: &str) -> Result<u16, NeedleFault> {
    if !is_digits(text) {
        return Err(NeedleFault::Unreadable);
    }
    let mm: u16 = text.parse().map_err(|_| NeedleFault::Length)?;
    if (13..=125).contains(&mm) {
        Ok(mm)
    } else {
        Err(NeedleFault::Length)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

impl fmt::Display for NeedleSize {
    /// As it is typed: `0.25x40`, with a third decimal only where there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (decimals, digits) = self.decimals();
        write!(f, "0.{decimals:0digits$}x{}", self.length_mm)
    }
}

impl NeedleSize {
    /// As it is read: "0.25 × 40 mm".
    pub fn words(self) -> String {
        let (decimals, digits) = self.decimals();
        format!("0.{decimals:0digits$} × {} mm", self.length_mm)
    }

    /// The digits after the point, and how many are written.
    fn decimals(self) -> (u16, usize) {
        if self.diameter_um.is_multiple_of(10) {
            (self.diameter_um / 10, 2)
        } else {
            (self.diameter_um, 3)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_usual_ways_of_writing_a_needle_are_one_needle() {
        let needle = NeedleSize {
            diameter_um: 250,
            length_mm: 40,
        };
        for written in [
            "0.25x40",
            " 0.25 × 40 mm ",
            "0.25X40",
            "0.250x40",
            "0.25mm x 40mm",
        ] {
            assert_eq!(written.parse(), Ok(needle), "{written}");
        }
    }

    #[test]
    fn each_classic_slip_has_its_own_answer() {
        for (written, fault) in [
            ("", NeedleFault::Missing),
            (".25x40", NeedleFault::NoLeadingZero),
            ("30G", NeedleFault::Gauge),
            ("25x0.40", NeedleFault::WrongOrder),
            ("40x0.25", NeedleFault::WrongOrder),
            ("25x40", NeedleFault::Diameter),
            ("0.50x40", NeedleFault::Diameter),
            ("0.25x400", NeedleFault::Length),
            ("0.25x99999999", NeedleFault::Length),
            ("0.25", NeedleFault::Unreadable),
            ("0.25x4o", NeedleFault::Unreadable),
            ("0.x40", NeedleFault::Unreadable),
            ("0.２5x40", NeedleFault::Unreadable),
        ] {
            assert_eq!(written.parse::<NeedleSize>(), Err(fault), "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_needle_survives_being_written_and_read(diameter_um in 120u16..=400, length_mm in 13u16..=125) {
            let needle = NeedleSize { diameter_um, length_mm };
            prop_assert_eq!(needle.to_string().parse(), Ok(needle));
            prop_assert_eq!(needle.words().parse(), Ok(needle));
        }

        #[test]
        fn no_text_makes_the_reading_of_a_needle_panic(text in "\\PC{0,12}") {
            let _ = text.parse::<NeedleSize>();
        }
    }
}
