//! What may be said of harm. Silence is not "no adverse event": that is said only when the question was asked at
//! every visit with needling and again at the visit after it, and never while the last answer is still to come.

use filiform_catalogue::Catalogue;
use filiform_domain::event::EventDraft;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::session::Session;
use filiform_domain::time::CalendarDate;

use super as wording;

/// Said when it is known of every visit.
pub(crate) const NONE: &str =
    "No adverse events: asked at the end of every visit and again at the visit after it.";
/// Said while the question at the visit after the latest one is open.
pub(crate) const NONE_SO_FAR: &str = "None reported so far; asked at the end of every visit. The follow-up of the latest visit is still open.";
/// Said when the question was left out somewhere.
pub(crate) const NONE_REPORTED: &str =
    "None reported. The question was not recorded as asked every time.";
/// Said when no needle was placed.
pub(crate) const NO_NEEDLING: &str = "No needling is on record.";

/// The sentences about adverse events, each event with its outcome. `visits` are all that were held and hold,
/// oldest first: the answer about the last one of a period may lie behind it. `speaks_of` tells the period.
pub(crate) fn sentences(
    catalogue: &Catalogue,
    visits: &[Session],
    later: &[&ReportedEvent],
    speaks_of: impl Fn(CalendarDate) -> bool,
) -> Vec<String> {
    let mut said = Vec::new();
    let (mut needled, mut asked, mut open) = (false, true, false);
    for (n, visit) in visits.iter().enumerate() {
        let day = visit.started.date();
        if !speaks_of(day) {
            continue;
        }
        let events = visit.note.events.iter();
        said.extend(events.map(|event| at_visit(catalogue, event, day)));
        if visit.note.needled().next().is_none() {
            continue;
        }
        needled = true;
        asked &= visit.note.events_asked;
        match visits.get(n + 1).map(|next| (next, came_later(next))) {
            None => open = true,
            Some((_, Some(false))) => {}
            Some((next, Some(true))) => {
                let told = next.started.date();
                if !later.iter().any(|event| event.session == Some(visit.id)) {
                    said.push(format!(
                        "On {} the patient told of something untoward after the visit of {}; it is not described further.",
                        told.words(),
                        day.words()
                    ));
                }
            }
            Some((_, None)) => asked = false,
        }
    }
    // What came of a visit of the period belongs to it, whenever it was heard of.
    let of_a_visit = |event: &ReportedEvent| {
        let visit = visits.iter().find(|visit| event.session == Some(visit.id));
        visit.is_some_and(|visit| speaks_of(visit.started.date()))
    };
    let heard = later
        .iter()
        .filter(|event| speaks_of(event.heard.date()) || of_a_visit(event));
    said.extend(heard.map(|event| afterwards(catalogue, event)));
    if said.is_empty() {
        let nothing = match (needled, asked, open) {
            (false, ..) => NO_NEEDLING,
            (true, false, _) => NONE_REPORTED,
            (true, true, true) => NONE_SO_FAR,
            (true, true, false) => NONE,
        };
        said.push(nothing.to_owned());
    }
    said
}

/// Whether anything untoward had come since the visit before, as it was answered at this one.
fn came_later(visit: &Session) -> Option<bool> {
    visit.note.since_last.as_ref()?.later_event
}

fn at_visit(catalogue: &Catalogue, event: &EventDraft, day: CalendarDate) -> String {
    let severity = event.severity.map(|severity| severity.words().to_owned());
    let ended = if event.resolved.is_empty() {
        "its end is not recorded".to_owned()
    } else {
        format!("over: {}", event.resolved)
    };
    let parts = [
        severity,
        filled(&event.note),
        filled(&event.action).map(|done| format!("done: {done}")),
        filled(&event.course),
        Some(ended),
    ];
    let what = wording::event(catalogue, &event.kind);
    format!("{what} on {}: {}.", day.words(), in_one_sentence(parts))
}

fn afterwards(catalogue: &Catalogue, event: &ReportedEvent) -> String {
    let ended = match (event.resolved_date, &event.resolved) {
        (Some(day), _) => format!("over on {}", day.words()),
        (None, Some(words)) => format!("over: {words}"),
        (None, None) => "its end is not recorded".to_owned(),
    };
    let parts = [
        Some(event.severity.words().to_owned()),
        event.seen.clone(),
        event.done.as_ref().map(|done| format!("done: {done}")),
        event.course.clone(),
        Some(ended),
    ];
    let what = wording::event(catalogue, &event.kind);
    let heard = event.heard.date().words();
    format!("{what}, heard of on {heard}: {}.", in_one_sentence(parts))
}

/// What was typed may end in a full stop of its own; the sentence has one, at its end.
fn in_one_sentence(parts: [Option<String>; 5]) -> String {
    let parts = parts
        .iter()
        .flatten()
        .map(|part| part.trim_end_matches('.'));
    parts.collect::<Vec<_>>().join("; ")
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
