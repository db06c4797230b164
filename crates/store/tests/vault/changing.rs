//! Changing the way in: passphrases, recovery codes, header revisions.

use filiform_store::StoreError;
use filiform_store::vault::{
    KdfCost, RecoveryCode, change_passphrase, renew_recovery_code, unlock_with_recovery,
};

use crate::workbench::{Bench, GOOD, HEADERS, NOW, OTHER, System, head, identity};

const COST: KdfCost = KdfCost::for_tests();

fn recover(
    bench: &Bench,
    code: &RecoveryCode,
    new: &str,
) -> Result<filiform_store::vault::Unlocked, StoreError> {
    unlock_with_recovery(&bench.folder, code, (&new.into(), COST), &System)
}

#[test]
fn a_changed_passphrase_opens_the_same_practice_and_the_old_one_no_longer_does() {
    let (bench, code) = Bench::locked();
    let mut opened = bench.unlock(GOOD).unwrap();
    let before = identity(&opened);
    change_passphrase(
        &mut opened,
        &GOOD.into(),
        (&OTHER.into(), COST),
        &System,
        NOW,
    )
    .unwrap();
    assert_eq!(opened.header_revision, 2);
    drop(opened);
    assert_eq!(bench.read(HEADERS[0]), bench.read(HEADERS[1]));
    assert_eq!(bench.unlock(GOOD).unwrap_err(), StoreError::WrongPassphrase);
    let opened = bench.unlock(OTHER).unwrap();
    assert_eq!(
        (identity(&opened), opened.header_revision),
        (before.clone(), 2)
    );
    drop(opened);
    assert_eq!(
        identity(&recover(&bench, &code, GOOD).unwrap()),
        before,
        "the recovery code stays valid"
    );
}

#[test]
fn a_passphrase_is_not_changed_without_the_old_one_or_to_a_weak_one() {
    let (bench, _) = Bench::locked();
    let mut opened = bench.unlock(GOOD).unwrap();
    let headers = || HEADERS.map(|name| bench.read(name));
    let before = headers();
    let weak = change_passphrase(
        &mut opened,
        &GOOD.into(),
        (&"needle".into(), COST),
        &System,
        NOW,
    );
    assert_eq!(weak.unwrap_err().code(), "weak-passphrase");
    for _ in 0..3 {
        let wrong = change_passphrase(
            &mut opened,
            &"no".into(),
            (&OTHER.into(), COST),
            &System,
            NOW,
        );
        assert_eq!(wrong, Err(StoreError::WrongPassphrase));
    }
    let early = change_passphrase(
        &mut opened,
        &GOOD.into(),
        (&OTHER.into(), COST),
        &System,
        NOW,
    );
    assert_eq!(
        early,
        Err(StoreError::Wait { seconds: 1 }),
        "guessing at an open screen is slowed down too"
    );
    assert_eq!(
        (
            headers(),
            opened.header_revision,
            opened.failed_attempts_before
        ),
        (before, 1, 3)
    );
}

#[test]
fn a_crash_between_the_two_copies_leaves_the_change_in_force() {
    let (bench, _) = Bench::locked();
    let old_copy = bench.read(HEADERS[1]);
    let mut opened = bench.unlock(GOOD).unwrap();
    change_passphrase(
        &mut opened,
        &GOOD.into(),
        (&OTHER.into(), COST),
        &System,
        NOW,
    )
    .unwrap();
    drop(opened);
    bench.write(HEADERS[1], &old_copy);
    assert_eq!(bench.unlock(GOOD).unwrap_err(), StoreError::WrongPassphrase);
    let opened = bench.unlock(OTHER).unwrap();
    opened.mend_header().unwrap();
    assert_eq!(bench.read(HEADERS[0]), bench.read(HEADERS[1]));
}

