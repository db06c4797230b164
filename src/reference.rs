//! The clinical content for the screens: every row with its sources.

use filiform_catalogue::{Abbreviation, Catalogue, Meaning, Row};
use filiform_domain::reported_event::{FLAGS_OF_EVENTS, STAFF_EVENT};

use crate::Filiform;
use crate::contract::{
    AbbreviationRow, CheckRow, ConditionRow, EventRow, IcdCode, MeasureRow, NeedleRow, Nothing,
    OtherCareRow, Reference, RegionRow, SourceRow, TargetRow, TechniqueRow,
};
use crate::error::Error;
use crate::wording::prompts;

/// All the content that the screens choose from. It holds nothing of a patient and needs no unlocking.
///
/// # Errors
/// None.
pub fn reference(filiform: &Filiform, _: Nothing) -> Result<Reference, Error> {
    Ok(of(filiform.catalogue()))
}

fn of(catalogue: &Catalogue) -> Reference {
    Reference {
        regions: catalogue
            .regions()
            .iter()
            .map(|row| RegionRow {
                id: text(&row.id),
                name: row.name.clone(),
            })
            .collect(),
        targets: targets(catalogue),
        abbreviations: refused_names(catalogue),
        conditions: conditions(catalogue),
        techniques: techniques(catalogue),
        needles: needles(catalogue),
        other_care: catalogue
            .other_care()
            .iter()
            .map(|row| OtherCareRow {
                id: text(&row.id),
                label: row.label.clone(),
            })
            .collect(),
        events: events(catalogue),
        checks: checks(catalogue),
        measures: measures(catalogue),
        sources: sources(catalogue),
    }
}

fn targets(catalogue: &Catalogue) -> Vec<TargetRow> {
    let aliases_of = |id: &str| {
        let rows = catalogue.abbreviations().iter();
        rows.filter(|row| matches!(&row.meaning, Meaning::Alias(target) if *target == *id))
            .map(|row| row.word.clone())
            .collect()
    };
    let row = |target: &filiform_catalogue::Target| TargetRow {
        id: text(&target.id),
        name: target.name.clone(),
        latin: target.latin_name.clone(),
        abbr: target.abbr.clone(),
        aliases: aliases_of(target.id.as_str()),
        region: text(&target.region),
        paired: target.is_paired(),
        kind: format!("{:?}", target.kind).to_lowercase(),
        tier: format!("{:?}", target.tier).to_lowercase(),
        risk_level: format!("{:?}", target.risk_level).to_lowercase(),
        structures_at_risk: target.structures_at_risk.join("; "),
        sources: ids(&target.sources),
    };
    catalogue.targets().iter().map(row).collect()
}

/// Short names that can be misread. The targets which their question names are the choices.
fn refused_names(catalogue: &Catalogue) -> Vec<AbbreviationRow> {
    let rows = catalogue.abbreviations().iter();
    rows.filter_map(|row| match &row.meaning {
        Meaning::Refused { ask } => Some(AbbreviationRow {
            alias: row.word.clone(),
            note: ask.clone(),
            choices: named_targets(catalogue, ask),
        }),
        Meaning::Canonical(_) | Meaning::Alias(_) => None,
    })
    .collect()
}

/// The names that the question tells to write: "which head? write GCm or GCl".
fn named_targets(catalogue: &Catalogue, question: &str) -> Vec<String> {
    let named = question.split_once("write ").map_or("", |(_, named)| named);
    let mut choices: Vec<String> = Vec::new();
    for word in named.split(|c: char| !c.is_alphanumeric()) {
        let target = catalogue
            .abbreviations()
            .iter()
            .find(|row| row.word == word)
            .and_then(Abbreviation::target);
        if let Some(target) = target.map(text).filter(|target| !choices.contains(target)) {
            choices.push(target);
        }
    }
    choices
}

fn conditions(catalogue: &Catalogue) -> Vec<ConditionRow> {
    let codes = |row: &filiform_catalogue::Condition| {
        let code = |code: &filiform_catalogue::ConditionCode| IcdCode {
            code: text(&code.code),
            note: code.note.clone().unwrap_or_default(),
        };
        row.codes.iter().map(code).collect()
    };
    let rows = catalogue.conditions().iter();
    rows.map(|row| ConditionRow {
        id: text(&row.id),
        name: row.name.clone(),
        aliases: row.aliases.clone(),
        codes: codes(row),
        codes_note: row.codes_note.clone(),
        regions: row.regions.iter().map(text).collect(),
        sources: ids(&row.sources),
    })
    .collect()
}

/// Only what a note line records: "deep" is a word about tissue, not a technique.
fn techniques(catalogue: &Catalogue) -> Vec<TechniqueRow> {
    let recorded = catalogue.techniques().iter().filter(|row| row.recorded);
    recorded
        .map(|row| TechniqueRow {
            id: text(&row.id),
            label: row.label.clone(),
            meaning: row.meaning.clone(),
        })
        .collect()
}

