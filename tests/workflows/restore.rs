//! Restore: the difference first, then everything or nothing.

use std::path::{Path, PathBuf};

use filiform::back_up::{add_backup_folder, back_up, back_up_into};
use filiform::contract::ChangePassphrase;
use filiform::contract::{
    BackUp, BackupFolder, BackupLook, BackupRestored, Nothing, OpenBackup, RecordCount,
    UnlockWithRecovery,
};
use filiform::restore::{look_at_backup, offer_backup, restore_backup};
use filiform::{Error, Job, Stop, settings, unlock};

use crate::support::*;

fn backed_up(desk: &Desk) -> PathBuf {
    let folder = desk.folder.with_file_name("stick");
    std::fs::create_dir_all(&folder).unwrap();
    let into = BackupFolder {
        folder: folder.display().to_string(),
    };
    let job = Job::new(Stop::default(), &|_| {});
    PathBuf::from(back_up_into(&desk.filiform, into, &job).unwrap().file)
}

fn asked(file: &Path, passphrase: &str) -> OpenBackup {
    OpenBackup {
        file: file.display().to_string(),
        passphrase: passphrase.to_owned(),
        recovery_code: String::new(),
        into: String::new(),
    }
}

fn look(desk: &Desk, asked: OpenBackup) -> Result<BackupLook, Error> {
    look_at_backup(&desk.filiform, asked, &Job::new(Stop::default(), &|_| {}))
}

fn restore(desk: &Desk, asked: OpenBackup) -> Result<BackupRestored, Error> {
    restore_backup(&desk.filiform, asked, &Job::new(Stop::default(), &|_| {}))
}

fn count(patients: u32, sessions: u32, others: u32) -> RecordCount {
    RecordCount {
        patients,
        sessions,
        others,
    }
}

#[test]
fn a_backup_is_restored_on_a_clean_computer_with_the_passphrase_of_its_day() {
    let old = Desk::open();
    let patient = old.register(ada()).id;
    old.sign(patient, &note("2026-11-03")).unwrap();
    let draft = old.draft(patient, &note("2026-11-22"));
    let file = backed_up(&old);

    let new = Desk::empty();
    let found = look(&new, asked(&file, PASSPHRASE)).unwrap();
    assert_eq!((found.holds, found.here.is_none()), (count(1, 1, 2), true));
    assert_eq!(
        (found.made.as_str(), found.keys_of_its_day),
        ("22 Nov 2026 14:05", true)
    );
    assert!(!new.folder.exists(), "a look makes nothing");
    let done = restore(&new, asked(&file, PASSPHRASE)).unwrap();
    assert_eq!(done.kept_aside, None);
    let open = new.unlock(PASSPHRASE).unwrap();
    assert_eq!(open.resume.unwrap().draft, draft.id, "the draft came along");
    assert_eq!(new.history(patient).len(), 1);
    new.sign(patient, &note("2026-11-10")).unwrap();
    assert!(new.verify().problems.is_empty());
}

#[test]
fn before_a_restore_over_the_practice_what_would_be_missing_is_counted() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-03")).unwrap();
    let file = backed_up(&desk);
    desk.clock.forward(DAY_MS);
    desk.sign(patient, &note("2026-11-10")).unwrap();
    for when in ["open", "locked"] {
        let found = look(&desk, asked(&file, PASSPHRASE)).unwrap();
        let here = found.here.unwrap();
        assert!(here.known, "{when}");
        assert_eq!(
            (here.lost, here.regained),
            (count(0, 1, 0), count(0, 0, 0)),
            "{when}"
        );
        assert_eq!(
            (found.last.as_str(), here.last.as_str()),
            ("22 Nov 2026 14:05", "23 Nov 2026 14:05")
        );
        assert!(!found.keys_of_its_day);
        desk.lock();
    }
    assert!(
        desk.unlock(PASSPHRASE).is_ok(),
        "a look leaves the door as it was"
    );
}

