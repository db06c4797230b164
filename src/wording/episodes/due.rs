//! What is due, awaited or passed, in one quiet line each. Nothing here stops anything.

use filiform_domain::time::CalendarDate;
use filiform_store::{Attention, AttentionKind, KeptEpisode};

use super::{DAYS_BETWEEN_SCORES, REASSESS_SOON, SOON, VISITS_BETWEEN_SCORES, counted};
use crate::contract::AttentionLine;

/// What to know about an open episode before its next visit. A closed one has nothing to say.
pub(crate) fn notices(kept: &KeptEpisode, today: CalendarDate) -> Vec<String> {
    let episode = &kept.episode;
    if !episode.is_open() {
        return Vec::new();
    }
    let authorised = episode.visits_authorised().map(u32::from);
    let plan = episode.plan_of_care.as_ref();
    let certified = plan.and_then(|plan| plan.certified_until);
    let awaited = episode.awaited_plan();
    let reassess = episode.reassess_due;
    [
        both(
            authorised.and_then(|authorised| used_up(kept.held, authorised)),
            passed(episode.authorised_until(), today),
        ),
        awaited.map(|(plan, sent_on)| {
            plan_awaited(sent_on, plan.sent_to.as_deref(), plan.signature_due)
        }),
        certified
            .filter(|last| today.days_until(*last) <= SOON)
            .map(|last| ends("The certification", last, today)),
        reassess
            .filter(|day| today.days_until(*day) <= REASSESS_SOON)
            .map(|day| reassessment(day, today)),
        score_due(kept, today),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Measures are due every fourth visit or after thirty days, counted from the last score or from the beginning.
fn score_due(kept: &KeptEpisode, today: CalendarDate) -> Option<String> {
    let (last, held) = kept.scored.unzip();
    let since = kept.held.saturating_sub(held.unwrap_or_default());
    let from = last.unwrap_or(kept.episode.opened_on);
    let due = since >= VISITS_BETWEEN_SCORES || from.days_until(today) >= DAYS_BETWEEN_SCORES;
    due.then(|| measures_due(last, kept.episode.opened_on, since))
}

/// What to know about the authorisation when a visit of `day` is charted; none while it is covered.
pub(crate) fn visit_notice(kept: &KeptEpisode, day: CalendarDate) -> Option<String> {
    let episode = &kept.episode;
    let authorised = episode.visits_authorised().map(u32::from);
    let this = kept.held.saturating_add(1);
    let over = authorised.filter(|authorised| this > *authorised);
    let over = over.map(|authorised| {
        let authorised = counted(authorised);
        format!("This is visit {this}, and {authorised} are authorised.")
            .replace("1 visit are", "1 visit is")
    });
    let late = episode.authorised_until().filter(|last| day > *last);
    let late = late.map(|last| format!("The authorisation ended on {}.", last.words()));
    both(over, late)
}

/// What needs attention, one line an episode, what is overdue first.
pub(crate) fn attention(found: Vec<Attention>, today: CalendarDate) -> Vec<AttentionLine> {
    let mut lines: Vec<AttentionLine> = Vec::new();
    for row in found {
        let (words, overdue) = in_words(&row, today);
        match lines.iter_mut().find(|line| line.episode == row.episode) {
            Some(line) => {
                line.words.push(words);
                line.overdue |= overdue;
            }
            None => lines.push(AttentionLine {
                episode: row.episode,
                patient: row.patient,
                name: format!("{}, {}", row.family_name, row.given_name),
                words: vec![words],
                overdue,
            }),
        }
    }
    lines.sort_by_key(|line| !line.overdue);
    lines
}

fn in_words(row: &Attention, today: CalendarDate) -> (String, bool) {
    let day = row.day.unwrap_or(today);
    let has_passed = day < today;
    match row.kind {
        AttentionKind::Plan => {
            let words = plan_awaited(day, row.sent_to.as_deref(), row.signature_due);
            (words, row.signature_due.is_some_and(|due| due < today))
        }
        AttentionKind::Expiry => (ends("The authorisation", day, today), has_passed),
        AttentionKind::Certification => (ends("The certification", day, today), has_passed),
        AttentionKind::Reassessment => (reassessment(day, today), has_passed),
        AttentionKind::Score => {
            let opened = row.opened_on.unwrap_or(today);
            (measures_due(row.day, opened, row.since_score), false)
        }
        AttentionKind::Visits => {
            let authorised = row.authorised.unwrap_or_default();
            let left = authorised.saturating_sub(row.held);
            let words = used_up(row.held, authorised);
            let few = || format!("{} of {} used.", row.held, counted(authorised));
            (words.unwrap_or_else(few), left == 0)
        }
    }
}

/// None while authorised visits are left.
fn used_up(held: u32, authorised: u32) -> Option<String> {
    if held < authorised {
        return None;
    }
    Some(match (held - authorised, authorised) {
        (0, 1) => "The authorised visit is used.".to_owned(),
        (0, authorised) => format!("All {authorised} authorised visits are used."),
        (_, authorised) => format!("{} held, {authorised} authorised.", counted(held)),
    })
}

fn passed(last: Option<CalendarDate>, today: CalendarDate) -> Option<String> {
    let last = last.filter(|last| today.days_until(*last) <= SOON)?;
    Some(ends("The authorisation", last, today))
}

fn ends(what: &str, last: CalendarDate, today: CalendarDate) -> String {
    let verb = if last < today { "ended" } else { "ends" };
    format!("{what} {verb} on {}.", last.words())
}

fn plan_awaited(sent_on: CalendarDate, sent_to: Option<&str>, due: Option<CalendarDate>) -> String {
    let to = sent_to
        .map(|name| format!(" to {name}"))
        .unwrap_or_default();
    let by = due.map(|due| format!(", wanted by {}", due.words()));
    format!(
        "Plan of care sent on {}{to}: signature awaited{}.",
        sent_on.words(),
        by.unwrap_or_default()
    )
}

fn measures_due(last: Option<CalendarDate>, opened: CalendarDate, since: u32) -> String {
    match last {
        Some(last) => format!(
            "Measures are due: scored last on {}, {} since.",
            last.words(),
            counted(since)
        ),
        None => format!(
            "Measures are due: none scored since care began on {}, {} held.",
            opened.words(),
            counted(since)
        ),
    }
}

fn reassessment(day: CalendarDate, today: CalendarDate) -> String {
    let verb = if day < today { "was due" } else { "is due" };
    format!("Re-assessment {verb} on {}.", day.words())
}

fn both(first: Option<String>, second: Option<String>) -> Option<String> {
    let parts: Vec<String> = [first, second].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
