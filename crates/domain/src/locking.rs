//! When a practice that nobody uses is covered and locked, and the short PIN that opens the cover.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::{Check, Problem};

/// Minutes without a key or a click after which the cover may come, 1 to this.
pub const LONGEST_COVER_MINUTES: i64 = 15;
/// The shortest and the longest time in minutes until the lock. It cannot be switched off.
pub const LOCK_MINUTES: (i64, i64) = (2, 60);
/// The fewest and the most digits of a PIN.
pub const PIN_DIGITS: (usize, usize) = (4, 8);
/// Wrong PINs in a row after which the practice locks.
pub const PIN_TRIES: u8 = 5;

/// After how many idle minutes the screen is covered and the practice locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LockTimes {
    /// Minutes until the cover, 1 to 15 and fewer than until the lock; none when it never comes by itself.
    #[ts(type = "number | null")]
    pub cover_minutes: Option<i64>,
    /// Minutes until the lock, 2 to 60; none when nothing was typed, which is a fault.
    #[ts(type = "number | null")]
    pub lock_minutes: Option<i64>,
}

impl Default for LockTimes {
    /// Three minutes and fifteen.
    fn default() -> Self {
        Self {
            cover_minutes: Some(3),
            lock_minutes: Some(15),
        }
    }
}

impl LockTimes {
    /// The times as they may be kept, or every fault.
    ///
    /// # Errors
    /// A time out of its range, no time until the lock, or a cover that the lock would always overtake.
    pub fn checked(self) -> Result<Self, Vec<Problem>> {
        let mut check = Check::default();
        let (shortest, longest) = LOCK_MINUTES;
        match self.lock_minutes {
            None => check.fault(
                "lock_minutes",
                "missing",
                "Say after how many minutes Filiform locks; it always does.",
            ),
            Some(minutes) if !(shortest..=longest).contains(&minutes) => check.fault(
                "lock_minutes",
                "out-of-range",
                format!("The lock comes after {shortest} to {longest} minutes."),
            ),
            Some(_) => {}
        }
        match (self.cover_minutes, self.lock_minutes) {
            (Some(cover), _) if !(1..=LONGEST_COVER_MINUTES).contains(&cover) => check.fault(
                "cover_minutes",
                "out-of-range",
                format!("The cover comes after 1 to {LONGEST_COVER_MINUTES} minutes, or never."),
            ),
            (Some(cover), Some(lock)) if cover >= lock => check.fault(
                "cover_minutes",
                "after-the-lock",
                "The cover must come before the lock, or never.",
            ),
            _ => {}
        }
        check.finish(self)
    }

    /// Milliseconds until the cover.
    pub fn cover_ms(self) -> Option<u64> {
        self.cover_minutes.map(in_ms)
    }

    /// Milliseconds until the lock. Without a valid time the usual one holds: it is never off.
    pub fn lock_ms(self) -> u64 {
        let (shortest, longest) = LOCK_MINUTES;
        let usual = Self::default().lock_minutes.unwrap_or(longest);
        in_ms(self.lock_minutes.unwrap_or(usual).clamp(shortest, longest))
    }
}

fn in_ms(minutes: i64) -> u64 {
    u64::try_from(minutes).unwrap_or_default() * 60_000
}

/// A new PIN as it may be set, or what is wrong with it.
///
/// # Errors
/// Anything but four to eight digits, and the rows of digits that everybody tries first.
pub fn pin_checked(typed: &str) -> Result<(), Vec<Problem>> {
    let mut check = Check::default();
    let (fewest, most) = PIN_DIGITS;
    let is_number = typed.bytes().all(|digit| digit.is_ascii_digit());
    if !is_number || !(fewest..=most).contains(&typed.len()) {
        check.fault(
            "pin",
            "pin",
            format!("A PIN has {fewest} to {most} digits and nothing else."),
        );
    } else if is_row(typed.as_bytes()) {
        check.fault(
            "pin",
            "easy-pin",
            "This PIN is among the first that anybody tries. Mix the digits.",
        );
    }
    check.finish(())
}

/// 0000, 1234, 9876: every digit follows from the one before by the same step.
fn is_row(digits: &[u8]) -> bool {
    let step = |pair: &[u8]| match pair {
        [one, next] => i16::from(*next) - i16::from(*one),
        _ => 0,
    };
    let mut steps = digits.windows(2).map(step);
    let first = steps.next().unwrap_or_default();
    first.abs() <= 1 && steps.all(|step| step == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes<T>(checked: Result<T, Vec<Problem>>) -> Vec<(String, String)> {
        let problems = checked.err().unwrap_or_default();
        problems.into_iter().map(|p| (p.path, p.code)).collect()
    }

    fn times(cover: Option<i64>, lock: Option<i64>) -> LockTimes {
        LockTimes {
            cover_minutes: cover,
            lock_minutes: lock,
        }
    }

    #[test]
    fn the_times_stay_inside_their_ranges() {
        for (cover, lock) in [(Some(1), Some(2)), (Some(15), Some(60)), (None, Some(2))] {
            assert!(times(cover, lock).checked().is_ok(), "{cover:?} {lock:?}");
        }
        for (cover, lock, path, code) in [
            (None, None, "lock_minutes", "missing"),
            (None, Some(1), "lock_minutes", "out-of-range"),
            (None, Some(61), "lock_minutes", "out-of-range"),
            (Some(0), Some(15), "cover_minutes", "out-of-range"),
            (Some(16), Some(60), "cover_minutes", "out-of-range"),
            (Some(-3), Some(60), "cover_minutes", "out-of-range"),
            (Some(15), Some(15), "cover_minutes", "after-the-lock"),
        ] {
            let found = codes(times(cover, lock).checked());
            assert_eq!(found, [(path.to_owned(), code.to_owned())]);
        }
        assert!(LockTimes::default().checked().is_ok());
    }

    #[test]
    fn the_lock_is_never_off_whatever_was_kept() {
        assert_eq!(times(None, None).lock_ms(), 15 * 60_000);
        assert_eq!(times(None, Some(i64::MAX)).lock_ms(), 60 * 60_000);
        assert_eq!(times(None, Some(-1)).lock_ms(), 2 * 60_000);
        assert_eq!(times(Some(3), Some(15)).cover_ms(), Some(180_000));
    }

    #[test]
    fn a_pin_is_a_few_digits_that_are_no_row() {
        for good in ["4071", "1357", "1122", "90210", "12435678", "2580"] {
            assert!(pin_checked(good).is_ok(), "{good}");
        }
        for bad in ["", "407", "407196253", "40 71", "４０７１", "abcd", "-407"] {
            assert_eq!(
                codes(pin_checked(bad)),
                [("pin".into(), "pin".into())],
                "{bad}"
            );
        }
        for easy in ["0000", "1234", "9876", "12345678", "777777"] {
            assert_eq!(
                codes(pin_checked(easy)),
                [("pin".into(), "easy-pin".into())],
                "{easy}"
            );
        }
    }
}
