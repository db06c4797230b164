//! Imports that stand: what each brought, and whether it can still be taken back.

use std::fmt;

use filiform_domain::entry::Entry;
use filiform_domain::ids::{EntryId, ImportId, PatientId, TherapistId};
use filiform_domain::imported::{ImportSource, ImportUndone, ImportedNote, RecordImported};
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::{Connection, OptionalExtension, params};

use crate::ledger::{self, unsigned, uuid};
use crate::patients::{self, KeptPatient};
use crate::projection::words;
use crate::{Store, StoreError, retire};

const UNFIT: StoreError = StoreError::Damaged {
    what: "a row of an import does not fit to the ledger",
};

/// An import that stands.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptImport {
    /// Which.
    pub id: ImportId,
    /// Where it came from.
    pub source: ImportSource,
    /// Who imported it.
    pub author: TherapistId,
    /// When.
    pub recorded_at: Instant,
    /// Patients it brought something for.
    pub patients: u64,
    /// Patients it registered.
    pub registered: u64,
    /// Notes it brought.
    pub notes: u64,
}

/// What an import brought for one patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportPart {
    /// Who.
    pub patient: PatientId,
    /// Whether it registered them.
    pub registered: bool,
    /// How many notes it brought.
    pub notes: u32,
}

impl fmt::Debug for KeptImport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptImport")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Every import that stands, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn imports(&self) -> Result<Vec<KeptImport>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("imports/list.sql"))?;
            let rows = statement.query_map([], |row| {
                let counts = (
                    unsigned(row, "patients")?,
                    unsigned(row, "registered")?,
                    unsigned(row, "notes")?,
                );
                Ok((row.get("entry")?, counts))
            })?;
            let found = rows.collect::<Result<Vec<_>, _>>()?;
            found
                .into_iter()
                .map(|(entry, counts)| kept(connection, entry, counts))
                .collect()
        })
    }

    /// What an import brought for each patient; nothing when there is no such import, or it was taken back.
    ///
    /// # Errors
    /// What the disk says.
    pub fn import_parts(&self, import: ImportId) -> Result<Vec<ImportPart>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("imports/parts.sql"))?;
            let rows = statement.query_map([import.0.as_bytes()], |row| {
                Ok(ImportPart {
                    patient: PatientId(uuid(row, "id")?),
                    registered: row.get("registered")?,
                    notes: row.get("notes")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The notes that were imported for a patient and stand.
    ///
    /// # Errors
    /// What the disk says.
    pub fn imported_notes(&self, patient: PatientId) -> Result<Vec<ImportedNote>, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached(include_str!("imports/of_patient.sql"))?;
            let rows = statement.query_map([patient.0.as_bytes()], |row| row.get("entry"))?;
            let mut notes = Vec::new();
            for entry in rows {
                notes.extend(imported(connection, entry?)?.0.notes);
            }
            Ok(notes)
        })
    }

    /// What the columns of a file were last taken to mean, as JSON; `columns` is the hash of their names.
    ///
    /// # Errors
    /// What the disk says.
    pub fn import_mapping(&self, columns: &[u8; 32]) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("imports/mapping.sql"))?;
            let found = statement.query_row([columns], |row| row.get("mapping"));
            Ok(found.optional()?)
        })
    }

    /// Keeps what the columns of a file are taken to mean, for the next one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn keep_import_mapping(&self, columns: &[u8; 32], mapping: &str) -> Result<(), StoreError> {
        let writer = self.writer();
        let mut put = writer
            .connection
            .prepare_cached(include_str!("imports/put_mapping.sql"))?;
        put.execute(params![columns, mapping])?;
        Ok(())
    }

    /// Everybody with exactly this record number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn with_record_number(&self, number: &str) -> Result<Vec<KeptPatient>, StoreError> {
        let Some(word) = words::of_query(number).into_iter().next() else {
            return Ok(Vec::new());
        };
        let mut found = self.read(|connection| with_words(connection, [&word, &word]))?;
        found.retain(|kept| kept.patient.record_number == number);
        Ok(found)
    }

    /// Everybody who was born on this day and whose family name begins with the same word, whatever its case and
    /// diacritics.
    ///
    /// # Errors
    /// What the disk says.
    pub fn born_on(&self, day: CalendarDate, family: &str) -> Result<Vec<KeptPatient>, StoreError> {
        let day = day.to_string();
        // A name of signs alone is no word; then the day has to do.
        let word = words::of_query(family).into_iter().next();
        let word = word.unwrap_or_else(|| day.clone());
        self.read(|connection| with_words(connection, [&day, &word]))
    }
}

