//! What many commands take: nothing, or which patient, session or draft is meant.

use filiform_domain::ids::{DraftId, PatientId, SessionId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A command that takes nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// Which patient.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichPatient {
    /// The patient.
    pub patient: PatientId,
}

/// Which signed session.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichSession {
    /// The session.
    pub session: SessionId,
}

/// Which draft.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichDraft {
    /// The draft.
    pub draft: DraftId,
}
