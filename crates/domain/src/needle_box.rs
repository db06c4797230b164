//! The boxes of needles that are open: brand and lot are written down once for each box, and offered to every
//! row with a needle of its size. A box never proposes a size.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::needle::Needle;
use crate::problem::{Check, tidy};
use crate::site::SiteDraft;
use crate::time::CalendarDate;

/// The most boxes of one therapist.
pub const MOST_BOXES: usize = 60;
/// The longest brand or lot, in characters: what a row takes.
const LONGEST_TEXT: usize = 80;

/// A box of needles that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NeedleBox {
    /// Diameter x length in millimetres: `0.25x40`. Required.
    pub needle: String,
    /// The brand, at most 80 characters.
    pub brand: String,
    /// The lot on the packet, at most 80 characters. Required: it is what a box is written down for.
    pub lot: String,
    /// The last day the needles are sterile, `2028-06-30`; empty when the box does not say.
    pub expires: String,
    /// The day it was opened, `2026-11-22`; empty when nobody wrote it down.
    pub opened: String,
}

impl NeedleBox {
    fn checked(&self, check: &mut Check, seen: &mut HashSet<[String; 3]>) -> Self {
        let kept = Self {
            needle: size_checked(check, &self.needle),
            brand: check
                .optional("brand", "The brand", &self.brand, LONGEST_TEXT)
                .unwrap_or_default(),
            lot: check.required("lot", "The lot", &self.lot, LONGEST_TEXT),
            expires: date_checked(check, "expires", &self.expires),
            opened: date_checked(check, "opened", &self.opened),
        };
        let same = [&kept.needle, &kept.brand, &kept.lot].map(|text| text.to_lowercase());
        if !seen.insert(same) {
            let message = "This box is in the list already.";
            check.fault("lot", "duplicate", message);
        }
        kept
    }

    /// Whether the box is past its last day on `today`.
    #[must_use]
    pub fn has_expired(&self, today: CalendarDate) -> bool {
        self.last_day().is_some_and(|last| last < today)
    }

    /// The last day the needles are sterile, when the box says one.
    #[must_use]
    pub fn last_day(&self) -> Option<CalendarDate> {
        self.expires.parse().ok()
    }
}

/// The boxes that `row` may have been needled from: those of its size, while it says neither brand nor lot and was
/// not left out. A needle of which only one measure is known has none.
#[must_use]
pub fn boxes_for<'a>(row: &SiteDraft, boxes: &'a [NeedleBox]) -> Vec<&'a NeedleBox> {
    let is_open = tidy(&row.brand).is_empty() && tidy(&row.lot).is_empty();
    let size = row.needle.parse::<Needle>().ok().and_then(Needle::size);
    let Some(size) = size.filter(|_| is_open && row.repeats.is_empty() && !row.not_done) else {
        return Vec::new();
    };
    let holds = |one: &&NeedleBox| {
        let needle = one.needle.parse::<Needle>().ok();
        needle.and_then(Needle::size) == Some(size)
    };
    boxes.iter().filter(holds).collect()
}

/// The boxes as they may be kept. Every fault is noted below `boxes[n]`.
pub(crate) fn boxes_checked(check: &mut Check, boxes: &[NeedleBox]) -> Vec<NeedleBox> {
    if boxes.len() > MOST_BOXES {
        let message = format!("There is room for {MOST_BOXES} open boxes. Remove the empty ones.");
        check.fault("boxes", "too-many", message);
    }
    let mut seen = HashSet::new();
    let rows = boxes.iter().enumerate();
    rows.map(|(n, row)| {
        check.within(&format!("boxes[{n}]"), |check| {
            row.checked(check, &mut seen)
        })
    })
    .collect()
}

fn size_checked(check: &mut Check, typed: &str) -> String {
    match typed.parse::<Needle>() {
        Ok(needle) if needle.size().is_some() => return needle.to_string(),
        Ok(_) => check.fault(
            "needle",
            "incomplete",
            "A box says both measures of its needles. Write them like 0.25x40.",
        ),
        Err(fault) => check.fault("needle", fault.code(), fault.to_string()),
    }
    typed.trim().to_owned()
}

