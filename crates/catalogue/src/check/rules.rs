//! The rules of the content: what the pack states in words and a machine can hold.

use super::require;
use crate::catalogue::Catalogue;
use crate::error::{CatalogueError, Rule};
use crate::rows::{
    Condition, HowSeen, Licence, OutcomeMeasure, RiskFlag, RiskLevel, Storable, Target,
};

pub(super) fn hold(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    regions(catalogue)?;
    for target in catalogue.targets() {
        risk(catalogue, target)?;
    }
    for measure in catalogue.measures() {
        score(measure)?;
    }
    for condition in catalogue.conditions() {
        condition_fits(catalogue, condition)?;
    }
    for check in catalogue.checks() {
        let recorded = |id: &str| {
            catalogue
                .techniques()
                .get(id)
                .is_some_and(|row| row.recorded)
        };
        let all = check
            .techniques
            .listed()
            .iter()
            .all(|id| recorded(id.as_str()));
        require(all, check, Rule::CheckOnRecordedTechnique)?;
    }
    for source in catalogue.sources() {
        let has_address = source.url.is_some();
        require(
            (source.how == HowSeen::Seen) == has_address,
            source,
            Rule::SeenHasAddress,
        )?;
    }
    Ok(())
}

fn regions(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    for (region, place) in catalogue.regions().iter().zip(1_u8..) {
        require(region.order == place, region, Rule::RegionOrder)?;
        let lung = catalogue
            .targets_in(region.id.as_str())
            .any(Target::can_reach_lung);
        require(
            region.pneumothorax_warning == lung,
            region,
            Rule::LungWarningFollowsTargets,
        )?;
        for id in &region.default_outcome_measures {
            let measure = catalogue.measures().get(id.as_str());
            let valid = measure.is_some_and(|m| m.regions.covers(region.id.as_str()));
            require(valid, region, Rule::MeasureInItsRegions)?;
        }
    }
    Ok(())
}

fn risk(catalogue: &Catalogue, target: &Target) -> Result<(), CatalogueError> {
    let flags = || catalogue.risk_flags().iter();
    let organ = flags().any(|flag| flag.always_high && target.has_flag(flag.id.as_str()));
    require(
        !organ || target.risk_level == RiskLevel::High,
        target,
        Rule::OrganMeansHighRisk,
    )?;
    let named = target.structures_at_risk.join("; ").to_lowercase();
    for word in flags()
        .flat_map(|flag| &flag.named_by)
        .filter(|word| names(&named, word))
    {
        let asks_for = |flag: &RiskFlag| flag.named_by.contains(word);
        let met = flags().any(|flag| asks_for(flag) && target.has_flag(flag.id.as_str()));
        require(met, target, Rule::NamedOrganHasFlag)?;
    }
    Ok(())
}

/// Whether `text` has `word` as a whole word or words: "lung", not the "lung" of "lunge".
fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, found)| {
        let before = text.get(..start).and_then(|part| part.chars().next_back());
        let after = text
            .get(start + found.len()..)
            .and_then(|part| part.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn score(measure: &OutcomeMeasure) -> Result<(), CatalogueError> {
    let width = i64::from(measure.score_max) - i64::from(measure.score_min);
    let threshold = measure.threshold_app_default.map(i64::from);
    let fits = threshold.is_none_or(|points| (1..=width).contains(&points));
    require(
        width > 0 && fits && measure.decimals <= 6,
        measure,
        Rule::ScoreRange,
    )?;
    let total_only = measure.storable == Storable::TotalOnly;
    let licensed = measure.licence == Licence::Licensed;
    require(
        !licensed || total_only,
        measure,
        Rule::LicensedMeansTotalOnly,
    )?;
    let both = measure.loinc.is_some() == measure.loinc_name.is_some();
    require(both, measure, Rule::LoincHasName)
}

fn condition_fits(catalogue: &Catalogue, condition: &Condition) -> Result<(), CatalogueError> {
    let mut muscles = condition
        .muscles
        .iter()
        .filter_map(|id| catalogue.targets().get(id.as_str()));
    let meets = muscles.any(|target| condition.regions.contains(&target.region));
    require(meets, condition, Rule::MusclesMeetRegions)?;
    for id in &condition.outcome_measures {
        let measure = catalogue.measures().get(id.as_str());
        let in_some = |m: &OutcomeMeasure| {
            condition
                .regions
                .iter()
                .any(|r| m.regions.covers(r.as_str()))
        };
        require(
            measure.is_some_and(in_some),
            condition,
            Rule::MeasureInItsRegions,
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn only_whole_words_name_an_organ() {
        for (text, word, expect) in [
            ("lung apex; kidney", "lung", true),
            ("deep to the lung", "lung", true),
            ("lunge position", "lung", false),
            ("plung", "lung", false),
            ("plunge, then lung", "lung", true),
            ("spinal canal and dura", "spinal canal", true),
        ] {
            assert_eq!(names(text, word), expect, "{word} in {text}");
        }
    }
}
