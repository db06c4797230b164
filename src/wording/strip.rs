//! The strip at the top of a patient in words: what came of the needling, and what is open.

use filiform_catalogue::Catalogue;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::time::CalendarDate;
use filiform_store::{HistorySession, KeptEpisode};

use super as wording;

/// Most characters of a plan in the strip.
const PLAN: usize = 160;

/// "since 3 Nov 2026", "the whole record; no episode of care is open".
pub(crate) fn period(episode: Option<&KeptEpisode>) -> String {
    episode.map_or_else(
        || "the whole record; no episode of care is open".to_owned(),
        |kept| format!("since {}", kept.episode.opened_on.words()),
    )
}

/// What was found at the last visit, and what was heard of later.
pub(crate) fn events(
    catalogue: &Catalogue,
    last: Option<&HistorySession>,
    heard: &[ReportedEvent],
) -> Vec<String> {
    let at_last = last.map(|visit| {
        let kinds: Vec<String> = visit
            .events
            .iter()
            .map(|kind| wording::event(catalogue, kind).to_lowercase())
            .collect();
        if kinds.is_empty() {
            "At the last visit: asked, none.".to_owned()
        } else {
            format!("At the last visit: {}.", kinds.join(", "))
        }
    });
    let later = heard
        .iter()
        .map(|event| format!("{}, heard of on {}.", named(catalogue, event), day(event)));
    at_last.into_iter().chain(later).collect()
}

/// What is open: events that are not over, what is due in the episode, the plan of the last visit.
pub(crate) fn follow_ups(
    catalogue: &Catalogue,
    (last, episode): (Option<&HistorySession>, Option<&KeptEpisode>),
    heard: &[ReportedEvent],
    today: CalendarDate,
) -> Vec<String> {
    // Only a day says that it is over: the words beside it may be "not yet".
    let is_open = |event: &&ReportedEvent| event.resolved_date.is_none();
    let events = heard.iter().filter(is_open).map(|event| {
        let over = event.resolved.as_ref().map_or_else(
            || "not written down as over".to_owned(),
            |words| format!("no day it was over, in words: {words}"),
        );
        let named = named(catalogue, event);
        format!("{named}, heard of on {}: {over}.", day(event))
    });
    let due = episode.map(|kept| wording::episodes::notices(kept, today));
    let plan = last.and_then(|visit| Some((visit, visit.plan.as_ref()?.lines().next()?)));
    let plan = plan.map(|(visit, plan)| {
        let said: String = plan.chars().take(PLAN).collect();
        format!("Plan of {}: {said}", visit.started.date().words())
    });
    events
        .chain(due.into_iter().flatten())
        .chain(plan)
        .collect()
}

/// "Bruising, mild".
fn named(catalogue: &Catalogue, event: &ReportedEvent) -> String {
    let name = wording::event(catalogue, &event.kind);
    format!("{name}, {}", event.severity.words())
}

fn day(event: &ReportedEvent) -> String {
    event.heard.date().words()
}
