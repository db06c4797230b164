//! What a contact takes and what it refuses, fault by fault.

use proptest::prelude::*;

use super::*;
use crate::between::testing::{NOW_MS, between};

fn call() -> ContactDraft {
    ContactDraft {
        kind: Some(ContactKind::Phone),
        date: "2026-11-22".into(),
        time: "14:05".into(),
        who: WhoDraft {
            role: Some(Role::Physician),
            name: "Dr. L. Hahn".into(),
        },
        said: "Agrees with needling of the neck.".into(),
        agreed: "Report after four visits.".into(),
        ..ContactDraft::default()
    }
}

fn check(draft: &ContactDraft) -> Result<Contact, Vec<Problem>> {
    draft.checked(ContactId::new(NOW_MS, [1; 10]), &between())
}

fn faults(draft: &ContactDraft) -> Vec<(String, String)> {
    let problems = check(draft).err().unwrap_or_default();
    problems.into_iter().map(|p| (p.path, p.code)).collect()
}

fn one_fault(change: impl FnOnce(&mut ContactDraft), path: &str, code: &str) {
    let mut draft = call();
    change(&mut draft);
    assert_eq!(faults(&draft), [(path.to_owned(), code.to_owned())]);
}

#[test]
fn a_call_is_kept_as_it_was_typed() {
    let contact = check(&call()).ok().unwrap();
    assert_eq!(contact.at.utc_ms, NOW_MS - 3_600_000);
    assert!(contact.to_draft() == call());
}

#[test]
fn a_blank_form_names_everything_that_is_missing_at_once() {
    let found = faults(&ContactDraft::default());
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["kind", "date", "time", "who.role", "said"]);
    assert!(found.iter().all(|(_, code)| code == "missing"));
}

#[test]
fn no_contact_lies_in_the_future_or_before_birth() {
    one_fault(|d| d.date = "2026-11-23".into(), "date", "future");
    one_fault(|d| d.time = "15:06".into(), "time", "future");
    one_fault(|d| d.date = "1984-03-13".into(), "date", "before-birth");
    one_fault(|d| d.date = "22.11.2026".into(), "date", "not-a-date");
    one_fault(|d| d.time = "2 pm".into(), "time", "not-a-time");
    assert_eq!(
        faults(&ContactDraft {
            time: "15:05".into(),
            ..call()
        }),
        [],
        "this very minute"
    );
}

#[test]
fn everybody_but_the_patient_is_named() {
    one_fault(|d| d.who.name = "  ".into(), "who.name", "missing");
    one_fault(|d| d.who.name = "x".repeat(121), "who.name", "too-long");
    let patient = |d: &mut ContactDraft| {
        d.who = WhoDraft {
            role: Some(Role::Patient),
            ..WhoDraft::default()
        }
    };
    let mut draft = call();
    patient(&mut draft);
    assert_eq!(faults(&draft), []);
}

#[test]
fn a_talk_with_a_physician_is_with_a_clinician() {
    let talk = |role| {
        let who = WhoDraft {
            role: Some(role),
            ..call().who
        };
        faults(&ContactDraft {
            kind: Some(ContactKind::PhysicianTalk),
            who,
            ..call()
        })
    };
    assert_eq!(talk(Role::Physician), []);
    assert_eq!(talk(Role::OtherClinician), []);
    for role in [Role::Patient, Role::Family, Role::Payer, Role::Other] {
        assert_eq!(
            talk(role),
            [("who.role".to_owned(), "no-clinician".to_owned())]
        );
    }
}

#[test]
fn another_kind_says_how_it_was() {
    one_fault(|d| d.kind = Some(ContactKind::Other), "how", "missing");
    let how = "Video call".to_owned();
    let draft = ContactDraft {
        kind: Some(ContactKind::Other),
        how,
        ..call()
    };
    assert_eq!(faults(&draft), []);
}

#[test]
fn what_was_agreed_is_enough_and_nothing_at_all_is_not() {
    assert_eq!(
        faults(&ContactDraft {
            said: String::new(),
            ..call()
        }),
        []
    );
    one_fault(
        |d| (d.said, d.agreed) = (" \n".into(), String::new()),
        "said",
        "missing",
    );
    one_fault(|d| d.said = "x".repeat(4001), "said", "too-long");
}

fn roles() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Physician, Role::OtherClinician])
}

fn kinds() -> impl Strategy<Value = ContactKind> {
    use ContactKind::{Message, Other, Phone, PhysicianTalk};
    prop::sample::select(vec![Phone, Message, PhysicianTalk, Other])
}

proptest! {
    #[test]
    fn any_contact_that_is_kept_turns_back_into_its_draft(
        (kind, role) in (kinds(), roles()),
        (how, name) in ("[A-Za-zß-ž]{1,40}", "[A-Za-z. ß-ž]{0,20}[a-z]"),
        (said, agreed) in ("[A-Za-z][A-Za-z\n ,.]{0,80}[.]", "[A-Za-z]{0,30}"),
        (day, minute) in (1_u32..=22, 0_u32..900),
    ) {
        let draft = ContactDraft {
            kind: Some(kind),
            how,
            date: format!("2026-11-{day:02}"),
            time: format!("{:02}:{:02}", minute / 60, minute % 60),
            who: WhoDraft { role: Some(role), name: name.trim().to_owned() },
            said,
            agreed,
        };
        let contact = check(&draft).map_err(|_| TestCaseError::fail("refused"))?;
        prop_assert!(contact.to_draft() == draft);
        let again = check(&contact.to_draft()).map_err(|_| TestCaseError::fail("refused again"))?;
        prop_assert!(again == contact);
        let bytes = serde_json::to_vec(&contact).unwrap();
        prop_assert!(serde_json::from_slice::<Contact>(&bytes).unwrap() == contact);
    }
}
