//! Published protocols state some things and leave others open. What they state goes into a note as it stands, and
//! what they leave open stays open: nothing is dropped and nothing is made up.

use serde_json::{Value, json};

use crate::given::Desk;

/// What every note says besides the needling.
pub(crate) fn around(region: &str, sites: Value, needles: u32) -> Value {
    json!({
        "date": "2026-01-20", "time": "09:00", "region": region, "condition": "", "consent": "verbal",
        "screening": "all-no", "indication": "As the protocol gives it.", "sites": sites,
        "needles_in": needles, "needles_out": needles, "events_asked": true
    })
}

/// Charts and signs the note; answers with the note and its text as the history gives them back.
pub(crate) fn charted(note: &Value) -> (Value, String) {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let file = desk.file("protocol.json", note);
    desk.json(&["chart", &id, &file, "--sign"]);
    let mut history = desk.json(&["history", &id]);
    let text = history["sessions"][0]["text"].to_string();
    (history["sessions"][0]["note"].take(), text)
}

/// Every field of `stated` stands in `kept` with the same value, at any depth.
pub(crate) fn assert_holds(kept: &Value, stated: &Value, path: &str) {
    match stated {
        Value::Object(fields) => {
            for (field, value) in fields {
                assert_holds(&kept[field], value, &format!("{path}.{field}"));
            }
        }
        Value::Array(rows) => {
            assert_eq!(kept.as_array().map(Vec::len), Some(rows.len()), "{path}");
            for (n, row) in rows.iter().enumerate() {
                assert_holds(&kept[n], row, &format!("{path}[{n}]"));
            }
        }
        value => assert_eq!(kept, value, "{path}"),
    }
}

/// What the protocol leaves open is empty in the row.
pub(crate) fn assert_open(row: &Value, fields: &[&str]) {
    for field in fields {
        let empty = row[field].is_null() || row[field] == json!("") || row[field] == json!([]);
        assert!(empty, "{field} was made up: {}", row[field]);
    }
}

#[test]
fn trigger_points_pecked_until_a_twitch_and_left_ten_minutes() {
    // The example of STRICTA 2010, item 2: 10-30 mm deep, sparrow pecking until a twitch, then left 10 minutes.
    let stated = around(
        "neck",
        json!([{
            "target": "trapezius-upper", "side": "left", "trigger_points": [1], "points": 3, "needle": "?",
            "needles": 1, "depth_mm": 10, "depth_to_mm": 30, "tissue": "muscle", "sought": "twitch",
            "techniques": ["pistoning", "static"], "passes_until": "until a local twitch response",
            "left_in_s": 600, "twitch": "seen"
        }]),
        1,
    );
    let mut stated = stated;
    stated["breathlessness_advice"] = json!(true);
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    assert_open(
        &kept["sites"][0],
        &[
            "passes", "twitches", "grip", "guidance", "current", "brand", "lot",
        ],
    );
    for words in ["10", "30 mm", "until a local twitch response", "10 min"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn eight_points_with_current_for_twenty_minutes_and_no_needle_size() {
    // Electrical dry needling of plantar fasciitis, PMC6209187: a standard 8-point protocol, 20 minutes, six sessions.
    let mut stated = around(
        "ankle-foot",
        json!([{
            "target": "plantar-fascia", "side": "right", "points": 8, "needle": "?", "needles": 8,
            "techniques": ["electrical"], "left_in_s": 1200,
            "current": {"seconds": 1200, "pairs": [{"words": "between the eight needles, pairs not named"}]}
        }]),
        8,
    );
    stated["plan"] = json!("Six sessions in all.");
    stated["other_care"] = json!([
        {"kind": "manual-therapy-joint", "note": "as in both groups"},
        {"kind": "therapeutic-exercise", "note": "as in both groups"}
    ]);
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    let current = &kept["sites"][0]["current"];
    assert_open(
        current,
        &[
            "hz",
            "waveform",
            "pulse_us",
            "intensity_ua",
            "effect",
            "intensity",
        ],
    );
    assert_open(
        &kept["sites"][0],
        &["depth_mm", "depth_to_mm", "tissue", "twitch"],
    );
    for words in [
        "8 points",
        "20 min",
        "pairs not named",
        "Six sessions in all.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_full_protocol_with_fast_passes_twitches_counted_current_measures_and_follow_up() {
    // Everything that STRICTA 2010 asks a report to state, in one note of two rows.
    let mut stated = around(
        "shoulder-girdle",
        json!([
            {
                "target": "infraspinatus", "side": "right", "trigger_points": [1, 2], "activity": "active",
                "place": "one thumb below the spine of the scapula", "points": 2, "sought": "twitch",
                "indication": "Familiar shoulder pain on pressure", "needle": "0.30x50", "brand": "Example brand",
                "lot": "A17", "needles": 1, "depth_mm": 15, "depth_to_mm": 20, "tissue": "bone",
                "path": "perpendicular to the blade", "techniques": ["fast-in-fast-out"], "fanned_to": 4, "passes": 8,
                "passes_to": 12, "passes_until": "until none was left", "left_in_s": 0, "grip": "flat palpation",
                "position": "prone, arm at the side", "on_stretch": false, "guidance": "palpation",
                "twitch": "seen", "twitches": 6, "familiar_pain": "yes", "referred_to": "front of the shoulder",
                "sensations": "cramp", "bleeding": true, "haemostasis_s": 20, "pain_window": "now",
                "pain_before": 6, "pain_after": 3
            },
            {
                "target": "deltoid-posterior", "side": "right", "needle": "0.30x50", "needles": 2, "depth_mm": 20,
                "techniques": ["winding", "electrical"], "turned_degrees": 540, "turned_direction": "clockwise",
                "left_in_s": 1200, "stimulated_every_s": 300, "stimulated_for_s": 10,
                "current": {
                    "device": "two channel stimulator", "dial": "3", "channels": 1,
                    "pairs": [{"with_row": 1, "here": "negative", "words": "to the first row"}],
                    "waveform": "biphasic, asymmetric", "hz": "2", "pulse_us": 250, "intensity_ua": 1500,
                    "effect": "motor", "intensity": "to tolerance", "seconds": 1200
                },
                "twitch": "none"
            }
        ]),
        3,
    );
    stated["breathlessness_advice"] = json!(true);
    stated["breathlessness_time"] = json!("09:40");
    stated["breathlessness_slip"] = json!(true);
    stated["ended"] = json!("09:45");
    stated["timed_minutes"] = json!(20);
    stated["total_minutes"] = json!(45);
    stated["pains"] = json!([
        {"scale": "vas", "value": 52, "window": "now", "moment": "before", "activity": "reaching up", "place": "shoulder"},
        {"scale": "vas", "value": 31, "window": "now", "moment": "after", "activity": "reaching up", "place": "shoulder"}
    ]);
    stated["findings"] = json!([
        {"name": "pressure pain threshold", "side": "right", "unit": "kg/cm2", "before": "2.1", "after": "3.0"},
        {"name": "internal rotation, passive", "side": "right", "unit": "degrees", "before": "48", "after": "55"}
    ]);
    stated["next_visit"] = json!("In one week, three sessions in all");
    stated["stop_rule"] =
        json!("Review after four sessions without change beyond measurement error");
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    for words in [
        "until none was left",
        "540",
        "250",
        "1.5 mA",
        "kg/cm2",
        "reaching up",
        "Review after four",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
