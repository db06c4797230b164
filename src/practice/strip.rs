//! The strip at the top of a patient: how pain went since care began, what was needled last, and what is open.

use filiform_domain::ids::PatientId;
use filiform_domain::quantity::PainScore;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::time::Instant;
use filiform_store::{
    EpisodeDays, Happened, HistoryFilter, HistoryKind, HistorySession, KeptEpisode,
};

use crate::Filiform;
use crate::contract::Strip;
use crate::error::Error;
use crate::practice::{Course, Open, Sight};
use crate::wording::{self, sessions::line};

/// Visits that the strip looks back on.
pub(super) const STRIP_VISITS: u32 = 8;
/// Events heard of later that the strip looks back on.
const STRIP_EVENTS: u32 = 3;

/// The strip of a patient whose latest visits are `recent`, newest first, as far as they may be read.
pub(super) fn strip(
    filiform: &Filiform,
    open: &Open,
    sight: &Sight,
    (patient, mut recent): (PatientId, Vec<HistorySession>),
) -> Result<Strip, Error> {
    let (catalogue, now) = (filiform.catalogue(), filiform.now());
    // Visits that were not held or were voided stand in the history; nothing of them counts.
    recent.retain(HistorySession::counts);
    let episode = care(open, sight, patient)?;
    let days = episode.as_ref().map(days_of);
    let in_care = match days {
        None => recent.clone(),
        Some(days) => {
            let filter = HistoryFilter {
                episode: Some(days),
                ..HistoryFilter::default()
            };
            let page = open
                .store
                .history_of(patient, &filter, None, STRIP_VISITS)?;
            let mut visits = page.sessions;
            visits.retain(HistorySession::counts);
            visits
        }
    };
    let first = open.store.first_rating(patient, days)?;
    let first = first.filter(|(started, _)| sight.reads(started.date()));
    let latest = in_care
        .iter()
        .find_map(|session| Some((session.started, session.pain_before?)));
    let pair = first.zip(latest);
    let reading = pair.map(|(first, latest)| wording::reading(first, latest));
    let last = recent.into_iter().next();
    let days_since = last
        .as_ref()
        .map(|last| last.started.date().days_until(now.date()));
    let heard = heard_of(open, sight, (patient, days))?;
    let scores = match sight {
        // Scores are told only to those who treat.
        Sight::Whole => {
            wording::outcomes::strip_scores(catalogue, &Course::without_visits(open, patient)?)
        }
        Sight::Demographics | Sight::Chosen(_) => Vec::new(),
    };
    Ok(Strip {
        period: wording::strip::period(episode.as_ref()),
        days_since: days_since.and_then(|days| u32::try_from(days).ok()),
        pain_before: in_care
            .iter()
            .rev()
            .map(|session| session.pain_before.map(PainScore::points))
            .collect(),
        reading: reading.map(|reading| reading.sentence().to_owned()),
        why: reading.map(|reading| wording::outcomes::said_of_pain(catalogue, reading)),
        change: pair
            .filter(two_visits)
            .and_then(|(first, latest)| wording::outcomes::pain_change(catalogue, first, latest)),
        scores,
        events: wording::strip::events(catalogue, last.as_ref(), &heard),
        follow_ups: wording::strip::follow_ups(
            catalogue,
            (last.as_ref(), episode.as_ref()),
            &heard,
            now.date(),
        ),
        last: last.map(|session| line(catalogue, session)),
    })
}

/// One rating is no change.
fn two_visits(((first, _), (latest, _)): &((Instant, PainScore), (Instant, PainScore))) -> bool {
    first != latest
}

/// The episode of care that goes on; none for somebody who may not read of it, and while none is open.
fn care(open: &Open, sight: &Sight, patient: PatientId) -> Result<Option<KeptEpisode>, Error> {
    if *sight != Sight::Whole {
        return Ok(None);
    }
    let episodes = open.store.episodes(patient)?.into_iter();
    Ok(episodes.into_iter().find(|kept| kept.episode.is_open()))
}

fn days_of(kept: &KeptEpisode) -> EpisodeDays {
    EpisodeDays {
        id: kept.id,
        first: kept.episode.opened_on,
        last: kept.episode.discharge.as_ref().map(|end| end.date),
    }
}

/// The latest events that were heard of after a visit, newest first.
fn heard_of(
    open: &Open,
    sight: &Sight,
    (patient, episode): (PatientId, Option<EpisodeDays>),
) -> Result<Vec<ReportedEvent>, Error> {
    if !sight.is_clinical() {
        return Ok(Vec::new());
    }
    let filter = HistoryFilter {
        episode,
        kind: Some(HistoryKind::Event),
        ..HistoryFilter::default()
    };
    let page = open
        .store
        .between_of(patient, &filter, None, STRIP_EVENTS)?;
    let entries = page.entries.into_iter();
    let read = entries.filter(|kept| {
        let visit = kept.belongs.map(|visit| visit.started.date());
        sight.reads(kept.happened.at().date()) && visit.is_none_or(|day| sight.reads(day))
    });
    let events = read.filter_map(|kept| match kept.happened {
        Happened::Event(event) => Some(event),
        _ => None,
    });
    Ok(events.collect())
}
