//! The change of the file's key, on the wire.

use filiform_domain::ids::TherapistId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Workspace;

/// Asks for another key for the file.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChangeFileKey {
    /// The owner's own passphrase. It stays.
    pub passphrase: String,
}

/// What is shown once, after the key was changed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FileKeyChanged {
    /// The owner's new recovery code in groups; the one before opens only copies from before.
    pub recovery_code: String,
    /// A code for everybody else who works here.
    pub codes: Vec<OneTimeCode>,
}

/// What somebody needs, beside their own passphrase, to come back once.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OneTimeCode {
    /// Who.
    pub id: TherapistId,
    /// "B. Chen, PT".
    pub name: String,
    /// The code in groups.
    pub code: String,
}

/// Asks for another one-time code.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RenewOneTimeCode {
    /// For whom.
    pub id: TherapistId,
    /// The owner's own passphrase.
    pub own_passphrase: String,
}

/// Somebody comes back after the key was changed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ComeBack {
    /// The passphrase as it was; with a recovery code the one that holds from now on.
    pub passphrase: String,
    /// The recovery code of before, for who lost the passphrase; empty otherwise.
    pub recovery_code: String,
    /// The code that the owner handed over.
    pub one_time_code: String,
}

/// Somebody is back.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CameBack {
    /// Their new recovery code in groups. It is shown here and never again.
    pub recovery_code: String,
    /// The open practice.
    pub workspace: Workspace,
}
