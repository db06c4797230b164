//! Counts on the drawings: each at its target, on the patient's side, none covering another.

use filiform_catalogue::{Catalogue, Figure, Mark, Point};
use filiform_domain::site::{ChartView, Side};
use filiform_domain::treated::TreatedTarget;

use crate::contract::{TreatedDrawing, TreatedMark};
use crate::wording;

/// The radius of a count, in units of a drawing.
const RADIUS: f64 = 14.0;

/// A count with its place.
struct Placed<'a> {
    count: &'a TreatedTarget,
    at: Point,
}

/// Front and back, and every other drawing that has a place of what was needled at any time: a drawing does not come and
/// go while the period is moved.
pub(super) fn drawings(
    catalogue: &Catalogue,
    marks: &[Mark<'_>],
    (counts, ever): (&[TreatedTarget], &[TreatedTarget]),
) -> Vec<TreatedDrawing> {
    let mut drawings = Vec::new();
    for figure in catalogue.figures().figures() {
        let turns: &[bool] = if figure.is_one_sided() {
            &[false, true]
        } else {
            &[false]
        };
        for mirrored in turns.iter().copied() {
            let always = matches!(figure.view, ChartView::Front | ChartView::Back);
            if always || !placed(figure, mirrored, marks, ever).is_empty() {
                let placed = placed(figure, mirrored, marks, counts);
                drawings.push(drawing(catalogue, (figure, mirrored), &placed));
            }
        }
    }
    drawings
}

fn placed<'a>(
    figure: &Figure,
    mirrored: bool,
    marks: &[Mark<'_>],
    counts: &'a [TreatedTarget],
) -> Vec<Placed<'a>> {
    let shown = |side: Side| {
        !figure.is_one_sided()
            || side == Side::Midline
            || (side == turned(figure.viewers_left, mirrored))
    };
    let place = |count: &'a TreatedTarget| {
        let mark = marks.iter().find(|mark| {
            mark.view == figure.view
                && mark.side == count.side
                && mark.target.as_str() == count.target
        })?;
        shown(count.side).then_some(Placed { count, at: mark.at })
    };
    counts.iter().filter_map(place).collect()
}

fn drawing(
    catalogue: &Catalogue,
    (figure, mirrored): (&Figure, bool),
    placed: &[Placed<'_>],
) -> TreatedDrawing {
    let places: Vec<_> = placed.iter().map(|one| (one.count.side, one.at)).collect();
    let spread = figure.spread(&places, RADIUS);
    let across = |x: f64| {
        if mirrored {
            f64::from(figure.width) - x
        } else {
            x
        }
    };
    let mark = |(one, at): (&Placed<'_>, Point)| TreatedMark {
        words: wording::treated::mark(catalogue, one.count),
        visits: one.count.visits,
        x: tenths(across(at.x)),
        y: tenths(at.y),
        target_x: tenths(across(one.at.x)),
        target_y: tenths(one.at.y),
    };
    let marks: Vec<_> = placed.iter().zip(spread).map(mark).collect();
    let (at_left, at_right) = (
        turned(figure.viewers_left, mirrored),
        turned(figure.viewers_right, mirrored),
    );
    let title = wording::treated::title(figure, mirrored);
    TreatedDrawing {
        view: figure.view,
        mirrored,
        description: wording::treated::description(&title, (at_left, at_right), &marks),
        title,
        at_left,
        at_right,
        radius: tenths(RADIUS),
        marks,
    }
}

fn turned(side: Side, mirrored: bool) -> Side {
    match (side, mirrored) {
        (Side::Left, true) => Side::Right,
        (Side::Right, true) => Side::Left,
        (side, _) => side,
    }
}

/// Places lie within their view, so nothing is cut off.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a view is at most 65535 units wide and high"
)]
fn tenths(units: f64) -> i32 {
    (units * 10.0).round() as i32
}
