//! What can be written into the ledger: one kind of entry for each thing that can happen.

pub mod access;
mod backup;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::amendment::{Amendment, Voiding};
use crate::attachment::{Attachment, AttachmentWithdrawn};
use crate::consent::{Consent, Withdrawal};
use crate::contact::Contact;
use crate::episode::EpisodeWritten;
use crate::ids::{DocumentId, PatientId, PracticeId, SessionId, TherapistId};
use crate::imported::{ImportUndone, RecordImported};
use crate::letter::LetterWritten;
use crate::measure::{Score, ScoreTakenBack};
use crate::not_held::VisitNotHeld;
use crate::patient::Patient;
use crate::picture::PictureChanged;
use crate::practice::{Practice, Therapist};
use crate::reported_event::ReportedEvent;
use crate::retention::{Hold, RecordDestroyed, RetentionSet};
use crate::role::PracticeRole;
use crate::screening::{Screening, ScreeningPolicy};
use crate::session::Session;
use crate::time::CalendarDate;

pub use backup::{BackupMade, HeadOfChain, Restored};

/// One thing that happened, as it is written down. The bytes are kept as they were first written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "kebab-case")]
pub enum Entry {
    /// The practice's own details were set or changed.
    PracticeChanged(PracticeChanged),
    /// A therapist joined, with the key that proves their signatures.
    TherapistAdded(TherapistAdded),
    /// A therapist's details or role were changed.
    TherapistChanged(TherapistChanged),
    /// A therapist left. What they signed stays theirs.
    TherapistRemoved(TherapistRemoved),
    /// The file was rewritten under another key.
    KeyChanged(KeyChanged),
    /// A patient was registered.
    PatientRegistered(PatientWritten),
    /// A patient's details were changed.
    PatientChanged(PatientWritten),
    /// An episode of care was opened.
    EpisodeOpened(Box<EpisodeWritten>),
    /// An episode of care was changed, or opened again.
    EpisodeChanged(Box<EpisodeWritten>),
    /// An episode of care was closed.
    EpisodeClosed(Box<EpisodeWritten>),
    /// A session was signed.
    SessionSigned(Box<Session>),
    /// A signed session was corrected or added to. What was signed stays as it was.
    SessionAmended(Box<Amendment>),
    /// A signed session was taken back, with the reason. Its text is kept.
    SessionVoided(Voiding),
    /// A patient's screening was gone through: the whole answer set as it now stands.
    ScreeningAnswered(Box<Screening>),
    /// Consent was given.
    ConsentGiven(Box<Consent>),
    /// Consent was withdrawn.
    ConsentWithdrawn(Withdrawal),
    /// The practice decided how it holds checks on which sources disagree.
    ScreeningPolicySet(ScreeningPolicy),
    /// A contact between two visits was logged.
    ContactLogged(Box<Contact>),
    /// An adverse event was heard of after the visit.
    EventReported(Box<ReportedEvent>),
    /// A score of an outcome measure was written down, or one was corrected.
    MeasureScored(Box<Score>),
    /// A score was taken back, with the reason. What was written stays in the ledger.
    ScoreTakenBack(Box<ScoreTakenBack>),
    /// A document left the practice.
    DocumentExported(DocumentExported),
    /// The practice decided how long it keeps records.
    RetentionSet(RetentionSet),
    /// A legal hold was laid on a record.
    HoldSet(Hold),
    /// A legal hold was lifted.
    HoldLifted(Hold),
    /// A record was destroyed.
    RecordDestroyed(RecordDestroyed),
    /// The list of who did what left the practice.
    AuditExported(AuditExported),
    /// A backup was made and checked.
    BackupMade(BackupMade),
    /// The practice was restored from a backup; a new chain begins with this.
    Restored(Restored),
    /// Records of another system were brought in for a patient.
    RecordImported(Box<RecordImported>),
    /// What an import brought for a patient was taken back.
    ImportUndone(ImportUndone),
    /// The record was looked at.
    Access(Access),
    /// A visit was called off or missed.
    VisitNotHeld(VisitNotHeld),
    /// That a visit was not held was recorded by mistake, and counts no more. What was written stays in the ledger.
    NotHeldTakenBack(VisitNotHeld),
    /// A picture of letters was set, changed or taken away.
    PictureChanged(PictureChanged),
    /// A file was attached. Its bytes stand beside the ledger, held by their sum in this entry.
    AttachmentAdded(Box<Attachment>),
    /// A file was attached by mistake. It stays in the record, and says so.
    AttachmentWithdrawn(Box<AttachmentWithdrawn>),
}

/// The practice as it now stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeChanged {
    /// Which practice.
    pub id: PracticeId,
    /// Its details.
    pub practice: Practice,
}

