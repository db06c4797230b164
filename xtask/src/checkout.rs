//! The checkout that xtask works on, and the programs it starts there.

use std::env::{self, consts};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::stop::Stop;

pub(crate) struct Checkout {
    root: PathBuf,
    target: PathBuf,
}

impl Checkout {
    /// The checkout of the running xtask, and the target folder as cargo sees it (`CARGO_TARGET_DIR` included).
    pub(crate) fn here() -> Result<Self, Stop> {
        // Cargo says at run time which folder it started; the compiled-in one may be of a checkout that has moved.
        let xtask = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = xtask.parent().map(Path::to_path_buf).unwrap_or(xtask);
        let metadata = cargo(&root)
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .map_err(|error| Stop::missing(format!("cargo does not start: {error}.")))?;
        let target =
            target_directory(&String::from_utf8_lossy(&metadata.stdout)).ok_or_else(|| {
                Stop::failed(format!(
                    "cargo metadata failed:\n{}",
                    String::from_utf8_lossy(&metadata.stderr)
                ))
            })?;
        Ok(Self { root, target })
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// Where cargo puts a program of the workspace.
    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        self.target
            .join("debug")
            .join(format!("{name}{}", consts::EXE_SUFFIX))
    }

    /// Where the output of finished steps is kept.
    pub(crate) fn logs(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// Where the Python of the checkout's own is.
    pub(crate) fn python(&self) -> PathBuf {
        self.target.join("python")
    }

    /// Where the Tauri bundler leaves the packages.
    pub(crate) fn bundles(&self) -> PathBuf {
        self.target.join("release").join("bundle")
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(&self.root);
        command.args(arguments);
        command
    }

    pub(crate) fn npm(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = self.program(npm_program());
        command.current_dir(self.path(folder)).args(arguments);
        command
    }

    pub(crate) fn program(&self, name: impl Into<OsString>) -> Command {
        let mut command = Command::new(name.into());
        command.current_dir(&self.root);
        forget_xtask(&mut command);
        command
    }
}

/// On Windows npm is a script, which is only found under its full name.
pub(crate) fn npm_program() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// Whether a program of this name can be started.
pub(crate) fn on_path(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| {
        folder
            .join(format!("{name}{}", consts::EXE_SUFFIX))
            .is_file()
    })
}

/// What a program prints when asked, or nothing when it cannot be started or refuses.
pub(crate) fn answer(program: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    forget_xtask(&mut command);
    command
}

/// Drops what `cargo run` told xtask about xtask: build scripts that watch these variables would run again.
fn forget_xtask(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
}

/// The one value needed of cargo's JSON; a parser for it would cost more than all of xtask.
fn target_directory(metadata: &str) -> Option<PathBuf> {
    let (_, rest) = metadata.split_once("\"target_directory\":\"")?;
    let mut path = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(PathBuf::from(path)),
            '\\' => path.push(letters.next()?),
            letter => path.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_folder_is_read_from_cargo_s_answer() {
        let metadata = r#"{"packages":[],"target_directory":"/home/a/x/target","version":1}"#;
        assert_eq!(
            target_directory(metadata),
            Some(PathBuf::from("/home/a/x/target"))
        );
    }

    #[test]
    fn a_windows_path_is_unescaped() {
        let metadata = r#"{"target_directory":"C:\\work\\target"}"#;
        assert_eq!(
            target_directory(metadata),
            Some(PathBuf::from(r"C:\work\target"))
        );
    }

    #[test]
    fn an_answer_without_a_target_folder_or_cut_short_is_refused() {
        assert_eq!(target_directory("{}"), None);
        assert_eq!(target_directory(r#"{"target_directory":"/home/a"#), None);
    }
}
