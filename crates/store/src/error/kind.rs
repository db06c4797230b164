//! What a caller can do about an error.

/// The few things a caller does about an error; the CLI's exit codes follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The request cannot be carried out as asked.
    Refused,
    /// The practice stays locked: wrong key, too early, or open elsewhere.
    LockedOrWrongKey,
    /// The practice needs a backup or another key file.
    Damaged,
    /// The disk or the computer failed.
    Io,
}
