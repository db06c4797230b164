//! Making a practice: what is there afterwards, and what is refused.

use filiform_store::StoreError;
use filiform_store::vault::{Created, Entropy, KdfCost, NewVault, Presence, create, peek};

use crate::workbench::{
    Bench, GOOD, NOW, PRACTICE, System, THERAPIST, contents, identity, new_vault,
};

#[test]
fn a_new_practice_opens_with_its_passphrase_to_the_same_keys() {
    let bench = Bench::empty();
    let made = create(&bench.folder, &new_vault(GOOD), &System).unwrap();
    made.opened.finish_making().unwrap();
    let identity_made = identity(&made.opened);
    assert_eq!(made.opened.header_revision, 1);
    assert_eq!(made.opened.failed_attempts_before, 0);
    drop(made);
    let opened = bench.unlock(GOOD).unwrap();
    assert_eq!(identity(&opened), identity_made);
    assert_eq!((opened.practice, opened.therapist), (PRACTICE, THERAPIST));
    assert_eq!(opened.database_path(), bench.path("practice.db"));
}

#[test]
fn two_practices_share_no_key() {
    let [one, other] = [(); 2].map(|()| {
        let bench = Bench::empty();
        let Created { opened, recovery } =
            create(&bench.folder, &new_vault(GOOD), &System).unwrap();
        (identity(&opened), recovery.to_sheet().to_string())
    });
    assert_ne!(one.0.0, other.0.0, "database keys");
    assert_ne!(one.0.1, other.0.1, "signing keys");
    assert_ne!(one.1, other.1, "recovery codes");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_enter_the_folder_and_read_its_files() {
    use std::os::unix::fs::PermissionsExt;

    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (bench, _) = Bench::locked();
    drop(bench.unlock("wrong"));
    let mut opened = bench.unlock(GOOD).unwrap();
    opened.failed_attempts_are_recorded().unwrap();
    assert_eq!(mode(&bench.folder), 0o700);
    let files = contents(&bench.folder);
    for path in files.keys() {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
    let names: Vec<_> = files
        .keys()
        .filter_map(|path| path.file_name()?.to_str())
        .collect();
    let expected = [
        "practice.anchor",
        "practice.attempts",
        "practice.key",
        "practice.key.copy",
        "practice.lock",
    ];
    assert_eq!(names, expected);
}

#[cfg(unix)]
#[test]
fn an_empty_folder_is_taken_and_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::empty();
    std::fs::create_dir(&bench.folder).unwrap();
    std::fs::set_permissions(&bench.folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    create(&bench.folder, &new_vault(GOOD), &System).unwrap();
    assert_eq!(
        std::fs::metadata(&bench.folder)
            .unwrap()
            .permissions()
            .mode()
            & 0o777,
        0o700
    );
}

#[test]
fn weak_passphrases_are_refused_and_nothing_is_made() {
    let bench = Bench::empty();
    for weak in [
        "",
        " ",
        "needle",
        "P@ssw0rd1",
        "ada 1984",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
    ] {
        let refused = create(&bench.folder, &new_vault(weak), &System).unwrap_err();
        assert_eq!(refused.code(), "weak-passphrase", "{weak:?}");
        assert!(!bench.folder.exists());
    }
}

#[test]
fn a_folder_with_a_practice_or_other_files_is_left_alone() {
    let (bench, _) = Bench::locked();
    let make = |bench: &Bench| create(&bench.folder, &new_vault(GOOD), &System);
    assert_eq!(bench.refused(make), StoreError::AlreadyExists);
    let other = Bench::empty();
    std::fs::create_dir(&other.folder).unwrap();
    other.write("letters.txt", b"mine");
    assert_eq!(other.refused(make), StoreError::FolderNotEmpty);
}

#[test]
fn a_practice_that_lost_its_header_is_not_written_over() {
    let bench = Bench::empty();
    std::fs::create_dir(&bench.folder).unwrap();
    bench.write("practice.db", b"ciphertext");
    let refused = bench.refused(|bench| create(&bench.folder, &new_vault(GOOD), &System));
    assert_eq!(refused, StoreError::AlreadyExists);
}

#[test]
fn a_file_in_place_of_the_folder_or_above_it_is_refused() {
    let bench = Bench::empty();
    std::fs::write(&bench.folder, b"a file").unwrap();
    for folder in [bench.folder.clone(), bench.folder.join("practice")] {
        let refused = create(&folder, &new_vault(GOOD), &System).unwrap_err();
        assert_eq!(refused, StoreError::NotAFolder, "{}", folder.display());
    }
    assert_eq!(std::fs::read(&bench.folder).unwrap(), b"a file");
}

#[test]
fn a_synced_folder_is_refused_before_anything_is_made() {
    let bench = Bench::empty();
    let folder = bench.top.path().join("Dropbox/practice");
    let refused = create(&folder, &new_vault(GOOD), &System).unwrap_err();
    assert_eq!(refused.code(), "unsuitable-place");
    assert!(refused.to_string().contains("Dropbox"), "{refused}");
    assert!(!folder.exists() && !bench.top.path().join("Dropbox").exists());
}

#[test]
fn an_absurd_cost_is_refused_and_nothing_is_made() {
    let bench = Bench::empty();
    let cost = KdfCost {
        memory_kib: u32::MAX,
        passes: 1,
        lanes: 1,
    };
    let refused = create(
        &bench.folder,
        &NewVault {
            cost,
            ..new_vault(GOOD)
        },
        &System,
    )
    .unwrap_err();
    assert_eq!(refused, StoreError::CostOutOfBounds);
    assert!(!bench.folder.exists());
}

/// Gives out some bytes and then none.
struct RunsDry(std::sync::atomic::AtomicU32);

impl Entropy for RunsDry {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        use std::sync::atomic::Ordering;
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            })
            .map_err(|_| StoreError::NoRandomness)?;
        System.fill(bytes)
    }
}

