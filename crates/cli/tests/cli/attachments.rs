//! Files that are attached from the terminal: taken whole, listed, refused with the reason.

use serde_json::json;

use crate::given::Desk;

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n";

fn written(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    let path = desk.path(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

const SAID: [&str; 6] = [
    "--kind",
    "referral-letter",
    "--title",
    "Letter of Dr. L. Hahn",
    "--date",
    "2026-01-05",
];

#[test]
fn a_file_is_attached_and_listed_and_stands_in_the_history() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    // What its name says does not count.
    let file = written(&desk, "photo.png", PDF);
    let attached = desk.json(&[&["attach", &id, &file][..], &SAID].concat());
    assert_eq!(
        (&attached["format"], &attached["bytes"]),
        (&json!("pdf"), &json!(PDF.len()))
    );
    let listed = desk.json(&["attachments", &id]);
    assert_eq!(listed["attachments"][0]["sha256"], attached["sha256"]);
    assert_eq!(listed["attachments"][0]["title"], "Letter of Dr. L. Hahn");
    let history = desk.json(&["history", &id]);
    assert_eq!(history["attachments"][0]["id"], attached["id"]);
    let words = desk.run(&["attachments", &id]);
    assert!(
        words
            .stdout
            .starts_with("2026-01-05  Letter of Dr. L. Hahn · PDF, 1 KiB")
    );
    let other = desk.register("Lindqvist", "Bo");
    assert_eq!(
        desk.run(&["attachments", &other]).stdout,
        "Nothing is attached.\n"
    );
    assert_eq!(desk.json(&["verify"])["problems"], json!([]));
}

#[test]
fn a_file_that_cannot_be_attached_is_refused_and_nothing_is_kept() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    for (bytes, code) in [
        (&b""[..], "empty"),
        (b"GIF89a", "other-kind"),
        (&PDF[..30], "damaged"),
    ] {
        let file = written(&desk, "file.pdf", bytes);
        let (exit, refusal) = desk.refusal(&[&["attach", &id, &file][..], &SAID].concat());
        assert_eq!((exit, &refusal["fields"][0]["code"]), (3, &json!(code)));
    }
    let large = written(&desk, "large.pdf", &vec![b' '; (20 << 20) + 1]);
    let (exit, refusal) = desk.refusal(&[&["attach", &id, &large][..], &SAID].concat());
    assert_eq!(
        (exit, &refusal["fields"][0]["code"]),
        (3, &json!("too-large"))
    );
    let missing = desk.path("nowhere.pdf");
    let missing = missing.to_str().unwrap();
    assert_eq!(
        desk.run(&[&["attach", &id, missing][..], &SAID].concat())
            .code,
        3
    );
    assert_eq!(desk.run(&["attach", &id, missing]).code, 2);
    assert_eq!(desk.json(&["attachments", &id])["attachments"], json!([]));
}
