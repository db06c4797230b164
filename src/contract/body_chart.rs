//! The body chart on the wire. The drawings and what is marked on them are sent once; what lies under a point
//! is asked each time, and listed for the therapist to choose from.
//!
//! Points are in tenths of a unit of their view and in the drawing as it was made, also where it is shown
//! mirrored. That is how a note keeps them ([`filiform_domain::site::ChartPoint`]).

use filiform_domain::site::{ChartView, Side};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The drawings, and where a target that was chosen by name is marked.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BodyChart {
    /// The views: front, back, side of the head, palms, backs of the hands, soles.
    pub figures: Vec<BodyFigure>,
    /// One for each target, side and view that has it.
    pub marks: Vec<ChartMark>,
}

/// One view of the body.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BodyFigure {
    /// Which one.
    pub view: ChartView,
    /// "Soles, toes up".
    pub title: String,
    /// How large a unit is: "1 unit = about 2.4 mm on a 175 cm adult …".
    pub unit: String,
    /// Width of the view box, in units.
    pub width: u16,
    /// Height of the view box, in units.
    pub height: u16,
    /// Which side of the patient is at the viewer's left.
    pub viewers_left: Side,
    /// Which side of the patient is at the viewer's right. The same one where only one side is drawn: then the
    /// drawing turned over is the other side.
    pub viewers_right: Side,
    /// The outline, as an SVG path.
    pub outline: String,
    /// The strokes inside, as one SVG path.
    pub details: String,
    /// The regions, to be filled below the outline.
    pub regions: Vec<FigureRegion>,
}

/// A region as it is drawn on one view.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FigureRegion {
    /// The region's id.
    pub region: String,
    /// The patient's side; `midline` for a region that is drawn in one piece.
    pub side: Side,
    /// Its SVG path.
    pub path: String,
}

/// Where a target is marked: the middle of its zone.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChartMark {
    /// The target's id.
    pub target: String,
    /// The patient's side.
    pub side: Side,
    /// The view.
    pub view: ChartView,
    /// To the right, in tenths of a unit.
    pub x: i32,
    /// Down, in tenths of a unit.
    pub y: i32,
}

/// A point of a view.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
pub struct PointAt {
    /// The view.
    pub view: ChartView,
    /// The drawing is shown turned over: the right side of the head. Means nothing for the other views.
    pub mirrored: bool,
    /// To the right, in tenths of a unit.
    pub x: i32,
    /// Down, in tenths of a unit.
    pub y: i32,
}

/// What lies under a point. Nothing is chosen: the therapist does that.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TargetsAt {
    /// Whether the point is on the body, or a finger's width beside it. Otherwise nothing else is here.
    pub on_body: bool,
    /// The region under the point.
    pub region: Option<RegionAt>,
    /// The closest and most superficial first.
    pub targets: Vec<TargetAt>,
}

/// The region under a point.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RegionAt {
    /// The region's id.
    pub region: String,
    /// The patient's side; `midline` for a region that is drawn in one piece.
    pub side: Side,
}

/// A target under a point, or near it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TargetAt {
    /// The target's id.
    pub target: String,
    /// "upper trapezius".
    pub name: String,
    /// The patient's side.
    pub side: Side,
    /// "left".
    pub side_words: String,
    /// How deep it lies among the others: "superficial", "intermediate", "deep".
    pub layer: String,
    /// Whether the point is in its zone, or only near it.
    pub found: FoundAs,
}

/// Whether a target lies under the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FoundAs {
    /// The point is in its zone.
    Hit,
    /// Nothing is drawn at the point, and this is close.
    Near,
}
