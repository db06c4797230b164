//! Builders: a small practice, patients and sessions, and a look at the raw file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use filiform_domain::between::{Role, Who};
use filiform_domain::contact::{Contact, ContactKind};
use filiform_domain::entry::{Entry, PatientWritten, PracticeChanged, TherapistAdded};
use filiform_domain::episode::{
    Discharge, DischargeReason, Episode, EpisodeWritten, PlanOfCare, Referral,
};
use filiform_domain::event::Severity;
use filiform_domain::ids::{
    ContactId, DraftId, EpisodeId, PatientId, PracticeId, ReportedEventId, SessionId, TherapistId,
};
use filiform_domain::patient::{Patient, Sex};
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::role::PracticeRole;
use filiform_domain::session::{Session, SessionDraft};
use filiform_domain::site::{Side, SiteDraft, Twitch};
use filiform_domain::time::Instant;
use filiform_store::vault::{self, Entropy, KdfCost, NewVault, Passphrase, Unlocked};
use filiform_store::{
    Committed, Flow, KeptDraft, NoteHit, NotesWanted, Stamp, Stop, Store, StoreError, Verified,
    Write,
};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const PASSPHRASE: &str = "seven sober herons wade at dusk";
pub(crate) const ME: TherapistId = TherapistId(Uuid::from_u128(0xA11CE));
pub(crate) const PRACTICE: PracticeId = PracticeId(Uuid::from_u128(0xB0A7));

/// Different bytes at every call, the same in every run.
#[derive(Default)]
pub(crate) struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            let block = Sha256::digest(count.to_le_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
        Ok(())
    }
}

/// Minutes after the morning of 22 Nov 2026, in a zone five hours behind.
pub(crate) fn at(minutes: i64) -> Instant {
    Instant {
        utc_ms: 1_795_348_800_000 + minutes * 60_000,
        offset_minutes: -300,
    }
}

pub(crate) fn stamp(minutes: i64) -> Stamp {
    Stamp {
        now: at(minutes),
        author: ME,
    }
}

pub(crate) fn entropy() -> Arc<dyn Entropy> {
    Arc::new(Counting::default())
}

/// Other bytes than [`entropy`] gives: a second installation.
pub(crate) fn other_entropy() -> Arc<dyn Entropy> {
    Arc::new(Counting(AtomicU64::new(1 << 32)))
}

/// A new vault in `folder`, without its database.
pub(crate) fn new_vault(folder: &Path) -> Unlocked {
    let new = NewVault {
        practice: PRACTICE.0,
        therapist: ME.0,
        passphrase: Passphrase::from(PASSPHRASE),
        cost: KdfCost::for_tests(),
    };
    vault::create(folder, &new, &Counting::default())
        .unwrap()
        .opened
}

pub(crate) fn practice_entry() -> PracticeChanged {
    let practice = Practice {
        name: "Heron Street Practice".into(),
        ..Practice::default()
    };
    PracticeChanged {
        id: PRACTICE,
        practice,
    }
}

pub(crate) fn therapist_entry(unlocked: &Unlocked) -> TherapistAdded {
    let therapist = Therapist {
        name: "A. Rivera".into(),
        ..Therapist::default()
    };
    let public_key = data_encoding::HEXLOWER.encode(&unlocked.signer.public());
    TherapistAdded {
        id: ME,
        therapist,
        public_key,
        role: PracticeRole::Owner,
    }
}

pub(crate) fn create_in(folder: &Path) -> Store {
    let unlocked = new_vault(folder);
    let therapist = therapist_entry(&unlocked);
    Store::create(unlocked, entropy(), stamp(0), practice_entry(), therapist).unwrap()
}

/// A new practice in a folder of its own.
pub(crate) fn practice() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = create_in(&folder.path().join("practice"));
    (folder, store)
}

pub(crate) fn home(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("practice")
}

pub(crate) fn unlock(folder: &Path) -> Unlocked {
    vault::unlock(folder, &Passphrase::from(PASSPHRASE), at(1000).utc_ms).unwrap()
}

