//! What is typed to read a patient's timeline.

use clap::{Args, ValueEnum};

/// Whose timeline, and which rows of it.
#[derive(Args)]
pub(crate) struct History {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// Visits of one region, by id or name, and what belongs to them
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// Visits at which this was needled, by id, name or own words, and what belongs to them; its counts come first
    #[arg(long, value_name = "TARGET")]
    pub(crate) target: Option<String>,
    /// What belongs to one episode of care, by its id
    #[arg(long, value_name = "ID")]
    pub(crate) episode: Option<String>,
    /// What one person signed, by the person's id
    #[arg(long, value_name = "ID")]
    pub(crate) author: Option<String>,
    /// One kind of row
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<HistoryKind>,
    /// The first day, 2026-11-22
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// The last day, 2026-11-22
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Option<String>,
}

/// What a row of the timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HistoryKind {
    /// A visit that was held
    Session,
    /// A visit that was not held
    NotHeld,
    /// A visit with an adverse event, or an event that was heard of later
    Event,
    /// A contact
    Contact,
    /// A score
    Score,
    /// What was added to a signed note, and its voiding
    Amendment,
    /// A document that left the practice
    Letter,
    /// A note that was written elsewhere
    Imported,
    /// Where an episode of care began or ended
    Episode,
    /// A file that was attached
    Attachment,
}
