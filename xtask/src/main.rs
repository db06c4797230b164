//! Everything a developer runs on Filiform, from a fresh machine to a bundle: `cargo xtask help`.
//!
//! Only the standard library is used, so that the first answer comes seconds after the clone.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "xtask talks to the person at the terminal"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "xtask is an outermost layer: it times its own steps"
)]

mod arguments;
mod bundle;
mod checkout;
mod debian;
mod display;
mod journeys;
mod npm;
mod progress;
mod python;
mod run;
mod setup;
mod steps;
mod stop;
mod test;
mod toolchain;
mod tools;

use std::process::ExitCode;

use arguments::Task;
use checkout::Checkout;
use stop::Stop;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match arguments::parse(&words).and_then(carry_out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("{stop}");
            stop.exit_code()
        }
    }
}

fn carry_out(task: Task) -> Result<(), Stop> {
    if task == Task::Help {
        println!("{}", arguments::USAGE);
        return Ok(());
    }
    let checkout = Checkout::here()?;
    match task {
        Task::Help => Ok(()),
        Task::Run { demo } => run::run(&checkout, demo),
        Task::Test => test::everything(&checkout),
        Task::Check => test::fast(&checkout),
        Task::Bindings { check } => test::bindings(&checkout, check),
        Task::E2e => test::end_to_end(&checkout),
        Task::Bundle => bundle::bundle(&checkout),
        Task::Faults { kills } => test::faults(&checkout, kills),
    }
}
