//! A filiform needle as a note knows it: sometimes only its diameter, or only its length.

use std::fmt;
use std::str::FromStr;

use crate::quantity::{NeedleFault, NeedleSize, diameter_in_um, length_in_mm};

/// What is known of a needle. In writing, `?` stands for what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Needle {
    /// Diameter in micrometres, 120 to 400: 0.25 mm is 250.
    pub diameter_um: Option<u16>,
    /// Length in whole millimetres, 13 to 125.
    pub length_mm: Option<u16>,
}

impl FromStr for Needle {
    type Err = NeedleFault;

    fn from_str(text: &str) -> Result<Self, NeedleFault> {
        let written = text.trim().to_lowercase().replace('×', "x");
        if written == "?" {
            return Ok(Self {
                diameter_um: None,
                length_mm: None,
            });
        }
        let bare = written.trim_end_matches("mm").trim();
        match bare.split_once('x') {
            Some((first, "?")) => Ok(Self {
                diameter_um: Some(diameter_in_um(without_unit(first))?),
                length_mm: None,
            }),
            Some(("?" | "", second)) => Ok(Self {
                diameter_um: None,
                length_mm: Some(length_in_mm(without_unit(second))?),
            }),
            None if bare.starts_with("0.") => Ok(Self {
                diameter_um: Some(diameter_in_um(bare)?),
                length_mm: None,
            }),
            _ => written.parse::<NeedleSize>().map(Self::from),
        }
    }
}

fn without_unit(text: &str) -> &str {
    text.trim().trim_end_matches("mm").trim()
}

impl From<NeedleSize> for Needle {
    fn from(size: NeedleSize) -> Self {
        Self {
            diameter_um: Some(size.diameter_um),
            length_mm: Some(size.length_mm),
        }
    }
}

impl Needle {
    /// Diameter and length, when both are known.
    pub fn size(self) -> Option<NeedleSize> {
        Some(NeedleSize {
            diameter_um: self.diameter_um?,
            length_mm: self.length_mm?,
        })
    }

    /// As it is read: "0.25 × 40 mm", "0.25 mm, length not known".
    pub fn words(self) -> String {
        match (self.diameter_um, self.length_mm) {
            (Some(diameter_um), Some(length_mm)) => NeedleSize {
                diameter_um,
                length_mm,
            }
            .words(),
            (Some(um), None) => format!("{} mm, length not known", diameter(um)),
            (None, Some(mm)) => format!("{mm} mm long, diameter not known"),
            (None, None) => "size not known".to_owned(),
        }
    }
}

impl fmt::Display for Needle {
    /// As it is typed: `0.25x40`, `0.25x?`, `?x40`, `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.diameter_um, self.length_mm) {
            (None, None) => f.write_str("?"),
            (Some(um), None) => write!(f, "{}x?", diameter(um)),
            (None, Some(mm)) => write!(f, "?x{mm}"),
            (Some(um), Some(mm)) => write!(f, "{}x{mm}", diameter(um)),
        }
    }
}

/// Two decimals, and a third only where there is one.
fn diameter(um: u16) -> String {
    if um.is_multiple_of(10) {
        format!("0.{:02}", um / 10)
    } else {
        format!("0.{um:03}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_known_of_a_needle_is_written_as_a_question_mark() {
        for (written, kept, words) in [
            ("0.25x40", "0.25x40", "0.25 × 40 mm"),
            ("0.25", "0.25x?", "0.25 mm, length not known"),
            ("0.25 mm", "0.25x?", "0.25 mm, length not known"),
            ("0.25x?", "0.25x?", "0.25 mm, length not known"),
            ("?x40", "?x40", "40 mm long, diameter not known"),
            ("x40mm", "?x40", "40 mm long, diameter not known"),
            ("?", "?", "size not known"),
        ] {
            let needle: Needle = written.parse().unwrap();
            assert_eq!(
                (needle.to_string().as_str(), needle.words().as_str()),
                (kept, words),
                "{written}"
            );
        }
    }

    #[test]
    fn a_slip_keeps_its_own_answer() {
        for (written, fault) in [
            ("", NeedleFault::Missing),
            ("30G", NeedleFault::Gauge),
            (".25x40", NeedleFault::NoLeadingZero),
            ("25x0.40", NeedleFault::WrongOrder),
            ("0.25x", NeedleFault::Unreadable),
            ("40", NeedleFault::Unreadable),
            ("0.90x?", NeedleFault::Diameter),
            ("?x900", NeedleFault::Length),
        ] {
            assert_eq!(written.parse::<Needle>(), Err(fault), "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_needle_survives_being_written_and_read(
            diameter_um in proptest::option::of(120u16..=400),
            length_mm in proptest::option::of(13u16..=125),
        ) {
            let needle = Needle { diameter_um, length_mm };
            prop_assert_eq!(needle.to_string().parse(), Ok(needle));
        }

        #[test]
        fn no_text_makes_the_reading_panic(text in "\\PC{0,12}") {
            let _ = text.parse::<Needle>();
        }
    }
}
