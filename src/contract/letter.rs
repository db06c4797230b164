//! The letter on the wire.

use filiform_domain::ids::{DocumentId, DraftId, PatientId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::FormKept;

/// What the first line of the letter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum News {
    /// For information, nothing is asked.
    ForInformation,
    /// For information: improving. Offered only when the numbers allow it.
    Improving,
    /// Something is asked of the reader.
    PleaseReview,
}

/// The paper of the letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LetterPaper {
    /// 8.5 x 11 inches.
    #[default]
    Letter,
    /// 210 x 297 mm.
    A4,
}

/// The choices of a letter. Names and numbers come from the record alone.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterForm {
    /// What the first line says.
    pub news: News,
    /// What the reader is asked to review, with `please-review`.
    pub review: String,
    /// The therapist's opinion of the expected course.
    pub opinion: String,
    /// The plan and the request.
    pub plan: String,
    /// The therapist's own words, kept with the letter.
    pub own_words: String,
    /// The paper.
    pub paper: LetterPaper,
    /// What it is given out for. It is recorded, and does not stand in the letter.
    #[serde(default)]
    pub purpose: String,
    /// What allows it. It is recorded, and does not stand in the letter.
    #[serde(default)]
    pub authority: String,
}

/// What a letter would say now, with the choices of last time.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterOffer {
    /// The choices to start from.
    pub form: LetterForm,
    /// Who it goes to, in lines; empty when no referrer is on record.
    pub addressee: Vec<String>,
    /// "3 Nov 2026 to 22 Nov 2026".
    pub period: String,
    /// Signed visits it speaks of.
    pub visits: u32,
    /// Whether the numbers allow "improving".
    pub may_say_improving: bool,
    /// How the change reads, exactly as the rules allow.
    pub reading: String,
    /// Purposes to choose from; other words can be typed.
    pub purposes: Vec<String>,
    /// Authorities to choose from; other words can be typed.
    pub authorities: Vec<String>,
    /// Where it would be saved. The name carries no patient's name.
    pub path: String,
    /// What was typed before and not saved as a letter; none when nothing waits.
    pub typed: Option<LetterTyped>,
    /// How far that is kept.
    pub kept: FormKept,
}

/// What was typed for a letter that is not saved yet.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetterTyped {
    /// The choices.
    pub form: LetterForm,
    /// The file to write.
    pub path: String,
}

/// A letter to save.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ExportLetter {
    /// Whose record.
    pub patient: PatientId,
    /// The choices.
    pub form: LetterForm,
    /// The file to write.
    pub path: String,
    /// Whether a file that is already there may be replaced.
    pub replace: bool,
    /// The draft that the letter was typed in, which ends with it.
    #[serde(default)]
    pub draft: Option<DraftId>,
}

/// A saved letter.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterExported {
    /// The document.
    pub document: DocumentId,
    /// The file that was written.
    pub path: String,
    /// Its pages.
    pub pages: u32,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Characters for which no font has a shape, shown as a box; empty in nearly every letter.
    pub replaced: String,
}
