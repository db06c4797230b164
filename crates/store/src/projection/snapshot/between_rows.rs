//! What happened between one patient's visits, without a table.

use filiform_domain::entry::Entry;

use super::PatientSnapshot;
use crate::between::{BelongsTo, Happened, KeptBetween};
use crate::ledger::Sealed;

impl PatientSnapshot {
    pub(super) fn add_between(&mut self, entry: &Entry, row: &Sealed) {
        for happened in Happened::all_of(entry, row) {
            self.put_between(happened, row);
        }
    }

    pub(super) fn put_between(&mut self, happened: Happened, row: &Sealed) {
        let kept = KeptBetween {
            happened,
            author: row.author,
            recorded_at: row.recorded_at,
            belongs: None,
            hash: row.hash,
        };
        // Of two in the same minute, the one that was written down later is the newer one.
        let minute = |kept: &KeptBetween| kept.happened.at().utc_ms.div_euclid(60_000);
        let newer = |other: &KeptBetween| minute(other) > minute(&kept);
        let place = self.between.partition_point(newer);
        self.between.insert(place, kept);
    }

    /// The session that an entry between the visits belongs to, as it stands.
    pub(super) fn date_between(&mut self) {
        for kept in &mut self.between {
            let session = kept.happened.session();
            let visit = session.and_then(|id| self.sessions.get(&id));
            kept.belongs = visit.map(|visit| BelongsTo {
                started: visit.started,
                voided: visit.voided,
            });
        }
    }
}
