//! What both entries between the visits ask of the open practice: the rules' facts, and the unfinished draft.

use chrono::NaiveDateTime;
use filiform_domain::between::Between;
use filiform_domain::ids::{PatientId, TherapistId};
use filiform_domain::reported_event::ReportedEvent;
use filiform_store::{Happened, KeptBetween, KeptDraft, KeptPatient};
use serde::de::DeserializeOwned;

use crate::Filiform;
use crate::contract::{BetweenWords, FormKept};
use crate::error::Error;
use crate::practice::Open;
use crate::wording::{self, sessions::signer};

impl Filiform {
    /// What the rules of an entry between visits ask for besides the draft.
    pub(crate) fn between<'a>(
        &self,
        kept: &KeptPatient,
        offset_at: &'a dyn Fn(NaiveDateTime) -> i16,
    ) -> Between<'a> {
        Between {
            patient: kept.id,
            birth_date: kept.patient.birth_date,
            now: self.now(),
            offset_at,
        }
    }

    /// "14 Mar 1984 (42)".
    pub(crate) fn born_words(&self, kept: &KeptPatient) -> String {
        let born = kept.patient.birth_date;
        let age = born.age_on(self.today()).unwrap_or_default();
        format!("{} ({age})", born.words())
    }

    /// An entry between visits in words.
    pub(crate) fn between_words(
        &self,
        open: &Open,
        kept: &KeptBetween,
    ) -> Result<BetweenWords, Error> {
        let patient = open.store.patient(kept.happened.patient())?;
        let patient = patient.ok_or(Error::Gone)?.patient;
        let author = open.signer_words(kept.author)?;
        let name = patient.listed_name();
        Ok(wording::between::words(
            self.catalogue(),
            kept,
            &name,
            author,
        ))
    }
}

impl Open {
    /// "A. Rivera, PT, DPT".
    pub(crate) fn signer_words(&self, author: TherapistId) -> Result<String, Error> {
        let therapist = self.therapist(author)?;
        Ok(signer(&therapist.name, &therapist.credentials))
    }

    /// What was heard of after a visit, oldest first.
    pub(crate) fn later_events(&self, patient: PatientId) -> Result<Vec<ReportedEvent>, Error> {
        /// More than a course of care ever has.
        const MOST: u32 = 1000;
        let between = self.store.between(patient, None, MOST)?.entries;
        let newest = between.into_iter().filter_map(|kept| match kept.happened {
            Happened::Event(event) => Some(event),
            _ => None,
        });
        let mut events: Vec<ReportedEvent> = newest.collect();
        events.reverse();
        Ok(events)
    }

    /// The patient's visits that the front desk recorded as not held and that stand, newest first.
    pub(crate) fn visits_not_held(&self, patient: PatientId) -> Result<Vec<KeptBetween>, Error> {
        /// So many of the latest entries are looked at.
        const LATEST: u32 = 1000;
        let mut entries = self.store.between(patient, None, LATEST)?.entries;
        entries.retain(|kept| matches!(kept.happened, Happened::NotHeld(_)));
        Ok(entries)
    }

    /// My unfinished draft of this kind for this patient, or for nobody, with what was typed.
    pub(crate) fn unfinished<T: DeserializeOwned>(
        &self,
        kind: &str,
        patient: impl Into<Option<PatientId>>,
    ) -> Result<Option<(KeptDraft, T)>, Error> {
        let patient = patient.into();
        let drafts = self.store.drafts(self.me)?;
        let mine = |draft: &KeptDraft| draft.kind == kind && draft.patient == patient;
        let found = drafts.into_iter().find(mine);
        Ok(found.and_then(|draft| {
            let typed = serde_json::from_str(&draft.body).ok()?;
            Some((draft, typed))
        }))
    }
}

/// How far a form is kept.
pub(crate) fn form_kept(draft: KeptDraft) -> FormKept {
    FormKept {
        draft: Some(draft.id),
        rev: draft.rev,
        kept_at: wording::clock_with_seconds(draft.kept_at),
        caret: draft.caret,
    }
}
