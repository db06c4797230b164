//! A patient's timeline on the wire: what it is narrowed to, a target's own past, and two sessions side by side.

use filiform_domain::ids::{DocumentId, EpisodeId, PatientId, SessionId, TherapistId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EpisodeChoice, SessionLine, TimelineRow};

/// A timeline to review, newest first.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewHistory {
    /// Whose.
    pub patient: PatientId,
    /// Which rows; every one when it is left out.
    #[serde(default)]
    pub filter: TimelineFilter,
    /// Only those before this cursor of an earlier page; none for the newest.
    pub before: Option<String>,
    /// How many rows at most, 1 to 500: sessions and what happened between them together.
    pub limit: u32,
}

/// A page of history.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct HistoryPage {
    /// The sessions of the page, newest first.
    pub sessions: Vec<SessionLine>,
    /// The same sessions with what happened between them, newest first.
    pub timeline: Vec<TimelineRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
}

/// What a row of the timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TimelineKind {
    /// A visit that was held.
    Session,
    /// A visit that was not held.
    NotHeld,
    /// A visit at which an adverse event was found, or an event that was heard of later.
    Event,
    /// A contact.
    Contact,
    /// A score.
    Score,
    /// What was added to a signed note, and its voiding.
    Amendment,
    /// A document that left the practice.
    Letter,
    /// A note that was written elsewhere.
    Imported,
    /// Where an episode of care began or ended.
    Episode,
    /// A file that was attached.
    Attachment,
}

/// Which rows of a timeline. Everything that is left open fits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TimelineFilter {
    /// Visits of one region, by id, and what belongs to them.
    pub region: Option<String>,
    /// Visits at which this was needled, by id or in own words, and what belongs to them.
    pub target: Option<String>,
    /// What names one episode of care, and what names none and lies in its days.
    pub episode: Option<EpisodeId>,
    /// What one person signed.
    pub author: Option<TherapistId>,
    /// One kind of row.
    pub kind: Option<TimelineKind>,
    /// The first day, `2026-11-22`; empty for no limit.
    pub from: String,
    /// The last day, `2026-11-22`; empty for no limit.
    pub to: String,
}

/// A timeline to outline.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutlineHistory {
    /// Whose.
    pub patient: PatientId,
    /// Which rows.
    #[serde(default)]
    pub filter: TimelineFilter,
}

/// How long a timeline is, and what it can be narrowed to.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct HistoryOutline {
    /// Rows that fit.
    pub rows: u32,
    /// Visits among them that were held and whose notes stand.
    pub visits: u32,
    /// Regions of the whole timeline, by name.
    pub regions: Vec<NamedChoice>,
    /// What was needled in the whole timeline, by name.
    pub targets: Vec<NamedChoice>,
    /// The patient's episodes of care, the open ones first.
    pub episodes: Vec<EpisodeChoice>,
    /// Who signed something in the whole timeline, by name.
    pub authors: Vec<NamedChoice>,
    /// The past of the target that the filter names.
    pub target: Option<TargetPast>,
}

/// A choice of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedChoice {
    /// What the filter names.
    pub id: String,
    /// How it reads.
    pub words: String,
}

/// A target's own past in counts. It claims nothing, and is compared with no other target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetPast {
    /// "upper trapezius".
    pub name: String,
    /// "Treated 4 times (left 3 times, right once), last on 20 Nov 2026."
    pub treated: String,
    /// "In those sessions: soreness once."
    pub events: String,
    /// How the counts are made.
    pub note: String,
}

/// Two sessions of one patient to lay side by side, in any order.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct CompareSessions {
    /// One.
    pub one: SessionId,
    /// The other.
    pub other: SessionId,
}

/// Two sessions side by side, as they stand.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SessionsCompared {
    /// The one that was first.
    pub older: SessionLine,
    /// The one that was later.
    pub newer: SessionLine,
    /// "4 of 14 parts differ."
    pub said: String,
    /// The parts of both notes in their order.
    pub parts: Vec<ComparedPart>,
}

/// A part of two notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedPart {
    /// "Needling".
    pub heading: String,
    /// Whether they differ.
    pub how: ComparedHow,
    /// "same", "differs", "only on 3 Nov 2026".
    pub mark: String,
    /// The lines of the older note.
    pub older: Vec<ComparedLine>,
    /// The lines of the newer one.
    pub newer: Vec<ComparedLine>,
}

/// A line of one of two notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedLine {
    /// The line.
    pub words: String,
    /// The other note does not have it.
    pub alone: bool,
}

/// How a part of two notes compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ComparedHow {
    /// Word for word.
    Same,
    /// Both have it, in other words.
    Differs,
    /// The older note alone has it.
    OnlyOlder,
    /// The newer note alone has it.
    OnlyNewer,
}

/// Which document that left the practice.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichDocument {
    /// The document.
    pub document: DocumentId,
}
