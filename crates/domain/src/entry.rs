//! What can be written into the ledger: one kind of entry for each thing that can happen.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::consent::{Consent, Withdrawal};
use crate::contact::Contact;
use crate::ids::{DocumentId, PatientId, PracticeId, SessionId, TherapistId};
use crate::patient::Patient;
use crate::practice::{Practice, Therapist};
use crate::reported_event::ReportedEvent;
use crate::screening::{Screening, ScreeningPolicy};
use crate::session::Session;
use crate::time::CalendarDate;

/// One thing that happened, as it is written down. The bytes are kept as they were first written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "kebab-case")]
pub enum Entry {
    /// The practice's own details were set or changed.
    PracticeChanged(PracticeChanged),
    /// A therapist joined, with the key that proves their signatures.
    TherapistAdded(TherapistAdded),
    /// A therapist's details were changed.
    TherapistChanged(TherapistChanged),
    /// A patient was registered.
    PatientRegistered(PatientWritten),
    /// A patient's details were changed.
    PatientChanged(PatientWritten),
    /// A session was signed.
    SessionSigned(Box<Session>),
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
    /// A document left the practice.
    DocumentExported(DocumentExported),
    /// The record was looked at.
    Access(Access),
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
}

/// A therapist whose details changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TherapistChanged {
    /// Who.
    pub id: TherapistId,
    /// Their details.
    pub therapist: Therapist,
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
}

/// A look at the record. Search words and file names are never kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// What was done: `opened`, `searched`, `unlock-failed`.
    pub action: String,
    /// Whose record; none when no single patient was meant.
    pub patient: Option<PatientId>,
    /// How often, since the last such entry.
    pub times: u32,
}

impl Entry {
    /// The schema version that new bodies are written in.
    pub const SCHEMA_VERSION: u16 = 2;

    /// The stable word for this kind of entry.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::PracticeChanged(_) => "practice-changed",
            Self::TherapistAdded(_) => "therapist-added",
            Self::TherapistChanged(_) => "therapist-changed",
            Self::PatientRegistered(_) => "patient-registered",
            Self::PatientChanged(_) => "patient-changed",
            Self::SessionSigned(_) => "session-signed",
            Self::ScreeningAnswered(_) => "screening-answered",
            Self::ConsentGiven(_) => "consent-given",
            Self::ConsentWithdrawn(_) => "consent-withdrawn",
            Self::ScreeningPolicySet(_) => "screening-policy-set",
            Self::ContactLogged(_) => "contact-logged",
            Self::EventReported(_) => "event-reported",
            Self::DocumentExported(_) => "document-exported",
            Self::Access(_) => "access",
        }
    }

    /// Whom or what the entry is about: the patient wherever there is one.
    pub fn subject(&self) -> Uuid {
        match self {
            Self::PracticeChanged(entry) => entry.id.0,
            Self::TherapistAdded(entry) => entry.id.0,
            Self::TherapistChanged(entry) => entry.id.0,
            Self::PatientRegistered(entry) | Self::PatientChanged(entry) => entry.id.0,
            Self::SessionSigned(session) => session.patient.0,
            Self::ScreeningAnswered(entry) => entry.patient.0,
            Self::ConsentGiven(entry) => entry.patient.0,
            Self::ConsentWithdrawn(entry) => entry.patient.0,
            Self::ScreeningPolicySet(entry) => entry.practice.0,
            Self::ContactLogged(contact) => contact.patient.0,
            Self::EventReported(event) => event.patient.0,
            Self::DocumentExported(entry) => entry.patient.0,
            Self::Access(entry) => entry.patient.map_or(Uuid::nil(), |patient| patient.0),
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
