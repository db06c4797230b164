//! A timeline narrowed to what is looked for, and what there is to narrow it to.

use std::collections::BTreeSet;

use filiform_domain::entry::Entry;
use filiform_domain::ids::{EpisodeId, PatientId, SessionId, TherapistId};
use filiform_domain::site::Side;
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::{CachedStatement, Connection, params};
use uuid::Uuid;

use crate::ledger::{Read, instant, uuid};
use crate::projection::code::{Code, parted};
use crate::projection::patient_key;
use crate::{Store, StoreError};

/// What a timeline is narrowed to. Whatever is left open fits.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Visits of one region, by id, and what belongs to them.
    pub region: Option<String>,
    /// Visits at which this was needled, by id or in own words, and what belongs to them.
    pub target: Option<String>,
    /// What belongs to one episode of care: what names it, and what names none and lies in its days.
    pub episode: Option<EpisodeDays>,
    /// What one person signed.
    pub author: Option<TherapistId>,
    /// One kind of row.
    pub kind: Option<HistoryKind>,
    /// The first day, on the wall.
    pub from: Option<CalendarDate>,
    /// The last day, on the wall.
    pub to: Option<CalendarDate>,
}

/// An episode of care and its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpisodeDays {
    /// The episode.
    pub id: EpisodeId,
    /// Its first day.
    pub first: CalendarDate,
    /// Its last day; none while it is open.
    pub last: Option<CalendarDate>,
}

/// What a row of the timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryKind {
    /// A visit that was held.
    Session,
    /// A visit that was not held.
    NotHeld,
    /// An adverse event: a visit at which one was found, or one that was heard of later.
    Event,
    /// A contact.
    Contact,
    /// A score.
    Score,
    /// What was added to a signed note, and its voiding.
    Amendment,
    /// A document that left the practice.
    Letter,
    /// A note that was written elsewhere.
    Imported,
    /// Where an episode of care began or ended.
    Episode,
    /// A file that was attached.
    Attachment,
}

/// What a patient's timeline holds to be narrowed to.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HistoryChoices {
    /// Rows that fit to the filter.
    pub rows: u32,
    /// Visits among them that were held and whose notes stand.
    pub visits: u32,
    /// Regions, by id.
    pub regions: Vec<String>,
    /// Targets: by id, and in own words where that is empty.
    pub targets: Vec<(String, Option<String>)>,
    /// Who signed something.
    pub authors: Vec<TherapistId>,
}

/// A visit at which a target was needled.
#[derive(Clone, PartialEq, Eq)]
pub struct TargetTime {
    /// The visit.
    pub session: SessionId,
    /// When it began.
    pub started: Instant,
    /// The sides, one for each site.
    pub sides: Vec<Side>,
    /// The kinds of adverse events of the visit, by id, those heard of later among them; each once.
    pub events: BTreeSet<String>,
}

impl HistoryKind {
    /// How columns and statements name it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::NotHeld => "not-held",
            Self::Event => "event",
            Self::Contact => "contact",
            Self::Score => "score",
            Self::Amendment => "amendment",
            Self::Letter => "letter",
            Self::Imported => "imported",
            Self::Episode => "episode",
            Self::Attachment => "attachment",
        }
    }
}

impl HistoryFilter {
    /// Whether nothing is narrowed.
    pub(crate) fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Binds patient, cursor, limit and filter in the one order that the narrowed statements have.
    pub(crate) fn bind(
        &self,
        statement: &mut CachedStatement<'_>,
        (patient, before, limit): (i64, i64, u32),
    ) -> rusqlite::Result<()> {
        let day = |day: CalendarDate| day.to_string();
        let episode = self.episode.as_ref();
        let values = params![
            patient,
            before,
            limit,
            self.region,
            self.target,
            episode.map(|days| days.id.0.as_bytes().as_slice()),
            episode.map(|days| day(days.first)),
            episode.and_then(|days| days.last).map(day),
            self.author.as_ref().map(|id| id.0.as_bytes().as_slice()),
            self.from.map(day),
            self.to.map(day),
            self.kind.map(HistoryKind::code),
        ];
        for (n, value) in values.iter().enumerate() {
            statement.raw_bind_parameter(n + 1, value)?;
        }
        Ok(())
    }
}

