//! What the strip at the top of a patient says of change: the numbers that always stand together, in few words.

use filiform_catalogue::Catalogue;
use filiform_domain::quantity::PainScore;
use filiform_domain::time::Instant;
use filiform_domain::vocabulary::Vocabulary;

use super::{BEFORE_VISITS, change, found_in, of_scores, rated};
use crate::contract::{OutcomeChange, OutcomeSeries, StripScore};
use crate::practice::Course;

/// Pain before the first visit of care and before the latest one, with the numbers that are shown together.
pub(crate) fn pain_change(
    catalogue: &Catalogue,
    first: (Instant, PainScore),
    latest: (Instant, PainScore),
) -> Option<OutcomeChange> {
    let facts = catalogue.measure(BEFORE_VISITS)?;
    let dated = |(started, score): (Instant, PainScore)| (started.date(), rated(score));
    let pair = [dated(first), dated(latest)];
    let change = change(catalogue, (BEFORE_VISITS, &facts), &pair)?;
    Some(without_populations(catalogue, BEFORE_VISITS, change))
}

/// "Neck Disability Index 38 % → 16 %:" with its verdict, for the strip: each series of scores with a change.
pub(crate) fn strip_scores(catalogue: &Catalogue, course: &Course) -> Vec<StripScore> {
    let line = |series: OutcomeSeries| {
        let mut scores = course.scores.iter().map(|kept| &kept.score);
        let measure = &scores.find(|score| score.series == series.key)?.measure;
        let change = without_populations(catalogue, measure, series.change?);
        let words = format!(
            "{} {} \u{2192} {}:",
            series.name, change.first, change.latest
        );
        let said = series.said.into_iter().nth(1)?;
        Some(StripScore {
            words,
            said,
            change,
        })
    };
    of_scores(catalogue, course)
        .into_iter()
        .filter_map(line)
        .collect()
}

/// The published numbers alone. In whom they were found stands on the outcomes, where there is room to read it.
fn without_populations(
    catalogue: &Catalogue,
    measure: &str,
    change: OutcomeChange,
) -> OutcomeChange {
    let Some(row) = catalogue.measures().get(measure) else {
        return change;
    };
    OutcomeChange {
        error: found_in(row.mdc.as_deref(), None),
        important: found_in(row.mcid.as_deref(), None),
        ..change
    }
}
