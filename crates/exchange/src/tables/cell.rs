//! What stands in one cell.

use filiform_domain::time::{CalendarDate, Instant};
use serde_json::Value;

/// What stands in one cell.
#[derive(Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was recorded.
    Empty,
    /// Words, an id, or a list with "; " between its parts.
    Text(String),
    /// A number.
    Whole(i64),
    /// An answer.
    YesNo(bool),
    /// A day.
    Day(CalendarDate),
    /// A moment.
    Moment(Instant),
}

impl Cell {
    /// A text; nothing when it is empty.
    pub fn text(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// A count.
    pub(crate) fn count(count: usize) -> Self {
        Self::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// What a field of a draft holds.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Empty,
            Value::Bool(yes) => Self::YesNo(*yes),
            Value::Number(number) => number
                .as_i64()
                .map_or_else(|| Self::Text(number.to_string()), Self::Whole),
            Value::String(text) => Self::text(text),
            Value::Array(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| Self::of(part).words()).collect();
                Self::text(&parts.join("; "))
            }
            Value::Object(_) => Self::Text(value.to_string()),
        }
    }

    /// As a file shows it.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::YesNo(true) => "yes".to_owned(),
            Self::YesNo(false) => "no".to_owned(),
            Self::Day(day) => day.to_string(),
            Self::Moment(at) => moment(*at),
        }
    }
}

/// "2026-11-22T14:05:00-05:00": the wall clock with its offset.
pub fn moment(at: Instant) -> String {
    let sign = if at.offset_minutes < 0 { '-' } else { '+' };
    let offset = at.offset_minutes.unsigned_abs();
    let wall = at.local().format("%Y-%m-%dT%H:%M:%S");
    format!("{wall}{sign}{:02}:{:02}", offset / 60, offset % 60)
}
