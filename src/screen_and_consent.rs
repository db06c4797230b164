//! Screen a patient and take consent: what is asked once and reviewed, what was agreed to and by whom, and
//! the prompts that follow from it. No prompt ever blocks recording what was done.

use filiform_domain::between::Between;
use filiform_domain::consent::ConsentDraft;
use filiform_domain::entry::{Access, Entry};
use filiform_domain::ids::{ConsentId, DraftId, PatientId, TherapistId};
use filiform_domain::role::Right;
use filiform_domain::screening::{Screening, ScreeningDraft, ScreeningPolicy};
use filiform_domain::time::Instant;
use filiform_store::{KeptDraft, KeptPatient, Write};
use serde::de::DeserializeOwned;

use crate::Filiform;
use crate::contract::{
    AnswerScreening, CheckConsent, CheckScreening, ConsentChecked, ConsentTyped, ConsentWords,
    GiveConsent, ProblemList, PromptsFor, SafetyPage, ScreeningPolicyKept, ScreeningSigned,
    ScreeningTyped, SessionPrompts, SetScreeningPolicy, WhichPatient, WithdrawConsent,
};
use crate::error::Error;
use crate::practice::{CONSENT, Open, SCREENING, Safety};
use crate::wording::{self, prompts::conflict, safety, sessions::signer};

/// Visits that the lines look back on.
const VISITS: u32 = 4;

/// A patient's screening and consent, as they now stand and as they are being typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn open_safety(filiform: &Filiform, which: WhichPatient) -> Result<SafetyPage, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let page = page(filiform, open, which.patient)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(which.patient),
            times: 1,
        });
        Ok(page)
    })
}

/// Says what is wrong with the answers typed so far.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_screening(filiform: &Filiform, typed: CheckScreening) -> Result<ProblemList, Error> {
    let checked = between(filiform, typed.patient, |between| {
        Ok(typed.screening.checked(between, filiform.catalogue()))
    })?;
    Ok(ProblemList {
        problems: checked.err().unwrap_or_default(),
    })
}

/// Signs the answers: the whole set as it stands from now on. What stood before stays in the record.
///
/// # Errors
/// Every fault at its field; nothing is kept then.
pub fn answer_screening(filiform: &Filiform, typed: AnswerScreening) -> Result<SafetyPage, Error> {
    let screening = between(filiform, typed.patient, |between| {
        let checked = typed.screening.checked(between, filiform.catalogue());
        checked.map_err(Error::Fields)
    })?;
    let entry = Entry::ScreeningAnswered(Box::new(screening));
    write(filiform, typed.patient, entry, typed.draft)
}

/// Says what stands between a typed consent and a signed one.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_consent(filiform: &Filiform, typed: CheckConsent) -> Result<ConsentChecked, Error> {
    let id = ConsentId::new(filiform.now().utc_ms, filiform.random()?);
    between(filiform, typed.patient, |between| {
        let checked = typed.consent.checked(id, between, filiform.catalogue());
        Ok(ConsentChecked {
            problems: checked.err().unwrap_or_default(),
            gaps: typed.consent.gaps(between),
        })
    })
}

/// Signs a consent.
///
/// # Errors
/// Every fault at its field; nothing is kept then.
pub fn give_consent(filiform: &Filiform, typed: GiveConsent) -> Result<SafetyPage, Error> {
    let id = ConsentId::new(filiform.now().utc_ms, filiform.random()?);
    let consent = between(filiform, typed.patient, |between| {
        let checked = typed.consent.checked(id, between, filiform.catalogue());
        checked.map_err(Error::Fields)
    })?;
    let entry = Entry::ConsentGiven(Box::new(consent));
    write(filiform, typed.patient, entry, typed.draft)
}

/// Records that consent was withdrawn. What was done before stays chartable.
///
/// # Errors
/// A fault at its field when the moment cannot be.
pub fn withdraw_consent(filiform: &Filiform, typed: WithdrawConsent) -> Result<SafetyPage, Error> {
    let withdrawal = between(filiform, typed.patient, |between| {
        typed.withdrawal.checked(between).map_err(Error::Fields)
    })?;
    write(
        filiform,
        typed.patient,
        Entry::ConsentWithdrawn(withdrawal),
        None,
    )
}

/// Where the rows of a note meet the patient's flags.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn prompts_for(filiform: &Filiform, asked: PromptsFor) -> Result<SessionPrompts, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let safety = Safety::of(open, asked.patient)?;
        Ok(safety.prompts(filiform.catalogue(), &asked.session))
    })
}

/// Signs how the practice holds the checks on which sources disagree.
///
/// # Errors
/// Every fault at its field; nothing is kept then.
pub fn set_screening_policy(
    filiform: &Filiform,
    typed: SetScreeningPolicy,
) -> Result<ScreeningPolicyKept, Error> {
    let disputed = |id: &str| {
        let check = filiform.catalogue().checks().get(id);
        check.is_some_and(|check| conflict(check).is_some())
    };
    filiform.with_open_as(Right::RunPractice, |open| {
        let practice = open.store.practice()?.id;
        let policy =
            ScreeningPolicy::checked(practice, &typed.rows, &disputed).map_err(Error::Fields)?;
        let rows = policy.rows.clone();
        let write = Write::one(Entry::ScreeningPolicySet(policy));
        open.store.transact(&filiform.stamp(open), write)?;
        Ok(ScreeningPolicyKept { rows })
    })
}

