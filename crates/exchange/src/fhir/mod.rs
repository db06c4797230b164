//! A patient's whole record as a FHIR R4 collection bundle.
//!
//! A pure function of what was signed: the same record gives the same bytes. What is not clinical, exports and legal
//! holds among it, is not in it. The resources carry what the standard has a place for; every field of every
//! entry stands in their narrative besides, amendments included. `docs/fhir.md` describes our own extensions.

mod around;
mod attached;
mod brought;
mod kinds;
mod narrative;
mod not_held;
mod people;
mod reader;
#[cfg(test)]
mod reader_tests;
mod resource;
mod score;
mod seal;
#[cfg(test)]
mod tests;
mod visit;

use std::collections::BTreeMap;

use filiform_catalogue::Catalogue;
use filiform_domain::entry::{Entry, PracticeChanged};
use filiform_domain::ids::TherapistId;
use filiform_domain::time::Instant;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::record::{Kept, Record, Staff};
pub use reader::{Brought, BroughtEntry, MOST_BUNDLE_BYTES, NotTaken, read_bundle};
pub use seal::Header;

use crate::tables::moment;
use kinds::{Coding, Extension, Narrative, Organization, Patient, Practitioner, To, ToAny};
use resource::{Agent, Bundle, BundleEntry, Content, ProvenanceBody, Resource, Signature};

/// A written bundle.
pub struct Bundled {
    /// The bundle in JSON, UTF-8.
    pub bytes: Vec<u8>,
    /// How many resources of each kind are in it, by their names.
    pub counts: BTreeMap<&'static str, u32>,
}

/// The record as a bundle; nothing when the patient is not in it.
pub fn bundle(
    record: &Record,
    staff: &Staff,
    practice: &PracticeChanged,
    catalogue: &Catalogue,
) -> Option<Bundled> {
    let mut made = Made {
        record,
        catalogue,
        practice: practice.id.0,
        resources: BTreeMap::new(),
        signers: Vec::new(),
    };
    made.organization(practice);
    made.patient()?;
    made.episodes();
    for visit in record.visits() {
        made.visit(&visit);
    }
    made.around();
    made.scores();
    made.brought();
    made.not_held();
    made.attached();
    let clinical = record
        .entries
        .iter()
        .filter(|kept| is_clinical(record, kept));
    clinical.clone().for_each(|kept| made.provenance(kept));
    made.practitioners(staff);
    let latest = clinical
        .map(|kept| kept.recorded_at)
        .max_by_key(|at| at.utc_ms)?;
    let mut counts = BTreeMap::new();
    for resource in made.resources.values() {
        *counts.entry(resource.content.kind()).or_default() += 1;
    }
    let entry = made.resources.into_values().map(|resource| BundleEntry {
        full_url: format!("urn:uuid:{}", resource.id),
        resource,
    });
    let bundle = Bundle {
        resource_type: "Bundle",
        kind: "collection",
        timestamp: moment(latest),
        entry: entry.collect(),
    };
    let bytes = written(&bundle)?;
    Some(Bundled { bytes, counts })
}

fn written(bundle: &Bundle) -> Option<Vec<u8>> {
    let mut value = serde_json::to_value(bundle).ok()?;
    printable(&mut value);
    serde_json::to_vec_pretty(&value).ok()
}

/// FHIR allows no control characters in a text but tabs and line ends: such a one is shown as a replacement.
fn printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = narrative::printable(text),
        Value::Array(rows) => rows.iter_mut().for_each(printable),
        Value::Object(fields) => fields.values_mut().for_each(printable),
        _ => {}
    }
}

/// A bundle while it is made.
struct Made<'a> {
    record: &'a Record,
    catalogue: &'a Catalogue,
    practice: Uuid,
    resources: BTreeMap<Uuid, Resource>,
    /// Everybody who is referred to.
    signers: Vec<TherapistId>,
}

