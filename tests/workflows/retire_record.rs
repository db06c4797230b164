//! Retire a record: how long records are kept, holds, and destruction.

use filiform::contract::{
    AuditFilter, HoldRecord, Nothing, RecordRetired, RetentionPage, RetireRecord, Retirement,
    ReviewAudit, WhichPatient,
};
use filiform::retire_record::{
    check_retention, hold_record, lift_hold, offer_retirement, retention_page, retire_record,
    set_retention,
};
use filiform::{Error, Job, Stop};
use filiform_domain::ids::PatientId;
use filiform_domain::patient::PatientDraft;
use filiform_domain::retention::{Ground, RetentionDraft};

use crate::support::*;

const RULE: RetentionDraft = RetentionDraft {
    on: true,
    years_after_last_visit: Some(7),
    age_of_majority: Some(18),
    years_after_majority: Some(3),
};
const YEARS_8: i64 = 8 * 366 * DAY_MS;

fn page(desk: &Desk) -> RetentionPage {
    retention_page(&desk.filiform, Nothing {}).ok().unwrap()
}

fn offer(desk: &Desk, patient: PatientId) -> Retirement {
    offer_retirement(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap()
}

fn retire(
    desk: &Desk,
    patient: PatientId,
    change: impl FnOnce(&mut RetireRecord),
) -> Result<RecordRetired, Error> {
    let mut typed = RetireRecord {
        patient,
        ground: Ground::RetentionOver,
        reason: "The period is over.".into(),
        typed: "okafor".into(),
    };
    change(&mut typed);
    let hear = |_| ();
    retire_record(&desk.filiform, typed, &Job::new(Stop::default(), &hear))
}

fn hold(desk: &Desk, patient: PatientId, reason: &str) -> Result<Retirement, Error> {
    let reason = reason.to_owned();
    hold_record(&desk.filiform, HoldRecord { patient, reason })
}

fn lift(desk: &Desk, patient: PatientId) -> Result<Retirement, Error> {
    let reason = "settled".to_owned();
    lift_hold(&desk.filiform, HoldRecord { patient, reason })
}

/// Ada, seen on 20 Nov 2026, and the rule.
fn seen() -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    set_retention(&desk.filiform, RULE).ok().unwrap();
    (desk, patient)
}

fn what_was_done(desk: &Desk, patient: PatientId) -> Vec<String> {
    let asked = ReviewAudit {
        filter: AuditFilter {
            patient: Some(patient),
            ..AuditFilter::default()
        },
        after: None,
        limit: 500,
    };
    let page = filiform::review_audit::review_audit(&desk.filiform, asked);
    let lines = page.ok().unwrap().lines.into_iter();
    lines
        .map(|line| format!("{}: {}", line.what, line.name))
        .collect()
}

#[test]
fn nothing_is_preset_and_without_a_rule_nothing_is_ever_due() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    desk.clock.forward(5 * YEARS_8);
    let page = page(&desk);
    assert!(!page.rule.on && page.words.is_empty() && page.due.is_empty());
    let offer = offer(&desk, patient);
    assert!(
        offer.refusal.contains("Set it in the settings"),
        "{}",
        offer.refusal
    );
    assert_eq!(
        retire(&desk, patient, |_| {}).err().unwrap().code(),
        "no-retention-rule"
    );
}

#[test]
fn a_rule_is_set_whole_and_can_be_taken_back() {
    let (desk, _) = seen();
    assert_eq!(
        page(&desk).words,
        "7 years after the last visit; for whoever was first seen as a minor, at least until 3 years after turning 18"
    );
    let half = RetentionDraft {
        years_after_majority: None,
        ..RULE
    };
    assert_eq!(
        faults(set_retention(&desk.filiform, half)),
        [fault("years_after_majority", "missing")]
    );
    assert_eq!(
        check_retention(&desk.filiform, half)
            .unwrap()
            .problems
            .len(),
        1
    );
    set_retention(&desk.filiform, RetentionDraft::default())
        .ok()
        .unwrap();
    assert!(!page(&desk).rule.on);
}

