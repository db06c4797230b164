//! Review the caseload: what waits, what was done in a month, what went wrong, and how care ended. Everything is read
//! from totals; no visit is looked at.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use filiform_domain::ids::TherapistId;
use filiform_domain::month::Month;
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_domain::time::CalendarDate;
use filiform_store::{
    Attention, AttentionKind, CaseloadTotals, DraftTotal, KeptTherapist, UnbilledVisit, VisitTotal,
    WhatIsDue,
};

use crate::Filiform;
use crate::contract::{
    AttentionLine, CaseloadPage, CodeMonth, DraftsWaiting, MonthDone, ReviewCaseload,
    TherapistMonth, UnbilledLine, Waiting, Warning,
};
use crate::error::Error;
use crate::practice::{Open, SESSION, is_on_today};
use crate::wording::{self, caseload, episodes};

/// So many lines of what waits are shown of each kind.
const EACH: u32 = 100;
/// So many visits without a code are listed.
const UNBILLED: u32 = 50;
/// The months before the one that is looked at that are counted with it.
const BEFORE: u32 = 11;

/// The caseload as it stands now, with one month and the year that it ends.
///
/// # Errors
/// [`Error::Locked`], a damaged practice, or [`Error::Fields`] for a month that is none or has not begun.
pub fn review_caseload(filiform: &Filiform, asked: ReviewCaseload) -> Result<CaseloadPage, Error> {
    let today = filiform.today();
    let month = asked_month(&asked.month, today)?;
    let first = month.before(BEFORE);
    filiform.with_open_as(Right::Chart, |open| {
        let totals = open.store.caseload((first, month), UNBILLED)?;
        let people = People::of(open)?;
        let catalogue = filiform.catalogue();
        Ok(CaseloadPage {
            month: month.to_string(),
            month_words: month.words(),
            previous: month.before(1).to_string(),
            next: (month < Month::of(today)).then(|| month.next().to_string()),
            waiting: waiting(open, &people, &totals.drafts, today)?,
            events: caseload::events(catalogue, totals.held, &totals.events),
            conditions: caseload::conditions(catalogue, &totals.episodes),
            done: done(&people, totals),
            span_words: format!("{} to {}", first.words(), month.words()),
            caution: caseload::CAUTION.to_owned(),
        })
    })
}

fn asked_month(typed: &str, today: CalendarDate) -> Result<Month, Error> {
    let present = Month::of(today);
    if typed.trim().is_empty() {
        return Ok(present);
    }
    let read: Option<Month> = typed.trim().parse().ok();
    read.filter(|month| *month <= present).ok_or_else(|| {
        Error::Fields(vec![Problem {
            path: "month".to_owned(),
            code: "not-a-month".to_owned(),
            message: "Write a month that has begun as 2026-11.".to_owned(),
        }])
    })
}

/// Everybody who ever worked here, as they sign.
struct People {
    kept: Vec<KeptTherapist>,
    names: BTreeMap<TherapistId, String>,
}

impl People {
    fn of(open: &Open) -> Result<Self, Error> {
        let kept = open.store.therapists()?;
        let name = |kept: &KeptTherapist| {
            let parts = [
                kept.therapist.name.as_str(),
                kept.therapist.credentials.as_str(),
            ];
            let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            (kept.id, filled.join(", "))
        };
        let names = kept.iter().map(name).collect();
        Ok(Self { kept, names })
    }

    fn name(&self, id: TherapistId) -> String {
        self.names.get(&id).cloned().unwrap_or_default()
    }
}

fn waiting(
    open: &Open,
    people: &People,
    drafts: &[DraftTotal],
    today: CalendarDate,
) -> Result<Waiting, Error> {
    let in_days = |days: i64| CalendarDate(today.0 + TimeDelta::days(days));
    let due = WhatIsDue {
        ending_by: in_days(episodes::SOON),
        visits_left: 0,
        reassess_by: in_days(-1),
        scored_by: in_days(-episodes::DAYS_BETWEEN_SCORES),
        visits_since_score: episodes::VISITS_BETWEEN_SCORES,
    };
    let found = open.store.attention(&due, EACH)?;
    let of = |kind| lines(&found, kind, today);
    Ok(Waiting {
        drafts: drafts_waiting(people, drafts),
        plans: of(AttentionKind::Plan),
        reassessments: of(AttentionKind::Reassessment),
        certifications: of(AttentionKind::Certification),
        licences: licences(people, today),
    })
}

