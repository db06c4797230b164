//! A dry needling session: the note as typed, and the note as signed.
//!
//! There is one shape. What the form holds is what the draft keeps, what `chart` takes, what is signed and
//! what `history` prints; the rules of `signing` stand between the draft and the signed note.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::event::{EventDraft, StoppedEarly};
use crate::ids::{EpisodeId, PatientId, SessionId, TherapistId};
use crate::pain::{PainArea, PainRating};
use crate::quantity::PainScore;
use crate::site::SiteDraft;
use crate::time::Instant;
use crate::visit::{
    BillingCode, ConsentToday, Finding, FirstVisit, NotHeld, OtherCareDraft, Present,
    PromptAcknowledged, ScreeningToday, SinceLast, Tolerance,
};

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
    /// The time it ended on the wall clock, `14:45`.
    pub ended: String,
    /// The episode of care it belongs to, by id; empty when it belongs to none.
    pub episode: String,
    /// The body region that was treated, by id. Required at a visit that was held.
    pub region: String,
    /// The visit did not take place: cancelled or missed. Nothing else is required then.
    pub not_held: Option<NotHeld>,
    /// Who needled, when that was somebody from outside the practice. Stands on imported notes alone: a note that
    /// is charted here is signed by the person who needled.
    pub operator: String,
    /// Who else was in the room.
    pub present: Vec<Present>,
    /// What is recorded at a first visit alone.
    pub first_visit: Option<FirstVisit>,
    /// What the patient says today.
    pub story: String,
    /// What happened since the last session.
    pub since_last: Option<SinceLast>,
    /// The answer to the checks that are asked at every visit. Required before a needle.
    pub screening: Option<ScreeningToday>,
    /// Checks of today that were answered with yes, by id.
    pub screening_yes: Vec<String>,
    /// What belongs to the screening of today.
    pub screening_note: String,
    /// Prompts that were read and acknowledged at this visit.
    pub acknowledged: Vec<PromptAcknowledged>,
    /// The consent of the day. Required before a needle.
    pub consent: Option<ConsentToday>,
    /// The time on the wall clock when consent was withdrawn during the visit, `14:20`. No needle is later.
    pub consent_withdrawn_at: String,
    /// Pain now on the numeric rating scale, before the needling: 0 to 10.
    #[ts(type = "number | null")]
    pub pain_before: Option<i64>,
    /// Every other rating of pain: worst, best, average, with a movement, at a place, on a line of 100 mm.
    pub pains: Vec<PainRating>,
    /// Where it hurts, shaded on the body chart.
    pub pain_areas: Vec<PainArea>,
    /// Measurements, before and after.
    pub findings: Vec<Finding>,
    /// What the therapist makes of it.
    pub assessment: String,
    /// The condition that is treated, by id.
    pub condition: String,
    /// Why needling was chosen today: the finding that led to these targets (STRICTA item 1). Required
    /// before a needle, here, as `condition`, or at every row.
    pub indication: String,
    /// What was changed in the plan today, and why.
    pub plan_changed: String,
    /// How the patient lay or sat, with props, for all rows that say nothing else.
    pub position: String,
    /// The needled sites, one row each.
    pub sites: Vec<SiteDraft>,
    /// A line that is being typed and is not a row yet. It must be taken in or deleted before signing.
    pub line: String,
    /// Pain now on the numeric rating scale, after the needling: 0 to 10.
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
    /// The session was stopped before everything planned was done.
    pub stopped_early: Option<StoppedEarly>,
    /// Whether the advice on breathlessness was given. Asked whenever the lung lies below a target.
    pub breathlessness_advice: Option<bool>,
    /// The time on the wall clock when that advice was given, `14:40`.
    pub breathlessness_time: String,
    /// Whether that advice was also given in writing.
    pub breathlessness_slip: Option<bool>,
    /// Other advice and information that was given.
    pub advice: String,
    /// The other care given at the same visit.
    pub other_care: Vec<OtherCareDraft>,
    /// The plan: goals, re-assessment, what to do until then.
    pub plan: String,
    /// When the next visit is, and how often: "in a week", "2026-11-29", "twice a week for 3 weeks".
    pub next_visit: String,
    /// When the plan will be reviewed or ended.
    pub stop_rule: String,
    /// Minutes of care that is billed by time: 0 to 600.
    #[ts(type = "number | null")]
    pub timed_minutes: Option<i64>,
    /// Minutes of the whole visit: 0 to 600.
    #[ts(type = "number | null")]
    pub total_minutes: Option<i64>,
    /// The therapist's own billing codes: numbers only.
    pub codes: Vec<BillingCode>,
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
    /// The note: tidied, with nothing in it that the rules refuse. What `history` prints is what `chart` takes.
    pub note: SessionDraft,
}

impl SessionDraft {
    /// The rows that were needled: confirmed, and not only planned.
    pub fn needled(&self) -> impl Iterator<Item = &SiteDraft> {
        self.sites.iter().filter(|site| site.is_done())
    }

    /// The fewest and the most needles that the rows stand for: a hint beside the count, never the count.
    pub fn needles_of_rows(&self) -> (u32, u32) {
        self.needled().fold((0, 0), |(low, high), site| {
            let (fewest, most) = site.needles_charted();
            (low.saturating_add(fewest), high.saturating_add(most))
        })
    }
}

impl Session {
    /// The episode of care it belongs to.
    pub fn episode(&self) -> Option<EpisodeId> {
        self.note.episode.parse().ok()
    }

    /// Pain now before the needling; none when it was not recorded.
    pub fn pain_before(&self) -> Option<PainScore> {
        score(self.note.pain_before)
    }

    /// Pain now after the needling; none when it was not recorded.
    pub fn pain_after(&self) -> Option<PainScore> {
        score(self.note.pain_after)
    }
}

/// A rating that signing has found to lie on the scale.
pub(crate) fn score(points: Option<i64>) -> Option<PainScore> {
    PainScore::new(u8::try_from(points?).ok()?)
}
