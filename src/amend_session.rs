//! Amend a signed session: correct it, add words to it, or void it. What was signed stays as it was.
//!
//! Its author corrects and voids. Another therapist adds an addendum in their own name and changes none of the
//! author's words. Every amendment says what, why, who and when, and nothing follows a voiding.

mod forms;

use filiform_domain::amendment::{AddendumDraft, CorrectionDraft, VoidDraft};
use filiform_domain::entry::Entry;
use filiform_domain::ids::{AmendmentId, DraftId, PatientId, SessionId};
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_store::{Committed, KeptDraft, SignedSession, StoreError, Write};

use crate::Filiform;
use crate::contract::{
    AddAddendum, AmendSession, ChartForRightPatient, CheckCorrection, CorrectionChecked, Signed,
    VoidSession, WhichDraft, WhichSession,
};
use crate::error::Error;
use crate::practice::{CORRECTION, Open, SESSION, count_amendments, episode_words};
use crate::wording;

pub use forms::{check_addendum, check_void, open_addendum_form, open_void_form};

/// Begins a correction in the charting form, prefilled with the note as it stands, or goes on with the one that
/// is not signed yet.
///
/// # Errors
/// [`Error::Gone`] when there is no such session; [`StoreError::SessionVoided`] and
/// [`StoreError::NotTheSigner`] when it is not to be corrected, or not by me.
pub fn start_correction(filiform: &Filiform, which: WhichSession) -> Result<WhichDraft, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(which.session)?;
        may_change(open, &signed)?;
        let unfinished = open.unfinished_about::<CorrectionDraft>(CORRECTION, which.session)?;
        if let Some((draft, _)) = unfinished {
            return Ok(WhichDraft { draft: draft.id });
        }
        let correction = CorrectionDraft {
            session: which.session.to_string(),
            based_on: count_amendments(&signed),
            why: String::new(),
            note: signed.session.note,
        };
        let body = serde_json::to_string(&correction).map_err(|_| Error::UnreadableCommand)?;
        new_draft(filiform, open, CORRECTION, signed.session.patient, body)
    })
}

/// Says what a correction changes, field by field, and what still stands between it and its signing.
///
/// # Errors
/// [`Error::Gone`] when there is no such session.
pub fn check_correction(
    filiform: &Filiform,
    typed: CheckCorrection,
) -> Result<CorrectionChecked, Error> {
    let catalogue = filiform.catalogue();
    let correction = typed.correction;
    let id = AmendmentId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(session_of(&correction.session)?)?;
        let problems = corrected(filiform, open, &signed, (id, &correction))?;
        let standing = &signed.session.note;
        // The tidied note is what would be signed; while it has faults, what is typed.
        let note = match &problems {
            Ok(amendment) => amendment
                .corrected(signed.original.therapist)
                .map_or_else(|| correction.note.clone(), |session| session.note),
            Err(_) => correction.note.clone(),
        };
        let episode = episode_words(filiform, open, &note.episode)?;
        let stood = episode_words(filiform, open, &standing.episode)?;
        let text = wording::note::full_text(catalogue, &note, &episode);
        let stands = wording::note::full_text(catalogue, standing, &stood);
        Ok(CorrectionChecked {
            problems: problems.err().unwrap_or_default(),
            gaps: correction.note.gaps(),
            changes: wording::note::changed_fields(catalogue, standing, &note),
            changed_lines: wording::amendments::changed_lines(&stands, &text),
            text,
            amendments: count_amendments(&signed),
            signer: open.signer_of(open.me)?,
        })
    })
}

/// Signs a correction exactly as it was read: its revision must be the one that was seen.
///
/// # Errors
/// Every fault at its field; [`Error::Stale`] when the draft changed since it was read;
/// [`StoreError::StaleSession`] when the note was amended since the correction was begun;
/// [`StoreError::SessionVoided`], [`StoreError::NotTheSigner`]; [`Error::Gone`].
pub fn amend_session(filiform: &Filiform, asked: AmendSession) -> Result<Signed, Error> {
    let id = AmendmentId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let draft = my_draft(open, asked.draft)?;
        if draft.kind != CORRECTION {
            return Err(Error::Gone);
        }
        if draft.rev != asked.rev {
            return Err(Error::Stale);
        }
        let typed: CorrectionDraft =
            serde_json::from_str(&draft.body).map_err(|_| Error::UnreadableCommand)?;
        let signed = open.signed(session_of(&typed.session)?)?;
        may_change(open, &signed)?;
        // Whoever reads on stale ground hears that first: what looks unchanged may be somebody's correction.
        if typed.based_on != count_amendments(&signed) {
            return Err(StoreError::StaleSession.into());
        }
        let amendment = corrected(filiform, open, &signed, (id, &typed))?.map_err(Error::Fields)?;
        let entry = Entry::SessionAmended(Box::new(amendment));
        sign(filiform, open, &signed, (entry, Some(draft.id)))
    })
}

/// Signs an addendum in my own name. The note's words stay as they are.
///
/// # Errors
/// Every fault at its field; [`StoreError::StaleSession`] when the note was amended since it was read;
/// [`StoreError::SessionVoided`]; [`Error::Gone`] when there is no such session.
pub fn add_addendum(filiform: &Filiform, typed: AddAddendum) -> Result<Signed, Error> {
    let AddAddendum { addendum, draft } = typed;
    let id = AmendmentId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(session_of(&addendum.session)?)?;
        if signed.voided.is_some() {
            return Err(StoreError::SessionVoided.into());
        }
        let amendment = addendum.checked(id, of(&signed)).map_err(Error::Fields)?;
        let entry = Entry::SessionAmended(Box::new(amendment));
        sign(filiform, open, &signed, (entry, draft))
    })
}

