//! The header: who may open the practice, and with what.
//!
//! Four lines of text. The frame stays the same in every version, so that any version can tell a newer
//! header from a damaged one:
//!
//! ```text
//! filiform header 1
//! {"practice":"…","revision":1,"slots":[…]}
//! sha256 <hex of the two lines above>
//! hmac <hex of the two lines above, under a key derived from the database key>
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::hex;
use super::kdf::{derived_key, hmac, same_mac};
use super::returning::Returning;
use super::secret::DatabaseKey;
use super::slot::Slot;
use crate::StoreError;

const OPENING: &str = "filiform header ";
/// The first version knew nobody who left, the second nobody who has to come back.
const VERSIONS: [u32; 3] = [1, 2, 3];
/// More therapists than one practice on one computer has; each costs one Argon2id run at unlock.
pub(crate) const MOST_SLOTS: usize = 32;

/// Who may open a practice. Holds no secret in the clear.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The practice it belongs to.
    pub practice: Uuid,
    /// Rises by one with every change; the database keeps the highest it has seen.
    pub revision: u64,
    /// One slot a therapist.
    pub slots: Vec<Slot>,
    /// Who left. Their keys still prove what they signed, and open nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
    /// Who was away when the file's key was changed, and has to come back with a one-time code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) returning: Vec<Returning>,
}

/// Somebody who left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// Who.
    pub therapist: Uuid,
    /// The Ed25519 key that verifies their entries.
    #[serde(with = "hex")]
    pub public_key: [u8; 32],
}

impl Header {
    /// The bytes of the header file.
    pub(crate) fn to_bytes(&self, key: &DatabaseKey) -> Result<Vec<u8>, StoreError> {
        let body = serde_json::to_string(self).map_err(|_| StoreError::HeaderDamaged)?;
        let covered = format!("{OPENING}{}\n{body}\n", self.version());
        let sum = data_encoding::HEXLOWER.encode(&checksum(covered.as_bytes()));
        let mac =
            data_encoding::HEXLOWER.encode(&header_mac(self.practice, key, covered.as_bytes()));
        Ok(format!("{covered}sha256 {sum}\nhmac {mac}\n").into_bytes())
    }

    /// An older app reads a header that holds nothing new to it.
    fn version(&self) -> u32 {
        let [first, with_former, newest] = VERSIONS;
        match (self.former.is_empty(), self.returning.is_empty()) {
            (_, false) => newest,
            (false, true) => with_former,
            (true, true) => first,
        }
    }

    /// Everybody whose signature counts in the record: those who may open it, and those who left.
    pub fn signers(&self) -> impl Iterator<Item = (Uuid, [u8; 32])> {
        let here = self.all().map(|slot| (slot.therapist, slot.public_key));
        let former = self.former.iter();
        here.chain(former.map(|former| (former.therapist, former.public_key)))
    }

    /// Who has to come back with a one-time code.
    pub fn returning(&self) -> impl Iterator<Item = Uuid> {
        self.returning.iter().map(|away| away.slot.therapist)
    }

