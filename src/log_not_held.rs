//! Log a visit that was not held: called off or missed, and by whom. Whoever answers the telephone may.
//!
//! There is no clinical word in it, and none is shown to a front desk on the way. It is signed like everything else,
//! stands in the timeline, counts among the visits not held, and is taken back when it was recorded by mistake.

use filiform_domain::entry::{Access, Entry};
use filiform_domain::ids::{NotHeldId, PatientId};
use filiform_domain::not_held::NotHeldDraft;
use filiform_domain::role::{Right, may};
use filiform_domain::time::Instant;
use filiform_store::{Happened, KeptBetween, Write};

use crate::Filiform;
use crate::contract::{
    CheckNotHeld, FormKept, LogNotHeld, NotHeldForm, NotHeldPage, ProblemList, WhichNotHeld,
    WhichPatient,
};
use crate::error::Error;
use crate::practice::{NOT_HELD, Open, form_kept};
use crate::wording;

/// Begins one today, or goes on with the one that is not finished yet. Nothing is kept before something is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn open_not_held_form(filiform: &Filiform, which: WhichPatient) -> Result<NotHeldForm, Error> {
    let now = filiform.now();
    filiform.with_open_as(Right::CancelVisits, |open| {
        let kept = open.store.patient(which.patient)?.ok_or(Error::Gone)?;
        let blank = NotHeldDraft {
            date: now.date().to_string(),
            ..NotHeldDraft::default()
        };
        let (kept_draft, visit) = match open.unfinished(NOT_HELD, which.patient)? {
            Some((draft, typed)) => (form_kept(draft), typed),
            None => (FormKept::default(), blank),
        };
        let recorded = open.visits_not_held(which.patient)?;
        let line = |kept: &KeptBetween| wording::between::line(filiform.catalogue(), kept);
        Ok(NotHeldForm {
            patient: kept.id,
            name: kept.patient.listed_name(),
            born: filiform.born_words(&kept),
            visit,
            kept: kept_draft,
            recorded: recorded.iter().map(line).collect(),
        })
    })
}

/// Says what is wrong with it while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_not_held(filiform: &Filiform, typed: CheckNotHeld) -> Result<ProblemList, Error> {
    let id = NotHeldId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::CancelVisits, |open| {
        let checked = checked(filiform, open, (id, typed.patient), &typed.visit);
        match checked {
            Ok(_) => Ok(ProblemList {
                problems: Vec::new(),
            }),
            Err(Error::Fields(problems)) => Ok(ProblemList { problems }),
            Err(other) => Err(other),
        }
    })
}

/// Signs it and keeps it.
///
/// # Errors
/// Every fault at its field; nothing is kept then. [`Error::Gone`] when there is no such patient.
pub fn log_not_held(filiform: &Filiform, typed: LogNotHeld) -> Result<NotHeldPage, Error> {
    let id = NotHeldId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::CancelVisits, |open| {
        let visit = checked(filiform, open, (id, typed.patient), &typed.visit)?;
        let write = Write {
            entries: vec![visit],
            finish_draft: typed.draft,
        };
        open.store.transact(&filiform.stamp(open), write)?;
        page(filiform, open, id)
    })
}

/// One in full. A front desk reads it as a therapist does: there is nothing clinical in it.
///
/// # Errors
/// [`Error::Gone`] when there is no such visit, or an auditor may not read its day.
pub fn open_not_held(filiform: &Filiform, which: WhichNotHeld) -> Result<NotHeldPage, Error> {
    filiform.with_sight_as(Right::SeePatients, |open, sight| {
        let kept = open.store.not_held(which.visit)?.ok_or(Error::Gone)?;
        sight.require(kept.happened.patient())?;
        if !sight.lists(kept.happened.at().date()) {
            return Err(Error::Gone);
        }
        let page = page(filiform, open, which.visit)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(page.words.patient),
            times: 1,
        });
        Ok(page)
    })
}

/// Takes back what was recorded by mistake. It stays in the timeline and counts no more.
///
/// # Errors
/// [`Error::Gone`] when there is no such visit; that it was taken back before.
pub fn take_back_not_held(filiform: &Filiform, which: WhichNotHeld) -> Result<NotHeldPage, Error> {
    filiform.with_open_as(Right::CancelVisits, |open| {
        let kept = open.store.not_held(which.visit)?.ok_or(Error::Gone)?;
        let (Happened::NotHeld(visit) | Happened::NotHeldTakenBack(visit)) = kept.happened else {
            return Err(Error::Gone);
        };
        let write = Write::one(Entry::NotHeldTakenBack(visit));
        open.store.transact(&filiform.stamp(open), write)?;
        page(filiform, open, which.visit)
    })
}

/// The entry that would be signed, or every fault at its field.
fn checked(
    filiform: &Filiform,
    open: &Open,
    (id, patient): (NotHeldId, PatientId),
    typed: &NotHeldDraft,
) -> Result<Entry, Error> {
    let kept = open.store.patient(patient)?.ok_or(Error::Gone)?;
    let offset_at = |local| filiform.host.clock.offset_at(local);
    let between = filiform.between(&kept, &offset_at);
    let visit = typed.checked(id, &between, &recorded(open, patient)?);
    Ok(Entry::VisitNotHeld(visit.map_err(Error::Fields)?))
}

/// When the visits were that are recorded as not held: by the front desk, and by notes.
fn recorded(open: &Open, patient: PatientId) -> Result<Vec<Instant>, Error> {
    /// So many of the latest visits are looked at: the same one is not recorded twice years later.
    const LATEST: u32 = 200;
    let noted = open.store.history(patient, None, LATEST)?.sessions;
    let noted = noted
        .into_iter()
        .filter(|visit| visit.not_held.is_some() && visit.voided.is_none())
        .map(|visit| visit.started);
    let logged = open.visits_not_held(patient)?.into_iter();
    Ok(logged.map(|kept| kept.happened.at()).chain(noted).collect())
}

fn page(filiform: &Filiform, open: &Open, id: NotHeldId) -> Result<NotHeldPage, Error> {
    let kept = open.store.not_held(id)?.ok_or(Error::Gone)?;
    let (visit, stands) = match &kept.happened {
        Happened::NotHeld(visit) => (visit, true),
        Happened::NotHeldTakenBack(visit) => (visit, false),
        _ => return Err(Error::Gone),
    };
    Ok(NotHeldPage {
        id,
        visit: visit.to_draft(),
        stands: stands && may(open.role()?, Right::CancelVisits),
        words: filiform.between_words(open, &kept)?,
    })
}
