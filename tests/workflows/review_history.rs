//! Review a patient's history.

use filiform::contract::{ReviewHistory, TimelineRow, WhichPatient, WhichSession};
use filiform::review_history::{open_patient, open_session, review_history};
use filiform_domain::session::SessionDraft;

use crate::support::*;

mod narrowed;
mod side_by_side;

fn rated(date: &str, before: i64) -> SessionDraft {
    SessionDraft {
        pain_before: Some(before),
        pain_after: Some(before - 2),
        ..note(date)
    }
}

#[test]
fn sessions_come_newest_first_also_when_one_is_charted_late() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for date in ["2026-11-20", "2026-11-03", "2026-11-10"] {
        desk.sign(patient, &note(date)).unwrap();
    }
    let dates: Vec<_> = desk
        .history(patient)
        .into_iter()
        .map(|line| line.date)
        .collect();
    assert_eq!(dates, ["20 Nov 2026", "10 Nov 2026", "3 Nov 2026"]);
}

#[test]
fn a_long_history_comes_in_pages_without_a_gap_or_a_repeat() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for day in 1..=7 {
        desk.sign(patient, &note(&format!("2026-11-{day:02}")))
            .unwrap();
    }
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = review_history(
            &desk.filiform,
            ReviewHistory {
                patient,
                filter: filiform::contract::TimelineFilter::default(),
                before,
                limit: 3,
            },
        )
        .ok()
        .unwrap();
        seen.extend(page.sessions.into_iter().map(|line| line.date));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    let expected: Vec<_> = (1..=7).rev().map(|day| format!("{day} Nov 2026")).collect();
    assert_eq!(seen, expected);
}

#[test]
fn sessions_and_what_happened_between_them_come_in_pages_without_a_gap_or_a_repeat() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for day in 1..=9 {
        let date = format!("2026-11-{day:02}");
        if day % 3 == 0 {
            desk.sign(patient, &note(&date)).unwrap();
        }
        desk.log(patient, call(&date, "09:20"));
        desk.log(patient, call(&date, "08:00"));
    }
    let key = |row: &TimelineRow| match row {
        TimelineRow::Session { session } => session.to_string(),
        TimelineRow::Between { entry } => entry.id.clone(),
    };
    let whole: Vec<String> = desk.timeline(patient).iter().map(key).collect();
    assert_eq!(whole.len(), 21);
    for limit in [1, 2, 4, 5, 100] {
        let (mut paged, mut sessions, mut before) = (Vec::new(), 0, None);
        loop {
            let asked = ReviewHistory {
                patient,
                filter: filiform::contract::TimelineFilter::default(),
                before,
                limit,
            };
            let page = review_history(&desk.filiform, asked).ok().unwrap();
            assert!(page.timeline.len() <= limit as usize);
            paged.extend(page.timeline.iter().map(key));
            sessions += page.sessions.len();
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!((&paged, sessions), (&whole, 3), "{limit} rows a page");
    }
    let moments: Vec<i64> = whole_moments(&desk, patient);
    assert!(moments.is_sorted_by(|newer, older| newer >= older));
}

fn whole_moments(desk: &Desk, patient: filiform_domain::ids::PatientId) -> Vec<i64> {
    let started = desk.history(patient);
    let of = |row: &TimelineRow| match row {
        TimelineRow::Session { session } => started
            .iter()
            .find(|line| line.id == *session)
            .map(|line| line.utc_ms),
        TimelineRow::Between { entry } => Some(entry.utc_ms),
    };
    desk.timeline(patient).iter().filter_map(of).collect()
}

#[test]
fn a_cursor_that_is_none_is_refused() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for before in ["", "x", "a/b", "019aaaaa-0000-7000-8000-000000000000"] {
        let asked = ReviewHistory {
            patient,
            filter: filiform::contract::TimelineFilter::default(),
            before: Some(before.to_owned()),
            limit: 5,
        };
        let refused = review_history(&desk.filiform, asked).err().unwrap();
        assert_eq!(refused.code(), "unreadable-command", "{before:?}");
    }
}

