//! Where a patient was needled, visit after visit, without the rest of the notes.

use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::site::Side;
use filiform_domain::time::CalendarDate;
use filiform_domain::treated::{NeedledAt, VisitSites};
use rusqlite::{Connection, Row};
use uuid::Uuid;

use crate::ledger::instant;
use crate::projection::code::Code;
use crate::projection::patient_key;
use crate::{Store, StoreError};

/// Where a patient was needled.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct KeptSites {
    /// Every visit, oldest first; voided ones and those that were not held among them.
    pub visits: Vec<VisitSites>,
    /// The days of notes that were written elsewhere, which name no sites.
    pub elsewhere: Vec<CalendarDate>,
}

impl Store {
    /// Where a patient was needled. Somebody unknown was nowhere.
    ///
    /// # Errors
    /// What the disk says.
    pub fn treated_sites(&self, patient: PatientId) -> Result<KeptSites, StoreError> {
        self.read(|connection| {
            let Some(patient) = patient_key(connection, patient)? else {
                return Ok(KeptSites::default());
            };
            Ok(KeptSites {
                visits: visits(connection, patient)?,
                elsewhere: elsewhere(connection, patient)?,
            })
        })
    }
}

/// One statement over two ranges clustered by patient. A visit's rows follow each other.
fn visits(connection: &Connection, patient: i64) -> Result<Vec<VisitSites>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("treated/sites.sql"))?;
    let mut rows = statement.query([patient])?;
    let mut visits: Vec<VisitSites> = Vec::new();
    let mut last = None;
    while let Some(row) = rows.next()? {
        let key: i64 = row.get("session")?;
        if last != Some(key) {
            visits.push(visit(row)?);
            last = Some(key);
        }
        if let (Some(visit), Some(site)) = (visits.last_mut(), site(row)?) {
            visit.sites.push(site);
        }
    }
    Ok(visits)
}

fn visit(row: &Row<'_>) -> rusqlite::Result<VisitSites> {
    let episode: Option<[u8; 16]> = row.get("episode")?;
    Ok(VisitSites {
        day: instant(row, "started", "started_offset")?.date(),
        episode: episode.map(|bytes| EpisodeId(Uuid::from_bytes(bytes))),
        not_held: row.get("not_held")?,
        voided: row.get("voided")?,
        sites: Vec::new(),
    })
}

fn site(row: &Row<'_>) -> rusqlite::Result<Option<NeedledAt>> {
    let Some(target) = row.get("target")? else {
        return Ok(None);
    };
    Ok(Some(NeedledAt {
        target,
        own_target: row.get("own_target")?,
        side: row.get::<_, Code<Side>>("side")?.0,
    }))
}

fn elsewhere(connection: &Connection, patient: i64) -> Result<Vec<CalendarDate>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("treated/elsewhere.sql"))?;
    let days = statement.query_map([patient], |row| row.get::<_, String>("day"))?;
    let day = |text: rusqlite::Result<String>| {
        text?.parse().map_err(|_| StoreError::Damaged {
            what: "the day of an imported note is no date",
        })
    };
    days.map(day).collect()
}
