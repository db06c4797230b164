//! A patient's visits, newest first.

use filiform_domain::amendment::VoidReason;
use filiform_domain::ids::{EpisodeId, PatientId, SessionId, TherapistId};
use filiform_domain::needle::Needle;
use filiform_domain::quantity::PainScore;
use filiform_domain::session::Session;
use filiform_domain::site::{Side, SiteDraft, Twitch};
use filiform_domain::time::Instant;
use filiform_domain::visit::{NotHeldHow, Tolerance};
use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::projection::code::{Code, parted};
use crate::projection::patient_key;
use crate::{Store, StoreError};

pub(crate) mod filter;

use filter::HistoryFilter;

/// Where the next page of a history begins: right after this visit, towards older ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryCursor(pub SessionId);

/// Some of a patient's visits, newest first.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct HistoryPage {
    /// The visits.
    pub sessions: Vec<HistorySession>,
    /// Where the next page begins; none when this was the last.
    pub next: Option<HistoryCursor>,
}

/// One visit as a history shows it. The signed note itself is [`Store::session`].
#[derive(Clone, PartialEq, Eq)]
pub struct HistorySession {
    /// The visit.
    pub id: SessionId,
    /// When it began.
    pub started: Instant,
    /// The body region, by id.
    pub region: String,
    /// The visit did not take place.
    pub not_held: Option<NotHeldHow>,
    /// The episode of care it belongs to.
    pub episode: Option<EpisodeId>,
    /// Who needled, and signed.
    pub author: TherapistId,
    /// When it was signed.
    pub recorded_at: Instant,
    /// Pain now, before the needling.
    pub pain_before: Option<PainScore>,
    /// Pain now, after the needling.
    pub pain_after: Option<PainScore>,
    /// How the needling was tolerated.
    pub tolerance: Option<Tolerance>,
    /// Needles put in, as counted.
    pub needles_in: Option<u16>,
    /// Needles taken out, as counted.
    pub needles_out: Option<u16>,
    /// The kinds of adverse events found, by id; asked about at every visit.
    pub events: Vec<String>,
    /// What the patient said.
    pub story: Option<String>,
    /// What was seen and said after the needling.
    pub response: Option<String>,
    /// The plan.
    pub plan: Option<String>,
    /// The needled sites, in the order they were charted.
    pub sites: Vec<HistorySite>,
    /// Days from the visit to its signing, when it was signed late.
    pub days_late: Option<u32>,
    /// Whether other care was charted beside the needling.
    pub other_care: bool,
    /// How often it was amended, and when last. Everything above is what stands now.
    pub amended: Option<LastAmended>,
    /// Why it does not hold, when it was voided.
    pub voided: Option<VoidReason>,
}

/// How often a session was amended, and when last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastAmended {
    /// Corrections and addenda together, 1 or more.
    pub times: u32,
    /// When the newest one was signed.
    pub at: Instant,
}

/// A needled site as a history shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct HistorySite {
    /// The target, by id; empty when it is in own words.
    pub target: String,
    /// The target in the therapist's own words.
    pub own_target: Option<String>,
    /// The patient's side.
    pub side: Side,
    /// Trigger points, level and landmark in one line.
    pub point: Option<String>,
    /// The needle, as far as it is known.
    pub needle: Needle,
    /// Needles at this site, per side with both; the fewest, when it was a range.
    pub needles: u8,
    /// The techniques, by id.
    pub techniques: Vec<String>,
    /// The local twitch response.
    pub twitch: Option<Twitch>,
    /// Counted twitches.
    pub twitches: Option<u8>,
    /// What else belongs to this site.
    pub note: Option<String>,
}

impl HistorySite {
    /// The site of a signed row.
    fn of(row: &SiteDraft) -> Self {
        Self {
            target: row.target.clone(),
            own_target: row.own_target.as_ref().map(|own| own.name.clone()),
            side: row.side_or_midline(),
            point: row.point_words(),
            needle: row.needle_size().unwrap_or(Needle {
                diameter_um: None,
                length_mm: None,
            }),
            needles: small(row.needles).unwrap_or(1),
            techniques: row.techniques.clone(),
            twitch: row.twitch,
            twitches: small(row.twitches),
            note: filled(&row.note),
        }
    }
}

