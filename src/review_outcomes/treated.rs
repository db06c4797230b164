//! Where a patient was needled over a period: counts by target and side, and where they stand on the drawings.

use filiform_domain::problem::Check;
use filiform_domain::role::Right;
use filiform_domain::time::CalendarDate;
use filiform_domain::treated::{Treated, VisitSites};
use filiform_store::KeptSites;

use super::drawn;
use crate::Filiform;
use crate::contract::{ReviewTreatedSites, TreatedDay, TreatedSites};
use crate::error::Error;
use crate::practice::{Open, Within, shown_of};
use crate::wording;

/// Where a patient was needled between two days, in counts. Voided notes are left out, and that is said.
///
/// # Errors
/// A day that cannot be read, at its field; [`Error::Gone`] when there is no such patient or episode.
pub fn review_treated_sites(
    filiform: &Filiform,
    asked: ReviewTreatedSites,
) -> Result<TreatedSites, Error> {
    filiform.with_open_as(Right::Chart, |open| review_in(filiform, open, &asked))
}

/// The same in a practice that is open.
pub(super) fn review_in(
    filiform: &Filiform,
    open: &Open,
    asked: &ReviewTreatedSites,
) -> Result<TreatedSites, Error> {
    let catalogue = filiform.catalogue();
    let period = period(asked)?;
    open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
    let episodes = open.store.episodes(asked.patient)?;
    let shown = shown_of(&episodes, asked.episode)?;
    let within = Within::of(shown.filter(|_| !asked.whole));
    let kept = within_course(open.store.treated_sites(asked.patient)?, &within);
    let days = days(&kept.visits);
    let (from, to) = within_days(&days, period);
    let treated = Treated::between(&kept.visits, (from, to));
    let ever = Treated::between(&kept.visits, (None, None));
    let elsewhere = kept.elsewhere.iter();
    let elsewhere = elsewhere.filter(|day| from <= Some(**day) && to >= Some(**day));
    let marks = catalogue.figures().marks();
    let drawings = drawn::drawings(catalogue, &marks, (&treated.counts, &ever.counts));
    Ok(TreatedSites {
        patient: asked.patient,
        days: days.into_iter().map(day).collect(),
        from,
        to,
        period: wording::treated::period(from, to),
        counts: wording::treated::counts(catalogue, &treated),
        left_out: wording::treated::left_out(catalogue, &treated, elsewhere.count()),
        targets: wording::treated::targets(catalogue, &marks, &treated.counts),
        not_drawn: wording::treated::not_drawn(catalogue, &marks, &treated.counts),
        drawings,
    })
}

/// What belongs to the course of care that is shown.
fn within_course(mut kept: KeptSites, within: &Within) -> KeptSites {
    kept.visits
        .retain(|visit| within.has(visit.episode, visit.day));
    kept.elsewhere.retain(|day| within.has(None, *day));
    kept
}

/// Each day on which something was needled, once.
fn days(visits: &[VisitSites]) -> Vec<CalendarDate> {
    let mut days: Vec<_> = visits
        .iter()
        .filter(|visit| visit.is_treated())
        .map(|visit| visit.day)
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn day(date: CalendarDate) -> TreatedDay {
    TreatedDay {
        date,
        words: date.words(),
    }
}

/// From the first to the last day with needling, as far as nothing else is asked.
fn within_days(
    days: &[CalendarDate],
    (from, to): (Option<CalendarDate>, Option<CalendarDate>),
) -> (Option<CalendarDate>, Option<CalendarDate>) {
    (from.or(days.first().copied()), to.or(days.last().copied()))
}

/// The first and the last day that are asked for.
fn period(
    asked: &ReviewTreatedSites,
) -> Result<(Option<CalendarDate>, Option<CalendarDate>), Error> {
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
        (day("from", &asked.from), day("to", &asked.to));
    if period.0.zip(period.1).is_some_and(|(from, to)| from > to) {
        check.fault("to", "before-from", "The last day is before the first one.");
    }
    check.finish(period).map_err(Error::Fields)
}
