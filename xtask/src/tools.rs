//! Two cargo tools at pinned versions, in a folder of their own so that nobody's own tools change.

use std::env;
use std::path::PathBuf;

use crate::checkout::{self, Checkout};
use crate::steps::Step;
use crate::stop::Stop;
use crate::toolchain::Version;

pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Licences, banned crates and sources of everything we link.
pub(crate) const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};
/// Dependencies that nobody uses.
pub(crate) const MACHETE: Tool = Tool {
    name: "cargo-machete",
    version: "0.9.2",
};

impl Tool {
    /// The step that builds the tool, unless it is there at this version.
    pub(crate) fn missing(&self, checkout: &Checkout) -> Result<Option<Step>, Stop> {
        let found = checkout::answer(&self.program()?, &["--version"]);
        if found.as_deref().and_then(Version::find) == Version::find(self.version) {
            return Ok(None);
        }
        // Unoptimised: it builds in a fraction of the time and runs for seconds.
        let mut command = checkout.cargo(&[
            "install",
            "--locked",
            "--debug",
            "--force",
            "--version",
            self.version,
        ]);
        command
            .arg("--root")
            .arg(folder()?)
            .arg(self.name)
            .env_remove("CARGO_TARGET_DIR");
        Ok(Some(Step::new(
            format!("Building {} {}", self.name, self.version),
            self.name,
            command,
        )))
    }

    pub(crate) fn program(&self) -> Result<PathBuf, Stop> {
        Ok(folder()?
            .join("bin")
            .join(format!("{}{}", self.name, env::consts::EXE_SUFFIX)))
    }
}

fn folder() -> Result<PathBuf, Stop> {
    if let Some(folder) = env::var_os("FILIFORM_TOOLS") {
        return Ok(PathBuf::from(folder));
    }
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    home.map(|home| PathBuf::from(home).join(".cache/filiform/tools"))
        .ok_or_else(|| {
            Stop::missing(
                "There is no home folder to keep cargo-deny in: set FILIFORM_TOOLS to a folder.",
            )
        })
}
