//! The rules of an episode: every fault at its field, and dates against birth, today and each other.

use super::{
    Discharge, DischargeDraft, DischargeReason, Episode, EpisodeDraft, Goal, GoalDraft, GoalState,
    MOST_ROWS, MOST_VISITS, PlanOfCare, PlanOfCareDraft, Reassessment, ReassessmentDraft, Referral,
    ReferralDraft,
};
use crate::between::{LONG_TEXT, SHORT_TEXT};
use crate::patient::checked_conditions;
use crate::problem::{Check, Problem};
use crate::time::CalendarDate;
use crate::vocabulary::Vocabulary;

/// What the rules of an episode ask for besides the draft. All of it is passed in.
pub struct Opening<'a> {
    /// The patient's date of birth: nothing lies before it.
    pub birth_date: CalendarDate,
    /// Today: what has happened does not lie after it.
    pub today: CalendarDate,
    /// The clinical content.
    pub words: &'a dyn Vocabulary,
}

/// Longest name of a person, in characters.
const NAME: usize = 120;
/// Most years that a day to come may lie ahead. A further one was mistyped.
const MOST_YEARS_AHEAD: u32 = 10;

impl EpisodeDraft {
    /// The episode as it may be kept, or every fault at its field.
    pub fn checked(&self, opening: &Opening<'_>) -> Result<Episode, Vec<Problem>> {
        let mut check = Check::default();
        let conditions = checked_conditions(&mut check, &self.conditions, opening.words);
        let diagnosis = self.checked_diagnosis(&mut check);
        let region = self.checked_region(&mut check, opening.words);
        let onset = check.optional("onset", "The onset", &self.onset, SHORT_TEXT);
        let baseline = check.optional("baseline", "The baseline", &self.baseline, LONG_TEXT);
        let days = &mut Days {
            check: &mut check,
            opening,
        };
        let opened_on = days.required("opened_on", "The day care began", &self.opened_on);
        let onset_date = days.past("onset_date", "The onset", &self.onset_date);
        days.in_order(onset_date, opened_on, ONSET);
        let reassess_due = days.ahead("reassess_due", "The re-assessment", &self.reassess_due);
        days.in_order(opened_on, reassess_due, DUE);
        let referral = within(days, "referral", |days| self.referral.checked(days));
        let plan_of_care = within(days, "plan_of_care", |days| self.plan_of_care.checked(days));
        let goals = rows(days, "goals", &self.goals, |row, days| {
            Some(row.checked(days, opened_on))
        });
        let reassessments = rows(days, "reassessments", &self.reassessments, |row, days| {
            row.checked(days, opened_on)
        });
        let discharge = self
            .discharge
            .as_ref()
            .and_then(|typed| within(days, "discharge", |days| typed.checked(days, opened_on)));
        let episode = opened_on.map(|opened_on| Episode {
            opened_on,
            conditions,
            diagnosis,
            region,
            side: self.side,
            onset_date,
            onset,
            referral,
            plan_of_care,
            goals,
            baseline,
            reassess_due,
            reassessments,
            discharge,
        });
        check.finish(episode)?.ok_or_else(Vec::new)
    }

    /// Whether it says that care ended.
    pub fn is_closed(&self) -> bool {
        self.discharge.is_some()
    }

    fn checked_diagnosis(&self, check: &mut Check) -> Option<String> {
        let words = check.optional("diagnosis", "The diagnosis", &self.diagnosis, SHORT_TEXT);
        if self.conditions.is_empty() && self.diagnosis.trim().is_empty() {
            let message = "What is treated? Choose the condition, or write the diagnosis in words.";
            check.fault("diagnosis", "missing", message);
        }
        words
    }

    fn checked_region(&self, check: &mut Check, words: &dyn Vocabulary) -> Option<String> {
        let id = self.region.trim();
        if !id.is_empty() && !words.region_exists(id) {
            let message = "No body region has this name. Choose one from the list.";
            check.fault("region", "unknown-region", message);
        }
        (!id.is_empty()).then(|| id.to_owned())
    }
}

const ONSET: (&str, &str, &str) = (
    "onset_date",
    "after-opening",
    "The onset lies after the day care began. Check both days.",
);
const DUE: (&str, &str, &str) = (
    "reassess_due",
    "before-opening",
    "The re-assessment lies before the day care began.",
);