#[test]
fn the_strip_leads_with_pain_before_each_visit_and_claims_no_more_than_the_rules() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &rated("2026-11-20", 7)).unwrap();
    desk.sign(patient, &rated("2026-11-22", 3)).unwrap();
    let strip = |desk: &Desk| {
        open_patient(&desk.filiform, WhichPatient { patient })
            .ok()
            .unwrap()
            .strip
    };
    assert_eq!(
        strip(&desk).reading.as_deref(),
        Some("Not enough ratings to judge."),
        "two days are too few"
    );
    desk.sign(patient, &rated("2026-11-02", 8)).unwrap();
    let strip = strip(&desk);
    assert_eq!(
        strip.pain_before,
        [Some(8), Some(7), Some(3)],
        "oldest first"
    );
    assert_eq!(
        strip.reading.as_deref(),
        Some(
            "Better by both published thresholds and by more than a published estimate of measurement error."
        )
    );
    assert_eq!(
        (strip.days_since, strip.last.unwrap().sites.len()),
        (Some(0), 3)
    );
}

#[test]
fn a_patient_without_sessions_has_an_empty_strip() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let strip = open_patient(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap()
        .strip;
    assert!(strip.last.is_none() && strip.reading.is_none() && strip.pain_before.is_empty());
}

#[test]
fn a_signed_note_reads_in_full_with_its_author_and_its_fingerprint() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-20")).unwrap();
    let page = open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap();
    assert!(
        page.note == note("2026-11-20"),
        "the note in the shape that was typed"
    );
    assert_eq!(
        (page.signed_by.as_str(), page.signed_at.as_str()),
        ("A. Rivera, PT, DPT", "22 Nov 2026 14:05")
    );
    let lines = page
        .text
        .iter()
        .map(|(heading, words)| format!("{heading}: {words}"));
    let words = lines.collect::<Vec<_>>().join(
        "
",
    );
    for part in [
        "Story: Stiff after driving.",
        "Pain now, before: 7 of 10",
        "left upper trapezius · trigger point 1 · 0.25 × 40 mm",
        "right infraspinatus",
        "Needles: 3 in, 3 out",
        "Adverse events: asked, none",
        "Advice on breathlessness: given",
        "Plan: Next visit in a week.",
    ] {
        assert!(words.contains(part), "{part} is missing in\n{words}");
    }
    assert_eq!(page.fingerprint.replace(' ', "").len(), 64);
}

#[test]
fn what_was_not_recorded_is_said_so() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk
        .sign(
            patient,
            &SessionDraft {
                pain_after: None,
                ..note("2026-11-20")
            },
        )
        .unwrap();
    let page = open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap();
    assert!(
        page.text
            .contains(&("Pain now, after".to_owned(), "not recorded".to_owned()))
    );
}

/// Care began anew on 3 Nov: a rating of before is no baseline of it.
#[test]
fn the_strip_reads_from_the_first_rating_of_the_open_episode() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &rated("2026-09-01", 9)).unwrap();
    let strip = || {
        open_patient(&desk.filiform, WhichPatient { patient })
            .ok()
            .unwrap()
            .strip
    };
    assert_eq!(
        strip().period,
        "the whole record; no episode of care is open"
    );
    desk.begin(patient, episode()).ok().unwrap();
    for (date, before) in [("2026-11-03", 5), ("2026-11-12", 5), ("2026-11-20", 4)] {
        desk.sign(patient, &rated(date, before)).unwrap();
    }
    let strip = strip();
    assert_eq!(strip.period, "since 3 Nov 2026");
    assert_eq!(strip.pain_before, [Some(5), Some(5), Some(4)]);
    assert_eq!(
        strip.reading.as_deref(),
        Some("No clear change."),
        "5 to 4, not 9 to 4"
    );
    let change = strip.change.unwrap();
    assert_eq!(
        (change.first.as_str(), change.first_on.as_str(), change.days),
        ("5 points", "3 Nov 2026", 17)
    );
}

#[test]
fn the_strip_says_what_came_of_the_needling_and_what_is_open() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.begin(patient, episode()).ok().unwrap();
    let session = desk.sign(patient, &rated("2026-11-20", 5)).unwrap();
    let typed = filiform::contract::ReportEvent {
        patient,
        event: bruise(session),
        draft: None,
    };
    filiform::report_event::report_event(&desk.filiform, typed)
        .ok()
        .unwrap();
    let strip = open_patient(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap()
        .strip;
    assert_eq!(
        strip.events,
        [
            "At the last visit: asked, none.",
            "Bruising, mild, heard of on 22 Nov 2026.",
        ]
    );
    assert_eq!(
        strip.follow_ups,
        [
            "Bruising, mild, heard of on 22 Nov 2026: not written down as over.",
            "Plan of care sent on 4 Nov 2026 to Dr. L. Hahn: signature awaited.",
            "Plan of 20 Nov 2026: Next visit in a week.",
        ]
    );
    assert!(strip.change.is_none(), "one rating is no change");
}
