//! The drawings: an outline, strokes inside it and the regions, for each view.

use filiform_domain::site::{ChartView, Side};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

use super::shape::{Point, Shape};
use super::zone::patients_side;
use crate::error::CatalogueError;
use crate::ids::RegionId;

pub(crate) const FILE: &str = "figure/body.json";

/// One view of the body.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Which one.
    pub view: ChartView,
    /// "Soles, toes up".
    pub title: String,
    /// How large a unit is, in words.
    pub unit: String,
    /// Width in units.
    pub width: u16,
    /// Height in units.
    pub height: u16,
    /// Where the drawing mirrors itself, from the left; for the head, where it is turned over.
    pub axis: u16,
    /// Which side of the patient is at the viewer's left.
    pub viewers_left: Side,
    /// Which side of the patient is at the viewer's right: the same one where only one side is drawn.
    pub viewers_right: Side,
    /// The outline.
    pub outline: Shape,
    /// The strokes inside, all in one path.
    pub details: String,
    /// The regions. They share their inner edges and follow the outline.
    pub regions: Vec<DrawnRegion>,
}

/// A region as it is drawn on one view.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnRegion {
    /// The region.
    pub region: RegionId,
    /// The patient's side; the midline for a region that is drawn in one piece.
    #[serde(deserialize_with = "patients_side")]
    pub side: Side,
    /// Its shape.
    #[serde(rename = "d")]
    pub shape: Shape,
}

impl Figure {
    /// Whether only the left side is drawn, so that the right one is the drawing turned over.
    pub fn is_one_sided(&self) -> bool {
        self.viewers_left == self.viewers_right
    }

    /// The region that holds the point or, for a point beside the outline, the closest one.
    pub(super) fn region_at(&self, point: Point) -> Option<(&RegionId, Side)> {
        let holds = self
            .regions
            .iter()
            .find(|region| region.shape.contains(point));
        let region = holds.or_else(|| self.closest_region(point))?;
        Some((&region.region, region.side))
    }

    fn closest_region(&self, point: Point) -> Option<&DrawnRegion> {
        self.regions
            .iter()
            .map(|region| (region, region.shape.distance(point)))
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(region, _)| region)
    }
}

/// The file. Every view must be there, and no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Drawings {
    #[serde(rename = "format")]
    _format: BodyChart,
    #[serde(rename = "version")]
    _version: IgnoredAny,
    #[serde(rename = "licence")]
    _licence: IgnoredAny,
    #[serde(rename = "side_convention")]
    _side_convention: IgnoredAny,
    views: Views,
}

#[derive(Deserialize)]
enum BodyChart {
    #[serde(rename = "body-chart")]
    BodyChart,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Views {
    front: View,
    back: View,
    head_side: View,
    sole: View,
    hand_palm: View,
    hand_back: View,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct View {
    title: String,
    #[serde(rename = "viewBox", deserialize_with = "size")]
    size: (u16, u16),
    #[serde(rename = "symmetric")]
    _symmetric: bool,
    mirror_axis_x: u16,
    unit: String,
    #[serde(rename = "mm_per_unit")]
    _mm_per_unit: f64,
    laterality: Laterality,
    outline: Shape,
    details: Vec<Detail>,
    regions: Vec<DrawnRegion>,
}

/// Which side of the patient is where: a drawing of both sides, or of one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Laterality {
    BothSides {
        #[serde(deserialize_with = "patients_side")]
        x_below_axis: Side,
        #[serde(deserialize_with = "patients_side")]
        x_above_axis: Side,
    },
    OneSide {
        #[serde(deserialize_with = "patients_side")]
        shows: Side,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Detail {
    #[serde(rename = "id")]
    _id: IgnoredAny,
    #[serde(rename = "side")]
    _side: IgnoredAny,
    d: Shape,
}

impl Drawings {
    pub(super) fn read(text: &str) -> Result<Self, CatalogueError> {
        serde_json::from_str(text).map_err(|fault| CatalogueError::Unreadable {
            file: FILE,
            line: fault.line(),
            reason: fault.to_string(),
        })
    }

    /// Every view, front first.
    pub(super) fn figures(self) -> Vec<Figure> {
        let views = self.views;
        vec![
            views.front.figure(ChartView::Front),
            views.back.figure(ChartView::Back),
            views.head_side.figure(ChartView::HeadSide),
            views.hand_palm.figure(ChartView::HandPalm),
            views.hand_back.figure(ChartView::HandBack),
            views.sole.figure(ChartView::Sole),
        ]
    }
}

impl View {
    fn figure(self, view: ChartView) -> Figure {
        let (viewers_left, viewers_right) = match self.laterality {
            Laterality::BothSides {
                x_below_axis,
                x_above_axis,
            } => (x_below_axis, x_above_axis),
            Laterality::OneSide { shows } => (shows, shows),
        };
        Figure {
            view,
            title: self.title,
            unit: self.unit,
            width: self.size.0,
            height: self.size.1,
            axis: self.mirror_axis_x,
            viewers_left,
            viewers_right,
            outline: self.outline,
            details: self.details.iter().map(|detail| detail.d.path()).collect(),
            regions: self.regions,
        }
    }
}

/// A view box that begins at the origin.
fn size<'de, D: Deserializer<'de>>(value: D) -> Result<(u16, u16), D::Error> {
    match <[u16; 4]>::deserialize(value)? {
        [0, 0, width, height] if width > 0 && height > 0 => Ok((width, height)),
        _ => Err(serde::de::Error::custom(
            "a view box begins at 0 0 and has a size",
        )),
    }
}
