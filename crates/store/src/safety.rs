//! A patient's screening and consents, and the practice's policy on disputed checks, as they now stand.

use std::fmt;

use filiform_domain::consent::{Consent, ConsentKind, Withdrawal};
use filiform_domain::entry::Entry;
use filiform_domain::ids::{ConsentId, PatientId, TherapistId};
use filiform_domain::screening::{Screening, ScreeningPolicy};
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use crate::ledger::{self, Read, instant};
use crate::projection::code::parted;
use crate::projection::patient_key;
use crate::{Store, StoreError};

const UNFIT: StoreError = StoreError::Damaged {
    what: "a row of screening or consent does not fit to the ledger",
};

/// A consent or a withdrawal in a list: what is needed to say how things stand.
#[derive(Clone, PartialEq, Eq)]
pub struct ConsentLine {
    /// What happened.
    pub step: ConsentStep,
    /// When.
    pub at: Instant,
}

/// What happened to a consent.
#[derive(Clone, PartialEq, Eq)]
pub enum ConsentStep {
    /// It was given.
    Given(GivenLine),
    /// Whatever was given before was withdrawn.
    Withdrawn,
}

/// A consent that was given, without its signature.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenLine {
    /// Which.
    pub id: ConsentId,
    /// In writing, or by word of mouth.
    pub written: bool,
    /// The regions it covers, by id.
    pub regions: Vec<String>,
    /// The techniques it covers, by id.
    pub techniques: Vec<String>,
}

/// An answer set, a consent or a withdrawal as it was written, with who wrote it and when.
#[derive(Clone, PartialEq, Eq)]
pub struct Recorded<T> {
    /// What was written.
    pub content: T,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who recorded it.
    pub author: TherapistId,
}

/// A consent or its withdrawal in full.
#[derive(Clone, PartialEq, Eq)]
pub enum ConsentEntry {
    /// It was given.
    Given(Box<Consent>),
    /// It was withdrawn.
    Withdrawn(Withdrawal),
}

impl fmt::Debug for ConsentLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsentLine").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Recorded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").finish_non_exhaustive()
    }
}

impl ConsentLine {
    pub(crate) fn given(consent: &Consent) -> Self {
        let given = GivenLine {
            id: consent.id,
            written: consent.kind == ConsentKind::Written,
            regions: consent.form.regions.clone(),
            techniques: consent.form.techniques.clone(),
        };
        Self {
            step: ConsentStep::Given(given),
            at: consent.given,
        }
    }

    pub(crate) fn withdrawn(withdrawal: &Withdrawal) -> Self {
        Self {
            step: ConsentStep::Withdrawn,
            at: withdrawal.at,
        }
    }

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let id: Option<[u8; 16]> = row.get("id")?;
        let kind: String = row.get("kind")?;
        let given = id.map(|id| -> rusqlite::Result<GivenLine> {
            Ok(GivenLine {
                id: ConsentId(Uuid::from_bytes(id)),
                written: kind == "written",
                regions: parted(row.get("regions")?),
                techniques: parted(row.get("techniques")?),
            })
        });
        Ok(Self {
            step: given
                .transpose()?
                .map_or(ConsentStep::Withdrawn, ConsentStep::Given),
            at: instant(row, "at", "at_offset")?,
        })
    }
}

impl Store {
    /// A patient's screening as it now stands; none when nothing was ever answered.
    pub fn screening(&self, patient: PatientId) -> Result<Option<Recorded<Screening>>, StoreError> {
        self.read(|connection| screening(connection, patient))
    }

    /// Every consent and withdrawal of a patient in the order they were recorded.
    pub fn consents(&self, patient: PatientId) -> Result<Vec<ConsentLine>, StoreError> {
        self.read(|connection| consents(connection, patient))
    }

    /// Every consent and withdrawal of a patient in full, newest first.
    pub fn consent_entries(
        &self,
        patient: PatientId,
    ) -> Result<Vec<Recorded<ConsentEntry>>, StoreError> {
        self.read(|connection| {
            let Some(patient) = patient_key(connection, patient)? else {
                return Ok(Vec::new());
            };
            let mut statement =
                connection.prepare_cached(include_str!("safety/consent_entries.sql"))?;
            let rows = statement.query_map([patient], Read::of_row)?;
            rows.map(|read| consent_entry(&read?)).collect()
        })
    }

    /// The practice's policy on disputed checks; none when it has none.
    pub fn screening_policy(&self) -> Result<Option<ScreeningPolicy>, StoreError> {
        self.read(policy)
    }
}

pub(crate) fn screening(
    connection: &Connection,
    patient: PatientId,
) -> Result<Option<Recorded<Screening>>, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(None);
    };
    let mut statement = connection.prepare_cached(include_str!("safety/screening.sql"))?;
    let entry = statement
        .query_row([patient], |row| row.get("entry"))
        .optional()?;
    let Some(entry) = entry else {
        return Ok(None);
    };
    let read = ledger::at(connection, entry)?;
    match read.entry()? {
        Some(Entry::ScreeningAnswered(screening)) => Ok(Some(recorded(&read, *screening))),
        _ => Err(UNFIT),
    }
}

pub(crate) fn consents(
    connection: &Connection,
    patient: PatientId,
) -> Result<Vec<ConsentLine>, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(include_str!("safety/consents.sql"))?;
    let rows = statement.query_map([patient], ConsentLine::of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn policy(connection: &Connection) -> Result<Option<ScreeningPolicy>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("safety/policy.sql"))?;
    let entry = statement.query_row([], |row| row.get("entry")).optional()?;
    let Some(entry) = entry else {
        return Ok(None);
    };
    match ledger::at(connection, entry)?.entry()? {
        Some(Entry::ScreeningPolicySet(policy)) => Ok(Some(policy)),
        _ => Err(UNFIT),
    }
}

fn consent_entry(read: &Read) -> Result<Recorded<ConsentEntry>, StoreError> {
    let entry = match read.entry()? {
        Some(Entry::ConsentGiven(consent)) => ConsentEntry::Given(consent),
        Some(Entry::ConsentWithdrawn(withdrawal)) => ConsentEntry::Withdrawn(withdrawal),
        _ => return Err(UNFIT),
    };
    Ok(recorded(read, entry))
}

pub(crate) fn recorded<T>(read: &Read, content: T) -> Recorded<T> {
    Recorded {
        content,
        recorded_at: read.row.recorded_at,
        author: read.row.author,
    }
}
