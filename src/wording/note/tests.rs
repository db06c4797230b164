//! The full text of a note leaves nothing out.

use filiform_catalogue::Catalogue;
use serde_json::Value;

use super::*;

/// A note with every field given, each text unlike all others.
fn whole_note() -> SessionDraft {
    serde_json::from_str(include_str!("../../../tests/support/whole_note.json")).unwrap()
}

fn text_of(note: &SessionDraft) -> String {
    let paragraphs = full_text(Catalogue::shipped(), note, &note.episode);
    let lines: Vec<String> = paragraphs
        .into_iter()
        .map(|(heading, words)| format!("{heading}: {words}"))
        .collect();
    lines.join("\n")
}

/// Fields which say when, or which hold a code or an id that is shown by its name.
const NOT_AS_WRITTEN: [&str; 22] = [
    "date",
    "time",
    "region",
    "target",
    "kind",
    "side",
    "techniques",
    "condition",
    "screening",
    "screening_yes",
    "check",
    "facts",
    "consent",
    "view",
    "scale",
    "window",
    "moment",
    "needle",
    "role",
    "how",
    "activity",
    "repeats",
];

fn texts(value: &Value, field: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) if !text.is_empty() => found.push((field.to_owned(), text.clone())),
        Value::Array(rows) => rows.iter().for_each(|row| texts(row, field, found)),
        Value::Object(fields) => fields
            .iter()
            .for_each(|(field, value)| texts(value, field, found)),
        _ => {}
    }
}

#[test]
fn every_text_that_was_typed_is_in_the_full_text() {
    let whole = whole_note();
    let (text, mut typed) = (text_of(&whole), Vec::new());
    texts(&serde_json::to_value(&whole).unwrap(), "", &mut typed);
    let words = |text: &str| text.contains(' ') || text.chars().any(char::is_uppercase);
    let missing: Vec<_> = typed
        .iter()
        .filter(|(field, said)| !NOT_AS_WRITTEN.contains(&field.as_str()) && words(said))
        .filter(|(_, said)| !text.contains(said.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}\n{text}");
}

/// Whatever is changed in the note changes its text: nothing recorded is invisible.
#[test]
fn every_answer_and_number_shows_in_the_full_text() {
    let whole = serde_json::to_value(whole_note()).unwrap();
    let before = text_of(&whole_note());
    let mut invisible = Vec::new();
    for pointer in leaves(&whole, "") {
        let mut changed = whole.clone();
        let place = changed.pointer_mut(&pointer).unwrap();
        *place = match place {
            Value::Number(n) => Value::from(n.as_i64().unwrap() + 1),
            Value::Bool(yes) => Value::Bool(!*yes),
            Value::String(text) => Value::String(format!("{text} changed")),
            _ => continue,
        };
        let Ok(note) = serde_json::from_value::<SessionDraft>(changed) else {
            continue;
        };
        if text_of(&note) == before {
            invisible.push(pointer);
        }
    }
    // Said beside the text: when it began and where. The rest is not the visit's content.
    let beside = |pointer: &String| {
        ["/date", "/time", "/region", "/line"].contains(&pointer.as_str())
            || pointer.ends_with("/facts")
            || pointer.ends_with("/repeats")
            || pointer.contains("/on_chart/")
            || pointer == "/events_asked"
            // A row with a target of its own has none of the list.
            || pointer == "/sites/1/target"
    };
    invisible.retain(|pointer| !beside(pointer));
    assert!(invisible.is_empty(), "{invisible:?}");
}

pub(super) fn leaves(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Array(rows) => {
            let rows = rows.iter().enumerate();
            rows.flat_map(|(n, row)| leaves(row, &format!("{at}/{n}")))
                .collect()
        }
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, field)| leaves(field, &format!("{at}/{name}")))
            .collect(),
        Value::Null => Vec::new(),
        _ => vec![at.to_owned()],
    }
}

#[test]
fn silence_about_events_is_not_none() {
    let mut note = SessionDraft::default();
    assert!(!text_of(&note).contains("Adverse events"));
    note.events_asked = true;
    assert!(text_of(&note).contains("Adverse events: asked, none"));
}

#[test]
fn durations_are_said_as_a_person_says_them() {
    for (seconds, words) in [
        (0, "0 s"),
        (12, "12 s"),
        (90, "1 min 30 s"),
        (600, "10 min"),
        (3600, "1 h"),
    ] {
        assert_eq!(duration(seconds), words);
    }
}
