//! What may stand in a letter: no abbreviation, and no sentence that names a cause.
//!
//! The fixed words of letters and documents are string literals of the files below, so that looking through all of them
//! leaves no template and no phrase out; `src/wording/mod.rs` looks through the labels of the content. What a therapist
//! types is theirs.

use crate::source::Source;

/// Where the fixed words of letters and documents stand.
const WORDS_OF_LETTERS: [&str; 5] = [
    "src/wording/",
    "src/write_document/",
    "src/export_referral/",
    "crates/domain/src/",
    "crates/report/templates/",
];
/// Files below them that speak to the therapist alone, or read what is typed.
const FOR_THE_THERAPIST: [&str; 13] = [
    // The names of file formats, which have no other form.
    "crates/domain/src/attachment/",
    "crates/domain/src/shorthand/",
    "crates/domain/src/import/",
    "crates/domain/src/find",
    "crates/domain/src/backup",
    "crates/domain/src/locking.rs",
    "crates/domain/src/picture.rs",
    "crates/domain/src/practice.rs",
    "crates/domain/src/consent/signature.rs",
    "crates/domain/src/signing/",
    "crates/domain/src/testing.rs",
    "src/wording/prompts.rs",
    "src/wording/caseload.rs",
];
/// Names that have no other form: a code system and a hash.
const NAMES: [&str; 3] = ["ICD", "CM", "SHA"];
/// How points are found and shown in lists of the window; documents write them out (`wording/note/row.rs`). And the label
/// that is written out itself.
const WRITTEN_OUT_ELSEWHERE: [(&str, &str); 2] = [
    ("crates/domain/src/site.rs", "TrP"),
    ("src/wording/mod.rs", "TENS"),
];

/// Words that name a cause, or promise one.
const CAUSES: [&str; 18] = [
    "because of",
    "due to",
    "caused",
    "causes",
    "causing",
    "owing to",
    "thanks to",
    "as a result",
    "resulted in",
    "led to",
    "reduced",
    "relieved",
    "cured",
    "helped",
    "effective",
    "responder",
    "works for",
    "made better",
];

/// Abbreviations in the fixed words of letters.
pub(crate) fn abbreviations(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, said) in literals(sources) {
        let is_allowed = |word: &str| {
            NAMES.contains(&word) || WRITTEN_OUT_ELSEWHERE.contains(&(file.as_str(), word))
        };
        let short = words(&said).filter(|word| is_short(word) && !is_allowed(word));
        found.extend(short.map(|word| format!("{file} says {word:?}")));
    }
    found
}

/// Words of a cause in the fixed words of letters.
pub(crate) fn causes(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, said) in literals(sources) {
        let lower = said.to_lowercase();
        let said = format!(" {} ", words(&lower).collect::<Vec<_>>().join(" "));
        let named = CAUSES.iter();
        let named = named.filter(|cause| said.contains(&format!(" {cause} ")));
        found.extend(named.map(|cause| format!("{file} says {cause:?}")));
    }
    found
}

/// Two capital letters or more, also in the plural; `TrP`.
fn is_short(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let capitals = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    capitals || word == "TrP"
}

fn words(said: &str) -> impl Iterator<Item = &str> {
    said.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Every string literal of a Rust file, and every line of a template, with its file.
fn literals(sources: &[Source]) -> impl Iterator<Item = (String, String)> {
    let is_ours = |file: &&Source| {
        let begins = |with: &[&str]| with.iter().any(|with| file.path.starts_with(with));
        let is_test = file.path.ends_with("tests.rs") || file.path.contains("/tests/");
        begins(&WORDS_OF_LETTERS) && !begins(&FOR_THE_THERAPIST) && !is_test
    };
    sources.iter().filter(is_ours).flat_map(|file| {
        let code = file.code();
        let said = if file.is_rust() {
            strings(&code)
        } else {
            code.lines().map(str::to_owned).collect()
        };
        said.into_iter()
            .map(|said| (file.path.clone(), said))
            .collect::<Vec<_>>()
    })
}

/// What stands between quotation marks, without the names of what is filled in.
fn strings(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let code = code.replace("'\"'", "");
    let mut letters = code.chars();
    let mut said: Option<String> = None;
    while let Some(c) = letters.next() {
        match (c, &mut said) {
            ('\\', Some(said)) => {
                said.push(' ');
                letters.next();
            }
            ('{', Some(said)) => {
                said.push(' ');
                letters.by_ref().find(|c| *c == '}');
            }
            ('"', Some(_)) => found.extend(said.take()),
            ('"', None) => said = Some(String::new()),
            (c, Some(said)) => said.push(c),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(code: &str) -> Vec<Source> {
        vec![Source::new("src/wording/a.rs", code)]
    }

    #[test]
    fn an_abbreviation_and_a_cause_are_found_in_what_is_said_and_not_in_what_is_called() {
        let code = "const TrP: &str = \"left, TrP 1\"; let ROM = format!(\"ROMs of {}\", a);";
        assert_eq!(
            abbreviations(&letter(code)),
            [
                "src/wording/a.rs says \"TrP\"",
                "src/wording/a.rs says \"ROMs\""
            ]
        );
        let code =
            "// due to\nlet a = \"Needling has\\nReduced pain.\"; let unreduced = \"unreduced\";";
        assert_eq!(causes(&letter(code)), ["src/wording/a.rs says \"reduced\""]);
    }

    #[test]
    fn templates_are_looked_through_as_well_and_shorthand_is_not() {
        let file = |path: &str| vec![Source::new(path, "[pain fell due to NPRS]")];
        assert_eq!(
            abbreviations(&file("crates/report/templates/a.typ")).len(),
            1
        );
        assert_eq!(causes(&file("crates/report/templates/a.typ")).len(), 1);
        assert_eq!(
            abbreviations(&file("crates/domain/src/shorthand/a.rs")).len(),
            0
        );
    }
}
