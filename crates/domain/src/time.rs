//! Time as the record keeps it: an instant with the offset it was lived in, and plain calendar dates.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment, with the offset of the wall clock it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
pub struct Instant {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    #[ts(type = "number")]
    pub utc_ms: i64,
    /// Minutes to add to UTC for the wall clock, -1439 to 1439.
    pub offset_minutes: i16,
}

impl Instant {
    /// The moment a wall clock with this offset shows `local`.
    pub fn of_local(local: NaiveDateTime, offset_minutes: i16) -> Self {
        let offset = TimeDelta::minutes(i64::from(offset_minutes));
        let utc = local.checked_sub_signed(offset).unwrap_or(local);
        Self {
            utc_ms: utc.and_utc().timestamp_millis(),
            offset_minutes,
        }
    }

    /// The date and time on the wall where it happened.
    pub fn local(self) -> NaiveDateTime {
        let offset = FixedOffset::east_opt(i32::from(self.offset_minutes) * 60);
        let utc = DateTime::from_timestamp_millis(self.utc_ms)
            .unwrap_or_default()
            .naive_utc();
        offset
            .and_then(|offset| utc.checked_add_offset(offset))
            .unwrap_or(utc)
    }

    /// The calendar day on the wall.
    pub fn date(self) -> CalendarDate {
        CalendarDate(self.local().date())
    }

    /// The time on the wall, to the minute: "14:05".
    pub fn clock(self) -> String {
        let local = self.local();
        format!("{:02}:{:02}", local.hour(), local.minute())
    }
}

/// A day of the calendar, without time or zone. Written as `2026-11-22`.
#[derive(
    Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[ts(type = "string")]
#[schemars(with = "String")]
pub struct CalendarDate(pub NaiveDate);

impl CalendarDate {
    /// The date as a person reads it, the month in letters so that no order can be mistaken: "21 Oct 2026".
    pub fn words(self) -> String {
        self.0.format("%-d %b %Y").to_string()
    }

    /// Whole years lived on `day` by somebody born on this date; none when `day` is earlier.
    pub fn age_on(self, day: Self) -> Option<u32> {
        day.0.years_since(self.0)
    }

    /// Days from this date to `later`; negative when `later` is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0).num_days()
    }
}

impl fmt::Debug for CalendarDate {
    // A date of birth must not reach a log through `{:?}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CalendarDate(..)")
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A text that is not a date written as `2026-11-22`, or lies outside 1850 to 2200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date is written as year-month-day, like 2026-11-22")]
pub struct NotADate;

impl FromStr for CalendarDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let written_in_full = text.len() == 10;
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| NotADate)?;
        if written_in_full && (1850..=2200).contains(&date.year()) {
            Ok(Self(date))
        } else {
            Err(NotADate)
        }
    }
}

/// A time of day, to the minute, written as `14:05`.
pub fn parse_clock(text: &str) -> Result<NaiveTime, NotADate> {
    let digits = text.len() == 5;
    let time = NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| NotADate)?;
    if digits { Ok(time) } else { Err(NotADate) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moment_is_shown_as_the_wall_clock_showed_it() {
        let local = NaiveDate::from_ymd_opt(2026, 11, 22)
            .unwrap()
            .and_hms_opt(14, 5, 0)
            .unwrap();
        let moment = Instant::of_local(local, -300);
        assert_eq!(moment.local(), local);
        assert_eq!(
            (moment.date().words().as_str(), moment.clock().as_str()),
            ("22 Nov 2026", "14:05")
        );
    }

    #[test]
    fn dates_are_read_in_one_order_only() {
        for bad in [
            "21.10.2026",
            "10/21/2026",
            "2026-2-3",
            "2026-02-30",
            "",
            "0001-01-01",
            "2026-10-21x",
        ] {
            assert!(bad.parse::<CalendarDate>().is_err(), "{bad}");
        }
        assert!("2024-02-29".parse::<CalendarDate>().is_ok());
    }

    #[test]
    fn a_leap_day_child_is_a_year_older_on_the_first_of_march() {
        let born: CalendarDate = "2004-02-29".parse().unwrap();
        assert_eq!(born.age_on("2026-02-28".parse().unwrap()), Some(21));
        assert_eq!(born.age_on("2026-03-01".parse().unwrap()), Some(22));
        assert_eq!(born.age_on("2003-01-01".parse().unwrap()), None);
    }

    #[test]
    fn a_date_of_birth_is_not_printed_by_debug() {
        let born: CalendarDate = "1984-03-14".parse().unwrap();
        assert!(!format!("{born:?}").contains("1984"));
    }

    proptest! {
        #[test]
        fn any_instant_has_a_wall_clock(utc_ms: i64, offset_minutes: i16) {
            let _ = Instant { utc_ms: utc_ms / 1_000_000, offset_minutes }.local();
            let _ = Instant { utc_ms, offset_minutes: offset_minutes % 1440 }.date().words();
        }
    }
}
