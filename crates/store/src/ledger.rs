//! The ledger: what was signed, one row after the other, each sealed to the one before.
//!
//! An entry's header and the digest of its body are hashed together with the hash of the entry before;
//! the author signs the hash. The body stands apart, so that it can be destroyed and the chain still holds.

pub(crate) mod body;

use filiform_domain::entry::Entry;
use filiform_domain::ids::{EntryId, TherapistId};
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::StoreError;
use crate::vault::{self, Entropy, SigningKeyBox};

/// What the hash of an entry begins with, so that it can never be mistaken for another signed thing.
const DOMAIN: &[u8] = b"filiform ledger entry v1\0";

/// The place of the newest entry, which the next one is sealed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tip {
    pub(crate) n: i64,
    pub(crate) chain: Uuid,
    pub(crate) seq: u64,
    pub(crate) clock: u64,
    pub(crate) hash: [u8; 32],
}

impl Tip {
    /// Before the first entry of a chain.
    pub(crate) fn start(chain: Uuid) -> Self {
        Self {
            n: 0,
            chain,
            seq: 0,
            clock: 0,
            hash: [0; 32],
        }
    }

    /// The same place as the anchor keeps it.
    pub(crate) fn anchored(&self, header_revision: u64) -> vault::Head {
        vault::Head {
            chain: self.chain,
            seq: self.seq,
            hash: self.hash,
            header_revision,
        }
    }
}

/// One row of the ledger, whole.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Sealed {
    pub(crate) n: i64,
    pub(crate) id: EntryId,
    pub(crate) chain: Uuid,
    pub(crate) seq: u64,
    pub(crate) clock: u64,
    pub(crate) author: TherapistId,
    pub(crate) recorded_at: Instant,
    pub(crate) kind: String,
    pub(crate) subject: Uuid,
    pub(crate) schema_version: u32,
    pub(crate) body_digest: [u8; 32],
    pub(crate) prev_hash: [u8; 32],
    pub(crate) hash: [u8; 32],
    pub(crate) sig: [u8; 64],
}

impl Sealed {
    /// SHA-256 over every field before the hash: each with its length before it, so that no two headers
    /// have the same bytes.
    pub(crate) fn computed_hash(&self) -> [u8; 32] {
        let fields: [&[u8]; 13] = [
            self.id.0.as_bytes(),
            self.chain.as_bytes(),
            &self.seq.to_le_bytes(),
            &self.clock.to_le_bytes(),
            self.author.0.as_bytes(),
            &self.recorded_at.utc_ms.to_le_bytes(),
            &self.recorded_at.offset_minutes.to_le_bytes(),
            self.kind.as_bytes(),
            self.subject.as_bytes(),
            &self.schema_version.to_le_bytes(),
            &self.body_digest,
            &self.prev_hash,
            b"end",
        ];
        let mut sum = Sha256::new_with_prefix(DOMAIN);
        for field in fields {
            sum.update((field.len() as u64).to_le_bytes());
            sum.update(field);
        }
        sum.finalize().into()
    }

    pub(crate) fn tip(&self) -> Tip {
        Tip {
            n: self.n,
            chain: self.chain,
            seq: self.seq,
            clock: self.clock,
            hash: self.hash,
        }
    }

    pub(crate) fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            n: row.get("n")?,
            id: EntryId(uuid(row, "id")?),
            chain: uuid(row, "chain")?,
            seq: unsigned(row, "seq")?,
            clock: unsigned(row, "clock")?,
            author: TherapistId(uuid(row, "author")?),
            recorded_at: instant(row, "recorded_at", "recorded_offset")?,
            kind: row.get("kind")?,
            subject: uuid(row, "subject")?,
            schema_version: row.get("schema_version")?,
            body_digest: row.get("body_digest")?,
            prev_hash: row.get("prev_hash")?,
            hash: row.get("hash")?,
            sig: row.get("sig")?,
        })
    }
}

/// An entry made ready outside of every lock: its body written, its digest taken.
pub(crate) struct Prepared {
    pub(crate) entry: Entry,
    id: EntryId,
    at: Instant,
    salt: [u8; 32],
    body: Vec<u8>,
    digest: [u8; 32],
    /// The bytes of the file that the entry attaches.
    pub(crate) file: Option<Vec<u8>>,
}

impl Prepared {
    pub(crate) fn new(
        entry: Entry,
        now: Instant,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        let mut random = [0; 42];
        entropy.fill(&mut random)?;
        let (mut salt, mut tail) = ([0; 32], [0; 10]);
        salt.copy_from_slice(&random[..32]);
        tail.copy_from_slice(&random[32..]);
        let body = body::written(&entry)?;
        let digest = body_digest(&salt, &body);
        Ok(Self {
            entry,
            id: EntryId::new(now.utc_ms, tail),
            at: now,
            salt,
            body,
            digest,
            file: None,
        })
    }
}

/// An entry with its row and its body, ready to be inserted.
pub(crate) struct Signed {
    pub(crate) entry: Entry,
    pub(crate) row: Sealed,
    pub(crate) salt: [u8; 32],
    pub(crate) body: Vec<u8>,
    pub(crate) file: Option<Vec<u8>>,
}

