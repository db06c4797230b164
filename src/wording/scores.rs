//! Scores in words: a row of the timeline, the whole score, and the measures to choose from.

use filiform_catalogue::{Asks, Catalogue, Licence, MeasureForm, OutcomeMeasure, Storable};
use filiform_domain::measure::{AnsweredHow, MeasureFacts, Score, ScoreTakenBack};
use filiform_domain::patient::Patient;
use filiform_domain::vocabulary::Vocabulary;
use filiform_store::{KeptEpisode, KeptScore};

use super as wording;
use crate::contract::{BetweenKind, BetweenLine, MeasureChoice, PartChoice, VersionChoice};

/// "Neck Disability Index 38 %"; of daily ratings "…, mean of 4 daily ratings 5.8 points".
pub(crate) fn what(catalogue: &Catalogue, score: &Score) -> String {
    let name = name(catalogue, &score.measure);
    let amount = amount(catalogue, score);
    if score.is_daily() {
        let ratings = match score.amount.of {
            1 => "1 daily rating".to_owned(),
            of => format!("mean of {of} daily ratings"),
        };
        return format!("{name}, {ratings}: {amount}");
    }
    let version = version(catalogue, score);
    let version = version.map(|version| format!(", {version}"));
    format!("{name}{}: {amount}", version.unwrap_or_default())
}

/// "Neck Disability Index".
pub(crate) fn name(catalogue: &Catalogue, measure: &str) -> String {
    let row = catalogue.measures().get(measure);
    row.map_or_else(|| measure.to_owned(), |row| row.name.clone())
}

/// "38 %", "4.3 points".
pub(crate) fn amount(catalogue: &Catalogue, score: &Score) -> String {
    with_unit(catalogue, &score.measure, &score.amount.words())
}

/// A number with the unit of its measure: "6 points", "−1 point".
pub(crate) fn with_unit(catalogue: &Catalogue, measure: &str, number: &str) -> String {
    let row = catalogue.measures().get(measure);
    let unit = row.map(|row| short_unit(&row.unit)).unwrap_or_default();
    let is_one = number.trim_start_matches(['+', '-', '\u{2212}']) == "1";
    let unit = if is_one && unit == "points" {
        "point"
    } else {
        unit
    };
    format!("{number} {unit}").trim_end().to_owned()
}

/// "% (raw 0-50 doubled)" as it stands behind a number: "%".
pub(crate) fn short_unit(unit: &str) -> &str {
    unit.split(" (").next().unwrap_or_default()
}

/// "3 of 5 daily ratings missing."; none when none is missing.
pub(crate) fn missing(score: &Score) -> Option<String> {
    (score.missing > 0).then(|| format!("{} of 5 daily ratings missing.", score.missing))
}

/// What tells a series from others: the measure's name, and its version, joint or activities.
pub(crate) fn series_words(catalogue: &Catalogue, score: &Score) -> (String, String) {
    let daily = score
        .is_daily()
        .then(|| "means of daily ratings".to_owned());
    let activities = score.answer.activities.iter();
    let details = daily
        .into_iter()
        .chain(version(catalogue, score))
        .chain(joint(score))
        .chain(activities.map(|row| row.activity.clone()));
    let details: Vec<String> = details.collect();
    (name(catalogue, &score.measure), details.join(" \u{b7} "))
}

fn version(catalogue: &Catalogue, score: &Score) -> Option<String> {
    let form = catalogue.measure_forms().get(&score.measure)?;
    let mut versions = form.versions.iter();
    let version = versions.find(|version| version.id == score.answer.version)?;
    Some(version.name.clone())
}

