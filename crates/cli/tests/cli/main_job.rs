//! The main job: make a practice, register, chart, sign, look back, send a letter.

use std::process::Command;

use jsonschema::validator_for;
use serde_json::{Value, json};

use crate::given::{Desk, PASSPHRASE, Ran, patient, session, with_input};

#[test]
fn a_patient_is_registered_charted_reviewed_and_written_about() {
    let desk = Desk::empty();
    let made = desk.json(&[
        "init",
        "--practice-name",
        "Mill Lane",
        "--therapist-name",
        "A. Rivera",
    ]);
    assert!(made["recovery_code"].as_str().unwrap().len() > 25);

    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    let signed = desk.json(&["chart", "okafor", &chart, "--sign"]);
    assert_eq!(signed["patient"], id);

    let history = desk.json(&["history", &id]);
    assert_eq!(history["sessions"].as_array().unwrap().len(), 1);
    let kept = &history["sessions"][0];
    assert_eq!(kept["id"], signed["session"]);
    assert!(kept["signed_by"].as_str().unwrap().contains("A. Rivera"));
    assert_eq!(
        (&kept["note"]["pain_before"], &kept["note"]["pain_after"]),
        (&json!(7), &json!(3))
    );
    let lines = desk.run(&["history", "Ada"]).stdout;
    assert!(
        lines.contains("20 Jan 2026") && lines.contains("pain 7 -> 3"),
        "{lines}"
    );

    let pdf = desk.path("letter.pdf");
    let letter = desk.json(&["letter", &id, "-o", pdf.to_str().unwrap()]);
    assert!(letter["pages"].as_u64().unwrap() >= 1);
    assert_is_archival(&std::fs::read(&pdf).unwrap());
    let text = text_of(&pdf);
    for words in [
        "Ada Okafor",
        "upper trapezius",
        "levator scapulae",
        "infraspinatus",
        "Dr. L. Hahn",
        "7",
        "3",
    ] {
        assert!(text.contains(words), "the letter says {words}: {text}");
    }
}

fn text_of(pdf: &std::path::Path) -> String {
    let output = Command::new("pdftotext")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    assert!(output.status.success(), "pdftotext reads the letter");
    // Lines of a letter break anywhere.
    String::from_utf8(output.stdout)
        .unwrap()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn assert_is_archival(pdf: &[u8]) {
    let says = |words: &[u8]| pdf.windows(words.len()).any(|part| part == words);
    assert!(
        says(b"pdfaid:part") && says(b"pdfuaid:part"),
        "the letter says that it is PDF/A and PDF/UA"
    );
}

#[test]
fn the_schema_takes_what_the_commands_take_and_give_back() {
    let desk = Desk::with_practice();
    let all: Value = serde_json::from_str(&desk.run(&["schema"]).stdout).unwrap();
    let charts: Value = serde_json::from_str(&desk.run(&["schema", "chart"]).stdout).unwrap();
    let (all, charts) = (
        validator_for(&all).unwrap(),
        validator_for(&charts).unwrap(),
    );
    assert!(
        all.is_valid(&patient("Okafor", "Ada"))
            && all.is_valid(&session())
            && charts.is_valid(&session())
    );

    let id = desk.register("Okafor", "Ada");
    let file = desk.file("session.json", &session());
    desk.json(&["chart", &id, &file, "--sign"]);
    let note = desk.json(&["history", &id])["sessions"][0]["note"].take();
    assert!(
        charts.is_valid(&note),
        "what history gives is a file that chart takes"
    );
    let again = desk.file("again.json", &note);
    desk.json(&["chart", &id, &again, "--sign"]);
    let sessions = desk.json(&["history", &id])["sessions"].take();
    assert_eq!(sessions.as_array().unwrap().len(), 2);
    assert_eq!(sessions[0]["note"], sessions[1]["note"]);
}

#[test]
fn an_unsigned_chart_is_a_draft_and_no_session() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let file = desk.file("session.json", &session());
    let kept = desk.json(&["chart", &id, &file]);
    assert!(kept["draft"].is_string() && kept["session"].is_null());
    assert_eq!(desk.drafts(), 1);
    assert_eq!(desk.json(&["history", &id])["sessions"], json!([]));
}

#[test]
fn files_may_come_from_standard_input() {
    let desk = Desk::with_practice();
    let file = patient("Okafor", "Ada").to_string();
    let ran = with_input(desk.command(&["register", "-"]), &file);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("Okafor, Ada"), "{}", ran.stdout);
    let ran = with_input(
        desk.command(&["chart", "ada", "-", "--sign"]),
        &session().to_string(),
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn names_of_every_script_are_kept_and_found_without_their_accents() {
    let desk = Desk::with_practice();
    for (family, given, typed) in [
        ("Żak", "Łucja", "zak luc"),
        ("Nguyễn", "Thảo", "nguyen"),
        ("Παπαδόπουλος", "Ελένη", "ελενη"),
        ("王", "美玲", "王"),
        ("حداد", "ليلى", "حداد"),
        ("O\u{2019}Brien", "Zoë", "o'brien zoe"),
    ] {
        let id = desk.register(family, given);
        let found = desk.json(&["patients", typed]);
        assert_eq!(found["patients"].as_array().unwrap().len(), 1, "{typed}");
        assert_eq!(found["patients"][0]["id"], id);
        assert_eq!(found["patients"][0]["name"], format!("{family}, {given}"));
    }
    assert_eq!(desk.run(&["patients"]).stdout.lines().count(), 6);
}

#[test]
fn a_namesake_is_told_of_and_registered() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let file = desk.file("patient.json", &patient("OKAFOR", "Ada"));
    let second = desk.json(&["register", &file]);
    assert_eq!(second["similar"][0]["id"], id);
}

#[cfg(unix)]
#[test]
fn the_passphrase_file_opens_the_practice_and_is_warned_of_when_others_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_practice();
    let file = desk.path("passphrase");
    std::fs::write(&file, format!("{PASSPHRASE}\r\n")).unwrap();
    for (mode, warned) in [(0o600, false), (0o644, true)] {
        std::fs::set_permissions(&file, PermissionsExt::from_mode(mode)).unwrap();
        let mut command = desk.command(&["patients", "--passphrase-file", file.to_str().unwrap()]);
        let ran = Ran::of(
            command
                .env("FILIFORM_PASSPHRASE", "wrong")
                .output()
                .unwrap(),
        );
        assert_eq!(
            ran.code, 0,
            "the file wins over the variable: {}",
            ran.stderr
        );
        assert_eq!(
            ran.stderr.contains("chmod 600"),
            warned,
            "{mode:o}: {}",
            ran.stderr
        );
    }
}

#[test]
fn a_practice_is_made_from_a_file_with_flags_over_it() {
    let desk = Desk::empty();
    let file = json!({
        "practice": {"name": "Old name", "address": "1 Mill Lane"},
        "therapist": {"name": "A. Rivera", "npi": "1234567893", "training": [{"provider": "X", "hours": 54}]},
    });
    let file = desk.file("practice.json", &file);
    let made = desk.json(&["init", "--file", &file, "--practice-name", "Mill Lane"]);
    assert!(made["warning"].as_str().unwrap().contains("recovery code"));
    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    desk.json(&["chart", &id, &chart, "--sign"]);
    let pdf = desk.path("letter.pdf");
    desk.json(&["letter", &id, "-o", pdf.to_str().unwrap(), "--paper", "a4"]);
    let text = text_of(&pdf);
    assert!(
        text.contains("Mill Lane") && text.contains("A. Rivera") && !text.contains("Old name"),
        "{text}"
    );
}
