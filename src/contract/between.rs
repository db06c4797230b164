//! What happens between the visits on the wire: contacts, and events that were heard of later.

use filiform_domain::contact::ContactDraft;
use filiform_domain::event::Severity;
use filiform_domain::ids::{ContactId, DraftId, PatientId, ReportedEventId, SessionId};
use filiform_domain::reported_event::ReportedEventDraft;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A contact as it is being typed: begun now, or gone on with.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ContactForm {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// What is typed; of a new contact no more than the date and the time.
    pub contact: ContactDraft,
    /// How far it is kept.
    pub kept: FormKept,
    /// Who referred the patient, so that the name need not be typed; empty when nobody did.
    pub referrer: String,
    /// Headings for a talk with the referring physician. It is offered, and claims nothing.
    pub talk_headings: String,
}

/// How far a form is kept as a draft.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
pub struct FormKept {
    /// The draft; none while nothing was typed.
    pub draft: Option<DraftId>,
    /// Its revision; the next `keep_draft` names it.
    #[ts(type = "number")]
    pub rev: u64,
    /// Where the caret stood.
    pub caret: Option<String>,
    /// When it was kept, "14:09:31"; empty while it is not.
    pub kept_at: String,
}

/// A contact to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckContact {
    /// Whose.
    pub patient: PatientId,
    /// What is typed so far.
    pub contact: ContactDraft,
}

/// A contact to keep.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LogContact {
    /// Whose.
    pub patient: PatientId,
    /// The contact.
    pub contact: ContactDraft,
    /// The draft it was typed in, which ends with the keeping.
    pub draft: Option<DraftId>,
}

/// Which contact.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichContact {
    /// The contact.
    pub contact: ContactId,
}

/// A contact in full.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ContactPage {
    /// The contact.
    pub id: ContactId,
    /// The contact in the shape that `contact` takes.
    pub contact: ContactDraft,
    /// The contact in words.
    pub words: BetweenWords,
}

/// Whose later event to begin, and what it belongs to when that is known already.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct StartReport {
    /// Whose.
    pub patient: PatientId,
    /// The session it belongs to, when it was opened from there.
    pub session: Option<SessionId>,
}

/// A later event as it is being typed: begun now, or gone on with.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReportForm {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// What is typed; of a new report the date and the time, and the session it was opened from.
    pub event: ReportedEventDraft,
    /// How far it is kept.
    pub kept: FormKept,
    /// The sessions it can belong to, newest first.
    pub sessions: Vec<SessionChoice>,
    /// The kinds of events that a patient can have.
    pub kinds: Vec<LaterEventKind>,
}

/// A signed session to choose.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SessionChoice {
    /// The session.
    pub id: SessionId,
    /// "20 Nov 2026 09:20 · Neck".
    pub words: String,
}

/// A kind of event, with what the content says about it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LaterEventKind {
    /// `bruise`.
    pub id: String,
    /// "Bruising".
    pub name: String,
    /// The severity that the list gives.
    pub severity: Severity,
    /// What to write down.
    pub document: String,
    /// When to pass it on.
    pub escalate: String,
}

/// A later event to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckReport {
    /// Whose.
    pub patient: PatientId,
    /// What is typed so far.
    pub event: ReportedEventDraft,
}

/// A later event to keep.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReportEvent {
    /// Whose.
    pub patient: PatientId,
    /// The event.
    pub event: ReportedEventDraft,
    /// The draft it was typed in, which ends with the keeping.
    pub draft: Option<DraftId>,
}

/// Which later event.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichEvent {
    /// The event.
    pub event: ReportedEventId,
}

/// A later event in full.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReportedEventPage {
    /// The event.
    pub id: ReportedEventId,
    /// The event in the shape that `event` takes.
    pub event: ReportedEventDraft,
    /// The event in words.
    pub words: BetweenWords,
}

/// An entry between two visits in words.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BetweenWords {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "Phone call, 22 Nov 2026", "Bruising, heard of on 22 Nov 2026".
    pub title: String,
    /// "Dated when heard: 22 Nov 2026" of an event, "22 Nov 2026 14:05" of a contact.
    pub dated: String,
    /// Heading and words of everything that was recorded.
    pub text: Vec<(String, String)>,
    /// Who signed it.
    pub author: String,
    /// When it was signed, in words.
    pub recorded_at: String,
    /// The whole hash of the entry.
    pub fingerprint: String,
}

/// What a row between two visits is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BetweenKind {
    /// A contact.
    Contact,
    /// An event that was heard of later.
    Event,
    /// A score of an outcome measure.
    Score,
    /// An episode of care that was opened or closed.
    Episode,
    /// A visit that was not held, as the front desk recorded it.
    NotHeld,
    /// A note that was written elsewhere.
    Imported,
    /// Something that was added to a signed note, or its voiding.
    Amendment,
    /// A document that left the practice.
    Letter,
    /// A file that was attached.
    Attachment,
}

/// An entry between two visits in a list.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BetweenLine {
    /// What it is.
    pub kind: BetweenKind,
    /// The contact, the event or the document; of an episode and an amendment the entry.
    pub id: String,
    /// The session that an event or an amendment belongs to.
    pub session: Option<SessionId>,
    /// "22 Nov 2026": of an event when it was heard of.
    pub date: String,
    /// "14:05"; empty where only the day counts.
    pub time: String,
    /// The same moment in UTC milliseconds.
    #[ts(type = "number")]
    pub utc_ms: i64,
    /// "Phone call", "Bruising, mild", "Episode opened: Neck pain, left".
    pub what: String,
    /// Who it was with or heard from: "Dr. L. Hahn"; empty of an episode.
    pub who: String,
    /// The session that an event belongs to: "after 20 Nov 2026", "session not known"; none for a contact.
    pub belongs: Option<String>,
    /// The first line of what was said or seen; empty when nothing was written.
    pub first: String,
}

/// A row of a patient's timeline.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TimelineRow {
    /// A session: one of the page's sessions.
    Session {
        /// Which.
        session: SessionId,
    },
    /// What happened between two sessions.
    Between {
        /// The row.
        entry: BetweenLine,
    },
}
