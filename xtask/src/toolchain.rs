//! Rust and Node: the two things xtask cannot install. Each missing or too old gets one clear line.

use std::fmt;
use std::fs;
use std::path::Path;

use crate::checkout::{self, Checkout};
use crate::steps::Step;
use crate::stop::Stop;

const NODE: Version = Version {
    major: 20,
    minor: 19,
    patch: 0,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

/// Refuses a machine whose Rust or Node is missing or older than the workspace asks for.
pub(crate) fn check(checkout: &Checkout) -> Result<(), Stop> {
    let manifest = fs::read_to_string(checkout.path("Cargo.toml")).unwrap_or_default();
    let rust =
        wanted_rust(&manifest).ok_or_else(|| Stop::failed("Cargo.toml names no rust-version."))?;
    enough(
        "Rust",
        version_of("rustc"),
        rust,
        "run `rustup update stable` (https://rustup.rs)",
    )?;
    enough(
        "Node",
        version_of("node"),
        NODE,
        "install it from https://nodejs.org",
    )?;
    match checkout::answer(Path::new(checkout::npm_program()), &["--version"]) {
        Some(_) => Ok(()),
        None => Err(Stop::missing(
            "Filiform needs npm beside Node, found none: install it from https://nodejs.org.",
        )),
    }
}

/// The step that adds rustfmt and clippy where a minimal toolchain came without them.
pub(crate) fn missing_components(checkout: &Checkout) -> Result<Option<Step>, Stop> {
    let absent = |name: &str| {
        !checkout
            .cargo(&[name, "--version"])
            .output()
            .is_ok_and(|output| output.status.success())
    };
    if !absent("fmt") && !absent("clippy") {
        return Ok(None);
    }
    if !checkout::on_path("rustup") {
        return Err(Stop::missing(
            "The checks need rustfmt and clippy beside Rust, and there is no rustup to add them.",
        ));
    }
    let mut command = checkout.program("rustup");
    command.args(["component", "add", "rustfmt", "clippy"]);
    Ok(Some(Step::new(
        "Adding rustfmt and clippy",
        "rustup",
        command,
    )))
}

impl Version {
    /// The first version in a program's answer: `rustc 1.95.0 (f2d3ce0bd 2026-03-21)`, `v20.19.5`, `1.96.0-nightly`.
    pub(crate) fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix('v').unwrap_or(word);
        let numbers = word.split(['-', '+']).next()?;
        let mut parts = numbers.split('.').map(str::parse);
        let major = parts.next()?.ok()?;
        let minor = parts.next()?.ok()?;
        let patch = parts.next().unwrap_or(Ok(0)).ok()?;
        parts.next().is_none().then_some(Self {
            major,
            minor,
            patch,
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

fn version_of(program: &str) -> Option<Version> {
    Version::find(&checkout::answer(Path::new(program), &["--version"])?)
}

fn wanted_rust(manifest: &str) -> Option<Version> {
    let line = manifest
        .lines()
        .find(|line| line.starts_with("rust-version"))?;
    Version::parse(line.split('"').nth(1)?)
}

fn enough(name: &str, found: Option<Version>, least: Version, remedy: &str) -> Result<(), Stop> {
    match found {
        Some(version) if version >= least => Ok(()),
        Some(version) => Err(Stop::missing(format!(
            "Filiform needs {name} {least} or newer, found {version}: {remedy}."
        ))),
        None => Err(Stop::missing(format!(
            "Filiform needs {name} {least} or newer, found none: {remedy}."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Option<(u32, u32, u32)> {
        Version::find(text).map(|found| (found.major, found.minor, found.patch))
    }

    #[test]
    fn a_version_is_found_in_what_each_program_prints() {
        assert_eq!(
            version("rustc 1.95.0 (f2d3ce0bd 2026-03-21)"),
            Some((1, 95, 0))
        );
        assert_eq!(version("v20.19.5\n"), Some((20, 19, 5)));
        assert_eq!(
            version("rustc 1.96.0-nightly (abc 2026-04-01)"),
            Some((1, 96, 0))
        );
        assert_eq!(version("cargo-deny 0.20.2"), Some((0, 20, 2)));
        assert_eq!(version("1.95"), Some((1, 95, 0)));
    }

    #[test]
    fn what_is_not_a_version_is_not_taken_for_one() {
        for text in ["", "command not found", "20", "1.2.3.4", "one.two", "1.x"] {
            assert_eq!(version(text), None, "{text:?}");
        }
    }

    #[test]
    fn versions_compare_by_number_and_not_by_letter() {
        assert!(Version::find("20.9.0") < Version::find("20.19.0"));
        assert!(Version::find("21.0.0") > Version::find("20.19.0"));
    }

    #[test]
    fn the_wanted_rust_is_read_from_the_manifest() {
        let manifest = "edition = \"2024\"\nrust-version = \"1.95\"\n";
        assert_eq!(wanted_rust(manifest), Version::find("1.95.0"));
        assert_eq!(wanted_rust("edition = \"2024\"\n"), None);
    }

    #[test]
    fn too_old_and_missing_each_get_one_line_with_the_remedy() {
        let refusal =
            |found| enough("Node", found, NODE, "install it").map_err(|stop| stop.to_string());
        assert_eq!(refusal(Version::find("20.19.0")), Ok(()));
        assert_eq!(
            refusal(Version::find("v18.20.4")),
            Err("Filiform needs Node 20.19.0 or newer, found 18.20.4: install it.".to_owned())
        );
        assert_eq!(
            refusal(None),
            Err("Filiform needs Node 20.19.0 or newer, found none: install it.".to_owned())
        );
    }
}
