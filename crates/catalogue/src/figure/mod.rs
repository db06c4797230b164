//! The body chart: six drawings of the body, and which targets lie under a point of them.
//!
//! Left and right are the patient's, everywhere, and come from the data: nothing here works a side out from
//! the half of the picture. A zone is a pointing aid; it says nothing about depth, angle or safety.

mod drawing;
mod hit;
mod shape;
mod spread;
mod zone;

pub use drawing::{DrawnRegion, Figure};
pub use hit::{Found, Spot};
pub use shape::{Point, Shape};
pub use zone::{Layer, Zone};

use filiform_domain::site::{ChartView, Side};

use crate::error::CatalogueError;
use crate::ids::TargetId;
use drawing::Drawings;

/// How far beside the outline a finger still means the body, in units of the view.
pub const FINGER: f64 = 4.0;

/// The drawings and their zones.
#[derive(Debug, Clone)]
pub struct Figures {
    figures: Vec<Figure>,
    zones: Vec<Zone>,
}

/// Where a target that was chosen by name is marked: the middle of its first zone in that view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark<'a> {
    /// The target.
    pub target: &'a TargetId,
    /// The patient's side.
    pub side: Side,
    /// The view.
    pub view: ChartView,
    /// The middle of the zone, in the drawing as it was made.
    pub at: Point,
}

impl Figures {
    /// The drawing of a view.
    pub fn figure(&self, view: ChartView) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.view == view)
    }

    /// Every drawing, front first.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// Every zone, in the order of the file.
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// What lies under a point of a view. None: the point is outside the body, further than [`FINGER`].
    ///
    /// The point is in the drawing as it was made, also when it is shown mirrored: `mirrored` turns the left
    /// side of the head into the right one, and means nothing for the other views.
    pub fn at(&self, view: ChartView, mirrored: bool, point: Point) -> Option<Spot<'_>> {
        let figure = self.figure(view)?;
        if !figure.outline.is_near(point, FINGER) {
            return None;
        }
        let mirrored = mirrored && figure.is_one_sided();
        Some(Spot {
            region: figure
                .region_at(point)
                .map(|(region, side)| (region, turned(side, mirrored))),
            hits: hit::hits(&self.zones, view, mirrored, point),
            near: hit::nearest(&self.zones, view, mirrored, point),
        })
    }

    /// A mark for each target, side and view that has one; of the head for both of its sides.
    pub fn marks(&self) -> Vec<Mark<'_>> {
        let mut marks: Vec<Mark<'_>> = Vec::new();
        for zone in &self.zones {
            let one_sided = self.figure(zone.view).is_some_and(Figure::is_one_sided);
            let mut sides = vec![zone.side];
            if one_sided && zone.side != Side::Midline {
                sides.push(turned(zone.side, true));
            }
            for side in sides {
                let is_same = |mark: &Mark<'_>| {
                    (mark.target, mark.side, mark.view) == (&zone.target, side, zone.view)
                };
                if !marks.iter().any(is_same) {
                    let (target, view, at) = (&zone.target, zone.view, zone.centre());
                    marks.push(Mark {
                        target,
                        side,
                        view,
                        at,
                    });
                }
            }
        }
        marks
    }

    pub(crate) fn read(drawings: &str, zones: &str) -> Result<Self, CatalogueError> {
        Ok(Self {
            figures: Drawings::read(drawings)?.figures(),
            zones: crate::table::read_rows(zone::FILE, zones)?,
        })
    }
}

/// The side on the mirrored drawing. The midline stays the midline.
fn turned(side: Side, mirrored: bool) -> Side {
    match (side, mirrored) {
        (Side::Left, true) => Side::Right,
        (Side::Right, true) => Side::Left,
        (side, _) => side,
    }
}
