//! Scores and outcomes from a script.

use serde_json::{Value, json};

use crate::given::{Desk, session};

fn ndi(day: &str, percent: &str) -> Value {
    json!({"measure": "ndi", "date": day, "total": percent})
}

fn scored(desk: &Desk, id: &str, score: &Value) -> Value {
    let file = desk.file("score.json", score);
    desk.json(&["score", id, &file])
}

fn words(series: &Value) -> Vec<&str> {
    let said = series["said"].as_array().unwrap().iter();
    said.map(|said| said["words"].as_str().unwrap()).collect()
}

#[test]
fn baseline_and_latest_are_told_with_their_error_and_never_the_best_pair() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    for (day, percent) in [
        ("2026-01-06", "38"),
        ("2026-01-20", "4"),
        ("2026-02-25", "16"),
    ] {
        scored(&desk, &id, &ndi(day, percent));
    }
    let page = desk.json(&["outcomes", &id]);
    let series = &page["series"][0];
    assert_eq!(
        words(series)[..2],
        [
            "Neck Disability Index fell from 38 % to 16 % in 50 days, larger than a published estimate of measurement error.",
            "Better by the published threshold and by more than a published estimate of measurement error.",
        ]
    );
    let text = desk.run(&["outcomes", "okafor"]).stdout;
    assert!(text.starts_with("Okafor, Ada"), "{text}");
    for line in ["20 Jan 2026  4 %", "fell from 38 % to 16 % in 50 days"] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn a_score_comes_back_in_the_history_as_its_file_said() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let kept = scored(&desk, &id, &ndi("2026-01-06", "38"));
    let history = desk.json(&["history", &id]);
    let score = &history["scores"][0];
    assert_eq!(score["id"], kept["score"]);
    assert_eq!(
        (&score["measure"], &score["total"], &score["stands"]),
        (&json!("ndi"), &json!("38"), &json!(true))
    );
}

#[test]
fn a_score_that_cannot_be_is_refused_at_its_field_and_none_is_kept() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let wrong = [
        (ndi("2026-01-06", "102"), "total"),
        (ndi("2026-01-06", "37.5"), "total"),
        (ndi("2999-01-06", "38"), "date"),
        (ndi("1984-03-13", "38"), "date"),
        (
            json!({"measure": "mood", "date": "2026-01-06", "total": "3"}),
            "measure",
        ),
    ];
    for (score, path) in wrong {
        let file = desk.file("score.json", &score);
        let (code, refusal) = desk.refusal(&["score", &id, &file]);
        assert_eq!(
            (code, &refusal["fields"][0]["path"]),
            (3, &json!(path)),
            "{score}"
        );
    }
    assert_eq!(desk.json(&["history", &id])["scores"], json!([]));
}

#[test]
fn an_episode_that_is_none_is_refused() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    desk.json(&["chart", &id, &chart, "--sign"]);
    let none = "019aaaaa-0000-7000-8000-000000000000";
    for episode in [none, "the last one"] {
        assert_ne!(
            desk.run(&["outcomes", &id, "--episode", episode]).code,
            0,
            "{episode}"
        );
    }
}

#[test]
fn a_chart_is_saved_as_a_picture_that_names_nobody_unless_asked() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    for (day, percent) in [
        ("2026-01-06", "38"),
        ("2026-01-20", "30"),
        ("2026-02-25", "16"),
    ] {
        scored(&desk, &id, &ndi(day, percent));
    }
    let key = desk.json(&["outcomes", &id])["series"][0]["key"].take();
    let key = key.as_str().unwrap();
    let path = |name: &str| desk.path(name).to_str().unwrap().to_owned();
    let (svg, named, png) = (path("ndi.svg"), path("named.svg"), path("ndi.png"));
    let saved = desk.json(&["outcomes", &id, "--save", &svg, "--chart", key]);
    assert_eq!(saved["path"], json!(svg));
    let text = std::fs::read_to_string(&svg).unwrap();
    assert!(text.contains("Neck Disability Index") && !text.contains("Okafor"));
    assert!(!text.contains("2026"), "no date");
    let options = ["--chart", key, "--named", "--dated"];
    desk.json(&[&["outcomes", &id, "--save", &named], &options[..]].concat());
    let text = std::fs::read_to_string(&named).unwrap();
    assert!(text.contains("Okafor, Ada") && text.contains("25 Feb 2026"));
    let again = desk.refusal(&["outcomes", &id, "--save", &svg, "--chart", key]);
    assert_eq!(again.1["code"], json!("file-exists"));
    desk.json(&["outcomes", &id, "--save", &png, "--chart", key]);
    assert!(std::fs::read(png).unwrap().starts_with(b"\x89PNG"));
}
