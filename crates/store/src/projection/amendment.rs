//! What was added to a session: its rows say what stands now, whatever was signed before.

use filiform_domain::amendment::{Amendment, VoidReason, Voiding};
use filiform_domain::ids::{EpisodeId, PatientId, SessionId, TherapistId};
use filiform_domain::session::Session;
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::between;
use super::caseload::{self, Counted};
use super::code::Code;
use super::episode;
use super::note::NoteText;
use super::session;
use crate::StoreError;
use crate::between::Happened;
use crate::history::{HistorySession, LastAmended};
use crate::ledger::{Sealed, instant, uuid};

/// Where a session stands, and what it is already.
pub(crate) struct Place {
    pub(crate) patient: i64,
    pub(crate) session: i64,
    pub(crate) entry: i64,
    pub(crate) author: TherapistId,
    pub(crate) recorded_at: Instant,
    pub(crate) amendments: u32,
    pub(crate) voided: Option<VoidReason>,
    /// Its episode, and whether it was held: so it was counted.
    pub(crate) counted: (Option<EpisodeId>, bool),
}

/// The place of a session in this patient's record; nothing when it is not there.
pub(crate) fn place_of(
    connection: &Connection,
    session: SessionId,
    patient: PatientId,
) -> Result<Option<Place>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("place_of_session.sql"))?;
    let asked = params![session.0.as_bytes(), patient.0.as_bytes()];
    Ok(statement.query_row(asked, Place::of_row).optional()?)
}

/// What does not fit to what stands there leaves no trace in the tables: `admit` has refused it before.
pub(super) fn amend(
    connection: &Connection,
    content: &Amendment,
    row: &Sealed,
) -> Result<(), StoreError> {
    let Some(place) = open_place(connection, content.session, content.patient)? else {
        return Ok(());
    };
    add(connection, content.session, row)?;
    between::put(connection, (&Happened::amended(content, row), 0), row)?;
    match content.corrected(place.author) {
        None => mark(connection, &place, row),
        Some(corrected) => replace(connection, &place, &corrected, row),
    }
}

pub(super) fn void(
    connection: &Connection,
    content: &Voiding,
    row: &Sealed,
) -> Result<(), StoreError> {
    let Some(place) = open_place(connection, content.session, content.patient)? else {
        return Ok(());
    };
    add(connection, content.session, row)?;
    between::put(connection, (&Happened::voided(content, row), 0), row)?;
    connection
        .prepare_cached(include_str!("mark_voided.sql"))?
        .execute(params![place.patient, place.session, Code(content.reason)])?;
    caseload::drop_visit(connection, (place.patient, place.session))?;
    episode::count_one(connection, place.patient, place.counted, -1)?;
    caseload::refresh_episode(connection, place.patient, place.counted.0)?;
    recount(connection, place.patient)
}

fn open_place(
    connection: &Connection,
    session: SessionId,
    patient: PatientId,
) -> Result<Option<Place>, StoreError> {
    let place = place_of(connection, session, patient)?;
    Ok(place.filter(|place| place.voided.is_none()))
}

fn add(connection: &Connection, session: SessionId, row: &Sealed) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("add_addition.sql"))?
        .execute(params![session.0.as_bytes(), row.n])?;
    Ok(())
}

fn mark(connection: &Connection, place: &Place, row: &Sealed) -> Result<(), StoreError> {
    let at = row.recorded_at;
    connection
        .prepare_cached(include_str!("mark_amended.sql"))?
        .execute(params![
            place.patient,
            place.session,
            at.utc_ms,
            at.offset_minutes
        ])?;
    Ok(())
}

/// The rows of the note as it stands now, at the place of its date.
fn replace(
    connection: &Connection,
    place: &Place,
    corrected: &Session,
    row: &Sealed,
) -> Result<(), StoreError> {
    session::drop_rows(connection, (place.patient, place.session))?;
    let minute = corrected.started.utc_ms.div_euclid(60_000);
    let key = if session::minute_of(place.session) == minute {
        place.session
    } else {
        session::free_key(connection, minute)?
    };
    let mut visit = HistorySession::of(corrected, place.author, place.recorded_at);
    visit.amended = Some(LastAmended {
        times: place.amendments.saturating_add(1),
        at: row.recorded_at,
    });
    let keys = (place.patient, key, place.entry);
    episode::count_one(connection, place.patient, place.counted, -1)?;
    episode::count(connection, place.patient, &visit, 1)?;
    let note = (&NoteText::of(corrected), &Counted::of(corrected));
    session::put_rows(connection, keys, &visit, note)?;
    caseload::refresh_episode(connection, place.patient, place.counted.0)?;
    caseload::refresh_episode(connection, place.patient, visit.episode)?;
    recount(connection, place.patient)
}

fn recount(connection: &Connection, patient: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("recount.sql"))?
        .execute([patient])?;
    Ok(())
}

impl Place {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let voided: Option<Code<VoidReason>> = row.get("voided")?;
        let episode: Option<[u8; 16]> = row.get("episode")?;
        Ok(Self {
            patient: row.get("patient")?,
            session: row.get("session")?,
            entry: row.get("entry")?,
            author: TherapistId(uuid(row, "author")?),
            recorded_at: instant(row, "recorded_at", "recorded_offset")?,
            amendments: row.get("amendments")?,
            voided: voided.map(|code| code.0),
            counted: (
                episode.map(|id| EpisodeId(Uuid::from_bytes(id))),
                row.get("held")?,
            ),
        })
    }
}
