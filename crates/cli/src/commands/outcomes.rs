//! `outcomes`: baseline to latest of each series, in the words that the window has too.

use filiform::contract::{OutcomeSeries, OutcomesPage, ReviewOutcomes};
use filiform::{Error, review_outcomes};

use crate::arguments::{Arguments, Outcomes};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Shows a patient's outcomes.
pub(super) fn outcomes(
    arguments: &Arguments,
    output: &Output,
    asked: &Outcomes,
) -> Result<(), Failure> {
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let episode = asked.episode.as_deref().map(str::parse).transpose();
        let episode = episode.map_err(|_| Error::Gone)?;
        let asked = ReviewOutcomes { patient, episode };
        Ok(review_outcomes::review_outcomes(filiform, asked)?)
    })?;
    output.answer(&page, || lines(&page));
    Ok(())
}

fn lines(page: &OutcomesPage) -> Vec<String> {
    let head = format!("{}, {}", page.name, page.period);
    let around = page.missing.iter().chain(&page.other_care);
    let around = around.map(|said| said.words.clone());
    std::iter::once(head)
        .chain([page.counts.words.clone()])
        .chain(around)
        .chain(page.series.iter().flat_map(series_lines))
        .collect()
}

/// The name, its points, and each sentence on a line of its own.
fn series_lines(series: &OutcomeSeries) -> Vec<String> {
    let detail = match series.detail.as_str() {
        "" => String::new(),
        detail => format!(" ({detail})"),
    };
    let points = series.points.iter().map(|point| {
        let value = point.value.as_deref().unwrap_or("-");
        format!("  {}  {value}  {}", point.date, point.remark)
            .trim_end()
            .to_owned()
    });
    let said = series.said.iter().map(|said| format!("  {}", said.words));
    [
        String::new(),
        format!("{}{detail}: {}", series.name, series.range),
    ]
    .into_iter()
    .chain(points)
    .chain(said)
    .collect()
}
