//! A chart of the outcomes page as a picture: the same points, lines and sentences, and the legend that belongs to them.

use filiform_domain::time::CalendarDate;
use filiform_report::chart::{
    Course as Drawing, CoursePoint, Drawn, Mark, Picture, SiteMark, SitesDrawing,
};

use super::treated::review_in;
use crate::Filiform;
use crate::contract::{
    ChartOf, OutcomeDrawn, OutcomeSeries, ReviewTreatedSites, SavePicture, TreatedDrawing,
    TreatedSites,
};
use crate::error::Error;
use crate::practice::{Course, Open};
use crate::wording;

/// A picture, and what the record says of it.
pub(super) struct Pictured {
    pub(super) picture: Picture,
    /// The word that the ledger has for it.
    pub(super) document: &'static str,
    /// The first and the last day that it shows.
    pub(super) period: Option<(CalendarDate, CalendarDate)>,
}

/// What is to be saved.
pub(super) fn pictured(
    filiform: &Filiform,
    open: &Open,
    asked: &SavePicture,
) -> Result<Pictured, Error> {
    let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
    let mut pictured = match &asked.chart {
        ChartOf::Series { key } => series(filiform, open, (asked, key))?,
        ChartOf::TreatedSites { whole, from, to } => {
            let review = ReviewTreatedSites {
                patient: asked.patient,
                episode: asked.episode,
                whole: *whole,
                from: from.clone(),
                to: to.clone(),
            };
            treated(
                filiform,
                &review_in(filiform, open, &review)?,
                asked.form.dated,
            )
        }
    };
    if asked.form.named {
        let name = kept.patient.listed_name();
        let born = filiform.born_words(&kept);
        let about = &mut pictured.picture.about;
        about.insert(0, format!("{name}, born {born}"));
    }
    Ok(pictured)
}

fn series(
    filiform: &Filiform,
    open: &Open,
    (asked, key): (&SavePicture, &str),
) -> Result<Pictured, Error> {
    let course = Course::of(open, asked.patient, asked.episode)?;
    let all = wording::outcomes::series(filiform.catalogue(), &course);
    let series = all.into_iter().find(|series| series.key == key);
    let series = series.ok_or(Error::Gone)?;
    let period = course.days_of(key);
    Ok(Pictured {
        picture: picture_of(&series, asked.form.dated)?,
        document: "outcome-chart",
        period,
    })
}

fn picture_of(series: &OutcomeSeries, dated: bool) -> Result<Picture, Error> {
    if series.drawn == OutcomeDrawn::Numbers {
        return Err(wording::pictures::too_few());
    }
    let words = wording::pictures::of_series(series, dated);
    Ok(Picture {
        title: series.name.clone(),
        description: words.description,
        about: words.about,
        drawn: Drawn::Course(Drawing {
            range: (series.low, series.high),
            points: series.points.iter().map(point).collect(),
            ends: words.ends,
            median: series.median,
            threshold: series.threshold_at,
            error_band: series.error_band,
            legend: legend(series),
        }),
        said: words.said,
    })
}

fn point(point: &crate::contract::OutcomePoint) -> CoursePoint {
    // "38 %" without its unit, which stands above.
    let label = point
        .value
        .as_deref()
        .and_then(|value| value.split(' ').next());
    CoursePoint {
        day: point.day,
        at: point.thousandths,
        label: label.unwrap_or_default().to_owned(),
        same_visit: point.same_visit,
    }
}

fn legend(series: &OutcomeSeries) -> Vec<(Mark, String)> {
    let rated = |point: &&crate::contract::OutcomePoint| point.thousandths.is_some();
    let same_visit = series.points.iter().filter(rated);
    let same_visit = same_visit.clone().any(|point| point.same_visit.is_some());
    let all = [
        (series.threshold_at.is_some(), Mark::Threshold),
        (series.error_band.is_some(), Mark::Band),
        (series.median.is_some(), Mark::Median),
        (same_visit, Mark::SameVisit),
        (
            series
                .points
                .iter()
                .any(|point| point.thousandths.is_none()),
            Mark::Gap,
        ),
    ];
    all.into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, mark)| (mark, wording::pictures::legend(mark).to_owned()))
        .collect()
}

fn treated(filiform: &Filiform, sites: &TreatedSites, dated: bool) -> Pictured {
    let words = wording::pictures::of_sites(sites, dated);
    let drawings = sites.drawings.iter();
    Pictured {
        picture: Picture {
            title: words.title,
            description: words.description,
            about: words.about,
            drawn: Drawn::Sites(
                drawings
                    .filter_map(|drawing| sites_drawing(filiform, drawing))
                    .collect(),
            ),
            said: words.said,
        },
        document: "treated-sites-chart",
        period: sites.from.zip(sites.to),
    }
}

fn sites_drawing(filiform: &Filiform, drawing: &TreatedDrawing) -> Option<SitesDrawing> {
    let figure = filiform.catalogue().figures().figure(drawing.view)?;
    let units = |tenths: i32| f64::from(tenths) / 10.0;
    let mark = |mark: &crate::contract::TreatedMark| SiteMark {
        number: mark.visits,
        at: (units(mark.x), units(mark.y)),
        target: (units(mark.target_x), units(mark.target_y)),
    };
    let (at_left, at_right) = wording::pictures::edges(drawing);
    Some(SitesDrawing {
        title: drawing.title.clone(),
        at_left,
        at_right,
        size: (figure.width, figure.height),
        mirrored: drawing.mirrored,
        paths: (figure.outline.path().to_owned(), figure.details.clone()),
        radius: units(drawing.radius),
        marks: drawing.marks.iter().map(mark).collect(),
    })
}
