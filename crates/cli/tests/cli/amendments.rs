//! Signed notes are amended and voided, and everything that leaves the practice says so.

use std::process::Command;

use serde_json::{Value, json};

use crate::given::{Desk, session};

fn signed() -> (Desk, String) {
    let desk = Desk::with_practice();
    desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    let signed = desk.json(&["chart", "okafor", &chart, "--sign"]);
    (desk, signed["session"].as_str().unwrap().to_owned())
}

fn letter(desk: &Desk) -> String {
    let pdf = desk.path("letter.pdf");
    desk.json(&["letter", "okafor", "-o", pdf.to_str().unwrap(), "--replace"]);
    let output = Command::new("pdftotext")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_note_of_the_history_is_corrected_with_the_file_it_gives() {
    let (desk, id) = signed();
    let mut note = desk.json(&["history", "okafor"])["sessions"][0]["note"].clone();
    note["pain_after"] = json!(4);
    note["sites"][0]["needle"] = json!("0.25x50");
    let file = desk.file("corrected.json", &note);
    let amended = desk.json(&["amend", "okafor", &id, &file, "--why", "The wrong packet."]);
    assert_eq!(amended["session"], json!(id));
    let changes = amended["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2, "{changes:?}");
    assert_eq!(changes[0]["before"], json!("40 mm"));
    let added = desk.run(&[
        "amend",
        "okafor",
        &id,
        "--addendum",
        "No fracture on the film.",
        "--why",
        "The film came.",
    ]);
    assert_eq!(added.code, 0, "{}", added.stderr);
    let kept = desk.json(&["history", "okafor"])["sessions"][0].clone();
    assert_eq!(kept["note"]["pain_after"], json!(4), "what stands");
    let original = kept["original_text"].to_string();
    assert!(
        original.contains("3 of 10") && original.contains("40 mm"),
        "{original}"
    );
    let whys: Vec<&str> = kept["amendments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["why"].as_str().unwrap())
        .collect();
    assert_eq!(whys, ["The wrong packet.", "The film came."]);
    assert!(desk.run(&["history", "okafor"]).stdout.contains("amended "));
    assert!(letter(&desk).contains("amended on"), "{}", letter(&desk));
    assert!(
        desk.json(&["verify"])["problems"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_faulty_correction_changes_nothing_and_leaves_no_draft() {
    let (desk, id) = signed();
    let file = desk.file("same.json", &session());
    let unchanged = desk.refusal(&["amend", "okafor", &id, &file, "--why", "For nothing."]);
    assert_eq!(unchanged.0, 3);
    assert!(
        unchanged.1.to_string().contains("unchanged"),
        "{}",
        unchanged.1
    );
    let mut faulty = session();
    faulty["pain_after"] = json!(44);
    let file = desk.file("faulty.json", &faulty);
    let refused = desk.refusal(&["amend", "okafor", &id, &file, "--why", ""]);
    let said = refused.1.to_string();
    assert!(
        said.contains("pain_after") && said.contains("why"),
        "{said}"
    );
    let nowhere = "019ac000-0000-7000-8000-000000000001";
    let gone = desk.refusal(&["amend", "okafor", nowhere, &file, "--why", "x"]);
    assert_eq!(
        gone.1["error"]["code"].as_str().or(gone.1["code"].as_str()),
        Some("gone")
    );
    desk.register("Castellano", "Ben");
    let other = desk.refusal(&["void", "castellano", &id, "--reason", "entered-in-error"]);
    assert!(
        other.1.to_string().contains("gone"),
        "only in its own record"
    );
    assert_eq!(
        desk.run(&["amend", "okafor", &id, "--why", "x"]).code,
        2,
        "nothing to add"
    );
    assert_eq!(desk.drafts(), 0);
    assert!(
        desk.json(&["history", "okafor"])["sessions"][0]["amendments"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_note_of_another_patient_leaves_the_practice_with_nobody() {
    let (desk, id) = signed();
    let mut second = session();
    second["story"] = json!("Canarystory of the brother");
    second["date"] = json!("2026-01-21");
    let file = desk.file("second.json", &second);
    let wrong = desk.json(&["chart", "okafor", &file, "--sign"])["session"]
        .as_str()
        .unwrap()
        .to_owned();
    let words = desk.run(&["void", "okafor", &id, "--reason", "other"]);
    assert_eq!(words.code, 3, "another reason is said in words");
    let voided = desk.json(&[
        "void",
        "okafor",
        &wrong,
        "--reason",
        "wrong-patient",
        "--words",
        "Canaryname Castellano",
    ]);
    assert_eq!(voided["session"], json!(wrong));
    let whole = desk.json(&["history", "okafor"]);
    assert_eq!(
        whole["withheld"],
        json!("1 note withheld: recorded for another patient")
    );
    let text = whole.to_string();
    assert!(
        !text.contains("Canary"),
        "neither its words nor why: {text}"
    );
    let left: Vec<&Value> = whole["sessions"].as_array().unwrap().iter().collect();
    assert_eq!(left.len(), 2);
    assert_eq!(left[0]["voided"]["reason"], json!("wrong-patient"));
    let lines = desk.run(&["history", "okafor"]).stdout;
    assert!(
        lines.contains("voided: recorded for another patient"),
        "{lines}"
    );
    let letter = letter(&desk);
    assert!(
        letter.contains("1 note withheld: recorded for another patient"),
        "{letter}"
    );
    assert!(
        letter.contains("Number of visits 1") || letter.contains("1 session"),
        "{letter}"
    );
    let again = desk.refusal(&[
        "void", "okafor", &wrong, "--reason", "other", "--words", "x",
    ]);
    assert!(
        again.1.to_string().contains("session-voided"),
        "{}",
        again.1
    );
}
