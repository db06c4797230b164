//! A reading in words, shown while the line is typed: nothing is taken that was not shown.

use super::print::{minutes, trigger_points};
use super::reading::{At, Depth, Ltr, NeedleRow, Pain, Reading, SessionLine, Technique};
use super::words::{LineWords, Named};
use crate::site::Side;

/// The parts of a reading in words: "left", "upper trapezius", "TrP 1", "0.25 × 40 mm", …
pub fn spoken(reading: &Reading, words: &dyn LineWords) -> Vec<String> {
    match reading {
        Reading::Needle(row) => needle_row(row, words),
        Reading::Session(line) => session_line(line, words),
    }
}

fn needle_row(row: &NeedleRow, words: &dyn LineWords) -> Vec<String> {
    let name = words
        .line_target(&row.target)
        .map_or_else(|| row.target.clone(), |target| target.name);
    let points = trigger_points(&row.trigger_points).map(|written| {
        let numbers = written.trim_start_matches("TrP").replace(',', ", ");
        format!("TrP {numbers}")
    });
    let mut parts = vec![row.side.words().to_owned(), name];
    parts.extend(points);
    parts.extend(row.at.as_ref().map(|at| match at {
        At::Level(text) | At::Place(text) => format!("at {text}"),
    }));
    parts.push(row.needle.words());
    parts.extend(row.needles.map(|needles| match (needles, row.side) {
        (1, Side::Both) => "1 needle a side".to_owned(),
        (more, Side::Both) => format!("{more} needles a side"),
        (1, _) => "1 needle".to_owned(),
        (more, _) => format!("{more} needles"),
    }));
    parts.extend(row.depth.map(|depth| match depth {
        Depth::Millimetres(mm) => format!("{mm} mm deep"),
        Depth::Bone => "to bone".to_owned(),
        Depth::Superficial => "superficial".to_owned(),
    }));
    parts.extend(row.techniques.iter().map(|one| technique(*one, words)));
    parts.extend(row.passes.map(|passes| match passes {
        1 => "1 pass".to_owned(),
        more => format!("{more} passes"),
    }));
    parts.extend(row.left_in_s.map(|seconds| match seconds {
        0 => "removed at once".to_owned(),
        more => format!("left {}", in_minutes(more)),
    }));
    parts.extend(current(row));
    parts.extend(row.ltr.map(|ltr| match ltr {
        Ltr::Absent | Ltr::Zero => "no twitch".to_owned(),
        Ltr::Present => "twitch".to_owned(),
        Ltr::Times(times) => format!("twitch × {times}"),
    }));
    parts.extend(row.familiar_pain.map(|felt| {
        let words = if felt {
            "familiar pain"
        } else {
            "no familiar pain"
        };
        words.to_owned()
    }));
    parts.extend(row.pain.map(pain));
    parts.extend(row.events.iter().map(|id| event(id, words)));
    parts.extend(row.free.iter().cloned());
    parts
}

fn current(row: &NeedleRow) -> Option<String> {
    let parts: Vec<String> = [
        row.hz.map(|hz| format!("{hz} Hz")),
        row.pulse_us.map(|us| format!("{us} µs")),
        row.effect.map(|effect| effect.words().to_owned()),
        row.current_s.map(in_minutes),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("current {}", parts.join(", ")))
}

fn session_line(line: &SessionLine, words: &dyn LineWords) -> Vec<String> {
    match line {
        SessionLine::Consent(form) => vec!["consent".to_owned(), form.word().to_owned()],
        SessionLine::Pain(rating) => vec!["session".to_owned(), pain(*rating)],
        SessionLine::Count { put_in, taken_out } => {
            let mut parts = vec![
                format!("needles in {put_in}"),
                format!("needles out {taken_out}"),
            ];
            if put_in != taken_out {
                parts.push("they differ: count again, or explain".to_owned());
            }
            parts
        }
        SessionLine::Soreness { points, hours } => vec![
            "after the last session".to_owned(),
            format!("soreness {points} of 10 for {hours} h"),
        ],
        SessionLine::Event {
            kind,
            severity,
            text,
        } => {
            let mut parts = vec![event(kind, words), severity.words().to_owned()];
            parts.extend((!text.is_empty()).then(|| text.clone()));
            parts
        }
        SessionLine::Plan(text) => vec!["plan".to_owned(), text.clone()],
    }
}

fn technique(technique: Technique, words: &dyn LineWords) -> String {
    words
        .technique_name(technique.id())
        .unwrap_or_else(|| technique.id().replace('-', " "))
}

fn event(id: &str, words: &dyn LineWords) -> String {
    let known = words
        .events()
        .into_iter()
        .find(|event: &Named| event.id == id);
    format!(
        "event: {}",
        known.map_or_else(|| id.to_owned(), |event| event.name)
    )
}

fn pain(pain: Pain) -> String {
    let window = pain.window.words();
    match pain.after {
        Some(after) => format!("pain {window} {} → {after}", pain.before),
        None => format!("pain {window} {}", pain.before),
    }
}

fn in_minutes(seconds: u32) -> String {
    minutes(seconds).replace("min", " min")
}
