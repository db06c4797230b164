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
