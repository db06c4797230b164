//! A file that is attached to a record: a scan, a photo, a letter that came in. What it is, by what its bytes say and by
//! what a person says of it; and its withdrawal when it was attached by mistake.
//!
//! The bytes stand beside the entry and are held by their SHA-256 in it. The name that the file had is never kept.

use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::amendment::VoidReason;
use crate::between::{Between, checked_day};
use crate::ids::{AttachmentId, PatientId, SessionId};
use crate::problem::{Check, Problem};
use crate::time::{CalendarDate, Instant};

pub mod content;

use content::{Dots, FileFormat, FileSeen};

/// Longest title, in characters.
const TITLE: usize = 200;
/// Longest words of a withdrawal, in characters.
const WORDS: usize = 1000;

/// What a file is to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AttachmentKind {
    /// A letter by which somebody referred the patient.
    ReferralLetter,
    /// What a radiologist wrote, or the image itself.
    ImagingReport,
    /// A consent form on paper.
    ConsentForm,
    /// A photo.
    Photo,
    /// Something else, which its title names.
    Other,
}

/// What a person says of a file, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AttachmentDraft {
    /// What it is. Required.
    #[schemars(required)]
    pub kind: Option<AttachmentKind>,
    /// What it is called in the record: "Letter of Dr. L. Hahn". Required, at most 200 characters.
    #[schemars(required)]
    pub title: String,
    /// The day on the paper, or on which the photo was taken, `2026-11-22`. Required, never in the future or before the
    /// patient's birth.
    #[schemars(required)]
    pub date: String,
    /// The signed session it belongs to, by id; empty for none.
    pub session: String,
}

/// The file as it is kept: what its bytes are, and what holds them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileKept {
    /// What it is, by its content.
    pub format: FileFormat,
    /// How many bytes.
    pub bytes: u32,
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Width and height of an image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dots: Option<Dots>,
}

/// An attached file as the ledger holds it. Made by [`AttachmentDraft::checked`] alone, and never changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its identity.
    pub id: AttachmentId,
    /// Whose record it belongs to.
    pub patient: PatientId,
    /// What it is.
    pub kind: AttachmentKind,
    /// What it is called.
    pub title: String,
    /// The day on the paper.
    pub date: CalendarDate,
    /// Where it stands in the timeline: at the moment it was attached when the paper is of that day, else at the beginning
    /// of its own day on the same wall clock.
    pub at: Instant,
    /// The session it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// The file.
    pub file: FileKept,
}

/// A withdrawal as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AttachmentWithdrawalDraft {
    /// Why the file does not belong here. Required.
    #[schemars(required)]
    pub reason: Option<VoidReason>,
    /// What belongs to the reason, at most 1000 characters. Required with `other`.
    pub words: String,
}

/// A file that was attached by mistake. Nothing of it is taken out of the record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentWithdrawn {
    /// The attachment as it was, so that it can be shown where it stood.
    pub attachment: Attachment,
    /// Why it does not belong here.
    pub reason: VoidReason,
    /// What belongs to the reason; may be empty.
    pub words: String,
}

impl AttachmentDraft {
    /// What is wrong with it while it is typed: the file is looked at apart. `session_exists` says whether the patient has
    /// this signed session.
    ///
    /// # Errors
    /// Every fault.
    pub fn checked(
        &self,
        id: AttachmentId,
        between: &Between<'_>,
        session_exists: &dyn Fn(SessionId) -> bool,
        file: FileKept,
    ) -> Result<Attachment, Vec<Problem>> {
        let mut check = Check::default();
        if self.kind.is_none() {
            let message = "What is it: a referral letter, an imaging report, a photo …?";
            check.fault("kind", "missing", message);
        }
        let title = check.required("title", "The title", &self.title, TITLE);
        if self.date.trim().is_empty() {
            check.fault("date", "missing", "The date on the paper is missing.");
        }
        let day = checked_day(&mut check, ("date", "The date", &self.date), between);
        let session = self.checked_session(&mut check, session_exists);
        let kept = self.kind.zip(day).map(|(kind, date)| Attachment {
            id,
            patient: between.patient,
            kind,
            title,
            date,
            at: place(date, between.now),
            session,
            file,
        });
        check.finish(kept)?.ok_or_else(Vec::new)
    }

    fn checked_session(
        &self,
        check: &mut Check,
        session_exists: &dyn Fn(SessionId) -> bool,
    ) -> Option<SessionId> {
        let typed = self.session.trim();
        if typed.is_empty() {
            return None;
        }
        let found = typed.parse().ok().filter(|id| session_exists(*id));
        if found.is_none() {
            let message = "This patient has no such signed session. Choose one from the list.";
            check.fault("session", "unknown-session", message);
        }
        found
    }
}

impl FileKept {
    /// What was seen of the bytes, with their SHA-256 in 64 hexadecimal digits.
    pub fn new(seen: FileSeen, sha256: String) -> Self {
        Self {
            format: seen.format,
            bytes: seen.bytes,
            sha256,
            dots: seen.dots,
        }
    }
}

impl Attachment {
    /// The same as a draft.
    pub fn to_draft(&self) -> AttachmentDraft {
        AttachmentDraft {
            kind: Some(self.kind),
            title: self.title.clone(),
            date: self.date.to_string(),
            session: self.session.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

fn place(date: CalendarDate, now: Instant) -> Instant {
    if now.date() == date {
        return now;
    }
    let midnight = date.0.and_time(NaiveTime::MIN);
    Instant::of_local(midnight, now.offset_minutes)
}

impl AttachmentWithdrawalDraft {
    /// The withdrawal as it may be kept, or every fault at its field.
    ///
    /// # Errors
    /// Every fault.
    pub fn checked(&self, attachment: Attachment) -> Result<AttachmentWithdrawn, Vec<Problem>> {
        let mut check = Check::default();
        if self.reason.is_none() {
            let message = "Why is it withdrawn: attached by mistake, or another patient's?";
            check.fault("reason", "missing", message);
        }
        let words = if self.reason == Some(VoidReason::Other) {
            check.required("words", "The reason", &self.words, WORDS)
        } else {
            check
                .optional("words", "What belongs to the reason", &self.words, WORDS)
                .unwrap_or_default()
        };
        let withdrawn = self.reason.map(|reason| AttachmentWithdrawn {
            attachment,
            reason,
            words,
        });
        check.finish(withdrawn)?.ok_or_else(Vec::new)
    }
}

impl AttachmentKind {
    /// "Referral letter".
    pub fn words(self) -> &'static str {
        match self {
            Self::ReferralLetter => "Referral letter",
            Self::ImagingReport => "Imaging report",
            Self::ConsentForm => "Consent form",
            Self::Photo => "Photo",
            Self::Other => "Other file",
        }
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
