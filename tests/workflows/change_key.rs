//! The file's key is changed: the owner goes on, everybody else comes back with a code, nothing is lost.

use filiform::change_key::{change_file_key, come_back, renew_one_time_code};
use filiform::contract::{
    ChangeFileKey, ComeBack, FileKeyChanged, Nothing, RenewOneTimeCode, UnlockWithRecovery,
};
use filiform::{Error, Job, Stop};
use filiform_domain::role::RoleName;

use crate::manage_therapists::{join, switch_to};
use crate::support::*;

fn change(desk: &Desk, passphrase: &str) -> Result<FileKeyChanged, Error> {
    let typed = ChangeFileKey {
        passphrase: passphrase.into(),
    };
    change_file_key(&desk.filiform, typed, &Job::new(Stop::default(), &|_| {}))
}

fn back(passphrase: &str, code: &str) -> ComeBack {
    ComeBack {
        passphrase: passphrase.into(),
        recovery_code: String::new(),
        one_time_code: code.into(),
    }
}

fn code_of<T>(result: Result<T, Error>) -> &'static str {
    result.err().map(|error| error.code()).unwrap()
}

fn problems(desk: &Desk) -> usize {
    let job = Job::new(Stop::default(), &|_| {});
    let verified = filiform::verify_record::verify_record(&desk.filiform, Nothing {}, &job);
    verified.unwrap().problems.len()
}

#[test]
fn the_owner_works_on_and_the_record_verifies() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let kept = desk.draft(patient, &note("2026-11-22"));
    assert_eq!(code_of(change(&desk, "not this one")), "wrong-passphrase");
    let changed = change(&desk, PASSPHRASE).ok().unwrap();
    assert!(changed.codes.is_empty(), "nobody else works here");
    let which = filiform::contract::WhichDraft { draft: kept.id };
    let page = filiform::chart_session::open_draft(&desk.filiform, which);
    assert!(page.unwrap().session.unwrap() == note("2026-11-22"));
    assert_eq!(problems(&desk), 0);
    switch_to(&desk, PASSPHRASE);
    assert_eq!(desk.history(patient).len(), 1);
    desk.lock();
    let with_code = UnlockWithRecovery {
        code: changed.recovery_code,
        new_passphrase: "walnut trolley ember canoe".into(),
    };
    assert!(filiform::unlock::unlock_with_recovery(&desk.filiform, with_code).is_ok());
}

#[test]
fn a_colleague_comes_back_to_their_own_drafts() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let chen = join(&desk, "B. Chen", RoleName::Therapist);
    switch_to(&desk, OTHER_PASSPHRASE);
    let kept = desk.draft(patient, &note("2026-11-22"));
    switch_to(&desk, PASSPHRASE);
    let changed = change(&desk, PASSPHRASE).ok().unwrap();
    let [code] = changed.codes.as_slice() else {
        panic!("one code");
    };
    assert_eq!((code.id, code.name.as_str()), (chen.id, "B. Chen, PT"));
    desk.lock();
    assert_eq!(
        desk.unlock(OTHER_PASSPHRASE).unwrap_err().code(),
        "must-come-back"
    );
    let wrong = come_back(&desk.filiform, back(OTHER_PASSPHRASE, &chen.recovery_code));
    assert_eq!(code_of(wrong), "wrong-one-time-code");
    let mistyped = come_back(&desk.filiform, back(OTHER_PASSPHRASE, "7K3M"));
    assert_eq!(code_of(mistyped), "recovery-code-mistyped");
    let guessed = come_back(&desk.filiform, back("not this one", &code.code));
    assert_eq!(code_of(guessed), "wrong-passphrase");
    desk.clock.forward(DAY_MS);
    let came = come_back(&desk.filiform, back(OTHER_PASSPHRASE, &code.code));
    let came = came.ok().unwrap();
    assert_eq!(came.workspace.therapist, "B. Chen");
    assert_eq!(came.workspace.resume.unwrap().draft, kept.id);
    assert_eq!(problems(&desk), 0);
    switch_to(&desk, OTHER_PASSPHRASE);
}

#[test]
fn who_lost_the_passphrase_too_comes_back_with_both_codes() {
    let desk = Desk::open();
    let chen = join(&desk, "B. Chen", RoleName::Therapist);
    let changed = change(&desk, PASSPHRASE).ok().unwrap();
    let typed = ComeBack {
        passphrase: "walnut trolley ember canoe".into(),
        recovery_code: chen.recovery_code,
        one_time_code: changed.codes[0].code.clone(),
    };
    let came = come_back(&desk.filiform, typed).ok().unwrap();
    assert_eq!(came.workspace.therapist, "B. Chen");
    switch_to(&desk, "walnut trolley ember canoe");
}

#[test]
fn the_owner_sees_who_is_still_away_and_draws_another_code() {
    let desk = Desk::open();
    let chen = join(&desk, "B. Chen", RoleName::Therapist).id;
    change(&desk, PASSPHRASE).ok().unwrap();
    let away = || {
        let page = filiform::manage_therapists::therapists_page(&desk.filiform, Nothing {});
        let people = page.ok().unwrap().people;
        people
            .iter()
            .filter(|p| p.returning)
            .map(|p| p.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(away(), [chen]);
    let ask = |own: &str| {
        let typed = RenewOneTimeCode {
            id: chen,
            own_passphrase: own.into(),
        };
        renew_one_time_code(&desk.filiform, typed)
    };
    assert_eq!(code_of(ask("not this one")), "wrong-passphrase");
    let code = ask(PASSPHRASE).ok().unwrap().code;
    come_back(&desk.filiform, back(OTHER_PASSPHRASE, &code))
        .ok()
        .unwrap();
    switch_to(&desk, PASSPHRASE);
    assert_eq!(away(), []);
}
