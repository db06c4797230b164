//! The anchor: where the ledger ended when it was last used, kept outside the database.
//!
//! SQLite drops every commit after a flipped byte in its write-ahead log without a word. The anchor knows
//! better: it holds the signed head of the ledger. Three blocks of 512 bytes: one that names the practice,
//! and two slots written in turn, so that a torn write leaves the one before. Who rolls back the whole
//! folder rolls back the anchor too; that is seen only against exported fingerprints and backups.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::files;
use super::secret::{SigningKeyBox, verify_signature};
use crate::StoreError;

const BLOCK: usize = 512;
const SUMMED: usize = BLOCK - 32;
const FILE_MARK: &[u8; 16] = b"filiform anchor\0";
const SLOT_MARK: &[u8; 16] = b"filiform head 1\0";

/// The newest entry of this installation's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The chain the entry is in.
    pub chain: Uuid,
    /// Its number in that chain.
    pub seq: u64,
    /// Its hash.
    pub hash: [u8; 32],
    /// The header's revision when it was written.
    pub header_revision: u64,
}

/// How the anchor and the ledger stand to each other when nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorFinding {
    /// Both end at the same entry.
    Same,
    /// The ledger went on after the anchor was written: a crash came between.
    Behind,
    /// There is no valid anchor: a new practice, or the file was removed. Worth an entry in the log.
    Missing,
}

/// The open anchor file.
#[derive(Debug)]
pub struct AnchorFile {
    path: PathBuf,
    practice: Uuid,
    file: Option<File>,
    newest: Option<(u64, Head)>,
}

impl AnchorFile {
    /// Makes the file for a new practice, on disk when this returns.
    pub(crate) fn create(folder: &Path, practice: Uuid) -> Result<Self, StoreError> {
        let mut anchor = Self {
            path: folder.join(files::ANCHOR),
            practice,
            file: None,
            newest: None,
        };
        anchor.opened()?;
        anchor.sync()?;
        Ok(anchor)
    }

    /// Reads the file without changing it. `trusted` are the public keys whose signature counts.
    pub(crate) fn open(
        folder: &Path,
        practice: Uuid,
        trusted: &[[u8; 32]],
    ) -> Result<Self, StoreError> {
        let path = folder.join(files::ANCHOR);
        let bytes = files::read_small(&path)?.unwrap_or_default();
        let newest = bytes
            .chunks_exact(BLOCK)
            .skip(1)
            .take(2)
            .filter_map(|slot| read_slot(slot, practice, trusted))
            .max_by_key(|(counter, _)| *counter);
        Ok(Self {
            path,
            practice,
            file: None,
            newest,
        })
    }

    /// The newest head that was read or written.
    pub fn newest(&self) -> Option<Head> {
        self.newest.map(|(_, head)| head)
    }

    /// Holds the anchor against the ledger. `head_seq` is the number of the chain's last entry, `None` for
    /// an empty chain; `hash_at` looks up the hash of an entry of `chain`.
    ///
    /// # Errors
    /// [`StoreError::AnchorAhead`] when the ledger ends earlier than it did, [`StoreError::Damaged`] when it
    /// tells another story, and whatever `hash_at` fails with.
    pub fn compare(
        &self,
        chain: Uuid,
        head_seq: Option<u64>,
        hash_at: impl FnOnce(u64) -> Result<Option<[u8; 32]>, StoreError>,
    ) -> Result<AnchorFinding, StoreError> {
        let Some(anchored) = self.newest() else {
            return Ok(AnchorFinding::Missing);
        };
        if anchored.chain != chain {
            return Err(StoreError::Damaged {
                what: "the anchor is of another chain",
            });
        }
        let Some(head_seq) = head_seq.filter(|seq| *seq >= anchored.seq) else {
            return Err(StoreError::AnchorAhead);
        };
        match hash_at(anchored.seq)? {
            Some(hash) if hash == anchored.hash && head_seq == anchored.seq => {
                Ok(AnchorFinding::Same)
            }
            Some(hash) if hash == anchored.hash => Ok(AnchorFinding::Behind),
            _ => Err(StoreError::Damaged {
                what: "the ledger differs from the anchor",
            }),
        }
    }

    /// Writes the head after a commit, over the older slot. Not synced: it costs a copy into the page cache.
    pub fn write(&mut self, head: Head, signer: &SigningKeyBox) -> Result<(), StoreError> {
        let counter = self
            .newest
            .map_or(1, |(counter, _)| counter.saturating_add(1));
        let slot = slot_bytes(counter, self.practice, &head, signer);
        let offset = BLOCK as u64 * (1 + counter % 2);
        let file = self.opened()?;
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(&slot)?;
        self.newest = Some((counter, head));
        Ok(())
    }

