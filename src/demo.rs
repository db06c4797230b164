//! Demo data: a practice of made-up patients, to look around in, to show and to measure with.
//!
//! Nobody in it lives, and nothing in it is advice: targets and codes are those that the catalogue lists for
//! a condition, everything else is chance. The same seed gives the same patients, with dates that end at
//! the host's today.

mod between;
mod dice;
mod episodes;
mod needling;
mod people;
mod safety;
mod scores;
#[cfg(test)]
mod tests;
mod visits;
mod words;
mod writing;

use chrono::NaiveDateTime;
use filiform_catalogue::Catalogue;
use filiform_domain::entry::{Entry, PatientWritten};
use filiform_domain::ids::{PatientId, SessionId, TherapistId};
use filiform_domain::measure::Score;
use filiform_domain::patient::Patient;
use filiform_domain::practice::{Licence, Practice, Therapist};
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_domain::session::Session;
use filiform_domain::time::Instant;
use filiform_store::Flow;

use crate::Filiform;
use crate::error::Error;
use dice::Dice;

/// The name of every demo practice: whoever sees a letter or a screen of it knows.
pub const DEMO_PRACTICE: &str = "Demo practice (made-up patients)";

/// How much to make up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demo {
    /// Patients to register.
    pub patients: u32,
    /// Signed sessions of each patient.
    pub sessions: u32,
    /// The same seed gives the same patients and visits.
    pub seed: u64,
}

/// What was made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct DemoMade {
    /// Registered patients.
    pub patients: u64,
    /// Signed sessions of all of them.
    pub sessions: u64,
}

/// The practice and the therapist that made-up patients may be put into.
pub fn demo_practice() -> (Practice, Therapist) {
    let practice = Practice {
        name: DEMO_PRACTICE.to_owned(),
        address: "12 Mill Lane\nSampleton".to_owned(),
        phone: "555 0100".to_owned(),
        email: "demo@example.org".to_owned(),
        ..Practice::default()
    };
    let therapist = Therapist {
        name: "Robin Sample".to_owned(),
        credentials: "PT, DPT".to_owned(),
        licence: Licence {
            state: "Sample State".to_owned(),
            number: "PT-00000".to_owned(),
            expires: String::new(),
        },
        ..Therapist::default()
    };
    (practice, therapist)
}