#[test]
fn a_restore_over_the_practice_locks_it_and_says_where_the_old_one_is() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-03")).unwrap();
    let file = backed_up(&desk);
    desk.sign(patient, &note("2026-11-10")).unwrap();
    let change = ChangePassphrase {
        old: PASSPHRASE.into(),
        new: OTHER_PASSPHRASE.into(),
    };
    settings::change_passphrase(&desk.filiform, change).unwrap();

    let refused = restore(&desk, asked(&file, PASSPHRASE)).unwrap_err();
    assert_eq!(refused.code(), "not-todays-passphrase");
    assert!(desk.filiform.is_open(), "a refusal does not even lock");
    let done = restore(&desk, asked(&file, OTHER_PASSPHRASE)).unwrap();
    assert!(!desk.filiform.is_open() && !done.keys_of_its_day);
    let aside = PathBuf::from(done.kept_aside.unwrap());
    assert!(aside.join("practice.db").exists() && aside != desk.folder);
    assert!(desk.unlock(PASSPHRASE).is_err());
    desk.unlock(OTHER_PASSPHRASE).unwrap();
    assert_eq!(desk.history(patient).len(), 1);
    assert!(desk.verify().problems.is_empty());
}

#[test]
fn the_recovery_code_opens_a_backup_and_without_both_nothing_does() {
    let old = Desk::empty();
    let created = old.create().unwrap();
    let file = backed_up(&old);
    let new = Desk::empty();
    let with_code = |code: &str| OpenBackup {
        recovery_code: code.to_owned(),
        ..asked(&file, OTHER_PASSPHRASE)
    };
    assert_eq!(
        restore(&new, asked(&file, OTHER_PASSPHRASE))
            .unwrap_err()
            .code(),
        "backup-wrong-passphrase"
    );
    assert_eq!(
        restore(&new, with_code("nonsense")).unwrap_err().code(),
        "recovery-code-mistyped"
    );
    assert!(!new.folder.exists());
    restore(&new, with_code(&created.recovery_code)).unwrap();
    new.unlock(OTHER_PASSPHRASE).unwrap();
    new.lock();
    assert!(
        new.unlock(PASSPHRASE).is_err(),
        "the code set a new passphrase"
    );
    let again = UnlockWithRecovery {
        code: created.recovery_code,
        new_passphrase: PASSPHRASE.into(),
    };
    unlock::unlock_with_recovery(&new.filiform, again).unwrap();
}

#[test]
fn a_backup_comes_back_beside_the_practice_which_stays_open() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-03")).unwrap();
    let file = backed_up(&desk);
    desk.sign(patient, &note("2026-11-10")).unwrap();
    let into = |folder: &Path| OpenBackup {
        into: folder.display().to_string(),
        ..asked(&file, PASSPHRASE)
    };
    for (folder, code) in [
        (desk.folder.clone(), "own-folder"),
        (desk.folder.join("inside"), "own-folder"),
        (PathBuf::from("twin"), "not-whole"),
        (desk.folder.with_file_name("stick"), "not-empty"),
    ] {
        let Error::Fields(problems) = restore(&desk, into(&folder)).unwrap_err() else {
            panic!("{} is refused at its field", folder.display());
        };
        assert_eq!(
            (problems[0].path.as_str(), problems[0].code.as_str()),
            ("into", code)
        );
    }
    let twin = desk.folder.with_file_name("twin");
    let found = look(&desk, into(&twin)).unwrap();
    assert!(found.here.is_none(), "nothing here would change");
    let done = restore(&desk, into(&twin)).unwrap();
    assert_eq!((done.kept_aside, done.keys_of_its_day), (None, true));
    assert_eq!(PathBuf::from(done.folder), twin);
    assert!(desk.filiform.is_open());
    assert_eq!(desk.history(patient).len(), 2);
    let status = unlock::practice_status(&desk.filiform, Nothing {}).unwrap();
    assert!(status.restored.is_none(), "nothing changed at this door");
    desk.lock();
    assert!(
        filiform_store::vault::unlock(
            &twin,
            &filiform_store::vault::Passphrase::new(PASSPHRASE.into()),
            NOW_MS
        )
        .is_ok()
    );
}

