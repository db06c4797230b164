//! Folding of words for finding: case and diacritics do not matter to somebody who types in a hurry.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form of `text`: lower case, without diacritics, with the letters that Unicode does not
/// decompose written out (`ß` is `ss`, `ø` is `o`, `ł` is `l`), and with runs of white space as one space.
///
/// Two texts that a person would call the same word fold to the same string.
pub fn fold(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .fold(String::with_capacity(text.len()), push_folded);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds the folded form of one letter to `out`. A text folds like its letters, but for its white space.
pub fn fold_char(letter: char, out: &mut String) {
    let plain = std::iter::once(letter).nfkd();
    plain
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .for_each(|c| push_letter(out, c));
}

fn push_folded(mut out: String, c: char) -> String {
    push_letter(&mut out, c);
    out
}

fn push_letter(out: &mut String, c: char) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        '\u{2019}' | '\u{2018}' => out.push('\''),
        '\u{2010}'..='\u{2015}' => out.push('-'),
        mark if is_combining_mark(mark) => {}
        other => out.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;
    use proptest::prelude::*;

    #[test]
    fn names_fold_to_what_a_hurried_person_types() {
        for (written, typed) in [
            ("Inês", "ines"),
            ("ØSTERGÅRD", "ostergard"),
            ("Weiß", "weiss"),
            ("Łukasz  Żak", "lukasz zak"),
            ("O\u{2019}Brien", "o'brien"),
            ("Nguyễn", "nguyen"),
            ("ΆΝΝΑ", "αννα"),
        ] {
            assert_eq!(fold(written), typed, "{written} is found by typing {typed}");
        }
    }

    proptest! {
        #[test]
        fn a_text_folds_like_its_letters(text in "\\PC{0,40}") {
            let mut by_letters = String::new();
            text.chars().for_each(|letter| super::fold_char(letter, &mut by_letters));
            let spaced = by_letters.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(spaced, fold(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
