//! What can go wrong with a practice, and what the person can do about it.
//!
//! A message never holds file contents, keys or patient data: only what happened and the next step.

use std::io;

use filiform_domain::retention::MustStay;

mod kind;
mod words;
pub use kind::ErrorKind;
use words::{must_stay, must_stay_code};

/// Why the practice could not be opened, read or written. The `Display` text is meant for the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The folder does not exist or holds nothing of a practice.
    #[error(
        "There is no practice in this folder. Choose another folder, or create a practice here."
    )]
    NotFound,
    /// A file stands where a folder is needed.
    #[error("This is a file, not a folder. Choose the folder that holds the practice.")]
    NotAFolder,
    /// There is a database but neither copy of its header.
    #[error(
        "The key files (practice.key and practice.key.copy) are missing, so the practice cannot be \
             unlocked. Copy them back from a backup. Nothing was changed."
    )]
    HeaderMissing,
    /// Neither copy of the header can be used.
    #[error(
        "Both copies of the key file (practice.key and practice.key.copy) are damaged. Copy them back \
             from a backup. Nothing was changed."
    )]
    HeaderDamaged,
    /// The header belongs to a different practice.
    #[error(
        "The key file belongs to another practice. Copy back the practice.key that was made with this \
             practice. Nothing was changed."
    )]
    HeaderOfOtherPractice,
    /// The header is older than one already used with this practice.
    #[error(
        "The key file is older than the practice: a passphrase was changed since. Copy back the newest \
             practice.key. Nothing was changed."
    )]
    HeaderOlder,
    /// The header was written by a newer version of Filiform.
    #[error(
        "The key file was written by a newer version of Filiform. Update Filiform on this computer. \
             Nothing was changed."
    )]
    HeaderNewerVersion,
    /// The passphrase opens no slot. It never says which slot, or how close it was.
    #[error("This passphrase does not open the practice.")]
    WrongPassphrase,
    /// Too many wrong passphrases in a row.
    #[error("Too many wrong passphrases. Try again in {seconds} s.")]
    Wait {
        /// Whole seconds until the next try is accepted, 1 to 300.
        seconds: u64,
    },
    /// The new passphrase is too easy to guess.
    #[error("This passphrase is too easy to guess. {hint}")]
    WeakPassphrase {
        /// What would make it stronger, in plain words.
        hint: String,
    },
    /// The recovery code's check symbols do not fit: it was misread or mistyped.
    #[error(
        "The recovery code was mistyped: its check symbols do not fit. Compare it with the sheet."
    )]
    RecoveryCodeMistyped,
    /// The recovery code is well formed but opens no slot.
    #[error("This is not the recovery code of this practice. Look for a newer sheet.")]
    WrongRecoveryCode,
    /// The file's key was changed while this person was away.
    #[error(
        "The file's key was changed while you were away. Ask the owner for your one-time code and type it here; your \
         passphrase stays as it is."
    )]
    MustComeBack,
    /// The one-time code is well formed but does not open the file's new key.
    #[error("This is not your one-time code. Ask the owner for a new one.")]
    WrongOneTimeCode,
    /// The file could not be opened again after its key was changed.
    #[error(
        "The file could not be opened again by itself. Nothing is lost: unlock it. Should it have its new key already, \
         draw a new recovery code in the settings, and new one-time codes for the others."
    )]
    MustReopen,
    /// Another process has the practice open.
    #[error("This practice is already open in another window or program. Close it there first.")]
    InUse,
    /// The folder or its disk cannot be written.
    #[error(
        "Filiform cannot write to this folder: it is read-only, or it belongs to another user account. \
             Nothing was changed."
    )]
    ReadOnly,
    /// No space is left.
    #[error("The disk is full. Free some space and try again.")]
    DiskFull,
    /// The practice would live on a network drive or in a synced folder.
    #[error(
        "A practice must live on this computer's own disk. {reason} Choose another folder; backups may \
             go there."
    )]
    UnsuitablePlace {
        /// What is wrong with the place.
        reason: crate::vault::Unsuitable,
    },
    /// A practice is already there.
    #[error("There is already a practice in this folder. Open it, or choose another folder.")]
    AlreadyExists,
    /// The folder for a new practice holds other files.
    #[error("This folder is not empty. Choose an empty folder for the new practice.")]
    FolderNotEmpty,
    /// A part of the practice is damaged.
    #[error("The practice is damaged ({what}). Restore the newest backup. Nothing was changed.")]
    Damaged {
        /// Which part, in the terms of `docs/security.md`; never its contents.
        what: &'static str,
    },
    /// The file ends earlier than it did when it was last used.
    #[error(
        "Entries are missing from the end of the practice file: it is older than when it was last \
             used. Restore the newest backup. Nothing was changed."
    )]
    AnchorAhead,
    /// The file was written by a newer version of Filiform.
    #[error(
        "This practice was written by a newer version of Filiform (file {file}, this app {app}). \
             Update Filiform on this computer. Nothing was changed."
    )]
    NewerSchema {
        /// Schema version of the file.
        file: u32,
        /// Newest schema version this app knows.
        app: u32,
    },
    /// An entry of the ledger was written by a newer version of Filiform.
    #[error(
        "This practice holds entries of a newer version of Filiform. Update Filiform on this computer. \
             Nothing was changed."
    )]
    NewerEntry,
    /// A file is no backup.
    #[error("This file is no backup of Filiform. Nothing was changed.")]
    NotABackup,
    /// A backup does not hold what it should.
    #[error("This backup is damaged or incomplete. Try an older one. Nothing was changed.")]
    BackupDamaged,
    /// A backup was written by a newer version of Filiform.
    #[error("This backup is of a newer Filiform. Update this one. Nothing was changed.")]
    NewerBackup,
    /// A backup is of another practice than the one on this computer.
    #[error("This backup is of another practice. Restore it where none is. Nothing was changed.")]
    BackupOfOtherPractice,
    /// Neither today's nor the backup's slots open with this passphrase.
    #[error("This passphrase, of today or of its day, does not open the backup.")]
    WrongForBackup,
    /// A passphrase that was changed since would come back with the backup.
    #[error("This passphrase was changed since the backup was made. Type today's.")]
    NotTodaysPassphrase,
    /// A folder for backups is not there.
    #[error("This folder is not there. Connect its drive, or choose another folder.")]
    BackupFolderMissing,
    /// The draft was kept from another window since it was read here.
    #[error("This draft was changed in another window. Load it again, then go on.")]
    StaleDraft,
    /// The draft was signed, finished or discarded since it was read here.
    #[error("This draft is no longer open: it was signed or discarded in another window.")]
    DraftGone,
    /// The patient's details were changed since they were read here.
    #[error(
        "This patient's details were changed in another window. Load them again, then change them."
    )]
    StalePatient,
    /// The episode was changed since it was read here.
    #[error("This episode was changed in another window. Load it again, then change it.")]
    StaleEpisode,
    /// No such episode of this patient.
    #[error("There is no such episode of care in this practice.")]
    UnknownEpisode,
    /// The score was corrected or taken back since it was read here, or was never this patient's.
    #[error(
        "This score was corrected or taken back in the meantime. Look at it again. Nothing was written."
    )]
    StaleScore,
    /// No such patient.
    #[error("There is no such patient in this practice.")]
    UnknownPatient,
    /// No such signed session in this patient's record.
    #[error("There is no such signed session in this patient's record. Nothing was written.")]
    UnknownSession,
    /// The session was amended since it was read here.
    #[error(
        "This note was amended in the meantime. Nothing you typed is lost: read the note as it stands \
             now, then amend it again."
    )]
    StaleSession,
    /// The session was voided.
    #[error("This note was voided. Nothing is added to a voided note.")]
    SessionVoided,
    /// The patient, session or therapist is in the record already.
    #[error("This is already in the record. Nothing was written twice.")]
    AlreadyWritten,
    /// Somebody else's needling, or somebody else's draft.
    #[error("Only the therapist who did this can sign it. Nothing was written.")]
    NotTheSigner,
    /// The record must not be destroyed, or not yet.
    #[error("{}", must_stay(*.0))]
    MustStay(MustStay),
    /// Only the owner decides who works here.
    #[error("Only the owner of the practice decides who works here. Nothing was changed.")]
    NotTheOwner,
    /// A practice without an owner could never change again.
    #[error(
        "A practice keeps one owner at least, and nobody removes themselves. Make somebody else the owner \
             first. Nothing was changed."
    )]
    LastOwner,
    /// Nobody of this id works here.
    #[error("This person does not work in this practice any more. Nothing was changed.")]
    UnknownTherapist,
    /// The slot of somebody who left, or who never quite joined.
    #[error("This passphrase belongs to nobody who works in this practice now. Ask its owner.")]
    NotInPractice,
    /// The header has no room for another slot.
    #[error("A practice file has room for 32 people. Remove somebody who left.")]
    TooManyTherapists,
    /// There is no such import, or it was taken back.
    #[error("This import is not in the practice any more. Nothing was changed.")]
    UnknownImport,
    /// Something was written about a patient after the import that is to be taken back.
    #[error(
        "Something was recorded since for a patient of this import, so it stays. Nothing was changed."
    )]
    BuiltOn,
    /// A long job was stopped before its end.
    #[error("Stopped before the end. Nothing was changed.")]
    Interrupted,
    /// SQLite gave an answer that none of our statements expects.
    #[error(
        "The practice file gave an unexpected answer (SQLite code {code}). Nothing was written. Lock, \
             unlock and try again."
    )]
    Sql {
        /// SQLite's extended result code; 0 when there was none.
        code: i32,
    },
    /// The key derivation was asked for outside its bounds.
    #[error("The cost of the passphrase protection is out of bounds.")]
    CostOutOfBounds,
    /// There was not enough memory to derive the key.
    #[error(
        "There is not enough free memory to unlock the practice. Close other programs and try again."
    )]
    OutOfMemory,
    /// The operating system gave no random bytes.
    #[error(
        "This computer gave no random numbers, so no key can be made. Restart it and try again."
    )]
    NoRandomness,
    /// Any other failure of the file system.
    #[error("The disk reported a problem ({0}). Check the disk and try again.")]
    Io(io::ErrorKind),
}

