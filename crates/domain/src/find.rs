//! What is typed into the one box that finds anything: words, phrases, words to leave out, and filters.
//!
//! Reading it never fails: what cannot be read as a filter is said in a [`Remark`], and everything else is a
//! word. Nothing that is typed is ever handed on as a query language.

mod excerpt;
mod term;
#[cfg(test)]
mod tests;

pub use excerpt::{Piece, excerpt};
pub use term::Term;

use chrono::{Datelike, NaiveDate};

use crate::fold::fold;
use crate::time::CalendarDate;

/// So many words, phrases and filters are looked for; what is typed beyond them is not.
pub const MOST_PARTS: usize = 16;

/// What somebody looks for.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What a note has to say: words by their beginnings, phrases word for word.
    pub terms: Vec<Term>,
    /// What a note must not say.
    pub without: Vec<Term>,
    /// Needled targets, each folded as it was typed; a note must have all of them.
    pub targets: Vec<String>,
    /// Body regions, folded as typed; a note is of one of them.
    pub regions: Vec<String>,
    /// Patients, folded as typed; a note is of one of them.
    pub patients: Vec<String>,
    /// The days of the visits.
    pub days: Days,
    /// What was not understood.
    pub remarks: Vec<Remark>,
}

/// Days from one to another, both of them included; either end may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Option<CalendarDate>,
    /// The last day.
    pub to: Option<CalendarDate>,
}

/// Something in a query that is not looked for, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// What follows `date:` is no day, month, year or span of them.
    NotADate,
    /// A filter stands behind a minus.
    FilterLeftOut,
    /// There is more than [`MOST_PARTS`].
    TooMuch,
}

impl Remark {
    /// The remark in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotADate => {
                "Write a date like date:2026-11-22, date:2026-11, date:2026 or date:2026-01..2026-03."
            }
            Self::FilterLeftOut => "Only a word or a phrase can be left out with a minus.",
            Self::TooMuch => "Only the first 16 words and filters are looked for.",
        }
    }
}

impl Query {
    /// Reads what was typed.
    pub fn read(typed: &str) -> Self {
        let mut query = Self::default();
        for (n, part) in (0..).zip(parts(typed)) {
            if n < MOST_PARTS {
                query.take(&part);
            } else {
                query.remark(Remark::TooMuch);
            }
        }
        query
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.patients.is_empty() && !self.is_about_notes()
    }

    /// Whether it asks for something that only notes have.
    pub fn is_about_notes(&self) -> bool {
        let filtered = !self.targets.is_empty() || !self.regions.is_empty();
        filtered || !self.without.is_empty() || !self.days.are_all()
    }

    /// The words a patient would be found by: what was typed for a patient, or everything.
    pub fn about_patients(&self) -> String {
        if self.patients.is_empty() {
            let words = self.terms.iter().map(Term::typed);
            words.collect::<Vec<_>>().join(" ")
        } else {
            self.patients.join(" ")
        }
    }

    fn take(&mut self, part: &Part) {
        let Some(filter) = part.filter else {
            if let Some(term) = Term::of(&part.text, part.open) {
                let list = if part.minus {
                    &mut self.without
                } else {
                    &mut self.terms
                };
                list.push(term);
            }
            return;
        };
        let wanted = fold(&part.text);
        if part.minus {
            self.remark(Remark::FilterLeftOut);
        } else if !wanted.is_empty() {
            self.filter(filter, wanted);
        }
    }

    fn filter(&mut self, filter: Filter, wanted: String) {
        match filter {
            Filter::Target => self.targets.push(wanted),
            Filter::Region => self.regions.push(wanted),
            Filter::Patient => self.patients.push(wanted),
            Filter::Date => match Days::read(&wanted) {
                Some(days) => self.days = self.days.and(days),
                None => self.remark(Remark::NotADate),
            },
        }
    }

    fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }
}

