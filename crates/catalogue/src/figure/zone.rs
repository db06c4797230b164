//! Where a target is pointed at: an ellipse on one view.

use filiform_domain::site::{ChartView, Side};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::shape::Point;
use crate::ids::TargetId;

pub(crate) const FILE: &str = "figure/zones.csv";

/// An ellipse on a view, for one side of a target.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// The target.
    #[serde(rename = "target_id")]
    pub target: TargetId,
    /// The view.
    pub view: ChartView,
    /// The patient's side: left, right or midline.
    #[serde(deserialize_with = "patients_side")]
    pub side: Side,
    #[serde(deserialize_with = "finite")]
    cx: f64,
    #[serde(deserialize_with = "finite")]
    cy: f64,
    #[serde(deserialize_with = "radius")]
    rx: f64,
    #[serde(deserialize_with = "radius")]
    ry: f64,
    #[serde(deserialize_with = "finite")]
    rotation_deg: f64,
    /// How deep the target lies among the others.
    pub layer: Layer,
}

/// How deep a target lies among the others at its place: 0 superficial to 3 deep. It is about what lies over
/// what, never about millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "u8")]
pub struct Layer(u8);

impl Layer {
    /// In words: "superficial", "intermediate", "deep".
    pub fn words(self) -> &'static str {
        match self.0 {
            0 => "superficial",
            1 | 2 => "intermediate",
            _ => "deep",
        }
    }

    /// What the depth adds to a score, so that of two targets as close the more superficial comes first.
    pub(super) fn step(self) -> f64 {
        0.15 * f64::from(self.0)
    }
}

impl TryFrom<u8> for Layer {
    type Error = String;

    fn try_from(layer: u8) -> Result<Self, String> {
        match layer {
            0..=3 => Ok(Self(layer)),
            _ => Err(format!("{layer} is not a layer from 0 to 3")),
        }
    }
}

impl Zone {
    /// The middle of the ellipse.
    pub fn centre(&self) -> Point {
        Point {
            x: self.cx,
            y: self.cy,
        }
    }

    /// How far a point is from the middle, as a share of the way to the border: 0 in the middle, 1 on the
    /// border.
    pub fn distance(&self, point: Point) -> f64 {
        let (sin, cos) = self.rotation_deg.to_radians().sin_cos();
        let (dx, dy) = (point.x - self.cx, point.y - self.cy);
        ((dx * cos + dy * sin) / self.rx).hypot((dy * cos - dx * sin) / self.ry)
    }

    /// Whether the other zone is this one on the other side of an axis.
    pub(crate) fn mirrors(&self, other: &Self, axis: f64) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= 0.11;
        let turn = (self.rotation_deg + other.rotation_deg).rem_euclid(180.0);
        self.target == other.target
            && self.view == other.view
            && self.layer == other.layer
            && close(self.cx + other.cx, 2.0 * axis)
            && close(self.cy, other.cy)
            && close(self.rx, other.rx)
            && close(self.ry, other.ry)
            && (turn <= 0.11 || turn >= 179.89)
    }

    /// The row in words, for a fault: "temporalis front left".
    pub(crate) fn words(&self) -> String {
        format!(
            "{} {} {}",
            self.target,
            self.view.words(),
            self.side.words()
        )
    }
}

fn finite<'de, D: Deserializer<'de>>(cell: D) -> Result<f64, D::Error> {
    let number = f64::deserialize(cell)?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(D::Error::custom(format!("{number} is no place")))
    }
}

fn radius<'de, D: Deserializer<'de>>(cell: D) -> Result<f64, D::Error> {
    let number = finite(cell)?;
    if number > 0.0 {
        Ok(number)
    } else {
        Err(D::Error::custom(format!("{number} is no radius")))
    }
}

/// L, R or M, which are always the patient's.
pub(super) fn patients_side<'de, D: Deserializer<'de>>(cell: D) -> Result<Side, D::Error> {
    match String::deserialize(cell)?.as_str() {
        "L" => Ok(Side::Left),
        "R" => Ok(Side::Right),
        "M" => Ok(Side::Midline),
        other => Err(D::Error::custom(format!("\"{other}\" is none of L, R, M"))),
    }
}