fn needles(catalogue: &Catalogue) -> Vec<NeedleRow> {
    let rows = catalogue.needle_sizes().iter();
    rows.map(|row| NeedleRow {
        typed: row.id().to_owned(),
        words: row.label(),
    })
    .collect()
}

/// Every kind that can happen to a patient: what happens to staff is an incident of the practice.
fn events(catalogue: &Catalogue) -> Vec<EventRow> {
    let rows = catalogue.adverse_events().iter();
    let of_patients = rows.filter(|row| row.id.as_str() != STAFF_EVENT);
    of_patients
        .map(|row| EventRow {
            id: text(&row.id),
            name: row.name.clone(),
            severity: format!("{:?}", row.severity).to_lowercase(),
            immediate_action: row.immediate_action.clone(),
            escalate: row.escalate.clone(),
            flag: flag_of(row.id.as_str()).to_owned(),
            sources: ids(&row.sources),
        })
        .collect()
}

/// The check that the event answers with yes from then on; empty when there is none.
fn flag_of(event: &str) -> &'static str {
    let known = FLAGS_OF_EVENTS.iter().find(|(of, _)| *of == event);
    known.map_or("", |(_, check)| check)
}

fn checks(catalogue: &Catalogue) -> Vec<CheckRow> {
    let rows = catalogue.checks().iter();
    rows.map(|row| CheckRow {
        id: text(&row.id),
        level: prompts::level_of(row),
        scope: format!("{:?}", row.scope).to_lowercase(),
        wording: row.wording.clone(),
        why: row.why_it_matters.clone(),
        action: row.suggested_action.clone(),
        each_visit: row.ask_every_visit,
        conflict: prompts::conflict(row).map(str::to_owned),
        sources: ids(&row.sources),
    })
    .collect()
}

fn measures(catalogue: &Catalogue) -> Vec<MeasureRow> {
    let rows = catalogue.measures().iter();
    rows.map(|row| MeasureRow {
        id: text(&row.id),
        name: row.name.clone(),
        sources: ids(&row.sources),
    })
    .collect()
}

fn sources(catalogue: &Catalogue) -> Vec<SourceRow> {
    let rows = catalogue.sources().iter();
    rows.map(|row| SourceRow {
        id: text(&row.id),
        how: format!("{:?}", row.how).to_lowercase(),
        citation: row.citation.clone(),
        url: row.url.clone().unwrap_or_default(),
    })
    .collect()
}

fn ids(sources: &[filiform_catalogue::SourceId]) -> Vec<String> {
    sources.iter().map(text).collect()
}

fn text(id: &impl ToString) -> String {
    id.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(alias: &str) -> Vec<String> {
        let reference = of(Catalogue::shipped());
        let row = reference
            .abbreviations
            .into_iter()
            .find(|row| row.alias == alias);
        row.map(|row| row.choices).unwrap_or_default()
    }

    #[test]
    fn a_refused_name_offers_the_targets_that_its_question_tells_to_write() {
        assert_eq!(choices("GM"), ["gluteus-maximus", "gluteus-medius"]);
        assert_eq!(
            choices("Gastroc"),
            ["gastrocnemius-medial", "gastrocnemius-lateral"]
        );
        assert!(
            choices("ES").is_empty(),
            "the word \"is\" in a question names no muscle"
        );
    }

    #[test]
    fn a_faint_and_a_reaction_name_the_check_that_asks_about_them() {
        let reference = of(Catalogue::shipped());
        let flag = |event: &str| {
            let row = reference.events.iter().find(|row| row.id == event).unwrap();
            let check = reference.checks.iter().find(|check| check.id == row.flag);
            check.map(|check| check.wording.clone())
        };
        let faint = "Anxious, or fainted at a needle before";
        assert_eq!(flag("fainting").as_deref(), Some(faint));
        assert_eq!(flag("vasovagal").as_deref(), Some(faint));
        assert_eq!(flag("seizure").as_deref(), Some("Epilepsy or seizures"));
        assert!(
            flag("skin-reaction")
                .unwrap()
                .contains("reaction to the needle")
        );
        assert!(flag("itching-rash").is_some());
        assert_eq!(flag("bruise"), None);
    }

    #[test]
    fn every_row_names_known_sources() {
        let reference = of(Catalogue::shipped());
        let known: Vec<&str> = reference
            .sources
            .iter()
            .map(|row| row.id.as_str())
            .collect();
        let targets = reference.targets.iter().flat_map(|row| &row.sources);
        let conditions = reference.conditions.iter().flat_map(|row| &row.sources);
        for source in targets.chain(conditions) {
            assert!(known.contains(&source.as_str()), "{source}");
        }
        assert_eq!(
            (reference.targets.len(), reference.regions.len()),
            (164, 13)
        );
    }
}
