//! Records that leave, from the command line.

use serde_json::json;

use crate::given::{Desk, session};

#[test]
fn a_record_is_exported_with_a_report_and_a_warning() {
    let desk = Desk::with_practice();
    let ada = desk.register("Okafor", "Ada");
    let file = desk.file("session.json", &session());
    desk.json(&["chart", &ada, &file, "--sign"]);
    let folder = desk.path("tables");
    let to = folder.to_str().unwrap();
    let given = [
        "--recipient",
        "Records",
        "--purpose",
        "Request of the patient",
    ];
    let wanted = [&["export", "--format", "csv", "Okafor", to][..], &given].concat();
    let ran = desk.run(&[&["--json"][..], &wanted].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("not encrypted"), "{}", ran.stderr);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&report["patients"], &report["sessions"]),
        (&json!(1), &json!(1))
    );
    assert!(folder.join("sites.csv").exists() && folder.join("codebook.csv").exists());
    let (code, refusal) = desk.refusal(&wanted);
    assert_eq!((code, &refusal["code"]), (3, &json!("file-exists")));
    let book = desk.path("all.xlsx");
    let to = book.to_str().unwrap();
    let all = [&["export", "--format", "xlsx", "--reduced", to][..], &given].concat();
    let ran = desk.run(&[&["--json"][..], &all].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("not anonymous"), "{}", ran.stderr);
    assert!(book.exists());
}