/// Everybody who has both words. A date that many share is asked for together with a name, so nobody is passed over.
fn with_words(connection: &Connection, words: [&str; 2]) -> Result<Vec<KeptPatient>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("imports/with_words.sql"))?;
    let rows = statement.query_map(words, |row| Ok(PatientId(uuid(row, "id")?)))?;
    let ids = rows.collect::<Result<Vec<_>, _>>()?.into_iter();
    ids.filter_map(|id| patients::kept(connection, id).transpose())
        .collect()
}

fn kept(
    connection: &Connection,
    entry: i64,
    (patients, registered, notes): (u64, u64, u64),
) -> Result<KeptImport, StoreError> {
    let (imported, row) = imported(connection, entry)?;
    Ok(KeptImport {
        id: imported.import,
        source: imported.source,
        author: row.author,
        recorded_at: row.recorded_at,
        patients,
        registered,
        notes,
    })
}

fn imported(
    connection: &Connection,
    entry: i64,
) -> Result<(RecordImported, ledger::Sealed), StoreError> {
    let read = ledger::at(connection, entry)?;
    match read.entry()? {
        Some(Entry::RecordImported(imported)) => Ok((*imported, read.row)),
        _ => Err(UNFIT),
    }
}

/// The entry of an import, the import, whether the patient came with it, and how many notes.
pub(crate) type Stands = (EntryId, ImportId, bool, u32);

/// What imports brought for one patient and stands, for the snapshot.
pub(crate) fn of_key(connection: &Connection, patient: i64) -> Result<Vec<Stands>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("imports/snapshot.sql"))?;
    let rows = statement.query_map([patient], |row| {
        Ok((
            EntryId(uuid(row, "id")?),
            ImportId(uuid(row, "import")?),
            row.get("registered")?,
            row.get("notes")?,
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Refuses an import that registers somebody who is here or whose record was destroyed, and one for nobody.
pub(crate) fn admit(connection: &Connection, content: &RecordImported) -> Result<(), StoreError> {
    let here = patients::kept(connection, content.patient)?.is_some();
    match (&content.registered, here) {
        (Some(_), true) => Err(StoreError::AlreadyWritten),
        (Some(_), false) if retire::is_destroyed(connection, content.patient)? => {
            Err(StoreError::AlreadyWritten)
        }
        (None, false) => Err(StoreError::UnknownPatient),
        _ => Ok(()),
    }
}

/// Refuses to take back what does not stand, or what something was built on since.
pub(crate) fn admit_undo(
    connection: &Connection,
    content: &ImportUndone,
) -> Result<(), StoreError> {
    let mut place = connection.prepare_cached(include_str!("projection/place_of_import.sql"))?;
    let patient = content.patient.0.as_bytes();
    let asked = params![content.import.0.as_bytes(), patient];
    let entry = place.query_row(asked, |row| row.get("entry")).optional()?;
    let entry: i64 = entry.ok_or(StoreError::UnknownImport)?;
    let (imported, _) = imported(connection, entry)?;
    if imported.registered.is_some() != content.registered {
        return Err(UNFIT);
    }
    let mut built = connection.prepare_cached(include_str!("imports/built_on.sql"))?;
    if built.query_row(params![patient, entry], |row| row.get(0))? {
        return Err(StoreError::BuiltOn);
    }
    Ok(())
}
