//! The fault suite: what becomes of a practice when the process is killed, the disk refuses, a byte is flipped.
//!
//! Real processes and real files. It prints its figures in one table and fails on any acknowledged write that
//! is lost, any panic and any damage that goes unnoticed. `cargo xtask faults --kills 1000` for a long night.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failed test should panic, and says its figures"
)]

#[path = "../support/mod.rs"]
mod support;

mod child;
mod clock;
mod copies;
mod crew;
mod damage;
mod kills;
mod lost;
mod place;
mod refusals;
mod shim;
mod table;
mod two;

use std::process::ExitCode;

use table::Row;

/// How much of it is played: the test command takes a part, a long night everything.
#[derive(Clone, Copy)]
struct Measure {
    /// Kills.
    kills: usize,
    /// Each how manyth call is refused.
    every: usize,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["child", role, ref rest @ ..] => {
            child::play(role, rest);
            ExitCode::SUCCESS
        }
        // Asked by tools that list tests before they run them.
        ["--list", ..] => ExitCode::SUCCESS,
        ref words => run(asked(words), filter(words)),
    }
}

/// Plays each part that the filter names, prints the table, and fails when anything was lost.
fn run(measure: Measure, filter: Option<&str>) -> ExitCode {
    type Part = (&'static str, Box<dyn Fn() -> Vec<Row>>);
    let parts: [Part; 6] = [
        ("kills", Box::new(move || kills::play(measure.kills))),
        ("copies", Box::new(move || copies::play(measure.kills))),
        ("refusals", Box::new(move || refusals::play(measure.every))),
        ("damage", Box::new(damage::play)),
        ("clock", Box::new(clock::play)),
        ("two", Box::new(two::play)),
    ];
    let asked = parts
        .iter()
        .filter(|(name, _)| filter.is_none_or(|filter| name.contains(filter)));
    let rows: Vec<Row> = asked.flat_map(|(_, play)| play()).collect();
    if rows.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("{}", table::of(&rows));
    if rows.iter().all(|row| row.faults.is_empty()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// `--kills 1000 --every 1`; without them, what fits into a test command.
fn asked(words: &[&str]) -> Measure {
    let number = |option: &str| {
        let mut after = words.iter().skip_while(|word| **word != option).skip(1);
        after.next().and_then(|number| number.parse().ok())
    };
    Measure {
        kills: number("--kills").unwrap_or(50),
        every: number("--every").unwrap_or(7).max(1),
    }
}

/// The first word that is no option and no option's value.
fn filter<'a>(words: &[&'a str]) -> Option<&'a str> {
    let mut words = words.iter().copied();
    while let Some(word) = words.next() {
        match word {
            "--kills" | "--every" | "--test-threads" => drop(words.next()),
            option if option.starts_with('-') => {}
            filter => return Some(filter),
        }
    }
    None
}
