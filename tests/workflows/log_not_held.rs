//! Visits that were not held: whoever answers the telephone records them, those who treat see them where they belong.

use filiform::contract::{
    KeepDraft, LogNotHeld, NotHeldPage, ReviewCaseload, ReviewOutcomes, TimelineRow, WhichNotHeld,
    WhichPatient,
};
use filiform::log_not_held::{
    check_not_held, log_not_held, open_not_held, open_not_held_form, take_back_not_held,
};
use filiform::{Error, chart_session, review_caseload, review_history, review_outcomes};
use filiform_domain::ids::PatientId;
use filiform_domain::not_held::NotHeldDraft;
use filiform_domain::role::{RoleName, RoleTyped};
use filiform_domain::visit::{NotHeld, NotHeldHow};

use crate::manage_therapists::{newcomer, switch_to};
use crate::support::*;

const FRONT_DESK: &str = "copper thicket willow radish";

fn log(desk: &Desk, patient: PatientId, visit: NotHeldDraft) -> Result<NotHeldPage, Error> {
    let typed = LogNotHeld {
        patient,
        visit,
        draft: None,
    };
    log_not_held(&desk.filiform, typed)
}

/// A practice with a front desk at work, and a patient.
fn staffed() -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let dana = newcomer("D. Desk", RoleTyped::plain(RoleName::FrontDesk), FRONT_DESK);
    filiform::manage_therapists::add_therapist(&desk.filiform, dana)
        .ok()
        .unwrap();
    switch_to(&desk, FRONT_DESK);
    (desk, patient)
}

/// What the timeline says: what, who.
fn rows(desk: &Desk, patient: PatientId) -> Vec<(String, String)> {
    let rows = desk.timeline(patient).into_iter();
    rows.filter_map(|row| match row {
        TimelineRow::Between { entry } => Some((entry.what, entry.who)),
        TimelineRow::Session { .. } => None,
    })
    .collect()
}

fn not_held_in_november(desk: &Desk) -> u32 {
    let asked = ReviewCaseload {
        month: "2026-11".into(),
    };
    let page = review_caseload::review_caseload(&desk.filiform, asked)
        .ok()
        .unwrap();
    page.done.therapists.last().map_or(0, |row| row.not_held)
}

fn fault_of(refused: Result<NotHeldPage, Error>) -> Vec<(String, String)> {
    faults(refused.map(drop))
}

#[test]
fn a_front_desk_records_it_and_therapists_see_it_in_the_timeline_and_in_the_counts() {
    let (desk, patient) = staffed();
    let visit = called_off("2026-11-24", "09:30");
    let page = log(&desk, patient, visit.clone()).ok().unwrap();
    assert!(page.stands && page.visit == visit);
    assert_eq!(
        (page.words.title.as_str(), page.words.author.as_str()),
        ("Visit cancelled", "D. Desk, PT")
    );
    let which = WhichPatient { patient };
    let shown = review_history::open_patient(&desk.filiform, which)
        .ok()
        .unwrap()
        .not_held;
    assert_eq!(
        (
            shown[0].what.as_str(),
            shown[0].who.as_str(),
            shown[0].date.as_str()
        ),
        ("Visit cancelled", "the patient", "24 Nov 2026"),
        "a front desk, who sees no timeline, sees what it recorded"
    );
    switch_to(&desk, PASSPHRASE);
    assert_eq!(
        rows(&desk, patient),
        [("Visit cancelled".to_owned(), "the patient".to_owned())]
    );
    assert_eq!(not_held_in_november(&desk), 1);
    let asked = ReviewOutcomes {
        patient,
        episode: None,
    };
    let page = review_outcomes::review_outcomes(&desk.filiform, asked)
        .ok()
        .unwrap();
    let said = serde_json::to_string(&page).unwrap();
    assert!(said.contains("1 visit not held."), "{said}");
    let again = review_history::open_patient(&desk.filiform, which)
        .ok()
        .unwrap();
    assert!(again.not_held.is_empty() && again.sessions == 0);
    assert_eq!(desk.verify().problems.len(), 0);
}

#[test]
fn what_was_recorded_by_mistake_is_taken_back_once_and_stays_in_sight() {
    let (desk, patient) = staffed();
    let page = log(&desk, patient, called_off("2026-11-20", "09:30"))
        .ok()
        .unwrap();
    let which = WhichNotHeld { visit: page.id };
    let back = take_back_not_held(&desk.filiform, which).ok().unwrap();
    assert!(!back.stands && back.words.title == "Visit cancelled, taken back");
    let twice = take_back_not_held(&desk.filiform, which).err().unwrap();
    assert_eq!(twice.code(), "already-written");
    switch_to(&desk, PASSPHRASE);
    assert_eq!(rows(&desk, patient)[0].0, "Visit cancelled, taken back");
    assert_eq!(not_held_in_november(&desk), 0);
    log(&desk, patient, called_off("2026-11-20", "09:30"))
        .ok()
        .unwrap();
    assert_eq!(not_held_in_november(&desk), 1, "and may be recorded again");
    assert_eq!(desk.verify().problems.len(), 0);
}

#[test]
fn one_visit_is_counted_once_whoever_recorded_it_first() {
    let (desk, patient) = staffed();
    switch_to(&desk, PASSPHRASE);
    let mut missed = note("2026-11-20");
    let time = missed.time.clone();
    missed = filiform_domain::session::SessionDraft {
        date: missed.date,
        time: missed.time,
        not_held: Some(NotHeld {
            how: Some(NotHeldHow::Missed),
            ..NotHeld::default()
        }),
        ..filiform_domain::session::SessionDraft::default()
    };
    desk.sign(patient, &missed).unwrap();
    let twice = log(&desk, patient, called_off("2026-11-20", &time));
    assert_eq!(fault_of(twice), [fault("time", "twice")]);
    let empty = log(&desk, patient, NotHeldDraft::default());
    let paths: Vec<String> = fault_of(empty).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["how", "date", "time"]);
    let typed = serde_json::json!({ "patient": patient, "visit": {} });
    let checked = check_not_held(&desk.filiform, serde_json::from_value(typed).unwrap());
    assert_eq!(checked.ok().unwrap().problems.len(), 3);
}

#[test]
fn what_a_front_desk_typed_survives_a_lock_and_is_not_taken_for_a_note() {
    let (desk, patient) = staffed();
    let typed = KeepDraft {
        draft: None,
        kind: "not-held".into(),
        patient: Some(patient),
        rev: 0,
        body: serde_json::json!({ "how": "missed", "date": "21 no" }),
        caret: Some("date:5".into()),
    };
    let kept = chart_session::keep_draft(&desk.filiform, typed)
        .ok()
        .unwrap();
    switch_to(&desk, FRONT_DESK);
    let form = open_not_held_form(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    assert_eq!(form.kept.draft, Some(kept.id));
    assert_eq!(
        (form.visit.date.as_str(), form.kept.caret.as_deref()),
        ("21 no", Some("date:5"))
    );
    let typed = LogNotHeld {
        patient,
        visit: called_off("2026-11-21", "10:00"),
        draft: form.kept.draft,
    };
    let page = log_not_held(&desk.filiform, typed).ok().unwrap();
    let fresh = open_not_held_form(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    assert!(fresh.kept.draft.is_none() && fresh.recorded.len() == 1);
    assert!(open_not_held(&desk.filiform, WhichNotHeld { visit: page.id }).is_ok());
}