/// A score in the timeline.
pub(crate) fn line(catalogue: &Catalogue, score: &Score) -> BetweenLine {
    let answer = &score.answer;
    let rows = answer
        .activities
        .iter()
        .map(|row| format!("{} {}", row.activity, row.score));
    let rows: Vec<String> = rows.chain(joint(score)).chain(missing(score)).collect();
    BetweenLine {
        kind: BetweenKind::Score,
        id: score.id.to_string(),
        session: None,
        date: score.day.words(),
        time: answer.time.clone(),
        utc_ms: score.at.utc_ms,
        what: what(catalogue, score),
        who: answer.how.map(how).unwrap_or_default().to_owned(),
        belongs: None,
        first: rows.join(" \u{b7} "),
    }
}

/// A score that was taken back, where it stood.
pub(crate) fn line_taken_back(catalogue: &Catalogue, gone: &ScoreTakenBack) -> BetweenLine {
    let line = line(catalogue, &gone.score);
    BetweenLine {
        what: format!("Taken back: {}", line.what),
        first: gone.why.clone(),
        ..line
    }
}

/// A whole score.
pub(crate) fn text(catalogue: &Catalogue, score: &Score) -> Vec<(String, String)> {
    let answer = &score.answer;
    let facts = catalogue.measure(&score.measure);
    let mut rows = vec![
        ("Measure".to_owned(), name(catalogue, &score.measure)),
        ("Score".to_owned(), amount(catalogue, score)),
    ];
    let mut add = |heading: &str, words: String| {
        if !words.is_empty() {
            rows.push((heading.to_owned(), words));
        }
    };
    let range = facts.as_ref().map(range).unwrap_or_default();
    add("Range", range);
    add("Version", version(catalogue, score).unwrap_or_default());
    add("Joint", joint(score).unwrap_or_default());
    add("Raw score", answer.raw.clone());
    for part in &answer.parts {
        let mut named = facts.iter().flat_map(|facts| &facts.parts);
        let named = named.find(|facts| facts.id == part.part);
        let heading = named.map_or(&part.part, |facts| &facts.name);
        add(heading, part.score.clone());
    }
    for row in &answer.activities {
        add(&row.activity, row.score.clone());
    }
    for day in &answer.days {
        let date = day
            .date
            .parse()
            .map(filiform_domain::time::CalendarDate::words);
        let rating = if day.score.is_empty() {
            "missing"
        } else {
            &day.score
        };
        add(&date.unwrap_or_default(), rating.to_owned());
    }
    add("Missing", missing(score).unwrap_or_default());
    let count = answer.measurements.map(|count| count.to_string());
    add("Measurements", count.unwrap_or_default());
    add(
        "Answered",
        answer.how.map(how).unwrap_or_default().to_owned(),
    );
    add("Medicine", answer.medicine.clone());
    add("Note", answer.note.clone());
    add("Corrected because", answer.why.clone());
    rows
}

/// "0 to 100 %, higher is worse".
pub(crate) fn range(facts: &MeasureFacts) -> String {
    let unit = short_unit(&facts.unit);
    let better = if facts.higher_is_better {
        "better"
    } else {
        "worse"
    };
    let (low, high) = facts.range;
    format!("{low} to {high} {unit}, higher is {better}")
}

fn joint(score: &Score) -> Option<String> {
    let answer = &score.answer;
    let side = answer.side.filter(|_| !answer.joint.is_empty())?;
    Some(wording::sided(&answer.joint, side))
}

fn how(how: AnsweredHow) -> &'static str {
    match how {
        AnsweredHow::Alone => "filled in by the patient alone",
        AnsweredHow::Paper => "on paper",
        AnsweredHow::Told => "told to the therapist",
        AnsweredHow::Measured => "measured by the therapist",
    }
}

/// The measures, those first that belong to the patient's conditions or to the regions of the open episodes.
pub(crate) fn choices(
    catalogue: &Catalogue,
    patient: &Patient,
    episodes: &[KeptEpisode],
    scores: &[KeptScore],
) -> Vec<MeasureChoice> {
    let suggested = suggested(catalogue, patient, episodes);
    let forms = catalogue.measure_forms();
    let mut choices: Vec<MeasureChoice> = catalogue
        .measures()
        .iter()
        .filter_map(|row| {
            let form = forms.get(row.id.as_str())?;
            let mut choice = choice(catalogue, row, form);
            choice.suggested = suggested.contains(&choice.id);
            choice.activities = last_activities(&choice.id, scores);
            Some(choice)
        })
        .collect();
    let place = |id: &str| suggested.iter().position(|one| one == id);
    choices.sort_by_key(|choice| place(&choice.id).unwrap_or(usize::MAX));
    choices
}

