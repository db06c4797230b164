//! `letter`: to whom, of which time and with which parts is said on the command line.

use std::process::Command;

use serde_json::json;

use crate::given::{Desk, session};

fn signed() -> Desk {
    let desk = Desk::with_practice();
    desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    desk.json(&["chart", "okafor", &chart, "--sign"]);
    desk
}

/// The words of the letter that these arguments make.
fn letter(desk: &Desk, more: &[&str]) -> String {
    let pdf = desk.path("letter.pdf");
    let path = pdf.to_str().unwrap();
    let asked = ["letter", "okafor", "-o", path, "--replace"];
    desk.json(&[&asked, more].concat());
    let output = Command::new("pdftotext")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    assert!(output.status.success(), "pdftotext reads the letter");
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn reader_parts_and_words_are_those_of_the_command_line() {
    let desk = signed();
    let text = letter(
        &desk,
        &[
            "--to",
            "lawyer",
            "--addressed",
            "Reed & Sons",
            "--addressed",
            "1 Court Square",
            "--without",
            "diagnosis",
            "--without",
            "treatment",
            "--opinion",
            "Eight weeks in all.",
            "--own-words",
            "Notes follow by post.",
            "--news",
            "opinion",
            "--wording",
            "plain",
        ],
    );
    for said in [
        "Dear Reed & Sons,",
        "1 Court Square",
        "improving in the opinion of the therapist",
        "In my opinion",
        "Eight weeks in all.",
        "Notes follow by post.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for unsaid in ["upper trapezius", "Neck pain", "Working diagnosis"] {
        assert!(!text.contains(unsaid), "{unsaid}: {text}");
    }
    let exports = desk.json(&["audit", "--kind", "exports"]);
    let details = exports["lines"][0]["details"].as_str().unwrap();
    assert!(
        details.starts_with("to Reed & Sons; for: Legal proceedings"),
        "{details}"
    );
}

#[test]
fn a_script_gets_the_same_letter_whatever_was_sent_before() {
    let desk = signed();
    let first = letter(&desk, &[]);
    letter(&desk, &["--to", "patient", "--without", "treatment"]);
    let again = letter(&desk, &[]);
    assert!(first.contains("Dear Dr. L. Hahn,") && first.contains("upper trapezius"));
    let words = |text: &str| text.split("Record fingerprint").next().map(str::to_owned);
    assert_eq!(words(&first), words(&again), "but for the fingerprint");
}

#[test]
fn a_reader_without_a_name_and_a_time_without_a_visit_are_refused_at_their_field() {
    let desk = signed();
    let pdf = desk.path("letter.pdf");
    let path = pdf.to_str().unwrap();
    for (more, field) in [
        (vec!["--to", "lawyer"], "form.addressed"),
        (vec!["--since-last"], "form.span"),
        (vec!["--until", "1999-01-01"], "visits"),
        (vec!["--from", "soon"], "form.from"),
        (vec!["--review", ""], "form.review"),
    ] {
        let asked = ["letter", "okafor", "-o", path];
        let (code, refusal) = desk.refusal(&[&asked, &more[..]].concat());
        assert_eq!(
            (code, &refusal["fields"][0]["path"]),
            (3, &json!(field)),
            "{refusal}"
        );
        assert!(!pdf.exists());
    }
}

#[test]
fn since_the_last_letter_there_is_only_what_is_new() {
    let desk = signed();
    letter(&desk, &[]);
    let mut later = session();
    later["date"] = json!("2026-01-27");
    let chart = desk.file("later.json", &later);
    desk.json(&["chart", "okafor", &chart, "--sign"]);
    let text = letter(&desk, &["--since-last"]);
    assert!(text.contains("left upper trapezius, 1 session"), "{text}");
    assert!(
        text.contains("This letter tells what the letter of"),
        "{text}"
    );
}
