//! What a note has to be able to hold, item by item, and where in the file each lies. A field that is renamed or
//! taken out fails here by the therapist's word for it.

use filiform_exchange::{FileKind, schema_of};
use serde_json::Value;

/// The therapist's words, the path in the file, and a value of the field where it is a choice.
const ITEMS: &[(&str, &str, &str)] = &[
    ("subjective", "story", ""),
    ("assessment", "assessment", ""),
    ("indication of the session", "indication", ""),
    ("indication of a row", "sites[].indication", ""),
    ("start", "time", ""),
    ("end", "ended", ""),
    ("timed minutes", "timed_minutes", ""),
    ("total minutes", "total_minutes", ""),
    ("billing code", "codes[].code", ""),
    ("units of a code", "codes[].units", ""),
    ("student present", "present[].role", "student"),
    ("interpreter present", "present[].role", "interpreter"),
    ("parent present", "present[].role", "parent"),
    ("chaperone present", "present[].role", "chaperone"),
    ("name of who was present", "present[].name", ""),
    ("history", "first_visit.history", ""),
    ("red flags asked", "first_visit.red_flags_asked", ""),
    ("medicine", "first_visit.medicines[].name", ""),
    ("dose of a medicine", "first_visit.medicines[].dose", ""),
    ("change of a medicine", "first_visit.medicines[].change", ""),
    ("allergies", "first_visit.allergies", ""),
    ("examination", "first_visit.examination", ""),
    ("goals", "first_visit.goals", ""),
    ("prognosis", "first_visit.prognosis", ""),
    ("muscle", "sites[].target", ""),
    ("tendon", "sites[].own_target.kind", "tendon"),
    ("enthesis", "sites[].own_target.kind", "enthesis"),
    ("ligament", "sites[].own_target.kind", "ligament"),
    ("joint", "sites[].own_target.kind", "joint"),
    ("periosteum", "sites[].own_target.kind", "periosteum"),
    ("nerve", "sites[].own_target.kind", "nerve"),
    ("scar", "sites[].own_target.kind", "scar"),
    ("length of a scar", "sites[].own_target.length_mm", ""),
    (
        "point of another system",
        "sites[].own_target.kind",
        "named-point",
    ),
    ("target in own words", "sites[].own_target.name", ""),
    ("side", "sites[].side", "left"),
    ("both sides in one entry", "sites[].side", "both"),
    ("trigger point numbers", "sites[].trigger_points", ""),
    ("active", "sites[].activity", "active"),
    ("latent", "sites[].activity", "latent"),
    (
        "not a trigger point",
        "sites[].activity",
        "not-a-trigger-point",
    ),
    ("spinal level", "sites[].level", ""),
    ("landmark and distance", "sites[].place", ""),
    ("points of one target", "sites[].points", ""),
    ("point on the body chart", "sites[].on_chart[].view", "back"),
    ("needle size", "sites[].needle", ""),
    ("brand", "sites[].brand", ""),
    ("lot", "sites[].lot", ""),
    ("number of needles", "sites[].needles", ""),
    ("range of needles", "sites[].needles_to", ""),
    ("depth", "sites[].depth_mm", ""),
    ("range of depth", "sites[].depth_to_mm", ""),
    ("tissue level", "sites[].tissue", "superficial"),
    ("direction, angle and path", "sites[].path", ""),
    ("techniques", "sites[].techniques", ""),
    ("fanned to n points", "sites[].fanned_to", ""),
    ("passes", "sites[].passes", ""),
    ("range of passes", "sites[].passes_to", ""),
    ("stop rule of the passes", "sites[].passes_until", ""),
    ("winding", "sites[].turned_degrees", ""),
    ("direction of winding", "sites[].turned_direction", ""),
    ("left in", "sites[].left_in_s", ""),
    ("range of time left in", "sites[].left_in_to_s", ""),
    ("stimulated every", "sites[].stimulated_every_s", ""),
    ("stimulated for", "sites[].stimulated_for_s", ""),
    ("grip", "sites[].grip", ""),
    ("position with props", "position", ""),
    ("position for one row", "sites[].position", ""),
    ("muscle on stretch", "sites[].on_stretch", ""),
    ("guided by palpation", "sites[].guidance", "palpation"),
    (
        "ultrasound in plane",
        "sites[].guidance",
        "ultrasound-in-plane",
    ),
    (
        "ultrasound out of plane",
        "sites[].guidance",
        "ultrasound-out-of-plane",
    ),
    ("device", "sites[].current.device", ""),
    ("dial setting", "sites[].current.dial", ""),
    ("channels", "sites[].current.channels", ""),
    ("electrode pair", "sites[].current.pairs[].with_row", ""),
    ("polarity", "sites[].current.pairs[].here", "negative"),
    ("waveform", "sites[].current.waveform", ""),
    ("frequency", "sites[].current.hz", ""),
    ("pulse width", "sites[].current.pulse_us", ""),
    ("range of pulse width", "sites[].current.pulse_to_us", ""),
    ("intensity", "sites[].current.intensity_ua", ""),
    ("range of intensity", "sites[].current.intensity_to_ua", ""),
    (
        "range of minutes of current",
        "sites[].current.seconds_to",
        "",
    ),
    ("intensity in words", "sites[].current.intensity", ""),
    ("minutes of current", "sites[].current.seconds", ""),
    (
        "direct current with its dose",
        "sites[].current.direct_dose",
        "",
    ),
    ("twitch", "sites[].twitch", "none"),
    ("twitches counted", "sites[].twitches", ""),
    ("familiar pain", "sites[].familiar_pain", "different"),
    ("referred where", "sites[].referred_to", ""),
    ("sensations", "sites[].sensations", ""),
    ("bleeding", "sites[].bleeding", ""),
    ("haemostasis", "sites[].haemostasis_s", ""),
    ("pain before at the site", "sites[].pain_before", ""),
    ("pain after at the site", "sites[].pain_after", ""),
    ("NPRS", "pains[].scale", "nprs"),
    ("VAS", "pains[].scale", "vas"),
    ("pain now", "pains[].window", "now"),
    ("pain at best", "pains[].window", "best"),
    ("pain at worst", "pains[].window", "worst"),
    ("pain on average", "pains[].window", "average"),
    ("pain at rest or with a movement", "pains[].activity", ""),
    ("pain at a named place", "pains[].place", ""),
    ("pain before", "pains[].moment", "before"),
    ("pain after", "pains[].moment", "after"),
    ("pain at the next visit", "pains[].moment", "next-visit"),
    ("shaded pain area", "pain_areas[].region", ""),
    ("a measurement", "findings[].name", ""),
    ("its unit", "findings[].unit", ""),
    ("its side", "findings[].side", "right"),
    ("before", "findings[].before", ""),
    ("after", "findings[].after", ""),
    ("soreness", "since_last.soreness", ""),
    ("hours of soreness", "since_last.soreness_hours", ""),
    ("bruise", "since_last.bruise", ""),
    ("better, same, worse", "since_last.change", "worse"),
    ("medicine used", "since_last.medicine", ""),
    ("warning signs", "since_last.warning_signs", ""),
    ("events asked", "events_asked", ""),
    ("kind of event", "events[].kind", ""),
    ("severity", "events[].severity", "serious"),
    ("sensation at the needle", "events[].sensation", ""),
    ("onset delay", "events[].onset_min", ""),
    ("what was done", "events[].action", ""),
    ("course", "events[].course", ""),
    ("resolved when", "events[].resolved", ""),
    ("stopped early", "stopped_early.reason", ""),
    ("planned and not done", "sites[].not_done", ""),
    ("recovery: when", "stopped_early.recovery[].at", ""),
    (
        "recovery: vitals and what was seen",
        "stopped_early.recovery[].seen",
        "",
    ),
    ("other care", "other_care[].kind", ""),
    ("minutes of other care", "other_care[].minutes", ""),
    ("segment", "other_care[].segment", ""),
    ("grade", "other_care[].grade", ""),
    ("plan", "plan", ""),
    ("next visit", "next_visit", ""),
    ("stop rule", "stop_rule", ""),
    ("cancelled", "not_held.how", "cancelled"),
    ("missed", "not_held.how", "missed"),
    ("by whom", "not_held.by", ""),
    ("screening of the day", "screening", "all-no"),
    ("consent of the day", "consent", "verbal"),
    ("withdrawal", "consent_withdrawn_at", ""),
    ("noted prompt", "acknowledged[].check", ""),
    ("needles in", "needles_in", ""),
    ("needles out", "needles_out", ""),
    ("why they differ", "needle_difference", ""),
    ("advice on breathlessness", "breathlessness_advice", ""),
    ("when it was given", "breathlessness_time", ""),
    ("written slip", "breathlessness_slip", ""),
    ("tolerance", "tolerance", "poor"),
];

