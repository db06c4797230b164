//! Backups: whole or not there, checked before they have their name, and made while work goes on.

use std::path::{Path, PathBuf};

use filiform_domain::backup::BackupName;
use filiform_store::backup::{BackupPlace, BackupPlaces, BackupStep, LastBackup};
use filiform_store::{ErrorKind, Flow, Stop, Store, StoreError};
use tempfile::TempDir;

use crate::support::*;

pub(crate) fn go_on(_: BackupStep, _: u64, _: u64) -> Flow {
    Flow::Continue
}

/// A backup of the practice, made `minutes` after the morning, put into `folder`.
pub(crate) fn back_up(store: &Store, minutes: i64, folder: &Path) -> Result<PathBuf, StoreError> {
    let stop = Stop::default();
    let staged = store.stage_backup(at(minutes), &stop, &mut go_on)?;
    staged.put(folder, &stop, &mut go_on)
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn ada_was_seen(store: &Store) {
    register_ada(store);
    write(store, 5, signed(session(1, 1, 3)));
}

#[test]
fn a_backup_has_a_name_without_a_person_and_nothing_of_one_in_the_clear() {
    let (folder, store) = practice();
    ada_was_seen(&store);
    let sticks = TempDir::new().unwrap();
    let made = back_up(&store, 10, sticks.path()).unwrap();
    assert_eq!(
        names(sticks.path()),
        ["filiform-0000b0a7-2026-11-22-070010.tar".replace("070010", "071000")]
    );
    let bytes = std::fs::read(&made).unwrap();
    for word in ["Okafor", "Heron", "sore since"] {
        let found = bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes());
        assert!(!found, "{word} stands in the backup");
    }
    assert!(
        !home(&folder).join("backup.partial").exists(),
        "nothing is left in the practice folder"
    );
    assert_eq!(verify(&store).problems, []);
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, store) = practice();
    let sticks = TempDir::new().unwrap();
    let made = back_up(&store, 10, sticks.path()).unwrap();
    let mode = std::fs::metadata(made).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_backup_stopped_at_any_step_leaves_the_one_before_and_nothing_else() {
    let (folder, store) = practice();
    ada_was_seen(&store);
    let sticks = TempDir::new().unwrap();
    back_up(&store, 10, sticks.path()).unwrap();
    let before = files(sticks.path());
    let mut steps = 0;
    for allowed in 0.. {
        let mut told = 0;
        let mut count = |_: BackupStep, _: u64, _: u64| {
            told += 1;
            if told > allowed {
                Flow::Stop
            } else {
                Flow::Continue
            }
        };
        let stop = Stop::default();
        let done = store
            .stage_backup(at(20), &stop, &mut count)
            .and_then(|staged| staged.put(sticks.path(), &stop, &mut count));
        match done {
            Err(error) => assert_eq!(error, StoreError::Interrupted),
            Ok(_) => break,
        }
        steps = allowed;
        assert!(files(sticks.path()) == before, "after step {allowed}");
        assert!(!home(&folder).join("backup.partial").exists());
    }
    assert!(steps > 5, "it was stopped at {steps} places");
}

#[test]
fn what_a_killed_backup_left_is_cleared_by_the_next() {
    let (folder, store) = practice();
    ada_was_seen(&store);
    let sticks = TempDir::new().unwrap();
    let half = BackupName::new(PRACTICE, at(3)).unfinished();
    std::fs::write(sticks.path().join(half), b"half a ta").unwrap();
    std::fs::write(sticks.path().join(".other.partial"), b"not ours").unwrap();
    let scratch = home(&folder).join("backup.partial");
    std::fs::create_dir_all(scratch.join("check")).unwrap();
    std::fs::write(scratch.join("practice.db"), b"half a copy").unwrap();
    back_up(&store, 10, sticks.path()).unwrap();
    assert_eq!(
        names(sticks.path()),
        [".other.partial", "filiform-0000b0a7-2026-11-22-071000.tar"]
    );
    assert!(!scratch.exists());
}

