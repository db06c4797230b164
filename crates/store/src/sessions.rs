//! Signed sessions, as written.

use std::fmt;

use filiform_domain::entry::Entry;
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::session::Session;
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::history::HistorySession;
use crate::ledger::{self, Read, instant, uuid};
use crate::projection::patient_key;
use crate::{Store, StoreError};

/// A session with the seal it got.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedSession {
    /// The note, from the bytes that were signed.
    pub session: Session,
    /// The number of its entry in the chain.
    pub seq: u64,
    /// The hash of its entry.
    pub hash: [u8; 32],
    /// When it was signed.
    pub recorded_at: Instant,
}

impl SignedSession {
    /// The session as a history shows it.
    pub fn visit(&self) -> HistorySession {
        HistorySession::of(&self.session, self.session.therapist, self.recorded_at)
    }
}

impl fmt::Debug for SignedSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedSession")
            .field("id", &self.session.id)
            .finish_non_exhaustive()
    }
}

/// A visit in a list of several patients' visits.
#[derive(Clone, PartialEq, Eq)]
pub struct SeenSession {
    /// The visit.
    pub id: SessionId,
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
    /// Needled sites.
    pub sites: u32,
}

impl fmt::Debug for SeenSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeenSession")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// A signed session.
    pub fn session(&self, id: SessionId) -> Result<Option<SignedSession>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("sessions/entry.sql"))?;
            let entry = statement
                .query_row([id.0.as_bytes()], |row| row.get("entry"))
                .optional()?;
            entry
                .map(|entry| signed(&ledger::at(connection, entry)?))
                .transpose()
        })
    }

    /// Every signed session of a patient, oldest first.
    pub fn sessions(&self, patient: PatientId) -> Result<Vec<SignedSession>, StoreError> {
        self.read(|connection| of_patient(connection, patient))
    }

    /// The visits that began in `from_utc_ms..to_utc_ms`, newest first.
    pub fn seen_on(
        &self,
        from_utc_ms: i64,
        to_utc_ms: i64,
    ) -> Result<Vec<SeenSession>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("sessions/seen.sql"))?;
            let rows = statement.query_map(params![from_utc_ms, to_utc_ms], SeenSession::of_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

fn of_patient(
    connection: &Connection,
    patient: PatientId,
) -> Result<Vec<SignedSession>, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(include_str!("sessions/of_patient.sql"))?;
    let rows = statement.query_map([patient], Read::of_row)?;
    rows.map(|read| signed(&read?)).collect()
}

fn signed(read: &Read) -> Result<SignedSession, StoreError> {
    match read.entry()? {
        Some(Entry::SessionSigned(session)) => Ok(SignedSession {
            session: *session,
            seq: read.row.seq,
            hash: read.row.hash,
            recorded_at: read.row.recorded_at,
        }),
        _ => Err(StoreError::Damaged {
            what: "a session's row does not fit to the ledger",
        }),
    }
}

impl SeenSession {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: SessionId(uuid(row, "id")?),
            patient: PatientId(uuid(row, "patient_id")?),
            family_name: row.get("family_name")?,
            given_name: row.get("given_name")?,
            started: instant(row, "started", "started_offset")?,
            region: row.get("region")?,
            sites: row.get("sites")?,
        })
    }
}
