//! A timeline narrowed to what is looked for: which rows, how many, and what there is to narrow it to.

use filiform_catalogue::Target;
use filiform_domain::ids::PatientId;
use filiform_domain::problem::Check;
use filiform_domain::role::Right;
use filiform_domain::time::CalendarDate;
use filiform_store::{EpisodeDays, HistoryChoices, HistoryFilter, HistoryKind, KeptBetween};

use crate::Filiform;
use crate::contract::{
    HistoryOutline, NamedChoice, OutlineHistory, TargetPast, TimelineFilter, TimelineKind,
};
use crate::error::Error;
use crate::practice::{Open, Sight};
use crate::wording;

/// How long a timeline is, what it can be narrowed to, and the past of the target it is narrowed to.
///
/// # Errors
/// A day of the filter that cannot be read, at its field; [`Error::Gone`] when there is no such patient or episode.
pub fn outline_history(
    filiform: &Filiform,
    asked: OutlineHistory,
) -> Result<HistoryOutline, Error> {
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        sight.require(asked.patient)?;
        let filter = within(open, sight, (asked.patient, &asked.filter))?;
        let found = open.store.history_choices(asked.patient, &filter)?;
        let counted = HistoryOutline {
            rows: found.rows,
            visits: found.visits,
            regions: Vec::new(),
            targets: Vec::new(),
            episodes: Vec::new(),
            authors: Vec::new(),
            target: None,
        };
        // To somebody who reads some days, nothing is told of the others.
        if *sight != Sight::Whole {
            return Ok(counted);
        }
        let catalogue = filiform.catalogue();
        let episodes = open.store.episodes(asked.patient)?;
        let past = asked.filter.target.as_deref();
        let past = past.map(|target| target_past(filiform, open, asked.patient, target));
        Ok(HistoryOutline {
            target: past.transpose()?,
            episodes: episodes
                .iter()
                .map(|kept| wording::episodes::choice(catalogue, kept))
                .collect(),
            ..named(filiform, open, found, counted)?
        })
    })
}

/// What is asked for, within what whoever works now may see.
pub(super) fn within(
    open: &Open,
    sight: &Sight,
    (patient, asked): (PatientId, &TimelineFilter),
) -> Result<HistoryFilter, Error> {
    let (from, to) = period(asked)?;
    let (first, last) = match sight {
        Sight::Chosen(audit) => (Some(audit.from), Some(audit.to)),
        Sight::Whole | Sight::Demographics => (None, None),
    };
    let episode = asked.episode.map(|id| {
        let episodes = open.store.episodes(patient)?.into_iter();
        let kept = episodes.into_iter().find(|kept| kept.id == id);
        let kept = kept.ok_or(Error::Gone)?;
        Ok::<_, Error>(EpisodeDays {
            id,
            first: kept.episode.opened_on,
            last: kept.episode.discharge.as_ref().map(|end| end.date),
        })
    });
    Ok(HistoryFilter {
        region: asked.region.clone(),
        target: asked.target.clone(),
        episode: episode.transpose()?,
        author: asked.author,
        kind: asked.kind.map(kind),
        from: from.max(first),
        to: [to, last].into_iter().flatten().min(),
    })
}

/// Whether whoever works now may read this entry: it, and the visit that it belongs to, lie in their days.
pub(super) fn may_read(sight: &Sight, kept: &KeptBetween) -> bool {
    let visit = kept.belongs.map(|visit| visit.started.date());
    sight.reads(kept.happened.at().date()) && visit.is_none_or(|day| sight.reads(day))
}

fn kind(asked: TimelineKind) -> HistoryKind {
    match asked {
        TimelineKind::Session => HistoryKind::Session,
        TimelineKind::NotHeld => HistoryKind::NotHeld,
        TimelineKind::Event => HistoryKind::Event,
        TimelineKind::Contact => HistoryKind::Contact,
        TimelineKind::Score => HistoryKind::Score,
        TimelineKind::Amendment => HistoryKind::Amendment,
        TimelineKind::Letter => HistoryKind::Letter,
        TimelineKind::Imported => HistoryKind::Imported,
        TimelineKind::Episode => HistoryKind::Episode,
        TimelineKind::Attachment => HistoryKind::Attachment,
    }
}

/// The first and the last day that are asked for.
fn period(asked: &TimelineFilter) -> Result<(Option<CalendarDate>, Option<CalendarDate>), Error> {
    let mut check = Check::default();
    let mut day = |field: &str, text: &str| match (text.trim(), text.trim().parse()) {
        ("", _) => None,
        (_, Ok(day)) => Some(day),
        (_, Err(_)) => {
            let message = "Write the date as year-month-day, like 2026-11-22.";
            check.fault(field, "not-a-date", message);
            None
        }
    };
    let period: (Option<CalendarDate>, Option<CalendarDate>) =
        (day("filter.from", &asked.from), day("filter.to", &asked.to));
    if period.0.zip(period.1).is_some_and(|(from, to)| from > to) {
        let message = "The last day is before the first one.";
        check.fault("filter.to", "before-from", message);
    }
    check.finish(period).map_err(Error::Fields)
}

fn named(
    filiform: &Filiform,
    open: &Open,
    found: HistoryChoices,
    counted: HistoryOutline,
) -> Result<HistoryOutline, Error> {
    let catalogue = filiform.catalogue();
    let regions = found.regions.into_iter().map(|id| NamedChoice {
        words: wording::region(catalogue, &id),
        id,
    });
    let targets = found.targets.into_iter().map(|(id, own)| match own {
        Some(own) => NamedChoice {
            id: own.clone(),
            words: own,
        },
        None => NamedChoice {
            words: target_name(filiform, &id),
            id,
        },
    });
    let authors = found.authors.into_iter().map(|author| {
        Ok::<_, Error>(NamedChoice {
            id: author.to_string(),
            words: open.signer_words(author)?,
        })
    });
    Ok(HistoryOutline {
        regions: by_name(regions.collect()),
        targets: by_name(targets.collect()),
        authors: by_name(authors.collect::<Result<_, _>>()?),
        ..counted
    })
}

/// By name, so that no order says anything about a target.
fn by_name(mut choices: Vec<NamedChoice>) -> Vec<NamedChoice> {
    choices.sort_by(|a, b| a.words.cmp(&b.words));
    choices.dedup();
    choices
}

fn target_past(
    filiform: &Filiform,
    open: &Open,
    patient: PatientId,
    target: &str,
) -> Result<TargetPast, Error> {
    let times = open.store.target_times(patient, target)?;
    let name = target_name(filiform, target);
    Ok(wording::history::target_past(
        filiform.catalogue(),
        name,
        &times,
    ))
}

/// "upper trapezius"; what is in own words as it was written.
fn target_name(filiform: &Filiform, target: &str) -> String {
    let known = filiform.catalogue().targets().get(target);
    known.map_or_else(|| target.to_owned(), Target::plain_name)
}
