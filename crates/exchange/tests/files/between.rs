//! Files of what happened between the visits: what the schema says, reading does.

use filiform_domain::between::{Role, WhoDraft};
use filiform_domain::contact::{ContactDraft, ContactKind};
use filiform_domain::event::Severity;
use filiform_domain::reported_event::ReportedEventDraft;
use filiform_exchange::{FileKind, read_contact_file, read_event_file, schema, schema_of};
use jsonschema::{Validator, validator_for};
use serde_json::{Value, json};

use crate::given::{full_patient, full_session, json as written};

fn contact() -> ContactDraft {
    ContactDraft {
        kind: Some(ContactKind::PhysicianTalk),
        how: "by phone".into(),
        date: "2026-11-20".into(),
        time: "14:05".into(),
        who: WhoDraft {
            role: Some(Role::Physician),
            name: "Dr. L. Hahn".into(),
        },
        said: "Łódź, ночь, 夜".into(),
        agreed: "Report after four visits".into(),
    }
}

fn event() -> ReportedEventDraft {
    ReportedEventDraft {
        kind: "bruise".into(),
        severity: Some(Severity::Significant),
        session: "019aa000-0000-7000-8000-000000000001".into(),
        session_not_known: false,
        heard_date: "2026-11-22".into(),
        heard_time: "09:00".into(),
        heard_from: WhoDraft {
            role: Some(Role::Family),
            name: "Her sister".into(),
        },
        began: "on the way home".into(),
        began_hours: Some(2),
        seen: "4 cm".into(),
        done: "Ice".into(),
        course: "Fading".into(),
        resolved_date: "2026-11-22".into(),
        resolved: "nearly gone".into(),
    }
}

fn validator(kind: FileKind) -> Validator {
    validator_for(&schema_of(kind)).unwrap()
}

#[test]
fn each_reads_back_as_it_was_written_and_the_schema_tells_them_apart() {
    let (call, bruise) = (written(&contact()), written(&event()));
    let read = read_contact_file(call.to_string().as_bytes()).unwrap();
    assert!(read.problems().is_empty() && *read.draft() == contact());
    let read = read_event_file(bruise.to_string().as_bytes()).unwrap();
    assert!(read.problems().is_empty() && *read.draft() == event());
    let (contacts, events) = (validator(FileKind::Contact), validator(FileKind::Event));
    let all = validator_for(&schema()).unwrap();
    assert!(contacts.is_valid(&call) && events.is_valid(&bruise));
    assert!(!contacts.is_valid(&bruise) && !events.is_valid(&call));
    assert!(all.is_valid(&call) && all.is_valid(&bruise));
    for other in [
        written(&full_session()),
        written(&full_patient()),
        json!({}),
    ] {
        assert!(!contacts.is_valid(&other) && !events.is_valid(&other));
    }
}

#[test]
fn what_must_be_there_is_asked_for() {
    for (kind, whole, fields) in [
        (
            FileKind::Contact,
            written(&contact()),
            &["kind", "date", "time", "who"][..],
        ),
        (
            FileKind::Event,
            written(&event()),
            &["kind", "heard_date", "heard_time", "heard_from"][..],
        ),
    ] {
        for field in fields {
            let mut file = whole.clone();
            file.as_object_mut().unwrap().remove(*field);
            assert!(!validator(kind).is_valid(&file), "{field}");
        }
    }
}

#[test]
fn every_fault_of_a_file_has_its_path_and_no_fault_follows_from_another() {
    let mut file = written(&contact());
    file["who"]["role"] = json!("doctor");
    file["kind"] = json!(7);
    file["agreed"] = json!([]);
    file["said"] = json!("");
    file["sayd"] = json!("typo");
    let read = read_contact_file(file.to_string().as_bytes()).unwrap();
    let mut found: Vec<_> = read.problems().iter().map(|p| p.path.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, ["agreed", "kind", "sayd", "who.role"]);
    let missing = |path: &str| filiform_domain::problem::Problem {
        path: path.into(),
        code: "missing".into(),
        message: String::new(),
    };
    let of_draft = ["kind", "who.role", "said"].map(missing).to_vec();
    let all = read.with(of_draft).err().unwrap();
    assert_eq!(all.len(), 4, "what could not be read is not also missing");
}

#[test]
fn hours_have_the_range_that_the_schema_states() {
    let events = validator(FileKind::Event);
    for (hours, fits) in [(0, true), (8760, true), (-1, false), (8761, false)] {
        let mut file: Value = written(&event());
        file["began_hours"] = json!(hours);
        assert_eq!(events.is_valid(&file), fits, "{hours}");
    }
    let mut file: Value = written(&event());
    file["began_hours"] = json!(1.5);
    let read = read_event_file(file.to_string().as_bytes()).unwrap();
    assert_eq!(read.problems()[0].path, "began_hours");
}
