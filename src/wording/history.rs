//! The timeline in words: what was added to a note, what left the practice, and a target's own past in counts.

use std::collections::BTreeMap;

use filiform_catalogue::Catalogue;
use filiform_domain::amendment::VoidReason;
use filiform_domain::entry::DocumentExported;
use filiform_domain::site::Side;
use filiform_store::{DocumentStep, KeptBetween, NoteChange, NoteStep, TargetTime};

use super as wording;
use crate::contract::{BetweenKind, BetweenLine, TargetPast};

/// Said with the counts of a target.
const HOW_COUNTED: &str = "Counts of signed sessions that were held and not voided. An event belongs to its \
    session, whatever else was needled in it.";

/// An amendment or a voiding in a list. What was recorded for another patient is not repeated.
pub(crate) fn note_line(step: &NoteStep, kept: &KeptBetween) -> BetweenLine {
    BetweenLine {
        kind: BetweenKind::Amendment,
        id: step.entry.to_string(),
        session: Some(step.session),
        date: step.at.date().words(),
        time: step.at.clock(),
        utc_ms: step.at.utc_ms,
        what: note_what(&step.what).to_owned(),
        who: String::new(),
        belongs: kept
            .belongs
            .map(|visit| format!("session of {}", visit.started.date().words())),
        first: why(step, kept),
    }
}

/// "Note corrected".
fn note_what(what: &NoteChange) -> &'static str {
    match what {
        NoteChange::Corrected(_) => "Note corrected",
        NoteChange::AddedTo(_) => "Addendum to a note",
        NoteChange::Voided(_) => "Note voided",
    }
}

/// A title, when it was, and paragraphs with their headings.
type InFull = (String, String, Vec<(String, String)>);

/// The same in full; the note itself tells what changed.
pub(crate) fn note_words(step: &NoteStep, kept: &KeptBetween) -> InFull {
    let at = wording::between::moment(step.at);
    (note_what(&step.what).to_owned(), at, note_text(step, kept))
}

fn note_text(step: &NoteStep, kept: &KeptBetween) -> Vec<(String, String)> {
    let session = kept
        .belongs
        .map(|visit| wording::between::moment(visit.started));
    let rows = [
        ("Session", session.unwrap_or_default()),
        ("Why", why(step, kept)),
    ];
    filled(rows)
}

fn why(step: &NoteStep, kept: &KeptBetween) -> String {
    let voided = kept.belongs.and_then(|visit| visit.voided);
    match &step.what {
        NoteChange::Voided(reason) => reason.words().to_owned(),
        _ if voided == Some(VoidReason::WrongPatient) => "withheld".to_owned(),
        NoteChange::Corrected(why) | NoteChange::AddedTo(why) => {
            why.lines().next().unwrap_or_default().to_owned()
        }
    }
}

/// A document that left the practice, in a list.
pub(crate) fn document_line(step: &DocumentStep) -> BetweenLine {
    let document = &step.document;
    let period = document
        .period
        .map(|(first, last)| wording::period(first, last));
    let said = [document.purpose.clone(), period];
    BetweenLine {
        kind: BetweenKind::Letter,
        id: document.id.to_string(),
        session: None,
        date: step.at.date().words(),
        time: step.at.clock(),
        utc_ms: step.at.utc_ms,
        what: capitalised(&wording::document(&document.document)),
        who: document.recipient.clone(),
        belongs: None,
        first: said
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" \u{b7} "),
    }
}

/// The same in full. The document itself is not kept, its fingerprint is.
pub(crate) fn document_words(step: &DocumentStep) -> InFull {
    let title = capitalised(&wording::document(&step.document.document));
    let at = wording::between::moment(step.at);
    (title, at, document_text(&step.document))
}

fn document_text(document: &DocumentExported) -> Vec<(String, String)> {
    let period = document
        .period
        .map(|(first, last)| wording::period(first, last));
    let pages = match document.pages {
        0 => String::new(),
        pages => pages.to_string(),
    };
    filled([
        ("For", document.recipient.clone()),
        ("Purpose", document.purpose.clone().unwrap_or_default()),
        ("Authority", document.authority.clone().unwrap_or_default()),
        ("Speaks of", period.unwrap_or_default()),
        ("Pages", pages),
        ("SHA-256 of the file", document.sha256.clone()),
    ])
}

/// A target's own past. `name` is without a side.
pub(crate) fn target_past(catalogue: &Catalogue, name: String, times: &[TargetTime]) -> TargetPast {
    TargetPast {
        name,
        treated: treated(times),
        events: events(catalogue, times),
        note: HOW_COUNTED.to_owned(),
    }
}

fn treated(times: &[TargetTime]) -> String {
    let Some(last) = times.first() else {
        return "Not treated in a session that counts.".to_owned();
    };
    let side = |wanted: Side| {
        let on_side = |side: &Side| *side == wanted || *side == Side::Both;
        times
            .iter()
            .filter(|time| time.sides.iter().any(on_side))
            .count()
    };
    let sides = [("left", side(Side::Left)), ("right", side(Side::Right))];
    let sides: Vec<String> = sides
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(words, n)| format!("{words} {}", often(n)))
        .collect();
    let sides = if sides.is_empty() {
        String::new()
    } else {
        format!(" ({})", sides.join(", "))
    };
    let last = last.started.date().words();
    format!("Treated {}{sides}, last on {last}.", often(times.len()))
}

fn events(catalogue: &Catalogue, times: &[TargetTime]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in times.iter().flat_map(|time| &time.events) {
        *counts.entry(kind).or_default() += 1;
    }
    match (times.is_empty(), counts.is_empty()) {
        (true, _) => String::new(),
        (false, true) => "No adverse event is on record for those sessions.".to_owned(),
        (false, false) => {
            let kinds = counts.into_iter().map(|(kind, n)| {
                let name = wording::event(catalogue, kind).to_lowercase();
                format!("{name} {}", often(n))
            });
            let kinds: Vec<String> = kinds.collect();
            format!("In those sessions: {}.", kinds.join(", "))
        }
    }
}

/// "once", "4 times".
fn often(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        times => format!("{times} times"),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

fn filled<const N: usize>(rows: [(&str, String); N]) -> Vec<(String, String)> {
    let there =
        |(heading, words): (&str, String)| (!words.is_empty()).then(|| (heading.to_owned(), words));
    rows.into_iter().filter_map(there).collect()
}
