//! Hand the screen to the patient, who answers one measure alone.
//!
//! From the handing on the practice is covered: it answers the page of this one measure and nothing else, until the
//! therapist's PIN or passphrase. What the patient chose is kept in the therapist's draft of the score, and becomes a
//! score when the therapist signs it.

use filiform_domain::ids::{DraftId, ScoreId};
use filiform_domain::measure::{AnsweredHow, ScoreDraft};
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_store::KeptDraft;

use crate::Filiform;
use crate::contract::{HandToPatient, Nothing, PatientAnswered, PatientsAnswer, PatientsPage};
use crate::error::Error;
use crate::practice::{Open, SCORE};
use crate::wording;

/// Covers the practice with the page of the measure that the draft has chosen.
///
/// # Errors
/// [`Error::Gone`] when there is no such draft, or its measure is none that a patient may answer alone here.
pub fn hand_to_patient(filiform: &Filiform, asked: HandToPatient) -> Result<PatientsPage, Error> {
    let page = filiform.with_open_as(Right::Chart, |open| {
        let (_, typed) = begun(open, asked.draft)?;
        shown(filiform, open, &typed)
    })?;
    filiform.with_desk(|desk| {
        desk.hand_over(asked.draft);
        Ok(())
    })?;
    Ok(page)
}

/// The page that the patient has before them.
///
/// # Errors
/// [`Error::Gone`] when the screen was not handed to a patient.
pub fn patients_page(filiform: &Filiform, _: Nothing) -> Result<PatientsPage, Error> {
    let draft = handed(filiform)?;
    filiform.with_open_as(Right::Chart, |open| {
        let (_, typed) = begun(open, draft)?;
        shown(filiform, open, &typed)
    })
}

/// Keeps what the patient chose in the therapist's draft, and takes the page away.
///
/// # Errors
/// [`Error::Gone`] when the screen was not handed to a patient.
pub fn answer_as_patient(
    filiform: &Filiform,
    answer: PatientsAnswer,
) -> Result<PatientAnswered, Error> {
    let draft = handed(filiform)?;
    let now = filiform.now();
    let id = ScoreId::new(now.utc_ms, filiform.random()?);
    let problems = filiform.with_open_as(Right::Chart, |open| {
        let (kept, typed) = begun(open, draft)?;
        let answered = ScoreDraft {
            date: now.date().to_string(),
            time: now.clock(),
            how: Some(AnsweredHow::Alone),
            total: answer.total,
            activities: answer.activities,
            days: Vec::new(),
            ..typed
        };
        let problems = problems(filiform, open, &kept, (id, &answered))?;
        if problems.is_empty() {
            let body = serde_json::to_string(&answered).map_err(|_| Error::UnreadableCommand)?;
            open.store.keep_draft(&KeptDraft {
                body,
                kept_at: now,
                ..kept
            })?;
        }
        Ok(problems)
    })?;
    if problems.is_empty() {
        filiform.with_desk(|desk| {
            desk.take_back();
            Ok(())
        })?;
    }
    Ok(PatientAnswered { problems })
}

fn handed(filiform: &Filiform) -> Result<DraftId, Error> {
    filiform.with_desk(|desk| desk.handed().ok_or(Error::Gone))
}

/// My open draft of a score.
fn begun(open: &Open, draft: DraftId) -> Result<(KeptDraft, ScoreDraft), Error> {
    let kept = open.store.draft(draft)?.ok_or(Error::Gone)?;
    if kept.author != open.me || kept.kind != SCORE {
        return Err(Error::Gone);
    }
    let typed = serde_json::from_str(&kept.body).map_err(|_| Error::Gone)?;
    Ok((kept, typed))
}

/// The page, when a patient may answer this measure alone here.
fn shown(filiform: &Filiform, open: &Open, typed: &ScoreDraft) -> Result<PatientsPage, Error> {
    let pin = open.desk.now().pin.is_some();
    let page = wording::patients_page::page(filiform.catalogue(), typed, pin);
    page.ok_or(Error::Gone)
}

fn problems(
    filiform: &Filiform,
    open: &Open,
    kept: &KeptDraft,
    (id, answered): (ScoreId, &ScoreDraft),
) -> Result<Vec<Problem>, Error> {
    let patient = kept.patient.ok_or(Error::Gone)?;
    let patient = open.store.patient(patient)?.ok_or(Error::Gone)?;
    let checked = filiform.checked_score(open, &patient, (id, answered))?;
    // What the therapist has left open elsewhere is not the patient's to mend.
    let theirs =
        |problem: &Problem| problem.path == "total" || problem.path.starts_with("activities");
    let problems = checked.err().into_iter().flatten().filter(theirs);
    Ok(problems.map(wording::patients_page::fault).collect())
}
