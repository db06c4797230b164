//! What must hold over the whole content before any of it is shown.

mod figure;
mod names;
mod references;
mod rules;

use crate::catalogue::Catalogue;
use crate::error::{CatalogueError, Rule};
use crate::table::Row;

/// Holds every reference and every rule. The error is the first fault found.
pub(crate) fn all(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    references::resolve(catalogue)?;
    names::are_unmistakable(catalogue)?;
    rules::hold(catalogue)?;
    figure::fits(catalogue)
}

/// A rule that must hold for a row.
fn require<R: Row>(holds: bool, row: &R, rule: Rule) -> Result<(), CatalogueError> {
    if holds {
        return Ok(());
    }
    Err(CatalogueError::Broken {
        file: R::FILE,
        row: row.id().to_owned(),
        rule,
    })
}
