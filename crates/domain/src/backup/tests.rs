//! Names that say nothing of anybody, and a thinning that never takes the last one.

use chrono::Duration;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const OURS: PracticeId = PracticeId(Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_1a2b_3c4d));
const OTHER: PracticeId = PracticeId(Uuid::from_u128(7));

/// 23 Nov 2026, 14:02:05 five hours behind UTC.
const NOW: Instant = Instant {
    utc_ms: 1_795_460_525_000,
    offset_minutes: -300,
};

fn name(day: NaiveDateTime) -> String {
    BackupName {
        practice: short(OURS),
        made: day,
    }
    .to_string()
}

fn days_back(days: i64) -> String {
    name(NOW.local() - Duration::days(days))
}

#[test]
fn a_name_says_when_and_which_and_is_read_back() {
    let made = BackupName::new(OURS, NOW);
    assert_eq!(made.to_string(), "filiform-1a2b3c4d-2026-11-23-140205.tar");
    assert_eq!(made.to_string().parse(), Ok(made));
    assert!(made.is_of(OURS) && !made.is_of(OTHER));
    assert_eq!(
        made.unfinished(),
        ".filiform-1a2b3c4d-2026-11-23-140205.tar.partial"
    );
    assert!(is_unfinished(&made.unfinished(), OURS));
    assert!(!is_unfinished(&made.unfinished(), OTHER));
    assert!(!is_unfinished(&made.to_string(), OURS));
}

#[test]
fn what_only_looks_like_a_name_is_none() {
    for text in [
        "",
        "filiform-1a2b3c4d-2026-11-23-140205.tar.partial",
        "filiform-1a2b3c4d-2026-11-23-140205 (1).tar",
        "filiform-1A2B3C4D-2026-11-23-140205.tar",
        "filiform-1a2b3c4d-2026-13-23-140205.tar",
        "filiform-1a2b3c4d-2026-11-23-250205.tar",
        "filiform-1a2b3c4-2026-11-23-140205.tar",
        "filiform-+a2b3c4d-2026-11-23-140205.tar",
        "Filiform-1a2b3c4d-2026-11-23-140205.tar",
        "filiform-1a2b3c4d-2026-11-23-140205.zip",
        "x/filiform-1a2b3c4d-2026-11-23-140205.tar",
    ] {
        assert_eq!(text.parse::<BackupName>(), Err(NotABackup), "{text}");
    }
}

#[test]
fn two_years_of_daily_backups_become_seven_days_four_weeks_and_twelve_months() {
    let all: Vec<String> = (0..730).map(days_back).collect();
    let files: Vec<&str> = all.iter().map(String::as_str).collect();
    let gone = thinned(&files, OURS);
    let kept: Vec<&str> = files
        .iter()
        .filter(|file| !gone.contains(file))
        .copied()
        .collect();
    let day = |kept: &str| kept.get(18..28).unwrap_or_default().to_owned();
    let days: Vec<String> = kept.iter().map(|kept| day(kept)).collect();
    assert_eq!(
        days,
        [
            // Seven days; the newest of this week and month is the first, last week's the second.
            "2026-11-23",
            "2026-11-22",
            "2026-11-21",
            "2026-11-20",
            "2026-11-19",
            "2026-11-18",
            "2026-11-17", // Two more weeks.
            "2026-11-15",
            "2026-11-08", // Eleven more months.
            "2026-10-31",
            "2026-09-30",
            "2026-08-31",
            "2026-07-31",
            "2026-06-30",
            "2026-05-31",
            "2026-04-30",
            "2026-03-31",
            "2026-02-28",
            "2026-01-31",
            "2025-12-31",
        ]
    );
}

#[test]
fn of_several_backups_of_one_day_the_newest_stays() {
    let morning = name(NOW.local() - Duration::hours(5));
    let now = name(NOW.local());
    assert_eq!(thinned(&[&morning, &now], OURS), [morning.as_str()]);
}

#[test]
fn a_backup_is_due_on_another_day_than_the_last_and_only_where_it_can_go() {
    let today = NOW.date();
    let yesterday = Instant {
        utc_ms: NOW.utc_ms - 86_400_000,
        ..NOW
    };
    let tomorrow = Instant {
        utc_ms: NOW.utc_ms + 86_400_000,
        ..NOW
    };
    assert!(is_due(1, None, today));
    assert!(is_due(1, Some(yesterday), today));
    assert!(is_due(1, Some(tomorrow), today), "the clock was set back");
    assert!(!is_due(1, Some(NOW), today));
    assert!(!is_due(0, None, today));
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => (0_i64..2_000_000).prop_map(|minutes| name(NOW.local() - Duration::minutes(minutes))),
        1 => (0_i64..900).prop_map(|days| BackupName::new(OTHER, Instant { utc_ms: NOW.utc_ms - days * 86_400_000, ..NOW }).to_string()),
        1 => "[a-z.-]{0,12}",
    ]
}

proptest! {
    #[test]
    fn thinning_keeps_the_newest_touches_nothing_foreign_and_is_done_after_once(
        files in proptest::collection::vec(any_name(), 0..120)
    ) {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let gone = thinned(&files, OURS);
        let ours = |file: &&str| file.parse::<BackupName>().is_ok_and(|name| name.is_of(OURS));
        let made = |file: &&str| file.parse::<BackupName>().map(|name| name.made).ok();
        prop_assert!(gone.iter().all(ours), "only our own files go");
        let newest = files.iter().copied().filter(ours).max_by_key(made);
        prop_assert!(newest.is_none_or(|newest| files.iter().filter(|file| **file == newest).count() > gone.iter().filter(|file| **file == newest).count()));
        let kept: Vec<&str> = files.iter().copied().filter(|file| !gone.contains(file)).collect();
        prop_assert!(kept.iter().copied().filter(ours).count() <= DAILY + WEEKLY + MONTHLY);
        prop_assert!(thinned(&kept, OURS).is_empty());
    }

    #[test]
    fn a_day_of_the_last_week_with_a_backup_keeps_one(days in proptest::collection::btree_set(0_i64..7, 1..7)) {
        let all: Vec<String> = days.iter().copied().map(days_back).collect();
        let files: Vec<&str> = all.iter().map(String::as_str).collect();
        prop_assert!(thinned(&files, OURS).is_empty());
    }

    #[test]
    fn no_text_makes_reading_a_name_panic(text in "\\PC{0,60}") {
        let read = text.parse::<BackupName>();
        prop_assert!(read.is_err() || read.is_ok_and(|name| name.to_string() == text));
        prop_assert!(!is_unfinished(&text, OURS) || text.starts_with('.'));
    }
}
