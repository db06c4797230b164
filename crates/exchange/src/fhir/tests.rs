//! Promises of the bundle: every field is in it, its references lead somewhere, its units are UCUM, and an independent
//! reader takes every resource. Each check is shown to fail on a broken bundle.

mod sealed;

use std::collections::BTreeMap;

use filiform_domain::amendment::{VoidReason, Voiding};
use filiform_domain::entry::PracticeChanged;
use filiform_domain::ids::{EntryId, PracticeId};
use filiform_domain::practice::Practice;
use proptest::prelude::*;

use super::*;
use crate::tables::filled;
use crate::testing::{self, record_of, staff};

fn practice() -> PracticeChanged {
    PracticeChanged {
        id: PracticeId(derived(Uuid::nil(), "practice")),
        practice: Practice {
            name: "Harbour Street".to_owned(),
            address: "1 Harbour Street".to_owned(),
            phone: "555 0100".to_owned(),
            email: "desk@example.org".to_owned(),
            paper: filiform_domain::practice::PaperSize::default(),
        },
    }
}

fn of(record: &Record) -> String {
    let bundled = bundle(record, &staff(), &practice(), Catalogue::shipped()).unwrap();
    String::from_utf8(bundled.bytes).unwrap()
}

fn plain() -> Record {
    record_of(testing::entries(&mut |word| format!("~word {word}")))
}

fn voided(reason: VoidReason) -> Record {
    let mut record = plain();
    let session = record.visits()[0].signed.id;
    let mut last = record.entries[0].clone();
    last.id = EntryId(derived(Uuid::nil(), "void"));
    last.entry = Entry::SessionVoided(Voiding {
        session,
        patient: record.patient,
        based_on: 2,
        reason,
        words: "~word void".to_owned(),
    });
    record.entries.push(last);
    record
}

fn resources(text: &str) -> Vec<Value> {
    let value: Value = serde_json::from_str(text).unwrap();
    let entries = value["entry"].as_array().unwrap().iter();
    entries.map(|entry| entry["resource"].clone()).collect()
}

