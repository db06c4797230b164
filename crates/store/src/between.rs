//! What happened between a patient's visits, newest first: contacts, events that were heard of later, scores, what was
//! added to notes, letters, and where episodes of care began and ended.

use std::fmt;

use filiform_domain::amendment::{Amendment, VoidReason, Voiding};
use filiform_domain::attachment::{Attachment, AttachmentWithdrawn};
use filiform_domain::contact::Contact;
use filiform_domain::entry::Entry;
use filiform_domain::ids::{EpisodeId, PatientId, SessionId, TherapistId};
use filiform_domain::measure::{Score, ScoreTakenBack};
use filiform_domain::not_held::VisitNotHeld;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::episodes::{EpisodeStep, StepKind};
use crate::history::filter::{HistoryFilter, HistoryKind};
use crate::ledger::{Read, Sealed, instant};
use crate::projection::code::Code;
use crate::projection::patient_key;
use crate::{Store, StoreError};

mod imported;
mod open;
mod steps;

pub use imported::NoteFromElsewhere;
pub use steps::{DocumentStep, NoteChange, NoteStep};

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
    /// A signed note was corrected, added to, or voided.
    Note(Box<NoteStep>),
    /// A document left the practice.
    Document(Box<DocumentStep>),
    /// A file was attached.
    Attachment(Box<Attachment>),
    /// A file was attached by mistake; it stays where it was and says so.
    AttachmentWithdrawn(Box<AttachmentWithdrawn>),
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
    /// The session that it belongs to, as it stands; none for a contact, or when nobody can say which.
    pub belongs: Option<BelongsTo>,
    /// The hash of its entry.
    pub hash: [u8; 32],
}

/// A session that something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BelongsTo {
    /// When it began.
    pub started: Instant,
    /// Why its note does not hold, when it was voided.
    pub voided: Option<VoidReason>,
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
            Self::Note(step) => step.entry.0,
            Self::Document(step) => step.document.id.0,
            Self::Attachment(attached) => attached.id.0,
            Self::AttachmentWithdrawn(gone) => gone.attachment.id.0,
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
            Self::Note(step) => step.at,
            Self::Document(step) => step.at,
            Self::Attachment(attached) => attached.at,
            Self::AttachmentWithdrawn(gone) => gone.attachment.at,
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
            Self::Note(step) => step.patient,
            Self::Document(step) => step.document.patient,
            Self::Attachment(attached) => attached.patient,
            Self::AttachmentWithdrawn(gone) => gone.attachment.patient,
        }
    }

    /// What it is.
    pub fn kind(&self) -> HistoryKind {
        match self {
            Self::Contact(_) => HistoryKind::Contact,
            Self::Event(_) => HistoryKind::Event,
            Self::Score(_) | Self::TakenBack(_) => HistoryKind::Score,
            Self::Episode(_) => HistoryKind::Episode,
            Self::NotHeld(_) | Self::NotHeldTakenBack(_) => HistoryKind::NotHeld,
            Self::Imported(_) => HistoryKind::Imported,
            Self::Note(_) => HistoryKind::Amendment,
            Self::Document(_) => HistoryKind::Letter,
            Self::Attachment(_) | Self::AttachmentWithdrawn(_) => HistoryKind::Attachment,
        }
    }

    /// The attached file, also when it was withdrawn.
    pub fn attachment(&self) -> Option<&Attachment> {
        match self {
            Self::Attachment(attached) => Some(attached),
            Self::AttachmentWithdrawn(gone) => Some(&gone.attachment),
            _ => None,
        }
    }

    /// The session that an event, an amendment or an attached file belongs to.
    pub fn session(&self) -> Option<SessionId> {
        match self {
            Self::Event(event) => event.session,
            Self::Note(step) => Some(step.session),
            Self::Attachment(_) | Self::AttachmentWithdrawn(_) => self.attachment()?.session,
            _ => None,
        }
    }

    /// The episode of care that it names.
    pub(crate) fn episode(&self) -> Option<EpisodeId> {
        match self {
            Self::Score(score) => score.episode,
            Self::TakenBack(gone) => gone.score.episode,
            Self::Episode(step) => Some(step.written.id),
            _ => None,
        }
    }

    pub(crate) fn amended(content: &Amendment, row: &Sealed) -> Self {
        Self::Note(Box::new(NoteStep::amended(content, row)))
    }

    pub(crate) fn voided(content: &Voiding, row: &Sealed) -> Self {
        Self::Note(Box::new(NoteStep::voided(content, row)))
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
            Entry::SessionAmended(content) => Some(Self::amended(&content, row)),
            Entry::SessionVoided(content) => Some(Self::voided(&content, row)),
            Entry::DocumentExported(document) => {
                let at = row.recorded_at;
                Some(Self::Document(Box::new(DocumentStep { document, at })))
            }
            Entry::AttachmentAdded(attached) => Some(Self::Attachment(attached)),
            Entry::AttachmentWithdrawn(gone) => Some(Self::AttachmentWithdrawn(gone)),
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
        self.between_of(patient, &HistoryFilter::default(), before, limit)
    }

    /// The same, of those that fit.
    ///
    /// # Errors
    /// What the disk says.
    pub fn between_of(
        &self,
        patient: PatientId,
        filter: &HistoryFilter,
        before: Option<BetweenCursor>,
        limit: u32,
    ) -> Result<BetweenPage, StoreError> {
        self.read(|connection| page(connection, (patient, filter), before, limit))
    }
}

/// One statement over one clustered range, whatever the number of entries.
pub(crate) fn page(
    connection: &Connection,
    (patient, filter): (PatientId, &HistoryFilter),
    before: Option<BetweenCursor>,
    limit: u32,
) -> Result<BetweenPage, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(BetweenPage::default());
    };
    let before = before.map_or(Ok(i64::MAX), |cursor| key_of(connection, cursor))?;
    let most = limit.saturating_add(1);
    let rows: Vec<BetweenRow> = if filter.is_open() {
        let mut statement = connection.prepare_cached(include_str!("between/page.sql"))?;
        let rows = statement.query_map(params![patient, before, most], of_row)?;
        rows.collect::<Result<_, _>>()?
    } else {
        let mut statement = connection.prepare_cached(include_str!("between/filtered.sql"))?;
        filter.bind(&mut statement, (patient, before, most))?;
        let rows = statement.raw_query().mapped(of_row);
        rows.collect::<Result<_, _>>()?
    };
    let (mut entries, mut last) = (Vec::new(), None);
    for row in &rows {
        entries.push(kept(row, &mut last)?);
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

/// The entry of this identity, with the session that it belongs to.
pub(crate) fn one(connection: &Connection, id: Uuid) -> Result<Option<KeptBetween>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("between/one.sql"))?;
    let row = statement.query_row([id.as_bytes()], of_row).optional()?;
    row.map(|row| kept(&row, &mut None)).transpose()
}

/// A row: the entry, the session that it belongs to, and which part of the entry it is.
struct BetweenRow {
    read: Read,
    belongs: Option<BelongsTo>,
    part: usize,
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<BetweenRow> {
    let began: Option<i64> = row.get("session_started")?;
    let belongs = || {
        let voided: Option<Code<VoidReason>> = row.get("session_voided")?;
        Ok::<_, rusqlite::Error>(BelongsTo {
            started: instant(row, "session_started", "session_offset")?,
            voided: voided.map(|code| code.0),
        })
    };
    Ok(BetweenRow {
        read: Read::of_row(row)?,
        belongs: began.map(|_| belongs()).transpose()?,
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
        belongs: row.belongs,
        hash: read.row.hash,
    })
}
