//! The practice itself, its therapists and the documents that left it.

use std::fmt;

use filiform_domain::entry::{DocumentExported, Entry, PracticeChanged};
use filiform_domain::ids::{PatientId, TherapistId};
use filiform_domain::picture::{Picture, PictureOf};
use filiform_domain::practice::Therapist;
use filiform_domain::role::PracticeRole;
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension};

use crate::ledger::{self, instant, uuid};
use crate::projection::{patient_key, role_of};
use crate::{Store, StoreError};

const UNFIT: StoreError = StoreError::Damaged {
    what: "a row does not fit to the ledger",
};

/// A therapist as they now stand.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptTherapist {
    /// Who.
    pub id: TherapistId,
    /// Their details.
    pub therapist: Therapist,
    /// The Ed25519 key that checks their signatures.
    pub public_key: [u8; 32],
    /// What they are in the practice.
    pub role: PracticeRole,
    /// When they joined.
    pub added_at: Instant,
    /// When they left; none while they work here.
    pub removed_at: Option<Instant>,
}

/// A document that left the practice.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptDocument {
    /// What was recorded of it.
    pub document: DocumentExported,
    /// When it was exported.
    pub exported_at: Instant,
    /// Who exported it.
    pub author: TherapistId,
}

impl fmt::Debug for KeptDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptDocument")
            .field("id", &self.document.id)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// The practice as it now stands.
    pub fn practice(&self) -> Result<PracticeChanged, StoreError> {
        self.read(practice)
    }

    /// A picture of letters as it now stands.
    pub fn picture(&self, of: PictureOf) -> Result<Option<Picture>, StoreError> {
        self.read(|connection| picture(connection, of))
    }

    /// Every therapist, in the order they joined.
    pub fn therapists(&self) -> Result<Vec<KeptTherapist>, StoreError> {
        self.read(therapists)
    }

    /// What somebody is in the practice; none for a stranger and for somebody who left.
    pub fn role(&self, id: TherapistId) -> Result<Option<PracticeRole>, StoreError> {
        self.read(|connection| role(connection, id))
    }

    /// When somebody last signed a session.
    pub fn last_signed(&self, id: TherapistId) -> Result<Option<Instant>, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached(include_str!("practice/last_signed.sql"))?;
            let found = statement.query_row([id.0.as_bytes()], |row| {
                instant(row, "recorded_at", "recorded_offset")
            });
            Ok(found.optional()?)
        })
    }

    /// The documents that were exported of a patient's record, newest first.
    pub fn documents(&self, patient: PatientId) -> Result<Vec<KeptDocument>, StoreError> {
        self.read(|connection| documents(connection, patient))
    }
}

pub(crate) fn practice(connection: &Connection) -> Result<PracticeChanged, StoreError> {
    let entry = connection
        .prepare_cached(include_str!("practice/newest.sql"))?
        .query_row([], |row| row.get("entry"))?;
    match ledger::at(connection, entry)?.entry()? {
        Some(Entry::PracticeChanged(practice)) => Ok(practice),
        _ => Err(UNFIT),
    }
}

fn picture(connection: &Connection, of: PictureOf) -> Result<Option<Picture>, StoreError> {
    let entry = connection
        .prepare_cached(include_str!("practice/picture.sql"))?
        .query_row([of.owner().as_bytes()], |row| row.get("entry"))
        .optional()?;
    let Some(entry) = entry else {
        return Ok(None);
    };
    match ledger::at(connection, entry)?.entry()? {
        Some(Entry::PictureChanged(changed)) => Ok(changed.picture),
        _ => Err(UNFIT),
    }
}

pub(crate) fn therapists(connection: &Connection) -> Result<Vec<KeptTherapist>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("practice/therapists.sql"))?;
    let rows = statement.query_map([], |row| {
        let left: Option<i64> = row.get("removed_at")?;
        let left = left.map(|_| instant(row, "removed_at", "removed_offset"));
        let kept = KeptTherapist {
            id: TherapistId(uuid(row, "id")?),
            therapist: Therapist::default(),
            public_key: row.get("public_key")?,
            role: PracticeRole::Owner,
            added_at: instant(row, "added_at", "added_offset")?,
            removed_at: left.transpose()?,
        };
        Ok((kept, row.get("entry")?, row.get::<_, String>("role")?))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (kept, entry, role) = row?;
        let therapist = match ledger::at(connection, entry)?.entry()? {
            Some(Entry::TherapistAdded(added)) => added.therapist,
            Some(Entry::TherapistChanged(changed)) => changed.therapist,
            _ => return Err(UNFIT),
        };
        found.push(KeptTherapist {
            therapist,
            role: role_of(&role)?,
            ..kept
        });
    }
    Ok(found)
}

pub(crate) fn role(
    connection: &Connection,
    id: TherapistId,
) -> Result<Option<PracticeRole>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("practice/role.sql"))?;
    let found: Option<String> = statement
        .query_row([id.0.as_bytes()], |row| row.get("role"))
        .optional()?;
    found.as_deref().map(role_of).transpose()
}

/// Everybody who works here now, with their roles.
pub(crate) fn roles(
    connection: &Connection,
) -> Result<Vec<(TherapistId, PracticeRole)>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("practice/roles.sql"))?;
    let rows = statement.query_map([], |row| Ok((uuid(row, "id")?, row.get("role")?)))?;
    let role = |row: rusqlite::Result<(_, String)>| {
        let (id, role) = row?;
        Ok((TherapistId(id), role_of(&role)?))
    };
    rows.map(role).collect()
}

pub(crate) fn documents(
    connection: &Connection,
    patient: PatientId,
) -> Result<Vec<KeptDocument>, StoreError> {
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(include_str!("practice/documents.sql"))?;
    let rows = statement.query_map([patient], ledger::Read::of_row)?;
    rows.map(|read| document(&read?)).collect()
}

fn document(read: &ledger::Read) -> Result<KeptDocument, StoreError> {
    let (exported_at, author) = (read.row.recorded_at, read.row.author);
    match read.entry()? {
        Some(Entry::DocumentExported(document)) => Ok(KeptDocument {
            document,
            exported_at,
            author,
        }),
        _ => Err(UNFIT),
    }
}
