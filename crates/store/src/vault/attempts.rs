//! How many unlocks failed, and how long the next one has to wait. Holds no secret.
//!
//! It slows down a person at this computer. Who copies the files is slowed down by Argon2id alone.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use crate::StoreError;

/// Wrong passphrases in a row that cost no waiting: fingers slip.
const FREE: u32 = 3;
const LONGEST_WAIT_MS: i64 = 5 * 60 * 1000;

/// The counter beside the header. A missing or unreadable file counts as zero: it protects nothing
/// against somebody who can delete files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attempts {
    /// Wrong passphrases since the last success; decides the delay.
    in_a_row: u32,
    /// Failures of any kind that the ledger has not recorded yet.
    unrecorded: u32,
    /// When the last wrong passphrase was typed, UTC in ms.
    last_utc_ms: i64,
}

impl Attempts {
    pub(crate) fn read(folder: &Path) -> Result<Self, StoreError> {
        let bytes = files::read_small(&folder.join(files::ATTEMPTS))?.unwrap_or_default();
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    pub(crate) fn write(self, folder: &Path) -> Result<(), StoreError> {
        let bytes =
            serde_json::to_vec(&self).map_err(|_| StoreError::Damaged { what: "attempts" })?;
        files::replace(folder, files::ATTEMPTS, &bytes)
    }

    /// The counter, unless the next passphrase has to wait.
    ///
    /// # Errors
    /// [`StoreError::Wait`] with the seconds left, rounded up.
    pub(crate) fn admit(folder: &Path, now_utc_ms: i64) -> Result<Self, StoreError> {
        let attempts = Self::current(folder, now_utc_ms)?;
        match attempts.wait_ms(now_utc_ms) {
            0 => Ok(attempts),
            wait_ms => Err(StoreError::Wait {
                seconds: wait_ms.div_ceil(1000),
            }),
        }
    }

    /// The counter as it counts from now on, also on disk when the clock went back.
    pub(crate) fn current(folder: &Path, now_utc_ms: i64) -> Result<Self, StoreError> {
        let attempts = Self::read(folder)?;
        let Some(rebased) = attempts.rebased(now_utc_ms) else {
            return Ok(attempts);
        };
        rebased.write_if_possible(folder);
        Ok(rebased)
    }

    /// Milliseconds until the next passphrase is looked at, 0 to 300,000.
    pub(crate) fn wait_ms(self, now_utc_ms: i64) -> u64 {
        let elapsed = now_utc_ms.saturating_sub(self.last_utc_ms).max(0);
        u64::try_from(self.delay_ms().saturating_sub(elapsed)).unwrap_or(0)
    }

    /// A counter that cannot be written (full disk) must not keep the therapist out, nor hide the real error.
    pub(crate) fn write_if_possible(self, folder: &Path) {
        drop(self.write(folder));
    }

    /// None for the first three, then 1, 2, 4, … seconds up to five minutes.
    fn delay_ms(self) -> i64 {
        if self.in_a_row < FREE {
            return 0;
        }
        let doublings = (self.in_a_row - FREE).min(20);
        (1000_i64 << doublings).min(LONGEST_WAIT_MS)
    }

    /// The same counter when the clock has gone back behind the last failure: the wait then starts now,
    /// so that setting the clock back neither removes it nor stretches it to years. `None` when it has not.
    pub(crate) fn rebased(self, now_utc_ms: i64) -> Option<Self> {
        let needed = self.delay_ms() > 0 && now_utc_ms < self.last_utc_ms;
        needed.then_some(Self {
            last_utc_ms: now_utc_ms,
            ..self
        })
    }

    /// One more wrong passphrase.
    pub(crate) fn failed(self, now_utc_ms: i64) -> Self {
        Self {
            in_a_row: self.in_a_row.saturating_add(1),
            last_utc_ms: now_utc_ms,
            ..self.recovery_failed()
        }
    }

    /// One more wrong recovery code. It cannot be guessed, so it delays nobody; it is recorded, though.
    pub(crate) fn recovery_failed(self) -> Self {
        Self {
            unrecorded: self.unrecorded.saturating_add(1),
            ..self
        }
    }

    /// After a success: no delay, but the failures are still to be recorded.
    pub(crate) fn succeeded(self) -> Self {
        Self {
            in_a_row: 0,
            ..self
        }
    }

    /// After the ledger has recorded the failures.
    pub(crate) fn recorded(self) -> Self {
        Self {
            unrecorded: 0,
            ..self
        }
    }

    pub(crate) fn unrecorded(self) -> u32 {
        self.unrecorded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(failures: u32) -> Attempts {
        (0..failures).fold(Attempts::default(), |attempts, _| {
            attempts.failed(1_000_000)
        })
    }

    #[test]
    fn the_wait_is_nothing_for_three_then_doubles_up_to_five_minutes() {
        let waits: Vec<u64> = (1..=14)
            .map(|n| after(n).wait_ms(1_000_000) / 1000)
            .collect();
        assert_eq!(
            waits,
            [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
        );
        assert_eq!(
            after(1000).wait_ms(1_000_000),
            300_000,
            "it never grows beyond"
        );
    }

    #[test]
    fn time_that_passes_counts_and_a_clock_set_back_does_not() {
        let attempts = after(6);
        assert_eq!(attempts.wait_ms(1_003_000), 5000);
        assert_eq!(attempts.wait_ms(1_008_000), 0);
        assert_eq!(
            attempts.wait_ms(0),
            8000,
            "setting the clock back leaves the whole wait"
        );
        assert_eq!(attempts.wait_ms(i64::MIN), 8000);
    }

    #[test]
    fn a_failure_from_the_future_holds_for_minutes_not_years() {
        let in_2099 = Attempts {
            in_a_row: 50,
            unrecorded: 50,
            last_utc_ms: 4_070_908_800_000,
        };
        let now = 1_795_000_000_000;
        let rebased = in_2099.rebased(now);
        assert_eq!(rebased.map(|attempts| attempts.wait_ms(now)), Some(300_000));
        assert_eq!(
            rebased.map(|attempts| attempts.wait_ms(now + 300_000)),
            Some(0)
        );
        assert_eq!(
            rebased.and_then(|attempts| attempts.rebased(now + 1)),
            None,
            "it starts over only once"
        );
    }

    #[test]
    fn a_success_ends_the_wait_but_not_the_record() {
        let attempts = after(5).recovery_failed().succeeded();
        assert_eq!((attempts.wait_ms(1_000_000), attempts.unrecorded()), (0, 6));
        assert_eq!(attempts.recorded().unrecorded(), 0);
    }
}
