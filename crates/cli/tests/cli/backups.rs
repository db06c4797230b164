//! `backup` and `restore`: a way out of the computer, and back into another.

use std::process::Command;

use serde_json::{Value, json};

use crate::given::{Desk, PASSPHRASE};

fn demo() -> (Desk, String) {
    let desk = Desk::empty();
    desk.json(&["demo", "--patients", "3", "--sessions", "2"]);
    let sticks = desk.path("sticks");
    std::fs::create_dir(&sticks).unwrap();
    let sticks = sticks.to_str().unwrap().to_owned();
    (desk, sticks)
}

/// What `verify` says of the practice in another folder.
fn verified(vault: &str) -> Value {
    let ran = Command::new(env!("CARGO_BIN_EXE_filiform-cli"))
        .args(["--vault", vault, "--json", "verify"])
        .env("FILIFORM_PASSPHRASE", PASSPHRASE)
        .output()
        .unwrap();
    serde_json::from_slice(&ran.stdout).unwrap()
}

#[test]
fn a_backup_is_made_looked_at_and_restored_into_a_new_place() {
    let (desk, sticks) = demo();
    let made = desk.json(&["backup", &sticks]);
    let file = made["file"].as_str().unwrap();
    assert!(std::path::Path::new(file).is_file());
    let look = desk.json(&["restore", file, "--look"]);
    assert_eq!(look["holds"]["sessions"], 6);
    assert_eq!(
        look["here"]["lost"],
        json!({ "patients": 0, "sessions": 0, "others": 0 })
    );
    let twin = desk.path("twin");
    let into = twin.to_str().unwrap();
    assert_eq!(
        desk.json(&["restore", file, "--into", into])["kept_aside"],
        json!(null)
    );
    let there = verified(into);
    assert_eq!(
        (&there["sessions"], &there["problems"]),
        (&json!(6), &json!([]))
    );
    assert_eq!(
        desk.json(&["verify"])["problems"],
        json!([]),
        "the one here is as it was"
    );
}

#[test]
fn a_restore_over_the_practice_keeps_the_old_one_aside() {
    let (desk, sticks) = demo();
    let file = desk.json(&["backup", &sticks])["file"]
        .as_str()
        .unwrap()
        .to_owned();
    let done = desk.json(&["restore", &file]);
    let aside = done["kept_aside"].as_str().unwrap();
    assert_eq!(verified(aside)["sessions"], 6);
    assert_eq!(desk.json(&["verify"])["sessions"], 6);
}

#[test]
fn the_recovery_code_restores_where_the_passphrase_is_lost() {
    let desk = Desk::empty();
    let names = [
        "--practice-name",
        "Mill Lane",
        "--therapist-name",
        "A. Rivera",
    ];
    let made = desk.json(&[&["init"], &names[..]].concat());
    let sticks = desk.path("sticks");
    std::fs::create_dir(&sticks).unwrap();
    let backup = desk.json(&["backup", sticks.to_str().unwrap()]);
    let twin = desk.path("twin");
    let fresh = "gravel sonnet mitten harbour";
    let restore = |code: &str| {
        let file = backup["file"].as_str().unwrap();
        let into = ["--json", "restore", file, "--recovery", "--into"];
        let mut command = desk.command(&[&into[..], &[twin.to_str().unwrap()]].concat());
        command.env("FILIFORM_RECOVERY_CODE", code);
        command.env("FILIFORM_PASSPHRASE", fresh).output().unwrap()
    };
    assert_eq!(restore("nonsense").status.code(), Some(4));
    assert!(!twin.exists());
    assert!(
        restore(made["recovery_code"].as_str().unwrap())
            .status
            .success()
    );
    let opened = Command::new(env!("CARGO_BIN_EXE_filiform-cli"))
        .args(["--vault", twin.to_str().unwrap(), "patients"])
        .env("FILIFORM_PASSPHRASE", fresh)
        .output()
        .unwrap();
    let words = String::from_utf8(opened.stderr).unwrap();
    assert!(opened.status.success(), "{words}");
}

#[test]
fn what_cannot_be_a_backup_is_refused_with_its_exit_code() {
    let (desk, sticks) = demo();
    let file = desk.json(&["backup", &sticks])["file"]
        .as_str()
        .unwrap()
        .to_owned();
    let foreign = desk.file("notes.tar", &json!({ "not": "a tar" }));
    let (code, refusal) = desk.refusal(&["restore", &foreign]);
    assert_eq!((code, &refusal["code"]), (3, &json!("not-a-backup")));
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let (code, refusal) = desk.refusal(&["restore", &file]);
    assert_eq!((code, &refusal["code"]), (5, &json!("backup-damaged")));
    let (code, refusal) = desk.refusal(&["backup", "/nowhere/at/all"]);
    assert_eq!((code, &refusal["fields"][0]["path"]), (3, &json!("folder")));
    assert_eq!(desk.json(&["verify"])["problems"], json!([]));
}
