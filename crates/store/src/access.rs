//! Who looked at what. Noted at once, written later and together, so that no answer waits for it.

use filiform_domain::entry::{Access, Entry, access};
use filiform_domain::ids::PatientId;
use std::collections::BTreeMap;
use std::sync::PoisonError;

use crate::{Stamp, Store, StoreError, Write};

/// At most one entry batch a minute.
const PAUSE_MS: i64 = 60_000;

/// The accesses that are not in the ledger yet, counted by what was done and to whose record.
#[derive(Default)]
pub(crate) struct AccessQueue {
    waiting: BTreeMap<(String, Option<PatientId>), u32>,
    written_at: Option<i64>,
}

impl AccessQueue {
    pub(crate) fn note(&mut self, access: Access) {
        let once = access.action == access::SEARCHED;
        let times = self
            .waiting
            .entry((access.action, access.patient))
            .or_default();
        *times = if once {
            // Every key asks anew: how often says nothing.
            1
        } else {
            times.saturating_add(access.times)
        };
    }

    fn is_due(&self, now_utc_ms: i64) -> bool {
        // A clock that was set back makes it due as well.
        let since = self
            .written_at
            .map_or(PAUSE_MS, |at| (now_utc_ms - at).abs());
        !self.waiting.is_empty() && since >= PAUSE_MS
    }

    fn take(&mut self, now_utc_ms: i64) -> Vec<Access> {
        self.written_at = Some(now_utc_ms);
        let waiting = std::mem::take(&mut self.waiting).into_iter();
        waiting
            .map(|((action, patient), times)| Access {
                action,
                patient,
                times,
            })
            .collect()
    }
}

impl Store {
    /// Writes the accesses noted so far, when a minute has passed since the last time. To be called after an
    /// answer was given, or from a timer. Returns whether anything was written.
    pub fn settle_accesses(&self, stamp: &Stamp) -> Result<bool, StoreError> {
        let due = self.queue(|queue| queue.is_due(stamp.now.utc_ms));
        if due {
            self.write_accesses(stamp)?;
        }
        Ok(due)
    }

    /// Writes them now; they stay noted when that fails.
    pub(crate) fn write_accesses(&self, stamp: &Stamp) -> Result<(), StoreError> {
        let accesses = self.queue(|queue| queue.take(stamp.now.utc_ms));
        if accesses.is_empty() {
            return Ok(());
        }
        let entries = accesses.iter().cloned().map(Entry::Access).collect();
        let written = self.transact(
            stamp,
            Write {
                entries,
                finish_draft: None,
            },
        );
        if written.is_err() {
            self.queue(|queue| accesses.into_iter().for_each(|access| queue.note(access)));
        }
        written.map(drop)
    }

    fn queue<T>(&self, work: impl FnOnce(&mut AccessQueue) -> T) -> T {
        work(&mut self.accesses.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_noted_once_however_many_keys_it_took() {
        let mut queue = AccessQueue::default();
        let searched = Access {
            action: access::SEARCHED.into(),
            ..opened(1)
        };
        queue.note(searched.clone());
        queue.note(searched.clone());
        assert_eq!(queue.take(0), [searched]);
    }

    fn opened(times: u32) -> Access {
        Access {
            action: "opened".into(),
            patient: None,
            times,
        }
    }

    #[test]
    fn the_same_access_is_counted_and_written_once_a_minute() {
        let mut queue = AccessQueue::default();
        assert!(!queue.is_due(0), "nothing is waiting");
        queue.note(opened(1));
        queue.note(opened(2));
        assert!(queue.is_due(0), "the first batch does not wait");
        assert_eq!(queue.take(0), [opened(3)]);
        queue.note(opened(1));
        assert!(!queue.is_due(59_999));
        assert!(queue.is_due(60_000));
    }
}
