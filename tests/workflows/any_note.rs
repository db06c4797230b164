//! Any valid note survives being charted, signed and read again.

use filiform::contract::WhichSession;
use filiform::review_history::open_session;
use filiform_domain::session::SessionDraft;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use crate::support::*;

/// Fields that a note with these rows cannot do without, that hold a word of a closed list, or that belong to a
/// draft alone.
const NEEDED: [&str; 39] = [
    "date",
    "time",
    "episode",
    "region",
    "target",
    "own_target",
    "kind",
    "side",
    "needle",
    "techniques",
    "name",
    "code",
    "role",
    "check",
    "scale",
    "value",
    "window",
    "moment",
    "reason",
    "seen",
    "screening",
    "consent",
    "needles_in",
    "needles_out",
    "needle_difference",
    "events_asked",
    "breathlessness_advice",
    "view",
    "needles",
    "passes",
    "depth_mm",
    "left_in_s",
    "pulse_us",
    "intensity_ua",
    "seconds",
    "operator",
    "not_done",
    "repeats",
    "line",
];

fn whole_note() -> Value {
    serde_json::from_str(include_str!("../support/whole_note.json")).unwrap()
}

/// The pointers of everything that may be left open.
fn optional(value: &Value, at: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, field)| (name.clone(), field))
            .collect(),
        Value::Array(rows) => rows
            .iter()
            .enumerate()
            .map(|(n, row)| (n.to_string(), row))
            .collect(),
        _ => return,
    };
    for (name, field) in inner {
        let pointer = format!("{at}/{name}");
        let a_row = name.parse::<usize>().is_ok();
        if !a_row && !NEEDED.contains(&name.as_str()) && !field.is_object() && name != "sites" {
            found.push(pointer.clone());
        }
        optional(field, &pointer, found);
    }
}

/// What is typed in the place of something else: nothing, or other words and numbers of the same kind.
fn instead(value: &Value, words: &str, number: u8) -> Value {
    match value {
        Value::String(_) => json!(filiform_domain::problem::tidy(words)),
        Value::Number(_) if number.is_multiple_of(2) => Value::Null,
        Value::Number(n) => json!(n.as_i64().unwrap().min(i64::from(number % 10).max(1))),
        Value::Array(_) => json!([]),
        Value::Bool(yes) => json!(!yes),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_valid_note_survives_being_charted_signed_and_read(
        changes in prop::collection::vec((any::<Index>(), "\\PC{0,24}", any::<u8>()), 0..20),
    ) {
        let mut file = whole_note();
        let mut places = Vec::new();
        optional(&file, "", &mut places);
        for (index, words, number) in &changes {
            if let Some(place) = file.pointer_mut(&places[index.index(places.len())]) {
                *place = instead(place, words, *number);
            }
        }
        let Ok(note) = serde_json::from_value::<SessionDraft>(file) else {
            // A number that must be there, or a word that is none of its list.
            return Ok(());
        };
        let desk = Desk::open();
        let patient = desk.register(ada()).id;
        match desk.sign(patient, &note) {
            Ok(session) => {
                let kept = open_session(&desk.filiform, WhichSession { session }).ok().unwrap();
                let typed = serde_json::to_value(&note).unwrap();
                prop_assert_eq!(serde_json::to_value(&kept.note).unwrap(), typed);
            }
            Err(filiform::Error::Fields(_)) => {}
            Err(other) => prop_assert!(false, "{}", other.code()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever a note is corrected to stands from then on, and what was signed first is what it was.
    #[test]
    fn any_note_that_is_corrected_keeps_what_was_signed(
        changes in prop::collection::vec((any::<Index>(), "\\PC{0,24}", any::<u8>()), 1..12),
    ) {
        let mut file = whole_note();
        let mut places = Vec::new();
        optional(&file, "", &mut places);
        for (index, words, number) in &changes {
            if let Some(place) = file.pointer_mut(&places[index.index(places.len())]) {
                *place = instead(place, words, *number);
            }
        }
        let Ok(note) = serde_json::from_value::<SessionDraft>(file) else {
            return Ok(());
        };
        let first: SessionDraft = serde_json::from_value(whole_note()).unwrap();
        let desk = Desk::open();
        let patient = desk.register(ada()).id;
        let session = desk.sign(patient, &first).unwrap();
        let before = open_session(&desk.filiform, WhichSession { session }).ok().unwrap();
        match crate::amend_session::correct(&desk, session, "It was otherwise.", |kept| *kept = note.clone()) {
            Ok(_) => {
                let after = open_session(&desk.filiform, WhichSession { session }).ok().unwrap();
                prop_assert!(after.note == note);
                prop_assert_eq!(after.fingerprint, before.fingerprint);
                prop_assert_eq!(after.original.unwrap(), before.text);
                prop_assert!(!after.amendments[0].changes.is_empty());
                let original = desk.filiform.bare(|store| store.session(session).unwrap().unwrap().original);
                prop_assert!(original.unwrap().note == first);
            }
            Err(filiform::Error::Fields(_)) => {}
            Err(other) => prop_assert!(false, "{}", other.code()),
        }
    }
}

#[test]
fn most_changes_of_the_whole_note_leave_it_valid() {
    let mut places = Vec::new();
    optional(&whole_note(), "", &mut places);
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let valid = places.iter().filter(|pointer| {
        let mut file = whole_note();
        let place = file.pointer_mut(pointer).unwrap();
        *place = instead(place, "other words", 3);
        serde_json::from_value(file).is_ok_and(|note| desk.sign(patient, &note).is_ok())
    });
    let (valid, all) = (valid.count(), places.len());
    assert!(
        valid * 10 > all * 7,
        "the property above looks at real notes: {valid} of {all}"
    );
}
