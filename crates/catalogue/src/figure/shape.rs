//! A drawn path: its text for the screen, and its corners for finding out what lies in it.

use std::str::FromStr;

use serde::Deserialize;

/// Straight pieces that stand for one curve: on these drawings the error is below a tenth of a unit.
const PIECES: u32 = 8;

/// A place in the units of a view: x to the right, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A path of absolute M, L, C and Z. Its closed parts do not overlap.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Shape {
    text: Box<str>,
    rings: Vec<Vec<Point>>,
}

impl Shape {
    /// The path as an SVG writes it.
    pub fn path(&self) -> &str {
        &self.text
    }

    /// Whether the point lies in one of the parts.
    pub fn contains(&self, point: Point) -> bool {
        self.rings.iter().any(|ring| {
            edges(ring)
                .filter(|(from, to)| crosses(*from, *to, point))
                .count()
                % 2
                == 1
        })
    }

    /// How far the point is from the line, inside or outside. Infinite for a path without a line.
    pub fn distance(&self, point: Point) -> f64 {
        self.rings
            .iter()
            .flat_map(|ring| edges(ring))
            .map(|(from, to)| from_edge(from, to, point))
            .fold(f64::INFINITY, f64::min)
    }

    /// Whether the point lies in the shape, or outside within `reach` of its line.
    pub fn is_near(&self, point: Point, reach: f64) -> bool {
        self.contains(point) || self.distance(point) <= reach
    }
}

/// The edges of a closed ring, the one that closes it too.
fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    let ends = ring.iter().cycle().skip(1);
    ring.iter().copied().zip(ends.copied())
}

/// Whether a ray to the right from the point crosses the edge.
fn crosses(from: Point, to: Point, point: Point) -> bool {
    (from.y > point.y) != (to.y > point.y)
        && point.x < from.x + (point.y - from.y) * (to.x - from.x) / (to.y - from.y)
}

fn from_edge(from: Point, to: Point, point: Point) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.mul_add(dx, dy * dy);
    let along = if length > 0.0 {
        (((point.x - from.x) * dx + (point.y - from.y) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point.x - along.mul_add(dx, from.x)).hypot(point.y - along.mul_add(dy, from.y))
}

impl TryFrom<String> for Shape {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let rings = rings(&text)?;
        Ok(Self {
            text: text.into(),
            rings,
        })
    }
}

fn rings(text: &str) -> Result<Vec<Vec<Point>>, String> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    let mut rest = text;
    while let Some(command) = rest.chars().next() {
        let after = rest.get(command.len_utf8()..).unwrap_or_default();
        let end = after
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(after.len());
        let (numbers, next) = after.split_at(end);
        draw(&mut rings, command, &points(numbers)?)?;
        rest = next;
    }
    if rings.is_empty() {
        return Err("a path is empty".to_owned());
    }
    Ok(rings)
}

fn draw(rings: &mut Vec<Vec<Point>>, command: char, points: &[Point]) -> Result<(), String> {
    match (command, points, rings.last_mut()) {
        ('M', [start], _) => rings.push(vec![*start]),
        ('L', [_, ..], Some(ring)) => ring.extend(points),
        ('C', [_, _, _, ..], Some(ring)) if points.len().is_multiple_of(3) => {
            for curve in points.chunks(3) {
                bend(ring, curve);
            }
        }
        ('Z', [], Some(_)) => {}
        _ => {
            return Err(format!(
                "{command} is not drawn here, or with other numbers"
            ));
        }
    }
    Ok(())
}

fn bend(ring: &mut Vec<Point>, curve: &[Point]) {
    let (Some(start), [first, second, end]) = (ring.last().copied(), curve) else {
        return;
    };
    for piece in 1..=PIECES {
        let t = f64::from(piece) / f64::from(PIECES);
        let s = 1.0 - t;
        let blend = |a: f64, b: f64, c: f64, d: f64| {
            s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
        };
        ring.push(Point {
            x: blend(start.x, first.x, second.x, end.x),
            y: blend(start.y, first.y, second.y, end.y),
        });
    }
}

fn points(numbers: &str) -> Result<Vec<Point>, String> {
    let number = |word: &str| match f64::from_str(word) {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(format!("\"{word}\" in a path is not a number")),
    };
    let numbers: Vec<f64> = numbers
        .split_whitespace()
        .map(number)
        .collect::<Result<_, _>>()?;
    let (pairs, odd) = numbers.as_chunks::<2>();
    if odd.is_empty() {
        Ok(pairs.iter().map(|[x, y]| Point { x: *x, y: *y }).collect())
    } else {
        Err("a point of a path has no y".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Result<Shape, String> {
        Shape::try_from(text.to_owned())
    }

    fn holds(path: &str, x: f64, y: f64) -> bool {
        shape(path).is_ok_and(|shape| shape.contains(Point { x, y }))
    }

    #[test]
    fn two_parts_hold_their_own_inside_and_not_what_lies_between() {
        let feet = "M0 0L10 0L10 10L0 10ZM20 0L30 0L30 10L20 10Z";
        assert!(holds(feet, 5.0, 5.0) && holds(feet, 25.0, 5.0));
        assert!(!holds(feet, 15.0, 5.0));
    }

    #[test]
    fn a_curve_bulges_as_far_as_it_is_drawn() {
        let bowl = "M0 0C0 10 10 10 10 0Z";
        assert!(holds(bowl, 5.0, 7.4));
        assert!(!holds(bowl, 5.0, 7.6));
    }

    #[test]
    fn the_distance_is_to_the_line_also_to_the_one_that_closes_it() {
        let square = shape("M0 0L10 0L10 10L0 10Z").ok();
        let far = |x, y| square.as_ref().map(|shape| shape.distance(Point { x, y }));
        assert_eq!(far(-3.0, 5.0), Some(3.0));
        assert_eq!(far(5.0, 6.0), Some(4.0));
        assert_eq!(far(13.0, 14.0), Some(5.0));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in [
            "",
            "L1 1",
            "M1",
            "M1 a",
            "M1 1C1 1 2 2",
            "M1 1l2 2",
            "M1 1Z3 3",
            "M1 inf",
            "1 1",
        ] {
            assert!(shape(text).is_err(), "{text:?}");
        }
    }
}
