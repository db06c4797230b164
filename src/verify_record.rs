//! Verify the record: that nothing in it was changed, removed or slipped in, and rebuild its indexes.

use filiform_domain::role::Right;
use filiform_store::{Flow, Rebuilt};

use crate::contract::{Nothing, RecordVerified, Stage};
use crate::error::Error;
use crate::{Filiform, Job};

/// Holds every entry against its chain, its digest and its signature, and the indexes against the
/// entries. A long job.
///
/// # Errors
/// [`Error::Locked`]; what is wrong with the record is in the answer.
pub fn verify_record(
    filiform: &Filiform,
    _: Nothing,
    job: &Job<'_>,
) -> Result<RecordVerified, Error> {
    let mut steps = job.steps(Stage::Checking);
    filiform.with_open_as(Right::Verify, |open| {
        Ok(open.store.verify(job.stop(), &mut steps)?.into())
    })
}

/// Makes every index anew from the entries.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice; the old indexes stay then.
pub fn rebuild(
    filiform: &Filiform,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<Rebuilt, Error> {
    filiform.with_open_as(Right::Mend, |open| Ok(open.store.rebuild(progress)?))
}
