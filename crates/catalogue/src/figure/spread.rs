//! Marks that would cover each other are moved apart, each on its own half of the body.

use filiform_domain::site::Side;

use super::drawing::Figure;
use super::shape::Point;

/// Between the rims of two marks, in units.
const GAP: f64 = 1.0;
/// Marks that still touch after so many rounds have no room.
const ROUNDS: usize = 400;

/// A mark on its way.
struct Moving {
    at: Point,
    /// How far left and right its middle may go.
    across: (f64, f64),
}

impl Figure {
    /// Where marks with this radius stand so that none covers another, as far as there is room: as close to their places
    /// as that allows, and never on the other half of the body. The order stays.
    pub fn spread(&self, marks: &[(Side, Point)], radius: f64) -> Vec<Point> {
        let mut moving: Vec<Moving> = marks
            .iter()
            .map(|(side, at)| Moving {
                at: *at,
                across: self.across(*side, radius),
            })
            .collect();
        let down = (radius, f64::from(self.height) - radius);
        for mark in &mut moving {
            mark.hold(down);
        }
        for _ in 0..ROUNDS {
            if !one_round(&mut moving, radius.mul_add(2.0, GAP), down) {
                break;
            }
        }
        moving.into_iter().map(|mark| mark.at).collect()
    }

    /// How far a mark of this side may go. What lies on the midline stays there.
    fn across(&self, side: Side, radius: f64) -> (f64, f64) {
        let (axis, width) = (f64::from(self.axis), f64::from(self.width));
        let (first, last) = (radius, width - radius);
        if self.is_one_sided() {
            (first, last)
        } else if side == self.viewers_left {
            (first, axis - radius - GAP / 2.0)
        } else if side == self.viewers_right {
            (axis + radius + GAP / 2.0, last)
        } else {
            (axis, axis)
        }
    }
}

/// Moves every two marks apart that are too close. Whether any was.
fn one_round(marks: &mut [Moving], apart: f64, down: (f64, f64)) -> bool {
    let mut moved = false;
    for n in 1..marks.len() {
        let (before, rest) = marks.split_at_mut(n);
        let Some(here) = rest.first_mut() else {
            continue;
        };
        for other in before {
            moved |= part(other, here, apart, down);
        }
    }
    moved
}

fn part(one: &mut Moving, other: &mut Moving, apart: f64, down: (f64, f64)) -> bool {
    let (x, y) = (other.at.x - one.at.x, other.at.y - one.at.y);
    let far = x.hypot(y);
    if far >= apart - 0.01 {
        return false;
    }
    // At the same place, the later one goes down.
    let (x, y) = if far < 0.01 {
        (0.0, 1.0)
    } else {
        (x / far, y / far)
    };
    let push = (apart - far) / 2.0;
    one.at.x -= x * push;
    one.at.y -= y * push;
    other.at.x += x * push;
    other.at.y += y * push;
    one.hold(down);
    other.hold(down);
    true
}

impl Moving {
    fn hold(&mut self, (top, bottom): (f64, f64)) {
        let (first, last) = self.across;
        self.at.x = self.at.x.max(first).min(last);
        self.at.y = self.at.y.max(top).min(bottom);
    }
}

#[cfg(test)]
mod tests {
    use filiform_domain::site::ChartView;

    use super::*;
    use crate::Catalogue;

    const RADIUS: f64 = 12.0;

    fn figure(view: ChartView) -> &'static Figure {
        Catalogue::shipped().figures().figure(view).unwrap()
    }

    #[test]
    fn marks_that_have_room_stay_where_they_are() {
        let at = |x, y| Point { x, y };
        let marks = [
            (Side::Right, at(100.0, 200.0)),
            (Side::Left, at(260.0, 200.0)),
        ];
        let spread = figure(ChartView::Front).spread(&marks, RADIUS);
        assert_eq!(spread, [at(100.0, 200.0), at(260.0, 200.0)]);
    }

    #[test]
    fn marks_at_one_place_stand_apart() {
        let marks = [(Side::Right, Point { x: 100.0, y: 200.0 }); 6];
        let spread = figure(ChartView::Front).spread(&marks, RADIUS);
        for (n, one) in spread.iter().enumerate() {
            for other in spread.iter().skip(n + 1) {
                let far = (one.x - other.x).hypot(one.y - other.y);
                assert!(far >= 2.0 * RADIUS, "{far}");
            }
        }
    }

    #[test]
    fn no_mark_ever_leaves_its_half_of_the_body_or_the_drawing() {
        let figures = Catalogue::shipped().figures();
        for figure in figures.figures() {
            let marks: Vec<_> = figures
                .marks()
                .iter()
                .filter(|mark| mark.view == figure.view)
                .map(|mark| (mark.side, mark.at))
                .collect();
            assert!(!marks.is_empty());
            let axis = f64::from(figure.axis);
            for ((side, _), at) in marks.iter().zip(figure.spread(&marks, RADIUS)) {
                let inside = at.x >= RADIUS && at.x <= f64::from(figure.width) - RADIUS;
                assert!(inside && at.y >= RADIUS && at.y <= f64::from(figure.height) - RADIUS);
                if figure.is_one_sided() {
                    continue;
                }
                match side {
                    side if *side == figure.viewers_left => assert!(at.x < axis - RADIUS),
                    side if *side == figure.viewers_right => assert!(at.x > axis + RADIUS),
                    _ => assert!((at.x - axis).abs() < f64::EPSILON),
                }
            }
        }
    }
}
