//! Pictures for paper: the body chart with numbered sites, and one measure over time. Each has its words beside
//! it, for who cannot see it.

use filiform_catalogue::{Catalogue, Figure};
use filiform_domain::pain::PainArea;
use filiform_domain::site::{ChartPoint, ChartView, Side, SiteDraft};
use filiform_report::{Drawing, NumberedMark, Trend, TrendPoint};

use super as wording;
use crate::contract::{OutcomeDrawn, OutcomePoint, OutcomeSeries};

/// How high a drawing is on the page, in millimetres.
const HEIGHT: u32 = 78;

/// A site to mark: its words, and where it is drawn.
struct Site {
    words: String,
    points: Vec<(ChartView, bool, i64, i64)>,
}

/// The body chart of the needled sites and the painful regions: a drawing for each view that has one.
pub(crate) fn body_charts(
    catalogue: &Catalogue,
    needled: &[&SiteDraft],
    pains: &[PainArea],
) -> Vec<Drawing> {
    let sites: Vec<Site> = needled.iter().map(|row| site(catalogue, row)).collect();
    let figures = catalogue.figures().figures().iter();
    let turned = |figure: &Figure| {
        if figure.is_one_sided() {
            vec![false, true]
        } else {
            vec![false]
        }
    };
    figures
        .flat_map(|figure| {
            turned(figure)
                .into_iter()
                .map(move |mirrored| (figure, mirrored))
        })
        .filter_map(|shown| drawing(catalogue, shown, &sites, pains))
        .collect()
}

fn site(catalogue: &Catalogue, row: &SiteDraft) -> Site {
    let drawn = row.on_chart.iter();
    let drawn: Vec<_> = drawn
        .filter_map(|point| drawn_point(catalogue, row, point))
        .collect();
    let points = if drawn.is_empty() {
        marks(catalogue, row)
    } else {
        drawn
    };
    Site {
        words: wording::note::target_words(catalogue, row),
        points,
    }
}

fn drawn_point(
    catalogue: &Catalogue,
    row: &SiteDraft,
    point: &ChartPoint,
) -> Option<(ChartView, bool, i64, i64)> {
    let figure = catalogue.figures().figure(point.view?)?;
    let mirrored = figure.is_one_sided() && row.side == Some(Side::Right);
    Some((point.view?, mirrored, point.x, point.y))
}

/// The middle of the target's zone, on the first view that shows it.
fn marks(catalogue: &Catalogue, row: &SiteDraft) -> Vec<(ChartView, bool, i64, i64)> {
    let figures = catalogue.figures();
    let wanted: &[Side] = match row.side_or_midline() {
        Side::Both => &[Side::Left, Side::Right],
        Side::Left => &[Side::Left],
        Side::Right => &[Side::Right],
        Side::Midline => &[Side::Midline],
    };
    let all = figures.marks();
    let of_side = |side: &Side| {
        let mark = all
            .iter()
            .find(|mark| mark.target.as_str() == row.target && mark.side == *side)?;
        let one_sided = figures.figure(mark.view)?.is_one_sided();
        let mirrored = one_sided && *side == Side::Right;
        Some((mark.view, mirrored, tenths(mark.at.x), tenths(mark.at.y)))
    };
    wanted.iter().filter_map(of_side).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a view is at most 65535 units wide and high"
)]
fn tenths(units: f64) -> i64 {
    (units * 10.0).round() as i64
}

fn drawing(
    catalogue: &Catalogue,
    (figure, mirrored): (&Figure, bool),
    sites: &[Site],
    pains: &[PainArea],
) -> Option<Drawing> {
    let mut marks = Vec::new();
    let mut legend = Vec::new();
    for (number, site) in (1..).zip(sites) {
        let here = site
            .points
            .iter()
            .filter(|(view, turned, ..)| *view == figure.view && *turned == mirrored);
        let before = marks.len();
        marks.extend(here.map(|(_, _, x, y)| NumberedMark {
            number,
            x: across(*x, figure.width, mirrored),
            y: across(*y, figure.height, false),
        }));
        if marks.len() > before {
            legend.push(format!("{number}  {}", site.words));
        }
    }
    let painful: Vec<&PainArea> = pains
        .iter()
        .filter(|area| area.view.unwrap_or(ChartView::Front) == figure.view)
        .filter(|area| !figure.is_one_sided() || (area.side == Some(Side::Right)) == mirrored)
        .collect();
    if marks.is_empty() && painful.is_empty() {
        return None;
    }
    let painful_words: Vec<String> = painful
        .iter()
        .map(|area| {
            let region = wording::region(catalogue, &area.region).to_lowercase();
            wording::sided(&region, area.side.unwrap_or(Side::Midline))
        })
        .collect();
    let mut said = legend.clone();
    if !painful_words.is_empty() {
        said.push(format!("Shaded: pain, {}", painful_words.join("; ")));
    }
    Some(Drawing {
        title: sides(figure, mirrored),
        svg: svg(figure, mirrored, &painful),
        size: size(figure),
        alt: format!(
            "Body chart, {}. {}.",
            sides(figure, mirrored),
            said.join(". ")
        ),
        marks,
        legend: said,
    })
}

