//! What is typed to check the record, or a file against it.

use std::path::PathBuf;

use clap::Args;

/// What to check; nothing for the whole record.
#[derive(Args)]
pub(crate) struct Verify {
    /// An exported file: whether it left this practice as it is, and whether the record is older than it
    #[arg(value_name = "EXPORT", conflicts_with = "fingerprint")]
    pub(crate) export: Option<PathBuf>,
    /// A fingerprint from a letter: "7f3a 91c2 0be4 55d8"
    #[arg(long, value_name = "DIGITS")]
    pub(crate) fingerprint: Option<String>,
}
