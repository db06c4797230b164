//! How long a record is kept, and when it may be destroyed.
//!
//! The practice sets its own rule; nothing is preset, because the years differ from place to place and this
//! app gives no legal advice. Without a rule nothing is ever due.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fold::fold;
use crate::ids::{PatientId, PracticeId};
use crate::patient::Patient;
use crate::problem::{Check, Problem};
use crate::time::CalendarDate;

/// How long the practice keeps a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionRule {
    /// Years after the last visit, 1 to 100.
    pub years_after_last_visit: u8,
    /// The age at which somebody is of age where the practice is, 14 to 25.
    pub age_of_majority: u8,
    /// Years after that birthday for whoever was first seen before it, 0 to 100.
    pub years_after_majority: u8,
}

/// The rule as typed. Off, it says nothing more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RetentionDraft {
    /// Whether the practice has a rule.
    pub on: bool,
    /// Years after the last visit, 1 to 100.
    #[ts(type = "number | null")]
    pub years_after_last_visit: Option<i64>,
    /// The age of majority, 14 to 25.
    #[ts(type = "number | null")]
    pub age_of_majority: Option<i64>,
    /// Years after reaching it, 0 to 100.
    #[ts(type = "number | null")]
    pub years_after_majority: Option<i64>,
}

/// The practice's word on how long it keeps records, from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionSet {
    /// Which practice.
    pub practice: PracticeId,
    /// The rule; none when the practice has no rule any more.
    pub rule: Option<RetentionRule>,
}

/// A legal hold was laid on a record, or lifted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Whose record.
    pub patient: PatientId,
    /// Why, in the therapist's words.
    pub reason: String,
}

/// Why a record may go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The time for which the practice keeps records is over.
    #[default]
    RetentionOver,
    /// The patient was registered by mistake, and nothing was ever signed for them.
    RegisteredByMistake,
}

/// A record was destroyed. It says that and why, and nothing of what was in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordDestroyed {
    /// Whose record it was.
    pub patient: PatientId,
    /// Why it could go.
    pub ground: Ground,
    /// The reason in the owner's words. It names nobody.
    pub reason: String,
    /// From when on it could be destroyed; none for a registration by mistake.
    pub due: Option<CalendarDate>,
    /// The rule as it stood.
    pub rule: Option<RetentionRule>,
}

/// What the rule looks at in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The date of birth.
    pub birth_date: CalendarDate,
    /// The first visit that was held.
    pub first_visit: Option<CalendarDate>,
    /// The last visit that was held.
    pub last_visit: Option<CalendarDate>,
    /// The day something was last written down for the patient.
    pub last_entry: CalendarDate,
    /// Whether a legal hold lies on the record.
    pub held: bool,
    /// Whether anything but the registration was signed.
    pub anything_signed: bool,
}

/// The first day on which a record may be destroyed, and what it is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// That day.
    pub on: CalendarDate,
    /// What it is counted from.
    pub because: Because,
}

/// What a due date is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The last visit, on this day.
    LastVisit(CalendarDate),
    /// There was no visit; the last entry is of this day.
    LastEntry(CalendarDate),
    /// The patient was first seen as a minor, and came of age on this day.
    CameOfAge(CalendarDate),
}

/// Why a record must stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MustStay {
    /// A legal hold lies on it.
    Held,
    /// The practice has no retention rule.
    NoRule,
    /// It is not due before this day.
    NotBefore(CalendarDate),
    /// Something was signed for the patient, so that it is no registration by mistake.
    Signed,
}

impl RetentionRule {
    /// When a record is due. Of the two dates the later one holds, so that a child's record is never destroyed
    /// earlier than a grown-up's.
    pub fn due(&self, standing: &Standing) -> Due {
        let since = match standing.last_visit {
            Some(day) => (day, Because::LastVisit(day)),
            None => (standing.last_entry, Because::LastEntry(standing.last_entry)),
        };
        let usual = Due {
            on: years_after(since.0, self.years_after_last_visit),
            because: since.1,
        };
        let of_age = years_after(standing.birth_date, self.age_of_majority);
        if standing.first_visit.unwrap_or(standing.last_entry) >= of_age {
            return usual;
        }
        let minors = Due {
            on: years_after(of_age, self.years_after_majority),
            because: Because::CameOfAge(of_age),
        };
        if minors.on > usual.on { minors } else { usual }
    }