impl Store {
    /// How many rows fit, and what the whole timeline can be narrowed to. An unknown patient has nothing.
    ///
    /// # Errors
    /// What the disk says.
    pub fn history_choices(
        &self,
        patient: PatientId,
        filter: &HistoryFilter,
    ) -> Result<HistoryChoices, StoreError> {
        self.read(|connection| {
            let Some(patient) = patient_key(connection, patient)? else {
                return Ok(HistoryChoices::default());
            };
            let (sessions, visits) = count(connection, include_str!("count.sql"), patient, filter)?;
            let sql = include_str!("../between/count.sql");
            let (between, _) = count(connection, sql, patient, filter)?;
            Ok(HistoryChoices {
                rows: sessions.saturating_add(between),
                visits,
                ..choices(connection, patient)?
            })
        })
    }

    /// Every visit that counts and at which `target` was needled, by id or in own words, newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn target_times(
        &self,
        patient: PatientId,
        target: &str,
    ) -> Result<Vec<TargetTime>, StoreError> {
        self.read(|connection| {
            let Some(patient) = patient_key(connection, patient)? else {
                return Ok(Vec::new());
            };
            let mut times = times(connection, patient, target)?;
            add_later_events(connection, patient, &mut times)?;
            Ok(times)
        })
    }
}

/// How many rows fit, and how many of them are visits.
fn count(
    connection: &Connection,
    sql: &str,
    patient: i64,
    filter: &HistoryFilter,
) -> Result<(u32, u32), StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    filter.bind(&mut statement, (patient, i64::MAX, 0))?;
    let mut rows = statement
        .raw_query()
        .mapped(|row| Ok((row.get(0)?, row.get(1)?)));
    let row = rows.next();
    Ok(row.transpose()?.unwrap_or_default())
}

fn choices(connection: &Connection, patient: i64) -> Result<HistoryChoices, StoreError> {
    let mut regions = connection.prepare_cached(include_str!("regions.sql"))?;
    let regions = regions.query_map([patient], |row| row.get(0))?;
    let mut targets = connection.prepare_cached(include_str!("targets.sql"))?;
    let targets = targets.query_map([patient], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut authors = connection.prepare_cached(include_str!("authors.sql"))?;
    let authors = authors.query_map([patient], |row| {
        row.get(0).map(|id| TherapistId(Uuid::from_bytes(id)))
    })?;
    Ok(HistoryChoices {
        regions: regions.collect::<Result<_, _>>()?,
        targets: targets.collect::<Result<_, _>>()?,
        authors: authors.collect::<Result<_, _>>()?,
        ..HistoryChoices::default()
    })
}

/// A visit has a row for each of its sites, one after the other.
fn times(
    connection: &Connection,
    patient: i64,
    target: &str,
) -> Result<Vec<TargetTime>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("target_times.sql"))?;
    let mut rows = statement.query(params![patient, target])?;
    let mut times: Vec<TargetTime> = Vec::new();
    while let Some(row) = rows.next()? {
        let session = SessionId(uuid(row, "id")?);
        let side = row.get::<_, Code<Side>>("side")?.0;
        match times.last_mut().filter(|last| last.session == session) {
            Some(last) => last.sides.push(side),
            None => times.push(TargetTime {
                session,
                started: instant(row, "started", "started_offset")?,
                sides: vec![side],
                events: parted(row.get("events")?).into_iter().collect(),
            }),
        }
    }
    Ok(times)
}

fn add_later_events(
    connection: &Connection,
    patient: i64,
    times: &mut [TargetTime],
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("target_events.sql"))?;
    let rows = statement.query_map([patient], Read::of_row)?;
    for row in rows {
        if let Some(Entry::EventReported(event)) = row?.entry()? {
            let time = times
                .iter_mut()
                .find(|time| Some(time.session) == event.session);
            if let Some(time) = time {
                time.events.insert(event.kind.clone());
            }
        }
    }
    Ok(())
}