impl StoreError {
    /// A stable code, kebab-case, for the wire and the log.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotAFolder => "not-a-folder",
            Self::HeaderMissing => "header-missing",
            Self::HeaderDamaged => "header-damaged",
            Self::HeaderOfOtherPractice => "header-of-other-practice",
            Self::HeaderOlder => "header-older",
            Self::HeaderNewerVersion => "header-newer-version",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::Wait { .. } => "wait",
            Self::WeakPassphrase { .. } => "weak-passphrase",
            Self::RecoveryCodeMistyped => "recovery-code-mistyped",
            Self::WrongRecoveryCode => "wrong-recovery-code",
            Self::MustComeBack => "must-come-back",
            Self::WrongOneTimeCode => "wrong-one-time-code",
            Self::MustReopen => "must-reopen",
            Self::InUse => "in-use",
            Self::ReadOnly => "read-only",
            Self::DiskFull => "disk-full",
            Self::UnsuitablePlace { .. } => "unsuitable-place",
            Self::AlreadyExists => "already-exists",
            Self::FolderNotEmpty => "folder-not-empty",
            Self::Damaged { .. } => "damaged",
            Self::AnchorAhead => "anchor-ahead",
            Self::NewerSchema { .. } | Self::NewerEntry => "newer-schema",
            Self::NotABackup => "not-a-backup",
            Self::BackupDamaged => "backup-damaged",
            Self::NewerBackup => "newer-backup",
            Self::BackupOfOtherPractice => "backup-of-other-practice",
            Self::WrongForBackup => "backup-wrong-passphrase",
            Self::NotTodaysPassphrase => "not-todays-passphrase",
            Self::BackupFolderMissing => "backup-folder-missing",
            Self::StaleDraft => "stale-draft",
            Self::DraftGone => "draft-gone",
            Self::StalePatient => "stale-patient",
            Self::StaleEpisode => "stale-episode",
            Self::UnknownEpisode => "unknown-episode",
            Self::StaleScore => "stale-score",
            Self::UnknownPatient => "unknown-patient",
            Self::UnknownSession => "unknown-session",
            Self::StaleSession => "stale-session",
            Self::SessionVoided => "session-voided",
            Self::AlreadyWritten => "already-written",
            Self::UnknownImport => "unknown-import",
            Self::BuiltOn => "built-on",
            Self::NotTheSigner => "not-the-signer",
            Self::MustStay(why) => must_stay_code(*why),
            Self::NotTheOwner => "not-the-owner",
            Self::LastOwner => "last-owner",
            Self::UnknownTherapist => "unknown-therapist",
            Self::NotInPractice => "not-in-practice",
            Self::TooManyTherapists => "too-many-therapists",
            Self::Interrupted => "interrupted",
            Self::Sql { .. } => "sql",
            Self::CostOutOfBounds => "cost-out-of-bounds",
            Self::OutOfMemory => "out-of-memory",
            Self::NoRandomness => "no-randomness",
            Self::Io(_) => "io",
        }
    }

    /// The group this error belongs to.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::WrongPassphrase
            | Self::Wait { .. }
            | Self::WrongForBackup
            | Self::NotTodaysPassphrase
            | Self::RecoveryCodeMistyped
            | Self::WrongRecoveryCode
            | Self::MustComeBack
            | Self::WrongOneTimeCode
            | Self::NotInPractice
            | Self::InUse => ErrorKind::LockedOrWrongKey,
            Self::HeaderMissing
            | Self::HeaderDamaged
            | Self::HeaderOfOtherPractice
            | Self::HeaderOlder
            | Self::Damaged { .. }
            | Self::BackupDamaged
            | Self::AnchorAhead => ErrorKind::Damaged,
            Self::ReadOnly
            | Self::DiskFull
            | Self::OutOfMemory
            | Self::NoRandomness
            | Self::MustReopen
            | Self::Sql { .. }
            | Self::Io(_) => ErrorKind::Io,
            _ => ErrorKind::Refused,
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Self::from(error.kind())
    }
}

impl From<io::ErrorKind> for StoreError {
    fn from(kind: io::ErrorKind) -> Self {
        match kind {
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull,
            io::ErrorKind::OutOfMemory => Self::OutOfMemory,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            other => Self::Io(other),
        }
    }
}

#[cfg(test)]
mod tests;
