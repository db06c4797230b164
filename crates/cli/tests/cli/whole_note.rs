//! Everything a note can hold goes in through a file and comes out of the history as it was.

use serde_json::{Value, json};

use crate::given::Desk;

/// Every field of a note, on a day that lies behind every clock these tests run by.
fn whole_note() -> Value {
    let text = include_str!("../../../../tests/support/whole_note.json");
    let mut note: Value = serde_json::from_str(text).unwrap();
    note["date"] = json!("2026-01-20");
    note
}

#[test]
fn the_whole_note_comes_back_identical_from_the_history() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let file = desk.file("whole.json", &whole_note());
    desk.json(&["chart", &id, &file, "--sign"]);
    let history = desk.json(&["history", &id]);
    assert_eq!(history["sessions"][0]["note"], whole_note());
    let text = history["sessions"][0]["text"].to_string();
    for words in [
        "0.16 mm, length not known",
        "guided by ultrasound, in plane",
        "2.5 mA",
        "planned, not done",
    ] {
        assert!(text.contains(words), "the full text says {words}: {text}");
    }
}

#[test]
fn a_file_names_only_what_was_recorded() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let note = json!({
        "date": "2026-01-20", "time": "09:00", "region": "ankle-foot", "consent": "verbal", "screening": "all-no",
        "indication": "Pain on the first steps in the morning.",
        "sites": [{
            "target": "plantar-fascia", "side": "left", "needle": "0.30x?", "needles": 8, "needles_to": 10,
            "techniques": ["static"], "left_in_s": 1200, "tissue": "muscle"
        }],
        "needles_in": 9, "needles_out": 9, "events_asked": true
    });
    let file = desk.file("sparse.json", &note);
    desk.json(&["chart", &id, &file, "--sign"]);
    let history = desk.json(&["history", &id]);
    let kept = &history["sessions"][0]["note"];
    for (field, value) in note.as_object().unwrap() {
        if field != "sites" {
            assert_eq!(&kept[field], value, "{field}");
        }
    }
    for (field, value) in note["sites"][0].as_object().unwrap() {
        assert_eq!(&kept["sites"][0][field], value, "{field}");
    }
}

#[test]
fn each_classic_slip_is_answered_at_its_field_and_nothing_is_written() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let slips = [
        ("/sites/0/side", json!("midline"), "sites[0].side"),
        ("/sites/0/level", json!("L4"), "sites[0].level"),
        ("/sites/0/depth_mm", json!(41), "sites[0].depth_mm"),
        ("/pain_before", json!(11), "pain_before"),
        ("/sites/0/needle", json!("25x0.40"), "sites[0].needle"),
        ("/date", json!("2090-01-20"), "date"),
        ("/date", json!("1980-01-20"), "date"),
        ("/needle_difference", json!(""), "needles_out"),
    ];
    for (pointer, value, path) in slips {
        let mut note = whole_note();
        if pointer.ends_with("/level") {
            note["sites"][0]["target"] = json!("multifidus-cervical");
        }
        *note.pointer_mut(pointer).unwrap() = value;
        let file = desk.file("slip.json", &note);
        let (code, refusal) = desk.refusal(&["chart", &id, &file, "--sign"]);
        assert_eq!(code, 3, "{pointer}");
        let paths: Vec<&str> = refusal["fields"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|fault| fault["path"].as_str())
            .collect();
        assert!(paths.contains(&path), "{pointer}: {paths:?}");
    }
    assert_eq!(desk.json(&["history", &id])["sessions"], json!([]));
    assert_eq!(desk.drafts(), 0);
}
