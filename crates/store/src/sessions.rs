//! Signed sessions, as written.

use std::fmt;

use filiform_domain::amendment::{Amendment, VoidReason, Voiding};
use filiform_domain::entry::Entry;
use filiform_domain::ids::{PatientId, SessionId, TherapistId};
use filiform_domain::session::Session;
use filiform_domain::time::Instant;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use crate::history::{HistorySession, LastAmended};
use crate::ledger::{Read, instant, uuid};
use crate::projection::patient_key;
use crate::{Store, StoreError};

const UNFIT: StoreError = StoreError::Damaged {
    what: "a session's row does not fit to the ledger",
};

/// A session with the seal it got, and what was added to it since.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedSession {
    /// The note as it stands: as the newest correction says, or as it was signed.
    pub session: Session,
    /// The note from the bytes that were signed.
    pub original: Session,
    /// What was added to it, in order.
    pub amendments: Vec<KeptAmendment>,
    /// That it was voided.
    pub voided: Option<KeptVoiding>,
    /// The number of its entry in the chain.
    pub seq: u64,
    /// The hash of its entry.
    pub hash: [u8; 32],
    /// When it was signed.
    pub recorded_at: Instant,
}

/// An amendment, with who signed it and when.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptAmendment {
    /// The amendment.
    pub amendment: Amendment,
    /// Who signed it.
    pub author: TherapistId,
    /// When.
    pub recorded_at: Instant,
    /// The hash of its entry.
    pub hash: [u8; 32],
}

/// A voiding, with who signed it and when.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptVoiding {
    /// The voiding.
    pub voiding: Voiding,
    /// Who signed it.
    pub author: TherapistId,
    /// When.
    pub recorded_at: Instant,
    /// The hash of its entry.
    pub hash: [u8; 32],
}

impl SignedSession {
    /// The session as a history shows it.
    pub fn visit(&self) -> HistorySession {
        HistorySession {
            amended: self.last_amended(),
            voided: self.void_reason(),
            ..HistorySession::of(&self.session, self.session.therapist, self.recorded_at)
        }
    }

    /// How often it was amended, and when last.
    pub fn last_amended(&self) -> Option<LastAmended> {
        self.amendments.last().map(|newest| LastAmended {
            times: u32::try_from(self.amendments.len()).unwrap_or(u32::MAX),
            at: newest.recorded_at,
        })
    }

    /// Why it does not hold.
    pub fn void_reason(&self) -> Option<VoidReason> {
        self.voided.as_ref().map(|kept| kept.voiding.reason)
    }

    /// Whether its words were changed since it was signed.
    pub fn is_corrected(&self) -> bool {
        self.session != self.original
    }

    fn add(&mut self, read: &Read) -> Result<(), StoreError> {
        let (author, recorded_at, hash) = (read.row.author, read.row.recorded_at, read.row.hash);
        match read.entry()? {
            Some(Entry::SessionAmended(amendment)) => {
                if let Some(corrected) = amendment.corrected(self.original.therapist) {
                    self.session = corrected;
                }
                self.amendments.push(KeptAmendment {
                    amendment: *amendment,
                    author,
                    recorded_at,
                    hash,
                });
            }
            Some(Entry::SessionVoided(voiding)) => {
                self.voided = Some(KeptVoiding {
                    voiding,
                    author,
                    recorded_at,
                    hash,
                });
            }
            _ => return Err(UNFIT),
        }
        Ok(())
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
            let read = statement.query_row([id.0.as_bytes()], Read::of_row);
            let mut additions =
                connection.prepare_cached(include_str!("sessions/additions.sql"))?;
            read.optional()?
                .map(|read| signed(&read, &mut additions))
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
    let mut additions = connection.prepare_cached(include_str!("sessions/additions.sql"))?;
    rows.map(|read| signed(&read?, &mut additions)).collect()
}

/// The session of an entry, with everything that was added to it.
fn signed(read: &Read, additions: &mut CachedStatement<'_>) -> Result<SignedSession, StoreError> {
    let Some(Entry::SessionSigned(original)) = read.entry()? else {
        return Err(UNFIT);
    };
    let id = original.id;
    let mut signed = SignedSession {
        session: (*original).clone(),
        original: *original,
        amendments: Vec::new(),
        voided: None,
        seq: read.row.seq,
        hash: read.row.hash,
        recorded_at: read.row.recorded_at,
    };
    let rows = additions.query_map([id.0.as_bytes()], Read::of_row)?;
    for addition in rows {
        signed.add(&addition?)?;
    }
    Ok(signed)
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
