//! What visits, events and closed episodes add to the totals of the caseload. The totals themselves are kept by
//! the triggers of `caseload/schema.sql`.

use filiform_domain::change::Reading;
use filiform_domain::episode::{EpisodeWritten, GoalState};
use filiform_domain::event::Severity;
use filiform_domain::ids::{EpisodeId, TherapistId};
use filiform_domain::quantity::PainScore;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::session::Session;
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::code::Code;
use super::patient_key;
use crate::StoreError;
use crate::history::HistorySession;
use crate::ledger::{Sealed, instant};

/// What a note adds to the totals besides its visit: billing codes with their units, events with their severity.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Counted {
    codes: Vec<(String, i64)>,
    events: Vec<(String, Option<Severity>)>,
}

impl Counted {
    pub(crate) fn of(session: &Session) -> Self {
        let note = &session.note;
        let codes = note.codes.iter();
        let events = note.events.iter();
        Self {
            codes: codes
                .map(|row| (row.code.clone(), row.units.unwrap_or(1)))
                .collect(),
            events: events
                .map(|event| (event.kind.clone(), event.severity))
                .collect(),
        }
    }
}

/// Adds a visit whose note holds.
pub(super) fn add_visit(
    connection: &Connection,
    (patient, session): (i64, i64),
    visit: &HistorySession,
    counted: &Counted,
) -> Result<(), StoreError> {
    let (month, author) = (month(visit.started.date()), visit.author.0.as_bytes());
    let held = visit.not_held.is_none();
    let billed = !counted.codes.is_empty();
    connection
        .prepare_cached(include_str!("caseload/add_visit.sql"))?
        .execute(params![patient, session, month, author, held, billed])?;
    let mut add = connection.prepare_cached(include_str!("caseload/add_code.sql"))?;
    for (n, (code, units)) in (0_i64..).zip(&counted.codes) {
        add.execute(params![patient, session, n, month, author, code, units])?;
    }
    for (n, (kind, severity)) in (0_i64..).zip(&counted.events) {
        add_event(connection, (patient, session, n), &month, (kind, *severity))?;
    }
    Ok(())
}

/// Takes a visit off: its note was corrected, or voided.
pub(super) fn drop_visit(
    connection: &Connection,
    (patient, session): (i64, i64),
) -> Result<(), StoreError> {
    for sql in [
        include_str!("caseload/drop_visit.sql"),
        include_str!("caseload/drop_codes.sql"),
        include_str!("caseload/drop_events.sql"),
    ] {
        connection
            .prepare_cached(sql)?
            .execute([patient, session])?;
    }
    Ok(())
}

/// Adds a visit that was not held and has no note, by its entry below zero.
pub(super) fn add_not_held(
    connection: &Connection,
    (patient, entry): (i64, i64),
    day: CalendarDate,
    author: TherapistId,
) -> Result<(), StoreError> {
    let (month, author) = (month(day), author.0.as_bytes());
    connection
        .prepare_cached(include_str!("caseload/add_visit.sql"))?
        .execute(params![patient, -entry, month, author, false, false])?;
    Ok(())
}

/// Takes it off again.
pub(super) fn drop_not_held(
    connection: &Connection,
    (patient, entry): (i64, i64),
) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("caseload/drop_visit.sql"))?
        .execute([patient, -entry])?;
    Ok(())
}

/// Adds an event that was heard of later.
pub(super) fn add_reported(
    connection: &Connection,
    event: &ReportedEvent,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, event.patient)?.ok_or(StoreError::UnknownPatient)?;
    let month = month(event.heard.date());
    let event = (event.kind.as_str(), Some(event.severity));
    add_event(connection, (patient, -row.n, 0), &month, event)
}

fn add_event(
    connection: &Connection,
    (patient, source, n): (i64, i64, i64),
    month: &str,
    (kind, severity): (&str, Option<Severity>),
) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("caseload/add_event.sql"))?
        .execute(params![
            patient,
            source,
            n,
            month,
            kind,
            severity.map_or("", Severity::words)
        ])?;
    Ok(())
}

/// Counts an episode that is closed, and takes off one that was opened again.
pub(super) fn put_episode(
    connection: &Connection,
    patient: i64,
    content: &EpisodeWritten,
) -> Result<(), StoreError> {
    let id = content.id.0.as_bytes();
    connection
        .prepare_cached(include_str!("caseload/drop_episode.sql"))?
        .execute(params![patient, id])?;
    let episode = &content.episode;
    let Some(end) = &episode.discharge else {
        return Ok(());
    };
    let condition = episode
        .conditions
        .first()
        .map_or("", |main| main.condition.as_str());
    let met = episode
        .goals
        .iter()
        .filter(|goal| goal.state == GoalState::Met);
    let reading = reading(connection, patient, content.id)?;
    connection
        .prepare_cached(include_str!("caseload/add_episode.sql"))?
        .execute(params![
            patient,
            id,
            month(end.date),
            condition,
            Code(end.reason),
            Code(reading),
            i64::try_from(episode.goals.len()).unwrap_or(i64::MAX),
            i64::try_from(met.count()).unwrap_or(i64::MAX),
        ])?;
    Ok(())
}

/// Counts a closed episode anew, when a visit of it came late, was corrected or voided. An open one counts nowhere.
pub(super) fn refresh_episode(
    connection: &Connection,
    patient: i64,
    episode: Option<EpisodeId>,
) -> Result<(), StoreError> {
    let Some(episode) = episode else {
        return Ok(());
    };
    let id = episode.0.as_bytes();
    let mut kept = connection.prepare_cached(include_str!("caseload/episode.sql"))?;
    let found = kept
        .query_row(params![patient, id], Done::of_row)
        .optional()?;
    let Some(Done {
        month,
        condition,
        reason,
        goals,
        goals_met,
    }) = found
    else {
        return Ok(());
    };
    connection
        .prepare_cached(include_str!("caseload/drop_episode.sql"))?
        .execute(params![patient, id])?;
    let reading = Code(reading(connection, patient, episode)?);
    connection
        .prepare_cached(include_str!("caseload/add_episode.sql"))?
        .execute(params![
            patient, id, month, condition, reason, reading, goals, goals_met
        ])?;
    Ok(())
}

/// What an episode's visits do not change.
struct Done {
    month: String,
    condition: String,
    reason: String,
    goals: i64,
    goals_met: i64,
}

impl Done {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            month: row.get("month")?,
            condition: row.get("condition")?,
            reason: row.get("reason")?,
            goals: row.get("goals")?,
            goals_met: row.get("goals_met")?,
        })
    }
}

/// From the first to the last rating of the episode, never the best pair.
fn reading(
    connection: &Connection,
    patient: i64,
    episode: EpisodeId,
) -> Result<Reading, StoreError> {
    let rating = |sql: &str| -> Result<Option<(Instant, PainScore)>, StoreError> {
        let mut statement = connection.prepare_cached(sql)?;
        let found = statement.query_row(params![patient, episode.0.as_bytes()], |row| {
            let score: Code<PainScore> = row.get("pain_before")?;
            Ok((instant(row, "started", "started_offset")?, score.0))
        });
        Ok(found.optional()?)
    };
    let first = rating(include_str!("caseload/first_rating.sql"))?;
    let last = rating(include_str!("caseload/last_rating.sql"))?;
    Ok(first.zip(last).map_or(Reading::NotEnough, |(first, last)| {
        let days = first.0.date().days_until(last.0.date());
        Reading::of(first.1, last.1, days)
    }))
}

fn month(day: CalendarDate) -> String {
    let mut month = day.to_string();
    month.truncate("2026-11".len());
    month
}
