//! Answers of several rows: the patient's own activities, and the ratings of several days.

use super::checked::{Found, Scoring};
use super::number::{NotAScore, in_steps, written};
use super::{Amount, DAILY_RATINGS, DayDraft, MOST_ACTIVITIES, MeasureFacts, ScoreDraft};
use crate::between::checked_day;
use crate::problem::{Check, tidy};
use crate::time::CalendarDate;

impl ScoreDraft {
    pub(super) fn checked_activities(
        &self,
        check: &mut Check,
        facts: &MeasureFacts,
    ) -> Option<Amount> {
        let rows = &self.activities;
        if rows.is_empty() {
            let message = "Which activities did the patient choose? Write down one at least.";
            check.fault("activities", "missing", message);
        }
        if rows.len() > MOST_ACTIVITIES {
            let message = format!("At most {MOST_ACTIVITIES} activities belong to one score.");
            check.fault("activities", "too-many", message);
        }
        let mut scores = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            check.within(&format!("activities[{n}]"), |check| {
                check.required("activity", "The activity", &row.activity, 120);
                let same =
                    |other: &super::ActivityDraft| folded(&other.activity) == folded(&row.activity);
                if !row.activity.is_empty() && rows.iter().take(n).any(same) {
                    check.fault("activity", "twice", "This activity is there twice.");
                }
                if row.score.is_empty() {
                    check.fault("score", "missing", "The score of this activity is missing.");
                } else {
                    scores.extend(number(check, "score", &row.score, (facts.range, 0)));
                }
            });
        }
        let of = u16::try_from(scores.len()).ok().filter(|of| *of > 0)?;
        Some(Amount {
            sum: scores.iter().sum(),
            of,
            decimals: 0,
        })
    }

    pub(super) fn checked_days(
        &self,
        check: &mut Check,
        facts: &MeasureFacts,
        scoring: &Scoring<'_>,
    ) -> Option<Found> {
        if !facts.pain {
            let message = "Daily ratings are taken of a pain scale only.";
            check.fault("days", "not-asked", message);
            return None;
        }
        if !self.total.is_empty() {
            let message = "Either one rating or the ratings of several days, not both.";
            check.fault("total", "twofold", message);
        }
        if self.days.len() > DAILY_RATINGS {
            let message = format!("Type in {DAILY_RATINGS} days at a time.");
            check.fault("days", "too-many", message);
        }
        let (mut days, mut ratings) = (Vec::new(), Vec::new());
        for (n, row) in self.days.iter().enumerate() {
            check.within(&format!("days[{n}]"), |check| {
                let Some(day) = checked_one_day(check, row, scoring) else {
                    return;
                };
                if days.contains(&day) {
                    check.fault("date", "twice", "This day is there twice.");
                }
                days.push(day);
                if !row.score.is_empty() {
                    ratings.extend(number(check, "score", &row.score, (facts.range, 0)));
                }
            });
        }
        if ratings.is_empty() && check.is_clean() {
            check.fault("days", "missing", "No day has a rating.");
        }
        check_spread(check, &days);
        let of = u16::try_from(ratings.len()).ok().filter(|of| *of > 0)?;
        Some(Found {
            amount: Amount {
                sum: ratings.iter().sum(),
                of,
                decimals: 0,
            },
            day: days.into_iter().max()?,
            missing: u8::try_from(DAILY_RATINGS.saturating_sub(ratings.len())).unwrap_or_default(),
        })
    }
}

fn checked_one_day(
    check: &mut Check,
    row: &DayDraft,
    scoring: &Scoring<'_>,
) -> Option<CalendarDate> {
    if row.date.is_empty() {
        check.fault("date", "missing", "The day is missing.");
        return None;
    }
    checked_day(check, ("date", "The rating", &row.date), &scoring.between)
}

/// A mean stands for one stretch of days: ratings of far-apart weeks make none.
fn check_spread(check: &mut Check, days: &[CalendarDate]) {
    let (first, last) = (days.iter().min(), days.iter().max());
    if let (Some(first), Some(last)) = (first, last)
        && first.days_until(*last) >= 14
    {
        let message = "These days lie two weeks apart or more. Type them in as two scores.";
        check.fault("days", "too-far-apart", message);
    }
}

/// A word as it is compared: case and the bar that parts the words of a series make no difference.
pub(super) fn folded(text: &str) -> String {
    tidy(text).to_lowercase().replace('|', "/")
}

/// A number within its limits and no finer than its step.
pub(super) fn number(
    check: &mut Check,
    field: &str,
    text: &str,
    ((low, high), decimals): ((i64, i64), u8),
) -> Option<i64> {
    match in_steps(text, decimals) {
        Err(NotAScore::NotANumber) => {
            let message = format!("Write a number from {low} to {high}.");
            check.fault(field, "not-a-number", message);
            None
        }
        Err(NotAScore::TooFine) => {
            let message = match decimals {
                0 => "Write a whole number.".to_owned(),
                1 => "Write one decimal at most.".to_owned(),
                several => format!("Write {several} decimals at most."),
            };
            check.fault(field, "wrong-step", message);
            None
        }
        Ok(steps) => {
            let power = 10_i64.pow(u32::from(decimals.min(6)));
            if (low * power..=high * power).contains(&steps) {
                return Some(steps);
            }
            let (low, high) = (written(low, 0), written(high, 0));
            let message = format!("The score must lie between {low} and {high}.");
            check.fault(field, "out-of-range", message);
            None
        }
    }
}
