//! Bad input: each gets one clear message, and no file is changed.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::path::Path;

use filiform_store::vault::{Presence, check_practice, check_revision, create, peek};
use filiform_store::{ErrorKind, StoreError};
use uuid::Uuid;

use crate::workbench::{
    Bench, GOOD, HEADERS, NOW, PRACTICE, System, new_vault, one_child_at_a_time,
};

/// A practice with both copies of the header replaced, `None` to remove them.
fn with_headers(header: Option<&[u8]>) -> Bench {
    let (bench, _) = Bench::locked();
    bench.write("practice.db", b"ciphertext");
    for name in HEADERS {
        match header {
            Some(bytes) => bench.write(name, bytes),
            None => std::fs::remove_file(bench.path(name)).unwrap(),
        }
    }
    bench
}

/// What unlocking and peeking say, the same for both.
fn refusal(bench: &Bench) -> StoreError {
    let unlocking = bench.refused(|bench| bench.unlock(GOOD));
    let peeking = bench.refused(|bench| peek(&bench.folder, NOW));
    assert_eq!(unlocking, peeking);
    unlocking
}

#[test]
fn a_folder_that_is_missing_empty_or_a_file_holds_no_practice() {
    let bench = Bench::empty();
    assert_eq!(
        bench.refused(|bench| bench.unlock(GOOD)),
        StoreError::NotFound
    );
    assert!(!bench.folder.exists(), "looking makes nothing");
    std::fs::create_dir(&bench.folder).unwrap();
    assert_eq!(
        bench.refused(|bench| bench.unlock(GOOD)),
        StoreError::NotFound
    );
    std::fs::remove_dir(&bench.folder).unwrap();
    std::fs::write(&bench.folder, b"a file").unwrap();
    assert_eq!(refusal(&bench), StoreError::NotAFolder);
}

#[test]
fn a_missing_header_is_named() {
    assert_eq!(refusal(&with_headers(None)), StoreError::HeaderMissing);
}

#[test]
fn two_damaged_copies_are_damage() {
    let (bench, _) = Bench::locked();
    for name in HEADERS {
        bench.damage(name);
    }
    assert_eq!(refusal(&bench), StoreError::HeaderDamaged);
    for ruin in [&b""[..], b"\0", &[0xFF; 700]] {
        assert_eq!(
            refusal(&with_headers(Some(ruin))),
            StoreError::HeaderDamaged
        );
    }
}

#[test]
fn a_damaged_and_a_missing_copy_are_damage() {
    let (bench, _) = Bench::locked();
    bench.damage(HEADERS[0]);
    std::fs::remove_file(bench.path(HEADERS[1])).unwrap();
    assert_eq!(refusal(&bench), StoreError::HeaderDamaged);
}

#[test]
fn a_header_that_fills_the_disk_is_not_read_into_memory() {
    let (bench, _) = Bench::locked();
    for name in HEADERS {
        let file = std::fs::OpenOptions::new()
            .write(true)
            .open(bench.path(name))
            .unwrap();
        file.set_len(1 << 40).unwrap();
    }
    assert_eq!(bench.unlock(GOOD).unwrap_err(), StoreError::HeaderDamaged);
}

#[test]
fn the_header_of_another_practice_is_told_apart_from_a_wrong_passphrase() {
    let stranger = Bench::empty();
    let mut vault = new_vault(GOOD);
    vault.practice = Uuid::from_u128(0xBAD);
    create(&stranger.folder, &vault, &System).unwrap();
    let bench = with_headers(Some(&stranger.read(HEADERS[0])));
    assert_eq!(refusal(&bench), StoreError::HeaderOfOtherPractice);
}

#[test]
fn one_foreign_copy_does_not_hide_the_practices_own() {
    let stranger = Bench::empty();
    let mut vault = new_vault(GOOD);
    vault.practice = Uuid::from_u128(0xBAD);
    create(&stranger.folder, &vault, &System).unwrap();
    let (bench, _) = Bench::locked();
    bench.write(HEADERS[0], &stranger.read(HEADERS[0]));
    assert_eq!(bench.unlock(GOOD).unwrap().practice, PRACTICE);
}

#[test]
fn a_header_from_a_newer_version_asks_for_an_update() {
    use sha2_of_the_test::frame;

    let bench = with_headers(Some(&frame("filiform header 4\n{\"new\":true}\n")));
    assert_eq!(refusal(&bench), StoreError::HeaderNewerVersion);
}

/// Header files made by hand, with a right checksum.
mod sha2_of_the_test {
    use sha2::{Digest, Sha256};

    pub(super) fn frame(covered: &str) -> Vec<u8> {
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        format!(
            "{covered}sha256 {}\nhmac {}\n",
            hex(&Sha256::digest(covered)),
            hex(&[0; 32])
        )
        .into_bytes()
    }
}

#[test]
fn a_header_edited_by_somebody_without_the_key_is_damage() {
    let (bench, _) = Bench::locked();
    let text = String::from_utf8(bench.read(HEADERS[0])).unwrap();
    let covered: String = text.split_inclusive('\n').take(2).collect();
    let edited = covered.replace("\"revision\":1", "\"revision\":9");
    assert_ne!(edited, covered);
    for name in HEADERS {
        bench.write(name, &sha2_of_the_test::frame(&edited));
    }
    assert_eq!(
        bench.refused(|bench| bench.unlock(GOOD)),
        StoreError::HeaderDamaged
    );
}

