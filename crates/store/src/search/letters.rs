//! Finding letters by whom they were for, what for, and whose they are.

use std::fmt;

use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::find::{Days, Term};
use filiform_domain::ids::PatientId;
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension};

use super::word_walk::{WordTable, walk};
use crate::ledger::{self, uuid};
use crate::projection::patient_key;
use crate::{Store, StoreError};

const LETTERS: WordTable = WordTable {
    count: include_str!("count_letters.sql"),
    list: include_str!("letters_with_word.sql"),
    has: include_str!("letter_has_word.sql"),
};

/// A letter that has the words.
#[derive(Clone, PartialEq, Eq)]
pub struct LetterHit {
    /// Whose record it holds.
    pub patient: PatientId,
    /// The patient's family name.
    pub family_name: String,
    /// The patient's given name or names.
    pub given_name: String,
    /// When it was exported.
    pub exported_at: Instant,
    /// What was recorded of it.
    pub document: DocumentExported,
}

impl fmt::Debug for LetterHit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LetterHit")
            .field("document", &self.document.id)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Up to `limit` letters, newest first, that have a word beginning with each of those of the terms: of the
    /// addressee, of the purpose, or of the patient's name at the time. Without a word there is none.
    ///
    /// # Errors
    /// What the disk says, and a ledger that does not fit.
    pub fn find_letters(
        &self,
        terms: &[Term],
        (patients, days): (Option<&[PatientId]>, Days),
        limit: u32,
    ) -> Result<Vec<LetterHit>, StoreError> {
        let words: Vec<String> = terms.iter().flat_map(Term::words).cloned().collect();
        self.read(|connection| {
            let keys = patients
                .map(|patients| keys(connection, patients))
                .transpose()?;
            find(connection, &words, (keys.as_deref(), days), limit as usize)
        })
    }
}

fn keys(connection: &Connection, patients: &[PatientId]) -> Result<Vec<i64>, StoreError> {
    let key = |patient: &PatientId| patient_key(connection, *patient).transpose();
    patients.iter().filter_map(key).collect()
}

fn find(
    connection: &Connection,
    words: &[String],
    (patients, days): (Option<&[i64]>, Days),
    limit: usize,
) -> Result<Vec<LetterHit>, StoreError> {
    let mut found = Vec::new();
    walk(connection, &LETTERS, words, |patient, entry| {
        if patients.is_none_or(|keys| keys.contains(&patient)) {
            let letter = read(connection, patient, entry)?;
            found.extend(letter.filter(|letter| days.hold(letter.exported_at.date())));
        }
        Ok(found.len() >= limit)
    })?;
    Ok(found)
}

fn read(
    connection: &Connection,
    patient: i64,
    entry: i64,
) -> Result<Option<LetterHit>, StoreError> {
    let read = ledger::at(connection, entry)?;
    let exported_at = read.row.recorded_at;
    let Some(Entry::DocumentExported(document)) = read.entry()? else {
        return Err(StoreError::Damaged {
            what: "a document's row does not fit to the ledger",
        });
    };
    let mut name = connection.prepare_cached(include_str!("name.sql"))?;
    let found = name.query_row([patient], |row| {
        Ok(LetterHit {
            patient: PatientId(uuid(row, "id")?),
            family_name: row.get("family_name")?,
            given_name: row.get("given_name")?,
            exported_at,
            document,
        })
    });
    Ok(found.optional()?)
}
