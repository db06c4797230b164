//! Where a patient was needled, in words: counts, sides that are the patient's, and what is left out.

use filiform_catalogue::{Catalogue, Figure, Mark};
use filiform_domain::outcome::sentence::Sentence;
use filiform_domain::site::Side;
use filiform_domain::time::CalendarDate;
use filiform_domain::treated::{Treated, TreatedTarget as Counted};

use super::outcomes::said;
use crate::contract::{Said, TreatedMark, TreatedTarget};

/// "3 Nov 2026 to 20 Nov 2026", or one day alone.
pub(crate) fn period(from: Option<CalendarDate>, to: Option<CalendarDate>) -> String {
    match from.zip(to) {
        None => String::new(),
        Some((from, to)) if from == to => from.words(),
        Some((from, to)) => format!("{} to {}", from.words(), to.words()),
    }
}

/// How much was needled.
pub(crate) fn counts(catalogue: &Catalogue, treated: &Treated) -> Said {
    let sentence = Sentence::Treated {
        visits: treated.visits,
        needled: treated.needled,
        sites: treated.sites,
        targets: treated.targets,
    };
    said(catalogue, &sentence, None)
}

/// What the counts leave out.
pub(crate) fn left_out(catalogue: &Catalogue, treated: &Treated, elsewhere: usize) -> Vec<Said> {
    let elsewhere = u32::try_from(elsewhere).unwrap_or(u32::MAX);
    let all = [
        (treated.voided, Sentence::Voided(treated.voided)),
        (treated.not_held, Sentence::NotHeld(treated.not_held)),
        (elsewhere, Sentence::WrittenElsewhere(elsewhere)),
    ];
    all.iter()
        .filter(|(number, _)| *number > 0)
        .map(|(_, sentence)| said(catalogue, sentence, None))
        .collect()
}

/// Each target and side, by name, left before right.
pub(crate) fn targets(
    catalogue: &Catalogue,
    marks: &[Mark<'_>],
    counts: &[Counted],
) -> Vec<TreatedTarget> {
    let target = |count: &Counted| TreatedTarget {
        name: name(catalogue, count),
        side: count.side,
        side_words: patients(count.side).to_owned(),
        visits: count.visits,
        first: count.first.words(),
        latest: count.latest.words(),
        drawn: is_drawn(marks, count),
    };
    let mut targets: Vec<_> = counts.iter().map(target).collect();
    // Stable: the sides of one target stay in their order.
    targets.sort_by_cached_key(|target| target.name.to_lowercase());
    targets
}

fn name(catalogue: &Catalogue, count: &Counted) -> String {
    match &count.own_target {
        Some(own) => own.clone(),
        None => super::target(catalogue, &count.target, Side::Midline),
    }
}

fn is_drawn(marks: &[Mark<'_>], count: &Counted) -> bool {
    let here = |mark: &Mark<'_>| mark.target.as_str() == count.target && mark.side == count.side;
    marks.iter().any(here)
}

/// What has no place on a drawing.
pub(crate) fn not_drawn(catalogue: &Catalogue, marks: &[Mark<'_>], counts: &[Counted]) -> String {
    let missing = counts.iter().filter(|count| !is_drawn(marks, count));
    let names: Vec<_> = missing
        .map(|count| super::sided(&name(catalogue, count), count.side))
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!("Without a place on the drawings: {}.", names.join(", "))
}

/// "left upper trapezius: 4 visits".
pub(crate) fn mark(catalogue: &Catalogue, count: &Counted) -> String {
    let target = super::sided(&name(catalogue, count), count.side);
    match count.visits {
        1 => format!("{target}: 1 visit"),
        visits => format!("{target}: {visits} visits"),
    }
}

/// "Front", "Head, right side".
pub(crate) fn title(figure: &Figure, mirrored: bool) -> String {
    if mirrored {
        figure.title.replace("left", "right")
    } else {
        figure.title.clone()
    }
}

/// Which side of the patient is where, and every mark.
pub(crate) fn description(
    title: &str,
    (left, right): (Side, Side),
    marks: &[TreatedMark],
) -> String {
    let sides = if left == right {
        format!("The whole drawing is the {}.", patients(left))
    } else {
        format!(
            "At the left of the drawing is the {}, at its right the {}.",
            patients(left),
            patients(right)
        )
    };
    let marks: Vec<_> = marks.iter().map(|mark| mark.words.as_str()).collect();
    match marks.as_slice() {
        [] => format!("{title}. {sides} Nothing is marked."),
        marks => format!("{title}. {sides} {}.", marks.join("; ")),
    }
}

fn patients(side: Side) -> &'static str {
    match side {
        Side::Left => "patient\u{2019}s left",
        Side::Right => "patient\u{2019}s right",
        Side::Both => "patient\u{2019}s left and right",
        Side::Midline => "midline",
    }
}