#[test]
fn the_databases_own_revision_and_practice_are_held_against_the_header() {
    assert_eq!(check_revision(4, 5), Err(StoreError::HeaderOlder));
    assert_eq!(check_revision(5, 5), Ok(()));
    assert_eq!(
        check_revision(6, 5),
        Ok(()),
        "the change was made since the database was last open"
    );
    assert_eq!(check_practice(PRACTICE, PRACTICE), Ok(()));
    assert_eq!(
        check_practice(PRACTICE, Uuid::nil()),
        Err(StoreError::HeaderOfOtherPractice)
    );
}

#[test]
fn a_practice_moved_into_a_synced_folder_is_refused_where_it_lies() {
    let (mut bench, _) = Bench::locked();
    let synced = bench.top.path().join("OneDrive - Clinic");
    std::fs::create_dir(&synced).unwrap();
    std::fs::rename(&bench.folder, synced.join("practice")).unwrap();
    bench.folder = synced.join("practice");
    let refused = bench.refused(|bench| bench.unlock(GOOD));
    assert_eq!(
        (refused.code(), refused.kind()),
        ("unsuitable-place", ErrorKind::Refused)
    );
}

#[test]
fn a_full_disk_does_not_keep_the_therapist_out_nor_hide_a_wrong_passphrase() {
    let (bench, _) = Bench::locked();
    std::fs::create_dir_all(bench.path(".practice.attempts.new/in the way")).unwrap();
    assert_eq!(
        bench.unlock("wrong").unwrap_err(),
        StoreError::WrongPassphrase
    );
    assert!(bench.unlock(GOOD).is_ok());
}

#[test]
fn every_message_says_what_to_do_in_whole_sentences() {
    let errors = [
        StoreError::NotFound,
        StoreError::HeaderMissing,
        StoreError::HeaderDamaged,
        StoreError::HeaderOfOtherPractice,
        StoreError::HeaderOlder,
        StoreError::HeaderNewerVersion,
        StoreError::WrongRecoveryCode,
        StoreError::InUse,
        StoreError::ReadOnly,
        StoreError::DiskFull,
        StoreError::AnchorAhead,
        StoreError::NewerSchema { file: 9, app: 1 },
        StoreError::Damaged { what: "page 3" },
    ];
    for error in errors {
        let text = error.to_string();
        assert!(text.ends_with('.'), "{text}");
        assert!(
            text.contains(". "),
            "what happened and what to do are two sentences: {text}"
        );
        assert!(!text.contains("  "), "{text}");
    }
}

/// Where a child process without privileges finds the folder to try.
#[cfg(unix)]
const CHILD_FOLDER: &str = "FILIFORM_TEST_UNPRIVILEGED_FOLDER";

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_called_that() {
    if let Some(folder) = std::env::var_os(CHILD_FOLDER) {
        std::process::exit(as_somebody_who_may_not_write(folder.as_ref()));
    }
    let (bench, _) = Bench::locked();
    let before = crate::workbench::contents(&bench.folder);
    assert_eq!(
        unprivileged_child(&bench),
        Some(0),
        "1: unlock, 2: peek, 3: create"
    );
    assert_eq!(crate::workbench::contents(&bench.folder), before);
}

/// Zero when everything went as it should, else which step did not.
#[cfg(unix)]
fn as_somebody_who_may_not_write(folder: &Path) -> i32 {
    let unlocking = filiform_store::vault::unlock(folder, &GOOD.into(), NOW).err();
    if unlocking != Some(StoreError::ReadOnly) {
        return 1;
    }
    if !matches!(peek(folder, NOW), Ok(Presence::Locked { .. })) {
        return 2;
    }
    let creating = create(&folder.join("another"), &new_vault(GOOD), &System).err();
    if creating == Some(StoreError::ReadOnly) {
        0
    } else {
        3
    }
}

/// Runs this test again on the folder made read-only, without root's power to write anyway.
#[cfg(unix)]
fn unprivileged_child(bench: &Bench) -> Option<i32> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let chmod = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let _alone = one_child_at_a_time();
    let program = bench.top.path().join("this-test");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let mut child = std::process::Command::new(&program);
    child
        .args(["--exact", "refusals::a_read_only_folder_is_called_that"])
        .env(CHILD_FOLDER, &bench.folder);
    for (name, mode) in [
        ("practice.key", 0o444),
        ("practice.key.copy", 0o444),
        ("practice.anchor", 0o444),
        ("practice.attempts", 0o444),
        ("practice.lock", 0o444),
    ] {
        chmod(&bench.path(name), mode);
    }
    chmod(&program, 0o755);
    chmod(bench.top.path(), 0o755);
    chmod(&bench.folder, 0o555);
    if std::fs::metadata(bench.top.path()).unwrap().uid() == 0 {
        child.uid(65_534).gid(65_534);
    }
    let code = child.output().unwrap().status.code();
    chmod(&bench.folder, 0o755);
    code
}
