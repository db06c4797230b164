//! Lock: close the practice and forget what was in it. Nothing can keep it from happening.

use crate::Filiform;
use crate::contract::{Nothing, PracticeStatus};
use crate::error::Error;

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
