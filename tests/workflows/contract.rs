//! The one door of the window: unknown words, unreadable words, and a locked practice.

use serde_json::{Value, json};

use crate::support::*;

#[test]
fn what_the_window_cannot_know_is_refused_in_words() {
    let desk = Desk::open();
    let refuse = |name: &str, args: Value| desk.filiform.answer(name, args).unwrap_err();
    assert_eq!(refuse("drop_everything", json!({})).code, "unknown-command");
    let unreadable = refuse("open_patient", json!({ "patient": "Okafor" }));
    assert_eq!(unreadable.code, "unreadable-command");
    assert!(
        !unreadable.message.contains("Okafor"),
        "a refusal never repeats what was typed"
    );
}

#[test]
fn faults_travel_with_their_paths() {
    let desk = Desk::open();
    let args =
        json!({ "patient": { "family_name": "Okafor", "given_name": "Ada" }, "draft": null });
    let refused = desk.filiform.answer("register_patient", args).unwrap_err();
    assert_eq!(
        (refused.code.as_str(), refused.fields[0].path.as_str()),
        ("fields", "birth_date")
    );
}

#[test]
fn a_locked_practice_answers_nothing_about_a_patient() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    desk.lock();
    let session = patient; // any id
    for (name, args) in [
        ("workspace", json!({})),
        ("today", json!({})),
        ("find_patients", json!({ "query": "", "limit": 5 })),
        ("check_patient", json!({ "patient": {}, "id": null })),
        ("open_patient", json!({ "patient": patient })),
        (
            "review_history",
            json!({ "patient": patient, "before": null, "limit": 5 }),
        ),
        ("open_session", json!({ "session": session })),
        ("start_session", json!({ "patient": patient })),
        (
            "check_session",
            json!({ "patient": patient, "session": {} }),
        ),
        ("open_draft", json!({ "draft": kept.id })),
        ("discard_draft", json!({ "draft": kept.id })),
        ("restore_draft", json!({ "draft": kept.id })),
        ("sign_session", json!({ "draft": kept.id, "rev": kept.rev })),
        ("offer_letter", json!({ "patient": patient })),
        ("practice_page", json!({})),
        ("change_practice", serde_json::to_value(practice()).unwrap()),
        (
            "change_therapist",
            serde_json::to_value(therapist()).unwrap(),
        ),
        (
            "change_passphrase",
            json!({ "old": PASSPHRASE, "new": OTHER_PASSPHRASE }),
        ),
    ] {
        assert_eq!(
            desk.filiform.answer(name, args).unwrap_err().code,
            "locked",
            "{name}"
        );
    }
    assert!(
        desk.filiform.answer("reference", json!({})).is_ok(),
        "the clinical content holds nothing of a patient"
    );
}
