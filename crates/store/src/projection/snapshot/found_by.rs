//! The words by which a patient, their letters and what stands beside their notes are found.

use std::collections::{BTreeMap, BTreeSet};

use filiform_domain::ids::{DocumentId, EntryId};
use rusqlite::Connection;

use crate::StoreError;
use crate::ledger::uuid;

pub(super) fn stored_words(
    connection: &Connection,
    key: i64,
) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("../snapshot_words.sql"))?;
    let rows = statement.query_map([key], |row| row.get("word"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn stored_letter_words(
    connection: &Connection,
    key: i64,
) -> Result<BTreeMap<DocumentId, BTreeSet<String>>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("../snapshot_letter_words.sql"))?;
    let rows = statement.query_map([key], |row| {
        Ok((DocumentId(uuid(row, "id")?), row.get("word")?))
    })?;
    let mut words: BTreeMap<DocumentId, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let (letter, word) = row?;
        words.entry(letter).or_default().insert(word);
    }
    Ok(words)
}

pub(super) fn stored_said_words(
    connection: &Connection,
    key: i64,
) -> Result<BTreeMap<EntryId, BTreeSet<String>>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("../snapshot_said_words.sql"))?;
    let rows = statement.query_map([key], |row| {
        Ok((EntryId(uuid(row, "id")?), row.get("word")?))
    })?;
    let mut words: BTreeMap<EntryId, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let (entry, word) = row?;
        words.entry(entry).or_default().insert(word);
    }
    Ok(words)
}
