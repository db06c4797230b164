//! `cargo xtask test` and its parts. This is all that CI runs, too.

use std::process::Command;

use crate::checkout::Checkout;
use crate::debian::Need;
use crate::display;
use crate::journeys;
use crate::npm;
use crate::python;
use crate::setup;
use crate::steps::{self, Step};
use crate::stop::Stop;
use crate::tools;

/// Sets up and runs everything; the last line says how many checks passed.
pub(crate) fn everything(checkout: &Checkout) -> Result<(), Stop> {
    let mut plan = setup::plan(checkout, Need::Everything)?;
    let prepared = plan.len();
    plan.extend(style(checkout)?);
    plan.extend(screens(checkout));
    plan.extend(rust(checkout));
    plan.push(validators(checkout));
    plan.extend(window(checkout));
    let report = steps::carry_out(checkout, plan);
    let passed = report.finished.len().saturating_sub(prepared);
    let failed = usize::from(report.failed.is_some());
    println!("\n{}\n\n{passed} passed, {failed} failed", report.table());
    report.into_result()
}

/// What answers fast while one works: format, lints, bindings.
pub(crate) fn fast(checkout: &Checkout) -> Result<(), Stop> {
    let mut plan = setup::plan(checkout, Need::Build)?;
    plan.push(format(checkout));
    plan.push(npm::build_screens(checkout));
    plan.push(Step::new(
        "UI lint",
        "ui-lint",
        checkout.npm("ui", &["run", "lint"]),
    ));
    plan.push(clippy(checkout));
    plan.push(Step::new("Bindings", "bindings", bindings_test(checkout)));
    steps::carry_out(checkout, plan).into_result()
}

/// Writes the generated TypeScript and the fixtures, or checks that they are what Rust says.
pub(crate) fn bindings(checkout: &Checkout, check: bool) -> Result<(), Stop> {
    let mut plan = setup::plan(checkout, Need::Build)?;
    let mut command = bindings_test(checkout);
    if !check {
        command.env("FILIFORM_BINDINGS", "write");
    }
    let title = if check {
        "Checking the bindings"
    } else {
        "Writing the bindings"
    };
    plan.push(Step::new(title, "bindings", command));
    steps::carry_out(checkout, plan).into_result()
}

/// The journeys in the real window, alone.
pub(crate) fn end_to_end(checkout: &Checkout) -> Result<(), Stop> {
    let mut plan = setup::plan(checkout, Need::Journeys)?;
    plan.push(npm::build_screens(checkout));
    plan.push(build(checkout));
    plan.extend(window(checkout));
    steps::carry_out(checkout, plan).into_result()
}

/// The fault suite at its full length: every call refused, as many kills as asked.
pub(crate) fn faults(checkout: &Checkout, kills: u32) -> Result<(), Stop> {
    let mut plan = setup::plan(checkout, Need::Build)?;
    let kills = kills.to_string();
    let suite = ["test", "--workspace", "--locked", "--test", "faults", "--"];
    let length = ["--kills", kills.as_str(), "--every", "1"];
    let command = checkout.cargo(&[&suite[..], &length].concat());
    plan.push(Step::new("Fault suite", "faults", command).shown());
    steps::carry_out(checkout, plan).into_result()
}

fn style(checkout: &Checkout) -> Result<Vec<Step>, Stop> {
    let mut machete = checkout.program(tools::MACHETE.program()?);
    // It was started through cargo, and then takes its own name for granted as the first word.
    machete.arg("machete");
    let mut deny = checkout.program(tools::DENY.program()?);
    deny.args(["--workspace", "check", "licenses", "bans", "sources"]);
    Ok(vec![
        format(checkout),
        Step::new("No unused dependencies", "machete", machete),
        Step::new("Licences and sources of dependencies", "deny", deny),
    ])
}

fn screens(checkout: &Checkout) -> [Step; 3] {
    [
        Step::new(
            "UI types and lint",
            "ui-check",
            checkout.npm("ui", &["run", "check"]),
        ),
        Step::new("UI tests", "ui-test", checkout.npm("ui", &["run", "test"])).shown(),
        npm::build_screens(checkout),
    ]
}

fn rust(checkout: &Checkout) -> [Step; 5] {
    let mut documentation = checkout.cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
    documentation.env("RUSTDOCFLAGS", "-D warnings");
    let mut tests = checkout.cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
    tests.env_remove("FILIFORM_BINDINGS");
    [
        clippy(checkout),
        Step::new("Rust documentation", "doc", documentation),
        build(checkout),
        Step::new("Rust tests", "cargo-test", tests).shown(),
        Step::new(
            "Bindings are up to date",
            "bindings",
            bindings_test(checkout),
        ),
    ]
}

/// What leaves as FHIR, read by validators of other makers.
fn validators(checkout: &Checkout) -> Step {
    let mut read = checkout.npm("tests/fhir", &["run", "test"]);
    read.env("FILIFORM_CLI", checkout.binary("filiform-cli"))
        .env("FILIFORM_PYTHON", python::program(checkout));
    Step::new("FHIR validators", "fhir", read).shown()
}

/// The end-to-end journeys; only Linux has the driver they need.
fn window(checkout: &Checkout) -> Option<Step> {
    if !display::can_be_virtual() {
        println!("The journeys in the real window need WebKitWebDriver on Linux: not run here.");
        return None;
    }
    Some(journeys::play(
        checkout,
        "Journeys in the real window",
        "test",
    ))
}

fn format(checkout: &Checkout) -> Step {
    Step::new(
        "Code format",
        "fmt",
        checkout.cargo(&["fmt", "--all", "--", "--check"]),
    )
}

fn clippy(checkout: &Checkout) -> Step {
    let arguments = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ];
    Step::new("Rust lints", "clippy", checkout.cargo(&arguments))
}

/// All targets of all packages at once: the tests after it have the same features and compile nothing again.
fn build(checkout: &Checkout) -> Step {
    let arguments = ["build", "--workspace", "--all-targets", "--locked"];
    Step::new("Building everything", "build", checkout.cargo(&arguments))
}

/// Asked of the whole workspace, and not of one package, so that the features stay those of the other builds.
fn bindings_test(checkout: &Checkout) -> Command {
    let mut command = checkout.cargo(&["test", "--workspace", "--locked", "--test", "bindings"]);
    command.env_remove("FILIFORM_BINDINGS");
    command
}
