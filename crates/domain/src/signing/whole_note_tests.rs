//! What signing asks of a visit beyond the common ten fields.

use super::tests::{check, faults, note, one_fault, site};
use crate::event::EventDraft;
use crate::pain::{PainMoment, PainRating, PainScale, PainWindow};
use crate::session::SessionDraft;
use crate::site::{Side, SiteDraft};
use crate::visit::{BillingCode, Finding, NotHeld, NotHeldHow, Present, ScreeningToday};

fn of_row(change: impl FnOnce(&mut SiteDraft), path: &str, code: &str) {
    one_fault(|d| change(&mut d.sites[0]), path, code);
}

#[test]
fn rows_that_were_not_confirmed_are_left_out_and_listed() {
    let mut repeated = note();
    let grey = SiteDraft {
        repeats: "2026-11-20".into(),
        needle: "nonsense".into(),
        ..site()
    };
    repeated.sites.insert(0, grey);
    let kept = check(&repeated).ok().unwrap();
    assert_eq!(
        kept.note.sites.len(),
        1,
        "only what was confirmed is signed"
    );
    assert_eq!(repeated.gaps()[0].path, "sites[0]");
    assert_eq!(
        repeated.needles_of_rows(),
        (1, 1),
        "grey rows are no needles"
    );
}

#[test]
fn rows_that_all_wait_to_be_confirmed_are_no_note() {
    let mut repeated = note();
    repeated.sites[0].repeats = "2026-11-20".into();
    assert_eq!(
        faults(&repeated),
        [("sites".to_owned(), "missing".to_owned())]
    );
}

#[test]
fn a_reference_follows_its_row_when_another_is_left_out() {
    let mut repeated = note();
    repeated.sites.insert(
        0,
        SiteDraft {
            repeats: "2026-11-20".into(),
            ..site()
        },
    );
    repeated.events = vec![EventDraft {
        kind: "bruise".into(),
        row: Some(2),
        ..EventDraft::default()
    }];
    assert_eq!(check(&repeated).ok().unwrap().note.events[0].row, Some(1));
    repeated.events[0].row = Some(1);
    assert_eq!(
        faults(&repeated),
        [("events[0].row".to_owned(), "not-confirmed".to_owned())]
    );
}

#[test]
fn a_row_that_was_planned_and_not_done_asks_for_nothing_and_counts_no_needle() {
    let mut stopped = note();
    stopped.sites.push(SiteDraft {
        target: "infraspinatus".into(),
        side: Some(Side::Left),
        not_done: true,
        ..SiteDraft::default()
    });
    assert_eq!(faults(&stopped), []);
    assert_eq!(stopped.needles_of_rows(), (1, 1));
}

#[test]
fn no_needle_is_later_than_the_withdrawal_of_consent() {
    let withdrawn = |at: &str| {
        let mut draft = note();
        draft.consent_withdrawn_at = "14:20".into();
        draft.sites[0].at = at.into();
        draft
    };
    assert_eq!(
        faults(&withdrawn("14:20")),
        [],
        "what was done before stays chartable"
    );
    assert_eq!(
        faults(&withdrawn("14:21")),
        [("sites[0].at".to_owned(), "after-withdrawal".to_owned())]
    );
}

#[test]
fn consent_the_checks_of_the_day_and_a_reason_come_before_a_needle() {
    one_fault(|d| d.consent = None, "consent", "missing");
    one_fault(|d| d.screening = None, "screening", "missing");
    one_fault(|d| d.indication.clear(), "indication", "missing");
    let mut at_rows = note();
    at_rows.indication.clear();
    at_rows.sites[0].indication = "taut band".into();
    assert_eq!(faults(&at_rows), []);
    one_fault(
        |d| d.screening_yes = vec!["no-consent".into()],
        "screening",
        "contradiction",
    );
    one_fault(
        |d| {
            d.screening = Some(ScreeningToday::SomeYes);
            d.screening_yes = vec!["no-such-check".into()];
        },
        "screening_yes[0]",
        "unknown-check",
    );
}

#[test]
fn pain_is_rated_on_its_own_scale() {
    let rated = |scale, value, window, moment| {
        let rating = PainRating {
            scale,
            value: Some(value),
            window,
            moment,
            ..PainRating::default()
        };
        SessionDraft {
            pains: vec![rating],
            ..note()
        }
    };
    let (nprs, vas) = (PainScale::Nprs, PainScale::Vas);
    let (now, worst) = (PainWindow::Now, PainWindow::Worst);
    let (before, after) = (PainMoment::Before, PainMoment::After);
    assert_eq!(faults(&rated(vas, 64, now, after)), []);
    assert_eq!(
        faults(&rated(nprs, 11, now, before)),
        [("pains[0].value".to_owned(), "out-of-range".to_owned())]
    );
    assert_eq!(
        faults(&rated(vas, 101, worst, before)),
        [("pains[0].value".to_owned(), "out-of-range".to_owned())]
    );
    assert_eq!(
        faults(&rated(nprs, 3, worst, after)),
        [("pains[0].window".to_owned(), "window".to_owned())]
    );
}

#[test]
fn a_visit_that_was_not_held_is_a_valid_note_with_no_care_in_it() {
    let visit = SessionDraft {
        date: "2026-11-22".into(),
        time: "14:05".into(),
        not_held: Some(NotHeld {
            how: Some(NotHeldHow::Missed),
            ..NotHeld::default()
        }),
        ..SessionDraft::default()
    };
    assert_eq!(faults(&visit), []);
    assert_eq!(visit.gaps(), []);
    let with_care = SessionDraft {
        sites: vec![site()],
        ..visit.clone()
    };
    assert_eq!(
        faults(&with_care),
        [("not_held".to_owned(), "contradiction".to_owned())]
    );
    let how = SessionDraft {
        not_held: Some(NotHeld::default()),
        ..visit
    };
    assert_eq!(
        faults(&how),
        [("not_held.how".to_owned(), "missing".to_owned())]
    );
}

#[test]
fn a_needlestick_of_staff_is_not_the_patient_s_event() {
    let staff = EventDraft {
        kind: "needlestick-staff".into(),
        ..EventDraft::default()
    };
    one_fault(|d| d.events = vec![staff], "events[0].kind", "of-staff");
}

#[test]
fn a_half_typed_line_is_not_signed_over() {
    one_fault(|d| d.line = "L UT 0.25".into(), "line", "not-taken-in");
}

#[test]
fn the_smaller_rows_name_what_they_miss() {
    one_fault(
        |d| d.present = vec![Present::default()],
        "present[0].role",
        "missing",
    );
    one_fault(
        |d| {
            d.codes = vec![BillingCode {
                code: "20 560".into(),
                units: None,
            }];
        },
        "codes[0].code",
        "code",
    );
    one_fault(
        |d| {
            d.findings = vec![Finding {
                name: "mouth opening".into(),
                ..Finding::default()
            }];
        },
        "findings[0].before",
        "missing",
    );
    one_fault(|d| d.ended = "14:04".into(), "ended", "before-start");
    one_fault(
        |d| (d.timed_minutes, d.total_minutes) = (Some(40), Some(30)),
        "timed_minutes",
        "more-than-total",
    );
}

#[test]
fn every_text_is_tidied_and_none_is_longer_than_the_note_can_hold() {
    let mut draft = note();
    draft.sites[0].path = "  towards\u{0} the spine \n".into();
    assert_eq!(
        check(&draft).ok().unwrap().note.sites[0].path,
        "towards the spine"
    );
    of_row(
        |row| row.path = "x".repeat(4001),
        "sites[0].path",
        "too-long",
    );
}
