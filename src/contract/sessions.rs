//! Sessions on the wire: the draft that is being written, and the notes that were signed.

use filiform_domain::ids::{DraftId, PatientId, SessionId};
use filiform_domain::patient::PatientDraft;
use filiform_domain::phrases::{Phrase, TemplateTexts};
use filiform_domain::problem::Problem;
use filiform_domain::session::SessionDraft;
use filiform_domain::site::Side;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::{AmendmentWords, Correcting, EpisodeChoice, LineAt, MayAdd, VoidWords};

/// A session to begin, or to go on with when one is open.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StartSession {
    /// Whose visit it is.
    pub patient: PatientId,
}

/// A draft as it is kept. Exactly one of `session` and `registration` is there.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DraftPage {
    /// The draft.
    pub id: DraftId,
    /// Its revision; the next `keep_draft` names it.
    #[ts(type = "number")]
    pub rev: u64,
    /// Whose it is.
    pub patient: Option<PatientId>,
    /// "Okafor, Ada", when the patient is registered.
    pub name: Option<String>,
    /// "14 Mar 1984 (42)", when the patient is registered.
    pub born: Option<String>,
    /// The visit's number when signed: 1 for the first.
    pub visit: u32,
    /// The session as typed.
    pub session: Option<SessionDraft>,
    /// The registration, or the changed details, as typed.
    pub registration: Option<PatientDraft>,
    /// The revision of the details that a change was begun from; none for a registration.
    pub based_on: Option<u32>,
    /// Where the caret stood: a path and a position, as the window wrote it.
    pub caret: Option<String>,
    /// When it was kept, "14:09:31".
    pub kept_at: String,
    /// The patient's last session.
    pub last: Option<SessionLine>,
    /// What is corrected, when the draft is a correction of a signed note.
    pub correcting: Option<Correcting>,
    /// What each target of the last visits had the last time, newest first: offered, never filled in.
    pub last_settings: Vec<LastSettings>,
    /// The fields that the last session's note holds, by name, and parts of them: the form opens there.
    pub used: Vec<String>,
    /// The episodes of care that the visit can belong to: the open ones, and the one that is chosen.
    pub episodes: Vec<EpisodeChoice>,
    /// The therapist's phrases: what a key writes out.
    pub phrases: Vec<Phrase>,
    /// The conditions, by id, that the therapist has a template for.
    pub templates: Vec<String>,
}

/// A template to begin a note with.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UseTemplate {
    /// The condition, by id.
    pub condition: String,
    /// What is typed so far.
    pub session: SessionDraft,
}

/// What a template writes into a note.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TemplateFills {
    /// The texts for fields that hold nothing; the others are empty.
    pub texts: TemplateTexts,
}

/// Needle and technique of a target the last time it was needled. Never a dose.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LastSettings {
    /// The target, by id.
    pub target: String,
    /// The patient's side.
    pub side: Side,
    /// The needle as it is typed: "0.25x40".
    pub needle: String,
    /// The techniques, by id.
    pub techniques: Vec<String>,
    /// "20 Nov 2026".
    pub date: String,
    /// "0.25 × 40 mm · Pistoning / sparrow pecking".
    pub words: String,
}

/// What is typed so far, to be kept.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct KeepDraft {
    /// The draft; none makes a new one.
    pub draft: Option<DraftId>,
    /// `session`, `patient`, `screening`, `consent`, `contact`, `event`, `episode`, `letter`, `settings`,
    /// `correction`, `addendum` or `void`.
    pub kind: String,
    /// Whose session it is.
    pub patient: Option<PatientId>,
    /// The revision this is based on, 0 for a new one. A stale one is refused, so that nothing is lost.
    #[ts(type = "number")]
    pub rev: u64,
    /// A `SessionDraft`, a `PatientDraft`, or a `PatientChange` of somebody who is registered.
    #[ts(type = "unknown")]
    pub body: Value,
    /// Where the caret stands: a path and a position.
    pub caret: Option<String>,
}

/// A kept draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftKept {
    /// The draft.
    pub id: DraftId,
    /// Its new revision.
    #[ts(type = "number")]
    pub rev: u64,
    /// When it was kept, "14:09:31".
    pub kept_at: String,
}

/// A session to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckSession {
    /// Whose visit it is.
    pub patient: PatientId,
    /// What is typed so far.
    pub session: SessionDraft,
}

