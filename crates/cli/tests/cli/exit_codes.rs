//! The exit codes are part of the interface.

use filiform::contract::Nothing;
use filiform::lock;

use crate::given::{Desk, Ran, session};

#[test]
fn two_is_wrong_usage() {
    let desk = Desk::with_practice();
    for arguments in [
        vec![],
        vec!["sing"],
        vec!["chart", "ada"],
        vec!["demo", "--patients", "0"],
        vec!["patients", "--limit", "x"],
    ] {
        let ran = desk.run(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(
            !ran.stderr.is_empty() && ran.stdout.is_empty(),
            "{arguments:?}"
        );
    }
    let mut without_vault = std::process::Command::new(env!("CARGO_BIN_EXE_filiform-cli"));
    let ran = Ran::of(without_vault.args(["--json", "patients"]).output().unwrap());
    assert_eq!(
        (ran.code, ran.refusal()["code"].as_str()),
        (2, Some("usage"))
    );
}

#[test]
fn the_passphrase_is_never_taken_from_the_command_line() {
    let desk = Desk::with_practice();
    assert_eq!(
        desk.run(&["patients", "--passphrase", "plum orchard lantern seven"])
            .code,
        2
    );
}

#[test]
fn three_is_a_folder_without_a_practice_and_a_file_that_is_not_there() {
    assert_eq!(Desk::empty().refusal(&["patients"]).0, 3);
    let desk = Desk::with_practice();
    let (code, refusal) = desk.refusal(&["register", desk.path("none.json").to_str().unwrap()]);
    assert_eq!((code, refusal["code"].as_str()), (3, Some("file-not-read")));
    let again = desk.refusal(&[
        "init",
        "--practice-name",
        "Mill Lane",
        "--therapist-name",
        "A. Rivera",
    ]);
    assert_eq!(again.0, 3, "a practice is never made over another");
}

#[test]
fn four_is_a_wrong_passphrase() {
    let desk = Desk::with_practice();
    let mut command = desk.command(&["--json", "patients"]);
    let ran = Ran::of(
        command
            .env("FILIFORM_PASSPHRASE", "not this one at all")
            .output()
            .unwrap(),
    );
    assert_eq!(
        (ran.code, ran.refusal()["code"].as_str()),
        (4, Some("wrong-passphrase"))
    );
    assert!(ran.stdout.is_empty());
    assert_eq!(desk.run(&["patients"]).code, 0, "one slip locks nobody out");
}

#[test]
fn four_is_a_practice_that_another_program_has_open() {
    let desk = Desk::with_practice();
    let other = desk.opened_elsewhere();
    for arguments in [vec!["patients"], vec!["verify"], vec!["demo"]] {
        let (code, refusal) = desk.refusal(&arguments);
        assert_eq!((code, refusal["code"].as_str()), (4, Some("in-use")));
    }
    lock::lock(&other, Nothing {}).unwrap();
    assert_eq!(desk.run(&["patients"]).code, 0);
}

#[test]
fn five_is_a_damaged_file() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    desk.json(&["chart", &id, &chart, "--sign"]);
    for (file, cut) in [("practice.db", 100), ("practice.db", 5000)] {
        let path = desk.vault().join(file);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - cut]).unwrap();
        let (code, refusal) = desk.refusal(&["verify"]);
        assert_eq!(code, 5, "{file} without its last {cut} bytes: {refusal}");
        std::fs::write(&path, &whole).unwrap();
    }
    for key in ["practice.key", "practice.key.copy"] {
        std::fs::write(desk.vault().join(key), "no key").unwrap();
    }
    assert_eq!(desk.refusal(&["patients"]).0, 5);
}

#[test]
fn one_is_a_letter_that_the_disk_does_not_take() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    desk.json(&["chart", &id, &chart, "--sign"]);
    let nowhere = desk.path("session.json/letter.pdf");
    let (code, refusal) = desk.refusal(&["letter", &id, "-o", nowhere.to_str().unwrap()]);
    assert_eq!(
        (code, refusal["code"].as_str()),
        (1, Some("file-not-written"))
    );
}
