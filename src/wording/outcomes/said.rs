//! A sentence with the rule it follows and what that rests on.

use filiform_catalogue::{Catalogue, Evidence, HowSeen};
use filiform_domain::outcome::sentence::Sentence;

use crate::contract::Said;

/// A sentence with its rule, its own sources, and those of the measure it is about.
pub(crate) fn said(catalogue: &Catalogue, sentence: &Sentence, measure: Option<&str>) -> Said {
    let measure = measure.and_then(|id| catalogue.measures().get(id));
    let own = sentence.sources().iter().map(ToString::to_string);
    let of_measure = measure.iter().flat_map(|row| &row.sources);
    let mut ids: Vec<String> = own.collect();
    for id in of_measure.map(ToString::to_string) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let memory = measure.is_some_and(|row| row.evidence != Evidence::Seen);
    let rule = match (sentence, measure) {
        (Sentence::Change(_), Some(row)) => {
            let note = row.threshold_note.as_deref().unwrap_or_default();
            let caution = if memory {
                " Some of what is known of this measure is from memory and not confirmed."
            } else {
                ""
            };
            format!("{} {note}{caution}", sentence.rule())
                .trim_end()
                .to_owned()
        }
        _ => sentence.rule().to_owned(),
    };
    Said {
        words: sentence.words(),
        rule,
        sources: ids.iter().map(|id| cited(catalogue, id)).collect(),
    }
}

fn cited(catalogue: &Catalogue, id: &str) -> String {
    let Some(source) = catalogue.sources().get(id) else {
        return id.to_owned();
    };
    match source.how {
        HowSeen::Seen => source.citation.clone(),
        HowSeen::Memory => format!("{} (from memory, not opened)", source.citation),
    }
}
