//! Manage an episode of care: open it with its referral, follow plan of care, goals and re-assessments, and
//! close it with a discharge.
//!
//! An episode is written down whole each time, on the revision it was read at. Its visits are counted from
//! signed notes; nothing here stops one from being charted.

use filiform_domain::entry::{Access, Entry};
use filiform_domain::episode::{Episode, EpisodeDraft, EpisodeWritten, Opening, ReferralDraft};
use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::patient::Patient;
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_store::{KeptDraft, KeptEpisode, KeptPatient, StoreError, Write};

use crate::Filiform;
use crate::contract::{
    CheckEpisode, EpisodeForm, EpisodeList, EpisodePage, EpisodeStepPage, EpisodeTyped, FormKept,
    KeepEpisode, ProblemList, StartEpisode, WhichEpisode, WhichEpisodeStep, WhichPatient,
};
use crate::error::Error;
use crate::practice::{EPISODE, Open, episode_in_words, form_kept};
use crate::wording;

/// Begins a new episode, a change of one, or goes on with what is not finished yet. Nothing is kept before
/// something is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient, episode or draft.
pub fn open_episode_form(filiform: &Filiform, asked: StartEpisode) -> Result<EpisodeForm, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let unfinished = unfinished(open, &asked)?;
        let id = match &unfinished {
            Some((_, typed)) => typed.episode,
            None => asked.episode,
        };
        let stands = id.map(|id| of_patient(open, asked.patient, id));
        let stands = stands.transpose()?;
        let (kept_draft, typed) = match (unfinished, &stands) {
            (Some((draft, typed)), _) => (form_kept(draft), typed),
            (None, Some(stands)) => (FormKept::default(), as_it_stands(stands)),
            (None, None) => (FormKept::default(), begun(filiform, &kept.patient)),
        };
        let stands = stands.map(|stands| page(filiform, open, &stands));
        Ok(EpisodeForm {
            patient: kept.id,
            name: kept.patient.listed_name(),
            born: filiform.born_words(&kept),
            typed,
            kept: kept_draft,
            stands: stands.transpose()?,
        })
    })
}

/// Says what is wrong with an episode while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_episode(filiform: &Filiform, asked: CheckEpisode) -> Result<ProblemList, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let problems = checked(filiform, &kept, &asked.typed.content).err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// Opens, changes, closes or reopens an episode: it stands from now on as it is given here.
///
/// # Errors
/// Every fault at its field; nothing is kept then. [`Error::Stale`] when it was changed since it was read,
/// [`Error::Gone`] when this patient has no such episode.
pub fn keep_episode(filiform: &Filiform, asked: KeepEpisode) -> Result<EpisodePage, Error> {
    let fresh = EpisodeId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let episode = checked(filiform, &kept, &asked.typed.content).map_err(Error::Fields)?;
        let before = asked.typed.episode;
        let before = before.map(|id| of_patient(open, kept.id, id)).transpose()?;
        let id = before.as_ref().map_or(fresh, |before| before.id);
        let written = EpisodeWritten {
            id,
            patient: kept.id,
            based_on: asked.typed.based_on,
            reopened: false,
            episode,
        };
        let write = Write {
            entries: entries(before.as_ref(), written),
            finish_draft: asked.draft,
        };
        let stamp = filiform.stamp(open);
        open.store.transact(&stamp, write).map_err(stale)?;
        page(filiform, open, &of_patient(open, kept.id, id)?)
    })
}

/// One episode in full, as it stands now.
///
/// # Errors
/// [`Error::Gone`] when there is no such episode.
pub fn open_episode(filiform: &Filiform, which: WhichEpisode) -> Result<EpisodePage, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.episode(which.episode)?.ok_or(Error::Gone)?;
        note_opened(open, kept.patient);
        page(filiform, open, &kept)
    })
}

/// Every episode of a patient in full, the open ones first.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn list_episodes(filiform: &Filiform, which: WhichPatient) -> Result<EpisodeList, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        open.store.patient(which.patient)?.ok_or(Error::Gone)?;
        let episodes = open.store.episodes(which.patient)?;
        note_opened(open, which.patient);
        let pages = episodes.iter().map(|kept| page(filiform, open, kept));
        Ok(EpisodeList {
            episodes: pages.collect::<Result<_, _>>()?,
        })
    })
}

