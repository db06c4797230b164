//! Checking a record that is refused: what is wrong with it, and what in it is still good.

use super::{Chain, Verified, check, check_anchor, keys_of};
use crate::vault::Unlocked;
use crate::{Flow, Stop, StoreError, inspect, ledger, sqlite};

/// Checks the record of a practice without opening it, so that one that opening refuses can say why. Nothing is
/// written. The search index is left out: it can be made anew whenever the rest is sound.
///
/// # Errors
/// [`StoreError::Interrupted`] when stopped, or what the disk says. Damage is no error here: it is what the
/// answer lists.
pub fn verify_closed(
    unlocked: &Unlocked,
    stop: &Stop,
    progress: &mut dyn FnMut(u64, u64) -> Flow,
) -> Result<Verified, StoreError> {
    let mut found = Verified::default();
    let database = unlocked.database_path();
    if !database.exists() {
        found.problem(0, "practice.db is missing");
        return Ok(found);
    }
    let mut connection = sqlite::inspector(&database, &unlocked.raw_key_pragma())?;
    stop.watch(&mut connection)?;
    let checked = check(
        &connection,
        Chain::trusting(keys_of(unlocked)),
        &mut found,
        progress,
    );
    found.take(checked)?;
    let ended = inspect::about(&connection)
        .and_then(|about| ledger::tip(&connection, about.chain))
        .and_then(|tip| check_anchor(unlocked, &connection, &tip, &mut found));
    found.take(ended)?;
    Ok(found)
}
