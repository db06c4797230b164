//! Visits that were not held, on the wire, as the front desk records them.

use filiform_domain::ids::{DraftId, NotHeldId, PatientId};
use filiform_domain::not_held::NotHeldDraft;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BetweenLine, BetweenWords, FormKept};

/// A visit that was not held as it is being typed: begun now, or gone on with.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NotHeldForm {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// What is typed; of a new one today's date and nothing else.
    pub visit: NotHeldDraft,
    /// How far it is kept.
    pub kept: FormKept,
    /// What was recorded already, newest first, so that nothing is recorded twice.
    pub recorded: Vec<BetweenLine>,
}

/// A visit to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckNotHeld {
    /// Whose.
    pub patient: PatientId,
    /// What is typed so far.
    pub visit: NotHeldDraft,
}

/// A visit that was not held, to keep.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LogNotHeld {
    /// Whose.
    pub patient: PatientId,
    /// The visit.
    pub visit: NotHeldDraft,
    /// The draft it was typed in, which ends with the keeping.
    pub draft: Option<DraftId>,
}

/// Which visit that was not held.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichNotHeld {
    /// The visit.
    pub visit: NotHeldId,
}

/// A visit that was not held, in full.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NotHeldPage {
    /// Which.
    pub id: NotHeldId,
    /// The visit in the shape that `not-held` takes.
    pub visit: NotHeldDraft,
    /// Whether it counts, and can be taken back by whoever looks at it.
    pub stands: bool,
    /// The visit in words.
    pub words: BetweenWords,
}
