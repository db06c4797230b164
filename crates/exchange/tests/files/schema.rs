//! The schema says what reading does.

use filiform_domain::signing;
use filiform_exchange::{FileKind, read_practice_file, read_session_file, schema, schema_of};
use jsonschema::{Validator, validator_for};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::given::{
    any_json, any_session, full_patient, full_session, json as written, patient_faults,
    session_faults,
};

fn sessions() -> Validator {
    validator_for(&schema_of(FileKind::Session)).unwrap()
}

#[test]
fn the_schemas_are_valid_in_their_dialect() {
    for schema in [
        schema(),
        schema_of(FileKind::Practice),
        schema_of(FileKind::Patient),
        schema_of(FileKind::Session),
    ] {
        assert!(jsonschema::meta::is_valid(&schema));
        assert!(schema["$schema"].as_str().unwrap().contains("2020-12"));
    }
}

#[test]
fn the_one_schema_takes_every_file_and_tells_them_apart() {
    let all = validator_for(&schema()).unwrap();
    let practice = json!({"practice": {"name": "Mill Lane"}, "therapist": {"name": "A. Rivera"}});
    for file in [written(&full_session()), written(&full_patient()), practice] {
        assert!(all.is_valid(&file));
    }
    assert!(!all.is_valid(&json!({})));
    assert!(!sessions().is_valid(&written(&full_patient())));
}

/// The definitions, by name.
fn definitions() -> Vec<(String, Value)> {
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap().clone();
    definitions.into_iter().collect()
}

#[test]
fn every_field_has_a_title_and_a_description_and_no_other_field_is_taken() {
    for (name, definition) in definitions() {
        assert!(definition["title"].is_string(), "{name}");
        assert!(definition["description"].is_string(), "{name}");
        let Some(fields) = definition["properties"].as_object() else {
            continue;
        };
        assert_eq!(definition["additionalProperties"], false, "{name}");
        for (field, schema) in fields {
            assert!(schema["title"].is_string(), "{name}.{field}");
            assert!(schema["description"].is_string(), "{name}.{field}");
        }
    }
}

#[test]
fn each_range_is_the_domains() {
    let pointers = [
        ("SessionDraft", ""),
        ("SiteDraft", "/sites/0"),
        ("OwnTarget", "/sites/1/own_target"),
        ("Current", "/sites/0/current"),
        ("EventDraft", "/events/0"),
        ("OtherCareDraft", "/other_care/0"),
        ("SinceLast", "/since_last"),
        ("BillingCode", "/codes/0"),
    ];
    let at = |name| pointers.iter().find(|(known, _)| *known == name);
    for (name, field, low, high) in signing::ranges() {
        let Some((_, pointer)) = at(name) else {
            assert!(
                ["PainRating", "ElectrodePair"].contains(&name),
                "{name} is not looked at"
            );
            continue;
        };
        let pointer = format!("{pointer}/{field}");
        for (number, fits) in [
            (low, true),
            (high, true),
            (low - 1, false),
            (high + 1, false),
        ] {
            let mut file = written(&full_session());
            *file.pointer_mut(&pointer).unwrap() = json!(number);
            assert_eq!(
                sessions().is_valid(&file),
                fits,
                "schema: {pointer} {number}"
            );
            let faults = session_faults(file.to_string().as_bytes());
            let out = faults.iter().any(|fault| fault.code == "out-of-range");
            assert_eq!(out, !fits, "domain: {pointer} {number}");
        }
    }
}

#[test]
fn sixty_sites_are_taken_and_sixty_one_are_not() {
    for (rows, fits) in [(60, true), (61, false)] {
        let mut session = full_session();
        session.sites[0].current = None;
        session.sites[0].techniques.truncate(1);
        session.sites = vec![session.sites[0].clone(); rows];
        let file = written(&session);
        assert_eq!(sessions().is_valid(&file), fits, "schema: {rows}");
        assert_eq!(
            session_faults(file.to_string().as_bytes()).is_empty(),
            fits,
            "domain: {rows}"
        );
    }
}

#[test]
fn what_the_schema_wants_the_domain_misses_too() {
    let session = [
        "/date",
        "/time",
        "/events/0/kind",
        "/findings/0/name",
        "/first_visit/medicines/0/name",
        "/other_care/0/kind",
    ];
    for pointer in session {
        let mut file = written(&full_session());
        *file.pointer_mut(pointer).unwrap() = json!("");
        assert!(!sessions().is_valid(&file), "{pointer}");
        assert_eq!(
            session_faults(file.to_string().as_bytes()).len(),
            1,
            "{pointer}"
        );
    }
    let patients = validator_for(&schema_of(FileKind::Patient)).unwrap();
    for pointer in [
        "/family_name",
        "/given_name",
        "/birth_date",
        "/conditions/0/condition",
    ] {
        let mut file = written(&full_patient());
        *file.pointer_mut(pointer).unwrap() = json!("");
        assert!(!patients.is_valid(&file), "{pointer}");
        assert_eq!(
            patient_faults(file.to_string().as_bytes()).len(),
            1,
            "{pointer}"
        );
    }
}

#[test]
fn each_file_has_fields_to_read() {
    // A form of schema that reading does not know would leave a file without any field.
    let practice = br#"{"practice": {"name": "x"}, "therapist": {"training": [{"hours": 1}]}}"#;
    assert_eq!(read_practice_file(practice).unwrap().problems(), []);
}

#[test]
fn a_practice_may_bring_its_therapists_phrases_and_templates() {
    let practices = validator_for(&schema_of(FileKind::Practice)).unwrap();
    let file = |prefix: &str, condition: &str| {
        json!({"practice": {"name": "Mill Lane"}, "therapist": {
            "name": "A. Rivera",
            "phrases": [{"prefix": prefix, "text": "Home exercise was shown."}],
            "templates": [{"condition": condition, "texts": {"plan": "See again in a week."}}],
        }})
    };
    let whole = file("hep", "neck-pain");
    assert!(practices.is_valid(&whole));
    let read = read_practice_file(whole.to_string().as_bytes()).unwrap();
    assert_eq!(read.problems(), []);
    assert!(!practices.is_valid(&file("", "neck-pain")));
    assert!(!practices.is_valid(&file("hep", "")));
}

proptest! {
    #[test]
    fn a_session_without_fault_is_valid(session in any_session(), base in any::<bool>()) {
        let mut file = written(&session.0);
        if base {
            file = merged(written(&full_session()), &session.0.story, session.0.pain_before);
        }
        if session_faults(file.to_string().as_bytes()).is_empty() {
            prop_assert!(sessions().is_valid(&file));
        }
    }

    #[test]
    fn a_file_with_a_structural_fault_is_invalid(at in any::<prop::sample::Index>(), odd in any_json()) {
        let mut file = written(&full_session());
        let names: Vec<String> = file.as_object().unwrap().keys().cloned().collect();
        file[at.get(&names)] = odd;
        let structural = !read_session_file(file.to_string().as_bytes()).unwrap().problems().is_empty();
        if structural {
            prop_assert!(!sessions().is_valid(&file));
        }
    }
}

fn merged(mut file: Value, story: &str, pain: Option<i64>) -> Value {
    file["story"] = json!(story);
    file["pain_before"] = json!(pain);
    file
}
