//! Checking the whole record: every page, every seal, every signature, and every projection against the ledger.

mod chain;
mod exported;
mod fold;
mod refused;

use std::collections::HashMap;

use filiform_domain::ids::PatientId;
use filiform_domain::time::Instant;
use rusqlite::Connection;
use uuid::Uuid;

use crate::attachments;
use crate::inspect;
use crate::ledger::{self, Tip};
use crate::projection::{rebuild, snapshot};
use crate::store::Writer;
use crate::vault::Unlocked;
use crate::{Flow, Stop, Store, StoreError, sqlite};
use chain::Chain;
pub use exported::Placed;
use fold::Fold;
pub use refused::verify_closed;

/// What a check of the whole record found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries that were looked at.
    pub entries: u64,
    /// Entries from the first on, up to the first that has a fault: these are as they were signed.
    pub good: u64,
    /// When the last of them was recorded.
    pub good_until: Option<Instant>,
    /// Patients whose projections were compared with the ledger.
    pub patients: u64,
    /// Signed sessions.
    pub sessions: u64,
    /// What is wrong; empty for a sound record.
    pub problems: Vec<VerifyProblem>,
}

/// Something that is wrong with the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyProblem {
    /// The number of the entry in its chain; 0 when it is about the file as a whole.
    pub seq: u64,
    /// What is wrong, for the person. Names no patient.
    pub what: &'static str,
}

impl Store {
    /// Checks the whole record, on a connection of its own, so that work goes on meanwhile. `progress` is
    /// told the steps done and all of them; `stop` ends it in the middle of a statement too.
    ///
    /// # Errors
    /// [`StoreError::Interrupted`] when stopped, or what the disk says. Damage is no error here: it is what
    /// the answer lists.
    pub fn verify(
        &self,
        stop: &Stop,
        progress: &mut dyn FnMut(u64, u64) -> Flow,
    ) -> Result<Verified, StoreError> {
        let mut found = Verified::default();
        let (mut connection, keys) = {
            let writer = self.writer();
            let unlocked = &writer.unlocked;
            let keys = keys_of(unlocked);
            (
                sqlite::beside(&unlocked.database_path(), &unlocked.raw_key_pragma())?,
                keys,
            )
        };
        stop.watch(&mut connection)?;
        let seen = connection.transaction()?;
        let checked = check(&seen, Chain::trusting(keys), &mut found, progress);
        found.take(checked)?;
        drop(seen);
        {
            let writer = self.writer();
            let tip = ledger::tip(&writer.connection, writer.tip.chain);
            let ended = tip.and_then(|tip| {
                check_anchor(&writer.unlocked, &writer.connection, &tip, &mut found)
            });
            found.take(ended)?;
            found.take(check_index(&writer))?;
        }
        Ok(found)
    }
}

/// Whose signatures count: the keys in the header, of those who work here and of those who left.
fn keys_of(unlocked: &Unlocked) -> HashMap<Uuid, [u8; 32]> {
    unlocked.header().signers().collect()
}

