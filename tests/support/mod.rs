//! A practice for tests: a clock that is turned by hand, numbers that are random only in name, and the
//! main job in a few words.

#![allow(dead_code, reason = "each test binary uses its own part")]

mod attachments;
mod between;
mod episodes;
mod scores;

#[allow(unused_imports, reason = "each test binary uses its own part")]
pub(crate) use attachments::{dot, empty_page, referral_letter};
#[allow(unused_imports, reason = "each test binary uses its own part")]
pub(crate) use between::{bruise, call, called_off};
#[allow(unused_imports, reason = "each test binary uses its own part")]
pub(crate) use episodes::{discharge, episode};
#[allow(unused_imports, reason = "not every test binary scores")]
pub(crate) use scores::{daily, ndi, psfs, total};

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::NaiveDateTime;
use filiform::contract::{
    CreatePractice, DraftKept, KeepDraft, Nothing, PatientPage, PracticeCreated, RecordVerified,
    RegisterPatient, ReviewHistory, SessionLine, SignSession, StartSession, Unlock, Workspace,
};
use filiform::{Clock, Entropy, Error, Filiform, Host, Instant, Job, KdfCost, Stop, StoreError};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::patient::{Complaint, PatientDraft, Referrer};
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::session::SessionDraft;
use filiform_domain::site::{Side, SiteDraft, Twitch};
use filiform_domain::visit::{ConsentToday, ScreeningToday};

/// 22 Nov 2026, 14:05 on a wall clock five hours behind UTC.
pub(crate) const NOW_MS: i64 = 1_795_374_300_000;
/// A day in milliseconds.
pub(crate) const DAY_MS: i64 = 86_400_000;
/// A passphrase that is strong enough.
pub(crate) const PASSPHRASE: &str = "lantern orbit plum kettle";
/// Another one.
pub(crate) const OTHER_PASSPHRASE: &str = "gravel sonnet mitten harbour";

/// A clock that stands until a test turns it.
#[derive(Default)]
pub(crate) struct TurnedClock {
    wall: AtomicI64,
    uptime: AtomicU64,
}

impl TurnedClock {
    pub(crate) fn forward(&self, ms: i64) {
        self.set_wall(ms);
        self.uptime
            .fetch_add(ms.try_into().unwrap_or_default(), Ordering::Relaxed);
    }

    /// Somebody sets the clock on the wall; no time passes.
    pub(crate) fn set_wall(&self, by_ms: i64) {
        self.wall.fetch_add(by_ms, Ordering::Relaxed);
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Instant {
        Instant {
            utc_ms: NOW_MS + self.wall.load(Ordering::Relaxed),
            offset_minutes: -300,
        }
    }

    fn offset_at(&self, _: NaiveDateTime) -> i16 {
        -300
    }

    fn uptime_ms(&self) -> u64 {
        self.uptime.load(Ordering::Relaxed)
    }
}

/// The same numbers in every run, different ones at every draw (splitmix64).
#[derive(Default)]
pub(crate) struct CountedEntropy(AtomicU64);

impl Entropy for CountedEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let drawn = (z ^ (z >> 31)).to_le_bytes();
            chunk
                .iter_mut()
                .zip(drawn)
                .for_each(|(byte, drawn)| *byte = drawn);
        }
        Ok(())
    }
}

/// An application on a folder of its own.
pub(crate) struct Desk {
    pub(crate) filiform: Filiform,
    pub(crate) clock: Arc<TurnedClock>,
    pub(crate) folder: PathBuf,
    pub(crate) letters: PathBuf,
    entropy: Arc<CountedEntropy>,
    home: tempfile::TempDir,
}

impl Desk {
    /// Nothing is there yet.
    pub(crate) fn empty() -> Self {
        let home = tempfile::tempdir().unwrap();
        let (folder, letters) = (home.path().join("practice"), home.path().join("letters"));
        let (clock, entropy) = (
            Arc::new(TurnedClock::default()),
            Arc::new(CountedEntropy::default()),
        );
        let filiform = Filiform::new(host(&folder, &letters, &clock, &entropy));
        Self {
            filiform,
            clock,
            folder,
            letters,
            entropy,
            home,
        }
    }

    /// A practice was made, and is open.
    pub(crate) fn open() -> Self {
        let desk = Self::empty();
        desk.create().unwrap();
        desk
    }

    /// Draws a number, so that what comes after it differs from other desks.
    pub(crate) fn draw(&self) {
        self.entropy.fill(&mut [0; 8]).unwrap();
    }

    pub(crate) fn create(&self) -> Result<PracticeCreated, Error> {
        let typed = CreatePractice {
            practice: practice(),
            therapist: therapist(),
            passphrase: PASSPHRASE.into(),
        };
        filiform::unlock::create_practice(&self.filiform, typed)
    }

    pub(crate) fn unlock(&self, passphrase: &str) -> Result<Workspace, Error> {
        filiform::unlock::unlock(
            &self.filiform,
            Unlock {
                passphrase: passphrase.into(),
            },
        )
    }

    pub(crate) fn lock(&self) {
        filiform::lock::lock(&self.filiform, Nothing {}).unwrap();
    }

    /// The process ends without a word, and starts again: nothing is closed, nothing is flushed.
    pub(crate) fn crash(self) -> Self {
        let Self {
            filiform,
            clock,
            folder,
            letters,
            entropy,
            home,
        } = self;
        drop(filiform);
        let filiform = Filiform::new(host(&folder, &letters, &clock, &entropy));
        Self {
            filiform,
            clock,
            folder,
            letters,
            entropy,
            home,
        }
    }

