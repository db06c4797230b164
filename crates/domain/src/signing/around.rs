//! The rules of what a visit holds around the needling.

use super::numbers::Numbers;
use crate::pain::{PainMoment, PainRating, PainWindow};
use crate::problem::Check;
use crate::session::SessionDraft;
use crate::time::parse_clock;
use crate::visit::{BillingCode, ScreeningToday};
use crate::vocabulary::Vocabulary;

/// A visit that was not held holds no care.
pub(super) fn checked_not_held(check: &mut Check, typed: &SessionDraft) {
    let how = typed.not_held.as_ref().and_then(|visit| visit.how);
    if how.is_none() {
        check.fault(
            "not_held.how",
            "missing",
            "Was the visit cancelled, or missed?",
        );
    }
    if !typed.sites.is_empty() || !typed.other_care.is_empty() {
        check.fault(
            "not_held",
            "contradiction",
            "Care is recorded at a visit that was not held. Which is right?",
        );
    }
}

pub(super) fn check(check: &mut Check, typed: &SessionDraft, words: &dyn Vocabulary) {
    check_content(check, typed);
    check_screening(check, typed, words);
    check_clock(check, "consent_withdrawn_at", &typed.consent_withdrawn_at);
    if !typed.condition.is_empty() && !words.condition_exists(&typed.condition) {
        check.fault(
            "condition",
            "unknown-condition",
            "No condition has this name. Choose one from the list.",
        );
    }
    if let Some(since) = &typed.since_last {
        check.within("since_last", |check| since.check_numbers(check));
    }
    check_rows(check, typed);
    check_pains(check, &typed.pains);
    check_findings(check, typed);
    check_other_care(check, typed, words);
    check_codes(check, typed);
}

/// A visit without needling is a valid note, an empty one is not.
fn check_content(check: &mut Check, typed: &SessionDraft) {
    let words = [
        &typed.story,
        &typed.assessment,
        &typed.response,
        &typed.plan,
        &typed.advice,
    ];
    // Rows that still wait to be confirmed are left out, so they are no content.
    let any = typed.sites.iter().any(|row| row.repeats.is_empty())
        || !typed.other_care.is_empty()
        || !typed.findings.is_empty()
        || typed.first_visit.is_some()
        || words.iter().any(|text| !text.is_empty());
    if !any {
        check.fault(
            "sites",
            "missing",
            "Nothing is recorded yet: add a needled site, or the other care that was given.",
        );
    }
}

fn check_screening(check: &mut Check, typed: &SessionDraft, words: &dyn Vocabulary) {
    for (n, id) in typed.screening_yes.iter().enumerate() {
        if !words.check_exists(id) {
            check.fault(
                &format!("screening_yes[{n}]"),
                "unknown-check",
                "No check has this name. Choose one from the list.",
            );
        }
    }
    if typed.screening == Some(ScreeningToday::AllNo) && !typed.screening_yes.is_empty() {
        check.fault(
            "screening",
            "contradiction",
            "A check was answered with yes beside \"all no\". Which is right?",
        );
    }
    for (n, row) in typed.acknowledged.iter().enumerate() {
        if row.check.is_empty() {
            check.fault(
                &format!("acknowledged[{n}].check"),
                "missing",
                "Which prompt was acknowledged?",
            );
        }
    }
}

/// A time on the wall clock that may be absent.
pub(super) fn check_clock(check: &mut Check, field: &str, written: &str) {
    if !written.is_empty() && parse_clock(written).is_err() {
        check.fault(
            field,
            "not-a-time",
            "Write the time as hours and minutes, like 14:05.",
        );
    }
}

fn check_rows(check: &mut Check, typed: &SessionDraft) {
    for (n, person) in typed.present.iter().enumerate() {
        if person.role.is_none() {
            check.fault(
                &format!("present[{n}].role"),
                "missing",
                "In what role was this person present?",
            );
        }
    }
    let medicines = typed
        .first_visit
        .iter()
        .flat_map(|visit| visit.medicines.iter().enumerate());
    for (n, medicine) in medicines {
        if medicine.name.is_empty() {
            check.fault(
                &format!("first_visit.medicines[{n}].name"),
                "missing",
                "Which medicine is it?",
            );
        }
    }
}

fn check_pains(check: &mut Check, pains: &[PainRating]) {
    for (n, rating) in pains.iter().enumerate() {
        check.within(&format!("pains[{n}]"), |check| {
            rating.check_numbers(check);
            if rating.value.is_none() {
                check.fault("value", "missing", "The rating is missing.");
            }
            if rating.window != PainWindow::Now && rating.moment == PainMoment::After {
                check.fault(
                    "window",
                    "window",
                    "Only pain now can change within a visit; best, worst and average cover 24 hours.",
                );
            }
        });
    }
}

fn check_findings(check: &mut Check, typed: &SessionDraft) {
    for (n, finding) in typed.findings.iter().enumerate() {
        check.within(&format!("findings[{n}]"), |check| {
            if finding.name.is_empty() {
                check.fault("name", "missing", "What was measured?");
            }
            if finding.before.is_empty() && finding.after.is_empty() {
                check.fault("before", "missing", "The value is missing.");
            }
        });
    }
}

fn check_other_care(check: &mut Check, typed: &SessionDraft, words: &dyn Vocabulary) {
    for (n, care) in typed.other_care.iter().enumerate() {
        check.within(&format!("other_care[{n}]"), |check| {
            if !words.other_care_exists(&care.kind) {
                check.fault(
                    "kind",
                    "unknown-care",
                    "No other care has this name. Choose one from the list.",
                );
            }
            care.check_numbers(check);
        });
    }
}

fn check_codes(check: &mut Check, typed: &SessionDraft) {
    for (n, row) in typed.codes.iter().enumerate() {
        check.within(&format!("codes[{n}]"), |check| {
            row.check_numbers(check);
            check_code(check, row);
        });
    }
    let minutes = typed.timed_minutes.zip(typed.total_minutes);
    if minutes.is_some_and(|(timed, total)| timed > total) {
        check.fault(
            "timed_minutes",
            "more-than-total",
            "The timed minutes are more than the whole visit took.",
        );
    }
}

fn check_code(check: &mut Check, row: &BillingCode) {
    let plain = |letter: char| letter.is_ascii_digit() || letter.is_ascii_uppercase();
    if !(4..=7).contains(&row.code.len()) || !row.code.chars().all(plain) {
        check.fault(
            "code",
            "code",
            "Write the code alone: four to seven digits or capital letters.",
        );
    }
}
