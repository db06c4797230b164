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
        clock: Arc::new(WallClock),
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

struct WallClock;

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
