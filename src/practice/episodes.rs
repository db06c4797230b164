//! A patient's episodes as several workflows show them: on the patient's page, in the note, in the record.

use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_store::KeptEpisode;

use crate::Filiform;
use crate::contract::{BetweenWords, EpisodeLine};
use crate::error::Error;
use crate::practice::Open;
use crate::wording;

/// Every episode of a patient in a line, the open ones first.
pub(crate) fn episode_lines(
    filiform: &Filiform,
    open: &Open,
    patient: PatientId,
) -> Result<Vec<EpisodeLine>, Error> {
    let line =
        |kept: &KeptEpisode| wording::episodes::line(filiform.catalogue(), kept, filiform.today());
    Ok(open.store.episodes(patient)?.iter().map(line).collect())
}

/// The episode that a note names, in words; empty when it names none.
pub(crate) fn episode_words(
    filiform: &Filiform,
    open: &Open,
    named: &str,
) -> Result<String, Error> {
    let Ok(id) = named.parse::<EpisodeId>() else {
        return Ok(named.to_owned());
    };
    let kept = open.store.episode(id)?;
    Ok(kept.map_or_else(
        || named.to_owned(),
        |kept| wording::episodes::in_short(filiform.catalogue(), &kept.episode),
    ))
}

/// The whole episode in words, with who wrote it down last.
pub(crate) fn episode_in_words(
    filiform: &Filiform,
    open: &Open,
    kept: &KeptEpisode,
) -> Result<BetweenWords, Error> {
    let patient = open
        .store
        .patient(kept.patient)?
        .ok_or(Error::Gone)?
        .patient;
    let catalogue = filiform.catalogue();
    Ok(BetweenWords {
        patient: kept.patient,
        name: patient.listed_name(),
        title: wording::episodes::title(catalogue, &kept.episode),
        dated: wording::episodes::visits(kept),
        text: wording::episodes::text(catalogue, &kept.episode),
        author: open.signer_words(kept.author)?,
        recorded_at: wording::between::moment(kept.recorded_at),
        fingerprint: wording::fingerprint(&kept.hash),
    })
}
