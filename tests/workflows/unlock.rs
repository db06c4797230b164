//! Unlock: who comes in, and who does not.

use filiform::contract::{JudgePassphrase, Nothing, PracticeState, Unlock, UnlockWithRecovery};
use filiform::unlock::{
    judge_passphrase, practice_status, unlock, unlock_with_recovery, workspace,
};
use filiform::{Error, StoreError};

use crate::support::*;

fn state(desk: &Desk) -> PracticeState {
    practice_status(&desk.filiform, Nothing {}).unwrap().state
}

#[test]
fn a_new_practice_is_open_and_asks_for_its_passphrase_the_next_time() {
    let desk = Desk::empty();
    assert_eq!(state(&desk), PracticeState::Absent);
    let created = desk.create().ok().unwrap();
    assert_eq!(
        (state(&desk), created.workspace.therapist.as_str()),
        (PracticeState::Open, "A. Rivera")
    );
    desk.lock();
    assert_eq!(state(&desk), PracticeState::Locked);
    assert_eq!(
        desk.unlock(PASSPHRASE).unwrap().practice,
        "Harbour Street Physical Therapy"
    );
}

#[test]
fn every_fault_of_a_new_practice_is_told_at_once_and_nothing_is_made() {
    let desk = Desk::empty();
    let typed = filiform::contract::CreatePractice {
        practice: filiform_domain::practice::Practice::default(),
        therapist: filiform_domain::practice::Therapist {
            npi: "1".into(),
            ..Default::default()
        },
        passphrase: "password1".into(),
    };
    let found = faults(filiform::unlock::create_practice(&desk.filiform, typed));
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "practice.name",
            "therapist.npi",
            "therapist.name",
            "passphrase"
        ]
    );
    assert!(!desk.folder.exists(), "a refused practice leaves no folder");
}

#[test]
fn a_passphrase_made_of_ones_own_name_is_weak() {
    let desk = Desk::empty();
    let judged = |passphrase: &str| {
        let about = vec![
            "Harbour Street Physical Therapy".into(),
            "Aurelia Rivera".into(),
        ];
        judge_passphrase(
            &desk.filiform,
            JudgePassphrase {
                passphrase: passphrase.into(),
                about,
            },
        )
        .unwrap()
    };
    assert!(!judged("").acceptable);
    assert!(!judged("aureliarivera1").acceptable);
    assert!(
        !judged("password1").hint.is_empty(),
        "a refusal says what would help"
    );
    assert!(judged(PASSPHRASE).acceptable);
}

#[test]
fn a_wrong_passphrase_gets_one_message_and_soon_has_to_wait() {
    let desk = Desk::open();
    desk.lock();
    let codes: Vec<_> = (0..5)
        .map(|_| desk.unlock("not this one at all").err().map(|e| e.code()))
        .collect();
    assert_eq!(codes[0], Some("wrong-passphrase"));
    assert_eq!(codes.last(), Some(&Some("wait")), "guessing slows down");
    let right = desk.unlock(PASSPHRASE).unwrap_err();
    assert!(
        matches!(right, Error::Store(StoreError::Wait { .. })),
        "the right one waits too, or the wait would tell"
    );
    desk.clock.forward(10 * 60_000);
    assert!(desk.unlock(PASSPHRASE).is_ok());
}

#[test]
fn the_recovery_code_opens_and_sets_a_new_passphrase() {
    let desk = Desk::empty();
    let code = desk.create().ok().unwrap().recovery_code;
    desk.lock();
    let recover = |code: &str, new: &str| {
        unlock_with_recovery(
            &desk.filiform,
            UnlockWithRecovery {
                code: code.into(),
                new_passphrase: new.into(),
            },
        )
    };
    let typo = code.replacen(
        code.chars().next().unwrap(),
        if code.starts_with('7') { "8" } else { "7" },
        1,
    );
    assert_eq!(
        recover(&typo, OTHER_PASSPHRASE).unwrap_err().code(),
        "recovery-code-mistyped"
    );
    assert_eq!(
        recover(&code, "short").unwrap_err().code(),
        "weak-passphrase"
    );
    recover(&code.to_lowercase().replace('-', " "), OTHER_PASSPHRASE).unwrap();
    desk.lock();
    assert_eq!(
        desk.unlock(PASSPHRASE).unwrap_err().code(),
        "wrong-passphrase",
        "the old one is gone"
    );
    assert!(desk.unlock(OTHER_PASSPHRASE).is_ok());
}

#[test]
fn a_second_program_is_told_that_the_practice_is_open() {
    let desk = Desk::open();
    let second = filiform::Filiform::new(second_host(&desk));
    let refused = unlock(
        &second,
        Unlock {
            passphrase: PASSPHRASE.into(),
        },
    )
    .unwrap_err();
    assert_eq!(refused.code(), "in-use");
    assert!(
        workspace(&desk.filiform, Nothing {}).is_ok(),
        "the first one is not disturbed"
    );
}

#[test]
fn unlocking_again_in_the_same_window_just_works() {
    let desk = Desk::open();
    assert!(desk.unlock(PASSPHRASE).is_ok());
}

#[test]
fn work_goes_on_where_it_stopped() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    desk.lock();
    let resume = desk.unlock(PASSPHRASE).unwrap().resume.unwrap();
    assert_eq!((resume.draft, resume.kind.as_str()), (kept.id, "session"));
}
