//! Report an adverse event that was heard of after the visit.

use filiform::contract::{
    CheckReport, KeepDraft, ReportEvent, ReportForm, ReportedEventPage, StartReport, TimelineRow,
    WhichEvent, WhichSession,
};
use filiform::report_event::{check_report, open_report_form, open_reported_event, report_event};
use filiform::{Error, review_history};
use filiform_domain::event::Severity;
use filiform_domain::ids::{PatientId, ReportedEventId, SessionId};
use filiform_domain::reported_event::ReportedEventDraft;

use crate::support::*;

fn form(desk: &Desk, patient: PatientId, session: Option<SessionId>) -> ReportForm {
    open_report_form(&desk.filiform, StartReport { patient, session })
        .ok()
        .unwrap()
}

fn report(
    desk: &Desk,
    patient: PatientId,
    event: ReportedEventDraft,
) -> Result<ReportedEventPage, Error> {
    let draft = None;
    let typed = ReportEvent {
        patient,
        event,
        draft,
    };
    report_event(&desk.filiform, typed)
}

#[test]
fn an_event_is_linked_to_its_session_dated_when_heard_and_leaves_the_note_alone() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-20")).unwrap();
    let before = review_history::open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap();
    let reported = report(&desk, patient, bruise(session)).unwrap();
    let which = WhichEvent { event: reported.id };
    let page = open_reported_event(&desk.filiform, which).ok().unwrap();
    assert!(page.event == bruise(session));
    assert_eq!(
        (page.words.title.as_str(), page.words.dated.as_str()),
        (
            "Bruising, heard of on 22 Nov 2026",
            "Dated when heard: 22 Nov 2026"
        )
    );
    let text = page
        .words
        .text
        .iter()
        .map(|(head, text)| format!("{head}: {text}"));
    assert_eq!(
        text.collect::<Vec<_>>(),
        [
            "Event: Bruising",
            "Severity: mild",
            "Belongs to: the session of 20 Nov 2026 09:20",
            "Heard: 22 Nov 2026 10:15, from Okafor, Adá (patient)",
            "Began: 6 hours after the session",
            "Seen: Bruise of 4 cm over the left shoulder.",
        ]
    );
    let after = review_history::open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap();
    assert_eq!(before.fingerprint, after.fingerprint);
    assert_eq!(before.text, after.text, "the signed note stays as it was");
}

#[test]
fn the_form_offers_the_sessions_and_every_kind_but_the_one_of_staff() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let first = desk.sign(patient, &note("2026-11-10")).unwrap();
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let form = form(&desk, patient, Some(first));
    let offered: Vec<_> = form
        .sessions
        .iter()
        .map(|choice| choice.words.as_str())
        .collect();
    assert_eq!(
        offered,
        ["20 Nov 2026 09:20 · Neck", "10 Nov 2026 09:20 · Neck"]
    );
    assert_eq!(
        form.event.session,
        first.to_string(),
        "opened from that session"
    );
    assert_eq!(
        (
            form.event.heard_date.as_str(),
            form.event.heard_time.as_str()
        ),
        ("2026-11-22", "14:05")
    );
    assert!(form.event.kind.is_empty() && form.event.severity.is_none());
    let kind = |id: &str| form.kinds.iter().find(|kind| kind.id == id);
    assert!(kind("needlestick-staff").is_none());
    assert_eq!(kind("pneumothorax").unwrap().severity, Severity::Serious);
    assert_eq!(
        form.kinds.len(),
        desk.filiform.catalogue().adverse_events().iter().count() - 1
    );
}

#[test]
fn a_session_of_somebody_else_is_no_session_of_this_patient() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let other = desk.register(filiform_domain::patient::PatientDraft {
        given_name: "Bea".into(),
        ..ada()
    });
    let theirs = desk.sign(other.id, &note("2026-11-20")).unwrap();
    assert_eq!(
        faults(report(&desk, patient, bruise(theirs))),
        [fault("session", "unknown-session")]
    );
    assert!(form(&desk, patient, None).sessions.is_empty());
    assert!(desk.timeline(patient).is_empty());
}

