//! Settings: the practice, the therapist, the passphrase.

use filiform::contract::{ChangePassphrase, Nothing};
use filiform::settings::{change_passphrase, change_practice, practice_page};
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