#[test]
fn what_is_due_is_listed_with_its_day_and_its_reason_the_longest_due_first() {
    let (desk, patient) = seen();
    let child = PatientDraft {
        family_name: "Silva".into(),
        birth_date: "2016-01-01".into(),
        ..ada()
    };
    let child = desk.register(child).id;
    desk.sign(child, &note("2026-11-21")).unwrap();
    let never = desk.register(PatientDraft {
        family_name: "Berg".into(),
        ..ada()
    });
    assert_eq!(
        page(&desk).due_total,
        0,
        "nobody is due on the day they were seen"
    );
    desk.clock.forward(YEARS_8);
    let found = page(&desk);
    let due: Vec<_> = found
        .due
        .iter()
        .map(|line| (line.patient, line.due.as_str(), line.why.as_str()))
        .collect();
    assert_eq!(
        due,
        [
            (
                patient,
                "20 Nov 2033",
                "7 years after the last visit on 20 Nov 2026"
            ),
            (
                never.id,
                "22 Nov 2033",
                "no visit; 7 years after the last entry on 22 Nov 2026"
            ),
        ]
    );
    assert_eq!(found.due_total, 2);
    assert_eq!(
        offer(&desk, child).refusal,
        "This record must be kept: it may be destroyed from 1 Jan 2037 on."
    );
    desk.clock.forward(YEARS_8);
    assert_eq!(page(&desk).due_total, 3);
}

#[test]
fn a_hold_keeps_a_record_until_it_is_lifted_and_both_say_why() {
    let (desk, patient) = seen();
    desk.clock.forward(YEARS_8);
    assert_eq!(
        faults(hold(&desk, patient, " ")),
        [fault("reason", "missing")]
    );
    let held = hold(&desk, patient, "letter from a court").ok().unwrap();
    let line = held.held.unwrap();
    assert_eq!(
        (line.reason.as_str(), line.by.as_str()),
        ("letter from a court", "A. Rivera")
    );
    assert!(held.ground.is_none() && held.refusal.contains("legal hold"));
    let now = page(&desk);
    assert_eq!((now.due_total, now.held.len()), (0, 1));
    assert_eq!(
        retire(&desk, patient, |_| {}).err().unwrap().code(),
        "on-hold"
    );
    assert_eq!(hold(&desk, patient, "again").err().unwrap(), Error::Stale);
    let lifted = lift(&desk, patient).ok().unwrap();
    assert!(lifted.held.is_none() && lifted.ground == Some(Ground::RetentionOver));
    assert_eq!(lift(&desk, patient).err().unwrap(), Error::Stale);
}

#[test]
fn a_record_is_not_destroyed_before_its_day_and_the_refusal_is_noted() {
    let (desk, patient) = seen();
    assert_eq!(
        retire(&desk, patient, |_| {}).err().unwrap().code(),
        "not-due"
    );
    desk.clock.forward(61_000);
    desk.filiform
        .answer("workspace", serde_json::json!({}))
        .unwrap();
    assert_eq!(what_was_done(&desk, patient)[0], "Was refused: Okafor, Adá");
}

#[test]
fn the_name_is_typed_and_the_reason_names_nobody() {
    let (desk, patient) = seen();
    desk.clock.forward(YEARS_8);
    let wrong = retire(&desk, patient, |typed| typed.typed = "Silva".into());
    assert_eq!(faults(wrong), [fault("typed", "not-the-same")]);
    let named = retire(&desk, patient, |typed| typed.reason = "Ada is gone".into());
    assert_eq!(faults(named), [fault("reason", "names-the-patient")]);
    let silent = retire(&desk, patient, |typed| typed.reason = String::new());
    assert_eq!(faults(silent), [fault("reason", "missing")]);
    assert!(desk.history(patient).len() == 1, "nothing was destroyed");
}

