//! What an import leaves in the ledger: one entry for each patient, with the notes that came along.
//!
//! An imported note is what another system says that somebody wrote. Nobody here signs it, it is no visit of this
//! practice, and it is never changed into one.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, PatientWritten};
use crate::ids::{ImportId, ImportedNoteId, PatientId};
use crate::time::{CalendarDate, Instant};

/// What one import brought for one patient.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordImported {
    /// The import: the same in the entry of every patient it brought something for.
    pub import: ImportId,
    /// Whose record.
    pub patient: PatientId,
    /// Where it came from.
    pub source: ImportSource,
    /// The patient's details, when the import registered them; none when they were here before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<PatientWritten>,
    /// The notes, in the order of the file.
    pub notes: Vec<ImportedNote>,
}

/// Where imported records came from. The file's name is not kept: it may name somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSource {
    /// The system that the records were kept in, in the words of whoever imported them.
    pub system: String,
    /// What kind of file it was: `csv` or `xlsx`.
    pub file: String,
    /// SHA-256 of the file's bytes, 64 hexadecimal digits.
    pub sha256: String,
}

/// A note that was written elsewhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedNote {
    /// The note.
    pub id: ImportedNoteId,
    /// The row of the file, counted as a spreadsheet shows it.
    pub row: u32,
    /// The day it is about.
    pub on: CalendarDate,
    /// The time of day, `14:05`; none when the file says none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Who treated or wrote, as the file says it. It need not be anybody of this practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// The note's number in the other system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it says: each with the name of its column.
    pub text: Vec<(String, String)>,
}

/// What one import brought for one patient was taken back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportUndone {
    /// The import.
    pub import: ImportId,
    /// Whose record.
    pub patient: PatientId,
    /// Whether the import had registered the patient, who is gone from the lists with this.
    pub registered: bool,
    /// How many notes went.
    pub notes: u32,
}

impl ImportedNote {
    /// When it stands in the timeline: at its time of day, or at the beginning of its day, on the wall clock whose
    /// offset was `offset_minutes` when it was imported.
    pub fn at(&self, offset_minutes: i16) -> Instant {
        let time = self.time.as_deref();
        let clock = time.and_then(|time| crate::time::parse_clock(time).ok());
        let local = self.on.0.and_time(clock.unwrap_or(NaiveTime::MIN));
        Instant::of_local(local, offset_minutes)
    }
}

impl Entry {
    /// The patient's details, where an entry writes them down: at the registration, a change, or an import.
    pub fn patient_written(&self) -> Option<&PatientWritten> {
        match self {
            Self::PatientRegistered(written) | Self::PatientChanged(written) => Some(written),
            Self::RecordImported(imported) => imported.registered.as_ref(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note() -> ImportedNote {
        ImportedNote {
            id: ImportedNoteId::new(0, [1; 10]),
            row: 2,
            on: "2024-03-05".parse().unwrap(),
            time: Some("14:05".into()),
            operator: Some("B. Elsewhere, PT".into()),
            number: None,
            text: vec![("Assessment".into(), "Sore for a day".into())],
        }
    }

    #[test]
    fn a_note_stands_at_its_time_or_at_the_beginning_of_its_day() {
        assert_eq!(note().at(-300).clock(), "14:05");
        let without = ImportedNote {
            time: None,
            ..note()
        };
        assert_eq!(without.at(-300).clock(), "00:00");
        assert_eq!(without.at(-300).date(), without.on);
    }
}