/// What still stands between a draft and a signed session.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SessionChecked {
    /// Faults that block signing, each at its field.
    pub problems: Vec<Problem>,
    /// What is not recorded and does not block signing.
    pub gaps: Vec<Problem>,
    /// The fewest needles that the rows stand for: a hint beside the count.
    pub needles_of_rows: u32,
    /// The most, which differs when a row has a range.
    pub needles_of_rows_to: u32,
    /// Distinct muscles of the rows.
    pub muscles: u32,
    /// Distinct muscles with left and right counted each.
    pub muscle_sides: u32,
    /// Names of targets over the lung; any asks for the advice on breathlessness.
    pub over_lung: Vec<String>,
    /// One quiet line when the visit passes what its episode has authorised. It blocks nothing.
    pub authorisation: Option<String>,
    /// The open boxes that each row may have been needled from, in the order of the rows.
    pub boxes: Vec<Vec<BoxOffer>>,
    /// Each row in words, in the order of the rows: "left upper trapezius · TrP 1 · …".
    pub rows: Vec<String>,
    /// "Signed 3 days after the visit", when signing now would make it a late entry.
    pub late: Option<String>,
    /// Who would sign: "A. Rivera, PT, DPT".
    pub signer: String,
    /// The note as it would stand after signing, in paragraphs: heading and words. Rows that are not confirmed
    /// are not in it.
    pub text: Vec<(String, String)>,
}

/// A box of needles that is open, offered to a row of its size.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BoxOffer {
    /// The brand that the row would say.
    pub brand: String,
    /// The lot that the row would say.
    pub lot: String,
    /// "Seirin, lot A17, opened 1 Nov 2026".
    pub words: String,
    /// "Expired on 30 Jun 2026."; empty while it has not.
    pub expired: String,
}

/// A draft to sign.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SignSession {
    /// The draft.
    pub draft: DraftId,
    /// The revision that was read before signing: what was not seen is not signed.
    #[ts(type = "number")]
    pub rev: u64,
}

/// A signed session.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Signed {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub patient: PatientId,
    /// The first sixteen digits of the entry's hash.
    pub fingerprint: String,
}

/// A signed session in a list.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SessionLine {
    /// The session.
    pub id: SessionId,
    /// "22 Nov 2026".
    pub date: String,
    /// "14:05".
    pub time: String,
    /// When it began, in UTC milliseconds, for the chart's axis.
    #[ts(type = "number")]
    pub utc_ms: i64,
    /// The region in words.
    pub region: String,
    /// "cancelled" or "missed", at a visit that was not held.
    pub not_held: Option<String>,
    /// Pain now before the needling, 0 to 10.
    pub pain_before: Option<u8>,
    /// Pain now after the needling, 0 to 10.
    pub pain_after: Option<u8>,
    /// What was needled.
    pub sites: Vec<SiteLine>,
    /// How many adverse events were recorded; they were always asked about.
    pub events: u32,
    /// "Signed 3 days after the visit", of a late entry.
    pub late: Option<String>,
    /// "amended 22 Nov 2026"; everything above is what stands now.
    pub amended: Option<String>,
    /// "voided: recorded for another patient". A voided visit counts nowhere.
    pub voided: Option<String>,
    /// Whether its text is withheld from what leaves the practice with this patient's record.
    pub withheld: bool,
}

/// A needled site in words.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SiteLine {
    /// "left upper trapezius".
    pub target: String,
    /// "TrP 1", when given.
    pub point: Option<String>,
    /// "0.25 × 40 mm".
    pub needle: String,
    /// Needles, per side with both.
    pub needles: u8,
    /// The technique in words.
    pub technique: String,
    /// The twitch response in words; none when it was not recorded.
    pub twitch: Option<String>,
}

/// A signed session in full.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SessionPage {
    /// The session in the list's words.
    pub line: SessionLine,
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// The note as it stands now, in the shape that `chart` takes.
    pub note: SessionDraft,
    /// The full text in paragraphs: heading and words, as it stands now.
    pub text: Vec<(String, String)>,
    /// Where that text differs from what was signed first.
    pub changed_lines: Vec<LineAt>,
    /// The full text as it was signed first, when it was corrected since.
    pub original: Option<Vec<(String, String)>>,
    /// What was added, oldest first.
    pub amendments: Vec<AmendmentWords>,
    /// Why it does not hold, when it was voided.
    pub voided: Option<VoidWords>,
    /// What the reader may add to it.
    pub may: MayAdd,
    /// Who signed.
    pub signed_by: String,
    /// When it was signed, in words.
    pub signed_at: String,
    /// The whole hash of the entry.
    pub fingerprint: String,
}
