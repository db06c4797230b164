//! Finding anything, on the wire.

use filiform_domain::ids::{PatientId, SessionId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BetweenLine, PatientLine};

/// What is looked for in everything that may be seen.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FindAnything {
    /// Words, phrases in quotes, words to leave out after a minus, and the filters `target:`, `region:`,
    /// `patient:` and `date:`.
    pub query: String,
    /// The patient in sight: their notes are also found by the middle of a word.
    pub inside: Option<PatientId>,
    /// How many of each kind at most, 1 to 200.
    pub limit: u32,
}

/// What was found.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
pub struct FoundAnything {
    /// Patients, those seen last first.
    pub patients: Vec<PatientLine>,
    /// Notes of the patient in sight, newest first.
    pub inside: Vec<NoteFound>,
    /// Notes of everybody, newest first.
    pub notes: Vec<NoteFound>,
    /// Contacts, events heard of later and what was added to signed notes, newest first.
    pub said: Vec<SaidFound>,
    /// Letters that were sent, newest first.
    pub letters: Vec<LetterFound>,
    /// Targets by their names; each leads to the notes in which it was needled.
    pub targets: Vec<TargetFound>,
    /// What of the query is not looked for, and why, in sentences.
    pub remarks: Vec<String>,
}

/// A note that was found.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NoteFound {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "20 Nov 2026".
    pub date: String,
    /// "Neck".
    pub region: String,
    /// Whether it was voided.
    pub voided: bool,
    /// The words around what was found; empty when only filters found it.
    pub excerpt: Vec<ExcerptPiece>,
}

/// Something said beside a note that was found.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SaidFound {
    /// Whose record it stands in.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "Phone call · Dr. L. Hahn", "Bruising, mild", "Added to a signed note".
    pub what: String,
    /// When it was: "20 Nov 2026".
    pub date: String,
    /// The contact or the event as the timeline has it; none of what was added to a note.
    pub between: Option<BetweenLine>,
    /// The note that it was added to; none of a contact and an event.
    pub session: Option<SessionId>,
    /// The words around what was found.
    pub excerpt: Vec<ExcerptPiece>,
}

/// A part of an excerpt.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ExcerptPiece {
    /// The words as they were written.
    pub text: String,
    /// Whether this was looked for.
    pub hit: bool,
}

/// A letter that was found.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterFound {
    /// Whose record it holds.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// The document's id.
    pub id: String,
    /// "Referral letter".
    pub what: String,
    /// Who it was for.
    pub recipient: String,
    /// When it was exported: "20 Nov 2026".
    pub date: String,
}

/// A target that was found.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TargetFound {
    /// The target's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// "Neck".
    pub region: String,
    /// What finds the notes in which it was needled.
    pub query: String,
}
