//! What the commands about the people of a practice take.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use filiform_domain::role::RoleName;

/// What is to be done about somebody.
#[derive(Args)]
pub(crate) struct Therapist {
    /// What to do.
    #[command(subcommand)]
    pub(crate) what: TherapistWhat,
}

/// What is to be done about somebody. WHO is a name as it is signed, or an id.
#[derive(Subcommand)]
pub(crate) enum TherapistWhat {
    /// Let somebody in, with a passphrase that they type or that a file holds; prints their recovery code, once
    Add(AddPerson),
    /// Give somebody another role
    Role(ChangeRole),
    /// Take somebody's way in away. What they signed stays
    Remove(Who),
    /// Hand what somebody who left did not finish on to a colleague
    HandOn(HandOn),
    /// Print another one-time code for somebody who was away when the file's key was changed
    Code(Who),
}

/// Somebody of the practice.
#[derive(Args)]
pub(crate) struct Who {
    /// The name as it is signed, or the id
    #[arg(value_name = "WHO")]
    pub(crate) who: String,
}

/// Somebody who joins.
#[derive(Args)]
pub(crate) struct AddPerson {
    /// The name as they sign it
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// Letters after the name: "PT, DPT"
    #[arg(long, value_name = "LETTERS", default_value = "")]
    pub(crate) credentials: String,
    /// What they will be here.
    #[command(flatten)]
    pub(crate) role: RoleAsked,
    /// Read their passphrase from the first line of this file, instead of asking for it
    #[arg(long, value_name = "FILE")]
    pub(crate) new_passphrase_file: Option<PathBuf>,
}

/// Another role for somebody.
#[derive(Args)]
pub(crate) struct ChangeRole {
    /// Who.
    #[command(flatten)]
    pub(crate) who: Who,
    /// Their role from now on.
    #[command(flatten)]
    pub(crate) role: RoleAsked,
}

/// A role, with what an auditor may read.
#[derive(Args)]
pub(crate) struct RoleAsked {
    /// What they may do
    #[arg(long, value_enum)]
    pub(crate) role: Role,
    /// A patient whose record an auditor may read: an id or a filter; can be given several times
    #[arg(long, value_name = "PATIENT")]
    pub(crate) patient: Vec<String>,
    /// The first day of the visits that an auditor may read
    #[arg(long, value_name = "DAY", default_value = "")]
    pub(crate) from: String,
    /// The last day of the visits that an auditor may read
    #[arg(long, value_name = "DAY", default_value = "")]
    pub(crate) to: String,
    /// The last day on which an auditor may read
    #[arg(long, value_name = "DAY", default_value = "")]
    pub(crate) until: String,
}

/// A role by its name.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Role {
    /// Treats, and decides who works here
    Owner,
    /// Treats and signs
    Therapist,
    /// Registers patients; sees no clinical text
    FrontDesk,
    /// Reads chosen records until a day
    Auditor,
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::Owner => Self::Owner,
            Role::Therapist => Self::Therapist,
            Role::FrontDesk => Self::FrontDesk,
            Role::Auditor => Self::Auditor,
        }
    }
}

/// What somebody who left did not finish.
#[derive(Args)]
pub(crate) struct HandOn {
    /// Who left.
    #[command(flatten)]
    pub(crate) who: Who,
    /// The colleague, or the owner: a name as it is signed, or an id
    #[arg(long, value_name = "WHO")]
    pub(crate) to: String,
}

/// A note that a colleague is to sign.
#[derive(Args)]
pub(crate) struct HandOver {
    /// The patient: an id or a filter
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The colleague who needled: a name as it is signed, or an id
    #[arg(long, value_name = "WHO")]
    pub(crate) to: String,
}

/// Somebody comes back after the file's key was changed.
#[derive(Args)]
pub(crate) struct ComeBack {
    /// Read the one-time code from the first line of this file, instead of asking for it
    #[arg(long, value_name = "FILE")]
    pub(crate) code_file: Option<PathBuf>,
}
