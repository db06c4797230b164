//! Verify the record, and rebuild its indexes.

use filiform::Flow;
use filiform::verify_record::{rebuild, verify_record};

use filiform::contract::{Nothing, Progress, RecordVerified, Stage};
use filiform::{Error, Job, Stop};
use serde_json::json;
use std::cell::{Cell, RefCell};

use crate::support::*;

fn verify(desk: &Desk) -> Result<RecordVerified, Error> {
    let job = Job::new(Stop::default(), &|_| {});
    verify_record(&desk.filiform, Nothing {}, &job)
}

#[test]
fn a_practice_at_work_verifies_and_rebuilding_changes_nothing() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for date in ["2026-11-03", "2026-11-10", "2026-11-05"] {
        desk.sign(patient, &note(date)).unwrap();
    }
    let verified = verify(&desk).unwrap();
    assert_eq!(
        (verified.patients, verified.sessions, verified.problems),
        (1, 3, Vec::new())
    );
    let before = serde_json::to_value(desk.history(patient)).unwrap();
    rebuild(&desk.filiform, &mut |_, _| Flow::Continue).unwrap();
    assert_eq!(serde_json::to_value(desk.history(patient)).unwrap(), before);
    let verified = verify(&desk).unwrap();
    assert!(verified.problems.is_empty());
}

#[test]
fn a_stopped_rebuild_leaves_the_old_indexes() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-03")).unwrap();
    assert_eq!(
        rebuild(&desk.filiform, &mut |_, _| Flow::Stop)
            .unwrap_err()
            .code(),
        "interrupted"
    );
    assert_eq!(desk.history(patient).len(), 1);
}

#[test]
fn the_window_hears_how_far_a_check_is_and_gets_its_answer() {
    let desk = Desk::open();
    desk.sign(desk.register(ada()).id, &note("2026-11-03"))
        .unwrap();
    let heard = RefCell::new(Vec::new());
    let hear = |told: Progress| heard.borrow_mut().push(told);
    let answer = desk
        .filiform
        .run_job("verify_record", json!({}), 1, &hear)
        .unwrap();
    assert_eq!(
        (&answer["sessions"], &answer["problems"]),
        (&json!(1), &json!([]))
    );
    let heard = heard.into_inner();
    assert!(
        heard
            .iter()
            .all(|told| told.stage == Stage::Checking && told.done <= told.of)
    );
    assert!(heard.windows(2).all(|pair| pair[0].done <= pair[1].done) && !heard.is_empty());
}

#[test]
fn a_job_that_is_cancelled_stops_and_leaves_the_practice_open() {
    let desk = Desk::open();
    desk.register(ada());
    let cancel = |_| desk.filiform.cancel_job(5);
    let stopped = desk
        .filiform
        .run_job("verify_record", json!({}), 5, &cancel)
        .unwrap_err();
    assert_eq!(stopped.code, "interrupted");
    assert!(desk.filiform.is_open());
    desk.filiform.cancel_job(5);
    assert!(verify(&desk).unwrap().problems.is_empty());
}

#[test]
fn a_lock_stops_a_job_and_waits_for_nobody() {
    let desk = Desk::open();
    desk.register(ada());
    let locking = Cell::new(false);
    std::thread::scope(|threads| {
        let lock_now = |_| {
            if !locking.replace(true) {
                threads.spawn(|| desk.lock());
                // The job goes on only once the lock waits for it: it must be the lock that stops it.
                while !desk.filiform.is_closing() {
                    std::thread::yield_now();
                }
            }
        };
        let refused = desk
            .filiform
            .run_job("verify_record", json!({}), 9, &lock_now)
            .unwrap_err();
        assert_eq!(refused.code, "interrupted");
    });
    assert!(!desk.filiform.is_open());
    let refused = desk
        .filiform
        .run_job("verify_record", json!({}), 9, &|_| {});
    assert_eq!(refused.unwrap_err().code, "locked");
}

#[test]
fn a_job_nobody_knows_and_words_nobody_can_read_are_refused() {
    let desk = Desk::open();
    let refuse = |name: &str, args| desk.filiform.run_job(name, args, 1, &|_| {}).unwrap_err();
    assert_eq!(refuse("erase", json!({})).code, "unknown-command");
    assert_eq!(
        refuse("verify_record", json!("Okafor")).code,
        "unreadable-command"
    );
}
