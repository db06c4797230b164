//! Tests of the retention rule: a table of cases a person can check by hand, and what holds for any dates.

use super::*;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

const SEVEN: RetentionRule = RetentionRule {
    years_after_last_visit: 7,
    age_of_majority: 18,
    years_after_majority: 3,
};

fn day(text: &str) -> CalendarDate {
    text.parse().unwrap()
}

fn seen(born: &str, first: &str, last: &str) -> Standing {
    Standing {
        birth_date: day(born),
        first_visit: Some(day(first)),
        last_visit: Some(day(last)),
        last_entry: day(last),
        held: false,
        anything_signed: true,
    }
}

fn never_seen(born: &str, last_entry: &str) -> Standing {
    Standing {
        first_visit: None,
        last_visit: None,
        anything_signed: false,
        ..seen(born, last_entry, last_entry)
    }
}

/// A record, when it is due, what from, and why that is right.
type Case = (Standing, &'static str, Because, &'static str);

#[expect(clippy::too_many_lines, reason = "a table")]
fn table() -> [Case; 11] {
    [
        (
            seen("1984-03-14", "2015-01-10", "2019-06-30"),
            "2026-06-30",
            Because::LastVisit(day("2019-06-30")),
            "a grown-up: seven years after the last visit",
        ),
        (
            seen("1984-03-14", "2016-02-29", "2016-02-29"),
            "2023-03-01",
            Because::LastVisit(day("2016-02-29")),
            "seven years after a leap day is the first of March, not a day early",
        ),
        (
            seen("2010-05-01", "2018-03-02", "2018-03-02"),
            "2031-05-01",
            Because::CameOfAge(day("2028-05-01")),
            "a child: three years after coming of age, which is later",
        ),
        (
            seen("2001-05-01", "2018-03-02", "2018-03-02"),
            "2025-03-02",
            Because::LastVisit(day("2018-03-02")),
            "almost of age: seven years are the later of the two",
        ),
        (
            seen("2000-05-01", "2018-04-30", "2018-06-01"),
            "2025-06-01",
            Because::LastVisit(day("2018-06-01")),
            "first seen on the last day as a minor",
        ),
        (
            seen("2000-05-01", "2018-05-01", "2018-05-01"),
            "2025-05-01",
            Because::LastVisit(day("2018-05-01")),
            "of age on the birthday itself",
        ),
        (
            seen("2004-02-29", "2012-01-01", "2012-01-01"),
            "2025-03-01",
            Because::CameOfAge(day("2022-03-01")),
            "born on a leap day, of age on the first of March",
        ),
        (
            never_seen("1990-01-01", "2020-08-15"),
            "2027-08-15",
            Because::LastEntry(day("2020-08-15")),
            "no visit: counted from the last entry",
        ),
        (
            never_seen("2015-01-01", "2020-08-15"),
            "2036-01-01",
            Because::CameOfAge(day("2033-01-01")),
            "a child who never came",
        ),
        (
            seen("1984-03-14", "2030-01-01", "2030-01-01"),
            "2037-01-01",
            Because::LastVisit(day("2030-01-01")),
            "a visit that a wrong clock put into the future only keeps the record longer",
        ),
        (
            seen("2040-01-01", "2020-01-01", "2020-01-01"),
            "2061-01-01",
            Because::CameOfAge(day("2058-01-01")),
            "born after the visit, by a slip: treated as a minor",
        ),
    ]
}

#[test]
fn a_record_is_due_when_the_table_says() {
    for (standing, due, because, what) in table() {
        let found = SEVEN.due(&standing);
        assert_eq!(
            (found.on.to_string().as_str(), found.because),
            (due, because),
            "{what}"
        );
    }
}

