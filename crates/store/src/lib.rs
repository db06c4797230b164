//! The encrypted practice file: vault, ledger, projections.
//!
//! The [`vault`] decides who may open a practice and holds its keys. Everything behind it is ciphertext.
//! A [`Store`] is an open practice: every write goes through [`Store::transact`] into the ledger, which is
//! only ever appended to; every other table is folded from it and can be made anew.

mod access;
mod attachments;
mod audit;
pub mod backup;
mod between;
mod caseload;
mod course;
mod desk;
mod drafts;
mod episodes;
pub mod error;
#[doc(hidden)]
pub mod floor;
mod history;
mod imports;
mod inspect;
mod ledger;
mod migrate;
mod open;
mod patients;
mod practice;
mod projection;
mod record;
mod rekey;
mod retire;
mod safety;
mod scores;
mod search;
mod sessions;
mod sqlite;
mod staff;
mod stop;
mod store;
mod transact;
mod treated;
pub mod vault;
mod verify;

pub use audit::{AuditAsked, AuditLine, AuditPage};
pub use between::{
    BelongsTo, BetweenCursor, BetweenPage, DocumentStep, Happened, KeptBetween, NoteChange,
    NoteFromElsewhere, NoteStep,
};
pub use caseload::{
    CaseloadTotals, CodeTotal, DraftTotal, EpisodeTotal, EventTotal, UnbilledVisit, VisitTotal,
};
pub use course::CourseSummary;
pub use desk::Desk;
pub use drafts::{Handed, KeptDraft};
pub use episodes::{Attention, AttentionKind, EpisodeStep, KeptEpisode, StepKind, WhatIsDue};
pub use error::{ErrorKind, StoreError};
pub use history::filter::{EpisodeDays, HistoryChoices, HistoryFilter, HistoryKind, TargetTime};
pub use history::{HistoryCursor, HistoryPage, HistorySession, HistorySite, LastAmended};
pub use imports::{ImportPart, KeptImport};
pub use patients::{KeptPatient, PatientLine};
pub use practice::{KeptDocument, KeptTherapist};
pub use projection::rebuild::Rebuilt;
pub use projection::snapshot::{PatientSnapshot, Snapshot};
pub use record::{KeptEntry, KeptSeal};
pub use rekey::{RekeyStep, Rekeyed};
pub use retire::{Contents, KeptHold, KeptStanding};
pub use safety::{ConsentEntry, ConsentLine, ConsentStep, GivenLine, Recorded};
pub use scores::KeptScore;
pub use search::{LetterHit, NoteHit, NotesWanted, SaidAt, SaidHit, SaidWanted, TargetWanted};
pub use sessions::{KeptAmendment, KeptVoiding, SeenSession, SignedSession};
pub use staff::Newcomer;
pub use stop::Stop;
pub use store::{Fingerprint, Flow, Stamp, Store};
pub use transact::{Committed, MadeUp, Write};
pub use treated::KeptSites;
pub use verify::{Placed, Verified, VerifyProblem, verify_closed};
