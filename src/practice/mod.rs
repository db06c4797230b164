//! The application without a window, and the practice that is open in it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockWriteGuard, TryLockError};
use std::time::Duration;

use chrono::NaiveDateTime;
use filiform_catalogue::Catalogue;
use filiform_domain::ids::{SessionId, TherapistId};
use filiform_domain::practice::Therapist;
use filiform_domain::role::{Right, may};
use filiform_domain::signing::Signing;
use filiform_domain::time::{CalendarDate, Instant};
use filiform_store::vault::{self, Entropy, KdfCost, Presence};
use filiform_store::{KeptPatient, Stamp, Store};

use crate::contract::{BackupRestored, PracticeState, PracticeStatus, Resume, Workspace};
use crate::error::Error;

mod amendments;
mod attachments;
mod backups;
mod between;
mod desk;
mod draft_kinds;
mod episodes;
mod job;
pub(crate) mod known;
mod outcomes;
mod page;
mod safety;
mod scores;
mod sight;
mod strip;
mod written_file;

pub(crate) use amendments::{count as count_amendments, session_of_draft};
pub(crate) use attachments::why_withdrawn;
pub(crate) use between::form_kept;
pub(crate) use desk::{AtDesk, UNDER_COVER};
pub(crate) use draft_kinds::{
    ADDENDUM, ATTACHMENT, CONSENT, CONTACT, CORRECTION, EPISODE, EVENT, LETTER, NOT_HELD, PATIENT,
    PERSON, SCORE, SCREENING, SESSION, SETTINGS, VOID, is_on_today,
};
pub(crate) use episodes::{episode_in_words, episode_lines, episode_words};
pub use job::{Hear, Job};
pub(crate) use outcomes::{BEFORE_VISITS_KEY, Course, Within, shown_of};
pub(crate) use page::patient_page;
pub(crate) use safety::Safety;
pub(crate) use sight::{Sight, right_of_draft};
pub(crate) use written_file::{
    Filling, Hashing, Refused, Written, free_path, write_in_parts, write_new,
};

/// Where the time comes from. The outermost layer reads the computer's clock; tests turn their own.
pub trait Clock: Send + Sync {
    /// The present moment, with the wall clock's offset.
    fn now(&self) -> Instant;
    /// The wall clock's offset from UTC in minutes at a local date and time.
    fn offset_at(&self, local: NaiveDateTime) -> i16;
    /// Milliseconds on a clock that nobody sets and that goes on while the computer sleeps. The outermost layer
    /// asks the computer for it; a made-up clock that only goes forward can do without.
    fn uptime_ms(&self) -> u64 {
        u64::try_from(self.now().utc_ms).unwrap_or_default()
    }
}

/// Everything that the application takes from the computer it runs on.
pub struct Host {
    /// The folder of the practice.
    pub folder: PathBuf,
    /// The folder in which letters are offered to be saved.
    pub letters: PathBuf,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The source of random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// What a new passphrase costs to guess; asked only when one is set.
    pub cost: Box<dyn Fn() -> KdfCost + Send + Sync>,
}

/// The application: a host, and the practice when it is open.
pub struct Filiform {
    pub(crate) host: Host,
    jobs: job::Jobs,
    open: RwLock<Option<Open>>,
    /// Held while a backup is made: two at once would meet in the folder where the copy is staged.
    backing_up: Mutex<()>,
    /// What a restore put in place, to be told at the door until somebody unlocks.
    restored: Mutex<Option<BackupRestored>>,
    /// When somebody last used the open practice, on the clock that nobody sets.
    used_at: AtomicU64,
}

/// An open practice.
pub(crate) struct Open {
    /// The encrypted file.
    pub(crate) store: Store,
    /// The therapist who is working.
    pub(crate) me: TherapistId,
    /// The therapist's desk: when it is covered and locked, and whether it is covered now.
    pub(crate) desk: AtDesk,
}

impl Filiform {
    /// The application on this host, with nothing open.
    pub fn new(host: Host) -> Self {
        // A restore that was killed between its two renames is ended here. When it cannot be, the folder
        // is not there, and the screen offers to restore again.
        let _ = filiform_store::backup::finish_restore(&host.folder);
        Self {
            host,
            jobs: job::Jobs::default(),
            open: RwLock::new(None),
            backing_up: Mutex::new(()),
            restored: Mutex::new(None),
            used_at: AtomicU64::new(0),
        }
    }

