//! What is due when nobody uses the practice. Time is the computer's own, and goes on while it sleeps.

use crate::Filiform;
use crate::contract::Nothing;
use crate::error::Error;

/// What the time without a key or a click asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing: somebody works, or nothing is open.
    Nothing,
    /// The cover. The window hides everything and asks for the PIN.
    Cover,
    /// The lock.
    Lock,
}

/// What is due now. Without a PIN the lock takes the place of the cover, because only the passphrase could
/// open it.
pub fn due(filiform: &Filiform) -> Due {
    let idle = filiform.idle_ms();
    let asked = filiform.with_desk(|desk| {
        let kept = desk.now();
        let is_covering_time = kept.times.cover_ms().is_some_and(|ms| idle >= ms);
        Ok(if idle >= kept.times.lock_ms() {
            Due::Lock
        } else if !is_covering_time || desk.is_covered() {
            Due::Nothing
        } else if kept.pin.is_some() {
            Due::Cover
        } else {
            Due::Lock
        })
    });
    asked.unwrap_or(Due::Nothing)
}

/// Somebody works. Behind the cover it counts for nothing: a hand on the mouse is not the PIN.
///
/// # Errors
/// [`Error::Locked`].
pub fn still_here(filiform: &Filiform, _: Nothing) -> Result<Nothing, Error> {
    filiform.with_desk(|desk| {
        if !desk.is_covered() {
            filiform.use_now();
        }
        Ok(Nothing {})
    })
}
