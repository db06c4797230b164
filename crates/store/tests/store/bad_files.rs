//! Files that cannot be used: each gets one clear message, and none is changed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::*;
use filiform_store::vault::{self, Passphrase};
use filiform_store::{Store, StoreError};
use tempfile::TempDir;

fn sound() -> TempDir {
    let (folder, store) = practice();
    register_ada(&store);
    for s in 1..=40 {
        write(
            &store,
            100,
            signed(session(1, s, i64::try_from(s).unwrap())),
        );
    }
    store.close(at(101)).unwrap();
    folder
}

/// The same practice with its newest entries still in the write-ahead log, as after a crash.
fn with_log() -> TempDir {
    let folder = sound();
    let crashed = TempDir::new().unwrap();
    let store = open(&home(&folder)).unwrap();
    for s in 41..=45 {
        write(
            &store,
            1100,
            signed(session(1, s, i64::try_from(s).unwrap())),
        );
    }
    copy(&home(&folder), &home(&crashed));
    drop(store);
    crashed
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for (name, bytes) in files(from) {
        fs::write(to.join(name), bytes).unwrap();
    }
    // The index of the log is memory of the processes that had it open; after a crash it is made anew.
    drop(fs::remove_file(to.join("practice.db-shm")));
}

fn database(folder: &TempDir) -> PathBuf {
    home(folder).join("practice.db")
}

fn flip(path: &Path, place: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[place] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

/// Opens it, and holds every file against what it was before.
fn refused(folder: &TempDir) -> StoreError {
    let before = files(&home(folder));
    let unlocked = vault::unlock(
        &home(folder),
        &Passphrase::from(PASSPHRASE),
        at(1000).utc_ms,
    );
    let refused = unlocked
        .and_then(|unlocked| Store::open(unlocked, entropy(), at(1000)))
        .unwrap_err();
    let after = files(&home(folder));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>(),
        "the same files"
    );
    assert!(before == after, "with the same bytes");
    refused
}

fn is_damaged(error: &StoreError) -> bool {
    matches!(error, StoreError::Damaged { .. })
        && error.to_string().contains("Restore the newest backup")
}

#[test]
fn a_sound_practice_opens_with_and_without_a_log() {
    for folder in [sound(), with_log()] {
        let store = open(&home(&folder)).unwrap();
        assert_eq!(verify(&store).problems, []);
    }
}

#[test]
fn a_truncated_database_is_refused() {
    for keep in [0, 1, 100, 4095, 4096, 8192, 3 * 4096 + 17] {
        let folder = sound();
        let file = fs::OpenOptions::new()
            .write(true)
            .open(database(&folder))
            .unwrap();
        file.set_len(keep).unwrap();
        let error = refused(&folder);
        assert!(is_damaged(&error), "{keep}: {error}");
    }
    let folder = sound();
    let size = fs::metadata(database(&folder)).unwrap().len();
    fs::OpenOptions::new()
        .write(true)
        .open(database(&folder))
        .unwrap()
        .set_len(size - 4096)
        .unwrap();
    let error = refused(&folder);
    assert!(is_damaged(&error), "the last page is gone: {error}");
}

#[test]
fn one_flipped_byte_on_any_page_of_the_database_is_refused() {
    let folder = sound();
    let whole = fs::read(database(&folder)).unwrap();
    for page in 0..whole.len() / 4096 {
        let place = page * 4096 + (page * 131) % 4096;
        flip(&database(&folder), place);
        let error = refused(&folder);
        assert!(is_damaged(&error), "byte {place}: {error}");
        fs::write(database(&folder), &whole).unwrap();
    }
    assert!(
        open(&home(&folder)).is_ok(),
        "nothing but the flip was wrong"
    );
}

#[test]
fn one_flipped_byte_in_the_log_is_refused() {
    let folder = with_log();
    let log = home(&folder).join("practice.db-wal");
    let whole = fs::read(&log).unwrap();
    for place in [5, 20, 40, 60, 600, 4200, whole.len() / 2, whole.len() - 1] {
        flip(&log, place);
        let error = refused(&folder);
        assert!(
            is_damaged(&error) || error == StoreError::AnchorAhead,
            "byte {place}: {error}"
        );
        fs::write(&log, &whole).unwrap();
    }
    fs::remove_file(&log).unwrap();
    assert_eq!(
        refused(&folder),
        StoreError::AnchorAhead,
        "the whole log is gone"
    );
    fs::write(&log, &whole).unwrap();
    assert!(
        open(&home(&folder)).is_ok(),
        "nothing but the flip was wrong"
    );
}

