//! Lock: close the practice and forget what was in it, or cover the screen for a moment. Nothing can keep either
//! from happening.

mod cover;
mod idle;
mod settings;

use crate::Filiform;
use crate::contract::{KeepPlace, Nothing, PracticeStatus};
use crate::error::Error;
use filiform_domain::role::Right;

pub use cover::{cover, uncover};
pub use idle::{Due, due, still_here};
pub use settings::{change_lock_times, change_pin, lock_page};

/// The longest description of a place in bytes: a trail of fifty screens.
const LONGEST_PLACE: usize = 8192;

/// Closes the practice and answers with what may be shown from then on. Drafts are already kept: the
/// window keeps the one in hand before it asks for this.
///
/// # Errors
/// Only when the practice file itself cannot be closed; it is locked all the same.
pub fn lock(filiform: &Filiform, _: Nothing) -> Result<PracticeStatus, Error> {
    let closed = filiform.close();
    // The typesetter remembers the pieces of letters it has set.
    filiform_report::forget();
    closed?;
    filiform.status()
}

/// Keeps where work stands, so that the next unlock returns there.
///
/// # Errors
/// [`Error::UnreadableCommand`] for more than 8 KiB; nothing is kept then.
pub fn keep_place(filiform: &Filiform, typed: KeepPlace) -> Result<Nothing, Error> {
    if typed.place.len() > LONGEST_PLACE {
        return Err(Error::UnreadableCommand);
    }
    filiform.with_open_as(Right::OwnSeat, |open| {
        Ok(open.store.keep_place(Some(&typed.place))?)
    })?;
    Ok(Nothing {})
}
