//! The Debian packages that Filiform is built and tested with.

use std::path::Path;

use crate::checkout::{self, Checkout};
use crate::python;
use crate::steps::Step;
use crate::stop::Stop;

/// A compiler, perl for the OpenSSL under SQLCipher, the window's libraries, and trust for cargo's downloads.
const TO_BUILD: [&str; 6] = [
    "build-essential",
    "ca-certificates",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "perl",
    "pkg-config",
];
/// A display that is not there, the driver that plays on it, a session bus, and `pdftotext` to read the letter.
const TO_PLAY: [&str; 4] = ["xvfb", "webkit2gtk-driver", "dbus", "poppler-utils"];
/// `strace` sees which files the app touches.
const TO_WATCH: [&str; 1] = ["strace"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// To build the app and open it.
    Build,
    /// To play a journey in the real window, seen or not.
    Play,
    /// To watch what the app does while a journey is played.
    Journeys,
    /// To run every check there is.
    Everything,
}

/// Whether packages can be installed here: Debian, Ubuntu and what descends from them.
pub(crate) fn is_here() -> bool {
    checkout::on_path("apt-get") && checkout::on_path("dpkg-query")
}

/// The step that installs what is missing, announced; nothing when all is there.
pub(crate) fn missing_packages(checkout: &Checkout, need: Need) -> Result<Option<Step>, Stop> {
    let mut wanted = packages(need);
    if need == Need::Everything && !python::can_make_one() {
        wanted.push("python3-venv");
    }
    let absent = missing(&wanted, &installed(checkout, &wanted)?);
    if absent.is_empty() {
        return Ok(None);
    }
    let names = absent.join(" ");
    let root = is_root();
    if !root && !checkout::on_path("sudo") {
        return Err(Stop::missing(format!(
            "These Debian packages are missing and there is no sudo; as root: apt-get install {names}"
        )));
    }
    println!(
        "Installing from Debian{}: {names}",
        if root { "" } else { ", with sudo" }
    );
    if !root {
        ask_for_password(checkout)?;
    }
    let title = format!("Installing {} Debian packages", absent.len());
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(absent);
    let step = Step::new(title, "apt", apt_get(checkout, root, &["update"]))
        .then(apt_get(checkout, root, &install));
    Ok(Some(step))
}

fn packages(need: Need) -> Vec<&'static str> {
    let mut names = TO_BUILD.to_vec();
    if need >= Need::Play {
        names.extend(TO_PLAY);
    }
    if need >= Need::Journeys {
        names.extend(TO_WATCH);
    }
    names
}

/// What dpkg knows of the wanted packages, one `name status` a line.
fn installed(checkout: &Checkout, wanted: &[&str]) -> Result<String, Stop> {
    // dpkg-query also fails when it does not know one of the names: what it printed counts, not its exit code.
    let mut query = checkout.program("dpkg-query");
    query
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted);
    let output = query
        .output()
        .map_err(|error| Stop::failed(format!("dpkg-query does not start: {error}.")))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn missing<'a>(wanted: &[&'a str], listing: &str) -> Vec<&'a str> {
    let there: Vec<&str> = listing
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    wanted
        .iter()
        .copied()
        .filter(|name| !there.contains(name))
        .collect()
}

fn is_root() -> bool {
    checkout::answer(Path::new("id"), &["-u"]).is_some_and(|user| user.trim() == "0")
}

/// Asks before the step begins, because the step keeps its output to itself.
fn ask_for_password(checkout: &Checkout) -> Result<(), Stop> {
    match checkout.program("sudo").arg("--validate").status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Stop::missing(
            "sudo was refused, so the Debian packages cannot be installed.",
        )),
    }
}

fn apt_get(checkout: &Checkout, root: bool, arguments: &[&str]) -> std::process::Command {
    let mut command = checkout.program(if root { "env" } else { "sudo" });
    if !root {
        command.arg("env");
    }
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dpkg_does_not_list_as_installed_is_missing() {
        let listing = "perl installed\nxvfb config-files\npkg-config not-installed\n";
        assert_eq!(
            missing(&["perl", "xvfb", "pkg-config", "dbus"], listing),
            ["xvfb", "pkg-config", "dbus"]
        );
    }

    #[test]
    fn a_package_is_not_mistaken_for_one_whose_name_it_begins() {
        assert_eq!(missing(&["perl"], "perl-base installed\n"), ["perl"]);
    }

    #[test]
    fn nothing_is_missing_when_all_is_installed() {
        assert!(missing(&["perl", "xvfb"], "xvfb installed\nperl installed\n").is_empty());
    }

    #[test]
    fn each_need_includes_the_smaller_ones() {
        assert!(!packages(Need::Build).contains(&"xvfb"));
        assert!(
            packages(Need::Play).contains(&"xvfb") && !packages(Need::Play).contains(&"strace")
        );
        assert!(
            ["perl", "xvfb", "strace"]
                .iter()
                .all(|name| packages(Need::Everything).contains(name))
        );
    }
}
