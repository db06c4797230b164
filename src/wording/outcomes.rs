//! Outcomes in words and numbers: every sentence comes from `domain::outcome`, with its rule and its sources.

use std::collections::BTreeSet;

use filiform_catalogue::Catalogue;
use filiform_domain::change::Reading;
use filiform_domain::measure::{Amount, MeasureFacts};
use filiform_domain::outcome::run_chart::{Drawn, RunChart};
use filiform_domain::outcome::sentence::{Direction, Sentence};
use filiform_domain::outcome::{Rated, Verdict};
use filiform_domain::quantity::PainScore;
use filiform_domain::time::CalendarDate;
use filiform_domain::vocabulary::Vocabulary;
use filiform_store::{HistorySession, KeptScore};

use super::scores::{short_unit, with_unit};
use crate::contract::{
    OutcomeChange, OutcomeDrawn, OutcomePoint, OutcomeReads, OutcomeSeries, Said,
};
use crate::practice::{BEFORE_VISITS_KEY, Course};

mod difference;
mod said;
mod strip;

use difference::{change_words, with_minus};
pub(crate) use said::said;
pub(crate) use strip::{pain_change, strip_scores};

/// The pain scale that is rated before each visit.
const BEFORE_VISITS: &str = "nprs-current";
/// The name of that series. No score is ever of it: it has a rater and a moment of its own.
const BEFORE_VISITS_NAME: &str = "Pain now, before each visit";
/// The 95 % error of a difference between two single ratings of pain, recomputed in `analysis.md`, in hundredths.
const PAIN_ERROR: i64 = 280;

/// "since 3 Nov 2026", "3 Nov 2026 to 3 Jan 2027", or "the whole record".
pub(crate) fn period(course: &Course) -> String {
    let Some(kept) = course.shown() else {
        return "the whole record".to_owned();
    };
    let opened = kept.episode.opened_on.words();
    match &kept.episode.discharge {
        Some(end) => format!("{opened} to {}", end.date.words()),
        None => format!("since {opened}"),
    }
}

/// Sessions, targets and events in counts, never as a comparison.
pub(crate) fn counts(catalogue: &Catalogue, course: &Course) -> Said {
    let targets: BTreeSet<_> = course
        .held()
        .flat_map(|visit| &visit.sites)
        .map(|site| (&site.target, &site.own_target))
        .collect();
    let events: usize = course.held().map(|visit| visit.events.len()).sum();
    let sentence = Sentence::Counts {
        sessions: count(course.held().count()),
        targets: count(targets.len()),
        events: count(events).saturating_add(course.later_events),
    };
    said(catalogue, &sentence, None)
}

/// Visits that were not held, and visits at which pain was not rated.
pub(crate) fn missing(catalogue: &Catalogue, course: &Course) -> Vec<Said> {
    let not_held = count(course.visits.len() - course.held().count());
    let not_held = not_held.saturating_add(course.called_off);
    let of = count(course.held().count());
    let missing = count(
        course
            .held()
            .filter(|visit| visit.pain_before.is_none())
            .count(),
    );
    let not_held = (not_held > 0).then_some(Sentence::NotHeld(not_held));
    let not_rated = (missing > 0).then_some(Sentence::NotRated { missing, of });
    let sentences = not_held.into_iter().chain(not_rated);
    sentences
        .map(|sentence| said(catalogue, &sentence, None))
        .collect()
}

/// Whether other care was charted at any visit.
pub(crate) fn other_care(catalogue: &Catalogue, course: &Course) -> Option<Said> {
    let given = course.held().any(|visit| visit.other_care);
    given.then(|| said(catalogue, &Sentence::OtherCare, None))
}

/// Pain before the visits, then each series of scores in the order in which they began.
pub(crate) fn series(catalogue: &Catalogue, course: &Course) -> Vec<OutcomeSeries> {
    let scores = of_scores(catalogue, course).into_iter();
    before_visits(catalogue, course)
        .into_iter()
        .chain(scores)
        .collect()
}

fn of_scores(catalogue: &Catalogue, course: &Course) -> Vec<OutcomeSeries> {
    let mut keys: Vec<&str> = Vec::new();
    for kept in &course.scores {
        if !keys.contains(&kept.score.series.as_str()) {
            keys.push(&kept.score.series);
        }
    }
    let of_key = |key: &str| {
        let of_it = course.scores.iter().filter(|kept| kept.score.series == key);
        scored(catalogue, &of_it.collect::<Vec<_>>())
    };
    keys.into_iter().filter_map(of_key).collect()
}

