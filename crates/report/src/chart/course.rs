//! A series over time, as far as its points allow. Nothing is fitted.

use super::svg::{Anchor, Place, Svg, colour};
use super::{Course, EDGE, Mark, WIDTH};

const HEIGHT: f64 = 260.0;
const LEFT: f64 = EDGE + 34.0;
/// Keeps the first and the last point clear of the axis.
const INSET: f64 = 16.0;
/// Up to so many points each has its score beside it; of more, the first and the last.
const LABELLED: usize = 14;

/// Where a day and a score stand.
struct Scale {
    top: f64,
    days: f64,
    low: f64,
    span: f64,
}

impl Scale {
    fn of(course: &Course, top: f64) -> Self {
        let last = course.points.last().map_or(0, |point| point.day).max(1);
        let (low, high) = course.range;
        Self {
            top,
            days: number(last),
            low: f64::from(low) * 1000.0,
            span: (f64::from(high) - f64::from(low)).max(1.0) * 1000.0,
        }
    }

    fn x(&self, day: i64) -> f64 {
        let (first, last) = (LEFT + INSET, WIDTH - EDGE - INSET);
        first + (last - first) * number(day) / self.days
    }

    fn y(&self, thousandths: i64) -> f64 {
        self.top + HEIGHT * (1.0 - (number(thousandths) - self.low) / self.span)
    }
}

/// Draws the chart from `top` on. Answers where it ends.
pub(super) fn draw(
    page: &mut Svg,
    course: &Course,
    top: f64,
    clean: &mut impl FnMut(&str) -> String,
) -> f64 {
    let top = legend(page, course, top, clean) + 22.0;
    let scale = Scale::of(course, top);
    band(page, course, &scale);
    rows(page, course, &scale);
    levels(page, course, &scale);
    points(page, course, &scale, clean);
    let bottom = top + HEIGHT + 20.0;
    let ends = [
        (&course.ends.0, LEFT + INSET, Anchor::Start),
        (&course.ends.1, WIDTH - EDGE - INSET, Anchor::End),
    ];
    for (words, x, anchor) in ends {
        page.words(
            (x, bottom),
            (12, false),
            colour::QUIET,
            anchor,
            &clean(words),
        );
    }
    bottom + 12.0
}

fn legend(
    page: &mut Svg,
    course: &Course,
    top: f64,
    clean: &mut impl FnMut(&str) -> String,
) -> f64 {
    let mut y = top;
    for (mark, words) in &course.legend {
        y += 18.0;
        let (from, to) = ((EDGE, y - 4.0), (EDGE + 24.0, y - 4.0));
        match mark {
            Mark::Threshold => page.line(from, to, (colour::ACCENT, 1.5, "6 4")),
            Mark::Band => page.rect((EDGE, y - 10.0), (24.0, 12.0), colour::BAND, colour::LINE),
            Mark::Median => page.line(from, to, (colour::QUIET, 1.5, "")),
            Mark::SameVisit => {
                page.circle((EDGE + 12.0, y - 4.0), 2.5, colour::PAPER, colour::FAINT);
            }
            Mark::Gap => page.words(
                (EDGE + 12.0, y),
                (13, false),
                colour::QUIET,
                Anchor::Middle,
                "\u{d7}",
            ),
        }
        page.words(
            (EDGE + 34.0, y),
            (12, false),
            colour::QUIET,
            Anchor::Start,
            &clean(words),
        );
    }
    y
}

fn band(page: &mut Svg, course: &Course, scale: &Scale) {
    if let Some((low, high)) = course.error_band {
        let (top, bottom) = (scale.y(high), scale.y(low));
        let size = (WIDTH - EDGE - LEFT, bottom - top);
        page.rect((LEFT, top), size, colour::BAND, "none");
    }
}

/// A few whole scores along the axis.
fn rows(page: &mut Svg, course: &Course, scale: &Scale) {
    let (low, high) = course.range;
    let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000]
        .into_iter()
        .find(|step| (high - low) / step <= 6)
        .unwrap_or(1000);
    let mut at = low;
    while at <= high {
        let y = scale.y(i64::from(at) * 1000);
        page.line((LEFT, y), (WIDTH - EDGE, y), (colour::LINE, 1.0, ""));
        page.words(
            (LEFT - 8.0, y + 4.0),
            (12, false),
            colour::QUIET,
            Anchor::End,
            &at.to_string(),
        );
        at += step;
    }
}

fn levels(page: &mut Svg, course: &Course, scale: &Scale) {
    for (at, colour, dashes) in [
        (course.threshold, colour::ACCENT, "6 4"),
        (course.median, colour::QUIET, ""),
    ] {
        if let Some(at) = at {
            let y = scale.y(at);
            page.line((LEFT, y), (WIDTH - EDGE, y), (colour, 1.5, dashes));
        }
    }
}

fn points(page: &mut Svg, course: &Course, scale: &Scale, clean: &mut impl FnMut(&str) -> String) {
    same_visit(page, course, scale);
    let mut run: Vec<Place> = Vec::new();
    for point in &course.points {
        if let Some(at) = point.at {
            run.push((scale.x(point.day), scale.y(at)));
        } else {
            join(page, &run);
            run.clear();
            let place = (scale.x(point.day), scale.top + HEIGHT - 3.0);
            page.words(place, (13, false), colour::QUIET, Anchor::Middle, "\u{d7}");
        }
    }
    join(page, &run);
    let rated: Vec<_> = course
        .points
        .iter()
        .filter_map(|point| Some((point, scale.y(point.at?))))
        .collect();
    for (n, (point, y)) in rated.iter().enumerate() {
        let place = (scale.x(point.day), *y);
        page.circle(place, 4.0, colour::TRACE, colour::PAPER);
        if rated.len() <= LABELLED || n == 0 || n + 1 == rated.len() {
            let above = (place.0, place.1 - 9.0);
            page.words(
                above,
                (13, true),
                colour::INK,
                Anchor::Middle,
                &clean(&point.label),
            );
        }
    }
}

/// A missing rating parts the line.
fn join(page: &mut Svg, run: &[Place]) {
    if run.len() > 1 {
        page.joined(run, (colour::TRACE, 2.0, ""));
    }
}

/// Small and grey: no outcome.
fn same_visit(page: &mut Svg, course: &Course, scale: &Scale) {
    for point in &course.points {
        if let Some((before, after)) = point.at.zip(point.same_visit) {
            let x = scale.x(point.day);
            let after = scale.y(after);
            page.line(
                (x, scale.y(before)),
                (x, after),
                (colour::FAINT, 1.0, "2 2"),
            );
            page.circle((x, after), 2.5, colour::PAPER, colour::FAINT);
        }
    }
}

/// Days and thousandths are small: nothing is lost.
#[expect(
    clippy::cast_precision_loss,
    reason = "a day and a score are far below two to the 52nd"
)]
fn number(whole: i64) -> f64 {
    whole as f64
}
