//! A patient's episodes of care as they now stand, with their visits counted, and what of them needs attention.

use std::fmt;

use filiform_domain::entry::Entry;
use filiform_domain::episode::{Episode, EpisodeWritten};
use filiform_domain::ids::{EntryId, EpisodeId, PatientId, TherapistId};
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::ledger::{Read, Sealed, uuid};
use crate::projection::patient_key;
use crate::{Store, StoreError};

mod due;

pub use due::{Attention, AttentionKind, WhatIsDue};

/// An episode as it now stands.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptEpisode {
    /// The episode.
    pub id: EpisodeId,
    /// Whose.
    pub patient: PatientId,
    /// How often it was written; the next change names it.
    pub revision: u32,
    /// Its signed visits that were held.
    pub held: u32,
    /// Its signed visits that were not held.
    pub not_held: u32,
    /// The day of its latest score that stands, and the visits that had been held when the latest was written.
    pub scored: Option<(CalendarDate, u32)>,
    /// What stands now.
    pub episode: Episode,
    /// Who wrote it down last.
    pub author: TherapistId,
    /// When it was written down last.
    pub recorded_at: Instant,
    /// The hash of that entry.
    pub hash: [u8; 32],
}

/// What a step of an episode did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// It was opened.
    Opened,
    /// It was closed, and was opened again.
    Reopened,
    /// It was closed.
    Closed,
}

/// Where an episode began or ended, as it was written down then.
#[derive(Clone, PartialEq, Eq)]
pub struct EpisodeStep {
    /// The entry that says so.
    pub entry: EntryId,
    /// What it did.
    pub kind: StepKind,
    /// The episode as it was written down then.
    pub written: EpisodeWritten,
    /// Where it stands in the timeline.
    pub at: Instant,
}

impl EpisodeStep {
    /// An episode begins before the visits of its first day and ends after those of its last.
    pub(crate) fn of(written: EpisodeWritten, kind: StepKind, row: &Sealed) -> Self {
        let episode = &written.episode;
        let last_day = episode.discharge.as_ref().map(|end| end.date);
        let local = match kind {
            StepKind::Opened => episode.opened_on.0.and_hms_opt(0, 0, 0),
            StepKind::Reopened => None,
            StepKind::Closed => last_day.and_then(|day| day.0.and_hms_opt(23, 59, 0)),
        };
        let offset = row.recorded_at.offset_minutes;
        let at = local.map_or(row.recorded_at, |local| Instant::of_local(local, offset));
        Self {
            entry: row.id,
            kind,
            written,
            at,
        }
    }
}

impl KeptEpisode {
    /// An episode that was just opened.
    pub(crate) fn opened(written: EpisodeWritten, row: &Sealed) -> Self {
        Self {
            id: written.id,
            patient: written.patient,
            revision: 1,
            held: 0,
            not_held: 0,
            scored: None,
            episode: written.episode,
            author: row.author,
            recorded_at: row.recorded_at,
            hash: row.hash,
        }
    }

    /// The same episode with another state; its visits stay counted.
    pub(crate) fn change(&mut self, written: EpisodeWritten, row: &Sealed) {
        *self = Self {
            revision: self.revision + 1,
            held: self.held,
            not_held: self.not_held,
            scored: self.scored,
            ..Self::opened(written, row)
        };
    }
}

impl fmt::Debug for KeptEpisode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptEpisode")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// A patient's episodes, the open ones first, of each the one that began last. Somebody unknown has none.
    ///
    /// # Errors
    /// What the disk says.
    pub fn episodes(&self, patient: PatientId) -> Result<Vec<KeptEpisode>, StoreError> {
        self.read(|connection| of_patient(connection, patient))
    }

    /// The identities of a patient's episodes.
    ///
    /// # Errors
    /// What the disk says.
    pub fn episode_ids(&self, patient: PatientId) -> Result<Vec<EpisodeId>, StoreError> {
        self.read(|connection| {
            let Some(patient) = patient_key(connection, patient)? else {
                return Ok(Vec::new());
            };
            let mut statement = connection.prepare_cached(include_str!("episodes/ids.sql"))?;
            let rows = statement.query_map([patient], |row| uuid(row, "id").map(EpisodeId))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// One episode.
    ///
    /// # Errors
    /// What the disk says.
    pub fn episode(&self, id: EpisodeId) -> Result<Option<KeptEpisode>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("episodes/one.sql"))?;
            let row = statement.query_row([id.0.as_bytes()], of_row).optional()?;
            row.map(kept).transpose()
        })
    }

    /// What of all open episodes needs attention: the most pressing of each kind first, at most `each` of them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn attention(&self, due: &WhatIsDue, each: u32) -> Result<Vec<Attention>, StoreError> {
        self.read(|connection| due::attention(connection, due, each))
    }
}

/// One statement over one clustered range.
pub(crate) fn of_patient(
    connection: &Connection,
    patient: PatientId,
) -> Result<Vec<KeptEpisode>, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(include_str!("episodes/of_patient.sql"))?;
    let rows = statement.query_map([patient], of_row)?;
    rows.map(|row| kept(row?)).collect()
}

/// The revision of the episode that an entry is about; none when its patient has no such episode.
pub(crate) fn revision(
    connection: &Connection,
    written: &EpisodeWritten,
) -> Result<Option<u32>, StoreError> {
    let patient = patient_key(connection, written.patient)?.ok_or(StoreError::UnknownPatient)?;
    let mut statement = connection.prepare_cached(include_str!("episodes/revision.sql"))?;
    let asked = params![patient, written.id.0.as_bytes()];
    Ok(statement
        .query_row(asked, |row| row.get("revision"))
        .optional()?)
}

/// What is counted of an episode beside its newest entry.
struct Counted {
    revision: u32,
    held: u32,
    not_held: u32,
    scored: Option<(CalendarDate, u32)>,
}

/// The entry, and what is counted.
fn of_row(row: &Row<'_>) -> rusqlite::Result<(Read, Counted)> {
    let counted = Counted {
        revision: row.get("revision")?,
        held: row.get("held")?,
        not_held: row.get("not_held")?,
        scored: day(row, "scored_on")?.zip(row.get("scored_held")?),
    };
    Ok((Read::of_row(row)?, counted))
}

fn kept((read, counted): (Read, Counted)) -> Result<KeptEpisode, StoreError> {
    match read.entry()? {
        Some(
            Entry::EpisodeOpened(written)
            | Entry::EpisodeChanged(written)
            | Entry::EpisodeClosed(written),
        ) => Ok(KeptEpisode {
            revision: counted.revision,
            held: counted.held,
            not_held: counted.not_held,
            scored: counted.scored,
            ..KeptEpisode::opened(*written, &read.row)
        }),
        _ => Err(StoreError::Damaged {
            what: "an episode's row does not fit to the ledger",
        }),
    }
}

/// A day of a column.
fn day(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<CalendarDate>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|text| text.parse().ok()))
}
