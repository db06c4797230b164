//! Made-up patients, and what keeps the record honest.

use serde_json::json;

use crate::given::{Desk, session};

#[test]
fn a_demo_practice_is_made_filled_verified_and_rebuilt() {
    let desk = Desk::empty();
    let made = desk.json(&["demo", "--patients", "5", "--sessions", "3", "--seed", "7"]);
    assert_eq!(
        (&made["patients"], &made["sessions"]),
        (&json!(5), &json!(15))
    );
    assert!(made["practice"].as_str().unwrap().contains("made-up"));
    assert!(made["recovery_code"].is_string());
    let verified = desk.json(&["verify"]);
    assert_eq!(
        (
            &verified["patients"],
            &verified["sessions"],
            &verified["problems"]
        ),
        (&json!(5), &json!(15), &json!([]))
    );
    let patients = desk.json(&["patients"]);
    assert_eq!(desk.json(&["rebuild"])["patients"], 5);
    assert_eq!(
        desk.json(&["patients"]),
        patients,
        "rebuilt indexes say the same"
    );
}

#[test]
fn the_same_seed_makes_the_same_patients() {
    let names = |seed: &str| {
        let desk = Desk::empty();
        desk.json(&["demo", "--patients", "6", "--sessions", "0", "--seed", seed]);
        let listed = desk.json(&["patients"]);
        let mut names: Vec<_> = listed["patients"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["name"].to_string())
            .collect();
        names.sort_unstable();
        names
    };
    assert_eq!(names("3"), names("3"));
    assert_ne!(names("3"), names("4"));
}

#[test]
fn real_patients_are_never_mixed_with_made_up_ones() {
    let desk = Desk::with_practice();
    let (code, refusal) = desk.refusal(&["demo", "--patients", "1", "--sessions", "1"]);
    assert_eq!(
        (code, &refusal["fields"][0]["code"]),
        (3, &json!("not-a-demo"))
    );
    assert_eq!(desk.json(&["patients"])["patients"], json!([]));
}

#[test]
fn every_page_of_a_long_history_is_shown_newest_first() {
    let desk = Desk::empty();
    desk.json(&["demo", "--patients", "1", "--sessions", "520"]);
    let id = desk.json(&["patients"])["patients"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let lines = desk.run(&["history", &id]).stdout;
    assert!(
        lines.lines().count() > 520,
        "with what happened between the visits"
    );
    let sessions = desk.json(&["history", &id])["sessions"].take();
    let days: Vec<_> = sessions
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["note"]["date"].to_string())
        .collect();
    assert_eq!(days.len(), 520);
    assert!(days.is_sorted_by(|newer, older| newer >= older));
}

#[test]
fn a_letter_is_checked_against_the_record_and_so_is_its_fingerprint() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    desk.json(&["chart", &id, &chart, "--sign"]);
    let letter = desk.path("letter.pdf");
    let path = letter.to_str().unwrap();
    desk.json(&["letter", &id, "-o", path]);
    assert_eq!(desk.json(&["verify", path])["verdict"], "as-exported");
    let mut bytes = std::fs::read(&letter).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&letter, bytes).unwrap();
    let ran = desk.run(&["--json", "verify", path]);
    assert_eq!((ran.code, &ran.refusal()["code"]), (5, &json!("no-match")));
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["verdict"], "changed");
    let unknown = desk.run(&["verify", "--fingerprint", "0000 0000 0000 0000"]);
    assert_eq!(unknown.code, 5, "{}", unknown.stderr);
    assert_eq!(desk.run(&["verify", "--fingerprint", "zz"]).code, 3);
    assert_eq!(desk.run(&["verify", "none.pdf"]).code, 3);
}

#[test]
fn a_practice_that_does_not_open_is_checked_as_it_lies_there() {
    let desk = Desk::with_practice();
    desk.register("Okafor", "Ada");
    let database = desk.vault().join("practice.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let last = bytes.len() - 100;
    bytes[last] ^= 1;
    std::fs::write(&database, bytes).unwrap();
    assert_eq!(desk.run(&["patients"]).code, 5);
    let ran = desk.run(&["verify"]);
    assert_eq!(ran.code, 5);
    assert!(ran.stdout.contains("entries, "), "{}", ran.stdout);
    assert!(ran.stderr.contains("newest backup"), "{}", ran.stderr);
}
