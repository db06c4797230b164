//! Today: what is not signed yet, who was seen, what needs attention.

use chrono::TimeDelta;
use filiform_domain::forward;
use filiform_domain::ids::DraftId;
use filiform_domain::patient::PatientDraft;
use filiform_domain::role::Right;
use filiform_domain::time::CalendarDate;
use filiform_store::{Handed, KeptDraft, SeenSession, WhatIsDue};

use crate::Filiform;
use crate::contract::{AttentionLine, Nothing, Today, TodayDraft, TodayHanded, TodaySession};
use crate::error::Error;
use crate::practice::{Open, SESSION, Sight, is_on_today, session_of_draft};
use crate::wording::{self, episodes};

/// A day in milliseconds.
const DAY_MS: i64 = 86_400_000;
/// So many lines of what needs attention are shown, what is overdue first.
const EACH: u32 = 30;

/// The first screen.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice.
pub fn today(filiform: &Filiform, _: Nothing) -> Result<Today, Error> {
    let now = filiform.now();
    let midnight =
        now.utc_ms - (now.utc_ms + i64::from(now.offset_minutes) * 60_000).rem_euclid(DAY_MS);
    filiform.with_sight_as(Right::OwnSeat, |open, sight| {
        let drafts = open.store.drafts(open.me)?;
        let handed = open.store.handed()?;
        let seen = open.store.seen_on(midnight, midnight + DAY_MS)?;
        let me = open.therapist(open.me)?;
        let (attention, more_attention) = match sight {
            Sight::Whole => attention(open, now.date())?,
            Sight::Demographics | Sight::Chosen(_) => (Vec::new(), false),
        };
        Ok(Today {
            date: now.date().words(),
            drafts: drafts
                .into_iter()
                .filter(|draft| is_on_today(&draft.kind))
                .map(|draft| draft_line(open, draft, &handed, now.date()))
                .collect::<Result<_, _>>()?,
            handed: given_away(open, &handed, now.date())?,
            seen: seen
                .into_iter()
                .filter(|session| sight.sees(session.patient) && sight.lists(now.date()))
                .map(|session| seen_line(filiform, sight, session))
                .collect(),
            warnings: wording::expiry_warnings(&me, now.date()),
            attention,
            more_attention,
            backup: filiform.backup_line()?,
            patients: open.store.patient_count()?,
        })
    })
}

/// What needs attention, and whether there is more of it than is shown.
fn attention(open: &Open, today: CalendarDate) -> Result<(Vec<AttentionLine>, bool), Error> {
    let in_days = |days: i64| CalendarDate(today.0 + TimeDelta::days(days));
    let due = WhatIsDue {
        ending_by: in_days(episodes::SOON),
        visits_left: episodes::FEW_VISITS,
        reassess_by: in_days(episodes::REASSESS_SOON),
        scored_by: in_days(-episodes::DAYS_BETWEEN_SCORES),
        visits_since_score: episodes::VISITS_BETWEEN_SCORES,
    };
    let found = open.store.attention(&due, EACH + 1)?;
    let most = EACH as usize;
    let of_kind = |kind| found.iter().filter(|line| line.kind == kind).count();
    let not_all = found.iter().any(|line| of_kind(line.kind) > most);
    let mut lines = episodes::attention(found, today);
    let more = not_all || lines.len() > most;
    lines.truncate(most);
    Ok((lines, more))
}

/// What I handed over and nobody has opened yet.
fn given_away(
    open: &Open,
    handed: &[Handed],
    today: CalendarDate,
) -> Result<Vec<TodayHanded>, Error> {
    let mine = handed
        .iter()
        .filter(|handed| handed.by == open.me && handed.to != open.me && !handed.opened);
    let line = |handed: &Handed| {
        let draft = open.store.draft(handed.draft)?;
        let patient = draft.and_then(|draft| draft.patient);
        let patient = patient.map(|id| open.store.patient(id)).transpose()?;
        Ok(TodayHanded {
            draft: handed.draft,
            name: patient
                .flatten()
                .map(|kept| kept.patient.listed_name())
                .unwrap_or_default(),
            to: open.signer_words(handed.to)?,
            at: wording::moment(handed.at, today),
        })
    };
    mine.map(line).collect()
}

/// "B. Chen, PT, today 10:42", when a colleague handed this draft to me.
fn handed_by(
    open: &Open,
    draft: DraftId,
    handed: &[Handed],
    today: CalendarDate,
) -> Result<Option<String>, Error> {
    let given = handed
        .iter()
        .find(|handed| handed.draft == draft && handed.by != open.me);
    let words = |given: &Handed| {
        let by = open.signer_words(given.by)?;
        Ok(format!("{by}, {}", wording::moment(given.at, today)))
    };
    given.map(words).transpose()
}

fn draft_line(
    open: &Open,
    draft: KeptDraft,
    handed: &[Handed],
    today: CalendarDate,
) -> Result<TodayDraft, Error> {
    let handed_over = handed_by(open, draft.id, handed, today)?;
    let patient = draft
        .patient
        .map(|id| open.store.patient(id))
        .transpose()?
        .flatten();
    let (name, sites) = match (patient, draft.kind == SESSION) {
        (Some(kept), true) => {
            let typed = forward::session_draft(&draft.body).unwrap_or_default();
            (kept.patient.listed_name(), typed.sites.len())
        }
        (Some(kept), false) => (kept.patient.listed_name(), 0),
        (None, _) => {
            let typed: PatientDraft = serde_json::from_str(&draft.body).unwrap_or_default();
            let parts = [typed.family_name.trim(), typed.given_name.trim()];
            (
                parts
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", "),
                0,
            )
        }
    };
    Ok(TodayDraft {
        draft: draft.id,
        session: session_of_draft(&draft),
        kind: draft.kind,
        patient: draft.patient,
        name,
        kept: wording::moment(draft.kept_at, today),
        sites: u32::try_from(sites).unwrap_or(u32::MAX),
        handed_over,
    })
}

fn seen_line(filiform: &Filiform, sight: &Sight, session: SeenSession) -> TodaySession {
    let clinical = sight.is_clinical();
    let region = clinical.then(|| wording::region(filiform.catalogue(), &session.region));
    TodaySession {
        session: session.id,
        patient: session.patient,
        name: format!("{}, {}", session.family_name, session.given_name),
        time: session.started.clock(),
        region: region.unwrap_or_default(),
        sites: if clinical { session.sites } else { 0 },
    }
}
