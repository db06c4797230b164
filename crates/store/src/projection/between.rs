//! The rows of what stands between the visits: where an entry stands in its patient's timeline.

use filiform_domain::entry::Entry;
use filiform_domain::ids::PatientId;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::patient_key;
use crate::StoreError;
use crate::between::Happened;
use crate::ledger::Sealed;

/// Entries of one patient that can stand in one minute before they overflow into the next one's numbers.
const PER_MINUTE: i64 = 1024;

/// Adds the row of an entry that stands in the timeline beside the visits, or those of imported notes; anything else has
/// none.
pub(super) fn add(connection: &Connection, entry: &Entry, row: &Sealed) -> Result<(), StoreError> {
    for (part, happened) in (0..).zip(Happened::all_of(entry, row)) {
        put(connection, (&happened, part), row)?;
    }
    Ok(())
}

/// Adds the row of what happened, which is so many parts into its entry.
pub(super) fn put(
    connection: &Connection,
    (happened, part): (&Happened, i64),
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, happened.patient())?.ok_or(StoreError::UnknownPatient)?;
    let key = free_key(connection, patient, happened.at().utc_ms.div_euclid(60_000))?;
    connection
        .prepare_cached(include_str!("add_between.sql"))?
        .execute(params![
            patient,
            key,
            happened.id().as_bytes(),
            row.n,
            part,
            happened.kind().code(),
            happened.at().date().to_string(),
            happened.session().as_ref().map(|id| id.0.as_bytes()),
            happened.episode().as_ref().map(|id| id.0.as_bytes()),
        ])?;
    Ok(())
}

/// The entry that takes another back stands where that one stood.
pub(super) fn take_back(
    connection: &Connection,
    (patient, id): (PatientId, Uuid),
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, patient)?.ok_or(StoreError::UnknownPatient)?;
    connection
        .prepare_cached(include_str!("take_back_between.sql"))?
        .execute(params![patient, id.as_bytes(), row.n])?;
    Ok(())
}

/// Minute x 1024 + n, so that newest first is also right for what is written down late.
fn free_key(connection: &Connection, patient: i64, minute: i64) -> Result<i64, StoreError> {
    let mut highest = connection.prepare_cached(include_str!("highest_between.sql"))?;
    let mut first = minute.saturating_mul(PER_MINUTE);
    loop {
        let last = first.saturating_add(PER_MINUTE - 1);
        let asked = params![patient, first, last];
        let taken: Option<i64> = highest.query_row(asked, |row| row.get("key"))?;
        match taken {
            None => return Ok(first),
            Some(taken) if taken < last => return Ok(taken + 1),
            Some(_) => first = first.saturating_add(PER_MINUTE),
        }
    }
}
