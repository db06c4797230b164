//! A patient's page, which several workflows answer with.

use filiform_catalogue::Catalogue;
use filiform_domain::ids::PatientId;
use filiform_domain::role::Right;

use crate::Filiform;
use crate::contract::{BetweenLine, ComplaintWords, PatientPage};
use crate::error::Error;
use crate::practice::strip::{STRIP_VISITS, strip};
use crate::practice::{Open, SESSION, Safety, Sight, episode_lines};
use crate::wording;

/// The page as it stands now.
pub(crate) fn patient_page(
    filiform: &Filiform,
    open: &Open,
    id: PatientId,
) -> Result<PatientPage, Error> {
    let (catalogue, today) = (filiform.catalogue(), filiform.today());
    let kept = open.store.patient(id)?.ok_or(Error::Gone)?;
    let sight = open.sight(Right::SeePatients, today)?;
    let mut recent = open.store.history(id, None, STRIP_VISITS)?.sessions;
    recent.retain(|visit| sight.reads(visit.started.date()));
    let sessions = open.store.course(id)?.sessions;
    let draft = open
        .store
        .drafts(open.me)?
        .into_iter()
        .find(|draft| draft.kind == SESSION && draft.patient == Some(id));
    let visits: Vec<_> = recent
        .iter()
        .filter(|visit| visit.voided.is_none())
        .map(|visit| visit.id)
        .collect();
    // How screening and consent stand today is told only to those who treat.
    let safety = match sight {
        Sight::Whole => {
            let safety = Safety::of(open, id)?.with_visits(open, &visits)?;
            Some(safety.lines(catalogue, today))
        }
        Sight::Demographics | Sight::Chosen(_) => None,
    };
    let episodes = match sight {
        Sight::Whole => episode_lines(filiform, open, id)?,
        Sight::Demographics | Sight::Chosen(_) => Vec::new(),
    };
    let not_held = not_held_lines(catalogue, open, &sight, id)?;
    let attached = attached_lines(catalogue, open, &sight, id)?;
    let patient = &kept.patient;
    let details = sight.details(patient.to_draft());
    Ok(PatientPage {
        id,
        revision: kept.revision,
        name: patient.listed_name(),
        born: patient.birth_date.words(),
        age: patient.birth_date.age_on(today).unwrap_or_default(),
        conditions: details
            .conditions
            .iter()
            .map(|row| ComplaintWords {
                words: wording::condition(catalogue, &row.condition),
                icd10cm: (!row.icd10cm.is_empty()).then(|| row.icd10cm.clone()),
            })
            .collect(),
        details,
        sessions,
        not_held,
        attached,
        open_draft: draft.map(|draft| draft.id),
        episodes,
        safety: safety.unwrap_or_default(),
        strip: strip(filiform, open, &sight, (id, recent))?,
    })
}

/// A front desk sees no timeline, and so is told on the page of what it records itself.
fn not_held_lines(
    catalogue: &Catalogue,
    open: &Open,
    sight: &Sight,
    id: PatientId,
) -> Result<Vec<BetweenLine>, Error> {
    let kept = match sight {
        Sight::Demographics => open.visits_not_held(id)?,
        Sight::Whole | Sight::Chosen(_) => Vec::new(),
    };
    let lines = kept
        .iter()
        .map(|kept| wording::between::line(catalogue, kept));
    Ok(lines.collect())
}

/// The same of what a front desk attached.
fn attached_lines(
    catalogue: &Catalogue,
    open: &Open,
    sight: &Sight,
    id: PatientId,
) -> Result<Vec<BetweenLine>, Error> {
    let kept = match sight {
        Sight::Demographics => open.attachments(sight, id)?,
        Sight::Whole | Sight::Chosen(_) => Vec::new(),
    };
    let lines = kept
        .iter()
        .map(|kept| wording::between::line(catalogue, kept));
    Ok(lines.collect())
}
