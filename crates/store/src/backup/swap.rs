//! Putting a restored practice in the place of the one that was there.
//!
//! Two renames, each atomic: the old folder aside, the new one in. A process that dies between them leaves the
//! new folder complete and marked, and the next start ends what it began; before the first rename nothing has
//! changed, and after the second all has.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use filiform_domain::time::Instant;

use crate::StoreError;
use crate::vault::{PracticeLock, holds_practice, replace_file, sync_folder};

/// Marks a restored folder that is complete and waits to be put in place.
const COMPLETE: &str = "practice.restored";
/// What belongs to this computer, and goes on with the restored practice.
const OF_THIS_COMPUTER: [&str; 2] = ["practice.backups", "practice.attempts"];

/// Where a practice is unpacked before it is put in place: beside it, so that a rename is enough.
pub(super) fn staging(practice: &Path) -> PathBuf {
    beside(practice, "restoring")
}

/// Says that a restore is at work in this folder, as long as what is answered lives. None where the disk cannot say it.
pub(super) fn claim(staging: &Path) -> Option<File> {
    let folder = File::open(staging).ok()?;
    folder.try_lock().is_ok().then_some(folder)
}

/// What a restore left behind that was killed, or whose swap failed: a whole copy of a practice that nobody asked
/// for. One that another process is at work in stays.
fn clear_away(staging: &Path) {
    if staging.is_dir() && claim(staging).is_some() {
        // One that cannot be removed now is tried again at the next start.
        drop(std::fs::remove_dir_all(staging));
    }
}

fn beside(practice: &Path, ending: &str) -> PathBuf {
    let mut name = practice.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    practice.with_file_name(name)
}

/// Puts the restored folder in place and answers where the old one is now.
pub(super) fn put_in_place(
    restored: &Path,
    practice: &Path,
    now: Instant,
) -> Result<Option<PathBuf>, StoreError> {
    // Nobody else may be at work in the folder that is moved away.
    let lock = holds_practice(practice)
        .then(|| PracticeLock::of(practice))
        .transpose()?;
    take_along(practice, restored)?;
    replace_file(restored, COMPLETE, b"")?;
    sync_folder(restored)?;
    sync_parent(practice)?;
    let aside = move_aside(practice, now)?;
    if let Err(error) = std::fs::rename(restored, practice) {
        // Another start may have ended it already.
        if !practice.join(COMPLETE).exists() {
            if let Some(aside) = &aside {
                std::fs::rename(aside, practice)?;
            }
            return Err(error.into());
        }
    }
    drop(lock);
    sync_parent(practice)?;
    unmark(practice);
    Ok(aside)
}

/// Ends a restore that was interrupted between the two renames, and clears away what one that did not get so far
/// left behind. To be done before a practice is looked for.
///
/// # Errors
/// What the disk says.
pub fn finish_restore(practice: &Path) -> Result<(), StoreError> {
    let restored = staging(practice);
    if !practice.exists() && restored.join(COMPLETE).exists() {
        std::fs::rename(&restored, practice)?;
        sync_parent(practice)?;
    }
    unmark(practice);
    clear_away(&restored);
    Ok(())
}

/// The mark means nothing in a folder that is in place; one that stays does no harm.
fn unmark(practice: &Path) {
    drop(std::fs::remove_file(practice.join(COMPLETE)));
}

fn take_along(practice: &Path, restored: &Path) -> Result<(), StoreError> {
    for name in OF_THIS_COMPUTER {
        match std::fs::read(practice.join(name)) {
            Ok(bytes) => replace_file(restored, name, &bytes)?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Moves the folder that is there away; an empty one is taken away.
fn move_aside(practice: &Path, now: Instant) -> Result<Option<PathBuf>, StoreError> {
    if !practice.exists() {
        return Ok(None);
    }
    if std::fs::remove_dir(practice).is_ok() {
        return Ok(None);
    }
    let day = now
        .local()
        .format("before-restore-%Y-%m-%d-%H%M%S")
        .to_string();
    let mut aside = beside(practice, &day);
    for n in 2.. {
        if !aside.exists() {
            break;
        }
        aside = beside(practice, &format!("{day}-{n}"));
    }
    std::fs::rename(practice, &aside)?;
    Ok(Some(aside))
}

fn sync_parent(practice: &Path) -> Result<(), StoreError> {
    practice.parent().map_or(Ok(()), sync_folder)
}
