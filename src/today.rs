//! Today: what is not signed yet, who was seen, what needs attention.

use chrono::TimeDelta;
use filiform_domain::forward;
use filiform_domain::patient::PatientDraft;
use filiform_domain::time::CalendarDate;
use filiform_store::{KeptDraft, SeenSession, WhatIsDue};

use crate::Filiform;
use crate::contract::{AttentionLine, Nothing, Today, TodayDraft, TodaySession};
use crate::error::Error;
use crate::practice::{Open, SESSION, is_on_today};
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
    filiform.with_open(|open| {
        let drafts = open.store.drafts(open.me)?;
        let seen = open.store.seen_on(midnight, midnight + DAY_MS)?;
        let me = open.therapist(open.me)?;
        let (attention, more_attention) = attention(open, now.date())?;
        Ok(Today {
            date: now.date().words(),
            drafts: drafts
                .into_iter()
                .filter(|draft| is_on_today(&draft.kind))
                .map(|draft| draft_line(open, draft, now.date()))
                .collect::<Result<_, _>>()?,
            seen: seen
                .into_iter()
                .map(|session| seen_line(filiform, session))
                .collect(),
            warnings: wording::expiry_warnings(&me, now.date()),
            attention,
            more_attention,
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

fn draft_line(open: &Open, draft: KeptDraft, today: CalendarDate) -> Result<TodayDraft, Error> {
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
        kind: draft.kind,
        patient: draft.patient,
        name,
        kept: wording::moment(draft.kept_at, today),
        sites: u32::try_from(sites).unwrap_or(u32::MAX),
    })
}

fn seen_line(filiform: &Filiform, session: SeenSession) -> TodaySession {
    TodaySession {
        session: session.id,
        patient: session.patient,
        name: format!("{}, {}", session.family_name, session.given_name),
        time: session.started.clock(),
        region: wording::region(filiform.catalogue(), &session.region),
        sites: session.sites,
    }
}
