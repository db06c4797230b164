//! Drafts: what is being written, and the one thing that changes in place.

mod handing;

use std::fmt;

use filiform_domain::ids::{DraftId, PatientId, TherapistId};
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use uuid::Uuid;

use crate::ledger::{instant, unsigned, uuid};
use crate::{Store, StoreError, retire};

pub use handing::Handed;

/// A draft as it is kept. Its body means nothing to the store.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Which draft.
    pub id: DraftId,
    /// What it will become: `session`, `patient`.
    pub kind: String,
    /// Whose record it is for; none before the patient is registered.
    pub patient: Option<PatientId>,
    /// Who writes it. Nobody else can keep, finish or discard it.
    pub author: TherapistId,
    /// Its revision: 0 for a new draft, then whatever keeping it returned.
    pub rev: u64,
    /// What was typed, as JSON.
    pub body: String,
    /// Where the caret stood, in the window's own words.
    pub caret: Option<String>,
    /// When it was kept.
    pub kept_at: Instant,
}

impl fmt::Debug for KeptDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptDraft")
            .field("id", &self.id)
            .field("rev", &self.rev)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Keeps a draft. When this returns it is on the disk, whatever happens to the process.
    ///
    /// # Errors
    /// [`StaleDraft`](StoreError::StaleDraft) when it was kept from elsewhere since `draft.rev`,
    /// [`DraftGone`](StoreError::DraftGone) when it was signed or discarded since,
    /// [`NotTheSigner`](StoreError::NotTheSigner) for somebody else's draft.
    pub fn keep_draft(&self, draft: &KeptDraft) -> Result<u64, StoreError> {
        if draft.author != self.me {
            return Err(StoreError::NotTheSigner);
        }
        let mut writer = self.writer();
        let transaction = writer
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        match state(&transaction, draft.id)? {
            None if draft.rev > 0 => return Err(StoreError::DraftGone),
            // A window that did not see the destruction must not bring words of the record back.
            None if is_of_destroyed(&transaction, draft)? => return Err(StoreError::DraftGone),
            Some(kept) if kept.discarded => return Err(StoreError::DraftGone),
            Some(kept) if kept.author != draft.author.0 => return Err(StoreError::NotTheSigner),
            Some(kept) if kept.rev != draft.rev => return Err(StoreError::StaleDraft),
            _ => put(&transaction, draft)?,
        }
        transaction.commit()?;
        Ok(draft.rev + 1)
    }

    /// A draft that is still open.
    pub fn draft(&self, id: DraftId) -> Result<Option<KeptDraft>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("drafts/one.sql"))?;
            Ok(statement
                .query_row([id.0.as_bytes()], KeptDraft::of_row)
                .optional()?)
        })
    }

    /// An author's open drafts, the one kept last first.
    pub fn drafts(&self, author: TherapistId) -> Result<Vec<KeptDraft>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("drafts/of_author.sql"))?;
            let rows = statement.query_map([author.0.as_bytes()], KeptDraft::of_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Puts a draft aside. Until the author discards the next one, [`Store::restore_draft`] brings it back.
    ///
    /// # Errors
    /// [`DraftGone`](StoreError::DraftGone) when it is not open any more.
    pub fn discard_draft(&self, id: DraftId) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let transaction = writer
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let me = self.me.0;
        transaction
            .prepare_cached(include_str!("drafts/forget_discarded.sql"))?
            .execute([me.as_bytes()])?;
        let mut discard = transaction.prepare_cached(include_str!("drafts/discard.sql"))?;
        let found = discard.execute([id.0.as_bytes(), me.as_bytes()])?;
        drop(discard);
        if found == 0 {
            return Err(StoreError::DraftGone);
        }
        Ok(transaction.commit()?)
    }

    /// Brings back the draft that was discarded last, as it was.
    ///
    /// # Errors
    /// [`DraftGone`](StoreError::DraftGone) when it is no longer there.
    pub fn restore_draft(&self, id: DraftId) -> Result<KeptDraft, StoreError> {
        let writer = self.writer();
        let mut restore = writer
            .connection
            .prepare_cached(include_str!("drafts/restore.sql"))?;
        let found = restore.execute([id.0.as_bytes(), self.me.0.as_bytes()])?;
        drop(restore);
        drop(writer);
        if found == 0 {
            return Err(StoreError::DraftGone);
        }
        self.draft(id)?.ok_or(StoreError::DraftGone)
    }
}

/// Takes a draft away in the transaction that signs it.
pub(crate) fn finish(
    connection: &Connection,
    id: DraftId,
    author: TherapistId,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("drafts/finish.sql"))?;
    match statement.execute([id.0.as_bytes(), author.0.as_bytes()])? {
        0 => Err(StoreError::DraftGone),
        _ => Ok(()),
    }
}

fn is_of_destroyed(connection: &Connection, draft: &KeptDraft) -> Result<bool, StoreError> {
    let of = |patient| retire::is_destroyed(connection, patient);
    draft.patient.map_or(Ok(false), of)
}

struct State {
    author: Uuid,
    rev: u64,
    discarded: bool,
}

fn state(connection: &Connection, id: DraftId) -> Result<Option<State>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("drafts/state.sql"))?;
    let found = statement.query_row([id.0.as_bytes()], |row| {
        Ok(State {
            author: uuid(row, "author")?,
            rev: unsigned(row, "rev")?,
            discarded: row.get("discarded")?,
        })
    });
    Ok(found.optional()?)
}

fn put(connection: &Connection, draft: &KeptDraft) -> Result<(), StoreError> {
    connection
        .prepare_cached(include_str!("drafts/put.sql"))?
        .execute(params![
            draft.id.0.as_bytes(),
            draft.kind,
            draft.author.0.as_bytes(),
            draft.patient.as_ref().map(|patient| patient.0.as_bytes()),
            (draft.rev + 1).cast_signed(),
            draft.body,
            draft.caret,
            draft.kept_at.utc_ms,
            draft.kept_at.offset_minutes,
        ])?;
    Ok(())
}

impl KeptDraft {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let patient: Option<[u8; 16]> = row.get("patient")?;
        Ok(Self {
            id: DraftId(uuid(row, "id")?),
            kind: row.get("kind")?,
            patient: patient.map(|bytes| PatientId(Uuid::from_bytes(bytes))),
            author: TherapistId(uuid(row, "author")?),
            rev: unsigned(row, "rev")?,
            body: row.get("body")?,
            caret: row.get("caret")?,
            kept_at: instant(row, "kept_at", "kept_offset")?,
        })
    }
}
