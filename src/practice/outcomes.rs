//! A course of care: the visits and scores of one episode, or of the whole record.

use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::time::CalendarDate;
use filiform_store::{Happened, HistorySession, KeptEpisode, KeptScore};

use crate::error::Error;
use crate::practice::Open;

/// So many of the latest visits are looked at: more than a course of care ever has.
const MOST_VISITS: u32 = 1000;

/// What the series of pain before each visit is told by.
pub(crate) const BEFORE_VISITS_KEY: &str = "before-visits";

/// What belongs to a course of care.
pub(crate) struct Course {
    /// The patient's episodes, the open ones first.
    pub(crate) episodes: Vec<KeptEpisode>,
    /// Which of them is shown; none for the whole record.
    shown: Option<EpisodeId>,
    /// The visits that were not voided, oldest first; those that were not held are among them.
    pub(crate) visits: Vec<HistorySession>,
    /// The scores that stand, by day.
    pub(crate) scores: Vec<KeptScore>,
    /// Adverse events that were heard of after a visit.
    pub(crate) later_events: u32,
    /// Visits that were not held and have no note: the front desk recorded them.
    pub(crate) called_off: u32,
}

impl Course {
    /// The course of the episode that is asked for, or of the one that is open, or the whole record.
    pub(crate) fn of(
        open: &Open,
        patient: PatientId,
        asked: Option<EpisodeId>,
    ) -> Result<Self, Error> {
        let episodes = open.store.episodes(patient)?;
        let shown = shown_of(&episodes, asked)?;
        let within = Within::of(shown);
        let history = open.store.history(patient, None, MOST_VISITS)?.sessions;
        let mut visits: Vec<_> = history
            .into_iter()
            .filter(|visit| visit.voided.is_none())
            .filter(|visit| within.has(visit.episode, visit.started.date()))
            .collect();
        visits.reverse();
        let scores = open.store.scores(patient)?.into_iter();
        let scores = scores.filter(|kept| within.has(kept.score.episode, kept.score.day));
        let scores = scores.collect();
        let between = open.store.between(patient, None, MOST_VISITS)?.entries;
        let heard = between.iter().filter(|kept| match &kept.happened {
            Happened::Event(event) => within.has(None, event.heard.date()),
            _ => false,
        });
        let later_events = u32::try_from(heard.count()).unwrap_or(u32::MAX);
        let called_off = between.iter().filter(|kept| match &kept.happened {
            Happened::NotHeld(visit) => within.has(None, visit.at.date()),
            _ => false,
        });
        let called_off = u32::try_from(called_off.count()).unwrap_or(u32::MAX);
        let shown = shown.map(|kept| kept.id);
        Ok(Self {
            episodes,
            shown,
            visits,
            scores,
            later_events,
            called_off,
        })
    }

    /// The scores of the episode that is open, or of the whole record, without a look at the visits.
    pub(crate) fn without_visits(open: &Open, patient: PatientId) -> Result<Self, Error> {
        let episodes = open.store.episodes(patient)?;
        let shown = episodes.iter().find(|kept| kept.episode.is_open());
        let (within, shown) = (Within::of(shown), shown.map(|kept| kept.id));
        let scores = open.store.scores(patient)?.into_iter();
        let scores = scores.filter(|kept| within.has(kept.score.episode, kept.score.day));
        Ok(Self {
            scores: scores.collect(),
            episodes,
            shown,
            visits: Vec::new(),
            later_events: 0,
            called_off: 0,
        })
    }

    /// The episode that is shown.
    pub(crate) fn shown(&self) -> Option<&KeptEpisode> {
        let id = self.shown?;
        self.episodes.iter().find(|kept| kept.id == id)
    }

    /// The first and the last day of a series.
    pub(crate) fn days_of(&self, key: &str) -> Option<(CalendarDate, CalendarDate)> {
        let visits = self.visits.iter().map(|visit| visit.started.date());
        let scores = self.scores.iter();
        let scores = scores.filter(|kept| kept.score.series == key);
        let mut days: Vec<CalendarDate> = if key == BEFORE_VISITS_KEY {
            visits.collect()
        } else {
            scores.map(|kept| kept.score.day).collect()
        };
        days.sort_unstable();
        days.first().copied().zip(days.last().copied())
    }

    /// The visits that took place, oldest first.
    pub(crate) fn held(&self) -> impl Iterator<Item = &HistorySession> {
        self.visits.iter().filter(|visit| visit.not_held.is_none())
    }
}

/// The episode that is asked for, or the one that is open.
pub(crate) fn shown_of(
    episodes: &[KeptEpisode],
    asked: Option<EpisodeId>,
) -> Result<Option<&KeptEpisode>, Error> {
    let Some(id) = asked else {
        return Ok(episodes.iter().find(|kept| kept.episode.is_open()));
    };
    let found = episodes.iter().find(|kept| kept.id == id);
    found.map(Some).ok_or(Error::Gone)
}

/// What belongs to an episode: what names it, and what names none and lies in its days.
pub(crate) struct Within(Option<(EpisodeId, CalendarDate, Option<CalendarDate>)>);

impl Within {
    pub(crate) fn of(shown: Option<&KeptEpisode>) -> Self {
        Self(shown.map(|kept| {
            let end = kept.episode.discharge.as_ref().map(|end| end.date);
            (kept.id, kept.episode.opened_on, end)
        }))
    }

    pub(crate) fn has(&self, named: Option<EpisodeId>, day: CalendarDate) -> bool {
        match (self.0, named) {
            (None, _) => true,
            (Some((id, ..)), Some(named)) => id == named,
            (Some((_, first, last)), None) => day >= first && last.is_none_or(|last| day <= last),
        }
    }
}
