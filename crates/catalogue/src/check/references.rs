//! Every id that a row names exists, and every claim rests on a source that may carry it.

use super::require;
use crate::catalogue::Catalogue;
use crate::error::{CatalogueError, Rule};
use crate::table::{Row, Table};

pub(super) fn resolve(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    places_and_flags(catalogue)?;
    for condition in catalogue.conditions() {
        all_in(condition, &condition.regions, catalogue.regions())?;
        all_in(condition, &condition.muscles, catalogue.targets())?;
        all_in(condition, &condition.outcome_measures, catalogue.measures())?;
    }
    for abbreviation in catalogue.abbreviations() {
        all_in(abbreviation, abbreviation.target(), catalogue.targets())?;
    }
    sources(catalogue)
}

fn places_and_flags(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    for target in catalogue.targets() {
        all_in(target, [&target.region], catalogue.regions())?;
        all_in(target, &target.risk_flags, catalogue.risk_flags())?;
    }
    for region in catalogue.regions() {
        all_in(
            region,
            &region.default_outcome_measures,
            catalogue.measures(),
        )?;
    }
    for measure in catalogue.measures() {
        all_in(measure, measure.regions.listed(), catalogue.regions())?;
        all_in(measure, [&measure.id], catalogue.measure_forms())?;
    }
    for form in catalogue.measure_forms() {
        all_in(form, [&form.id], catalogue.measures())?;
    }
    for check in catalogue.checks() {
        all_in(check, check.regions.listed(), catalogue.regions())?;
        all_in(check, &check.risk_flags, catalogue.risk_flags())?;
        all_in(check, check.techniques.listed(), catalogue.techniques())?;
    }
    for event in catalogue.adverse_events() {
        all_in(event, &event.risk_flags, catalogue.risk_flags())?;
    }
    Ok(())
}

fn sources(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    claims(catalogue, catalogue.targets(), true)?;
    claims(catalogue, catalogue.conditions(), true)?;
    claims(catalogue, catalogue.measures(), true)?;
    claims(catalogue, catalogue.checks(), true)?;
    claims(catalogue, catalogue.adverse_events(), true)?;
    claims(catalogue, catalogue.needle_sizes(), true)?;
    claims(catalogue, catalogue.techniques(), false)
}

fn claims<R: Row>(
    catalogue: &Catalogue,
    rows: &Table<R>,
    must_cite: bool,
) -> Result<(), CatalogueError> {
    for row in rows {
        require(
            !must_cite || !row.sources().is_empty(),
            row,
            Rule::CitesASource,
        )?;
        all_in(row, row.sources(), catalogue.sources())?;
        let sources = catalogue.sources_of(row);
        require(
            sources.iter().all(|source| source.used),
            row,
            Rule::NoClaimOnBackground,
        )?;
    }
    Ok(())
}

fn all_in<'a, R, W, Id>(
    row: &R,
    ids: impl IntoIterator<Item = &'a Id>,
    table: &Table<W>,
) -> Result<(), CatalogueError>
where
    R: Row,
    W: Row,
    Id: AsRef<str> + 'a,
{
    match ids
        .into_iter()
        .map(AsRef::as_ref)
        .find(|id| !table.contains(id))
    {
        None => Ok(()),
        Some(id) => Err(CatalogueError::Dangling {
            file: R::FILE,
            row: row.id().to_owned(),
            id: id.to_owned(),
            wanted_in: W::FILE,
        }),
    }
}
