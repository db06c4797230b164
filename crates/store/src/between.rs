//! What happened between a patient's visits, newest first: contacts, events that were heard of later, and where
//! episodes of care began and ended.

use std::fmt;

use filiform_domain::contact::Contact;
use filiform_domain::entry::Entry;
use filiform_domain::ids::{
    ContactId, EntryId, ImportId, ImportedNoteId, NotHeldId, PatientId, ReportedEventId, ScoreId,
    SessionId, TherapistId,
};
use filiform_domain::imported::{ImportSource, ImportedNote, RecordImported};
use filiform_domain::measure::{Score, ScoreTakenBack};
use filiform_domain::not_held::VisitNotHeld;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::episodes::{EpisodeStep, StepKind};
use crate::ledger::{Read, Sealed, instant};
use crate::projection::patient_key;
use crate::{Store, StoreError};

const UNFIT: StoreError = StoreError::Damaged {
    what: "a row between the visits does not fit to the ledger",
};

/// Where the next page begins: right after this entry, towards older ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BetweenCursor(pub Uuid);

/// Something that happened between two visits.
#[derive(Clone, PartialEq, Eq)]
pub enum Happened {
    /// A contact.
    Contact(Contact),
    /// An event that was heard of later.
    Event(ReportedEvent),
    /// A score of an outcome measure that stands.
    Score(Box<Score>),
    /// A score that was taken back; it stays where it was.
    TakenBack(Box<ScoreTakenBack>),
    /// An episode of care was opened, closed or opened again.
    Episode(Box<EpisodeStep>),
    /// A visit that was called off or missed, as the front desk recorded it.
    NotHeld(VisitNotHeld),
    /// That was recorded by mistake; it stays where it was and counts no more.
    NotHeldTakenBack(VisitNotHeld),
    /// A note that was written elsewhere.
    Imported(Box<NoteFromElsewhere>),
}

/// A note that an import brought, with where it came from.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteFromElsewhere {
    /// Whose.
    pub patient: PatientId,
    /// The import that brought it.
    pub import: ImportId,
    /// Where it came from.
    pub source: ImportSource,
    /// The note.
    pub note: ImportedNote,
    /// Where it stands in the timeline.
    pub at: Instant,
}

/// What happened between two visits, with who wrote it down and when.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptBetween {
    /// What happened.
    pub happened: Happened,
    /// Who wrote it down.
    pub author: TherapistId,
    /// When it was written down.
    pub recorded_at: Instant,
    /// When the session began that an event belongs to; none for a contact, or when nobody can say which.
    pub session_started: Option<Instant>,
    /// The hash of its entry.
    pub hash: [u8; 32],
}

/// Some of what happened between a patient's visits, newest first.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct BetweenPage {
    /// The entries.
    pub entries: Vec<KeptBetween>,
    /// Where the next page begins; none when this was the last.
    pub next: Option<BetweenCursor>,
}