/// Fills the open practice with made-up patients and their signed sessions, in batches.
///
/// `progress` hears how many entries are written of how many, and may stop between two batches; what is
/// written until then stays.
///
/// # Errors
/// [`Error::Fields`] when the open practice is not a demo practice: what is signed cannot be taken back, and
/// real records stay clear of made-up ones. [`AlreadyWritten`](filiform_store::StoreError::AlreadyWritten) when this seed is in there.
pub fn fill(
    filiform: &Filiform,
    asked: Demo,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<DemoMade, Error> {
    let (me, now) = filiform.with_open_as(Right::RunPractice, |open| {
        let is_demo = open.store.practice()?.practice.name == DEMO_PRACTICE;
        if is_demo {
            Ok((open.me, filiform.now()))
        } else {
            Err(not_a_demo())
        }
    })?;
    let all = u64::from(asked.patients) * (1 + u64::from(asked.sessions))
        + between::count(asked.patients, asked.sessions)
        + safety::count(asked.patients, asked.sessions)
        + episodes::count(asked.patients, asked.sessions)
        + scores::count(asked.patients, asked.sessions);
    writing::in_bulk(filiform, (asked, me, now), (all, progress))
}

/// Everything of a made-up patient, in the order in which it was written down.
fn entries(chart: Chart, now: Instant) -> Vec<(Instant, Entry)> {
    let registered = PatientWritten {
        id: chart.id,
        based_on: 0,
        patient: chart.patient,
    };
    let before = std::iter::once(Entry::PatientRegistered(registered));
    let before = before.chain(chart.safety).chain(chart.opened);
    let mut scores = chart.scores.into_iter().peekable();
    let visits = chart.sessions.into_iter().flat_map(|session| {
        let (at, day) = (signed_at(&session, now), session.started.date());
        // What was answered at a visit is written down after its note.
        let of_visit = std::iter::from_fn(|| scores.next_if(|score| score.day == day));
        let scored: Vec<Entry> = of_visit
            .map(|score| Entry::MeasureScored(Box::new(score)))
            .collect();
        let note = Entry::SessionSigned(Box::new(session));
        let written = std::iter::once(note).chain(scored);
        written.map(move |entry| (at, entry))
    });
    let after = chart.closed.into_iter().chain(chart.between);
    let dated = |entry| (now, entry);
    before
        .map(dated)
        .chain(visits)
        .chain(after.map(dated))
        .collect()
}

/// Notes are signed a quarter of an hour after the visit, as they are in a practice.
fn signed_at(session: &Session, now: Instant) -> Instant {
    let ended = session.ended();
    Instant {
        utc_ms: (ended.utc_ms + 15 * 60_000).min(now.utc_ms),
        ..ended
    }
}

/// A made-up patient with their visits, oldest first.
pub(crate) struct Chart {
    pub(crate) id: PatientId,
    pub(crate) patient: Patient,
    pub(crate) sessions: Vec<Session>,
    /// What happened between the visits.
    pub(crate) between: Vec<Entry>,
    /// The screening and the consent before the first visit.
    pub(crate) safety: Vec<Entry>,
    /// What opens and what closes the episodes of care.
    pub(crate) opened: Vec<Entry>,
    pub(crate) closed: Vec<Entry>,
    /// The scores of outcome measures, oldest first.
    pub(crate) scores: Vec<Score>,
}

/// What making up takes from outside.
pub(crate) struct Maker<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) therapist: TherapistId,
    pub(crate) now: Instant,
    pub(crate) offset_at: &'a dyn Fn(NaiveDateTime) -> i16,
    pub(crate) seed: u64,
}

impl Maker<'_> {
    /// The `n`th patient. Each has dice of their own, so that more patients change nobody.
    pub(crate) fn chart(&self, n: u32, visits: u32) -> Chart {
        let mut dice = Dice::of(self.seed, n);
        let id = PatientId::new(self.now.utc_ms, dice.bytes());
        let complaint = needling::complaint(self.catalogue, &mut dice);
        let patient = people::patient(&mut dice, n, self.now.date(), &complaint);
        let habit = needling::Habit::of(self.catalogue, &mut dice, &complaint);
        let starts = visits::starts(&mut dice, n, visits, self.now, self.offset_at);
        let course = visits::Course::of(&mut dice, visits);
        let sessions = starts.into_iter().zip(0..).map(|(started, visit)| {
            let ids = (
                SessionId::new(started.utc_ms, dice.bytes()),
                id,
                self.therapist,
            );
            visits::session(&mut dice, ids, started, &habit, (&course, visit))
        });
        let mut chart = Chart {
            sessions: sessions.collect(),
            id,
            patient,
            between: Vec::new(),
            safety: Vec::new(),
            opened: Vec::new(),
            closed: Vec::new(),
            scores: Vec::new(),
        };
        // Dice of their own, so that everything else of a seed stays as it was.
        let mut others = Dice::of(self.seed ^ episodes::SEED, n);
        (chart.opened, chart.closed) = episodes::of(&mut others, &mut chart, self.now.date());
        chart.between = between::entries(&mut dice, n, &chart, self.offset_at);
        chart.safety = safety::entries(&mut dice, n, &chart, self);
        let mut others = Dice::of(self.seed ^ scores::SEED, n);
        chart.scores = scores::scores(&mut others, n, &chart, self);
        chart
    }
}

fn not_a_demo() -> Error {
    Error::Fields(vec![Problem {
        path: "practice".to_owned(),
        code: "not-a-demo".to_owned(),
        message: "Made-up patients go only into a demo practice. Choose an empty folder for one."
            .to_owned(),
    }])
}
