//! What `backup` and `restore` take.

use std::path::PathBuf;

use clap::Args;

/// Where a backup goes.
#[derive(Args)]
pub(crate) struct Backup {
    /// The folder; it may be on a stick or in a synchronised folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// Which backup comes back.
#[derive(Args)]
pub(crate) struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Restore into this folder instead of the one of --vault
    #[arg(long, value_name = "DIR")]
    pub(crate) into: Option<PathBuf>,
    /// Open it with the recovery code, from FILIFORM_RECOVERY_CODE or asked for; the passphrase is then a new one
    #[arg(long)]
    pub(crate) recovery: bool,
    /// Only check the backup and say what is in it and what would be missing
    #[arg(long)]
    pub(crate) look: bool,
}
