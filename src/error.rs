//! One error for every workflow, and the form it takes on the wire.
//!
//! A code the window acts on, words for the person, and faults at their fields. No patient data is in
//! any of them.

use filiform_domain::problem::Problem;
use filiform_report::ReportError;
use filiform_store::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a workflow did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// What was typed has faults.
    #[error("{}", many(.0))]
    Fields(Vec<Problem>),
    /// The practice is locked.
    #[error("The practice is locked. Unlock it first.")]
    Locked,
    /// The screen is covered.
    #[error("The screen is covered. Type the PIN first.")]
    Covered,
    /// This is not the PIN.
    #[error("This is not the PIN. {}", tries(*.left))]
    WrongPin {
        /// How many tries are left, 1 to 4.
        left: u8,
    },
    /// The PIN was wrong too often.
    #[error(
        "The PIN was wrong five times, so the practice is locked. Unlock it with the passphrase."
    )]
    TooManyPins,
    /// Somebody's role does not allow it.
    #[error(
        "Your role in this practice does not include this. Ask the owner when you need it. Nothing was changed."
    )]
    NotAllowed,
    /// The time for which an auditor was let in is over.
    #[error("Your access to this practice has ended. Ask its owner. Nothing was changed.")]
    AuditEnded,
    /// There is no such patient, session or draft.
    #[error("This is not in the practice any more. Go back and choose again.")]
    Gone,
    /// Somebody changed it in the meantime.
    #[error(
        "This was changed in the meantime. Nothing you typed is lost: open it again and compare."
    )]
    Stale,
    /// A file is already there.
    #[error("There is already a file with this name. Choose another name, or replace it.")]
    FileExists,
    /// A file could not be read.
    #[error("The file could not be read. Check that it is there and that you may open it.")]
    FileNotRead,
    /// A file could not be written.
    #[error(
        "The file could not be written. Check that the folder exists and that you may write to it."
    )]
    FileNotWritten,
    /// A workbook cannot hold that many rows.
    #[error(
        "A workbook holds 1,048,576 rows a sheet, and these records need more. Export them as CSV."
    )]
    WorkbookTooLarge,
    /// A file that was to be imported cannot be read as a table.
    #[error(transparent)]
    Table(#[from] filiform_exchange::TableRefused),
    /// There is no folder that backups go to.
    #[error("No folder for backups is chosen yet. Add one first.")]
    NoBackupFolder,
    /// Another backup is being made.
    #[error("A backup is being made already. Wait until it is done, or stop it.")]
    BackingUp,
    /// The window asked for something that does not exist.
    #[error("This version of Filiform does not know what was asked. Please update it.")]
    UnknownCommand,
    /// The window sent something unreadable.
    #[error("What was sent could not be read. Nothing was changed.")]
    UnreadableCommand,
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The letter could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
}

/// An error on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Refusal {
    /// A stable word that the window acts on.
    pub code: String,
    /// One or two sentences for the person.
    pub message: String,
    /// Faults at their fields; empty when the whole was refused.
    pub fields: Vec<Problem>,
}

impl Error {
    /// The stable word for this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fields(_) => "fields",
            Self::Locked => "locked",
            Self::Covered => "covered",
            Self::WrongPin { .. } => "wrong-pin",
            Self::TooManyPins => "too-many-pins",
            Self::NotAllowed => "not-allowed",
            Self::AuditEnded => "audit-ended",
            Self::Gone => "gone",
            Self::Stale => "stale",
            Self::FileExists => "file-exists",
            Self::FileNotRead => "file-not-read",
            Self::FileNotWritten => "file-not-written",
            Self::WorkbookTooLarge => "workbook-too-large",
            Self::Table(why) => why.code(),
            Self::NoBackupFolder => "no-backup-folder",
            Self::BackingUp => "backing-up",
            Self::UnknownCommand => "unknown-command",
            Self::UnreadableCommand => "unreadable-command",
            Self::Store(error) => error.code(),
            Self::Report(_) => "letter-not-made",
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let (code, message) = (error.code().to_owned(), error.to_string());
        let fields = if let Error::Fields(problems) = error {
            problems
        } else {
            Vec::new()
        };
        Self {
            code,
            message,
            fields,
        }
    }
}

fn tries(left: u8) -> String {
    match left {
        1 => "One more wrong try locks the practice.".to_owned(),
        left => format!("{left} tries are left."),
    }
}

fn many(problems: &[Problem]) -> String {
    match problems {
        [one] => one.message.clone(),
        several => format!("{} answers need another look.", several.len()),
    }
}
