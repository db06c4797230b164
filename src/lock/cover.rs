//! The privacy cover: the screen is hidden, the practice stays open, and a short PIN goes on.

use filiform_domain::locking::PIN_TRIES;
use filiform_domain::role::Right;
use filiform_store::vault::Passphrase;

use crate::Filiform;
use crate::contract::{Covered, Nothing, Uncover, Workspace};
use crate::error::Error;
use crate::practice::Open;

/// Covers the practice: from now on it tells nothing until the PIN was typed. Without a PIN it is not covered,
/// and the answer says so: the window locks instead.
///
/// # Errors
/// [`Error::Locked`].
pub fn cover(filiform: &Filiform, _: Nothing) -> Result<Covered, Error> {
    filiform.with_desk(|desk| {
        Ok(Covered {
            covered: desk.cover(),
        })
    })
}

/// Takes the cover away with the PIN. The fifth wrong one locks.
///
/// # Errors
/// [`Error::WrongPin`] with the tries that are left, [`Error::TooManyPins`] when it locked.
pub fn uncover(filiform: &Filiform, typed: Uncover) -> Result<Workspace, Error> {
    let pin = Passphrase::new(typed.pin);
    let tried = filiform.with_desk(|desk| {
        let verifier = desk.now().pin;
        if !desk.is_covered() {
            return Ok(Some(PIN_TRIES));
        }
        let Some(left) = desk.try_once() else {
            return Ok(None);
        };
        let fits = verifier.is_some_and(|verifier| verifier.fits(&pin) == Ok(true));
        if fits {
            desk.uncover();
            return Ok(Some(PIN_TRIES));
        }
        if left == 0 {
            Ok(None)
        } else {
            Err(Error::WrongPin { left })
        }
    })?;
    if tried.is_none() {
        // Locked whatever the disk says: a failure to close must not give another try.
        drop(super::lock(filiform, Nothing {}));
        return Err(Error::TooManyPins);
    }
    filiform.use_now();
    filiform.with_open_as(Right::OwnSeat, Open::workspace)
}
