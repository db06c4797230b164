//! What an entry between two visits shares with every other: who was on the other side, and when it was.

use chrono::{NaiveDateTime, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::PatientId;
use crate::problem::Check;
use crate::time::{CalendarDate, Instant, parse_clock};

/// Longest text of what was said, seen or done, in characters.
pub(crate) const LONG_TEXT: usize = 4000;
/// Longest text of one line, in characters.
pub(crate) const SHORT_TEXT: usize = 300;

/// What the rules of an entry between two visits ask for besides the draft. All of it is passed in.
pub struct Between<'a> {
    /// Whose record it is for.
    pub patient: PatientId,
    /// The patient's date of birth: nothing lies before it.
    pub birth_date: CalendarDate,
    /// The present moment: nothing lies after it.
    pub now: Instant,
    /// The wall clock's offset from UTC in minutes at a local date and time.
    pub offset_at: &'a dyn Fn(NaiveDateTime) -> i16,
}

/// What somebody is to the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The patient.
    Patient,
    /// A physician.
    Physician,
    /// Family, or somebody who cares for the patient.
    Family,
    /// Another clinician: a nurse practitioner, a therapist, a dentist.
    OtherClinician,
    /// Who pays.
    Payer,
    /// Somebody else.
    Other,
}

/// Who was on the other side, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WhoDraft {
    /// What they are to the patient. Required.
    #[schemars(required)]
    pub role: Option<Role>,
    /// The name, at most 120 characters. Required of everybody but the patient.
    pub name: String,
}

/// Who was on the other side, as kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// What they are to the patient.
    pub role: Role,
    /// The name; none when it is the patient, whose name is known.
    pub name: Option<String>,
}

impl WhoDraft {
    /// Who it was. A fault stands below `field`.
    pub(crate) fn checked(&self, check: &mut Check, field: &str) -> Option<Who> {
        check.within(field, |check| {
            if self.role.is_none() {
                check.fault("role", "missing", "Who was it: the patient, a physician …?");
            }
            let name = if matches!(self.role, None | Some(Role::Patient)) {
                check.optional("name", "The name", &self.name, 120)
            } else {
                Some(check.required("name", "The name", &self.name, 120))
            };
            Some(Who {
                role: self.role?,
                name,
            })
        })
    }
}

impl Who {
    /// The same as a draft.
    pub(crate) fn to_draft(&self) -> WhoDraft {
        WhoDraft {
            role: Some(self.role),
            name: self.name.clone().unwrap_or_default(),
        }
    }
}

/// The two fields that a moment is typed in, and what happened then: "The contact".
pub(crate) struct MomentFields<'a> {
    pub(crate) what: &'a str,
    pub(crate) date: (&'a str, &'a str),
    pub(crate) time: (&'a str, &'a str),
}

impl MomentFields<'_> {
    /// The moment; never in the future, never before the patient was born.
    pub(crate) fn checked(&self, check: &mut Check, between: &Between<'_>) -> Option<Instant> {
        let day = self.checked_day(check, between);
        let clock = self.checked_clock(check);
        let local = day?.0.and_time(clock?);
        let at = Instant::of_local(local, (between.offset_at)(local));
        if at.utc_ms > between.now.utc_ms {
            let message = format!("{} lies in the future.", self.what);
            check.fault(self.time.0, "future", message);
            return None;
        }
        Some(at)
    }

    fn checked_day(&self, check: &mut Check, between: &Between<'_>) -> Option<CalendarDate> {
        let (field, typed) = self.date;
        checked_day(check, (field, self.what, typed), between).or_else(|| {
            if typed.trim().is_empty() {
                check.fault(field, "missing", "The date is missing.");
            }
            None
        })
    }

    fn checked_clock(&self, check: &mut Check) -> Option<NaiveTime> {
        let (field, typed) = self.time;
        if typed.trim().is_empty() {
            check.fault(field, "missing", "The time is missing.");
            return None;
        }
        let clock = parse_clock(typed.trim());
        if clock.is_err() {
            let message = "Write the time as hours and minutes, like 14:05.";
            check.fault(field, "not-a-time", message);
        }
        clock.ok()
    }
}

/// A day, or nothing when none was typed; never in the future, never before the patient was born.
pub(crate) fn checked_day(
    check: &mut Check,
    (field, what, typed): (&str, &str, &str),
    between: &Between<'_>,
) -> Option<CalendarDate> {
    if typed.trim().is_empty() {
        return None;
    }
    let Ok(day) = typed.trim().parse::<CalendarDate>() else {
        let message = "Write the date as year-month-day, like 2026-11-22.";
        check.fault(field, "not-a-date", message);
        return None;
    };
    if day < between.birth_date {
        let message = format!("{what} lies before the patient's date of birth.");
        check.fault(field, "before-birth", message);
        return None;
    }
    if day > between.now.date() {
        check.fault(field, "future", format!("{what} lies in the future."));
        return None;
    }
    Some(day)
}

#[cfg(test)]
pub(crate) mod testing {
    //! What the tests of both entries are given.

    use super::{Between, PatientId};
    use crate::time::Instant;

    /// 22 Nov 2026 15:05 UTC.
    pub(crate) const NOW_MS: i64 = 1_795_359_900_000;

    /// A patient born on 14 Mar 1984, looked at from `NOW_MS`.
    pub(crate) fn between() -> Between<'static> {
        Between {
            patient: PatientId::new(NOW_MS, [2; 10]),
            birth_date: "1984-03-14".parse().unwrap(),
            now: Instant {
                utc_ms: NOW_MS,
                offset_minutes: 0,
            },
            offset_at: &|_| 0,
        }
    }
}
