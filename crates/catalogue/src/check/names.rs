//! Short names and line words cannot be read in two ways.

use std::collections::HashSet;

use super::require;
use crate::catalogue::Catalogue;
use crate::error::{CatalogueError, Rule};
use crate::rows::{Abbreviation, Meaning};

/// The letters that stand for a side in a quick-entry line.
const SIDES: [&str; 4] = ["L", "R", "B", "M"];

pub(super) fn are_unmistakable(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    for row in catalogue.abbreviations() {
        let is_side = SIDES.iter().any(|side| row.word.eq_ignore_ascii_case(side));
        require(!is_side, row, Rule::SideLetterIsNoName)?;
        let same_id = catalogue.targets().get(&row.word.to_lowercase());
        if same_id.is_some_and(|target| row.target() != Some(&target.id)) {
            return Err(CatalogueError::AmbiguousWord {
                word: row.word.clone(),
            });
        }
    }
    canonical_names(catalogue)?;
    line_words(catalogue)
}

fn canonical_names(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    for target in catalogue.targets() {
        let is_own = |row: &&Abbreviation| matches!(&row.meaning, Meaning::Canonical(id) if *id == target.id);
        let mut own = catalogue.abbreviations().iter().filter(is_own);
        let only = own.next().filter(|_| own.next().is_none());
        require(
            only.is_some_and(|row| row.word == target.abbr),
            target,
            Rule::OneCanonicalName,
        )?;
    }
    Ok(())
}

fn line_words(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    let mut seen = HashSet::new();
    for technique in catalogue.techniques() {
        let fits = match &technique.line_word {
            Some(word) => technique.recorded && seen.insert(word),
            None => !technique.recorded,
        };
        require(fits, technique, Rule::LineWordWhenRecorded)?;
    }
    Ok(())
}
