//! Entries by the words they are found by, newest first.

use rusqlite::{Connection, params};

use crate::StoreError;
use crate::patients::{range, rarest_first};

/// The statements over one table of words.
pub(super) struct WordTable {
    /// How many rows lie in a range of words, up to a limit.
    pub(super) count: &'static str,
    /// The entries with a word in a range, newest first.
    pub(super) list: &'static str,
    /// Whether an entry has a word in a range.
    pub(super) has: &'static str,
}

/// Visits every entry that has a word beginning with each of `words`, until `visit` answers that it has enough.
/// Without a word there is none.
pub(super) fn walk(
    connection: &Connection,
    table: &WordTable,
    words: &[String],
    mut visit: impl FnMut(i64, i64) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let mut ranges: Vec<_> = words.iter().map(|word| range(word)).collect();
    let mut count = connection.prepare_cached(table.count)?;
    rarest_first(&mut count, &mut ranges)?;
    let Some((first, others)) = ranges.split_first() else {
        return Ok(());
    };
    let mut list = connection.prepare_cached(table.list)?;
    let mut has_word = connection.prepare_cached(table.has)?;
    let mut rows = list.query(params![first.start, first.end])?;
    while let Some(row) = rows.next()? {
        let (patient, entry): (i64, i64) = (row.get("patient")?, row.get("entry")?);
        let mut fits = true;
        for range in others {
            fits = fits && has_word.exists(params![patient, entry, range.start, range.end])?;
        }
        if fits && visit(patient, entry)? {
            break;
        }
    }
    Ok(())
}
