//! What is read, and that reading never fails in an unforeseen way.

use filiform_exchange::{read_patient_file, read_practice_file, read_session_file};
use proptest::prelude::*;

use crate::given::{
    any_patient, any_session, full_patient, full_session, json, patient_faults, session_faults,
};

#[test]
fn full_files_have_no_fault() {
    assert_eq!(
        session_faults(json(&full_session()).to_string().as_bytes()),
        []
    );
    assert_eq!(
        patient_faults(json(&full_patient()).to_string().as_bytes()),
        []
    );
}

#[test]
fn a_practice_file_is_read_with_its_therapist() {
    let file =
        br#"{"practice": {"name": "Mill Lane"}, "therapist": {"name": "A. Rivera", "npi": 5}}"#;
    let read = read_practice_file(file).unwrap();
    assert_eq!(read.draft().practice.name, "Mill Lane");
    assert_eq!(read.draft().therapist.name, "A. Rivera");
    let paths: Vec<_> = read.problems().iter().map(|p| p.path.as_str()).collect();
    assert_eq!(paths, ["therapist.npi"]);
}

#[test]
fn a_signed_session_turned_back_into_a_file_is_read_again() {
    // `history --json` gives null for what was not recorded.
    let file = br#"{"date": "2026-11-20", "time": "14:05", "region": "neck", "pain_before": null,
        "tolerance": null, "breathlessness_advice": null, "events_asked": true,
        "other_care": [{"kind": "therapeutic-exercise", "minutes": null}]}"#;
    assert_eq!(session_faults(file), []);
}

proptest! {
    #[test]
    fn any_session_written_to_a_file_is_read_back_the_same(session in any_session()) {
        let written = serde_json::to_vec_pretty(&session.0).unwrap();
        let read = read_session_file(&written).unwrap().with(vec![]);
        prop_assert!(read == Ok(session.0));
    }

    #[test]
    fn any_patient_written_to_a_file_is_read_back_the_same(patient in any_patient()) {
        let written = serde_json::to_vec(&patient.0).unwrap();
        let read = read_patient_file(&written).unwrap().with(vec![]);
        prop_assert!(read == Ok(patient.0));
    }

    #[test]
    fn no_bytes_make_the_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = session_faults(&bytes);
        let _ = patient_faults(&bytes);
        let _ = read_practice_file(&bytes);
    }

    #[test]
    fn no_text_that_is_nearly_json_makes_the_reading_panic(text in r#"[{}\[\]":,.0-9a-z\\ \-]{0,60}"#) {
        let _ = session_faults(text.as_bytes());
        let _ = session_faults(format!("{{\"sites\":[{{{text}}}]}}").as_bytes());
    }

    #[test]
    fn a_file_cut_off_anywhere_is_refused(part in 0.0_f64..1.0) {
        let whole = json(&full_session()).to_string().into_bytes();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "an index")]
        let cut = (whole.len() as f64 * part) as usize;
        prop_assert!(read_session_file(&whole[..cut]).is_err());
    }
}