/// Voids a note: its text is kept, struck through with the reason, and counts nowhere any more.
///
/// # Errors
/// Every fault at its field; [`StoreError::StaleSession`] when the note was amended since it was read;
/// [`StoreError::SessionVoided`], [`StoreError::NotTheSigner`]; [`Error::Gone`].
pub fn void_session(filiform: &Filiform, typed: VoidSession) -> Result<Signed, Error> {
    let VoidSession { void, draft } = typed;
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(session_of(&void.session)?)?;
        may_change(open, &signed)?;
        let voiding = void.checked(of(&signed)).map_err(Error::Fields)?;
        sign(
            filiform,
            open,
            &signed,
            (Entry::SessionVoided(voiding), draft),
        )
    })
}

/// Begins a note for the right patient with the words that were recorded for the wrong one. It keeps the day of
/// the visit, so that it says how late it is signed.
///
/// # Errors
/// [`StoreError::NotTheSigner`] unless it is my note and was voided as recorded for another patient; a fault
/// when it is the same patient again; [`Error::Gone`] when there is no such session or patient.
pub fn chart_for_right_patient(
    filiform: &Filiform,
    asked: ChartForRightPatient,
) -> Result<WhichDraft, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(asked.session)?;
        open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        if !open.may_add(&signed).chart_for_right_patient {
            return Err(StoreError::NotTheSigner.into());
        }
        if asked.patient == signed.session.patient {
            return Err(Error::Fields(vec![Problem {
                path: "patient".to_owned(),
                code: "same-patient".to_owned(),
                message:
                    "The note was voided because it is not this patient's. Choose the right one."
                        .to_owned(),
            }]));
        }
        let note = signed.session.note.for_another_patient();
        let body = serde_json::to_string(&note).map_err(|_| Error::UnreadableCommand)?;
        new_draft(filiform, open, SESSION, asked.patient, body)
    })
}

/// The correction as it may be signed, or its faults.
fn corrected(
    filiform: &Filiform,
    open: &Open,
    signed: &SignedSession,
    (id, typed): (AmendmentId, &CorrectionDraft),
) -> Result<Result<filiform_domain::amendment::Amendment, Vec<Problem>>, Error> {
    let kept = open.store.patient(signed.session.patient)?;
    let kept = kept.ok_or(Error::Gone)?;
    let offset_at = |local| filiform.host.clock.offset_at(local);
    let signing = filiform.correcting(open, signed, &kept, &offset_at)?;
    Ok(typed.checked(id, &signed.session.note, &signing))
}

fn sign(
    filiform: &Filiform,
    open: &Open,
    signed: &SignedSession,
    (entry, finish_draft): (Entry, Option<DraftId>),
) -> Result<Signed, Error> {
    let write = Write {
        entries: vec![entry],
        finish_draft,
    };
    let Committed { hash, .. } = open.store.transact(&filiform.stamp(open), write)?;
    Ok(Signed {
        session: signed.session.id,
        patient: signed.session.patient,
        fingerprint: wording::fingerprint(&hash[..8]).replace(' ', ""),
    })
}

/// The author's words are changed by the author alone, and a voided note by nobody.
fn may_change(open: &Open, signed: &SignedSession) -> Result<(), Error> {
    if signed.voided.is_some() {
        return Err(StoreError::SessionVoided.into());
    }
    if signed.original.therapist != open.me {
        return Err(StoreError::NotTheSigner.into());
    }
    Ok(())
}

fn of(signed: &SignedSession) -> (SessionId, PatientId) {
    (signed.session.id, signed.session.patient)
}

fn session_of(typed: &str) -> Result<SessionId, Error> {
    typed.trim().parse().map_err(|_| Error::Gone)
}

fn my_draft(open: &Open, id: DraftId) -> Result<KeptDraft, Error> {
    let draft = open.store.draft(id)?;
    draft
        .filter(|draft| draft.author == open.me)
        .ok_or(Error::Gone)
}

fn new_draft(
    filiform: &Filiform,
    open: &Open,
    kind: &str,
    patient: PatientId,
    body: String,
) -> Result<WhichDraft, Error> {
    let now = filiform.now();
    let draft = KeptDraft {
        id: DraftId::new(now.utc_ms, filiform.random()?),
        kind: kind.to_owned(),
        patient: Some(patient),
        author: open.me,
        rev: 0,
        body,
        caret: None,
        kept_at: now,
    };
    open.store.keep_draft(&draft)?;
    Ok(WhichDraft { draft: draft.id })
}

/// What is typed in a form about a signed session, blank.
trait About {
    fn about(session: SessionId, based_on: u32) -> Self;
}

impl About for AddendumDraft {
    fn about(session: SessionId, based_on: u32) -> Self {
        Self {
            session: session.to_string(),
            based_on,
            ..Self::default()
        }
    }
}

impl About for VoidDraft {
    fn about(session: SessionId, based_on: u32) -> Self {
        Self {
            session: session.to_string(),
            based_on,
            ..Self::default()
        }
    }
}
