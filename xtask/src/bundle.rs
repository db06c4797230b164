//! `cargo xtask bundle`: the deb and rpm packages.

use crate::checkout::Checkout;
use crate::debian::Need;
use crate::npm;
use crate::setup;
use crate::steps::{self, Step};
use crate::stop::Stop;

/// Tauri's own bundler, fetched by npm; the version is that of the tauri crate.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

pub(crate) fn bundle(checkout: &Checkout) -> Result<(), Stop> {
    let mut plan = setup::plan(checkout, Need::Build)?;
    plan.push(npm::build_screens(checkout));
    let mut tauri = checkout.program(if cfg!(windows) { "npx.cmd" } else { "npx" });
    tauri.args(["--yes", TAURI_CLI, "build", "--bundles", "deb,rpm"]);
    plan.push(Step::new("Building the packages", "bundle", tauri));
    steps::carry_out(checkout, plan).into_result()?;
    println!("The packages are in {}.", checkout.bundles().display());
    Ok(())
}
