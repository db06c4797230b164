//! Who did what, how long records are kept, holds, and destruction, on the command line.

use serde_json::{Value, json};

use crate::given::{Desk, session};

/// A practice with somebody who was last seen in 2010.
fn seen_long_ago() -> (Desk, String) {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let mut visit = session();
    visit["date"] = json!("2010-03-02");
    let chart = desk.file("session.json", &visit);
    desk.json(&["chart", &id, &chart, "--sign"]);
    (desk, id)
}

fn keep_seven_years(desk: &Desk) -> Value {
    let rule = [
        "retention",
        "--after-last-visit",
        "7",
        "--majority",
        "18",
        "--after-majority",
        "3",
    ];
    desk.json(&rule)
}

fn said(lines: &Value) -> Vec<&str> {
    let lines = lines["lines"].as_array().unwrap().iter();
    lines.map(|line| line["what"].as_str().unwrap()).collect()
}

#[test]
fn the_list_says_who_did_what_and_is_saved_as_csv() {
    let (desk, id) = seen_long_ago();
    let of_ada = desk.json(&["audit", "--patient", &id]);
    assert_eq!(
        said(&of_ada)[..2],
        ["Signed a note", "Registered the patient"]
    );
    assert_eq!(of_ada["lines"][0]["name"], "Okafor, Ada");
    assert_eq!(of_ada["lines"][0]["who"], "A. Rivera");
    let notes = desk.json(&["audit", "--kind", "notes", "--limit", "1"]);
    assert_eq!((said(&notes).len(), &notes["more"]), (1, &json!(false)));
    let first = desk.json(&["audit", "--limit", "2"]);
    assert_eq!((said(&first).len(), &first["more"]), (2, &json!(true)));
    let words = desk.run(&["audit", "--kind", "notes"]).stdout;
    assert!(
        words.contains("A. Rivera  Signed a note  Okafor, Ada  (visit of 2 Mar 2010"),
        "{words}"
    );
    let csv = desk.path("list.csv");
    let csv = csv.to_str().unwrap();
    let saved = desk.json(&["audit", "--csv", csv]);
    let text = std::fs::read_to_string(csv).unwrap();
    assert_eq!(
        text.lines().count() as u64,
        saved["lines"].as_u64().unwrap() + 1
    );
    let exports = desk.json(&["audit", "--kind", "exports"]);
    assert_eq!(said(&exports), ["Exported the list of who did what"]);
    assert_eq!(
        desk.refusal(&["audit", "--csv", csv]).0,
        3,
        "it is there already"
    );
    let (code, refusal) = desk.refusal(&["audit", "--from", "soon"]);
    assert_eq!(
        (code, &refusal["fields"][0]["path"]),
        (3, &json!("filter.from"))
    );
}

#[test]
fn a_letter_is_given_out_for_a_purpose_on_an_authority() {
    let (desk, id) = seen_long_ago();
    let pdf = desk.path("letter.pdf");
    desk.json(&[
        "letter",
        &id,
        "-o",
        pdf.to_str().unwrap(),
        "--purpose",
        "Payment",
        "--authority",
        "Contract",
    ]);
    let exports = desk.json(&["audit", "--kind", "exports"]);
    let details = exports["lines"][0]["details"].as_str().unwrap();
    assert!(
        details.contains("for: Payment; on the authority of: Contract"),
        "{details}"
    );
}

#[test]
fn a_due_record_is_destroyed_only_with_a_reason_the_whole_name_and_yes() {
    let (desk, id) = seen_long_ago();
    let no_rule = desk.run(&["retention"]).stdout;
    assert!(no_rule.contains("No rule is set"), "{no_rule}");
    let (code, refusal) = desk.refusal(&["retire", &id, "--reason", "over", "--yes"]);
    assert_eq!((code, &refusal["code"]), (3, &json!("no-retention-rule")));
    let page = keep_seven_years(&desk);
    assert_eq!(
        (&page["due_total"], &page["due"][0]["patient"]),
        (&json!(1), &json!(id))
    );
    let asked = desk.json(&["retire", "oka"]);
    assert_eq!(asked["ground"], "retention-over", "asking destroys nothing");
    let (code, refusal) = desk.refusal(&["retire", "oka", "--reason", "over", "--yes"]);
    assert_eq!((code, &refusal["fields"][0]["path"]), (3, &json!("typed")));
    let retired = desk.json(&["retire", "okafor", "--reason", "over", "--yes"]);
    assert_eq!(retired["cleaned"], true);
    assert_eq!(desk.json(&["patients"])["patients"], json!([]));
    assert_eq!(desk.json(&["verify"])["problems"], json!([]));
    let done = desk.json(&["audit", "--kind", "retention"]);
    assert_eq!(said(&done), ["Destroyed the record"]);
    assert_eq!(desk.run(&["rebuild"]).code, 0);
    assert_eq!(desk.json(&["verify"])["problems"], json!([]));
}

#[test]
fn a_hold_keeps_a_due_record_until_it_is_lifted() {
    let (desk, id) = seen_long_ago();
    keep_seven_years(&desk);
    let held = desk.json(&["hold", &id, "--reason", "letter from a court"]);
    assert_eq!(held["held"]["reason"], "letter from a court");
    let (code, refusal) = desk.refusal(&["retire", &id, "--reason", "over", "--yes"]);
    assert_eq!((code, &refusal["code"]), (3, &json!("on-hold")));
    let lifted = desk.json(&["hold", &id, "--reason", "settled", "--lift"]);
    assert_eq!(lifted["held"], Value::Null);
    desk.json(&["retire", &id, "--reason", "over", "--yes"]);
}

#[test]
fn a_rule_is_set_whole_or_not_at_all() {
    let desk = Desk::with_practice();
    let (code, refusal) = desk.refusal(&["retention", "--after-last-visit", "7"]);
    assert_eq!(code, 3);
    assert_eq!(refusal["fields"].as_array().unwrap().len(), 2);
    keep_seven_years(&desk);
    assert_eq!(desk.json(&["retention", "--off"])["rule"]["on"], false);
    assert_eq!(
        desk.run(&["retire", "x", "--yes"]).code,
        2,
        "a destruction needs a reason"
    );
}
