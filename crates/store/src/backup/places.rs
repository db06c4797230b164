//! Where backups go, and how the last one went: a plain file beside the practice.
//!
//! It is a setting of this computer and holds nothing clinical, so it is neither encrypted nor in a backup:
//! a folder of another computer means nothing here.

use std::path::{Path, PathBuf};

use filiform_domain::backup::BackupName;
use filiform_domain::ids::PracticeId;
use filiform_domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::StoreError;
use crate::vault::{read_small_file, replace_file, sync_folder};

const FILE: &str = "practice.backups";

/// The folders that backups go to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlaces {
    /// In the order they were chosen.
    #[serde(default)]
    pub places: Vec<BackupPlace>,
}

/// One folder that backups go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlace {
    /// The folder.
    pub folder: PathBuf,
    /// The last backup that was written and found whole here.
    #[serde(default)]
    pub last: Option<LastBackup>,
    /// What the last try said, when it failed after that.
    #[serde(default)]
    pub failed: Option<LastFailure>,
}

/// A backup that was written and found whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBackup {
    /// The file's name.
    pub file: String,
    /// When it was made.
    pub made: Instant,
}

/// A backup that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastFailure {
    /// When.
    pub at: Instant,
    /// The words for the person.
    pub message: String,
}

impl BackupPlace {
    /// A folder that holds no backup yet.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            last: None,
            failed: None,
        }
    }

    /// Whether the folder is there now.
    pub fn is_there(&self) -> bool {
        self.folder.is_dir()
    }

    /// Whether the file of the last backup is still there.
    pub fn holds_last(&self) -> bool {
        self.last
            .as_ref()
            .is_some_and(|last| self.folder.join(&last.file).is_file())
    }

    /// The backups of a practice that are there now, the oldest first; none when the folder cannot be listed.
    pub fn backups_of(&self, practice: PracticeId) -> Vec<BackupName> {
        let named = |name: &String| name.parse::<BackupName>().ok();
        let mut ours: Vec<BackupName> = super::staged::names(&self.folder)
            .iter()
            .filter_map(named)
            .filter(|name| name.is_of(practice))
            .collect();
        ours.sort_by_key(ToString::to_string);
        ours
    }

    /// Whether it lies on the same disk as the practice; unknown for a folder that is not there.
    pub fn is_on_disk_of(&self, practice: &Path) -> Option<bool> {
        Some(disk(&self.folder)? == disk(practice)?)
    }
}

#[cfg(unix)]
fn disk(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    Some(std::fs::metadata(path).ok()?.dev())
}

#[cfg(not(unix))]
fn disk(path: &Path) -> Option<std::ffi::OsString> {
    use std::path::Component;
    match path.canonicalize().ok()?.components().next()? {
        Component::Prefix(prefix) => Some(prefix.as_os_str().to_owned()),
        _ => None,
    }
}

impl BackupPlaces {
    /// The folders of a practice. An unreadable file counts as none: the person then sees that no folder is
    /// chosen, and chooses again.
    ///
    /// # Errors
    /// What the disk says.
    pub fn read(practice: &Path) -> Result<Self, StoreError> {
        let bytes = read_small_file(&practice.join(FILE))?.unwrap_or_default();
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    /// Keeps the folders.
    ///
    /// # Errors
    /// What the disk says; the old ones are kept then.
    pub fn write(&self, practice: &Path) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec_pretty(self).map_err(|_| StoreError::Damaged {
            what: "the list of backup folders",
        })?;
        replace_file(practice, FILE, &bytes)?;
        sync_folder(practice)
    }

    /// When the newest backup in any folder was made.
    pub fn newest(&self) -> Option<Instant> {
        let made = self.places.iter().filter_map(|place| place.last.as_ref());
        made.map(|last| last.made).max_by_key(|made| made.utc_ms)
    }
}
