//! Rows that name other rows by number, when some rows are left out.

use crate::problem::Check;
use crate::session::SessionDraft;
use crate::site::SiteDraft;

/// Gives every reference the number that its row has in the kept note. A reference to a row that is left out
/// is a fault.
pub(super) fn renumber(check: &mut Check, kept: &mut SessionDraft, typed: &[SiteDraft]) {
    if kept.sites.len() == typed.len() {
        return;
    }
    let confirmed = typed
        .iter()
        .enumerate()
        .filter(|(_, row)| row.repeats.is_empty());
    let places: Vec<usize> = confirmed.map(|(n, _)| n).collect();
    for (site, was) in kept.sites.iter_mut().zip(&places) {
        let pairs = site
            .current
            .iter_mut()
            .flat_map(|current| &mut current.pairs);
        for (at, pair) in pairs.enumerate() {
            let path = format!("sites[{was}].current.pairs[{at}].with_row");
            pair.with_row = renumbered(check, &path, pair.with_row, &places);
        }
    }
    for (n, event) in kept.events.iter_mut().enumerate() {
        event.row = renumbered(check, &format!("events[{n}].row"), event.row, &places);
    }
}

fn renumbered(check: &mut Check, path: &str, row: Option<i64>, places: &[usize]) -> Option<i64> {
    let was = usize::try_from(row?).ok()?.checked_sub(1)?;
    let now = places.iter().position(|place| *place == was);
    if now.is_none() {
        check.fault(
            path,
            "not-confirmed",
            "That row is not confirmed. Confirm it, or name another.",
        );
    }
    i64::try_from(now? + 1).ok()
}