fn date_checked(check: &mut Check, field: &str, text: &str) -> String {
    let text = text.trim();
    if !text.is_empty() && text.parse::<CalendarDate>().is_err() {
        let message = "Write the date as year-month-day, like 2028-06-30.";
        check.fault(field, "not-a-date", message);
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Therapist;
    use crate::testing::Words;

    fn seirin() -> NeedleBox {
        NeedleBox {
            needle: "0.25x40".into(),
            brand: "Seirin".into(),
            lot: "A17".into(),
            expires: "2028-06-30".into(),
            opened: "2026-11-01".into(),
        }
    }

    fn kept(boxes: &[NeedleBox]) -> Result<Vec<NeedleBox>, Vec<(String, String)>> {
        let therapist = Therapist {
            name: "A. Rivera".into(),
            boxes: boxes.to_vec(),
            ..Therapist::default()
        };
        let checked = therapist.checked(&Words);
        checked.map(|therapist| therapist.boxes).map_err(|faults| {
            let places = faults.into_iter().map(|fault| (fault.path, fault.code));
            places.collect()
        })
    }

    fn row(needle: &str) -> SiteDraft {
        SiteDraft {
            needle: needle.into(),
            ..SiteDraft::default()
        }
    }

    #[test]
    fn a_box_is_kept_with_its_size_as_it_is_written() {
        let typed = NeedleBox {
            needle: " 0.25 × 40 mm".into(),
            lot: " A17 ".into(),
            ..seirin()
        };
        assert_eq!(kept(&[typed]).unwrap(), [seirin()]);
    }

    #[test]
    fn each_slip_is_told_at_its_field_of_its_box() {
        let typed = [
            seirin(),
            NeedleBox {
                needle: "25x0.40".into(),
                lot: String::new(),
                expires: "6/2028".into(),
                ..seirin()
            },
            NeedleBox {
                needle: "0.25".into(),
                ..seirin()
            },
            NeedleBox {
                brand: "SEIRIN".into(),
                ..seirin()
            },
        ];
        let faults = kept(&typed).unwrap_err();
        let places: Vec<_> = faults.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            places,
            [
                "boxes[1].needle",
                "boxes[1].lot",
                "boxes[1].expires",
                "boxes[2].needle",
                "boxes[3].lot"
            ]
        );
        assert_eq!(faults[4].1, "duplicate");
    }

    #[test]
    fn a_row_is_offered_every_box_of_its_size_and_no_other() {
        let other_lot = NeedleBox {
            lot: "B02".into(),
            ..seirin()
        };
        let longer = NeedleBox {
            needle: "0.25x50".into(),
            ..seirin()
        };
        let boxes = [seirin(), longer, other_lot.clone()];
        assert_eq!(
            boxes_for(&row("0.25 x 40"), &boxes),
            [&seirin(), &other_lot]
        );
        for needle in ["", "0.25", "?x40", "0.30x40", "25x0.40"] {
            assert!(boxes_for(&row(needle), &boxes).is_empty(), "{needle}");
        }
    }

    #[test]
    fn a_row_that_says_its_own_or_was_not_done_is_offered_nothing() {
        let boxes = [seirin()];
        for settled in [
            SiteDraft {
                lot: "C9".into(),
                ..row("0.25x40")
            },
            SiteDraft {
                brand: "Dongbang".into(),
                ..row("0.25x40")
            },
            SiteDraft {
                not_done: true,
                ..row("0.25x40")
            },
            SiteDraft {
                repeats: "15 Nov 2026".into(),
                ..row("0.25x40")
            },
        ] {
            assert!(boxes_for(&settled, &boxes).is_empty());
        }
    }

    #[test]
    fn the_last_day_is_still_good() {
        assert!(!seirin().has_expired("2028-06-30".parse().unwrap()));
        assert!(seirin().has_expired("2028-07-01".parse().unwrap()));
        let silent = NeedleBox {
            expires: String::new(),
            ..seirin()
        };
        assert!(!silent.has_expired("2040-01-01".parse().unwrap()));
    }
}
