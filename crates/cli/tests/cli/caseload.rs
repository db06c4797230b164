//! The caseload from a script.

use serde_json::json;

use crate::given::Desk;

#[test]
fn the_caseload_counts_what_the_practice_holds() {
    let desk = Desk::empty();
    desk.json(&["demo", "--patients", "4", "--sessions", "3", "--seed", "5"]);
    let page = desk.json(&["caseload"]);
    assert!(page["month"].as_str().unwrap().len() == 7);
    let visits = page["events"]["visits"].as_u64().unwrap();
    assert!(visits > 0 && visits <= 12, "{visits}");
    let earlier = desk.json(&["caseload", "--month", page["previous"].as_str().unwrap()]);
    assert_eq!(earlier["next"], page["month"]);
    let text = desk.run(&["caseload"]);
    assert!(
        text.stdout.contains("they do not say why pain changed"),
        "{}",
        text.stdout
    );
}

#[test]
fn a_month_that_is_none_is_refused_at_its_field() {
    let desk = Desk::with_practice();
    for month in ["2999-01", "11/2026", "soon"] {
        let (code, refusal) = desk.refusal(&["caseload", "--month", month]);
        assert_eq!(
            (code, &refusal["fields"][0]["path"]),
            (3, &json!("month")),
            "{month}"
        );
    }
}
