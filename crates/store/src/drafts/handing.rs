//! Handing a draft over: it changes its author, and says who gave it until it ends.

use filiform_domain::ids::{DraftId, TherapistId};
use filiform_domain::time::Instant;
use rusqlite::{Connection, TransactionBehavior, params};

use crate::ledger::{instant, uuid};
use crate::{Store, StoreError};

/// A draft that somebody handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handed {
    /// Which draft.
    pub draft: DraftId,
    /// Who gave it.
    pub by: TherapistId,
    /// Whose it is now.
    pub to: TherapistId,
    /// When it was given.
    pub at: Instant,
    /// Whether the new author has opened it.
    pub opened: bool,
}

impl Store {
    /// Gives my open draft to somebody else, who alone can open it from now on.
    ///
    /// # Errors
    /// [`DraftGone`](StoreError::DraftGone) when it is not open, or not mine.
    pub fn hand_over(&self, id: DraftId, to: TherapistId, now: Instant) -> Result<(), StoreError> {
        self.pass_on(|connection| give(connection, id, (self.me, to), now))
    }

    /// Gives open drafts of somebody who left to somebody else, all of them or none. That they left is the
    /// caller's to know.
    ///
    /// # Errors
    /// [`DraftGone`](StoreError::DraftGone) when one of them is not open, or not theirs.
    pub fn hand_on(
        &self,
        ids: &[DraftId],
        from: TherapistId,
        to: TherapistId,
        now: Instant,
    ) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        self.pass_on(|connection| {
            let given = |id: &DraftId| give(connection, *id, (from, to), now);
            let given = ids.iter().map(given).collect::<Result<Vec<_>, _>>()?;
            Ok(given.into_iter().min().unwrap_or_default())
        })
    }

    /// Takes a draft back that I gave away and that was not opened yet.
    ///
    /// # Errors
    /// [`DraftGone`](StoreError::DraftGone) when it was opened, ended, or given by somebody else.
    pub fn take_back(&self, id: DraftId) -> Result<(), StoreError> {
        self.pass_on(|connection| {
            let mut take = connection.prepare_cached(include_str!("take_back.sql"))?;
            let taken = take.execute([id.0.as_bytes(), self.me.0.as_bytes()])?;
            if taken > 0 {
                let mut forget = connection.prepare_cached(include_str!("forget_handing.sql"))?;
                forget.execute([id.0.as_bytes()])?;
            }
            Ok(taken)
        })
    }

    /// Notes that the one it was given to has opened it. Does nothing for a draft of one's own.
    pub fn handed_draft_is_opened(&self, id: DraftId) -> Result<(), StoreError> {
        let writer = self.writer();
        let mut open = writer
            .connection
            .prepare_cached(include_str!("open_handed.sql"))?;
        open.execute([id.0.as_bytes(), self.me.0.as_bytes()])?;
        Ok(())
    }

    /// The open drafts that were handed over by somebody or to somebody, the newest first.
    pub fn handed(&self) -> Result<Vec<Handed>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("handed.sql"))?;
            let rows = statement.query_map([self.me.0.as_bytes()], |row| {
                Ok(Handed {
                    draft: DraftId(uuid(row, "draft")?),
                    by: TherapistId(uuid(row, "given_by")?),
                    to: TherapistId(uuid(row, "author")?),
                    at: instant(row, "given_at", "given_offset")?,
                    opened: row.get("opened")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn pass_on(
        &self,
        work: impl FnOnce(&Connection) -> Result<usize, StoreError>,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let transaction = writer
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        match work(&transaction)? {
            0 => Err(StoreError::DraftGone),
            _ => Ok(transaction.commit()?),
        }
    }
}

/// Changes the author, and says who gave it. Answers how many drafts that were: one or none.
fn give(
    connection: &Connection,
    id: DraftId,
    (from, to): (TherapistId, TherapistId),
    now: Instant,
) -> Result<usize, StoreError> {
    let mut give = connection.prepare_cached(include_str!("hand_over.sql"))?;
    let given = give.execute([id.0.as_bytes(), from.0.as_bytes(), to.0.as_bytes()])?;
    let mut note = connection.prepare_cached(include_str!("note_handing.sql"))?;
    note.execute(params![
        id.0.as_bytes(),
        from.0.as_bytes(),
        now.utc_ms,
        now.offset_minutes
    ])?;
    Ok(given)
}
