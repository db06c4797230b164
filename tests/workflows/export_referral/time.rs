//! Which time a letter speaks of: all care, some days, or what its reader was not told by an earlier one.

use filiform::contract::{LetterForm, News};
use filiform::report_event;
use filiform_domain::amendment::VoidReason;
use filiform_domain::ids::PatientId;
use filiform_domain::letter::{LetterSpan, Reader};
use serde_json::json;

use super::builder::{last_entry, problems, said, seen, visit};
use super::{desk_with_course, export, offered};
use crate::amend_session::{correct, void};
use crate::support::*;

const AN_HOUR: i64 = 3_600_000;

/// A letter to the referring clinician that left, and an hour later.
fn told(desk: &Desk, patient: PatientId) {
    export(desk, patient, |_| {}).ok().unwrap();
    desk.clock.forward(AN_HOUR);
}

fn since_last(desk: &Desk, patient: PatientId) -> LetterForm {
    LetterForm {
        span: LetterSpan::SinceLast,
        news: News::ForInformation,
        ..offered(desk, patient).form
    }
}

fn dates(desk: &Desk, patient: PatientId, from: &str, until: &str) -> LetterForm {
    LetterForm {
        span: LetterSpan::Dates,
        from: from.into(),
        until: until.into(),
        news: News::ForInformation,
        ..offered(desk, patient).form
    }
}

#[test]
fn since_the_last_letter_every_visit_that_it_did_not_tell_is_told_and_no_other() {
    let (desk, patient) = desk_with_course();
    let nothing = seen(&desk, patient, since_last(&desk, patient));
    assert_eq!(problems(&nothing), [fault("form.span", "no-letter")]);
    assert!(nothing.pages.is_empty());
    told(&desk, patient);
    let told_all = seen(&desk, patient, since_last(&desk, patient));
    assert_eq!(problems(&told_all), [fault("visits", "missing")]);
    // One visit of today, and one of before the letter that was signed after it.
    visit(&desk, patient, "2026-11-22", 4);
    visit(&desk, patient, "2026-11-12", 6);
    let words = said(&desk, patient, since_last(&desk, patient));
    assert!(words.contains("Number of visits in this time 2"), "{words}");
    assert!(words.contains("This letter tells what the letter of 22 Nov 2026 did not."));
    assert!(
        words.contains("since care began") && words.contains("7 (3 Nov 2026)"),
        "{words}"
    );
    let form = since_last(&desk, patient);
    let offered = offered(&desk, patient).readers[0].last_letter.clone();
    assert_eq!(offered.as_deref(), Some("22 Nov 2026"));
    export(&desk, patient, |asked| asked.form = form)
        .ok()
        .unwrap();
    desk.clock.forward(AN_HOUR);
    assert_eq!(
        problems(&seen(&desk, patient, since_last(&desk, patient))),
        [fault("visits", "missing")]
    );
}

#[test]
fn a_letter_to_somebody_else_tells_nobody_what_happened() {
    let (desk, patient) = desk_with_course();
    told(&desk, patient);
    let form = LetterForm {
        to: Reader::Patient,
        ..since_last(&desk, patient)
    };
    assert_eq!(
        problems(&seen(&desk, patient, form)),
        [fault("form.span", "no-letter")]
    );
}

#[test]
fn a_later_letter_says_what_was_changed_in_the_notes_that_the_earlier_one_told() {
    let (desk, patient) = desk_with_course();
    told(&desk, patient);
    let history = desk.history(patient);
    correct(&desk, history[2].id, "Wrong word.", |note| {
        note.story = "Stiff after sleeping.".into();
    })
    .ok()
    .unwrap();
    void(
        &desk,
        history[1].id,
        VoidReason::EnteredInError,
        "Written twice.",
    )
    .ok()
    .unwrap();
    visit(&desk, patient, "2026-11-22", 4);
    let words = said(&desk, patient, since_last(&desk, patient));
    for told in [
        "The note of 3 Nov 2026, of which an earlier letter told, was amended on 22 Nov 2026.",
        "The note of 10 Nov 2026, of which an earlier letter told, was withdrawn on 22 Nov 2026.",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
}

#[test]
fn harm_that_was_heard_of_after_the_letter_is_told_by_the_next_one() {
    let (desk, patient) = desk_with_course();
    told(&desk, patient);
    let first = desk.history(patient)[2].id;
    let typed = json!({ "patient": patient, "event": bruise(first), "draft": null });
    report_event::report_event(&desk.filiform, serde_json::from_value(typed).unwrap())
        .ok()
        .unwrap();
    visit(&desk, patient, "2026-11-22", 4);
    let words = said(&desk, patient, since_last(&desk, patient));
    assert!(words.contains("Bruise of 4 cm"), "{words}");
    // Also a letter of the days of that visit, though it was heard of behind them.
    let form = dates(&desk, patient, "2026-11-01", "2026-11-05");
    let words = said(&desk, patient, form.clone());
    assert!(words.contains("Bruise of 4 cm"), "{words}");
    let mut quiet = form;
    quiet.parts.events = false;
    let remarks = seen(&desk, patient, quiet).reads.remarks;
    assert!(remarks[0].starts_with("An adverse event is on record"));
}

#[test]
fn a_letter_of_some_days_tells_of_them_alone_and_says_so() {
    let (desk, patient) = desk_with_course();
    let form = dates(&desk, patient, "2026-11-09", "2026-11-12");
    let reads = seen(&desk, patient, form.clone()).reads;
    assert_eq!((reads.period.as_str(), reads.visits), ("10 Nov 2026", 1));
    let words = said(&desk, patient, form.clone());
    assert!(words.contains("This letter speaks of 10 Nov 2026 alone."));
    assert!(words.contains("Care began before it and went on after it."));
    assert!(
        !words.contains("3 Nov 2026") && !words.contains("20 Nov 2026"),
        "{words}"
    );
    export(&desk, patient, |asked| asked.form = form)
        .ok()
        .unwrap();
    let period = last_entry(&desk, patient).period.unwrap();
    assert_eq!(period.0.words(), "10 Nov 2026");
    for (from, until, found) in [
        ("2026-13-01", "", vec![fault("form.from", "date")]),
        (
            "2026-11-12",
            "2026-11-09",
            vec![fault("form.until", "order")],
        ),
        ("2026-11-11", "2026-11-12", vec![fault("visits", "missing")]),
    ] {
        let form = dates(&desk, patient, from, until);
        let seen = seen(&desk, patient, form.clone());
        assert_eq!(problems(&seen), found);
        let refused = export(&desk, patient, |asked| asked.form = form);
        assert_eq!(faults(refused), found);
    }
}

#[test]
fn no_time_can_be_chosen_in_which_it_looks_better() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for (date, before) in [("2026-11-01", 4), ("2026-11-08", 8), ("2026-11-20", 4)] {
        visit(&desk, patient, date, before);
    }
    // From its worst day on it fell by half; since care began it did not change.
    let form = LetterForm {
        news: News::Improving,
        ..dates(&desk, patient, "2026-11-08", "")
    };
    let seen = seen(&desk, patient, form.clone());
    assert!(!seen.reads.may_say_improving);
    assert_eq!(problems(&seen), [fault("form.news", "not-shown")]);
    let refused = export(&desk, patient, |asked| asked.form = form);
    assert_eq!(faults(refused), [fault("form.news", "not-shown")]);
}