#[test]
fn the_door_tells_what_was_restored_until_somebody_unlocks() {
    let desk = Desk::open();
    let file = backed_up(&desk);
    let done = restore(&desk, asked(&file, PASSPHRASE)).unwrap();
    let told = || {
        unlock::practice_status(&desk.filiform, Nothing {})
            .unwrap()
            .restored
    };
    let restored = told().unwrap();
    assert_eq!(
        (restored.made.as_str(), restored.kept_aside),
        ("22 Nov 2026 14:05", done.kept_aside)
    );
    desk.unlock(PASSPHRASE).unwrap();
    desk.lock();
    assert!(told().is_none());
}

#[test]
fn the_newest_backup_that_is_there_is_offered_also_for_a_practice_that_does_not_open() {
    let desk = Desk::open();
    let offered = || offer_backup(&desk.filiform, Nothing {}).unwrap();
    assert_eq!(offered().file, "");
    let beside = |name: &str| desk.folder.with_file_name(name);
    let back_up_to = |name: &str| {
        std::fs::create_dir(beside(name)).unwrap();
        let folder = BackupFolder {
            folder: beside(name).display().to_string(),
        };
        add_backup_folder(&desk.filiform, folder).unwrap();
        let job = Job::new(Stop::default(), &|_| {});
        back_up(&desk.filiform, BackUp { only_if_due: false }, &job).unwrap();
    };
    back_up_to("older");
    // On the second day the first stick lies in a drawer.
    std::fs::rename(beside("older"), beside("drawer")).unwrap();
    desk.clock.forward(DAY_MS);
    back_up_to("newer");
    std::fs::rename(beside("drawer"), beside("older")).unwrap();
    desk.clock.forward(DAY_MS);
    desk.lock();
    std::fs::write(desk.folder.join("practice.db"), b"ruined").unwrap();
    assert!(desk.unlock(PASSPHRASE).is_err());
    let newest = offered();
    assert_eq!(newest.verified, "Verified 23 Nov 2026 14:05");
    std::fs::remove_file(&newest.file).unwrap();
    assert_ne!(
        offered().file,
        newest.file,
        "one that is gone is not offered"
    );
    let file = PathBuf::from(offered().file);
    restore(&desk, asked(&file, PASSPHRASE)).unwrap();
    desk.unlock(PASSPHRASE).unwrap();
}

#[test]
fn a_file_that_is_no_backup_is_refused_in_words_and_the_work_goes_on() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let file = backed_up(&desk);
    let foreign = desk.folder.with_file_name("holiday.tar");
    std::fs::write(&foreign, b"pixels").unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let cut = desk.folder.with_file_name("cut.tar");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    for (file, code) in [
        (&foreign, "not-a-backup"),
        (&cut, "backup-damaged"),
        (&PathBuf::from("/nowhere.tar"), "fields"),
    ] {
        let refused = restore(&desk, asked(file, PASSPHRASE)).unwrap_err();
        assert_eq!(refused.code(), code);
        assert_eq!(
            look(&desk, asked(file, PASSPHRASE)).unwrap_err().code(),
            code
        );
    }
    assert!(desk.filiform.is_open());
    desk.sign(patient, &note("2026-11-10")).unwrap();
}

#[test]
fn a_practice_too_damaged_to_open_is_replaced_by_its_backup_and_kept_aside() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let file = backed_up(&desk);
    desk.lock();
    let database = desk.folder.join("practice.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&database, &bytes).unwrap();
    assert_eq!(desk.unlock(PASSPHRASE).unwrap_err().code(), "damaged");
    let found = look(&desk, asked(&file, PASSPHRASE)).unwrap();
    assert!(
        !found.here.unwrap().known,
        "what cannot be read cannot be compared"
    );
    let done = restore(&desk, asked(&file, PASSPHRASE)).unwrap();
    assert_eq!(
        std::fs::read(Path::new(&done.kept_aside.unwrap()).join("practice.db")).unwrap(),
        bytes
    );
    desk.unlock(PASSPHRASE).unwrap();
    assert_eq!(desk.history(patient).len(), 0);
    filiform::lock::lock(&desk.filiform, Nothing {}).unwrap();
}