    /// The clinical content.
    pub fn catalogue(&self) -> &'static Catalogue {
        Catalogue::shipped()
    }

    /// Whether a practice is open.
    pub fn is_open(&self) -> bool {
        self.open
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some()
    }

    /// The present moment.
    pub(crate) fn now(&self) -> Instant {
        self.host.clock.now()
    }

    /// Today on the wall.
    pub(crate) fn today(&self) -> CalendarDate {
        self.now().date()
    }

    /// Ten random bytes for a new id.
    pub(crate) fn random(&self) -> Result<[u8; 10], Error> {
        let mut bytes = [0; 10];
        self.host.entropy.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// Works on the open practice as somebody who may, or says why not. This and [`Self::with_sight_as`] are
    /// the only ways in: every workflow names its right here, and no workflow can do without one. An auditor
    /// gets past this one only to their own seat and to the proof of the record.
    pub(crate) fn with_open_as<T>(
        &self,
        right: Right,
        work: impl FnOnce(&Open) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.with_open(|open| {
            let sight = open.sight(right, self.today())?;
            let about_nobody = matches!(right, Right::OwnSeat | Right::Verify);
            if about_nobody || !matches!(sight, Sight::Chosen(_)) {
                work(open)
            } else {
                Err(Error::NotAllowed)
            }
        })
    }

    /// The same for work that heeds how much of the record somebody may see, and so is open to an auditor.
    pub(crate) fn with_sight_as<T>(
        &self,
        right: Right,
        work: impl FnOnce(&Open, &Sight) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.with_open(|open| work(open, &open.sight(right, self.today())?))
    }

    /// Refuses a command at the door when whoever works now may not run it. Before the unlock it is the
    /// command's own to say what it does.
    pub(crate) fn admit(&self, right: Right) -> Result<(), Error> {
        if right == Right::Anyone || !self.is_open() {
            return Ok(());
        }
        self.with_open(|open| open.sight(right, self.today()).map(drop))
    }

    /// Works on the desk of whoever works now: it tells nothing of the record, and covering and locking are
    /// everybody's.
    pub(crate) fn with_desk<T>(
        &self,
        work: impl FnOnce(&AtDesk) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.with_open(|open| work(&open.desk))
    }

    /// Works on the open practice, or says that it is locked. Nothing outside of this file may come in here.
    fn with_open<T>(&self, work: impl FnOnce(&Open) -> Result<T, Error>) -> Result<T, Error> {
        if self.is_closing() {
            return Err(Error::Locked);
        }
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        work(open.as_ref().ok_or(Error::Locked)?)
    }

    /// The bare store of the open practice, so that the benches can measure a workflow beside it.
    #[doc(hidden)]
    pub fn bare<T>(&self, work: impl FnOnce(&Store) -> T) -> Option<T> {
        self.with_open(|open| Ok(work(&open.store))).ok()
    }

    /// Puts an opened store in place. One that was open before is closed first.
    pub(crate) fn set_open(&self, store: Store) -> Result<(), Error> {
        self.close()?;
        let me = store.me();
        let desk = AtDesk::sit_down(&store)?;
        let open = Some(Open { store, me, desk });
        self.use_now();
        self.tell_restored(None);
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = open;
        Ok(())
    }

    /// Closes the practice, if it is open. Long work is interrupted; nothing can keep the lock waiting.
    pub(crate) fn close(&self) -> Result<(), Error> {
        let _no_jobs = self.stop_jobs();
        let closing = self.alone().take();
        match closing {
            Some(open) => Ok(open.store.close(self.now())?),
            None => Ok(()),
        }
    }

    /// The place of the open practice for one alone. Whatever still works there is interrupted until it gives
    /// way: a job of many statements would outlast a single interrupt.
    fn alone(&self) -> RwLockWriteGuard<'_, Option<Open>> {
        /// How long work may take to notice that it was interrupted.
        const PAUSE: Duration = Duration::from_millis(5);
        loop {
            match self.open.try_write() {
                Ok(alone) => return alone,
                Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => {}
            }
            if let Ok(open) = self.open.try_read()
                && let Some(open) = open.as_ref()
            {
                open.store.interrupt();
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Somebody uses the practice.
    pub(crate) fn use_now(&self) {
        self.used_at
            .store(self.host.clock.uptime_ms(), Ordering::SeqCst);
    }

    /// Milliseconds since somebody last used the practice, a sleep of the computer included.
    pub(crate) fn idle_ms(&self) -> u64 {
        let used_at = self.used_at.load(Ordering::SeqCst);
        self.host.clock.uptime_ms().saturating_sub(used_at)
    }

    /// Whether a practice is open behind a cover.
    pub fn is_covered(&self) -> bool {
        self.with_open(|open| Ok(open.desk.is_covered()))
            .unwrap_or_default()
    }

    /// What may be shown before anybody has unlocked: no name of the practice or of a person.
    pub(crate) fn status(&self) -> Result<PracticeStatus, Error> {
        let (state, people, wait_ms) = if self.is_covered() {
            (PracticeState::Covered, 0, 0)
        } else if self.is_open() {
            (PracticeState::Open, 0, 0)
        } else {
            match vault::peek(&self.host.folder, self.now().utc_ms)? {
                Presence::Absent => (PracticeState::Absent, 0, 0),
                Presence::Locked {
                    wait_ms,
                    therapists,
                    ..
                } => (PracticeState::Locked, therapists.len(), wait_ms),
            }
        };
        Ok(PracticeStatus {
            state,
            folder: self.host.folder.display().to_string(),
            people: u32::try_from(people).unwrap_or(u32::MAX),
            wait_seconds: u32::try_from(wait_ms.div_ceil(1000)).unwrap_or(u32::MAX),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            restored: self.restored(),
        })
    }

    /// What the rules of a session ask for besides the draft.
    pub(crate) fn signing<'a>(
        &self,
        open: &Open,
        kept: &KeptPatient,
        offset_at: &'a dyn Fn(NaiveDateTime) -> i16,
    ) -> Result<Signing<'a>, Error> {
        let now = self.now();
        Ok(Signing {
            id: SessionId::new(now.utc_ms, self.random()?),
            patient: kept.id,
            birth_date: kept.patient.birth_date,
            therapist: open.me,
            now,
            offset_at,
            episodes: open.store.episode_ids(kept.id)?,
            words: self.catalogue(),
        })
    }

    /// Writes down who looked at what, when a minute has passed since the last time. An answer never fails
    /// because of it: what could not be written stays noted, and is written at the lock.
    pub(crate) fn settle_accesses(&self) {
        let _ = self.with_open(|open| Ok(open.store.settle_accesses(&self.stamp(open))?));
    }

    /// Who writes now.
    pub(crate) fn stamp(&self, open: &Open) -> Stamp {
        Stamp {
            now: self.now(),
            author: open.me,
        }
    }
}