#[test]
fn a_missing_database_is_refused() {
    let folder = sound();
    fs::remove_file(database(&folder)).unwrap();
    assert!(is_damaged(&refused(&folder)));
}

#[test]
fn a_file_of_a_newer_version_is_refused() {
    let folder = sound();
    raw(&home(&folder))
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    let error = refused(&folder);
    assert!(
        matches!(error, StoreError::NewerSchema { file: 99, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("Update Filiform"));
}

#[test]
fn a_file_whose_old_migrations_differ_is_refused() {
    let folder = sound();
    raw(&home(&folder))
        .execute_batch("UPDATE migration SET sha256 = zeroblob(32)")
        .unwrap();
    assert!(is_damaged(&refused(&folder)));
}

#[test]
fn the_header_of_another_practice_is_refused() {
    let (folder, other) = (sound(), TempDir::new().unwrap());
    let new = vault::NewVault {
        practice: uuid::Uuid::from_u128(77),
        therapist: ME.0,
        passphrase: Passphrase::from(PASSPHRASE),
        cost: vault::KdfCost::for_tests(),
    };
    drop(vault::create(&home(&other), &new, &Counting::default()).unwrap());
    for name in ["practice.key", "practice.key.copy"] {
        fs::copy(home(&other).join(name), home(&folder).join(name)).unwrap();
    }
    assert_eq!(refused(&folder), StoreError::HeaderOfOtherPractice);
}

#[test]
fn the_database_of_another_practice_is_refused() {
    let (folder, other) = (sound(), sound());
    raw(&home(&other))
        .execute_batch("UPDATE practice_file SET practice = zeroblob(16)")
        .unwrap();
    fs::copy(database(&other), database(&folder)).unwrap();
    // The test practices share their key, so only the name inside differs.
    assert_eq!(refused(&folder), StoreError::HeaderOfOtherPractice);
}

#[test]
fn an_older_header_is_refused_also_without_the_anchor() {
    let folder = sound();
    let old = ["practice.key", "practice.key.copy"]
        .map(|name| (name, fs::read(home(&folder).join(name)).unwrap()));
    let store = open(&home(&folder)).unwrap();
    let (before, after) = (
        Passphrase::from(PASSPHRASE),
        Passphrase::from("nine patient otters fold linen"),
    );
    store
        .change_passphrase(&before, (&after, vault::KdfCost::for_tests()), at(1001))
        .unwrap();
    store.close(at(1002)).unwrap();
    for (name, bytes) in old {
        fs::write(home(&folder).join(name), bytes).unwrap();
    }
    assert_eq!(refused(&folder), StoreError::HeaderOlder);
    fs::remove_file(home(&folder).join("practice.anchor")).unwrap();
    assert_eq!(
        refused(&folder),
        StoreError::HeaderOlder,
        "the database remembers too"
    );
}

#[test]
fn the_files_belong_to_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, store) = practice();
    register_ada(&store);
    for name in ["practice.db", "practice.db-wal", "practice.db-shm"] {
        let mode = fs::metadata(home(&folder).join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    assert_eq!(
        fs::metadata(home(&folder)).unwrap().permissions().mode() & 0o777,
        0o700
    );
}

#[test]
fn no_file_holds_a_word_of_a_patient_in_the_clear() {
    let (folder, store) = practice();
    write(
        &store,
        1,
        registered(1, patient("Canaryname", "Ada", "1984-03-14")),
    );
    store
        .keep_draft(&filiform_store::KeptDraft {
            body: "\"canaryname\"".into(),
            ..draft(1)
        })
        .unwrap();
    let clear = |bytes: &[u8]| {
        bytes
            .windows(9)
            .any(|window| window.eq_ignore_ascii_case(b"canarynam"))
    };
    assert!(clear(b"xxCanarynamexx"), "the search itself works");
    for (name, bytes) in files(&home(&folder)) {
        assert!(!clear(&bytes), "{name}");
    }
    drop(store);
    for (name, bytes) in files(&home(&folder)) {
        assert!(!clear(&bytes), "{name} after closing");
    }
}
