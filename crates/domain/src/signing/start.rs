//! When a visit began and ended: never in the future, never before the patient's birth.

use chrono::Timelike;

use super::Signing;
use crate::problem::Check;
use crate::session::SessionDraft;
use crate::time::{CalendarDate, Instant, parse_clock};

pub(super) fn checked(
    check: &mut Check,
    typed: &SessionDraft,
    signing: &Signing<'_>,
) -> Option<Instant> {
    let date = checked_date(check, &typed.date);
    let Ok(time) = parse_clock(&typed.time) else {
        check.fault(
            "time",
            "not-a-time",
            "Write the time as hours and minutes, like 14:05.",
        );
        return None;
    };
    check_end(check, typed);
    let date = date?;
    if date < signing.birth_date {
        check.fault(
            "date",
            "before-birth",
            "The visit lies before the patient's date of birth.",
        );
        return None;
    }
    let local = date.0.and_time(time.with_second(0)?);
    let started = Instant::of_local(local, (signing.offset_at)(local));
    if started.utc_ms > signing.now.utc_ms {
        let field = if date > signing.now.date() {
            "date"
        } else {
            "time"
        };
        check.fault(
            field,
            "future",
            "The visit lies in the future. A note is signed when the care was given.",
        );
        return None;
    }
    Some(started)
}

fn checked_date(check: &mut Check, written: &str) -> Option<CalendarDate> {
    if written.is_empty() {
        check.fault("date", "missing", "The date of the visit is missing.");
        return None;
    }
    let date = written.parse().ok();
    if date.is_none() {
        check.fault(
            "date",
            "not-a-date",
            "Write the date as year-month-day, like 2026-11-22.",
        );
    }
    date
}

fn check_end(check: &mut Check, typed: &SessionDraft) {
    if typed.ended.is_empty() {
        return;
    }
    match (parse_clock(&typed.time), parse_clock(&typed.ended)) {
        (_, Err(_)) => check.fault(
            "ended",
            "not-a-time",
            "Write the time as hours and minutes, like 14:45.",
        ),
        (Ok(began), Ok(ended)) if ended < began => check.fault(
            "ended",
            "before-start",
            "The visit ended before it began. Check both times.",
        ),
        _ => {}
    }
}
