//! The one way into the ledger.

use filiform_domain::entry::Entry;
use filiform_domain::ids::{DraftId, EntryId, PatientId, SessionId, TherapistId};
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::ledger::{self, Prepared, Signed};
use crate::projection::amendment::place_of;
use crate::store::Writer;
use crate::{
    Flow, Stamp, Store, StoreError, attachments, drafts, episodes, imports, projection, retire,
    scores, staff,
};

/// What is written together: all of it or nothing.
#[derive(Default)]
pub struct Write {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// The draft they were made from. It must still be open, so that nothing is signed twice.
    pub finish_draft: Option<DraftId>,
}

/// What was written, and is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The entries' ids, in order.
    pub entries: Vec<EntryId>,
    /// The number of the last one in its chain.
    pub seq: u64,
    /// The hash of the last one.
    pub hash: [u8; 32],
    /// When they were recorded.
    pub recorded_at: Instant,
}

impl Write {
    /// One entry alone.
    pub fn one(entry: Entry) -> Self {
        Self {
            entries: vec![entry],
            finish_draft: None,
        }
    }

    /// One entry, and the draft it was made from.
    pub fn finishing(draft: DraftId, entry: Entry) -> Self {
        Self {
            entries: vec![entry],
            finish_draft: Some(draft),
        }
    }
}

impl Store {
    /// Signs the entries, seals them to the chain and applies them to every projection, in one transaction.
    /// What this returns is on the disk. One path for one entry and for ten thousand.
    ///
    /// # Errors
    /// [`NotTheSigner`](StoreError::NotTheSigner), [`UnknownPatient`](StoreError::UnknownPatient),
    /// [`StalePatient`](StoreError::StalePatient), [`StaleEpisode`](StoreError::StaleEpisode),
    /// [`UnknownEpisode`](StoreError::UnknownEpisode), [`UnknownSession`](StoreError::UnknownSession),
    /// [`StaleSession`](StoreError::StaleSession), [`SessionVoided`](StoreError::SessionVoided),
    /// [`AlreadyWritten`](StoreError::AlreadyWritten),
    /// [`MustStay`](StoreError::MustStay), [`DraftGone`](StoreError::DraftGone), [`DiskFull`](StoreError::DiskFull) and other troubles of the
    /// disk. Nothing is written then.
    pub fn transact(&self, stamp: &Stamp, write: Write) -> Result<Committed, StoreError> {
        let now = |entry| (stamp.now, entry);
        let entries = write.entries.into_iter().map(now).collect();
        self.write(stamp, entries, write.finish_draft)
    }

    /// The same for an entry that attaches a file, with the file's bytes.
    pub(crate) fn transact_with_file(
        &self,
        stamp: &Stamp,
        entry: Entry,
        bytes: Vec<u8>,
        finish_draft: Option<DraftId>,
    ) -> Result<Committed, StoreError> {
        if stamp.author != self.me {
            return Err(StoreError::NotTheSigner);
        }
        let mut prepared = self.prepared(vec![(stamp.now, entry)])?;
        if let Some(one) = prepared.first_mut() {
            one.file = Some(bytes);
        }
        self.writer().commit(stamp, prepared, finish_draft)
    }

    /// The same for very many entries: `progress` is told those that are written and all of them, and can stop it.
    ///
    /// # Errors
    /// Those of [`Store::transact`], and [`Interrupted`](StoreError::Interrupted) when it was stopped. Nothing is
    /// written then.
    pub fn transact_many(
        &self,
        stamp: &Stamp,
        entries: Vec<Entry>,
        progress: &mut dyn FnMut(u64, u64) -> Flow,
    ) -> Result<Committed, StoreError> {
        if stamp.author != self.me {
            return Err(StoreError::NotTheSigner);
        }
        let now = |entry| (stamp.now, entry);
        let prepared = self.prepared(entries.into_iter().map(now).collect())?;
        self.writer()
            .commit_in_steps(stamp, prepared, None, progress)
    }

    /// Prepares made-up records, each as if it had been written at its own moment: everything that needs neither the
    /// keys nor the connection. What is real has one moment, the present, and goes through [`Store::transact`].
    ///
    /// # Errors
    /// Those of [`Store::transact`] that come before anything is written.
    pub fn prepare_made_up(&self, entries: Vec<(Instant, Entry)>) -> Result<MadeUp, StoreError> {
        Ok(MadeUp(self.prepared(entries)?))
    }

