//! Between the visits: contacts and later events, from files and back into files.

use jsonschema::validator_for;
use serde_json::{Value, json};

use crate::given::{Desk, session, with_input};

fn call() -> Value {
    json!({
        "kind": "physician-talk",
        "how": "by phone",
        "date": "2026-01-18",
        "time": "17:30",
        "who": {"role": "physician", "name": "Dr. L. Hahn"},
        "said": "Neck pain. Pistoning of the upper trapezius. Risks raised: lung, bleeding.",
        "agreed": "Report after four visits."
    })
}

fn bruise(session: &Value) -> Value {
    json!({
        "kind": "bruise",
        "severity": "mild",
        "session": session,
        "session_not_known": false,
        "heard_date": "2026-01-22",
        "heard_time": "09:15",
        "heard_from": {"role": "patient", "name": ""},
        "began": "",
        "began_hours": 6,
        "seen": "4 cm over the left shoulder",
        "done": "Ice, no needling there",
        "course": "Fading",
        "resolved_date": "",
        "resolved": "not yet"
    })
}

fn paths(refusal: &Value) -> Vec<&str> {
    let fields = refusal["fields"].as_array().unwrap().iter();
    fields
        .map(|fault| fault["path"].as_str().unwrap())
        .collect()
}

/// The entry without what the record adds to it.
fn as_file(entry: &Value) -> Value {
    let mut file = entry.clone();
    let fields = file.as_object_mut().unwrap();
    for added in ["id", "author", "recorded_at"] {
        let words = fields.remove(added).unwrap();
        assert!(!words.as_str().unwrap().is_empty(), "{added}");
    }
    file
}

#[test]
fn a_contact_and_a_later_event_come_back_as_they_were_written() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    let signed = desk.json(&["chart", &id, &chart, "--sign"])["session"].take();
    let contact = desk.file("contact.json", &call());
    let logged = desk.json(&["contact", "okafor", &contact]);
    let event = desk.file("event.json", &bruise(&signed));
    let reported = desk.json(&["event", &id, &event]);
    assert_eq!(
        (&logged["patient"], &reported["patient"]),
        (&json!(id), &json!(id))
    );

    let history = desk.json(&["history", &id]);
    assert_eq!(history["sessions"].as_array().unwrap().len(), 1);
    let (contacts, events) = (&history["contacts"], &history["events"]);
    assert_eq!(
        (contacts[0]["id"].clone(), events[0]["id"].clone()),
        (logged["contact"].clone(), reported["event"].clone())
    );
    assert_eq!(as_file(&contacts[0]), call());
    assert_eq!(as_file(&events[0]), bruise(&signed));
    assert!(events[0]["author"].as_str().unwrap().contains("A. Rivera"));

    let lines: Vec<String> = desk
        .run(&["history", &id])
        .stdout
        .lines()
        .map(str::to_owned)
        .collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    for (line, words) in lines.iter().zip([
        "22 Jan 2026 09:15  Bruising, mild  patient  after 20 Jan 2026",
        "20 Jan 2026 14:05",
        "18 Jan 2026 17:30  Talk with a physician  Dr. L. Hahn",
    ]) {
        assert!(line.contains(words), "{line}");
    }
    assert_eq!(desk.run(&["verify"]).code, 0);
    assert_eq!(desk.run(&["rebuild"]).code, 0);
    assert_eq!(desk.json(&["history", &id])["contacts"], *contacts);
}

#[test]
fn the_schema_takes_what_the_commands_take_and_give_back() {
    let desk = Desk::with_practice();
    let schema = |of: &str| {
        let text = desk.run(&["schema", of]).stdout;
        validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
    };
    let file = bruise(&json!("019aaaaa-0000-7000-8000-000000000000"));
    assert!(schema("contact").is_valid(&call()) && schema("event").is_valid(&file));
    let all: Value = serde_json::from_str(&desk.run(&["schema"]).stdout).unwrap();
    let all = validator_for(&all).unwrap();
    assert!(all.is_valid(&call()) && all.is_valid(&file));
}

#[test]
fn every_fault_is_named_at_once_and_nothing_is_written() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let mut contact = call();
    contact["date"] = json!("1890-01-01");
    contact["time"] = json!("noon");
    contact["who"] = json!({"role": "payer"});
    contact["said"] = json!(["x"]);
    contact["sayd"] = json!("Okaforcanary");
    let file = desk.file("contact.json", &contact);
    let (code, refusal) = desk.refusal(&["contact", &id, &file]);
    let mut found = paths(&refusal);
    found.sort_unstable();
    assert_eq!(code, 3);
    assert_eq!(
        found,
        ["date", "said", "sayd", "time", "who.name", "who.role"]
    );

    let mut event = bruise(&json!("019aaaaa-0000-7000-8000-000000000000"));
    event["kind"] = json!("needlestick-staff");
    event["heard_date"] = json!("2999-01-01");
    event["began_hours"] = json!(-1);
    let ran = with_input(
        desk.command(&["--json", "event", &id, "-"]),
        &event.to_string(),
    );
    let refusal = ran.refusal();
    let mut found = paths(&refusal);
    found.sort_unstable();
    assert_eq!(ran.code, 3);
    assert_eq!(found, ["began_hours", "heard_date", "kind", "session"]);

    let history = desk.json(&["history", &id]);
    assert_eq!(
        (&history["contacts"], &history["events"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(desk.drafts(), 0);
}
