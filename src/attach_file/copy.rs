//! A copy of an attached file outside of the practice, byte for byte, and recorded like everything that leaves.

use std::path::PathBuf;

use filiform_domain::amendment::VoidReason;
use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::DocumentId;
use filiform_domain::problem::{Check, tidy};
use filiform_domain::role::Right;
use filiform_store::Write;

use super::of_id;
use crate::Filiform;
use crate::contract::{AttachmentSaved, SaveAttachment};
use crate::error::Error;
use crate::practice::{why_withdrawn, write_new};

/// Who can read what leaves.
pub(super) const OPEN_WARNING: &str =
    "What is saved is not encrypted. Everybody who gets hold of it can read every word of it.";

/// Longest words of whom it is for and why, in characters.
const WORDS: usize = 300;

/// Writes a copy of an attached file, and records that it left.
///
/// # Errors
/// Faults at their fields; [`Error::Gone`] when there is no such file, or it tells of another patient;
/// [`Error::FileExists`] unless it may be replaced; why the file was not written.
pub fn save_attachment(
    filiform: &Filiform,
    asked: SaveAttachment,
) -> Result<AttachmentSaved, Error> {
    let path = PathBuf::from(asked.path.trim());
    let now = filiform.now();
    filiform.with_sight_as(Right::Export, |open, sight| {
        let kept = of_id(open, sight, asked.attachment)?;
        // What tells of another patient leaves with nobody's record.
        if why_withdrawn(&kept.happened) == Some(VoidReason::WrongPatient) {
            return Err(Error::Gone);
        }
        check(&asked)?;
        let attachment = kept.happened.attachment().ok_or(Error::Gone)?;
        let bytes = open.store.attached_bytes(attachment)?;
        let written = write_new(&path, &bytes, asked.replace)?;
        let saved = AttachmentSaved {
            path: path.display().to_string(),
            sha256: written.sha256.clone(),
            warning: OPEN_WARNING.to_owned(),
        };
        let entry = DocumentExported {
            id: DocumentId::new(now.utc_ms, filiform.random()?),
            patient: attachment.patient,
            document: "attached-file".to_owned(),
            recipient: tidy(&asked.recipient),
            period: Some((attachment.date, attachment.date)),
            sha256: written.sha256.clone(),
            pages: 0,
            purpose: said(&asked.purpose),
            authority: said(&asked.authority),
            letter: None,
        };
        let write = Write::one(Entry::DocumentExported(entry));
        if let Err(error) = open.store.transact(&filiform.stamp(open), write) {
            // What the record does not know must not leave the practice.
            written.take_back();
            return Err(error.into());
        }
        Ok(saved)
    })
}

fn check(asked: &SaveAttachment) -> Result<(), Error> {
    let mut check = Check::default();
    for (field, what, text) in [
        ("recipient", "Who it is for", &asked.recipient),
        ("purpose", "The purpose", &asked.purpose),
        ("authority", "The authority", &asked.authority),
    ] {
        check.optional(field, what, text, WORDS);
    }
    if asked.path.trim().is_empty() {
        check.fault("path", "missing", "Choose where the copy is saved.");
    }
    check.finish(()).map_err(Error::Fields)
}

fn said(typed: &str) -> Option<String> {
    Some(tidy(typed)).filter(|text| !text.is_empty())
}