#[test]
fn a_creation_that_fails_half_way_leaves_nothing_behind() {
    let bench = Bench::empty();
    let mut draws = 0;
    while let Err(error) = create(&bench.folder, &new_vault(GOOD), &RunsDry(draws.into())) {
        assert_eq!(error, StoreError::NoRandomness);
        assert!(!bench.folder.exists(), "after {draws} draws");
        draws += 1;
    }
    assert!(draws > 3, "codes, keys, salts and nonces are all drawn");
}

#[test]
fn what_a_crash_left_of_a_new_practice_is_in_nobodys_way() {
    let bench = Bench::empty();
    drop(create(&bench.folder, &new_vault(GOOD), &System).unwrap());
    bench.write("practice.db", b"half of a database");
    bench.write(".practice.key.new", b"half of a header");
    assert_eq!(bench.unlock(GOOD).unwrap_err(), StoreError::NotFound);
    let again = create(&bench.folder, &new_vault(GOOD), &System).unwrap();
    again.opened.finish_making().unwrap();
    drop(again);
    assert!(bench.unlock(GOOD).is_ok());
    assert!(!bench.path("practice.db").exists() && !bench.path(".practice.key.new").exists());
    let taken = bench.refused(|bench| create(&bench.folder, &new_vault(GOOD), &System));
    assert_eq!(
        taken,
        StoreError::AlreadyExists,
        "a finished one is never cleared"
    );
}

#[test]
fn a_file_of_somebody_elses_beside_an_unfinished_practice_is_left_alone() {
    let bench = Bench::empty();
    drop(create(&bench.folder, &new_vault(GOOD), &System).unwrap());
    bench.write("letters.txt", b"mine");
    let refused = bench.refused(|bench| create(&bench.folder, &new_vault(GOOD), &System));
    assert_eq!(refused, StoreError::FolderNotEmpty);
}

#[test]
fn the_lock_screen_knows_who_is_there_and_nothing_else() {
    let bench = Bench::empty();
    assert_eq!(peek(&bench.folder, NOW), Ok(Presence::Absent));
    std::fs::create_dir(&bench.folder).unwrap();
    assert_eq!(peek(&bench.folder, NOW), Ok(Presence::Absent));
    let made = create(&bench.folder, &new_vault(GOOD), &System).unwrap();
    assert_eq!(
        peek(&bench.folder, NOW),
        Ok(Presence::Absent),
        "not finished, so there is none yet"
    );
    made.opened.finish_making().unwrap();
    let expected = Presence::Locked {
        practice: PRACTICE,
        therapists: vec![THERAPIST],
        wait_ms: 0,
    };
    assert_eq!(peek(&bench.folder, NOW), Ok(expected));
}

#[test]
fn debug_of_what_was_made_shows_no_secret() {
    let bench = Bench::empty();
    let new = new_vault(GOOD);
    let made = create(&bench.folder, &new, &System).unwrap();
    let shown = format!(
        "{new:?} {made:?} {:?} {:?} {:?} {:?} {:?}",
        made.opened.key,
        made.opened.signer,
        made.opened.lock,
        made.opened.header(),
        made.recovery
    );
    let pragma = made.opened.raw_key_pragma();
    let key = pragma.split('\'').nth(1).unwrap();
    assert_eq!(key.len(), 64);
    for secret in [GOOD, key, made.recovery.to_sheet().as_str()] {
        assert!(!shown.contains(secret));
    }
}
