//! The files of a practice folder: where they are, and how they are written so that a crash leaves
//! either the old file or the new one.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::StoreError;

/// The encrypted database.
pub(crate) const DATABASE: &str = "practice.db";
/// The header and its copy.
pub(crate) const HEADERS: [&str; 2] = ["practice.key", "practice.key.copy"];
/// The signed head of the ledger.
pub(crate) const ANCHOR: &str = "practice.anchor";
/// How many unlocks failed.
pub(crate) const ATTEMPTS: &str = "practice.attempts";
/// What the one process that has the practice open holds locked.
pub(crate) const LOCK: &str = "practice.lock";

/// Stands in the folder while a practice is being made. Nothing beside it was ever acknowledged to anybody, so
/// what a full disk or a crash left of such a practice is cleared away by the next attempt.
pub(crate) const UNFINISHED: &str = "practice.unfinished";
/// Everything that making a practice may leave.
const MADE: [&str; 9] = [
    DATABASE,
    "practice.db-journal",
    "practice.db-wal",
    "practice.db-shm",
    HEADERS[0],
    HEADERS[1],
    ANCHOR,
    ATTEMPTS,
    UNFINISHED,
];

/// Longest header or counter file that is read: a hostile one must not fill the memory.
const LONGEST: u64 = 256 * 1024;

/// The whole file, `None` when there is none. A file above 256 KiB is cut there, so that it fails its check.
pub(crate) fn read_small(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut bytes = Vec::new();
    match file.take(LONGEST).read_to_end(&mut bytes) {
        Ok(_) => Ok(Some(bytes)),
        // A folder under the file's name: there, but not readable as the file it should be.
        Err(error) if error.kind() == ErrorKind::IsADirectory => Ok(Some(Vec::new())),
        Err(error) => Err(error.into()),
    }
}

/// Writes a file of mode 0600 whole or not at all: a temporary file is synced and renamed over it.
/// The caller syncs the folder once all its files are written.
pub(crate) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let temporary = temporary(folder, name);
    let written = write_new(&temporary, bytes)
        .and_then(|()| std::fs::rename(&temporary, folder.join(name)).map_err(StoreError::from));
    if written.is_err() {
        // The write already failed: a leftover is overwritten next time and hides nothing.
        drop(std::fs::remove_file(&temporary));
    }
    written
}

/// Where a file is written before it takes its name.
fn temporary(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.new"))
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut file = private().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// Options that create a file which only its owner can read and write.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes renames and new files in the folder last through a power cut.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Makes the folder for a new practice, or takes an empty one, so that only its owner can enter.
/// Returns whether it was made here.
pub(crate) fn claim_folder(folder: &Path) -> Result<bool, StoreError> {
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            keep_to_owner(folder)?;
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

fn keep_to_owner(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Refuses a folder that already holds something.
pub(crate) fn require_vacant(folder: &Path) -> Result<(), StoreError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    if holds_practice(folder) {
        return Err(StoreError::AlreadyExists);
    }
    let is_unfinished = is_unfinished(folder);
    for entry in entries {
        let name = entry?.file_name();
        let is_ours = name == LOCK || (is_unfinished && is_made(&name.to_string_lossy()));
        if !is_ours {
            return Err(StoreError::FolderNotEmpty);
        }
    }
    Ok(())
}

/// Whether a practice was begun here and never finished.
fn is_unfinished(folder: &Path) -> bool {
    folder.join(UNFINISHED).exists()
}

/// Whether making a practice makes a file of this name, or of its temporary one.
fn is_made(name: &str) -> bool {
    let final_name = name
        .strip_prefix('.')
        .and_then(|name| name.strip_suffix(".new"));
    MADE.contains(&final_name.unwrap_or(name))
}

/// Notes that a practice is being made, on disk before anything else of it; clears what an earlier attempt left.
pub(crate) fn begin(folder: &Path) -> Result<(), StoreError> {
    if is_unfinished(folder) {
        clear(folder);
    }
    private()
        .write(true)
        .create(true)
        .truncate(true)
        .open(folder.join(UNFINISHED))?;
    sync_folder(folder)
}

/// The practice is made: from here on nothing of it is ever cleared away.
///
/// # Errors
/// What the disk says; the practice counts as unfinished then.
pub(crate) fn finish(folder: &Path) -> Result<(), StoreError> {
    sync_folder(folder)?;
    std::fs::remove_file(folder.join(UNFINISHED))?;
    // Until the removal is on the disk, a power cut could bring the note back beside a practice at work.
    sync_folder(folder).inspect_err(|_| {
        let mut again = private();
        again.write(true).create(true).truncate(true);
        drop(again.open(folder.join(UNFINISHED)));
    })
}

/// Takes back what an unfinished practice left.
fn clear(folder: &Path) {
    if is_unfinished(folder) {
        clear_made(folder);
    }
}

/// Takes back a practice whose making failed, also when that was at its last step, where nothing says any more that
/// it is unfinished. That note goes last.
pub(crate) fn clear_made(folder: &Path) {
    for name in MADE {
        drop(std::fs::remove_file(temporary(folder, name)));
        drop(std::fs::remove_file(folder.join(name)));
    }
}

/// Whether any file that holds practice data is there. What was never finished holds none.
pub(crate) fn holds_practice(folder: &Path) -> bool {
    !is_unfinished(folder)
        && [DATABASE, HEADERS[0], HEADERS[1]]
            .iter()
            .any(|name| folder.join(name).exists())
}

/// Refuses a folder that holds no practice, or one whose header is gone.
pub(crate) fn require_practice(folder: &Path) -> Result<(), StoreError> {
    if folder.exists() && !folder.is_dir() {
        return Err(StoreError::NotAFolder);
    }
    if !holds_practice(folder) {
        return Err(StoreError::NotFound);
    }
    if HEADERS.iter().any(|name| folder.join(name).exists()) {
        return Ok(());
    }
    Err(StoreError::HeaderMissing)
}

/// Takes back what a failed creation left: our own files, and the folder when it was ours.
pub(crate) fn abandon(folder: &Path, folder_is_ours: bool) {
    clear(folder);
    drop(std::fs::remove_file(folder.join(LOCK)));
    leave(folder, folder_is_ours);
}

/// Removes the folder again when it was made here and is empty.
pub(crate) fn leave(folder: &Path, folder_is_ours: bool) {
    if folder_is_ours {
        drop(std::fs::remove_dir(folder));
    }
}

/// Both header paths.
pub(crate) fn header_paths(folder: &Path) -> [PathBuf; 2] {
    HEADERS.map(|name| folder.join(name))
}