/// A therapist who joined.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TherapistAdded {
    /// Who.
    pub id: TherapistId,
    /// Their details.
    pub therapist: Therapist,
    /// The Ed25519 public key that checks their signatures, 64 hexadecimal digits.
    pub public_key: String,
    /// What they are in the practice. The one therapist of an early file is its owner.
    #[serde(default = "owner")]
    pub role: PracticeRole,
}

fn owner() -> PracticeRole {
    PracticeRole::Owner
}

/// A therapist whose details changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TherapistChanged {
    /// Who.
    pub id: TherapistId,
    /// Their details.
    pub therapist: Therapist,
    /// Their role from now on; none when it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<PracticeRole>,
}

/// A therapist who left.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TherapistRemoved {
    /// Who.
    pub id: TherapistId,
}

/// The file under another key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyChanged {
    /// The practice.
    pub practice: PracticeId,
    /// The revision of the header that holds the new key.
    pub header_revision: u64,
    /// Who got a code to come back with, because they were not there.
    pub away: Vec<TherapistId>,
}

/// A patient, as registered or changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientWritten {
    /// Who.
    pub id: PatientId,
    /// The revision this change was based on; 0 at registration.
    pub based_on: u32,
    /// Their details.
    pub patient: Patient,
}

/// A document that left the practice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentExported {
    /// The document's identity.
    pub id: DocumentId,
    /// Whose record it holds.
    pub patient: PatientId,
    /// What it is: `referral-letter`.
    pub document: String,
    /// Who it is for, as the letter names them.
    pub recipient: String,
    /// First and last day it speaks of; none when it speaks of no visit.
    pub period: Option<(CalendarDate, CalendarDate)>,
    /// SHA-256 of the exact bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Pages, where the document has pages.
    pub pages: u32,
    /// What it was given out for: "Treatment". None in entries of before it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// What allows it: "Consent of the patient".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// What was chosen and typed for a letter; none of any other document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Box<LetterWritten>>,
}

/// The list of who did what, or a part of it, as a file that left the practice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditExported {
    /// Which practice.
    pub practice: PracticeId,
    /// Whose record alone it speaks of.
    pub patient: Option<PatientId>,
    /// First and last day that was asked for.
    pub period: (Option<CalendarDate>, Option<CalendarDate>),
    /// Lines below the heading.
    pub lines: u64,
    /// SHA-256 of the exact bytes, 64 hexadecimal digits.
    pub sha256: String,
}

/// A look at the record. Search words and file names are never kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// What was done: one of [`access`].
    pub action: String,
    /// Whose record; none when no single patient was meant.
    pub patient: Option<PatientId>,
    /// How often, since the last such entry.
    pub times: u32,
}

impl Entry {
    /// The schema version that new bodies are written in.
    pub const SCHEMA_VERSION: u16 = 2;

    /// Whom or what the entry is about: the patient wherever there is one.
    pub fn subject(&self) -> Uuid {
        match self {
            Self::PracticeChanged(entry) => entry.id.0,
            Self::TherapistAdded(entry) => entry.id.0,
            Self::TherapistChanged(entry) => entry.id.0,
            Self::TherapistRemoved(entry) => entry.id.0,
            Self::KeyChanged(entry) => entry.practice.0,
            Self::PatientRegistered(entry) | Self::PatientChanged(entry) => entry.id.0,
            Self::EpisodeOpened(entry)
            | Self::EpisodeChanged(entry)
            | Self::EpisodeClosed(entry) => entry.patient.0,
            Self::SessionSigned(session) => session.patient.0,
            Self::SessionAmended(entry) => entry.patient.0,
            Self::SessionVoided(entry) => entry.patient.0,
            Self::ScreeningAnswered(entry) => entry.patient.0,
            Self::ConsentGiven(entry) => entry.patient.0,
            Self::ConsentWithdrawn(entry) => entry.patient.0,
            Self::ScreeningPolicySet(entry) => entry.practice.0,
            Self::ContactLogged(contact) => contact.patient.0,
            Self::EventReported(event) => event.patient.0,
            Self::MeasureScored(score) => score.patient.0,
            Self::ScoreTakenBack(entry) => entry.score.patient.0,
            Self::DocumentExported(entry) => entry.patient.0,
            Self::RetentionSet(entry) => entry.practice.0,
            Self::HoldSet(hold) | Self::HoldLifted(hold) => hold.patient.0,
            Self::RecordDestroyed(entry) => entry.patient.0,
            Self::AuditExported(entry) => {
                entry.patient.map_or(entry.practice.0, |patient| patient.0)
            }
            Self::BackupMade(entry) => entry.practice.0,
            Self::Restored(entry) => entry.practice.0,
            Self::RecordImported(entry) => entry.patient.0,
            Self::ImportUndone(entry) => entry.patient.0,
            Self::Access(entry) => entry.patient.map_or(Uuid::nil(), |patient| patient.0),
            Self::VisitNotHeld(visit) | Self::NotHeldTakenBack(visit) => visit.patient.0,
            Self::PictureChanged(entry) => entry.of.owner(),
            Self::AttachmentAdded(attached) => attached.patient.0,
            Self::AttachmentWithdrawn(gone) => gone.attachment.patient.0,
        }
    }

