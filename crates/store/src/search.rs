//! Finding notes by what they say, what is said beside them, and letters by whom they were for.

mod expression;
mod letters;
mod said;
mod wanted;
mod word_walk;

pub use letters::LetterHit;
pub use said::{SaidAt, SaidHit, SaidWanted};
pub use wanted::{NotesWanted, TargetWanted};

use std::fmt;

use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::{Connection, Params, Row, params};

use crate::ledger::{instant, uuid};
use crate::projection::patient_key;
use crate::{Store, StoreError};
use wanted::Sieve;

/// A note that has what is wanted.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteHit {
    /// The visit.
    pub session: SessionId,
    /// Whose visit it was.
    pub patient: PatientId,
    /// The patient's family name.
    pub family_name: String,
    /// The patient's given name or names.
    pub given_name: String,
    /// When it began.
    pub started: Instant,
    /// The body region, by id.
    pub region: String,
    /// Whether the note was voided: it is found, and says so.
    pub voided: bool,
    /// What the note says, as it was written.
    pub text: String,
}

impl fmt::Debug for NoteHit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoteHit")
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Up to `limit` notes that have what is wanted and that may be read, newest first. Nothing wanted finds
    /// nothing.
    ///
    /// # Errors
    /// What the disk says. No words are an error.
    pub fn find_notes(
        &self,
        wanted: &NotesWanted,
        may_read: &dyn Fn(PatientId, CalendarDate) -> bool,
        limit: u32,
    ) -> Result<Vec<NoteHit>, StoreError> {
        if wanted.is_nothing() {
            return Ok(Vec::new());
        }
        self.read(|connection| find(connection, wanted, may_read, limit as usize))
    }
}

fn find(
    connection: &Connection,
    wanted: &NotesWanted,
    may_read: &dyn Fn(PatientId, CalendarDate) -> bool,
    limit: usize,
) -> Result<Vec<NoteHit>, StoreError> {
    let mut sieve = Sieve::new(connection, wanted, may_read)?;
    let (first, last) = wanted.keys();
    let few = wanted.patients.as_ref().filter(|_| wanted.finds_anywhere());
    if let Some(patients) = few {
        let sql = include_str!("search/of_patient.sql");
        sieve.read_words();
        return of_patients(connection, patients, limit, |key| {
            passing(connection, sql, [key, first, last], &mut sieve, limit)
        });
    }
    if let Some(expression) = expression::of(wanted) {
        let asked = params![expression, first, last];
        passing(
            connection,
            include_str!("search/notes.sql"),
            asked,
            &mut sieve,
            limit,
        )
    } else {
        let sql = include_str!("search/newest.sql");
        passing(connection, sql, [first, last], &mut sieve, limit)
    }
    .map(|found| found.into_iter().map(|(_, hit)| hit).collect())
}

/// The newest of what each of the patients has.
fn of_patients(
    connection: &Connection,
    patients: &[PatientId],
    limit: usize,
    mut found_of: impl FnMut(i64) -> Result<Vec<(i64, NoteHit)>, StoreError>,
) -> Result<Vec<NoteHit>, StoreError> {
    let mut found = Vec::new();
    for patient in patients {
        if let Some(key) = patient_key(connection, *patient)? {
            found.extend(found_of(key)?);
        }
    }
    found.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
    Ok(found.into_iter().map(|(_, hit)| hit).take(limit).collect())
}

/// The first rows that the sieve lets through, and no more than are asked for.
fn passing(
    connection: &Connection,
    sql: &str,
    values: impl Params,
    sieve: &mut Sieve<'_>,
    limit: usize,
) -> Result<Vec<(i64, NoteHit)>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while found.len() < limit {
        let Some(row) = rows.next()? else { break };
        if sieve.lets_through(row)? {
            found.push((row.get("session")?, NoteHit::of_row(row)?));
        }
    }
    Ok(found)
}

impl NoteHit {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            session: SessionId(uuid(row, "id")?),
            patient: PatientId(uuid(row, "patient_id")?),
            family_name: row.get("family_name")?,
            given_name: row.get("given_name")?,
            started: instant(row, "started", "started_offset")?,
            region: row.get("region")?,
            voided: row.get("voided")?,
            text: row.get("text")?,
        })
    }
}
