//! Episodes of care on the wire: the form, the page, a line in a list, and what needs attention.

use filiform_domain::episode::EpisodeDraft;
use filiform_domain::ids::{DraftId, EntryId, EpisodeId, PatientId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BetweenWords, FormKept};

/// Which episode.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichEpisode {
    /// The episode.
    pub episode: EpisodeId,
}

/// Which step of an episode: its entry.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct WhichEpisodeStep {
    /// The entry that opened, closed or reopened it.
    pub entry: EntryId,
}

/// An episode to open, to change, or to go on typing at.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct StartEpisode {
    /// Whose.
    pub patient: PatientId,
    /// The episode to change; none for a new one.
    pub episode: Option<EpisodeId>,
    /// The draft to go on with, whatever episode it is for.
    pub draft: Option<DraftId>,
}

/// An episode as it is typed, with what the typing was begun from: also the body of its draft.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EpisodeTyped {
    /// The episode that is changed; none for a new one.
    pub episode: Option<EpisodeId>,
    /// The revision it was begun from; 0 for a new one.
    pub based_on: u32,
    /// The whole episode as it should stand.
    pub content: EpisodeDraft,
}

/// An episode as it is being typed: begun now, or gone on with.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EpisodeForm {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// What is typed. A new one begins today, with the referrer and the one condition the patient has.
    pub typed: EpisodeTyped,
    /// How far it is kept.
    pub kept: FormKept,
    /// What stands in the record now; none for a new one.
    pub stands: Option<EpisodePage>,
}

/// An episode to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckEpisode {
    /// Whose.
    pub patient: PatientId,
    /// What is typed so far.
    pub typed: EpisodeTyped,
}

/// An episode to keep.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct KeepEpisode {
    /// Whose.
    pub patient: PatientId,
    /// The episode.
    pub typed: EpisodeTyped,
    /// The draft it was typed in, which ends with the keeping.
    pub draft: Option<DraftId>,
}

/// An episode in full, as it stands now.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EpisodePage {
    /// The episode.
    pub id: EpisodeId,
    /// Its revision; the next change names it.
    pub revision: u32,
    /// The episode in the shape that `episode` takes.
    pub content: EpisodeDraft,
    /// The episode in a list.
    pub line: EpisodeLine,
    /// The episode in words, with who wrote it down last.
    pub words: BetweenWords,
}

/// A patient's episodes in full.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EpisodeList {
    /// The open ones first, of each the one that began last.
    pub episodes: Vec<EpisodePage>,
}

/// An episode in a list.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EpisodeLine {
    /// The episode.
    pub id: EpisodeId,
    /// "Neck pain, left".
    pub title: String,
    /// Whether care goes on.
    pub open: bool,
    /// "since 3 Nov 2026", "3 Nov 2026 to 3 Jan 2027: goals met".
    pub when: String,
    /// "referred by Dr. L. Hahn"; none when nobody referred.
    pub referred: Option<String>,
    /// "4 of 12 visits used, authorised until 3 Jan 2027".
    pub visits: String,
    /// Visits that were held.
    pub visits_held: u32,
    /// "1 visit not held"; none when every visit was held.
    pub not_held: Option<String>,
    /// Visits that were not held.
    pub visits_not_held: u32,
    /// "1 of 3 goals met"; none without goals.
    pub goals: Option<String>,
    /// What to know before the next visit, quietly: a passed authorisation, an awaited plan, a re-assessment
    /// that is due. None of it stops anything, and a closed episode has none.
    pub notices: Vec<String>,
}

/// An episode that a visit can belong to.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EpisodeChoice {
    /// The episode.
    pub id: EpisodeId,
    /// "Neck pain, left · since 3 Nov 2026".
    pub words: String,
    /// "4 of 12 visits used, authorised until 3 Jan 2027".
    pub visits: String,
}

/// An open episode that needs attention.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttentionLine {
    /// The episode.
    pub episode: EpisodeId,
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// Each thing in a few words: "Plan of care sent 3 Nov 2026 to Dr. L. Hahn, signature awaited".
    pub words: Vec<String>,
    /// A day has passed, or all visits are used.
    pub overdue: bool,
}

/// Where an episode began or ended, as it was written down then.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EpisodeStepPage {
    /// The episode in words.
    pub words: BetweenWords,
}