impl Made<'_> {
    fn put(
        &mut self,
        id: Uuid,
        content: Content,
        text: Option<Narrative>,
        extension: Vec<Extension>,
    ) {
        let resource = Resource {
            content,
            id,
            text,
            extension,
        };
        self.resources.insert(id, resource);
    }

    fn subject(&self) -> To<Patient> {
        To::new(self.record.patient.0)
    }

    fn organization_of(&self) -> To<Organization> {
        To::new(self.practice)
    }

    fn signer(&mut self, who: TherapistId) -> To<Practitioner> {
        self.signers.push(who);
        To::new(who.0)
    }

    /// Who signed which entry when, with the signature itself.
    fn provenance(&mut self, kept: &Kept) {
        let told = targets(self.record, kept).into_iter().filter_map(|id| {
            let kind = self.resources.get(&id)?.content.kind();
            Some(ToAny { id, kind })
        });
        let target: Vec<ToAny> = told.collect();
        if target.is_empty() {
            return;
        }
        let (who, again) = (self.signer(kept.author), self.signer(kept.author));
        let body = ProvenanceBody {
            target,
            recorded: moment(kept.recorded_at),
            agent: [Agent { who }],
            signature: [Signature {
                kind: [Coding {
                    system: "urn:iso-astm:E1762-95:2013".to_owned(),
                    code: "1.2.840.10065.1.12.1.1".to_owned(),
                    display: Some("Author's Signature".to_owned()),
                }],
                when: moment(kept.recorded_at),
                who: again,
                sig_format: "application/octet-stream".to_owned(),
                data: data_encoding::BASE64.encode(&kept.signature),
            }],
        };
        let extension = vec![seal::of(kept, self.record.tells_withheld(kept))];
        let content = Content::Provenance(Box::new(body));
        self.put(derived(kept.id.0, "provenance"), content, None, extension);
    }
}

/// Whether an entry is told by a resource.
fn is_clinical(record: &Record, kept: &Kept) -> bool {
    !targets(record, kept).is_empty()
}

/// The resources that an entry is told by; none of an entry that is not clinical.
fn targets(record: &Record, kept: &Kept) -> Vec<Uuid> {
    let one = match &kept.entry {
        Entry::PatientRegistered(written) | Entry::PatientChanged(written) => written.id.0,
        Entry::EpisodeOpened(written)
        | Entry::EpisodeChanged(written)
        | Entry::EpisodeClosed(written) => written.id.0,
        Entry::SessionSigned(session) => session.id.0,
        Entry::SessionAmended(amendment) => amendment.session.0,
        Entry::SessionVoided(voiding) => voiding.session.0,
        Entry::ScreeningAnswered(_) | Entry::ConsentWithdrawn(_) => kept.id.0,
        Entry::ConsentGiven(consent) => consent.id.0,
        Entry::ContactLogged(contact) => contact.id.0,
        Entry::EventReported(event) => event.id.0,
        Entry::MeasureScored(score) => score.id.0,
        Entry::ScoreTakenBack(back) => back.score.id.0,
        Entry::VisitNotHeld(visit) | Entry::NotHeldTakenBack(visit) => visit.id.0,
        Entry::AttachmentAdded(attached) => attached.id.0,
        Entry::AttachmentWithdrawn(gone) => gone.attachment.id.0,
        Entry::RecordImported(imported) => return brought::told_by(imported),
        Entry::ImportUndone(undone) => {
            let imported = brought::of_import(record, undone.import);
            return imported.map(brought::told_by).unwrap_or_default();
        }
        _ => return Vec::new(),
    };
    vec![one]
}

/// An id for a part of a thing: always the same for the same part.
fn derived(of: Uuid, part: &str) -> Uuid {
    let sum = Sha256::new_with_prefix(b"filiform fhir part v1\0")
        .chain_update(of.as_bytes())
        .chain_update(part.as_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(sum.get(..16).unwrap_or(&[0; 16]));
    // Version 8, variant 1: an id of our own making (RFC 9562).
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    Uuid::from_bytes(bytes)
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// "2026-11-22T14:45:00-05:00": a clock of the same day, when it is one and not before.
fn clock_of_day(day: Instant, clock: &str) -> Option<String> {
    let start = moment(day);
    let fits = clock.len() == 5 && clock >= start.get(11..16)?;
    fits.then(|| {
        Some(format!(
            "{}T{clock}:00{}",
            start.get(..10)?,
            start.get(19..)?
        ))
    })?
}
