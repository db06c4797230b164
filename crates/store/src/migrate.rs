//! Migrations: the file's tables brought forward, one numbered step after the other.
//!
//! A step is never changed once released: the file keeps the checksum of every step it took, and an app whose
//! steps differ refuses it. Before the first step on an existing file runs, a copy is made beside it.

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

use crate::{StoreError, sqlite};

/// One step.
#[derive(Clone, Copy)]
pub(crate) struct Migration {
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

/// Every step in order; the first makes version 1.
#[derive(Clone, Copy)]
pub(crate) struct Migrations(pub(crate) &'static [Migration]);

/// The steps of this app.
pub(crate) const OURS: Migrations = Migrations(&[
    Migration {
        name: "0001_ledger",
        sql: include_str!("../../../migrations/0001_ledger.sql"),
    },
    Migration {
        name: "0002_clean_up",
        sql: include_str!("../../../migrations/0002_clean_up.sql"),
    },
    Migration {
        name: "0003_desk",
        sql: include_str!("../../../migrations/0003_desk.sql"),
    },
    Migration {
        name: "0004_hand_over",
        sql: include_str!("../../../migrations/0004_hand_over.sql"),
    },
    Migration {
        name: "0005_amendments",
        sql: include_str!("../../../migrations/0005_amendments.sql"),
    },
    Migration {
        name: "0006_import_mapping",
        sql: include_str!("../../../migrations/0006_import_mapping.sql"),
    },
    Migration {
        name: "0007_attachments",
        sql: include_str!("../../../migrations/0007_attachments.sql"),
    },
]);

/// What a file needs before it can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Nothing.
    Nothing,
    /// The steps after this version.
    StepsAfter(u32),
}

impl Migrations {
    /// The version these steps lead to.
    pub(crate) fn newest(self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Compares the file with these steps. Only reads.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`], or [`StoreError::Damaged`] when a step the file took is not ours.
    pub(crate) fn need(self, connection: &Connection) -> Result<Need, StoreError> {
        let version = version(connection)?;
        if version > self.newest() {
            return Err(StoreError::NewerSchema {
                file: version,
                app: self.newest(),
            });
        }
        if version > 0 && taken(connection)? != self.checksums(version) {
            return Err(StoreError::Damaged {
                what: "its migrations are not those of this app",
            });
        }
        Ok(if version == self.newest() {
            Need::Nothing
        } else {
            Need::StepsAfter(version)
        })
    }

    /// Takes every step that is missing, all or none.
    pub(crate) fn run(
        self,
        connection: &mut Connection,
        now_utc_ms: i64,
    ) -> Result<(), StoreError> {
        let Need::StepsAfter(version) = self.need(connection)? else {
            return Ok(());
        };
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version == 0 {
            transaction.execute_batch(include_str!("migrate/record.sql"))?;
        }
        for (number, step) in (1_u32..).zip(self.0).skip(version as usize) {
            transaction.execute_batch(step.sql)?;
            let taken = params![number, step.name, step.checksum(), now_utc_ms];
            transaction.execute(include_str!("migrate/take.sql"), taken)?;
        }
        transaction.pragma_update(None, "user_version", self.newest())?;
        Ok(transaction.commit()?)
    }

    fn checksums(self, version: u32) -> Vec<[u8; 32]> {
        self.0
            .iter()
            .take(version as usize)
            .map(Migration::checksum)
            .collect()
    }
}

impl Migration {
    fn checksum(&self) -> [u8; 32] {
        Sha256::digest(self.sql.as_bytes()).into()
    }
}

/// The version of the file; 0 before the first step.
pub(crate) fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.query_row(include_str!("migrate/version.sql"), [], |row| row.get(0))?)
}

fn taken(connection: &Connection) -> Result<Vec<[u8; 32]>, StoreError> {
    let mut statement = connection.prepare(include_str!("migrate/taken.sql"))?;
    let rows = statement.query_map([], |row| row.get("sha256"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Copies the file, still encrypted with its key, to `practice.db.before-v<next>` and checks the copy.
pub(crate) fn back_up(
    connection: &Connection,
    database: &Path,
    key: &Zeroizing<String>,
    from_version: u32,
) -> Result<PathBuf, StoreError> {
    const PAGES: i32 = 4096;
    let copy = database.with_extension(format!("db.before-v{}", from_version + 1));
    sqlite::make_private_file(&copy)?;
    let mut target = sqlite::keyed(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
    let backup = Backup::new(connection, &mut target)?;
    while backup.step(PAGES)? != StepResult::Done {}
    drop(backup);
    if version(&target)? != from_version || !sqlite::is_intact(&target)? {
        return Err(StoreError::Damaged {
            what: "the copy before the update",
        });
    }
    target.close().map_err(|(_, error)| error)?;
    Ok(copy)
}

#[cfg(test)]
#[path = "migrate_tests.rs"]
mod tests;