/// One point of a series, before it is drawn.
struct Mark {
    day: CalendarDate,
    rated: Option<Rated>,
    same_visit: Option<i64>,
    remark: String,
}

fn before_visits(catalogue: &Catalogue, course: &Course) -> Option<OutcomeSeries> {
    let marks: Vec<Mark> = course.visits.iter().map(mark_of_visit).collect();
    marks.iter().find(|mark| mark.rated.is_some())?;
    let facts = catalogue.measure(BEFORE_VISITS)?;
    let named = (
        BEFORE_VISITS_KEY,
        BEFORE_VISITS_NAME.to_owned(),
        String::new(),
    );
    Some(drawn(catalogue, named, (BEFORE_VISITS, &facts), &marks))
}

fn mark_of_visit(visit: &HistorySession) -> Mark {
    let points = |score: PainScore| i64::from(score.points());
    let rated = visit
        .pain_before
        .filter(|_| visit.not_held.is_none())
        .map(rated);
    let remark = match (visit.not_held.is_some(), rated.is_some()) {
        (true, _) => "visit not held",
        (false, false) => "not rated",
        (false, true) => "",
    };
    Mark {
        day: visit.started.date(),
        rated,
        same_visit: visit.pain_after.map(|score| points(score) * 1000),
        remark: remark.to_owned(),
    }
}

/// A single rating of pain.
fn rated(score: PainScore) -> Rated {
    Rated {
        amount: Amount {
            sum: i64::from(score.points()),
            of: 1,
            decimals: 0,
        },
        missing: 0,
    }
}

fn scored(catalogue: &Catalogue, scores: &[&KeptScore]) -> Option<OutcomeSeries> {
    let first = &scores.first()?.score;
    let facts = catalogue.measure(&first.measure)?;
    let mark = |kept: &&KeptScore| Mark {
        day: kept.score.day,
        rated: Some(Rated::of(&kept.score)),
        same_visit: None,
        remark: super::scores::missing(&kept.score).unwrap_or_default(),
    };
    let marks: Vec<Mark> = scores.iter().map(mark).collect();
    let (name, detail) = super::scores::series_words(catalogue, first);
    let named = (first.series.as_str(), name, detail);
    Some(drawn(catalogue, named, (&first.measure, &facts), &marks))
}

fn drawn(
    catalogue: &Catalogue,
    (key, name, detail): (&str, String, String),
    (measure, facts): (&str, &MeasureFacts),
    marks: &[Mark],
) -> OutcomeSeries {
    let rated: Vec<(CalendarDate, Rated)> = marks
        .iter()
        .filter_map(|mark| Some((mark.day, mark.rated?)))
        .collect();
    let chart = RunChart::of(
        &rated
            .iter()
            .map(|(_, rated)| rated.amount.thousandths())
            .collect::<Vec<_>>(),
    );
    let begin = marks.first().map(|mark| mark.day);
    let first = rated.first().map(|(_, rated)| rated.amount);
    let point = |mark: &Mark| OutcomePoint {
        date: mark.day.words(),
        day: begin.map_or(0, |begin| begin.days_until(mark.day)),
        value: mark
            .rated
            .map(|rated| with_unit(catalogue, measure, &rated.amount.words())),
        thousandths: mark.rated.map(|rated| rated.amount.thousandths()),
        same_visit: mark.same_visit,
        remark: mark.remark.clone(),
    };
    let (low, high) = facts.range;
    let limits = (low * 1000, high * 1000);
    OutcomeSeries {
        key: key.to_owned(),
        detail,
        unit: short_unit(&facts.unit).to_owned(),
        range: super::scores::range(facts),
        low: i32::try_from(low).unwrap_or_default(),
        high: i32::try_from(high).unwrap_or_default(),
        higher_is_better: facts.higher_is_better,
        points: marks.iter().map(point).collect(),
        change: change(catalogue, (measure, facts), &rated),
        said: sentences(catalogue, &name, (measure, facts), &rated, &chart),
        name,
        drawn: match chart.drawn {
            Drawn::Numbers => OutcomeDrawn::Numbers,
            Drawn::Joined => OutcomeDrawn::Joined,
            Drawn::Rules => OutcomeDrawn::Rules,
        },
        median: (chart.drawn == Drawn::Rules).then_some(chart.median_doubled / 2),
        threshold_at: first.and_then(|first| threshold_at(facts, first, limits)),
        error_band: first.and_then(|first| error_band(facts, first, limits)),
    }
}