/// Where an episode began or ended, as it was written down then.
///
/// # Errors
/// [`Error::Gone`] when there is no such entry.
pub fn open_episode_step(
    filiform: &Filiform,
    which: WhichEpisodeStep,
) -> Result<EpisodeStepPage, Error> {
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        let kept = open.store.episode_step(which.entry)?.ok_or(Error::Gone)?;
        sight.require(kept.happened.patient())?;
        if !sight.reads(kept.happened.at().date()) {
            return Err(Error::Gone);
        }
        note_opened(open, kept.happened.patient());
        Ok(EpisodeStepPage {
            words: filiform.between_words(open, &kept)?,
        })
    })
}

/// What is written down: an episode that begins with its discharge is opened and closed.
fn entries(before: Option<&KeptEpisode>, written: EpisodeWritten) -> Vec<Entry> {
    let closes = !written.episode.is_open();
    let opened = |written| Entry::EpisodeOpened(Box::new(written));
    let closed = |written| Entry::EpisodeClosed(Box::new(written));
    let Some(before) = before else {
        let first = EpisodeWritten {
            based_on: 0,
            ..written
        };
        if !closes {
            return vec![opened(first)];
        }
        let mut open = first.clone();
        open.episode.discharge = None;
        let last = EpisodeWritten {
            based_on: 1,
            ..first
        };
        return vec![opened(open), closed(last)];
    };
    match (before.episode.is_open(), closes) {
        (true, true) => vec![closed(written)],
        (was_open, _) => {
            let reopened = !was_open && !closes;
            let written = EpisodeWritten {
                reopened,
                ..written
            };
            vec![Entry::EpisodeChanged(Box::new(written))]
        }
    }
}

fn checked(
    filiform: &Filiform,
    kept: &KeptPatient,
    typed: &EpisodeDraft,
) -> Result<Episode, Vec<Problem>> {
    typed.checked(&Opening {
        birth_date: kept.patient.birth_date,
        today: filiform.today(),
        words: filiform.catalogue(),
    })
}

/// A new episode: today, with the record's own words for who referred and what for, in sight and to be changed.
fn begun(filiform: &Filiform, patient: &Patient) -> EpisodeTyped {
    let referrer = patient.referrer.as_ref().map(|who| who.name.clone());
    let conditions = match patient.conditions.as_slice() {
        [only] => vec![only.clone()],
        _ => Vec::new(),
    };
    let content = EpisodeDraft {
        opened_on: filiform.today().to_string(),
        conditions,
        referral: ReferralDraft {
            referrer: referrer.unwrap_or_default(),
            ..ReferralDraft::default()
        },
        ..EpisodeDraft::default()
    };
    EpisodeTyped {
        content,
        ..EpisodeTyped::default()
    }
}

fn as_it_stands(kept: &KeptEpisode) -> EpisodeTyped {
    EpisodeTyped {
        episode: Some(kept.id),
        based_on: kept.revision,
        content: kept.episode.to_draft(),
    }
}

/// My draft of this episode that is not finished, or the one that was asked for.
fn unfinished(
    open: &Open,
    asked: &StartEpisode,
) -> Result<Option<(KeptDraft, EpisodeTyped)>, Error> {
    let drafts = open.store.drafts(open.me)?.into_iter();
    let mut mine = drafts
        .filter(|draft| draft.kind == EPISODE && draft.patient == Some(asked.patient))
        .filter_map(|draft| {
            let typed = serde_json::from_str::<EpisodeTyped>(&draft.body).ok()?;
            Some((draft, typed))
        });
    Ok(match asked.draft {
        Some(id) => Some(mine.find(|(draft, _)| draft.id == id).ok_or(Error::Gone)?),
        None => mine.find(|(_, typed)| typed.episode == asked.episode),
    })
}

fn of_patient(open: &Open, patient: PatientId, id: EpisodeId) -> Result<KeptEpisode, Error> {
    let kept = open.store.episode(id)?;
    let theirs = kept.filter(|kept| kept.patient == patient);
    theirs.ok_or(Error::Gone)
}

fn page(filiform: &Filiform, open: &Open, kept: &KeptEpisode) -> Result<EpisodePage, Error> {
    Ok(EpisodePage {
        id: kept.id,
        revision: kept.revision,
        content: kept.episode.to_draft(),
        line: wording::episodes::line(filiform.catalogue(), kept, filiform.today()),
        words: episode_in_words(filiform, open, kept)?,
    })
}

fn note_opened(open: &Open, patient: PatientId) {
    open.store.note_access(Access {
        action: "opened".into(),
        patient: Some(patient),
        times: 1,
    });
}

fn stale(error: StoreError) -> Error {
    if error == StoreError::StaleEpisode {
        Error::Stale
    } else {
        error.into()
    }
}
