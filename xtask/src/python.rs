//! A Python of the checkout's own for the validator of FHIR, with the packages that `tests/fhir` names.

use std::fs;
use std::path::{Path, PathBuf};

use crate::checkout::{self, Checkout};
use crate::steps::Step;

const PACKAGES: &str = "tests/fhir/requirements.txt";

/// Copies a file when everything before it went well, so that an interrupted installation counts as missing.
const COPY: &str = "import shutil, sys; shutil.copy(sys.argv[1], sys.argv[2])";

/// Whether the Python that is here can make another. Debian leaves that to a package of its own.
pub(crate) fn can_make_one() -> bool {
    checkout::answer(Path::new(system()), &["-c", "import ensurepip, venv"]).is_some()
}

/// The program with the packages.
pub(crate) fn program(checkout: &Checkout) -> PathBuf {
    let inside = if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    };
    checkout.python().join(inside)
}

/// The step that makes it, unless it is there with the packages as they are named now.
pub(crate) fn missing(checkout: &Checkout) -> Option<Step> {
    let (wanted, had) = (
        checkout.path(PACKAGES),
        checkout.python().join("packages.txt"),
    );
    let same = fs::read(&wanted).ok() == fs::read(&had).ok();
    if same && program(checkout).exists() {
        return None;
    }
    let mut make = checkout.program(system());
    make.args(["-m", "venv", "--clear"]).arg(checkout.python());
    let mut install = checkout.program(program(checkout));
    install
        .args(["-m", "pip", "install", "--no-deps", "--requirement"])
        .arg(&wanted);
    let mut note = checkout.program(program(checkout));
    note.args(["-c", COPY]).arg(wanted).arg(had);
    let title = "Installing the Python packages of tests/fhir";
    Some(Step::new(title, "python", make).then(install).then(note))
}

fn system() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
