//! What imports left in the tables: patients who came with one, their notes in the timeline, and which entry it was.

use filiform_domain::entry::Entry;
use filiform_domain::imported::{ImportUndone, RecordImported};
use rusqlite::{Connection, OptionalExtension, params};

use super::{between, patient, patient_key};
use crate::StoreError;
use crate::ledger::Sealed;

pub(super) fn add(
    connection: &Connection,
    content: &RecordImported,
    row: &Sealed,
) -> Result<(), StoreError> {
    if let Some(registered) = &content.registered {
        patient::register(connection, registered, row)?;
    }
    let patient = patient_key(connection, content.patient)?.ok_or(StoreError::UnknownPatient)?;
    connection
        .prepare_cached(include_str!("add_imported.sql"))?
        .execute(params![
            patient,
            row.n,
            content.import.0.as_bytes(),
            content.registered.is_some(),
            i64::try_from(content.notes.len()).unwrap_or(i64::MAX),
        ])?;
    between::add(
        connection,
        &Entry::RecordImported(Box::new(content.clone())),
        row,
    )
}

/// What is not there any more leaves no trace: `admit` has refused it before.
pub(super) fn undo(connection: &Connection, content: &ImportUndone) -> Result<(), StoreError> {
    let Some((patient, entry)) = place_of(connection, content)? else {
        return Ok(());
    };
    if content.registered {
        connection
            .prepare_cached(include_str!("forget_patient.sql"))?
            .execute([content.patient.0.as_bytes()])?;
        return Ok(());
    }
    for sql in [
        include_str!("drop_imported_words.sql"),
        include_str!("drop_imported_notes.sql"),
        include_str!("drop_imported.sql"),
    ] {
        connection.prepare_cached(sql)?.execute([patient, entry])?;
    }
    Ok(())
}

/// The patient's key and the entry of an import that still stands.
fn place_of(
    connection: &Connection,
    content: &ImportUndone,
) -> Result<Option<(i64, i64)>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("place_of_import.sql"))?;
    let asked = params![content.import.0.as_bytes(), content.patient.0.as_bytes()];
    let found = statement.query_row(asked, |row| Ok((row.get("patient")?, row.get("entry")?)));
    Ok(found.optional()?)
}
