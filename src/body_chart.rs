//! The body chart: its drawings, and the targets under a point of them.

use filiform_catalogue::{Catalogue, Figure, Found, Mark, Point, Spot};

use crate::Filiform;
use crate::contract::{
    BodyChart, BodyFigure, ChartMark, FigureRegion, FoundAs, Nothing, PointAt, RegionAt, TargetAt,
    TargetsAt,
};
use crate::error::Error;

/// The drawings and the marks. They hold nothing of a patient and need no unlocking.
///
/// # Errors
/// None.
pub fn body_chart(filiform: &Filiform, _: Nothing) -> Result<BodyChart, Error> {
    let figures = filiform.catalogue().figures();
    Ok(BodyChart {
        figures: figures.figures().iter().map(figure).collect(),
        marks: figures.marks().iter().map(mark).collect(),
    })
}

/// What lies under a point: the targets whose zone holds it or, where there is none, the near ones. It needs
/// no unlocking.
///
/// # Errors
/// None.
pub fn targets_at(filiform: &Filiform, asked: PointAt) -> Result<TargetsAt, Error> {
    let catalogue = filiform.catalogue();
    let point = Point {
        x: f64::from(asked.x) / 10.0,
        y: f64::from(asked.y) / 10.0,
    };
    let spot = catalogue.figures().at(asked.view, asked.mirrored, point);
    Ok(match spot {
        Some(spot) => on_body(catalogue, &spot),
        None => TargetsAt {
            on_body: false,
            region: None,
            targets: Vec::new(),
        },
    })
}

fn on_body(catalogue: &Catalogue, spot: &Spot<'_>) -> TargetsAt {
    let (found, found_as) = if spot.hits.is_empty() {
        (&spot.near, FoundAs::Near)
    } else {
        (&spot.hits, FoundAs::Hit)
    };
    TargetsAt {
        on_body: true,
        region: spot.region.map(|(region, side)| RegionAt {
            region: region.to_string(),
            side,
        }),
        targets: found
            .iter()
            .filter_map(|found| target(catalogue, found, found_as))
            .collect(),
    }
}

fn target(catalogue: &Catalogue, found: &Found<'_>, found_as: FoundAs) -> Option<TargetAt> {
    let target = catalogue.targets().get(found.target.as_str())?;
    Some(TargetAt {
        target: target.id.to_string(),
        name: target.plain_name(),
        side: found.side,
        side_words: found.side.words().to_owned(),
        layer: found.layer.words().to_owned(),
        found: found_as,
    })
}

fn figure(figure: &Figure) -> BodyFigure {
    let regions = figure.regions.iter().map(|drawn| FigureRegion {
        region: drawn.region.to_string(),
        side: drawn.side,
        path: drawn.shape.path().to_owned(),
    });
    BodyFigure {
        view: figure.view,
        title: figure.title.clone(),
        unit: figure.unit.clone(),
        width: figure.width,
        height: figure.height,
        viewers_left: figure.viewers_left,
        viewers_right: figure.viewers_right,
        outline: figure.outline.path().to_owned(),
        details: figure.details.clone(),
        regions: regions.collect(),
    }
}

fn mark(mark: &Mark<'_>) -> ChartMark {
    ChartMark {
        target: mark.target.to_string(),
        side: mark.side,
        view: mark.view,
        x: tenths(mark.at.x),
        y: tenths(mark.at.y),
    }
}

/// The places of zones have one decimal and lie within their view, so nothing is cut off.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a view is at most 65535 units wide and high"
)]
fn tenths(units: f64) -> i32 {
    (units * 10.0).round() as i32
}
