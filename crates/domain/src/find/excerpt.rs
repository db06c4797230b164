//! The few words of a note that show why it was found, with what was found in them marked.

use std::ops::Range;

use super::term::Term;
use crate::fold::fold_char;

/// Letters that are shown before the first thing found, and around it in all.
const BEFORE: usize = 40;
const AROUND: usize = 120;

/// A part of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words as they were written.
    pub text: String,
    /// Whether this was looked for.
    pub hit: bool,
}

/// The line of `text` that has the most of the terms, cut to what is around the first of them. Empty when no
/// line has any.
pub fn excerpt(text: &str, terms: &[Term], anywhere: bool) -> Vec<Piece> {
    let mut best: Option<(usize, Line, Vec<Range<usize>>)> = None;
    for written in text.lines() {
        let line = Line::of(written);
        let found = |term: &&Term| term.is_in(&line.folded, anywhere);
        let count = terms.iter().filter(found).count();
        if count > best.as_ref().map_or(0, |(most, ..)| *most) {
            let marks = line.marks(terms, anywhere);
            best = Some((count, line, marks));
        }
    }
    best.map(|(_, line, marks)| line.cut(&marks))
        .unwrap_or_default()
}

/// A line, and for every byte of its folded form the letter it comes from.
struct Line {
    letters: Vec<char>,
    folded: String,
    letter_of: Vec<usize>,
}

impl Line {
    fn of(written: &str) -> Self {
        let letters: Vec<char> = written.trim().chars().collect();
        let (mut folded, mut letter_of) = (String::new(), Vec::new());
        for (n, letter) in letters.iter().enumerate() {
            fold_char(*letter, &mut folded);
            letter_of.resize(folded.len(), n);
        }
        Self {
            letters,
            folded,
            letter_of,
        }
    }

    /// What was found, as ranges of letters, from left to right, none in another.
    fn marks(&self, terms: &[Term], anywhere: bool) -> Vec<Range<usize>> {
        let places = terms
            .iter()
            .flat_map(|term| term.places(&self.folded, anywhere));
        let mut marks: Vec<Range<usize>> =
            places.filter_map(|place| self.letters_of(&place)).collect();
        marks.sort_by_key(|mark| (mark.start, mark.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for mark in marks {
            match apart.last_mut() {
                Some(last) if mark.start < last.end => last.end = last.end.max(mark.end),
                _ => apart.push(mark),
            }
        }
        apart
    }

    /// Marks that stand on a letter belong to it, so they go with it.
    fn letters_of(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let first = *self.letter_of.get(place.start)?;
        let last = *self.letter_of.get(place.end.checked_sub(1)?)?;
        let mut end = last + 1;
        while self
            .letters
            .get(end)
            .is_some_and(|letter| is_silent(*letter))
        {
            end += 1;
        }
        Some(first..end)
    }

    fn cut(&self, marks: &[Range<usize>]) -> Vec<Piece> {
        let first = marks.first().map_or(0, |mark| mark.start);
        let start = self.word_start(first.saturating_sub(BEFORE), first);
        let end = self.word_end((start + AROUND).min(self.letters.len()));
        let mut pieces = Vec::new();
        let mut at = start;
        push(
            &mut pieces,
            if start > 0 {
                "…".to_owned()
            } else {
                String::new()
            },
            false,
        );
        for mark in marks.iter().filter(|mark| mark.start < end) {
            push(&mut pieces, self.written(at..mark.start), false);
            push(
                &mut pieces,
                self.written(mark.start..mark.end.min(end)),
                true,
            );
            at = mark.end.min(end);
        }
        push(&mut pieces, self.written(at..end), false);
        let more = if end < self.letters.len() { "…" } else { "" };
        push(&mut pieces, more.to_owned(), false);
        pieces
    }

    /// The next start of a word from here on, but not past `latest`.
    fn word_start(&self, from: usize, latest: usize) -> usize {
        if from == 0 {
            return 0;
        }
        let is_start = |n: &usize| self.letters.get(n - 1).is_some_and(|c| c.is_whitespace());
        (from..=latest).find(is_start).unwrap_or(from)
    }

    /// The end of the word that this letter stands in, when it is not far.
    fn word_end(&self, from: usize) -> usize {
        const FAR: usize = 20;
        let ends = |n: &usize| self.letters.get(*n).is_none_or(|c| c.is_whitespace());
        (from..from + FAR).find(ends).unwrap_or(from)
    }

    fn written(&self, range: Range<usize>) -> String {
        self.letters
            .get(range)
            .map(|letters| letters.iter().collect())
            .unwrap_or_default()
    }
}

fn is_silent(letter: char) -> bool {
    let mut folded = String::new();
    fold_char(letter, &mut folded);
    folded.is_empty()
}

fn push(pieces: &mut Vec<Piece>, text: String, hit: bool) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.hit == hit && !hit => last.text.push_str(&text),
        _ => pieces.push(Piece { text, hit }),
    }
}
