//! A patient's visits, newest first.

use filiform_domain::ids::{PatientId, SessionId, TherapistId};
use filiform_domain::quantity::{NeedleSize, PainScore};
use filiform_domain::session::{Session, Tolerance};
use filiform_domain::site::Site;
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::ledger::{instant, uuid};
use crate::projection::code::{Code, parted};
use crate::projection::patient_key;
use crate::{Store, StoreError};

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
    pub sites: Vec<Site>,
}

impl HistorySession {
    /// The visit of a signed session.
    pub(crate) fn of(session: &Session, author: TherapistId, recorded_at: Instant) -> Self {
        let needles = session.needles.as_ref();
        Self {
            id: session.id,
            started: session.started,
            region: session.region.clone(),
            author,
            recorded_at,
            pain_before: session.pain_before,
            pain_after: session.pain_after,
            tolerance: session.tolerance,
            needles_in: needles.map(|count| count.put_in),
            needles_out: needles.map(|count| count.taken_out),
            events: session.events.iter().map(|event| event.kind.clone()).collect(),
            story: session.story.clone(),
            response: session.response.clone(),
            plan: session.plan.clone(),
            sites: session.sites.clone(),
        }
    }

    fn of_row(row: &Row<'_>) -> rusqlite::Result<(i64, Self)> {
        let visit = Self {
            id: SessionId(uuid(row, "id")?),
            started: instant(row, "started", "started_offset")?,
            region: row.get("region")?,
            author: TherapistId(uuid(row, "author")?),
            recorded_at: instant(row, "recorded_at", "recorded_offset")?,
            pain_before: decoded(row.get("pain_before")?),
            pain_after: decoded(row.get("pain_after")?),
            tolerance: decoded(row.get("tolerance")?),
            needles_in: row.get("needles_in")?,
            needles_out: row.get("needles_out")?,
            events: parted(row.get("events")?),
            story: row.get("story")?,
            response: row.get("response")?,
            plan: row.get("plan")?,
            sites: Vec::new(),
        };
        Ok((row.get("session")?, visit))
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
        self.read(|connection| page(connection, patient, before, limit))
    }
}

/// Two statements over two clustered ranges, whatever the number of visits.
pub(crate) fn page(
    connection: &Connection,
    patient: PatientId,
    before: Option<HistoryCursor>,
    limit: u32,
) -> Result<HistoryPage, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(HistoryPage::default());
    };
    let before = before.map_or(Ok(i64::MAX), |cursor| key_of(connection, cursor))?;
    let mut visits = visits(connection, patient, before, limit.saturating_add(1))?;
    let more = visits.len() > limit as usize;
    visits.truncate(limit as usize);
    if let (Some((newest, _)), Some((oldest, _))) = (visits.first(), visits.last()) {
        let range = (patient, *oldest, *newest);
        add_sites(connection, range, &mut visits)?;
    }
    let sessions: Vec<HistorySession> = visits.into_iter().map(|(_, visit)| visit).collect();
    let next = sessions.last().filter(|_| more).map(|visit| HistoryCursor(visit.id));
    Ok(HistoryPage { sessions, next })
}

fn key_of(connection: &Connection, cursor: HistoryCursor) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("history/key_of.sql"))?;
    let key = statement.query_row([cursor.0.0.as_bytes()], |row| row.get(0)).optional()?;
    Ok(key.unwrap_or(i64::MAX))
}

fn visits(
    connection: &Connection,
    patient: i64,
    before: i64,
    limit: u32,
) -> Result<Vec<(i64, HistorySession)>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("history/visits.sql"))?;
    let rows = statement.query_map(params![patient, before, limit], HistorySession::of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Both lists run from the newest visit to the oldest, so that one walk puts each site where it belongs. A
/// visit's own sites come last to first too, which spares SQLite the sorting.
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
        let session: i64 = row.get("session")?;
        while here.as_ref().is_some_and(|(key, _)| *key != session) {
            here = walk.next();
        }
        if let Some((_, visit)) = here.as_mut() {
            visit.sites.push(site_of_row(row)?);
        }
    }
    visits.iter_mut().for_each(|(_, visit)| visit.sites.reverse());
    Ok(())
}

fn site_of_row(row: &Row<'_>) -> rusqlite::Result<Site> {
    Ok(Site {
        target: row.get("target")?,
        side: row.get::<_, Code<_>>("side")?.0,
        point: row.get("point")?,
        needle: NeedleSize { diameter_um: row.get("diameter_um")?, length_mm: row.get("length_mm")? },
        needles: row.get("needles")?,
        technique: row.get("technique")?,
        twitch: decoded(row.get("twitch")?),
        twitches: row.get("twitches")?,
        note: row.get("note")?,
    })
}

fn decoded<T>(code: Option<Code<T>>) -> Option<T> {
    code.map(|code| code.0)
}
