//! Reads our own bundles back: every signed entry with its author, its id and its signature, each of them checked.
//!
//! What the resources say is for other systems; what counts on the way back is what was signed. A bundle of another system
//! has no such entries and is refused here.

use std::collections::BTreeMap;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, VerifyingKey};
use filiform_domain::entry::Entry;
use filiform_domain::ids::{EntryId, PatientId, PracticeId, TherapistId};
use filiform_domain::time::Instant;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::kinds::OWN;
use super::seal::Header;
use crate::json::{self, MOST_NESTING, Unreadable};

/// The largest bundle that is read, in bytes: 64 MiB. A visit takes some 40 KiB.
pub const MOST_BUNDLE_BYTES: usize = 64 * 1024 * 1024;

/// Why a bundle cannot be taken. Nothing of what it says is repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It has more than [`MOST_BUNDLE_BYTES`].
    #[error("The bundle is larger than 64 MiB.")]
    TooLarge,
    /// It nests deeper than [`MOST_NESTING`].
    #[error(
        "The bundle is nested deeper than {MOST_NESTING} levels, which no bundle of Filiform is."
    )]
    TooDeep,
    /// It is no JSON, or a field stands there twice.
    #[error("The bundle is not JSON, or names a field twice, at line {line}. Export it again.")]
    NotJson {
        /// The line, counted from 1; 0 where it is not known.
        line: usize,
    },
    /// It is no collection of one patient.
    #[error("The file is not a FHIR bundle with one patient.")]
    NotABundle,
    /// Nothing in it was signed in Filiform.
    #[error("The bundle comes from another system: nothing in it was signed in Filiform.")]
    OfAnotherSystem,
    /// An entry lacks a part, or a part is not what it should be.
    #[error("Signed entry {entry} of the bundle is incomplete. Export it again.")]
    Incomplete {
        /// Which, counted from 1.
        entry: usize,
    },
    /// An entry is not what its author signed.
    #[error(
        "Signed entry {entry} of the bundle was changed after it was signed. Nothing of the bundle was taken."
    )]
    Changed {
        /// Which, counted from 1.
        entry: usize,
    },
}

/// A record that was brought along.
#[derive(Clone, PartialEq, Eq)]
pub struct Brought {
    /// The practice it comes from.
    pub practice: PracticeId,
    /// Its name.
    pub practice_name: String,
    /// Whose record it is.
    pub patient: PatientId,
    /// Who signed, with name and Ed25519 public key.
    pub signers: BTreeMap<TherapistId, (String, [u8; 32])>,
    /// Every signed entry in the order in which they count.
    pub entries: Vec<BroughtEntry>,
}

/// A signed entry that was brought along. Its signature holds.
#[derive(Clone, PartialEq, Eq)]
pub struct BroughtEntry {
    /// What was hashed.
    pub header: Header,
    /// Its hash.
    pub hash: [u8; 32],
    /// The author's signature of the hash.
    pub signature: [u8; 64],
    /// The salt, and the body as it was first written; none of a text that is withheld.
    pub body: Option<([u8; 32], Vec<u8>)>,
}

/// Reads one of our own bundles.
///
/// # Errors
/// The first reason why it cannot be taken; nothing of it is taken then.
pub fn read_bundle(bytes: &[u8]) -> Result<Brought, NotTaken> {
    let bundle = parsed(bytes)?;
    let resources: Vec<&Value> = entries_of(&bundle)?.collect();
    let kind = |name: &'static str| {
        let all = resources.iter().copied();
        all.filter(move |one| text(one, "/resourceType") == Some(name))
    };
    let only = |name| {
        let mut of_kind = kind(name);
        let first = of_kind.next().ok_or(NotTaken::NotABundle)?;
        match of_kind.next() {
            None => Ok(first),
            Some(_) => Err(NotTaken::NotABundle),
        }
    };
    let patient = PatientId(id_of(only("Patient")?).ok_or(NotTaken::NotABundle)?);
    let organization = only("Organization")?;
    let signers: BTreeMap<_, _> = kind("Practitioner").filter_map(signer).collect();
    if !kind("Provenance").any(|one| sealed_parts(one).is_some()) {
        return Err(NotTaken::OfAnotherSystem);
    }
    let mut entries = Vec::new();
    for (n, provenance) in (1..).zip(kind("Provenance")) {
        let incomplete = NotTaken::Incomplete { entry: n };
        let entry = entry(provenance, patient).ok_or_else(|| incomplete.clone())?;
        let (_, key) = signers.get(&entry.header.author).ok_or(incomplete)?;
        if !entry.holds(key) {
            return Err(NotTaken::Changed { entry: n });
        }
        entries.push(entry);
    }
    entries.sort_by_key(|entry| {
        let header = &entry.header;
        (header.clock, header.chain, header.place)
    });
    Ok(Brought {
        practice: PracticeId(id_of(organization).ok_or(NotTaken::NotABundle)?),
        practice_name: text(organization, "/name").unwrap_or_default().to_owned(),
        patient,
        signers,
        entries,
    })
}

