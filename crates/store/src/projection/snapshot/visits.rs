//! Which of a patient's visits is the latest, without a table.

use std::collections::BTreeMap;

use filiform_domain::ids::SessionId;

/// Which of a patient's visits is the later one, when two began at the same moment: the one that came last to
/// its minute.
#[derive(Default)]
pub(super) struct Visits {
    pub(super) registered_at: i64,
    places: BTreeMap<SessionId, (i64, usize)>,
    next: usize,
}

impl Visits {
    pub(super) fn place(&mut self, session: SessionId, started_ms: i64) {
        let minute = started_ms.div_euclid(60_000);
        let place = self.places.entry(session).or_insert((minute, self.next));
        if place.0 != minute {
            *place = (minute, self.next);
        }
        self.next += 1;
    }

    pub(super) fn place_of(&self, session: SessionId) -> usize {
        self.places.get(&session).map_or(0, |place| place.1)
    }
}
