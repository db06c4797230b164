//! When the screen is covered and locked, and the PIN: each therapist's own choice.

use filiform_domain::locking::{
    LOCK_MINUTES, LONGEST_COVER_MINUTES, LockTimes, PIN_DIGITS, pin_checked,
};
use filiform_domain::role::Right;
use filiform_store::vault::Passphrase;

use crate::Filiform;
use crate::contract::{ChangePin, LockPage, Nothing};
use crate::error::Error;
use crate::practice::Open;

/// The times as they stand, and whether there is a PIN.
///
/// # Errors
/// [`Error::Locked`].
pub fn lock_page(filiform: &Filiform, _: Nothing) -> Result<LockPage, Error> {
    filiform.with_open_as(Right::OwnSeat, |open| Ok(page(open)))
}

/// Changes the times.
///
/// # Errors
/// Every fault at its field.
pub fn change_lock_times(filiform: &Filiform, typed: LockTimes) -> Result<LockPage, Error> {
    let times = typed.checked().map_err(Error::Fields)?;
    filiform.with_open_as(Right::OwnSeat, |open| {
        open.store.keep_lock_times(times)?;
        open.desk.reread(&open.store)?;
        Ok(page(open))
    })
}

/// Sets another PIN, or removes it.
///
/// # Errors
/// What is wrong with the PIN, at its field; a wrong passphrase, or one that has to wait.
pub fn change_pin(filiform: &Filiform, typed: ChangePin) -> Result<LockPage, Error> {
    let passphrase = Passphrase::new(typed.passphrase);
    if let Some(pin) = &typed.pin {
        pin_checked(pin).map_err(Error::Fields)?;
    }
    let pin = typed.pin.map(Passphrase::new);
    let cost = (filiform.host.cost)().for_pin();
    filiform.with_open_as(Right::OwnSeat, |open| {
        let pin = pin.as_ref().map(|pin| (pin, cost));
        open.store
            .change_pin(&passphrase, pin, &filiform.stamp(open))?;
        open.desk.reread(&open.store)?;
        Ok(page(open))
    })
}

fn page(open: &Open) -> LockPage {
    let desk = open.desk.now();
    LockPage {
        times: desk.times,
        has_pin: desk.pin.is_some(),
        longest_cover_minutes: LONGEST_COVER_MINUTES,
        shortest_lock_minutes: LOCK_MINUTES.0,
        longest_lock_minutes: LOCK_MINUTES.1,
        most_pin_digits: u32::try_from(PIN_DIGITS.1).unwrap_or(u32::MAX),
    }
}