#[test]
fn a_folder_that_is_gone_is_said_and_changes_nothing() {
    let (_folder, store) = practice();
    let sticks = TempDir::new().unwrap();
    let gone = sticks.path().join("stick");
    assert_eq!(
        back_up(&store, 10, &gone),
        Err(StoreError::BackupFolderMissing)
    );
    std::fs::write(&gone, b"a file").unwrap();
    assert_eq!(
        back_up(&store, 10, &gone),
        Err(StoreError::BackupFolderMissing)
    );
    assert_eq!(std::fs::read(&gone).unwrap(), b"a file");
}

#[test]
fn a_folder_that_goes_away_in_the_middle_is_said() {
    let (_folder, store) = practice();
    ada_was_seen(&store);
    let sticks = TempDir::new().unwrap();
    let stick = sticks.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let stop = Stop::default();
    let staged = store.stage_backup(at(10), &stop, &mut go_on).unwrap();
    let pulled = staged.put(&stick, &stop, &mut |step, _, _| {
        if step == BackupStep::ReadingBack && stick.exists() {
            std::fs::remove_dir_all(&stick).unwrap();
        }
        Flow::Continue
    });
    assert_eq!(pulled.unwrap_err().kind(), ErrorKind::Io);
    assert_eq!(
        names(sticks.path()),
        [""; 0],
        "no folder is made in its place"
    );
}

#[test]
fn what_was_changed_on_the_way_to_the_disk_gets_no_name() {
    let (_folder, store) = practice();
    ada_was_seen(&store);
    let sticks = TempDir::new().unwrap();
    back_up(&store, 10, sticks.path()).unwrap();
    let before = files(sticks.path());
    let stop = Stop::default();
    let staged = store.stage_backup(at(20), &stop, &mut go_on).unwrap();
    let unfinished = sticks.path().join(staged.file_name().unfinished());
    let mut harmed = false;
    let refused = staged.put(sticks.path(), &stop, &mut |step, _, _| {
        if step == BackupStep::ReadingBack && !harmed {
            // A stick that keeps another bit than it was given.
            let mut bytes = std::fs::read(&unfinished).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(&unfinished, bytes).unwrap();
            harmed = true;
        }
        Flow::Continue
    });
    assert_eq!(refused, Err(StoreError::BackupDamaged));
    assert!(files(sticks.path()) == before);
}

#[test]
fn a_damaged_practice_is_not_backed_up_over_the_good_ones() {
    let (folder, store) = practice();
    ada_was_seen(&store);
    let sticks = TempDir::new().unwrap();
    back_up(&store, 10, sticks.path()).unwrap();
    let before = files(sticks.path());
    store.close(at(11)).unwrap();
    raw(&home(&folder))
        .execute_batch("DROP TRIGGER body_is_never_updated; UPDATE ledger_body SET body = CAST(body || ' ' AS BLOB) WHERE entry = 3;")
        .unwrap();
    let store = open(&home(&folder)).unwrap();
    assert_eq!(
        back_up(&store, 20, sticks.path()),
        Err(StoreError::BackupDamaged)
    );
    assert!(files(sticks.path()) == before);
}

#[test]
fn work_goes_on_while_a_backup_is_made_and_the_backup_is_of_its_moment() {
    let (_folder, store) = practice();
    ada_was_seen(&store);
    let sticks = TempDir::new().unwrap();
    let stop = Stop::default();
    let head = store.fingerprint().to_entry();
    let mut signed_meanwhile = 0;
    let staged = store
        .stage_backup(at(10), &stop, &mut |step, _, _| {
            if step == BackupStep::Copying && signed_meanwhile < 3 {
                signed_meanwhile += 1;
                write(
                    &store,
                    20 + signed_meanwhile,
                    signed(session(
                        1,
                        10 + u128::try_from(signed_meanwhile).unwrap(),
                        20 + signed_meanwhile,
                    )),
                );
            }
            Flow::Continue
        })
        .unwrap();
    assert!(signed_meanwhile > 0);
    assert_eq!(*staged.head(), head, "what came after is not in it");
    staged.put(sticks.path(), &stop, &mut go_on).unwrap();
    assert_eq!(verify(&store).problems, []);
}

