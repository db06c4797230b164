//! The rules of one needled row.

use chrono::NaiveTime;

use super::numbers::Numbers;
use crate::current::Current;
use crate::level;
use crate::needle::Needle;
use crate::pain::PainWindow;
use crate::problem::Check;
use crate::site::{Activity, Side, SiteDraft, Sought, Tissue, Twitch};
use crate::time::parse_clock;
use crate::vocabulary::{TargetFacts, Vocabulary};

/// The technique that leaves the needle where it is.
const IN_PLACE: &str = "static";
/// The technique that goes no deeper than skin and fascia.
const SUPERFICIAL: &str = "superficial";
/// The technique that sends a current through the needle.
const ELECTRICAL: &str = "electrical";
/// The highest trigger point that anybody numbers.
const MOST_TRIGGER_POINTS: i64 = 20;
/// The widest figure, in tenths of a unit.
const CHART_EDGE: i64 = 10_000;

/// What the rows of a session have in common.
pub(super) struct Rows<'a> {
    pub(super) words: &'a dyn Vocabulary,
    /// How many there are, so that a row can name another.
    pub(super) count: usize,
    /// When consent was withdrawn: no needle is later.
    pub(super) withdrawn: Option<NaiveTime>,
}

/// Checks one row and answers with it as it is kept.
pub(super) fn checked(check: &mut Check, row: &SiteDraft, n: usize, rows: &Rows<'_>) -> SiteDraft {
    let facts = checked_target(check, row, rows.words);
    let side = checked_side(check, row, facts.as_ref());
    if row.not_done {
        return SiteDraft {
            side,
            ..row.clone()
        };
    }
    row.check_numbers(check);
    let needle = row
        .needle
        .parse::<Needle>()
        .map_err(|fault| check.fault("needle", fault.code(), fault.to_string()))
        .ok();
    check_points(check, row);
    check_level(check, row, facts.as_ref());
    check_ranges(check, &ranges_of_row(row));
    check_depth(check, row, needle, facts.as_ref());
    check_techniques(check, row, rows.words);
    check_current(check, row, n, rows.count);
    check_answers(check, row, facts.as_ref());
    check_time(check, row, rows.withdrawn);
    SiteDraft {
        side,
        needle: needle.map_or_else(String::new, |needle| needle.to_string()),
        needles: row.needles.or(Some(1)),
        twitch: row.twitch.or(row.twitches.map(|_| Twitch::Seen)),
        ..row.clone()
    }
}

fn checked_target(
    check: &mut Check,
    row: &SiteDraft,
    words: &dyn Vocabulary,
) -> Option<TargetFacts> {
    let Some(own) = &row.own_target else {
        let facts = words.target(&row.target);
        match (&facts, row.target.is_empty()) {
            (Some(_), _) => {}
            (None, true) => check.fault(
                "target",
                "missing",
                "The target is missing: which muscle or structure?",
            ),
            (None, false) => check.fault(
                "target",
                "unknown-target",
                "No target has this name. Choose one from the list.",
            ),
        }
        return facts;
    };
    if !row.target.is_empty() {
        check.fault(
            "target",
            "contradiction",
            "The row has a target of the list and one in your own words. Which is right?",
        );
    }
    check.within("own_target", |check| {
        own.check_numbers(check);
        if own.kind.is_none() {
            check.fault("kind", "missing", "What kind of structure is it?");
        }
        if own.name.is_empty() {
            check.fault("name", "missing", "The target needs a name.");
        }
        if !words.region_exists(&own.region) {
            check.fault("region", "missing", "Which body region does it lie in?");
        }
    });
    None
}

