//! What the projections hold, by the ids that last, so that two of them can be compared: local keys differ
//! after a rebuild, everything else must not.

use std::collections::{BTreeMap, BTreeSet};

use filiform_domain::entry::{DocumentExported, Entry, PatientWritten};
use filiform_domain::ids::{DocumentId, EpisodeId, PatientId, SessionId};
use filiform_domain::retention::RetentionRule;
use filiform_domain::screening::{Screening, ScreeningPolicy};
use filiform_domain::session::Session;
use rusqlite::{Connection, OptionalExtension};

use super::note::NoteText;
use super::{patient_key, rebuild, words};
use crate::between::{self, Happened, KeptBetween};
use crate::episodes::{self, KeptEpisode};
use crate::history::{self, HistorySession};
use crate::ledger::{Read, Sealed, uuid};
use crate::patients::{self, KeptPatient, PatientLine};
use crate::practice;
use crate::retire;
use crate::safety::{self, ConsentLine, Recorded};
use crate::{KeptDocument, KeptHold, KeptTherapist, Store, StoreError};

/// Everything the projections hold. Big: for tests and small practices.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The practice, as JSON.
    pub practice: Vec<u8>,
    /// The therapists in the order they joined.
    pub therapists: Vec<KeptTherapist>,
    /// The policy on disputed checks.
    pub policy: Option<ScreeningPolicy>,
    /// How long records are kept.
    pub retention: Option<RetentionRule>,
    /// Every patient.
    pub patients: BTreeMap<PatientId, PatientSnapshot>,
}

/// What the projections hold of one patient.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PatientSnapshot {
    /// Their details.
    pub kept: Option<KeptPatient>,
    /// Their line in a list.
    pub line: Option<PatientLine>,
    /// The moment they are listed by, UTC in ms.
    pub recent_at: i64,
    /// The words they are found by.
    pub words: BTreeSet<String>,
    /// Their visits.
    pub sessions: BTreeMap<SessionId, HistorySession>,
    /// What each note says, as written and folded.
    pub notes: BTreeMap<SessionId, (String, String)>,
    /// Their episodes of care, with the visits of each counted.
    pub episodes: BTreeMap<EpisodeId, KeptEpisode>,
    /// What happened between the visits, newest first.
    pub between: Vec<KeptBetween>,
    /// Documents that left, with the newest last.
    pub documents: Vec<DocumentId>,
    /// Their screening as it now stands.
    pub screening: Option<Recorded<Screening>>,
    /// Their consents and withdrawals in order.
    pub consents: Vec<ConsentLine>,
    /// The hold on their record.
    pub hold: Option<KeptHold>,
}

impl Store {
    /// What the projections hold now.
    pub fn projections_snapshot(&self) -> Result<Snapshot, StoreError> {
        self.read(|connection| {
            let mut patients = BTreeMap::new();
            for patient in rebuild::patients(connection)? {
                patients.insert(patient, stored(connection, patient)?);
            }
            let practice = serde_json::to_vec(&practice::practice(connection)?);
            Ok(Snapshot {
                practice: practice.map_err(|_| StoreError::Damaged {
                    what: "the practice",
                })?,
                therapists: practice::therapists(connection)?,
                policy: safety::policy(connection)?,
                retention: retire::rule(connection)?,
                patients,
            })
        })
    }
}

/// What the tables hold of one patient.
pub(crate) fn stored(
    connection: &Connection,
    patient: PatientId,
) -> Result<PatientSnapshot, StoreError> {
    let Some(key) = patient_key(connection, patient)? else {
        return Ok(PatientSnapshot::default());
    };
    let mut line = connection.prepare_cached(include_str!("snapshot_line.sql"))?;
    let line = line.query_row([key], |row| {
        Ok((PatientLine::of_row(row)?, row.get("recent_at")?))
    });
    let (line, recent_at) = line.optional()?.unzip();
    let page = history::page(connection, patient, None, u32::MAX)?;
    let documents = practice::documents(connection, patient)?.into_iter().rev();
    Ok(PatientSnapshot {
        kept: patients::kept(connection, patient)?,
        line,
        recent_at: recent_at.unwrap_or_default(),
        words: stored_words(connection, key)?,
        sessions: page
            .sessions
            .into_iter()
            .map(|visit| (visit.id, visit))
            .collect(),
        notes: stored_notes(connection, key)?,
        episodes: episodes::of_patient(connection, patient)?
            .into_iter()
            .map(|episode| (episode.id, episode))
            .collect(),
        between: between::page(connection, patient, None, u32::MAX)?.entries,
        documents: documents
            .map(|KeptDocument { document, .. }| document.id)
            .collect(),
        screening: safety::screening(connection, patient)?,
        consents: safety::consents(connection, patient)?,
        hold: retire::hold(connection, patient)?,
    })
}

