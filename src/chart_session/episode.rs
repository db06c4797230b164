//! The episode of care that a visit belongs to: filled in where there is no doubt, offered, and never in the way.

use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::session::SessionDraft;
use filiform_domain::time::CalendarDate;
use filiform_store::KeptEpisode;

use crate::Filiform;
use crate::contract::EpisodeChoice;
use crate::error::Error;
use crate::practice::Open;
use crate::wording::episodes::{choice, visit_notice};

/// The one open episode of a patient, by id; empty when there is none, or more than one to choose from.
pub(super) fn only_open(open: &Open, patient: PatientId) -> Result<String, Error> {
    let episodes = open.store.episodes(patient)?;
    let mut going_on = episodes.iter().filter(|kept| kept.episode.is_open());
    Ok(match (going_on.next(), going_on.next()) {
        (Some(only), None) => only.id.to_string(),
        _ => String::new(),
    })
}

/// The open episodes, and the one that is chosen already.
pub(super) fn choices(
    filiform: &Filiform,
    open: &Open,
    patient: PatientId,
    session: Option<&SessionDraft>,
) -> Result<Vec<EpisodeChoice>, Error> {
    let chosen = session.and_then(chosen);
    let offered = |kept: &&KeptEpisode| kept.episode.is_open() || Some(kept.id) == chosen;
    let episodes = open.store.episodes(patient)?;
    let choice = |kept| choice(filiform.catalogue(), kept);
    Ok(episodes.iter().filter(offered).map(choice).collect())
}

/// One quiet line when the visit passes what is authorised. A visit that was not held uses nothing up.
pub(super) fn notice(
    filiform: &Filiform,
    open: &Open,
    session: &SessionDraft,
) -> Result<Option<String>, Error> {
    let Some(id) = chosen(session).filter(|_| session.not_held.is_none()) else {
        return Ok(None);
    };
    let day = session.date.parse::<CalendarDate>();
    let day = day.unwrap_or_else(|_| filiform.today());
    let kept = open.store.episode(id)?;
    Ok(kept.and_then(|kept| visit_notice(&kept, day)))
}

fn chosen(session: &SessionDraft) -> Option<EpisodeId> {
    session.episode.parse().ok()
}
