//! A patient's scores that stand, in the order of their days.

use std::fmt;

use filiform_domain::entry::Entry;
use filiform_domain::ids::{PatientId, ScoreId, TherapistId};
use filiform_domain::measure::Score;
use filiform_domain::time::Instant;
use rusqlite::{Connection, params};

use crate::ledger::Read;
use crate::projection::patient_key;
use crate::{Store, StoreError};

/// A score that stands, with who wrote it down and when.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptScore {
    /// The score.
    pub score: Score,
    /// Who wrote it down.
    pub author: TherapistId,
    /// When it was written down.
    pub recorded_at: Instant,
}

impl fmt::Debug for KeptScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptScore")
            .field("id", &self.score.id)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Every score of a patient that stands, by day, of one day in the order they were written. Somebody
    /// unknown has none.
    ///
    /// # Errors
    /// What the disk says.
    pub fn scores(&self, patient: PatientId) -> Result<Vec<KeptScore>, StoreError> {
        self.read(|connection| of_patient(connection, patient))
    }
}

/// One statement over one clustered range.
pub(crate) fn of_patient(
    connection: &Connection,
    patient: PatientId,
) -> Result<Vec<KeptScore>, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(include_str!("scores/of_patient.sql"))?;
    let rows = statement.query_map([patient], Read::of_row)?;
    rows.map(|row| kept(&row?)).collect()
}

/// Refuses to correct or take back what does not stand in this patient's record.
pub(crate) fn admit(
    connection: &Connection,
    patient: PatientId,
    score: ScoreId,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, patient)?.ok_or(StoreError::UnknownPatient)?;
    let mut statement = connection.prepare_cached(include_str!("scores/stands.sql"))?;
    if statement.exists(params![patient, score.0.as_bytes()])? {
        Ok(())
    } else {
        Err(StoreError::StaleScore)
    }
}

fn kept(read: &Read) -> Result<KeptScore, StoreError> {
    match read.entry()? {
        Some(Entry::MeasureScored(score)) => Ok(KeptScore {
            score: *score,
            author: read.row.author,
            recorded_at: read.row.recorded_at,
        }),
        _ => Err(StoreError::Damaged {
            what: "a score's row does not fit to the ledger",
        }),
    }
}
