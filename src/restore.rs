//! Restore: look at what is in a backup, and put it in the place of the practice.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_domain::time::Instant;
use filiform_store::Store;
use filiform_store::backup::{
    BackupStep, Counted, HeaderUsed, RecordContents, Unpacked, WayIn, unpack,
};
use filiform_store::vault::{self, Passphrase, RecoveryCode};

use crate::contract::{
    BackupDifference, BackupLook, BackupOffer, BackupRestored, Nothing, OpenBackup, PracticeState,
    RecordCount,
};
use crate::error::Error;
use crate::{Filiform, Job, wording};

/// The newest backup that this computer knows of and that is there now, also when the practice cannot be opened.
///
/// # Errors
/// What the disk says.
pub fn offer_backup(filiform: &Filiform, _: Nothing) -> Result<BackupOffer, Error> {
    if filiform.is_open() {
        filiform.with_open_as(Right::BackUp, |_| Ok(()))?;
    }
    filiform.newest_backup()
}

/// Opens a backup on a copy, checks it whole, and says what is in it and how it differs from the practice that is
/// here. Nothing is changed. A long job.
///
/// # Errors
/// A file that is no backup, damaged, newer or of another practice; a passphrase that does not open it.
pub fn look_at_backup(
    filiform: &Filiform,
    asked: OpenBackup,
    job: &Job<'_>,
) -> Result<BackupLook, Error> {
    with_opened(filiform, &asked, job, |unpacked, store, used| {
        let theirs = store.record_contents(job.stop())?;
        Ok(BackupLook {
            made: wording::between::moment(unpacked.made()),
            holds: theirs.counted().into(),
            last: words(theirs.last()),
            keys_of_its_day: used == HeaderUsed::OfBackup,
            here: here(filiform, &asked, used, &theirs, job)?,
        })
    })
}

/// Puts a backup in the place of the practice, or beside it. What was in its place before is kept aside; the practice
/// is locked then, and the ledger of what came back goes on in a new chain. A long job.
///
/// # Errors
/// Those of [`look_at_backup`], a fault at `into`, and what the disk says: the practice of before is in place then.
pub fn restore_backup(
    filiform: &Filiform,
    asked: OpenBackup,
    job: &Job<'_>,
) -> Result<BackupRestored, Error> {
    let beside = is_beside(&asked);
    with_opened(filiform, &asked, job, |unpacked, store, used| {
        let made = wording::between::moment(unpacked.made());
        let folder = unpacked.goes_to().display().to_string();
        if !beside {
            // From here on it is quick, and a lock no longer stops it: the practice is locked by it.
            filiform.close()?;
            filiform_report::forget();
        }
        let aside = unpacked.put_in_place(store, filiform.now())?;
        let restored = BackupRestored {
            made,
            folder,
            kept_aside: aside.map(|folder| folder.display().to_string()),
            keys_of_its_day: used == HeaderUsed::OfBackup,
        };
        if !beside {
            filiform.tell_restored(Some(restored.clone()));
        }
        Ok(restored)
    })
}

fn is_beside(asked: &OpenBackup) -> bool {
    !asked.into.trim().is_empty()
}

/// The folder that the practice comes back into.
fn goes_to(filiform: &Filiform, asked: &OpenBackup) -> Result<PathBuf, Error> {
    let home = &filiform.host.folder;
    if !is_beside(asked) {
        return Ok(home.clone());
    }
    let folder = PathBuf::from(asked.into.trim());
    if !folder.is_absolute() {
        return refuse("into", "not-whole", "Write the whole path of the folder.");
    }
    if folder.starts_with(home) || home.starts_with(&folder) {
        return refuse(
            "into",
            "own-folder",
            "The practice that is here lives there. Name another folder.",
        );
    }
    let is_free =
        std::fs::read_dir(&folder).map_or(!folder.exists(), |mut held| held.next().is_none());
    if !is_free {
        return refuse(
            "into",
            "not-empty",
            "Something is there already. Name a folder that is new or empty.",
        );
    }
    Ok(folder)
}

fn refuse<T>(path: &str, code: &str, message: &str) -> Result<T, Error> {
    Err(Error::Fields(vec![Problem {
        path: path.into(),
        code: code.into(),
        message: message.into(),
    }]))
}

