//! Bodies: an entry's content as JSON, kept exactly as it was first written.

use filiform_domain::entry::Entry;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

use crate::StoreError;

/// The bytes of an entry's body. Its kind stands in the ledger.
pub(crate) fn written(entry: &Entry) -> Result<Vec<u8>, StoreError> {
    match entry {
        Entry::PracticeChanged(content) => json(content),
        Entry::TherapistAdded(content) => json(content),
        Entry::TherapistChanged(content) => json(content),
        Entry::PatientRegistered(content) | Entry::PatientChanged(content) => json(content),
        Entry::SessionSigned(content) => json(content),
        Entry::DocumentExported(content) => json(content),
        Entry::Access(content) => json(content),
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
        "patient-registered" => Entry::PatientRegistered(parsed(&body)?),
        "patient-changed" => Entry::PatientChanged(parsed(&body)?),
        "session-signed" => Entry::SessionSigned(Box::new(parsed(&body)?)),
        "document-exported" => Entry::DocumentExported(parsed(&body)?),
        "access" => Entry::Access(parsed(&body)?),
        _ => return Err(StoreError::NewerEntry),
    })
}

/// A body brought forward to the newest version, one step for each version. Version 1 is the first, so
/// there is no step yet.
fn upgraded<'a>(
    _kind: &str,
    schema_version: u32,
    body: &'a [u8],
) -> Result<Cow<'a, [u8]>, StoreError> {
    if schema_version > u32::from(Entry::SCHEMA_VERSION) {
        return Err(StoreError::NewerEntry);
    }
    Ok(Cow::Borrowed(body))
}

fn json(content: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(content).map_err(|_| StoreError::Damaged {
        what: "an entry cannot be written",
    })
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
        for (kind, version) in [("access", 2), ("consent-given", 1)] {
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
