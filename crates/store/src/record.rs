//! A record whole: every entry about one patient, as it was signed, for what leaves the practice.

use filiform_domain::entry::Entry;
use filiform_domain::ids::{EntryId, PatientId, TherapistId};
use filiform_domain::time::Instant;

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
    /// What it says.
    pub entry: Entry,
}

impl Store {
    /// Every entry about a patient in the order in which they count. A body that was destroyed is not among them.
    pub fn record(&self, patient: PatientId) -> Result<Vec<KeptEntry>, StoreError> {
        self.read(|connection| {
            let read = ledger::of_subject(connection, patient.0)?;
            let mut entries = Vec::with_capacity(read.len());
            for read in read {
                if let Some(entry) = read.entry()? {
                    entries.push(KeptEntry {
                        id: read.row.id,
                        recorded_at: read.row.recorded_at,
                        author: read.row.author,
                        hash: read.row.hash,
                        signature: read.row.sig,
                        entry,
                    });
                }
            }
            Ok(entries)
        })
    }

    /// Everybody who has a record, in the order they were registered.
    pub fn everybody(&self) -> Result<Vec<PatientId>, StoreError> {
        self.read(rebuild::patients)
    }
}