/// A side is never guessed. An own target may have none.
fn checked_side(check: &mut Check, row: &SiteDraft, facts: Option<&TargetFacts>) -> Option<Side> {
    match (facts.map(|facts| facts.paired), row.side) {
        (Some(true), None) => check.fault(
            "side",
            "missing",
            "The side is missing: the patient's left, right, or both?",
        ),
        (Some(true), Some(Side::Midline)) => {
            check.fault(
                "side",
                "side-of-paired",
                "This target has a left and a right. Which one was needled?",
            );
        }
        (Some(false), Some(Side::Left | Side::Right | Side::Both)) => {
            check.fault(
                "side",
                "side-of-midline",
                "This target lies on the midline and has no side.",
            );
        }
        (Some(false), None) => return Some(Side::Midline),
        (None, None) if row.own_target.is_some() => {
            check.fault(
                "side",
                "missing",
                "The side is missing: the patient's left, right, both, or the midline?",
            );
        }
        (_, side) => return side,
    }
    None
}

fn check_points(check: &mut Check, row: &SiteDraft) {
    for (n, point) in row.trigger_points.iter().enumerate() {
        if !(1..=MOST_TRIGGER_POINTS).contains(point) {
            let field = format!("trigger_points[{n}]");
            check.fault(
                &field,
                "out-of-range",
                "Trigger points have the numbers 1 to 20.",
            );
        }
    }
    if row.activity == Some(Activity::NotATriggerPoint) && !row.trigger_points.is_empty() {
        check.fault(
            "activity",
            "contradiction",
            "A trigger point has a number beside \"not a trigger point\". Which is right?",
        );
    }
    let on_figure = |edge: i64| (0..=CHART_EDGE).contains(&edge);
    for (n, point) in row.on_chart.iter().enumerate() {
        check.within(&format!("on_chart[{n}]"), |check| {
            if point.view.is_none() {
                check.fault("view", "missing", "Which figure is the point on?");
            }
            for (field, edge) in [("x", point.x), ("y", point.y)] {
                if !on_figure(edge) {
                    check.fault(field, "out-of-range", "The point lies outside its figure.");
                }
            }
        });
    }
}

fn check_level(check: &mut Check, row: &SiteDraft, facts: Option<&TargetFacts>) {
    if row.level.is_empty() {
        return;
    }
    match level::levels(&row.level) {
        Err(fault) => check.fault("level", "level", fault.to_string()),
        Ok(named) => {
            let part = facts.and_then(|facts| facts.spine);
            if let Some(part) = part
                && !named.into_iter().all(|level| level::fits(part, level))
            {
                check.fault(
                    "level",
                    "wrong-level",
                    "This target does not lie at that level. Check target and level.",
                );
            }
        }
    }
}

