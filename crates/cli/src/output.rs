//! What is printed: data to stdout, errors and warnings to stderr.

use std::io::{self, Write};

use filiform::Refusal;
use filiform_domain::shorthand;
use serde::Serialize;
use serde_json::{Value, json};

use crate::failure::Failure;

/// How answers are printed.
pub(crate) struct Output {
    /// As JSON.
    pub(crate) json: bool,
}

impl Output {
    /// Prints an answer: the value with `--json`, else the lines. Whoever closed the pipe wants no more.
    pub(crate) fn answer(&self, value: &impl Serialize, lines: impl FnOnce() -> Vec<String>) {
        let text = if self.json {
            serde_json::to_string_pretty(value).unwrap_or_default()
        } else {
            lines().join("\n")
        };
        if !text.is_empty() {
            let _ = writeln!(io::stdout().lock(), "{text}");
        }
    }

    /// Prints why nothing was done: every fault with its path. The patients whom a filter cannot tell apart
    /// are data, and go to stdout.
    pub(crate) fn failure(&self, failure: &Failure) {
        if let Failure::SeveralPatients(found) = failure {
            self.answer(&json!({ "candidates": found }), || {
                crate::commands::patient_lines(found)
            });
        }
        if let Failure::Line(line, refusal) = failure {
            self.answer(&line_refused(line, refusal), || {
                what_could_be_written(refusal)
            });
        }
        self.error(&failure.refusal());
    }

    /// Prints something to look at that stops nothing.
    pub(crate) fn warning(&self, message: &str) {
        let line = if self.json {
            json!({ "code": "warning", "message": message, "fields": [] }).to_string()
        } else {
            format!("Warning: {message}")
        };
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    fn error(&self, refusal: &Refusal) {
        let text = if self.json {
            serde_json::to_string(refusal).unwrap_or_default()
        } else {
            let faults = refusal
                .fields
                .iter()
                .map(|fault| match fault.path.as_str() {
                    "" => format!("\n  {}", fault.message),
                    path => format!("\n  {path}: {}", fault.message),
                });
            format!("Error: {}{}", headline(refusal), faults.collect::<String>())
        };
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}

/// Why a typed line is refused, where (in characters, from 0), and what could be written instead.
fn line_refused(line: &str, refusal: &shorthand::Refusal) -> Value {
    let characters = |byte: usize| line.get(..byte).map_or(0, |before| before.chars().count());
    let choices = refusal.choices.iter();
    let choices: Vec<Value> = choices
        .map(|one| json!({ "write": one.write, "words": one.words, "line": one.line }))
        .collect();
    json!({
        "refused": true,
        "code": refusal.code.word(),
        "message": refusal.message,
        "start": characters(refusal.span.start),
        "end": characters(refusal.span.end),
        "choices": choices,
        "fix": refusal.fix,
    })
}

/// The one right line, or each choice with its meaning.
fn what_could_be_written(refusal: &shorthand::Refusal) -> Vec<String> {
    let fix = refusal.fix.iter().cloned();
    let choices = refusal.choices.iter();
    let choices = choices.map(|one| format!("{}  ({}: {})", one.line, one.write, one.words));
    fix.chain(choices).collect()
}

/// The words of a refusal; with faults below it, they say the rest.
fn headline(refusal: &Refusal) -> String {
    match refusal.fields.len() {
        0 => refusal.message.clone(),
        1 => "There is 1 fault. Nothing was written.".to_owned(),
        faults => format!("There are {faults} faults. Nothing was written."),
    }
}
