//! Records leave as FHIR bundles: the same bytes however often, and with signatures that hold without the practice.

use std::path::Path;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, VerifyingKey};
use filiform::contract::{ExportRecords, RecordsFormat, WhichPatient};
use filiform_domain::ids::PatientId;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{export, other, wanted};
use crate::support::*;

/// The bundle of a patient, as it would leave now.
pub(super) fn bundle(desk: &Desk, patient: PatientId, path: &Path) -> serde_json::Value {
    let asked = ExportRecords {
        replace: true,
        ..wanted(Some(patient), RecordsFormat::Fhir, path)
    };
    assert!(export(desk, asked).is_ok());
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_bundle_is_the_same_bytes_however_often_the_record_left() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let place = tempfile::tempdir().unwrap();
    let (first, again) = (place.path().join("a.json"), place.path().join("b.json"));
    let before = bundle(&desk, patient, &first);
    // Meanwhile somebody looked at the record, and it left as tables too.
    filiform::review_history::open_patient(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    let tables = place.path().join("tables");
    export(&desk, wanted(Some(patient), RecordsFormat::Csv, &tables))
        .ok()
        .unwrap();
    bundle(&desk, patient, &again);
    let bytes = |path: &Path| std::fs::read(path).unwrap();
    assert!(
        bytes(&first) == bytes(&again),
        "an export changed the bundle"
    );
    let kinds: Vec<&str> = before["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["resource"]["resourceType"].as_str().unwrap())
        .collect();
    for kind in [
        "Patient",
        "Practitioner",
        "Encounter",
        "Procedure",
        "Provenance",
    ] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
    // What is clinical does change it.
    desk.sign(patient, &note("2026-11-21")).unwrap();
    bundle(&desk, patient, &again);
    assert!(bytes(&first) != bytes(&again));
}

#[test]
fn everybody_leaves_as_a_folder_of_bundles_named_by_ids_alone() {
    let desk = Desk::open();
    for draft in [ada(), other()] {
        let patient = desk.register(draft).id;
        desk.sign(patient, &note("2026-11-20")).unwrap();
    }
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    let written = export(&desk, wanted(None, RecordsFormat::Fhir, &folder))
        .ok()
        .unwrap();
    assert_eq!((written.patients, written.sessions), (2, 2));
    let encounters = written.tables.iter().find(|row| row.name == "Encounter");
    assert_eq!(encounters.map(|row| row.rows), Some(2));
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 4, "{names:?}");
    assert_eq!(names[2..], ["SHA256SUMS", "about.txt"]);
    assert!(!names.concat().contains("Okafor"));
}

#[test]
fn a_bundle_leaves_nothing_out_when_asked_to() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("out.xml");
    let asked = ExportRecords {
        reduced: true,
        ..wanted(Some(patient), RecordsFormat::Fhir, &path)
    };
    let found = faults(export(&desk, asked));
    assert_eq!(found, [fault("reduced", "reduced"), fault("path", "path")]);
}

fn of_kind<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = bundle["entry"].as_array().unwrap().iter();
    all.map(|entry| &entry["resource"])
        .filter(|resource| resource["resourceType"] == kind)
        .collect()
}

/// A part of the extension that tells what an entry was sealed with.
fn part<'a>(provenance: &'a Value, name: &str) -> &'a str {
    let parts = provenance["extension"][0]["extension"].as_array().unwrap();
    let part = parts.iter().find(|part| part["url"] == name).unwrap();
    let values = ["valueString", "valueCode", "valueBase64Binary"];
    values
        .iter()
        .find_map(|value| part[value].as_str())
        .unwrap()
}

/// The hash of an entry as `docs/fhir.md` describes it.
fn hash(provenance: &Value, subject: PatientId) -> [u8; 32] {
    let uuid = |name| {
        *part(provenance, name)
            .parse::<uuid::Uuid>()
            .unwrap()
            .as_bytes()
    };
    let number = |name| part(provenance, name).parse::<u64>().unwrap().to_le_bytes();
    let hex = |name| HEXLOWER.decode(part(provenance, name).as_bytes()).unwrap();
    let body = BASE64.decode(part(provenance, "body").as_bytes()).unwrap();
    let digest = Sha256::new_with_prefix(hex("salt"))
        .chain_update(&body)
        .finalize();
    assert_eq!(digest[..], hex("digest")[..]);
    let author = provenance["agent"][0]["who"]["reference"].as_str().unwrap();
    let author: uuid::Uuid = author.trim_start_matches("urn:uuid:").parse().unwrap();
    let (ms, offset) = part(provenance, "recorded").split_once(' ').unwrap();
    let version: u32 = part(provenance, "version").parse().unwrap();
    let fields: [&[u8]; 13] = [
        &uuid("entry"),
        &uuid("chain"),
        &number("place"),
        &number("clock"),
        author.as_bytes(),
        &ms.parse::<i64>().unwrap().to_le_bytes(),
        &offset.parse::<i16>().unwrap().to_le_bytes(),
        part(provenance, "kind").as_bytes(),
        subject.0.as_bytes(),
        &version.to_le_bytes(),
        &digest,
        &hex("before"),
        b"end",
    ];
    let mut sum = Sha256::new_with_prefix(b"filiform ledger entry v1\0");
    for field in fields {
        sum.update((field.len() as u64).to_le_bytes());
        sum.update(field);
    }
    sum.finalize().into()
}

#[test]
fn the_signatures_of_a_bundle_hold_without_the_practice() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let place = tempfile::tempdir().unwrap();
    let bundle = bundle(&desk, patient, &place.path().join("out.json"));
    let practitioner = of_kind(&bundle, "Practitioner")[0];
    let key = practitioner["extension"][0]["valueString"]
        .as_str()
        .unwrap();
    let key = HEXLOWER.decode(key.as_bytes()).unwrap();
    let key = VerifyingKey::from_bytes(&key.try_into().unwrap()).unwrap();
    let entries = of_kind(&bundle, "Provenance");
    assert!(entries.len() >= 2, "the registration and the note");
    for entry in entries {
        let hash = hash(entry, patient);
        assert_eq!(HEXLOWER.encode(&hash), part(entry, "hash"));
        let signature = entry["signature"][0]["data"].as_str().unwrap();
        let signature = BASE64.decode(signature.as_bytes()).unwrap();
        let signature = Signature::from_slice(&signature).unwrap();
        assert!(key.verify_strict(&hash, &signature).is_ok());
        let mut other = hash;
        other[0] ^= 1;
        assert!(key.verify_strict(&other, &signature).is_err());
    }
}
