//! An episode turned back into a draft, with nothing lost.

use super::{
    Discharge, DischargeDraft, Episode, EpisodeDraft, Goal, GoalDraft, PlanOfCare, PlanOfCareDraft,
    Reassessment, ReassessmentDraft, Referral, ReferralDraft,
};
use crate::time::CalendarDate;

impl Episode {
    /// The same episode as a draft, for changing.
    pub fn to_draft(&self) -> EpisodeDraft {
        EpisodeDraft {
            opened_on: self.opened_on.to_string(),
            conditions: self.conditions.clone(),
            diagnosis: words(self.diagnosis.as_ref()),
            region: words(self.region.as_ref()),
            side: self.side,
            onset_date: day(self.onset_date),
            onset: words(self.onset.as_ref()),
            referral: self
                .referral
                .as_ref()
                .map(Referral::to_draft)
                .unwrap_or_default(),
            plan_of_care: self
                .plan_of_care
                .as_ref()
                .map(PlanOfCare::to_draft)
                .unwrap_or_default(),
            goals: self.goals.iter().map(Goal::to_draft).collect(),
            baseline: words(self.baseline.as_ref()),
            reassess_due: day(self.reassess_due),
            reassessments: self
                .reassessments
                .iter()
                .map(Reassessment::to_draft)
                .collect(),
            discharge: self.discharge.as_ref().map(Discharge::to_draft),
        }
    }
}

impl Referral {
    fn to_draft(&self) -> ReferralDraft {
        ReferralDraft {
            referrer: words(self.referrer.as_ref()),
            date: day(self.date),
            diagnosis: words(self.diagnosis.as_ref()),
            visits_authorised: self.visits_authorised.map(i64::from),
            expires: day(self.expires),
        }
    }
}

impl PlanOfCare {
    fn to_draft(&self) -> PlanOfCareDraft {
        PlanOfCareDraft {
            frequency: words(self.frequency.as_ref()),
            sent_to: words(self.sent_to.as_ref()),
            sent_on: day(self.sent_on),
            signature_due: day(self.signature_due),
            signed_on: day(self.signed_on),
            certified_until: day(self.certified_until),
        }
    }
}

impl Goal {
    fn to_draft(&self) -> GoalDraft {
        GoalDraft {
            text: self.text.clone(),
            due: day(self.due),
            state: self.state,
            decided_on: day(self.decided_on),
        }
    }
}

impl Reassessment {
    fn to_draft(&self) -> ReassessmentDraft {
        ReassessmentDraft {
            date: self.date.to_string(),
            found: self.found.clone(),
        }
    }
}

impl Discharge {
    fn to_draft(&self) -> DischargeDraft {
        DischargeDraft {
            date: self.date.to_string(),
            reason: Some(self.reason),
            reason_words: words(self.reason_words.as_ref()),
            summary: words(self.summary.as_ref()),
            home_programme: words(self.home_programme.as_ref()),
            follow_up: words(self.follow_up.as_ref()),
        }
    }
}

fn words(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn day(day: Option<CalendarDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
