//! Another key for the file: old or new, never half; and the way back in for everybody who was away.

use filiform_domain::ids::TherapistId;
use filiform_domain::practice::Therapist;
use filiform_domain::role::PracticeRole;
use filiform_store::vault::{self, KdfCost, Passphrase, RecoveryCode, WayIn};
use filiform_store::{Flow, Newcomer, RekeyStep, Rekeyed, Stop, Store, StoreError};
use uuid::Uuid;

use crate::backup::back_up;
use crate::support::*;

const CHEN: TherapistId = TherapistId(Uuid::from_u128(0xC4E2));
const CHENS: &str = "nine amber kites over gravel";

fn chen() -> Newcomer {
    Newcomer {
        id: CHEN,
        therapist: Therapist {
            name: "B. Chen".into(),
            ..Therapist::default()
        },
        role: PracticeRole::Therapist,
        passphrase: Passphrase::from(CHENS),
        cost: KdfCost::for_tests(),
    }
}

fn go_on(_: RekeyStep, _: u64, _: u64) -> Flow {
    Flow::Continue
}

fn rekey(store: &Store, minutes: i64) -> Result<Rekeyed, StoreError> {
    let passphrase = Passphrase::from(PASSPHRASE);
    store.change_key(&stamp(minutes), &passphrase, &Stop::default(), &mut go_on)
}

fn unlock_as(folder: &std::path::Path, passphrase: &str) -> Result<Store, StoreError> {
    let unlocked = vault::unlock(folder, &Passphrase::from(passphrase), at(1000).utc_ms)?;
    Store::open(unlocked, other_entropy(), at(1000))
}

fn come_back(folder: &std::path::Path, code: &RecoveryCode) -> Result<Store, StoreError> {
    let passphrase = Passphrase::from(CHENS);
    let way = WayIn::Passphrase(&passphrase);
    let cost = KdfCost::for_tests();
    let back = vault::come_back(folder, &way, code, cost, &*other_entropy(), at(9).utc_ms)?;
    Store::open(back.opened, other_entropy(), at(1000))
}

/// Ada was seen, and Chen works here too.
fn staffed() -> (tempfile::TempDir, Store) {
    let (folder, store) = practice();
    register_ada(&store);
    write(&store, 5, signed(session(1, 1, 3)));
    store.add_therapist(&stamp(6), chen()).unwrap();
    (folder, store)
}

fn bytes_of(folder: &std::path::Path) -> Vec<u8> {
    std::fs::read(folder.join("practice.db")).unwrap()
}

#[test]
fn the_record_goes_on_under_another_key_and_still_verifies() {
    let (folder, store) = staffed();
    let before = store.fingerprint();
    store.close(at(7)).unwrap();
    let old = raw_key(&home(&folder));
    let store = unlock_as(&home(&folder), PASSPHRASE).unwrap();
    rekey(&store, 10).unwrap();
    assert_eq!(
        store.fingerprint().seq,
        before.seq + 1,
        "the entry that says so"
    );
    write(&store, 11, signed(session(1, 2, 8)));
    assert_eq!(verify(&store).problems, []);
    store.close(at(12)).unwrap();
    assert!(
        opens_with(&home(&folder), &old).is_err(),
        "the old key opens it no more"
    );
    let store = unlock_as(&home(&folder), PASSPHRASE).unwrap();
    let found = verify(&store);
    assert_eq!((found.problems.len(), found.sessions), (0, 2));
    assert!(store.fingerprint().seq > before.seq);
    let names = crate::backup::names(&home(&folder));
    assert!(names.iter().all(|name| !name.contains("next")), "{names:?}");
}

