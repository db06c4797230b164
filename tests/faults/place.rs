//! A place with a practice in it, opened by this process or by a child.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use filiform::contract::{CreatePractice, Nothing, Unlock, WhichSession, Workspace};
use filiform::verify_record::verify_record;
use filiform::{Entropy, Error, Filiform, Host, Job, KdfCost, Stop, StoreError};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::session::SessionDraft;

use crate::support::{self, PASSPHRASE, TurnedClock};

/// The application on a folder, with a clock that moves only when it is told to.
pub(crate) struct Seat {
    pub(crate) filiform: Filiform,
    pub(crate) clock: Arc<TurnedClock>,
}

/// The numbers of the real world: no two processes draw the same id.
struct Random;

impl Entropy for Random {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        use std::io::Read as _;
        let mut source = fs::File::open("/dev/urandom").map_err(|_| StoreError::NoRandomness)?;
        source
            .read_exact(bytes)
            .map_err(|_| StoreError::NoRandomness)
    }
}

impl Seat {
    /// At the practice in `place`, with nothing open.
    pub(crate) fn at(place: &Path) -> Self {
        let clock = Arc::new(TurnedClock::default());
        let filiform = Filiform::new(Host {
            folder: practice(place),
            letters: place.join("letters"),
            clock: clock.clone(),
            entropy: Arc::new(Random),
            cost: Box::new(KdfCost::for_tests),
        });
        Self { filiform, clock }
    }

    pub(crate) fn create(&self) -> Result<(), Error> {
        let typed = CreatePractice {
            practice: support::practice(),
            therapist: support::therapist(),
            passphrase: PASSPHRASE.into(),
        };
        filiform::unlock::create_practice(&self.filiform, typed).map(drop)
    }

    pub(crate) fn unlock(&self, passphrase: &str) -> Result<Workspace, Error> {
        let passphrase = passphrase.to_owned();
        filiform::unlock::unlock(&self.filiform, Unlock { passphrase })
    }

    pub(crate) fn lock(&self) -> Result<(), Error> {
        filiform::lock::lock(&self.filiform, Nothing {}).map(drop)
    }

    pub(crate) fn register(&self) -> Result<PatientId, Error> {
        let typed = filiform::contract::RegisterPatient {
            patient: support::ada(),
            draft: None,
        };
        filiform::register_patient::register_patient(&self.filiform, typed).map(|page| page.id)
    }

    /// Keeps what is typed in the patient's open draft; answers with the draft and its revision.
    pub(crate) fn keep(
        &self,
        patient: PatientId,
        typed: &SessionDraft,
    ) -> Result<filiform::contract::DraftKept, Error> {
        let asked = filiform::contract::StartSession { patient };
        let page = filiform::chart_session::start_session(&self.filiform, asked)?;
        let keep = filiform::contract::KeepDraft {
            draft: Some(page.id),
            kind: "session".into(),
            patient: Some(patient),
            rev: page.rev,
            body: serde_json::to_value(typed).unwrap_or_default(),
            caret: Some("story:3".into()),
        };
        filiform::chart_session::keep_draft(&self.filiform, keep)
    }

    pub(crate) fn sign(&self, kept: &filiform::contract::DraftKept) -> Result<SessionId, Error> {
        let asked = filiform::contract::SignSession {
            draft: kept.id,
            rev: kept.rev,
        };
        filiform::sign_session::sign_session(&self.filiform, asked).map(|signed| signed.session)
    }

    /// The story of a signed session, as the record tells it.
    pub(crate) fn story(&self, session: SessionId) -> Result<String, Error> {
        let which = WhichSession { session };
        let page = filiform::review_history::open_session(&self.filiform, which)?;
        Ok(page.note.story)
    }

    /// What a check of the whole record finds wrong.
    pub(crate) fn problems(&self) -> Vec<String> {
        let job = Job::new(Stop::default(), &|_| {});
        match verify_record(&self.filiform, Nothing {}, &job) {
            Ok(found) => {
                let problems = found.problems.into_iter();
                problems
                    .map(|problem| format!("entry {}: {}", problem.seq, problem.what))
                    .collect()
            }
            Err(error) => vec![format!("the record was not checked: {}", error.code())],
        }
    }
}

/// A note that tells its number, so that it is known again.
pub(crate) fn note(story: &str) -> SessionDraft {
    SessionDraft {
        story: story.to_owned(),
        ..support::note("2026-11-03")
    }
}

/// The folder of the practice.
pub(crate) fn practice(place: &Path) -> PathBuf {
    place.join("practice")
}

/// A practice with Ada in it and `sessions` signed, locked.
pub(crate) fn furnish(place: &Path, sessions: usize) -> PatientId {
    let seat = Seat::at(place);
    seat.create().unwrap();
    let patient = seat.register().unwrap();
    for n in 0..sessions {
        let kept = seat.keep(patient, &note(&format!("before {n}"))).unwrap();
        seat.sign(&kept).unwrap();
    }
    seat.lock().unwrap();
    patient
}

/// A folder in memory where there is one: a disk that refuses on demand need not be slow as well.
pub(crate) fn quick() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

/// Copies the files of a practice, without the index of the log: that is memory of those who had it open.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(practice(to)).unwrap();
    for file in fs::read_dir(practice(from)).unwrap() {
        let file = file.unwrap();
        if file.file_name() != "practice.db-shm" {
            fs::copy(file.path(), practice(to).join(file.file_name())).unwrap();
        }
    }
}

/// Every file of the practice with its bytes; the lock and the counter of wrong passphrases are not its own.
pub(crate) fn bytes(place: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(practice(place)).unwrap();
    let named = files.map(|file| file.unwrap().path());
    named
        .filter(|path| !path.ends_with("practice.lock") && !path.ends_with("practice.attempts"))
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect()
}