    /// Whose record the entry is about; none when it is about the practice.
    pub fn patient(&self) -> Option<PatientId> {
        match self {
            Self::PracticeChanged(_)
            | Self::TherapistAdded(_)
            | Self::TherapistChanged(_)
            | Self::TherapistRemoved(_)
            | Self::KeyChanged(_)
            | Self::ScreeningPolicySet(_)
            | Self::RetentionSet(_)
            | Self::BackupMade(_)
            | Self::Restored(_)
            | Self::PictureChanged(_) => None,
            Self::AuditExported(entry) => entry.patient,
            Self::Access(entry) => entry.patient,
            Self::PatientRegistered(_)
            | Self::PatientChanged(_)
            | Self::EpisodeOpened(_)
            | Self::EpisodeChanged(_)
            | Self::EpisodeClosed(_)
            | Self::SessionSigned(_)
            | Self::SessionAmended(_)
            | Self::SessionVoided(_)
            | Self::ScreeningAnswered(_)
            | Self::ConsentGiven(_)
            | Self::ConsentWithdrawn(_)
            | Self::ContactLogged(_)
            | Self::EventReported(_)
            | Self::MeasureScored(_)
            | Self::ScoreTakenBack(_)
            | Self::DocumentExported(_)
            | Self::HoldSet(_)
            | Self::HoldLifted(_)
            | Self::RecordDestroyed(_)
            | Self::RecordImported(_)
            | Self::ImportUndone(_)
            | Self::VisitNotHeld(_)
            | Self::NotHeldTakenBack(_)
            | Self::AttachmentAdded(_)
            | Self::AttachmentWithdrawn(_) => Some(PatientId(self.subject())),
        }
    }

    /// The session an entry signs, where it signs one.
    pub fn session(&self) -> Option<SessionId> {
        match self {
            Self::SessionSigned(session) => Some(session.id),
            _ => None,
        }
    }
}

/// Writes the stable word of each kind once, and the list of them all.
macro_rules! kinds {
    ($($kind:ident => $word:literal,)+) => {
        impl Entry {
            /// The stable word of every kind.
            pub const KINDS: &'static [&'static str] = &[$($word),+];

            /// The stable word for this kind of entry.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$kind(_) => $word,)+
                }
            }
        }
    };
}

kinds! {
    PracticeChanged => "practice-changed",
    TherapistAdded => "therapist-added",
    TherapistChanged => "therapist-changed",
    TherapistRemoved => "therapist-removed",
    KeyChanged => "key-changed",
    PatientRegistered => "patient-registered",
    PatientChanged => "patient-changed",
    EpisodeOpened => "episode-opened",
    EpisodeChanged => "episode-changed",
    EpisodeClosed => "episode-closed",
    SessionSigned => "session-signed",
    SessionAmended => "session-amended",
    SessionVoided => "session-voided",
    ScreeningAnswered => "screening-answered",
    ConsentGiven => "consent-given",
    ConsentWithdrawn => "consent-withdrawn",
    ScreeningPolicySet => "screening-policy-set",
    ContactLogged => "contact-logged",
    EventReported => "event-reported",
    MeasureScored => "measure-scored",
    ScoreTakenBack => "score-taken-back",
    DocumentExported => "document-exported",
    RetentionSet => "retention-set",
    HoldSet => "hold-set",
    HoldLifted => "hold-lifted",
    RecordDestroyed => "record-destroyed",
    AuditExported => "audit-exported",
    BackupMade => "backup-made",
    Restored => "restored",
    RecordImported => "record-imported",
    ImportUndone => "import-undone",
    Access => "access",
    VisitNotHeld => "visit-not-held",
    NotHeldTakenBack => "not-held-taken-back",
    PictureChanged => "picture-changed",
    AttachmentAdded => "attachment-added",
    AttachmentWithdrawn => "attachment-withdrawn",
}

/// Kinds whose content outlives the record of their subject: ids, counts, who looked, and why it was destroyed.
pub const OUTLIVE_A_RECORD: [&str; 3] = ["record-destroyed", "audit-exported", "access"];

/// Kinds that make no record: a patient of whom the ledger holds no other may have been registered by mistake.
pub const MAKE_NO_RECORD: [&str; 6] = [
    "patient-registered",
    "patient-changed",
    "hold-set",
    "hold-lifted",
    "audit-exported",
    "access",
];
