//! Typed lines on the wire: how they read, why they are refused, and what could be written.

use filiform_domain::event::EventDraft;
use filiform_domain::session::SessionDraft;
use filiform_domain::site::SiteDraft;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Lines to read.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReadLines {
    /// One line or several. Blank ones are passed over.
    pub text: String,
    /// The session that the lines are for; it comes back with what they say added.
    pub session: Option<SessionDraft>,
}

/// Lines that were read.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LinesRead {
    /// Each line, in order.
    pub lines: Vec<LineAnswer>,
    /// Needles lie over the lung on both sides, in these lines and the rows of the session together.
    pub both_lungs: bool,
    /// The session with every line added. None without a session, and none when any line is refused.
    pub session: Option<SessionDraft>,
}

/// One line. With `refused` nothing of it is taken.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LineAnswer {
    /// Counted from 1, blank lines too.
    pub number: u32,
    /// The reading in words, part by part: "left", "upper trapezius", "TrP 1", "0.25 × 40 mm".
    pub words: Vec<String>,
    /// The line as it is written best.
    pub printed: String,
    /// What is left open and must be answered before signing.
    pub warnings: Vec<String>,
    /// The row that it makes; none for a session line.
    pub site: Option<SiteDraft>,
    /// The events of that row. Their row is 1 until they are added to a session.
    pub events: Vec<EventDraft>,
    /// Why it is not taken.
    pub refused: Option<LineRefused>,
}

/// Why a line is not taken.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LineRefused {
    /// A stable word that programs act on.
    pub code: String,
    /// A sentence for the person. It can repeat the token that was not understood.
    pub message: String,
    /// Where it begins in the line, in UTF-16 units.
    pub start: u32,
    /// Where it ends in the line, in UTF-16 units. The same as the start where something is missing.
    pub end: u32,
    /// What could be written there instead, for the number keys.
    pub choices: Vec<LineChoice>,
    /// The whole corrected line, where only one thing can have been meant.
    pub fix: Option<String>,
}

/// Something that could be written instead.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LineChoice {
    /// The token: `GMax`.
    pub write: String,
    /// What it means: "gluteus maximus".
    pub words: String,
    /// The whole line with it.
    pub line: String,
}

/// Where a line is to be completed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CompleteLine {
    /// The line.
    pub line: String,
    /// Where the caret stands, in UTF-16 units.
    pub caret: u32,
}

/// What can be written there, the best first.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LineCompletions {
    /// The offers.
    pub offers: Vec<LineCompletion>,
}

/// Something that can be written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LineCompletion {
    /// Where what it replaces begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The token.
    pub write: String,
    /// What it means.
    pub words: String,
    /// The whole line with it.
    pub line: String,
}

/// A session whose rows are to be written as lines.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RowsToWrite {
    /// The session.
    pub session: SessionDraft,
}

/// The rows as lines, in their order. None for a row that holds more than a line can say.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RowLines {
    /// A line for each row.
    pub lines: Vec<Option<String>>,
}
