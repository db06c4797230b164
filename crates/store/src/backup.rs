//! Backups: one tar of manifest, header and encrypted database, and the way back from it.
//!
//! A copy of the database is staged in the practice folder, while work goes on. From there a tar is written
//! into each folder under an unfinished name, read again from the disk, unpacked, opened with the key and
//! checked as a record is checked; only then it gets its name. So a file with a backup's name was whole once.
//!
//! Start at [`crate::Store::stage_backup`] and [`unpack`].

mod archive;
mod manifest;
mod places;
mod restore;
mod staged;
mod swap;

use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use places::{BackupPlace, BackupPlaces, LastBackup, LastFailure};
pub use restore::{Counted, RecordContents, Unpacked, WayIn, unpack};
pub use staged::{BackupStep, StagedBackup, Tell};
pub use swap::finish_restore;

pub use crate::vault::HeaderUsed;

use crate::StoreError;

/// The manifest's name in the tar.
const MANIFEST: &str = "filiform-backup.json";
/// The header's name in the tar.
const HEADER: &str = "practice.key";
/// The database's name in the tar.
const DATABASE: &str = "practice.db";

/// A private folder that is emptied before its use and removed after it.
struct Scratch(PathBuf);

impl Scratch {
    fn make(path: PathBuf) -> Result<Self, StoreError> {
        clear(&path)?;
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self(path))
    }

    fn path(&self) -> &Path {
        &self.0
    }

    /// Leaves the folder where it is, for whoever goes on with it.
    fn keep(mut self) -> PathBuf {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            // What is left is removed before the next use.
            drop(std::fs::remove_dir_all(&self.0));
        }
    }
}

fn clear(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
