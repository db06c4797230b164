//! Verify the record, and rebuild its indexes.

use filiform::Flow;
use filiform::verify_record::{rebuild, verify_record};

use crate::support::*;

#[test]
fn a_practice_at_work_verifies_and_rebuilding_changes_nothing() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for date in ["2026-11-03", "2026-11-10", "2026-11-05"] {
        desk.sign(patient, &note(date)).unwrap();
    }
    let verified = verify_record(&desk.filiform, &mut |_, _| Flow::Continue).unwrap();
    assert_eq!(
        (verified.patients, verified.sessions, verified.problems),
        (1, 3, Vec::new())
    );
    let before = serde_json::to_value(desk.history(patient)).unwrap();
    rebuild(&desk.filiform, &mut |_, _| Flow::Continue).unwrap();
    assert_eq!(serde_json::to_value(desk.history(patient)).unwrap(), before);
    let verified = verify_record(&desk.filiform, &mut |_, _| Flow::Continue).unwrap();
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
