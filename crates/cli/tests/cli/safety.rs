//! Screening and consent, from files and back into files.

use jsonschema::validator_for;
use serde_json::{Value, json};

use crate::given::{Desk, session};

fn screening() -> Value {
    json!({
        "reviewed": "2026-01-18",
        "answers": [
            {"check": "anticoagulant", "answer": "yes", "note": "apixaban 5 mg", "date": "2026-01-10"},
            {"check": "epilepsy", "answer": "no", "note": "", "date": "2026-01-18"},
            {"check": "anxiety", "answer": "not-known", "note": "", "date": "2026-01-18"}
        ],
        "note": ""
    })
}

fn consent() -> Value {
    json!({
        "kind": "written",
        "date": "2026-01-18",
        "time": "17:30",
        "procedure": "Dry needling",
        "regions": ["neck", "shoulder-girdle"],
        "techniques": ["pistoning"],
        "covers": "upper trapezius and neighbours",
        "told": [
            "procedure", "reason", "sensation", "benefit", "risks", "alternatives", "training",
            "right-to-stop", "pregnancy-and-implants"
        ],
        "form_version": "2026-01",
        "signer": "M. Okafor",
        "relation": "guardian",
        "authority": "power of attorney",
        "assent": "given",
        "interpreter": "L. Marsh, Polish",
        "copy_given": true,
        "signed": "drawn",
        "strokes": [[10, 20, 400, 250], [500, 0]],
        "scan": "",
        "note": "asked about fainting"
    })
}

/// What was recorded without what the record adds to it.
fn as_file(recorded: &Value) -> Value {
    let mut file = recorded.clone();
    let fields = file.as_object_mut().unwrap();
    assert_eq!(fields.remove("author").unwrap(), "A. Rivera");
    assert!(
        !fields
            .remove("recorded_at")
            .unwrap()
            .as_str()
            .unwrap()
            .is_empty()
    );
    fields.remove("id");
    file
}

fn paths(refusal: &Value) -> Vec<&str> {
    let fields = refusal["fields"].as_array().unwrap().iter();
    fields
        .map(|fault| fault["path"].as_str().unwrap())
        .collect()
}

#[test]
fn screening_and_consent_come_back_as_they_were_written() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let before = desk.json(&["history", &id]);
    assert_eq!(
        (&before["screening"], &before["consents"]),
        (&Value::Null, &json!([]))
    );
    let sheet = desk.file("screening.json", &screening());
    let signed = desk.json(&["screening", "okafor", &sheet]);
    assert_eq!(signed["flags"][0]["note"], "apixaban 5 mg");
    let form = desk.file("consent.json", &consent());
    let given = desk.json(&["consent", &id, &form]);
    assert_eq!(given["stands"], "Consent written 18 Jan 2026");

    let history = desk.json(&["history", &id]);
    assert_eq!(as_file(&history["screening"]), screening());
    assert_eq!(as_file(&history["consents"][0]), consent());
    assert_eq!(history["consents"][0]["id"], given["consent"]["id"]);
}

#[test]
fn a_withdrawal_is_recorded_and_the_consent_stays_on_record() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let form = desk.file("consent.json", &consent());
    desk.json(&["consent", &id, &form]);
    let withdrawn = desk.json(&["consent", &id, "--withdraw"]);
    assert!(
        withdrawn["stands"]
            .as_str()
            .unwrap()
            .starts_with("Consent withdrawn ")
    );
    let consents = desk.json(&["history", &id])["consents"].take();
    assert!(consents[0]["withdrawn"]["date"].is_string());
    assert_eq!(as_file(&consents[1]), consent());
    let chart = desk.file("session.json", &session());
    let charted = desk.run(&["chart", &id, &chart, "--sign"]);
    assert_eq!(
        charted.code, 0,
        "what was done stays chartable: {}",
        charted.stderr
    );
}

#[test]
fn every_fault_is_told_at_its_path_and_nothing_is_written() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let mut sheet = screening();
    sheet["answers"][1]["check"] = json!("anticoagulant");
    sheet["answers"][2]["check"] = json!("bad-mood");
    sheet["reviewed"] = json!("2099-01-01");
    let file = desk.file("bad.json", &sheet);
    let ran = desk.run(&["--json", "screening", &id, &file]);
    assert_eq!(ran.code, 3);
    let refusal: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(
        paths(&refusal),
        ["reviewed", "answers[1].check", "answers[2].check"]
    );
    let mut form = consent();
    form["authority"] = json!("");
    form["strokes"] = json!([[1001, 0]]);
    form["copy_given"] = Value::Null;
    let file = desk.file("bad.json", &form);
    let ran = desk.run(&["--json", "consent", &id, &file]);
    assert_eq!(ran.code, 3);
    let refusal: Value = serde_json::from_str(ran.stderr.lines().last().unwrap()).unwrap();
    assert_eq!(paths(&refusal), ["strokes[0]", "authority", "copy_given"]);
    let history = desk.json(&["history", &id]);
    assert_eq!(
        (&history["screening"], &history["consents"]),
        (&Value::Null, &json!([]))
    );
}

#[test]
fn what_deserves_a_second_look_is_a_warning_and_stops_nothing() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let mut form = consent();
    form["told"] = json!(["risks"]);
    form["copy_given"] = json!(false);
    let file = desk.file("consent.json", &form);
    let ran = desk.run(&["consent", &id, &file]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("Warning: No copy was given."),
        "{}",
        ran.stderr
    );
    assert!(ran.stdout.contains("Consent written 18 Jan 2026"));
}

#[test]
fn the_schema_takes_what_the_commands_take() {
    let desk = Desk::with_practice();
    for (command, file) in [("screening", screening()), ("consent", consent())] {
        let schema = desk.json(&["schema", command]);
        assert!(validator_for(&schema).unwrap().is_valid(&file), "{command}");
    }
}
