//! Practices to try things on, and a way to see whether a folder was touched.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use filiform_store::StoreError;
use filiform_store::vault::{
    Entropy, Head, KdfCost, NewVault, Passphrase, RecoveryCode, Unlocked, create, unlock,
};
use uuid::Uuid;

pub(crate) const GOOD: &str = "lantern orbit plum kettle";
pub(crate) const OTHER: &str = "gravel sonnet mitten harbour";
pub(crate) const PRACTICE: Uuid = Uuid::from_u128(0xF111);
pub(crate) const THERAPIST: Uuid = Uuid::from_u128(0xADA);
/// 22 Nov 2026, in UTC milliseconds.
pub(crate) const NOW: i64 = 1_795_305_600_000;
pub(crate) const HEADERS: [&str; 2] = ["practice.key", "practice.key.copy"];

/// The operating system's generator.
pub(crate) struct System;

impl Entropy for System {
    #[expect(clippy::disallowed_methods, reason = "a test is an outermost layer")]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        getrandom::fill(bytes).map_err(|_| StoreError::NoRandomness)
    }
}

pub(crate) fn new_vault(passphrase: &str) -> NewVault {
    NewVault {
        practice: PRACTICE,
        therapist: THERAPIST,
        passphrase: passphrase.into(),
        cost: KdfCost::for_tests(),
    }
}

/// A folder that goes away with the test, and the practice in it.
pub(crate) struct Bench {
    pub(crate) top: tempfile::TempDir,
    pub(crate) folder: PathBuf,
}

impl Bench {
    /// A place for a practice, still empty.
    pub(crate) fn empty() -> Self {
        let top = tempfile::tempdir().unwrap();
        let folder = top.path().join("practice");
        Self { top, folder }
    }

    /// A locked practice under [`GOOD`], with its recovery code.
    pub(crate) fn locked() -> (Self, RecoveryCode) {
        let bench = Self::empty();
        let made = create(&bench.folder, &new_vault(GOOD), &System).unwrap();
        // The store does this once the database is there.
        made.opened.finish_making().unwrap();
        (bench, made.recovery)
    }

    pub(crate) fn unlock(&self, passphrase: &str) -> Result<Unlocked, StoreError> {
        self.unlock_at(passphrase, NOW)
    }

    pub(crate) fn unlock_at(&self, passphrase: &str, now: i64) -> Result<Unlocked, StoreError> {
        unlock(&self.folder, &Passphrase::from(passphrase), now)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// Flips one bit in the middle of a file.
    pub(crate) fn damage(&self, name: &str) {
        let mut bytes = self.read(name);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        self.write(name, &bytes);
    }

    /// Runs something that must be refused, and checks that not a byte in the folder changed.
    pub(crate) fn refused<T>(
        &self,
        attempt: impl FnOnce(&Self) -> Result<T, StoreError>,
    ) -> StoreError {
        let before = contents(&self.folder);
        let error = attempt(self).err().unwrap();
        assert_eq!(
            contents(&self.folder),
            before,
            "a refusal ({}) changed the folder",
            error.code()
        );
        error
    }
}

/// Tests that start a child process take turns: a program being copied by one thread is "busy" for as long as
/// a child just forked by another still holds the open file.
pub(crate) fn one_child_at_a_time() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every file with its bytes.
pub(crate) fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read(&path).unwrap_or_default()))
        .collect()
}

/// Keys and identity of an open practice, to compare two openings.
pub(crate) fn identity(opened: &Unlocked) -> (String, [u8; 32], Uuid, Uuid) {
    let pragma = opened.raw_key_pragma().to_string();
    (
        pragma,
        opened.signer.public(),
        opened.practice,
        opened.therapist,
    )
}

/// A head of the ledger.
pub(crate) fn head(seq: u64, header_revision: u64) -> Head {
    Head {
        chain: Uuid::from_u128(7),
        seq,
        hash: [1; 32],
        header_revision,
    }
}