#[test]
fn who_was_away_comes_back_with_their_passphrase_and_the_code_together() {
    let (folder, store) = staffed();
    let rekeyed = rekey(&store, 10).unwrap();
    let [(of, code)] = rekeyed.codes.as_slice() else {
        panic!("one code");
    };
    assert_eq!((*of, store.returning()), (CHEN, vec![CHEN]));
    store.close(at(11)).unwrap();
    let home = home(&folder);
    assert_eq!(
        unlock_as(&home, CHENS).unwrap_err(),
        StoreError::MustComeBack
    );
    let another = RecoveryCode::parse(&rekeyed.recovery.to_sheet()).unwrap();
    assert_eq!(
        come_back(&home, &another).unwrap_err(),
        StoreError::WrongOneTimeCode
    );
    let store = come_back(&home, code).unwrap();
    assert_eq!((store.me(), store.returning()), (CHEN, vec![]));
    let theirs = signed_by(CHEN, session(1, 3, 20));
    let by_chen = filiform_store::Stamp {
        now: at(30),
        author: CHEN,
    };
    store
        .transact(&by_chen, filiform_store::Write::one(theirs))
        .unwrap();
    assert_eq!(
        verify(&store).problems,
        [],
        "it is the same signature as before"
    );
    store.close(at(31)).unwrap();
    assert!(unlock_as(&home, CHENS).is_ok());
    assert_eq!(
        come_back(&home, code).unwrap_err(),
        StoreError::WrongPassphrase,
        "once"
    );
}

#[test]
fn another_one_time_code_ends_the_one_before() {
    let (folder, store) = staffed();
    let rekeyed = rekey(&store, 10).unwrap();
    let fresh = store.renew_one_time_code(CHEN).unwrap();
    assert_eq!(
        store.renew_one_time_code(ME).unwrap_err(),
        StoreError::UnknownTherapist
    );
    store.close(at(11)).unwrap();
    let (_, first) = &rekeyed.codes[0];
    assert_eq!(
        come_back(&home(&folder), first).unwrap_err(),
        StoreError::WrongOneTimeCode
    );
    assert!(come_back(&home(&folder), &fresh).is_ok());
}

#[test]
fn nobody_but_the_owner_changes_it_and_a_wrong_passphrase_changes_nothing() {
    let (folder, store) = staffed();
    let wrong = Passphrase::from(CHENS);
    let refused = store.change_key(&stamp(7), &wrong, &Stop::default(), &mut go_on);
    assert_eq!(refused.err(), Some(StoreError::WrongPassphrase));
    store.close(at(8)).unwrap();
    let store = unlock_as(&home(&folder), CHENS).unwrap();
    assert_eq!(rekey(&store, 9).err(), Some(StoreError::NotTheOwner));
}

#[test]
fn a_change_that_is_stopped_leaves_everything_as_it_was() {
    let (folder, store) = staffed();
    let passphrase = Passphrase::from(PASSPHRASE);
    for at_step in [RekeyStep::Copying, RekeyStep::Checking] {
        let mut tell = |step, _, _| {
            if step == at_step {
                Flow::Stop
            } else {
                Flow::Continue
            }
        };
        let stopped = store.change_key(&stamp(7), &passphrase, &Stop::default(), &mut tell);
        assert_eq!(stopped.err(), Some(StoreError::Interrupted));
    }
    write(&store, 8, signed(session(1, 2, 7)));
    assert_eq!(verify(&store).problems, []);
    assert_eq!(store.returning(), []);
    store.close(at(9)).unwrap();
    assert!(unlock_as(&home(&folder), CHENS).is_ok());
    let names = crate::backup::names(&home(&folder));
    assert!(names.iter().all(|name| !name.contains("next")), "{names:?}");
}

