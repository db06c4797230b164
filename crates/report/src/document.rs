//! What every document besides the letter is made of: a head, a box of facts, and blocks in their order.
//!
//! Nothing here derives `Debug`: a document is a patient's record and must not slip into a log.

use serde::Serialize;

use crate::{Letterhead, Paper, Signature};

/// A document, already in words. An empty part leaves nothing behind.
#[derive(Clone, Serialize)]
pub struct Document {
    /// The sheet it is laid out for.
    pub paper: Paper,
    /// What it is: "Procedure note".
    pub title: String,
    /// One line below the title, in small print.
    pub about: String,
    /// Who writes, at the top of the first page.
    pub letterhead: Letterhead,
    /// The date of the document, in words: "22 Nov 2026".
    pub date: String,
    /// Who it is for, a line each.
    pub addressee: Vec<String>,
    /// The patient's full name, at the foot of every page.
    pub subject: String,
    /// Who made it, in the file's properties.
    pub author: String,
    /// Whom it is about, in a box.
    pub facts: Vec<Row>,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// The fingerprint of the record that it was made from.
    pub fingerprint: String,
    /// The same for programs, in the file's properties; empty for none.
    pub record: String,
}

impl Document {
    /// The document as it may be looked at before it is saved: the place of a signature's image stays free.
    #[must_use]
    pub fn unsigned(mut self) -> Self {
        for block in &mut self.blocks {
            if let Block::Signed { signature } = block {
                signature.hold();
            }
        }
        self
    }
}

/// A label with its words. Line breaks in the words are kept.
#[derive(Clone, Serialize)]
pub struct Row {
    /// "Born".
    pub label: String,
    /// "14 Mar 1984".
    pub said: String,
}

impl Row {
    /// A label with its words.
    pub fn new(label: impl Into<String>, said: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            said: said.into(),
        }
    }
}

/// One part of a document.
#[derive(Clone, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// The heading of a section.
    Section {
        /// "What was done".
        title: String,
    },
    /// What the reader must see first.
    Lead {
        /// The sentence.
        said: String,
    },
    /// Paragraphs; a line break begins another one.
    Text {
        /// The words.
        said: String,
    },
    /// The same in small print.
    Small {
        /// The words.
        said: String,
    },
    /// Short items, one below the other.
    List {
        /// The items.
        items: Vec<String>,
    },
    /// Labels with their words.
    Rows {
        /// The rows.
        rows: Vec<Row>,
    },
    /// A table with a heading for each column.
    Table {
        /// The headings.
        heads: Vec<String>,
        /// How wide each column is beside the others.
        widths: Vec<u8>,
        /// The cells, row by row; each row has as many as there are headings.
        cells: Vec<Vec<String>>,
    },
    /// Something of the record: when and what, who wrote it, and what it says.
    Entry {
        /// "3 Nov 2026 09:20 · Signed a note".
        title: String,
        /// "A. Rivera, PT, DPT · 3 Nov 2026 10:02 · fingerprint 7f3a 91c2".
        by: String,
        /// It does not hold any more: its words are struck through, and `by` says why.
        struck: bool,
        /// What it says.
        rows: Vec<Row>,
    },
    /// A line chart of one measure.
    Trend(Trend),
    /// A drawing.
    Drawing(Drawing),
    /// Boxes to tick by hand.
    Ticks {
        /// What stands beside each box.
        items: Vec<String>,
    },
    /// Lines to write on by hand.
    Lines {
        /// What they are for.
        label: String,
        /// How many.
        count: u8,
    },
    /// Places to sign by hand, each with a place for the date.
    Sign {
        /// Who signs at each.
        who: Vec<String>,
    },
    /// The one who answers for the document.
    Signed {
        /// Who.
        signature: Signature,
    },
    /// What follows begins on a new page.
    NewPage,
}

/// Scores of one measure over time. Two measures are never drawn on one line.
#[derive(Clone, Serialize)]
pub struct Trend {
    /// "Neck Disability Index, 0 to 100 %, higher is worse".
    pub title: String,
    /// The lowest score, in words.
    pub low: String,
    /// The highest score, in words.
    pub high: String,
    /// The points, oldest first.
    pub points: Vec<TrendPoint>,
    /// Whether the points are joined. Fewer than three are not.
    pub joined: bool,
    /// The chart in words, for who cannot see it.
    pub alt: String,
}

/// One point of a chart.
#[derive(Clone, Serialize)]
pub struct TrendPoint {
    /// The day, in words.
    pub date: String,
    /// Where it lies from left to right, in thousandths.
    pub across: u16,
    /// Where it lies from the lowest to the highest score, in thousandths; none where it was not scored.
    pub up: Option<u16>,
    /// The score in words.
    pub label: String,
}

/// A drawing with marks on it.
#[derive(Clone, Serialize)]
pub struct Drawing {
    /// What it shows, above it; empty for none.
    pub title: String,
    /// The drawing, as SVG without text.
    pub svg: String,
    /// Width by height of the drawing, in millimetres on the page.
    pub size: (u16, u16),
    /// Numbers on the drawing.
    pub marks: Vec<NumberedMark>,
    /// What the numbers stand for, below it.
    pub legend: Vec<String>,
    /// The drawing in words, for who cannot see it.
    pub alt: String,
}

/// A number on a drawing.
#[derive(Clone, Serialize)]
pub struct NumberedMark {
    /// The number.
    pub number: u16,
    /// From the left, in thousandths of the width.
    pub x: u16,
    /// From the top, in thousandths of the height.
    pub y: u16,
}
