//! A patient's history from a script, whole and narrowed.

use serde_json::{Value, json};

use crate::given::{Desk, session};

/// Signs three visits: two of the neck, at one of which the infraspinatus alone was needled, and one of the low back.
/// A call lies between them.
fn told() -> (Desk, String) {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let mut first = session();
    first["date"] = json!("2026-01-06");
    let mut second = session();
    second["date"] = json!("2026-01-13");
    second["sites"] = json!([second["sites"][2]]);
    (second["needles_in"], second["needles_out"]) = (json!(1), json!(1));
    let mut third = session();
    third["region"] = json!("lumbar");
    third["sites"] = json!([{"target": "multifidus-lumbar", "side": "right", "needle": "0.30x50", "techniques": ["pistoning"], "depth_mm": 30, "twitch": "seen", "level": "L4"}]);
    (third["needles_in"], third["needles_out"]) = (json!(1), json!(1));
    for note in [first, second, third] {
        let file = desk.file("session.json", &note);
        desk.json(&["chart", &id, &file, "--sign"]);
    }
    let call = json!({
        "kind": "phone",
        "date": "2026-01-10",
        "time": "10:00",
        "who": {"role": "patient"},
        "said": "Slept well.",
    });
    let file = desk.file("contact.json", &call);
    desk.json(&["contact", &id, &file]);
    (desk, id)
}

/// The days of the sessions, newest first.
fn days(history: &Value) -> Vec<&str> {
    let sessions = history["sessions"].as_array().unwrap().iter();
    sessions
        .map(|session| session["note"]["date"].as_str().unwrap())
        .collect()
}

#[test]
fn a_history_is_narrowed_by_region_target_kind_and_days() {
    let (desk, id) = told();
    let narrowed = |options: &[&str]| desk.json(&[&["history", &id], options].concat());
    let whole = narrowed(&[]);
    assert_eq!(days(&whole), ["2026-01-20", "2026-01-13", "2026-01-06"]);
    assert_eq!(
        whole["target"],
        Value::Null,
        "no target was asked about, so nothing is counted"
    );

    let neck = narrowed(&["--region", "NECK"]);
    assert_eq!(days(&neck), ["2026-01-13", "2026-01-06"]);
    assert_eq!(
        neck["contacts"],
        json!([]),
        "a call belongs to no region of the body"
    );

    let late = narrowed(&["--from", "2026-01-07", "--to", "2026-01-13"]);
    assert_eq!(days(&late), ["2026-01-13"]);
    assert_eq!(late["contacts"][0]["said"], json!("Slept well."));

    let calls = narrowed(&["--kind", "contact"]);
    assert_eq!(
        (days(&calls), &calls["contacts"][0]["kind"]),
        (vec![], &json!("phone"))
    );
}

#[test]
fn the_past_of_a_target_is_told_in_counts_before_its_sessions() {
    let (desk, id) = told();
    for named in ["infraspinatus", "Infraspinatus"] {
        let history = desk.json(&["history", &id, "--target", named]);
        assert_eq!(days(&history), ["2026-01-13", "2026-01-06"], "{named}");
        assert_eq!(
            history["target"]["treated"],
            json!("Treated 2 times (left 2 times), last on 13 Jan 2026.")
        );
    }
    let text = desk
        .run(&["history", &id, "--target", "trapezius-upper"])
        .stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].ends_with(
            "Treated once (left once), last on 6 Jan 2026. No adverse event is on record for those sessions."
        ),
        "{text}"
    );
    assert!(lines[1].starts_with("Counts of signed sessions"), "{text}");
    assert!(lines[2].contains("6 Jan 2026 14:05"), "{text}");
    assert_eq!(lines.len(), 3, "{text}");
}

#[test]
fn a_filter_that_cannot_be_read_is_refused_rather_than_answered_with_nothing() {
    let (desk, id) = told();
    let refused = |options: &[&str]| {
        let (code, refusal) = desk.refusal(&[&["history", &id], options].concat());
        (code, refusal["fields"][0]["path"].clone())
    };
    assert_eq!(refused(&["--target", "trapezius"]), (3, json!("target")));
    assert_eq!(refused(&["--region", "knees"]), (3, json!("region")));
    assert_eq!(
        refused(&["--from", "06.01.2026"]),
        (3, json!("filter.from"))
    );
    let backwards = ["--from", "2026-01-20", "--to", "2026-01-06"];
    assert_eq!(refused(&backwards), (3, json!("filter.to")));
    for option in ["--episode", "--author"] {
        assert_eq!(desk.run(&["history", &id, option, "rivera"]).code, 2);
    }
    assert_eq!(desk.run(&["history", &id, "--kind", "gossip"]).code, 2);
}
