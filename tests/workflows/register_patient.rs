//! Register a patient, and change the details of one.

use filiform::contract::{ChangePatient, PatientToCheck, RegisterPatient};
use filiform::register_patient::{change_patient, check_patient, register_patient};
use filiform_domain::patient::PatientDraft;

use crate::support::*;

#[test]
fn a_registered_patient_has_a_page() {
    let desk = Desk::open();
    let page = desk.register(ada());
    assert_eq!(
        (page.name.as_str(), page.born.as_str(), page.age),
        ("Okafor, Adá", "14 Mar 1984", 42)
    );
    assert_eq!(page.conditions[0].words, "Neck pain");
    assert!(
        page.details == ada(),
        "what was typed comes back to be changed"
    );
}

#[test]
fn a_refused_registration_keeps_nothing() {
    let desk = Desk::open();
    let typed = RegisterPatient {
        patient: PatientDraft {
            birth_date: "1984-02-30".into(),
            ..ada()
        },
        draft: None,
    };
    assert_eq!(
        faults(register_patient(&desk.filiform, typed)),
        [fault("birth_date", "not-a-date")]
    );
    let all = filiform::contract::FindPatients {
        query: String::new(),
        limit: 10,
    };
    assert!(
        filiform::find_patient::find_patients(&desk.filiform, all)
            .ok()
            .unwrap()
            .patients
            .is_empty()
    );
}

#[test]
fn a_change_that_did_not_see_the_last_one_is_refused() {
    let desk = Desk::open();
    let page = desk.register(ada());
    let change = |based_on, phone: &str| {
        let patient = PatientDraft {
            phone: phone.into(),
            ..ada()
        };
        change_patient(
            &desk.filiform,
            ChangePatient {
                id: page.id,
                based_on,
                patient,
                draft: None,
            },
        )
    };
    let changed = change(page.revision, "207 555 0100").ok().unwrap();
    assert!(changed.revision > page.revision);
    assert_eq!(
        faults(change(page.revision, "207 555 0199")),
        [fault("", "stale")]
    );
}

#[test]
fn somebody_registered_before_is_shown_and_never_blocks() {
    let desk = Desk::open();
    let page = desk.register(ada());
    let check = |patient: PatientDraft, id| {
        check_patient(&desk.filiform, PatientToCheck { patient, id })
            .ok()
            .unwrap()
    };
    let unaccented = PatientDraft {
        given_name: "ADA".into(),
        birth_date: "1990-01-01".into(),
        ..ada()
    };
    assert_eq!(
        check(unaccented, None).similar.len(),
        1,
        "accents and case do not hide a namesake"
    );
    assert!(
        check(ada(), Some(page.id)).similar.is_empty(),
        "nobody resembles themselves"
    );
    let other = PatientDraft {
        given_name: "Chinwe".into(),
        birth_date: "1990-01-01".into(),
        ..ada()
    };
    assert!(
        check(other, None).similar.is_empty(),
        "a family name alone is no resemblance"
    );
    assert!(check(ada(), None).problems.is_empty());
}
