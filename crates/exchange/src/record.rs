//! A patient's record as it leaves whole: every entry in its order, and what stands at the end of them.

use std::collections::BTreeMap;

use filiform_domain::amendment::{Amended, VoidReason, Voiding};
use filiform_domain::attachment::Attachment;
use filiform_domain::entry::Entry;
use filiform_domain::episode::EpisodeWritten;
use filiform_domain::ids::{AttachmentId, EntryId, EpisodeId, PatientId, SessionId, TherapistId};
use filiform_domain::patient::Patient;
use filiform_domain::practice::Therapist;
use filiform_domain::session::{Session, SessionDraft};
use filiform_domain::time::{CalendarDate, Instant};
use uuid::Uuid;

/// One entry of the ledger as it was signed.
#[derive(Clone)]
pub struct Kept {
    /// The entry's identity.
    pub id: EntryId,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who signed it.
    pub author: TherapistId,
    /// Its hash, which the author signed.
    pub hash: [u8; 32],
    /// The author's Ed25519 signature of the hash.
    pub signature: [u8; 64],
    /// What the hash was taken over, besides.
    pub seal: Seal,
    /// What it says.
    pub entry: Entry,
}

/// What an entry's hash was taken over, so that its signature can be checked wherever it goes.
#[derive(Clone)]
pub struct Seal {
    /// The chain of entries it belongs to: one for each installation of a practice.
    pub chain: Uuid,
    /// Its place in that chain, counted from 1.
    pub seq: u64,
    /// Its Lamport clock.
    pub clock: u64,
    /// The version its body was written in.
    pub schema_version: u32,
    /// The hash of the entry before it.
    pub previous: [u8; 32],
    /// SHA-256 of salt and body.
    pub body_digest: [u8; 32],
    /// The random bytes before the body.
    pub salt: [u8; 32],
    /// The body as it was first written.
    pub body: Vec<u8>,
}

/// Everything that was written down about one patient, in order.
pub struct Record {
    /// Whose.
    pub patient: PatientId,
    /// The entries. Who looked at the record is no part of it.
    pub entries: Vec<Kept>,
}

/// Whoever ever signed here, with the key that proves it.
#[derive(Clone)]
pub struct Signer {
    /// As the letterhead shows them.
    pub therapist: Therapist,
    /// The Ed25519 public key, 64 hexadecimal digits.
    pub public_key: String,
}

/// Everybody who ever signed here.
pub type Staff = BTreeMap<TherapistId, Signer>;

/// A signed session as it stands now.
pub(crate) struct Visit<'a> {
    pub(crate) signed: &'a Session,
    pub(crate) kept: &'a Kept,
    /// When the visit began, as last corrected.
    pub(crate) started: Instant,
    /// The note as last corrected.
    pub(crate) note: &'a SessionDraft,
    /// Every amendment and the voiding, oldest first.
    pub(crate) added: Vec<&'a Kept>,
    pub(crate) voided: Option<&'a Voiding>,
}

impl Visit<'_> {
    /// Whether the note tells of another patient, so that its text leaves with nobody's record.
    pub(crate) fn is_withheld(&self) -> bool {
        self.voided
            .is_some_and(|voiding| voiding.reason == VoidReason::WrongPatient)
    }
}

/// What is written about one episode of care: how it stands, and the entry that says so.
pub(crate) struct Course<'a> {
    pub(crate) written: &'a EpisodeWritten,
    pub(crate) kept: &'a Kept,
}

impl Record {
    /// The patient's details as they stand, with the first and the last entry about them.
    pub(crate) fn person(&self) -> Option<(&Patient, &Kept, &Kept)> {
        let mut about = self.entries.iter().filter_map(|kept| {
            let written = kept.entry.patient_written()?;
            Some((&written.patient, kept))
        });
        let (first, registered) = about.next()?;
        let (patient, changed) = about.next_back().unwrap_or((first, registered));
        Some((patient, registered, changed))
    }

