//! Documents, from the command line.

use serde_json::json;

use crate::given::{Desk, session};

#[test]
fn a_document_is_written_and_refusals_say_why() {
    let desk = Desk::with_practice();
    let ada = desk.register("Okafor", "Ada");
    let file = desk.file("session.json", &session());
    desk.json(&["chart", &ada, &file, "--sign"]);
    let path = desk.path("note.pdf");
    let to = path.to_str().unwrap();
    let wanted = [
        "document",
        "procedure-note",
        "Okafor",
        to,
        "--recipient",
        "Dr. L. Hahn",
    ];
    let ran = desk.run(&[&["--json"][..], &wanted].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("not encrypted"), "{}", ran.stderr);
    let made: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(made["path"], json!(to));
    assert!(made["pages"].as_u64().unwrap() >= 1);
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-1.7"));
    let (code, refusal) = desk.refusal(&wanted);
    assert_eq!((code, &refusal["code"]), (3, &json!("file-exists")));
    let (code, _) = desk.refusal(&["document", "superbill", "Okafor", to, "--fee", "20561"]);
    assert_eq!(code, 2, "a fee without its code is wrong usage");
}
