//! What a note says, in one text for searching.

use filiform_domain::fold::fold;
use filiform_domain::session::Session;
use filiform_domain::site::SiteDraft;
use serde_json::Value;

/// What a note says, as written and as it is searched.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct NoteText {
    pub(crate) text: String,
    pub(crate) folded: String,
}

impl NoteText {
    pub(crate) fn of(session: &Session) -> Self {
        let text = text(session);
        Self {
            folded: fold(&text),
            text,
        }
    }
}

/// Every word of the note: all its texts, and the ids of region, targets and kinds as words. A new field of
/// the note is found without a change here.
fn text(session: &Session) -> String {
    let mut parts = Vec::new();
    if let Ok(note) = serde_json::to_value(&session.note) {
        collect(&note, "", &mut parts);
    }
    parts.extend(session.note.sites.iter().filter_map(SiteDraft::point_words));
    parts.join("\n")
}

/// Fields that hold a code, a number in writing or a reference: nobody searches for them.
const NOT_WORDS: [&str; 14] = [
    "date",
    "time",
    "ended",
    "needle",
    "at",
    "consent_withdrawn_at",
    "breathlessness_time",
    "facts",
    "side",
    "screening",
    "consent",
    "view",
    "level",
    "place",
];
/// Fields that hold an id, which reads as words without its hyphens. The store does not know what the
/// catalogue calls it.
const IDS: [&str; 6] = [
    "region",
    "target",
    "kind",
    "condition",
    "techniques",
    "screening_yes",
];

fn collect(value: &Value, field: &str, parts: &mut Vec<String>) {
    match value {
        Value::String(text) if text.is_empty() || NOT_WORDS.contains(&field) => {}
        Value::String(id) if IDS.contains(&field) => parts.push(id.replace('-', " ")),
        Value::String(text) => parts.push(text.clone()),
        Value::Array(rows) => rows.iter().for_each(|row| collect(row, field, parts)),
        Value::Object(fields) => fields
            .iter()
            .for_each(|(field, value)| collect(value, field, parts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
