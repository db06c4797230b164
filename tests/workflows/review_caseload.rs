//! Review the caseload: what waits, the month, events per 1,000 visits, and completed episodes by condition.

use filiform::contract::{CaseloadPage, EpisodeTyped, KeepEpisode, ReviewCaseload};
use filiform_domain::episode::EpisodeDraft;
use filiform_domain::ids::PatientId;
use filiform_domain::patient::PatientDraft;
use filiform_domain::session::SessionDraft;
use filiform_domain::visit::BillingCode;

use crate::support::*;

fn page(desk: &Desk, month: &str) -> CaseloadPage {
    let asked = ReviewCaseload {
        month: month.into(),
    };
    filiform::review_caseload::review_caseload(&desk.filiform, asked)
        .ok()
        .unwrap()
}

fn keep(desk: &Desk, patient: PatientId, content: EpisodeDraft) -> String {
    let typed = EpisodeTyped {
        episode: None,
        based_on: 0,
        content,
    };
    let kept = KeepEpisode {
        patient,
        typed,
        draft: None,
    };
    let page = filiform::manage_episode::keep_episode(&desk.filiform, kept)
        .ok()
        .unwrap();
    page.id.to_string()
}

fn billed(date: &str) -> SessionDraft {
    SessionDraft {
        codes: vec![BillingCode {
            code: "20560".into(),
            units: Some(1),
        }],
        ..note(date)
    }
}

#[test]
fn the_month_lists_visits_codes_and_what_has_no_code() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &billed("2026-11-03")).unwrap();
    desk.sign(patient, &note("2026-11-20")).unwrap();
    desk.sign(patient, &note("2026-10-20")).unwrap();
    let now = page(&desk, "");
    assert_eq!(
        (now.month_words.as_str(), now.next.as_deref()),
        ("November 2026", None)
    );
    let row = &now.done.therapists[0];
    assert_eq!(
        (now.done.therapists.len(), row.held, row.unbilled),
        (1, 2, 1)
    );
    assert_eq!(
        (now.done.codes[0].code.as_str(), now.done.codes[0].units),
        ("20560", 1)
    );
    assert_eq!(now.done.unbilled.len(), 1);
    assert_eq!(now.done.unbilled[0].date, "20 Nov 2026");
    assert_eq!(now.events.visits, 3, "of the twelve months");
    let before = page(&desk, "2026-10");
    assert_eq!(
        (before.done.therapists[0].held, before.events.visits),
        (1, 1)
    );
    assert_eq!(before.next.as_deref(), Some("2026-11"));
}

#[test]
fn what_waits_is_listed_with_its_person_and_its_day() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.draft(patient, &note("2026-11-20"));
    let waiting = page(&desk, "").waiting;
    assert_eq!(waiting.drafts.len(), 1);
    assert_eq!(
        (
            waiting.drafts[0].what.as_str(),
            waiting.drafts[0].since.as_str()
        ),
        ("1 note", "22 Nov 2026")
    );
    let typed = EpisodeDraft {
        reassess_due: "2026-11-22".into(),
        ..episode()
    };
    keep(&desk, patient, typed);
    assert!(
        page(&desk, "").waiting.reassessments.is_empty(),
        "due today is not overdue"
    );
    desk.clock.forward(2 * DAY_MS);
    let waiting = page(&desk, "").waiting;
    assert_eq!(waiting.reassessments.len(), 1);
    assert!(waiting.reassessments[0].overdue);
    assert_eq!(waiting.plans.len(), 1);
}

#[test]
fn completed_episodes_say_something_about_change_from_twenty_on() {
    let desk = Desk::open();
    for n in 0..20 {
        let given_name = format!("Number {n}");
        let patient = desk
            .register(PatientDraft {
                given_name,
                ..ada()
            })
            .id;
        let typed = EpisodeDraft {
            opened_on: "2026-11-01".into(),
            discharge: Some(discharge()),
            plan_of_care: filiform_domain::episode::PlanOfCareDraft::default(),
            reassess_due: String::new(),
            ..episode()
        };
        let id = keep(&desk, patient, typed);
        for (date, pain) in [("2026-11-03", 7), ("2026-11-20", 3)] {
            let visit = SessionDraft {
                episode: id.clone(),
                pain_before: Some(pain),
                ..note(date)
            };
            desk.sign(patient, &visit).unwrap();
        }
        let groups = page(&desk, "").conditions;
        assert_eq!((groups.len(), groups[0].episodes), (1, n + 1));
        assert_eq!(groups[0].readings.is_empty(), n + 1 < 20, "{n}");
    }
    let group = &page(&desk, "").conditions[0];
    assert_eq!(group.readings[0].count, "20 of 20");
    assert_eq!(group.visits, "40 held, 0 not held");
    assert!(page(&desk, "2026-10").conditions.is_empty());
}

#[test]
fn a_month_that_is_none_is_refused() {
    let desk = Desk::open();
    for month in ["2026-12", "2026-1", "x"] {
        let asked = ReviewCaseload {
            month: month.into(),
        };
        let refused = filiform::review_caseload::review_caseload(&desk.filiform, asked);
        assert_eq!(faults(refused), [fault("month", "not-a-month")], "{month}");
    }
}