    /// The slots of everybody who works here, also of those who have to come back.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Slot> {
        let returning = self.returning.iter().map(|away| &away.slot);
        self.slots.iter().chain(returning)
    }

    /// The slots of everybody else.
    pub(crate) fn others(&self, therapist: Uuid) -> impl Iterator<Item = &Slot> {
        self.all().filter(move |slot| slot.therapist != therapist)
    }

    /// The next revision, under another key: one person in, everybody else to come back.
    pub(crate) fn under_new_key(&self, own: Slot, returning: Vec<Returning>) -> Self {
        Self {
            revision: self.revision.saturating_add(1),
            slots: vec![own],
            returning,
            ..self.clone()
        }
    }

    /// The next revision, in which somebody has another one-time code.
    pub(crate) fn with_returning(&self, away: Returning) -> Self {
        let mut header = self.clone();
        header.revision = self.revision.saturating_add(1);
        for old in header
            .returning
            .iter_mut()
            .filter(|old| old.slot.therapist == away.slot.therapist)
        {
            *old = away.clone();
        }
        header
    }

    /// The next revision, in which somebody has come back.
    pub(crate) fn with_returned(&self, slot: Slot) -> Self {
        let mut header = self.with_new_slot(slot);
        let slots = &header.slots;
        header.returning.retain(|away| {
            let back = |slot: &Slot| slot.therapist == away.slot.therapist;
            !slots.iter().any(back)
        });
        header
    }

    /// The next revision, with another slot.
    pub(crate) fn with_new_slot(&self, slot: Slot) -> Self {
        let mut header = self.clone();
        header.revision = self.revision.saturating_add(1);
        header.slots.push(slot);
        header
    }

    /// The next revision, without the slots of those who left.
    pub(crate) fn without(&self, stays: impl Fn(Uuid) -> bool) -> Self {
        let mut header = self.clone();
        header.revision = self.revision.saturating_add(1);
        let (here, mut left): (Vec<_>, Vec<_>) = header
            .slots
            .into_iter()
            .partition(|slot| stays(slot.therapist));
        header.slots = here;
        let (returning, never): (Vec<_>, Vec<_>) = header
            .returning
            .into_iter()
            .partition(|away| stays(away.slot.therapist));
        header.returning = returning;
        left.extend(never.into_iter().map(|away| away.slot));
        header.former.extend(left.into_iter().map(|slot| Former {
            therapist: slot.therapist,
            public_key: slot.public_key,
        }));
        header
    }

    /// A therapist's slot.
    pub(crate) fn slot(&self, therapist: Uuid) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.therapist == therapist)
    }

    /// The next revision, in which `slot` takes the place of its therapist's.
    pub(crate) fn with_slot(&self, slot: &Slot) -> Self {
        let mut header = self.clone();
        header.revision = self.revision.saturating_add(1);
        for old in header
            .slots
            .iter_mut()
            .filter(|old| old.therapist == slot.therapist)
        {
            *old = slot.clone();
        }
        header
    }

    fn is_within_bounds(&self) -> bool {
        !self.slots.is_empty()
            && self.all().count() <= MOST_SLOTS
            && self.all().all(|slot| slot.cost.is_reasonable())
    }
}

/// A header as it was read: intact, but not proven genuine until the database key is known.
pub(crate) struct ReadHeader {
    pub(crate) header: Header,
    covered: Vec<u8>,
    mac: [u8; 32],
}

/// Why a copy of the header cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    Damaged,
    NewerVersion,
}

impl ReadHeader {
    /// Reads the bytes of a header file. Never panics, whatever they are.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        let Frame {
            covered,
            version,
            body,
            mac,
        } = frame(bytes).ok_or(Unreadable::Damaged)?;
        if version > VERSIONS[2] {
            return Err(Unreadable::NewerVersion);
        }
        let header: Header = serde_json::from_slice(body).map_err(|_| Unreadable::Damaged)?;
        if !VERSIONS.contains(&version) || !header.is_within_bounds() {
            return Err(Unreadable::Damaged);
        }
        Ok(Self {
            header,
            covered: covered.to_vec(),
            mac,
        })
    }

    /// Whether somebody who had the database key wrote this header.
    pub(crate) fn is_genuine(&self, key: &DatabaseKey) -> bool {
        same_mac(
            &header_mac(self.header.practice, key, &self.covered),
            &self.mac,
        )
    }
}

/// The four lines, taken apart.
struct Frame<'a> {
    covered: &'a [u8],
    version: u32,
    body: &'a [u8],
    mac: [u8; 32],
}

/// The frame, when it is whole and its checksum fits.
fn frame(bytes: &[u8]) -> Option<Frame<'_>> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let (opening, body) = (lines.next()?, lines.next()?);
    let sum: [u8; 32] = hex::parse(field(lines.next()?, b"sha256 ")?)?;
    let mac = hex::parse(field(lines.next()?, b"hmac ")?)?;
    let covered = bytes.get(..opening.len() + body.len())?;
    if lines.next().is_some() || checksum(covered) != sum {
        return None;
    }
    let version = std::str::from_utf8(field(opening, OPENING.as_bytes())?)
        .ok()?
        .parse()
        .ok()?;
    Some(Frame {
        covered,
        version,
        body,
        mac,
    })
}

/// What stands between a line's name and its end.
fn field<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    line.strip_prefix(name)?.strip_suffix(b"\n")
}

fn checksum(covered: &[u8]) -> [u8; 32] {
    Sha256::digest(covered).into()
}

fn header_mac(practice: Uuid, key: &DatabaseKey, covered: &[u8]) -> [u8; 32] {
    hmac(
        &derived_key(key.bytes(), practice.as_bytes(), b"filiform header mac v1"),
        covered,
    )
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Header")
            .field("practice", &self.practice)
            .field("revision", &self.revision)
            .field("slots", &self.slots)
            .field("former", &self.former)
            .field("returning", &self.returning)
            .finish()
    }
}

#[cfg(test)]
#[path = "header_tests.rs"]
mod tests;
