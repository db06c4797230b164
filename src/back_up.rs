//! Back up: a checked copy of the practice in one or more folders, by hand and daily.

use std::path::{Path, PathBuf};

use filiform_domain::entry::{BackupMade, Entry};
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_domain::time::Instant;
use filiform_store::backup::{
    BackupPlace, BackupPlaces, BackupStep, LastBackup, LastFailure, StagedBackup,
};
use filiform_store::{StoreError, Write};

use crate::contract::{BackUp, BackedUp, BackupFile, BackupFolder, BackupsPage, Nothing};
use crate::error::Error;
use crate::{Filiform, Job};

/// The folders that backups go to, and how the last ones went.
///
/// # Errors
/// [`Error::Locked`], or what the disk says.
pub fn backups_page(filiform: &Filiform, _: Nothing) -> Result<BackupsPage, Error> {
    filiform.with_open_as(Right::BackUp, |_| filiform.backups_page())
}

/// Adds a folder that backups go to from now on. Nothing is written into it yet.
///
/// # Errors
/// A fault at `folder`: it is not there, or it is the practice's own.
pub fn add_backup_folder(filiform: &Filiform, typed: BackupFolder) -> Result<BackupsPage, Error> {
    filiform.with_open_as(Right::BackUp, |_| {
        let folder = suitable(Path::new(typed.folder.trim()), &filiform.host.folder)?;
        let mut places = BackupPlaces::read(&filiform.host.folder)?;
        if places.places.iter().all(|place| place.folder != folder) {
            places.places.push(BackupPlace::new(folder));
            places.write(&filiform.host.folder)?;
        }
        filiform.backups_page()
    })
}

/// Takes a folder off the list. The backups in it stay.
///
/// # Errors
/// [`Error::Locked`], or what the disk says.
pub fn remove_backup_folder(
    filiform: &Filiform,
    named: BackupFolder,
) -> Result<BackupsPage, Error> {
    filiform.with_open_as(Right::BackUp, |_| {
        let mut places = BackupPlaces::read(&filiform.host.folder)?;
        places
            .places
            .retain(|place| place.folder != Path::new(&named.folder));
        places.write(&filiform.host.folder)?;
        filiform.backups_page()
    })
}

/// Makes a backup into every folder, checks each, and thins older ones. A long job; a folder that fails does not
/// keep the others from theirs, and the page says what failed.
///
/// # Errors
/// [`Error::NoBackupFolder`], [`Error::Locked`], code `interrupted`, or what the disk of the practice says.
pub fn back_up(filiform: &Filiform, asked: BackUp, job: &Job<'_>) -> Result<BackedUp, Error> {
    let page = backups_page(filiform, Nothing {})?;
    if asked.only_if_due && !page.due {
        return Ok(BackedUp {
            made: 0,
            failed: 0,
            page,
        });
    }
    let folders: Vec<PathBuf> = page
        .folders
        .iter()
        .map(|line| PathBuf::from(&line.folder))
        .collect();
    if folders.is_empty() {
        return Err(Error::NoBackupFolder);
    }
    let done = put_into(filiform, &folders, job)?;
    let made = done.iter().filter(|(_, put)| put.is_ok()).count();
    Ok(BackedUp {
        made: number(made),
        failed: number(done.len() - made),
        page: backups_page(filiform, Nothing {})?,
    })
}

/// Makes a backup into one folder, whether or not it is on the list. A long job.
///
/// # Errors
/// [`Error::Locked`], code `interrupted`, or what the disk says: the folder then holds what it held before.
pub fn back_up_into(
    filiform: &Filiform,
    into: BackupFolder,
    job: &Job<'_>,
) -> Result<BackupFile, Error> {
    let folder = suitable(Path::new(into.folder.trim()), &filiform.host.folder)?;
    let mut done = put_into(filiform, std::slice::from_ref(&folder), job)?;
    let (head, put) = done.pop().ok_or(Error::NoBackupFolder)?;
    Ok(BackupFile {
        file: put?.display().to_string(),
        seq: u32::try_from(head.seq).unwrap_or(u32::MAX),
        hash: head.hash,
    })
}

