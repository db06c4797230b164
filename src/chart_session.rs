//! Chart a session: begin or go on with a draft, keep what is typed, check it while it is typed.
//!
//! A draft is kept after every pause and survives a lock, a crash and a power cut.

use filiform_domain::ids::{DraftId, PatientId};
use filiform_domain::patient::PatientDraft;
use filiform_domain::session::SessionDraft;
use filiform_domain::site::{Side, SiteDraft};
use filiform_domain::time::Instant;
use filiform_domain::vocabulary::Vocabulary;
use filiform_store::{KeptDraft, StoreError};
use serde::Deserialize;

use crate::Filiform;
use crate::contract::{
    CheckSession, DraftKept, DraftPage, KeepDraft, Nothing, PatientChange, SessionChecked,
    SiteLine, StartSession, WhichDraft,
};
use crate::error::Error;
use crate::practice::{Open, PATIENT, SESSION};
use crate::wording::{
    self,
    sessions::{line, row_words},
};

/// Begins a session now, or goes on with the one that is not signed yet.
///
/// Nothing clinical is filled in: the date, the time, and nothing else.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn start_session(filiform: &Filiform, asked: StartSession) -> Result<DraftPage, Error> {
    let now = filiform.now();
    filiform.with_open(|open| {
        open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let mine = open.store.drafts(open.me)?.into_iter();
        let unsigned = mine
            .into_iter()
            .find(|draft| draft.kind == SESSION && draft.patient == Some(asked.patient));
        if let Some(draft) = unsigned {
            return page(filiform, open, draft);
        }
        let body = SessionDraft {
            date: now.date().to_string(),
            time: now.clock(),
            ..SessionDraft::default()
        };
        let id = DraftId::new(now.utc_ms, filiform.random()?);
        let body = serde_json::to_string(&body).map_err(|_| Error::UnreadableCommand)?;
        let mut draft = kept(open, now, id, SESSION, Some(asked.patient), body);
        draft.rev = open.store.keep_draft(&draft)?;
        page(filiform, open, draft)
    })
}

/// Keeps what is typed. When this has answered, the words survive a power cut.
///
/// # Errors
/// [`Error::Stale`] when another window kept a newer revision; nothing is overwritten then.
pub fn keep_draft(filiform: &Filiform, typed: KeepDraft) -> Result<DraftKept, Error> {
    let now = filiform.now();
    let body = read_body(&typed)?;
    filiform.with_open(|open| {
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
    filiform.with_open(|open| {
        let draft = open
            .store
            .draft(which.draft)?
            .filter(|draft| draft.author == open.me)
            .ok_or(Error::Gone)?;
        page(filiform, open, draft)
    })
}

/// Sets a draft aside. [`restore_draft`] takes it back.
///
/// # Errors
/// [`Error::Gone`] when it was signed or discarded before.
pub fn discard_draft(filiform: &Filiform, which: WhichDraft) -> Result<Nothing, Error> {
    filiform.with_open(|open| {
        open.store
            .draft(which.draft)?
            .filter(|draft| draft.author == open.me)
            .ok_or(Error::Gone)?;
        open.store.discard_draft(which.draft)?;
        Ok(Nothing {})
    })
}

/// Takes back a draft that was set aside.
///
/// # Errors
/// [`Error::Gone`] when there is none.
pub fn restore_draft(filiform: &Filiform, which: WhichDraft) -> Result<DraftPage, Error> {
    filiform.with_open(|open| {
        let draft = open.store.restore_draft(which.draft)?;
        page(filiform, open, draft)
    })
}

/// Says what still stands between a draft and a signed session, while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_session(filiform: &Filiform, typed: CheckSession) -> Result<SessionChecked, Error> {
    let catalogue = filiform.catalogue();
    let draft = &typed.session;
    let problems = filiform.with_open(|open| {
        let kept = open.store.patient(typed.patient)?.ok_or(Error::Gone)?;
        let offset_at = |local| filiform.host.clock.offset_at(local);
        let checked = draft.checked(&filiform.signing(open, &kept, &offset_at)?);
        Ok(checked.err().unwrap_or_default())
    })?;
    let over_lung = draft
        .sites
        .iter()
        .filter_map(|site| catalogue.target(&site.target));
    let mut over_lung: Vec<String> = over_lung
        .filter(|facts| facts.pleura)
        .map(|facts| facts.name)
        .collect();
    over_lung.dedup();
    Ok(SessionChecked {
        problems,
        gaps: draft.gaps(),
        needles_of_rows: draft.needles_of_rows(),
        over_lung,
        rows: draft
            .sites
            .iter()
            .map(|site| typed_row_words(filiform, site))
            .collect(),
    })
}

/// A row as it reads so far; what is still open is left out.
fn typed_row_words(filiform: &Filiform, site: &SiteDraft) -> String {
    let catalogue = filiform.catalogue();
    let side = site.side.unwrap_or(Side::Midline);
    let needle = site.needle.parse().map_or_else(
        |_| site.needle.clone(),
        filiform_domain::quantity::NeedleSize::words,
    );
    let count = site.twitches.and_then(|n| u8::try_from(n).ok());
    let line = SiteLine {
        target: wording::target(catalogue, &site.target, side),
        point: filled(&site.point),
        needle,
        needles: site.needles.and_then(|n| u8::try_from(n).ok()).unwrap_or(1),
        technique: wording::technique(catalogue, &site.technique),
        twitch: wording::twitch(
            site.twitch
                .or(count.map(|_| filiform_domain::site::Twitch::Seen)),
            count,
        ),
        note: filled(&site.note),
    };
    row_words(&line, side == Side::Both).replace(" ·  · ", " · ")
}

fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
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
        (PATIENT, None) => PatientDraft::deserialize(&typed.body).is_ok(),
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
    let visits = draft
        .patient
        .map(|id| open.store.course(id))
        .transpose()?
        .unwrap_or_default()
        .sessions;
    let last = draft
        .patient
        .map(|id| open.store.history(id, None, 1))
        .transpose()?;
    let last = last.and_then(|page| page.sessions.into_iter().next());
    let born = patient.as_ref().map(|kept| {
        let age = kept
            .patient
            .birth_date
            .age_on(filiform.today())
            .unwrap_or_default();
        format!("{} ({age})", kept.patient.birth_date.words())
    });
    let (session, registration, based_on) = typed_in(&draft);
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
    })
}

/// What was typed: a session, or a person's details with what a change of them was begun from.
fn typed_in(draft: &KeptDraft) -> (Option<SessionDraft>, Option<PatientDraft>, Option<u32>) {
    if draft.kind == SESSION {
        return (serde_json::from_str(&draft.body).ok(), None, None);
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
