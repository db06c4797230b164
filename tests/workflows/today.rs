//! The first screen.

use filiform::contract::{KeepDraft, Nothing};
use filiform::settings::change_therapist;
use filiform::today::today;
use filiform_domain::practice::{Licence, Therapist, Training};

use crate::support::*;

#[test]
fn a_new_practice_has_nothing_to_do() {
    let desk = Desk::open();
    let page = today(&desk.filiform, Nothing {}).ok().unwrap();
    assert_eq!((page.date.as_str(), page.patients), ("22 Nov 2026", 0));
    assert!(page.drafts.is_empty() && page.seen.is_empty() && page.warnings.is_empty());
}

#[test]
fn unsigned_notes_half_registrations_and_visits_of_the_day_are_listed() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-22")).unwrap();
    desk.sign(patient, &note("2026-11-21")).unwrap();
    desk.draft(patient, &note("2026-11-22"));
    let body = serde_json::json!({ "family_name": "Meyer" });
    let typed = KeepDraft {
        draft: None,
        kind: "patient".into(),
        patient: None,
        rev: 0,
        body,
        caret: None,
    };
    filiform::chart_session::keep_draft(&desk.filiform, typed).unwrap();
    let page = today(&desk.filiform, Nothing {}).ok().unwrap();
    let mut drafts: Vec<_> = page
        .drafts
        .iter()
        .map(|d| (d.kind.as_str(), d.name.as_str(), d.sites))
        .collect();
    drafts.sort_unstable();
    assert_eq!(
        drafts,
        [("patient", "Meyer", 0), ("session", "Okafor, Adá", 3)]
    );
    assert_eq!(page.seen.len(), 1, "yesterday is not today");
    assert_eq!(
        (page.seen[0].time.as_str(), page.seen[0].region.as_str()),
        ("09:20", "Neck")
    );
}

#[test]
fn an_expired_licence_warns_and_never_blocks() {
    let desk = Desk::open();
    let me = Therapist {
        licence: Licence {
            state: "ME".into(),
            expires: "2026-11-21".into(),
            ..Licence::default()
        },
        training: vec![Training {
            provider: "Myopain".into(),
            expires: "2026-12-12".into(),
            ..Training::default()
        }],
        ..therapist()
    };
    change_therapist(&desk.filiform, me).ok().unwrap();
    let page = today(&desk.filiform, Nothing {}).ok().unwrap();
    let codes: Vec<_> = page
        .warnings
        .iter()
        .map(|warning| warning.code.as_str())
        .collect();
    assert_eq!(codes, ["expired", "expires-soon"]);
    let patient = desk.register(ada()).id;
    assert!(
        desk.sign(patient, &note("2026-11-22")).is_ok(),
        "care that was given is recorded"
    );
}