impl Days {
    /// Whether every day is among them.
    pub fn are_all(self) -> bool {
        self == Self::default()
    }

    /// Whether this day is one of them.
    pub fn hold(self, day: CalendarDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// A day, a month, a year, or a span of two of them with either end open: `2026-11`, `2025..2026-03`.
    fn read(text: &str) -> Option<Self> {
        match text.split_once("..") {
            None => Self::read_one(text),
            Some(("", "")) => None,
            Some(("", to)) => Self::read_one(to).map(|days| Self { from: None, ..days }),
            Some((from, "")) => Self::read_one(from).map(|days| Self { to: None, ..days }),
            Some((from, to)) => Some(Self {
                from: Self::read_one(from)?.from,
                to: Self::read_one(to)?.to,
            }),
        }
    }

    fn read_one(text: &str) -> Option<Self> {
        let first: CalendarDate = match text.len() {
            4 => format!("{text}-01-01").parse().ok()?,
            7 => format!("{text}-01").parse().ok()?,
            _ => text.parse().ok()?,
        };
        let last = match text.len() {
            4 => NaiveDate::from_ymd_opt(first.0.year(), 12, 31)?,
            7 => (first.0 + chrono::Months::new(1)).pred_opt()?,
            _ => first.0,
        };
        Some(Self {
            from: Some(first),
            to: Some(CalendarDate(last)),
        })
    }

    fn and(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: match (self.to, other.to) {
                (Some(one), Some(two)) => Some(one.min(two)),
                (one, two) => one.or(two),
            },
        }
    }
}

/// A filter before its colon.
#[derive(Clone, Copy)]
enum Filter {
    Target,
    Region,
    Patient,
    Date,
}

impl Filter {
    fn named(name: &str) -> Option<Self> {
        Some(match fold(name).as_str() {
            "target" => Self::Target,
            "region" => Self::Region,
            "patient" => Self::Patient,
            "date" => Self::Date,
            _ => return None,
        })
    }
}

/// A word, a phrase or a filter as it was typed, without its marks.
struct Part {
    minus: bool,
    filter: Option<Filter>,
    text: String,
    /// More of it may be typed yet: anything but a phrase that was closed.
    open: bool,
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}'
    )
}

/// What is between the spaces, with quoted spaces kept.
fn parts(typed: &str) -> impl Iterator<Item = Part> {
    let mut rest = typed;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let (part, after) = next_part(rest)?;
        rest = after;
        Some(part)
    })
}

fn next_part(text: &str) -> Option<(Part, &str)> {
    text.chars().next()?;
    let minus = text.starts_with(['-', '\u{2212}']);
    let text = text.trim_start_matches(['-', '\u{2212}']);
    let word_ends = |c: char| c.is_whitespace() || is_quote(c);
    let head = text.find(word_ends).unwrap_or(text.len());
    let (word, after) = text.split_at(head);
    let named = word.split_once(':');
    let filter = named.and_then(|(name, _)| Filter::named(name));
    let value = match (filter, named) {
        (Some(_), Some((_, value))) => value,
        _ => word,
    };
    let quoted = value.is_empty().then(|| between_quotes(after)).flatten();
    let (text, open, after) = match quoted {
        Some((phrase, closed, after)) => (phrase, !closed, after),
        None => (value, true, after),
    };
    let text = text.to_owned();
    Some((
        Part {
            minus,
            filter,
            text,
            open,
        },
        after,
    ))
}

/// What stands in quotes at the very beginning, whether they were closed, and what comes after.
fn between_quotes(text: &str) -> Option<(&str, bool, &str)> {
    let inner = text.strip_prefix(is_quote)?;
    Some(match inner.find(is_quote) {
        None => (inner, false, ""),
        Some(end) => {
            let (phrase, rest) = inner.split_at(end);
            (
                phrase,
                true,
                rest.strip_prefix(is_quote).unwrap_or_default(),
            )
        }
    })
}