/// The field of the upper number, the lower one, and the upper.
type Range = (&'static str, Option<i64>, Option<i64>);

fn ranges_of_row(row: &SiteDraft) -> [Range; 4] {
    [
        ("needles_to", row.needles, row.needles_to),
        ("depth_to_mm", row.depth_mm, row.depth_to_mm),
        ("passes_to", row.passes, row.passes_to),
        ("left_in_to_s", row.left_in_s, row.left_in_to_s),
    ]
}

fn ranges_of_current(current: &Current) -> [Range; 3] {
    [
        ("pulse_to_us", current.pulse_us, current.pulse_to_us),
        (
            "intensity_to_ua",
            current.intensity_ua,
            current.intensity_to_ua,
        ),
        ("seconds_to", current.seconds, current.seconds_to),
    ]
}

fn check_ranges(check: &mut Check, ranges: &[Range]) {
    for &(field, low, high) in ranges {
        match (low, high) {
            (None, Some(_)) => check.fault(field, "range", "A range needs its lower number too."),
            (Some(low), Some(high)) if high < low => {
                check.fault(
                    field,
                    "range",
                    "The upper number of a range is not below the lower.",
                );
            }
            _ => {}
        }
    }
}

fn check_depth(
    check: &mut Check,
    row: &SiteDraft,
    needle: Option<Needle>,
    facts: Option<&TargetFacts>,
) {
    let length = needle.and_then(|needle| needle.length_mm).map(i64::from);
    for (field, depth) in [("depth_mm", row.depth_mm), ("depth_to_mm", row.depth_to_mm)] {
        if depth
            .zip(length)
            .is_some_and(|(depth, length)| depth > length)
        {
            check.fault(
                field,
                "depth-over-length",
                "The depth is more than the needle's length.",
            );
        }
    }
    let superficial = row.techniques.iter().any(|id| id == SUPERFICIAL);
    if superficial && row.tissue == Some(Tissue::Bone) {
        check.fault(
            "tissue",
            "contradiction",
            "Superficial needling does not reach bone.",
        );
    }
    let risky = facts.is_some_and(|facts| facts.high_risk);
    if risky && row.depth_mm.is_none() && row.tissue.is_none() {
        check.fault(
            "depth_mm",
            "missing",
            "This is a target of high risk: how deep, in millimetres or by tissue?",
        );
    }
}

fn check_techniques(check: &mut Check, row: &SiteDraft, words: &dyn Vocabulary) {
    if row.techniques.is_empty() {
        check.fault("techniques", "missing", "The technique is missing.");
    }
    for (n, id) in row.techniques.iter().enumerate() {
        let field = format!("techniques[{n}]");
        if !words.technique_exists(id) {
            check.fault(
                &field,
                "unknown-technique",
                "No technique has this name. Choose one from the list.",
            );
        } else if row.techniques.iter().take(n).any(|earlier| earlier == id) {
            check.fault(&field, "twice", "This technique is there twice.");
        }
    }
    if row.techniques.iter().any(|id| id == IN_PLACE) && row.left_in_s.is_none() {
        check.fault(
            "left_in_s",
            "missing",
            "The needle was left in place: for how long?",
        );
    }
}

fn check_current(check: &mut Check, row: &SiteDraft, n: usize, rows: usize) {
    let Some(current) = &row.current else { return };
    if !row.techniques.iter().any(|id| id == ELECTRICAL) {
        check.fault(
            "current",
            "contradiction",
            "A current belongs to the technique of electrical stimulation.",
        );
    }
    check.within("current", |check| {
        current.check_numbers(check);
        check_ranges(check, &ranges_of_current(current));
        check_pairs(check, current, n, rows);
    });
}

fn check_pairs(check: &mut Check, current: &Current, n: usize, rows: usize) {
    for (at, pair) in current.pairs.iter().enumerate() {
        check.within(&format!("pairs[{at}]"), |check| {
            pair.check_numbers(check);
            let other = pair.with_row.and_then(|row| usize::try_from(row).ok());
            match other {
                Some(row) if row == n + 1 => {
                    check.fault("with_row", "same-row", "A pair needs another row. Leave it open when both needles belong to this one.");
                }
                Some(row) if row > rows => check.fault("with_row", "no-such-row", "There is no row with this number."),
                _ => {}
            }
        });
    }
}

/// What must have an answer, and answers that exclude each other.
fn check_answers(check: &mut Check, row: &SiteDraft, facts: Option<&TargetFacts>) {
    if row.twitch == Some(Twitch::None) && row.twitches.is_some() {
        check.fault(
            "twitches",
            "contradiction",
            "A number of twitches stands beside \"none\". Which is right?",
        );
    }
    let looked_for = matches!(row.sought, None | Some(Sought::Twitch));
    let muscle = facts.is_some_and(|facts| facts.muscle);
    if muscle && looked_for && row.twitch.is_none() && row.twitches.is_none() {
        check.fault(
            "twitch",
            "missing",
            "Did it twitch? None is an answer, and so is another response that was sought.",
        );
    }
    let now = matches!(row.pain_window, None | Some(PainWindow::Now));
    if !now && row.pain_after.is_some() {
        check.fault(
            "pain_after",
            "window",
            "Only pain now can change within a visit; best, worst and average cover 24 hours.",
        );
    }
}

fn check_time(check: &mut Check, row: &SiteDraft, withdrawn: Option<NaiveTime>) {
    if row.at.is_empty() {
        return;
    }
    let Ok(at) = parse_clock(&row.at) else {
        check.fault(
            "at",
            "not-a-time",
            "Write the time as hours and minutes, like 14:05.",
        );
        return;
    };
    if withdrawn.is_some_and(|withdrawn| at > withdrawn) {
        check.fault(
            "at",
            "after-withdrawal",
            "Consent had been withdrawn by then. Check both times.",
        );
    }
}
