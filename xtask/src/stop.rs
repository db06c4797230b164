//! Why xtask ends before its work is done, and with which exit code.

use std::fmt;
use std::process::ExitCode;

#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line or the machine is not as needed; nothing was started. Exit code 2.
    NotReady(String),
    /// A step failed and has shown why. Exit code 1.
    Failed(String),
}

impl Stop {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::NotReady(message.into())
    }

    /// Something that must be on the machine first is not there.
    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self::NotReady(message.into())
    }

    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::Failed(message.into())
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::NotReady(_) => ExitCode::from(2),
            Self::Failed(_) => ExitCode::from(1),
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotReady(message) | Self::Failed(message) => out.write_str(message),
        }
    }
}
