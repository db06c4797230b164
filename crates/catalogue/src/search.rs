//! Type-to-filter: the best answer first, without case or diacritics.

use filiform_domain::fold::fold;

use crate::rows::{Abbreviation, Condition, Target};
use crate::table::{Row, Table};

/// What the rows of one table are found by, folded once. The order of `keys` is that of the table.
#[derive(Debug, Clone)]
pub(crate) struct Finder {
    keys: Vec<Key>,
}

/// What one row is found by.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// Whole phrases: short names, ids, names, codes.
    phrases: Vec<String>,
    /// The words of these and of longer texts.
    words: Vec<String>,
    /// What comes first among equals.
    weight: u8,
}

/// How well a row fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The query is a whole phrase of the row.
    Whole,
    /// A phrase of the row starts with the query.
    Start,
    /// Every word of the query starts a word of the row.
    Words,
    /// Every word of the query is somewhere in a word of the row.
    Inside,
}

impl Finder {
    pub(crate) fn new(keys: Vec<Key>) -> Self {
        Self { keys }
    }

    /// The rows that fit, the best first; rows that fit alike by weight and then in the order of the file.
    pub(crate) fn find<'a, R: Row>(&self, query: &str, rows: &'a Table<R>) -> Vec<&'a R> {
        let query = fold(query);
        let wanted = words_of(&query);
        let mut found: Vec<_> = rows
            .iter()
            .zip(&self.keys)
            .filter_map(|(row, key)| Some((key.fit(&query, &wanted)?, key.weight, row)))
            .collect();
        found.sort_by_key(|(fit, weight, _)| (*fit, *weight));
        found.into_iter().map(|(_, _, row)| row).collect()
    }
}

impl Key {
    fn new<'a>(phrases: impl IntoIterator<Item = &'a str>, texts: &[&str], weight: u8) -> Self {
        let phrases: Vec<String> = phrases.into_iter().map(fold).collect();
        let mut words: Vec<String> = phrases.iter().flat_map(|phrase| words_of(phrase)).collect();
        words.extend(texts.iter().flat_map(|text| words_of(&fold(text))));
        words.sort_unstable();
        words.dedup();
        Self {
            phrases,
            words,
            weight,
        }
    }

    fn fit(&self, query: &str, wanted: &[String]) -> Option<Fit> {
        let each = |fits: fn(&str, &str) -> bool| {
            wanted
                .iter()
                .all(|part| self.words.iter().any(|word| fits(word, part)))
        };
        if query.is_empty() || self.phrases.iter().any(|phrase| phrase == query) {
            Some(Fit::Whole)
        } else if self.phrases.iter().any(|phrase| phrase.starts_with(query)) {
            Some(Fit::Start)
        } else if wanted.is_empty() {
            None
        } else if each(|word, part| word.starts_with(part)) {
            Some(Fit::Words)
        } else if each(|word, part| word.contains(part)) {
            Some(Fit::Inside)
        } else {
            None
        }
    }
}

/// What each target is found by: its name, id and short names whole, and the words of its Latin name.
pub(crate) fn target_keys(targets: &Table<Target>, short: &Table<Abbreviation>) -> Vec<Key> {
    let key = |target: &Target| {
        let own = |row: &&Abbreviation| row.target() == Some(&target.id);
        let short_names = short.iter().filter(own).map(|row| row.word.as_str());
        let phrases = short_names.chain([target.name.as_str(), target.id.as_str()]);
        Key::new(phrases, &[&target.latin_name], target.tier as u8)
    };
    targets.iter().map(key).collect()
}

/// What each condition is found by: its name, other names and codes, the codes also without the dot.
pub(crate) fn condition_keys(conditions: &Table<Condition>) -> Vec<Key> {
    let key = |condition: &Condition| {
        let codes = condition.codes.iter().map(|listed| listed.code.as_str());
        let without_dot: Vec<String> = codes.clone().map(|code| code.replace('.', "")).collect();
        let names = condition
            .aliases
            .iter()
            .chain([&condition.name])
            .map(String::as_str);
        let phrases = names
            .chain(codes)
            .chain(without_dot.iter().map(String::as_str));
        Key::new(phrases, &[], 0)
    };
    conditions.iter().map(key).collect()
}

fn words_of(folded: &str) -> Vec<String> {
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}