/// "Front of the body; the patient's left is on the right of the picture".
fn sides(figure: &Figure, mirrored: bool) -> String {
    let side = if mirrored {
        Side::Right
    } else {
        figure.viewers_left
    };
    if figure.is_one_sided() {
        return format!("{}, {}", figure.title, side.words());
    }
    format!(
        "{}; the patient's {} is on the left of the picture",
        figure.title,
        figure.viewers_left.words()
    )
}

/// Thousandths from the left or the top.
fn across(tenths: i64, units: u16, mirrored: bool) -> u16 {
    let at = (tenths * 100 / i64::from(units).max(1)).clamp(0, 1000);
    let at = if mirrored { 1000 - at } else { at };
    u16::try_from(at).unwrap_or_default()
}

fn size(figure: &Figure) -> (u16, u16) {
    let wide = HEIGHT * u32::from(figure.width) / u32::from(figure.height).max(1);
    // A view that is wider than high fills the column and no more.
    let (wide, high) = if wide > 90 {
        (
            90,
            90 * u32::from(figure.height) / u32::from(figure.width).max(1),
        )
    } else {
        (wide, HEIGHT)
    };
    let small = |n| u16::try_from(n).unwrap_or(u16::MAX);
    (small(wide), small(high))
}

fn svg(figure: &Figure, mirrored: bool, painful: &[&PainArea]) -> String {
    let (wide, high) = (figure.width, figure.height);
    let shaded: Vec<String> = painful
        .iter()
        .flat_map(|area| {
            let side = area.side;
            figure.regions.iter().filter(move |drawn| {
                let same = side.is_none_or(|side| {
                    side == drawn.side || side == Side::Both || figure.is_one_sided()
                });
                drawn.region.as_str() == area.region && same
            })
        })
        .map(|drawn| format!("<path d='{}' fill='#e3b7a0'/>", drawn.shape.path()))
        .collect();
    let shaded = shaded.concat();
    let turned = if mirrored {
        format!(" transform='translate({wide} 0) scale(-1 1)'")
    } else {
        String::new()
    };
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {wide} {high}' width='{wide}' height='{high}'>\
         <g{turned}>{shaded}\
         <path d='{}' fill='none' stroke='#5a6672' stroke-width='0.8'/>\
         <path d='{}' fill='none' stroke='#a9b3bb' stroke-width='0.5'/></g></svg>",
        figure.outline.path(),
        figure.details
    )
}

/// "4" of "4 points": the title of a chart says what is counted.
fn number(value: &str) -> String {
    let mut parts = value.split_whitespace();
    parts.next().unwrap_or_default().to_owned()
}

/// The chart of one series of scores.
pub(crate) fn trend(series: &OutcomeSeries) -> Option<Trend> {
    let range = (i64::from(series.high) - i64::from(series.low)) * 1000;
    let scored: Vec<(&OutcomePoint, i64)> = series
        .points
        .iter()
        .filter_map(|point| Some((point, point.thousandths?)))
        .collect();
    let (first, last) = (scored.first()?, scored.last()?);
    if range <= 0 {
        return None;
    }
    let days = series.points.last()?.day.max(1);
    let low = i64::from(series.low) * 1000;
    let permille = |n: i64| u16::try_from(n.clamp(0, 1000)).unwrap_or_default();
    let points = series.points.iter().map(|point| TrendPoint {
        date: point.date.clone(),
        across: permille(point.day * 1000 / days),
        up: point
            .thousandths
            .map(|score| permille((score - low) * 1000 / range)),
        label: number(point.value.as_deref().unwrap_or_default()),
    });
    let shown = |(point, _): &(&OutcomePoint, i64)| point.value.clone().unwrap_or_default();
    let detail = if series.detail.is_empty() {
        String::new()
    } else {
        format!(" ({})", series.detail)
    };
    let title = format!("{}{detail}, {}", series.name, series.range);
    Some(Trend {
        alt: format!(
            "Line chart of {title}: {} scores from {} to {}. First {}, latest {}.",
            scored.len(),
            first.0.date,
            last.0.date,
            shown(first),
            shown(last)
        ),
        title,
        low: series.low.to_string(),
        high: series.high.to_string(),
        points: points.collect(),
        joined: series.drawn != OutcomeDrawn::Numbers,
    })
}