impl ReferralDraft {
    fn checked(&self, days: &mut Days<'_, '_>) -> Option<Referral> {
        if *self == Self::default() {
            return None;
        }
        let date = days.past("date", "The referral", &self.date);
        let expires = days.ahead("expires", "The end of the authorisation", &self.expires);
        let order = (
            "expires",
            "before-referral",
            "The authorisation ends before the referral was written. Check both days.",
        );
        days.in_order(date, expires, order);
        let check = &mut *days.check;
        let visits = self.visits_authorised;
        Some(Referral {
            referrer: check.optional("referrer", "The name", &self.referrer, NAME),
            date,
            diagnosis: check.optional(
                "diagnosis",
                "The diagnosis on the referral",
                &self.diagnosis,
                SHORT_TEXT,
            ),
            visits_authorised: check.whole(
                "visits_authorised",
                "Visits authorised",
                visits,
                1..=MOST_VISITS,
            ),
            expires,
        })
    }
}

impl PlanOfCareDraft {
    fn checked(&self, days: &mut Days<'_, '_>) -> Option<PlanOfCare> {
        if *self == Self::default() {
            return None;
        }
        let sent_on = days.past("sent_on", "The day it was sent", &self.sent_on);
        let due = days.ahead(
            "signature_due",
            "The day of the signature",
            &self.signature_due,
        );
        let signed_on = days.past("signed_on", "The signature", &self.signed_on);
        let until = days.ahead(
            "certified_until",
            "The end of the certification",
            &self.certified_until,
        );
        for (field, later, message) in [
            (
                "signature_due",
                due,
                "The signature is wanted before the plan was sent. Check both days.",
            ),
            (
                "signed_on",
                signed_on,
                "The signature came back before the plan was sent. Check both days.",
            ),
            (
                "certified_until",
                until,
                "The certification ends before the plan was sent. Check both days.",
            ),
        ] {
            days.in_order(sent_on, later, (field, "before-sent", message));
        }
        let check = &mut *days.check;
        Some(PlanOfCare {
            frequency: check.optional(
                "frequency",
                "How often and how long",
                &self.frequency,
                SHORT_TEXT,
            ),
            sent_to: check.optional("sent_to", "The name", &self.sent_to, NAME),
            sent_on,
            signature_due: due,
            signed_on,
            certified_until: until,
        })
    }
}

impl GoalDraft {
    fn checked(&self, days: &mut Days<'_, '_>, opened_on: Option<CalendarDate>) -> Goal {
        let text = days
            .check
            .required("text", "The goal", &self.text, SHORT_TEXT);
        let due = days.ahead("due", "The day of the goal", &self.due);
        let decided_on = days.past("decided_on", "The day", &self.decided_on);
        let order = (
            "decided_on",
            "before-opening",
            "This lies before the day care began. Check both days.",
        );
        days.in_order(opened_on, decided_on, order);
        let is_open = self.state == GoalState::Open;
        if !is_open && self.decided_on.trim().is_empty() {
            let message = "Since when? Give the day the goal was met, not met or dropped.";
            days.check.fault("decided_on", "missing", message);
        }
        if is_open && !self.decided_on.trim().is_empty() {
            let message = "The goal is open and has a day on which it was decided. Which is right?";
            days.check.fault("decided_on", "contradiction", message);
        }
        Goal {
            text,
            due,
            state: self.state,
            decided_on,
        }
    }
}

impl ReassessmentDraft {
    fn checked(
        &self,
        days: &mut Days<'_, '_>,
        opened_on: Option<CalendarDate>,
    ) -> Option<Reassessment> {
        let date = days.required("date", "The re-assessment", &self.date);
        let order = (
            "date",
            "before-opening",
            "The re-assessment lies before the day care began. Check both days.",
        );
        days.in_order(opened_on, date, order);
        let found = days
            .check
            .required("found", "What was found", &self.found, LONG_TEXT);
        Some(Reassessment { date: date?, found })
    }
}

