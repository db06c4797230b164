//! `episode`: shows a patient's episodes of care, opens one, or changes one as a file says.

use filiform::contract::{
    CheckEpisode, EpisodeLine, EpisodePage, EpisodeTyped, KeepEpisode, WhichEpisode, WhichPatient,
};
use filiform::{Error, Filiform, manage_episode};
use filiform_domain::episode::EpisodeDraft;
use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_exchange::read_episode_file;
use serde_json::{Value, json};

use crate::arguments::{Arguments, Episode};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

/// Shows the episodes, or opens or changes one.
pub(super) fn episode(
    arguments: &Arguments,
    output: &Output,
    asked: &Episode,
) -> Result<(), Failure> {
    match &asked.file {
        None => show(arguments, output, &asked.patient),
        Some(file) => {
            let bytes = input::bytes(file)?;
            keep(arguments, output, asked, &bytes)
        }
    }
}

fn show(arguments: &Arguments, output: &Output, patient: &str) -> Result<(), Failure> {
    let pages = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, patient)?;
        Ok(manage_episode::list_episodes(filiform, WhichPatient { patient })?.episodes)
    })?;
    let whole: Vec<Value> = pages.iter().map(in_full).collect();
    output.answer(&json!({ "episodes": whole }), || {
        pages.iter().flat_map(|page| lines(&page.line)).collect()
    });
    Ok(())
}

fn keep(
    arguments: &Arguments,
    output: &Output,
    asked: &Episode,
    bytes: &[u8],
) -> Result<(), Failure> {
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let (episode, based_on) = begun_from(filiform, patient, asked.change.as_deref())?;
        let typed = |content| EpisodeTyped {
            episode,
            based_on,
            content,
        };
        let content = input::whole(read_episode_file(bytes), |draft: &EpisodeDraft| {
            let typed = typed(draft.clone());
            Ok(manage_episode::check_episode(filiform, CheckEpisode { patient, typed })?.problems)
        })?;
        let kept = KeepEpisode {
            patient,
            typed: typed(content),
            draft: None,
        };
        Ok(manage_episode::keep_episode(filiform, kept)?)
    })?;
    output.answer(&in_full(&page), || lines(&page.line));
    Ok(())
}

/// The episode that is changed and the revision it stands at; a new one stands at none.
fn begun_from(
    filiform: &Filiform,
    patient: PatientId,
    change: Option<&str>,
) -> Result<(Option<EpisodeId>, u32), Failure> {
    let Some(id) = change else {
        return Ok((None, 0));
    };
    let episode = id.parse().map_err(|_| Error::Gone)?;
    let page = manage_episode::open_episode(filiform, WhichEpisode { episode })?;
    if page.words.patient != patient {
        return Err(Error::Gone.into());
    }
    Ok((Some(episode), page.revision))
}

/// Every episode of a patient: the fields that the file takes, with what was counted and who wrote it down.
pub(super) fn all_in_full(filiform: &Filiform, patient: PatientId) -> Result<Vec<Value>, Failure> {
    let list = manage_episode::list_episodes(filiform, WhichPatient { patient })?;
    Ok(list.episodes.iter().map(in_full).collect())
}

/// `episode` is a file that `episode` takes.
fn in_full(page: &EpisodePage) -> Value {
    let EpisodePage {
        id,
        revision,
        content,
        line,
        words,
    } = page;
    json!({
        "id": id, "patient": words.patient, "revision": revision, "title": line.title, "open": line.open,
        "visits_held": line.visits_held, "visits_not_held": line.visits_not_held, "visits": line.visits,
        "notices": line.notices, "episode": content, "author": words.author, "recorded_at": words.recorded_at,
        "fingerprint": words.fingerprint,
    })
}

/// "019a…  Neck pain, left  since 3 Nov 2026  4 of 12 visits used", and what is quietly said below it.
fn lines(line: &EpisodeLine) -> Vec<String> {
    let said = [
        Some(&line.visits),
        line.not_held.as_ref(),
        line.goals.as_ref(),
    ];
    let said: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
    let first = format!(
        "{}  {}  {}  {}",
        line.id,
        line.title,
        line.when,
        said.join("; ")
    );
    let notices = line.notices.iter().map(|notice| format!("  {notice}"));
    std::iter::once(first).chain(notices).collect()
}