fn episode_id(bytes: [u8; 16]) -> EpisodeId {
    EpisodeId(Uuid::from_bytes(bytes))
}

fn small(number: Option<i64>) -> Option<u8> {
    u8::try_from(number?).ok()
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl HistorySession {
    /// The visit of a signed session.
    pub(crate) fn of(session: &Session, author: TherapistId, recorded_at: Instant) -> Self {
        let note = &session.note;
        let count = |needles: Option<i64>| u16::try_from(needles?).ok();
        Self {
            id: session.id,
            started: session.started,
            region: note.region.clone(),
            not_held: note.not_held.as_ref().and_then(|visit| visit.how),
            episode: session.episode(),
            author,
            recorded_at,
            pain_before: session.pain_before(),
            pain_after: session.pain_after(),
            tolerance: note.tolerance,
            needles_in: count(note.needles_in),
            needles_out: count(note.needles_out),
            events: note.events.iter().map(|event| event.kind.clone()).collect(),
            story: filled(&note.story),
            response: filled(&note.response),
            plan: filled(&note.plan),
            sites: note.needled().map(HistorySite::of).collect(),
            days_late: session.days_late(recorded_at),
            other_care: !note.other_care.is_empty(),
            amended: None,
            voided: None,
        }
    }

    /// Whether the visit took place and its note holds: only then is it anybody's last session, and only then
    /// do its numbers count.
    pub fn counts(&self) -> bool {
        self.not_held.is_none() && self.voided.is_none()
    }

    /// In the order of the columns in `visits.sql`.
    fn of_row(row: &Row<'_>) -> rusqlite::Result<(i64, Self)> {
        let mut columns = Columns::of(row);
        let key = columns.next()?;
        let visit = Self {
            id: SessionId(columns.uuid()?),
            author: TherapistId(columns.uuid()?),
            started: columns.instant()?,
            recorded_at: columns.instant()?,
            region: columns.next()?,
            not_held: columns.decoded()?,
            episode: columns.next::<Option<[u8; 16]>>()?.map(episode_id),
            pain_before: columns.decoded()?,
            pain_after: columns.decoded()?,
            tolerance: columns.decoded()?,
            needles_in: columns.next()?,
            needles_out: columns.next()?,
            events: parted(columns.next()?),
            story: columns.next()?,
            response: columns.next()?,
            plan: columns.next()?,
            sites: Vec::new(),
            days_late: columns.next()?,
            other_care: columns.next()?,
            amended: columns.amended()?,
            voided: columns.decoded()?,
        };
        Ok((key, visit))
    }
}

/// A row's columns one after the other. Names cost a search at every column, and a history has thousands.
struct Columns<'a, 'stmt> {
    row: &'a Row<'stmt>,
    next: usize,
}

impl<'a, 'stmt> Columns<'a, 'stmt> {
    fn of(row: &'a Row<'stmt>) -> Self {
        Self { row, next: 0 }
    }

    fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let column = self.next;
        self.next += 1;
        self.row.get(column)
    }

    fn uuid(&mut self) -> rusqlite::Result<Uuid> {
        self.next().map(Uuid::from_bytes)
    }

    fn instant(&mut self) -> rusqlite::Result<Instant> {
        Ok(Instant {
            utc_ms: self.next()?,
            offset_minutes: self.next()?,
        })
    }

    fn amended(&mut self) -> rusqlite::Result<Option<LastAmended>> {
        let times: u32 = self.next()?;
        let (utc_ms, offset): (Option<i64>, Option<i16>) = (self.next()?, self.next()?);
        Ok(utc_ms
            .zip(offset)
            .map(|(utc_ms, offset_minutes)| LastAmended {
                times,
                at: Instant {
                    utc_ms,
                    offset_minutes,
                },
            }))
    }

    fn decoded<T>(&mut self) -> rusqlite::Result<Option<T>>
    where
        Code<T>: FromSql,
    {
        let code: Option<Code<T>> = self.next()?;
        Ok(code.map(|code| code.0))
    }
}

