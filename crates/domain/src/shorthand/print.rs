//! A reading as the line that reads the same again.

use std::fmt::Write as _;

use crate::current::CurrentEffect;

use super::reading::{
    At, Depth, Ltr, NeedleRow, Pain, Reading, SessionLine, Technique, side_letter, window_word,
};
use super::words::LineWords;

/// The line of a reading, with the short name of its target.
pub fn print(reading: &Reading, words: &dyn LineWords) -> String {
    match reading {
        Reading::Needle(row) => needle_line(row, words),
        Reading::Session(line) => session_line(line),
    }
}

fn needle_line(row: &NeedleRow, words: &dyn LineWords) -> String {
    let short = words
        .line_target(&row.target)
        .map_or_else(|| row.target.clone(), |target| target.short);
    let mut line = format!("{} {short}", side_letter(row.side));
    let mut add = |token: Option<String>| {
        if let Some(token) = token {
            line.push(' ');
            line.push_str(&token);
        }
    };
    add(trigger_points(&row.trigger_points));
    add(row.at.as_ref().map(place));
    add(Some(row.needle.to_string()));
    add(row.needles.map(|needles| format!("n={needles}")));
    add(row.depth.map(depth));
    // The time before `es` is the time left in place, the time after it that of the current.
    let es = row
        .techniques
        .iter()
        .position(|one| *one == Technique::Electrical)
        .unwrap_or(row.techniques.len());
    let (before, from_es) = row.techniques.split_at(es);
    for technique in before {
        add(Some(technique.word().to_owned()));
    }
    add(row.passes.map(|passes| format!("p{passes}")));
    add(row.left_in_s.map(minutes));
    let mut from_es = from_es.iter();
    add(from_es.next().map(|es| es.word().to_owned()));
    add(row.hz.map(|hz| format!("{hz}Hz")));
    add(row.pulse_us.map(|us| format!("{us}us")));
    add(row.effect.map(|effect| effect_word(effect).to_owned()));
    add(row.current_s.map(minutes));
    for technique in from_es {
        add(Some(technique.word().to_owned()));
    }
    add(row.ltr.map(twitch));
    add(row
        .familiar_pain
        .map(|felt| if felt { "FP+" } else { "FP-" }.to_owned()));
    add(row.pain.map(|pain| format!("NPRS{}", pain_token(pain))));
    for event in &row.events {
        add(Some(format!("AE:{event}")));
    }
    for piece in &row.free {
        add(Some(format!(";{piece}")));
    }
    line
}

/// `TrP1-3,5`; ranges are written from two neighbours on.
pub(super) fn trigger_points(points: &[u8]) -> Option<String> {
    let mut ranges: Vec<(u8, u8)> = Vec::new();
    for point in points {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*point) => *last = *point,
            _ => ranges.push((*point, *point)),
        }
    }
    let mut text = String::new();
    for (n, (first, last)) in ranges.iter().enumerate() {
        let comma = if n == 0 { "" } else { "," };
        let _ = if first == last {
            write!(text, "{comma}{first}")
        } else {
            write!(text, "{comma}{first}-{last}")
        };
    }
    (!text.is_empty()).then(|| format!("TrP{text}"))
}

fn place(at: &At) -> String {
    match at {
        At::Level(text) | At::Place(text) => format!("@{text}"),
    }
}

fn depth(depth: Depth) -> String {
    match depth {
        Depth::Millimetres(mm) => format!("d{mm}"),
        Depth::Bone => "dbone".to_owned(),
        Depth::Superficial => "dsup".to_owned(),
    }
}

/// Minutes with a decimal only where there is one.
pub(super) fn minutes(seconds: u32) -> String {
    match (seconds / 60, seconds % 60 / 6) {
        (whole, 0) => format!("{whole}min"),
        (whole, tenths) => format!("{whole}.{tenths}min"),
    }
}

/// The word of an effect in a line.
fn effect_word(effect: CurrentEffect) -> &'static str {
    match effect {
        CurrentEffect::Sensory => "sens",
        CurrentEffect::Motor => "motor",
    }
}

fn twitch(ltr: Ltr) -> String {
    match ltr {
        Ltr::Absent => "LTR-".to_owned(),
        Ltr::Zero => "LTR0".to_owned(),
        Ltr::Present => "LTR+".to_owned(),
        Ltr::Times(times) => format!("LTR{times}"),
    }
}

/// `:7>3`, `.worst:8`.
fn pain_token(pain: Pain) -> String {
    let window = match window_word(pain.window) {
        "cur" => String::new(),
        other => format!(".{other}"),
    };
    format!("{window}:{}", scores(pain))
}

fn scores(pain: Pain) -> String {
    match pain.after {
        Some(after) => format!("{}>{after}", pain.before),
        None => pain.before.to_string(),
    }
}

fn session_line(line: &SessionLine) -> String {
    match line {
        SessionLine::Consent(form) => format!("!consent {}", form.word()),
        SessionLine::Pain(pain) => format!("!nprs {} {}", window_word(pain.window), scores(*pain)),
        SessionLine::Count { put_in, taken_out } => {
            format!("!count in {put_in} out {taken_out}")
        }
        SessionLine::Soreness { points, hours } => format!("!24h sore {points} for {hours}h"),
        SessionLine::Event {
            kind,
            severity,
            text,
        } => format!("!ae {kind} {} {text}", severity.words())
            .trim_end()
            .to_owned(),
        SessionLine::Plan(text) => format!("!plan {text}"),
    }
}