fn threshold_at(facts: &MeasureFacts, first: Amount, (low, high): (i64, i64)) -> Option<i64> {
    let step = facts.threshold.filter(|_| facts.compared)? * 1000;
    let signed = if facts.higher_is_better { step } else { -step };
    let at = first.thousandths() + signed;
    (low..=high).contains(&at).then_some(at)
}

fn error_band(facts: &MeasureFacts, first: Amount, (low, high): (i64, i64)) -> Option<(i64, i64)> {
    let pain = facts.pain.then_some(PAIN_ERROR);
    let error = pain.or(facts.error_hundredths).filter(|_| facts.compared)? * 10;
    let at = first.thousandths();
    Some(((at - error).max(low), (at + error).min(high)))
}

/// A score with its day.
type Dated = (CalendarDate, Rated);

/// Baseline and latest, and the verdict on them. Never the best pair.
fn pair(facts: &MeasureFacts, rated: &[(CalendarDate, Rated)]) -> Option<(Dated, Dated, Verdict)> {
    let [first, .., latest] = rated else {
        return None;
    };
    let days = first.0.days_until(latest.0);
    Some((*first, *latest, Verdict::of(facts, first.1, latest.1, days)))
}

fn change(
    catalogue: &Catalogue,
    (measure, facts): (&str, &MeasureFacts),
    rated: &[(CalendarDate, Rated)],
) -> Option<OutcomeChange> {
    let (first, latest, verdict) = pair(facts, rated)?;
    if verdict == Verdict::NotCompared {
        return None;
    }
    let row = catalogue.measures().get(measure)?;
    let with = |amount: Amount| with_unit(catalogue, measure, &amount.words());
    let (before, after) = (first.1.amount, latest.1.amount);
    let percent = after.percent_from(before);
    Some(OutcomeChange {
        first: with(before),
        first_on: first.0.words(),
        latest: with(after),
        latest_on: latest.0.words(),
        change: change_words(short_unit(&row.unit), before, after),
        percent: percent
            .map(|percent| format!("{} % of the baseline", with_minus(&format!("{percent:+}")))),
        days: first.0.days_until(latest.0),
        error: found_in(row.mdc.as_deref(), row.mdc_population.as_deref()),
        important: found_in(row.mcid.as_deref(), row.mcid_population.as_deref()),
        reads: match (verdict.says_better(), verdict.says_worse()) {
            (true, _) => OutcomeReads::Better,
            (false, true) => OutcomeReads::Worse,
            (false, false) => OutcomeReads::Neither,
        },
    })
}

fn found_in(value: Option<&str>, population: Option<&str>) -> String {
    match (value, population) {
        (None, _) => "none found".to_owned(),
        (Some(value), None) => value.to_owned(),
        (Some(value), Some(population)) => format!("{value} ({population})"),
    }
}

fn sentences(
    catalogue: &Catalogue,
    name: &str,
    (measure, facts): (&str, &MeasureFacts),
    rated: &[(CalendarDate, Rated)],
    chart: &RunChart,
) -> Vec<Said> {
    let mut found = Vec::new();
    match pair(facts, rated) {
        Some((first, latest, verdict)) if verdict != Verdict::NotCompared => {
            let with = |rated: Rated| with_unit(catalogue, measure, &rated.amount.words());
            let thousandths = latest.1.amount.change_from(first.1.amount);
            found.push(Sentence::WentFromTo {
                what: name.to_owned(),
                first: with(first.1),
                latest: with(latest.1),
                direction: Direction::of(thousandths),
                days: first.0.days_until(latest.0),
                beyond_error: is_beyond_error(verdict),
            });
            found.push(Sentence::Change(verdict));
        }
        Some((.., verdict)) => found.push(Sentence::Change(verdict)),
        None => found.push(Sentence::NotEnough),
    }
    found.push(match (chart.drawn, chart.signal()) {
        (Drawn::Numbers, _) => Sentence::NumbersOnly,
        (Drawn::Joined, _) => Sentence::JoinedOnly,
        (Drawn::Rules, false) => Sentence::NoSignal,
        (Drawn::Rules, true) => Sentence::Signal,
    });
    found
        .iter()
        .map(|sentence| said(catalogue, sentence, Some(measure)))
        .collect()
}

/// Only the verdicts that say so themselves.
fn is_beyond_error(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Better | Verdict::Worse | Verdict::Pain(Reading::ClearlyBetter | Reading::Worse)
    )
}

/// How pain before the visits reads, with its rule.
pub(crate) fn said_of_pain(catalogue: &Catalogue, reading: Reading) -> Said {
    let sentence = Sentence::Change(Verdict::Pain(reading));
    said(catalogue, &sentence, Some(BEFORE_VISITS))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
