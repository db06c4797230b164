//! Chart a session: begin or go on with a draft, keep what is typed, check it while it is typed.
//!
//! A draft is kept after every pause and survives a lock, a crash and a power cut.

use filiform_catalogue::Catalogue;
use filiform_domain::amendment::{AddendumDraft, CorrectionDraft, VoidDraft};
use filiform_domain::attachment::AttachmentDraft;
use filiform_domain::consent::ConsentDraft;
use filiform_domain::contact::ContactDraft;
use filiform_domain::forward;
use filiform_domain::ids::{DraftId, PatientId};
use filiform_domain::measure::ScoreDraft;
use filiform_domain::not_held::NotHeldDraft;
use filiform_domain::patient::{Complaint, PatientDraft};
use filiform_domain::reported_event::ReportedEventDraft;
use filiform_domain::role::Right;
use filiform_domain::screening::ScreeningDraft;
use filiform_domain::session::SessionDraft;
use filiform_domain::time::Instant;
use filiform_store::{HistorySession, KeptDraft, StoreError};
use serde::Deserialize;

use crate::Filiform;
use crate::contract::{
    DraftKept, DraftPage, EpisodeTyped, KeepDraft, LastSettings, LetterTyped, Nothing,
    PatientChange, SettingsTyped, StartSession, TherapistToAdd, WhichDraft,
};
use crate::error::Error;
use crate::practice::{
    ADDENDUM, ATTACHMENT, CONSENT, CONTACT, CORRECTION, EPISODE, EVENT, LETTER, NOT_HELD, Open,
    PATIENT, PERSON, SCORE, SCREENING, SESSION, SETTINGS, VOID, right_of_draft,
};
use crate::wording::{self, sessions::line};

mod boxes;
mod check;
mod episode;
mod repeat;
mod template;
mod used;

pub use check::check_session;
pub use repeat::repeat_session;
pub use template::use_template;

/// Visits among which the last one that was held is looked for.
const LOOK_BACK: u32 = 8;

/// Begins a session now, or goes on with the one that is not signed yet.
///
/// Nothing clinical is filled in: the date, the time, the one condition the patient is registered with, and the
/// one episode of care that is open.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn start_session(filiform: &Filiform, asked: StartSession) -> Result<DraftPage, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let draft = begun(filiform, open, asked.patient)?;
        page(filiform, open, draft)
    })
}

/// The session of this patient that is not signed yet, or a new one.
fn begun(filiform: &Filiform, open: &Open, patient: PatientId) -> Result<KeptDraft, Error> {
    let now = filiform.now();
    let known = open.store.patient(patient)?.ok_or(Error::Gone)?;
    let mine = open.store.drafts(open.me)?.into_iter();
    let unsigned = mine
        .into_iter()
        .find(|draft| draft.kind == SESSION && draft.patient == Some(patient));
    if let Some(draft) = unsigned {
        return Ok(draft);
    }
    let body = SessionDraft {
        date: now.date().to_string(),
        time: now.clock(),
        episode: episode::only_open(open, patient)?,
        condition: only_condition(&known.patient.conditions),
        ..SessionDraft::default()
    };
    let id = DraftId::new(now.utc_ms, filiform.random()?);
    let body = serde_json::to_string(&body).map_err(|_| Error::UnreadableCommand)?;
    let mut draft = kept(open, now, id, SESSION, Some(patient), body);
    draft.rev = open.store.keep_draft(&draft)?;
    Ok(draft)
}

/// The condition the patient is registered with, when there is just one: the record's own words, in sight and
/// to be changed.
fn only_condition(conditions: &[Complaint]) -> String {
    match conditions {
        [only] => only.condition.clone(),
        _ => String::new(),
    }
}

/// Keeps what is typed. When this has answered, the words survive a power cut.
///
/// # Errors
/// [`Error::Stale`] when another window kept a newer revision; nothing is overwritten then.
pub fn keep_draft(filiform: &Filiform, typed: KeepDraft) -> Result<DraftKept, Error> {
    let now = filiform.now();
    let body = read_body(&typed)?;
    filiform.with_open_as(right_of_draft(&typed.kind), |open| {
        let id = match typed.draft {
            Some(id) => id,
            None => DraftId::new(now.utc_ms, filiform.random()?),
        };
        let draft = KeptDraft {
            rev: typed.rev,
            caret: typed.caret,
            ..kept(open, now, id, &typed.kind, typed.patient, body)
        };
        let rev = open.store.keep_draft(&draft).map_err(stale)?;
        Ok(DraftKept {
            id,
            rev,
            kept_at: wording::clock_with_seconds(now),
        })
    })
}

