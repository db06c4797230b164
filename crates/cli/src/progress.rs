//! Progress of a long job: on a terminal, and only when the job takes longer than a second.

use std::cell::RefCell;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant as Stopwatch};

use filiform::{Flow, Job, Stop, contract};

/// A job that takes longer shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// One line on a terminal that is written over and over.
pub(crate) struct Progress {
    words: &'static str,
    started: Stopwatch,
    visible: bool,
    shown: Option<u64>,
}

impl Progress {
    /// Begins a job.
    #[expect(
        clippy::disallowed_methods,
        reason = "the outermost layer reads the computer's clock"
    )]
    pub(crate) fn of(words: &'static str) -> Self {
        Self {
            words,
            started: Stopwatch::now(),
            visible: io::stderr().is_terminal(),
            shown: None,
        }
    }

    /// Takes note of what is done of how much.
    pub(crate) fn step(&mut self, done: u64, all: u64) -> Flow {
        let percent = done.saturating_mul(100) / all.max(1);
        if self.visible && self.shown != Some(percent) && self.started.elapsed() > PATIENCE {
            self.shown = Some(percent);
            let _ = write!(
                io::stderr().lock(),
                "\r{}: {percent} % of {all}",
                self.words
            );
        }
        Flow::Continue
    }

    /// Takes note of what a job tells.
    fn hear(&mut self, told: contract::Progress) {
        self.step(told.done.into(), told.of.into());
    }

    /// Ends the line, if one was begun.
    pub(crate) fn end(self) {
        if self.shown.is_some() {
            let _ = writeln!(io::stderr().lock());
        }
    }
}

/// Runs a long job and shows how far it is. Nobody stops it but the end of the process.
pub(crate) fn show<T>(words: &'static str, work: impl FnOnce(&Job<'_>) -> T) -> T {
    let progress = RefCell::new(Progress::of(words));
    let done = work(&Job::new(Stop::default(), &|told| {
        progress.borrow_mut().hear(told);
    }));
    progress.into_inner().end();
    done
}
