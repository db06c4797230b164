//! The way back from a backup: everything or nothing, and never the keys of an earlier day by the back door.

use std::path::Path;

use filiform_domain::entry::Entry;
use filiform_store::backup::{HeaderUsed, Unpacked, WayIn, finish_restore, unpack};
use filiform_store::vault::{self, KdfCost, NewVault, Passphrase, RecoveryCode};
use filiform_store::{Flow, Stop, Store, StoreError};
use tempfile::TempDir;
use uuid::Uuid;

use crate::backup::{back_up, go_on, names};
use crate::support::*;

const NEW_PASSPHRASE: &str = "four purple kettles sing at noon";

/// A practice with Ada and one session, and its backup.
fn backed_up() -> (TempDir, Store, std::path::PathBuf) {
    let (folder, store) = practice();
    register_ada(&store);
    write(&store, 5, signed(session(1, 1, 3)));
    store.keep_draft(&draft(1)).unwrap();
    let sticks = folder.path().join("sticks");
    std::fs::create_dir(&sticks).unwrap();
    let file = back_up(&store, 10, &sticks).unwrap();
    (folder, store, file)
}

fn opened(unpacked: &Unpacked, way: &WayIn<'_>) -> Result<(Store, HeaderUsed), StoreError> {
    unpacked.open(
        way,
        other_entropy(),
        at(2000),
        (&Stop::default(), &mut go_on),
    )
}

fn restore(
    file: &Path,
    into: &Path,
    passphrase: &str,
) -> Result<(Option<std::path::PathBuf>, HeaderUsed), StoreError> {
    let unpacked = unpack(file, into, &mut go_on)?;
    let passphrase = Passphrase::from(passphrase);
    let (store, used) = opened(&unpacked, &WayIn::Passphrase(&passphrase))?;
    Ok((unpacked.put_in_place(store, at(2000))?, used))
}

#[test]
fn a_backup_restored_into_a_new_place_is_the_practice_of_its_day_and_begins_a_new_chain() {
    let (folder, store, file) = backed_up();
    let head = store.fingerprint();
    let elsewhere = folder.path().join("other computer/practice");
    let (aside, used) = restore(&file, &elsewhere, PASSPHRASE).unwrap();
    assert_eq!((aside, used), (None, HeaderUsed::OfBackup));
    let restored = open(&elsewhere).unwrap();
    assert_eq!(
        restored
            .patient(patient_id(1))
            .unwrap()
            .unwrap()
            .patient
            .family_name,
        "Okafor"
    );
    assert_eq!(
        restored.draft(draft(1).id).unwrap().unwrap().body,
        draft(1).body
    );
    let stop = Stop::default();
    let (theirs, ours) = (
        restored.record_contents(&stop).unwrap(),
        store.record_contents(&stop).unwrap(),
    );
    assert_eq!(
        (theirs.counted(), theirs.last()),
        (ours.counted(), ours.last())
    );
    assert_eq!(theirs.counted().sessions, 1);
    let now = restored.fingerprint();
    assert_ne!(now.chain, head.chain);
    assert_eq!(now.seq, 2, "restored, and the access of the restore");
    assert_eq!(verify(&restored).problems, []);
    write(&restored, 3000, signed(session(1, 2, 2990)));
    restored.close(at(3001)).unwrap();
    assert_eq!(problems(&elsewhere), []);
    assert!(!elsewhere.join("practice.restored").exists());
    assert_eq!(names(elsewhere.parent().unwrap()), ["practice"]);
}

#[test]
fn a_restore_over_the_practice_keeps_the_old_one_aside_and_todays_passphrase() {
    let (folder, store, file) = backed_up();
    let home = home(&folder);
    write(&store, 20, signed(session(1, 2, 15)));
    let (old, new) = (
        Passphrase::from(PASSPHRASE),
        Passphrase::from(NEW_PASSPHRASE),
    );
    store
        .change_passphrase(&old, (&new, KdfCost::for_tests()), at(30))
        .unwrap();
    std::fs::write(home.join("practice.backups"), b"{\"places\":[]}").unwrap();
    store.close(at(31)).unwrap();

    let refused = restore(&file, &home, PASSPHRASE).unwrap_err();
    assert_eq!(
        refused,
        StoreError::NotTodaysPassphrase,
        "the changed one does not come back"
    );
    let (aside, used) = restore(&file, &home, NEW_PASSPHRASE).unwrap();
    assert_eq!(used, HeaderUsed::Todays);
    let aside = aside.unwrap();
    assert_eq!(
        aside.file_name().unwrap(),
        "practice.before-restore-2026-11-23-162000"
    );
    let after = |folder: &Path| {
        let unlocked = vault::unlock(folder, &new, at(4000).utc_ms).unwrap();
        let store = Store::open(unlocked, entropy(), at(4000)).unwrap();
        let sessions = store
            .record_contents(&Stop::default())
            .unwrap()
            .counted()
            .sessions;
        assert_eq!(verify(&store).problems, []);
        sessions
    };
    assert_eq!((after(&home), after(&aside)), (1, 2));
    assert!(
        home.join("practice.backups").exists(),
        "the folders for backups are this computer's"
    );
    let refused = vault::unlock(&home, &old, at(5000).utc_ms).unwrap_err();
    assert_eq!(refused, StoreError::WrongPassphrase);
}

