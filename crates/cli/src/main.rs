//! The same workflows as in the window, for scripts.
//!
//! Data goes to stdout, errors and progress to stderr. With `--json` both are JSON: one document on stdout;
//! on stderr an object a line, `{"code", "message", "fields"}`. No error names a patient.

mod arguments;
mod commands;
mod failure;
mod input;
mod output;
mod passphrase;
mod practice;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use output::Output;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output {
        json: arguments.json,
    };
    match commands::run(&arguments, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
