//! A row typed as one short line: `L UT TrP1 0.25x40 d20 pis LTR3 FP+ NPRS:7>3`.
//!
//! The grammar is version 1 of `shorthand.md`. Every token is understood or the line is refused: nothing is
//! dropped and nothing is guessed. A [`Refusal`] says where, asks back, and offers whole corrected lines.
//! What was read is printed as the line that reads the same again.

mod complete;
mod free_text;
mod meaning;
mod needle_line;
mod needle_token;
mod pain_token;
mod print;
mod reading;
mod refusal;
mod row;
mod session_line;
mod spoken;
mod token;
mod word_tokens;
mod words;

pub use complete::{Completion, complete};
pub use meaning::Meaning;
pub use print::print;
pub use reading::{
    At, ConsentForm, Depth, Ltr, NeedleRow, NotAnswered, Pain, Reading, SessionLine, Technique,
};
pub use refusal::{Choice, Code, Refusal};
pub use row::{add_to, both_lungs_at_risk, events_of, row_of, site_of};
pub use spoken::spoken;
pub use words::{LineTarget, LineWords, Named, ShortName};

use refusal::Slip;

/// The grammar that is read here.
pub const GRAMMAR_VERSION: u8 = 1;
/// The longest line in characters. A row of the grammar needs a tenth of it; the rest is free text.
pub const LONGEST_LINE: usize = 2000;

/// Reads one line.
///
/// # Errors
/// A [`Refusal`] at the first token that cannot be understood, or at what the line lacks.
pub fn read(line: &str, words: &dyn LineWords) -> Result<Reading, Refusal> {
    let all = 0..line.len();
    if line.trim().is_empty() {
        let slip = Slip::new(Code::Empty, "nothing is written");
        return Err(slip.at(line, all));
    }
    if line.chars().count() > LONGEST_LINE {
        let slip = Slip::new(Code::TooLong, "the line is too long");
        return Err(slip.at(line, all));
    }
    if line.trim().contains(['\n', '\r']) {
        let slip = Slip::new(Code::SeveralLines, "write one row a line");
        return Err(slip.at(line, all));
    }
    if line.trim_start().starts_with('!') {
        session_line::read(line, words).map(Reading::Session)
    } else {
        needle_line::read(line, words).map(|row| Reading::Needle(Box::new(row)))
    }
}

/// One of several lines, and what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct LineRead {
    /// Counted from 1, blank lines too.
    pub number: usize,
    /// The line as it was typed.
    pub line: String,
    /// What it says, or why it is refused.
    pub read: Result<Reading, Refusal>,
}

/// Reads several lines at once, as they are pasted. Blank lines are passed over.
pub fn read_lines(text: &str, words: &dyn LineWords) -> Vec<LineRead> {
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| LineRead {
            number: n + 1,
            line: line.to_owned(),
            read: read(line, words),
        })
        .collect()
}

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod refused_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