#[test]
fn a_record_may_go_from_the_due_day_on_and_not_a_day_before() {
    let standing = seen("1984-03-14", "2015-01-10", "2019-06-30");
    let ask = |today| may_go(Ground::RetentionOver, Some(SEVEN), &standing, day(today));
    assert_eq!(
        ask("2026-06-29"),
        Err(MustStay::NotBefore(day("2026-06-30")))
    );
    assert!(matches!(ask("2026-06-30"), Ok(Some(_))));
    assert_eq!(
        ask("1999-01-01"),
        Err(MustStay::NotBefore(day("2026-06-30"))),
        "a clock set back"
    );
}

#[test]
fn without_a_rule_nothing_is_due_and_a_hold_stops_everything() {
    let standing = seen("1984-03-14", "1999-01-10", "1999-06-30");
    let today = day("2026-11-22");
    assert_eq!(
        may_go(Ground::RetentionOver, None, &standing, today),
        Err(MustStay::NoRule)
    );
    let held = Standing {
        held: true,
        ..standing
    };
    assert_eq!(
        may_go(Ground::RetentionOver, Some(SEVEN), &held, today),
        Err(MustStay::Held)
    );
    let held = Standing {
        held: true,
        ..never_seen("1984-03-14", "2026-11-01")
    };
    assert_eq!(
        may_go(Ground::RegisteredByMistake, None, &held, today),
        Err(MustStay::Held)
    );
}

#[test]
fn a_mistake_goes_at_once_unless_something_was_signed() {
    let today = day("2026-11-22");
    let mistake = never_seen("1984-03-14", "2026-11-22");
    assert_eq!(
        may_go(Ground::RegisteredByMistake, None, &mistake, today),
        Ok(None)
    );
    let signed = Standing {
        anything_signed: true,
        ..mistake
    };
    assert_eq!(
        may_go(Ground::RegisteredByMistake, Some(SEVEN), &signed, today),
        Err(MustStay::Signed)
    );
}

fn paths(result: Result<impl Sized, Vec<Problem>>) -> Vec<(String, String)> {
    let problems = result.err().unwrap_or_default().into_iter();
    problems
        .map(|problem| (problem.path, problem.code))
        .collect()
}

fn at(path: &str, code: &str) -> (String, String) {
    (path.to_owned(), code.to_owned())
}

#[test]
fn a_rule_is_off_until_all_of_it_is_said() {
    assert_eq!(
        RetentionDraft::default().checked(),
        Ok(None),
        "off is no fault"
    );
    let half = RetentionDraft {
        on: true,
        years_after_last_visit: Some(7),
        ..RetentionDraft::default()
    };
    assert_eq!(
        paths(half.checked()),
        [
            at("age_of_majority", "missing"),
            at("years_after_majority", "missing")
        ]
    );
    let wild = RetentionDraft {
        on: true,
        years_after_last_visit: Some(0),
        age_of_majority: Some(13),
        years_after_majority: Some(101),
    };
    assert_eq!(
        paths(wild.checked()),
        [
            at("years_after_last_visit", "out-of-range"),
            at("age_of_majority", "out-of-range"),
            at("years_after_majority", "out-of-range")
        ]
    );
    assert_eq!(SEVEN.to_draft().checked(), Ok(Some(SEVEN)));
}

fn okafor() -> Patient {
    Patient {
        family_name: "Okafor-Silva".into(),
        given_name: "Adá".into(),
        birth_date: day("1984-03-14"),
        sex: crate::patient::Sex::Unknown,
        phone: "207 555 0142".into(),
        email: "ada@example.org".into(),
        address: String::new(),
        record_number: "K-1042".into(),
        referrer: None,
        payer: None,
        conditions: Vec::new(),
    }
}

#[test]
fn the_reason_that_stays_names_nobody() {
    for (reason, fine) in [
        ("Retention period over.", true),
        ("Ada's record", false),
        ("record of OKAFOR", false),
        ("silva", false),
        ("K-1042 is over", false),
        ("call 207 555 0142", false),
        ("Adamant about it", true),
    ] {
        let found = destruction_checked(reason, "okafor-silva", &okafor());
        assert_eq!(found.is_ok(), fine, "{reason}");
    }
    assert_eq!(
        paths(destruction_checked(" ", "K-1042", &okafor())),
        [at("reason", "missing")]
    );
}

