//! Notes that were written elsewhere: the parts of the entry that one import wrote.

use filiform_domain::entry::Entry;
use filiform_domain::ids::{ImportId, PatientId};
use filiform_domain::imported::{ImportSource, ImportedNote, RecordImported};
use filiform_domain::time::Instant;

use super::Happened;
use crate::ledger::Sealed;

/// A note that an import brought, with where it came from.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteFromElsewhere {
    /// Whose.
    pub patient: PatientId,
    /// The import that brought it.
    pub import: ImportId,
    /// Where it came from.
    pub source: ImportSource,
    /// The note.
    pub note: ImportedNote,
    /// Where it stands in the timeline.
    pub at: Instant,
}

impl Happened {
    /// Everything that an entry of the ledger puts into the timeline, in the order of its parts.
    pub(crate) fn all_of(entry: &Entry, row: &Sealed) -> Vec<Self> {
        match entry {
            Entry::RecordImported(imported) => (0..imported.notes.len())
                .filter_map(|part| Self::of_note(imported, part, row))
                .collect(),
            other => Self::of_entry(other.clone(), row).into_iter().collect(),
        }
    }

    /// One part of what an entry puts there.
    pub(super) fn of_part(entry: &Entry, part: usize, row: &Sealed) -> Option<Self> {
        match entry {
            Entry::RecordImported(imported) => Self::of_note(imported, part, row),
            other if part == 0 => Self::of_entry(other.clone(), row),
            _ => None,
        }
    }

    fn of_note(imported: &RecordImported, part: usize, row: &Sealed) -> Option<Self> {
        let note = imported.notes.get(part)?;
        Some(Self::Imported(Box::new(NoteFromElsewhere {
            patient: imported.patient,
            import: imported.import,
            source: imported.source.clone(),
            note: note.clone(),
            at: note.at(row.recorded_at.offset_minutes),
        })))
    }
}
