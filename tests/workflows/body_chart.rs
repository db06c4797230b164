//! The body chart: left is the patient's, what lies under a point is listed, and nothing is chosen.

use serde_json::{Value, json};

use crate::support::*;

fn at(desk: &Desk, view: &str, mirrored: bool, x: i64, y: i64) -> Value {
    let point = json!({ "view": view, "mirrored": mirrored, "x": x, "y": y });
    desk.filiform.answer("targets_at", point).unwrap()
}

fn read(found: &Value) -> Vec<String> {
    let targets = found["targets"].as_array().unwrap();
    let words = |row: &Value| {
        let part = |key: &str| row[key].as_str().unwrap().to_owned();
        [
            part("side_words"),
            part("name"),
            part("layer"),
            part("found"),
        ]
        .join(" | ")
    };
    targets.iter().map(words).collect()
}

#[test]
fn the_targets_under_a_point_are_listed_in_words_with_the_patients_side() {
    let desk = Desk::empty();
    let front = at(&desk, "front", false, 2702, 2306);
    assert_eq!(
        read(&front),
        [
            "left | biceps brachii | superficial | hit",
            "left | brachialis | intermediate | hit",
        ],
        "at the viewer's right of the front is the patient's left"
    );
    assert_eq!(
        front["region"],
        json!({ "region": "upper-arm-elbow", "side": "left" })
    );
    let back = at(&desk, "back", false, 2250, 1630);
    assert_eq!(read(&back), ["right | infraspinatus | intermediate | hit"]);
}

#[test]
fn the_head_turned_over_is_the_right_side() {
    let desk = Desk::empty();
    let side_of = |mirrored| at(&desk, "head-side", mirrored, 1230, 1740);
    assert_eq!(
        read(&side_of(false)).first().unwrap(),
        "left | masseter, superficial part | superficial | hit"
    );
    assert_eq!(
        read(&side_of(true)).first().unwrap(),
        "right | masseter, superficial part | superficial | hit"
    );
}

#[test]
fn bare_skin_offers_what_is_near_and_says_so() {
    let desk = Desk::empty();
    let belly = at(&desk, "front", false, 1800, 2620);
    assert_eq!(belly["on_body"], true);
    let near = read(&belly);
    assert!(!near.is_empty() && near.iter().all(|row| row.ends_with("| near")));
}

#[test]
fn a_point_beside_the_body_lists_nothing() {
    let desk = Desk::empty();
    for (x, y) in [(10, 10), (1800, 6000), (-5_000_000, 5_000_000)] {
        assert_eq!(
            at(&desk, "front", false, x, y),
            json!({ "on_body": false, "region": null, "targets": [] })
        );
    }
}

#[test]
fn a_mark_lies_on_the_target_that_it_stands_for() {
    let desk = Desk::empty();
    let chart = desk.filiform.answer("body_chart", json!({})).unwrap();
    assert_eq!(chart["figures"].as_array().unwrap().len(), 6);
    for mark in chart["marks"].as_array().unwrap() {
        let mirrored = mark["view"] == "head-side" && mark["side"] == "right";
        let view = mark["view"].as_str().unwrap();
        let (x, y) = (mark["x"].as_i64().unwrap(), mark["y"].as_i64().unwrap());
        let found = at(&desk, view, mirrored, x, y);
        let is_it = |row: &&Value| row["target"] == mark["target"] && row["side"] == mark["side"];
        let row = found["targets"].as_array().unwrap().iter().find(is_it);
        assert_eq!(row.unwrap()["found"], "hit", "{mark}");
    }
}

#[test]
fn the_drawings_say_whose_left_is_where() {
    let desk = Desk::empty();
    let chart = desk.filiform.answer("body_chart", json!({})).unwrap();
    let sides: Vec<(&str, &str, &str)> = chart["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| {
            let part = |key: &str| figure[key].as_str().unwrap();
            (part("view"), part("viewers_left"), part("viewers_right"))
        })
        .collect();
    assert_eq!(
        sides,
        [
            ("front", "right", "left"),
            ("back", "left", "right"),
            ("head-side", "left", "left"),
            ("hand-palm", "right", "left"),
            ("hand-back", "right", "left"),
            ("sole", "right", "left"),
        ]
    );
}

#[test]
fn a_view_that_is_not_there_is_refused() {
    let desk = Desk::empty();
    let point = json!({ "view": "top", "mirrored": false, "x": 1, "y": 1 });
    let refused = desk.filiform.answer("targets_at", point).unwrap_err();
    assert_eq!(refused.code, "unreadable-command");
}