impl Happened {
    /// The identity of the contact or the event; of a step of an episode that of its entry.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Contact(contact) => contact.id.0,
            Self::Event(event) => event.id.0,
            Self::Score(score) => score.id.0,
            Self::TakenBack(gone) => gone.score.id.0,
            Self::Episode(step) => step.entry.0,
            Self::NotHeld(visit) | Self::NotHeldTakenBack(visit) => visit.id.0,
            Self::Imported(from) => from.note.id.0,
        }
    }

    /// When it stands in the timeline: a contact when it was, an event when it was heard of, an episode at the
    /// beginning of its first day and at the end of its last.
    pub fn at(&self) -> Instant {
        match self {
            Self::Contact(contact) => contact.at,
            Self::Event(event) => event.heard,
            Self::Score(score) => score.at,
            Self::TakenBack(gone) => gone.score.at,
            Self::Episode(step) => step.at,
            Self::NotHeld(visit) | Self::NotHeldTakenBack(visit) => visit.at,
            Self::Imported(from) => from.at,
        }
    }

    /// Whose record it belongs to.
    pub fn patient(&self) -> PatientId {
        match self {
            Self::Contact(contact) => contact.patient,
            Self::Event(event) => event.patient,
            Self::Score(score) => score.patient,
            Self::TakenBack(gone) => gone.score.patient,
            Self::Episode(step) => step.written.patient,
            Self::NotHeld(visit) | Self::NotHeldTakenBack(visit) => visit.patient,
            Self::Imported(from) => from.patient,
        }
    }

    /// The session that an event belongs to.
    pub(crate) fn session(&self) -> Option<SessionId> {
        match self {
            Self::Event(event) => event.session,
            _ => None,
        }
    }

    /// Everything that an entry of the ledger puts into the timeline, in the order of its parts.
    pub(crate) fn all_of(entry: &Entry, row: &Sealed) -> Vec<Self> {
        match entry {
            Entry::RecordImported(imported) => (0..imported.notes.len())
                .filter_map(|part| Self::of_note(imported, part, row))
                .collect(),
            other => Self::of_entry(other.clone(), row).into_iter().collect(),
        }
    }

    /// One part of what an entry puts there.
    fn of_part(entry: &Entry, part: usize, row: &Sealed) -> Option<Self> {
        match entry {
            Entry::RecordImported(imported) => Self::of_note(imported, part, row),
            other if part == 0 => Self::of_entry(other.clone(), row),
            _ => None,
        }
    }

    fn of_note(imported: &RecordImported, part: usize, row: &Sealed) -> Option<Self> {
        let note = imported.notes.get(part)?;
        Some(Self::Imported(Box::new(NoteFromElsewhere {
            patient: imported.patient,
            import: imported.import,
            source: imported.source.clone(),
            note: note.clone(),
            at: note.at(row.recorded_at.offset_minutes),
        })))
    }

    /// What an entry of the ledger says, when it is of this kind.
    pub(crate) fn of_entry(entry: Entry, row: &Sealed) -> Option<Self> {
        let step = |written, kind| {
            let step = EpisodeStep::of(written, kind, row);
            Some(Self::Episode(Box::new(step)))
        };
        match entry {
            Entry::ContactLogged(contact) => Some(Self::Contact(*contact)),
            Entry::EventReported(event) => Some(Self::Event(*event)),
            Entry::MeasureScored(score) => Some(Self::Score(score)),
            Entry::ScoreTakenBack(gone) => Some(Self::TakenBack(gone)),
            Entry::EpisodeOpened(written) => step(*written, StepKind::Opened),
            Entry::EpisodeChanged(written) if written.reopened => {
                step(*written, StepKind::Reopened)
            }
            Entry::EpisodeClosed(written) => step(*written, StepKind::Closed),
            Entry::VisitNotHeld(visit) => Some(Self::NotHeld(visit)),
            Entry::NotHeldTakenBack(visit) => Some(Self::NotHeldTakenBack(visit)),
            _ => None,
        }
    }
}

impl fmt::Debug for KeptBetween {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptBetween")
            .field("id", &self.happened.id())
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Up to `limit` entries between a patient's visits, newest first, from `before` on. An unknown patient
    /// has none.
    ///
    /// # Errors
    /// What the disk says.
    pub fn between(
        &self,
        patient: PatientId,
        before: Option<BetweenCursor>,
        limit: u32,
    ) -> Result<BetweenPage, StoreError> {
        self.read(|connection| page(connection, patient, before, limit))
    }

