//! What retention leaves in the tables: the rule that holds, records under a hold, and those that are gone.

use filiform_domain::retention::{Hold, RecordDestroyed, RetentionSet};
use rusqlite::{Connection, params};

use super::patient_key;
use crate::StoreError;
use crate::ledger::Sealed;

pub(super) fn set_rule(
    connection: &Connection,
    content: &RetentionSet,
    row: &Sealed,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("put_retention.sql"))?
        .execute(params![content.practice.0.as_bytes(), row.n])?;
    Ok(())
}

pub(super) fn hold(
    connection: &Connection,
    content: &Hold,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, content.patient)?.ok_or(StoreError::UnknownPatient)?;
    connection
        .prepare_cached(include_str!("put_hold.sql"))?
        .execute(params![patient, row.n])?;
    Ok(())
}

pub(super) fn lift(connection: &Connection, content: &Hold) -> Result<(), StoreError> {
    let patient = patient_key(connection, content.patient)?.ok_or(StoreError::UnknownPatient)?;
    connection
        .prepare_cached(include_str!("drop_hold.sql"))?
        .execute([patient])?;
    Ok(())
}

/// Every row of the patient goes: a trigger takes along what hangs on the patient's own row.
pub(super) fn forget(
    connection: &Connection,
    content: &RecordDestroyed,
    row: &Sealed,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("forget_patient.sql"))?
        .execute([content.patient.0.as_bytes()])?;
    connection
        .prepare_cached(include_str!("add_destroyed.sql"))?
        .execute(params![content.patient.0.as_bytes(), row.n])?;
    Ok(())
}
