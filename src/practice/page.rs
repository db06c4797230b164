//! A patient's page, which several workflows answer with.

use filiform_catalogue::Catalogue;
use filiform_domain::ids::PatientId;
use filiform_domain::quantity::PainScore;
use filiform_domain::role::Right;
use filiform_domain::time::Instant;
use filiform_store::HistorySession;

use crate::Filiform;
use crate::contract::{BetweenLine, ComplaintWords, PatientPage, Strip, StripScore};
use crate::error::Error;
use crate::practice::{Course, Open, SESSION, Safety, Sight, episode_lines};
use crate::wording::{self, sessions::line};

/// Visits that the strip looks back on.
const STRIP_VISITS: u32 = 8;

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
    let course = open.store.course(id)?;
    let first = course.first_rating;
    let first = first.filter(|(started, _)| sight.reads(started.date()));
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
    // Scores are told only to those who treat.
    let scores = match sight {
        Sight::Whole => wording::outcomes::strip_scores(catalogue, &Course::of(open, id, None)?),
        Sight::Demographics | Sight::Chosen(_) => Vec::new(),
    };
    let not_held = not_held_lines(catalogue, open, &sight, id)?;
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
        sessions: course.sessions,
        not_held,
        open_draft: draft.map(|draft| draft.id),
        episodes,
        safety: safety.unwrap_or_default(),
        strip: strip(catalogue, filiform.now(), recent, first, &scores),
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

fn strip(
    catalogue: &Catalogue,
    now: Instant,
    mut recent: Vec<HistorySession>,
    first: Option<(Instant, PainScore)>,
    scores: &[StripScore],
) -> Strip {
    // Visits that were not held or were voided stand in the timeline; nothing of them counts.
    recent.retain(HistorySession::counts);
    let pain_before = recent
        .iter()
        .rev()
        .map(|session| session.pain_before.map(PainScore::points))
        .collect();
    let days_since = recent
        .first()
        .map(|last| last.started.date().days_until(now.date()));
    let latest = recent
        .iter()
        .find_map(|session| Some((session.started, session.pain_before?)));
    let reading = first
        .zip(latest)
        .map(|(first, latest)| wording::reading(first, latest));
    Strip {
        last: recent
            .into_iter()
            .next()
            .map(|session| line(catalogue, session)),
        days_since: days_since.and_then(|days| u32::try_from(days).ok()),
        pain_before,
        reading: reading.map(|reading| reading.sentence().to_owned()),
        why: reading.map(|reading| wording::outcomes::said_of_pain(catalogue, reading)),
        scores: scores.to_vec(),
    }
}