/// A day in minutes.
const DAY: i64 = 24 * 60;

#[test]
fn older_backups_are_thinned_and_strange_files_are_left_alone() {
    let (_folder, store) = practice();
    let sticks = TempDir::new().unwrap();
    for day in 0..40 {
        let name = BackupName::new(PRACTICE, at(-day * DAY)).to_string();
        std::fs::write(sticks.path().join(name), b"an older one").unwrap();
    }
    let other = BackupName::new(
        filiform_domain::ids::PracticeId(uuid::Uuid::from_u128(5)),
        at(0),
    );
    std::fs::write(
        sticks.path().join(other.to_string()),
        b"of another practice",
    )
    .unwrap();
    std::fs::write(sticks.path().join("tax 2026.ods"), b"tax").unwrap();
    let made = back_up(&store, 10, sticks.path()).unwrap();
    let names = names(sticks.path());
    assert!(made.exists());
    assert!(names.contains(&other.to_string()) && names.contains(&"tax 2026.ods".to_owned()));
    assert!((9..=15).contains(&names.len()), "{names:?}");
}

#[test]
fn a_disk_that_is_full_while_the_tar_is_written_keeps_what_was_there() {
    if let Some(home) = std::env::var_os(CHILD).map(PathBuf::from) {
        return child_on_a_full_disk(&home);
    }
    let folder = TempDir::new().unwrap();
    let store = create_in(&folder.path().join("practice"));
    ada_was_seen(&store);
    let sticks = folder.path().join("sticks");
    std::fs::create_dir(&sticks).unwrap();
    back_up(&store, 10, &sticks).unwrap();
    store.close(at(11)).unwrap();
    let before = files(&sticks);
    // The database fits under the limit, the tar around it does not.
    let largest = std::fs::metadata(folder.path().join("practice/practice.db"))
        .unwrap()
        .len()
        / 1024
        + 1;
    let script = format!(
        r#"trap '' XFSZ; ulimit -f {largest}; exec "$0" --exact backup::a_disk_that_is_full_while_the_tar_is_written_keeps_what_was_there"#
    );
    let ran = std::process::Command::new("bash")
        .args(["-c", &script])
        .arg(std::env::current_exe().unwrap())
        .env(CHILD, folder.path())
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stdout)
    );
    assert!(
        files(&sticks) == before,
        "the backup of before is there, and nothing else"
    );
}

const CHILD: &str = "FILIFORM_STORE_TEST_FULL_STICK";

fn child_on_a_full_disk(home: &Path) {
    let store = open(&home.join("practice")).unwrap();
    let refused = back_up(&store, 20, &home.join("sticks")).unwrap_err();
    assert_eq!(refused, StoreError::DiskFull);
}

#[test]
fn the_folders_are_remembered_beside_the_practice_and_say_what_is_wrong() {
    let (folder, _store) = practice();
    let home = home(&folder);
    assert_eq!(BackupPlaces::read(&home).unwrap(), BackupPlaces::default());
    let mut place = BackupPlace::new(folder.path().join("sticks"));
    assert!(!place.is_there() && !place.holds_last());
    assert_eq!(place.is_on_disk_of(&home), None);
    std::fs::create_dir(&place.folder).unwrap();
    place.last = Some(LastBackup {
        file: "gone.tar".into(),
        made: at(7),
    });
    assert!(place.is_there() && !place.holds_last());
    assert_eq!(place.is_on_disk_of(&home), Some(true));
    let places = BackupPlaces {
        places: vec![place],
    };
    places.write(&home).unwrap();
    assert_eq!(BackupPlaces::read(&home).unwrap(), places);
    assert_eq!(places.newest(), Some(at(7)));
    std::fs::write(home.join("practice.backups"), b"{ half").unwrap();
    assert_eq!(BackupPlaces::read(&home).unwrap(), BackupPlaces::default());
}
