//! Long work: what it tells while it runs, and how it is stopped.
//!
//! A job never blocks a lock: closing the practice stops every job first. Whoever started it may stop it too.
//! It notices at its next step, or in the middle of a long statement (`Store` asks the same flag there).

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use filiform_store::{Flow, Stop};

use super::Filiform;
use crate::contract::{Progress, Stage};

/// Told to whoever waits: how far the job is.
pub type Hear<'a> = &'a dyn Fn(Progress);

/// A long job that runs now.
pub struct Job<'a> {
    stop: Stop,
    hear: Hear<'a>,
    told: Cell<Option<(Stage, u64)>>,
}

impl<'a> Job<'a> {
    /// A job that tells `hear` and looks at `stop`.
    pub fn new(stop: Stop, hear: Hear<'a>) -> Self {
        Self {
            stop,
            hear,
            told: Cell::new(None),
        }
    }

    /// What stops this job; to be handed to the store's long work.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Takes note of one step of a stage, and answers whether to go on. Told on when a thousandth was done.
    pub fn step(&self, stage: Stage, done: u64, of: u64) -> Flow {
        let thousandth = done.saturating_mul(1000) / of.max(1);
        if self.told.replace(Some((stage, thousandth))) != Some((stage, thousandth)) {
            (self.hear)(Progress::new(stage, done, of));
        }
        if self.stop.is_asked() {
            Flow::Stop
        } else {
            Flow::Continue
        }
    }

    /// The steps of one stage, as the store's long work tells them.
    pub fn steps(&self, stage: Stage) -> impl FnMut(u64, u64) -> Flow {
        move |done, of| self.step(stage, done, of)
    }
}

/// The jobs that run now.
#[derive(Default)]
pub(super) struct Jobs(Mutex<Running>);

#[derive(Default)]
struct Running {
    /// Each under the number its starter gave it.
    listed: HashMap<u32, Stop>,
    /// How many wait to close the practice: until they have, a new job is stopped before it begins.
    closing: u32,
}

/// While this lives, no job goes on.
pub(super) struct NoJobs<'a>(&'a Jobs);

/// Takes a job off the list when it has ended, however it ended.
struct Listed<'a> {
    jobs: &'a Jobs,
    number: u32,
    stop: Stop,
}

impl Jobs {
    fn begin(&self, number: u32) -> Listed<'_> {
        let stop = Stop::default();
        let mut running = self.running();
        if running.closing > 0 {
            stop.ask();
        }
        // A number that is given twice names the newer job; the older one can no longer be waited for.
        if let Some(older) = running.listed.insert(number, stop.clone()) {
            older.ask();
        }
        Listed {
            jobs: self,
            number,
            stop,
        }
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Listed<'_> {
    fn drop(&mut self) {
        let mut running = self.jobs.running();
        if running
            .listed
            .get(&self.number)
            .is_some_and(|listed| listed.is_same(&self.stop))
        {
            running.listed.remove(&self.number);
        }
    }
}

impl Drop for NoJobs<'_> {
    fn drop(&mut self) {
        let mut running = self.0.running();
        running.closing = running.closing.saturating_sub(1);
    }
}

impl Filiform {
    /// Runs long work under a number, so that [`cancel_job`](Self::cancel_job) and the lock can stop it.
    pub(crate) fn with_job<T>(
        &self,
        number: u32,
        hear: Hear<'_>,
        work: impl FnOnce(&Job<'_>) -> T,
    ) -> T {
        let listed = self.jobs.begin(number);
        work(&Job::new(listed.stop.clone(), hear))
    }

    /// Asks one job to stop. A job that has ended is not missed.
    pub fn cancel_job(&self, number: u32) {
        if let Some(stop) = self.jobs.running().listed.get(&number) {
            stop.ask();
        }
    }

    /// Whether somebody waits to close the practice, and jobs are stopped for it.
    pub fn is_closing(&self) -> bool {
        self.jobs.running().closing > 0
    }

    /// Stops every job, and each that would begin while the answer lives: the practice is about to be closed.
    pub(super) fn stop_jobs(&self) -> NoJobs<'_> {
        let mut running = self.jobs.running();
        running.closing += 1;
        running.listed.values().for_each(Stop::ask);
        drop(running);
        NoJobs(&self.jobs)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn a_job_tells_each_thousandth_once_and_a_new_stage_at_once() {
        let heard = RefCell::new(Vec::new());
        let hear = |progress: Progress| heard.borrow_mut().push((progress.stage, progress.done));
        let job = Job::new(Stop::default(), &hear);
        for done in 0..=10_000 {
            assert_eq!(job.step(Stage::Checking, done, 10_000), Flow::Continue);
        }
        assert_eq!(heard.borrow().len(), 1001);
        assert_eq!(job.step(Stage::Copying, 0, 0), Flow::Continue);
        assert_eq!(heard.borrow().last(), Some(&(Stage::Copying, 0)));
    }

    #[test]
    fn a_job_that_is_asked_to_stop_is_told_so_at_its_next_step() {
        let jobs = Jobs::default();
        let (first, second) = (jobs.begin(1), jobs.begin(2));
        jobs.running().listed.get(&2).map(Stop::ask);
        assert_eq!(
            (first.stop.is_asked(), second.stop.is_asked()),
            (false, true)
        );
        drop(second);
        assert_eq!(
            jobs.running().listed.len(),
            1,
            "an ended job is off the list"
        );
    }

    #[test]
    fn the_end_of_an_older_job_under_the_same_number_leaves_the_newer_one_listed() {
        let jobs = Jobs::default();
        let (older, newer) = (jobs.begin(7), jobs.begin(7));
        assert!(older.stop.is_asked() && !newer.stop.is_asked());
        drop(older);
        assert!(jobs.running().listed.contains_key(&7));
    }
}