/// Opens a draft to go on with.
///
/// # Errors
/// [`Error::Gone`] when it was signed or discarded.
pub fn open_draft(filiform: &Filiform, which: WhichDraft) -> Result<DraftPage, Error> {
    filiform.with_open_as(Right::OwnSeat, |open| {
        let draft = mine(filiform, open, which.draft)?;
        open.store.handed_draft_is_opened(draft.id)?;
        page(filiform, open, draft)
    })
}

/// Sets a draft aside. [`restore_draft`] takes it back.
///
/// # Errors
/// [`Error::Gone`] when it was signed or discarded before.
pub fn discard_draft(filiform: &Filiform, which: WhichDraft) -> Result<Nothing, Error> {
    filiform.with_open_as(Right::OwnSeat, |open| {
        mine(filiform, open, which.draft)?;
        open.store.discard_draft(which.draft)?;
        Ok(Nothing {})
    })
}

/// Takes back a draft that was set aside.
///
/// # Errors
/// [`Error::Gone`] when there is none.
pub fn restore_draft(filiform: &Filiform, which: WhichDraft) -> Result<DraftPage, Error> {
    filiform.with_open_as(Right::OwnSeat, |open| {
        open.store.restore_draft(which.draft)?;
        let draft = mine(filiform, open, which.draft)?;
        page(filiform, open, draft)
    })
}

/// One's own draft, of a kind that one may write.
fn mine(filiform: &Filiform, open: &Open, id: DraftId) -> Result<KeptDraft, Error> {
    let draft = open.store.draft(id)?;
    let draft = draft.filter(|draft| draft.author == open.me);
    let draft = draft.ok_or(Error::Gone)?;
    open.sight(right_of_draft(&draft.kind), filiform.today())?;
    Ok(draft)
}

fn kept(
    open: &Open,
    now: Instant,
    id: DraftId,
    kind: &str,
    patient: Option<PatientId>,
    body: String,
) -> KeptDraft {
    KeptDraft {
        id,
        kind: kind.to_owned(),
        patient,
        author: open.me,
        rev: 0,
        body,
        caret: None,
        kept_at: now,
    }
}

/// A draft's body is kept only in a shape that can be opened again.
fn read_body(typed: &KeepDraft) -> Result<String, Error> {
    let text = typed.body.to_string();
    let readable = match (typed.kind.as_str(), typed.patient) {
        (SESSION, _) => SessionDraft::deserialize(&typed.body).is_ok(),
        (SCREENING, Some(_)) => ScreeningDraft::deserialize(&typed.body).is_ok(),
        (CONSENT, Some(_)) => ConsentDraft::deserialize(&typed.body).is_ok(),
        (CONTACT, Some(_)) => ContactDraft::deserialize(&typed.body).is_ok(),
        (EPISODE, Some(_)) => EpisodeTyped::deserialize(&typed.body).is_ok(),
        (SCORE, Some(_)) => ScoreDraft::deserialize(&typed.body).is_ok(),
        (EVENT, Some(_)) => ReportedEventDraft::deserialize(&typed.body).is_ok(),
        (CORRECTION, Some(_)) => CorrectionDraft::deserialize(&typed.body).is_ok(),
        (ADDENDUM, Some(_)) => AddendumDraft::deserialize(&typed.body).is_ok(),
        (VOID, Some(_)) => VoidDraft::deserialize(&typed.body).is_ok(),
        (PATIENT, None) => PatientDraft::deserialize(&typed.body).is_ok(),
        (SETTINGS, None) => SettingsTyped::deserialize(&typed.body).is_ok(),
        (PERSON, None) => TherapistToAdd::deserialize(&typed.body).is_ok(),
        (ATTACHMENT, Some(_)) => AttachmentDraft::deserialize(&typed.body).is_ok(),
        (NOT_HELD, Some(_)) => NotHeldDraft::deserialize(&typed.body).is_ok(),
        (LETTER, Some(_)) => LetterTyped::deserialize(&typed.body).is_ok(),
        (PATIENT, Some(_)) => PatientChange::deserialize(&typed.body).is_ok(),
        _ => false,
    };
    if readable {
        Ok(text)
    } else {
        Err(Error::UnreadableCommand)
    }
}

