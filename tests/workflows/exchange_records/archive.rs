//! Everything out: one encrypted file for a practice, a plain folder for a patient.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use filiform::contract::{ExportRecords, OfferRecords, RecordsFormat, Stage};
use filiform::exchange_records::{export_records, offer_records};
use filiform::{Error, Job, Stop, StoreError};
use filiform_domain::ids::PatientId;

use super::{export, other, wanted};
use crate::structure::conforms;
use crate::support::*;

const ARCHIVE: &str = "gravel sonnet mitten harbour";

fn practice() -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let second = desk.register(other()).id;
    desk.sign(second, &note("2026-11-20")).unwrap();
    (desk, patient)
}

fn everything(path: &Path) -> ExportRecords {
    ExportRecords {
        passphrase: ARCHIVE.into(),
        ..wanted(None, RecordsFormat::Archive, path)
    }
}

/// The files of an encrypted archive, read with the library of age and no code of ours.
fn opened(path: &Path, passphrase: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let file = std::fs::File::open(path).unwrap();
    let identity = age::scrypt::Identity::new(age::secrecy::SecretString::from(passphrase));
    let decryptor = age::Decryptor::new(file).ok()?;
    let plain = decryptor
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .ok()?;
    let mut files = BTreeMap::new();
    for entry in tar::Archive::new(plain).entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.path().unwrap().display().to_string();
        assert!(files.insert(name, bytes).is_none());
    }
    Some(files)
}

#[test]
fn a_practice_leaves_whole_in_one_encrypted_file() {
    let (desk, patient) = practice();
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("out.age");
    let written = export(&desk, everything(&path)).ok().unwrap();
    assert_eq!((written.patients, written.sessions), (2, 2));
    assert!(written.warning.contains("encrypted"));
    let sealed = std::fs::read(&path).unwrap();
    let canary = "Okafor".as_bytes();
    assert!(!sealed.windows(canary.len()).any(|part| part == canary));
    assert!(opened(&path, PASSPHRASE).is_none(), "another passphrase");
    let files = opened(&path, ARCHIVE).unwrap();
    let bundle = place.path().join("one.json");
    super::fhir::bundle(&desk, patient, &bundle);
    let alone = std::fs::read(bundle).unwrap();
    assert!(
        files[&format!("fhir/{patient}.json")] == alone,
        "the same bundle as by itself"
    );
    let pages = &files[&format!("documents/{patient}.pdf")];
    conforms(pages, "the full record in the archive");
    assert_eq!(
        files
            .keys()
            .filter(|name| name.starts_with("documents/"))
            .count(),
        2
    );
    let patients = String::from_utf8_lossy(&files["tables/patients.csv"]);
    assert!(patients.contains("Okafor") && patients.contains("Lindqvist"));
    assert!(files.contains_key("tables/codebook.csv") && files.contains_key("about.txt"));
    let sums = String::from_utf8_lossy(&files["SHA256SUMS"]).into_owned();
    assert_eq!(sums.lines().count(), files.len() - 1);
    assert_eq!(
        std::fs::read_dir(place.path()).unwrap().count(),
        2,
        "nothing else is left"
    );
    let again = export(
        &desk,
        ExportRecords {
            replace: true,
            ..everything(&path)
        },
    );
    assert_eq!(
        again.err(),
        Some(Error::FileExists),
        "an archive is never replaced"
    );
}

#[test]
fn a_patient_gets_a_folder_that_opens_with_nothing() {
    let (desk, patient) = practice();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    let asked = wanted(Some(patient), RecordsFormat::Archive, &folder);
    let written = export(&desk, asked).ok().unwrap();
    assert_eq!((written.patients, written.sessions), (1, 1));
    assert!(written.warning.contains("not encrypted"));
    assert!(folder.join(format!("fhir/{patient}.json")).exists());
    let pages = std::fs::read(folder.join(format!("documents/{patient}.pdf"))).unwrap();
    conforms(&pages, "the full record in the folder");
    let table = std::fs::read_to_string(folder.join("tables/patients.csv")).unwrap();
    assert!(table.contains("Okafor") && !table.contains("Lindqvist"));
    let sums = std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    assert!(sums.contains("  tables/sites.csv\n"));
}

#[test]
fn an_archive_wants_a_strong_passphrase_and_the_whole_record() {
    let (desk, _) = practice();
    let place = tempfile::tempdir().unwrap();
    let asked = ExportRecords {
        passphrase: "password".into(),
        reduced: true,
        ..everything(&place.path().join("out.zip"))
    };
    let found = faults(export(&desk, asked));
    let expected = [
        ("reduced", "reduced"),
        ("passphrase", "weak-passphrase"),
        ("path", "path"),
    ];
    assert_eq!(found, expected.map(|(path, code)| fault(path, code)));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn nothing_is_left_of_an_archive_that_is_stopped_while_it_is_written_or_read_again() {
    let (desk, _) = practice();
    let place = tempfile::tempdir().unwrap();
    for stage in [Stage::Writing, Stage::ReadingBack] {
        let stop = Stop::default();
        let asked = stop.clone();
        let hear = move |told: filiform::contract::Progress| {
            if told.stage == stage {
                asked.ask();
            }
        };
        let path = place.path().join("out.age");
        let stopped = export_records(&desk.filiform, everything(&path), &Job::new(stop, &hear));
        assert_eq!(
            stopped.err(),
            Some(Error::Store(StoreError::Interrupted)),
            "{stage:?}"
        );
        assert_eq!(
            std::fs::read_dir(place.path()).unwrap().count(),
            0,
            "{stage:?}"
        );
    }
}

#[test]
fn an_offer_of_an_archive_says_who_can_open_it() {
    let (desk, patient) = practice();
    let offer = |patient| {
        let asked = OfferRecords {
            patient,
            format: RecordsFormat::Archive,
            reduced: false,
        };
        offer_records(&desk.filiform, asked).ok().unwrap()
    };
    let ending = |path: &str| Path::new(path).extension().map(ToOwned::to_owned);
    let all = offer(None);
    assert!(all.warning.contains("nobody can help"));
    assert_eq!(ending(&all.path).as_deref(), Some("age".as_ref()));
    let one = offer(Some(patient));
    assert!(one.warning.contains("not encrypted"));
    assert_eq!(ending(&one.path), None, "a folder");
}
