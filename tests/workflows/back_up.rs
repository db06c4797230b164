//! Back up: checked, remembered, daily, and honest about what it is worth.

use std::cell::Cell;
use std::path::PathBuf;

use filiform::back_up::{
    add_backup_folder, back_up, back_up_into, backups_page, remove_backup_folder,
};
use filiform::contract::{
    BackUp, BackedUp, BackupFolder, BackupState, BackupsPage, Nothing, Progress, Stage,
};
use filiform::{Error, Job, Stop, today};
use serde_json::json;

use crate::support::*;

const BY_HAND: BackUp = BackUp { only_if_due: false };
const DAILY: BackUp = BackUp { only_if_due: true };

fn folder(desk: &Desk, name: &str) -> BackupFolder {
    let path = desk.folder.with_file_name(name);
    std::fs::create_dir_all(&path).unwrap();
    BackupFolder {
        folder: path.display().to_string(),
    }
}

fn run(desk: &Desk, asked: BackUp) -> Result<BackedUp, Error> {
    back_up(&desk.filiform, asked, &Job::new(Stop::default(), &|_| {}))
}

fn page(desk: &Desk) -> BackupsPage {
    backups_page(&desk.filiform, Nothing {}).unwrap()
}

fn codes(page: &BackupsPage) -> Vec<&str> {
    page.warnings
        .iter()
        .map(|warning| warning.code.as_str())
        .collect()
}