/// Seals the entries one to the other, from `tip` on, and signs each.
pub(crate) fn seal(
    prepared: Vec<Prepared>,
    mut tip: Tip,
    author: TherapistId,
    signer: &SigningKeyBox,
) -> Vec<Signed> {
    let mut sealed = Vec::with_capacity(prepared.len());
    for Prepared {
        entry,
        id,
        at,
        salt,
        body,
        digest,
        file,
    } in prepared
    {
        let mut row = Sealed {
            n: tip.n + 1,
            id,
            chain: tip.chain,
            seq: tip.seq + 1,
            clock: tip.clock + 1,
            author,
            recorded_at: at,
            kind: entry.kind().to_owned(),
            subject: entry.subject(),
            schema_version: u32::from(Entry::SCHEMA_VERSION),
            body_digest: digest,
            prev_hash: tip.hash,
            hash: [0; 32],
            sig: [0; 64],
        };
        row.hash = row.computed_hash();
        row.sig = signer.sign(&row.hash);
        tip = row.tip();
        sealed.push(Signed {
            entry,
            row,
            salt,
            body,
            file,
        });
    }
    sealed
}

/// SHA-256 of the random bytes and the body: without the bytes, a short body cannot be guessed from it.
pub(crate) fn body_digest(salt: &[u8; 32], body: &[u8]) -> [u8; 32] {
    Sha256::new_with_prefix(salt)
        .chain_update(body)
        .finalize()
        .into()
}

/// Adds one entry and its body.
pub(crate) fn append(connection: &Connection, signed: &Signed) -> Result<(), StoreError> {
    let row = &signed.row;
    connection
        .prepare_cached(include_str!("ledger/insert_entry.sql"))?
        .execute(params![
            row.n,
            row.id.0.as_bytes(),
            row.chain.as_bytes(),
            row.seq.cast_signed(),
            row.clock.cast_signed(),
            row.author.0.as_bytes(),
            row.recorded_at.utc_ms,
            row.recorded_at.offset_minutes,
            row.kind,
            row.subject.as_bytes(),
            row.schema_version,
            row.body_digest,
            row.prev_hash,
            row.hash,
            row.sig,
        ])?;
    connection
        .prepare_cached(include_str!("ledger/insert_body.sql"))?
        .execute(params![row.n, signed.salt, signed.body])?;
    Ok(())
}

/// The newest entry of a chain, or its start.
pub(crate) fn tip(connection: &Connection, chain: Uuid) -> Result<Tip, StoreError> {
    let mut newest = connection.prepare_cached(include_str!("ledger/newest.sql"))?;
    let found = newest
        .query_row([chain.as_bytes()], Sealed::of_row)
        .optional()?;
    let tip = found.map_or(Tip::start(chain), |row| row.tip());
    let mut last = connection.prepare_cached(include_str!("ledger/last.sql"))?;
    let last = last
        .query_row([], |row| Ok((row.get("n")?, unsigned(row, "clock")?)))
        .optional()?;
    Ok(last.map_or(tip, |(n, clock)| Tip { n, clock, ..tip }))
}

/// The hash of the entry of `chain` with this number.
pub(crate) fn hash_at(
    connection: &Connection,
    chain: Uuid,
    seq: u64,
) -> Result<Option<[u8; 32]>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("ledger/hash_at.sql"))?;
    Ok(statement
        .query_row(params![chain.as_bytes(), seq.cast_signed()], |row| {
            row.get(0)
        })
        .optional()?)
}

/// An entry as it was written, with its row. `None` for a body that was destroyed.
pub(crate) struct Read {
    pub(crate) row: Sealed,
    pub(crate) salt: Option<[u8; 32]>,
    pub(crate) body: Option<Vec<u8>>,
}

impl Read {
    pub(crate) fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: Sealed::of_row(row)?,
            salt: row.get("salt")?,
            body: row.get("body")?,
        })
    }

    /// The entry itself; `None` when its body was destroyed.
    pub(crate) fn entry(&self) -> Result<Option<Entry>, StoreError> {
        let read = |bytes: &Vec<u8>| body::read(&self.row.kind, self.row.schema_version, bytes);
        self.body.as_ref().map(read).transpose()
    }
}

/// Every entry about one subject, in the order in which they are folded.
pub(crate) fn of_subject(connection: &Connection, subject: Uuid) -> Result<Vec<Read>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("ledger/of_subject.sql"))?;
    let rows = statement.query_map([subject.as_bytes()], Read::of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One entry by its local number.
pub(crate) fn at(connection: &Connection, n: i64) -> Result<Read, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("ledger/at.sql"))?;
    Ok(statement.query_row([n], Read::of_row)?)
}

pub(crate) fn uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Uuid> {
    row.get(column).map(Uuid::from_bytes)
}

pub(crate) fn instant(row: &Row<'_>, utc_ms: &str, offset: &str) -> rusqlite::Result<Instant> {
    Ok(Instant {
        utc_ms: row.get(utc_ms)?,
        offset_minutes: row.get(offset)?,
    })
}

/// A number that is never negative, which SQLite keeps with a sign.
pub(crate) fn unsigned(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    row.get(column).map(i64::cast_unsigned)
}
