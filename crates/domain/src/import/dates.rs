//! Dates as other systems write them. What can be read in two ways is never guessed.

use chrono::NaiveDate;

use super::{DateOrder, Table};
use crate::time::CalendarDate;

/// Why a text is no date here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// It is no date, or none of the calendar.
    NotADate,
    /// The year has two digits.
    ShortYear,
    /// Day and month could be either.
    Ambiguous,
}

/// A date with its time of day, "14:05", where the text has one.
pub type Dated = (CalendarDate, Option<String>);

/// The months; three letters of one are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a date that may be followed by a time.
///
/// # Errors
/// Why it is none.
pub fn read(text: &str, order: Option<DateOrder>) -> Result<Dated, NoDate> {
    let (date, rest) = split(text).ok_or(NoDate::NotADate)?;
    let day = day(&date, order)?;
    let time = match rest.trim() {
        "" => None,
        clock => Some(read_clock(clock).ok_or(NoDate::NotADate)?),
    };
    Ok((day, time))
}

/// A time of day as "14:05", from "14:05", "2:05 PM", "14:05:33" or "14:05:33.000Z".
pub fn read_clock(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase().replace('.', ":");
    let (clock, half) = match text.strip_suffix("pm").or(text.strip_suffix("p:m:")) {
        Some(clock) => (clock.to_owned(), Some(12)),
        None => match text.strip_suffix("am").or(text.strip_suffix("a:m:")) {
            Some(clock) => (clock.to_owned(), Some(0)),
            None => (text, None),
        },
    };
    let clock = clock.trim().trim_end_matches('z');
    let parts: Vec<u32> = clock
        .split(':')
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    let (hour, minute) = match parts.as_slice() {
        [hour, minute] | [hour, minute, _] | [hour, minute, _, _] => (*hour, *minute),
        _ => return None,
    };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(add) => hour % 12 + add,
        None => hour,
    };
    let fits = hour < 24 && minute < 60;
    fits.then(|| format!("{hour:02}:{minute:02}"))
}

/// Whether the columns hold a date that can be read in two ways, and nothing in them shows which is meant.
pub fn are_ambiguous(table: &Table, columns: &[usize]) -> bool {
    let (shown, open) = evidence(table, columns);
    open && shown.is_none()
}

/// The order that the dates of these columns show: one of them has a number above 12. None when nothing shows it,
/// or when both orders are shown.
pub fn shown_order(table: &Table, columns: &[usize]) -> Option<DateOrder> {
    evidence(table, columns).0
}

fn evidence(table: &Table, columns: &[usize]) -> (Option<DateOrder>, bool) {
    let (mut day_first, mut month_first, mut open) = (false, false, false);
    let cells = table
        .rows
        .iter()
        .flat_map(|row| columns.iter().filter_map(|n| row.cells.get(*n)));
    for cell in cells {
        if let Some((first, second)) = split(cell).and_then(|(date, _)| numbers_first(&date)) {
            day_first |= first > 12 && second <= 12;
            month_first |= second > 12 && first <= 12;
            open |= first <= 12 && second <= 12 && first != second;
        }
    }
    let shown = match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayMonth),
        (false, true) => Some(DateOrder::MonthDay),
        _ => None,
    };
    // Both orders in one file: each open date must be asked for.
    (shown, open)
}

/// The first two numbers of a date that ends with its year.
fn numbers_first(date: &[String]) -> Option<(u32, u32)> {
    match date {
        [first, second, year] if year.len() == 4 && first.len() <= 2 => {
            Some((first.parse().ok()?, second.parse().ok()?))
        }
        _ => None,
    }
}

/// The three parts of a date, and what follows them.
fn split(text: &str) -> Option<(Vec<String>, String)> {
    let text = text.trim();
    let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if compact {
        let part = |range: std::ops::Range<usize>| text.get(range).map(str::to_owned);
        return Some((vec![part(0..4)?, part(4..6)?, part(6..8)?], String::new()));
    }
    let mut parts: Vec<String> = vec![String::new()];
    let mut letters = text.char_indices();
    for (at, c) in letters.by_ref() {
        let parting = matches!(c, '-' | '/' | '.' | ',' | ' ' | 'T');
        // The T of "2026-03-04T10:22" parts the time, that of "Oct" belongs to the month.
        let part_of_word = c == 'T' && !parts.last()?.ends_with(|c: char| c.is_ascii_digit());
        if !parting || part_of_word {
            parts.last_mut()?.push(c);
        } else if parts.len() == 3 && !parts.last()?.is_empty() {
            let rest = text.get(at + c.len_utf8()..)?;
            return Some((parts, rest.to_owned()));
        } else if !parts.last()?.is_empty() {
            parts.push(String::new());
        }
    }
    (parts.len() == 3 && !parts.last()?.is_empty()).then_some((parts, String::new()))
}

fn day(parts: &[String], order: Option<DateOrder>) -> Result<CalendarDate, NoDate> {
    let [a, b, c] = parts else {
        return Err(NoDate::NotADate);
    };
    if a.len() == 4 && number(a).is_some() {
        return made(number(a), month(b), number(c));
    }
    let named = month_by_name(a).is_some() || month_by_name(b).is_some();
    match c.len() {
        4 => {}
        2 if number(c).is_some() => return Err(NoDate::ShortYear),
        _ => return Err(NoDate::NotADate),
    }
    if named {
        return match month_by_name(a) {
            Some(month) => made(number(c), Some(month), number(b)),
            None => made(number(c), month_by_name(b), number(a)),
        };
    }
    let (first, second) = (number(a), number(b));
    match (order, first, second) {
        (_, None, _) | (_, _, None) => Err(NoDate::NotADate),
        (_, Some(same), Some(other)) if same == other => made(number(c), first, second),
        (Some(DateOrder::DayMonth), ..) => made(number(c), second, first),
        (Some(DateOrder::MonthDay), ..) => made(number(c), first, second),
        (None, Some(day), Some(_)) if day > 12 => made(number(c), second, first),
        (None, Some(_), Some(day)) if day > 12 => made(number(c), first, second),
        (None, ..) => Err(NoDate::Ambiguous),
    }
}

fn made(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Result<CalendarDate, NoDate> {
    let whole = |year: u32, month, day| {
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        date.to_string().parse().ok()
    };
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => whole(year, month, day).ok_or(NoDate::NotADate),
        _ => Err(NoDate::NotADate),
    }
}

fn month(text: &str) -> Option<u32> {
    number(text).or_else(|| month_by_name(text))
}

/// English names of months, as other systems write them out.
fn month_by_name(text: &str) -> Option<u32> {
    let name = text.to_ascii_lowercase();
    let named = |month: &&'static str| name.len() >= 3 && month.starts_with(&name);
    let place = MONTHS.iter().position(named)?;
    u32::try_from(place + 1).ok()
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
