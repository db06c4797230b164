//! What was done in a course of care, in plain words.

use std::collections::BTreeMap;

use filiform_catalogue::Catalogue;
use filiform_domain::session::Session;
use filiform_report::Treated;

use super as wording;

/// Every target with its side in plain words and the sessions it was needled in, the most often first.
pub(crate) fn treated(catalogue: &Catalogue, visits: &[Session]) -> Vec<Treated> {
    let mut sessions_of: BTreeMap<String, u32> = BTreeMap::new();
    for session in visits {
        let mut words: Vec<String> = session
            .note
            .needled()
            .map(|row| wording::note::target_words(catalogue, row))
            .collect();
        words.sort();
        words.dedup();
        for word in words {
            *sessions_of.entry(word).or_default() += 1;
        }
    }
    let mut treated: Vec<Treated> = sessions_of
        .into_iter()
        .map(|(words, sessions)| Treated { words, sessions })
        .collect();
    treated.sort_by_key(|row| std::cmp::Reverse(row.sessions));
    treated
}

/// The kinds of other care that were given, each once.
pub(crate) fn other_care(catalogue: &Catalogue, visits: &[Session]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for row in visits.iter().flat_map(|visit| &visit.note.other_care) {
        let word = wording::other_care(catalogue, &row.kind);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}