    /// Waits until what was written is on the disk: at a checkpoint and at lock.
    pub fn sync(&self) -> Result<(), StoreError> {
        match &self.file {
            Some(file) => Ok(file.sync_all()?),
            None => Ok(()),
        }
    }

    /// The file, opened on first use and made anew when it is gone or names no practice.
    fn opened(&mut self) -> Result<&mut File, StoreError> {
        if self.file.is_none() {
            let mut file = files::private()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&self.path)?;
            write_name(&mut file, self.practice)?;
            self.file = Some(file);
        }
        self.file
            .as_mut()
            .ok_or(StoreError::Damaged { what: "anchor" })
    }
}

/// The practice that the anchor names; `None` without a readable anchor. Needs no key, so a foreign header
/// is told apart from a wrong passphrase.
pub(crate) fn practice_of(folder: &Path) -> Result<Option<Uuid>, StoreError> {
    let bytes = files::read_small(&folder.join(files::ANCHOR))?.unwrap_or_default();
    Ok(bytes.get(..BLOCK).and_then(name_of))
}

fn name_of(block: &[u8]) -> Option<Uuid> {
    let mut fields = Fields(summed(block)?);
    (fields.take::<16>()? == *FILE_MARK).then_some(())?;
    fields.take().map(Uuid::from_bytes)
}

fn write_name(file: &mut File, practice: Uuid) -> Result<(), StoreError> {
    let mut found = Vec::new();
    Read::by_ref(file)
        .take(BLOCK as u64)
        .read_to_end(&mut found)?;
    if name_of(&found) == Some(practice) {
        return Ok(());
    }
    let block = block_of(&[FILE_MARK, practice.as_bytes()]);
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&block)?;
    Ok(())
}

fn slot_bytes(counter: u64, practice: Uuid, head: &Head, signer: &SigningKeyBox) -> Vec<u8> {
    let signed = signed_bytes(counter, practice, head);
    block_of(&[&signed, &signer.public(), &signer.sign(&signed)])
}

/// What the signature covers: the slot up to the signer.
fn signed_bytes(counter: u64, practice: Uuid, head: &Head) -> Vec<u8> {
    let mut bytes = SLOT_MARK.to_vec();
    bytes.extend_from_slice(&counter.to_le_bytes());
    bytes.extend_from_slice(practice.as_bytes());
    bytes.extend_from_slice(head.chain.as_bytes());
    bytes.extend_from_slice(&head.seq.to_le_bytes());
    bytes.extend_from_slice(&head.hash);
    bytes.extend_from_slice(&head.header_revision.to_le_bytes());
    bytes
}

fn read_slot(slot: &[u8], practice: Uuid, trusted: &[[u8; 32]]) -> Option<(u64, Head)> {
    let mut fields = Fields(summed(slot)?);
    (fields.take::<16>()? == *SLOT_MARK).then_some(())?;
    let counter = u64::from_le_bytes(fields.take()?);
    let named = Uuid::from_bytes(fields.take()?);
    let head = Head {
        chain: Uuid::from_bytes(fields.take()?),
        seq: u64::from_le_bytes(fields.take()?),
        hash: fields.take()?,
        header_revision: u64::from_le_bytes(fields.take()?),
    };
    let (signer, signature) = (fields.take()?, fields.take()?);
    let genuine = named == practice
        && trusted.contains(&signer)
        && verify_signature(&signer, &signed_bytes(counter, practice, &head), &signature);
    genuine.then_some((counter, head))
}

/// The parts, padded with zeros, and their checksum at the end.
fn block_of(parts: &[&[u8]]) -> Vec<u8> {
    let mut block = parts.concat();
    block.resize(SUMMED, 0);
    let sum = Sha256::digest(&block);
    block.extend_from_slice(&sum);
    block
}

/// The block without its checksum, when that fits: a torn write does not.
fn summed(block: &[u8]) -> Option<&[u8]> {
    let (content, sum) = block.split_at_checked(SUMMED)?;
    (Sha256::digest(content).as_slice() == sum).then_some(content)
}

/// Reads fixed-size fields one after the other.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*field)
    }
}

#[cfg(test)]
#[path = "anchor_tests.rs"]
mod tests;
