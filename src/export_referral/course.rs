//! The course of care that a letter speaks of: the signed visits of its time, and how the ratings read.

use filiform_domain::amendment::VoidReason;
use filiform_domain::change::Reading;
use filiform_domain::quantity::PainScore;
use filiform_domain::session::Session;
use filiform_domain::time::{CalendarDate, Instant};
use filiform_store::SignedSession;

use super::period::{Period, covers};
use crate::wording;

/// A session with its rating of pain before the needling.
pub(super) type Rated<'a> = (&'a Session, PainScore);

/// A rating to start from and the latest one.
pub(super) struct Change<'a> {
    pub(super) first: Rated<'a>,
    pub(super) latest: Rated<'a>,
    pub(super) reading: Reading,
}

/// A course of care: the signed sessions that were held and hold, as they stand now, oldest first.
pub(super) struct Course {
    pub(super) period: Period,
    /// Every one, also outside of the time that the letter speaks of.
    all: Vec<Session>,
    /// Those that the letter speaks of.
    pub(super) sessions: Vec<Session>,
    /// What the letter says of the notes behind it.
    pub(super) record: Vec<String>,
}

impl Course {
    pub(super) fn of(mut signed: Vec<SignedSession>, period: Period) -> Self {
        signed.sort_by_key(|signed| signed.session.started.utc_ms);
        let speaks_of =
            |signed: &SignedSession| period.has(signed.session.started.date(), signed.recorded_at);
        let changed = period
            .since()
            .map(|at| told_and_changed(&signed, &period, at));
        let withheld = signed.iter().filter(|signed| {
            signed.void_reason() == Some(VoidReason::WrongPatient) && speaks_of(signed)
        });
        let withheld = wording::amendments::withheld(withheld.count());
        signed.retain(|signed| signed.voided.is_none() && signed.session.note.not_held.is_none());
        let remarks = signed.iter().filter(|signed| speaks_of(signed));
        let record = remarks
            .filter_map(remark)
            .chain(changed.unwrap_or_default())
            .chain(withheld)
            .collect();
        let sessions = signed.iter().filter(|signed| speaks_of(signed));
        let sessions = sessions.map(|signed| signed.session.clone()).collect();
        let all = signed.into_iter().map(|signed| signed.session).collect();
        Self {
            period,
            all,
            sessions,
            record,
        }
    }

    pub(super) fn visits(&self) -> u32 {
        u32::try_from(self.sessions.len()).unwrap_or(u32::MAX)
    }

    /// Every visit, so that what is told of harm knows the visit after each.
    pub(super) fn every_visit(&self) -> &[Session] {
        &self.all
    }

    /// The first and the last day of the visits that it speaks of.
    pub(super) fn days(&self) -> Option<(CalendarDate, CalendarDate)> {
        let (first, last) = (self.sessions.first()?, self.sessions.last()?);
        Some((first.started.date(), last.started.date()))
    }

    /// Whether something of this day belongs into the letter.
    pub(super) fn speaks_of(&self, day: CalendarDate) -> bool {
        let visited = |session: &Session| session.started.date() == day;
        self.period.speaks_of(day) || self.sessions.iter().any(visited)
    }

    /// The time in a sentence; empty for all care so far.
    pub(super) fn covers(&self) -> String {
        let Some((first, last)) = self.days() else {
            return String::new();
        };
        let days = || self.all.iter().map(|session| session.started.date());
        let around = (days().any(|day| day < first), days().any(|day| day > last));
        covers(&self.period, (first, last), around)
    }

    /// From the first rating of all care to the latest one that the letter speaks of, never the best pair.
    pub(super) fn since_care_began(&self) -> Option<Change<'_>> {
        let first = rated(&self.all).next()?;
        Some(change(first, rated(&self.sessions).next_back()?))
    }

    /// From the start of the time that the letter speaks of to its latest rating. After an earlier letter, the start is
    /// what that one ended with.
    pub(super) fn in_this_time(&self) -> Option<Change<'_>> {
        let here = || rated(&self.sessions).next();
        let first = match self.period {
            Period::Untold(_) => self.told_last().or_else(here),
            Period::Whole | Period::Days(..) => here(),
        };
        Some(change(first?, rated(&self.sessions).next_back()?))
    }

    /// The latest rating before the time that the letter speaks of.
    fn told_last(&self) -> Option<Rated<'_>> {
        let begins = self.sessions.first()?.started.utc_ms;
        rated(&self.all).rfind(|(session, _)| session.started.utc_ms < begins)
    }

    /// How the change reads that the letter shows.
    pub(super) fn reading(&self) -> Reading {
        let shown = match self.period {
            Period::Untold(_) => self.since_care_began(),
            Period::Whole | Period::Days(..) => self.in_this_time(),
        };
        shown.map_or(Reading::NotEnough, |change| change.reading)
    }

    /// Whether the numbers allow "improving": those of all care, so that no time can be chosen in which it looks
    /// better, and no worsening in the time that the letter speaks of.
    pub(super) fn allows_improving(&self) -> bool {
        let reads = |change: Option<Change<'_>>| change.map(|change| change.reading);
        let all = reads(self.since_care_began());
        let here = reads(self.in_this_time());
        let worse = matches!(here, Some(Reading::Worse | Reading::PossiblyWorse));
        let shown = self.reading().allows_improving();
        all.is_some_and(Reading::allows_improving) && shown && !worse
    }

    pub(super) fn latest_plan(&self) -> String {
        self.sessions
            .last()
            .map(|session| session.note.plan.clone())
            .unwrap_or_default()
    }
}

fn rated(sessions: &[Session]) -> impl DoubleEndedIterator<Item = Rated<'_>> {
    sessions
        .iter()
        .filter_map(|session| Some((session, session.pain_before()?)))
}

fn change<'a>(first: Rated<'a>, latest: Rated<'a>) -> Change<'a> {
    Change {
        reading: wording::reading((first.0.started, first.1), (latest.0.started, latest.1)),
        first,
        latest,
    }
}

/// "The note of 3 Nov 2026 was signed 3 days after the visit and amended on 5 Nov 2026."
fn remark(signed: &SignedSession) -> Option<String> {
    let late = signed.session.days_late(signed.recorded_at);
    let late = late.map(|days| wording::amendments::late(days).to_lowercase());
    let amended = signed.last_amended();
    let amended = amended.map(|last| format!("amended on {}", last.at.date().words()));
    let said: Vec<String> = [late, amended].into_iter().flatten().collect();
    let day = signed.session.started.date().words();
    (!said.is_empty()).then(|| format!("The note of {day} was {}", said.join(" and ")))
}

/// What changed in notes of which the earlier letters told: the reader holds words that do not stand any more.
fn told_and_changed(signed: &[SignedSession], period: &Period, left: Instant) -> Vec<String> {
    let told = signed
        .iter()
        .filter(|signed| !period.has(signed.session.started.date(), signed.recorded_at));
    told.filter_map(|signed| {
        let day = signed.session.started.date().words();
        let voided = signed.voided.as_ref().map(|kept| kept.recorded_at);
        let amended = signed.last_amended().map(|last| last.at);
        let (what, at) = match (voided, amended) {
            (Some(at), _) => ("withdrawn", at),
            (None, Some(at)) => ("amended", at),
            (None, None) => return None,
        };
        let at = (at.utc_ms > left.utc_ms).then(|| at.date().words())?;
        Some(format!(
            "The note of {day}, of which an earlier letter told, was {what} on {at}"
        ))
    })
    .collect()
}
