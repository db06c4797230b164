//! `outcomes`: baseline to latest of each series, in the words that the window has too.

use std::path::Path;

use filiform::contract::{
    ChartOf, OutcomeSeries, OutcomesPage, PictureForm, PictureFormat, ReviewOutcomes, SavePicture,
};
use filiform::{Error, review_outcomes};

use crate::arguments::{Arguments, Outcomes};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Shows a patient's outcomes, or saves one chart of them.
pub(super) fn outcomes(
    arguments: &Arguments,
    output: &Output,
    asked: &Outcomes,
) -> Result<(), Failure> {
    if let Some(path) = &asked.save {
        return save(arguments, output, (asked, path));
    }
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

fn save(
    arguments: &Arguments,
    output: &Output,
    (asked, path): (&Outcomes, &Path),
) -> Result<(), Failure> {
    let path = std::path::absolute(path).map_err(|error| Failure::FileNotRead(error.kind()))?;
    let is_png = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("png"));
    let path = path
        .to_str()
        .ok_or(Failure::Usage("The path must be text in UTF-8."))?;
    let saved = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let episode = asked.episode.as_deref().map(str::parse).transpose();
        let save = SavePicture {
            patient,
            episode: episode.map_err(|_| Error::Gone)?,
            chart: chart(&asked.chart),
            form: PictureForm {
                format: if is_png {
                    PictureFormat::Png
                } else {
                    PictureFormat::Svg
                },
                named: asked.named,
                dated: asked.dated,
                recipient: asked.recipient.clone(),
                purpose: asked.purpose.clone(),
                authority: asked.authority.clone(),
            },
            path: path.to_owned(),
            replace: asked.replace,
        };
        Ok(review_outcomes::save_picture(filiform, save)?)
    })?;
    output.answer(&saved, || {
        vec![format!("{}  SHA-256 {}", saved.path, saved.sha256)]
    });
    Ok(())
}

fn chart(key: &str) -> ChartOf {
    if key == "treated-sites" {
        return ChartOf::TreatedSites {
            whole: false,
            from: String::new(),
            to: String::new(),
        };
    }
    ChartOf::Series {
        key: key.to_owned(),
    }
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
