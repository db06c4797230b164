//! Register a patient, and change the details of one.

use filiform::chart_session::{keep_draft, open_draft};
use filiform::contract::{
    ChangePatient, KeepDraft, PatientChange, PatientPage, PatientToCheck, RegisterPatient,
    WhichDraft,
};
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

/// Keeps a draft of changed details that was begun from `page`.
fn begin_change(desk: &Desk, page: &PatientPage, phone: &str) -> filiform_domain::ids::DraftId {
    let change = PatientChange {
        based_on: page.revision,
        patient: PatientDraft {
            phone: phone.into(),
            ..ada()
        },
    };
    let typed = KeepDraft {
        draft: None,
        kind: "patient".into(),
        patient: Some(page.id),
        rev: 0,
        body: serde_json::to_value(change).unwrap(),
        caret: None,
    };
    keep_draft(&desk.filiform, typed).ok().unwrap().id
}

#[test]
fn a_change_that_is_gone_on_with_later_is_still_based_on_what_it_was_begun_from() {
    let desk = Desk::open();
    let page = desk.register(ada());
    let draft = begin_change(&desk, &page, "207 555 0100");
    let save = |based_on, patient, draft| {
        let id = page.id;
        change_patient(
            &desk.filiform,
            ChangePatient {
                id,
                based_on,
                patient,
                draft,
            },
        )
    };
    let meanwhile = PatientDraft {
        address: "3 Pier Road".into(),
        ..ada()
    };
    assert!(save(page.revision, meanwhile, None).is_ok());
    desk.lock();
    desk.unlock(PASSPHRASE).unwrap();
    let opened = open_draft(&desk.filiform, WhichDraft { draft })
        .ok()
        .unwrap();
    let typed = opened.registration.unwrap();
    assert_eq!(
        (opened.based_on, typed.phone.as_str()),
        (Some(page.revision), "207 555 0100")
    );
    assert_eq!(
        faults(save(opened.based_on.unwrap(), typed, Some(draft))),
        [fault("", "stale")],
        "the address of the meantime is not overwritten"
    );
    let still = open_draft(&desk.filiform, WhichDraft { draft });
    assert!(still.is_ok(), "what was typed is not lost");
}

#[test]
fn a_draft_of_a_change_that_does_not_say_what_it_was_begun_from_is_not_kept() {
    let desk = Desk::open();
    let page = desk.register(ada());
    let typed = KeepDraft {
        draft: None,
        kind: "patient".into(),
        patient: Some(page.id),
        rev: 0,
        body: serde_json::to_value(ada()).unwrap(),
        caret: None,
    };
    assert_eq!(
        keep_draft(&desk.filiform, typed).unwrap_err().code(),
        "unreadable-command"
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
