//! What was done to a signed note, and what left the practice, as rows of the timeline.

use filiform_domain::amendment::{Amended, Amendment, VoidReason, Voiding};
use filiform_domain::entry::DocumentExported;
use filiform_domain::ids::{EntryId, PatientId, SessionId};
use filiform_domain::time::Instant;

use crate::ledger::Sealed;

/// Something that was added to a signed note, or that it was voided.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteStep {
    /// The entry that says so.
    pub entry: EntryId,
    /// Whose record.
    pub patient: PatientId,
    /// The signed session.
    pub session: SessionId,
    /// When it was signed.
    pub at: Instant,
    /// What was done.
    pub what: NoteChange,
}

/// What was done to a signed note.
#[derive(Clone, PartialEq, Eq)]
pub enum NoteChange {
    /// It was corrected, with the reason.
    Corrected(String),
    /// Words were added to it, with the reason.
    AddedTo(String),
    /// It was voided.
    Voided(VoidReason),
}

/// A document that left the practice.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentStep {
    /// What was recorded of it.
    pub document: DocumentExported,
    /// When it left.
    pub at: Instant,
}

impl NoteStep {
    pub(super) fn amended(content: &Amendment, row: &Sealed) -> Self {
        let why = content.why.clone();
        let what = match content.what {
            Amended::Correction(_) => NoteChange::Corrected(why),
            Amended::Addendum(_) => NoteChange::AddedTo(why),
        };
        Self::of(row, (content.patient, content.session), what)
    }

    pub(super) fn voided(content: &Voiding, row: &Sealed) -> Self {
        let what = NoteChange::Voided(content.reason);
        Self::of(row, (content.patient, content.session), what)
    }

    fn of(row: &Sealed, (patient, session): (PatientId, SessionId), what: NoteChange) -> Self {
        Self {
            entry: row.id,
            patient,
            session,
            at: row.recorded_at,
            what,
        }
    }
}
