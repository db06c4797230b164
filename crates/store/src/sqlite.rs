//! Connections to the encrypted file, and what SQLite's answers mean to the person.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Once;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use crate::StoreError;

/// What a page that does not decrypt, or rows that contradict each other, are called.
const UNREADABLE: &str = "a part of the practice file cannot be read";

/// Statements kept prepared on a connection: all of ours.
const STATEMENTS: usize = 96;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::SqliteFailure(failure, _) => {
                of_code(failure.code, failure.extended_code)
            }
            rusqlite::Error::SqlInputError { error, .. } => {
                of_code(error.code, error.extended_code)
            }
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::QueryReturnedNoRows => Self::Damaged { what: UNREADABLE },
            _ => Self::Sql { code: 0 },
        }
    }
}

/// A failed page check comes back as "not a database", "corrupt" or a plain error, depending on the page.
fn of_code(code: ErrorCode, extended: i32) -> StoreError {
    /// `SQLITE_ERROR`: with statements that are all tested, only an undecipherable schema page gives it.
    const PLAIN_ERROR: i32 = 1;
    match code {
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => {
            StoreError::Damaged { what: UNREADABLE }
        }
        ErrorCode::DiskFull => StoreError::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly,
        ErrorCode::CannotOpen => StoreError::Io(ErrorKind::NotFound),
        ErrorCode::OutOfMemory => StoreError::OutOfMemory,
        ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::FileLockingProtocolFailed => StoreError::InUse,
        ErrorCode::OperationInterrupted => StoreError::Interrupted,
        ErrorCode::SystemIoFailure => of_io(extended),
        ErrorCode::ConstraintViolation if is_second(extended) => StoreError::AlreadyWritten,
        _ if extended == PLAIN_ERROR => StoreError::Damaged { what: UNREADABLE },
        _ => StoreError::Sql { code: extended },
    }
}

/// Whether a row with the same id is there already.
fn is_second(extended: i32) -> bool {
    matches!(
        extended,
        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
    )
}

fn of_io(extended: i32) -> StoreError {
    match extended {
        // A read that ends early: the file is shorter than it says.
        rusqlite::ffi::SQLITE_IOERR_SHORT_READ
        | rusqlite::ffi::SQLITE_IOERR_CORRUPTFS
        | rusqlite::ffi::SQLITE_IOERR_DATA => StoreError::Damaged { what: UNREADABLE },
        rusqlite::ffi::SQLITE_IOERR_NOMEM => StoreError::OutOfMemory,
        // The index of the write-ahead log could not grow.
        rusqlite::ffi::SQLITE_IOERR_SHMSIZE => StoreError::DiskFull,
        _ => StoreError::Io(ErrorKind::Other),
    }
}

/// Makes an empty file that only its owner can read and write. SQLite gives its other files the same mode.
pub(crate) fn make_private_file(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

/// Opens the file that the writer uses. It must exist already.
pub(crate) fn writer(path: &Path, key: &Zeroizing<String>) -> Result<Connection, StoreError> {
    let connection = keyed(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
    connection.execute_batch(include_str!("sqlite/writer.sql"))?;
    harden(&connection)?;
    Ok(connection)
}

/// Opens the file for reading beside the writer.
pub(crate) fn reader(path: &Path, key: &Zeroizing<String>) -> Result<Connection, StoreError> {
    let connection = keyed(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
    connection.execute_batch(include_str!("sqlite/reader.sql"))?;
    harden(&connection)?;
    Ok(connection)
}

/// The same for a long job that may outlive the file: when it closes, it leaves the log alone, which may be that
/// of another file by then.
pub(crate) fn beside(path: &Path, key: &Zeroizing<String>) -> Result<Connection, StoreError> {
    let connection = reader(path, key)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

/// Opens the file only to look at it: nothing is written, checkpointed or left behind, also when there is
/// a write-ahead log to read.
pub(crate) fn inspector(path: &Path, key: &Zeroizing<String>) -> Result<Connection, StoreError> {
    let connection = keyed(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.execute_batch(include_str!("sqlite/inspector.sql"))?;
    Ok(connection)
}

/// The key goes in first of all: before it, SQLCipher reads nothing.
pub(crate) fn keyed(
    path: &Path,
    flags: OpenFlags,
    key: &Zeroizing<String>,
) -> Result<Connection, StoreError> {
    make_ready();
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.execute_batch(key)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Starts SQLite and SQLCipher in one thread. SQLite calls itself ready before SQLCipher's part has run, so that
/// another thread that opens its first file in that moment is told that the file cannot be read (seen in one of
/// some 300 starts on a busy machine). Should this fail, the open after it fails too and says why.
fn make_ready() {
    static READY: Once = Once::new();
    READY.call_once(|| drop(Connection::open_in_memory()));
}

/// No statement of ours needs what these forbid.
fn harden(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    Ok(())
}

/// Wipes what SQLCipher frees from here on, the keys above all; the last thing before a connection closes.
pub(crate) fn wipe_memory(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.execute_batch(include_str!("sqlite/wipe.sql"))?)
}

/// Moves the whole log into the file and empties it.
pub(crate) fn checkpoint(connection: &Connection) -> Result<(), StoreError> {
    let sql = include_str!("sqlite/checkpoint.sql");
    let busy: bool = connection.query_row(sql, [], |row| row.get(0))?;
    if busy { Err(StoreError::InUse) } else { Ok(()) }
}

/// Whether every page of the file decrypts and SQLite finds its trees in order. Reads the whole file.
pub(crate) fn is_intact(connection: &Connection) -> Result<bool, StoreError> {
    Ok(pages_decrypt(connection)? && trees_are_whole(connection)?)
}

/// Whether every page of the database file decrypts; the write-ahead log is not looked at.
pub(crate) fn pages_decrypt(connection: &Connection) -> Result<bool, StoreError> {
    let mut statement = connection.prepare(include_str!("sqlite/cipher_check.sql"))?;
    Ok(!statement.exists([])?)
}

pub(crate) fn trees_are_whole(connection: &Connection) -> Result<bool, StoreError> {
    let answer: String =
        connection.query_row(include_str!("sqlite/tree_check.sql"), [], |row| row.get(0))?;
    Ok(answer == "ok")
}
