//! An exported file or a fingerprint on paper, held against the record: what was rolled back shows here.

use std::fs::File;
use std::io::Read;

use data_encoding::HEXLOWER;
use filiform_domain::problem::Check;
use filiform_domain::role::Right;
use filiform_store::{Fingerprint, Store};
use sha2::{Digest, Sha256};

use crate::Filiform;
use crate::contract::{CheckExport, CheckFingerprint, ExportChecked, ExportVerdict};
use crate::error::Error;
use crate::wording::record::{mark_in, moment, typed};

/// No export of ours is larger.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Looks for the bytes of an exported file in the record, and for the entry whose fingerprint it carries.
///
/// # Errors
/// [`Error::FileNotRead`]; [`Error::Locked`].
pub fn check_export(filiform: &Filiform, asked: CheckExport) -> Result<ExportChecked, Error> {
    let bytes = read(asked.path.trim())?;
    let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
    filiform.with_open_as(Right::Verify, |open| {
        if let Some((placed, _)) = open.store.exported_as(&sha256)? {
            return Ok(answer(
                ExportVerdict::AsExported,
                format!("This is the file as it was exported on {}.", moment(placed.recorded_at)),
                format!("Entry {} of the record names these very bytes.", placed.seq),
            ));
        }
        match mark_in(&bytes) {
            Some(mark) => against(&open.store, &mark),
            None => Ok(answer(
                ExportVerdict::Unknown,
                "This file is not known to the record.".to_owned(),
                "It carries no fingerprint of Filiform, and no export of this practice had these bytes.".to_owned(),
            )),
        }
    })
}

/// Looks for the entry with a fingerprint that is typed from paper.
///
/// # Errors
/// A fault at `text`; [`Error::Locked`].
pub fn check_fingerprint(
    filiform: &Filiform,
    asked: CheckFingerprint,
) -> Result<ExportChecked, Error> {
    let Some(bytes) = typed(&asked.text) else {
        let mut check = Check::default();
        check.fault(
            "text",
            "fingerprint",
            "Type at least 16 digits of the fingerprint, 0 to 9 and a to f.",
        );
        return check.finish(unreadable()).map_err(Error::Fields);
    };
    filiform.with_open_as(Right::Verify, |open| {
        Ok(match open.store.entry_with_hash(&bytes)? {
            Some(placed) => answer(
                ExportVerdict::OnChain,
                format!("Entry {} has this fingerprint.", placed.seq),
                format!(
                    "It was recorded on {}. Everything up to it stands as it stood when the fingerprint was \
                     written down, if the check of the record is sound.",
                    moment(placed.recorded_at)
                ),
            ),
            None => answer(
                ExportVerdict::Unknown,
                "No entry of this record has this fingerprint.".to_owned(),
                "Compare the digits once more. If they are right, the record was rolled back or written anew \
                 since, or they are of another practice."
                    .to_owned(),
            ),
        })
    })
}

/// Where the record stands to a fingerprint that is not that of the bytes.
fn against(store: &Store, mark: &Fingerprint) -> Result<ExportChecked, Error> {
    let Some(newest) = store.newest_of(mark.chain)? else {
        return Ok(answer(
            ExportVerdict::Unknown,
            "This file is of another practice.".to_owned(),
            "The fingerprint in it belongs to a record that is not this one.".to_owned(),
        ));
    };
    let there = store.entry_at(mark.chain, mark.seq)?;
    // The entry of its own export comes right after the one it names.
    if there.is_none() || newest.seq == mark.seq {
        return Ok(answer(
            ExportVerdict::Ahead,
            "This file is newer than the record.".to_owned(),
            format!(
                "It was made after entry {}, and the record ends at entry {}: an older copy of the practice stands \
                 in its place. Look for the newer one, and keep this folder as it is.",
                mark.seq, newest.seq
            ),
        ));
    }
    if there.is_some_and(|entry| entry.hash == mark.hash) {
        return Ok(answer(
            ExportVerdict::Changed,
            "No export of this record had these bytes.".to_owned(),
            "The fingerprint in the file is of this record. Either the file was changed after it left, or the record \
             was rolled back to before the export and written on: compare it with a backup."
                .to_owned(),
        ));
    }
    Ok(answer(
        ExportVerdict::Rewritten,
        "The record was written anew since this file was made.".to_owned(),
        format!(
            "Another entry stands at number {} than the one that the file names. Keep this folder as it is, and \
             compare it with a backup.",
            mark.seq
        ),
    ))
}

fn read(path: &str) -> Result<Vec<u8>, Error> {
    let file = File::open(path).map_err(|_| Error::FileNotRead)?;
    let mut bytes = Vec::new();
    file.take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|_| Error::FileNotRead)?;
    Ok(bytes)
}

fn answer(verdict: ExportVerdict, headline: String, words: String) -> ExportChecked {
    ExportChecked {
        verdict,
        headline,
        words,
    }
}

fn unreadable() -> ExportChecked {
    answer(ExportVerdict::Unknown, String::new(), String::new())
}