pub(crate) fn open(folder: &Path) -> Result<Store, StoreError> {
    Store::open(unlock(folder), entropy(), at(1000))
}

/// The file without any of the store's care, for looking and for harm.
pub(crate) fn raw(folder: &Path) -> Connection {
    let unlocked = unlock(folder);
    let connection = Connection::open(unlocked.database_path()).unwrap();
    connection
        .execute_batch(&unlocked.raw_key_pragma())
        .unwrap();
    connection
}

pub(crate) fn patient(family: &str, given: &str, born: &str) -> Patient {
    Patient {
        family_name: family.into(),
        given_name: given.into(),
        birth_date: born.parse().unwrap(),
        sex: Sex::Unknown,
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        record_number: String::new(),
        referrer: None,
        payer: None,
        conditions: Vec::new(),
    }
}

pub(crate) fn patient_id(n: u128) -> PatientId {
    PatientId(Uuid::from_u128(0x9A71_0000 + n))
}

pub(crate) fn registered(n: u128, patient: Patient) -> Entry {
    Entry::PatientRegistered(PatientWritten {
        id: patient_id(n),
        based_on: 0,
        patient,
    })
}

pub(crate) fn changed(n: u128, based_on: u32, patient: Patient) -> Entry {
    Entry::PatientChanged(PatientWritten {
        id: patient_id(n),
        based_on,
        patient,
    })
}

/// Registers Ada Okafor as patient 1.
pub(crate) fn register_ada(store: &Store) -> PatientId {
    write(
        store,
        1,
        registered(1, patient("Okafor", "Ada", "1984-03-14")),
    );
    patient_id(1)
}

pub(crate) fn write(store: &Store, minutes: i64, entry: Entry) -> Committed {
    store
        .transact(&stamp(minutes), Write::one(entry))
        .ok()
        .unwrap()
}

pub(crate) fn site(target: &str, side: Side) -> SiteDraft {
    SiteDraft {
        target: target.into(),
        side: Some(side),
        trigger_points: vec![1],
        needle: "0.25x40".into(),
        needles: Some(1),
        techniques: vec!["pistoning".into()],
        twitch: Some(Twitch::Seen),
        twitches: Some(3),
        ..SiteDraft::default()
    }
}

/// A session of patient `p` that began `minutes` after the morning, with pain 7 before and 3 after.
pub(crate) fn session(p: u128, s: u128, minutes: i64) -> Session {
    Session {
        id: SessionId(Uuid::from_u128(0x5E55_0000 + s)),
        patient: patient_id(p),
        therapist: ME,
        started: at(minutes),
        note: SessionDraft {
            region: "neck".into(),
            story: "sore since the garden".into(),
            pain_before: Some(7),
            sites: vec![
                site("upper-trapezius", Side::Left),
                site("infraspinatus", Side::Right),
            ],
            pain_after: Some(3),
            response: "sore for a day".into(),
            needles_in: Some(2),
            needles_out: Some(2),
            events_asked: true,
            breathlessness_advice: Some(true),
            ..SessionDraft::default()
        },
    }
}

pub(crate) fn signed(session: Session) -> Entry {
    Entry::SessionSigned(Box::new(session))
}

/// A call with the physician of patient `p`, `minutes` after the morning.
pub(crate) fn contact(p: u128, c: u128, minutes: i64) -> Entry {
    Entry::ContactLogged(Box::new(Contact {
        id: ContactId(Uuid::from_u128(0xC0_0000 + c)),
        patient: patient_id(p),
        kind: ContactKind::Phone,
        how: None,
        at: at(minutes),
        who: Who {
            role: Role::Physician,
            name: Some("Dr. L. Hahn".into()),
        },
        said: Some("agrees with needling".into()),
        agreed: None,
    }))
}

