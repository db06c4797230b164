//! Files that are attached to a record: an entry says what each is, its bytes stand in pieces beside the ledger, inside the
//! same encrypted file and the same transaction. Nothing of them is ever written anywhere else.

use data_encoding::HEXLOWER;
use filiform_domain::attachment::{Attachment, AttachmentWithdrawn};
use filiform_domain::entry::Entry;
use filiform_domain::ids::{AttachmentId, DraftId, PatientId};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::between::{self, Happened, KeptBetween};
use crate::ledger::Read;
use crate::transact::Committed;
use crate::{Stamp, Store, StoreError};

/// Most bytes of a piece. The table's own check says the same.
const PIECE: usize = 256 << 10;

/// What is said of bytes that are not those that were signed.
pub(crate) const CHANGED: StoreError = StoreError::Damaged {
    what: CHANGED_WORDS,
};
const CHANGED_WORDS: &str = "an attached file is not as it was signed";

impl Store {
    /// Signs what an attached file is and keeps its bytes, in one transaction. What this returns is on the disk.
    ///
    /// # Errors
    /// Those of [`Store::transact`], and [`Damaged`](StoreError::Damaged) when the bytes are not those that are signed for.
    /// Nothing is written then.
    pub fn attach(
        &self,
        stamp: &Stamp,
        attachment: Attachment,
        bytes: Vec<u8>,
        finish_draft: Option<DraftId>,
    ) -> Result<Committed, StoreError> {
        let entry = Entry::AttachmentAdded(Box::new(attachment));
        self.transact_with_file(stamp, entry, bytes, finish_draft)
    }

    /// One attached file, also when it was withdrawn.
    ///
    /// # Errors
    /// What the disk says.
    pub fn attachment(&self, id: AttachmentId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| between::one(connection, id.0))?;
        let is_one = |kept: &KeptBetween| kept.happened.attachment().is_some();
        Ok(found.filter(is_one))
    }

    /// The bytes of an attached file, held against the sum that was signed.
    ///
    /// # Errors
    /// [`Damaged`](StoreError::Damaged) when they are not those that were signed, and what the disk says.
    pub fn attached_bytes(&self, attachment: &Attachment) -> Result<Vec<u8>, StoreError> {
        self.read(|connection| {
            let mut bytes = Vec::with_capacity(attachment.file.bytes as usize);
            each_piece(connection, attachment, &mut |piece| {
                bytes.extend_from_slice(piece);
            })?;
            let is_signed = sum_of(Sha256::digest(&bytes).as_slice()) == attachment.file.sha256;
            is_signed.then_some(bytes).ok_or(CHANGED)
        })
    }
}

/// Keeps the bytes of a file whose entry has just been written.
pub(crate) fn keep(
    connection: &Connection,
    attachment: &Attachment,
    bytes: Option<&[u8]>,
) -> Result<(), StoreError> {
    let bytes = bytes.unwrap_or_default();
    let is_signed = bytes.len() == attachment.file.bytes as usize
        && sum_of(Sha256::digest(bytes).as_slice()) == attachment.file.sha256;
    if !is_signed {
        return Err(CHANGED);
    }
    let mut insert = connection.prepare_cached(include_str!("attachments/insert_piece.sql"))?;
    let (patient, id) = (attachment.patient.0, attachment.id.0);
    for (n, piece) in (0_i64..).zip(bytes.chunks(PIECE)) {
        insert.execute(params![patient.as_bytes(), id.as_bytes(), n, piece])?;
    }
    Ok(())
}

/// Refuses to withdraw what is not there as it is named, or what was withdrawn before.
pub(crate) fn admit(connection: &Connection, gone: &AttachmentWithdrawn) -> Result<(), StoreError> {
    let kept = between::one(connection, gone.attachment.id.0)?;
    match kept.map(|kept| kept.happened) {
        Some(Happened::Attachment(attached)) if *attached == gone.attachment => Ok(()),
        _ => Err(StoreError::AlreadyWritten),
    }
}

/// What is wrong with the attached files of a patient, held against what was signed: the place of the entry, and words.
pub(crate) fn faults(
    connection: &Connection,
    patient: PatientId,
    entries: &[Read],
) -> Result<Vec<(u64, &'static str)>, StoreError> {
    let (mut found, mut files) = (Vec::new(), 0);
    for read in entries {
        if read.row.kind != "attachment-added" {
            continue;
        }
        let Ok(Some(Entry::AttachmentAdded(attachment))) = read.entry() else {
            continue;
        };
        files += 1;
        if !is_as_signed(connection, &attachment)? {
            found.push((read.row.seq, CHANGED_WORDS));
        }
    }
    let mut count = connection.prepare_cached(include_str!("attachments/count.sql"))?;
    let kept: i64 = count.query_row([patient.0.as_bytes()], |row| row.get(0))?;
    if kept > files {
        found.push((
            0,
            "the file holds bytes of an attachment that nobody signed",
        ));
    }
    Ok(found)
}

/// Whether there are bytes of files of nobody who has a record.
pub(crate) fn has_strays(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.query_row(include_str!("attachments/strays.sql"), [], |row| row.get(0))?)
}

fn is_as_signed(connection: &Connection, attachment: &Attachment) -> Result<bool, StoreError> {
    let mut sum = Sha256::new();
    match each_piece(connection, attachment, &mut |piece| sum.update(piece)) {
        Err(StoreError::Damaged { .. }) => Ok(false),
        Err(other) => Err(other),
        Ok(()) => Ok(sum_of(sum.finalize().as_slice()) == attachment.file.sha256),
    }
}

/// Hears the pieces in their order. None may be missing between two, and there are no more bytes than were signed.
fn each_piece(
    connection: &Connection,
    attachment: &Attachment,
    hear: &mut dyn FnMut(&[u8]),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("attachments/pieces.sql"))?;
    let asked = params![attachment.patient.0.as_bytes(), attachment.id.0.as_bytes()];
    let mut rows = statement.query(asked)?;
    let (mut place, mut length) = (0_i64, 0_u64);
    while let Some(row) = rows.next()? {
        let piece = row.get_ref("bytes")?.as_blob().map_err(|_| CHANGED)?;
        length += piece.len() as u64;
        if row.get::<_, i64>("n")? != place || length > u64::from(attachment.file.bytes) {
            return Err(CHANGED);
        }
        hear(piece);
        place += 1;
    }
    Ok(())
}

fn sum_of(digest: &[u8]) -> String {
    HEXLOWER.encode(digest)
}
