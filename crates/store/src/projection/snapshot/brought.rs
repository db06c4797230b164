//! What stands between the visits, without a table: what was written down there, and what imports brought.

use filiform_domain::entry::Entry;
use filiform_domain::ids::{EntryId, ImportId};
use filiform_domain::imported::RecordImported;

use super::PatientSnapshot;
use super::visits::Visits;
use crate::between::{Happened, KeptBetween};
use crate::ledger::Sealed;

impl PatientSnapshot {
    pub(super) fn import(&mut self, imported: RecordImported, row: &Sealed, visits: &mut Visits) {
        if let Some(written) = imported.registered.clone() {
            visits.registered_at = row.recorded_at.utc_ms;
            self.write(written, 1);
        }
        let notes = u32::try_from(imported.notes.len()).unwrap_or(u32::MAX);
        let of_whom = imported.registered.is_some();
        self.imported
            .insert((row.id, imported.import, of_whom, notes));
        self.add_between(&Entry::RecordImported(Box::new(imported)), row);
    }

    pub(super) fn undo(&mut self, import: ImportId) {
        let gone = |(_, kept, ..): &(EntryId, ImportId, bool, u32)| *kept == import;
        for (entry, ..) in self.imported.iter().filter(|stands| gone(stands)) {
            self.said_words.remove(entry);
        }
        self.imported.retain(|stands| !gone(stands));
        let came_with = |kept: &KeptBetween| match &kept.happened {
            Happened::Imported(from) => from.import == import,
            _ => false,
        };
        self.between.retain(|kept| !came_with(kept));
    }
}
