//! Folding every projection anew from the ledger.

use filiform_domain::ids::PatientId;
use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use super::{VERSION, apply, make_tables};
use crate::ledger;
use crate::{Flow, Store, StoreError};

/// What was folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// Entries that were applied.
    pub entries: u64,
    /// Patients whose record was folded.
    pub patients: u64,
}

impl Store {
    /// Makes every projection anew, patient by patient, in one transaction. `progress` is told the subjects
    /// done and all of them.
    ///
    /// # Errors
    /// [`StoreError::Interrupted`] when stopped, [`StoreError::Damaged`] when the ledger cannot be read;
    /// the projections are then as they were.
    pub fn rebuild(
        &self,
        progress: &mut dyn FnMut(u64, u64) -> Flow,
    ) -> Result<Rebuilt, StoreError> {
        rebuild(&mut self.writer().connection, progress)
    }
}

pub(crate) fn rebuild(
    connection: &mut Connection,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<Rebuilt, StoreError> {
    connection.flush_prepared_statement_cache();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    make_tables(&transaction)?;
    let subjects = subjects(&transaction)?;
    let mut rebuilt = Rebuilt {
        entries: 0,
        patients: 0,
    };
    for (done, (subject, is_patient)) in (0_u64..).zip(&subjects) {
        if progress(done, subjects.len() as u64) == Flow::Stop {
            return Err(StoreError::Interrupted);
        }
        rebuilt.entries += refold(&transaction, *subject)?;
        rebuilt.patients += u64::from(*is_patient);
    }
    transaction.execute(include_str!("keep_version.sql"), [VERSION])?;
    transaction.commit()?;
    Ok(rebuilt)
}

/// Applies one subject's entries in order. Returns how many.
fn refold(connection: &Connection, subject: Uuid) -> Result<u64, StoreError> {
    let mut applied = 0;
    for read in ledger::of_subject(connection, subject)? {
        if let Some(entry) = read.entry()? {
            apply(connection, &entry, &read.row)?;
            applied += 1;
        }
    }
    Ok(applied)
}

/// Everything the ledger has entries about, in the order it first appeared, and whether it is a patient.
pub(crate) fn subjects(connection: &Connection) -> Result<Vec<(Uuid, bool)>, StoreError> {
    let mut statement = connection.prepare(include_str!("subjects.sql"))?;
    let rows = statement.query_map([], |row| {
        Ok((ledger::uuid(row, "subject")?, row.get("is_patient")?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The patients of the ledger, in the order they were registered.
pub(crate) fn patients(connection: &Connection) -> Result<Vec<PatientId>, StoreError> {
    let subjects = subjects(connection)?.into_iter();
    Ok(subjects
        .filter(|(_, is_patient)| *is_patient)
        .map(|(subject, _)| PatientId(subject))
        .collect())
}
