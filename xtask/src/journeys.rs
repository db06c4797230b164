//! The end-to-end journeys of `tests/e2e`: a script does in the real window what a therapist would.

use std::env;
use std::path::PathBuf;

use crate::checkout::Checkout;
use crate::steps::Step;

/// The step that runs one npm script of `tests/e2e` on a virtual display, with the programs built before.
pub(crate) fn play(checkout: &Checkout, title: &str, script: &'static str) -> Step {
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
    Step::new(title, script, journey)
        .shown()
        .on_virtual_display()
}
