//! From any text to text that the fonts can show.
//!
//! A missing glyph fails the export of a conforming PDF, so it is found here, before setting: what
//! cannot be shown becomes �, what is invisible and harmful (controls, direction overrides) goes.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fonts::can_show;

const REPLACEMENT: char = '\u{FFFD}';

/// The parts in which a line break of the therapist is kept. Elsewhere it becomes a space.
const PARAGRAPHS: [&str; 7] = [
    "said",
    "events",
    "opinion",
    "plan",
    "other_care",
    "own_words",
    "remarks",
];

/// A word longer than this may be broken anywhere, so that it does not leave the page.
const LONGEST_WORD: usize = 40;

/// How many replaced characters the note names before it says how many more there are.
const NAMED: usize = 12;

/// Makes every string in the letter printable. Returns what was replaced, each once, as met.
pub(crate) fn make_printable(letter: &mut Value) -> Vec<char> {
    let mut replaced = Vec::new();
    clean_value(letter, false, &mut replaced);
    replaced
}

/// The replaced characters for the note: "U+0E01, U+0E02 and 3 more". Empty when there are none.
pub(crate) fn in_words(replaced: &[char]) -> String {
    let named: Vec<String> = replaced
        .iter()
        .take(NAMED)
        .map(|&c| format!("U+{:04X}", u32::from(c)))
        .collect();
    let named = named.join(", ");
    match replaced.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

fn clean_value(value: &mut Value, breaks: bool, replaced: &mut Vec<char>) {
    match value {
        Value::String(text) => *text = printable(text, breaks, replaced),
        Value::Array(items) => {
            for item in items {
                clean_value(item, breaks, replaced);
            }
        }
        Value::Object(parts) => {
            // A drawing is no text.
            for (name, part) in parts.iter_mut().filter(|(name, _)| *name != "svg") {
                clean_value(part, PARAGRAPHS.contains(&name.as_str()), replaced);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// One text as the fonts can show it; `breaks` keeps its line breaks.
pub(crate) fn printable(text: &str, breaks: bool, replaced: &mut Vec<char>) -> String {
    let plain: String = without_invisible(text, breaks).nfc().collect();
    let mut shown = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some(cluster) = first_cluster(rest) {
        show(cluster, &mut shown, replaced);
        rest = rest.get(cluster.len()..).unwrap_or_default();
    }
    with_breaks_in_long_words(shown.trim())
}

/// Line breaks in one form, other white space that is no glyph as a space, and nothing invisible.
fn without_invisible(text: &str, breaks: bool) -> impl Iterator<Item = char> {
    let line_break = if breaks { '\n' } else { ' ' };
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let c = chars.next()?;
            let next = chars.peek().copied().unwrap_or(' ');
            let kept = match c {
                '\r' if next == '\n' => None,
                '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    Some(line_break)
                }
                '\u{200C}' | '\u{200D}' if joins(previous) && joins(next) => Some(c),
                c if c.is_whitespace() => Some(visible_space(c)),
                c if is_invisible(c) => None,
                c => Some(c),
            };
            previous = c;
            if kept.is_some() {
                return kept;
            }
        }
    })
}

fn visible_space(space: char) -> char {
    if can_show(space.encode_utf8(&mut [0; 4])) {
        space
    } else {
        ' '
    }
}

/// Scripts in which a (non-)joiner between two letters changes how the word is spelt.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{900}'..='\u{97F}')
}

/// Characters that show nothing by themselves: controls, direction controls, joiners, variation
/// selectors, tags and fillers, and the skin tones of emoji, which one colour cannot show.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// The first character with everything that is shaped together with it.
fn first_cluster(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let length = text
        .char_indices()
        .skip(1)
        .find(|&(_, c)| !continues(first, c))
        .map_or(text.len(), |(at, _)| at);
    text.get(..length)
}

fn continues(first: char, c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FF9E}' | '\u{FF9F}')
        || (is_jamo(first) && is_jamo(c))
}

/// Parts of Korean syllables that have no composed form.
fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{D7B0}'..='\u{D7FF}')
}

/// Appends as much of the cluster as one font can show, and � once for the rest.
fn show(cluster: &str, shown: &mut String, replaced: &mut Vec<char>) {
    if cluster == "\n" || (is_allowed(cluster) && can_show(cluster)) {
        shown.push_str(cluster);
        return;
    }
    let mut kept = String::new();
    for c in cluster.chars() {
        kept.push(c);
        if !is_allowed(&kept) || !can_show(&kept) {
            kept.pop();
            if !replaced.contains(&c) {
                replaced.push(c);
            }
        }
    }
    shown.push_str(&kept);
    shown.push(REPLACEMENT);
}

/// The standards forbid private characters and non-characters even where a font has them.
fn is_allowed(cluster: &str) -> bool {
    cluster.chars().all(|c| {
        let code = u32::from(c);
        !matches!(code, 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xF_0000..) && code & 0xFFFE != 0xFFFE
    })
}

/// Puts an invisible break into words that are longer than any real one, between clusters only.
fn with_breaks_in_long_words(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    let mut length = 0;
    let mut first = ' ';
    for c in text.chars() {
        let continued = continues(first, c);
        length = if c.is_whitespace() { 0 } else { length + 1 };
        if length > LONGEST_WORD && !continued {
            broken.push('\u{200B}');
            length = LONGEST_WORD / 2;
        }
        broken.push(c);
        if !continued {
            first = c;
        }
    }
    broken
}
