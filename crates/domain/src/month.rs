//! A month of the calendar, as the caseload is kept by.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

use crate::time::{CalendarDate, NotADate};

/// A month, written as `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    pub fn of(day: CalendarDate) -> Self {
        Self(day.0.with_day(1).unwrap_or(day.0))
    }

    /// So many months before this one.
    #[must_use]
    pub fn before(self, months: u32) -> Self {
        Self(
            self.0
                .checked_sub_months(Months::new(months))
                .unwrap_or(self.0),
        )
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// "November 2026".
    pub fn words(self) -> String {
        self.0.format("%B %Y").to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%Y-%m").fmt(f)
    }
}

impl FromStr for Month {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        if text.len() != 7 {
            return Err(NotADate);
        }
        format!("{text}-01").parse().map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_across_years_and_read_in_one_form_only() {
        let month: Month = "2026-01".parse().unwrap();
        assert_eq!(month.before(11).to_string(), "2025-02");
        assert_eq!(month.before(1).next(), month);
        assert_eq!(month.words(), "January 2026");
        assert_eq!(Month::of("2026-01-31".parse().unwrap()), month);
        for wrong in ["2026-1", "2026-13", "2026-01-01", "", "01-2026", "2026/01"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
