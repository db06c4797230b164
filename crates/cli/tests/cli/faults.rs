//! Refused input: every fault at once, with its path, and nothing written.

use serde_json::{Value, json};

use crate::given::{Desk, is_empty_or_absent, patient, session, with_input};

fn paths(refusal: &Value) -> Vec<&str> {
    refusal["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["path"].as_str().unwrap())
        .collect()
}

/// A session with five faults of several kinds.
fn five_faults() -> Value {
    let mut file = session();
    file["pain_before"] = json!("seven");
    file["sites"][0]["side"] = json!("lft");
    file["sites"][1]["needle"] = json!(".25x40");
    file["needles_out"] = json!(2);
    file["plann"] = json!("Again");
    file
}

const FIVE_PATHS: [&str; 5] = [
    "needles_out",
    "pain_before",
    "plann",
    "sites[0].side",
    "sites[1].needle",
];

#[test]
fn five_faults_are_five_problems_and_nothing_is_written() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let file = desk.file("session.json", &five_faults());
    for arguments in [
        vec!["chart", &id, &file, "--sign"],
        vec!["chart", &id, &file],
    ] {
        let (code, refusal) = desk.refusal(&arguments);
        assert_eq!((code, &refusal["code"]), (3, &json!("fields")));
        let mut found = paths(&refusal);
        found.sort_unstable();
        assert_eq!(found, FIVE_PATHS);
        let text = desk.run(&arguments).stderr;
        assert!(
            FIVE_PATHS
                .iter()
                .all(|path| text.contains(&format!("\n  {path}: "))),
            "{text}"
        );
    }
    assert_eq!(desk.drafts(), 0, "not even a draft was kept");
    assert_eq!(desk.json(&["verify"])["sessions"], 0);
    assert_eq!(desk.json(&["history", &id])["sessions"], json!([]));
}

#[test]
fn a_refused_registration_leaves_no_patient_and_repeats_no_name() {
    let desk = Desk::with_practice();
    let mut file = patient("Okaforcanary", "Ada");
    file["birth_date"] = json!("Okaforcanary");
    file["sex"] = json!("Okaforcanary");
    file["Okaforcanary Ada"] = json!(1);
    let file = desk.file("patient.json", &file);
    let ran = desk.run(&["register", &file]);
    assert_eq!(ran.code, 3);
    assert!(
        !ran.stderr.contains("canary") && ran.stdout.is_empty(),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stderr.matches("\n  ").count(), 3, "{}", ran.stderr);
    assert_eq!(desk.json(&["patients"])["patients"], json!([]));
}

#[test]
fn what_is_no_json_is_refused_with_its_line() {
    let desk = Desk::with_practice();
    let ran = with_input(
        desk.command(&["--json", "register", "-"]),
        "{\n \"family_name\": \"Okafor\",\n}",
    );
    assert_eq!(ran.code, 3);
    assert_eq!(paths(&ran.refusal()), [""]);
    assert!(
        ran.stderr.contains("line 3") && !ran.stderr.contains("Okafor"),
        "{}",
        ran.stderr
    );
    let endless = with_input(
        desk.command(&["register", "-"]),
        &" ".repeat(1024 * 1024 + 1),
    );
    assert_eq!(endless.code, 3);
    assert!(
        endless.stderr.contains("larger than 1 MiB"),
        "{}",
        endless.stderr
    );
}

#[test]
fn a_filter_that_finds_several_lists_them_as_data_and_names_nobody_in_the_error() {
    let desk = Desk::with_practice();
    desk.register("Okafor", "Ada");
    desk.register("Okafor", "Chidi");
    let file = desk.file("session.json", &session());
    let ran = desk.run(&["--json", "chart", "okafor", &file, "--sign"]);
    assert_eq!(ran.code, 3);
    assert_eq!(ran.refusal()["code"], "several-patients");
    assert!(!ran.stderr.contains("Okafor"));
    let candidates: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(candidates["candidates"].as_array().unwrap().len(), 2);
    assert_eq!(
        desk.run(&["chart", "chidi", &file, "--sign"]).code,
        0,
        "more of the name is enough"
    );
}

#[test]
fn nobody_is_found_by_a_wrong_name_an_unknown_id_or_nothing() {
    let desk = Desk::with_practice();
    desk.register("Okafor", "Ada");
    for who in ["Nobody", "019aaaaa-0000-7000-8000-000000000000", "", "  "] {
        let (code, refusal) = desk.refusal(&["history", who]);
        assert_eq!(
            (code, refusal["fields"].as_array().unwrap().len()),
            (3, 0),
            "{who:?}: {refusal}"
        );
    }
}

#[test]
fn a_practice_without_names_and_with_a_weak_passphrase_is_not_made() {
    let desk = Desk::empty();
    let (code, refusal) = desk.refusal(&["init", "--therapist-npi", "1234567890"]);
    assert_eq!(code, 3);
    let mut found = paths(&refusal);
    found.sort_unstable();
    assert_eq!(found, ["practice.name", "therapist.name", "therapist.npi"]);
    let mut weak = desk.command(&[
        "--json",
        "init",
        "--practice-name",
        "Mill Lane",
        "--therapist-name",
        "A. Rivera",
    ]);
    let ran = crate::given::Ran::of(
        weak.env("FILIFORM_PASSPHRASE", "password1")
            .output()
            .unwrap(),
    );
    assert_eq!((ran.code, paths(&ran.refusal())), (3, vec!["passphrase"]));
    assert!(is_empty_or_absent(&desk.vault()));
}

#[test]
fn a_letter_is_not_written_over_a_file_unless_asked() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let pdf = desk.path("letter.pdf");
    let pdf = pdf.to_str().unwrap();
    let (code, refusal) = desk.refusal(&["letter", &id, "-o", pdf]);
    assert_eq!(
        (code, paths(&refusal)),
        (3, vec!["visits"]),
        "nothing is signed yet"
    );
    let chart = desk.file("session.json", &session());
    desk.json(&["chart", &id, &chart, "--sign"]);
    std::fs::write(pdf, "mine").unwrap();
    assert_eq!(desk.refusal(&["letter", &id, "-o", pdf]).0, 3);
    assert_eq!(std::fs::read(pdf).unwrap(), b"mine");
    desk.json(&["letter", &id, "-o", pdf, "--replace"]);
    assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF"));
    assert_eq!(
        desk.refusal(&[
            "letter",
            &id,
            "-o",
            desk.path("letter.txt").to_str().unwrap()
        ])
        .0,
        3
    );
}
