//! Protocols of other shapes, as trials and reviews state them: ranges in every place, targets that are no muscle,
//! levels, windows of pain that differ, and what came in the days after. Nothing they state is dropped.

use serde_json::json;

use crate::protocols::{around, assert_holds, assert_open, charted};

/// Every text in `words` stands in the signed note's full text.
fn assert_says(text: &str, words: &[&str]) {
    for said in words {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn many_needles_left_for_twenty_to_thirty_minutes() {
    // needling_fields.md, section 6: several needles left 20 to 30 minutes, of a narrative review (butts2021).
    let mut stated = around(
        "lumbar",
        json!([
            {
                "target": "multifidus-lumbar", "side": "both", "level": "L3-L5", "points": 3, "needle": "0.30x50",
                "needles": 3, "needles_to": 4, "depth_mm": 30, "depth_to_mm": 40, "tissue": "bone",
                "techniques": ["static", "winding"], "left_in_s": 1200, "left_in_to_s": 1800,
                "turned_degrees": 180, "turned_direction": "both ways", "sought": "deep-ache",
                "stimulated_every_s": 600, "stimulated_for_s": 10,
                "place": "2 cm lateral to the spinous processes", "path": "slightly towards the midline"
            },
            {
                "target": "lumbar-interspinous", "side": "midline", "level": "L4-5", "needle": "0.30x50", "needles": 1,
                "depth_mm": 20, "techniques": ["static"], "left_in_s": 1200, "left_in_to_s": 1800
            }
        ]),
        7,
    );
    // The pack flags the pleura for the lumbar multifidus as a whole.
    stated["breathlessness_advice"] = json!(true);
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    assert_open(
        &kept["sites"][0],
        &["passes", "twitch", "twitches", "current", "grip"],
    );
    assert_says(
        &text,
        &[
            "left in 20 min to 30 min",
            "L3-L5",
            "3 to 4 needles a side",
            "30 to 40 mm deep",
            "every 10 min for 10 s",
            "deep ache sought",
        ],
    );
}

#[test]
fn current_in_ranges_through_two_pairs_of_four_rows() {
    // Current through needles: trials state it as ranges (imes_rct2021, needling_fields.md section 6: often 2 Hz).
    let row = |target: &str, side: &str, current: serde_json::Value| {
        json!({
            "target": target, "side": side, "needle": "0.30x40", "needles": 1, "depth_mm": 15, "tissue": "muscle",
            "techniques": ["electrical"], "left_in_s": 900, "left_in_to_s": 1200, "sought": "none", "current": current
        })
    };
    let current = |with: u8, pole: &str| {
        json!({
            "device": "battery stimulator", "channels": 2, "pairs": [{"with_row": with, "here": pole}],
            "waveform": "biphasic, continuous", "hz": "2 to 4", "pulse_us": 200, "pulse_to_us": 300,
            "intensity_ua": 1000, "intensity_to_ua": 3000, "effect": "motor",
            "intensity": "to a visible, painless contraction", "seconds": 900, "seconds_to": 1200
        })
    };
    let mut stated = around(
        "shoulder-girdle",
        json!([
            row("trapezius-upper", "left", current(2, "negative")),
            row("levator-scapulae", "left", current(1, "positive")),
            row("trapezius-upper", "right", current(4, "negative")),
            row("levator-scapulae", "right", current(3, "positive")),
        ]),
        4,
    );
    stated["breathlessness_advice"] = json!(true);
    stated["position"] = json!("Prone, face in the hole of the table, pillow under the ankles");
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    assert_open(&kept["sites"][0]["current"], &["dial", "direct_dose"]);
    assert_says(
        &text,
        &[
            "200 to 300 µs",
            "1 mA to 3 mA",
            "for 15 min to 20 min",
            "2 to 4 Hz",
            "paired to row 4, negative here",
            "visible, painless contraction",
        ],
    );
}

#[test]
fn passes_at_a_pace_for_some_seconds_until_the_twitches_ended() {
    // The example of STRICTA item 2 in another shape: a pace, an amplitude and a time in place of a number of passes.
    let mut stated = around(
        "shoulder-girdle",
        json!([{
            "target": "trapezius-upper", "side": "right", "trigger_points": [1], "activity": "latent", "points": 1,
            "needle": "0.30x30", "needles": 1, "depth_mm": 10, "depth_to_mm": 15, "grip": "pincer",
            "path": "perpendicular to the skin, towards the thumb; 3 to 5 mm up and down, no rotation",
            "techniques": ["fast-in-fast-out"], "fanned_to": 3,
            "passes_until": "about one a second for 25 to 30 s, until the twitches ended", "left_in_s": 0,
            "position": "supine", "guidance": "palpation", "twitch": "seen", "twitches": 4, "familiar_pain": "no",
            "bleeding": true, "haemostasis_s": 30, "note": "Skin cleaned with alcohol; cotton pressed on afterwards."
        }]),
        1,
    );
    stated["breathlessness_advice"] = json!(true);
    stated["findings"] = json!([
        {"name": "pressure pain threshold, mean of three", "side": "right", "unit": "kg/cm2", "before": "2.3", "after": "2.9"},
        {"name": "cervical lateral flexion, active", "side": "left", "unit": "degrees", "before": "32", "after": "38"}
    ]);
    stated["pains"] = json!([
        {"scale": "vas", "value": 41, "window": "now", "moment": "before", "activity": "on pressure", "place": "upper trapezius"},
        {"scale": "vas", "value": 22, "window": "now", "moment": "after", "activity": "on pressure", "place": "upper trapezius"},
        {"scale": "vas", "value": 35, "window": "now", "moment": "next-visit", "activity": "soreness after needling, at 24 h", "place": "upper trapezius"},
        {"scale": "vas", "value": 12, "window": "now", "moment": "next-visit", "activity": "soreness after needling, at 72 h", "place": "upper trapezius"}
    ]);
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    assert_open(
        &kept["sites"][0],
        &["passes", "passes_to", "left_in_to_s", "current"],
    );
    assert_says(
        &text,
        &[
            "one a second for 25 to 30 s",
            "3 to 5 mm up and down",
            "latent trigger point",
            "mean of three",
            "at 72 h",
            "35 of 100 mm",
        ],
    );
}

#[test]
fn a_tendon_a_scar_a_nerve_and_a_point_by_name_under_ultrasound() {
    // Targets that are no muscle (muscles.csv, needling_fields.md section 4), with direct current.
    let own = |kind: &str, name: &str, length: Option<u32>| json!({"kind": kind, "name": name, "region": "ankle-foot", "length_mm": length});
    let stated = around(
        "ankle-foot",
        json!([
            {
                "target": "achilles-midportion", "side": "left", "needle": "0.30x25", "needles": 1, "points": 5,
                "depth_mm": 8, "techniques": ["tendon-fenestration"], "passes": 20, "passes_to": 30,
                "guidance": "ultrasound-in-plane", "path": "45 degrees to the skin, from distal"
            },
            {
                "own_target": own("scar", "scar of the repair", Some(45)), "side": "left", "needle": "0.16x15", "needles": 6,
                "needles_to": 8, "techniques": ["superficial", "threading"], "tissue": "superficial",
                "place": "along both edges, 1 cm apart", "left_in_s": 600
            },
            {
                "own_target": own("nerve", "beside the tibial nerve at the ankle", None), "side": "left", "needle": "?x40",
                "needles": 1, "techniques": ["electrical"], "guidance": "ultrasound-out-of-plane",
                "current": {"direct_dose": "350 µA for 80 s, twice", "pairs": [{"here": "negative", "words": "hand-held anode"}]}
            },
            {
                "own_target": own("named-point", "KI 3", None), "side": "both", "needle": "0.25x?", "needles": 1,
                "techniques": ["static"], "left_in_s": 1200
            }
        ]),
        10,
    );
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    assert_says(
        &text,
        &[
            "20 to 30 passes",
            "45 mm long",
            "6 to 8 needles",
            "350 µA for 80 s, twice",
            "hand-held anode",
            "KI 3",
            "guided by ultrasound, out of plane",
            "40 mm long, diameter not known",
        ],
    );
}

#[test]
fn a_session_that_a_faint_stopped_with_rows_done_and_planned() {
    // adverse_events.csv, vasovagal: pulse, time to recover, position; the rest of the plan was not done.
    let mut stated = around(
        "neck",
        json!([
            {
                "target": "trapezius-upper", "side": "left", "needle": "0.25x40", "needles": 1, "depth_mm": 15,
                "techniques": ["pistoning"], "twitch": "none", "at": "09:10"
            },
            {"target": "levator-scapulae", "side": "left", "not_done": true, "note": "planned as the second site"},
            {"target": "trapezius-upper", "side": "right", "not_done": true}
        ]),
        1,
    );
    stated["breathlessness_advice"] = json!(true);
    stated["tolerance"] = json!("poor");
    stated["events"] = json!([{
        "kind": "vasovagal", "row": 1, "severity": "mild", "sensation": "warm, then far away", "onset_min": 1,
        "action": "Needle out, flat, legs raised", "course": "Pale and sweating for four minutes",
        "resolved": "After ten minutes, walked out with her sister", "note": "Had not eaten"
    }]);
    stated["stopped_early"] = json!({
        "reason": "Felt faint",
        "recovery": [
            {"at": "09:12", "seen": "Pulse 48, 90/55, flat"},
            {"at": "09:17", "seen": "Pulse 64, 110/70, sitting"},
            {"at": "09:22", "seen": "Pulse 70, 118/72, standing"}
        ]
    });
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    assert_says(
        &text,
        &[
            "planned, not done",
            "Felt faint",
            "Pulse 48, 90/55, flat",
            "09:22",
            "warm, then far away",
            "walked out with her sister",
        ],
    );
}

#[test]
fn a_visit_of_exercise_and_advice_beside_one_superficial_needle_over_the_jaw() {
    // Other care with minutes, segment and grade, home exercise, posture; mouth opening before and after.
    let mut stated = around(
        "head-jaw",
        json!([{
            "target": "masseter-superficial", "side": "right", "trigger_points": [2], "needle": "0.20x15", "needles": 1,
            "tissue": "superficial", "techniques": ["superficial"], "left_in_s": 60, "sought": "familiar-pain",
            "familiar_pain": "yes", "referred_to": "molars", "pain_window": "worst", "pain_before": 8
        }]),
        1,
    );
    stated["findings"] =
        json!([{"name": "mouth opening, active", "unit": "mm", "before": "31", "after": "38"}]);
    stated["other_care"] = json!([
        {"kind": "manual-therapy-joint", "minutes": 8, "segment": "C2-3", "grade": "III"},
        {"kind": "home-exercise", "minutes": 5, "note": "Tongue up, 10 times, 5 a day"},
        {"kind": "posture-movement-training", "minutes": 5, "note": "Screen at eye height"}
    ]);
    stated["since_last"] = json!({"change": "same", "soreness": 4, "soreness_hours": 30, "bruise": true, "medicine": "ibuprofen 400 mg, once"});
    let (kept, text) = charted(&stated);
    assert_holds(&kept, &stated, "note");
    assert_says(
        &text,
        &[
            "mouth opening",
            "31",
            "Tongue up",
            "C2-3",
            "III",
            "molars",
            "ibuprofen",
            "worst in 24 hours 8 of 10",
        ],
    );
}
