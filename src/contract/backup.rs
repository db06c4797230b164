//! Backups and the way back from them, as they travel.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Warning;

/// The folders that backups go to, and how the last ones went.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupsPage {
    /// The folders, in the order they were chosen.
    pub folders: Vec<BackupFolderLine>,
    /// What is wrong with the backups as a whole.
    pub warnings: Vec<Warning>,
    /// "Verified today 14:02", of the newest; empty before the first.
    pub newest: String,
    /// Whether today's backup is still to be made.
    pub due: bool,
}

/// One folder that backups go to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupFolderLine {
    /// The folder.
    pub folder: String,
    /// How it stands with it.
    pub state: BackupState,
    /// "Verified today 14:02"; empty before the first backup.
    pub verified: String,
    /// What is wrong with it, for the person; empty when nothing is.
    pub trouble: String,
}

/// How it stands with the backups in one folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BackupState {
    /// No backup was made here yet.
    None,
    /// The last one was written and found whole.
    Verified,
    /// The last try failed.
    Failed,
    /// The folder is not there now.
    Missing,
}

/// A folder for backups.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupFolder {
    /// The folder, as a whole path.
    pub folder: String,
}

/// Asks for a backup into every folder.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct BackUp {
    /// Only when today's is still to be made.
    pub only_if_due: bool,
}

/// What a backup came to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackedUp {
    /// In how many folders it lies now; 0 when it was not due.
    pub made: u32,
    /// In how many folders it failed; the page says why.
    pub failed: u32,
    /// The folders as they stand now.
    pub page: BackupsPage,
}

/// One backup that was made and found whole.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupFile {
    /// Where it is.
    pub file: String,
    /// The last entry in it: its number and hash, so that it can be noted down.
    pub seq: u32,
    /// That entry's hash, 64 hexadecimal digits.
    pub hash: String,
}

/// A backup, and what opens it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OpenBackup {
    /// The file.
    pub file: String,
    /// The passphrase; with a recovery code, the new one.
    pub passphrase: String,
    /// The recovery code, when the passphrase is lost; else empty.
    #[serde(default)]
    pub recovery_code: String,
    /// The folder for a practice that comes back beside the one that is here; empty to take its place.
    #[serde(default)]
    pub into: String,
}

/// The newest backup that this computer knows of and that is there now.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct BackupOffer {
    /// The file; empty when there is none.
    pub file: String,
    /// "Verified today 14:02"; empty when there is none.
    pub verified: String,
}

/// What is in a backup, and what would be lost by restoring it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupLook {
    /// When it was made: "21 Oct 2026, 14:02".
    pub made: String,
    /// What is in it.
    pub holds: RecordCount,
    /// When its last entry was written; empty when there is none.
    pub last: String,
    /// Whether the passphrases of its day open it from then on, instead of today's.
    pub keys_of_its_day: bool,
    /// How it differs from the practice that is on this computer; none where there is none.
    pub here: Option<BackupDifference>,
}

/// How a backup differs from the practice on this computer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupDifference {
    /// Whether the practice here could be read; when it could not, nothing below is known.
    pub known: bool,
    /// When the last entry here was written; empty when there is none.
    pub last: String,
    /// What is here and not in the backup: it would be missing afterwards.
    pub lost: RecordCount,
    /// What is in the backup and not here: it would come back.
    pub regained: RecordCount,
}

/// How many entries of a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordCount {
    /// Patients who were registered.
    pub patients: u32,
    /// Signed sessions.
    pub sessions: u32,
    /// Other entries.
    pub others: u32,
}

/// A practice that came back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupRestored {
    /// When its backup was made: "21 Oct 2026 14:02".
    pub made: String,
    /// The folder it is in now.
    pub folder: String,
    /// Where the practice that was there before is now; none when there was none.
    pub kept_aside: Option<String>,
    /// Whether the passphrases of the backup's day open it, instead of today's.
    pub keys_of_its_day: bool,
}