/// A bruise of patient `p` that was heard of `minutes` after the morning, after session `s`.
pub(crate) fn reported(p: u128, e: u128, s: u128, minutes: i64) -> Entry {
    Entry::EventReported(Box::new(ReportedEvent {
        id: ReportedEventId(Uuid::from_u128(0xE0_0000 + e)),
        patient: patient_id(p),
        kind: "bruise".into(),
        severity: Severity::Mild,
        session: Some(SessionId(Uuid::from_u128(0x5E55_0000 + s))),
        heard: at(minutes),
        heard_from: Who {
            role: Role::Patient,
            name: None,
        },
        began: None,
        began_hours: Some(6),
        seen: Some("4 cm over the shoulder".into()),
        done: None,
        course: None,
        resolved_date: None,
        resolved: None,
    }))
}

pub(crate) fn episode_id(e: u128) -> EpisodeId {
    EpisodeId(Uuid::from_u128(0xE915_0000 + e))
}

/// Episode `e` of patient `p`, opened on 22 Nov 2026 with 12 visits until 3 Jan 2027.
pub(crate) fn episode(p: u128, e: u128) -> EpisodeWritten {
    let day = |text: &str| text.parse().ok();
    EpisodeWritten {
        id: episode_id(e),
        patient: patient_id(p),
        based_on: 0,
        reopened: false,
        episode: Episode {
            opened_on: "2026-11-22".parse().unwrap(),
            conditions: Vec::new(),
            diagnosis: Some("Heel pain".into()),
            region: None,
            side: None,
            onset_date: None,
            onset: None,
            referral: Some(Referral {
                referrer: Some("Dr. L. Hahn".into()),
                date: None,
                diagnosis: None,
                visits_authorised: Some(12),
                expires: day("2027-01-03"),
            }),
            plan_of_care: Some(PlanOfCare {
                frequency: None,
                sent_to: Some("Dr. L. Hahn".into()),
                sent_on: day("2026-11-22"),
                signature_due: None,
                signed_on: None,
                certified_until: day("2027-02-20"),
            }),
            goals: Vec::new(),
            baseline: None,
            reassess_due: day("2026-12-01"),
            reassessments: Vec::new(),
            discharge: None,
        },
    }
}

/// The same episode, closed on 22 Nov 2026.
pub(crate) fn closed(mut written: EpisodeWritten) -> EpisodeWritten {
    written.episode.discharge = Some(Discharge {
        date: "2026-11-22".parse().unwrap(),
        reason: DischargeReason::GoalsMet,
        reason_words: None,
        summary: None,
        home_programme: None,
        follow_up: None,
    });
    written
}

pub(crate) fn draft(n: u128) -> KeptDraft {
    KeptDraft {
        id: DraftId(Uuid::from_u128(0xD4AF_0000 + n)),
        kind: "session".into(),
        patient: Some(patient_id(1)),
        author: ME,
        rev: 0,
        body: r#"{"story":"typed"}"#.into(),
        caret: Some("story:5".into()),
        kept_at: at(n.try_into().unwrap()),
    }
}

pub(crate) fn verify(store: &Store) -> Verified {
    store
        .verify(&Stop::default(), &mut |_, _| Flow::Continue)
        .unwrap()
}

/// What is wrong, as the check of the record says it.
pub(crate) fn problems(folder: &Path) -> Vec<(u64, &'static str)> {
    let store = open(folder).unwrap();
    verify(&store)
        .problems
        .into_iter()
        .map(|problem| (problem.seq, problem.what))
        .collect()
}

/// Every file of the practice with its bytes. The lock and the counter of attempts are not the practice's.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap());
    let named = entries.map(|entry| {
        let bytes = std::fs::read(entry.path()).unwrap();
        (entry.file_name().into_string().unwrap(), bytes)
    });
    named
        .filter(|(name, _)| !["practice.lock", "practice.attempts"].contains(&name.as_str()))
        .collect()
}

/// The notes with these words that may be read by anybody.
pub(crate) fn notes(store: &Store, typed: &str) -> Vec<NoteHit> {
    found(store, &NotesWanted::words(typed))
}

/// The notes that have what is wanted.
pub(crate) fn found(store: &Store, wanted: &NotesWanted) -> Vec<NoteHit> {
    store.find_notes(wanted, &|_, _| true, 5).unwrap()
}
