//! A virtual display for the real window: an Xvfb of our own on a free number, gone when dropped.

use std::env;
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};

pub(crate) struct Display {
    server: Child,
    name: String,
}

/// Whether a person can see a window here.
pub(crate) fn is_here() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !can_be_virtual() || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Whether windows can be shown where nobody sees them: Xvfb and the driver are for Linux.
pub(crate) fn can_be_virtual() -> bool {
    cfg!(target_os = "linux")
}

impl Display {
    /// Starts Xvfb and waits until it says which number it took.
    pub(crate) fn start() -> io::Result<Self> {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1440x900x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                io::Error::new(error.kind(), format!("Xvfb does not start: {error}"))
            })?;
        let mut number = String::new();
        if let Some(answer) = server.stdout.take() {
            BufReader::new(answer).read_line(&mut number)?;
        }
        let display = Self {
            server,
            name: format!(":{}", number.trim()),
        };
        if number.trim().is_empty() {
            return Err(io::Error::other("Xvfb ended before it had a display"));
        }
        Ok(display)
    }

    /// Sends a program's windows to this display and to no other.
    pub(crate) fn show(&self, command: &mut Command) {
        command
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY");
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It is only gone already when it failed by itself, and then there is nothing left to end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
