//! When made-up patients came, how their pain went, and what the note of each visit says.

use chrono::{Datelike, Days, NaiveDateTime, NaiveTime, TimeDelta};
use filiform_catalogue::Catalogue;
use filiform_domain::event::EventDraft;
use filiform_domain::ids::{PatientId, SessionId, TherapistId};
use filiform_domain::session::{Session, SessionDraft};
use filiform_domain::site::SiteDraft;
use filiform_domain::time::Instant;
use filiform_domain::visit::{
    ConsentToday, OtherCareDraft, ScreeningToday, SinceChange, SinceLast, Tolerance,
};

use super::dice::Dice;
use super::needling::Habit;
use super::words::{EVENTS, FIRST_STORIES, PLANS, RESPONSES, STORIES};

/// Days that all visits of one patient lie in, at the most: ten years.
const LONGEST_CARE_DAYS: u64 = 3650;
/// Patients whose last visit is today, as long as the day has hours behind it.
const SEEN_TODAY: u32 = 3;

/// When the visits began, oldest first: about a week apart, on working days, the last one some weeks ago.
pub(super) fn starts(
    dice: &mut Dice,
    n: u32,
    visits: u32,
    now: Instant,
    offset_at: &dyn Fn(NaiveDateTime) -> i16,
) -> Vec<Instant> {
    let last_days_ago = u64::from(dice.between(1, 50));
    let visits = u64::from(visits);
    let span = (visits * 7).min(LONGEST_CARE_DAYS);
    let mut locals: Vec<NaiveDateTime> = (0..visits)
        .map(|visit| {
            let jitter = if span == visits * 7 {
                u64::from(dice.below(3))
            } else {
                0
            };
            let days_ago = last_days_ago + jitter + (visits - 1 - visit) * span / visits.max(1);
            let minutes = i64::from(dice.below(120)) * 5;
            weekday(now.local(), days_ago) + TimeDelta::minutes(minutes)
        })
        .collect();
    if let Some(last) = locals.last_mut()
        && let Some(today) = earlier_today(n, now.local())
    {
        *last = today;
    }
    locals.sort_unstable();
    locals
        .into_iter()
        .map(|local| Instant::of_local(local, offset_at(local)))
        .collect()
}

/// Eight o'clock on the working day that lies so many days back, or before it.
fn weekday(now: NaiveDateTime, days_ago: u64) -> NaiveDateTime {
    let date = now.date();
    let weekend = |days: u64| {
        let day = date.checked_sub_days(Days::new(days)).unwrap_or(date);
        u64::from(day.weekday().num_days_from_monday()).saturating_sub(4)
    };
    let days = days_ago + weekend(days_ago);
    let day = date.checked_sub_days(Days::new(days)).unwrap_or(date);
    day.and_time(NaiveTime::MIN) + TimeDelta::hours(8)
}

/// A few patients came today, an hour after another.
fn earlier_today(n: u32, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let minutes = 40 + 60 * i64::from(n);
    let start = now.checked_sub_signed(TimeDelta::minutes(minutes))?;
    let whole = start.date().and_time(NaiveTime::MIN)
        + TimeDelta::minutes((start - start.date().and_time(NaiveTime::MIN)).num_minutes() / 5 * 5);
    (n < SEEN_TODAY && whole.date() == now.date()).then_some(whole)
}

/// How the pain goes from the first visit to the last: better in most, not in all.
pub(super) struct Course {
    first: i32,
    last: i32,
    visits: i32,
}

impl Course {
    pub(super) fn of(dice: &mut Dice, visits: u32) -> Self {
        let (first, change) = (dice.between(4, 8), dice.between(1, 5));
        let last = match dice.below(100) {
            0..=59 => first.saturating_sub(change),
            60..=84 => first,
            _ => first + change.min(2),
        };
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        Self {
            first: number(first),
            last: number(last),
            visits: number(visits),
        }
    }

