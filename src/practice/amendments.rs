//! What amending asks of the open practice: the signed note, and who may add to it.

use chrono::NaiveDateTime;
use filiform_domain::amendment::{CorrectionDraft, VoidReason};
use filiform_domain::ids::{SessionId, TherapistId};
use filiform_domain::role::{Right, may};
use filiform_domain::signing::Signing;
use filiform_store::{KeptDraft, KeptPatient, SignedSession};
use serde::de::DeserializeOwned;

use crate::Filiform;
use crate::contract::{Correcting, MayAdd, SignedNote};
use crate::error::Error;
use crate::practice::{ADDENDUM, CORRECTION, Open, VOID};
use crate::wording::{self, sessions::signer};

impl Filiform {
    /// What the rules of signing ask for when a signed session is corrected: they are those of its own signing.
    pub(crate) fn correcting<'a>(
        &self,
        open: &Open,
        signed: &SignedSession,
        kept: &KeptPatient,
        offset_at: &'a dyn Fn(NaiveDateTime) -> i16,
    ) -> Result<Signing<'a>, Error> {
        Ok(Signing {
            id: signed.original.id,
            patient: kept.id,
            birth_date: kept.patient.birth_date,
            therapist: signed.original.therapist,
            now: self.now(),
            offset_at,
            episodes: open.store.episode_ids(kept.id)?,
            words: self.catalogue(),
        })
    }

    /// A signed note for the head of a form.
    pub(crate) fn signed_note(
        &self,
        open: &Open,
        signed: &SignedSession,
    ) -> Result<SignedNote, Error> {
        let kept = open.store.patient(signed.session.patient)?;
        let kept = kept.ok_or(Error::Gone)?;
        Ok(SignedNote {
            session: signed.session.id,
            patient: kept.id,
            name: kept.patient.listed_name(),
            born: self.born_words(&kept),
            of: wording::amendments::visit_words(self.catalogue(), &signed.visit()),
            signed_by: open.signer_of(signed.original.therapist)?,
            amendments: count(signed),
        })
    }
}

impl Open {
    /// A signed session.
    pub(crate) fn signed(&self, session: SessionId) -> Result<SignedSession, Error> {
        self.store.session(session)?.ok_or(Error::Gone)
    }

    /// "A. Rivera, PT, DPT".
    pub(crate) fn signer_of(&self, author: TherapistId) -> Result<String, Error> {
        let therapist = self.therapist(author)?;
        Ok(signer(&therapist.name, &therapist.credentials))
    }

    /// What I may add to a signed note. Nothing is added to a voided one.
    pub(crate) fn may_add(&self, signed: &SignedSession) -> MayAdd {
        let writes = self.role().is_ok_and(|role| may(role, Right::Chart));
        let mine = writes && signed.original.therapist == self.me;
        let stands = signed.voided.is_none();
        MayAdd {
            correct: mine && stands,
            addendum: writes && stands,
            chart_for_right_patient: mine && signed.void_reason() == Some(VoidReason::WrongPatient),
        }
    }

    /// My unfinished draft of this kind about this signed session, with what was typed.
    pub(crate) fn unfinished_about<T: DeserializeOwned>(
        &self,
        kind: &str,
        session: SessionId,
    ) -> Result<Option<(KeptDraft, T)>, Error> {
        let drafts = self.store.drafts(self.me)?.into_iter();
        let mut mine = drafts.filter(|draft| draft.kind == kind);
        let found = mine.find(|draft| session_of_draft(draft) == Some(session));
        Ok(found.and_then(|draft| {
            let typed = serde_json::from_str(&draft.body).ok()?;
            Some((draft, typed))
        }))
    }

    /// What a kept correction is about, beside its note.
    pub(crate) fn correcting(
        &self,
        filiform: &Filiform,
        draft: &KeptDraft,
    ) -> Result<Option<(SignedSession, Correcting, CorrectionDraft)>, Error> {
        if draft.kind != CORRECTION {
            return Ok(None);
        }
        let Some(session) = session_of_draft(draft) else {
            return Ok(None);
        };
        let typed: CorrectionDraft =
            serde_json::from_str(&draft.body).map_err(|_| Error::UnreadableCommand)?;
        let signed = self.signed(session)?;
        let of = wording::amendments::visit_words(filiform.catalogue(), &signed.visit());
        let correcting = Correcting {
            session,
            of,
            based_on: typed.based_on,
            why: typed.why.clone(),
        };
        Ok(Some((signed, correcting, typed)))
    }
}

/// How many amendments a note has.
pub(crate) fn count(signed: &SignedSession) -> u32 {
    u32::try_from(signed.amendments.len()).unwrap_or(u32::MAX)
}

/// The signed session that a correction, an addendum or a voiding is about.
pub(crate) fn session_of_draft(draft: &KeptDraft) -> Option<SessionId> {
    #[derive(serde::Deserialize)]
    struct About {
        session: String,
    }
    if ![CORRECTION, ADDENDUM, VOID].contains(&draft.kind.as_str()) {
        return None;
    }
    let about: About = serde_json::from_str(&draft.body).ok()?;
    about.session.parse().ok()
}
