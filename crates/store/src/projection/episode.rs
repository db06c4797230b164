//! The rows of episodes of care: the state that stands now, and the visits of each, counted as they are signed.

use filiform_domain::episode::EpisodeWritten;
use filiform_domain::ids::EpisodeId;
use rusqlite::{Connection, params};

use super::{caseload, patient_key};
use crate::StoreError;
use crate::history::HistorySession;
use crate::ledger::Sealed;

pub(super) fn open(
    connection: &Connection,
    content: &EpisodeWritten,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, content.patient)?.ok_or(StoreError::UnknownPatient)?;
    connection
        .prepare_cached(include_str!("add_episode.sql"))?
        .execute(params![
            patient,
            content.id.0.as_bytes(),
            row.n,
            content.episode.opened_on.to_string(),
        ])?;
    put(connection, patient, content, row)
}

/// A change of an episode that was never opened changes nothing.
pub(super) fn change(
    connection: &Connection,
    content: &EpisodeWritten,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, content.patient)?.ok_or(StoreError::UnknownPatient)?;
    put(connection, patient, content, row)
}

/// Adds `by` to the visits of the episode that a visit belongs to: 1 when it is signed, -1 when what was signed
/// stands no more. An episode of somebody else counts nothing.
pub(crate) fn count(
    connection: &Connection,
    patient: i64,
    visit: &HistorySession,
    by: i64,
) -> Result<(), StoreError> {
    count_one(
        connection,
        patient,
        (visit.episode, visit.not_held.is_none()),
        by,
    )
}

/// The same for a visit of which no more is known than its episode, and whether it was held.
pub(super) fn count_one(
    connection: &Connection,
    patient: i64,
    (episode, held): (Option<EpisodeId>, bool),
    by: i64,
) -> Result<(), StoreError> {
    let Some(episode) = episode else {
        return Ok(());
    };
    connection
        .prepare_cached(include_str!("count_visit.sql"))?
        .execute(params![patient, episode.0.as_bytes(), by, held])?;
    Ok(())
}

/// The state from now on. The revision counts the entries.
fn put(
    connection: &Connection,
    patient: i64,
    content: &EpisodeWritten,
    row: &Sealed,
) -> Result<(), StoreError> {
    let episode = &content.episode;
    let plan = episode.plan_of_care.as_ref();
    let awaited = episode.awaited_plan();
    let closed_on = episode.discharge.as_ref().map(|end| end.date);
    let day = |day: Option<filiform_domain::time::CalendarDate>| day.map(|day| day.to_string());
    connection
        .prepare_cached(include_str!("put_episode.sql"))?
        .execute(params![
            patient,
            content.id.0.as_bytes(),
            row.n,
            episode.opened_on.to_string(),
            day(closed_on),
            episode.visits_authorised(),
            day(episode.authorised_until()),
            day(awaited.map(|(_, sent_on)| sent_on)),
            plan.and_then(|plan| plan.sent_to.as_deref()),
            day(plan.and_then(|plan| plan.signature_due)),
            day(plan.and_then(|plan| plan.certified_until)),
            day(episode.reassess_due),
        ])?;
    caseload::put_episode(connection, patient, content)
}
