//! Episodes of care in words: the whole of one, a line, and what is quietly said before the next visit.

use filiform_catalogue::Catalogue;
use filiform_domain::episode::{
    Discharge, Episode, Goal, GoalState, PlanOfCare, Reassessment, Referral,
};
use filiform_domain::time::CalendarDate;
use filiform_store::{EpisodeStep, KeptEpisode, StepKind};

use super as wording;
use crate::contract::{BetweenKind, BetweenLine, EpisodeChoice, EpisodeLine};

mod due;

pub(crate) use due::{attention, notices, visit_notice};

/// Days before its last day from which an authorisation or a certification is called about to end.
pub(crate) const SOON: i64 = 14;
/// Days before it is due from which a re-assessment is named.
pub(crate) const REASSESS_SOON: i64 = 7;
/// Measures are scored every fourth visit …
pub(crate) const VISITS_BETWEEN_SCORES: u32 = 4;
/// … or after so many days, whichever comes first.
pub(crate) const DAYS_BETWEEN_SCORES: i64 = 30;
/// So many authorised visits left, or fewer, are worth a word.
pub(crate) const FEW_VISITS: u32 = 2;

/// "Neck pain, left"; in the therapist's words where no condition of the list was chosen.
pub(crate) fn title(catalogue: &Catalogue, episode: &Episode) -> String {
    let listed = episode.conditions.first();
    let named = listed.map(|row| wording::condition(catalogue, &row.condition));
    let name = named
        .or_else(|| episode.diagnosis.clone())
        .unwrap_or_default();
    match episode.side {
        Some(side) => format!("{name}, {}", side.words()),
        None => name,
    }
}

/// An episode in a list, as it stands on `today`.
pub(crate) fn line(catalogue: &Catalogue, kept: &KeptEpisode, today: CalendarDate) -> EpisodeLine {
    let episode = &kept.episode;
    let referrer = episode
        .referral
        .as_ref()
        .and_then(|row| row.referrer.as_ref());
    EpisodeLine {
        id: kept.id,
        title: title(catalogue, episode),
        open: episode.is_open(),
        when: when(episode),
        referred: referrer.map(|name| format!("referred by {name}")),
        visits: visits(kept),
        visits_held: kept.held,
        not_held: (kept.not_held > 0).then(|| format!("{} not held", counted(kept.not_held))),
        visits_not_held: kept.not_held,
        goals: goals_met(&episode.goals),
        notices: due::notices(kept, today),
    }
}

/// An episode to choose for a visit.
pub(crate) fn choice(catalogue: &Catalogue, kept: &KeptEpisode) -> EpisodeChoice {
    let episode = &kept.episode;
    EpisodeChoice {
        id: kept.id,
        words: in_short(catalogue, episode),
        visits: visits(kept),
    }
}

/// "Neck pain, left · since 3 Nov 2026".
pub(crate) fn in_short(catalogue: &Catalogue, episode: &Episode) -> String {
    format!("{} · {}", title(catalogue, episode), when(episode))
}

/// "4 of 12 visits used, authorised until 3 Jan 2027".
pub(crate) fn visits(kept: &KeptEpisode) -> String {
    let used = match kept.episode.visits_authorised() {
        Some(authorised) => format!("{} of {} used", kept.held, counted(authorised.into())),
        None => counted(kept.held),
    };
    match kept.episode.authorised_until() {
        Some(last) => format!("{used}, authorised until {}", last.words()),
        None => used,
    }
}

/// "1 visit", "4 visits".
fn counted(visits: u32) -> String {
    match visits {
        1 => "1 visit".to_owned(),
        visits => format!("{visits} visits"),
    }
}

fn when(episode: &Episode) -> String {
    let opened = episode.opened_on.words();
    match &episode.discharge {
        None => format!("since {opened}"),
        Some(end) => format!("{opened} to {}: {}", end.date.words(), end.reason.words()),
    }
}

/// Goals that were dropped stay in the count: what was aimed at is not forgotten.
fn goals_met(goals: &[Goal]) -> Option<String> {
    let met = goals.iter().filter(|goal| goal.state == GoalState::Met);
    let (met, all) = (met.count(), goals.len());
    match all {
        0 => None,
        1 => Some(format!("{met} of 1 goal met")),
        _ => Some(format!("{met} of {all} goals met")),
    }
}