#[test]
fn what_would_be_lost_is_counted_before() {
    let (folder, store, file) = backed_up();
    write(&store, 20, signed(session(1, 2, 15)));
    write(
        &store,
        21,
        registered(2, patient("Brandt", "Jonas", "1990-01-02")),
    );
    let stop = Stop::default();
    let ours = store.record_contents(&stop).unwrap();
    let elsewhere = folder.path().join("look");
    let unpacked = unpack(&file, &elsewhere, &mut go_on).unwrap();
    let passphrase = Passphrase::from(PASSPHRASE);
    let (looked, _) = opened(&unpacked, &WayIn::Passphrase(&passphrase)).unwrap();
    let theirs = looked.record_contents(&stop).unwrap();
    let lost = ours.beyond(&theirs);
    assert_eq!((lost.patients, lost.sessions, lost.others), (1, 1, 0));
    assert_eq!(
        theirs.beyond(&ours),
        filiform_store::backup::Counted::default()
    );
    let at = |contents: &filiform_store::backup::RecordContents| contents.last().unwrap().utc_ms;
    assert!(at(&theirs) < at(&ours));
    drop((looked, unpacked));
    assert_eq!(
        names(folder.path()),
        ["practice", "sticks"],
        "a look leaves nothing behind"
    );
}

#[test]
fn the_recovery_code_opens_a_backup_and_sets_a_new_passphrase() {
    let folder = TempDir::new().unwrap();
    let (home, sticks) = (folder.path().join("practice"), folder.path().join("sticks"));
    std::fs::create_dir(&sticks).unwrap();
    let new = NewVault {
        practice: PRACTICE.0,
        therapist: ME.0,
        passphrase: Passphrase::from(PASSPHRASE),
        cost: KdfCost::for_tests(),
    };
    let created = vault::create(&home, &new, &Counting::default()).unwrap();
    let therapist = therapist_entry(&created.opened);
    let store = Store::create(
        created.opened,
        entropy(),
        stamp(0),
        practice_entry(),
        therapist,
    )
    .unwrap();
    let file = back_up(&store, 10, &sticks).unwrap();
    let code = RecoveryCode::parse(&created.recovery.to_sheet()).unwrap();
    let elsewhere = folder.path().join("new laptop");
    let unpacked = unpack(&file, &elsewhere, &mut go_on).unwrap();
    let passphrase = Passphrase::from(NEW_PASSPHRASE);
    let way = WayIn::Recovery {
        code: &code,
        new_passphrase: &passphrase,
        cost: KdfCost::for_tests(),
    };
    let (restored, used) = opened(&unpacked, &way).unwrap();
    assert_eq!(used, HeaderUsed::OfBackup);
    unpacked.put_in_place(restored, at(20)).unwrap();
    assert!(vault::unlock(&elsewhere, &passphrase, at(30).utc_ms).is_ok());
}

#[test]
fn a_wrong_passphrase_opens_no_backup_and_is_counted_where_a_practice_is() {
    let (folder, store, file) = backed_up();
    let home = home(&folder);
    store.close(at(11)).unwrap();
    let before = files(&home);
    for _ in 0..3 {
        assert_eq!(
            restore(&file, &home, "not this one at all").unwrap_err(),
            StoreError::WrongForBackup
        );
    }
    let waits = restore(&file, &home, PASSPHRASE).unwrap_err();
    assert_eq!(
        waits.code(),
        "wait",
        "guessing at a backup is as slow as at the door"
    );
    assert!(files(&home) == before);
    assert_eq!(names(folder.path()), ["practice", "sticks"]);
}

#[test]
fn a_backup_of_another_practice_is_not_put_over_this_one() {
    let (folder, store, _) = backed_up();
    store.close(at(11)).unwrap();
    let home = home(&folder);
    let other = folder.path().join("other");
    let new = NewVault {
        practice: Uuid::from_u128(0xDEAD),
        therapist: ME.0,
        passphrase: Passphrase::from(PASSPHRASE),
        cost: KdfCost::for_tests(),
    };
    let opened = vault::create(&other, &new, &Counting::default())
        .unwrap()
        .opened;
    let therapist = therapist_entry(&opened);
    let mut practice = practice_entry();
    practice.id = filiform_domain::ids::PracticeId(Uuid::from_u128(0xDEAD));
    let store = Store::create(opened, entropy(), stamp(0), practice, therapist).unwrap();
    let file = back_up(&store, 12, &folder.path().join("sticks")).unwrap();
    let before = files(&home);
    assert_eq!(
        restore(&file, &home, PASSPHRASE).unwrap_err(),
        StoreError::BackupOfOtherPractice
    );
    assert!(files(&home) == before);
}