/// Runs a rule that asks for the patient's date of birth, the present moment and the wall clock.
fn between<T>(
    filiform: &Filiform,
    patient: PatientId,
    rule: impl FnOnce(&Between<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(patient)?.ok_or(Error::Gone)?;
        let offset_at = |local| filiform.host.clock.offset_at(local);
        rule(&Between {
            patient,
            birth_date: kept.patient.birth_date,
            now: filiform.now(),
            offset_at: &offset_at,
        })
    })
}

fn write(
    filiform: &Filiform,
    patient: PatientId,
    entry: Entry,
    finish_draft: Option<DraftId>,
) -> Result<SafetyPage, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let write = Write {
            entries: vec![entry],
            finish_draft,
        };
        open.store.transact(&filiform.stamp(open), write)?;
        page(filiform, open, patient)
    })
}

fn page(filiform: &Filiform, open: &Open, patient: PatientId) -> Result<SafetyPage, Error> {
    let (catalogue, now) = (filiform.catalogue(), filiform.now());
    let kept = open.store.patient(patient)?.ok_or(Error::Gone)?;
    let visits = open.store.history(patient, None, VISITS)?.sessions;
    let visits: Vec<_> = visits
        .iter()
        .filter(|visit| visit.voided.is_none())
        .map(|visit| visit.id)
        .collect();
    let safety = Safety::of(open, patient)?.with_visits(open, &visits)?;
    let screening = safety.screening.as_ref();
    let drafts = open.store.drafts(open.me)?;
    let mine = |kind: &str| {
        let of_patient = |draft: &&KeptDraft| draft.patient == Some(patient) && draft.kind == kind;
        drafts.iter().find(of_patient)
    };
    Ok(SafetyPage {
        patient,
        name: kept.patient.listed_name(),
        born: born(&kept, now),
        lines: safety.lines(catalogue, now.date()),
        screening: screening.map_or_else(|| blank_screening(now), |kept| sheet(&kept.content)),
        screening_signed: screening
            .map(|kept| signed(open, kept.author, kept.recorded_at))
            .transpose()?,
        screening_typed: mine(SCREENING).and_then(screening_typed),
        consents: consents(filiform, open, patient)?,
        blank_consent: blank_consent(now),
        consent_typed: mine(CONSENT).and_then(consent_typed),
        policy: safety.policy_rows(),
    })
}

fn consents(
    filiform: &Filiform,
    open: &Open,
    patient: PatientId,
) -> Result<Vec<ConsentWords>, Error> {
    let entries = open.store.consent_entries(patient)?.into_iter();
    let words = entries.map(|entry| {
        let author = author(open, entry.author)?;
        Ok(safety::consent(filiform.catalogue(), entry, author))
    });
    words.collect()
}

fn born(kept: &KeptPatient, now: Instant) -> String {
    let age = kept
        .patient
        .birth_date
        .age_on(now.date())
        .unwrap_or_default();
    format!("{} ({age})", kept.patient.birth_date.words())
}

fn author(open: &Open, author: TherapistId) -> Result<String, Error> {
    let therapist = open.therapist(author)?;
    Ok(signer(&therapist.name, &therapist.credentials))
}

fn signed(open: &Open, by: TherapistId, at: Instant) -> Result<ScreeningSigned, Error> {
    Ok(ScreeningSigned {
        author: author(open, by)?,
        recorded_at: safety::moment(at),
    })
}

fn sheet(screening: &Screening) -> ScreeningDraft {
    screening.sheet.clone()
}

fn blank_screening(now: Instant) -> ScreeningDraft {
    ScreeningDraft {
        reviewed: now.date().to_string(),
        ..ScreeningDraft::default()
    }
}

/// The date, the time, and nothing else: who consented to what is never filled in.
fn blank_consent(now: Instant) -> ConsentDraft {
    ConsentDraft {
        date: now.date().to_string(),
        time: now.clock(),
        ..ConsentDraft::default()
    }
}

fn screening_typed(draft: &KeptDraft) -> Option<ScreeningTyped> {
    Some(ScreeningTyped {
        draft: draft.id,
        rev: draft.rev,
        sheet: typed(draft)?,
        caret: draft.caret.clone(),
        kept_at: wording::clock_with_seconds(draft.kept_at),
    })
}

fn consent_typed(draft: &KeptDraft) -> Option<ConsentTyped> {
    Some(ConsentTyped {
        draft: draft.id,
        rev: draft.rev,
        sheet: typed(draft)?,
        caret: draft.caret.clone(),
        kept_at: wording::clock_with_seconds(draft.kept_at),
    })
}

fn typed<T: DeserializeOwned>(draft: &KeptDraft) -> Option<T> {
    serde_json::from_str(&draft.body).ok()
}
