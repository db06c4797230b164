//! A visit that was not held, from the terminal: recorded, seen in the history, taken back.

use serde_json::json;

use crate::given::Desk;

#[test]
fn a_visit_that_was_called_off_stands_in_the_history_until_it_is_taken_back() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let when = ["--date", "2026-01-05", "--time", "09:30"];
    let logged = desk.json(
        &[
            &["not-held", &id][..],
            &when,
            &["--called-off-by", "patient"],
        ]
        .concat(),
    );
    let visit = logged["visit"].as_str().unwrap().to_owned();
    let history = desk.json(&["history", &id]);
    let kept = &history["not_held"][0];
    assert_eq!(
        (&kept["how"], &kept["by"], &kept["date"], &kept["stands"]),
        (
            &json!("cancelled"),
            &json!("patient"),
            &json!("2026-01-05"),
            &json!(true)
        )
    );
    let twice = [&["not-held", &id][..], &when, &["--missed"]].concat();
    let (code, refusal) = desk.refusal(&twice);
    assert_eq!((code, &refusal["fields"][0]["code"]), (3, &json!("twice")));
    let other = desk.register("Lindqvist", "Bo");
    assert_eq!(
        desk.refusal(&["not-held", &other, "--take-back", &visit]).0,
        3
    );
    let back = desk.json(&["not-held", &id, "--take-back", &visit]);
    assert_eq!(back["stands"], json!(false));
    assert_eq!(
        desk.json(&["history", &id])["not_held"][0]["stands"],
        json!(false)
    );
    desk.json(&twice);
    assert_eq!(desk.json(&["verify"])["problems"], json!([]));
}

#[test]
fn what_it_needs_is_said_before_anything_is_opened() {
    let desk = Desk::with_practice();
    assert_eq!(desk.run(&["not-held", "okafor"]).code, 2);
    let both = [
        "not-held",
        "okafor",
        "--missed",
        "--called-off-by",
        "patient",
    ];
    assert_eq!(desk.run(&both).code, 2);
}