fn stale(error: StoreError) -> Error {
    if error == StoreError::StaleDraft {
        Error::Stale
    } else {
        error.into()
    }
}

fn page(filiform: &Filiform, open: &Open, draft: KeptDraft) -> Result<DraftPage, Error> {
    let patient = draft
        .patient
        .map(|id| open.store.patient(id))
        .transpose()?
        .flatten();
    // A registration shows nothing of the notes, whoever types it.
    let noted = draft.patient.filter(|_| draft.kind != PATIENT);
    let visits = noted
        .map(|id| open.store.course(id))
        .transpose()?
        .unwrap_or_default()
        .sessions;
    let last = noted
        .map(|id| open.store.history(id, None, LOOK_BACK))
        .transpose()?;
    let recent = last.map(|page| page.sessions).unwrap_or_default();
    let mut held: Vec<HistorySession> = recent.into_iter().filter(HistorySession::counts).collect();
    // A correction looks back from the visit it corrects, not from today.
    let correcting = open.correcting(filiform, &draft)?;
    if let Some((signed, ..)) = &correcting {
        held.retain(|visit| visit.started.utc_ms < signed.session.started.utc_ms);
    }
    let last_settings = last_settings(filiform.catalogue(), &held);
    let last = (!held.is_empty()).then(|| held.swap_remove(0));
    let last_note = last.as_ref().map(|visit| open.store.session(visit.id));
    let last_note = last_note.transpose()?.flatten();
    let born = patient.as_ref().map(|kept| filiform.born_words(kept));
    let (mut session, registration, based_on) = typed_in(&draft);
    let mut used = last_note.map_or_else(Vec::new, |signed| used::fields(&signed.session.note));
    let correcting = correcting.map(|(_, correcting, typed)| {
        // The form opens where the note has something to correct.
        used = used::fields(&typed.note);
        session = Some(typed.note);
        correcting
    });
    let of = draft.patient;
    let episodes = of.map(|id| episode::choices(filiform, open, id, session.as_ref()));
    let me = open.therapist(open.me)?;
    let templates = me.templates.into_iter().map(|template| template.condition);
    Ok(DraftPage {
        id: draft.id,
        rev: draft.rev,
        patient: draft.patient,
        name: patient.as_ref().map(|kept| kept.patient.listed_name()),
        born,
        visit: visits.saturating_add(1),
        session,
        registration,
        based_on,
        caret: draft.caret,
        kept_at: wording::clock_with_seconds(draft.kept_at),
        last: last.map(|session| line(filiform.catalogue(), session)),
        last_settings,
        used,
        correcting,
        episodes: episodes.transpose()?.unwrap_or_default(),
        phrases: me.phrases,
        templates: templates.collect(),
    })
}

/// Needle and technique that each target of the last visits had the last time. Never a depth, a number of
/// passes, a time or a current: the app proposes no dose.
fn last_settings(catalogue: &Catalogue, visits: &[HistorySession]) -> Vec<LastSettings> {
    let mut settings: Vec<LastSettings> = Vec::new();
    for visit in visits {
        for site in visit.sites.iter().filter(|site| site.own_target.is_none()) {
            let known = |row: &LastSettings| row.target == site.target && row.side == site.side;
            if settings.iter().any(known) {
                continue;
            }
            let techniques = site.techniques.iter();
            let techniques: Vec<String> = techniques
                .map(|id| wording::technique(catalogue, id))
                .collect();
            settings.push(LastSettings {
                target: site.target.clone(),
                side: site.side,
                needle: site.needle.to_string(),
                techniques: site.techniques.clone(),
                date: visit.started.date().words(),
                words: format!("{} · {}", site.needle.words(), techniques.join(", ")),
            });
        }
    }
    settings
}

/// What was typed: a session, or a person's details with what a change of them was begun from.
fn typed_in(draft: &KeptDraft) -> (Option<SessionDraft>, Option<PatientDraft>, Option<u32>) {
    if draft.kind == CORRECTION {
        return (None, None, None);
    }
    if draft.kind == SESSION {
        return (forward::session_draft(&draft.body), None, None);
    }
    if draft.patient.is_none() {
        return (None, serde_json::from_str(&draft.body).ok(), None);
    }
    match serde_json::from_str::<PatientChange>(&draft.body) {
        Ok(change) => (None, Some(change.patient), Some(change.based_on)),
        // Early drafts did not say what they were begun from: they may be read, and count as overtaken.
        Err(_) => (None, serde_json::from_str(&draft.body).ok(), Some(0)),
    }
}
