//! What the projections hold, by the ids that last: local keys differ after a rebuild, everything else must not.

mod between_rows;
mod brought;
mod found_by;
mod scored;
mod visits;

use std::collections::{BTreeMap, BTreeSet};

use filiform_domain::amendment::{Amendment, Voiding};
use filiform_domain::entry::{DocumentExported, Entry, PatientWritten};
use filiform_domain::ids::{DocumentId, EntryId, EpisodeId, ImportId, PatientId, SessionId};
use filiform_domain::retention::{Hold, RetentionRule};
use filiform_domain::screening::{Screening, ScreeningPolicy};
use filiform_domain::session::Session;
use rusqlite::{Connection, OptionalExtension};

use self::scored::{Scored, takes_back};
use super::note::NoteText;
use super::{patient_key, rebuild, said, words};
use crate::between::{self, Happened, KeptBetween};
use crate::episodes::{self, KeptEpisode};
use crate::history::filter::HistoryFilter;
use crate::history::{self, HistorySession, LastAmended};
use crate::imports;
use crate::ledger::{Read, Sealed, uuid};
use crate::patients::{self, KeptPatient, PatientLine};
use crate::practice;
use crate::retire;
use crate::safety::{self, ConsentLine, Recorded};
use crate::scores::{self, KeptScore};
use crate::{KeptDocument, KeptHold, KeptTherapist, Store, StoreError};
use found_by::{stored_letter_words, stored_said_words, stored_words};
use visits::Visits;

/// Everything the projections hold, for tests and small practices.
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
    /// What was added to each visit after its signing, in order.
    pub additions: BTreeMap<SessionId, Vec<EntryId>>,
    /// What each note says, as written and folded.
    pub notes: BTreeMap<SessionId, (String, String)>,
    /// Their episodes of care, with the visits of each counted.
    pub episodes: BTreeMap<EpisodeId, KeptEpisode>,
    /// What happened between the visits, newest first.
    pub between: Vec<KeptBetween>,
    /// What imports brought and stands: its entry, which, whether the patient came with it, and how many notes.
    pub imported: BTreeSet<(EntryId, ImportId, bool, u32)>,
    /// Scores that stand, by day.
    pub scores: Vec<KeptScore>,
    /// Documents that left, with the newest last.
    pub documents: Vec<DocumentId>,
    /// The words that each of them is found by.
    pub letter_words: BTreeMap<DocumentId, BTreeSet<String>>,
    /// The words by which what stands beside the notes is found.
    pub said_words: BTreeMap<EntryId, BTreeSet<String>>,
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
    let everything = HistoryFilter::default();
    let all = (patient, &everything);
    let page = history::page(connection, all, None, u32::MAX)?;
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
        additions: stored_additions(connection, key)?,
        notes: stored_notes(connection, key)?,
        episodes: episodes::of_patient(connection, patient)?
            .into_iter()
            .map(|episode| (episode.id, episode))
            .collect(),
        between: between::page(connection, all, None, u32::MAX)?.entries,
        imported: imports::of_key(connection, key)?.into_iter().collect(),
        scores: scores::of_patient(connection, patient)?,
        documents: documents
            .map(|KeptDocument { document, .. }| document.id)
            .collect(),
        letter_words: stored_letter_words(connection, key)?,
        said_words: stored_said_words(connection, key)?,
        screening: safety::screening(connection, patient)?,
        consents: safety::consents(connection, patient)?,
        hold: retire::hold(connection, patient)?,
    })
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

fn stored_additions(
    connection: &Connection,
    key: i64,
) -> Result<BTreeMap<SessionId, Vec<EntryId>>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("snapshot_additions.sql"))?;
    let rows = statement.query_map([key], |row| {
        Ok((SessionId(uuid(row, "id")?), EntryId(uuid(row, "entry")?)))
    })?;
    let mut additions: BTreeMap<SessionId, Vec<EntryId>> = BTreeMap::new();
    for row in rows {
        let (session, entry) = row?;
        additions.entry(session).or_default().push(entry);
    }
    Ok(additions)
}