#[test]
fn a_decided_change_is_finished_by_the_next_opening_from_wherever_it_stopped() {
    let (folder, store) = staffed();
    let home = home(&folder);
    store.close(at(7)).unwrap();
    let before = files(&home);
    let store = unlock_as(&home, PASSPHRASE).unwrap();
    rekey(&store, 10).unwrap();
    store.close(at(11)).unwrap();
    let after = files(&home);
    let (db, key, copy) = ("practice.db", "practice.key", "practice.key.copy");
    // What lies in the folder at each place where a power cut may come: what is put aside, and what is in place.
    let half: [&[&str]; 4] = [&[], &[db], &[db, key], &[db, key, copy]];
    for done in half {
        std::fs::remove_dir_all(&home).unwrap();
        std::fs::create_dir(&home).unwrap();
        for (name, bytes) in &after {
            std::fs::write(home.join(name), bytes).unwrap();
        }
        for name in [db, key, copy] {
            if !done.contains(&name) {
                std::fs::write(home.join(name), &before[name]).unwrap();
            }
        }
        std::fs::write(home.join("practice.key.next"), &after[key]).unwrap();
        if !done.contains(&db) {
            std::fs::write(home.join("practice.db.next"), &after[db]).unwrap();
            std::fs::write(home.join("practice.db-wal"), b"a log of before").unwrap();
        }
        let store = unlock_as(&home, PASSPHRASE).unwrap_or_else(|e| panic!("{done:?}: {e}"));
        assert_eq!(verify(&store).problems, [], "{done:?}");
        assert_eq!(store.returning(), [CHEN], "{done:?}");
        store.close(at(2000)).unwrap();
        let names = crate::backup::names(&home);
        assert!(names.iter().all(|name| !name.contains("next")), "{names:?}");
    }
}

#[test]
fn a_change_that_was_not_decided_is_cleared_away() {
    let (folder, store) = staffed();
    store.close(at(7)).unwrap();
    let home = home(&folder);
    let before = bytes_of(&home);
    for name in ["practice.db.next", "practice.db.next-wal"] {
        std::fs::write(home.join(name), b"half of a file").unwrap();
    }
    std::fs::write(home.join("practice.key.next"), b"filiform header 3\nhalf").unwrap();
    let unlocked = vault::unlock(&home, &Passphrase::from(PASSPHRASE), at(1000).utc_ms).unwrap();
    assert_eq!(bytes_of(&home), before);
    let names = crate::backup::names(&home);
    assert!(names.iter().all(|name| !name.contains("next")), "{names:?}");
    drop(unlocked);
}

#[test]
fn a_backup_from_before_opens_with_the_passphrases_of_its_day() {
    let (folder, store) = staffed();
    let stick = tempfile::TempDir::new().unwrap();
    let made = back_up(&store, 8, stick.path()).unwrap();
    rekey(&store, 10).unwrap();
    let later = tempfile::TempDir::new().unwrap();
    assert!(
        back_up(&store, 12, later.path()).is_ok(),
        "and there are new ones"
    );
    store.close(at(13)).unwrap();
    let passphrase = Passphrase::from(CHENS);
    let way = WayIn::Passphrase(&passphrase);
    let mut tell = crate::backup::go_on;
    let unpacked = filiform_store::backup::unpack(&made, &home(&folder), &mut tell).unwrap();
    let checking = (
        &Stop::default(),
        &mut tell as filiform_store::backup::Tell<'_>,
    );
    let (store, used) = unpacked.open(&way, entropy(), at(20), checking).unwrap();
    assert_eq!(used, filiform_store::backup::HeaderUsed::OfBackup);
    assert_eq!(store.me(), CHEN);
}

#[test]
fn writes_that_come_meanwhile_wait_and_are_in_the_new_file() {
    let (folder, store) = staffed();
    std::thread::scope(|scope| {
        let typing = scope.spawn(|| {
            for n in 0..40 {
                write(
                    &store,
                    20 + n,
                    contact(1, 100 + u128::try_from(n).unwrap(), n),
                );
            }
        });
        rekey(&store, 10).unwrap();
        typing.join().unwrap();
    });
    assert_eq!(verify(&store).problems, []);
    store.close(at(100)).unwrap();
    let store = unlock_as(&home(&folder), PASSPHRASE).unwrap();
    assert_eq!(verify(&store).problems, []);
}

fn raw_key(folder: &std::path::Path) -> String {
    unlock(folder).raw_key_pragma().to_string()
}

fn opens_with(folder: &std::path::Path, pragma: &str) -> Result<i64, rusqlite::Error> {
    let connection = rusqlite::Connection::open(folder.join("practice.db"))?;
    connection.execute_batch(pragma)?;
    connection.query_row("SELECT count(*) FROM ledger", [], |row| row.get(0))
}

fn signed_by(
    author: TherapistId,
    mut session: filiform_domain::session::Session,
) -> filiform_domain::entry::Entry {
    session.therapist = author;
    signed(session)
}
