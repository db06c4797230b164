//! Documents on the wire: what can be made, the choices, the pages to look at, and what was saved.

use filiform_domain::ids::{DocumentId, EpisodeId, PatientId, SessionId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::{EpisodeChoice, LetterPaper, SessionChoice};

/// What is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// Every entry of the patient's record.
    #[default]
    FullRecord,
    /// The note of one session, complete by itself.
    ProcedureNote,
    /// What changed in an episode of care, with its goals.
    ProgressReport,
    /// How an episode of care ended.
    DischargeSummary,
    /// The first visit.
    InitialEvaluation,
    /// The plan of care, to be signed.
    PlanOfCare,
    /// The therapist's own codes and fees of one visit.
    Superbill,
    /// What a colleague must know who takes over.
    CoveragePage,
    /// Signs to look out for after a visit, and whom to call.
    AftercareSlip,
    /// The consent form, to be signed by hand.
    ConsentForm,
    /// What dry needling is, for the patient.
    InformationSheet,
    /// An urgent message in four parts.
    UrgentSheet,
}

/// What a document speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentNeeds {
    /// The patient.
    Patient,
    /// One visit.
    Session,
    /// One episode of care.
    Episode,
}

/// A kind of document to choose.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DocumentChoice {
    /// Which.
    pub kind: DocumentKind,
    /// "Procedure note".
    pub title: String,
    /// What it holds, in a line.
    pub about: String,
    /// What it speaks of.
    pub needs: DocumentNeeds,
    /// Whether it is handed to the patient.
    pub for_patient: bool,
    /// Where it would be saved. The name carries no patient's name.
    pub path: String,
}

/// A fee as the therapist types it.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Fee {
    /// The billing code that it belongs to.
    pub code: String,
    /// The fee, as it is to be printed.
    pub amount: String,
}

/// What only the therapist can say in an urgent message.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct UrgentWords {
    /// What is happening now.
    pub situation: String,
    /// What belongs to the background besides the record.
    pub background: String,
    /// Findings and vital signs, and what the therapist thinks it is.
    pub assessment: String,
    /// What is asked for, and by when.
    pub request: String,
}

/// The choices of a document. Names and numbers of the record cannot be typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentForm {
    /// What is made.
    pub kind: DocumentKind,
    /// The visit that it speaks of; none for the latest.
    pub session: Option<SessionId>,
    /// The episode that it speaks of; none for the open one.
    pub episode: Option<EpisodeId>,
    /// The paper.
    pub paper: LetterPaper,
    /// Who it is for.
    pub recipient: String,
    /// What it is given out for. It is recorded.
    pub purpose: String,
    /// What allows it. It is recorded.
    pub authority: String,
    /// The therapist's own paragraphs.
    pub own_words: String,
    /// Fees, of a superbill.
    pub fees: Vec<Fee>,
    /// What is said in an urgent message.
    pub urgent: UrgentWords,
}

/// What can be made for a patient.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DocumentsOffer {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// Every kind.
    pub kinds: Vec<DocumentChoice>,
    /// The signed visits that hold, newest first.
    pub sessions: Vec<SessionChoice>,
    /// The episodes of care, the open ones first.
    pub episodes: Vec<EpisodeChoice>,
    /// The codes of each of these visits, to put fees beside.
    pub codes: Vec<Vec<String>>,
    /// Readers to choose from; other words can be typed.
    pub recipients: Vec<String>,
    /// Purposes to choose from.
    pub purposes: Vec<String>,
    /// Authorities to choose from.
    pub authorities: Vec<String>,
    /// The choices of last time.
    pub form: DocumentForm,
}

/// A document to look at before it is saved.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PreviewDocument {
    /// Whose record.
    pub patient: PatientId,
    /// The choices.
    pub form: DocumentForm,
    /// Every page, as for printing; otherwise the first few.
    #[serde(default)]
    pub whole: bool,
}

/// The pages of a document, as they would be printed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PagesToSee {
    /// The first pages, as SVG.
    pub pages: Vec<String>,
    /// How many there are in all.
    pub all: u32,
}

/// A document to save.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct WriteDocument {
    /// Whose record.
    pub patient: PatientId,
    /// The choices.
    pub form: DocumentForm,
    /// The file to write.
    pub path: String,
    /// Whether a file that is already there may be replaced.
    pub replace: bool,
}

/// A saved document.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DocumentWritten {
    /// The document.
    pub document: DocumentId,
    /// The file that was written.
    pub path: String,
    /// Its pages.
    pub pages: u32,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Characters for which no font has a shape; empty in nearly every document.
    pub replaced: String,
    /// Who can read it, where that must be said.
    pub warning: String,
}