    /// Seals and writes them, in one transaction.
    ///
    /// # Errors
    /// Those of [`Store::transact`].
    pub fn write_made_up(&self, stamp: &Stamp, made_up: MadeUp) -> Result<Committed, StoreError> {
        if stamp.author != self.me {
            return Err(StoreError::NotTheSigner);
        }
        self.writer().commit(stamp, made_up.0, None)
    }

    /// Lets the search index gather more in memory before it is written; for a load of many notes.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin_bulk(&self) -> Result<(), StoreError> {
        self.hash_size(64 << 20)
    }

    /// As usual again.
    ///
    /// # Errors
    /// What the disk says.
    pub fn end_bulk(&self) -> Result<(), StoreError> {
        self.hash_size(1 << 20)
    }

    fn hash_size(&self, bytes: i64) -> Result<(), StoreError> {
        let writer = self.writer();
        let mut set = writer
            .connection
            .prepare(include_str!("search/hash_size.sql"))?;
        set.execute([bytes])?;
        Ok(())
    }

    fn write(
        &self,
        stamp: &Stamp,
        entries: Vec<(Instant, Entry)>,
        finish_draft: Option<DraftId>,
    ) -> Result<Committed, StoreError> {
        if stamp.author != self.me {
            return Err(StoreError::NotTheSigner);
        }
        let prepared = self.prepared(entries)?;
        let mut writer = self.writer();
        writer.commit(stamp, prepared, finish_draft)
    }

    fn prepared(&self, entries: Vec<(Instant, Entry)>) -> Result<Vec<Prepared>, StoreError> {
        if entries
            .iter()
            .any(|(_, entry)| is_of_another(entry, self.me))
        {
            return Err(StoreError::NotTheSigner);
        }
        let prepare = |(at, entry)| Prepared::new(entry, at, &*self.entropy);
        entries.into_iter().map(prepare).collect()
    }
}

/// Made-up records that are ready to be sealed.
pub struct MadeUp(Vec<Prepared>);

impl MadeUp {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Writer {
    /// Seals, signs and commits. The chain's new end counts only once the commit has succeeded.
    pub(crate) fn commit(
        &mut self,
        stamp: &Stamp,
        prepared: Vec<Prepared>,
        finish_draft: Option<DraftId>,
    ) -> Result<Committed, StoreError> {
        self.commit_in_steps(stamp, prepared, finish_draft, &mut |_, _| Flow::Continue)
    }