impl Store {
    /// Up to `limit` visits of a patient, newest first, from `before` on. An unknown patient has none.
    pub fn history(
        &self,
        patient: PatientId,
        before: Option<HistoryCursor>,
        limit: u32,
    ) -> Result<HistoryPage, StoreError> {
        self.history_of(patient, &HistoryFilter::default(), before, limit)
    }

    /// The same, of those that fit.
    pub fn history_of(
        &self,
        patient: PatientId,
        filter: &HistoryFilter,
        before: Option<HistoryCursor>,
        limit: u32,
    ) -> Result<HistoryPage, StoreError> {
        self.read(|connection| page(connection, (patient, filter), before, limit))
    }
}

/// Two statements over two clustered ranges, whatever the number of visits.
pub(crate) fn page(
    connection: &Connection,
    (patient, filter): (PatientId, &HistoryFilter),
    before: Option<HistoryCursor>,
    limit: u32,
) -> Result<HistoryPage, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(HistoryPage::default());
    };
    let before = before.map_or(Ok(i64::MAX), |cursor| key_of(connection, cursor))?;
    let asked = (patient, before, limit.saturating_add(1));
    let mut visits = visits(connection, filter, asked)?;
    let more = visits.len() > limit as usize;
    visits.truncate(limit as usize);
    if let (Some((newest, _)), Some((oldest, _))) = (visits.first(), visits.last()) {
        let range = (patient, *oldest, *newest);
        add_sites(connection, range, &mut visits)?;
    }
    let sessions: Vec<HistorySession> = visits.into_iter().map(|(_, visit)| visit).collect();
    let next = sessions
        .last()
        .filter(|_| more)
        .map(|visit| HistoryCursor(visit.id));
    Ok(HistoryPage { sessions, next })
}

fn key_of(connection: &Connection, cursor: HistoryCursor) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("history/key_of.sql"))?;
    let key = statement
        .query_row([cursor.0.0.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(key.unwrap_or(i64::MAX))
}

fn visits(
    connection: &Connection,
    filter: &HistoryFilter,
    (patient, before, limit): (i64, i64, u32),
) -> Result<Vec<(i64, HistorySession)>, StoreError> {
    if filter.is_open() {
        let mut statement = connection.prepare_cached(include_str!("history/visits.sql"))?;
        let rows = statement.query_map(params![patient, before, limit], HistorySession::of_row)?;
        return Ok(rows.collect::<Result<_, _>>()?);
    }
    let mut statement = connection.prepare_cached(include_str!("history/filtered.sql"))?;
    filter.bind(&mut statement, (patient, before, limit))?;
    let rows = statement.raw_query().mapped(HistorySession::of_row);
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Both lists run from the newest visit to the oldest, so that one walk puts each site where it belongs; of a narrowed
/// history the sites of visits that do not fit come by in between. A visit's own sites come last to first too, which
/// spares SQLite the sorting.
fn add_sites(
    connection: &Connection,
    (patient, oldest, newest): (i64, i64, i64),
    visits: &mut [(i64, HistorySession)],
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("history/sites.sql"))?;
    let mut rows = statement.query([patient, oldest, newest])?;
    let mut walk = visits.iter_mut();
    let mut here = walk.next();
    while let Some(row) = rows.next()? {
        let mut columns = Columns::of(row);
        let session: i64 = columns.next()?;
        while here.as_ref().is_some_and(|(key, _)| *key > session) {
            here = walk.next();
        }
        if let Some((_, visit)) = here.as_mut().filter(|(key, _)| *key == session) {
            visit.sites.push(site_of(columns)?);
        }
    }
    for (_, visit) in visits {
        visit.sites.reverse();
    }
    Ok(())
}

/// The columns of `sites.sql` after the session.
fn site_of(mut columns: Columns<'_, '_>) -> rusqlite::Result<HistorySite> {
    Ok(HistorySite {
        target: columns.next()?,
        own_target: columns.next()?,
        side: columns.next::<Code<_>>()?.0,
        point: columns.next()?,
        needle: Needle {
            diameter_um: columns.next()?,
            length_mm: columns.next()?,
        },
        needles: columns.next()?,
        techniques: parted(columns.next()?),
        twitch: columns.decoded()?,
        twitches: columns.next()?,
        note: columns.next()?,
    })
}
