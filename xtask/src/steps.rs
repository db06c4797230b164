//! Steps: programs run one after the other, each with a progress line, a time, and its output kept or shown.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::checkout::Checkout;
use crate::display::Display;
use crate::progress::{self, Line};
use crate::stop::Stop;

pub(crate) struct Step {
    title: String,
    log: &'static str,
    commands: Vec<Command>,
    shown: bool,
    on_display: bool,
}

impl Step {
    /// A step whose output goes to `target/xtask/<log>.log` and is shown only when it fails.
    pub(crate) fn new(title: impl Into<String>, log: &'static str, command: Command) -> Self {
        Self {
            title: title.into(),
            log,
            commands: vec![command],
            shown: false,
            on_display: false,
        }
    }

    /// Runs another program after those before it have succeeded.
    pub(crate) fn then(mut self, command: Command) -> Self {
        self.commands.push(command);
        self
    }

    /// Shows the output while the step runs.
    pub(crate) fn shown(mut self) -> Self {
        self.shown = true;
        self
    }

    /// Runs on a virtual display of its own.
    pub(crate) fn on_virtual_display(mut self) -> Self {
        self.on_display = true;
        self
    }
}

/// What the steps came to. Nothing runs after a failure.
pub(crate) struct Report {
    pub(crate) finished: Vec<(String, Duration)>,
    pub(crate) failed: Option<(String, Duration)>,
}

impl Report {
    pub(crate) fn into_result(self) -> Result<(), Stop> {
        match self.failed {
            None => Ok(()),
            Some((title, _)) => Err(Stop::failed(format!("Stopped: {title} failed."))),
        }
    }

    /// What each step took, one a line, and the sum.
    pub(crate) fn table(&self) -> String {
        let rows = self
            .finished
            .iter()
            .map(|(title, took)| (title.as_str(), *took, ""));
        let failed = self
            .failed
            .iter()
            .map(|(title, took)| (title.as_str(), *took, "  failed"));
        progress::table(&rows.chain(failed).collect::<Vec<_>>())
    }
}

/// Runs the steps in order and stops at the first that fails.
pub(crate) fn carry_out(checkout: &Checkout, steps: Vec<Step>) -> Report {
    let mut report = Report {
        finished: Vec::new(),
        failed: None,
    };
    let total = steps.len();
    for (index, step) in steps.into_iter().enumerate() {
        let line = Line::new(index + 1, total, &step.title, !step.shown);
        let title = step.title.clone();
        let started = Instant::now();
        line.begin();
        let outcome = play(step, &checkout.logs(), &line, started);
        let took = started.elapsed();
        line.end(took, outcome.is_ok());
        if let Err(output) = outcome {
            println!("{output}");
            report.failed = Some((title, took));
            return report;
        }
        report.finished.push((title, took));
    }
    report
}

/// Runs one step's programs; on failure answers with the text to show.
fn play(step: Step, logs: &Path, line: &Line, started: Instant) -> Result<(), String> {
    let trouble = |error: io::Error| format!("{} could not be run: {error}", step.title);
    let log = logs.join(step.log).with_extension("log");
    if !step.shown {
        fs::create_dir_all(logs)
            .and_then(|()| File::create(&log).map(drop))
            .map_err(trouble)?;
    }
    let display = step
        .on_display
        .then(Display::start)
        .transpose()
        .map_err(trouble)?;
    for mut command in step.commands {
        if let Some(display) = &display {
            display.show(&mut command);
        }
        if !step.shown {
            keep_output(&mut command, &log).map_err(trouble)?;
        }
        let name = command.get_program().to_string_lossy().into_owned();
        let status = command
            .spawn()
            .and_then(|mut program| wait(&mut program, line, started))
            .map_err(|error| format!("{name} does not start: {error}"))?;
        if !status.success() {
            return Err(failure(
                &name,
                status,
                (!step.shown).then_some(log.as_path()),
            ));
        }
    }
    Ok(())
}

fn keep_output(command: &mut Command, log: &Path) -> io::Result<()> {
    let file = File::options().append(true).open(log)?;
    command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file);
    Ok(())
}

fn wait(program: &mut Child, line: &Line, started: Instant) -> io::Result<ExitStatus> {
    if !line.is_live() {
        return program.wait();
    }
    loop {
        if let Some(status) = program.try_wait()? {
            return Ok(status);
        }
        line.tick(started.elapsed());
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn failure(name: &str, status: ExitStatus, log: Option<&Path>) -> String {
    let output = log.and_then(|log| fs::read(log).ok()).unwrap_or_default();
    format!(
        "{}{name} ended with {status}.",
        String::from_utf8_lossy(&output)
    )
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    /// Plays one quiet step with its log in cargo's folder for tests.
    fn outcome(log: &'static str, step: Step) -> (Result<(), String>, String) {
        let logs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/xtask-tests");
        let line = Line::new(1, 1, "a step", false);
        let result = play(step, &logs, &line, Instant::now());
        (
            result,
            fs::read_to_string(logs.join(log).with_extension("log")).unwrap_or_default(),
        )
    }

    #[test]
    fn the_output_of_a_passing_step_is_kept_in_its_log() {
        let step = Step::new("two", "passing", shell("echo first")).then(shell("echo second >&2"));
        assert_eq!(
            outcome("passing", step),
            (Ok(()), "first\nsecond\n".to_owned())
        );
    }

    #[test]
    fn a_failing_step_answers_with_its_whole_output() {
        let step = Step::new("bad", "failing", shell("echo why; exit 3"));
        let (result, _) = outcome("failing", step);
        assert_eq!(result, Err("why\nsh ended with exit status: 3.".to_owned()));
    }

    #[test]
    fn nothing_runs_after_the_program_that_failed() {
        let step = Step::new("bad", "cut", shell("exit 1")).then(shell("echo never"));
        let (result, log) = outcome("cut", step);
        assert!(result.is_err());
        assert_eq!(log, "");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let step = Step::new("gone", "gone", Command::new("filiform-no-such-program"));
        let (result, _) = outcome("gone", step);
        assert!(
            result.is_err_and(|text| text.starts_with("filiform-no-such-program does not start"))
        );
    }

    #[test]
    fn the_report_of_a_failure_names_the_step() {
        let failed = Some(("Clippy".to_owned(), Duration::from_secs(65)));
        let report = Report {
            finished: vec![("Format".to_owned(), Duration::from_secs(2))],
            failed,
        };
        assert_eq!(
            report.table(),
            "Format  2s\nClippy  1m05s  failed\n        1m07s"
        );
        assert!(
            report
                .into_result()
                .is_err_and(|stop| stop.to_string().contains("Clippy"))
        );
    }
}
