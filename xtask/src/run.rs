//! `cargo xtask run`: from a clone to the open app, or to the app playing by itself where nobody can see it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::debian::Need;
use crate::display;
use crate::journeys;
use crate::npm;
use crate::setup;
use crate::steps::{self, Step};
use crate::stop::Stop;

/// Protects made-up patients only, so it can be printed.
const DEMO_PASSPHRASE: &str = "six thin needles resting on linen";

pub(crate) fn run(checkout: &Checkout, demo: bool) -> Result<(), Stop> {
    let visible = display::is_here();
    let mut plan = setup::plan(checkout, if visible { Need::Build } else { Need::Play })?;
    plan.push(npm::build_screens(checkout));
    plan.push(Step::new(
        "Building the window",
        "build",
        checkout.cargo(&build_arguments(demo)),
    ));
    steps::carry_out(checkout, plan).into_result()?;
    let practice = demo.then(|| demo_practice(checkout)).transpose()?;
    if visible {
        open(checkout, practice.as_deref())
    } else {
        play(checkout, practice.as_deref())
    }
}

/// Both programs at once: cargo then settles on one set of features and compiles nothing twice.
fn build_arguments(demo: bool) -> Vec<&'static str> {
    let mut arguments = vec!["build", "--package", "filiform-app"];
    if demo {
        arguments.extend(["--package", "filiform-cli"]);
    }
    arguments
}

fn open(checkout: &Checkout, practice: Option<&Path>) -> Result<(), Stop> {
    let mut app = checkout.program(checkout.binary("filiform"));
    if let Some(practice) = practice {
        app.env("FILIFORM_PRACTICE", practice);
    }
    println!("Opening Filiform.");
    match app.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Stop::failed(format!("Filiform ended with {status}."))),
        Err(error) => Err(Stop::failed(format!("Filiform does not start: {error}."))),
    }
}

/// Without a display, the app is started on a virtual one and a script does at it what a person would.
fn play(checkout: &Checkout, practice: Option<&Path>) -> Result<(), Stop> {
    let step = if let Some(practice) = practice {
        println!(
            "There is no display: opening a copy of the demo practice in the real window on a virtual one."
        );
        journeys::look_around(checkout, practice, DEMO_PASSPHRASE)
    } else {
        println!("There is no display: playing the main job in the real window on a virtual one.");
        journeys::play(checkout, "Playing the main job", "main-job")
    };
    steps::carry_out(checkout, vec![step]).into_result()
}

/// A practice of made-up patients in the user's data folder, made once and then kept.
fn demo_practice(checkout: &Checkout) -> Result<PathBuf, Stop> {
    let data = data_folder(env::consts::OS, |name| env::var_os(name))
        .ok_or_else(|| Stop::missing("There is no home folder to keep the demo practice in."))?;
    let practice = data.join("filiform-demo");
    if !practice.exists() {
        make_demo(checkout, &practice)?;
    }
    println!(
        "Demo practice: {}\nPassphrase:    {DEMO_PASSPHRASE}",
        practice.display()
    );
    Ok(practice)
}

/// Fills a folder beside the final one first, so that a demo cut short is never opened.
fn make_demo(checkout: &Checkout, practice: &Path) -> Result<(), Stop> {
    let unfinished = practice.with_extension("unfinished");
    remove_if_there(&unfinished).map_err(|error| not_made(&unfinished, &error))?;
    let mut cli = checkout.program(checkout.binary("filiform-cli"));
    cli.arg("--vault").arg(&unfinished).args([
        "demo",
        "--patients",
        "24",
        "--sessions",
        "8",
        "--seed",
        "1",
    ]);
    cli.env("FILIFORM_PASSPHRASE", DEMO_PASSPHRASE);
    steps::carry_out(
        checkout,
        vec![Step::new(
            "Making a practice of made-up patients",
            "demo",
            cli,
        )],
    )
    .into_result()?;
    fs::rename(&unfinished, practice).map_err(|error| not_made(practice, &error))
}

fn remove_if_there(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
    } else {
        Ok(())
    }
}

fn not_made(folder: &Path, error: &io::Error) -> Stop {
    Stop::failed(format!(
        "The demo practice in {} could not be made: {error}.",
        folder.display()
    ))
}

/// Where programs keep a user's data on this system.
fn data_folder(system: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    match system {
        "windows" => folder("APPDATA"),
        "macos" => folder("HOME").map(|home| home.join("Library/Application Support")),
        _ => {
            folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(system: &str, variables: &[(&str, &str)], expected: Option<&str>) {
        let look_up = |name: &str| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| OsString::from(value))
        };
        assert_eq!(
            data_folder(system, look_up),
            expected.map(PathBuf::from),
            "{system} {variables:?}"
        );
    }

    #[test]
    fn the_data_folder_follows_each_system_s_custom() {
        check(
            "linux",
            &[("HOME", "/home/a")],
            Some("/home/a/.local/share"),
        );
        check(
            "linux",
            &[("HOME", "/home/a"), ("XDG_DATA_HOME", "/data")],
            Some("/data"),
        );
        check(
            "linux",
            &[("HOME", "/home/a"), ("XDG_DATA_HOME", "")],
            Some("/home/a/.local/share"),
        );
        check(
            "macos",
            &[("HOME", "/Users/a")],
            Some("/Users/a/Library/Application Support"),
        );
        check("windows", &[("APPDATA", "/a/Roaming")], Some("/a/Roaming"));
    }

    #[test]
    fn without_a_home_there_is_no_data_folder() {
        check("linux", &[], None);
        check("windows", &[("HOME", "/home/a")], None);
    }

    #[test]
    fn the_command_line_is_built_only_for_a_demo() {
        assert!(!build_arguments(false).contains(&"filiform-cli"));
        assert!(build_arguments(true).contains(&"filiform-cli"));
    }
}
