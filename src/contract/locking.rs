//! Cover and lock on the wire.

use filiform_domain::locking::LockTimes;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the practice is covered now.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct Covered {
    /// False when there is no PIN that could open the cover: then it has to be locked.
    pub covered: bool,
}

/// A PIN.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Uncover {
    /// The digits.
    pub pin: String,
}

/// Another PIN.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChangePin {
    /// The passphrase: an unlocked screen alone must not be enough to make another way in.
    pub passphrase: String,
    /// Four to eight digits; none removes the PIN.
    pub pin: Option<String>,
}

/// Where work stands when it is locked.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct KeepPlace {
    /// The screens behind each other, in the window's own words; at most 8 KiB.
    pub place: String,
}

/// When the screen is covered and locked, for the settings.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LockPage {
    /// The times as they stand.
    pub times: LockTimes,
    /// Whether a PIN is set. Without one the lock takes the cover's place.
    pub has_pin: bool,
    /// The most minutes until the cover.
    #[ts(type = "number")]
    pub longest_cover_minutes: i64,
    /// The fewest minutes until the lock.
    #[ts(type = "number")]
    pub shortest_lock_minutes: i64,
    /// The most minutes until the lock.
    #[ts(type = "number")]
    pub longest_lock_minutes: i64,
    /// The most digits of a PIN.
    pub most_pin_digits: u32,
}
