//! Identities: a newtype each, so that a session's id can never be passed for a patient's.
//!
//! An id is a UUID of version 7. It names a thing and is never an order.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
        #[ts(type = "string")]
        #[schemars(with = "String")]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id from the time and ten random bytes, both passed in.
            pub fn new(utc_ms: i64, random: [u8; 10]) -> Self {
                Self(version_7(utc_ms, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// One practice: one encrypted file.
    PracticeId
);
id!(
    /// One therapist of a practice.
    TherapistId
);
id!(
    /// One patient.
    PatientId
);
id!(
    /// One visit.
    SessionId
);
id!(
    /// One episode of care.
    EpisodeId
);
id!(
    /// One consent.
    ConsentId
);
id!(
    /// One contact between two visits.
    ContactId
);
id!(
    /// One adverse event that was heard of after the visit.
    ReportedEventId
);
id!(
    /// One score of an outcome measure.
    ScoreId
);
id!(
    /// One visit that was not held, as the front desk recorded it.
    NotHeldId
);
id!(
    /// One file that was attached to a record.
    AttachmentId
);
id!(
    /// One amendment of a signed session.
    AmendmentId
);
id!(
    /// One import of records from another system.
    ImportId
);
id!(
    /// One note that was brought in from another system.
    ImportedNoteId
);
id!(
    /// One exported document.
    DocumentId
);
id!(
    /// One entry of the ledger.
    EntryId
);
id!(
    /// One draft that is being written.
    DraftId
);

/// A UUID of version 7. A time before 1970 counts as 1970.
pub fn version_7(utc_ms: i64, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(utc_ms).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_version_7_uuid_that_survives_text() {
        let id = PatientId::new(1_795_348_800_000, [7; 10]);
        assert_eq!(id.0.get_version_num(), 7);
        assert_eq!(id.to_string().parse::<PatientId>().unwrap(), id);
    }

    #[test]
    fn a_clock_before_1970_still_gives_an_id() {
        assert_eq!(version_7(-5, [1; 10]).get_version_num(), 7);
    }
}
