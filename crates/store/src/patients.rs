//! Finding patients, and reading one.

use std::fmt;
use std::ops::Range;

use filiform_domain::entry::Entry;
use filiform_domain::ids::PatientId;
use filiform_domain::patient::Patient;
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use crate::ledger::{self, uuid};
use crate::projection::words;
use crate::{Store, StoreError};

/// A patient as they now stand.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptPatient {
    /// Who.
    pub id: PatientId,
    /// How often their details were written; a change names the revision it is based on. 1 at registration.
    pub revision: u32,
    /// Their details.
    pub patient: Patient,
}

impl fmt::Debug for KeptPatient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptPatient")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A patient as a list shows them.
#[derive(Clone, PartialEq, Eq)]
pub struct PatientLine {
    /// Who.
    pub id: PatientId,
    /// The family name.
    pub family_name: String,
    /// The given name or names.
    pub given_name: String,
    /// The date of birth.
    pub birth_date: CalendarDate,
    /// When the latest visit began.
    pub last_session: Option<Instant>,
    /// The body region of the latest visit, by id.
    pub last_region: Option<String>,
    /// Signed visits.
    pub sessions: u32,
}

impl fmt::Debug for PatientLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PatientLine")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// A patient.
    pub fn patient(&self, id: PatientId) -> Result<Option<KeptPatient>, StoreError> {
        self.read(|connection| kept(connection, id))
    }

    /// Up to `limit` patients who have a word beginning with each of the typed ones, in any order: names and
    /// their parts, the date of birth as `1984-03-14` or its beginning, the record number. Case and
    /// diacritics do not matter. Most recently seen first; with nothing typed, everybody.
    pub fn find_patients(&self, typed: &str, limit: u32) -> Result<Vec<PatientLine>, StoreError> {
        let words = words::of_query(typed);
        self.read(|connection| find(connection, &words, limit as usize))
    }
}

/// A word found at most this often is looked up and sorted; with a commoner one it is quicker to go through
/// the patients as they were last seen, and to stop when enough fit.
const RARE: i64 = 2000;

fn find(
    connection: &Connection,
    typed: &[String],
    limit: usize,
) -> Result<Vec<PatientLine>, StoreError> {
    let mut ranges = typed.iter().map(|word| range(word)).collect::<Vec<_>>();
    let mut count = connection.prepare_cached(include_str!("patients/count.sql"))?;
    let Some(rarest) = rarest_first(&mut count, &mut ranges)? else {
        return matching(
            connection,
            include_str!("patients/recent.sql"),
            None,
            &[],
            limit,
        );
    };
    let (first, others) = ranges.split_first().ok_or(StoreError::Sql { code: 0 })?;
    if rarest < RARE {
        matching(
            connection,
            include_str!("patients/with_word.sql"),
            Some(first),
            others,
            limit,
        )
    } else {
        matching(
            connection,
            include_str!("patients/recent.sql"),
            None,
            &ranges,
            limit,
        )
    }
}

/// Every word that begins with `prefix` lies in this range.
pub(crate) fn range(prefix: &str) -> Range<String> {
    prefix.to_owned()..format!("{prefix}{}", char::MAX)
}

/// Puts the rarest word first and says how often it is found, counting no further than needed.
pub(crate) fn rarest_first(
    count: &mut CachedStatement<'_>,
    ranges: &mut [Range<String>],
) -> Result<Option<i64>, StoreError> {
    let mut rarest = None;
    for n in 0..ranges.len() {
        let Some(range) = ranges.get(n) else { break };
        let found: i64 =
            count.query_row(params![range.start, range.end, RARE], |row| row.get(0))?;
        if rarest.is_none_or(|least| found < least) {
            rarest = Some(found);
            ranges.swap(0, n);
        }
    }
    Ok(rarest)
}

/// Patients of one list, as far as they also have the other words.
fn matching(
    connection: &Connection,
    list: &str,
    listed_by: Option<&Range<String>>,
    others: &[Range<String>],
    limit: usize,
) -> Result<Vec<PatientLine>, StoreError> {
    let mut list = connection.prepare_cached(list)?;
    let mut has_word = connection.prepare_cached(include_str!("patients/has_word.sql"))?;
    let mut rows = match listed_by {
        Some(range) => list.query(params![range.start, range.end])?,
        None => list.query([])?,
    };
    let mut found = Vec::new();
    while found.len() < limit {
        let Some(row) = rows.next()? else { break };
        let key: i64 = row.get("key")?;
        let mut fits = true;
        for range in others {
            fits = fits && has_word.exists(params![key, range.start, range.end])?;
        }
        if fits {
            found.push(PatientLine::of_row(row)?);
        }
    }
    Ok(found)
}

impl PatientLine {
    pub(crate) fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let started: Option<i64> = row.get("last_started")?;
        let offset: Option<i16> = row.get("last_offset")?;
        let at = |(utc_ms, offset_minutes)| Instant {
            utc_ms,
            offset_minutes,
        };
        Ok(Self {
            id: PatientId(uuid(row, "id")?),
            family_name: row.get("family_name")?,
            given_name: row.get("given_name")?,
            birth_date: date(row, "birth_date")?,
            last_session: started.zip(offset).map(at),
            last_region: row.get("last_region")?,
            sessions: row.get("sessions")?,
        })
    }
}

pub(crate) fn date(row: &Row<'_>, column: &str) -> rusqlite::Result<CalendarDate> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| {
        rusqlite::Error::FromSqlConversionFailure(
            0,
            Type::Text,
            Box::new(FromSqlError::InvalidType),
        )
    })
}

/// A patient with the details of their newest entry.
pub(crate) fn kept(
    connection: &Connection,
    id: PatientId,
) -> Result<Option<KeptPatient>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("patients/one.sql"))?;
    let found = statement.query_row([id.0.as_bytes()], |row| {
        Ok((row.get("entry")?, row.get("revision")?))
    });
    let Some((entry, revision)) = found.optional()? else {
        return Ok(None);
    };
    let entry = ledger::at(connection, entry)?.entry()?;
    match entry.as_ref().and_then(Entry::patient_written) {
        Some(written) => Ok(Some(KeptPatient {
            id,
            revision,
            patient: written.patient.clone(),
        })),
        None => Err(StoreError::Damaged {
            what: "a patient's row does not fit to the ledger",
        }),
    }
}
