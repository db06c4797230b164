//! Numbers of a workbook as a person writes them, and the days that some of them count.

use chrono::{Days, NaiveDate, TimeDelta};

/// A number as a person writes it: 77, not 77.0. What is none stays as it is.
pub(super) fn plain(text: &str) -> String {
    match text.trim().parse::<f64>() {
        Ok(number) if number.is_finite() && number.abs() < 1e15 => number.to_string(),
        _ => text.to_owned(),
    }
}

/// A date, or a date with its time, from a count of days.
pub(super) fn date(text: &str, since_1904: bool) -> String {
    let read = || {
        let days: f64 = text.trim().parse().ok()?;
        if !(0.0..3_000_000.0).contains(&days) {
            return None;
        }
        // The 29th of February 1900, which never was, is counted there.
        let first = match (since_1904, days < 60.0) {
            (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
            (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31),
            (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30),
        }?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it lies in the range above"
        )]
        let (whole, minutes) = (days as u64, (days.fract() * 1440.0).round() as i64);
        let day = first
            .checked_add_days(Days::new(whole))?
            .and_hms_opt(0, 0, 0)?;
        let moment = day.checked_add_signed(TimeDelta::minutes(minutes))?;
        let form = if minutes == 0 {
            "%Y-%m-%d"
        } else {
            "%Y-%m-%d %H:%M"
        };
        Some(moment.format(form).to_string())
    };
    read().unwrap_or_else(|| text.to_owned())
}
