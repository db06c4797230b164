//! A full disk and a folder that cannot be written: said clearly, nothing acknowledged, nothing lost.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::*;
use filiform_store::vault::{self, Passphrase};
use filiform_store::{ErrorKind, KeptDraft, Store, StoreError, Write};

/// Tells the child which folder its practice is in. The child may write no file beyond a small size.
const CHILD: &str = "FILIFORM_STORE_TEST_SMALL_DISK";

fn big_draft(rev: u64) -> KeptDraft {
    KeptDraft {
        rev,
        body: format!("\"{}\"", "word ".repeat(40_000)),
        ..draft(1)
    }
}

/// What must hold when no space is left: the draft and the entry are refused, what was there stays, and
/// writing goes on when there is space again.
#[test]
fn child_on_a_full_disk() {
    let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let store = open(&folder).unwrap();
    let before = store.fingerprint();
    // The limit on file sizes stands in for the end of the disk; the log meets it.
    let refused = fill(&store);
    // A file that may not grow is a disk's trouble, though not a full one.
    assert_eq!(refused.kind(), ErrorKind::Io, "{refused}");
    assert_eq!(store.fingerprint(), before, "nothing was signed");
    assert!(
        store.draft(draft(1).id).unwrap().unwrap().body == draft(1).body,
        "the last kept draft stands"
    );
}

/// Signs ever more in one go, until it does not fit.
fn fill(store: &Store) -> StoreError {
    let mut visit = session(1, 1, 10);
    visit.note.story = "word ".repeat(700_000);
    store
        .transact(&stamp(1001), Write::one(signed(visit)))
        .unwrap_err()
}

fn run_child(folder: &Path) -> bool {
    let this = std::env::current_exe().unwrap();
    // SIGXFSZ is ignored, so that the limit is an error (EFBIG) and not the end of the process.
    let script = r#"trap '' XFSZ; ulimit -f 1024; exec "$0" --exact full_disk::child_on_a_full_disk --nocapture"#;
    let shell = Command::new("bash")
        .args(["-c", script])
        .arg(this)
        .env(CHILD, folder)
        .stdout(Stdio::null())
        .status();
    shell.unwrap().success()
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_refuses_the_entry_and_keeps_everything_else() {
    let (folder, store) = practice();
    register_ada(&store);
    store.keep_draft(&draft(1)).unwrap();
    store.close(at(2)).unwrap();
    assert!(run_child(&home(&folder)));
    let store = open(&home(&folder)).unwrap();
    assert_eq!(verify(&store).problems, [], "the file is sound");
    write(&store, 1100, signed(session(1, 2, 10)));
    assert_eq!(
        store.keep_draft(&KeptDraft { rev: 1, ..draft(1) }).unwrap(),
        2,
        "and takes notes again"
    );
}

/// A disk of one megabyte, where the system lets us have one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=2400k,mode=700", "none"])
            .arg(folder.path());
        let mounted = mount.stderr(Stdio::null()).status();
        mounted
            .is_ok_and(|status| status.success())
            .then(|| Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(self.0.path()).status());
    }
}

#[test]
fn a_disk_that_fills_up_and_is_cleared_again_loses_nothing() {
    let Some(disk) = SmallDisk::mount() else {
        // Without the right to mount, the test above covers most of it by a limit on file sizes.
        return;
    };
    let store = create_in(&home(&disk.0));
    register_ada(&store);
    let rev = store.keep_draft(&draft(1)).unwrap();
    let ballast = disk.0.path().join("ballast");
    std::fs::write(&ballast, vec![7; 4096]).unwrap();
    let mut size = 4096;
    while std::fs::write(&ballast, vec![7; size]).is_ok() {
        size += 16 * 1024;
    }
    let refused = store.keep_draft(&big_draft(rev)).unwrap_err();
    assert_eq!(refused, StoreError::DiskFull);
    let refused = fill(&store);
    assert_eq!(refused, StoreError::DiskFull);
    assert_eq!(store.draft(draft(1).id).unwrap().unwrap().rev, rev);
    std::fs::remove_file(&ballast).unwrap();
    assert_eq!(
        store.keep_draft(&KeptDraft { rev, ..draft(1) }).unwrap(),
        rev + 1
    );
    write(&store, 30, signed(session(1, 2, 10)));
    assert_eq!(verify(&store).problems, []);
    store.close(at(31)).unwrap();
    assert_eq!(verify(&open(&home(&disk.0)).unwrap()).problems, []);
}

/// Makes a folder read-only for everybody, root too, by mounting it so.
struct ReadOnly(PathBuf);

impl ReadOnly {
    fn mount(folder: &Path) -> Option<Self> {
        let run = |args: &[&str]| {
            Command::new("mount")
                .args(args)
                .arg(folder)
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|s| s.success())
        };
        let source = folder.to_str().unwrap();
        if !run(&["--bind", source]) {
            return None;
        }
        let guard = Self(folder.to_owned());
        run(&["-o", "remount,ro,bind"]).then_some(guard)
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(&self.0).status());
    }
}

#[test]
fn a_read_only_folder_is_refused_and_unchanged() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, store) = practice();
    register_ada(&store);
    store.close(at(2)).unwrap();
    let before = files(&home(&folder));
    let mounted = ReadOnly::mount(&home(&folder));
    if mounted.is_none() {
        // Who may not mount is not root, and is bound by permissions.
        for name in before.keys().map(String::as_str).chain(["practice.lock"]) {
            std::fs::set_permissions(
                home(&folder).join(name),
                std::fs::Permissions::from_mode(0o400),
            )
            .unwrap();
        }
        std::fs::set_permissions(home(&folder), std::fs::Permissions::from_mode(0o500)).unwrap();
    }
    let unlocked = vault::unlock(
        &home(&folder),
        &Passphrase::from(PASSPHRASE),
        at(1000).utc_ms,
    );
    let refused = unlocked
        .and_then(|unlocked| Store::open(unlocked, entropy(), at(1000)))
        .unwrap_err();
    assert_eq!(refused, StoreError::ReadOnly);
    assert!(files(&home(&folder)) == before);
    drop(mounted);
    std::fs::set_permissions(home(&folder), std::fs::Permissions::from_mode(0o700)).unwrap();
}
