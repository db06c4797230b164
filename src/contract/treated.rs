//! Where a patient was needled over a period, on the wire: counts by target and side, and their marks on the drawings.

use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::site::{ChartView, Side};
use filiform_domain::time::CalendarDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::Said;

/// Whose treated sites, and of which days.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReviewTreatedSites {
    /// Whose.
    pub patient: PatientId,
    /// One episode alone; none for the one that is open, or for everything when none is.
    #[serde(default)]
    pub episode: Option<EpisodeId>,
    /// The whole record, whatever episode is open.
    #[serde(default)]
    pub whole: bool,
    /// The first day that counts, `2026-11-03`; empty for the first visit with needling.
    #[serde(default)]
    pub from: String,
    /// The last day that counts; empty for the latest one.
    #[serde(default)]
    pub to: String,
}

/// Where a patient was needled over a period. Counts stand by name, and are never compared.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TreatedSites {
    /// Whose.
    pub patient: PatientId,
    /// The days on which something was needled, oldest first: where a period can begin and end.
    pub days: Vec<TreatedDay>,
    /// The day that the period begins with; none while nothing was needled.
    pub from: Option<CalendarDate>,
    /// The day that it ends with.
    pub to: Option<CalendarDate>,
    /// "3 Nov 2026 to 20 Nov 2026"; empty while nothing was needled.
    pub period: String,
    /// How much was needled, in counts.
    pub counts: Said,
    /// What is left out of the counts: voided visits, visits not held, notes that were written elsewhere.
    pub left_out: Vec<Said>,
    /// Each target and side, by name, left before right.
    pub targets: Vec<TreatedTarget>,
    /// The drawings: front and back, and the others that have a mark.
    pub drawings: Vec<TreatedDrawing>,
    /// What has no place on any drawing, in a sentence; empty when everything has.
    pub not_drawn: String,
}

/// A day on which something was needled.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TreatedDay {
    /// The day.
    pub date: CalendarDate,
    /// "3 Nov 2026".
    pub words: String,
}

/// At how many visits a target was needled on one side.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TreatedTarget {
    /// "upper trapezius", or the therapist's own words.
    pub name: String,
    /// The patient's side: left, right or midline.
    pub side: Side,
    /// "patient's left", "patient's right", "midline".
    pub side_words: String,
    /// Visits, 1 or more.
    pub visits: u32,
    /// The first of them: "3 Nov 2026".
    pub first: String,
    /// The latest of them.
    pub latest: String,
    /// Whether it has a place on a drawing.
    pub drawn: bool,
}

/// A drawing with its marks.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TreatedDrawing {
    /// Which one.
    pub view: ChartView,
    /// It is shown turned over: the right side of the head.
    pub mirrored: bool,
    /// "Front", "Head, right side".
    pub title: String,
    /// What it shows, in words: which side is where, and every mark.
    pub description: String,
    /// Which side of the patient is at the viewer's left.
    pub at_left: Side,
    /// Which side of the patient is at the viewer's right.
    pub at_right: Side,
    /// The radius of its marks, in tenths of a unit.
    pub radius: i32,
    /// The marks, moved apart where they would cover each other.
    pub marks: Vec<TreatedMark>,
}

/// A count on a drawing, in tenths of a unit of the drawing as it is shown.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TreatedMark {
    /// "left upper trapezius: 4 visits".
    pub words: String,
    /// Visits, 1 or more.
    pub visits: u32,
    /// Where the count stands: to the right.
    pub x: i32,
    /// Down.
    pub y: i32,
    /// Where the target is: to the right.
    pub target_x: i32,
    /// Down.
    pub target_y: i32,
}
