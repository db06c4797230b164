//! The words a patient is found by.

use std::collections::BTreeSet;

use filiform_domain::entry::DocumentExported;
use filiform_domain::find::Term;
use filiform_domain::fold::fold;
use filiform_domain::patient::Patient;

/// Names whole and in their parts, the date of birth, the record number; folded.
pub(crate) fn of_patient(patient: &Patient) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for text in [
        &patient.family_name,
        &patient.given_name,
        &patient.record_number,
    ] {
        for word in fold(text).split_whitespace() {
            add_with_parts(&mut words, word);
        }
    }
    words.insert(patient.birth_date.to_string());
    words
}

/// What a letter is, for whom and what for; folded.
pub(crate) fn of_letter(letter: &DocumentExported) -> BTreeSet<String> {
    let document = letter.document.replace('-', " ");
    let texts = [
        Some(&document),
        Some(&letter.recipient),
        letter.purpose.as_ref(),
    ];
    let terms = texts
        .into_iter()
        .flatten()
        .filter_map(|text| Term::of(text, false));
    terms.flat_map(|term| term.words().to_vec()).collect()
}

/// What somebody typed, as words to look for. Commas separate like spaces: "Okafor, Ada" is two words.
pub(crate) fn of_query(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let words = folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    words
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// "o'brien" is found as it stands, as "obrien" and as "brien"; "meyer-lansky" also as "lansky".
fn add_with_parts(words: &mut BTreeSet<String>, word: &str) {
    let word = word.trim_matches(|c: char| matches!(c, ',' | ';' | '.'));
    let parts: Vec<&str> = word
        .split(['-', '\''])
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 {
        words.insert(parts.concat());
        words.extend(parts.iter().map(|part| (*part).to_owned()));
    }
    if !word.is_empty() {
        words.insert(word.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whole_joined_and_by_its_parts() {
        let mut words = BTreeSet::new();
        add_with_parts(&mut words, "o'brien");
        add_with_parts(&mut words, "jr.");
        assert_eq!(
            words.into_iter().collect::<Vec<_>>(),
            ["brien", "jr", "o", "o'brien", "obrien"]
        );
    }

    #[test]
    fn what_is_typed_is_split_like_a_list_shows_it() {
        assert_eq!(of_query(" Okafor,  ADA "), ["okafor", "ada"]);
        assert_eq!(of_query(" , . "), Vec::<String>::new());
    }
}
