//! The letter on the wire.

use filiform_domain::ids::{DocumentId, DraftId, PatientId};
use filiform_domain::letter::{LetterParts, LetterSpan, Reader, Wording};
use filiform_domain::problem::Problem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::FormKept;

/// What the first line of the letter says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum News {
    /// For information, nothing is asked.
    #[default]
    ForInformation,
    /// For information: improving. Offered only when the numbers allow it.
    Improving,
    /// For information: improving, said to be the therapist's opinion, with how the numbers read.
    ImprovingInOpinion,
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

/// The choices of a letter. Names and numbers come from the record; only a reader whom the record does not know is
/// typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LetterForm {
    /// Who reads it.
    pub to: Reader,
    /// Name and address, a line each, where the record does not have them; empty for those of the record.
    pub addressed: String,
    /// Which time it speaks of.
    pub span: LetterSpan,
    /// The first day of it, `2026-11-03`, with `dates`; empty for the first visit.
    pub from: String,
    /// The last day of it, `2026-11-22`, with `dates`; empty for today.
    pub until: String,
    /// What stands in it.
    pub parts: LetterParts,
    /// How it says it.
    pub wording: Wording,
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
    pub purpose: String,
    /// What allows it. It is recorded, and does not stand in the letter.
    pub authority: String,
}

/// Somebody whom a letter can go to, with what was chosen for such a reader last time.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterReader {
    /// What they are.
    pub to: Reader,
    /// What the form holds of them: empty when the lines come from the record.
    pub addressed: String,
    /// "Dr. L. Hahn"; empty when no name is on record.
    pub name: String,
    /// "Referring clinician".
    pub what: String,
    /// Name and address as they would stand in the letter.
    pub lines: Vec<String>,
    /// "10 Nov 2026": when the latest letter to them left; none when there was none.
    pub last_letter: Option<String>,
    /// Purpose of last time.
    pub purpose: String,
    /// Authority of last time.
    pub authority: String,
    /// How the letter said it last time.
    pub wording: Wording,
    /// What stood in it last time.
    pub parts: LetterParts,
}

/// What the record says for the choices of a letter.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
pub struct LetterReads {
    /// Who it goes to, in lines; empty when nobody is named.
    pub addressee: Vec<String>,
    /// "3 Nov 2026 to 22 Nov 2026"; empty when no visit lies in the time.
    pub period: String,
    /// Signed visits that it speaks of.
    pub visits: u32,
    /// Whether the numbers allow "improving".
    pub may_say_improving: bool,
    /// How the change reads, exactly as the rules allow.
    pub reading: String,
    /// What the therapist should know before it leaves, a sentence each; mostly empty.
    pub remarks: Vec<String>,
}

/// What a letter would say now, with the choices of last time.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterOffer {
    /// The choices to start from.
    pub form: LetterForm,
    /// Whom it can go to, as far as the record knows them.
    pub readers: Vec<LetterReader>,
    /// One of each sort without a name, for who is typed.
    pub others: Vec<LetterReader>,
    /// What the record says for these choices.
    pub reads: LetterReads,
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

/// A letter to look at before it is saved.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PreviewLetter {
    /// Whose record.
    pub patient: PatientId,
    /// The choices.
    pub form: LetterForm,
    /// Every page, as for printing, with the image of the signature; otherwise the first few, with its place.
    #[serde(default)]
    pub whole: bool,
}

/// A letter as it would be printed, and what the record says for its choices.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterSeen {
    /// The first pages, as SVG; none while there is no visit to speak of.
    pub pages: Vec<String>,
    /// How many there are in all.
    pub all: u32,
    /// What the record says.
    pub reads: LetterReads,
    /// Why there is no letter for these choices, each at its field; mostly empty.
    pub problems: Vec<Problem>,
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
