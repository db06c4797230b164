//! Bodies: an entry's content as JSON, kept exactly as it was first written.

use filiform_domain::entry::Entry;
use filiform_domain::forward;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;

use crate::StoreError;

const UNWRITABLE: StoreError = StoreError::Damaged {
    what: "an entry cannot be written",
};

/// The bytes of an entry's body. Its kind stands in the ledger.
pub(crate) fn written(entry: &Entry) -> Result<Vec<u8>, StoreError> {
    match entry {
        Entry::PracticeChanged(content) => json(content),
        Entry::TherapistAdded(content) => json(content),
        Entry::TherapistChanged(content) => json(content),
        Entry::TherapistRemoved(content) => json(content),
        Entry::KeyChanged(content) => json(content),
        Entry::PatientRegistered(content) | Entry::PatientChanged(content) => json(content),
        Entry::EpisodeOpened(content)
        | Entry::EpisodeChanged(content)
        | Entry::EpisodeClosed(content) => json(content),
        Entry::SessionSigned(content) => sparse(content),
        Entry::SessionAmended(content) => sparse(content),
        Entry::SessionVoided(content) => json(content),
        Entry::ScreeningAnswered(content) => json(content),
        Entry::ConsentGiven(content) => json(content),
        Entry::ConsentWithdrawn(content) => json(content),
        Entry::ScreeningPolicySet(content) => json(content),
        Entry::ContactLogged(content) => json(content),
        Entry::EventReported(content) => json(content),
        Entry::MeasureScored(content) => json(content),
        Entry::ScoreTakenBack(content) => json(content),
        Entry::DocumentExported(content) => json(content),
        Entry::RetentionSet(content) => json(content),
        Entry::HoldSet(content) | Entry::HoldLifted(content) => json(content),
        Entry::RecordDestroyed(content) => json(content),
        Entry::AuditExported(content) => json(content),
        Entry::BackupMade(content) => json(content),
        Entry::Restored(content) => json(content),
        Entry::RecordImported(content) => json(content),
        Entry::ImportUndone(content) => json(content),
        Entry::Access(content) => json(content),
        Entry::VisitNotHeld(content) | Entry::NotHeldTakenBack(content) => json(content),
        Entry::PictureChanged(content) => json(content),
        Entry::AttachmentAdded(content) => json(content),
        Entry::AttachmentWithdrawn(content) => json(content),
    }
}

/// The entry that a body holds.
///
/// # Errors
/// [`StoreError::NewerEntry`] for a kind or a version this app does not know, [`StoreError::Damaged`] for
/// bytes that are not what their kind says.
pub(crate) fn read(kind: &str, schema_version: u32, body: &[u8]) -> Result<Entry, StoreError> {
    let body = upgraded(kind, schema_version, body)?;
    Ok(match kind {
        "practice-changed" => Entry::PracticeChanged(parsed(&body)?),
        "therapist-added" => Entry::TherapistAdded(parsed(&body)?),
        "therapist-changed" => Entry::TherapistChanged(parsed(&body)?),
        "therapist-removed" => Entry::TherapistRemoved(parsed(&body)?),
        "key-changed" => Entry::KeyChanged(parsed(&body)?),
        "patient-registered" => Entry::PatientRegistered(parsed(&body)?),
        "patient-changed" => Entry::PatientChanged(parsed(&body)?),
        "episode-opened" => Entry::EpisodeOpened(Box::new(parsed(&body)?)),
        "episode-changed" => Entry::EpisodeChanged(Box::new(parsed(&body)?)),
        "episode-closed" => Entry::EpisodeClosed(Box::new(parsed(&body)?)),
        "session-signed" => Entry::SessionSigned(Box::new(parsed(&body)?)),
        "session-amended" => Entry::SessionAmended(Box::new(parsed(&body)?)),
        "session-voided" => Entry::SessionVoided(parsed(&body)?),
        "screening-answered" => Entry::ScreeningAnswered(Box::new(parsed(&body)?)),
        "consent-given" => Entry::ConsentGiven(Box::new(parsed(&body)?)),
        "consent-withdrawn" => Entry::ConsentWithdrawn(parsed(&body)?),
        "screening-policy-set" => Entry::ScreeningPolicySet(parsed(&body)?),
        "contact-logged" => Entry::ContactLogged(Box::new(parsed(&body)?)),
        "event-reported" => Entry::EventReported(Box::new(parsed(&body)?)),
        "measure-scored" => Entry::MeasureScored(Box::new(parsed(&body)?)),
        "score-taken-back" => Entry::ScoreTakenBack(Box::new(parsed(&body)?)),
        "document-exported" => Entry::DocumentExported(parsed(&body)?),
        "retention-set" => Entry::RetentionSet(parsed(&body)?),
        "hold-set" => Entry::HoldSet(parsed(&body)?),
        "hold-lifted" => Entry::HoldLifted(parsed(&body)?),
        "record-destroyed" => Entry::RecordDestroyed(parsed(&body)?),
        "audit-exported" => Entry::AuditExported(parsed(&body)?),
        "backup-made" => Entry::BackupMade(parsed(&body)?),
        "restored" => Entry::Restored(parsed(&body)?),
        "record-imported" => Entry::RecordImported(Box::new(parsed(&body)?)),
        "import-undone" => Entry::ImportUndone(parsed(&body)?),
        "access" => Entry::Access(parsed(&body)?),
        "visit-not-held" => Entry::VisitNotHeld(parsed(&body)?),
        "not-held-taken-back" => Entry::NotHeldTakenBack(parsed(&body)?),
        "picture-changed" => Entry::PictureChanged(parsed(&body)?),
        "attachment-added" => Entry::AttachmentAdded(Box::new(parsed(&body)?)),
        "attachment-withdrawn" => Entry::AttachmentWithdrawn(Box::new(parsed(&body)?)),
        _ => return Err(StoreError::NewerEntry),
    })
}

