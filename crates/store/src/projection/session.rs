//! A session's rows: the visit, its sites, its text for searching, and the patient's totals.

use filiform_domain::session::Session;
use rusqlite::{Connection, params};

use super::caseload::{self, Counted};
use super::code::Code;
use super::note::NoteText;
use super::{episode, patient_key};
use crate::StoreError;
use crate::history::HistorySession;
use crate::ledger::Sealed;

/// Sessions that can start in one minute before they overflow into the next one's numbers.
const PER_MINUTE: i64 = 1024;

pub(super) fn add(
    connection: &Connection,
    session: &Session,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, session.patient)?.ok_or(StoreError::UnknownPatient)?;
    let key = free_key(connection, session.started.utc_ms.div_euclid(60_000))?;
    let visit = HistorySession::of(session, row.author, row.recorded_at);
    let keys = (patient, key, row.n);
    let note = (&NoteText::of(session), &Counted::of(session));
    put(connection, keys, &visit, note)
}

/// The rows of a visit whose local keys are known.
pub(crate) fn put(
    connection: &Connection,
    keys: (i64, i64, i64),
    visit: &HistorySession,
    note: (&NoteText, &Counted),
) -> Result<(), StoreError> {
    put_rows(connection, keys, visit, note)?;
    episode::count(connection, keys.0, visit, 1)?;
    caseload::refresh_episode(connection, keys.0, visit.episode)?;
    // A visit that was not held is in the history, and is nobody's last session.
    if visit.not_held.is_some() {
        return Ok(());
    }
    count(connection, keys.0, visit)
}

/// The same without the patient's totals.
pub(super) fn put_rows(
    connection: &Connection,
    keys: (i64, i64, i64),
    visit: &HistorySession,
    (note, counted): (&NoteText, &Counted),
) -> Result<(), StoreError> {
    add_visit(connection, keys, visit)?;
    caseload::add_visit(connection, (keys.0, keys.1), visit, counted)?;
    add_sites(connection, (keys.0, keys.1), visit)?;
    add_text(connection, (keys.0, keys.1), note)
}

/// Takes a visit's rows away, so that those of its corrected note can take their place.
pub(super) fn drop_rows(connection: &Connection, at: (i64, i64)) -> Result<(), StoreError> {
    caseload::drop_visit(connection, at)?;
    for sql in [
        include_str!("drop_session.sql"),
        include_str!("drop_sites.sql"),
    ] {
        connection.prepare_cached(sql)?.execute([at.0, at.1])?;
    }
    for sql in [
        include_str!("drop_note_fts.sql"),
        include_str!("drop_note_text.sql"),
    ] {
        connection.prepare_cached(sql)?.execute([at.1])?;
    }
    Ok(())
}

/// The minute that a key counts from.
pub(super) fn minute_of(key: i64) -> i64 {
    key.div_euclid(PER_MINUTE)
}

/// Start minute x 1024 + n: newest first is right also for notes that arrive late.
pub(crate) fn free_key(connection: &Connection, minute: i64) -> Result<i64, StoreError> {
    let mut highest = connection.prepare_cached(include_str!("highest_key.sql"))?;
    let mut first = minute.saturating_mul(PER_MINUTE);
    loop {
        let last = first.saturating_add(PER_MINUTE - 1);
        let taken: Option<i64> = highest.query_row([first, last], |row| row.get(0))?;
        match taken {
            None => return Ok(first),
            Some(taken) if taken < last => return Ok(taken + 1),
            Some(_) => first = first.saturating_add(PER_MINUTE),
        }
    }
}

fn add_visit(
    connection: &Connection,
    (patient, key, entry): (i64, i64, i64),
    visit: &HistorySession,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("add_session.sql"))?
        .execute(params![
            patient,
            key,
            visit.id.0.as_bytes(),
            entry,
            visit.author.0.as_bytes(),
            visit.started.utc_ms,
            visit.started.offset_minutes,
            visit.recorded_at.utc_ms,
            visit.recorded_at.offset_minutes,
            visit.region,
            visit.not_held.map(Code),
            visit.episode.as_ref().map(|id| id.0.as_bytes()),
            visit.pain_before.map(Code),
            visit.pain_after.map(Code),
            visit.tolerance.map(Code),
            visit.needles_in,
            visit.needles_out,
            super::code::joined(&visit.events),
            visit.story,
            visit.response,
            visit.plan,
            visit.days_late,
            visit.other_care,
            visit.amended.map_or(0, |amended| amended.times),
            visit.amended.map(|amended| amended.at.utc_ms),
            visit.amended.map(|amended| amended.at.offset_minutes),
            visit.voided.map(Code),
        ])?;
    Ok(())
}

fn add_sites(
    connection: &Connection,
    (patient, key): (i64, i64),
    visit: &HistorySession,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("add_site.sql"))?;
    for (n, site) in (0_i64..).zip(&visit.sites) {
        statement.execute(params![
            patient,
            key,
            n,
            site.target,
            site.own_target,
            Code(site.side),
            site.point,
            site.needle.diameter_um,
            site.needle.length_mm,
            site.needles,
            super::code::joined(&site.techniques),
            site.twitch.map(Code),
            site.twitches,
            site.note,
        ])?;
    }
    Ok(())
}

fn add_text(
    connection: &Connection,
    (patient, key): (i64, i64),
    note: &NoteText,
) -> Result<(), StoreError> {
    let NoteText { text, folded } = note;
    connection
        .prepare_cached(include_str!("add_note_text.sql"))?
        .execute(params![key, patient, text, folded])?;
    connection
        .prepare_cached(include_str!("add_note_fts.sql"))?
        .execute(params![key, folded])?;
    Ok(())
}

fn count(connection: &Connection, patient: i64, visit: &HistorySession) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("count_session.sql"))?
        .execute(params![
            patient,
            visit.started.utc_ms,
            visit.started.offset_minutes,
            visit.region
        ])?;
    Ok(())
}
