//! Screening and consent: which answer set stands now, and every consent and withdrawal in order.

use filiform_domain::consent::{Consent, Withdrawal};
use filiform_domain::ids::PatientId;
use filiform_domain::screening::{Screening, ScreeningPolicy};
use rusqlite::{Connection, params};

use super::code::joined;
use super::patient_key;
use crate::StoreError;
use crate::ledger::Sealed;
use crate::safety::{ConsentLine, ConsentStep};

pub(super) fn answer(
    connection: &Connection,
    content: &Screening,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = key(connection, content.patient)?;
    connection
        .prepare_cached(include_str!("put_screening.sql"))?
        .execute(params![patient, row.n])?;
    Ok(())
}

pub(super) fn give(
    connection: &Connection,
    content: &Consent,
    row: &Sealed,
) -> Result<(), StoreError> {
    add(
        connection,
        content.patient,
        &ConsentLine::given(content),
        row,
    )
}

pub(super) fn withdraw(
    connection: &Connection,
    content: &Withdrawal,
    row: &Sealed,
) -> Result<(), StoreError> {
    add(
        connection,
        content.patient,
        &ConsentLine::withdrawn(content),
        row,
    )
}

pub(super) fn decide(
    connection: &Connection,
    content: &ScreeningPolicy,
    row: &Sealed,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("put_policy.sql"))?
        .execute(params![content.practice.0.as_bytes(), row.n])?;
    Ok(())
}

fn add(
    connection: &Connection,
    patient: PatientId,
    line: &ConsentLine,
    row: &Sealed,
) -> Result<(), StoreError> {
    let (id, kind, regions, techniques) = match &line.step {
        ConsentStep::Withdrawn => (None, "withdrawn", None, None),
        ConsentStep::Given(given) => {
            let kind = if given.written { "written" } else { "verbal" };
            let regions = joined(&given.regions);
            (Some(given.id), kind, regions, joined(&given.techniques))
        }
    };
    connection
        .prepare_cached(include_str!("add_consent.sql"))?
        .execute(params![
            key(connection, patient)?,
            row.n,
            id.as_ref().map(|id| id.0.as_bytes()),
            kind,
            line.at.utc_ms,
            line.at.offset_minutes,
            regions,
            techniques,
        ])?;
    Ok(())
}

fn key(connection: &Connection, patient: PatientId) -> Result<i64, StoreError> {
    patient_key(connection, patient)?.ok_or(StoreError::UnknownPatient)
}