type Put = (
    filiform_domain::entry::HeadOfChain,
    Result<PathBuf, StoreError>,
);

/// Stages one copy and puts it into each folder; then says in the ledger that it was made.
fn put_into(filiform: &Filiform, folders: &[PathBuf], job: &Job<'_>) -> Result<Vec<Put>, Error> {
    let _alone = filiform.begin_backup()?;
    let now = filiform.now();
    let mut tell = |step: BackupStep, done, of| job.step(step.into(), done, of);
    filiform.with_open_as(Right::BackUp, |open| {
        let staged = open.store.stage_backup(now, job.stop(), &mut tell)?;
        let mut done = Vec::new();
        for folder in folders {
            let put = staged.put(folder, job.stop(), &mut tell);
            if put == Err(StoreError::Interrupted) {
                return Err(StoreError::Interrupted.into());
            }
            note(filiform, folder, &staged, &put)?;
            done.push((staged.head().clone(), put));
        }
        let made = done.iter().filter(|(_, put)| put.is_ok()).count();
        if made > 0 {
            let entry = BackupMade {
                practice: open.store.practice_id(),
                folders: number(made),
                head: staged.head().clone(),
            };
            let stamp = filiform.stamp(open);
            open.store
                .transact(&stamp, Write::one(Entry::BackupMade(entry)))?;
        }
        Ok(done)
    })
}

/// Remembers beside the practice how it went. A folder that is not on the list is not remembered.
fn note(
    filiform: &Filiform,
    folder: &Path,
    staged: &StagedBackup,
    put: &Result<PathBuf, StoreError>,
) -> Result<(), Error> {
    let mut places = BackupPlaces::read(&filiform.host.folder)?;
    let Some(place) = places
        .places
        .iter_mut()
        .find(|place| place.folder == folder)
    else {
        return Ok(());
    };
    match put {
        Ok(_) => {
            place.failed = None;
            place.last = Some(LastBackup {
                file: staged.file_name().to_string(),
                made: staged.made(),
            });
        }
        Err(error) => place.failed = Some(failure(staged.made(), error)),
    }
    Ok(places.write(&filiform.host.folder)?)
}

fn failure(at: Instant, error: &StoreError) -> LastFailure {
    LastFailure {
        at,
        message: advice(error),
    }
}

/// What is wrong with a folder for backups, and what to do. The words of the practice's own folder would mislead.
fn advice(error: &StoreError) -> String {
    let words = match error {
        StoreError::ReadOnly => {
            "Filiform may not write into this folder. Allow it there, or choose another folder."
        }
        StoreError::DiskFull => {
            "A disk is full: the one of this folder, or the one of the practice. Free some space, or choose another folder."
        }
        StoreError::BackupDamaged | StoreError::NotABackup => {
            "What was written did not read back the same: this disk may be failing. Choose another folder."
        }
        StoreError::Io(_) => {
            "The disk of this folder gave an error. Connect it anew and back up again, or choose another folder."
        }
        other => return other.to_string(),
    };
    words.to_owned()
}

/// The folder as the system names it, when backups may go there.
fn suitable(folder: &Path, practice: &Path) -> Result<PathBuf, Error> {
    let refuse = |code: &str, message: &str| {
        Err(Error::Fields(vec![Problem {
            path: "folder".into(),
            code: code.into(),
            message: message.into(),
        }]))
    };
    let Some(real) = folder.canonicalize().ok().filter(|real| real.is_dir()) else {
        return refuse(
            "missing",
            "There is no such folder. Connect its drive, or make it first.",
        );
    };
    let inside = practice
        .canonicalize()
        .is_ok_and(|practice| real.starts_with(practice));
    if inside {
        return refuse(
            "own-folder",
            "This is the practice's own folder. A backup belongs elsewhere.",
        );
    }
    Ok(real)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
