//! Records of another system, from the command line: looked at, tried, imported, taken back.

use std::fs;

use serde_json::{Value, json};

use crate::given::Desk;

const TABLE: &str = "Last name,First name,DOB,MRN,Visit date,Provider,Note\n\
    Brandt,Jonas,06/05/1971,9,03/02/2024,\"B. Elsewhere, PT\",Sore for a day\n\
    Silva,Ines,31/12/1990,8,,,\n\
    Broken,Row,31/02/1990,7,,,\n";

fn table(desk: &Desk) -> String {
    let path = desk.path("old system.csv");
    fs::write(&path, TABLE).unwrap();
    path.to_str().unwrap().to_owned()
}

fn mapped(desk: &Desk, file: &str) -> String {
    let look = desk.json(&["import", file]);
    assert_eq!((&look["rows"], &look["kind"]), (&json!(3), &json!("csv")));
    assert_eq!(
        look["mapping"]["dates"],
        json!("day-month"),
        "31 is no month"
    );
    desk.file("map.json", &look["mapping"])
}

fn imports(desk: &Desk) -> usize {
    let page = desk.json(&["import", "--list"]);
    page["imports"].as_array().unwrap().len()
}

#[test]
fn a_table_is_looked_at_tried_imported_and_taken_back() {
    let desk = Desk::with_practice();
    let file = table(&desk);
    let map = mapped(&desk, &file);
    let whole = ["import", &file, "--map", &map, "--from", "Old Charts 3"];
    let report = desk.json(&[&whole[..], &["--dry-run"]].concat());
    let refused: Vec<&Value> = report["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["outcome"] == "refused")
        .collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0]["row"], json!(4));
    let reason = &refused[0]["reasons"][0];
    assert_eq!(
        (&reason["column"], &reason["code"]),
        (&json!("DOB"), &json!("not-a-date"))
    );
    assert_eq!(imports(&desk), 0, "a dry run changes nothing");

    let (code, refusal) = desk.refusal(&whole);
    assert_eq!((code, &refusal["code"]), (3, &json!("fields")));
    assert_eq!(refusal["fields"][0]["path"], json!("leave_out"));

    let done = desk.json(&[&whole[..], &["--leave-out"]].concat());
    assert_eq!(
        (&done["new_patients"], &done["notes"]),
        (&json!(2), &json!(1))
    );
    let history = desk.json(&["history", "Brandt"]);
    assert_eq!(history["sessions"], json!([]), "no visit of this practice");
    let note = &history["imported_notes"][0]["words"];
    assert!(note["author"].as_str().unwrap().starts_with("Imported by "));

    let undo = ["import", "--undo", done["import"].as_str().unwrap()];
    desk.json(&undo);
    assert_eq!(imports(&desk), 0);
    let (code, refusal) = desk.refusal(&undo);
    assert_eq!((code, &refusal["code"]), (3, &json!("unknown-import")));
}

#[test]
fn a_dry_run_says_each_faulty_row_in_words() {
    let desk = Desk::with_practice();
    let file = table(&desk);
    let map = mapped(&desk, &file);
    let ran = desk.run(&[
        "import",
        &file,
        "--map",
        &map,
        "--from",
        "Old Charts 3",
        "--dry-run",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let line = "Row 4, DOB: refused, not-a-date.";
    assert!(ran.stdout.contains(line), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("Rows: 2 new, 0 match, 0 conflict, 1 refused, 0 left out.")
    );
    assert!(
        !ran.stdout.contains("Broken"),
        "the reason repeats nothing of the row"
    );
}

#[test]
fn a_file_or_a_map_that_cannot_be_read_is_refused() {
    let desk = Desk::with_practice();
    let file = table(&desk);
    let bad = desk.file(
        "map.json",
        &json!({ "columns": [{ "column": "DOB", "is": "birthday" }] }),
    );
    let (code, refusal) = desk.refusal(&["import", &file, "--map", &bad, "--dry-run"]);
    assert_eq!(
        (code, &refusal["fields"][0]["code"]),
        (3, &json!("not-as-described"))
    );
    let zeros = desk.path("zeros.csv");
    fs::write(&zeros, b"Name\nA\0da\n").unwrap();
    let (code, refusal) = desk.refusal(&["import", zeros.to_str().unwrap()]);
    assert_eq!((code, &refusal["code"]), (3, &json!("nul")));
}
