//! Backups: how their files are named, which of them are kept, and when the next one is due.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::ids::PracticeId;
use crate::time::{CalendarDate, Instant};

/// Days of which the newest backup is kept.
pub const DAILY: usize = 7;
/// Weeks of which the newest backup is kept.
pub const WEEKLY: usize = 4;
/// Months of which the newest backup is kept.
pub const MONTHLY: usize = 12;

const OPENING: &str = "filiform-";
const ENDING: &str = ".tar";

/// The name of a backup's file: whose it is and when it was made, on the wall clock. It holds no name of a
/// person or of the practice: `filiform-1a2b3c4d-2026-11-23-140205.tar`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BackupName {
    /// The last four bytes of the practice's id: the first ones are its time of birth.
    practice: u32,
    made: NaiveDateTime,
}

impl BackupName {
    /// The name of a backup that is made now.
    pub fn new(practice: PracticeId, now: Instant) -> Self {
        let local = now.local();
        Self {
            practice: short(practice),
            made: local.with_nanosecond(0).unwrap_or(local),
        }
    }

    /// Whether it is named as one of this practice.
    pub fn is_of(&self, practice: PracticeId) -> bool {
        self.practice == short(practice)
    }

    /// The day it was made, on the wall clock of then.
    pub fn day(&self) -> CalendarDate {
        CalendarDate(self.made.date())
    }

    /// What the unfinished file beside it is called: hidden, and never taken for a backup.
    pub fn unfinished(&self) -> String {
        format!(".{self}{UNFINISHED}")
    }
}

const UNFINISHED: &str = ".partial";

/// Whether a file is one that an interrupted backup of this practice left.
pub fn is_unfinished(file_name: &str, practice: PracticeId) -> bool {
    file_name
        .strip_prefix('.')
        .and_then(|name| name.strip_suffix(UNFINISHED))
        .and_then(|name| name.parse::<BackupName>().ok())
        .is_some_and(|name| name.is_of(practice))
}

fn short(practice: PracticeId) -> u32 {
    let [.., a, b, c, d] = *practice.0.as_bytes();
    u32::from_be_bytes([a, b, c, d])
}

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let made = self.made.format("%Y-%m-%d-%H%M%S");
        write!(f, "{OPENING}{:08x}-{made}{ENDING}", self.practice)
    }
}

/// Why a text is no name of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotABackup;

impl FromStr for BackupName {
    type Err = NotABackup;

    /// Reads exactly what `Display` writes, and nothing that only looks like it.
    fn from_str(text: &str) -> Result<Self, NotABackup> {
        let read = || {
            let inner = text.strip_prefix(OPENING)?.strip_suffix(ENDING)?;
            let (practice, made) = inner.split_once('-')?;
            let (date, time) = made.rsplit_once('-')?;
            let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
            let time = NaiveTime::parse_from_str(time, "%H%M%S").ok()?;
            Some(Self {
                practice: u32::from_str_radix(practice, 16).ok()?,
                made: date.and_time(time),
            })
        };
        read()
            .filter(|name| name.to_string() == text)
            .ok_or(NotABackup)
    }
}

/// The backups in a folder that need not be kept: of the last 7 days, 4 weeks and 12 months that have any,
/// the newest one each stays. Never the newest of all; never a file of another practice or another name.
pub fn thinned<'a>(files: &[&'a str], practice: PracticeId) -> Vec<&'a str> {
    let mut ours: Vec<(BackupName, &str)> = files
        .iter()
        .filter_map(|file| Some((file.parse::<BackupName>().ok()?, *file)))
        .filter(|(name, _)| name.is_of(practice))
        .collect();
    ours.sort_by_key(|(name, _)| std::cmp::Reverse(name.made));
    let mut days = Newest::of(DAILY);
    let mut weeks = Newest::of(WEEKLY);
    let mut months = Newest::of(MONTHLY);
    ours.retain(|(name, _)| {
        let day = name.made.date();
        let week = day.iso_week();
        // All three look at every file: one that stays for its day also stands for its week and month.
        let stays = [
            days.takes((day.year(), day.ordinal())),
            weeks.takes((week.year(), week.week())),
            months.takes((day.year(), day.month())),
        ];
        !stays.contains(&true)
    });
    ours.into_iter().map(|(_, file)| file).collect()
}

/// The newest file of each of so many periods.
struct Newest {
    most: usize,
    seen: BTreeSet<(i32, u32)>,
}

impl Newest {
    fn of(most: usize) -> Self {
        Self {
            most,
            seen: BTreeSet::new(),
        }
    }

    /// Whether this file is the first of its period, and the period one of the last.
    fn takes(&mut self, period: (i32, u32)) -> bool {
        self.seen.len() < self.most && self.seen.insert(period)
    }
}

/// Whether today's backup is still to be made: there is a folder for it, and the last one was made on an
/// earlier day. A clock that was set back does not hold backups up: the day only has to be another one.
pub fn is_due(folders: usize, last: Option<Instant>, today: CalendarDate) -> bool {
    folders > 0 && last.is_none_or(|last| last.date() != today)
}

#[cfg(test)]
mod tests;
