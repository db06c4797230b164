//! What a backup says about itself, in the open: whose it is, where its ledger ends, and the sums of its files.

use filiform_domain::entry::HeadOfChain;
use filiform_domain::time::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vault::Head;
use crate::{Fingerprint, StoreError};

/// The format that this app writes.
const FORMAT: u32 = 1;

/// The manifest of a backup. It holds no name of a person or of the practice, and no count of patients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    format: u32,
    /// The practice.
    pub(crate) practice: Uuid,
    /// When it was made.
    pub(crate) made: Instant,
    /// The last entry that is in it.
    pub(crate) head: HeadOfChain,
    /// The revision of its header.
    pub(crate) header_revision: u64,
    pub(crate) header: Member,
    pub(crate) database: Member,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Member {
    /// Its length.
    pub(crate) bytes: u64,
    /// Its SHA-256, 64 hexadecimal digits.
    pub(crate) sha256: String,
}

#[derive(Deserialize)]
struct Frame {
    format: u32,
}

impl Manifest {
    pub(crate) fn new(
        practice: Uuid,
        made: Instant,
        head: &Fingerprint,
        header_revision: u64,
        [header, database]: [Member; 2],
    ) -> Self {
        Self {
            format: FORMAT,
            practice,
            made,
            head: head.to_entry(),
            header_revision,
            header,
            database,
        }
    }

    /// Its end as the anchor keeps it.
    pub(crate) fn head(&self, header_revision: u64) -> Result<Head, StoreError> {
        let mut hash = [0; 32];
        let digits = self.head.hash.as_bytes();
        let read = data_encoding::HEXLOWER.decode_len(digits.len()) == Ok(hash.len())
            && data_encoding::HEXLOWER
                .decode_mut(digits, &mut hash)
                .is_ok();
        read.then_some(Head {
            chain: self.head.chain,
            seq: self.head.seq,
            hash,
            header_revision,
        })
        .ok_or(StoreError::BackupDamaged)
    }

    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        serde_json::to_vec_pretty(self).map_err(|_| StoreError::NotABackup)
    }

    /// Reads a manifest. The format comes first: a newer one may look different in every other way.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, StoreError> {
        let frame: Frame = serde_json::from_slice(bytes).map_err(|_| StoreError::NotABackup)?;
        if frame.format > FORMAT {
            return Err(StoreError::NewerBackup);
        }
        let manifest: Self =
            serde_json::from_slice(bytes).map_err(|_| StoreError::BackupDamaged)?;
        if manifest.format == FORMAT {
            Ok(manifest)
        } else {
            Err(StoreError::BackupDamaged)
        }
    }
}

impl Fingerprint {
    /// The same place as an entry names it.
    pub fn to_entry(&self) -> HeadOfChain {
        HeadOfChain {
            chain: self.chain,
            seq: self.seq,
            hash: data_encoding::HEXLOWER.encode(&self.hash),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let member = || Member {
            bytes: 3,
            sha256: "00".repeat(32),
        };
        let head = Fingerprint {
            chain: Uuid::from_u128(2),
            seq: 9,
            hash: [7; 32],
        };
        let made = Instant {
            utc_ms: 0,
            offset_minutes: 0,
        };
        Manifest::new(Uuid::from_u128(1), made, &head, 4, [member(), member()])
    }

    #[test]
    fn a_manifest_is_read_back_and_a_newer_format_is_told_from_a_damaged_one() {
        let bytes = manifest().to_bytes().unwrap();
        assert_eq!(Manifest::parse(&bytes), Ok(manifest()));
        let newer = br#"{"format":2,"something":"else"}"#;
        assert_eq!(Manifest::parse(newer), Err(StoreError::NewerBackup));
        let zero = String::from_utf8(bytes)
            .unwrap()
            .replace("\"format\": 1", "\"format\": 0");
        assert_eq!(
            Manifest::parse(zero.as_bytes()),
            Err(StoreError::BackupDamaged)
        );
        assert_eq!(
            Manifest::parse(br#"{"format":1}"#),
            Err(StoreError::BackupDamaged)
        );
        for foreign in [&b""[..], b"[]", b"{}", b"\xff\xfe", br#"{"format":-1}"#] {
            assert_eq!(Manifest::parse(foreign), Err(StoreError::NotABackup));
        }
    }
}