fn stored_words(connection: &Connection, key: i64) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("snapshot_words.sql"))?;
    let rows = statement.query_map([key], |row| row.get("word"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn stored_notes(
    connection: &Connection,
    key: i64,
) -> Result<BTreeMap<SessionId, (String, String)>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("snapshot_notes.sql"))?;
    let rows = statement.query_map([key], |row| {
        Ok((
            SessionId(uuid(row, "id")?),
            (row.get("text")?, row.get("folded")?),
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the tables should hold of one patient: the same fold, without a table.
pub(crate) fn folded(entries: &[Read]) -> Result<PatientSnapshot, StoreError> {
    let mut snapshot = PatientSnapshot::default();
    for read in entries {
        match read.entry()? {
            Some(Entry::PatientRegistered(written)) => {
                snapshot.recent_at = read.row.recorded_at.utc_ms;
                snapshot.write(written, 1);
            }
            Some(Entry::PatientChanged(written)) => {
                let revision = snapshot.kept.as_ref().map_or(1, |kept| kept.revision + 1);
                snapshot.write(written, revision);
            }
            Some(Entry::SessionSigned(session)) => snapshot.add(&session, &read.row),
            Some(Entry::ScreeningAnswered(content)) => {
                snapshot.screening = Some(safety::recorded(read, *content));
            }
            Some(Entry::ConsentGiven(content)) => {
                snapshot.consents.push(ConsentLine::given(&content));
            }
            Some(Entry::ConsentWithdrawn(content)) => {
                snapshot.consents.push(ConsentLine::withdrawn(&content));
            }
            Some(Entry::DocumentExported(DocumentExported { id, .. })) => {
                snapshot.documents.push(id);
            }
            Some(Entry::HoldSet(hold)) => {
                snapshot.hold = Some(KeptHold {
                    hold,
                    recorded_at: read.row.recorded_at,
                    author: read.row.author,
                });
            }
            Some(Entry::HoldLifted(_)) => snapshot.hold = None,
            Some(entry) => {
                snapshot.write_episode(&entry, &read.row);
                snapshot.add_between(entry, &read.row);
            }
            None => {}
        }
    }
    for kept in &mut snapshot.between {
        let visit = kept
            .happened
            .session()
            .and_then(|id| snapshot.sessions.get(&id));
        kept.session_started = visit.map(|visit| visit.started);
    }
    Ok(snapshot)
}

impl PatientSnapshot {
    fn write(&mut self, PatientWritten { id, patient, .. }: PatientWritten, revision: u32) {
        let before = self.line.take();
        self.line = Some(PatientLine {
            id,
            family_name: patient.family_name.clone(),
            given_name: patient.given_name.clone(),
            birth_date: patient.birth_date,
            last_session: before.as_ref().and_then(|line| line.last_session),
            last_region: before.as_ref().and_then(|line| line.last_region.clone()),
            sessions: before.map_or(0, |line| line.sessions),
        });
        self.words = words::of_patient(&patient);
        self.kept = Some(KeptPatient {
            id,
            revision,
            patient,
        });
    }

    fn write_episode(&mut self, entry: &Entry, row: &Sealed) {
        match entry {
            Entry::EpisodeOpened(written) => {
                let kept = KeptEpisode::opened((**written).clone(), row);
                self.episodes.insert(written.id, kept);
            }
            Entry::EpisodeChanged(written) | Entry::EpisodeClosed(written) => {
                if let Some(kept) = self.episodes.get_mut(&written.id) {
                    kept.change((**written).clone(), row);
                }
            }
            _ => {}
        }
    }

    fn add_between(&mut self, entry: Entry, row: &Sealed) {
        if let Some(happened) = Happened::of_entry(entry, row) {
            let kept = KeptBetween {
                happened,
                author: row.author,
                recorded_at: row.recorded_at,
                session_started: None,
                hash: row.hash,
            };
            // Of two in the same minute, the one that was written down later is the newer one.
            let minute = |kept: &KeptBetween| kept.happened.at().utc_ms.div_euclid(60_000);
            let newer = |other: &KeptBetween| minute(other) > minute(&kept);
            let place = self.between.partition_point(newer);
            self.between.insert(place, kept);
        }
    }

    fn add(&mut self, session: &Session, row: &Sealed) {
        let NoteText { text, folded } = NoteText::of(session);
        self.notes.insert(session.id, (text, folded));
        self.sessions.insert(
            session.id,
            HistorySession::of(session, row.author, row.recorded_at),
        );
        let held = session.note.not_held.is_none();
        let episode = session.episode();
        if let Some(kept) = episode.and_then(|id| self.episodes.get_mut(&id)) {
            kept.held += u32::from(held);
            kept.not_held += u32::from(!held);
        }
        if let Some(line) = self.line.as_mut().filter(|_| held) {
            line.sessions += 1;
            if line
                .last_session
                .is_none_or(|last| last.utc_ms <= session.started.utc_ms)
            {
                self.recent_at = session.started.utc_ms;
                line.last_session = Some(session.started);
                line.last_region = Some(session.note.region.clone());
            }
        }
    }
}
