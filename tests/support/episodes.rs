//! Episodes of care, for tests.

use filiform::Error;
use filiform::contract::{EpisodePage, EpisodeTyped, KeepEpisode, Nothing, WhichEpisode};
use filiform::manage_episode::{keep_episode, open_episode};
use filiform_domain::episode::{
    DischargeDraft, DischargeReason, EpisodeDraft, GoalDraft, PlanOfCareDraft, ReferralDraft,
};
use filiform_domain::ids::{EpisodeId, PatientId, SessionId};
use filiform_domain::patient::Complaint;
use filiform_domain::session::SessionDraft;
use filiform_domain::site::Side;

use super::Desk;

impl Desk {
    /// Opens an episode.
    pub(crate) fn begin(
        &self,
        patient: PatientId,
        content: EpisodeDraft,
    ) -> Result<EpisodePage, Error> {
        let typed = EpisodeTyped {
            content,
            ..EpisodeTyped::default()
        };
        self.keep_typed(patient, typed)
    }

    /// Changes an episode as it stands.
    pub(crate) fn change(
        &self,
        patient: PatientId,
        id: EpisodeId,
        change: impl FnOnce(&mut EpisodeDraft),
    ) -> Result<EpisodePage, Error> {
        let page = self.episode(id);
        let mut content = page.content;
        change(&mut content);
        let typed = EpisodeTyped {
            episode: Some(id),
            based_on: page.revision,
            content,
        };
        self.keep_typed(patient, typed)
    }

    pub(crate) fn keep_typed(
        &self,
        patient: PatientId,
        typed: EpisodeTyped,
    ) -> Result<EpisodePage, Error> {
        let draft = None;
        let asked = KeepEpisode {
            patient,
            typed,
            draft,
        };
        keep_episode(&self.filiform, asked)
    }

    /// How many drafts are open.
    pub(crate) fn open_drafts(&self) -> usize {
        let today = filiform::today::today(&self.filiform, Nothing {});
        today.unwrap().drafts.len()
    }

    /// The episode as it stands.
    pub(crate) fn episode(&self, episode: EpisodeId) -> EpisodePage {
        let which = WhichEpisode { episode };
        open_episode(&self.filiform, which).ok().unwrap()
    }

    /// Signs a note in this episode.
    pub(crate) fn sign_in(
        &self,
        patient: PatientId,
        episode: EpisodeId,
        note: SessionDraft,
    ) -> Result<SessionId, Error> {
        let episode = episode.to_string();
        self.sign(patient, &SessionDraft { episode, ..note })
    }
}

/// Neck pain on the left since 3 Nov 2026, 12 visits until 3 Jan 2027, a plan that was sent on 4 Nov.
pub(crate) fn episode() -> EpisodeDraft {
    EpisodeDraft {
        opened_on: "2026-11-03".into(),
        conditions: vec![Complaint {
            condition: "neck-pain".into(),
            icd10cm: "M54.2".into(),
        }],
        side: Some(Side::Left),
        referral: ReferralDraft {
            referrer: "Dr. L. Hahn".into(),
            date: "2026-11-02".into(),
            diagnosis: "Cervicalgia".into(),
            visits_authorised: Some(12),
            expires: "2027-01-03".into(),
        },
        plan_of_care: PlanOfCareDraft {
            sent_to: "Dr. L. Hahn".into(),
            sent_on: "2026-11-04".into(),
            ..PlanOfCareDraft::default()
        },
        goals: vec![GoalDraft {
            text: "Drive for an hour".into(),
            due: "2026-12-20".into(),
            ..GoalDraft::default()
        }],
        baseline: "Rotation left 45 degrees.".into(),
        reassess_due: "2026-12-20".into(),
        ..EpisodeDraft::default()
    }
}

/// The goals were met on 22 Nov 2026.
pub(crate) fn discharge() -> DischargeDraft {
    DischargeDraft {
        date: "2026-11-22".into(),
        reason: Some(DischargeReason::GoalsMet),
        summary: "Drives without pain.".into(),
        ..DischargeDraft::default()
    }
}
