//! How it stands with the backups: for their own screen, for the first screen, for the command line.

use std::path::Path;
use std::sync::{MutexGuard, PoisonError, TryLockError};

use filiform_domain::backup::{self, BackupName};
use filiform_domain::ids::PracticeId;
use filiform_domain::time::Instant;
use filiform_store::backup::{BackupPlace, BackupPlaces};

use super::Filiform;
use crate::contract::{
    BackupFolderLine, BackupLine, BackupOffer, BackupRestored, BackupState, BackupsPage, Warning,
};
use crate::error::Error;
use crate::wording;

/// A last backup that is older is called old.
const OLD_AFTER_DAYS: i64 = 7;

impl Filiform {
    /// The folders as they stand now.
    pub(crate) fn backups_page(&self) -> Result<BackupsPage, Error> {
        let places = BackupPlaces::read(&self.host.folder)?;
        Ok(page(&places, &self.host.folder, self.now()))
    }

    /// Lets one backup be made at a time; none while another one is.
    pub(crate) fn begin_backup(&self) -> Result<MutexGuard<'_, ()>, Error> {
        match self.backing_up.try_lock() {
            Ok(alone) => Ok(alone),
            Err(TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => Err(Error::BackingUp),
        }
    }

    /// Has the door tell what was restored, or nothing any more.
    pub(crate) fn tell_restored(&self, restored: Option<BackupRestored>) {
        *self.restored.lock().unwrap_or_else(PoisonError::into_inner) = restored;
    }

    /// What a restore has put in place, until somebody unlocks it.
    pub(crate) fn restored(&self) -> Option<BackupRestored> {
        let restored = self.restored.lock();
        restored.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The newest backup that is there now, to be restored.
    pub(crate) fn newest_backup(&self) -> Result<BackupOffer, Error> {
        let places = BackupPlaces::read(&self.host.folder)?.places;
        let there = places.iter().filter(|place| place.holds_last());
        let kept = there.filter_map(|place| Some((place.folder.as_path(), place.last.as_ref()?)));
        let newest = kept.max_by_key(|(_, last)| last.made.utc_ms);
        Ok(
            newest.map_or_else(BackupOffer::default, |(folder, last)| BackupOffer {
                file: folder.join(&last.file).display().to_string(),
                verified: verified(last.made, self.now()),
            }),
        )
    }

    /// Which backups hold the record of a patient who was registered then (UTC in ms): a sentence for each folder that
    /// this computer knows of. A folder that is not there now may hold some too.
    pub(crate) fn backups_that_hold(
        &self,
        practice: PracticeId,
        registered_at: i64,
    ) -> Result<Vec<String>, Error> {
        let places = BackupPlaces::read(&self.host.folder)?.places;
        // The wall clock of then may have stood up to a day behind.
        let first = Instant {
            utc_ms: registered_at.saturating_sub(86_400_000),
            offset_minutes: 0,
        };
        let said = places.iter().filter_map(|place| {
            let folder = place.folder.display().to_string();
            if !place.is_there() {
                return Some(wording::retention::backups_unknown(&folder));
            }
            let mut days: Vec<_> = place
                .backups_of(practice)
                .iter()
                .map(BackupName::day)
                .collect();
            days.retain(|day| *day >= first.date());
            wording::retention::backups_in(&folder, &days)
        });
        Ok(said.collect())
    }

    /// The same in one line: the worst of it, or when the last backup was verified.
    pub(crate) fn backup_line(&self) -> Result<BackupLine, Error> {
        let page = self.backups_page()?;
        let troubles = page.folders.iter().map(|folder| &folder.trouble);
        let trouble = troubles
            .filter(|words| !words.is_empty())
            .map(|words| format!("Backup: {words}"));
        let wrong = page
            .warnings
            .into_iter()
            .map(|warning| warning.message)
            .chain(trouble)
            .next();
        Ok(match wrong {
            Some(words) => BackupLine {
                words,
                needs_attention: true,
            },
            None => BackupLine {
                words: format!(
                    "{}.",
                    page.newest.replacen("Verified", "Backup verified", 1)
                ),
                needs_attention: false,
            },
        })
    }
}

pub(crate) fn page(places: &BackupPlaces, practice: &Path, now: Instant) -> BackupsPage {
    let folders: Vec<BackupFolderLine> =
        places.places.iter().map(|place| line(place, now)).collect();
    let newest = places.newest();
    BackupsPage {
        warnings: warnings(places, practice, now),
        newest: newest.map(|made| verified(made, now)).unwrap_or_default(),
        due: backup::is_due(folders.len(), newest, now.date()),
        folders,
    }
}

fn line(place: &BackupPlace, now: Instant) -> BackupFolderLine {
    let (state, trouble) = if !place.is_there() {
        let trouble = "This folder is not there. Connect its drive, or choose another folder.";
        (BackupState::Missing, trouble.to_owned())
    } else if let Some(failed) = &place.failed {
        let when = wording::moment(failed.at, now.date());
        (
            BackupState::Failed,
            format!("Failed {when}: {}", failed.message),
        )
    } else if place.last.is_some() && !place.holds_last() {
        let trouble = "The last backup was removed from this folder. Back up again.";
        (BackupState::Failed, trouble.to_owned())
    } else if place.last.is_some() {
        (BackupState::Verified, String::new())
    } else {
        (BackupState::None, String::new())
    };
    BackupFolderLine {
        folder: place.folder.display().to_string(),
        state,
        verified: place
            .last
            .as_ref()
            .map(|last| verified(last.made, now))
            .unwrap_or_default(),
        trouble,
    }
}

fn verified(made: Instant, now: Instant) -> String {
    format!("Verified {}", wording::moment(made, now.date()))
}

fn warnings(places: &BackupPlaces, practice: &Path, now: Instant) -> Vec<Warning> {
    let warn = |code: &str, message: String| Warning {
        code: code.to_owned(),
        message,
    };
    if places.places.is_empty() {
        let message = "No backup is made: choose a folder for backups, best on another disk. If this disk breaks, \
            every note on it is lost.";
        return vec![warn("no-backup-folder", message.to_owned())];
    }
    let mut found = Vec::new();
    let elsewhere =
        |place: &BackupPlace| place.last.is_some() && place.is_on_disk_of(practice) != Some(true);
    if !places.places.iter().any(elsewhere) && places.newest().is_some() {
        let message = "Every backup lies on the same disk as the practice: if it breaks, both are gone. Add a folder on \
            another disk.";
        found.push(warn("backups-on-one-disk", message.to_owned()));
    }
    match places.newest() {
        None => found.push(warn("no-backup", "No backup was made yet.".to_owned())),
        Some(made) => {
            let days = made.date().days_until(now.date());
            if days > OLD_AFTER_DAYS {
                found.push(warn(
                    "old-backup",
                    format!("The last backup is {days} days old."),
                ));
            }
        }
    }
    found
}