fn files(folder: &BackupFolder) -> Vec<PathBuf> {
    std::fs::read_dir(&folder.folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[test]
fn without_a_folder_the_first_screen_and_the_backups_say_what_that_means() {
    let desk = Desk::open();
    assert_eq!(codes(&page(&desk)), ["no-backup-folder"]);
    assert_eq!(run(&desk, BY_HAND).unwrap_err().code(), "no-backup-folder");
    let line = today::today(&desk.filiform, Nothing {})
        .ok()
        .unwrap()
        .backup;
    assert!(line.needs_attention && line.words.contains("choose a folder"));
    assert_eq!(
        run(&desk, DAILY).unwrap().made,
        0,
        "nothing is due where nothing can go"
    );
}

#[test]
fn a_backup_by_hand_goes_into_every_folder_and_says_that_it_was_verified() {
    let desk = Desk::open();
    desk.sign(desk.register(ada()).id, &note("2026-11-03"))
        .unwrap();
    let (stick, cloud) = (folder(&desk, "stick"), folder(&desk, "Dropbox"));
    for place in [&stick, &cloud] {
        add_backup_folder(&desk.filiform, place.clone()).unwrap();
    }
    let done = run(&desk, BY_HAND).unwrap();
    assert_eq!((done.made, done.failed), (2, 0));
    assert_eq!(done.page.newest, "Verified today 14:05");
    for line in &done.page.folders {
        assert_eq!(
            (line.state, line.verified.as_str()),
            (BackupState::Verified, "Verified today 14:05")
        );
    }
    assert_eq!((files(&stick).len(), files(&cloud).len()), (1, 1));
    assert_eq!(
        codes(&done.page),
        ["backups-on-one-disk"],
        "a test has but one disk"
    );
    desk.clock.forward(DAY_MS);
    assert_eq!(page(&desk).newest, "Verified 22 Nov 2026 14:05");
}

#[test]
fn the_daily_backup_is_made_once_a_day_and_only_when_the_app_is_used() {
    let desk = Desk::open();
    add_backup_folder(&desk.filiform, folder(&desk, "stick")).unwrap();
    assert!(page(&desk).due);
    assert_eq!(run(&desk, DAILY).unwrap().made, 1);
    assert!(!page(&desk).due);
    assert_eq!(run(&desk, DAILY).unwrap().made, 0);
    desk.clock.forward(DAY_MS);
    assert!(page(&desk).due);
    assert_eq!(run(&desk, DAILY).unwrap().made, 1);
}

#[test]
fn a_backup_that_is_getting_old_is_said() {
    let desk = Desk::open();
    let stick = folder(&desk, "stick");
    add_backup_folder(&desk.filiform, stick).unwrap();
    assert_eq!(codes(&page(&desk)), ["no-backup"]);
    run(&desk, BY_HAND).unwrap();
    desk.clock.forward(7 * DAY_MS);
    assert_eq!(codes(&page(&desk)), ["backups-on-one-disk"]);
    desk.clock.forward(DAY_MS);
    let page = page(&desk);
    assert_eq!(codes(&page), ["backups-on-one-disk", "old-backup"]);
    assert_eq!(page.warnings[1].message, "The last backup is 8 days old.");
}

#[test]
fn a_folder_that_fails_does_not_keep_the_others_from_theirs() {
    let desk = Desk::open();
    let (stick, other) = (folder(&desk, "stick"), folder(&desk, "other"));
    for place in [&stick, &other] {
        add_backup_folder(&desk.filiform, place.clone()).unwrap();
    }
    std::fs::remove_dir(&stick.folder).unwrap();
    let done = run(&desk, BY_HAND).unwrap();
    assert_eq!((done.made, done.failed), (1, 1));
    assert_eq!(done.page.folders[0].state, BackupState::Missing);
    assert!(done.page.folders[0].trouble.contains("Connect its drive"));
    assert_eq!(done.page.folders[1].state, BackupState::Verified);
    std::fs::create_dir(&stick.folder).unwrap();
    let line = &page(&desk).folders[0];
    assert_eq!(
        line.state,
        BackupState::Failed,
        "it is there again, but its backup is not"
    );
    assert!(line.trouble.starts_with("Failed today 14:05: "));
    assert_eq!(run(&desk, BY_HAND).unwrap().failed, 0);
    assert_eq!(page(&desk).folders[0].trouble, "");
    std::fs::remove_file(&files(&stick)[0]).unwrap();
    assert!(page(&desk).folders[0].trouble.contains("removed"));
}

#[test]
fn only_a_folder_that_is_there_and_not_the_practices_own_is_taken() {
    let desk = Desk::open();
    let fault = |folder: &str| {
        let typed = BackupFolder {
            folder: folder.to_owned(),
        };
        match add_backup_folder(&desk.filiform, typed) {
            Err(Error::Fields(problems)) => (problems[0].path.clone(), problems[0].code.clone()),
            _ => panic!("{folder} was taken"),
        }
    };
    let own = desk.folder.display().to_string();
    let file = desk.folder.join("practice.db").display().to_string();
    for missing in ["", "nowhere/at/all", &file] {
        assert_eq!(fault(missing), ("folder".into(), "missing".into()));
    }
    assert_eq!(fault(&own), ("folder".into(), "own-folder".into()));
    let stick = folder(&desk, "stick");
    add_backup_folder(&desk.filiform, stick.clone()).unwrap();
    let twice = add_backup_folder(&desk.filiform, stick.clone()).unwrap();
    assert_eq!(twice.folders.len(), 1);
    run(&desk, BY_HAND).unwrap();
    assert_eq!(
        remove_backup_folder(&desk.filiform, stick.clone())
            .unwrap()
            .folders
            .len(),
        0
    );
    assert_eq!(files(&stick).len(), 1, "the backups in it stay");
}

#[test]
fn a_backup_is_written_into_the_ledger_without_its_folder() {
    let desk = Desk::open();
    let stick = folder(&desk, "Anna's secret stick");
    let before = desk
        .filiform
        .bare(|store| store.fingerprint().to_entry())
        .unwrap();
    let job = Job::new(Stop::default(), &|_| {});
    let made = back_up_into(&desk.filiform, stick.clone(), &job).unwrap();
    assert_eq!(
        (u64::from(made.seq), &made.hash),
        (before.seq, &before.hash)
    );
    let after = desk.filiform.bare(|store| store.fingerprint().seq).unwrap();
    assert_eq!(after, before.seq + 1);
    let name = files(&stick)[0]
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        name.starts_with("filiform-") && name.ends_with("-2026-11-22-140500.tar"),
        "{name}"
    );
    assert!(
        page(&desk).folders.is_empty(),
        "a folder that was named once is not remembered"
    );
}

#[test]
fn the_window_hears_every_stage_and_a_cancelled_backup_leaves_nothing() {
    let desk = Desk::open();
    let stick = folder(&desk, "stick");
    add_backup_folder(&desk.filiform, stick.clone()).unwrap();
    let seen = std::cell::RefCell::new(Vec::new());
    let hear = |told: Progress| {
        let mut seen = seen.borrow_mut();
        if seen.last() != Some(&told.stage) {
            seen.push(told.stage);
        }
    };
    desk.filiform
        .run_job("back_up", json!(BY_HAND), 1, &hear)
        .unwrap();
    assert_eq!(
        *seen.borrow(),
        [
            Stage::Copying,
            Stage::Writing,
            Stage::ReadingBack,
            Stage::Checking
        ]
    );
    desk.clock.forward(DAY_MS);
    let before = files(&stick);
    let stopped = Cell::new(false);
    let cancel = |told: Progress| {
        if told.stage == Stage::ReadingBack {
            stopped.set(true);
            desk.filiform.cancel_job(2);
        }
    };
    let refused = desk
        .filiform
        .run_job("back_up", json!(BY_HAND), 2, &cancel)
        .unwrap_err();
    assert_eq!(
        (refused.code.as_str(), stopped.get()),
        ("interrupted", true)
    );
    assert_eq!(files(&stick), before);
    assert!(page(&desk).due, "and it is still to be made");
}

#[test]
fn a_lock_in_the_middle_of_a_backup_does_not_wait_for_it() {
    let desk = Desk::open();
    let stick = folder(&desk, "stick");
    add_backup_folder(&desk.filiform, stick.clone()).unwrap();
    let locking = Cell::new(false);
    std::thread::scope(|threads| {
        let lock_now = |_| {
            if !locking.replace(true) {
                threads.spawn(|| desk.lock());
                while !desk.filiform.is_closing() {
                    std::thread::yield_now();
                }
            }
        };
        let refused = desk
            .filiform
            .run_job("back_up", json!(BY_HAND), 3, &lock_now)
            .unwrap_err();
        assert_eq!(refused.code, "interrupted");
    });
    assert!(!desk.filiform.is_open());
    assert!(files(&stick).is_empty());
    assert_eq!(
        backups_page(&desk.filiform, Nothing {}).unwrap_err().code(),
        "locked"
    );
}

#[test]
fn one_backup_is_made_at_a_time() {
    let desk = Desk::open();
    let stick = folder(&desk, "stick");
    add_backup_folder(&desk.filiform, stick.clone()).unwrap();
    let refused = std::cell::RefCell::new(Vec::new());
    let hear = |told: Progress| {
        if told.stage == Stage::Copying && refused.borrow().is_empty() {
            let second = desk.filiform.run_job("back_up", json!(BY_HAND), 8, &|_| {});
            refused.borrow_mut().push(second.unwrap_err().code);
        }
    };
    desk.filiform
        .run_job("back_up", json!(BY_HAND), 7, &hear)
        .unwrap();
    assert_eq!(*refused.borrow(), ["backing-up"]);
    assert_eq!(files(&stick).len(), 1, "the first one went on");
}