    /// One contact.
    ///
    /// # Errors
    /// What the disk says.
    pub fn contact(&self, id: ContactId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Contact(_))))
    }

    /// One score, standing or taken back. One that was corrected is found by the score that corrects it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn score(&self, id: ScoreId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        let is_score = |kept: &KeptBetween| {
            matches!(kept.happened, Happened::Score(_) | Happened::TakenBack(_))
        };
        Ok(found.filter(is_score))
    }

    /// Where an episode of care began or ended, by the entry that says so.
    ///
    /// # Errors
    /// What the disk says.
    pub fn episode_step(&self, entry: EntryId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, entry.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Episode(_))))
    }

    /// One visit that was not held, as the front desk recorded it, also when that was taken back.
    ///
    /// # Errors
    /// What the disk says.
    pub fn not_held(&self, id: NotHeldId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        let is_one = |kept: &KeptBetween| {
            matches!(
                kept.happened,
                Happened::NotHeld(_) | Happened::NotHeldTakenBack(_)
            )
        };
        Ok(found.filter(is_one))
    }

    /// One note that was imported.
    ///
    /// # Errors
    /// What the disk says.
    pub fn imported_note(&self, id: ImportedNoteId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Imported(_))))
    }

    /// One event that was heard of later.
    ///
    /// # Errors
    /// What the disk says.
    pub fn reported_event(&self, id: ReportedEventId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Event(_))))
    }
}

/// One statement over one clustered range, whatever the number of entries.
pub(crate) fn page(
    connection: &Connection,
    patient: PatientId,
    before: Option<BetweenCursor>,
    limit: u32,
) -> Result<BetweenPage, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(BetweenPage::default());
    };
    let before = before.map_or(Ok(i64::MAX), |cursor| key_of(connection, cursor))?;
    let mut statement = connection.prepare_cached(include_str!("between/page.sql"))?;
    let asked = params![patient, before, limit.saturating_add(1)];
    let rows = statement.query_map(asked, of_row)?;
    let (mut entries, mut last) = (Vec::new(), None);
    for row in rows {
        entries.push(kept(&row?, &mut last)?);
    }
    let more = entries.len() > limit as usize;
    entries.truncate(limit as usize);
    let last = entries.last().filter(|_| more);
    Ok(BetweenPage {
        next: last.map(|entry| BetweenCursor(entry.happened.id())),
        entries,
    })
}

fn key_of(connection: &Connection, cursor: BetweenCursor) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("between/key_of.sql"))?;
    let key = statement
        .query_row([cursor.0.as_bytes()], |row| row.get("key"))
        .optional()?;
    Ok(key.unwrap_or(i64::MAX))
}

fn one(connection: &Connection, id: Uuid) -> Result<Option<KeptBetween>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("between/one.sql"))?;
    let row = statement.query_row([id.as_bytes()], of_row).optional()?;
    row.map(|row| kept(&row, &mut None)).transpose()
}

/// A row: the entry, when the session began that it belongs to, and which part of the entry it is.
struct BetweenRow {
    read: Read,
    session_started: Option<Instant>,
    part: usize,
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<BetweenRow> {
    let began: Option<i64> = row.get("session_started")?;
    let started = began.map(|_| instant(row, "session_started", "session_offset"));
    Ok(BetweenRow {
        read: Read::of_row(row)?,
        session_started: started.transpose()?,
        part: usize::try_from(row.get::<_, i64>("part")?).unwrap_or(usize::MAX),
    })
}

/// `last` holds the entry that was read last: the notes of one import are parts of one entry, which is large.
fn kept(row: &BetweenRow, last: &mut Option<(i64, Entry)>) -> Result<KeptBetween, StoreError> {
    let BetweenRow { read, .. } = row;
    if last.as_ref().is_none_or(|(n, _)| *n != read.row.n) {
        *last = Some((read.row.n, read.entry()?.ok_or(UNFIT)?));
    }
    let entry = last.as_ref().map(|(_, entry)| entry);
    let happened = entry.and_then(|entry| Happened::of_part(entry, row.part, &read.row));
    Ok(KeptBetween {
        happened: happened.ok_or(UNFIT)?,
        author: read.row.author,
        recorded_at: read.row.recorded_at,
        session_started: row.session_started,
        hash: read.row.hash,
    })
}