    /// The rule as it is typed.
    pub fn to_draft(self) -> RetentionDraft {
        RetentionDraft {
            on: true,
            years_after_last_visit: Some(self.years_after_last_visit.into()),
            age_of_majority: Some(self.age_of_majority.into()),
            years_after_majority: Some(self.years_after_majority.into()),
        }
    }
}

/// Whether a record may be destroyed today: since when it is due, which is nothing for a mistake.
///
/// # Errors
/// Why it must stay.
pub fn may_go(
    ground: Ground,
    rule: Option<RetentionRule>,
    standing: &Standing,
    today: CalendarDate,
) -> Result<Option<Due>, MustStay> {
    if standing.held {
        return Err(MustStay::Held);
    }
    match ground {
        Ground::RegisteredByMistake if standing.anything_signed => Err(MustStay::Signed),
        Ground::RegisteredByMistake => Ok(None),
        Ground::RetentionOver => {
            let due = rule.ok_or(MustStay::NoRule)?.due(standing);
            if due.on <= today {
                Ok(Some(due))
            } else {
                Err(MustStay::NotBefore(due.on))
            }
        }
    }
}

impl RetentionDraft {
    /// The rule, or none when it is off; or every fault at its field.
    pub fn checked(&self) -> Result<Option<RetentionRule>, Vec<Problem>> {
        if !self.on {
            return Ok(None);
        }
        let mut check = Check::default();
        let mut years = |field, what, value: Option<i64>, range| -> u8 {
            if value.is_none() {
                check.fault(field, "missing", format!("{what}: a number is missing."));
            }
            check.whole(field, what, value, range).unwrap_or_default()
        };
        let rule = RetentionRule {
            years_after_last_visit: years(
                "years_after_last_visit",
                "The years after the last visit",
                self.years_after_last_visit,
                1..=100,
            ),
            age_of_majority: years(
                "age_of_majority",
                "The age of majority",
                self.age_of_majority,
                14..=25,
            ),
            years_after_majority: years(
                "years_after_majority",
                "The years after coming of age",
                self.years_after_majority,
                0..=100,
            ),
        };
        check.finish(Some(rule))
    }
}

/// The reason for a hold or its end, tidied.
///
/// # Errors
/// When it is missing or too long.
pub fn hold_reason_checked(typed: &str) -> Result<String, Vec<Problem>> {
    let mut check = Check::default();
    let reason = check.required("reason", "The reason", typed, 300);
    check.finish(reason)
}

/// The reason for a destruction, tidied. It stays for good, so it must not name whom the record was about.
/// `typed` is the record number or the family name, typed as the first of two confirmations.
///
/// # Errors
/// Every fault at its field.
pub fn destruction_checked(
    reason: &str,
    typed: &str,
    patient: &Patient,
) -> Result<String, Vec<Problem>> {
    let mut check = Check::default();
    let reason = check.required("reason", "The reason", reason, 300);
    if names(&reason, patient) {
        check.fault(
            "reason",
            "names-the-patient",
            "The reason stays after the record is gone. Leave out the patient's name, number and contact details.",
        );
    }
    let typed = fold(typed);
    let is_theirs = [&patient.family_name, &patient.record_number]
        .into_iter()
        .any(|own| !typed.is_empty() && fold(own) == typed);
    if !is_theirs {
        check.fault(
            "typed",
            "not-the-same",
            "Type the patient's family name or record number as it stands on this page.",
        );
    }
    check.finish(reason)
}

/// Whether a text holds a word of the patient's name, their number, phone or address for mail.
fn names(text: &str, patient: &Patient) -> bool {
    let words_of = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let parts = folded.split(|c: char| !c.is_alphanumeric());
        parts
            .filter(|part| part.chars().count() > 1)
            .map(str::to_owned)
            .collect()
    };
    let said = words_of(text);
    let own = [
        &patient.family_name,
        &patient.given_name,
        &patient.record_number,
    ];
    let folded = fold(text);
    let whole = [&patient.phone, &patient.email]
        .into_iter()
        .any(|own| !own.is_empty() && folded.contains(&fold(own)));
    whole
        || own
            .into_iter()
            .flat_map(|own| words_of(own))
            .any(|own| said.contains(&own))
}

/// The same day so many years later; the first of March where there is no 29 February, so that nothing is
/// ever due a day early.
fn years_after(day: CalendarDate, years: u8) -> CalendarDate {
    use chrono::{Datelike, NaiveDate};
    let year = day.0.year() + i32::from(years);
    let later = day
        .0
        .with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1));
    CalendarDate(later.unwrap_or(NaiveDate::MAX))
}

#[cfg(test)]
mod tests;
