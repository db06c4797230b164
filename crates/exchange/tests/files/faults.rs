//! Every fault at once, each at its path, none twice.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::given::{
    any_json, full_patient, full_session, json as written, patient_faults, session_faults,
};

fn paths_and_codes(faults: &[filiform_domain::problem::Problem]) -> Vec<(&str, &str)> {
    faults
        .iter()
        .map(|f| (f.path.as_str(), f.code.as_str()))
        .collect()
}

#[test]
fn five_faults_of_mixed_kinds_are_five_problems_with_their_paths() {
    let mut file = written(&full_session());
    file["pain_before"] = json!("seven"); // no number
    file["sites"][0]["side"] = json!("lft"); // no such word
    file["sites"][1]["needle"] = json!(".25x40"); // a fault of care: the zero is missing
    file["plann"] = json!("Again"); // no such field
    file["needles_out"] = json!(201); // a fault of care: out of range
    let faults = session_faults(file.to_string().as_bytes());
    assert_eq!(
        paths_and_codes(&faults),
        [
            ("pain_before", "wrong-type"),
            ("plann", "unknown-field"),
            ("sites[0].side", "unknown-word"),
            ("needles_out", "out-of-range"),
            ("sites[1].needle", "needle-leading-zero"),
        ]
    );
    assert!(faults[1].message.contains("plan"), "{}", faults[1].message);
}

#[test]
fn a_field_that_stands_twice_is_one_fault() {
    let file = br#"{"family_name": "A", "given_name": "B", "birth_date": "1984-03-14", "birth_date": "1948-03-14"}"#;
    let faults = patient_faults(file);
    assert_eq!(paths_and_codes(&faults), [("birth_date", "field-twice")]);
}

#[test]
fn a_file_that_is_no_json_has_one_fault_and_it_is_the_whole() {
    let faults = session_faults(b"{\"story\": \"Ada Okafor\",}");
    assert_eq!(paths_and_codes(&faults), [("", "not-json")]);
    assert!(!faults[0].message.contains("Ada"));
}

#[test]
fn no_message_repeats_what_the_file_says() {
    let file = json!({"Ada Okafor": 1, "date": ["Ada Okafor"], "tolerance": "Ada Okafor", "region": "Ada Okafor"});
    for fault in session_faults(file.to_string().as_bytes()) {
        assert!(
            !fault.message.contains("Ada") && !fault.path.contains("Ada"),
            "{fault:?}"
        );
    }
}

/// Every place in a file, as a JSON pointer and in our notation.
fn places(value: &Value) -> Vec<(String, String)> {
    let inner: Vec<(String, String, &Value)> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (format!("/{name}"), name.clone(), value))
            .collect(),
        Value::Array(rows) => rows
            .iter()
            .enumerate()
            .map(|(n, value)| (format!("/{n}"), format!("[{n}]"), value))
            .collect(),
        _ => Vec::new(),
    };
    let below = inner.into_iter().flat_map(|(pointer, path, value)| {
        let deeper = places(value).into_iter().map({
            let (pointer, path) = (pointer.clone(), path.clone());
            move |(p, rest)| {
                let dot = if rest.starts_with('[') { "" } else { "." };
                (format!("{pointer}{p}"), format!("{path}{dot}{rest}"))
            }
        });
        std::iter::once((pointer, path))
            .chain(deeper)
            .collect::<Vec<_>>()
    });
    below.collect()
}

/// Replaces each place of a faultless file in turn by something of the wrong type.
fn each_damaged_place_is_one_fault(
    file: &Value,
    faults_of: fn(&[u8]) -> Vec<filiform_domain::problem::Problem>,
) {
    for (pointer, path) in places(file) {
        let mut damaged = file.clone();
        let place = damaged.pointer_mut(&pointer).unwrap();
        *place = match place {
            Value::Object(_) => json!(1.5),
            Value::Array(_) => json!({"x": 1}),
            _ => json!([{"x": 1}]),
        };
        let faults = faults_of(damaged.to_string().as_bytes());
        assert_eq!(paths_and_codes(&faults), [(path.as_str(), "wrong-type")]);
    }
}

#[test]
fn a_part_of_the_wrong_type_is_one_fault_wherever_it_stands() {
    each_damaged_place_is_one_fault(&written(&full_session()), session_faults);
    each_damaged_place_is_one_fault(&written(&full_patient()), patient_faults);
}

#[test]
fn a_field_of_its_own_is_one_fault_wherever_it_stands() {
    let file = written(&full_session());
    for (pointer, path) in places(&file)
        .into_iter()
        .chain([(String::new(), String::new())])
    {
        let mut damaged = file.clone();
        let Some(object) = damaged.pointer_mut(&pointer).unwrap().as_object_mut() else {
            continue;
        };
        object.insert("colour".into(), json!("red"));
        let faults = session_faults(damaged.to_string().as_bytes());
        let expected = if path.is_empty() {
            "colour".to_owned()
        } else {
            format!("{path}.colour")
        };
        assert_eq!(
            paths_and_codes(&faults),
            [(expected.as_str(), "unknown-field")]
        );
    }
}

proptest! {
    #[test]
    fn no_path_is_reported_twice(place in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(), odd in any_json()) {
        let mut file = written(&full_session());
        for index in [place, other] {
            let places = places(&file);
            *file.pointer_mut(&index.get(&places).0).unwrap() = odd.clone();
        }
        let faults = session_faults(file.to_string().as_bytes());
        let mut paths: Vec<_> = faults.iter().map(|f| f.path.as_str()).collect();
        let all = paths.len();
        paths.sort_unstable();
        paths.dedup();
        prop_assert_eq!(paths.len(), all);
        prop_assert!(faults.iter().all(|f| f.code != "unreadable"), "what is left after pruning is readable");
    }
}