/// Where an episode began or ended, as a row of the timeline.
pub(crate) fn step_line(catalogue: &Catalogue, step: &EpisodeStep) -> BetweenLine {
    let episode = &step.written.episode;
    let referral = episode.referral.as_ref();
    let first = match (&episode.discharge, step.kind) {
        (Some(end), StepKind::Closed) => end_words(end),
        _ => referral.map(referral_words).unwrap_or_default(),
    };
    BetweenLine {
        kind: BetweenKind::Episode,
        id: step.entry.to_string(),
        session: None,
        date: step.at.date().words(),
        // An episode begins and ends on a day, and is opened again at a moment.
        time: match step.kind {
            StepKind::Reopened => step.at.clock(),
            StepKind::Opened | StepKind::Closed => String::new(),
        },
        utc_ms: step.at.utc_ms,
        what: format!("{}: {}", step_words(step.kind), title(catalogue, episode)),
        who: String::new(),
        belongs: None,
        first,
    }
}

/// "Episode opened".
pub(crate) fn step_words(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Opened => "Episode opened",
        StepKind::Reopened => "Episode opened again",
        StepKind::Closed => "Episode closed",
    }
}

/// Everything that was written down, as heading and words.
pub(crate) fn text(catalogue: &Catalogue, episode: &Episode) -> Vec<(String, String)> {
    let conditions = episode.conditions.iter().map(|row| {
        let name = wording::condition(catalogue, &row.condition);
        joined([Some(name), filled(&row.icd10cm)])
    });
    let region = episode.region.as_ref();
    let region = region.map(|id| wording::region(catalogue, id));
    let side = episode.side.map(|side| side.words().to_owned());
    let onset = episode.onset_date.map(CalendarDate::words);
    let end = episode.discharge.as_ref();
    let paragraphs = [
        ("Opened", Some(episode.opened_on.words())),
        ("Condition", lines(conditions)),
        ("Diagnosis", episode.diagnosis.clone()),
        ("Region", filled(&joined([region, side]))),
        ("Onset", filled(&joined([onset, episode.onset.clone()]))),
        ("Referral", episode.referral.as_ref().map(referral_words)),
        (
            "Plan of care",
            episode.plan_of_care.as_ref().map(plan_words),
        ),
        ("Goals", lines(episode.goals.iter().map(goal_words))),
        ("Baseline", episode.baseline.clone()),
        (
            "Re-assessments",
            lines(episode.reassessments.iter().map(reassessment_words)),
        ),
        (
            "Next re-assessment",
            episode.reassess_due.map(CalendarDate::words),
        ),
        ("Discharge", end.map(end_words)),
        ("At discharge", end.and_then(|end| end.summary.clone())),
        (
            "Home programme",
            end.and_then(|end| end.home_programme.clone()),
        ),
        ("Follow-up", end.and_then(|end| end.follow_up.clone())),
    ];
    let there = |(heading, words): (&str, Option<String>)| Some((heading.to_owned(), words?));
    paragraphs.into_iter().filter_map(there).collect()
}

/// "Dr. L. Hahn · 1 Nov 2026 · 12 visits authorised".
pub(crate) fn referral_words(referral: &Referral) -> String {
    let visits = referral.visits_authorised.map(u32::from);
    joined([
        referral.referrer.clone(),
        referral.date.map(CalendarDate::words),
        referral.diagnosis.clone(),
        visits.map(|visits| format!("{} authorised", counted(visits))),
        dated("authorised until", referral.expires),
    ])
}

/// "twice a week · to Dr. L. Hahn · sent 3 Nov 2026".
pub(crate) fn plan_words(plan: &PlanOfCare) -> String {
    let to = plan.sent_to.as_ref().map(|name| format!("to {name}"));
    joined([
        plan.frequency.clone(),
        to,
        dated("sent", plan.sent_on),
        dated("signature wanted by", plan.signature_due),
        dated("signature back", plan.signed_on),
        dated("certified until", plan.certified_until),
    ])
}

/// "Sit for an hour · by 1 Dec 2026 · met 20 Nov 2026".
pub(crate) fn goal_words(goal: &Goal) -> String {
    let decided = goal.decided_on.map(CalendarDate::words);
    let state = joined_by(" ", [Some(goal.state.words().to_owned()), decided]);
    joined([Some(goal.text.clone()), dated("by", goal.due), Some(state)])
}

fn reassessment_words(row: &Reassessment) -> String {
    format!("{}: {}", row.date.words(), row.found)
}

/// "20 Nov 2026 · goals met".
pub(crate) fn end_words(end: &Discharge) -> String {
    joined([
        Some(end.date.words()),
        Some(end.reason.words().to_owned()),
        end.reason_words.clone(),
    ])
}

fn dated(what: &str, day: Option<CalendarDate>) -> Option<String> {
    day.map(|day| format!("{what} {}", day.words()))
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn lines(rows: impl Iterator<Item = String>) -> Option<String> {
    filled(&rows.collect::<Vec<_>>().join("\n"))
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    joined_by(" · ", parts)
}

fn joined_by(between: &str, parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(between)
}

#[cfg(test)]
mod tests;
