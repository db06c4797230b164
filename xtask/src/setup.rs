//! What a task needs on this machine, and the steps that bring what is missing.

use std::env::consts::OS;

use crate::checkout::Checkout;
use crate::debian::{self, Need};
use crate::display;
use crate::npm;
use crate::python;
use crate::steps::Step;
use crate::stop::Stop;
use crate::toolchain;
use crate::tools;

/// Checks Rust and Node, and plans what has to be installed for `need`. An empty plan means a machine that is ready.
pub(crate) fn plan(checkout: &Checkout, need: Need) -> Result<Vec<Step>, Stop> {
    toolchain::check(checkout)?;
    // Planned first, because it may find that something cannot be had; built last, because it needs a compiler.
    let tools = if need == Need::Everything {
        cargo_tools(checkout)?
    } else {
        Vec::new()
    };
    let mut steps = Vec::new();
    if debian::is_here() {
        steps.extend(debian::missing_packages(checkout, need)?);
    } else {
        println!("{}", prerequisites(OS));
    }
    steps.extend(npm::missing_packages(checkout, "ui"));
    if need >= Need::Play && display::can_be_virtual() {
        steps.extend(npm::missing_packages(checkout, "tests/e2e"));
    }
    if need == Need::Everything {
        steps.extend(npm::missing_packages(checkout, "tests/fhir"));
        steps.extend(python::missing(checkout));
    }
    steps.extend(tools);
    Ok(steps)
}

/// What the checks need beyond packages: rustfmt, clippy and two tools.
fn cargo_tools(checkout: &Checkout) -> Result<Vec<Step>, Stop> {
    let mut steps = Vec::new();
    steps.extend(toolchain::missing_components(checkout)?);
    for tool in [tools::DENY, tools::MACHETE] {
        steps.extend(tool.missing(checkout)?);
    }
    Ok(steps)
}

/// What must be there already on a system where xtask installs nothing.
fn prerequisites(system: &str) -> &'static str {
    match system {
        "macos" => {
            "Needed beside Rust and Node: the Xcode command line tools (xcode-select --install)."
        }
        "windows" => {
            "Needed beside Rust and Node: Microsoft C++ Build Tools, WebView2 (part of Windows 10 and later), \
             and Strawberry Perl for the OpenSSL under SQLCipher."
        }
        _ => {
            "Needed beside Rust and Node: a C compiler, make, perl, pkg-config, and WebKitGTK 4.1 and librsvg with \
             headers (https://v2.tauri.app/start/prerequisites); for the tests also Xvfb, WebKitWebDriver, \
             dbus-run-session, pdftotext, strace and Python 3.11."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_without_apt_is_told_its_own_prerequisites() {
        assert!(prerequisites("macos").contains("xcode-select"));
        assert!(prerequisites("windows").contains("WebView2"));
        assert!(prerequisites("linux").contains("WebKitGTK"));
        assert_eq!(prerequisites("freebsd"), prerequisites("linux"));
    }
}
