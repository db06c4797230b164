//! `episode`: shown, opened, changed and closed from files, and refused whole.

use serde_json::{Value, json};

use crate::given::Desk;

fn episode() -> Value {
    json!({
        "opened_on": "2026-01-05", "conditions": [{"condition": "neck-pain", "icd10cm": "M54.2"}], "side": "left",
        "diagnosis": "Neck pain with headache", "region": "neck", "onset_date": "2025-12-01", "onset": "after a fall",
        "referral": {
            "referrer": "Dr. L. Hahn", "date": "2026-01-02", "diagnosis": "Cervicalgia", "visits_authorised": 12,
            "expires": "2027-01-03"
        },
        "plan_of_care": {
            "frequency": "twice a week", "sent_to": "Dr. L. Hahn", "sent_on": "2026-01-06",
            "signature_due": "2026-02-06", "signed_on": "", "certified_until": "2026-04-06"
        },
        "goals": [{"text": "Drive for an hour", "due": "2026-03-01", "state": "met", "decided_on": "2026-02-20"}],
        "baseline": "Rotation left 45 degrees.", "reassess_due": "2026-02-05",
        "reassessments": [{"date": "2026-02-05", "found": "Rotation left 60 degrees."}],
        "discharge": null
    })
}

fn visit(episode: &Value) -> Value {
    json!({
        "date": "2026-01-20", "time": "09:00", "region": "neck", "episode": episode,
        "other_care": [{"kind": "stretching", "minutes": 10}], "events_asked": true
    })
}

#[test]
fn an_episode_is_opened_charted_in_changed_and_closed() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    assert_eq!(desk.json(&["episode", &id]), json!({ "episodes": [] }));
    let file = desk.file("episode.json", &episode());
    let opened = desk.json(&["episode", &id, &file]);
    assert_eq!(opened["episode"], episode(), "everything comes back");
    assert_eq!(
        (&opened["revision"], &opened["open"]),
        (&json!(1), &json!(true))
    );

    let note = desk.file("visit.json", &visit(&opened["id"]));
    desk.json(&["chart", &id, &note, "--sign"]);
    let shown = desk.json(&["episode", &id]);
    let shown = &shown["episodes"][0];
    assert_eq!(
        shown["visits"],
        "1 of 12 visits used, authorised until 3 Jan 2027"
    );
    assert_eq!(shown["visits_held"], 1);

    let mut over = episode();
    over["discharge"] = json!({
        "date": "2026-03-02", "reason": "goals-met", "reason_words": "", "summary": "Drives without pain.",
        "home_programme": "Rotation, daily.", "follow_up": "None."
    });
    let file = desk.file("closed.json", &over);
    let change = opened["id"].as_str().unwrap();
    let closed = desk.json(&["episode", &id, &file, "--change", change]);
    assert_eq!(
        (&closed["id"], &closed["open"]),
        (&opened["id"], &json!(false))
    );
    assert_eq!(closed["episode"], over);
    let history = desk.json(&["history", &id]);
    assert_eq!(history["episodes"][0]["episode"], over);
    assert_eq!(history["sessions"][0]["note"]["episode"], opened["id"]);
    let terminal = desk.run(&["history", &id]).stdout;
    assert!(
        terminal.contains("Episode closed: Neck pain, left"),
        "{terminal}"
    );
    assert!(
        terminal.contains("5 Jan 2026  Episode opened"),
        "{terminal}"
    );
    let terminal = desk.run(&["episode", &id]).stdout;
    assert!(
        terminal
            .contains("Neck pain, left  5 Jan 2026 to 2 Mar 2026: goals met  1 of 12 visits used"),
        "{terminal}"
    );
}

#[test]
fn every_fault_of_file_and_rules_is_answered_at_once_and_nothing_is_written() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let mut wrong = episode();
    wrong["referral"]["visits_authorised"] = json!("twelve");
    wrong["referral"]["expires"] = json!("2025-12-31");
    wrong["plan_of_care"]["sent"] = json!("2026-01-06");
    wrong["goals"][0]["decided_on"] = json!("");
    wrong["discharge"] = json!({ "date": "2025-01-01" });
    let file = desk.file("wrong.json", &wrong);
    let (code, refusal) = desk.refusal(&["episode", &id, &file]);
    assert_eq!(code, 3);
    let fields = refusal["fields"].as_array().unwrap();
    let paths: Vec<&str> = fields.iter().filter_map(|f| f["path"].as_str()).collect();
    for path in [
        "referral.visits_authorised",
        "referral.expires",
        "plan_of_care.sent",
        "goals[0].decided_on",
        "discharge.date",
        "discharge.reason",
    ] {
        assert!(paths.contains(&path), "{path}: {paths:?}");
    }
    assert_eq!(desk.json(&["episode", &id]), json!({ "episodes": [] }));
}

#[test]
fn an_episode_of_somebody_else_is_not_changed() {
    let desk = Desk::with_practice();
    let ada = desk.register("Okafor", "Ada");
    let bea = desk.register("Silva", "Bea");
    let file = desk.file("episode.json", &episode());
    let theirs = desk.json(&["episode", &bea, &file]);
    let theirs = theirs["id"].as_str().unwrap();
    for id in [theirs, "no-id"] {
        let (code, refusal) = desk.refusal(&["episode", &ada, &file, "--change", id]);
        assert_eq!((code, &refusal["code"]), (3, &json!("gone")), "{id}");
    }
}

#[test]
fn the_schema_of_an_episode_asks_for_the_day_and_knows_every_field() {
    let desk = Desk::with_practice();
    let schema = desk.json(&["schema", "episode"]);
    let definition = &schema["$defs"]["EpisodeDraft"];
    assert_eq!(definition["required"], json!(["opened_on"]));
    let fields = definition["properties"].as_object().unwrap();
    for field in episode().as_object().unwrap().keys() {
        assert!(fields.contains_key(field), "{field}");
    }
}