#[test]
fn every_fault_stands_at_its_field_and_nothing_is_kept() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-20")).unwrap();
    let wrong = ReportedEventDraft {
        kind: "needlestick-staff".into(),
        heard_date: "2026-11-19".into(),
        began_hours: Some(-3),
        resolved_date: "2026-11-23".into(),
        ..bruise(session)
    };
    let expected = [
        fault("kind", "staff-event"),
        fault("heard_date", "before-session"),
        fault("resolved_date", "future"),
        fault("began_hours", "out-of-range"),
    ];
    let typed = CheckReport {
        patient,
        event: wrong.clone(),
    };
    let checked = check_report(&desk.filiform, typed).ok().unwrap().problems;
    assert!(
        checked[0].message.contains("practice"),
        "says where it belongs"
    );
    let checked: Vec<_> = checked.into_iter().map(|p| (p.path, p.code)).collect();
    assert_eq!(checked, expected);
    assert_eq!(faults(report(&desk, patient, wrong)), expected);
    assert_eq!(desk.timeline(patient).len(), 1, "the session alone");
}

#[test]
fn nobody_is_made_to_guess_the_session() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-20")).unwrap();
    let honest = ReportedEventDraft {
        session: String::new(),
        session_not_known: true,
        ..bruise(session)
    };
    let page = report(&desk, patient, honest).unwrap();
    let belongs = (
        "Belongs to".to_owned(),
        "not known which session".to_owned(),
    );
    assert!(page.words.text.contains(&belongs));
}

#[test]
fn an_unfinished_report_is_gone_on_with() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-20")).unwrap();
    let typed = KeepDraft {
        draft: None,
        kind: "event".into(),
        patient: Some(patient),
        rev: 0,
        body: serde_json::json!({ "seen": "a bruise, she sa", "heard_date": "22 no" }),
        caret: None,
    };
    let kept = filiform::chart_session::keep_draft(&desk.filiform, typed)
        .ok()
        .unwrap();
    let again = form(&desk, patient, Some(session));
    assert_eq!(again.kept.draft, Some(kept.id));
    assert_eq!(again.event.seen, "a bruise, she sa");
    assert_eq!(again.event.heard_date, "22 no", "half-typed words too");
    assert_eq!(
        again.event.session,
        session.to_string(),
        "the gap is filled, nothing else"
    );
    let typed = ReportEvent {
        patient,
        event: bruise(session),
        draft: Some(kept.id),
    };
    report_event(&desk.filiform, typed).ok().unwrap();
    assert!(form(&desk, patient, None).kept.draft.is_none());
}

#[test]
fn an_event_of_nobody_is_gone() {
    let desk = Desk::open();
    let event = ReportedEventId::new(0, [9; 10]);
    let opened = open_reported_event(&desk.filiform, WhichEvent { event });
    assert_eq!(opened.err(), Some(Error::Gone));
    let session = SessionId::new(0, [9; 10]);
    let nobody = PatientId::new(0, [9; 10]);
    assert_eq!(
        report(&desk, nobody, bruise(session)).err(),
        Some(Error::Gone)
    );
}

#[test]
fn the_timeline_holds_contacts_and_events_between_the_sessions() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let first = desk.sign(patient, &note("2026-11-10")).unwrap();
    let second = desk.sign(patient, &note("2026-11-20")).unwrap();
    report(&desk, patient, bruise(first)).unwrap();
    desk.log(patient, call("2026-11-08", "09:00"));
    desk.log(patient, call("2026-11-15", "17:30"));
    let rows: Vec<_> = desk.timeline(patient).iter().map(words).collect();
    assert_eq!(
        rows,
        [
            "22 Nov 2026 10:15 Bruising, mild, patient, after 10 Nov 2026: Bruise of 4 cm over the left shoulder."
                .to_owned(),
            second.to_string(),
            "15 Nov 2026 17:30 Phone call, Dr. L. Hahn: Agrees with needling of the neck.".to_owned(),
            first.to_string(),
            "8 Nov 2026 09:00 Phone call, Dr. L. Hahn: Agrees with needling of the neck.".to_owned(),
        ]
    );
}

fn words(row: &TimelineRow) -> String {
    match row {
        TimelineRow::Session { session } => session.to_string(),
        TimelineRow::Between { entry } => {
            let belongs = entry.belongs.as_ref().map(|words| format!(", {words}"));
            format!(
                "{} {} {}, {}{}: {}",
                entry.date,
                entry.time,
                entry.what,
                entry.who,
                belongs.unwrap_or_default(),
                entry.first
            )
        }
    }
}

#[test]
fn no_list_of_a_patients_events_offers_the_one_of_staff() {
    let desk = Desk::open();
    let reference = filiform::reference::reference(&desk.filiform, filiform::contract::Nothing {});
    let events = reference.ok().unwrap().events;
    assert!(events.iter().any(|event| event.id == "bruise"));
    assert!(events.iter().all(|event| event.id != "needlestick-staff"));
}
