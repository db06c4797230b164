//! The patient's row and the words by which it is found.

use filiform_domain::entry::PatientWritten;
use rusqlite::{Connection, params};

use super::{patient_key, words};
use crate::StoreError;
use crate::ledger::Sealed;

pub(super) fn register(
    connection: &Connection,
    content: &PatientWritten,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = &content.patient;
    connection
        .prepare_cached(include_str!("add_patient.sql"))?
        .execute(params![
            content.id.0.as_bytes(),
            row.n,
            patient.family_name,
            patient.given_name,
            patient.birth_date.to_string(),
            row.recorded_at.utc_ms,
        ])?;
    add_words(connection, connection.last_insert_rowid(), content)
}

pub(super) fn change(
    connection: &Connection,
    content: &PatientWritten,
    row: &Sealed,
) -> Result<(), StoreError> {
    let key = patient_key(connection, content.id)?.ok_or(StoreError::UnknownPatient)?;
    let patient = &content.patient;
    connection
        .prepare_cached(include_str!("change_patient.sql"))?
        .execute(params![
            key,
            row.n,
            patient.family_name,
            patient.given_name,
            patient.birth_date.to_string(),
        ])?;
    connection
        .prepare_cached(include_str!("drop_words.sql"))?
        .execute([key])?;
    add_words(connection, key, content)
}

fn add_words(
    connection: &Connection,
    key: i64,
    content: &PatientWritten,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("add_word.sql"))?;
    for word in words::of_patient(&content.patient) {
        statement.execute(params![key, word])?;
    }
    Ok(())
}
