//! Getting in: wrong passphrases, waiting, one process at a time.

use std::process::Command;

use filiform_store::StoreError;
use filiform_store::vault::{Presence, peek};

use crate::workbench::{Bench, GOOD, NOW, head, identity, one_child_at_a_time};

#[test]
fn every_wrong_passphrase_gets_the_same_answer_and_touches_only_the_counter() {
    let (bench, _) = Bench::locked();
    for wrong in ["", "lantern orbit plum kettl", "LANTERN ORBIT PLUM KETTLE"] {
        let counter = bench.read("practice.attempts");
        let others = || {
            ["practice.key", "practice.key.copy", "practice.anchor"].map(|name| bench.read(name))
        };
        let before = others();
        assert_eq!(
            bench.unlock(wrong).unwrap_err(),
            StoreError::WrongPassphrase
        );
        assert_eq!(others(), before);
        assert_ne!(bench.read("practice.attempts"), counter);
    }
}

#[test]
fn the_wait_grows_survives_a_restart_and_ends_with_the_right_passphrase() {
    let (bench, _) = Bench::locked();
    for _ in 0..3 {
        assert_eq!(
            bench.unlock("wrong").unwrap_err(),
            StoreError::WrongPassphrase
        );
    }
    let refused = bench.refused(|bench| bench.unlock(GOOD));
    assert_eq!(
        refused,
        StoreError::Wait { seconds: 1 },
        "even the right one waits"
    );
    assert_eq!(
        bench.unlock_at("wrong", NOW + 1000).unwrap_err(),
        StoreError::WrongPassphrase
    );
    let refused = bench.refused(|bench| bench.unlock_at(GOOD, NOW + 2000));
    assert_eq!(refused, StoreError::Wait { seconds: 1 });
    assert_eq!(
        bench.unlock_at("wrong", NOW + 3000).unwrap_err(),
        StoreError::WrongPassphrase
    );
    let Ok(Presence::Locked { wait_ms, .. }) = peek(&bench.folder, NOW + 3500) else {
        panic!("it is there")
    };
    assert_eq!(wait_ms, 3500);
    let opened = bench.unlock_at(GOOD, NOW + 7000).unwrap();
    assert_eq!(
        opened.failed_attempts_before, 5,
        "those which waited were not looked at"
    );
    drop(opened);
    assert_eq!(
        bench.unlock_at("wrong", NOW + 7000).unwrap_err(),
        StoreError::WrongPassphrase
    );
    assert!(
        bench.unlock_at(GOOD, NOW + 7000).is_ok(),
        "the count starts again"
    );
}

#[test]
fn setting_the_clock_back_neither_removes_the_wait_nor_makes_it_years() {
    let (bench, _) = Bench::locked();
    for n in 0..20 {
        drop(bench.unlock_at("wrong", NOW + n * 300_000));
    }
    let a_year_back = NOW - 31_536_000_000;
    assert_eq!(
        bench.unlock_at(GOOD, a_year_back).unwrap_err(),
        StoreError::Wait { seconds: 300 }
    );
    assert_eq!(
        bench.unlock_at(GOOD, a_year_back + 299_001).unwrap_err(),
        StoreError::Wait { seconds: 1 }
    );
    assert!(bench.unlock_at(GOOD, a_year_back + 300_000).is_ok());
}

#[test]
fn failed_unlocks_are_reported_until_the_ledger_has_them() {
    let (bench, _) = Bench::locked();
    drop(bench.unlock("wrong"));
    drop(bench.unlock("wrong"));
    assert_eq!(bench.unlock(GOOD).unwrap().failed_attempts_before, 2);
    let mut opened = bench.unlock(GOOD).unwrap();
    assert_eq!(
        opened.failed_attempts_before, 2,
        "a crash before the entry was written loses nothing"
    );
    opened.failed_attempts_are_recorded().unwrap();
    drop(opened);
    assert_eq!(bench.unlock(GOOD).unwrap().failed_attempts_before, 0);
}

#[test]
fn a_lost_or_garbled_counter_does_not_keep_the_therapist_out() {
    let (bench, _) = Bench::locked();
    bench.write("practice.attempts", b"\xFF{{{");
    assert!(bench.unlock(GOOD).is_ok());
    std::fs::remove_file(bench.path("practice.attempts")).unwrap();
    assert!(bench.unlock(GOOD).is_ok());
}

#[test]
fn one_copy_of_the_header_is_enough_and_the_other_is_mended_on_request() {
    for (n, name) in crate::workbench::HEADERS.into_iter().enumerate() {
        let (bench, _) = Bench::locked();
        let whole = bench.read(name);
        if n == 0 {
            bench.damage(name);
        } else {
            std::fs::remove_file(bench.path(name)).unwrap();
        }
        let opened = bench.unlock(GOOD).unwrap();
        assert_ne!(
            std::fs::read(bench.path(name)).unwrap_or_default(),
            whole,
            "reading mends nothing"
        );
        opened.mend_header().unwrap();
        assert_eq!(bench.read(name), whole, "{name}");
    }
}

#[test]
fn the_anchor_is_handed_over_as_it_was_left() {
    let (bench, _) = Bench::locked();
    let mut opened = bench.unlock(GOOD).unwrap();
    assert_eq!(opened.anchor.newest(), None);
    opened.anchor.write(head(5, 1), &opened.signer).unwrap();
    opened.anchor.sync().unwrap();
    drop(opened);
    assert_eq!(
        bench.unlock(GOOD).unwrap().anchor.newest(),
        Some(head(5, 1))
    );
}

#[test]
fn a_second_window_is_told_that_the_practice_is_in_use_until_the_first_closes() {
    let (bench, _) = Bench::locked();
    let first = bench.unlock(GOOD).unwrap();
    let identity_of_first = identity(&first);
    assert_eq!(bench.refused(|bench| bench.unlock(GOOD)), StoreError::InUse);
    drop(first);
    assert_eq!(identity(&bench.unlock(GOOD).unwrap()), identity_of_first);
}

/// The test runs itself as a child process, which finds the folder here.
const CHILD_FOLDER: &str = "FILIFORM_TEST_CHILD_FOLDER";

#[test]
fn a_second_process_is_told_that_the_practice_is_in_use() {
    if let Some(folder) = std::env::var_os(CHILD_FOLDER) {
        let tried = filiform_store::vault::unlock(folder.as_ref(), &GOOD.into(), NOW);
        std::process::exit(tried.map_or_else(
            |error| if error == StoreError::InUse { 44 } else { 45 },
            |_| 43,
        ));
    }
    let (bench, _) = Bench::locked();
    let _alone = one_child_at_a_time();
    let child = || {
        Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "unlocking::a_second_process_is_told_that_the_practice_is_in_use",
            ])
            .env(CHILD_FOLDER, &bench.folder)
            .output()
            .unwrap()
            .status
            .code()
    };
    let first = bench.unlock(GOOD).unwrap();
    assert_eq!(child(), Some(44), "in use");
    drop(first);
    assert_eq!(child(), Some(43), "free again");
}