#[test]
fn a_due_record_is_destroyed_whole_the_chain_verifies_and_the_list_says_who_and_when() {
    let (desk, patient) = seen();
    desk.draft(patient, &note("2026-11-22"));
    desk.clock.forward(YEARS_8);
    let before = offer(&desk, patient);
    assert_eq!(before.ground, Some(Ground::RetentionOver));
    assert_eq!(before.goes[1..], ["1 signed note", "1 unfinished draft"]);
    assert!(
        before
            .stays
            .iter()
            .any(|words| words.contains("Backups and copies"))
    );
    let retired = retire(&desk, patient, |_| {}).ok().unwrap();
    assert!(retired.cleaned);
    assert!(retired.words[0].contains("No byte"));
    assert!(!page(&desk).clean_up_pending);
    let gone = offer_retirement(&desk.filiform, WhichPatient { patient });
    assert_eq!(gone.err().unwrap(), Error::Gone);
    let opened = filiform::review_history::open_patient(&desk.filiform, WhichPatient { patient });
    assert_eq!(opened.err().unwrap(), Error::Gone);
    let done = what_was_done(&desk, patient);
    assert_eq!(done[0], "Destroyed the record: Destroyed record");
    assert!(done.contains(&"Signed a note: Destroyed record".to_owned()));
    let hear = |_| ();
    let job = Job::new(Stop::default(), &hear);
    let verified = filiform::verify_record::verify_record(&desk.filiform, Nothing {}, &job);
    assert!(verified.unwrap().problems.is_empty());
    assert_eq!(retire(&desk, patient, |_| {}).err().unwrap(), Error::Gone);
}

#[test]
fn a_registration_by_mistake_goes_at_once_but_not_after_a_signature() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.draft(patient, &note("2026-11-22"));
    assert_eq!(
        offer(&desk, patient).ground,
        Some(Ground::RegisteredByMistake)
    );
    let mistaken = |typed: &mut RetireRecord| {
        typed.ground = Ground::RegisteredByMistake;
        typed.reason = "Registered twice.".into();
    };
    assert!(retire(&desk, patient, mistaken).is_ok());
    let other = desk.register(ada()).id;
    desk.log(other, call("2026-11-21", "11:30"));
    assert_eq!(
        retire(&desk, other, mistaken).err().unwrap().code(),
        "something-was-signed"
    );
    assert!(offer(&desk, other).ground.is_none());
}

#[test]
fn a_clean_up_that_was_stopped_is_told_and_finished_at_the_next_unlock() {
    let (desk, patient) = seen();
    desk.clock.forward(YEARS_8);
    let stop = Stop::default();
    let hear = |_| stop.ask();
    let typed = RetireRecord {
        patient,
        ground: Ground::RetentionOver,
        reason: "The period is over.".into(),
        typed: "Okafor".into(),
    };
    let retired = retire_record(&desk.filiform, typed, &Job::new(stop.clone(), &hear));
    let retired = retired.ok().unwrap();
    assert!(!retired.cleaned && retired.words[0].contains("next unlock"));
    assert!(page(&desk).clean_up_pending);
    desk.lock();
    desk.unlock(PASSPHRASE).unwrap();
    assert!(!page(&desk).clean_up_pending);
}

#[test]
fn which_backups_still_hold_the_record_is_said_by_folder_and_day() {
    let desk = Desk::open();
    let stick = desk.folder.with_file_name("stick");
    let gone = desk.folder.with_file_name("gone");
    for folder in [&stick, &gone] {
        std::fs::create_dir(folder).unwrap();
        let folder = filiform::contract::BackupFolder {
            folder: folder.display().to_string(),
        };
        filiform::back_up::add_backup_folder(&desk.filiform, folder).unwrap();
    }
    let back_up = || {
        let job = Job::new(Stop::default(), &|_| {});
        let asked = filiform::contract::BackUp { only_if_due: false };
        filiform::back_up::back_up(&desk.filiform, asked, &job).unwrap();
    };
    back_up();
    desk.clock.forward(3 * DAY_MS);
    let patient = desk.register(ada()).id;
    let (stick, gone) = (stick.display().to_string(), gone.display().to_string());
    let none = offer(&desk, patient).stays;
    assert!(
        !none.iter().any(|words| words.starts_with(&stick)),
        "one from before holds nothing"
    );
    back_up();
    desk.clock.forward(DAY_MS);
    back_up();
    std::fs::remove_dir_all(&gone).unwrap();
    let expected = [
        format!("{stick} has 2 backups with this record, of 25 Nov 2026 to 26 Nov 2026."),
        format!("{gone} is not there now. Backups in it may hold this record."),
    ];
    let stays = offer(&desk, patient).stays;
    assert!(stays.ends_with(&expected), "{stays:?}");
    let mistake = |typed: &mut RetireRecord| typed.ground = Ground::RegisteredByMistake;
    let retired = retire(&desk, patient, mistake).ok().unwrap();
    assert!(retired.words.ends_with(&expected), "{:?}", retired.words);
}
