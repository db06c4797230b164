//! Counts on drawings of the body. Every circle is alike: a larger count is no larger circle.

use super::svg::{Anchor, Svg, colour, px};
use super::{EDGE, SitesDrawing, WIDTH};

/// Pixels that a unit of a drawing takes.
const SCALE: f64 = 0.88;
const GAP: f64 = 24.0;

/// Draws them side by side, as many in a row as there is room for. Answers where they end.
pub(super) fn draw(
    page: &mut Svg,
    drawings: &[SitesDrawing],
    top: f64,
    clean: &mut impl FnMut(&str) -> String,
) -> f64 {
    let (mut x, mut y, mut row) = (EDGE, top, 0.0_f64);
    for drawing in drawings {
        let (width, height) = size(drawing);
        if x > EDGE && x + width > WIDTH - EDGE {
            (x, y, row) = (EDGE, y + row + GAP, 0.0);
        }
        one(page, drawing, (x, y), clean);
        x += width + GAP;
        row = row.max(height + 24.0);
    }
    y + row + 8.0
}

fn size(drawing: &SitesDrawing) -> (f64, f64) {
    let (width, height) = drawing.size;
    (f64::from(width) * SCALE, f64::from(height) * SCALE)
}

fn one(
    page: &mut Svg,
    drawing: &SitesDrawing,
    (x, y): (f64, f64),
    clean: &mut impl FnMut(&str) -> String,
) {
    let (width, height) = size(drawing);
    let head = y + 12.0;
    let small = (12, false);
    page.words(
        (x, head),
        small,
        colour::QUIET,
        Anchor::Start,
        &clean(&drawing.at_left),
    );
    let middle = if drawing.at_right.is_empty() {
        (x + width, Anchor::End)
    } else {
        (x + width / 2.0, Anchor::Middle)
    };
    page.words(
        (middle.0, head),
        (12, true),
        colour::INK,
        middle.1,
        &clean(&drawing.title),
    );
    page.words(
        (x + width, head),
        small,
        colour::QUIET,
        Anchor::End,
        &clean(&drawing.at_right),
    );
    let top = y + 20.0;
    page.rect((x, top), (width, height), colour::PAPER, colour::LINE);
    let turned = if drawing.mirrored {
        format!(" translate({} 0) scale(-1 1)", drawing.size.0)
    } else {
        String::new()
    };
    page.group(&format!(
        "translate({} {}) scale({SCALE}){turned}",
        px(x),
        px(top)
    ));
    let (outline, details) = &drawing.paths;
    page.path(details, "none", (colour::FAINT, 0.8, ""));
    page.path(outline, "none", (colour::INK, 1.6, ""));
    page.end_group();
    page.group(&format!("translate({} {}) scale({SCALE})", px(x), px(top)));
    counts(page, drawing);
    page.end_group();
}

fn counts(page: &mut Svg, drawing: &SitesDrawing) {
    for mark in &drawing.marks {
        let (at, target) = (mark.at, mark.target);
        if (at.0 - target.0).hypot(at.1 - target.1) > 2.0 {
            page.line(at, target, (colour::QUIET, 1.25, ""));
            page.circle(target, 2.0, colour::QUIET, colour::QUIET);
        }
    }
    for mark in &drawing.marks {
        page.circle(mark.at, drawing.radius, colour::ACCENT, colour::PAPER);
        let number = mark.number.to_string();
        let size = if number.len() > 2 { 12 } else { 16 };
        let below = (mark.at.0, mark.at.1 + f64::from(size) * 0.35);
        page.words(below, (size, true), colour::PAPER, Anchor::Middle, &number);
    }
}