    fn commit_in_steps(
        &mut self,
        stamp: &Stamp,
        prepared: Vec<Prepared>,
        finish_draft: Option<DraftId>,
        progress: &mut dyn FnMut(u64, u64) -> Flow,
    ) -> Result<Committed, StoreError> {
        let signed = ledger::seal(prepared, self.tip, stamp.author, &self.unlocked.signer);
        write_in_steps(&mut self.connection, &signed, stamp, finish_draft, progress)?;
        if let Some(last) = signed.last() {
            self.tip = last.row.tip();
            self.write_anchor();
        }
        let entries = signed.iter().map(|entry| entry.row.id).collect();
        Ok(Committed {
            entries,
            seq: self.tip.seq,
            hash: self.tip.hash,
            recorded_at: stamp.now,
        })
    }
}

/// Writes what is signed into a file, all of it or nothing.
pub(crate) fn write(
    connection: &mut Connection,
    signed: &[Signed],
    stamp: &Stamp,
    finish_draft: Option<DraftId>,
) -> Result<(), StoreError> {
    write_in_steps(connection, signed, stamp, finish_draft, &mut |_, _| {
        Flow::Continue
    })
}

fn write_in_steps(
    connection: &mut Connection,
    signed: &[Signed],
    stamp: &Stamp,
    finish_draft: Option<DraftId>,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (done, entry) in (0..).zip(signed) {
        if progress(done, signed.len() as u64) == Flow::Stop {
            return Err(StoreError::Interrupted);
        }
        admit(&transaction, &entry.entry, stamp)?;
        insert(&transaction, entry)?;
    }
    if let Some(draft) = finish_draft {
        drafts::finish(&transaction, draft, stamp.author)?;
    }
    Ok(transaction.commit()?)
}

/// The row, its body and what follows from it.
fn insert(connection: &Connection, signed: &Signed) -> Result<(), StoreError> {
    ledger::append(connection, signed)?;
    projection::apply(connection, &signed.entry, &signed.row)?;
    match &signed.entry {
        Entry::RecordDestroyed(content) => retire::take_away(connection, content.patient),
        Entry::AttachmentAdded(attached) => {
            attachments::keep(connection, attached, signed.file.as_deref())
        }
        _ => Ok(()),
    }
}

/// Nobody signs another's needling.
fn is_of_another(entry: &Entry, me: TherapistId) -> bool {
    matches!(entry, Entry::SessionSigned(session) if session.therapist != me)
}

/// Refuses what does not fit to what is there. Only for new entries: what is in the ledger is history.
fn admit(connection: &Connection, entry: &Entry, stamp: &Stamp) -> Result<(), StoreError> {
    match entry {
        Entry::TherapistAdded(_)
        | Entry::TherapistChanged(_)
        | Entry::TherapistRemoved(_)
        | Entry::KeyChanged(_)
        | Entry::PictureChanged(_) => staff::admit(connection, entry, stamp.author),
        Entry::SessionAmended(amendment) => {
            let of = (amendment.session, amendment.patient);
            let by = amendment.is_correction().then_some(stamp.author);
            admit_addition(connection, of, amendment.based_on, by)
        }
        Entry::SessionVoided(voiding) => {
            let of = (voiding.session, voiding.patient);
            admit_addition(connection, of, voiding.based_on, Some(stamp.author))
        }
        Entry::PatientChanged(change) => match revision(connection, change.id.0.as_bytes())? {
            None => Err(StoreError::UnknownPatient),
            Some(revision) if revision != change.based_on => Err(StoreError::StalePatient),
            Some(_) => Ok(()),
        },
        Entry::PatientRegistered(patient) => match revision(connection, patient.id.0.as_bytes())? {
            None if retire::is_destroyed(connection, patient.id)? => {
                Err(StoreError::AlreadyWritten)
            }
            None => Ok(()),
            Some(_) => Err(StoreError::AlreadyWritten),
        },
        Entry::RecordDestroyed(content) => retire::admit(connection, content, stamp.now.date()),
        Entry::EpisodeOpened(written) => match episodes::revision(connection, written)? {
            None => Ok(()),
            Some(_) => Err(StoreError::AlreadyWritten),
        },
        Entry::EpisodeChanged(written) | Entry::EpisodeClosed(written) => {
            match episodes::revision(connection, written)? {
                None => Err(StoreError::UnknownEpisode),
                Some(revision) if revision != written.based_on => Err(StoreError::StaleEpisode),
                Some(_) => Ok(()),
            }
        }
        Entry::MeasureScored(score) => match score.corrects {
            Some(corrected) => scores::admit(connection, score.patient, corrected),
            None => Ok(()),
        },
        Entry::RecordImported(imported) => imports::admit(connection, imported),
        Entry::ImportUndone(undone) => imports::admit_undo(connection, undone),
        Entry::ScoreTakenBack(gone) => scores::admit(connection, gone.score.patient, gone.score.id),
        Entry::NotHeldTakenBack(visit) => projection::not_held::admit(connection, visit),
        Entry::AttachmentWithdrawn(gone) => attachments::admit(connection, gone),
        _ => Ok(()),
    }
}

/// `changes` names who changes the note itself; an addendum may come from anybody.
fn admit_addition(
    connection: &Connection,
    (session, patient): (SessionId, PatientId),
    based_on: u32,
    changes: Option<TherapistId>,
) -> Result<(), StoreError> {
    let place = place_of(connection, session, patient)?.ok_or(StoreError::UnknownSession)?;
    if place.voided.is_some() {
        return Err(StoreError::SessionVoided);
    }
    if changes.is_some_and(|author| author != place.author) {
        return Err(StoreError::NotTheSigner);
    }
    if based_on != place.amendments {
        return Err(StoreError::StaleSession);
    }
    Ok(())
}

fn revision(connection: &Connection, patient: &[u8; 16]) -> Result<Option<u32>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("transact/revision.sql"))?;
    Ok(statement
        .query_row([patient], |row| row.get(0))
        .optional()?)
}