fn lines(found: &[Attention], kind: AttentionKind, today: CalendarDate) -> Vec<AttentionLine> {
    let of_kind = found.iter().filter(|line| line.kind == kind).cloned();
    episodes::attention(of_kind.collect(), today)
}

/// One line a person, the longest waiting first.
fn drafts_waiting(people: &People, drafts: &[DraftTotal]) -> Vec<DraftsWaiting> {
    let mut by_author: BTreeMap<TherapistId, Vec<&DraftTotal>> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| is_on_today(&draft.kind)) {
        by_author.entry(draft.author).or_default().push(draft);
    }
    let mut lines: Vec<(i64, DraftsWaiting)> = Vec::new();
    for (author, drafts) in by_author {
        let count = |is_note: bool| -> u32 {
            let of_kind = drafts
                .iter()
                .filter(|draft| (draft.kind == SESSION) == is_note);
            of_kind.map(|draft| draft.drafts).sum()
        };
        let parts = [(count(true), "note"), (count(false), "other draft")];
        let filled = parts.into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = filled
            .map(|(count, one)| caseload::counted(count, one))
            .collect();
        let oldest = drafts
            .iter()
            .map(|draft| draft.oldest)
            .min_by_key(|oldest| oldest.utc_ms);
        let Some(oldest) = oldest else { continue };
        let line = DraftsWaiting {
            who: people.name(author),
            what: words.join(", "),
            since: oldest.date().words(),
        };
        lines.push((oldest.utc_ms, line));
    }
    lines.sort_by_key(|(since, _)| *since);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Of those who work here now.
fn licences(people: &People, today: CalendarDate) -> Vec<Warning> {
    let here = people.kept.iter().filter(|kept| kept.removed_at.is_none());
    let named = here.flat_map(|kept| {
        let name = kept.therapist.name.clone();
        let warnings = wording::expiry_warnings(&kept.therapist, today).into_iter();
        warnings.map(move |Warning { code, message }| Warning {
            code,
            message: format!("{name}: {message}"),
        })
    });
    named.collect()
}

fn done(people: &People, totals: CaseloadTotals) -> MonthDone {
    let unbilled_total = totals.visits.iter().map(|row| row.unbilled).sum();
    let code = |row: filiform_store::CodeTotal| CodeMonth {
        who: people.name(row.therapist),
        code: row.code,
        lines: row.lines,
        units: row.units,
    };
    MonthDone {
        therapists: therapists(people, &totals.visits),
        codes: totals.codes.into_iter().map(code).collect(),
        unbilled: totals.unbilled.into_iter().map(unbilled).collect(),
        unbilled_total,
    }
}

fn therapists(people: &People, visits: &[VisitTotal]) -> Vec<TherapistMonth> {
    let row = |visit: &VisitTotal| TherapistMonth {
        who: people.name(visit.therapist),
        held: visit.held,
        not_held: visit.not_held,
        unbilled: visit.unbilled,
    };
    let mut rows: Vec<TherapistMonth> = visits.iter().map(row).collect();
    rows.sort_by(|one, other| one.who.cmp(&other.who));
    if rows.len() > 1 {
        rows.push(TherapistMonth {
            who: "All".to_owned(),
            held: visits.iter().map(|visit| visit.held).sum(),
            not_held: visits.iter().map(|visit| visit.not_held).sum(),
            unbilled: visits.iter().map(|visit| visit.unbilled).sum(),
        });
    }
    rows
}

fn unbilled(visit: UnbilledVisit) -> UnbilledLine {
    UnbilledLine {
        session: visit.session,
        patient: visit.patient,
        name: format!("{}, {}", visit.family_name, visit.given_name),
        date: visit.started.date().words(),
    }
}
