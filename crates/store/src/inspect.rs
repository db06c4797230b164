//! Looking at a practice file before anything is changed: a file that is refused stays as it is, to the byte.

use std::path::Path;

use filiform_domain::ids::PracticeId;
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use crate::ledger::{self, Tip, unsigned, uuid};
use crate::migrate::{Migrations, Need};
use crate::vault::{self, AnchorFinding, Unlocked};
use crate::{StoreError, projection, sqlite};

/// Up to this size, every page is checked at each opening; above it, the pages that are read, and all of them
/// by `verify`. A page takes about 15 microseconds, so this is an eighth of a second at most.
const CHECKED_WHOLE: u64 = 32 * 1024 * 1024;

/// What the file says about itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    pub(crate) practice: PracticeId,
    pub(crate) chain: Uuid,
    pub(crate) header_revision: u64,
    pub(crate) projection_version: u32,
}

/// What opening still has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) need: Need,
    pub(crate) anchor: AnchorFinding,
    /// Whether a page was half written when the log was last moved into the file. The log still holds it whole.
    pub(crate) torn: bool,
}

/// Refuses a file that is damaged, newer, of another practice, or shorter than it was.
pub(crate) fn inspect(
    database: &Path,
    unlocked: &Unlocked,
    steps: Migrations,
) -> Result<Findings, StoreError> {
    let size = std::fs::metadata(database)
        .map_err(|_| StoreError::Damaged {
            what: "practice.db is missing",
        })?
        .len();
    let log = Leftover::before(database);
    let connection = sqlite::inspector(database, &unlocked.raw_key_pragma())?;
    let findings = look(&connection, size, unlocked, steps);
    drop(connection);
    log.clear();
    findings
}

fn look(
    connection: &Connection,
    size: u64,
    unlocked: &Unlocked,
    steps: Migrations,
) -> Result<Findings, StoreError> {
    let need = steps.need(connection)?;
    if need == Need::StepsAfter(0) {
        return Err(StoreError::Damaged {
            what: "practice.db is empty",
        });
    }
    let about = about(connection)?;
    vault::check_practice(unlocked.practice, about.practice.0)?;
    vault::check_revision(unlocked.header_revision, about.header_revision)?;
    let tip = ledger::tip(connection, about.chain)?;
    let anchor = compare(connection, unlocked, &tip)?;
    let torn = size <= CHECKED_WHOLE && !sqlite::pages_decrypt(connection)?;
    if torn && !is_whole_with_its_log(connection)? {
        return Err(StoreError::Damaged {
            what: "a page of practice.db was changed",
        });
    }
    Ok(Findings { need, anchor, torn })
}

/// A full disk or a power cut may leave a page of the file half written, while the log still has it whole. The
/// check of the pages reads the file alone; the check of the tables reads every page as it counts.
pub(crate) fn is_whole_with_its_log(connection: &Connection) -> Result<bool, StoreError> {
    let database = Path::new(connection.path().unwrap_or_default());
    let log = database.with_extension("db-wal");
    let has_log = std::fs::metadata(log).is_ok_and(|found| found.len() > 0);
    if !has_log {
        return Ok(false);
    }
    match sqlite::trees_are_whole(connection) {
        Err(StoreError::Damaged { .. }) => Ok(false),
        other => other,
    }
}

/// Holds the ledger's end against the anchor.
pub(crate) fn compare(
    connection: &Connection,
    unlocked: &Unlocked,
    tip: &Tip,
) -> Result<AnchorFinding, StoreError> {
    let head = (tip.seq > 0).then_some(tip.seq);
    unlocked.anchor.compare(tip.chain, head, |seq| {
        ledger::hash_at(connection, tip.chain, seq)
    })
}

/// What the file says about itself.
pub(crate) fn about(connection: &Connection) -> Result<About, StoreError> {
    let mut statement = connection.prepare(include_str!("inspect/about.sql"))?;
    let found = statement.query_row([], About::of_row).optional()?;
    found.ok_or(StoreError::Damaged {
        what: "practice.db does not say whose it is",
    })
}

impl About {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            practice: PracticeId(uuid(row, "practice")?),
            chain: uuid(row, "chain")?,
            header_revision: unsigned(row, "header_revision")?,
            projection_version: row.get("projection_version")?,
        })
    }

    pub(crate) fn needs_refolding(&self) -> bool {
        self.projection_version != projection::VERSION
    }
}

/// SQLite makes an empty write-ahead log when there is none. It is taken away again.
struct Leftover(Option<std::path::PathBuf>);

impl Leftover {
    fn before(database: &Path) -> Self {
        let log = database.with_extension("db-wal");
        Self((!log.exists()).then_some(log))
    }

    fn clear(self) {
        let empty =
            |log: &std::path::PathBuf| std::fs::metadata(log).is_ok_and(|found| found.len() == 0);
        if let Some(log) = self.0.filter(empty) {
            // An empty log means the same as none: leaving it would do no harm.
            drop(std::fs::remove_file(log));
        }
    }
}
