//! Records leave whole, recorded, and with nobody else's text in them.

mod archive;
mod fhir;

use std::path::Path;

use filiform::contract::{
    AuditFilter, ExportLetter, ExportRecords, OfferRecords, RecordsExported, RecordsFormat,
    ReviewAudit, VoidSession,
};
use filiform::exchange_records::{export_records, offer_records};
use filiform::{Error, Job, Stop, StoreError};
use filiform_domain::amendment::{VoidDraft, VoidReason};
use filiform_domain::ids::PatientId;
use filiform_domain::patient::PatientDraft;
use filiform_domain::role::{RoleName, RoleTyped};

use crate::manage_therapists::{newcomer, switch_to};
use crate::support::*;

fn wanted(patient: Option<PatientId>, format: RecordsFormat, path: &Path) -> ExportRecords {
    ExportRecords {
        patient,
        format,
        reduced: false,
        path: path.display().to_string(),
        replace: false,
        recipient: "Records department".into(),
        purpose: "Request of the patient".into(),
        authority: "Consent of the patient".into(),
        passphrase: String::new(),
    }
}

fn export(desk: &Desk, asked: ExportRecords) -> Result<RecordsExported, Error> {
    export_records(&desk.filiform, asked, &Job::new(Stop::default(), &|_| ()))
}

fn rows(folder: &Path, table: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(folder.join(format!("{table}.csv"))).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn all_text(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}

fn other() -> PatientDraft {
    PatientDraft {
        family_name: "Lindqvist".into(),
        ..ada()
    }
}

#[test]
fn a_patients_record_leaves_as_tables_and_the_record_says_so() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.register(other());
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    let written = export(&desk, wanted(Some(patient), RecordsFormat::Csv, &folder))
        .ok()
        .unwrap();
    assert_eq!(
        (written.patients, written.sessions, written.withheld),
        (1, 1, 0)
    );
    assert_eq!(rows(&folder, "patients").len(), 1);
    assert_eq!(rows(&folder, "sessions").len(), 1);
    assert!(!rows(&folder, "sites").is_empty());
    assert!(!rows(&folder, "codebook").is_empty());
    assert!(!all_text(&folder).contains("Lindqvist"), "somebody else");
    let sums = std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    assert!(sums.contains("  sites.csv\n"));
    let asked = ReviewAudit {
        filter: AuditFilter {
            patient: Some(patient),
            ..AuditFilter::default()
        },
        after: None,
        limit: 1,
    };
    let page = filiform::review_audit::review_audit(&desk.filiform, asked)
        .ok()
        .unwrap();
    assert_eq!(page.lines[0].what, "Exported the record");
    for said in [
        "Records department",
        "Request of the patient",
        "Consent of the patient",
        "20 Nov 2026",
    ] {
        assert!(
            page.lines[0].details.contains(said),
            "{said}: {}",
            page.lines[0].details
        );
    }
    // The next export tells of the first one.
    let again = place.path().join("again");
    export(&desk, wanted(Some(patient), RecordsFormat::Csv, &again))
        .ok()
        .unwrap();
    assert_eq!(rows(&again, "documents").len(), 1);
}

#[test]
fn what_was_typed_for_a_letter_leaves_with_the_record_and_not_when_reduced() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let which = filiform::contract::WhichPatient { patient };
    let offer = filiform::export_referral::offer_letter(&desk.filiform, which)
        .ok()
        .unwrap();
    let mut letter = ExportLetter {
        patient,
        form: offer.form,
        path: offer.path,
        replace: false,
        draft: None,
    };
    letter.form.own_words = "Typed for this letter.".into();
    filiform::export_referral::export_letter(&desk.filiform, letter)
        .ok()
        .unwrap();
    let place = tempfile::tempdir().unwrap();
    let (whole, reduced) = (place.path().join("whole"), place.path().join("reduced"));
    let asked = wanted(Some(patient), RecordsFormat::Csv, &whole);
    export(&desk, asked).ok().unwrap();
    assert!(rows(&whole, "documents")[0].contains(&"Typed for this letter.".to_owned()));
    let asked = ExportRecords {
        reduced: true,
        ..wanted(Some(patient), RecordsFormat::Csv, &reduced)
    };
    export(&desk, asked).ok().unwrap();
    assert!(!all_text(&reduced).contains("Typed for this letter."));
}

