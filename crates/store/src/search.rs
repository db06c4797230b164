//! Finding notes by what they say.

use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::time::Instant;
use rusqlite::params;

use crate::ledger::{instant, uuid};
use crate::projection::words;
use crate::{Store, StoreError};

/// A note that has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteHit {
    /// The visit.
    pub session: SessionId,
    /// Whose visit it was.
    pub patient: PatientId,
    /// When it began.
    pub started: Instant,
    /// Whether the note was voided: it is found, and says so.
    pub voided: bool,
}

impl Store {
    /// Up to `limit` notes of the whole practice that have a word beginning with each of the typed ones,
    /// newest first. Nothing typed finds nothing.
    pub fn find_notes(&self, typed: &str, limit: u32) -> Result<Vec<NoteHit>, StoreError> {
        let Some(query) = query(typed) else {
            return Ok(Vec::new());
        };
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("search/notes.sql"))?;
            let rows = statement.query_map(params![query, limit], |row| {
                Ok(NoteHit {
                    session: SessionId(uuid(row, "id")?),
                    patient: PatientId(uuid(row, "patient_id")?),
                    started: instant(row, "started", "started_offset")?,
                    voided: row.get("voided")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// The words as quoted prefixes, so that nothing typed is read as a query language.
fn query(typed: &str) -> Option<String> {
    let words = words::of_query(typed);
    let has_letters = |word: &&String| word.chars().any(char::is_alphanumeric);
    let quoted: Vec<String> = words
        .iter()
        .filter(has_letters)
        .map(|word| format!("\"{}\"*", word.replace('"', " ")))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}
