//! What a person sees while a step runs: `[3/9] Building the window … 2m10s`.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// The progress line of one step: live on a terminal, a line at the start and one at the end elsewhere.
pub(crate) struct Line {
    text: String,
    live: bool,
}

impl Line {
    /// `quiet` says that the step prints nothing itself, so that the line can be written over.
    pub(crate) fn new(number: usize, total: usize, title: &str, quiet: bool) -> Self {
        let live = quiet && io::stdout().is_terminal();
        Self {
            text: format!("[{number}/{total}] {title} …"),
            live,
        }
    }

    pub(crate) fn is_live(&self) -> bool {
        self.live
    }

    pub(crate) fn begin(&self) {
        if self.live {
            self.tick(Duration::ZERO);
        } else {
            println!("{}", self.text);
        }
    }

    pub(crate) fn tick(&self, elapsed: Duration) {
        print!("\r{} {}\x1b[K", self.text, took(elapsed));
        // A terminal that cannot be written to is no reason to stop building.
        let _ = io::stdout().flush();
    }

    pub(crate) fn end(&self, elapsed: Duration, passed: bool) {
        let start_over = if self.live { "\r" } else { "" };
        let verdict = if passed { "" } else { "failed after " };
        let rest_of_line = if self.live { "\x1b[K" } else { "" };
        println!(
            "{start_over}{} {verdict}{}{rest_of_line}",
            self.text,
            took(elapsed)
        );
    }
}

/// A duration as a person reads it: `0s`, `59s`, `2m10s`, `1h02m`.
pub(crate) fn took(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds}s"),
        (0, minutes, seconds) => format!("{minutes}m{seconds:02}s"),
        (hours, minutes, _) => format!("{hours}h{minutes:02}m"),
    }
}

/// Titles, times and remarks in columns, with the sum below.
pub(crate) fn table(rows: &[(&str, Duration, &str)]) -> String {
    let width = rows
        .iter()
        .map(|(title, ..)| title.chars().count())
        .max()
        .unwrap_or(0);
    let sum = rows.iter().map(|(_, took, _)| *took).sum();
    let mut lines: Vec<String> = rows
        .iter()
        .map(|(title, elapsed, remark)| format!("{title:width$}  {}{remark}", took(*elapsed)))
        .collect();
    lines.push(format!("{:width$}  {}", "", took(sum)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_reads_in_its_two_largest_units() {
        let check =
            |seconds, expected: &str| assert_eq!(took(Duration::from_secs(seconds)), expected);
        check(0, "0s");
        check(59, "59s");
        check(60, "1m00s");
        check(130, "2m10s");
        check(3599, "59m59s");
        check(3720, "1h02m");
    }

    #[test]
    fn the_table_lines_up_and_ends_with_the_sum() {
        let rows = [
            ("Code format", Duration::from_secs(2), ""),
            ("Rust tests", Duration::from_secs(130), "  failed"),
        ];
        assert_eq!(
            table(&rows),
            "Code format  2s\nRust tests   2m10s  failed\n             2m12s"
        );
    }
}
