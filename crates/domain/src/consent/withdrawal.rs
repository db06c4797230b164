//! Withdrawal of consent: one moment, from which nothing that was consented to holds any more.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::TEXT;
use crate::between::{Between, MomentFields};
use crate::ids::PatientId;
use crate::problem::{Check, Problem};
use crate::time::Instant;

/// A withdrawal as typed. Left open, it is now.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WithdrawalDraft {
    /// The day, `2026-11-22`; today when left open.
    pub date: String,
    /// The time on the wall clock, `14:20`; now when left open.
    pub time: String,
    /// What was said, at most 2000 characters.
    pub said: String,
}

/// A withdrawal as kept: whatever was consented to before does not hold from then on.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Whose record it belongs to.
    pub patient: PatientId,
    /// When consent was withdrawn.
    pub at: Instant,
    /// What was said.
    pub said: Option<String>,
}

impl WithdrawalDraft {
    /// The withdrawal as it may be kept, or every fault at its field.
    pub fn checked(&self, between: &Between<'_>) -> Result<Withdrawal, Vec<Problem>> {
        let mut check = Check::default();
        let (today, clock) = (between.now.date().to_string(), between.now.clock());
        let or = |typed: &str, open: String| {
            if typed.trim().is_empty() {
                open
            } else {
                typed.to_owned()
            }
        };
        let (date, time) = (or(&self.date, today), or(&self.time, clock));
        let moment = MomentFields {
            what: "The withdrawal",
            date: ("date", &date),
            time: ("time", &time),
        };
        let at = moment.checked(&mut check, between);
        let said = check.optional("said", "What was said", &self.said, TEXT);
        let withdrawal = at.map(|at| Withdrawal {
            patient: between.patient,
            at,
            said,
        });
        check.finish(withdrawal)?.ok_or_else(Vec::new)
    }
}
