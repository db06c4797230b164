//! Files that are no backups, or pretend to be one: refused in words, and nothing leaves the folder.

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::Fingerprint;
use filiform_domain::time::Instant;

const BODY: &[u8] = b"the encrypted pages, as it were";

fn go_on(_: u64, _: u64) -> Flow {
    Flow::Continue
}

fn member(bytes: &[u8]) -> Member {
    Member {
        bytes: bytes.len() as u64,
        sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)),
    }
}

fn manifest(database: &[u8]) -> Manifest {
    let head = Fingerprint {
        chain: Uuid::from_u128(2),
        seq: 9,
        hash: [7; 32],
    };
    let made = Instant {
        utc_ms: 1_795_348_800_000,
        offset_minutes: 0,
    };
    let members = [member(b"header"), member(database)];
    Manifest::new(Uuid::from_u128(1), made, &head, 4, members)
}

/// A tar of these entries: name, kind, content.
fn tar_of(entries: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
    let mut tar = Builder::new(Vec::new());
    for (name, kind, bytes) in entries {
        let mut header = Header::new_ustar();
        // Written as it is: the library would refuse a name that climbs.
        let field = &mut header.as_old_mut().name;
        field[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o777);
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn good() -> Vec<u8> {
    let said = manifest(BODY).to_bytes().unwrap();
    let plain = EntryType::Regular;
    tar_of(&[
        (MANIFEST, plain, &said),
        (HEADER, plain, b"header"),
        (DATABASE, plain, BODY),
    ])
}

/// What reading these bytes as a backup says; and that nothing but the database came out of it.
fn read(bytes: &[u8]) -> Result<Contents, StoreError> {
    let home = TempDir::new().unwrap();
    let (file, folder) = (home.path().join("backup.tar"), home.path().join("into"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(&file, bytes).unwrap();
    let found = unpack(&file, &folder, &mut go_on);
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert!(names(&folder).iter().all(|name| name == DATABASE));
    assert_eq!(
        names(home.path()).len(),
        2,
        "nothing climbed out of the folder"
    );
    if let Ok(written) = std::fs::read(folder.join(DATABASE)) {
        assert!(written.len() <= bytes.len());
    }
    found
}

fn refusal(bytes: &[u8]) -> StoreError {
    read(bytes).err().unwrap()
}

#[test]
fn what_was_packed_is_unpacked_to_the_byte() {
    let home = TempDir::new().unwrap();
    let (database, packed) = (home.path().join("db"), home.path().join("tar"));
    std::fs::write(&database, BODY).unwrap();
    let into = File::create_new(&packed).unwrap();
    pack(into, &manifest(BODY), b"header", &database, &mut go_on).unwrap();
    let found = unpack(&packed, home.path(), &mut go_on).unwrap();
    assert_eq!(
        (found.manifest, found.header),
        (manifest(BODY), b"header".to_vec())
    );
    assert_eq!(std::fs::read(home.path().join(DATABASE)).unwrap(), BODY);
    assert!(
        read(&good()).is_ok(),
        "the hostile files below start from a good one"
    );
}

#[test]
fn a_foreign_file_is_no_backup() {
    let zip = [b"PK\x03\x04".as_slice(), &[0; 600]].concat();
    for foreign in [&b""[..], b"hello", &zip, &[0; 4096], &[0xFF; 4096]] {
        assert_eq!(refusal(foreign), StoreError::NotABackup);
    }
    let other = tar_of(&[("holiday.jpg", EntryType::Regular, b"pixels")]);
    assert_eq!(refusal(&other), StoreError::NotABackup);
}

#[test]
fn names_that_climb_and_entries_that_are_no_plain_files_are_refused() {
    let said = manifest(BODY).to_bytes().unwrap();
    let plain = EntryType::Regular;
    for name in [
        "../practice.db",
        "/tmp/practice.db",
        "./practice.db",
        "practice.db/",
        "practice.key",
    ] {
        let climbing = tar_of(&[
            (MANIFEST, plain, &said),
            (HEADER, plain, b"header"),
            (name, plain, BODY),
        ]);
        assert_eq!(refusal(&climbing), StoreError::NotABackup, "{name}");
    }
    for kind in [
        EntryType::Symlink,
        EntryType::Link,
        EntryType::Directory,
        EntryType::Fifo,
        EntryType::GNULongName,
        EntryType::XHeader,
        EntryType::GNUSparse,
        EntryType::Block,
    ] {
        let strange = tar_of(&[
            (MANIFEST, plain, &said),
            (HEADER, plain, b"header"),
            (DATABASE, kind, BODY),
        ]);
        assert_eq!(refusal(&strange), StoreError::NotABackup, "{kind:?}");
        let first = tar_of(&[(MANIFEST, kind, &said)]);
        assert_eq!(refusal(&first), StoreError::NotABackup, "{kind:?} first");
    }
}

#[test]
fn a_file_that_is_longer_or_other_than_its_manifest_says_is_refused() {
    let plain = EntryType::Regular;
    let said = |database: &[u8]| manifest(database).to_bytes().unwrap();
    let with = |said: &[u8], header: &[u8], database: &[u8]| {
        tar_of(&[
            (MANIFEST, plain, said),
            (HEADER, plain, header),
            (DATABASE, plain, database),
        ])
    };
    let longer = [BODY, &[0; 5000]].concat();
    assert_eq!(
        refusal(&with(&said(BODY), b"header", &longer)),
        StoreError::BackupDamaged
    );
    assert_eq!(
        refusal(&with(&said(BODY), b"Header", BODY)),
        StoreError::BackupDamaged
    );
    assert_eq!(
        refusal(&with(&said(b"other"), b"header", BODY)),
        StoreError::BackupDamaged
    );
    let huge = vec![b' '; 300 * 1024];
    assert_eq!(
        refusal(&with(&huge, b"header", BODY)),
        StoreError::NotABackup
    );
    assert_eq!(
        refusal(&with(&said(BODY), &huge, BODY)),
        StoreError::NotABackup
    );
    let mut more = good();
    more.truncate(more.len() - 1024);
    more.extend(tar_of(&[("extra", plain, b"x")]));
    assert_eq!(refusal(&more), StoreError::BackupDamaged);
}

#[test]
fn a_size_beyond_the_file_is_not_believed() {
    let mut tar = Builder::new(Vec::new());
    let mut header = named(MANIFEST, 0, 0).unwrap();
    header.set_size(u64::MAX / 2);
    header.set_cksum();
    tar.append(&header, &b"{}"[..]).unwrap();
    assert_eq!(refusal(&tar.into_inner().unwrap()), StoreError::NotABackup);
}

#[test]
fn a_backup_cut_off_anywhere_is_refused_until_only_its_end_marks_are_missing() {
    let whole = good();
    let end = whole.len() - 1024;
    // The content of the last file; what follows is padding.
    let content = end - 512 + BODY.len();
    for cut in (0..content).step_by(7) {
        let refused = refusal(&whole[..cut]);
        assert!(
            matches!(refused, StoreError::NotABackup | StoreError::BackupDamaged),
            "{cut}: {refused:?}"
        );
    }
}

#[test]
fn every_flipped_byte_is_noticed_or_changes_nothing_that_is_read() {
    let whole = good();
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x20;
        if let Ok(found) = read(&bytes) {
            assert_eq!(
                (found.manifest, found.header),
                (manifest(BODY), b"header".to_vec()),
                "{place}"
            );
        }
    }
}

#[test]
fn a_folder_and_a_missing_file_are_refused() {
    let home = TempDir::new().unwrap();
    assert_eq!(
        unpack(home.path(), home.path(), &mut go_on).err(),
        Some(StoreError::NotABackup)
    );
    let gone = unpack(&home.path().join("gone.tar"), home.path(), &mut go_on);
    assert_eq!(gone.err(), Some(StoreError::Io(io::ErrorKind::NotFound)));
}

#[test]
fn reading_stops_when_asked() {
    let home = TempDir::new().unwrap();
    let file = home.path().join("tar");
    std::fs::write(&file, good()).unwrap();
    let stopped = unpack(&file, home.path(), &mut |_, _| Flow::Stop);
    assert_eq!(stopped.err(), Some(StoreError::Interrupted));
}
