//! The rules of adverse events: "none" is an answer, silence is not.

use super::around::check_clock;
use super::numbers::Numbers;
use crate::problem::Check;
use crate::session::SessionDraft;
use crate::vocabulary::Vocabulary;

/// An injury of the therapist: a practice incident, never in a patient's note.
const OF_STAFF: &str = "needlestick-staff";

pub(super) fn check(check: &mut Check, typed: &SessionDraft, words: &dyn Vocabulary) {
    let needled = typed.needled().next().is_some();
    if needled && !typed.events_asked && typed.events.is_empty() {
        check.fault(
            "events_asked",
            "missing",
            "Were adverse events asked about? \"None\" is an answer, silence is not.",
        );
    }
    for (n, event) in typed.events.iter().enumerate() {
        check.within(&format!("events[{n}]"), |check| {
            event.check_numbers(check);
            check_kind(check, &event.kind, words);
            let row = event.row.and_then(|row| usize::try_from(row).ok());
            if row.is_some_and(|row| row > typed.sites.len()) {
                check.fault("row", "no-such-row", "There is no row with this number.");
            }
        });
    }
    check_stop(check, typed);
}

fn check_kind(check: &mut Check, kind: &str, words: &dyn Vocabulary) {
    if kind == OF_STAFF {
        check.fault(
            "kind",
            "of-staff",
            "A needlestick of staff is never written into a patient's note. It is an incident of the practice: write it \
             into the practice's own incident record, and follow the exposure plan at once.",
        );
    } else if !words.adverse_event_exists(kind) {
        check.fault(
            "kind",
            "unknown-event",
            "No event has this name. Choose one from the list.",
        );
    }
}

fn check_stop(check: &mut Check, typed: &SessionDraft) {
    let Some(stop) = &typed.stopped_early else {
        return;
    };
    check.within("stopped_early", |check| {
        if stop.reason.is_empty() {
            check.fault("reason", "missing", "Why was the session stopped?");
        }
        for (n, line) in stop.recovery.iter().enumerate() {
            check.within(&format!("recovery[{n}]"), |check| {
                check_clock(check, "at", &line.at);
                if line.seen.is_empty() {
                    check.fault("seen", "missing", "What was measured or seen?");
                }
            });
        }
    });
}
