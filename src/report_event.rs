//! Report an adverse event that was heard of after the visit, linked to its session, dated when heard.
//!
//! The signed note stays as it was. "None, asked" in a note is about leaving the room; what came later is
//! an entry of its own.

use filiform_catalogue::{Catalogue, Severity as Listed};
use filiform_domain::entry::{Access, Entry};
use filiform_domain::event::Severity;
use filiform_domain::ids::{PatientId, ReportedEventId, SessionId};
use filiform_domain::problem::Problem;
use filiform_domain::reported_event::{ReportedEvent, ReportedEventDraft, Reporting, STAFF_EVENT};
use filiform_domain::role::Right;
use filiform_domain::time::Instant;
use filiform_store::{Happened, KeptPatient, Write};

use crate::Filiform;
use crate::contract::{
    CheckReport, FormKept, LaterEventKind, ProblemList, ReportEvent, ReportForm, ReportedEventPage,
    SessionChoice, StartReport, WhichEvent,
};
use crate::error::Error;
use crate::practice::{EVENT, Open, form_kept};
use crate::wording::{self, between::moment};

/// Sessions that are offered to choose from, newest first. An older one is reached from its own page.
const OFFERED: u32 = 200;

/// Begins a report now, or goes on with the one that is not finished yet. Nothing is kept before something
/// is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn open_report_form(filiform: &Filiform, asked: StartReport) -> Result<ReportForm, Error> {
    let now = filiform.now();
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let blank = ReportedEventDraft {
            heard_date: now.date().to_string(),
            heard_time: now.clock(),
            ..ReportedEventDraft::default()
        };
        let (kept_draft, mut event) = match open.unfinished(EVENT, asked.patient)? {
            Some((draft, typed)) => (form_kept(draft), typed),
            None => (FormKept::default(), blank),
        };
        if let Some(session) = asked.session
            && event.session.is_empty()
            && !event.session_not_known
        {
            event.session = session.to_string();
        }
        Ok(ReportForm {
            patient: kept.id,
            name: kept.patient.listed_name(),
            born: filiform.born_words(&kept),
            sessions: choices(filiform, open, &kept, &event)?,
            event,
            kept: kept_draft,
            kinds: kinds(filiform.catalogue()),
        })
    })
}

/// Says what is wrong with a report while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_report(filiform: &Filiform, typed: CheckReport) -> Result<ProblemList, Error> {
    let id = ReportedEventId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let problems = checked(filiform, open, (id, typed.patient), &typed.event)?.err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// Signs a report and keeps it.
///
/// # Errors
/// Every fault at its field; nothing is kept then. [`Error::Gone`] when there is no such patient.
pub fn report_event(filiform: &Filiform, typed: ReportEvent) -> Result<ReportedEventPage, Error> {
    let id = ReportedEventId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let event = checked(filiform, open, (id, typed.patient), &typed.event)?;
        let event = event.map_err(Error::Fields)?;
        let write = Write {
            entries: vec![Entry::EventReported(Box::new(event))],
            finish_draft: typed.draft,
        };
        open.store.transact(&filiform.stamp(open), write)?;
        page(filiform, open, id)
    })
}

/// One later event in full.
///
/// # Errors
/// [`Error::Gone`] when there is no such event.
pub fn open_reported_event(
    filiform: &Filiform,
    which: WhichEvent,
) -> Result<ReportedEventPage, Error> {
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        let kept = open.store.reported_event(which.event)?.ok_or(Error::Gone)?;
        sight.require(kept.happened.patient())?;
        if !sight.reads(kept.happened.at().date()) {
            return Err(Error::Gone);
        }
        let page = page(filiform, open, which.event)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(page.words.patient),
            times: 1,
        });
        Ok(page)
    })
}

fn page(filiform: &Filiform, open: &Open, id: ReportedEventId) -> Result<ReportedEventPage, Error> {
    let kept = open.store.reported_event(id)?.ok_or(Error::Gone)?;
    let Happened::Event(event) = &kept.happened else {
        return Err(Error::Gone);
    };
    Ok(ReportedEventPage {
        id,
        event: event.to_draft(),
        words: filiform.between_words(open, &kept)?,
    })
}

/// The event as it may be kept, or its faults.
fn checked(
    filiform: &Filiform,
    open: &Open,
    (id, patient): (ReportedEventId, PatientId),
    typed: &ReportedEventDraft,
) -> Result<Result<ReportedEvent, Vec<Problem>>, Error> {
    let kept = open.store.patient(patient)?.ok_or(Error::Gone)?;
    let chosen = match typed.session.trim().parse::<SessionId>() {
        Ok(session) => start_of(open, patient, session)?.map(|started| (session, started)),
        Err(_) => None,
    };
    let offset_at = |local| filiform.host.clock.offset_at(local);
    let reporting = Reporting {
        between: filiform.between(&kept, &offset_at),
        session_start: &|id| chosen.filter(|(chosen, _)| *chosen == id).map(|(_, at)| at),
        usual_severity: &|kind| usual_severity(filiform.catalogue(), kind),
    };
    Ok(typed.checked(id, &reporting))
}

/// When a session of this patient began.
fn start_of(open: &Open, patient: PatientId, session: SessionId) -> Result<Option<Instant>, Error> {
    let signed = open.store.session(session)?;
    let theirs =
        signed.filter(|signed| signed.session.patient == patient && signed.voided.is_none());
    Ok(theirs.map(|signed| signed.session.started))
}

/// The newest sessions, and the one that is chosen when it is older than these.
fn choices(
    filiform: &Filiform,
    open: &Open,
    kept: &KeptPatient,
    event: &ReportedEventDraft,
) -> Result<Vec<SessionChoice>, Error> {
    let words = |started: Instant, region: &str| {
        let region = wording::region(filiform.catalogue(), region);
        format!("{} · {region}", moment(started))
    };
    let newest = open.store.history(kept.id, None, OFFERED)?.sessions;
    let mut offered: Vec<SessionChoice> = newest
        .iter()
        .filter(|visit| visit.voided.is_none())
        .map(|visit| SessionChoice {
            id: visit.id,
            words: words(visit.started, &visit.region),
        })
        .collect();
    let chosen = event.session.trim().parse::<SessionId>().ok();
    if let Some(id) = chosen.filter(|id| offered.iter().all(|choice| choice.id != *id)) {
        let signed = open.store.session(id)?;
        let theirs = signed.filter(|signed| signed.session.patient == kept.id);
        offered.extend(theirs.map(|signed| {
            let visit = signed.visit();
            SessionChoice {
                id,
                words: words(visit.started, &visit.region),
            }
        }));
    }
    Ok(offered)
}

/// Every kind that can happen to a patient, in the order of the content.
fn kinds(catalogue: &Catalogue) -> Vec<LaterEventKind> {
    let rows = catalogue.adverse_events().iter();
    rows.filter(|row| row.id.as_str() != STAFF_EVENT)
        .map(|row| LaterEventKind {
            id: row.id.to_string(),
            name: row.name.clone(),
            severity: severity(row.severity),
            document: row.document.clone(),
            escalate: row.escalate.clone(),
        })
        .collect()
}

fn usual_severity(catalogue: &Catalogue, kind: &str) -> Option<Severity> {
    let row = catalogue.adverse_events().get(kind)?;
    Some(severity(row.severity))
}

fn severity(listed: Listed) -> Severity {
    match listed {
        Listed::Mild => Severity::Mild,
        Listed::Significant => Severity::Significant,
        Listed::Serious => Severity::Serious,
    }
}
