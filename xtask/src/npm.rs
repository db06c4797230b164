//! npm packages: installed from the lock file when they are missing or older than it.

use std::path::Path;
use std::time::SystemTime;

use crate::checkout::Checkout;
use crate::steps::Step;

/// The step that installs a folder's npm packages, unless they are as the lock file says.
pub(crate) fn missing_packages(checkout: &Checkout, folder: &str) -> Option<Step> {
    let lock = modified(&checkout.path(folder).join("package-lock.json"));
    // npm writes this file last, so an interrupted installation counts as missing.
    let done = modified(
        &checkout
            .path(folder)
            .join("node_modules/.package-lock.json"),
    );
    if !is_stale(lock, done) {
        return None;
    }
    let install = checkout.npm(folder, &["ci", "--no-audit", "--no-fund"]);
    let log = match folder {
        "ui" => "npm-ui",
        "tests/fhir" => "npm-fhir",
        _ => "npm-e2e",
    };
    Some(Step::new(
        format!("Installing npm packages in {folder}"),
        log,
        install,
    ))
}

/// The step that builds the UI. It comes before Rust: the window compiles the built files in.
pub(crate) fn build_screens(checkout: &Checkout) -> Step {
    Step::new(
        "Building the screens",
        "ui-build",
        checkout.npm("ui", &["run", "build"]),
    )
}

fn is_stale(lock: Option<SystemTime>, done: Option<SystemTime>) -> bool {
    match (lock, done) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(lock), Some(done)) => done < lock,
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|data| data.modified()).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Whether packages installed at one second are stale beside a lock file of another.
    fn check(lock: Option<u64>, done: Option<u64>, stale: bool) {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(
            is_stale(lock.map(at), done.map(at)),
            stale,
            "lock file of {lock:?}, packages of {done:?}"
        );
    }

    #[test]
    fn packages_are_installed_when_missing_or_older_than_the_lock_file() {
        check(Some(10), None, true);
        check(Some(10), Some(9), true);
    }

    #[test]
    fn packages_as_old_as_the_lock_file_or_newer_are_kept() {
        check(Some(10), Some(10), false);
        check(Some(10), Some(11), false);
    }

    #[test]
    fn a_folder_without_a_lock_file_needs_no_packages() {
        check(None, None, false);
    }
}