/// What the tables should hold of one patient: the same fold, without a table.
pub(crate) fn folded(entries: &[Read]) -> Result<PatientSnapshot, StoreError> {
    let mut snapshot = PatientSnapshot::default();
    let (mut visits, mut scored) = (Visits::default(), Scored::default());
    for read in entries {
        let entry = read.entry()?;
        snapshot.hear(entry.as_ref(), &read.row);
        match entry {
            Some(Entry::PatientRegistered(written)) => {
                visits.registered_at = read.row.recorded_at.utc_ms;
                snapshot.write(written, 1);
            }
            Some(Entry::RecordImported(imported)) => {
                snapshot.import(*imported, &read.row, &mut visits);
            }
            Some(Entry::ImportUndone(undone)) if undone.registered => {
                snapshot = PatientSnapshot::default();
                (visits, scored) = (Visits::default(), Scored::default());
            }
            Some(Entry::ImportUndone(undone)) => snapshot.undo(undone.import),
            Some(Entry::PatientChanged(written)) => {
                let revision = snapshot.kept.as_ref().map_or(1, |kept| kept.revision + 1);
                snapshot.write(written, revision);
            }
            Some(Entry::SessionSigned(session)) => {
                let (author, at) = (read.row.author, read.row.recorded_at);
                snapshot.put(&session, HistorySession::of(&session, author, at));
                visits.place(session.id, session.started.utc_ms);
            }
            Some(Entry::SessionAmended(content)) => {
                snapshot.amend(&content, &read.row, &mut visits);
            }
            Some(Entry::SessionVoided(content)) => snapshot.void(&content, &read.row),
            Some(Entry::ScreeningAnswered(content)) => {
                snapshot.screening = Some(safety::recorded(read, *content));
            }
            Some(Entry::ConsentGiven(content)) => {
                snapshot.consents.push(ConsentLine::given(&content));
            }
            Some(Entry::ConsentWithdrawn(content)) => {
                snapshot.consents.push(ConsentLine::withdrawn(&content));
            }
            Some(Entry::DocumentExported(letter)) => snapshot.export(letter, &read.row),
            Some(Entry::HoldSet(hold)) => {
                snapshot.hold = Some(hold_of(hold, &read.row));
            }
            Some(Entry::HoldLifted(_)) => snapshot.hold = None,
            Some(entry) => {
                scored.hear(&entry, &read.row, &mut snapshot);
                snapshot.write_episode(&entry, &read.row);
                if !takes_back(&entry) {
                    snapshot.add_between(&entry, &read.row);
                }
            }
            None => {}
        }
    }
    snapshot.count(&visits);
    scored.write_into(&mut snapshot);
    snapshot.date_between();
    Ok(snapshot)
}

fn hold_of(hold: Hold, row: &Sealed) -> KeptHold {
    KeptHold {
        hold,
        recorded_at: row.recorded_at,
        author: row.author,
    }
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

    fn export(&mut self, letter: DocumentExported, row: &Sealed) {
        let words = words::of_letter(&letter).into_iter();
        let words = words.chain(self.words.iter().cloned()).collect();
        self.letter_words.insert(letter.id, words);
        self.documents.push(letter.id);
        self.add_between(&Entry::DocumentExported(letter), row);
    }

    /// The words of what stands beside the notes.
    fn hear(&mut self, entry: Option<&Entry>, row: &Sealed) {
        if let Some((_, text)) = entry.and_then(said::of) {
            let words = said::words(&text);
            if !words.is_empty() {
                self.said_words.insert(row.id, words);
            }
        }
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

    fn put(&mut self, session: &Session, visit: HistorySession) {
        let NoteText { text, folded } = NoteText::of(session);
        self.notes.insert(session.id, (text, folded));
        self.count_visit(&visit, 1);
        self.sessions.insert(session.id, visit);
    }

    /// Counts a visit at its episode, or takes it off.
    fn count_visit(&mut self, visit: &HistorySession, by: i32) {
        let Some(kept) = visit.episode.and_then(|id| self.episodes.get_mut(&id)) else {
            return;
        };
        let counted = if visit.not_held.is_none() {
            &mut kept.held
        } else {
            &mut kept.not_held
        };
        *counted = counted.saturating_add_signed(by);
    }

    fn amend(&mut self, content: &Amendment, row: &Sealed, visits: &mut Visits) {
        let Some(visit) = self.open_visit(content.session) else {
            return;
        };
        let before = visit.amended.map_or(0, |amended| amended.times);
        let amended = Some(LastAmended {
            times: before.saturating_add(1),
            at: row.recorded_at,
        });
        let (author, signed_at) = (visit.author, visit.recorded_at);
        visit.amended = amended;
        if let Some(corrected) = content.corrected(author) {
            let visit = HistorySession {
                amended,
                ..HistorySession::of(&corrected, author, signed_at)
            };
            visits.place(content.session, corrected.started.utc_ms);
            if let Some(before) = self.sessions.remove(&content.session) {
                self.count_visit(&before, -1);
            }
            self.put(&corrected, visit);
        }
        self.put_between(Happened::amended(content, row), row);
        self.note_addition(content.session, row);
    }

    fn void(&mut self, content: &Voiding, row: &Sealed) {
        if let Some(visit) = self.open_visit(content.session) {
            visit.voided = Some(content.reason);
            let before = visit.clone();
            self.count_visit(&before, -1);
            self.put_between(Happened::voided(content, row), row);
            self.note_addition(content.session, row);
        }
    }

    fn open_visit(&mut self, session: SessionId) -> Option<&mut HistorySession> {
        let visit = self.sessions.get_mut(&session);
        visit.filter(|visit| visit.voided.is_none())
    }

    fn note_addition(&mut self, session: SessionId, row: &Sealed) {
        self.additions.entry(session).or_default().push(row.id);
    }

    /// The patient's totals. Visits that were voided or not held count nowhere.
    fn count(&mut self, visits: &Visits) {
        let counted = self.sessions.values().filter(|visit| visit.counts());
        let latest = counted
            .clone()
            .max_by_key(|visit| (visit.started.utc_ms, visits.place_of(visit.id)));
        self.recent_at = latest.map_or(visits.registered_at, |visit| visit.started.utc_ms);
        if let Some(line) = self.line.as_mut() {
            line.sessions = u32::try_from(counted.count()).unwrap_or(u32::MAX);
            line.last_session = latest.map(|visit| visit.started);
            line.last_region = latest.map(|visit| visit.region.clone());
        }
    }
}
