//! What may be said about a whole practice, and what may not (`analysis.md`): counts with their denominators, nothing
//! about change below twenty completed episodes, and never anything by technique or muscle.

use filiform_catalogue::{Catalogue, Severity as Listed};
use filiform_domain::change::Reading;
use filiform_domain::episode::DischargeReason;
use filiform_domain::event::Severity;
use filiform_domain::rate::{METHOD, Rate};
use filiform_domain::reported_event::STAFF_EVENT;
use filiform_store::{EpisodeTotal, EventTotal};

use crate::contract::{ConditionEpisodes, EventKindCount, EventRate, EventRates, ReadingCount};

/// Below so many completed episodes nothing is said about change (`analysis.md`, Minimum data).
pub(crate) const FEWEST_EPISODES: u32 = 20;

/// What these counts do not say.
pub(crate) const CAUTION: &str =
    "Counts of this practice, without a comparison: they do not say why pain changed.";

/// Every reading, from better to worse, in the order of the list.
const READINGS: [Reading; 7] = [
    Reading::ClearlyBetter,
    Reading::Better,
    Reading::PossiblyBetter,
    Reading::NoClearChange,
    Reading::PossiblyWorse,
    Reading::Worse,
    Reading::EdgeOfScale,
];

const REASONS: [DischargeReason; 7] = [
    DischargeReason::GoalsMet,
    DischargeReason::NoFurtherChange,
    DischargeReason::ReferredOn,
    DischargeReason::PatientsChoice,
    DischargeReason::DidNotReturn,
    DischargeReason::AuthorisationEnded,
    DischargeReason::Other,
];

/// The episodes that ended, by condition, the most first.
pub(crate) fn conditions(catalogue: &Catalogue, totals: &[EpisodeTotal]) -> Vec<ConditionEpisodes> {
    let mut ids: Vec<Option<&str>> = totals.iter().map(|row| row.condition.as_deref()).collect();
    ids.sort_unstable();
    ids.dedup();
    let group = |id: Option<&str>| {
        let rows: Vec<&EpisodeTotal> = totals
            .iter()
            .filter(|row| row.condition.as_deref() == id)
            .collect();
        let name = id.map_or_else(
            || "In own words".to_owned(),
            |id| super::condition(catalogue, id),
        );
        condition(name, &rows)
    };
    let mut groups: Vec<ConditionEpisodes> = ids.into_iter().map(group).collect();
    groups.sort_by(|one, other| {
        (other.episodes, &one.condition).cmp(&(one.episodes, &other.condition))
    });
    groups
}

fn condition(name: String, rows: &[&EpisodeTotal]) -> ConditionEpisodes {
    let sum = |of: fn(&EpisodeTotal) -> u32| rows.iter().map(|row| of(row)).sum::<u32>();
    let episodes = sum(|row| row.episodes);
    let reasons = REASONS.map(|reason| {
        let of_it = rows.iter().filter(|row| row.reason == reason);
        (of_it.map(|row| row.episodes).sum::<u32>(), reason.words())
    });
    let mut reasons: Vec<(u32, &str)> = reasons
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .collect();
    reasons.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let reason = |(count, words): (u32, &str)| format!("{words}: {count} of {episodes}");
    ConditionEpisodes {
        condition: name,
        episodes,
        visits: format!(
            "{} held, {} not held",
            sum(|row| row.held),
            sum(|row| row.not_held)
        ),
        reasons: reasons.into_iter().map(reason).collect(),
        goals: goals(
            sum(|row| row.goals_met),
            sum(|row| row.goals),
            (sum(|row| row.goalless), episodes),
        ),
        statement: statement(episodes, unrated(rows)),
        readings: readings(episodes, rows),
    }
}

/// "31 of 44 goals met; 3 of 26 episodes had none".
fn goals(met: u32, goals: u32, (goalless, episodes): (u32, u32)) -> String {
    let without = format!("{goalless} of {} had none", counted(episodes, "episode"));
    match (goals, goalless) {
        (0, _) => "no goals were set".to_owned(),
        (_, 0) => format!("{met} of {} met", counted(goals, "goal")),
        _ => format!("{met} of {} met; {without}", counted(goals, "goal")),
    }
}

