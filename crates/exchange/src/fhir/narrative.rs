//! What a resource says for people: each entry with every field that was filled.

use super::json;
use super::kinds::Narrative;
use crate::record::Kept;
use crate::tables::{filled, moment};

/// The entries, one below the other. A scan is left to the attachment that holds it.
pub(super) fn of(entries: &[&Kept]) -> Narrative {
    let told = entries
        .iter()
        .map(|kept| part_of(kept, &|field| field != "form.scan"));
    whole(told.collect())
}

/// What [`part_of`] told, as a narrative.
pub(super) fn whole(told: String) -> Narrative {
    Narrative(told)
}

/// One entry with those of its filled fields that `is_told` says.
pub(super) fn part_of(kept: &Kept, is_told: &dyn Fn(&str) -> bool) -> String {
    let written = json(&kept.entry);
    let fields = filled(written.get("body").unwrap_or(&serde_json::Value::Null));
    let rows = fields
        .iter()
        .filter(|(field, _)| is_told(field))
        .map(|(field, value)| {
            format!(
                "<tr><td>{}</td><td>{}</td></tr>",
                escaped(field),
                escaped(value)
            )
        });
    format!(
        "<p>{}, signed {}</p><table><tbody>{}</tbody></table>",
        escaped(kept.entry.kind()),
        moment(kept.recorded_at),
        rows.collect::<String>()
    )
}

/// The text as it may stand in XHTML.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in printable(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter => safe.push(letter),
        }
    }
    safe
}

/// Without the characters that neither FHIR nor XML can hold.
pub(super) fn printable(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\t' | '\n' | '\r' => letter,
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    };
    text.chars().map(shown).collect()
}