/// Unpacks, opens and checks, then works on it.
fn with_opened<T>(
    filiform: &Filiform,
    asked: &OpenBackup,
    job: &Job<'_>,
    work: impl FnOnce(Unpacked, Store, HeaderUsed) -> Result<T, Error>,
) -> Result<T, Error> {
    // Before the unlock nobody's role is known; the passphrase says who it is.
    if filiform.is_open() {
        filiform.with_open_as(Right::BackUp, |_| Ok(()))?;
    }
    let file = Path::new(asked.file.trim());
    if !file.is_file() {
        return refuse(
            "file",
            "missing",
            "There is no such file. Connect its drive, or choose another backup.",
        );
    }
    let passphrase = Passphrase::new(asked.passphrase.clone());
    let code = match asked.recovery_code.trim() {
        "" => None,
        typed => Some(RecoveryCode::parse(typed)?),
    };
    let way = match &code {
        None => WayIn::Passphrase(&passphrase),
        Some(code) => WayIn::Recovery {
            code,
            new_passphrase: &passphrase,
            cost: (filiform.host.cost)(),
        },
    };
    let mut tell = |step: BackupStep, done, of| job.step(step.into(), done, of);
    let folder = goes_to(filiform, asked)?;
    let unpacked = unpack(file, &folder, &mut tell)?;
    let entropy = Arc::clone(&filiform.host.entropy);
    let checking = (job.stop(), &mut tell as _);
    let (store, used) = unpacked.open(&way, entropy, filiform.now(), checking)?;
    work(unpacked, store, used)
}

/// How the practice that is here differs; none where there is none.
fn here(
    filiform: &Filiform,
    asked: &OpenBackup,
    used: HeaderUsed,
    theirs: &RecordContents,
    job: &Job<'_>,
) -> Result<Option<BackupDifference>, Error> {
    if is_beside(asked) {
        return Ok(None);
    }
    if filiform.is_open() {
        let ours = filiform.with_open_as(Right::BackUp, |open| {
            Ok(open.store.record_contents(job.stop())?)
        })?;
        return Ok(Some(difference(&ours, theirs)));
    }
    // A practice that cannot be looked at is there all the same.
    let there = filiform
        .status()
        .map_or(true, |status| status.state != PracticeState::Absent);
    if !there {
        return Ok(None);
    }
    let unknown = BackupDifference {
        known: false,
        last: String::new(),
        lost: RecordCount::default(),
        regained: RecordCount::default(),
    };
    // A recovery code would set a new passphrase, and a look changes nothing.
    if used == HeaderUsed::OfBackup || !asked.recovery_code.trim().is_empty() {
        return Ok(Some(unknown));
    }
    let compared = opened_here(filiform, &asked.passphrase, theirs, job);
    Ok(Some(compared.unwrap_or(unknown)))
}

/// Opens the locked practice for as long as it takes to count; a damaged one cannot be compared.
fn opened_here(
    filiform: &Filiform,
    passphrase: &str,
    theirs: &RecordContents,
    job: &Job<'_>,
) -> Result<BackupDifference, Error> {
    let passphrase = Passphrase::new(passphrase.to_owned());
    let now = filiform.now();
    let unlocked = vault::unlock(&filiform.host.folder, &passphrase, now.utc_ms)?;
    let store = Store::open(unlocked, Arc::clone(&filiform.host.entropy), now)?;
    let ours = store.record_contents(job.stop());
    store.close(now)?;
    Ok(difference(&ours?, theirs))
}

fn difference(ours: &RecordContents, theirs: &RecordContents) -> BackupDifference {
    BackupDifference {
        known: true,
        last: words(ours.last()),
        lost: ours.beyond(theirs).into(),
        regained: theirs.beyond(ours).into(),
    }
}

fn words(at: Option<Instant>) -> String {
    at.map(wording::between::moment).unwrap_or_default()
}

impl From<Counted> for RecordCount {
    fn from(counted: Counted) -> Self {
        Self {
            patients: counted.patients,
            sessions: counted.sessions,
            others: counted.others,
        }
    }
}