/// Checks a copy of a practice file, opened only to look at it.
pub(crate) fn of_copy(
    connection: &Connection,
    keys: HashMap<Uuid, [u8; 32]>,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<Verified, StoreError> {
    let mut found = Verified::default();
    let checked = check(connection, Chain::trusting(keys), &mut found, progress);
    found.take(checked)?;
    Ok(found)
}

impl Verified {
    /// One damaged place is met by several of the checks: it is told once.
    pub(crate) fn problem(&mut self, seq: u64, what: &'static str) {
        let problem = VerifyProblem { seq, what };
        if self.problems.last() != Some(&problem) {
            self.problems.push(problem);
        }
    }

    /// Damage that stops the reading is a finding; everything else is an error.
    fn take(&mut self, step: Result<(), StoreError>) -> Result<(), StoreError> {
        match step {
            Err(StoreError::Damaged { what }) => self.problem(0, what),
            other => other?,
        }
        Ok(())
    }
}

fn check(
    connection: &Connection,
    chain: Chain,
    found: &mut Verified,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<(), StoreError> {
    let pages = check_pages(connection, found);
    found.take(pages)?;
    let walked = check_entries(connection, chain, found, progress);
    found.take(walked)
}

/// Every page of the file, and the trees that they make. Damage here does not end the check: what can still be
/// read is held against its signatures all the same.
fn check_pages(connection: &Connection, found: &mut Verified) -> Result<(), StoreError> {
    let log_counts = || inspect::is_whole_with_its_log(connection);
    if !sqlite::pages_decrypt(connection)? && !log_counts()? {
        found.problem(0, "a page of practice.db was changed");
    }
    if !sqlite::trees_are_whole(connection)? {
        found.problem(0, "the tables of practice.db contradict each other");
    }
    Ok(())
}

fn check_entries(
    connection: &Connection,
    chain: Chain,
    found: &mut Verified,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<(), StoreError> {
    // How much there is to do; where even that cannot be read, the check goes on without it.
    let patients = readable(rebuild::patients(connection))?.unwrap_or_default();
    let counted = connection.query_row(include_str!("verify/count.sql"), [], |row| row.get(0));
    let entries: i64 = readable(counted.map_err(StoreError::from))?.unwrap_or_default();
    let all = entries.cast_unsigned() + patients.len() as u64;
    let mut go_on = |done: u64| match progress(done, all) {
        Flow::Continue => Ok(()),
        Flow::Stop => Err(StoreError::Interrupted),
    };
    let walked = chain.walk(connection, found, &mut go_on);
    found.take(walked)?;
    let folded = check_tables(connection, &patients, found, &mut go_on);
    found.take(folded)?;
    let kept: i64 = connection.query_row(include_str!("verify/count_patients.sql"), [], |row| {
        row.get(0)
    })?;
    if kept.cast_unsigned() != patients.len() as u64 {
        found.problem(0, "the list of patients differs from the ledger");
    }
    Ok(())
}

/// What could be read; `None` where it is damaged.
fn readable<T>(read: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match read {
        Err(StoreError::Damaged { .. }) => Ok(None),
        other => other.map(Some),
    }
}

/// Every projected table against the ledger: the patients' one after the other, then what is nobody's own.
fn check_tables(
    connection: &Connection,
    patients: &[PatientId],
    found: &mut Verified,
    go_on: &mut dyn FnMut(u64) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut fold = Fold::new()?;
    let mut practice_agrees = true;
    for (subject, is_patient) in rebuild::subjects(connection)? {
        if !is_patient {
            let entries = ledger::of_subject(connection, subject)?;
            practice_agrees &= agreed(fold.take(&entries).map(|()| true))?;
        }
    }
    for patient in patients {
        go_on(found.entries + found.patients)?;
        compare(connection, &mut fold, *patient, found)?;
    }
    let ended = fold.ends_alike(connection)?;
    for (differs, what) in [
        (
            attachments::has_strays(connection)?,
            "the file holds attached files of no patient",
        ),
        (
            ended.has_stray_rows,
            "the tables have rows of no patient; rebuild them",
        ),
        (
            ended.totals_differ,
            "the totals of the caseload differ from the ledger; rebuild them",
        ),
        (
            ended.practice_differs || !practice_agrees,
            "the practice's own tables differ from the ledger; rebuild them",
        ),
    ] {
        if differs {
            found.problem(0, what);
        }
    }
    Ok(())
}

/// One patient's tables against two folds of their entries: one that knows no table, and one that is made with the
/// same statements as the tables themselves.
fn compare(
    connection: &Connection,
    fold: &mut Fold,
    patient: PatientId,
    found: &mut Verified,
) -> Result<(), StoreError> {
    let entries = ledger::of_subject(connection, patient.0)?;
    let read = snapshot::folded(&entries)
        .and_then(|folded| Ok(folded == snapshot::stored(connection, patient)?));
    // In this order, so that the fold is gone through also when the first has found something.
    let made = fold.agrees(connection, patient, &entries);
    if !(agreed(read)? & agreed(made)?) {
        found.problem(0, "a patient's tables differ from the ledger; rebuild them");
    }
    for (seq, what) in attachments::faults(connection, patient, &entries)? {
        found.problem(seq, what);
    }
    found.patients += 1;
    Ok(())
}

/// Whether a comparison could be made and agreed. Entries that cannot be folded are harmed: the walk through the chain
/// names them. What the computer refuses is an error all the same.
fn agreed(compared: Result<bool, StoreError>) -> Result<bool, StoreError> {
    match compared {
        Err(
            refused @ (StoreError::Interrupted
            | StoreError::Io(_)
            | StoreError::DiskFull
            | StoreError::OutOfMemory
            | StoreError::InUse),
        ) => Err(refused),
        other => Ok(other.unwrap_or(false)),
    }
}

/// The ledger's end against the anchor.
fn check_anchor(
    unlocked: &Unlocked,
    connection: &Connection,
    tip: &Tip,
    found: &mut Verified,
) -> Result<(), StoreError> {
    let anchored = unlocked.anchor.newest().map_or(0, |head| head.seq);
    match inspect::compare(connection, unlocked, tip) {
        Err(StoreError::AnchorAhead) => {
            found.problem(
                tip.seq + 1,
                "entries are missing from here to the end of the ledger",
            );
            Ok(())
        }
        Err(StoreError::Damaged { .. }) => {
            found.problem(
                anchored,
                "this is not the entry that stood here when the practice was last used",
            );
            Ok(())
        }
        other => other.map(drop),
    }
}

/// The search index against its texts.
fn check_index(writer: &Writer) -> Result<(), StoreError> {
    let index = writer
        .connection
        .execute(include_str!("verify/check_index.sql"), []);
    match index.map_err(StoreError::from) {
        Err(StoreError::Damaged { .. }) => Err(StoreError::Damaged {
            what: "the search index differs; rebuild it",
        }),
        other => other.map(drop),
    }
}