/// The defaults of each condition of the open episodes and of the patient, then of each region.
fn suggested(catalogue: &Catalogue, patient: &Patient, episodes: &[KeptEpisode]) -> Vec<String> {
    let open: Vec<_> = episodes
        .iter()
        .filter(|kept| kept.episode.is_open())
        .map(|kept| &kept.episode)
        .collect();
    let of_episodes = open.iter().flat_map(|episode| &episode.conditions);
    let conditions = of_episodes
        .chain(&patient.conditions)
        .filter_map(|row| catalogue.conditions().get(&row.condition));
    let regions = open
        .iter()
        .filter_map(|episode| catalogue.regions().get(episode.region.as_deref()?));
    let named = conditions
        .flat_map(|row| &row.outcome_measures)
        .chain(regions.flat_map(|row| &row.default_outcome_measures));
    let mut ids = Vec::new();
    for id in named.map(ToString::to_string) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The same activities are kept for the whole episode: a changed one starts a new series.
fn last_activities(measure: &str, scores: &[KeptScore]) -> Vec<String> {
    let last = scores.iter().rfind(|kept| kept.score.measure == measure);
    let rows = last.iter().flat_map(|kept| &kept.score.answer.activities);
    rows.map(|row| row.activity.clone()).collect()
}

fn choice(catalogue: &Catalogue, row: &OutcomeMeasure, form: &MeasureForm) -> MeasureChoice {
    let facts = catalogue.measure(row.id.as_str());
    MeasureChoice {
        id: row.id.to_string(),
        name: row.name.clone(),
        suggested: false,
        range: facts.as_ref().map(range).unwrap_or_default(),
        low: row.score_min,
        high: row.score_max,
        decimals: row.decimals,
        low_words: form.low_words.clone(),
        high_words: form.high_words.clone(),
        asks: match form.asks {
            Asks::Total => "total",
            Asks::Rating => "rating",
            Asks::Activities => "activities",
        }
        .to_owned(),
        scoring_note: row.scoring_note.clone(),
        licence: licence(row),
        threshold_note: row.threshold_note.clone().unwrap_or_default(),
        versions: form
            .versions
            .iter()
            .map(|version| VersionChoice {
                id: version.id.clone(),
                name: version.name.clone(),
            })
            .collect(),
        parts: form
            .parts
            .iter()
            .map(|part| PartChoice {
                id: part.id.clone(),
                name: part.name.clone(),
                max: part.max,
                decimals: part.decimals,
            })
            .collect(),
        joint: facts.as_ref().is_some_and(|facts| facts.joint),
        measurements: facts.as_ref().is_some_and(|facts| facts.measurements),
        raw_max: form.raw_max,
        raw_doubled: facts
            .as_ref()
            .and_then(|facts| facts.raw)
            .is_some_and(|raw| raw.doubled),
        daily: facts.is_some_and(|facts| facts.pain),
        alone: wording::patients_page::may_answer_alone(row, form),
        activities: Vec::new(),
    }
}

fn licence(row: &OutcomeMeasure) -> String {
    let status = match row.licence {
        Licence::Free => "Free",
        Licence::FreeForClinicalUse => "Free for clinical use",
        Licence::Licensed => "Licensed",
    };
    let kept = match row.storable {
        Storable::Items => "",
        Storable::TotalOnly => ": the total only is kept, and no question is shown",
    };
    let note = row.licence_note.as_deref().unwrap_or_default();
    format!("{status}{kept}. {note}").trim_end().to_owned()
}
