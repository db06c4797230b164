//! A record whole: every entry about one patient, as it was signed, for what leaves the practice.

use filiform_domain::entry::Entry;
use filiform_domain::ids::{EntryId, PatientId, TherapistId};
use filiform_domain::time::Instant;
use uuid::Uuid;

use crate::projection::rebuild;
use crate::{Store, StoreError, ledger};

/// One entry as it was signed.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptEntry {
    /// The entry's identity.
    pub id: EntryId,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who signed it.
    pub author: TherapistId,
    /// Its hash.
    pub hash: [u8; 32],
    /// The author's signature of the hash.
    pub signature: [u8; 64],
    /// What the hash was taken over, besides.
    pub seal: KeptSeal,
    /// What it says.
    pub entry: Entry,
}

/// What an entry's hash was taken over, so that its signature can be checked away from here.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptSeal {
    /// The chain it belongs to: one for each installation of the practice.
    pub chain: Uuid,
    /// Its place in that chain, counted from 1.
    pub seq: u64,
    /// Its Lamport clock.
    pub clock: u64,
    /// The version its body was written in.
    pub schema_version: u32,
    /// The hash of the entry before it.
    pub previous: [u8; 32],
    /// SHA-256 of salt and body.
    pub body_digest: [u8; 32],
    /// The random bytes before the body.
    pub salt: [u8; 32],
    /// The body as it was first written.
    pub body: Vec<u8>,
}

impl KeptSeal {
    fn of(read: ledger::Read) -> Option<Self> {
        Some(Self {
            chain: read.row.chain,
            seq: read.row.seq,
            clock: read.row.clock,
            schema_version: read.row.schema_version,
            previous: read.row.prev_hash,
            body_digest: read.row.body_digest,
            salt: read.salt?,
            body: read.body?,
        })
    }
}

impl Store {
    /// Every entry about a patient in the order in which they count. A body that was destroyed is not among them.
    pub fn record(&self, patient: PatientId) -> Result<Vec<KeptEntry>, StoreError> {
        self.read(|connection| {
            let read = ledger::of_subject(connection, patient.0)?;
            let mut entries = Vec::with_capacity(read.len());
            for read in read {
                let Some(entry) = read.entry()? else {
                    continue;
                };
                let (id, recorded_at, author) =
                    (read.row.id, read.row.recorded_at, read.row.author);
                let (hash, signature) = (read.row.hash, read.row.sig);
                entries.extend(KeptSeal::of(read).map(|seal| KeptEntry {
                    id,
                    recorded_at,
                    author,
                    hash,
                    signature,
                    seal,
                    entry,
                }));
            }
            Ok(entries)
        })
    }

    /// Everybody who has a record, in the order they were registered.
    pub fn everybody(&self) -> Result<Vec<PatientId>, StoreError> {
        self.read(rebuild::patients)
    }
}