impl BroughtEntry {
    /// Whether body, digest, hash and signature belong together.
    fn holds(&self, key: &[u8; 32]) -> bool {
        let body_fits = self.body.as_ref().is_none_or(|(salt, body)| {
            let digest = Sha256::new_with_prefix(salt).chain_update(body).finalize();
            digest[..] == self.header.digest[..]
        });
        let signed = VerifyingKey::from_bytes(key).is_ok_and(|key| {
            let signature = Signature::from_bytes(&self.signature);
            key.verify_strict(&self.hash, &signature).is_ok()
        });
        body_fits && signed && self.header.hash() == self.hash
    }
}

fn parsed(bytes: &[u8]) -> Result<Value, NotTaken> {
    let parsed = json::parse_up_to(bytes, MOST_BUNDLE_BYTES).map_err(|why| match why {
        Unreadable::TooLarge => NotTaken::TooLarge,
        Unreadable::TooDeep => NotTaken::TooDeep,
        Unreadable::NotJson { line, .. } => NotTaken::NotJson { line },
        Unreadable::NotAnObject => NotTaken::NotABundle,
    })?;
    if parsed.problems.is_empty() {
        Ok(Value::Object(parsed.object))
    } else {
        Err(NotTaken::NotJson { line: 0 })
    }
}

fn entries_of(bundle: &Value) -> Result<impl Iterator<Item = &Value>, NotTaken> {
    let is_bundle = text(bundle, "/resourceType") == Some("Bundle")
        && text(bundle, "/type") == Some("collection");
    let entries = bundle.get("entry").and_then(Value::as_array);
    let entries = entries.filter(|_| is_bundle).ok_or(NotTaken::NotABundle)?;
    Ok(entries.iter().filter_map(|entry| entry.get("resource")))
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}

fn id_of(resource: &Value) -> Option<Uuid> {
    text(resource, "/id")?.parse().ok()
}

fn signer(practitioner: &Value) -> Option<(TherapistId, (String, [u8; 32]))> {
    let own = extension(practitioner, "public-key")?;
    let key = hex(text(own, "/valueString")?)?;
    let name = text(practitioner, "/name/0/text").unwrap_or_default();
    Some((TherapistId(id_of(practitioner)?), (name.to_owned(), key)))
}

fn extension<'a>(resource: &'a Value, name: &str) -> Option<&'a Value> {
    let url = format!("{OWN}/StructureDefinition/{name}");
    let all = resource.get("extension")?.as_array()?;
    all.iter().find(|one| text(one, "/url") == Some(&url))
}

/// The parts of a seal, by name; nothing of a provenance that another system wrote.
fn sealed_parts(provenance: &Value) -> Option<BTreeMap<&str, &str>> {
    let parts = extension(provenance, "entry")?.get("extension")?;
    let values = ["/valueString", "/valueCode", "/valueBase64Binary"];
    let named = parts.as_array()?.iter().filter_map(|part| {
        let value = values.iter().find_map(|value| text(part, value))?;
        Some((text(part, "/url")?, value))
    });
    Some(named.collect())
}

fn entry(provenance: &Value, patient: PatientId) -> Option<BroughtEntry> {
    let parts = sealed_parts(provenance)?;
    let part = |name| parts.get(name).copied();
    let author = text(provenance, "/agent/0/who/reference")?.strip_prefix("urn:uuid:")?;
    let (utc_ms, offset_minutes) = part("recorded")?.split_once(' ')?;
    let header = Header {
        id: EntryId(part("entry")?.parse().ok()?),
        chain: part("chain")?.parse().ok()?,
        place: part("place")?.parse().ok()?,
        clock: part("clock")?.parse().ok()?,
        author: TherapistId(author.parse().ok()?),
        recorded: Instant {
            utc_ms: utc_ms.parse().ok()?,
            offset_minutes: offset_minutes.parse().ok()?,
        },
        kind: Entry::KINDS
            .iter()
            .find(|kind| Some(**kind) == part("kind"))
            .copied()?,
        subject: patient.0,
        version: part("version")?.parse().ok()?,
        digest: hex(part("digest")?)?,
        before: hex(part("before")?)?,
    };
    let signature = BASE64.decode(text(provenance, "/signature/0/data")?.as_bytes());
    let body = match (part("salt"), part("body")) {
        (Some(salt), Some(body)) => Some((hex(salt)?, BASE64.decode(body.as_bytes()).ok()?)),
        (None, None) => None,
        _ => return None,
    };
    Some(BroughtEntry {
        header,
        hash: hex(part("hash")?)?,
        signature: signature.ok()?.try_into().ok()?,
        body,
    })
}

fn hex(text: &str) -> Option<[u8; 32]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}