/// What is wrong with the references of a bundle: a target that is not in it, or of another kind than it says.
fn lost_references(text: &str) -> Vec<String> {
    let all = resources(text);
    let kinds: BTreeMap<String, String> = all
        .iter()
        .map(|one| {
            let id = one["id"].as_str().unwrap();
            (
                format!("urn:uuid:{id}"),
                one["resourceType"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let mut lost = Vec::new();
    for one in &all {
        each(one, &mut |fields| {
            if let Some(to) = fields.get("reference").and_then(Value::as_str) {
                let kind = fields.get("type").and_then(Value::as_str);
                if kinds.get(to).map(String::as_str) != kind || kind.is_none() {
                    lost.push(to.to_owned());
                }
            }
        });
    }
    lost
}

/// Units that are not of those UCUM codes which the record uses.
fn wrong_units(text: &str) -> Vec<String> {
    const KNOWN: [&str; 10] = [
        "mm", "s", "min", "h", "us", "uA", "deg", "%", "d", "{score}",
    ];
    let mut wrong = Vec::new();
    for one in resources(text) {
        each(&one, &mut |fields| {
            if fields
                .get("system")
                .is_some_and(|system| system == "http://unitsofmeasure.org")
            {
                let code = fields["code"].as_str().unwrap_or_default();
                if !KNOWN.contains(&code) || fields["unit"] != fields["code"] {
                    wrong.push(code.to_owned());
                }
            }
        });
    }
    wrong
}

fn each(value: &Value, look: &mut dyn FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(fields) => {
            look(fields);
            fields.values().for_each(|field| each(field, look));
        }
        Value::Array(rows) => rows.iter().for_each(|row| each(row, look)),
        _ => {}
    }
}

/// What a reader of FHIR R4 that knows nothing of us has to say.
fn read_elsewhere(text: &str) -> Result<(), String> {
    fhirkit::from_json_strict::<fhirkit::r4::Bundle>(text)
        .map(drop)
        .map_err(|error| error.to_string())
}

#[test]
fn a_reader_of_the_standard_takes_the_bundle_and_refuses_a_broken_one() {
    let text = of(&plain());
    assert_eq!(read_elsewhere(&text), Ok(()));
    for (right, wrong) in [
        ("\"status\": \"finished\"", "\"estado\": \"finished\""),
        (
            "\"resourceType\": \"Encounter\"",
            "\"resourceType\": \"Encounters\"",
        ),
        (
            "\"birthDate\": \"1984-03-14\"",
            "\"birthDate\": \"14.03.1984\"",
        ),
    ] {
        let broken = text.replacen(right, wrong, 1);
        assert_ne!(broken, text, "{right}");
        assert!(read_elsewhere(&broken).is_err(), "{wrong}");
    }
}

#[test]
fn every_reference_leads_to_a_resource_of_its_kind_and_a_lost_one_is_seen() {
    let text = of(&plain());
    assert_eq!(lost_references(&text), [""; 0]);
    let id = plain().patient.to_string();
    let at = format!("\"id\": \"{id}\"");
    let broken = text.replacen(&at, "\"id\": \"01890000-0000-7000-8000-0000000000ff\"", 1);
    assert!(
        !lost_references(&broken).is_empty(),
        "a resource that is gone"
    );
    let broken = text.replacen("\"type\": \"Patient\"", "\"type\": \"Practitioner\"", 1);
    assert_eq!(
        lost_references(&broken).len(),
        1,
        "a target of another kind"
    );
}

#[test]
fn every_unit_is_of_ucum_and_a_wrong_one_is_seen() {
    let text = of(&plain());
    assert_eq!(wrong_units(&text), [""; 0]);
    assert!(text.contains("unitsofmeasure.org"));
    let broken = text.replacen("\"code\": \"mm\"", "\"code\": \"millimetre\"", 1);
    assert_eq!(wrong_units(&broken), ["millimetre"]);
}

#[test]
fn the_same_record_gives_the_same_bytes_sorted_by_id_and_as_old_as_its_newest_entry() {
    let (text, again) = (of(&plain()), of(&plain()));
    assert_eq!(text, again);
    let ids: Vec<String> = resources(&text)
        .iter()
        .map(|one| one["id"].to_string())
        .collect();
    let mut sorted = ids.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(ids, sorted);
    let record = plain();
    let clinical = record
        .entries
        .iter()
        .rfind(|kept| is_clinical(&record, kept))
        .unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["timestamp"], moment(clinical.recorded_at));
}

#[test]
fn exports_and_holds_are_not_in_it_and_change_nothing() {
    let with = plain();
    let mut without = plain();
    without.entries.retain(|kept| {
        !matches!(
            kept.entry,
            Entry::DocumentExported(_) | Entry::HoldSet(_) | Entry::HoldLifted(_)
        )
    });
    assert!(without.entries.len() < with.entries.len());
    assert_eq!(of(&with), of(&without));
}

#[test]
fn only_the_rating_that_the_content_has_a_code_for_carries_one_and_no_other_system_is_named() {
    let text = of(&plain());
    let mut systems: Vec<String> = Vec::new();
    let mut loinc: Vec<String> = Vec::new();
    for one in resources(&text) {
        each(&one, &mut |fields| {
            let system = fields
                .get("system")
                .and_then(Value::as_str)
                .unwrap_or_default();
            if fields.contains_key("code") {
                systems.push(system.to_owned());
            }
            if system == "http://loinc.org" {
                loinc.push(fields["code"].as_str().unwrap_or_default().to_owned());
            }
        });
    }
    loinc.sort();
    let (pain, disability) = ("72514-3", "82237-9");
    let expected = [pain, pain, disability, disability, disability];
    assert_eq!(
        loinc, expected,
        "pain now before and after, and three scores"
    );
    systems.retain(|system| !system.is_empty());
    systems.sort();
    systems.dedup();
    let foreign: Vec<_> = systems
        .iter()
        .filter(|system| !system.starts_with(kinds::OWN))
        .collect();
    assert_eq!(
        foreign,
        [
            "http://hl7.org/fhir/sid/icd-10-cm",
            "http://loinc.org",
            "http://terminology.hl7.org/CodeSystem/consentscope",
            "http://terminology.hl7.org/CodeSystem/v3-ActCode",
            "http://unitsofmeasure.org",
            "urn:iso-astm:E1762-95:2013",
        ]
    );
}

#[test]
fn each_site_is_a_procedure_with_its_side_and_what_was_only_planned_is_not_done() {
    let text = of(&plain());
    let all = resources(&text);
    let sites: Vec<_> = all
        .iter()
        .filter(|one| one["resourceType"] == "Procedure")
        .collect();
    let mut said: Vec<(String, String)> = sites
        .iter()
        .map(|one| {
            let words = one["bodySite"][0]["text"].as_str().unwrap().to_owned();
            (one["status"].as_str().unwrap().to_owned(), words)
        })
        .collect();
    said.sort();
    assert_eq!(said.len(), 3);
    assert_eq!(said[0].0, "completed");
    assert!(
        said.contains(&("completed".to_owned(), "upper trapezius, left".to_owned())),
        "{said:?}"
    );
    assert!(
        said.contains(&(
            "not-done".to_owned(),
            "infraspinatus, left and right".to_owned()
        )),
        "{said:?}"
    );
    let left = sites.iter().filter(|one| {
        one["extension"]
            .to_string()
            .contains("\"valueCode\":\"left\"")
    });
    assert_eq!(left.count(), 1);
}

#[test]
fn a_voided_note_is_entered_in_error_and_one_of_another_patient_tells_nothing() {
    let text = of(&voided(VoidReason::EnteredInError));
    assert!(text.contains("~word story"));
    let statuses = |text: &str, kind: &str| -> Vec<String> {
        let all = resources(text);
        let of_kind = all.iter().filter(|one| one["resourceType"] == kind);
        of_kind
            .map(|one| one["status"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        statuses(&text, "Encounter"),
        ["entered-in-error"; 2],
        "the note, and a visit not held that was taken back"
    );
    assert_eq!(statuses(&text, "Procedure"), ["entered-in-error"; 3]);
    let text = of(&voided(VoidReason::WrongPatient));
    for word in ["~word story", "~word void", "~word why", "trapezius"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(statuses(&text, "Procedure").is_empty());
    assert!(text.contains("StructureDefinition/withheld"));
    assert_eq!(read_elsewhere(&text), Ok(()));
}

#[test]
fn a_consent_holds_until_it_is_withdrawn() {
    let statuses = |record: &Record| -> Vec<String> {
        let all = resources(&of(record));
        let consents = all.iter().filter(|one| one["resourceType"] == "Consent");
        consents
            .map(|one| one["status"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(statuses(&plain()), ["inactive"; 2]);
    let mut held = plain();
    held.entries
        .retain(|kept| !matches!(kept.entry, Entry::ConsentWithdrawn(_)));
    assert_eq!(statuses(&held), ["active"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_field_of_every_clinical_entry_is_in_the_bundle(anybody in testing::anybody()) {
        let record = record_of(anybody.0);
        let text = of(&record);
        prop_assert_eq!(read_elsewhere(&text), Ok(()));
        prop_assert_eq!(lost_references(&text), [""; 0]);
        let told: String = resources(&text).iter().map(|one| one["text"]["div"].to_string()).collect();
        for kept in record.entries.iter().filter(|kept| is_clinical(&record, kept)) {
            let body = json(&kept.entry)["body"].clone();
            for (field, value) in filled(&body) {
                let cell = format!("<td>{field}</td><td>{}</td>", narrative::escaped(&value));
                let quoted = Value::String(cell).to_string();
                prop_assert!(told.contains(quoted.trim_matches('"')), "{field}: {value:?}");
            }
        }
    }
}
