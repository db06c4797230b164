//! The files that are read today, and what each holds.

use filiform_domain::consent::ConsentDraft;
use filiform_domain::contact::ContactDraft;
use filiform_domain::episode::EpisodeDraft;
use filiform_domain::measure::ScoreDraft;
use filiform_domain::patient::PatientDraft;
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::reported_event::ReportedEventDraft;
use filiform_domain::screening::ScreeningDraft;
use filiform_domain::session::SessionDraft;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::json::Unreadable;
use crate::read::{Read, read};

/// A file that is taken: one for each thing that can be made from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The practice and its first therapist, as `init` takes them.
    Practice,
    /// A patient, as `register` takes them.
    Patient,
    /// A session, as `chart` takes it and `history --json` gives it back.
    Session,
    /// A contact between two visits, as `contact` takes it.
    Contact,
    /// An adverse event that was heard of later, as `event` takes it.
    Event,
    /// A patient's screening, as `screening` takes it.
    Screening,
    /// A consent, as `consent` takes it.
    Consent,
    /// An episode of care, as `episode` takes it.
    Episode,
    /// A score of an outcome measure, as `score` takes it.
    Score,
}

/// The practice and its first therapist.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PracticeFile {
    /// The practice. Required.
    pub practice: Practice,
    /// Its first therapist. Required.
    pub therapist: Therapist,
}

/// Reads the practice and its first therapist.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_practice_file(bytes: &[u8]) -> Result<Read<PracticeFile>, Unreadable> {
    read(FileKind::Practice, bytes)
}

/// Reads a patient to register. Faults of the file come with it, those of the draft are the domain's to find.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_patient_file(bytes: &[u8]) -> Result<Read<PatientDraft>, Unreadable> {
    read(FileKind::Patient, bytes)
}

/// Reads a session to chart. Faults of the file come with it, those of the draft are the domain's to find.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_session_file(bytes: &[u8]) -> Result<Read<SessionDraft>, Unreadable> {
    read(FileKind::Session, bytes)
}

/// Reads a contact to log. Faults of the file come with it, those of the draft are the domain's to find.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_contact_file(bytes: &[u8]) -> Result<Read<ContactDraft>, Unreadable> {
    read(FileKind::Contact, bytes)
}

/// Reads an event to report. Faults of the file come with it, those of the draft are the domain's to find.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_event_file(bytes: &[u8]) -> Result<Read<ReportedEventDraft>, Unreadable> {
    read(FileKind::Event, bytes)
}

/// Reads a patient's screening. Faults of the file come with it, those of the draft are the domain's to find.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_screening_file(bytes: &[u8]) -> Result<Read<ScreeningDraft>, Unreadable> {
    read(FileKind::Screening, bytes)
}

/// Reads a consent. Faults of the file come with it, those of the draft are the domain's to find.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_consent_file(bytes: &[u8]) -> Result<Read<ConsentDraft>, Unreadable> {
    read(FileKind::Consent, bytes)
}

/// Reads an episode of care. Faults of the file come with it, those of the draft are the domain's to find.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_episode_file(bytes: &[u8]) -> Result<Read<EpisodeDraft>, Unreadable> {
    read(FileKind::Episode, bytes)
}

/// Reads a score of an outcome measure. Faults of the file come with it, those of the draft are the domain's to
/// find.
///
/// # Errors
/// [`Unreadable`] when the bytes are no JSON object of a reasonable size.
pub fn read_score_file(bytes: &[u8]) -> Result<Read<ScoreDraft>, Unreadable> {
    read(FileKind::Score, bytes)
}