    /// The signed sessions as they stand, the earliest visit first.
    pub(crate) fn visits(&self) -> Vec<Visit<'_>> {
        let mut visits: BTreeMap<SessionId, Visit<'_>> = BTreeMap::new();
        for kept in &self.entries {
            match &kept.entry {
                Entry::SessionSigned(signed) => {
                    let visit = Visit {
                        signed,
                        kept,
                        started: signed.started,
                        note: &signed.note,
                        added: Vec::new(),
                        voided: None,
                    };
                    visits.insert(signed.id, visit);
                }
                Entry::SessionAmended(amendment) => {
                    if let Some(visit) = visits.get_mut(&amendment.session) {
                        visit.added.push(kept);
                        if let Amended::Correction(correction) = &amendment.what {
                            visit.started = correction.started;
                            visit.note = &correction.note;
                        }
                    }
                }
                Entry::SessionVoided(voiding) => {
                    if let Some(visit) = visits.get_mut(&voiding.session) {
                        visit.added.push(kept);
                        visit.voided = Some(voiding);
                    }
                }
                _ => {}
            }
        }
        let mut visits: Vec<_> = visits.into_values().collect();
        visits.sort_by_key(|visit| (visit.started.utc_ms, visit.signed.id));
        visits
    }

    /// The episodes of care as they stand, in the order they were opened.
    pub(crate) fn episodes(&self) -> Vec<Course<'_>> {
        let mut order: Vec<EpisodeId> = Vec::new();
        let mut latest: BTreeMap<EpisodeId, Course<'_>> = BTreeMap::new();
        for kept in &self.entries {
            if let Entry::EpisodeOpened(written)
            | Entry::EpisodeChanged(written)
            | Entry::EpisodeClosed(written) = &kept.entry
                && latest
                    .insert(written.id, Course { written, kept })
                    .is_none()
            {
                order.push(written.id);
            }
        }
        order
            .into_iter()
            .filter_map(|id| latest.remove(&id))
            .collect()
    }

    /// How many notes are withheld because they tell of another patient.
    pub fn withheld(&self) -> usize {
        self.visits().iter().filter(|v| v.is_withheld()).count()
    }

    /// The first and the last day of the visits; none when there was no visit.
    pub fn period(&self) -> Option<(CalendarDate, CalendarDate)> {
        let visits = self.visits();
        let (first, last) = (visits.first()?, visits.last()?);
        Some((first.started.date(), last.started.date()))
    }

    /// How many sessions were signed.
    pub fn sessions(&self) -> usize {
        let signed = |kept: &&Kept| matches!(kept.entry, Entry::SessionSigned(_));
        self.entries.iter().filter(signed).count()
    }

    /// The files that were attached and leave with the record: those that tell of another patient do not.
    pub fn attachments(&self) -> Vec<&Attachment> {
        let leaving = self
            .entries
            .iter()
            .filter(|kept| !self.tells_withheld(kept));
        let attached = leaving.filter_map(|kept| match &kept.entry {
            Entry::AttachmentAdded(attached) => Some(&**attached),
            _ => None,
        });
        attached.collect()
    }

    /// Whether an attached file was withdrawn because it tells of another patient.
    fn tells_of_another(&self, file: AttachmentId) -> bool {
        self.entries.iter().any(|kept| match &kept.entry {
            Entry::AttachmentWithdrawn(gone) => {
                gone.attachment.id == file && gone.reason == VoidReason::WrongPatient
            }
            _ => false,
        })
    }

    /// Whether an entry tells a text that is withheld because it is of another patient.
    pub(crate) fn tells_withheld(&self, kept: &Kept) -> bool {
        let session = match &kept.entry {
            Entry::AttachmentAdded(attached) => return self.tells_of_another(attached.id),
            Entry::AttachmentWithdrawn(gone) => return self.tells_of_another(gone.attachment.id),
            Entry::SessionSigned(session) => session.id,
            Entry::SessionAmended(amendment) => amendment.session,
            Entry::SessionVoided(voiding) => voiding.session,
            _ => return false,
        };
        let voided = |kept: &Kept| match &kept.entry {
            Entry::SessionVoided(voiding) => {
                voiding.session == session && voiding.reason == VoidReason::WrongPatient
            }
            _ => false,
        };
        self.entries.iter().any(voided)
    }
}