    /// Pain before the needling at a visit, counted from 0.
    fn before(&self, dice: &mut Dice, visit: i32) -> i32 {
        let steps = i64::from((self.visits - 1).max(1));
        let moved = i64::from(self.last - self.first) * i64::from(visit) / steps;
        let wobble = if visit == 0 {
            0
        } else {
            i32::try_from(dice.below(3)).unwrap_or(1) - 1
        };
        (self.first + i32::try_from(moved).unwrap_or_default() + wobble).clamp(0, 10)
    }
}

/// The note of one visit.
pub(super) fn session(
    dice: &mut Dice,
    (id, patient, therapist): (SessionId, PatientId, TherapistId),
    started: Instant,
    habit: &Habit,
    (course, visit): (&Course, i32),
) -> Session {
    let (sites, over_lung) = habit.of_visit(dice);
    let before = course.before(dice, visit);
    let after = if dice.in_hundred(8) {
        before + 1
    } else {
        before - i32::try_from(dice.below(4)).unwrap_or_default()
    };
    let put_in = count(&sites);
    let note = SessionDraft {
        date: started.date().to_string(),
        time: started.clock(),
        region: habit.region.clone(),
        condition: habit.condition.clone(),
        story: dice
            .word(if visit == 0 { &FIRST_STORIES } else { &STORIES })
            .to_owned(),
        since_last: (visit > 0).then(|| since(dice)),
        screening: Some(ScreeningToday::AllNo),
        consent: Some(if visit == 0 {
            ConsentToday::Written
        } else {
            ConsentToday::Verbal
        }),
        pain_before: (!dice.in_hundred(3)).then(|| rating(before)),
        pain_after: (!dice.in_hundred(6)).then(|| rating(after)),
        tolerance: tolerance(dice),
        response: chance(dice, 85, &RESPONSES),
        needles_in: Some(put_in),
        needles_out: Some(put_in),
        sites,
        events_asked: true,
        events: events(dice),
        breathlessness_advice: over_lung.then_some(true),
        breathlessness_slip: over_lung.then_some(visit == 0),
        other_care: other_care(dice),
        plan: chance(dice, 90, &PLANS),
        ..SessionDraft::default()
    };
    Session {
        id,
        patient,
        therapist,
        started,
        note,
    }
}

/// One of the texts, or none.
fn chance(dice: &mut Dice, in_hundred: u32, texts: &[&'static str]) -> String {
    if dice.in_hundred(in_hundred) {
        dice.word(texts).to_owned()
    } else {
        String::new()
    }
}

fn since(dice: &mut Dice) -> SinceLast {
    let change = match dice.below(10) {
        0..=5 => SinceChange::Better,
        6..=8 => SinceChange::Same,
        _ => SinceChange::Worse,
    };
    SinceLast {
        change: Some(change),
        later_event: Some(false),
        ..SinceLast::default()
    }
}

fn rating(points: i32) -> i64 {
    i64::from(points.clamp(0, 10))
}

fn tolerance(dice: &mut Dice) -> Option<Tolerance> {
    match dice.below(100) {
        0..=79 => Some(Tolerance::Good),
        80..=94 => Some(Tolerance::Fair),
        95..=97 => Some(Tolerance::Poor),
        _ => None,
    }
}

fn count(sites: &[SiteDraft]) -> i64 {
    sites
        .iter()
        .map(|site| i64::from(site.needles_charted().0))
        .sum()
}

fn events(dice: &mut Dice) -> Vec<EventDraft> {
    let event = if dice.in_hundred(6) {
        dice.one(&EVENTS)
    } else {
        None
    };
    event
        .map(|(kind, note)| EventDraft {
            kind: (*kind).to_owned(),
            note: (*note).to_owned(),
            ..EventDraft::default()
        })
        .into_iter()
        .collect()
}

fn other_care(dice: &mut Dice) -> Vec<OtherCareDraft> {
    let kinds = Catalogue::shipped().other_care();
    // The usual ones stand first in the list.
    let n = usize::try_from(dice.below(8)).unwrap_or_default();
    let kind = kinds.iter().nth(n).filter(|_| dice.in_hundred(65));
    let minutes = Some(i64::from(dice.between(1, 5) * 5));
    kind.map(|kind| OtherCareDraft {
        kind: kind.id.to_string(),
        minutes,
        ..OtherCareDraft::default()
    })
    .into_iter()
    .collect()
}
