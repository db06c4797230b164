//! What stands on a chart that is saved as a picture. Without dates, days are counted from the first one.

use filiform_domain::site::Side;
use filiform_report::chart::Mark;

use crate::contract::{OutcomeSeries, Said, TreatedDrawing, TreatedSites};
use crate::error::Error;

/// The words of a picture.
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) about: Vec<String>,
    /// Below the first and the last point.
    pub(crate) ends: (String, String),
    pub(crate) said: Vec<String>,
}

/// Where there are numbers only, there is no chart.
pub(crate) fn too_few() -> Error {
    let mut check = filiform_domain::problem::Check::default();
    check.fault(
        "chart",
        "too-few",
        "Fewer than 3 points: there are numbers only, and no chart to save.",
    );
    check
        .finish(())
        .map_or_else(Error::Fields, |()| Error::Gone)
}

/// One series: its range, its days, and each sentence that the page says of it.
pub(crate) fn of_series(series: &OutcomeSeries, dated: bool) -> Words {
    let rated: Vec<_> = series
        .points
        .iter()
        .filter(|point| point.thousandths.is_some())
        .collect();
    let end = |point: Option<&crate::contract::OutcomePoint>| match point {
        None => String::new(),
        Some(point) if dated => point.date.clone(),
        Some(point) => format!("day {}", point.day),
    };
    let ends = (end(series.points.first()), end(series.points.last()));
    let scores: Vec<String> = rated
        .iter()
        .map(|point| {
            let value = point.value.clone().unwrap_or_default();
            format!("{}: {value}", end(Some(point)))
        })
        .collect();
    let mut about = vec![series.range.clone()];
    if !series.detail.is_empty() {
        about.insert(0, series.detail.clone());
    }
    Words {
        title: series.name.clone(),
        description: format!("{}, {}. {}.", series.name, series.range, scores.join("; ")),
        about,
        ends,
        said: words(&series.said),
    }
}

/// Counts on the body, and the same in words.
pub(crate) fn of_sites(sites: &TreatedSites, dated: bool) -> Words {
    let period = match sites.from.zip(sites.to) {
        Some((from, to)) if !dated => match from.days_until(to) {
            0 => "One day".to_owned(),
            days => format!("{} days", days + 1),
        },
        _ => sites.period.clone(),
    };
    let rows = sites.targets.iter().map(|target| {
        let visits = match target.visits {
            1 => "1 visit".to_owned(),
            visits => format!("{visits} visits"),
        };
        format!("{}, {}: {visits}", target.name, target.side_words)
    });
    let drawings: Vec<&str> = sites
        .drawings
        .iter()
        .map(|drawing| drawing.description.as_str())
        .collect();
    let mut said = vec![sites.counts.words.clone()];
    said.extend(words(&sites.left_out));
    said.extend(rows);
    if !sites.not_drawn.is_empty() {
        said.push(sites.not_drawn.clone());
    }
    Words {
        title: "Treated sites: visits by target".to_owned(),
        description: drawings.join(" "),
        about: vec![period],
        ends: (String::new(), String::new()),
        said,
    }
}

fn words(said: &[Said]) -> Vec<String> {
    said.iter().map(|said| said.words.clone()).collect()
}

/// What a kind of mark is.
pub(crate) fn legend(mark: Mark) -> &'static str {
    match mark {
        Mark::Threshold => "published threshold, from the baseline",
        Mark::Band => "published estimate of error, around the baseline",
        Mark::Median => "median",
        Mark::SameVisit => "after the needling, same visit: not outcome",
        Mark::Gap => "a visit that was not held or not rated",
    }
}

/// Which side of the patient is at which edge of a drawing.
pub(crate) fn edges(drawing: &TreatedDrawing) -> (String, String) {
    let edge = |side: Side| match side {
        Side::Left => "L patient\u{2019}s left".to_owned(),
        Side::Right => "patient\u{2019}s right R".to_owned(),
        Side::Both | Side::Midline => String::new(),
    };
    let at_left = match drawing.at_left {
        Side::Right => "R patient\u{2019}s right".to_owned(),
        side => edge(side),
    };
    if drawing.at_left == drawing.at_right {
        return (at_left, String::new());
    }
    let at_right = match drawing.at_right {
        Side::Left => "patient\u{2019}s left L".to_owned(),
        side => edge(side),
    };
    (at_left, at_right)
}
