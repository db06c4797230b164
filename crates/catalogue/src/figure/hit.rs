//! What lies under a point: listed in an order, never decided.
//!
//! A port of the reference hit test that comes with the drawings; `checks.csv` holds it to the same answers.

use filiform_domain::site::{ChartView, Side};

use super::shape::Point;
use super::turned;
use super::zone::{Layer, Zone};
use crate::ids::{RegionId, TargetId};

/// How many times its own size a zone may be away and still be offered as near.
const NEAR: f64 = 2.5;
/// How many near targets are offered.
const NEAR_AT_MOST: usize = 3;

/// What lies under a point of the body.
#[derive(Debug, Clone)]
pub struct Spot<'a> {
    /// The region of the figure, with the patient's side; the midline for a region that has no sides.
    pub region: Option<(&'a RegionId, Side)>,
    /// The targets whose zone holds the point: the closest and most superficial first.
    pub hits: Vec<Found<'a>>,
    /// Up to three close targets, the closest first, those of `hits` among them. Only for a point without hits
    /// are they offered, and as near.
    pub near: Vec<Found<'a>>,
}

/// A target that was found at a point.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The target.
    pub target: &'a TargetId,
    /// The patient's side.
    pub side: Side,
    /// How deep it lies among the others.
    pub layer: Layer,
    /// What it is ordered by, lower first.
    score: f64,
}

impl Found<'_> {
    fn is_same(&self, other: &Self) -> bool {
        (self.target, self.side) == (other.target, other.side)
    }
}

/// Every zone that holds the point, by the way to its middle and its layer; a target with two zones counts
/// once.
pub(super) fn hits(
    zones: &[Zone],
    view: ChartView,
    mirrored: bool,
    point: Point,
) -> Vec<Found<'_>> {
    let found = on_view(zones, view)
        .map(|zone| (zone, zone.distance(point)))
        .filter(|(_, distance)| *distance <= 1.0)
        .map(|(zone, distance)| found(zone, mirrored, distance + zone.layer.step()));
    in_order(best(found))
}

/// The closest targets by the way to their middle alone.
pub(super) fn nearest(
    zones: &[Zone],
    view: ChartView,
    mirrored: bool,
    point: Point,
) -> Vec<Found<'_>> {
    let found = on_view(zones, view)
        .map(|zone| (zone, zone.distance(point)))
        .filter(|(_, distance)| *distance <= NEAR)
        .map(|(zone, distance)| found(zone, mirrored, distance));
    let mut near = in_order(best(found));
    near.truncate(NEAR_AT_MOST);
    near
}

fn on_view(zones: &[Zone], view: ChartView) -> impl Iterator<Item = &Zone> {
    zones.iter().filter(move |zone| zone.view == view)
}

fn found(zone: &Zone, mirrored: bool, score: f64) -> Found<'_> {
    Found {
        target: &zone.target,
        side: turned(zone.side, mirrored),
        layer: zone.layer,
        score,
    }
}

/// Each target and side once, with its best score.
fn best<'a>(found: impl Iterator<Item = Found<'a>>) -> Vec<Found<'a>> {
    let mut best: Vec<Found<'a>> = Vec::new();
    for new in found {
        match best.iter_mut().find(|known| known.is_same(&new)) {
            Some(known) if new.score < known.score => *known = new,
            Some(_) => {}
            None => best.push(new),
        }
    }
    best
}

fn in_order(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    found.sort_by(|a, b| {
        rounded(a.score)
            .total_cmp(&rounded(b.score))
            .then_with(|| a.target.cmp(b.target))
            .then_with(|| a.side.words().cmp(b.side.words()))
    });
    found
}

/// Rounded, so that two zones which are as close do not change places with the last bit of a sum.
fn rounded(score: f64) -> f64 {
    (score * 1e9).round()
}
