//! Settings: the practice, the therapist, the passphrase, the recovery code.

use filiform::contract::{ChangePassphrase, Nothing, RenewRecoveryCode, UnlockWithRecovery};
use filiform::settings::{change_passphrase, change_practice, practice_page, renew_recovery_code};
use filiform::unlock::unlock_with_recovery;
use filiform_domain::practice::Practice;

use crate::support::*;

#[test]
fn a_changed_practice_is_kept_and_shows_in_the_fingerprint() {
    let desk = Desk::open();
    let before = practice_page(&desk.filiform, Nothing {}).ok().unwrap();
    let changed = Practice {
        phone: "207 555 0177".into(),
        ..practice()
    };
    let after = change_practice(&desk.filiform, changed.clone())
        .ok()
        .unwrap();
    assert_eq!(after.practice, changed);
    assert_ne!(after.fingerprint, before.fingerprint, "the record grew");
    assert_eq!(
        faults(change_practice(&desk.filiform, Practice::default())),
        [fault("name", "missing")]
    );
}

#[test]
fn a_new_passphrase_replaces_the_old_one() {
    let desk = Desk::open();
    let change = |old: &str, new: &str| {
        change_passphrase(
            &desk.filiform,
            ChangePassphrase {
                old: old.into(),
                new: new.into(),
            },
        )
        .map(|_| ())
    };
    assert_eq!(
        change("something else entirely", OTHER_PASSPHRASE)
            .unwrap_err()
            .code(),
        "wrong-passphrase"
    );
    assert_eq!(
        change(PASSPHRASE, "abc").unwrap_err().code(),
        "weak-passphrase"
    );
    change(PASSPHRASE, OTHER_PASSPHRASE).unwrap();
    desk.lock();
    assert_eq!(
        desk.unlock(PASSPHRASE).unwrap_err().code(),
        "wrong-passphrase"
    );
    assert!(desk.unlock(OTHER_PASSPHRASE).is_ok());
}

#[test]
fn a_new_recovery_code_takes_the_place_of_the_old_one() {
    let desk = Desk::empty();
    let old = desk.create().ok().unwrap().recovery_code;
    let renew = |passphrase: &str| {
        let passphrase = passphrase.into();
        renew_recovery_code(&desk.filiform, RenewRecoveryCode { passphrase })
            .map(|renewed| renewed.recovery_code)
    };
    let recover = |code: &str| {
        desk.lock();
        let new_passphrase = OTHER_PASSPHRASE.into();
        let code = code.into();
        unlock_with_recovery(
            &desk.filiform,
            UnlockWithRecovery {
                code,
                new_passphrase,
            },
        )
    };
    let new = renew(PASSPHRASE).unwrap();
    assert_ne!(new, old);
    assert_eq!(recover(&old).unwrap_err().code(), "wrong-recovery-code");
    assert!(
        desk.unlock(PASSPHRASE).is_ok(),
        "the passphrase is the same"
    );
    assert!(recover(&new).is_ok());
}

#[test]
fn without_the_passphrase_the_recovery_code_stays_what_it_was() {
    let desk = Desk::empty();
    let code = desk.create().ok().unwrap().recovery_code;
    let renew = || {
        let passphrase = "something else entirely".into();
        renew_recovery_code(&desk.filiform, RenewRecoveryCode { passphrase })
            .map(|_| ())
            .unwrap_err()
            .code()
    };
    assert_eq!(renew(), "wrong-passphrase");
    desk.lock();
    assert_eq!(renew(), "locked");
    let opened = unlock_with_recovery(
        &desk.filiform,
        UnlockWithRecovery {
            code,
            new_passphrase: OTHER_PASSPHRASE.into(),
        },
    );
    assert!(opened.is_ok());
}
