//! The floor that the benches compare with: the same prepared statements on the same encrypted file, with
//! nothing around them. Not for anything else.
//!
//! [`insert_note`] leaves entries that are not sealed to each other: a file it wrote to is for a bench alone.

use filiform_domain::entry::Entry;
use filiform_domain::ids::PatientId;
use filiform_domain::session::Session;
use rusqlite::{CachedStatement, Params, TransactionBehavior};
use std::sync::PoisonError;

use crate::history::HistorySession;
use crate::ledger::{self, Prepared, Signed};
use crate::projection::caseload::Counted;
use crate::projection::note::NoteText;
use crate::projection::{patient_key, session};
use crate::{Stamp, Store, StoreError};

/// A signed note with everything computed that does not need the write lock: JSON, digest, hash, signature,
/// folded text, local keys.
pub struct PreparedNote {
    signed: Signed,
    patient: i64,
    key: i64,
    visit: HistorySession,
    note: NoteText,
    counted: Counted,
}

/// Computes a note's values. Prepare no two notes that start in the same minute before one is inserted.
pub fn prepare_note(
    store: &Store,
    stamp: &Stamp,
    session: Session,
) -> Result<PreparedNote, StoreError> {
    let writer = store.writer();
    let patient =
        patient_key(&writer.connection, session.patient)?.ok_or(StoreError::UnknownPatient)?;
    let key = session::free_key(
        &writer.connection,
        session.started.utc_ms.div_euclid(60_000),
    )?;
    let visit = HistorySession::of(&session, stamp.author, stamp.now);
    let (note, counted) = (NoteText::of(&session), Counted::of(&session));
    let entry = Entry::SessionSigned(Box::new(session));
    let prepared = Prepared::new(entry, stamp.now, &*store.entropy)?;
    let signer = &writer.unlocked.signer;
    let mut sealed = ledger::seal(vec![prepared], writer.tip, stamp.author, signer);
    let signed = sealed.pop().ok_or(StoreError::Sql { code: 0 })?;
    Ok(PreparedNote {
        signed,
        patient,
        key,
        visit,
        note,
        counted,
    })
}

/// The INSERTs of a signed note (ledger, body, projections, search) in one transaction. Only the note's
/// number is set here, so that floors and real notes can take turns.
pub fn insert_note(store: &Store, note: &mut PreparedNote) -> Result<(), StoreError> {
    let mut writer = store.writer();
    let row = &mut note.signed.row;
    (row.n, row.seq, row.clock) = (writer.tip.n + 1, writer.tip.seq + 1, writer.tip.clock + 1);
    let at = (note.patient, note.key, row.n);
    let transaction = writer
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    ledger::append(&transaction, &note.signed)?;
    session::put(&transaction, at, &note.visit, (&note.note, &note.counted))?;
    transaction.commit()?;
    writer.tip = note.signed.row.tip();
    Ok(())
}

/// Reads every column of a patient's newest `limit` visits and of their sites, and keeps nothing. Returns
/// rows and bytes, so that the reading cannot be left out.
pub fn read_history(
    store: &Store,
    patient: PatientId,
    limit: u32,
) -> Result<(u64, u64), StoreError> {
    let connection = store.reader.lock().unwrap_or_else(PoisonError::into_inner);
    let patient = patient_key(&connection, patient)?.ok_or(StoreError::UnknownPatient)?;
    let mut visits = connection.prepare_cached(include_str!("history/visits.sql"))?;
    let (mut newest, mut oldest) = (i64::MIN, i64::MAX);
    let visited = read_all(&mut visits, (patient, i64::MAX, limit), |key| {
        (newest, oldest) = (newest.max(key), oldest.min(key));
    })?;
    let mut sites = connection.prepare_cached(include_str!("history/sites.sql"))?;
    let needled = read_all(&mut sites, (patient, oldest, newest), |_| {})?;
    Ok((visited.0 + needled.0, visited.1 + needled.1))
}

/// The newest `limit` notes that a full-text expression finds, read and not kept.
pub fn search(store: &Store, expression: &str, limit: u32) -> Result<(u64, u64), StoreError> {
    let connection = store.reader.lock().unwrap_or_else(PoisonError::into_inner);
    let mut notes = connection.prepare_cached(include_str!("search/notes.sql"))?;
    read_some(&mut notes, (expression, i64::MIN, i64::MAX), limit)
}

/// The newest `limit` notes of one patient that have these letters, read and not kept.
pub fn search_inside(
    store: &Store,
    patient: PatientId,
    letters: &str,
    limit: u32,
) -> Result<(u64, u64), StoreError> {
    let connection = store.reader.lock().unwrap_or_else(PoisonError::into_inner);
    let patient = patient_key(&connection, patient)?.ok_or(StoreError::UnknownPatient)?;
    let mut notes = connection.prepare_cached(include_str!("floor/inside.sql"))?;
    read_some(&mut notes, (patient, letters), limit)
}

/// Every row of the caseload's totals, read and not kept.
pub fn read_caseload(store: &Store, first: &str, month: &str) -> Result<(u64, u64), StoreError> {
    let connection = store.reader.lock().unwrap_or_else(PoisonError::into_inner);
    let mut sum = (0, 0);
    for sql in [
        include_str!("caseload/visits.sql"),
        include_str!("caseload/codes.sql"),
    ] {
        let read = read_rows(&mut connection.prepare_cached(sql)?, [month])?;
        sum = (sum.0 + read.0, sum.1 + read.1);
    }
    for sql in [
        include_str!("caseload/held.sql"),
        include_str!("caseload/events.sql"),
        include_str!("caseload/episodes.sql"),
    ] {
        let read = read_rows(&mut connection.prepare_cached(sql)?, [first, month])?;
        sum = (sum.0 + read.0, sum.1 + read.1);
    }
    let unbilled = include_str!("caseload/unbilled.sql");
    let read = read_rows(&mut connection.prepare_cached(unbilled)?, (month, 50))?;
    Ok((sum.0 + read.0, sum.1 + read.1))
}

fn read_rows(
    statement: &mut CachedStatement<'_>,
    values: impl Params,
) -> Result<(u64, u64), StoreError> {
    let mut rows = statement.query(values)?;
    let mut count = 0;
    while rows.next()?.is_some() {
        count += 1;
    }
    Ok((count, 0))
}

/// Reads the first rows, and every column of them that holds text.
fn read_some(
    statement: &mut CachedStatement<'_>,
    values: impl Params,
    limit: u32,
) -> Result<(u64, u64), StoreError> {
    let columns = statement.column_count();
    let mut rows = statement.query(values)?;
    let (mut count, mut bytes) = (0, 0);
    while count < u64::from(limit) {
        let Some(row) = rows.next()? else { break };
        for column in 0..columns {
            bytes += row.get_ref(column)?.as_str().map_or(8, str::len) as u64;
        }
        count += 1;
    }
    Ok((count, bytes))
}

fn read_all(
    statement: &mut CachedStatement<'_>,
    values: impl Params,
    mut seen: impl FnMut(i64),
) -> Result<(u64, u64), StoreError> {
    let columns = statement.column_count();
    let mut rows = statement.query(values)?;
    let (mut count, mut bytes) = (0, 0);
    while let Some(row) = rows.next()? {
        seen(row.get(0)?);
        for column in 0..columns {
            bytes += row
                .get_ref(column)?
                .as_bytes_or_null()
                .ok()
                .flatten()
                .map_or(8, <[u8]>::len) as u64;
        }
        count += 1;
    }
    Ok((count, bytes))
}
