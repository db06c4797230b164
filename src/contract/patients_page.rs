//! The page that a patient answers on alone, on the wire. It names nobody and tells nothing of the record.

use filiform_domain::ids::DraftId;
use filiform_domain::measure::ActivityDraft;
use filiform_domain::problem::Problem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A score that was begun, to be answered by the patient alone.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandToPatient {
    /// The kept draft of the score: its measure is what is asked.
    pub draft: DraftId,
}

/// What the patient is shown: one measure, and nothing else.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PatientsPage {
    /// "Pain now", "Your activities".
    pub title: String,
    /// What a number means, in the words of the content.
    pub question: String,
    /// The lowest answer.
    pub low: i32,
    /// The highest answer.
    pub high: i32,
    /// What the lowest answer means; empty when the content has no words for it.
    pub low_words: String,
    /// What the highest answer means.
    pub high_words: String,
    /// The activities that are rated again, in the patient's own words; for a first time empty rows.
    pub activities: Vec<String>,
    /// Whether the patient's own activities are asked for, and not one number.
    pub asks_activities: bool,
    /// Whether a PIN brings the therapist back; else the practice is locked and the passphrase does.
    pub pin: bool,
}

/// What the patient answered.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PatientsAnswer {
    /// One number, as it was chosen; empty where activities are asked for.
    pub total: String,
    /// The patient's own activities with their numbers.
    pub activities: Vec<ActivityDraft>,
}

/// Whether the answer was kept.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PatientAnswered {
    /// Faults of the answer, each at its field; nothing is kept while there are any.
    pub problems: Vec<Problem>,
}
