//! Log a contact between two visits.

use filiform::contract::{
    CheckContact, ContactForm, ContactPage, KeepDraft, LogContact, Nothing, WhichContact,
    WhichPatient,
};
use filiform::log_contact::{check_contact, log_contact, open_contact, open_contact_form};
use filiform::{Error, today};
use filiform_domain::between::{Role, WhoDraft};
use filiform_domain::contact::{ContactDraft, ContactKind};
use filiform_domain::ids::{ContactId, DraftId, PatientId};

use crate::support::*;

fn form(desk: &Desk, patient: PatientId) -> ContactForm {
    open_contact_form(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap()
}

fn log(desk: &Desk, patient: PatientId, contact: ContactDraft) -> Result<ContactPage, Error> {
    let draft = None;
    let typed = LogContact {
        patient,
        contact,
        draft,
    };
    log_contact(&desk.filiform, typed)
}

fn keep(desk: &Desk, patient: PatientId, draft: Option<DraftId>, rev: u64, said: &str) -> DraftId {
    let body = serde_json::json!({ "said": said, "who": { "role": "physician" } });
    let typed = KeepDraft {
        draft,
        kind: "contact".into(),
        patient: Some(patient),
        rev,
        body,
        caret: Some("said:4".into()),
    };
    filiform::chart_session::keep_draft(&desk.filiform, typed)
        .ok()
        .unwrap()
        .id
}

#[test]
fn a_contact_is_kept_as_typed_and_signed_by_who_typed_it() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let logged = log(&desk, patient, call("2026-11-20", "11:30")).unwrap();
    let page = open_contact(&desk.filiform, WhichContact { contact: logged.id })
        .ok()
        .unwrap();
    assert!(page.contact == call("2026-11-20", "11:30"));
    let words = page.words;
    assert_eq!(
        (
            words.title.as_str(),
            words.dated.as_str(),
            words.name.as_str()
        ),
        (
            "Phone call, 20 Nov 2026",
            "20 Nov 2026 11:30",
            "Okafor, Adá"
        )
    );
    assert_eq!(
        (words.author.as_str(), words.recorded_at.as_str()),
        ("A. Rivera, PT, DPT", "22 Nov 2026 14:05")
    );
    let text = words
        .text
        .iter()
        .map(|(head, text)| format!("{head}: {text}"));
    assert_eq!(
        text.collect::<Vec<_>>(),
        [
            "When: 20 Nov 2026 11:30",
            "With: Dr. L. Hahn (physician)",
            "Said: Agrees with needling of the neck.",
            "Agreed: Report after four visits.",
        ]
    );
    assert_eq!(words.fingerprint.replace(' ', "").len(), 64);
}

#[test]
fn a_new_form_holds_the_moment_and_nothing_else_and_keeps_nothing() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let form = form(&desk, patient);
    let moment_alone = ContactDraft {
        date: "2026-11-22".into(),
        time: "14:05".into(),
        ..ContactDraft::default()
    };
    assert!(form.contact == moment_alone && form.kept.draft.is_none());
    assert_eq!(form.referrer, "Dr. L. Hahn");
    assert!(form.talk_headings.contains("insertion points"));
    let drafts = today::today(&desk.filiform, Nothing {})
        .ok()
        .unwrap()
        .drafts;
    assert!(drafts.is_empty(), "who only looked leaves no draft");
}

#[test]
fn what_is_typed_survives_a_crash_and_ends_with_the_keeping() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let other = desk.register(filiform_domain::patient::PatientDraft {
        given_name: "Bea".into(),
        ..ada()
    });
    let draft = keep(&desk, patient, None, 0, "She call");
    let desk = desk.crash();
    desk.unlock(PASSPHRASE).unwrap();
    let again = form(&desk, patient);
    assert_eq!((again.kept.draft, again.kept.rev), (Some(draft), 1));
    assert_eq!(again.contact.said, "She call");
    assert_eq!(again.kept.caret.as_deref(), Some("said:4"));
    assert!(
        form(&desk, other.id).kept.draft.is_none(),
        "two patients never mix"
    );
    let drafts = today::today(&desk.filiform, Nothing {})
        .ok()
        .unwrap()
        .drafts;
    assert_eq!(
        (drafts[0].kind.as_str(), drafts[0].name.as_str()),
        ("contact", "Okafor, Adá")
    );
    let typed = LogContact {
        patient,
        contact: call("2026-11-22", "14:00"),
        draft: Some(draft),
    };
    log_contact(&desk.filiform, typed.clone()).ok().unwrap();
    assert!(form(&desk, patient).kept.draft.is_none());
    let twice = log_contact(&desk.filiform, typed).err().unwrap();
    assert_eq!(twice.code(), "draft-gone", "one draft makes one contact");
    assert_eq!(desk.timeline(patient).len(), 1);
}

#[test]
fn every_fault_stands_at_its_field_and_nothing_is_kept() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let wrong = ContactDraft {
        kind: Some(ContactKind::PhysicianTalk),
        date: "2026-11-23".into(),
        time: "25:00".into(),
        who: WhoDraft {
            role: Some(Role::Payer),
            name: String::new(),
        },
        ..ContactDraft::default()
    };
    let expected = [
        fault("date", "future"),
        fault("time", "not-a-time"),
        fault("who.name", "missing"),
        fault("who.role", "no-clinician"),
        fault("said", "missing"),
    ];
    let typed = CheckContact {
        patient,
        contact: wrong.clone(),
    };
    let checked = check_contact(&desk.filiform, typed).ok().unwrap().problems;
    let checked: Vec<_> = checked.into_iter().map(|p| (p.path, p.code)).collect();
    assert_eq!(checked, expected);
    assert_eq!(faults(log(&desk, patient, wrong)), expected);
    assert!(desk.timeline(patient).is_empty());
}

#[test]
fn a_contact_of_nobody_is_gone() {
    let desk = Desk::open();
    let nobody = PatientId::new(0, [9; 10]);
    assert_eq!(
        log(&desk, nobody, call("2026-11-20", "11:30")).err(),
        Some(Error::Gone)
    );
    let contact = ContactId::new(0, [9; 10]);
    let opened = open_contact(&desk.filiform, WhichContact { contact });
    assert_eq!(opened.err(), Some(Error::Gone));
    desk.lock();
    assert_eq!(
        log(&desk, nobody, call("2026-11-20", "11:30")).err(),
        Some(Error::Locked)
    );
}