    /// Checks the whole record.
    pub(crate) fn verify(&self) -> RecordVerified {
        let job = Job::new(Stop::default(), &|_| {});
        filiform::verify_record::verify_record(&self.filiform, Nothing {}, &job).unwrap()
    }

    pub(crate) fn register(&self, patient: PatientDraft) -> PatientPage {
        let typed = RegisterPatient {
            patient,
            draft: None,
        };
        filiform::register_patient::register_patient(&self.filiform, typed)
            .ok()
            .unwrap()
    }

    /// A draft of a session of this patient, with this content.
    pub(crate) fn draft(&self, patient: PatientId, session: &SessionDraft) -> DraftKept {
        let page = filiform::chart_session::start_session(&self.filiform, StartSession { patient })
            .ok()
            .unwrap();
        self.keep(page.id, page.rev, patient, session).unwrap()
    }

    pub(crate) fn keep(
        &self,
        draft: filiform_domain::ids::DraftId,
        rev: u64,
        patient: PatientId,
        session: &SessionDraft,
    ) -> Result<DraftKept, Error> {
        let body = serde_json::to_value(session).unwrap();
        let caret = Some("story:3".to_owned());
        let typed = KeepDraft {
            draft: Some(draft),
            kind: "session".into(),
            patient: Some(patient),
            rev,
            body,
            caret,
        };
        filiform::chart_session::keep_draft(&self.filiform, typed)
    }

    pub(crate) fn sign(
        &self,
        patient: PatientId,
        session: &SessionDraft,
    ) -> Result<SessionId, Error> {
        let kept = self.draft(patient, session);
        let asked = SignSession {
            draft: kept.id,
            rev: kept.rev,
        };
        filiform::sign_session::sign_session(&self.filiform, asked).map(|signed| signed.session)
    }

    pub(crate) fn history(&self, patient: PatientId) -> Vec<SessionLine> {
        let asked = ReviewHistory {
            patient,
            filter: filiform::contract::TimelineFilter::default(),
            before: None,
            limit: 100,
        };
        filiform::review_history::review_history(&self.filiform, asked)
            .ok()
            .unwrap()
            .sessions
    }
}

fn host(
    folder: &std::path::Path,
    letters: &std::path::Path,
    clock: &Arc<TurnedClock>,
    entropy: &Arc<CountedEntropy>,
) -> Host {
    Host {
        folder: folder.to_owned(),
        letters: letters.to_owned(),
        clock: clock.clone(),
        entropy: entropy.clone(),
        cost: Box::new(KdfCost::for_tests),
    }
}

pub(crate) fn practice() -> Practice {
    Practice {
        name: "Harbour Street Physical Therapy".into(),
        address: "12 Harbour Street\nPortland, ME 04101".into(),
        phone: "207 555 0142".into(),
        email: "desk@harbour.example".into(),
        ..Practice::default()
    }
}

pub(crate) fn therapist() -> Therapist {
    Therapist {
        name: "A. Rivera".into(),
        credentials: "PT, DPT".into(),
        npi: "1234567893".into(),
        ..Therapist::default()
    }
}

/// A patient with a neck pain, referred by Dr. Hahn.
pub(crate) fn ada() -> PatientDraft {
    PatientDraft {
        family_name: "Okafor".into(),
        given_name: "Adá".into(),
        birth_date: "1984-03-14".into(),
        referrer: Referrer {
            name: "Dr. L. Hahn".into(),
            reason: "neck pain since March".into(),
            ..Referrer::default()
        },
        conditions: vec![Complaint {
            condition: "neck-pain".into(),
            icd10cm: "M54.2".into(),
        }],
        ..PatientDraft::default()
    }
}

pub(crate) fn site(target: &str, side: Side) -> SiteDraft {
    SiteDraft {
        target: target.into(),
        side: Some(side),
        needle: "0.25x40".into(),
        needles: Some(1),
        techniques: vec!["pistoning".into()],
        depth_mm: Some(15),
        twitch: Some(Twitch::Seen),
        twitches: Some(3),
        ..SiteDraft::default()
    }
}

/// Three muscles, pain 7 to 3, on this day.
pub(crate) fn note(date: &str) -> SessionDraft {
    SessionDraft {
        date: date.into(),
        time: "09:20".into(),
        region: "neck".into(),
        story: "Stiff after driving.".into(),
        screening: Some(ScreeningToday::AllNo),
        consent: Some(ConsentToday::Verbal),
        condition: "neck-pain".into(),
        pain_before: Some(7),
        sites: vec![
            SiteDraft {
                trigger_points: vec![1],
                ..site("trapezius-upper", Side::Left)
            },
            site("levator-scapulae", Side::Left),
            site("infraspinatus", Side::Right),
        ],
        pain_after: Some(3),
        needles_in: Some(3),
        needles_out: Some(3),
        events_asked: true,
        breathlessness_advice: Some(true),
        plan: "Next visit in a week.".into(),
        ..SessionDraft::default()
    }
}

/// Path and code of every fault, in order.
pub(crate) fn faults<T>(result: Result<T, Error>) -> Vec<(String, String)> {
    match result {
        Err(Error::Fields(problems)) => problems.into_iter().map(|p| (p.path, p.code)).collect(),
        Err(other) => vec![(String::new(), other.code().to_owned())],
        Ok(_) => Vec::new(),
    }
}

pub(crate) fn fault(path: &str, code: &str) -> (String, String) {
    (path.to_owned(), code.to_owned())
}

/// Another program on the same computer that looks at the same folder.
pub(crate) fn second_host(desk: &Desk) -> Host {
    host(&desk.folder, &desk.letters, &desk.clock, &desk.entropy)
}
