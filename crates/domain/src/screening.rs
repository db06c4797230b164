//! Screening: what a patient answers once and what is reviewed later, as opposed to what is asked at every
//! visit. An answer set is written down whole, as it now stands.
//!
//! The checks are those of `screening.csv`. Nothing here forbids needling: what was done must be recordable.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::between::{Between, checked_day};
use crate::ids::{PatientId, PracticeId};
use crate::problem::{Check, Problem};
use crate::time::CalendarDate;
use crate::vocabulary::Vocabulary;

/// The warning for needles over both lungs in one session (`needling_fields.md`, section 12, source
/// `acts_sa`). It is acknowledged like a check and is no row of `screening.csv`.
pub const BOTH_LUNGS: &str = "both-lungs";

/// Longest note beside an answer, in characters.
const NOTE: usize = 500;
/// Longest note for the whole set, in characters.
const LONG_NOTE: usize = 2000;

/// An answer to a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Asked, and not known.
    NotKnown,
}

/// One check with its answer.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScreeningAnswer {
    /// The check, by id. Required.
    #[schemars(required)]
    pub check: String,
    /// The answer; a row without one counts as not asked and is left out.
    pub answer: Option<Answer>,
    /// What belongs to it: the medicine and its dose, the place, the year. At most 500 characters.
    pub note: String,
    /// Since when the answer stands, `2026-11-22`; the day of the review when left open.
    pub date: String,
}

/// A patient's screening as typed: the form, the draft, and the file that `screening` takes. As kept, it is
/// the same shape, tidied.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScreeningDraft {
    /// The day on which all answers were gone through with the patient, `2026-11-22`. Required.
    #[schemars(required)]
    pub reviewed: String,
    /// The answers, each check at most once. At least one is required.
    #[schemars(required)]
    pub answers: Vec<ScreeningAnswer>,
    /// What belongs to the whole, at most 2000 characters.
    pub note: String,
}

/// A patient's screening as it now stands. Made by [`ScreeningDraft::checked`] alone.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    /// Whose.
    pub patient: PatientId,
    /// The day on which all answers were gone through.
    pub reviewed: CalendarDate,
    /// The answers: tidied, each with its date, and nothing in them that the rules refuse.
    pub sheet: ScreeningDraft,
}

impl ScreeningDraft {
    /// The screening as it may be kept, or every fault at its field.
    pub fn checked(
        &self,
        between: &Between<'_>,
        words: &dyn Vocabulary,
    ) -> Result<Screening, Vec<Problem>> {
        let mut check = Check::default();
        let what = ("reviewed", "The review", self.reviewed.as_str());
        if self.reviewed.trim().is_empty() {
            check.fault("reviewed", "missing", "The day of the review is missing.");
        }
        let reviewed = checked_day(&mut check, what, between);
        let given: Vec<_> = (0..)
            .zip(&self.answers)
            .filter(|(_, row)| row.answer.is_some())
            .collect();
        if given.is_empty() {
            check.fault("answers", "missing", "No check is answered yet.");
        }
        let answers = given.iter().map(|(n, row): &(usize, &ScreeningAnswer)| {
            check.within(&format!("answers[{n}]"), |check| {
                let earlier = self.answers.iter().take(*n);
                if earlier
                    .filter(|other| other.answer.is_some())
                    .any(|other| other.check == row.check)
                {
                    check.fault(
                        "check",
                        "twice",
                        "This check is answered twice. Which answer is right?",
                    );
                }
                row.checked(check, reviewed, between, words)
            })
        });
        let answers = answers.collect();
        let note = check
            .optional("note", "The note", &self.note, LONG_NOTE)
            .unwrap_or_default();
        let day = reviewed.unwrap_or(between.birth_date);
        let sheet = Self {
            reviewed: day.to_string(),
            answers,
            note,
        };
        check.finish(Screening {
            patient: between.patient,
            reviewed: day,
            sheet,
        })
    }
}

impl ScreeningAnswer {
    fn checked(
        &self,
        check: &mut Check,
        reviewed: Option<CalendarDate>,
        between: &Between<'_>,
        words: &dyn Vocabulary,
    ) -> Self {
        if !words.check_exists(&self.check) {
            check.fault(
                "check",
                "unknown-check",
                "No check has this name. Choose one from the list.",
            );
        }
        let since = checked_day(check, ("date", "The answer", &self.date), between);
        if since
            .zip(reviewed)
            .is_some_and(|(since, reviewed)| since > reviewed)
        {
            check.fault(
                "date",
                "after-review",
                "The answer is later than the review it belongs to.",
            );
        }
        let date = since.or(reviewed).map(|day| day.to_string());
        Self {
            check: self.check.clone(),
            answer: self.answer,
            note: check
                .optional("note", "The note", &self.note, NOTE)
                .unwrap_or_default(),
            date: date.unwrap_or_default(),
        }
    }
}

impl Screening {
    /// The checks that were answered with yes, in the order of the sheet.
    pub fn yes(&self) -> impl Iterator<Item = &ScreeningAnswer> {
        let rows = self.sheet.answers.iter();
        rows.filter(|row| row.answer == Some(Answer::Yes))
    }

    /// The answer to a check; none when it was not asked.
    pub fn answer(&self, check: &str) -> Option<Answer> {
        let row = self.sheet.answers.iter().find(|row| row.check == check);
        row.and_then(|row| row.answer)
    }
}

/// How a practice holds a check on which the sources disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PolicyLevel {
    /// It speaks against needling.
    Absolute,
    /// It calls for caution.
    Relative,
    /// It is decided each time, with a reason.
    PerDecision,
}

/// The practice's word on one check.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyRow {
    /// The check, by id.
    pub check: String,
    /// How it is held.
    pub level: PolicyLevel,
    /// Why, at most 500 characters.
    pub reason: String,
}

/// The practice's policy on checks whose sources disagree: the whole of it as it now stands, signed.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreeningPolicy {
    /// Whose policy.
    pub practice: PracticeId,
    /// A row for each check that was decided.
    pub rows: Vec<PolicyRow>,
}

impl ScreeningPolicy {
    /// The policy as it may be signed. `disputed` says on which checks the sources disagree; the others
    /// are held as the content has them.
    pub fn checked(
        practice: PracticeId,
        rows: &[PolicyRow],
        disputed: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Vec<Problem>> {
        let mut check = Check::default();
        let kept = rows.iter().enumerate().map(|(n, row)| {
            check.within(&format!("rows[{n}]"), |check| {
                if !disputed(&row.check) {
                    check.fault(
                        "check",
                        "not-disputed",
                        "Only a check on which sources disagree takes a policy.",
                    );
                }
                if rows.iter().take(n).any(|other| other.check == row.check) {
                    check.fault("check", "twice", "This check stands there twice.");
                }
                let reason = check.optional("reason", "The reason", &row.reason, NOTE);
                PolicyRow {
                    reason: reason.unwrap_or_default(),
                    ..row.clone()
                }
            })
        });
        let rows = kept.collect();
        check.finish(Self { practice, rows })
    }

    /// How the practice holds a check; none when it has not decided.
    pub fn level(&self, check: &str) -> Option<PolicyLevel> {
        let row = self.rows.iter().find(|row| row.check == check);
        row.map(|row| row.level)
    }
}

#[cfg(test)]
mod tests;
