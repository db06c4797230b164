//! The practice that is measured, made up or found again, and notes to sign in it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant as Stopwatch;

use filiform::contract::{CreatePractice, FindPatients, KeepDraft, SignSession};
use filiform::demo::{Demo, demo_practice, fill};
use filiform::{Filiform, Flow, Host, Instant, KdfCost};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::session::{Session, SessionDraft};

use crate::support::{CountedEntropy, NOW_MS, PASSPHRASE, TurnedClock};

/// Sessions of each patient, and of one more who comes for years.
pub(crate) const EACH: u32 = 100;
pub(crate) const LONG: u32 = 500;

/// The clock stands during a bench.
pub(crate) const NOW: Instant = Instant {
    utc_ms: NOW_MS,
    offset_minutes: -300,
};

pub(crate) fn practice_of(sessions: u32, temporary: &Path) -> Filiform {
    let kept = std::env::var_os("FILIFORM_BENCH_KEEP").map(std::path::PathBuf::from);
    let home = kept.map_or_else(
        || temporary.to_owned(),
        |kept| kept.join(sessions.to_string()),
    );
    std::fs::create_dir_all(&home).unwrap();
    let host = Host {
        folder: home.join("practice"),
        letters: home,
        clock: Arc::new(TurnedClock::default()),
        entropy: Arc::new(CountedEntropy::default()),
        cost: Box::new(KdfCost::for_tests),
    };
    let is_new = !host.folder.exists();
    let filiform = Filiform::new(host);
    let passphrase = PASSPHRASE.to_owned();
    if is_new {
        let (practice, therapist) = demo_practice();
        let typed = CreatePractice {
            practice,
            therapist,
            passphrase,
        };
        filiform::unlock::create_practice(&filiform, typed)
            .ok()
            .unwrap();
        made(&filiform, sessions);
    } else {
        let typed = filiform::contract::Unlock { passphrase };
        filiform::unlock::unlock(&filiform, typed).ok().unwrap();
    }
    filiform
}

fn made(filiform: &Filiform, sessions: u32) {
    let start = Stopwatch::now();
    let demo = Demo {
        patients: sessions.div_ceil(EACH),
        sessions: EACH,
        seed: 1,
    };
    let made = fill(filiform, demo, &mut |_, _| Flow::Continue).unwrap();
    println!(
        "A practice of {} sessions, made in {:.1?}.",
        made.sessions,
        start.elapsed()
    );
    let long = Demo {
        patients: 1,
        sessions: LONG,
        seed: 2,
    };
    fill(filiform, long, &mut |_, _| Flow::Continue).unwrap();
}

/// One of the usual ones, and the one with the most visits.
pub(crate) fn patients(filiform: &Filiform) -> (PatientId, PatientId) {
    let asked = FindPatients {
        query: String::new(),
        limit: 50,
    };
    let found = filiform::find_patient::find_patients(filiform, asked)
        .ok()
        .unwrap()
        .patients;
    let long = found.iter().max_by_key(|line| line.sessions).unwrap().id;
    let usual = found.iter().rfind(|line| line.sessions == EACH).unwrap().id;
    (usual, long)
}

pub(crate) fn latest_note(filiform: &Filiform, patient: PatientId) -> Session {
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
pub(crate) fn at_its_own_minute(note: &mut Session, minute: &AtomicU64) -> Session {
    let n = minute.fetch_add(1, Ordering::Relaxed);
    note.started.utc_ms = (NOW.utc_ms / 60_000 - 1 - i64::try_from(n).unwrap()) * 60_000;
    note.id = SessionId::new(
        note.started.utc_ms,
        n.to_be_bytes().repeat(2)[..10].try_into().unwrap(),
    );
    note.clone()
}

pub(crate) fn draft_of(
    filiform: &Filiform,
    patient: PatientId,
    session: SessionDraft,
) -> SignSession {
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
