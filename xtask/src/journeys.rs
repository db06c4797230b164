//! The end-to-end journeys of `tests/e2e`: a script does in the real window what a therapist would.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::steps::Step;

/// The step that runs one npm script of `tests/e2e` on a virtual display, with the programs built before.
pub(crate) fn play(checkout: &Checkout, title: &str, script: &'static str) -> Step {
    shown(title, script, journey(checkout, script))
}

/// The step that looks around a practice of made-up patients. The script works on a copy of it.
pub(crate) fn look_around(checkout: &Checkout, practice: &Path, passphrase: &str) -> Step {
    let mut tour = journey(checkout, "demo");
    tour.env("FILIFORM_DEMO", practice)
        .env("FILIFORM_DEMO_PASSPHRASE", passphrase);
    shown("Looking around the demo practice", "demo", tour)
}

fn journey(checkout: &Checkout, script: &str) -> Command {
    let screenshots =
        env::var_os("FILIFORM_SHOTS").map_or_else(|| checkout.path("screenshots"), PathBuf::from);
    // A session bus of its own: the app asks the bus whether it is the only instance.
    let mut journey = checkout.program("dbus-run-session");
    journey
        .args(["--", "npm", "run", script])
        .current_dir(checkout.path("tests/e2e"))
        .env("FILIFORM_BIN", checkout.binary("filiform"))
        .env("FILIFORM_CLI", checkout.binary("filiform-cli"))
        .env("FILIFORM_SHOTS", screenshots);
    journey
}

fn shown(title: &str, script: &'static str, journey: Command) -> Step {
    Step::new(title, script, journey)
        .shown()
        .on_virtual_display()
}
