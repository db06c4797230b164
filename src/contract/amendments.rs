//! What is added to a signed note on the wire: corrections, addenda, and that a note does not hold.

use filiform_domain::amendment::{AddendumDraft, CorrectionDraft, VoidDraft, VoidReason};
use filiform_domain::ids::{AmendmentId, DraftId, PatientId, SessionId};
use filiform_domain::problem::Problem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FormKept;

/// What a correction is about, beside the note in the charting form.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Correcting {
    /// The signed session.
    pub session: SessionId,
    /// "20 Nov 2026 14:05 · Neck".
    pub of: String,
    /// How many amendments the note had when this correction was begun.
    pub based_on: u32,
    /// Why, as typed so far.
    pub why: String,
}

/// A correction to look at before it is signed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckCorrection {
    /// What is typed.
    pub correction: CorrectionDraft,
}

/// A correction as it would be signed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CorrectionChecked {
    /// Faults that block signing: of the note at the note's paths, of the reason at `why`.
    pub problems: Vec<Problem>,
    /// What is not recorded and does not block signing.
    pub gaps: Vec<Problem>,
    /// What it changes in the note as it stands now, field by field.
    pub changes: Vec<FieldChanged>,
    /// The note as it would stand.
    pub text: Vec<(String, String)>,
    /// Where the text differs from the note as it stands now.
    pub changed_lines: Vec<LineAt>,
    /// How many amendments the note has now. Another number than the correction was begun with means that
    /// somebody amended it meanwhile, and it is refused until it is begun from there.
    pub amendments: u32,
    /// "A. Rivera, PT, DPT".
    pub signer: String,
}

/// A field that an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldChanged {
    /// "Row 2, left infraspinatus: needle length".
    pub field: String,
    /// "40 mm"; none where nothing was recorded.
    pub before: Option<String>,
    /// "50 mm"; none where nothing is recorded any more.
    pub after: Option<String>,
}

/// A line of a text in paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineAt {
    /// The paragraph, counted from 0.
    pub paragraph: u32,
    /// The line in it, counted from 0.
    pub line: u32,
}

/// A correction to sign.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AmendSession {
    /// The draft of the correction.
    pub draft: DraftId,
    /// The revision that was read before signing.
    #[ts(type = "number")]
    pub rev: u64,
}

/// An addendum as it is being typed: begun now, or gone on with.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AddendumForm {
    /// The note it belongs to.
    pub about: SignedNote,
    /// What is typed.
    pub addendum: AddendumDraft,
    /// How far it is kept.
    pub kept: FormKept,
}

/// A voiding as it is being typed: begun now, or gone on with.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VoidForm {
    /// The note it is about.
    pub about: SignedNote,
    /// What is typed.
    pub void: VoidDraft,
    /// How far it is kept.
    pub kept: FormKept,
}

/// A signed note, for the head of a form.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SignedNote {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// "20 Nov 2026 14:05 · Neck".
    pub of: String,
    /// Who signed it.
    pub signed_by: String,
    /// How many amendments it has now.
    pub amendments: u32,
}

/// An addendum to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckAddendum {
    /// What is typed.
    pub addendum: AddendumDraft,
}

/// An addendum to sign.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AddAddendum {
    /// The addendum.
    pub addendum: AddendumDraft,
    /// The draft it was typed in, which ends with the signing.
    pub draft: Option<DraftId>,
}

/// A voiding to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckVoid {
    /// What is typed.
    pub void: VoidDraft,
}

/// A note to void.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VoidSession {
    /// The voiding.
    pub void: VoidDraft,
    /// The draft it was typed in, which ends with the signing.
    pub draft: Option<DraftId>,
}

/// The words of a note that was recorded for the wrong patient, for the right one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChartForRightPatient {
    /// The voided session.
    pub session: SessionId,
    /// The right patient.
    pub patient: PatientId,
}

/// An amendment in words.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AmendmentWords {
    /// The amendment.
    pub id: AmendmentId,
    /// Who signed it.
    pub by: String,
    /// When, "22 Nov 2026 15:05".
    pub at: String,
    /// Why.
    pub why: String,
    /// What it changed, field by field; empty for an addendum.
    pub changes: Vec<FieldChanged>,
    /// What it added in words.
    pub addendum: Option<String>,
    /// The whole hash of its entry.
    pub fingerprint: String,
}

/// Why a note does not hold, in words.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VoidWords {
    /// The reason.
    pub reason: VoidReason,
    /// "recorded for another patient".
    pub reason_words: String,
    /// What belongs to it.
    pub words: String,
    /// Who voided it.
    pub by: String,
    /// When, "22 Nov 2026 15:05".
    pub at: String,
    /// Whether its text is withheld from what leaves the practice.
    pub withheld: bool,
    /// The whole hash of its entry.
    pub fingerprint: String,
}

/// What the reader of a note may add to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MayAdd {
    /// Correct or void it: its author may.
    pub correct: bool,
    /// Write an addendum in their own name.
    pub addendum: bool,
    /// Chart its words for the right patient.
    pub chart_for_right_patient: bool,
}
