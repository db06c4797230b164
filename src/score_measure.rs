//! Score an outcome measure: a total, the patient's own activities, or the ratings of several days.
//!
//! A score is written down once. A wrong one is corrected by another, or taken back with the reason; it is
//! never changed. Nothing of a questionnaire is shown or kept but its total and its subscales.

use filiform_domain::entry::{Access, Entry};
use filiform_domain::ids::ScoreId;
use filiform_domain::measure::{ScoreDraft, TakeBackTyped};
use filiform_domain::role::Right;
use filiform_store::{Happened, KeptBetween, StoreError, Write};

use crate::Filiform;
use crate::contract::{
    CheckScore, FormKept, ProblemList, ScoreForm, ScoreMeasure, ScorePage, StartScore,
    TakeBackScore, WhichScore,
};
use crate::error::Error;
use crate::practice::{Open, SCORE, form_kept};
use crate::wording;

/// Begins a score now, the correction of one, or goes on with what is not finished yet. Of an answer nothing
/// is filled in.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient, or the score to correct does not stand.
pub fn open_score_form(filiform: &Filiform, asked: StartScore) -> Result<ScoreForm, Error> {
    let today = filiform.today();
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let typed = open.unfinished::<ScoreDraft>(SCORE, asked.patient)?;
        let is_asked = |typed: &ScoreDraft| {
            asked
                .corrects
                .is_none_or(|id| typed.corrects == id.to_string())
        };
        let typed = typed.filter(|(_, typed)| is_asked(typed));
        let wrong = match (asked.corrects, &typed) {
            (Some(id), _) => Some(open.standing_score(asked.patient, id)?),
            (None, Some((_, typed))) => open.corrected_score(asked.patient, typed),
            (None, None) => None,
        };
        let episodes = open.store.episodes(asked.patient)?;
        let mut running = episodes.iter().filter(|kept| kept.episode.is_open());
        let only = running.next().filter(|_| running.next().is_none());
        let fresh = match &wrong {
            Some(wrong) => ScoreDraft {
                corrects: wrong.id.to_string(),
                why: String::new(),
                ..wrong.answer.clone()
            },
            None => ScoreDraft {
                date: today.to_string(),
                episode: only.map(|kept| kept.id.to_string()).unwrap_or_default(),
                ..ScoreDraft::default()
            },
        };
        let (kept_draft, score) = match typed {
            Some((draft, typed)) => (form_kept(draft), typed),
            None => (FormKept::default(), fresh),
        };
        let scores = open.store.scores(asked.patient)?;
        let catalogue = filiform.catalogue();
        let measures = wording::scores::choices(catalogue, &kept.patient, &episodes, &scores);
        let choices = episodes
            .iter()
            .map(|kept| wording::episodes::choice(catalogue, kept));
        Ok(ScoreForm {
            patient: kept.id,
            name: kept.patient.listed_name(),
            born: filiform.born_words(&kept),
            score,
            kept: kept_draft,
            measures,
            episodes: choices.collect(),
            corrects: wrong.map(|wrong| wording::scores::what(catalogue, &wrong)),
        })
    })
}

/// Says what is wrong with a score while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_score(filiform: &Filiform, typed: CheckScore) -> Result<ProblemList, Error> {
    let id = ScoreId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(typed.patient)?.ok_or(Error::Gone)?;
        let problems = filiform
            .checked_score(open, &kept, (id, &typed.score))?
            .err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// Signs a score and keeps it.
///
/// # Errors
/// Every fault at its field; nothing is kept then. [`Error::Gone`] when there is no such patient,
/// [`Error::Stale`] when the score to correct stands no more.
pub fn score_measure(filiform: &Filiform, typed: ScoreMeasure) -> Result<ScorePage, Error> {
    let id = ScoreId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(typed.patient)?.ok_or(Error::Gone)?;
        let score = filiform.checked_score(open, &kept, (id, &typed.score))?;
        let score = score.map_err(Error::Fields)?;
        let write = Write {
            entries: vec![Entry::MeasureScored(Box::new(score))],
            finish_draft: typed.draft,
        };
        let stamp = filiform.stamp(open);
        open.store.transact(&stamp, write).map_err(stale)?;
        page(filiform, open, &of_id(open, id)?)
    })
}

/// One score in full.
///
/// # Errors
/// [`Error::Gone`] when there is no such score.
pub fn open_score(filiform: &Filiform, which: WhichScore) -> Result<ScorePage, Error> {
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        let kept = of_id(open, which.score)?;
        sight.require(kept.happened.patient())?;
        if !sight.reads(kept.happened.at().date()) {
            return Err(Error::Gone);
        }
        let page = page(filiform, open, &kept)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(page.words.patient),
            times: 1,
        });
        Ok(page)
    })
}

/// Takes a score back: it stays in the timeline with the reason, and counts nowhere any more.
///
/// # Errors
/// The fault of the reason. [`Error::Gone`] when there is no such score, [`Error::Stale`] when it stands no
/// more.
pub fn take_back_score(filiform: &Filiform, typed: TakeBackScore) -> Result<ScorePage, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let kept = of_id(open, typed.score)?;
        let Happened::Score(score) = kept.happened else {
            return Err(Error::Stale);
        };
        let gone = TakeBackTyped { why: typed.why };
        let gone = gone.checked(*score).map_err(Error::Fields)?;
        let write = Write {
            entries: vec![Entry::ScoreTakenBack(Box::new(gone))],
            finish_draft: None,
        };
        let stamp = filiform.stamp(open);
        open.store.transact(&stamp, write).map_err(stale)?;
        page(filiform, open, &of_id(open, typed.score)?)
    })
}

fn of_id(open: &Open, id: ScoreId) -> Result<KeptBetween, Error> {
    open.store.score(id)?.ok_or(Error::Gone)
}

fn page(filiform: &Filiform, open: &Open, kept: &KeptBetween) -> Result<ScorePage, Error> {
    let (score, stands) = match &kept.happened {
        Happened::Score(score) => (&**score, true),
        Happened::TakenBack(gone) => (&gone.score, false),
        _ => return Err(Error::Gone),
    };
    Ok(ScorePage {
        id: score.id,
        score: score.answer.clone(),
        words: filiform.between_words(open, kept)?,
        stands,
    })
}

fn stale(error: StoreError) -> Error {
    if error == StoreError::StaleScore {
        Error::Stale
    } else {
        error.into()
    }
}
