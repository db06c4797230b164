//! What an entry was sealed with: enough to check its signature away from the practice it was signed in.

use data_encoding::{BASE64, HEXLOWER};
use filiform_domain::ids::{EntryId, TherapistId};
use filiform_domain::time::Instant;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::kinds::{Extension, Holds};
use crate::record::Kept;

/// The header of the entry, and its body as it was first written. Of a text that is withheld the digest alone is told:
/// the signature holds, and the words stay here.
pub(super) fn of(kept: &Kept, withheld: bool) -> Extension {
    let seal = &kept.seal;
    let word = |name, value: String| Extension::part(name, Holds::ValueString(value));
    let hex = |name, bytes: &[u8]| word(name, HEXLOWER.encode(bytes));
    let mut parts = vec![
        word("entry", kept.id.to_string()),
        Extension::part("kind", Holds::ValueCode(kept.entry.kind().to_owned())),
        word("chain", seal.chain.to_string()),
        word("place", seal.seq.to_string()),
        word("clock", seal.clock.to_string()),
        word("version", seal.schema_version.to_string()),
        word(
            "recorded",
            format!(
                "{} {}",
                kept.recorded_at.utc_ms, kept.recorded_at.offset_minutes
            ),
        ),
        hex("before", &seal.previous),
        hex("digest", &seal.body_digest),
        hex("hash", &kept.hash),
    ];
    if !withheld {
        parts.push(hex("salt", &seal.salt));
        let body = Holds::ValueBase64Binary(BASE64.encode(&seal.body));
        parts.push(Extension::part("body", body));
    }
    Extension::own("entry", Holds::Parts(parts))
}

/// What the hash of an entry begins with.
const DOMAIN: &[u8] = b"filiform ledger entry v1\0";

/// The header of a signed entry: what its hash is taken over.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The entry's identity.
    pub id: EntryId,
    /// The chain it belongs to.
    pub chain: Uuid,
    /// Its place in that chain.
    pub place: u64,
    /// Its Lamport clock.
    pub clock: u64,
    /// Who signed it.
    pub author: TherapistId,
    /// When it was recorded.
    pub recorded: Instant,
    /// What kind of entry it is.
    pub kind: &'static str,
    /// Whom it is about.
    pub subject: Uuid,
    /// The version its body was written in.
    pub version: u32,
    /// SHA-256 of salt and body.
    pub digest: [u8; 32],
    /// The hash of the entry before it.
    pub before: [u8; 32],
}

impl Header {
    /// SHA-256 over every field, each with its length before it, as the ledger takes it. `docs/fhir.md` describes it.
    pub fn hash(&self) -> [u8; 32] {
        let fields: [&[u8]; 13] = [
            self.id.0.as_bytes(),
            self.chain.as_bytes(),
            &self.place.to_le_bytes(),
            &self.clock.to_le_bytes(),
            self.author.0.as_bytes(),
            &self.recorded.utc_ms.to_le_bytes(),
            &self.recorded.offset_minutes.to_le_bytes(),
            self.kind.as_bytes(),
            self.subject.as_bytes(),
            &self.version.to_le_bytes(),
            &self.digest,
            &self.before,
            b"end",
        ];
        let mut sum = Sha256::new_with_prefix(DOMAIN);
        for field in fields {
            sum.update((field.len() as u64).to_le_bytes());
            sum.update(field);
        }
        sum.finalize().into()
    }
}
