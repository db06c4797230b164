//! A word or a phrase, and where a text has it.

use std::ops::Range;

use crate::fold::fold;

/// Words that follow each other. One that was typed without quotes is a beginning: `trap` finds "trapezius".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    words: Vec<String>,
    open: bool,
}

impl Term {
    /// The words of a text, folded; none when it has no letter and no digit. With `open` the last one may go on.
    pub fn of(text: &str, open: bool) -> Option<Self> {
        let folded = fold(text);
        let words: Vec<String> = spans(&folded)
            .filter_map(|span| folded.get(span).map(str::to_owned))
            .collect();
        (!words.is_empty()).then_some(Self { words, open })
    }

    /// The folded words, at least one: letters and digits alone.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether the last word is only the beginning of one.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The words with a space between them.
    pub fn typed(&self) -> String {
        self.words.join(" ")
    }

    /// Whether a folded text has it. With `anywhere` a single word is found in the middle of another too.
    pub fn is_in(&self, folded: &str, anywhere: bool) -> bool {
        match self.part_of_a_word(anywhere) {
            Some(word) => folded.contains(word),
            None => !self.places(folded, false).is_empty(),
        }
    }

    /// Where a folded text has it, in bytes, from left to right, none in another.
    pub fn places(&self, folded: &str, anywhere: bool) -> Vec<Range<usize>> {
        if let Some(word) = self.part_of_a_word(anywhere) {
            let found = folded.match_indices(word);
            return found.map(|(at, word)| at..at + word.len()).collect();
        }
        let spans: Vec<Range<usize>> = spans(folded).collect();
        let runs = spans.windows(self.words.len());
        let mut places: Vec<Range<usize>> = Vec::new();
        for run in runs {
            let free =
                |place: &Range<usize>| places.last().is_none_or(|last| last.end <= place.start);
            if let Some(place) = self.place_in(folded, run).filter(free) {
                places.push(place);
            }
        }
        places
    }

    fn part_of_a_word(&self, anywhere: bool) -> Option<&str> {
        match self.words.as_slice() {
            [word] if anywhere && self.open => Some(word),
            _ => None,
        }
    }

    /// The place, when the words of the run are these.
    fn place_in(&self, folded: &str, run: &[Range<usize>]) -> Option<Range<usize>> {
        let last = self.words.len().checked_sub(1)?;
        for (n, (span, wanted)) in run.iter().zip(&self.words).enumerate() {
            let word = folded.get(span.clone())?;
            let fits = if n == last && self.open {
                word.starts_with(wanted.as_str())
            } else {
                word == wanted
            };
            if !fits {
                return None;
            }
        }
        let (first, end) = (run.first()?, run.last()?);
        let wanted = self.words.last()?;
        Some(first.start..end.start + wanted.len())
    }
}

/// Runs of letters and digits.
fn spans(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = folded.get(from..)?;
        let start = from + rest.find(char::is_alphanumeric)?;
        let word = folded.get(start..)?;
        let length = word
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(word.len());
        from = start + length;
        Some(start..from)
    })
}
