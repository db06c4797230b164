//! The computer that the window and the command line run on: its clock, its random numbers, what a passphrase
//! costs on it, and memory that is wiped when it is freed.
//!
//! Everything below takes these from a [`Host`]; only here they are asked of the system.

use std::alloc::System;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use chrono::{Local, NaiveDateTime, Offset, TimeZone};
use filiform::{Clock, Entropy, Host, Instant, KdfCost, StoreError};
use zeroizing_alloc::ZeroAlloc;

/// Wipes everything that Rust frees in a program which has a [`host`], so that neither a note nor a passphrase
/// stays behind in memory that nobody owns.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

/// Set in tests of debug builds: a passphrase then costs nothing to guess.
const TEST_KDF: &str = "FILIFORM_TEST_KDF";

/// This computer, with the practice in `folder` and letters offered to be saved in `letters`.
pub fn host(folder: PathBuf, letters: PathBuf) -> Host {
    Host {
        folder,
        letters,
        clock: Arc::new(WallClock::new()),
        entropy: Arc::new(SystemEntropy),
        cost: Box::new(cost),
    }
}

/// What a new passphrase costs to guess on this computer: about half a second.
fn cost() -> KdfCost {
    if cfg!(debug_assertions) && std::env::var_os(TEST_KDF).is_some() {
        return KdfCost::for_tests();
    }
    KdfCost::tuned(time_of)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the outermost layer measures this computer"
)]
fn time_of(cost: KdfCost) -> Duration {
    let start = Stopwatch::now();
    match cost.spend() {
        Ok(()) => start.elapsed(),
        // A cost that this computer cannot pay counts as slow.
        Err(_) => Duration::from_mins(1),
    }
}

/// A developer's flag: how many times faster idle time counts, 1 to 1000, so that cover and lock can be watched
/// without waiting for minutes. It can only shorten the wait.
const IDLE_SPEED: &str = "FILIFORM_IDLE_SPEED";

/// The number in the flag; 1 when it says anything else.
fn idle_speed(said: Option<&str>) -> u64 {
    let speed = said.and_then(|text| text.parse().ok());
    speed
        .filter(|speed| (1..=1000).contains(speed))
        .unwrap_or(1)
}

struct WallClock {
    idle_speed: u64,
}

impl WallClock {
    fn new() -> Self {
        let said = std::env::var(IDLE_SPEED).ok();
        Self {
            idle_speed: idle_speed(said.as_deref()),
        }
    }
}

impl Clock for WallClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the outermost layer reads the computer's clock"
    )]
    fn now(&self) -> Instant {
        let now = Local::now();
        Instant {
            utc_ms: now.timestamp_millis(),
            offset_minutes: minutes(now.offset().local_minus_utc()),
        }
    }

    fn offset_at(&self, local: NaiveDateTime) -> i16 {
        // In the hour that a clock repeats, the first one is meant; in the hour it leaves out, the next day's.
        let known = Local.from_local_datetime(&local).earliest();
        let offset = known.map_or_else(
            || Local.offset_from_utc_datetime(&local).fix(),
            |at| at.offset().fix(),
        );
        minutes(offset.local_minus_utc())
    }

    /// Nobody sets this clock, and it goes on while the computer sleeps.
    #[cfg(target_os = "linux")]
    fn uptime_ms(&self) -> u64 {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
        let ms = u64::try_from(now.tv_nsec / 1_000_000).unwrap_or_default();
        (seconds * 1000 + ms) * self.idle_speed
    }
}

fn minutes(seconds: i32) -> i16 {
    i16::try_from(seconds / 60).unwrap_or_default()
}

struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "the outermost layer asks the operating system"
    )]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        getrandom::fill(bytes).map_err(|_| StoreError::NoRandomness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_of_developers_can_only_shorten_the_wait() {
        assert_eq!(idle_speed(Some("30")), 30);
        for said in [
            None,
            Some(""),
            Some("0"),
            Some("-5"),
            Some("0.1"),
            Some("1001"),
            Some("never"),
        ] {
            assert_eq!(idle_speed(said), 1, "{said:?}");
        }
    }

    #[test]
    fn the_clock_of_idle_time_only_goes_forward() {
        let clock = WallClock { idle_speed: 1 };
        let before = clock.uptime_ms();
        std::thread::sleep(Duration::from_millis(2));
        assert!(clock.uptime_ms() > before);
    }
}
