//! What a visit holds around the needling: who was there, what was asked, measured, given and billed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::site::Side;

/// A visit that did not take place.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NotHeld {
    /// What happened. Required.
    #[schemars(required)]
    pub how: Option<NotHeldHow>,
    /// Who cancelled.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// How a visit came not to be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotHeldHow {
    /// Called off beforehand.
    Cancelled,
    /// The patient did not come.
    Missed,
}

/// Somebody else in the room.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Present {
    /// In what role. Required.
    #[schemars(required)]
    pub role: Option<PresentRole>,
    /// Their name.
    pub name: String,
}

/// Why somebody else was in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PresentRole {
    /// A student.
    Student,
    /// An interpreter.
    Interpreter,
    /// A parent or guardian.
    Parent,
    /// A chaperone.
    Chaperone,
    /// Somebody else.
    Other,
}

/// What is recorded at a first visit alone.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FirstVisit {
    /// The history of the complaint and of the patient.
    pub history: String,
    /// Whether red flags were asked about.
    pub red_flags_asked: Option<bool>,
    /// What was found when they were.
    pub red_flags: String,
    /// Medicines.
    pub medicines: Vec<Medicine>,
    /// Allergies; "none known" is an answer.
    pub allergies: String,
    /// The examination.
    pub examination: String,
    /// The goals, in the patient's words.
    pub goals: String,
    /// The prognosis.
    pub prognosis: String,
}

/// A medicine that the patient takes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Medicine {
    /// Its name. Required.
    #[schemars(required)]
    pub name: String,
    /// The dose, as the patient gives it.
    pub dose: String,
    /// What changed: "started 3 Nov", "stopped".
    pub change: String,
}

/// What happened since the last session.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SinceLast {
    /// How it is now, compared with before the last session.
    pub change: Option<SinceChange>,
    /// Soreness after the last session, at its worst: 0 to 10.
    #[ts(type = "number | null")]
    pub soreness: Option<i64>,
    /// Hours the soreness lasted: 0 to 720.
    #[ts(type = "number | null")]
    pub soreness_hours: Option<i64>,
    /// Whether there was a bruise.
    pub bruise: Option<bool>,
    /// Medicine that was used.
    pub medicine: String,
    /// Whether anything untoward came after the last session. A yes belongs into a reported event.
    pub later_event: Option<bool>,
    /// Warning signs: breathing, numbness, weakness, fever, bladder.
    pub warning_signs: String,
    /// What else the patient tells.
    pub note: String,
}

/// How it is since the last session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SinceChange {
    /// Better.
    Better,
    /// The same.
    Same,
    /// Worse.
    Worse,
}

/// The answer to the checks of every visit (`screening.csv`, column `ask_every_visit`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScreeningToday {
    /// Asked today, and all answered with no.
    AllNo,
    /// Asked today, and some answered with yes.
    SomeYes,
    /// Not asked. It is better recorded than left open.
    NotAsked,
}

/// The consent of the day (`needling_fields.md`, section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentToday {
    /// Given by word of mouth, today.
    Verbal,
    /// Given in writing, today.
    Written,
    /// Not asked for. It is better recorded than left open.
    NotAsked,
}

/// A prompt that was read and acknowledged.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PromptAcknowledged {
    /// The check, by id. Required.
    #[schemars(required)]
    pub check: String,
    /// Why needling went on; asked for the absolute ones only.
    pub reason: String,
    /// What the prompt rested on. When this changes, it is asked again.
    pub facts: String,
}

/// A measurement, before and after the needling.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Finding {
    /// What was measured: "cervical rotation, active", "pressure pain threshold". Required.
    #[schemars(required)]
    pub name: String,
    /// The patient's side.
    pub side: Option<Side>,
    /// The unit: "degrees", "kg/cm2", "mm".
    pub unit: String,
    /// The value before, as read: "45", "2.3", "positive".
    pub before: String,
    /// The value after.
    pub after: String,
    /// How it was measured, and what else belongs to it.
    pub note: String,
}

/// Other care given at the visit, as typed and as kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OtherCareDraft {
    /// The kind of care, by id. Required.
    #[schemars(required)]
    pub kind: String,
    /// Minutes it took, 1 to 600.
    #[ts(type = "number | null")]
    pub minutes: Option<i64>,
    /// The segment or joint that was treated: "C5-6".
    pub segment: String,
    /// The grade, where the care has grades: "III".
    pub grade: String,
    /// What was done: exercise, sets, dose.
    pub note: String,
}

/// One of the therapist's own billing codes. Numbers only: descriptions belong to their publisher.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BillingCode {
    /// Four to seven digits or capital letters. Required.
    #[schemars(required)]
    pub code: String,
    /// Units, 1 to 99.
    #[ts(type = "number | null")]
    pub units: Option<i64>,
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

impl NotHeldHow {
    /// "cancelled".
    pub fn words(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Missed => "missed",
        }
    }
}

impl PresentRole {
    /// "student".
    pub fn words(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Interpreter => "interpreter",
            Self::Parent => "parent or guardian",
            Self::Chaperone => "chaperone",
            Self::Other => "also present",
        }
    }
}

impl SinceChange {
    /// "better".
    pub fn words(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "the same",
            Self::Worse => "worse",
        }
    }
}

impl ScreeningToday {
    /// "asked today, all no".
    pub fn words(self) -> &'static str {
        match self {
            Self::AllNo => "asked today, all no",
            Self::SomeYes => "asked today, some yes",
            Self::NotAsked => "not asked",
        }
    }
}

impl ConsentToday {
    /// "verbal".
    pub fn words(self) -> &'static str {
        match self {
            Self::Verbal => "verbal, today",
            Self::Written => "written, today",
            Self::NotAsked => "not asked for",
        }
    }
}

impl Tolerance {
    /// "good".
    pub fn words(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Poor => "poor",
        }
    }
}
