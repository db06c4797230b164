//! What was asked for on the command line.

use crate::stop::Stop;

pub(crate) const USAGE: &str = "\
cargo xtask run [--demo]        set up, build and open the app; --demo: on a practice of made-up patients
cargo xtask test                set up and run everything: Rust, UI, lints, bindings, the real window
cargo xtask check               the fast part of it: format, lints, bindings, UI lint
cargo xtask bindings [--check]  write the TypeScript types and fixtures; --check: fail when they are stale
cargo xtask e2e                 the end-to-end journeys alone
cargo xtask bundle              deb and rpm packages
cargo xtask faults [--kills N]  the fault suite in full, for the night: N kills (1000), every call refused

run and test install what is missing (Debian packages, npm packages, two cargo tools) and say what.
FILIFORM_TOOLS is where cargo-deny and cargo-machete are kept (default ~/.cache/filiform/tools).";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Run { demo: bool },
    Test,
    Check,
    Bindings { check: bool },
    E2e,
    Bundle,
    Faults { kills: u32 },
}

/// Kills in a night.
const KILLS: u32 = 1000;

/// Reads the words after `cargo xtask`. No word at all asks for help.
pub(crate) fn parse(words: &[String]) -> Result<Task, Stop> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => Ok(Task::Help),
        ["run"] => Ok(Task::Run { demo: false }),
        ["run", "--demo"] => Ok(Task::Run { demo: true }),
        ["test"] => Ok(Task::Test),
        ["check"] => Ok(Task::Check),
        ["bindings"] => Ok(Task::Bindings { check: false }),
        ["bindings", "--check"] => Ok(Task::Bindings { check: true }),
        ["e2e"] => Ok(Task::E2e),
        ["bundle"] => Ok(Task::Bundle),
        ["faults"] => Ok(Task::Faults { kills: KILLS }),
        ["faults", "--kills", number] => match number.parse() {
            Ok(kills) => Ok(Task::Faults { kills }),
            Err(_) => Err(Stop::usage(format!(
                "`{number}` is no number of kills.\n\n{USAGE}"
            ))),
        },
        other => Err(Stop::usage(format!(
            "cargo xtask does not know `{}`.\n\n{USAGE}",
            other.join(" ")
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<Task>) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&words).ok(), expected, "`cargo xtask {line}`");
    }

    #[test]
    fn each_task_is_read_with_its_own_flag() {
        check("run", Some(Task::Run { demo: false }));
        check("run --demo", Some(Task::Run { demo: true }));
        check("test", Some(Task::Test));
        check("check", Some(Task::Check));
        check("bindings", Some(Task::Bindings { check: false }));
        check("bindings --check", Some(Task::Bindings { check: true }));
        check("e2e", Some(Task::E2e));
        check("bundle", Some(Task::Bundle));
        check("faults", Some(Task::Faults { kills: 1000 }));
        check("faults --kills 20", Some(Task::Faults { kills: 20 }));
    }

    #[test]
    fn nothing_or_a_plea_for_help_shows_the_usage() {
        check("", Some(Task::Help));
        check("help", Some(Task::Help));
        check("--help", Some(Task::Help));
    }

    #[test]
    fn an_unknown_word_or_a_flag_of_another_task_is_refused() {
        check("runn", None);
        check("test --demo", None);
        check("run --demo --demo", None);
        check("faults --kills", None);
        check("faults --kills many", None);
    }

    #[test]
    fn the_refusal_repeats_the_words_and_shows_the_usage() {
        let stop = parse(&["tests".to_owned()]).map_err(|stop| stop.to_string());
        assert!(
            stop.is_err_and(|text| text.contains("`tests`") && text.contains("cargo xtask run"))
        );
    }
}