/// What stands behind a reference, and behind "this or nothing".
fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(name) = schema["$ref"].as_str() {
        return resolved(root, &root["$defs"][name.trim_start_matches("#/$defs/")]);
    }
    for choice in ["anyOf", "oneOf"] {
        let branches = schema[choice].as_array().into_iter().flatten();
        let mut real = branches.filter(|branch| branch["type"] != "null");
        if let (Some(only), None) = (real.next(), real.next()) {
            return resolved(root, only);
        }
    }
    schema
}

/// The schema of the field at `path`; null when there is no such field.
fn field<'a>(root: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(resolved(root, root), |schema, part| {
        let inside = &schema["properties"][part.trim_end_matches("[]")];
        let inside = resolved(root, inside);
        if part.ends_with("[]") {
            resolved(root, &inside["items"])
        } else {
            inside
        }
    })
}

#[test]
fn every_item_of_a_note_has_its_place_in_the_file() {
    let schema = schema_of(FileKind::Session);
    let missing: Vec<&str> = ITEMS
        .iter()
        .filter(|(_, path, _)| field(&schema, path).is_null())
        .map(|(words, ..)| *words)
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_choice_that_is_asked_for_can_be_made() {
    let schema = schema_of(FileKind::Session);
    let choices = ITEMS.iter().filter(|(.., value)| !value.is_empty());
    let missing: Vec<String> = choices
        .filter(|(_, path, value)| {
            let named = format!("\"{value}\"");
            !field(&schema, path).to_string().contains(&named)
        })
        .map(|(words, path, value)| format!("{words}: {value} in {path}"))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_path_that_is_not_there_is_found_out() {
    let schema = schema_of(FileKind::Session);
    for path in [
        "sites[].thickness",
        "site[].needle",
        "since_last.sore",
        "pains.value",
    ] {
        assert!(field(&schema, path).is_null(), "{path}");
    }
}