#[test]
fn a_flipped_bit_anywhere_in_a_backup_restores_nothing_or_the_same() {
    let (folder, store, file) = backed_up();
    let home = home(&folder);
    store.close(at(11)).unwrap();
    let before = files(&home);
    let whole = std::fs::read(&file).unwrap();
    let harmed = folder.path().join("harmed.tar");
    // Every 61st byte: over all headers, the manifest, the key file and each page of the database.
    for place in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x10;
        std::fs::write(&harmed, &bytes).unwrap();
        // The sums are checked before anything is opened; what passes is the same to the byte.
        match unpack(&harmed, &home, &mut go_on) {
            Err(StoreError::NotABackup | StoreError::BackupDamaged | StoreError::NewerBackup) => {}
            Err(other) => panic!("{place}: {other:?}"),
            Ok(unpacked) => assert_eq!(unpacked.practice(), PRACTICE, "{place}"),
        }
    }
    assert!(files(&home) == before);
}

#[test]
fn a_practice_that_is_open_elsewhere_is_not_moved_away() {
    let (folder, store, file) = backed_up();
    let home = home(&folder);
    assert_eq!(
        restore(&file, &home, PASSPHRASE).unwrap_err(),
        StoreError::InUse
    );
    assert!(home.join("practice.db").exists());
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn a_restore_that_is_stopped_leaves_the_practice_as_it_was() {
    let (folder, store, file) = backed_up();
    let home = home(&folder);
    store.close(at(11)).unwrap();
    let before = files(&home);
    let stopped = unpack(&file, &home, &mut |_, _, _| Flow::Stop);
    assert_eq!(stopped.err(), Some(StoreError::Interrupted));
    let unpacked = unpack(&file, &home, &mut go_on).unwrap();
    let passphrase = Passphrase::from(PASSPHRASE);
    let stop = Stop::default();
    let stopped = unpacked.open(
        &WayIn::Passphrase(&passphrase),
        entropy(),
        at(20),
        (&stop, &mut |_, _, _| Flow::Stop),
    );
    assert_eq!(stopped.err(), Some(StoreError::Interrupted));
    drop(unpacked);
    assert!(files(&home) == before);
    assert_eq!(names(folder.path()), ["practice", "sticks"]);
}

#[test]
fn a_death_between_the_two_renames_is_ended_by_the_next_start_and_before_them_changes_nothing() {
    let (folder, store, file) = backed_up();
    let home = home(&folder);
    store.close(at(11)).unwrap();
    let staged = folder.path().join("practice.restoring");

    // Before the first rename: the practice is there. What another process unpacks stays; a leftover goes.
    let before = files(&home);
    let at_work = unpack(&file, &home, &mut go_on).unwrap();
    std::fs::write(staged.join("practice.restored"), b"").unwrap();
    finish_restore(&home).unwrap();
    assert!(staged.exists() && files(&home) == before);
    drop(at_work);
    std::fs::create_dir(&staged).unwrap();
    std::fs::write(staged.join("practice.db"), b"a whole copy").unwrap();
    std::fs::write(staged.join("practice.restored"), b"").unwrap();
    finish_restore(&home).unwrap();
    assert!(!staged.exists() && files(&home) == before);

    // Between them: the old one is aside, the new one complete.
    let elsewhere = folder.path().join("twin");
    restore(&file, &elsewhere, PASSPHRASE).unwrap();
    std::fs::rename(&home, folder.path().join("practice.before-restore-x")).unwrap();
    std::fs::create_dir(&staged).unwrap();
    finish_restore(&home).unwrap();
    assert!(
        !home.exists() && !staged.exists(),
        "an unmarked folder is not complete"
    );
    std::fs::rename(&elsewhere, &staged).unwrap();
    std::fs::write(staged.join("practice.restored"), b"").unwrap();
    finish_restore(&home).unwrap();
    assert!(!home.join("practice.restored").exists());
    assert_eq!(problems(&home), []);
    assert_eq!(
        names(folder.path()),
        ["practice", "practice.before-restore-x", "sticks"]
    );
}

#[test]
fn a_restore_says_in_the_ledger_where_it_came_from() {
    let (folder, store, file) = backed_up();
    let head = store.fingerprint().to_entry();
    let elsewhere = folder.path().join("twin");
    restore(&file, &elsewhere, PASSPHRASE).unwrap();
    let body: Vec<u8> = raw(&elsewhere)
        .query_row(
            "SELECT body FROM ledger_body JOIN ledger ON n = entry WHERE kind = 'restored'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let wrapped = serde_json::json!({ "kind": "restored", "body": body });
    let Entry::Restored(entry) = serde_json::from_value(wrapped).unwrap() else {
        panic!("another entry");
    };
    assert_eq!(
        (entry.practice, entry.made, entry.head),
        (PRACTICE, at(10), head)
    );
}
