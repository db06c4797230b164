//! The rows of scores that stand, and what they say of their episode: when it was scored last.

use filiform_domain::measure::{Score, ScoreTakenBack};
use rusqlite::{Connection, OptionalExtension, params};

use super::patient_key;
use crate::StoreError;
use crate::ledger::Sealed;

/// Adds a score; the one that it corrects stands no more, neither here nor in the timeline.
pub(super) fn add(connection: &Connection, score: &Score, row: &Sealed) -> Result<(), StoreError> {
    let patient = patient_key(connection, score.patient)?.ok_or(StoreError::UnknownPatient)?;
    if let Some(corrected) = score.corrects {
        end(connection, patient, corrected.0.as_bytes())?;
        connection
            .prepare_cached(include_str!("drop_between.sql"))?
            .execute(params![patient, corrected.0.as_bytes()])?;
    }
    let episode = score.episode.as_ref().map(|id| id.0.as_bytes());
    connection
        .prepare_cached(include_str!("add_score.sql"))?
        .execute(params![
            patient,
            score.day.to_string(),
            row.n,
            score.id.0.as_bytes(),
            episode,
        ])?;
    episode.map_or(Ok(()), |episode| rescore(connection, patient, episode))
}

/// A score that is taken back counts no more. In the timeline it stays at its place, with the reason.
pub(super) fn take_back(
    connection: &Connection,
    gone: &ScoreTakenBack,
    row: &Sealed,
) -> Result<(), StoreError> {
    let score = &gone.score;
    let patient = patient_key(connection, score.patient)?.ok_or(StoreError::UnknownPatient)?;
    end(connection, patient, score.id.0.as_bytes())?;
    connection
        .prepare_cached(include_str!("take_back_between.sql"))?
        .execute(params![patient, score.id.0.as_bytes(), row.n])?;
    Ok(())
}

fn end(connection: &Connection, patient: i64, score: &[u8; 16]) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("end_score.sql"))?;
    let asked = params![patient, score];
    let episode: Option<Option<[u8; 16]>> = statement
        .query_row(asked, |row| row.get("episode"))
        .optional()?;
    match episode.flatten() {
        Some(episode) => rescore(connection, patient, &episode),
        None => Ok(()),
    }
}

/// When the episode was scored last, by what stands now.
fn rescore(connection: &Connection, patient: i64, episode: &[u8; 16]) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("rescore_episode.sql"))?
        .execute(params![patient, episode])?;
    Ok(())
}
