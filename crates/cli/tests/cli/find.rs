//! Finding anything from a script: JSON and text, filters, and words that look like a query language.

use serde_json::json;

use crate::given::Desk;

fn demo() -> Desk {
    let desk = Desk::empty();
    desk.json(&["demo", "--patients", "4", "--sessions", "3", "--seed", "5"]);
    desk
}

#[test]
fn notes_are_found_newest_first_in_json_and_in_text() {
    let desk = demo();
    let found = desk.json(&["find", "region: -zzz", "--limit", "200"]);
    let notes = found["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 12, "every note is without that word");
    let family = notes[0]["name"]
        .as_str()
        .unwrap()
        .split(',')
        .next()
        .unwrap()
        .to_owned();
    let of_one = desk.json(&["find", &format!("patient:\"{family}\" date:2000..")]);
    assert!(of_one["notes"].as_array().unwrap().len() >= 3);
    let text = desk.run(&["find", &family]);
    assert_eq!(text.code, 0);
    assert!(text.stdout.starts_with("Patients\n  "), "{}", text.stdout);
}

#[test]
fn what_finds_nothing_says_so_and_what_is_unknown_is_a_warning() {
    let desk = demo();
    let nothing = desk.run(&["find", "zebracorn"]);
    assert_eq!(
        (nothing.code, nothing.stdout.as_str()),
        (0, "Nothing was found.\n")
    );
    let unknown = desk.run(&["find", "region:moon"]);
    assert!(
        unknown.stderr.contains("No region is called so."),
        "{}",
        unknown.stderr
    );
    for typed in [
        "\"",
        "NEAR(",
        "* OR *",
        "'; DROP TABLE patient; --",
        "date:soon",
    ] {
        assert_eq!(desk.run(&["find", typed]).code, 0, "{typed}");
    }
    let leading = desk.run(&["find", "--", "-zebracorn"]);
    assert_eq!(leading.code, 0, "{}", leading.stderr);
    assert_eq!(desk.json(&["find", "zebracorn"])["notes"], json!([]));
}
