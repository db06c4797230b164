//! What a later event takes and what it refuses, fault by fault.

use proptest::prelude::*;

use super::*;
use crate::between::Role;
use crate::between::testing::{NOW_MS, between};

const DAY_MS: i64 = 86_400_000;

fn visit() -> SessionId {
    SessionId::new(NOW_MS, [4; 10])
}

fn bruise() -> ReportedEventDraft {
    ReportedEventDraft {
        kind: "bruise".into(),
        session: visit().to_string(),
        heard_date: "2026-11-22".into(),
        heard_time: "14:05".into(),
        heard_from: WhoDraft {
            role: Some(Role::Patient),
            name: String::new(),
        },
        began_hours: Some(6),
        seen: "Bruise of 4 cm over the shoulder.".into(),
        severity: Some(Severity::Mild),
        ..ReportedEventDraft::default()
    }
}

/// The only session of the patient began two days ago.
fn check(draft: &ReportedEventDraft) -> Result<ReportedEvent, Vec<Problem>> {
    let started = Instant {
        utc_ms: NOW_MS - 2 * DAY_MS,
        offset_minutes: 0,
    };
    draft.checked(
        ReportedEventId::new(NOW_MS, [1; 10]),
        &Reporting {
            between: between(),
            session_start: &|id| (id == visit()).then_some(started),
            usual_severity: &|kind| match kind {
                "bruise" | "bleeding" | STAFF_EVENT => Some(Severity::Mild),
                "pneumothorax" => Some(Severity::Serious),
                _ => None,
            },
        },
    )
}

fn faults(draft: &ReportedEventDraft) -> Vec<(String, String)> {
    let problems = check(draft).err().unwrap_or_default();
    problems.into_iter().map(|p| (p.path, p.code)).collect()
}

fn one_fault(change: impl FnOnce(&mut ReportedEventDraft), path: &str, code: &str) {
    let mut draft = bruise();
    change(&mut draft);
    assert_eq!(faults(&draft), [(path.to_owned(), code.to_owned())]);
}

#[test]
fn an_event_is_dated_when_it_was_heard() {
    let event = check(&bruise()).ok().unwrap();
    assert_eq!(event.heard.utc_ms, NOW_MS - 3_600_000);
    assert_eq!(event.session, Some(visit()));
    assert!(event.to_draft() == bruise());
}

#[test]
fn a_blank_form_names_everything_that_is_missing_at_once() {
    let found = faults(&ReportedEventDraft::default());
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "kind",
            "session",
            "heard_date",
            "heard_time",
            "heard_from.role"
        ]
    );
}

#[test]
fn the_severity_is_that_of_the_kind_unless_another_is_chosen() {
    for (kind, typed, kept) in [
        ("bruise", None, Severity::Mild),
        ("pneumothorax", None, Severity::Serious),
        ("bruise", Some(Severity::Significant), Severity::Significant),
    ] {
        let draft = ReportedEventDraft {
            kind: kind.into(),
            severity: typed,
            ..bruise()
        };
        assert_eq!(check(&draft).ok().unwrap().severity, kept, "{kind}");
    }
}

#[test]
fn a_needlestick_of_staff_is_never_an_event_of_the_patient() {
    one_fault(|d| d.kind = STAFF_EVENT.into(), "kind", "staff-event");
    one_fault(|d| d.kind = "bad-luck".into(), "kind", "unknown-event");
}

#[test]
fn the_session_is_one_of_the_patients_or_honestly_not_known() {
    one_fault(|d| d.session = String::new(), "session", "missing");
    one_fault(
        |d| d.session = "last one".into(),
        "session",
        "unknown-session",
    );
    let another = SessionId::new(NOW_MS, [9; 10]).to_string();
    one_fault(|d| d.session = another, "session", "unknown-session");
    one_fault(
        |d| d.session_not_known = true,
        "session_not_known",
        "contradiction",
    );
    let honest = ReportedEventDraft {
        session: String::new(),
        session_not_known: true,
        ..bruise()
    };
    assert!(check(&honest).ok().unwrap().session.is_none());
}

#[test]
fn nothing_is_heard_in_the_future_or_before_the_session() {
    one_fault(
        |d| d.heard_date = "2026-11-23".into(),
        "heard_date",
        "future",
    );
    one_fault(|d| d.heard_time = "15:06".into(), "heard_time", "future");
    one_fault(
        |d| d.heard_date = "2026-11-19".into(),
        "heard_date",
        "before-session",
    );
    one_fault(
        |d| d.heard_date = "1984-03-13".into(),
        "heard_date",
        "before-birth",
    );
    one_fault(
        |d| d.resolved_date = "2026-11-19".into(),
        "resolved_date",
        "before-session",
    );
    one_fault(
        |d| d.resolved_date = "2026-11-23".into(),
        "resolved_date",
        "future",
    );
    one_fault(
        |d| d.resolved_date = "soon".into(),
        "resolved_date",
        "not-a-date",
    );
    let last_year = ReportedEventDraft {
        session: String::new(),
        session_not_known: true,
        heard_date: "2025-11-19".into(),
        ..bruise()
    };
    assert_eq!(faults(&last_year), [], "no session bounds it");
}

#[test]
fn hours_and_texts_have_their_limits() {
    one_fault(|d| d.began_hours = Some(-1), "began_hours", "out-of-range");
    one_fault(
        |d| d.began_hours = Some(8761),
        "began_hours",
        "out-of-range",
    );
    one_fault(|d| d.began = "x".repeat(301), "began", "too-long");
    one_fault(|d| d.resolved = "x".repeat(301), "resolved", "too-long");
    one_fault(|d| d.seen = "x".repeat(4001), "seen", "too-long");
    one_fault(
        |d| d.heard_from.role = Some(Role::Family),
        "heard_from.name",
        "missing",
    );
}

proptest! {
    #[test]
    fn any_event_that_is_kept_turns_back_into_its_draft(
        kind in prop::sample::select(vec!["bruise", "bleeding", "pneumothorax"]),
        severity in prop::sample::select(vec![Severity::Mild, Severity::Significant, Severity::Serious]),
        known in any::<bool>(),
        (name, began, resolved) in ("[A-Za-zß-ž]{1,20}", "[a-z]{0,30}", "[a-z]{0,30}"),
        (seen, done, course) in ("[A-Za-z]{0,60}", "[A-Za-z]{0,60}", "[A-Za-z]{0,60}"),
        (hours, day, over) in (prop::option::of(0_i64..=MOST_HOURS), 21_u32..=22, prop::option::of(21_u32..=22)),
    ) {
        let draft = ReportedEventDraft {
            kind: kind.into(),
            severity: Some(severity),
            session: if known { visit().to_string() } else { String::new() },
            session_not_known: !known,
            heard_date: format!("2026-11-{day:02}"),
            heard_time: "09:00".into(),
            heard_from: WhoDraft { role: Some(Role::Family), name },
            began,
            began_hours: hours,
            seen,
            done,
            course,
            resolved_date: over.map(|day| format!("2026-11-{day:02}")).unwrap_or_default(),
            resolved,
        };
        let event = check(&draft).map_err(|_| TestCaseError::fail("refused"))?;
        prop_assert!(event.to_draft() == draft);
        let bytes = serde_json::to_vec(&event).unwrap();
        prop_assert!(serde_json::from_slice::<ReportedEvent>(&bytes).unwrap() == event);
    }
}
