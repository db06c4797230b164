//! The table that holds everything: every filled field of every entry, as it was signed.

use filiform_domain::entry::Entry;
use filiform_domain::ids::SessionId;
use serde_json::Value;

use super::Cell;
use crate::record::Kept;

/// Longest part of a value in one row, in characters: a spreadsheet cell holds 32,767 units of UTF-16, of which a
/// character takes two at most.
const PART: usize = 16_000;

/// The rows of one entry, as they follow the patient's id.
pub(super) fn of(number: usize, kept: &Kept) -> Vec<Vec<Cell>> {
    let written = serde_json::to_value(&kept.entry).unwrap_or_default();
    let leaves = filled(written.get("body").unwrap_or(&Value::Null));
    let hash = data_encoding::HEXLOWER.encode(&kept.hash);
    let rows = leaves.into_iter().flat_map(|(field, value)| {
        let parts = parts(&value);
        let row = |(part, text): (usize, String)| {
            vec![
                Cell::count(number),
                Cell::Text(kept.id.to_string()),
                Cell::text(kept.entry.kind()),
                Cell::Moment(kept.recorded_at),
                Cell::Text(kept.author.to_string()),
                Cell::text(&hash),
                Cell::text(&field),
                Cell::count(part),
                Cell::text(&text),
            ]
        };
        (1..).zip(parts).map(row).collect::<Vec<_>>()
    });
    rows.collect()
}

/// The session that an entry signs, amends or voids.
pub(super) fn session_of(entry: &Entry) -> Option<SessionId> {
    match entry {
        Entry::SessionSigned(session) => Some(session.id),
        Entry::SessionAmended(amendment) => Some(amendment.session),
        Entry::SessionVoided(voiding) => Some(voiding.session),
        _ => None,
    }
}

/// Every filled field of a value, each with where it stands.
pub(crate) fn filled(value: &Value) -> Vec<(String, String)> {
    let mut leaves = Vec::new();
    walk(value, "", &mut leaves);
    leaves
}

/// Every filled field below `at` with its value. What is empty says nothing; "no" and 0 are answers.
fn walk(value: &Value, at: &str, leaves: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => leaves.push((at.to_owned(), text.clone())),
        Value::Bool(_) | Value::Number(_) => leaves.push((at.to_owned(), value.to_string())),
        Value::Array(rows) => {
            for (n, row) in rows.iter().enumerate() {
                walk(row, &format!("{at}[{n}]"), leaves);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let dot = if at.is_empty() { "" } else { "." };
                walk(field, &format!("{at}{dot}{name}"), leaves);
            }
        }
    }
}

fn parts(value: &str) -> Vec<String> {
    let mut letters = value.chars().peekable();
    let mut parts = Vec::new();
    while letters.peek().is_some() {
        parts.push(letters.by_ref().take(PART).collect());
    }
    parts
}
