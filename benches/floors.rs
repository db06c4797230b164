//! Speed against the floor: each workflow beside the same statements with nothing around them, on the same
//! encrypted file, in turns, in one run. Absolute times depend on the machine; read the ratios.
//!
//! `cargo bench` makes a practice of 100,000 sessions first; `FILIFORM_BENCH_SESSIONS` asks for another size.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures time, prints it, and stops when something is wrong"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use filiform::contract::{CreatePractice, FindPatients, KeepDraft, ReviewHistory, SignSession};
use filiform::demo::{Demo, demo_practice, fill};
use filiform::{Filiform, Flow, Host, Instant, KdfCost};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::session::{Session, SessionDraft};
use filiform_store::{Stamp, floor};
use support::{CountedEntropy, NOW_MS, PASSPHRASE, TurnedClock};

/// Sessions of each patient.
const EACH: u32 = 100;
/// Rounds of each measurement.
const ROUNDS: u32 = 200;

fn main() {
    let wanted = std::env::var("FILIFORM_BENCH_SESSIONS")
        .ok()
        .and_then(|text| text.parse().ok());
    let sessions: u32 = wanted.unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    let filiform = practice_of(sessions, folder.path());
    let patient = some_patient(&filiform);
    println!("| what | floor (median) | workflow (median) | ratio |\n| --- | --- | --- | --- |");
    sign(&filiform, patient);
    history(&filiform, patient);
}

/// Signing a note, beside the same INSERTs (ledger, body, projections, search) in one bare transaction.
fn sign(filiform: &Filiform, patient: PatientId) {
    let mut note = latest_note(filiform, patient);
    let minute = AtomicU64::new(0);
    let mut pairs = Pairs::default();
    for _ in 0..ROUNDS {
        let session = at_its_own_minute(&mut note, &minute);
        let stamp = filiform
            .bare(|store| Stamp {
                now: NOW,
                author: store.me(),
            })
            .unwrap();
        let mut prepared = filiform
            .bare(|store| floor::prepare_note(store, &stamp, session).unwrap())
            .unwrap();
        let start = Stopwatch::now();
        filiform
            .bare(|store| floor::insert_note(store, &mut prepared).unwrap())
            .unwrap();
        let bare = start.elapsed();
        let asked = draft_of(
            filiform,
            patient,
            at_its_own_minute(&mut note, &minute).note,
        );
        let start = Stopwatch::now();
        black_box(
            filiform::sign_session::sign_session(filiform, asked)
                .ok()
                .unwrap(),
        );
        pairs.push(bare, start.elapsed());
    }
    pairs.print("sign a note");
}

/// A history of 100 sessions, beside reading the same rows with bare prepared statements.
fn history(filiform: &Filiform, patient: PatientId) {
    let mut pairs = Pairs::default();
    for _ in 0..ROUNDS {
        let start = Stopwatch::now();
        black_box(
            filiform
                .bare(|store| floor::read_history(store, patient, EACH).unwrap())
                .unwrap(),
        );
        let bare = start.elapsed();
        let asked = ReviewHistory {
            patient,
            before: None,
            limit: EACH,
        };
        let start = Stopwatch::now();
        let page = filiform::review_history::review_history(filiform, asked)
            .ok()
            .unwrap();
        pairs.push(bare, start.elapsed());
        assert_eq!(page.sessions.len(), EACH as usize);
    }
    pairs.print("a history of 100 sessions");
}

/// Times of the floor and of the workflow, taken in turns.
#[derive(Default)]
struct Pairs {
    floor: Vec<Duration>,
    workflow: Vec<Duration>,
}

impl Pairs {
    fn push(&mut self, floor: Duration, workflow: Duration) {
        self.floor.push(floor);
        self.workflow.push(workflow);
    }

    fn print(mut self, what: &str) {
        let (floor, workflow) = (median(&mut self.floor), median(&mut self.workflow));
        let ratio = workflow.as_secs_f64() / floor.as_secs_f64();
        println!("| {what} | {floor:.2?} | {workflow:.2?} | {ratio:.2} |");
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The clock stands during a bench.
const NOW: Instant = Instant {
    utc_ms: NOW_MS,
    offset_minutes: -300,
};

fn practice_of(sessions: u32, folder: &std::path::Path) -> Filiform {
    let host = Host {
        folder: folder.join("practice"),
        letters: folder.to_owned(),
        clock: Arc::new(TurnedClock::default()),
        entropy: Arc::new(CountedEntropy::default()),
        cost: Box::new(KdfCost::for_tests),
    };
    let filiform = Filiform::new(host);
    let (practice, therapist) = demo_practice();
    let passphrase = PASSPHRASE.to_owned();
    filiform::unlock::create_practice(
        &filiform,
        CreatePractice {
            practice,
            therapist,
            passphrase,
        },
    )
    .ok()
    .unwrap();
    let start = Stopwatch::now();
    let demo = Demo {
        patients: sessions.div_ceil(EACH),
        sessions: EACH,
        seed: 1,
    };
    let made = fill(&filiform, demo, &mut |_, _| Flow::Continue).unwrap();
    println!(
        "A practice of {} sessions, made in {:.1?}.\n",
        made.sessions,
        start.elapsed()
    );
    filiform
}

fn some_patient(filiform: &Filiform) -> PatientId {
    let asked = FindPatients {
        query: String::new(),
        limit: 50,
    };
    let found = filiform::find_patient::find_patients(filiform, asked)
        .ok()
        .unwrap();
    found.patients.last().unwrap().id
}

fn latest_note(filiform: &Filiform, patient: PatientId) -> Session {
    let signed = filiform
        .bare(|store| store.sessions(patient).unwrap())
        .unwrap();
    signed
        .into_iter()
        .map(|signed| signed.session)
        .rfind(|session| !session.note.sites.is_empty())
        .unwrap()
}

/// The same note again, as another session that began a minute earlier than the one before it.
fn at_its_own_minute(note: &mut Session, minute: &AtomicU64) -> Session {
    let n = minute.fetch_add(1, Ordering::Relaxed);
    note.started.utc_ms = (NOW.utc_ms / 60_000 - 1 - i64::try_from(n).unwrap()) * 60_000;
    note.id = SessionId::new(
        note.started.utc_ms,
        n.to_be_bytes().repeat(2)[..10].try_into().unwrap(),
    );
    note.clone()
}

fn draft_of(filiform: &Filiform, patient: PatientId, session: SessionDraft) -> SignSession {
    let body = serde_json::to_value(session).unwrap();
    let typed = KeepDraft {
        draft: None,
        kind: "session".into(),
        patient: Some(patient),
        rev: 0,
        body,
        caret: None,
    };
    let kept = filiform::chart_session::keep_draft(filiform, typed).unwrap();
    SignSession {
        draft: kept.id,
        rev: kept.rev,
    }
}