#[test]
fn the_whole_practice_leaves_in_one_workbook() {
    let desk = Desk::open();
    for draft in [ada(), other()] {
        let patient = desk.register(draft).id;
        desk.sign(patient, &note("2026-11-20")).unwrap();
    }
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("out.xlsx");
    let written = export(&desk, wanted(None, RecordsFormat::Xlsx, &path))
        .ok()
        .unwrap();
    assert_eq!((written.patients, written.sessions), (2, 2));
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    assert_eq!(
        export(&desk, wanted(None, RecordsFormat::Xlsx, &path)).err(),
        Some(Error::FileExists)
    );
}

#[test]
fn a_note_of_another_patient_is_withheld_and_that_is_said() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut wrong = note("2026-11-20");
    wrong.story = "Canary of another".into();
    let session = desk.sign(patient, &wrong).unwrap();
    let void = VoidDraft {
        session: session.to_string(),
        based_on: 0,
        reason: Some(VoidReason::WrongPatient),
        words: "Belongs to Lindqvist".into(),
    };
    let typed = VoidSession { void, draft: None };
    filiform::amend_session::void_session(&desk.filiform, typed)
        .ok()
        .unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    let written = export(&desk, wanted(Some(patient), RecordsFormat::Csv, &folder))
        .ok()
        .unwrap();
    assert_eq!(written.withheld, 1);
    let text = all_text(&folder);
    assert!(!text.contains("Canary of another") && !text.contains("Lindqvist"));
    assert_eq!(rows(&folder, "withheld").len(), 2);
    let path = place.path().join("out.json");
    let told = fhir::bundle(&desk, patient, &path).to_string();
    assert!(!told.contains("Canary of another") && !told.contains("Lindqvist"));
    assert!(told.contains("StructureDefinition/withheld"));
}

#[test]
fn a_reduced_export_names_nobody_and_warns_that_it_is_not_anonymous() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    let asked = ExportRecords {
        reduced: true,
        ..wanted(None, RecordsFormat::Csv, &folder)
    };
    let written = export(&desk, asked).ok().unwrap();
    assert!(written.warning.contains("not anonymous"));
    let text = all_text(&folder);
    for name in [
        "Okafor",
        "Ada",
        "1984",
        "2026-11-20",
        "Rivera",
        &patient.to_string(),
    ] {
        let without_about = text.replace(
            &std::fs::read_to_string(folder.join("about.txt")).unwrap(),
            "",
        );
        assert!(!without_about.contains(name), "{name}");
    }
    assert!(!folder.join("entries.csv").exists());
}

#[test]
fn everybodys_records_are_the_owners_to_give_out() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let role = RoleTyped::plain(RoleName::Therapist);
    let typed = newcomer("B. Chen", role, OTHER_PASSPHRASE);
    filiform::manage_therapists::add_therapist(&desk.filiform, typed)
        .ok()
        .unwrap();
    switch_to(&desk, OTHER_PASSPHRASE);
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("out");
    assert_eq!(
        export(&desk, wanted(None, RecordsFormat::Csv, &path)).err(),
        Some(Error::NotAllowed)
    );
    assert!(!path.exists());
    assert!(export(&desk, wanted(Some(patient), RecordsFormat::Csv, &path)).is_ok());
}

#[test]
fn nothing_is_left_of_an_export_that_is_stopped_or_refused() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("out");
    let stop = Stop::default();
    stop.ask();
    let asked = wanted(Some(patient), RecordsFormat::Csv, &path);
    let stopped = export_records(&desk.filiform, asked, &Job::new(stop, &|_| ()));
    assert_eq!(stopped.err(), Some(Error::Store(StoreError::Interrupted)));
    let nameless = ExportRecords {
        recipient: " ".into(),
        path: "out.txt".into(),
        ..wanted(Some(patient), RecordsFormat::Xlsx, &path)
    };
    let found = faults(export(&desk, nameless));
    assert_eq!(
        found,
        [fault("recipient", "missing"), fault("path", "path")]
    );
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn an_offer_says_whose_records_leave_and_who_can_read_them() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let offer = |patient, format, reduced| {
        let asked = OfferRecords {
            patient,
            format,
            reduced,
        };
        offer_records(&desk.filiform, asked).ok().unwrap()
    };
    let one = offer(Some(patient), RecordsFormat::Csv, false);
    assert_eq!(one.whose, "Okafor, Adá");
    assert!(one.warning.contains("not encrypted") && !one.warning.contains("not anonymous"));
    assert!(!one.path.contains("Okafor") && !one.path.ends_with('.'));
    let all = offer(None, RecordsFormat::Xlsx, true);
    assert_eq!(all.whose, "All 1 patients");
    assert!(all.warning.contains("not anonymous") && all.path.contains(".xlsx"));
}
