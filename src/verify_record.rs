//! Verify the record: that nothing in it was changed, removed or slipped in, and rebuild its indexes.

mod export;

use filiform_domain::role::Right;
use filiform_store::vault::{self, Passphrase};
use filiform_store::{Flow, KeptTherapist, Rebuilt, verify_closed};

use crate::contract::{Nothing, RecordVerified, Stage, Unlock};
use crate::error::Error;
use crate::practice::Open;
use crate::wording::sessions::signer;
use crate::{Filiform, Job, wording};
pub use export::{check_export, check_fingerprint};

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
        let found = open.store.verify(job.stop(), &mut steps)?;
        let mut verified = wording::record::verified(&found);
        verified.signers = signers(open)?;
        Ok(verified)
    })
}

/// Everybody whose signature is in the record or may be, in the order they joined.
fn signers(open: &Open) -> Result<Vec<String>, Error> {
    let everybody = open.store.therapists()?.into_iter();
    let line = |kept: KeptTherapist| {
        let name = signer(&kept.therapist.name, &kept.therapist.credentials);
        let left = kept
            .removed_at
            .map(|at| format!(", left {}", at.date().words()));
        let key = wording::fingerprint(kept.public_key.get(..8).unwrap_or_default());
        let role = kept.role.name().words();
        format!("{name}: {role}{}, key {key}", left.unwrap_or_default())
    };
    Ok(everybody.map(line).collect())
}

/// Checks a record that does not open, or is not to be opened: nothing is written. A long job.
///
/// # Errors
/// A wrong passphrase, a practice that is in use, a damaged key file; what is wrong with the record is in the
/// answer.
pub fn check_closed_record(
    filiform: &Filiform,
    typed: Unlock,
    job: &Job<'_>,
) -> Result<RecordVerified, Error> {
    let passphrase = Passphrase::new(typed.passphrase);
    let unlocked = vault::unlock(&filiform.host.folder, &passphrase, filiform.now().utc_ms)?;
    let mut steps = job.steps(Stage::Checking);
    let found = verify_closed(&unlocked, job.stop(), &mut steps)?;
    Ok(wording::record::verified(&found))
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