impl DischargeDraft {
    fn checked(
        &self,
        days: &mut Days<'_, '_>,
        opened_on: Option<CalendarDate>,
    ) -> Option<Discharge> {
        let date = days.required("date", "The discharge", &self.date);
        let order = (
            "date",
            "before-opening",
            "The discharge lies before the day care began. Check both days.",
        );
        days.in_order(opened_on, date, order);
        let check = &mut *days.check;
        if self.reason.is_none() {
            check.fault("reason", "missing", "Why did care end?");
        }
        let words = check.optional("reason_words", "The reason", &self.reason_words, SHORT_TEXT);
        if self.reason == Some(DischargeReason::Other) && self.reason_words.trim().is_empty() {
            check.fault("reason_words", "missing", "Say in words why care ended.");
        }
        let mut long = |field, what, text| check.optional(field, what, text, LONG_TEXT);
        Some(Discharge {
            reason_words: words,
            summary: long("summary", "The summary", &self.summary),
            home_programme: long("home_programme", "The home programme", &self.home_programme),
            follow_up: long("follow_up", "What follows", &self.follow_up),
            date: date?,
            reason: self.reason?,
        })
    }
}

/// Reads days, and knows the edges they must lie within.
struct Days<'c, 'a> {
    check: &'c mut Check,
    opening: &'c Opening<'a>,
}

impl Days<'_, '_> {
    /// A day that must be there, and has come.
    fn required(&mut self, field: &str, what: &str, typed: &str) -> Option<CalendarDate> {
        if typed.trim().is_empty() {
            self.check
                .fault(field, "missing", format!("{what}: the date is missing."));
            return None;
        }
        self.past(field, what, typed)
    }

    /// A day that has come; none when none was typed.
    fn past(&mut self, field: &str, what: &str, typed: &str) -> Option<CalendarDate> {
        let day = self.read(field, what, typed)?;
        if day > self.opening.today {
            self.check
                .fault(field, "future", format!("{what} lies in the future."));
            return None;
        }
        Some(day)
    }

    /// A day that may still come; none when none was typed.
    fn ahead(&mut self, field: &str, what: &str, typed: &str) -> Option<CalendarDate> {
        let day = self.read(field, what, typed)?;
        let years = self.opening.today.age_on(day).unwrap_or_default();
        if years >= MOST_YEARS_AHEAD {
            let message = format!("{what} lies {years} years ahead. Check the year.");
            self.check.fault(field, "too-far", message);
            return None;
        }
        Some(day)
    }

    fn read(&mut self, field: &str, what: &str, typed: &str) -> Option<CalendarDate> {
        if typed.trim().is_empty() {
            return None;
        }
        let Ok(day) = typed.trim().parse::<CalendarDate>() else {
            let message = "Write the date as year-month-day, like 2026-11-22.";
            self.check.fault(field, "not-a-date", message);
            return None;
        };
        if day < self.opening.birth_date {
            let message = format!("{what} lies before the patient's date of birth.");
            self.check.fault(field, "before-birth", message);
            return None;
        }
        Some(day)
    }

    /// The later day must not lie before the earlier one, where both are known.
    fn in_order(
        &mut self,
        earlier: Option<CalendarDate>,
        later: Option<CalendarDate>,
        (field, code, message): (&str, &str, &str),
    ) {
        if earlier
            .zip(later)
            .is_some_and(|(earlier, later)| later < earlier)
        {
            self.check.fault(field, code, message);
        }
    }
}

/// Runs `read` with every path below `part`.
fn within<T>(
    days: &mut Days<'_, '_>,
    part: &str,
    read: impl FnOnce(&mut Days<'_, '_>) -> Option<T>,
) -> Option<T> {
    let opening = days.opening;
    days.check
        .within(part, |check| read(&mut Days { check, opening }))
}

/// Every row, each below its own path.
fn rows<D, T>(
    days: &mut Days<'_, '_>,
    list: &str,
    typed: &[D],
    read: impl Fn(&D, &mut Days<'_, '_>) -> Option<T>,
) -> Vec<T> {
    if typed.len() > MOST_ROWS {
        let message = format!("There are more than {MOST_ROWS} rows.");
        days.check.fault(list, "too-many", message);
    }
    let row = |(n, row): (usize, &D)| within(days, &format!("{list}[{n}]"), |days| read(row, days));
    typed.iter().enumerate().filter_map(row).collect()
}
