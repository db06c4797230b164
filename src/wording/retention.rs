//! How long records are kept, in words.

use filiform_domain::retention::{Because, Due, RetentionRule};
use filiform_domain::time::CalendarDate;
use filiform_store::Contents;

/// "7 years after the last visit; for whoever was first seen as a minor, at least until 3 years after turning 18".
pub(crate) fn rule_words(rule: RetentionRule) -> String {
    format!(
        "{} after the last visit; for whoever was first seen as a minor, at least until {} after turning {}",
        years(rule.years_after_last_visit),
        years(rule.years_after_majority),
        rule.age_of_majority
    )
}

/// Why a record is due when it is: "7 years after the last visit on 30 Jun 2019".
pub(crate) fn why(rule: RetentionRule, due: Due) -> String {
    match due.because {
        Because::LastVisit(day) => format!(
            "{} after the last visit on {}",
            years(rule.years_after_last_visit),
            day.words()
        ),
        Because::LastEntry(day) => format!(
            "no visit; {} after the last entry on {}",
            years(rule.years_after_last_visit),
            day.words()
        ),
        Because::CameOfAge(day) => format!(
            "first seen as a minor; {} after coming of age on {}",
            years(rule.years_after_majority),
            day.words()
        ),
    }
}

/// What goes with a record.
pub(crate) fn goes(contents: &Contents) -> Vec<String> {
    let details = "Name, date of birth, contact details and every word the patient is found by";
    let notes = counted(contents.notes, "signed note", "signed notes");
    let others = counted(
        contents.others,
        "other signed entry",
        "other signed entries",
    );
    let drafts = counted(contents.drafts, "unfinished draft", "unfinished drafts");
    std::iter::once(Some(details.to_owned()))
        .chain([notes, others, drafts])
        .flatten()
        .collect()
}

/// What stays, and where else the record may still be.
pub(crate) fn stays(backups: Vec<String>) -> Vec<String> {
    let stays = [
        "An entry that says who destroyed the record, when and why. The chain of entries still verifies.",
        "Who opened the record and when, without a name.",
        ELSEWHERE,
    ]
    .map(str::to_owned);
    stays.into_iter().chain(backups).collect()
}

/// What was done, and what is left to do.
pub(crate) fn retired(cleaned: bool, backups: Vec<String>) -> Vec<String> {
    let file = if cleaned {
        "The record was destroyed. No byte of it is left in the practice file."
    } else {
        "The record was destroyed. What the practice file still holds of it is taken out at the next unlock."
    };
    let mut words = vec![file.to_owned(), ELSEWHERE.to_owned()];
    words.extend(backups);
    words
}

/// The backups in a folder that hold the record; none when there are none.
pub(crate) fn backups_in(folder: &str, days: &[CalendarDate]) -> Option<String> {
    let (first, last) = (days.first()?, days.last()?);
    let files = counted(days.len() as u64, "backup", "backups")?;
    let made = if first == last {
        format!("of {}", first.words())
    } else {
        format!("of {} to {}", first.words(), last.words())
    };
    Some(format!("{folder} has {files} with this record, {made}."))
}

/// A folder that cannot be looked into.
pub(crate) fn backups_unknown(folder: &str) -> String {
    format!("{folder} is not there now. Backups in it may hold this record.")
}

/// The practice file is not the only place.
const ELSEWHERE: &str = "Backups and copies of the folder made before now still hold the record, and so do letters \
    that were given out. Delete them, or let them run out.";

fn counted(number: u64, one: &str, many: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    }
}

fn years(years: u8) -> String {
    match years {
        1 => "1 year".to_owned(),
        years => format!("{years} years"),
    }
}