/// What may be said about change, or why nothing is.
fn statement(episodes: u32, unrated: u32) -> String {
    if episodes < FEWEST_EPISODES {
        return format!(
            "{}: fewer than {FEWEST_EPISODES}, so nothing is said about change.",
            counted(episodes, "completed episode")
        );
    }
    let rated = episodes - unrated;
    format!(
        "Pain now, before the visit, from the first to the last rating: {rated} of {episodes} completed episodes have two \
         ratings at least 7 days apart, {unrated} have not."
    )
}

fn unrated(rows: &[&EpisodeTotal]) -> u32 {
    let unrated = rows.iter().filter(|row| row.reading == Reading::NotEnough);
    unrated.map(|row| row.episodes).sum()
}

fn readings(episodes: u32, rows: &[&EpisodeTotal]) -> Vec<ReadingCount> {
    let rated = episodes - unrated(rows);
    if episodes < FEWEST_EPISODES || rated == 0 {
        return Vec::new();
    }
    let count = |reading: Reading| {
        let of_it = rows.iter().filter(|row| row.reading == reading);
        let count: u32 = of_it.map(|row| row.episodes).sum();
        ReadingCount {
            sentence: reading.sentence().to_owned(),
            count: format!("{count} of {rated}"),
        }
    };
    READINGS.map(count).into()
}

/// Adverse events per 1,000 held visits. What happened to the therapist is no event of a patient's.
pub(crate) fn events(catalogue: &Catalogue, held: u32, totals: &[EventTotal]) -> EventRates {
    let totals: Vec<&EventTotal> = totals
        .iter()
        .filter(|row| row.kind != STAFF_EVENT)
        .collect();
    let of_severity = |severity: Severity| -> u32 {
        let of_it = totals
            .iter()
            .filter(|row| severity_of(catalogue, row) == Some(severity));
        of_it.map(|row| row.events).sum()
    };
    let all: u32 = totals.iter().map(|row| row.events).sum();
    let severities = [
        ("Serious", Severity::Serious),
        ("Significant", Severity::Significant),
        ("Mild", Severity::Mild),
    ];
    let rows = severities.map(|(words, severity)| (words, of_severity(severity)));
    let rows = std::iter::once(("All", all)).chain(rows);
    EventRates {
        visits: held,
        rows: rows
            .filter_map(|(words, events)| rate(words, events, held))
            .collect(),
        kinds: kinds(catalogue, &totals),
        method: format!(
            "Events per 1,000 held visits; several events of one visit count each, and one heard of later counts in the \
             month it was heard of. Interval: {METHOD}."
        ),
    }
}

/// What the note says, or what the list gives for the kind.
fn severity_of(catalogue: &Catalogue, row: &EventTotal) -> Option<Severity> {
    let listed = || match catalogue.adverse_events().get(&row.kind)?.severity {
        Listed::Mild => Some(Severity::Mild),
        Listed::Significant => Some(Severity::Significant),
        Listed::Serious => Some(Severity::Serious),
    };
    row.severity.or_else(listed)
}

fn rate(words: &str, events: u32, held: u32) -> Option<EventRate> {
    let rate = Rate::of(events, held)?;
    Some(EventRate {
        words: words.to_owned(),
        events,
        rate: decimal(rate.per_thousand),
        interval: format!("{} to {}", decimal(rate.low), decimal(rate.high)),
    })
}

/// Two figures after the point where one would hide the most.
fn decimal(value: f64) -> String {
    if value > 0.0 && value < 1.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.1}")
    }
}

fn kinds(catalogue: &Catalogue, totals: &[&EventTotal]) -> Vec<EventKindCount> {
    let mut kinds: Vec<(&str, u32)> = Vec::new();
    for row in totals {
        match kinds.iter_mut().find(|(kind, _)| *kind == row.kind) {
            Some((_, events)) => *events += row.events,
            None => kinds.push((&row.kind, row.events)),
        }
    }
    kinds.sort_by_key(|(_, events)| std::cmp::Reverse(*events));
    let line = |(kind, events): (&str, u32)| EventKindCount {
        words: super::event(catalogue, kind),
        events,
    };
    kinds.into_iter().map(line).collect()
}

/// "1 episode", "26 episodes".
pub(crate) fn counted(count: u32, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

#[cfg(test)]
#[path = "caseload/tests.rs"]
mod tests;
