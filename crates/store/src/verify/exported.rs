//! Where an exported fingerprint or an exported file stands in the ledger.

use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::time::Instant;
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use crate::ledger::{self, Read, Sealed};
use crate::{Store, StoreError};

/// An entry's place in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The chain it stands in.
    pub chain: Uuid,
    /// Its number there.
    pub seq: u64,
    /// Its hash.
    pub hash: [u8; 32],
    /// When it was recorded.
    pub recorded_at: Instant,
}

impl Placed {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Sealed::of_row(row).map(|sealed| Self {
            chain: sealed.chain,
            seq: sealed.seq,
            hash: sealed.hash,
            recorded_at: sealed.recorded_at,
        })
    }
}

impl Store {
    /// The entry whose hash begins with these bytes. With fewer than 8 of them, it may be chance.
    pub fn entry_with_hash(&self, begins: &[u8]) -> Result<Option<Placed>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("with_hash.sql"))?;
            Ok(statement.query_row([begins], Placed::of_row).optional()?)
        })
    }

    /// The entry at a place, if the ledger reaches that far.
    pub fn entry_at(&self, chain: Uuid, seq: u64) -> Result<Option<Placed>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("at_place.sql"))?;
            let place = params![chain.as_bytes(), seq.cast_signed()];
            Ok(statement.query_row(place, Placed::of_row).optional()?)
        })
    }

    /// The newest entry of a chain; `None` for a chain that this ledger does not know.
    pub fn newest_of(&self, chain: Uuid) -> Result<Option<Placed>, StoreError> {
        self.read(|connection| {
            let tip = ledger::tip(connection, chain)?;
            let mut statement = connection.prepare_cached(include_str!("at_place.sql"))?;
            let place = params![chain.as_bytes(), tip.seq.cast_signed()];
            Ok(statement.query_row(place, Placed::of_row).optional()?)
        })
    }

    /// The export whose bytes had this SHA-256 (64 hexadecimal digits), with its place.
    pub fn exported_as(
        &self,
        sha256: &str,
    ) -> Result<Option<(Placed, DocumentExported)>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("exports.sql"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let read = Read::of_row(row)?;
                if let Some(Entry::DocumentExported(document)) = read.entry()?
                    && document.sha256 == sha256
                {
                    return Ok(Some((Placed::of_row(row)?, document)));
                }
            }
            Ok(None)
        })
    }
}
