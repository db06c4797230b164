//! Visits that were not held, as the front desk records them: what they add to the caseload. Their place in the
//! timeline is a row like any other between the visits.

use filiform_domain::not_held::VisitNotHeld;
use rusqlite::{Connection, OptionalExtension, params};

use super::{caseload, patient_key};
use crate::StoreError;
use crate::ledger::Sealed;

/// Counts the visit in the month it would have been held in.
pub(super) fn add(
    connection: &Connection,
    visit: &VisitNotHeld,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, visit.patient)?.ok_or(StoreError::UnknownPatient)?;
    caseload::add_not_held(connection, (patient, row.n), visit.at.date(), row.author)
}

/// One that was recorded by mistake counts no more. In the timeline it stays at its place.
pub(super) fn take_back(
    connection: &Connection,
    visit: &VisitNotHeld,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, visit.patient)?.ok_or(StoreError::UnknownPatient)?;
    if let Some(entry) = entry_of(connection, patient, visit)? {
        caseload::drop_not_held(connection, (patient, entry))?;
        connection
            .prepare_cached(include_str!("take_back_between.sql"))?
            .execute(params![patient, visit.id.0.as_bytes(), row.n])?;
    }
    Ok(())
}

/// Refuses to take back what nobody recorded, or what was taken back before.
pub(crate) fn admit(connection: &Connection, visit: &VisitNotHeld) -> Result<(), StoreError> {
    let patient = patient_key(connection, visit.patient)?.ok_or(StoreError::UnknownPatient)?;
    match entry_of(connection, patient, visit)? {
        Some(_) => Ok(()),
        None => Err(StoreError::AlreadyWritten),
    }
}

/// The entry that recorded it, while it stands.
fn entry_of(
    connection: &Connection,
    patient: i64,
    visit: &VisitNotHeld,
) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("stands_not_held.sql"))?;
    let asked = params![patient, visit.id.0.as_bytes()];
    Ok(statement
        .query_row(asked, |row| row.get("entry"))
        .optional()?)
}
