//! A dry needling session: the note as typed, the note as signed, and what stands between them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{PatientId, SessionId, TherapistId};
use crate::quantity::PainScore;
use crate::site::{Site, SiteDraft};
use crate::time::Instant;

/// A session as typed: the form, the draft and the file that `chart` takes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SessionDraft {
    /// The day of the visit, `2026-11-22`. Required, never in the future or before the patient's birth.
    #[schemars(required)]
    pub date: String,
    /// The time it began on the wall clock, `14:05`. Required.
    #[schemars(required)]
    pub time: String,
    /// The body region that was treated, by id. Required.
    #[schemars(required)]
    pub region: String,
    /// What the patient says today.
    pub story: String,
    /// Pain now, before the needling: 0 to 10.
    #[ts(type = "number | null")]
    pub pain_before: Option<i64>,
    /// The needled sites, one row each.
    pub sites: Vec<SiteDraft>,
    /// Pain now, after the needling: 0 to 10.
    #[ts(type = "number | null")]
    pub pain_after: Option<i64>,
    /// How the needling was tolerated.
    pub tolerance: Option<Tolerance>,
    /// What was seen and said after the needling.
    pub response: String,
    /// Needles put in, counted from the packets: 0 to 200. Required as soon as a site is charted.
    #[ts(type = "number | null")]
    pub needles_in: Option<i64>,
    /// Needles taken out and counted: 0 to 200. Must equal `needles_in`, or be explained.
    #[ts(type = "number | null")]
    pub needles_out: Option<i64>,
    /// Why the two counts differ, when they do.
    pub needle_difference: String,
    /// Whether adverse events were asked about when the patient left the room. Silence is no answer.
    pub events_asked: bool,
    /// The events that were found; empty with `events_asked` means "asked, none".
    pub events: Vec<EventDraft>,
    /// Whether the advice on breathlessness was given. Asked whenever the lung lies below a target.
    pub breathlessness_advice: Option<bool>,
    /// The other care given at the same visit.
    pub other_care: Vec<OtherCareDraft>,
    /// The plan: next session, advice, re-assessment.
    pub plan: String,
}

/// An adverse event, as typed and as kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EventDraft {
    /// The kind of event, by id.
    pub kind: String,
    /// What was seen and done.
    pub note: String,
}

/// Other care given at the visit, as typed and as kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OtherCareDraft {
    /// The kind of care, by id.
    pub kind: String,
    /// Minutes it took, 1 to 600.
    #[ts(type = "number | null")]
    pub minutes: Option<i64>,
    /// What was done.
    pub note: String,
}

/// How the patient tolerated the needling (`needling_fields.md`, section 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tolerance {
    /// Good.
    Good,
    /// Fair.
    Fair,
    /// Poor.
    Poor,
}

/// A session as signed. Made by [`SessionDraft::checked`] alone, and never changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The session's identity.
    pub id: SessionId,
    /// Whose visit it was.
    pub patient: PatientId,
    /// Who needled, and signs.
    pub therapist: TherapistId,
    /// When it began.
    pub started: Instant,
    /// The body region that was treated, by id.
    pub region: String,
    /// What the patient said.
    pub story: Option<String>,
    /// Pain now, before the needling; none when it was not recorded.
    pub pain_before: Option<PainScore>,
    /// The needled sites, in the order they were charted.
    pub sites: Vec<Site>,
    /// Pain now, after the needling; none when it was not recorded.
    pub pain_after: Option<PainScore>,
    /// How the needling was tolerated; none when it was not recorded.
    pub tolerance: Option<Tolerance>,
    /// What was seen and said after the needling.
    pub response: Option<String>,
    /// The needle count; none at a visit without needling.
    pub needles: Option<NeedleCount>,
    /// The adverse events that were found. Signing requires that they were asked about.
    pub events: Vec<EventDraft>,
    /// Whether the advice on breathlessness was given; none when no target lies over the lung.
    pub breathlessness_advice: Option<bool>,
    /// The other care given at the same visit.
    pub other_care: Vec<OtherCareDraft>,
    /// The plan.
    pub plan: Option<String>,
}

/// Needles put in and taken out, counted by the therapist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedleCount {
    /// Needles put in.
    pub put_in: u16,
    /// Needles taken out.
    pub taken_out: u16,
    /// Why the counts differ; always there when they do.
    pub difference: Option<String>,
}

impl SessionDraft {
    /// The sum of the rows' needles: a hint beside the count, never the count itself.
    pub fn needles_of_rows(&self) -> u32 {
        self.sites.iter().map(SiteDraft::needles_charted).sum()
    }
}

impl Session {
    /// The session turned back into a draft, with nothing lost: what `history --json` prints is what
    /// `chart` takes.
    pub fn to_draft(&self) -> SessionDraft {
        let needles = self.needles.as_ref();
        SessionDraft {
            date: self.started.date().to_string(),
            time: self.started.clock(),
            region: self.region.clone(),
            story: self.story.clone().unwrap_or_default(),
            pain_before: self.pain_before.map(|p| i64::from(p.points())),
            sites: self.sites.iter().map(Site::to_draft).collect(),
            pain_after: self.pain_after.map(|p| i64::from(p.points())),
            tolerance: self.tolerance,
            response: self.response.clone().unwrap_or_default(),
            needles_in: needles.map(|n| i64::from(n.put_in)),
            needles_out: needles.map(|n| i64::from(n.taken_out)),
            needle_difference: needles
                .and_then(|n| n.difference.clone())
                .unwrap_or_default(),
            events_asked: true,
            events: self.events.clone(),
            breathlessness_advice: self.breathlessness_advice,
            other_care: self.other_care.clone(),
            plan: self.plan.clone().unwrap_or_default(),
        }
    }
}
