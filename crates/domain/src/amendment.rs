//! What may be added to a signed note: a correction, an addendum in words, or that it does not hold.
//!
//! The signed note is never touched. A correction carries the whole note as it stands from now on, so that the
//! note as signed and as it stood after each correction can all be read; [`changes`] tells them apart.

mod diff;

pub use diff::{FieldChange, Step, changes};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{AmendmentId, PatientId, SessionId, TherapistId};
use crate::problem::{Check, Problem, tidy};
use crate::session::{Session, SessionDraft};
use crate::signing::Signing;
use crate::time::Instant;

/// Longest reason and longest addendum, in characters.
const LONG_TEXT: usize = 4000;

/// A correction as typed: the form and its draft.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionDraft {
    /// The signed session, by id.
    pub session: String,
    /// How many amendments it had when this one was begun.
    pub based_on: u32,
    /// Why the note is corrected. Required.
    #[schemars(required)]
    pub why: String,
    /// The whole note as it should stand.
    pub note: SessionDraft,
}

/// An addendum as typed: words that are added to a note, which stays as it was.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AddendumDraft {
    /// The signed session, by id.
    pub session: String,
    /// How many amendments it had when this one was begun.
    pub based_on: u32,
    /// Why something is added. Required.
    #[schemars(required)]
    pub why: String,
    /// What is added. Required.
    #[schemars(required)]
    pub words: String,
}

/// The voiding of a note, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VoidDraft {
    /// The signed session, by id.
    pub session: String,
    /// How many amendments it had when this was begun.
    pub based_on: u32,
    /// Why the note does not hold. Required.
    #[schemars(required)]
    pub reason: Option<VoidReason>,
    /// What belongs to the reason. Required with `other`.
    pub words: String,
}

/// Why a signed note does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VoidReason {
    /// It should not have been written.
    EnteredInError,
    /// It tells of another patient. Its text leaves the practice with nobody's record.
    WrongPatient,
    /// Another reason, in words.
    Other,
}

/// What was added to a signed note. Who and when stand in the entry's header.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The amendment's identity.
    pub id: AmendmentId,
    /// The signed session.
    pub session: SessionId,
    /// Whose record it belongs to.
    pub patient: PatientId,
    /// How many amendments the note had before this one: a stale one is refused.
    pub based_on: u32,
    /// Why.
    pub why: String,
    /// What.
    pub what: Amended,
}

/// What an amendment says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Amended {
    /// The whole note as it stands from now on.
    Correction(Box<Correction>),
    /// Words beside the note.
    Addendum(String),
}

/// A corrected note. It has passed the rules of signing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When the visit began.
    pub started: Instant,
    /// The note.
    pub note: SessionDraft,
}

/// A signed note that does not hold.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voiding {
    /// The signed session.
    pub session: SessionId,
    /// Whose record it stands in.
    pub patient: PatientId,
    /// How many amendments the note had.
    pub based_on: u32,
    /// Why.
    pub reason: VoidReason,
    /// What belongs to the reason.
    pub words: String,
}

impl CorrectionDraft {
    /// The amendment as it may be signed, or every fault: those of the note at the note's own paths, as in the
    /// charting form. `standing` is the note as it stands now.
    pub fn checked(
        &self,
        id: AmendmentId,
        standing: &SessionDraft,
        signing: &Signing<'_>,
    ) -> Result<Amendment, Vec<Problem>> {
        let mut check = Check::default();
        let why = required_why(&mut check, &self.why);
        let checked = self.note.checked(signing);
        if let Ok(corrected) = &checked
            && changes(standing, &corrected.note).is_empty()
        {
            let message = "Nothing is changed. Change what was wrong, or write an addendum.";
            check.fault("note", "unchanged", message);
        }
        let mut problems = checked.as_ref().err().cloned().unwrap_or_default();
        problems.extend(check.finish(()).err().unwrap_or_default());
        match checked {
            Ok(corrected) if problems.is_empty() => Ok(Amendment {
                id,
                session: corrected.id,
                patient: corrected.patient,
                based_on: self.based_on,
                why,
                what: Amended::Correction(Box::new(Correction {
                    started: corrected.started,
                    note: corrected.note,
                })),
            }),
            _ => Err(problems),
        }
    }
}

impl AddendumDraft {
    /// The amendment as it may be signed, or every fault at its field.
    pub fn checked(
        &self,
        id: AmendmentId,
        (session, patient): (SessionId, PatientId),
    ) -> Result<Amendment, Vec<Problem>> {
        let mut check = Check::default();
        let words = check.required("words", "What is added", &self.words, LONG_TEXT);
        let why = required_why(&mut check, &self.why);
        check.finish(Amendment {
            id,
            session,
            patient,
            based_on: self.based_on,
            why,
            what: Amended::Addendum(words),
        })
    }
}

impl VoidDraft {
    /// The voiding as it may be signed, or every fault at its field.
    pub fn checked(
        &self,
        (session, patient): (SessionId, PatientId),
    ) -> Result<Voiding, Vec<Problem>> {
        let mut check = Check::default();
        if self.reason.is_none() {
            let message = "Why does the note not hold? Choose the reason.";
            check.fault("reason", "missing", message);
        }
        let words = if self.reason == Some(VoidReason::Other) {
            check.required("words", "The reason in words", &self.words, LONG_TEXT)
        } else {
            let words = check.optional("words", "The words", &self.words, LONG_TEXT);
            words.unwrap_or_default()
        };
        check.finish(Voiding {
            session,
            patient,
            based_on: self.based_on,
            reason: self.reason.unwrap_or(VoidReason::Other),
            words,
        })
    }
}

impl Amendment {
    /// The note as it stands after this amendment; nothing when it only adds words beside it.
    /// `therapist` is who needled and signed.
    pub fn corrected(&self, therapist: TherapistId) -> Option<Session> {
        match &self.what {
            Amended::Addendum(_) => None,
            Amended::Correction(correction) => Some(Session {
                id: self.session,
                patient: self.patient,
                therapist,
                started: correction.started,
                note: correction.note.clone(),
            }),
        }
    }

    /// Whether it changes the words of the note, which only its author may.
    pub fn is_correction(&self) -> bool {
        matches!(self.what, Amended::Correction(_))
    }
}

impl VoidReason {
    /// "recorded for another patient".
    pub fn words(self) -> &'static str {
        match self {
            Self::EnteredInError => "entered in error",
            Self::WrongPatient => "recorded for another patient",
            Self::Other => "another reason",
        }
    }
}

impl SessionDraft {
    /// The same words for another patient's record. What was acknowledged rested on the facts of the first
    /// patient and is asked anew.
    #[must_use]
    pub fn for_another_patient(&self) -> Self {
        Self {
            acknowledged: Vec::new(),
            episode: String::new(),
            ..self.clone()
        }
    }
}

fn required_why(check: &mut Check, why: &str) -> String {
    if tidy(why).is_empty() {
        let message = "Why is the note amended? It is shown with the amendment.";
        check.fault("why", "missing", message);
    }
    check
        .optional("why", "The reason", why, LONG_TEXT)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