impl Open {
    /// The open practice, as the frame of the window shows it.
    pub(crate) fn workspace(&self) -> Result<Workspace, Error> {
        let therapist = self.therapist(self.me)?;
        let role = self.role()?;
        let rights = Right::ALL.iter().copied();
        let drafts = self.store.drafts(self.me)?;
        let here = self.store.therapists()?.into_iter();
        let several = here.filter(|kept| kept.removed_at.is_none()).count() > 1;
        let newest = drafts.into_iter().find(|draft| is_on_today(&draft.kind));
        Ok(Workspace {
            practice: self.store.practice()?.practice.name,
            therapist: therapist.name,
            me: self.me,
            role,
            several,
            rights: rights.filter(|right| may(role, *right)).collect(),
            resume: newest.map(|draft| Resume {
                session: session_of_draft(&draft),
                draft: draft.id,
                kind: draft.kind,
                patient: draft.patient,
            }),
            place: self.desk.now().place,
        })
    }

    /// A therapist's details; empty ones for somebody unknown.
    pub(crate) fn therapist(&self, id: TherapistId) -> Result<Therapist, Error> {
        let kept = self
            .store
            .therapists()?
            .into_iter()
            .find(|kept| kept.id == id);
        Ok(kept.map(|kept| kept.therapist).unwrap_or_default())
    }
}
