//! Attached files on the wire: the form, the file's bytes in and out, and the withdrawal.

use filiform_domain::amendment::VoidReason;
use filiform_domain::attachment::content::FileFormat;
use filiform_domain::attachment::{AttachmentDraft, AttachmentWithdrawalDraft};
use filiform_domain::ids::{AttachmentId, DraftId, PatientId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BetweenLine, BetweenWords, FormKept, SessionChoice};

/// What is said of a file as it is being typed: begun now, or gone on with. The file itself is no part of a draft.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AttachForm {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// What is typed; of a new one nothing.
    pub attachment: AttachmentDraft,
    /// How far it is kept.
    pub kept: FormKept,
    /// The sessions it can belong to, newest first; none to whoever may not read notes.
    pub sessions: Vec<SessionChoice>,
    /// What is attached already, newest first, so that nothing is attached twice.
    pub attached: Vec<BetweenLine>,
    /// "20 MiB": how large a file may be.
    pub most: String,
    /// The same in bytes, so that a larger one need not be read.
    pub most_bytes: u32,
}

/// The bytes of a file to look at before anything is kept.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LookAtFile {
    /// The bytes in Base64.
    pub file: String,
}

/// A file that was not read because it is too large.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct RefuseLargeFile {
    /// How many bytes it has.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What a file is, or why it cannot be attached.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FileLook {
    /// "PNG image, 40 by 30 dots, 12 KiB"; empty when it is refused.
    pub words: String,
    /// What it is, by its content.
    pub format: Option<FileFormat>,
    /// Why it is refused, at the field `file`.
    pub problems: Vec<filiform_domain::problem::Problem>,
}

/// What is said of a file, to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckAttachment {
    /// Whose.
    pub patient: PatientId,
    /// What is typed so far.
    pub attachment: AttachmentDraft,
}

/// A file to attach.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AttachFile {
    /// Whose.
    pub patient: PatientId,
    /// What is said of it.
    pub attachment: AttachmentDraft,
    /// Its bytes in Base64.
    pub file: String,
    /// The draft it was typed in, which ends with the keeping.
    pub draft: Option<DraftId>,
}

/// Which attached file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichAttachment {
    /// The file.
    pub attachment: AttachmentId,
}

/// An attached file without its bytes.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AttachmentPage {
    /// Which.
    pub id: AttachmentId,
    /// What is said of it, in the shape that `attach` takes.
    pub attachment: AttachmentDraft,
    /// What it is, by its content.
    pub format: FileFormat,
    /// How many bytes.
    pub bytes: u32,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Why it was withdrawn; none while it stands.
    pub withdrawn: Option<VoidReason>,
    /// Whether whoever looks at it may withdraw it.
    pub may_withdraw: bool,
    /// Who can read a copy that is saved of it.
    pub warning: String,
    /// It in words.
    pub words: BetweenWords,
}

/// The bytes of an attached file.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AttachedFile {
    /// What they are: `image/png`.
    pub media_type: String,
    /// The bytes in Base64.
    pub file: String,
}

/// A withdrawal to check while it is typed, or to make.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct WithdrawAttachment {
    /// The file.
    pub attachment: AttachmentId,
    /// Why.
    pub withdrawal: AttachmentWithdrawalDraft,
}

/// A copy of an attached file to save outside of the practice.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SaveAttachment {
    /// The file.
    pub attachment: AttachmentId,
    /// Who it is for, at most 300 characters.
    pub recipient: String,
    /// What it is given out for, at most 300 characters.
    pub purpose: String,
    /// What allows it, at most 300 characters.
    pub authority: String,
    /// The file to write.
    pub path: String,
    /// Whether a file that is already there may be replaced.
    pub replace: bool,
}

/// A copy that was saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttachmentSaved {
    /// The file that was written.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Who can read it.
    pub warning: String,
}
