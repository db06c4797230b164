//! Charts as pictures that stand alone: an SVG with its own colours, fonts, title and words, and a PNG that is drawn
//! from that SVG.
//!
//! Pure: words and numbers in, text and bytes out. The same chart gives the same bytes.

mod course;
mod png;
mod sites;
mod svg;

use svg::{Anchor, Svg, colour};

pub use png::png;

use crate::printable::printable;

/// Width of a picture, in pixels of the SVG.
const WIDTH: f64 = 720.0;
/// What is left free at its edges.
const EDGE: f64 = 28.0;
/// Characters in a line of small words: as wide as the picture, whatever the letters.
const LINE: usize = 100;

/// A chart to be drawn by itself.
#[derive(Clone)]
pub struct Picture {
    /// "Neck Disability Index".
    pub title: String,
    /// The chart in words, for who cannot see it.
    pub description: String,
    /// Below the title: the range, whose chart it is, the days.
    pub about: Vec<String>,
    /// What is drawn.
    pub drawn: Drawn,
    /// What is said of it, below.
    pub said: Vec<String>,
}

/// What is drawn.
#[derive(Clone)]
pub enum Drawn {
    /// One series over time. Two are never on one line.
    Course(Course),
    /// Counts on drawings of the body.
    Sites(Vec<SitesDrawing>),
}

/// One series over time.
#[derive(Clone)]
pub struct Course {
    /// The lowest and the highest score, in whole units.
    pub range: (i32, i32),
    /// The points, oldest first.
    pub points: Vec<CoursePoint>,
    /// What stands below the first and the last point.
    pub ends: (String, String),
    /// Where the median lies, in thousandths of a unit.
    pub median: Option<i64>,
    /// Where the published threshold lies.
    pub threshold: Option<i64>,
    /// The band that a published estimate of error gives.
    pub error_band: Option<(i64, i64)>,
    /// What each kind of mark is.
    pub legend: Vec<(Mark, String)>,
}

/// A point of a series.
#[derive(Clone)]
pub struct CoursePoint {
    /// Days since the first one.
    pub day: i64,
    /// The score in thousandths of a unit; none where it is missing.
    pub at: Option<i64>,
    /// What is written beside it; empty for nothing.
    pub label: String,
    /// After the needling, on the same day: no outcome.
    pub same_visit: Option<i64>,
}

/// A kind of mark, as the legend tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The published threshold.
    Threshold,
    /// The error band.
    Band,
    /// The median.
    Median,
    /// After the needling, the same visit.
    SameVisit,
    /// A rating that is missing.
    Gap,
}

/// Counts on one drawing of the body.
#[derive(Clone)]
pub struct SitesDrawing {
    /// "Front".
    pub title: String,
    /// "R patient's right", at the left of the drawing.
    pub at_left: String,
    /// What is at its right; empty when the whole drawing is one side.
    pub at_right: String,
    /// Width and height in units.
    pub size: (u16, u16),
    /// The drawing is turned over.
    pub mirrored: bool,
    /// The outline and the strokes inside it, as SVG paths.
    pub paths: (String, String),
    /// The radius of a count, in units.
    pub radius: f64,
    /// The counts.
    pub marks: Vec<SiteMark>,
}

/// A count on a drawing, in units of the drawing as it is shown.
#[derive(Clone)]
pub struct SiteMark {
    /// The count.
    pub number: u32,
    /// Where it stands.
    pub at: (f64, f64),
    /// Where the target is.
    pub target: (f64, f64),
}

/// A chart as SVG, and the characters that no font of ours has, each once.
///
/// Any text is taken literally, as in a letter: controls are dropped, and such a character is �.
pub fn svg(picture: &Picture) -> (String, Vec<char>) {
    let mut replaced = Vec::new();
    let mut clean = |text: &str| printable(text, false, &mut replaced);
    let (title, description) = (clean(&picture.title), clean(&picture.description));
    let mut page = Svg::default();
    let mut y = EDGE + 16.0;
    page.words((EDGE, y), (18, true), colour::INK, Anchor::Start, &title);
    for text in &picture.about {
        for line in wrapped(&clean(text)) {
            y += 19.0;
            page.words((EDGE, y), (13, false), colour::QUIET, Anchor::Start, &line);
        }
    }
    y = match &picture.drawn {
        Drawn::Course(course) => course::draw(&mut page, course, y + 8.0, &mut clean),
        Drawn::Sites(drawings) => sites::draw(&mut page, drawings, y + 16.0, &mut clean),
    };
    for text in &picture.said {
        for line in wrapped(&clean(text)) {
            y += 18.0;
            page.words((EDGE, y), (12, false), colour::INK, Anchor::Start, &line);
        }
    }
    (
        page.finish((WIDTH, y + EDGE), &title, &description),
        replaced,
    )
}

/// Lines that are no wider than the picture. A word that is longer than a line has one of its own.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
