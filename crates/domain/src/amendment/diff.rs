//! Which fields differ between two notes. Rows are matched by what they say, so that a row that was put in or
//! taken out does not make every row after it look changed.

use serde_json::{Map, Value};

use crate::session::SessionDraft;

/// One step on the way to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A field, by name.
    Field(String),
    /// A row, by its place before and after, counted from 0; none where it was not or is no more.
    Row {
        /// Its place before.
        before: Option<usize>,
        /// Its place after.
        after: Option<usize>,
    },
}

/// A field that differs. A value of null says that nothing was recorded.
#[derive(Clone, PartialEq)]
pub struct FieldChange {
    /// The way to the field.
    pub path: Vec<Step>,
    /// What stood there before.
    pub before: Value,
    /// What stands there after.
    pub after: Value,
}

/// Every field that differs, in the order of the note. A row that came or went is one change, whole.
pub fn changes(before: &SessionDraft, after: &SessionDraft) -> Vec<FieldChange> {
    let value = |note| serde_json::to_value(note).unwrap_or_default();
    let mut found = Vec::new();
    compare(&value(before), &value(after), &mut Vec::new(), &mut found);
    found.sort_by_key(|change: &FieldChange| place_of(&change.path));
    found
}

/// The fields in the order of a visit.
const IN_ORDER: [&str; 48] = [
    "date",
    "episode",
    "time",
    "ended",
    "region",
    "not_held",
    "operator",
    "present",
    "first_visit",
    "story",
    "since_last",
    "screening",
    "screening_yes",
    "screening_note",
    "acknowledged",
    "consent",
    "consent_withdrawn_at",
    "pain_before",
    "pains",
    "pain_areas",
    "findings",
    "assessment",
    "condition",
    "indication",
    "plan_changed",
    "position",
    "sites",
    "line",
    "pain_after",
    "tolerance",
    "response",
    "needles_in",
    "needles_out",
    "needle_difference",
    "events_asked",
    "events",
    "stopped_early",
    "breathlessness_advice",
    "breathlessness_time",
    "breathlessness_slip",
    "advice",
    "other_care",
    "plan",
    "next_visit",
    "stop_rule",
    "timed_minutes",
    "total_minutes",
    "codes",
];

fn place_of(path: &[Step]) -> usize {
    let first = match path.first() {
        Some(Step::Field(name)) => name.as_str(),
        _ => "",
    };
    let place = IN_ORDER.iter().position(|name| *name == first);
    place.unwrap_or(IN_ORDER.len())
}

fn compare(before: &Value, after: &Value, path: &mut Vec<Step>, found: &mut Vec<FieldChange>) {
    if before == after || (is_empty(before) && is_empty(after)) {
        return;
    }
    match (before, after) {
        (Value::Object(was), Value::Object(is)) => compare_fields(was, is, path, found),
        (Value::Object(was), Value::Null) => compare_fields(was, &Map::new(), path, found),
        (Value::Null, Value::Object(is)) => compare_fields(&Map::new(), is, path, found),
        _ if holds_rows(before) || holds_rows(after) => {
            compare_rows(rows(before), rows(after), path, found);
        }
        _ => found.push(FieldChange {
            path: path.clone(),
            before: filled(before),
            after: filled(after),
        }),
    }
}

fn compare_fields(
    was: &Map<String, Value>,
    is: &Map<String, Value>,
    path: &mut Vec<Step>,
    found: &mut Vec<FieldChange>,
) {
    let added = is.keys().filter(|name| !was.contains_key(*name));
    for name in was.keys().chain(added) {
        path.push(Step::Field(name.clone()));
        let of = |fields: &Map<String, Value>| fields.get(name).cloned().unwrap_or_default();
        compare(&of(was), &of(is), path, found);
        path.pop();
    }
}

fn compare_rows(was: &[Value], is: &[Value], path: &mut Vec<Step>, found: &mut Vec<FieldChange>) {
    for (before, after) in matched(was, is) {
        let row = |rows: &[Value], at: Option<usize>| {
            at.and_then(|at| rows.get(at).cloned()).unwrap_or_default()
        };
        let (old, new) = (row(was, before), row(is, after));
        path.push(Step::Row { before, after });
        if before.is_some() && after.is_some() {
            compare(&old, &new, path, found);
        } else {
            found.push(FieldChange {
                path: path.clone(),
                before: old,
                after: new,
            });
        }
        path.pop();
    }
}

/// Which row became which: the pairing, in order, that keeps the most of what the rows say.
fn matched(was: &[Value], is: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let width = is.len() + 1;
    // `best[i * width + j]`: the most that can be kept of the rows from i and from j on.
    let mut best = vec![0_u32; (was.len() + 1) * width];
    let at = |best: &[u32], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0);
    for i in (0..was.len()).rev() {
        for j in (0..is.len()).rev() {
            let paired = likeness(was, i, is, j)
                .map_or(0, |like| like.saturating_add(at(&best, i + 1, j + 1)));
            let alone = at(&best, i + 1, j).max(at(&best, i, j + 1));
            if let Some(place) = best.get_mut(i * width + j) {
                *place = paired.max(alone);
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < was.len() || j < is.len() {
        let here = at(&best, i, j);
        let paired = (i < was.len() && j < is.len())
            .then(|| likeness(was, i, is, j))
            .flatten()
            .filter(|like| like.saturating_add(at(&best, i + 1, j + 1)) == here);
        if paired.is_some() {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if i < was.len() && (j == is.len() || at(&best, i + 1, j) == here) {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs
}

/// How much two rows have in common; nothing when they share less than half of what the fuller one says.
fn likeness(was: &[Value], i: usize, is: &[Value], j: usize) -> Option<u32> {
    let (Some(Value::Object(old)), Some(Value::Object(new))) = (was.get(i), is.get(j)) else {
        return (was.get(i) == is.get(j)).then_some(2);
    };
    let said = |row: &Map<String, Value>| row.values().filter(|value| !is_empty(value)).count();
    let same = old
        .iter()
        .filter(|(name, value)| !is_empty(value) && new.get(*name) == Some(value))
        .count();
    let most = said(old).max(said(new));
    // A row that is the same in every field outweighs two that are nearly so.
    let whole = u32::from(old == new);
    (same * 2 >= most).then(|| u32::try_from(same * 4 + 1).unwrap_or(u32::MAX) + whole)
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A list whose rows have fields of their own; a list of ids or numbers is one value.
fn holds_rows(value: &Value) -> bool {
    rows(value).iter().any(Value::is_object)
}

/// An empty text, an empty list and nothing at all say the same: nothing was recorded. "No" is an answer.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(rows) => rows.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn filled(value: &Value) -> Value {
    if is_empty(value) {
        Value::Null
    } else {
        value.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_place() {
        let note = serde_json::to_value(SessionDraft::default()).unwrap();
        for name in note.as_object().unwrap().keys() {
            let path = [Step::Field(name.clone())];
            assert!(place_of(&path) < IN_ORDER.len(), "{name}");
        }
    }
}
