//! What can be written where the caret stands: sides, targets, sizes, techniques and the fixed words.

use std::ops::Range;

use super::reading::{Technique, window_word};
use super::session_line::{OPENERS, SEVERITIES};
use super::token::{Token, tokens};
use super::words::{LineTarget, LineWords, ShortName};
use crate::pain::PainWindow;

/// The most that is offered at once.
const MOST: usize = 40;

/// Something that can be written at the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces in the line, in bytes.
    pub span: Range<usize>,
    /// The token.
    pub write: String,
    /// What it means in plain words.
    pub words: String,
}

/// What can be written at the caret, a byte of the line, the best first. Nothing inside free text.
pub fn complete(line: &str, caret: usize, words: &dyn LineWords) -> Vec<Completion> {
    let Some(before) = line.get(..caret) else {
        return Vec::new();
    };
    let start = before
        .char_indices()
        .rfind(|(_, c)| c.is_whitespace())
        .map_or(0, |(at, c)| at + c.len_utf8());
    let end = line
        .get(caret..)
        .and_then(|after| after.find(|c: char| c.is_whitespace() || c == ';'))
        .map_or(line.len(), |length| caret + length);
    let typed = before.get(start..).unwrap_or_default();
    let written = tokens(before.get(..start).unwrap_or_default());
    let offered = if before.trim_start().starts_with('!') {
        session_words(typed, &written, words)
    } else if before.contains(';') {
        Vec::new()
    } else {
        needle_words(typed, &written, words)
    };
    let offered = offered.into_iter().take(MOST);
    offered
        .map(|(write, words)| Completion {
            span: start..end,
            write,
            words,
        })
        .collect()
}

type Offers = Vec<(String, String)>;

fn needle_words(typed: &str, written: &[Token<'_>], words: &dyn LineWords) -> Offers {
    let names = match written {
        [] => return first_words(typed, words),
        [side] if is_side(side.text) => return targets(typed, words),
        [side, target, ..] if is_side(side.text) => target.text,
        [target, ..] => target.text,
    };
    if !matches!(words.short_name(names), ShortName::Target(_)) {
        return Vec::new();
    }
    let rest: Vec<&str> = written.iter().map(|token| token.text).collect();
    let mut offers = sizes(&rest, words);
    offers.extend(fixed_words(&rest, words));
    if typed.starts_with("AE:") {
        offers = events("AE:", words);
    }
    beginning(typed, offers)
}

/// Before anything is written: a side, a target without one, or a session line.
fn first_words(typed: &str, words: &dyn LineWords) -> Offers {
    let sides = [
        ("L", "left"),
        ("R", "right"),
        ("B", "left and right"),
        ("M", "midline"),
    ];
    let mut offers = beginning(typed, owned(sides));
    if typed.is_empty() {
        offers.extend(owned(OPENERS));
    } else {
        offers.extend(targets(typed, words));
    }
    offers
}

fn is_side(text: &str) -> bool {
    ["L", "R", "B", "M"].contains(&text)
}

fn targets(typed: &str, words: &dyn LineWords) -> Offers {
    let found = words.targets_like(typed, MOST);
    found
        .into_iter()
        .map(|LineTarget { short, name, .. }| (short, name))
        .collect()
}

/// The sizes of the list, until one is written.
fn sizes(written: &[&str], words: &dyn LineWords) -> Offers {
    let is_size = |text: &&&str| text.starts_with("0.") && text.contains('x');
    if written.iter().find(is_size).is_some() {
        return Vec::new();
    }
    let list = words.needle_sizes().into_iter();
    list.map(|size| (size.to_string(), size.words())).collect()
}

/// What is not written yet, each with its meaning. Numbers are left for the therapist to write.
fn fixed_words(written: &[&str], words: &dyn LineWords) -> Offers {
    let begins = |with: &str| written.iter().any(|text| text.starts_with(with));
    let has = |word: &str| written.contains(&word);
    let mut offers = Offers::new();
    for technique in Technique::ALL.into_iter().filter(|one| !has(one.word())) {
        let name = words.technique_name(technique.id());
        offers.push((technique.word().to_owned(), name.unwrap_or_default()));
    }
    let no_depth = !has("dbone") && !has("dsup");
    let current = has(Technique::Electrical.word());
    let no_effect = !has("sens") && !has("motor");
    for (open, word, meaning) in [
        (!begins("LTR"), "LTR+", "a twitch"),
        (!begins("LTR"), "LTR-", "no twitch"),
        (!begins("LTR"), "LTR", "twitches, counted: LTR3"),
        (!begins("FP"), "FP+", "familiar pain"),
        (!begins("FP"), "FP-", "no familiar pain"),
        (!begins("NPRS"), "NPRS:", "pain now: NPRS:7>3"),
        (!begins("TrP"), "TrP", "trigger points: TrP1-2"),
        (!begins("@"), "@", "level or place: @L4"),
        (no_depth, "d", "depth in millimetres: d20"),
        (no_depth, "dbone", "to bone"),
        (no_depth, "dsup", "superficial"),
        (!begins("n="), "n=", "needles: n=2"),
        (current && no_effect, "sens", "current felt"),
        (current && no_effect, "motor", "current with a contraction"),
        (true, "AE:", "an adverse event"),
    ] {
        if open {
            offers.push((word.to_owned(), meaning.to_owned()));
        }
    }
    offers
}

fn session_words(typed: &str, written: &[Token<'_>], words: &dyn LineWords) -> Offers {
    let texts: Vec<&str> = written.iter().map(|token| token.text).collect();
    let offers = match texts.as_slice() {
        [] => owned(OPENERS),
        ["!consent"] => owned([
            ("verbal", "by word of mouth"),
            ("written", "in writing"),
            ("withdrawn", "taken back"),
        ]),
        ["!nprs"] => [
            PainWindow::Now,
            PainWindow::Best,
            PainWindow::Worst,
            PainWindow::Average,
        ]
        .map(|window| (window_word(window).to_owned(), window.words().to_owned()))
        .into(),
        ["!count"] => owned([("in", "needles put in")]),
        ["!count", "in", _] => owned([("out", "needles taken out")]),
        ["!24h"] => owned([("sore", "soreness, 0 to 10")]),
        ["!24h", "sore", _] => owned([("for", "hours it lasted: 36h")]),
        ["!ae"] => events("", words),
        ["!ae", _] => SEVERITIES
            .map(|one| (one.words().to_owned(), String::new()))
            .into(),
        _ => Offers::new(),
    };
    beginning(typed, offers)
}

fn events(prefix: &str, words: &dyn LineWords) -> Offers {
    let all = words.events().into_iter();
    all.map(|event| (format!("{prefix}{}", event.id), event.name))
        .collect()
}

fn owned<const N: usize>(offers: [(&str, &str); N]) -> Offers {
    offers
        .map(|(write, words)| (write.to_owned(), words.to_owned()))
        .into()
}

/// The offers that begin with what is typed, in whatever case.
fn beginning(typed: &str, offers: Offers) -> Offers {
    let typed = typed.to_lowercase();
    let begins = |(write, _): &(String, String)| write.to_lowercase().starts_with(&typed);
    offers.into_iter().filter(begins).collect()
}