#[test]
fn a_change_that_cannot_be_written_changes_nothing() {
    let (bench, _) = Bench::locked();
    let mut opened = bench.unlock(GOOD).unwrap();
    // A folder under the temporary file's name stops the write on any account and any disk.
    std::fs::create_dir_all(bench.path(".practice.key.new/in the way")).unwrap();
    let before = bench.read(HEADERS[0]);
    let failed = change_passphrase(
        &mut opened,
        &GOOD.into(),
        (&OTHER.into(), COST),
        &System,
        NOW,
    );
    assert_eq!(failed.unwrap_err().kind(), filiform_store::ErrorKind::Io);
    assert_eq!(
        (opened.header_revision, bench.read(HEADERS[0])),
        (1, before)
    );
    drop(opened);
    assert!(bench.unlock(GOOD).is_ok(), "the old passphrase still holds");
}

#[test]
fn the_recovery_code_typed_from_the_sheet_restores_keys_and_sets_the_new_passphrase() {
    let (bench, code) = Bench::locked();
    let before = identity(&bench.unlock(GOOD).unwrap());
    drop(bench.unlock("wrong"));
    let typed = RecoveryCode::parse(&code.to_sheet().to_lowercase()).unwrap();
    let opened = recover(&bench, &typed, OTHER).unwrap();
    assert_eq!((identity(&opened), opened.header_revision), (before, 2));
    assert_eq!(opened.failed_attempts_before, 1);
    drop(opened);
    assert_eq!(bench.unlock(GOOD).unwrap_err(), StoreError::WrongPassphrase);
    assert_eq!(bench.unlock(OTHER).unwrap().header_revision, 2);
}

#[test]
fn the_recovery_code_works_while_passphrases_have_to_wait() {
    let (bench, code) = Bench::locked();
    for _ in 0..4 {
        drop(bench.unlock("wrong"));
    }
    drop(recover(&bench, &code, OTHER).unwrap());
    assert!(bench.unlock(OTHER).is_ok(), "and ends the wait");
}

#[test]
fn a_weak_new_passphrase_is_refused_before_the_code_is_used() {
    let (bench, code) = Bench::locked();
    let refused = bench.refused(|bench| recover(bench, &code, "needle"));
    assert_eq!(refused.code(), "weak-passphrase");
    assert!(bench.unlock(GOOD).is_ok());
}

#[test]
fn another_practices_code_is_wrong_and_counted() {
    let (bench, _) = Bench::locked();
    let (_, strange) = Bench::locked();
    assert_eq!(
        recover(&bench, &strange, OTHER).unwrap_err(),
        StoreError::WrongRecoveryCode
    );
    assert_eq!(bench.unlock(GOOD).unwrap().failed_attempts_before, 1);
}

#[test]
fn a_renewed_code_replaces_the_old_sheet() {
    let (bench, old) = Bench::locked();
    let mut opened = bench.unlock(GOOD).unwrap();
    let wrong = renew_recovery_code(&mut opened, &OTHER.into(), &System, NOW);
    assert_eq!(wrong.unwrap_err(), StoreError::WrongPassphrase);
    let new = renew_recovery_code(&mut opened, &GOOD.into(), &System, NOW).unwrap();
    assert_eq!(opened.header_revision, 2);
    drop(opened);
    assert_eq!(
        recover(&bench, &old, OTHER).unwrap_err(),
        StoreError::WrongRecoveryCode
    );
    assert!(bench.unlock(GOOD).is_ok(), "the passphrase is the same");
    assert!(recover(&bench, &new, OTHER).is_ok());
}

#[test]
fn an_old_header_put_back_is_refused_even_without_the_database() {
    let (bench, _) = Bench::locked();
    let old = bench.read(HEADERS[0]);
    let mut opened = bench.unlock(GOOD).unwrap();
    change_passphrase(
        &mut opened,
        &GOOD.into(),
        (&OTHER.into(), COST),
        &System,
        NOW,
    )
    .unwrap();
    opened
        .anchor
        .write(head(1, opened.header_revision), &opened.signer)
        .unwrap();
    drop(opened);
    for name in HEADERS {
        bench.write(name, &old);
    }
    assert_eq!(
        bench.refused(|bench| bench.unlock(GOOD)),
        StoreError::HeaderOlder
    );
}