#[test]
fn the_name_or_the_number_must_be_typed_and_nothing_else_will_do() {
    for (typed, fine) in [
        ("Okafor-Silva", true),
        (" okafor-silva ", true),
        ("k-1042", true),
        ("Okafor", false),
        ("", false),
        ("yes", false),
    ] {
        assert_eq!(
            destruction_checked("over", typed, &okafor()).is_ok(),
            fine,
            "{typed}"
        );
    }
    let unnumbered = Patient {
        record_number: String::new(),
        ..okafor()
    };
    assert!(
        destruction_checked("over", "", &unnumbered).is_err(),
        "no number is no way through"
    );
}

fn any_day() -> impl Strategy<Value = CalendarDate> {
    (0_u64..120_000).prop_map(|days| {
        let first = NaiveDate::from_ymd_opt(1860, 1, 1).unwrap();
        CalendarDate(first.checked_add_days(Days::new(days)).unwrap())
    })
}

fn any_rule() -> impl Strategy<Value = RetentionRule> {
    (1_u8..=100, 14_u8..=25, 0_u8..=100).prop_map(|(after, age, more)| RetentionRule {
        years_after_last_visit: after,
        age_of_majority: age,
        years_after_majority: more,
    })
}

fn any_standing() -> impl Strategy<Value = Standing> {
    (
        any_day(),
        any_day(),
        proptest::option::of((any_day(), any_day())),
    )
        .prop_map(|(birth_date, last_entry, visits)| {
            let visits = visits.map(|(a, b)| (a.min(b), a.max(b)));
            Standing {
                birth_date,
                first_visit: visits.map(|(first, _)| first),
                last_visit: visits.map(|(_, last)| last),
                last_entry,
                held: false,
                anything_signed: true,
            }
        })
}

proptest! {
    #[test]
    fn whole_years_have_passed_when_a_record_is_due(rule in any_rule(), standing in any_standing()) {
        let since = standing.last_visit.unwrap_or(standing.last_entry);
        let due = rule.due(&standing).on;
        prop_assert!(since.age_on(due) >= Some(u32::from(rule.years_after_last_visit)));
        if standing.first_visit.unwrap_or(standing.last_entry) < standing.birth_date {
            let of_age = u32::from(rule.age_of_majority) + u32::from(rule.years_after_majority);
            prop_assert!(standing.birth_date.age_on(due) >= Some(of_age));
        }
    }

    #[test]
    fn a_later_visit_or_a_longer_rule_never_brings_the_day_forward(
        rule in any_rule(), standing in any_standing(), later in 0_u64..4000,
    ) {
        let due = rule.due(&standing).on;
        let put_off = |day: CalendarDate| CalendarDate(day.0.checked_add_days(Days::new(later)).unwrap());
        let visited = Standing { last_visit: standing.last_visit.map(put_off), ..standing };
        prop_assert!(rule.due(&visited).on >= due);
        let longer = RetentionRule { years_after_last_visit: rule.years_after_last_visit.saturating_add(1), ..rule };
        prop_assert!(longer.due(&standing).on >= due);
        let minors = RetentionRule { years_after_majority: rule.years_after_majority.saturating_add(1), ..rule };
        prop_assert!(minors.due(&standing).on >= due);
    }

    #[test]
    fn the_day_before_is_refused_and_the_day_itself_is_not(rule in any_rule(), standing in any_standing()) {
        let due = rule.due(&standing).on;
        let before = CalendarDate(due.0.pred_opt().unwrap());
        let ask = |today| may_go(Ground::RetentionOver, Some(rule), &standing, today);
        prop_assert_eq!(ask(before), Err(MustStay::NotBefore(due)));
        prop_assert!(ask(due).is_ok());
    }
}
