//! Scores of outcome measures, for tests.

use filiform::Error;
use filiform::contract::{ScoreMeasure, ScorePage};
use filiform_domain::ids::PatientId;
use filiform_domain::measure::{ActivityDraft, DayDraft, ScoreDraft};

use super::Desk;

impl Desk {
    /// Keeps a score.
    pub(crate) fn score(&self, patient: PatientId, score: ScoreDraft) -> Result<ScorePage, Error> {
        let typed = ScoreMeasure {
            patient,
            score,
            draft: None,
        };
        filiform::score_measure::score_measure(&self.filiform, typed)
    }
}

/// A total of this measure.
pub(crate) fn total(measure: &str, date: &str, total: &str) -> ScoreDraft {
    ScoreDraft {
        measure: measure.into(),
        date: date.into(),
        total: total.into(),
        ..ScoreDraft::default()
    }
}

/// A Neck Disability Index.
pub(crate) fn ndi(date: &str, percent: &str) -> ScoreDraft {
    total("ndi", date, percent)
}

/// The patient's own activities.
pub(crate) fn psfs(date: &str, rows: &[(&str, &str)]) -> ScoreDraft {
    let row = |(activity, score): &(&str, &str)| ActivityDraft {
        activity: (*activity).into(),
        score: (*score).into(),
    };
    ScoreDraft {
        activities: rows.iter().map(row).collect(),
        ..total("psfs", date, "")
    }
}

/// Daily ratings of one pain scale; an empty one is missing.
pub(crate) fn daily(measure: &str, rows: &[(&str, &str)]) -> ScoreDraft {
    let row = |(date, score): &(&str, &str)| DayDraft {
        date: (*date).into(),
        score: (*score).into(),
    };
    ScoreDraft {
        days: rows.iter().map(row).collect(),
        ..total(measure, "", "")
    }
}
