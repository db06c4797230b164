//! A whole note in words: heading and paragraph, everything that was recorded and what was left open.

use filiform_catalogue::Catalogue;
use filiform_domain::session::SessionDraft;

mod around;
mod changes;
mod labels;
mod row;

pub(crate) use changes::changed_fields;
pub(crate) use row::{place_and_depth, target_words, words as row_words};

/// A heading with its words, where there are any.
type Paragraph = (&'static str, Option<String>);

/// Every field of a signed note, as paragraphs in the order of the visit. `episode` is the episode of care that
/// it names, in words.
pub(crate) fn full_text(
    catalogue: &Catalogue,
    note: &SessionDraft,
    episode: &str,
) -> Vec<(String, String)> {
    let mut paragraphs = vec![("Episode", filled(episode))];
    paragraphs.extend(around::before(catalogue, note));
    if note.not_held.is_none() {
        paragraphs.extend(needling(catalogue, note));
    }
    paragraphs.extend(around::after(catalogue, note));
    let words = |(heading, words): Paragraph| Some((heading.to_owned(), words?));
    paragraphs.into_iter().filter_map(words).collect()
}

fn needling(catalogue: &Catalogue, note: &SessionDraft) -> Vec<Paragraph> {
    let rows = note.sites.iter().map(|site| row::words(catalogue, site));
    let count = note.needles_in.zip(note.needles_out);
    let count = count.map(|(put_in, taken_out)| format!("{put_in} in, {taken_out} out"));
    let counted = [count, filled(&note.needle_difference)];
    vec![
        ("Position", filled(&note.position)),
        ("Needling", lines(rows)),
        ("Needles", joined(counted)),
        ("Pain now, after", Some(rating(note.pain_after))),
    ]
}

/// Silence is shown as silence.
fn rating(points: Option<i64>) -> String {
    points.map_or_else(
        || "not recorded".to_owned(),
        |points| format!("{points} of 10"),
    )
}

/// "left in 10 min", "90 s", "1 h 5 min 10 s" without the noughts.
fn duration(seconds: i64) -> String {
    let parts = [
        (seconds / 3600, "h"),
        (seconds % 3600 / 60, "min"),
        (seconds % 60, "s"),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(n, _)| *n != 0)
        .map(|(n, unit)| format!("{n} {unit}"))
        .collect();
    if said.is_empty() {
        "0 s".to_owned()
    } else {
        said.join(" ")
    }
}

/// "8" or "8 to 10".
fn range(low: Option<i64>, high: Option<i64>) -> Option<String> {
    match (low?, high) {
        (low, Some(high)) if high != low => Some(format!("{low} to {high}")),
        (low, _) => Some(low.to_string()),
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// "lot A17": a text that needs its label to be understood.
fn labelled(label: &str, text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("{label} {text}"))
}

fn lines(rows: impl Iterator<Item = String>) -> Option<String> {
    filled(
        &rows
            .filter(|row| !row.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    filled(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

#[cfg(test)]
mod tests;