/// A body brought forward to the newest version, one step for each version.
fn upgraded<'a>(
    kind: &str,
    schema_version: u32,
    body: &'a [u8],
) -> Result<Cow<'a, [u8]>, StoreError> {
    if schema_version > u32::from(Entry::SCHEMA_VERSION) {
        return Err(StoreError::NewerEntry);
    }
    if kind != "session-signed" || schema_version >= u32::from(Entry::SCHEMA_VERSION) {
        return Ok(Cow::Borrowed(body));
    }
    let forward = forward::signed_session(schema_version, parsed(body)?);
    json(&forward).map(Cow::Owned)
}

/// A note has many fields and few of them filled, so that only what is there is written. Reading gives the
/// rest its empty value again. No answer is lost: "no" and 0 are answers, and stay.
fn sparse(content: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    let mut value = serde_json::to_value(content).map_err(|_| UNWRITABLE)?;
    prune(&mut value);
    json(&value)
}

fn prune(value: &mut Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(rows) => {
            // A row says that it is there even when nothing is in it.
            for row in rows.iter_mut() {
                prune(row);
            }
            !rows.is_empty()
        }
        Value::Object(fields) => {
            fields.retain(|_, field| prune(field));
            true
        }
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn json(content: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(content).map_err(|_| UNWRITABLE)
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(body).map_err(|_| StoreError::Damaged {
        what: "an entry cannot be read",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use filiform_domain::entry::Access;

    fn access() -> Entry {
        Entry::Access(Access {
            action: "opened".into(),
            patient: None,
            times: 1,
        })
    }

    #[test]
    fn a_body_is_the_content_alone_and_reads_back() {
        let bytes = written(&access()).unwrap_or_default();
        assert_eq!(bytes, br#"{"action":"opened","patient":null,"times":1}"#);
        assert!(read("access", 1, &bytes) == Ok(access()));
    }

    #[test]
    fn what_a_newer_app_wrote_is_refused_and_named() {
        for (kind, version) in [("access", 99), ("brain-scanned", 1)] {
            assert!(
                read(kind, version, b"{}") == Err(StoreError::NewerEntry),
                "{kind} {version}"
            );
        }
    }

    #[test]
    fn bytes_that_are_not_their_kind_are_damage() {
        for bytes in [&b""[..], b"{}", b"\xff\xfe", b"[1,2"] {
            assert!(matches!(
                read("session-signed", 1, bytes),
                Err(StoreError::Damaged { .. })
            ));
        }
    }
}
