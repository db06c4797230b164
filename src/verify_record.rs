//! Verify the record: that nothing in it was changed, removed or slipped in, and rebuild its indexes.

use filiform_store::{Flow, Rebuilt, Verified};

use crate::Filiform;
use crate::error::Error;

/// Holds every entry against its chain, its digest and its signature, and the indexes against the
/// entries. `progress` hears what is done of how much, and may stop it.
///
/// # Errors
/// [`Error::Locked`]; what is wrong with the record is in the answer.
pub fn verify_record(
    filiform: &Filiform,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<Verified, Error> {
    filiform.with_open(|open| Ok(open.store.verify(progress)?))
}

/// Makes every index anew from the entries.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice; the old indexes stay then.
pub fn rebuild(
    filiform: &Filiform,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<Rebuilt, Error> {
    filiform.with_open(|open| Ok(open.store.rebuild(progress)?))
}
