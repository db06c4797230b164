//! A line cut at its blanks, each token with its place.

use std::ops::Range;

/// A word of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The word.
    pub(super) text: &'a str,
    /// Where it begins in the line, in bytes.
    pub(super) start: usize,
}

impl Token<'_> {
    /// Its place in the line.
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Where it ends in the line.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a text that begins the line.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut found, mut rest, mut at) = (Vec::new(), text, 0);
    loop {
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.is_empty() {
            return found;
        }
        let end = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
        let (word, after) = trimmed.split_at(end);
        found.push(Token {
            text: word,
            start: at,
        });
        at += end;
        rest = after;
    }
}

/// A whole number in plain digits, when it lies in the range. Nothing else is a number in a line.
pub(super) fn number<N: TryFrom<u32>>(
    digits: &str,
    range: std::ops::RangeInclusive<u32>,
) -> Option<N> {
    if !is_digits(digits) || digits.len() > 7 {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    range
        .contains(&number)
        .then(|| N::try_from(number).ok())
        .flatten()
}

/// At least one digit, and nothing else.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_place_in_bytes() {
        let line = "  L \u{a0}MFl\t@é 5min ";
        let places: Vec<_> = tokens(line).iter().map(Token::span).collect();
        let words: Vec<_> = places.into_iter().map(|span| &line[span]).collect();
        assert_eq!(words, ["L", "MFl", "@é", "5min"]);
    }

    #[test]
    fn only_plain_digits_in_range_are_a_number() {
        assert_eq!(number::<u8>("12", 0..=20), Some(12));
        for not_one in ["", "+1", "-1", "1.0", "21", "１", "99999999999"] {
            assert_eq!(number::<u8>(not_one, 0..=20), None, "{not_one}");
        }
    }
}
