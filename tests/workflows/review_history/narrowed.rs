//! A timeline narrowed to what is looked for, and a target's own past.

use filiform::contract::{
    BetweenKind, HistoryOutline, OutlineHistory, ReportEvent, ReviewHistory, TimelineFilter,
    TimelineKind, TimelineRow,
};
use filiform::review_history::{outline_history, review_history};
use filiform::{Error, export_referral, report_event};
use filiform_domain::amendment::VoidReason;
use filiform_domain::event::EventDraft;
use filiform_domain::ids::PatientId;
use filiform_domain::session::SessionDraft;
use filiform_domain::site::Side;
use filiform_domain::visit::{NotHeld, NotHeldHow};

use crate::amend_session::{addendum, void};
use crate::support::*;

/// A neck on 3 and 10 Nov, a shoulder on 17 Nov, a visit that was missed, a call, a score, an addendum, a letter.
fn course() -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let first = desk.sign(patient, &note("2026-11-03")).unwrap();
    let sore = SessionDraft {
        events: vec![EventDraft {
            kind: "pain-after".into(),
            ..EventDraft::default()
        }],
        ..note("2026-11-10")
    };
    desk.sign(patient, &sore).unwrap();
    let shoulder = SessionDraft {
        region: "shoulder-girdle".into(),
        sites: vec![
            site("infraspinatus", Side::Right),
            site("trapezius-upper", Side::Right),
        ],
        ..note("2026-11-17")
    };
    desk.sign(patient, &shoulder).unwrap();
    let missed = SessionDraft {
        date: "2026-11-18".into(),
        time: "09:20".into(),
        not_held: Some(NotHeld {
            how: Some(NotHeldHow::Missed),
            reason: "child was ill".into(),
            ..NotHeld::default()
        }),
        ..SessionDraft::default()
    };
    desk.sign(patient, &missed).unwrap();
    desk.log(patient, call("2026-11-12", "12:00"));
    desk.score(patient, ndi("2026-11-16", "38")).ok().unwrap();
    addendum(&desk, first, "She slept badly.").ok().unwrap();
    (desk, patient)
}

fn rows(desk: &Desk, patient: PatientId, filter: &TimelineFilter) -> Vec<String> {
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let asked = ReviewHistory {
            patient,
            filter: filter.clone(),
            before,
            limit: 2,
        };
        let page = review_history(&desk.filiform, asked).ok().unwrap();
        let mut sessions = page.sessions.iter();
        for row in page.timeline {
            found.push(match row {
                TimelineRow::Session { session } => {
                    let line = sessions.next().unwrap();
                    assert_eq!(line.id, session);
                    line.date.clone()
                }
                TimelineRow::Between { entry } => entry.what,
            });
        }
        before = page.next;
        if before.is_none() {
            return found;
        }
    }
}

fn outline(desk: &Desk, patient: PatientId, filter: TimelineFilter) -> HistoryOutline {
    let asked = OutlineHistory { patient, filter };
    outline_history(&desk.filiform, asked).ok().unwrap()
}

fn of_kind(kind: TimelineKind) -> TimelineFilter {
    TimelineFilter {
        kind: Some(kind),
        ..TimelineFilter::default()
    }
}

#[test]
fn everything_that_happened_stands_in_one_timeline() {
    let (desk, patient) = course();
    let offer =
        export_referral::offer_letter(&desk.filiform, filiform::contract::WhichPatient { patient });
    let offer = offer.ok().unwrap();
    let letter = filiform::contract::ExportLetter {
        patient,
        form: offer.form,
        path: offer.path,
        replace: false,
        draft: None,
    };
    export_referral::export_letter(&desk.filiform, letter)
        .ok()
        .unwrap();
    let all = rows(&desk, patient, &TimelineFilter::default());
    let wanted = [
        "Letter",
        "Addendum to a note",
        "18 Nov 2026",
        "17 Nov 2026",
        "Neck Disability Index: 38 %",
        "Phone call",
        "10 Nov 2026",
        "3 Nov 2026",
    ];
    let read: Vec<&str> = all.iter().map(String::as_str).collect();
    for what in wanted {
        let there = read
            .iter()
            .any(|row| row.replace(':', "") == what.replace(':', ""));
        assert!(there, "{what} is missing in {read:?}");
    }
    let outlined = outline(&desk, patient, TimelineFilter::default());
    assert_eq!((outlined.rows as usize, outlined.visits), (all.len(), 3));
    assert_eq!(
        rows(&desk, patient, &of_kind(TimelineKind::Letter)),
        ["Letter"]
    );
}

#[test]
fn each_filter_gives_what_fits_in_pages_and_the_outline_counts_the_same() {
    let (desk, patient) = course();
    let open = TimelineFilter::default;
    let (early, late) = ("2026-11-10".to_owned(), "2026-11-16".to_owned());
    let cases: Vec<(TimelineFilter, &[&str])> = vec![
        (
            TimelineFilter {
                region: Some("neck".into()),
                ..open()
            },
            &["Addendum to a note", "10 Nov 2026", "3 Nov 2026"],
        ),
        (
            TimelineFilter {
                target: Some("levator-scapulae".into()),
                ..open()
            },
            &["Addendum to a note", "10 Nov 2026", "3 Nov 2026"],
        ),
        (
            TimelineFilter {
                target: Some("nothing-of-the-kind".into()),
                ..open()
            },
            &[],
        ),
        (
            TimelineFilter {
                from: early.clone(),
                to: late,
                ..open()
            },
            &["Neck Disability Index: 38 %", "Phone call", "10 Nov 2026"],
        ),
        (of_kind(TimelineKind::NotHeld), &["18 Nov 2026"]),
        (of_kind(TimelineKind::Event), &["10 Nov 2026"]),
        (of_kind(TimelineKind::Amendment), &["Addendum to a note"]),
        (of_kind(TimelineKind::Contact), &["Phone call"]),
        (
            TimelineFilter {
                region: Some("shoulder-girdle".into()),
                from: early,
                ..open()
            },
            &["17 Nov 2026"],
        ),
    ];
    for (filter, wanted) in cases {
        assert_eq!(rows(&desk, patient, &filter), wanted, "{filter:?}");
        let counted = outline(&desk, patient, filter.clone()).rows as usize;
        assert_eq!(counted, wanted.len(), "{filter:?}");
    }
}

#[test]
fn what_names_no_episode_belongs_to_the_one_in_whose_days_it_lies() {
    let (desk, patient) = course();
    desk.log(patient, call("2026-10-01", "12:00"));
    let page = desk.begin(patient, episode()).ok().unwrap();
    let filter = TimelineFilter {
        episode: Some(page.id),
        ..TimelineFilter::default()
    };
    let found = rows(&desk, patient, &filter);
    assert_eq!(
        found.iter().filter(|row| *row == "Phone call").count(),
        1,
        "{found:?}"
    );
    assert!(
        found.iter().any(|row| row.starts_with("Episode opened")),
        "{found:?}"
    );
    assert!(found.contains(&"3 Nov 2026".to_owned()));
}

#[test]
fn the_choices_are_what_the_whole_record_holds_by_name() {
    let (desk, patient) = course();
    let found = outline(&desk, patient, of_kind(TimelineKind::Letter));
    let words = |choices: &[filiform::contract::NamedChoice]| {
        choices
            .iter()
            .map(|choice| choice.words.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (found.rows, words(&found.regions)),
        (0, vec!["Neck".into(), "Shoulder girdle".into()])
    );
    assert_eq!(
        words(&found.targets),
        ["infraspinatus", "levator scapulae", "upper trapezius"]
    );
    assert_eq!(words(&found.authors), ["A. Rivera, PT, DPT"]);
}

#[test]
fn a_narrowed_session_tells_what_the_whole_history_tells_of_it() {
    let (desk, patient) = course();
    let between = SessionDraft {
        region: "shoulder-girdle".into(),
        sites: vec![site("infraspinatus", Side::Left)],
        ..note("2026-11-06")
    };
    desk.sign(patient, &between).unwrap();
    let page = |filter| {
        let asked = ReviewHistory {
            patient,
            filter,
            before: None,
            limit: 100,
        };
        review_history(&desk.filiform, asked).ok().unwrap().sessions
    };
    let whole = page(TimelineFilter::default());
    let neck = TimelineFilter {
        region: Some("neck".into()),
        ..TimelineFilter::default()
    };
    let upper = TimelineFilter {
        target: Some("trapezius-upper".into()),
        ..TimelineFilter::default()
    };
    for (filter, fitting) in [(neck, 2), (upper, 3)] {
        let found = page(filter);
        assert_eq!(found.len(), fitting);
        for line in found {
            let same = whole.iter().find(|other| other.id == line.id).unwrap();
            assert!(!line.sites.is_empty(), "{} was needled", line.date);
            assert_eq!(
                serde_json::to_value(&line).unwrap(),
                serde_json::to_value(same).unwrap()
            );
        }
    }
}

#[test]
fn a_target_is_told_in_counts_and_an_event_belongs_to_its_session() {
    let (desk, patient) = course();
    let past = |target: &str| {
        let filter = TimelineFilter {
            target: Some(target.into()),
            ..TimelineFilter::default()
        };
        outline(&desk, patient, filter).target.unwrap()
    };
    let upper = past("trapezius-upper");
    assert_eq!(
        upper.treated,
        "Treated 3 times (left 2 times, right once), last on 17 Nov 2026."
    );
    assert_eq!(
        upper.events,
        "In those sessions: pain or soreness after needling once."
    );
    let nothing = past("gluteus-medius");
    assert_eq!(
        (nothing.treated.as_str(), nothing.events.as_str()),
        ("Not treated in a session that counts.", "")
    );
    let session = desk
        .history(patient)
        .into_iter()
        .find(|line| line.date == "17 Nov 2026")
        .unwrap()
        .id;
    let typed = ReportEvent {
        patient,
        event: bruise(session),
        draft: None,
    };
    report_event::report_event(&desk.filiform, typed)
        .ok()
        .unwrap();
    assert_eq!(
        past("trapezius-upper").events,
        "In those sessions: bruising once, pain or soreness after needling once."
    );
    void(&desk, session, VoidReason::EnteredInError, "")
        .ok()
        .unwrap();
    assert_eq!(
        past("trapezius-upper").treated,
        "Treated 2 times (left 2 times), last on 10 Nov 2026.",
        "a voided note counts nowhere"
    );
    let visits = outline(&desk, patient, TimelineFilter::default()).visits;
    assert_eq!(visits, 2, "neither the voided one nor the missed one");
}

#[test]
fn the_reason_of_an_amendment_goes_with_a_note_of_another_patient() {
    let (desk, patient) = course();
    let session = desk
        .history(patient)
        .into_iter()
        .find(|line| line.date == "3 Nov 2026")
        .unwrap()
        .id;
    void(&desk, session, VoidReason::WrongPatient, "")
        .ok()
        .unwrap();
    let amendments = desk
        .timeline(patient)
        .into_iter()
        .filter_map(|row| match row {
            TimelineRow::Between { entry } if entry.kind == BetweenKind::Amendment => Some(entry),
            _ => None,
        });
    let read: Vec<_> = amendments.map(|entry| (entry.what, entry.first)).collect();
    let owned = |what: &str, first: &str| (what.to_owned(), first.to_owned());
    assert_eq!(
        read,
        [
            owned("Note voided", "recorded for another patient"),
            owned("Addendum to a note", "withheld"),
        ]
    );
}

#[test]
fn a_day_that_is_none_is_refused_at_its_field() {
    let (desk, patient) = course();
    let refused = |from: &str, to: &str| {
        let filter = TimelineFilter {
            from: from.into(),
            to: to.into(),
            ..TimelineFilter::default()
        };
        let asked = OutlineHistory { patient, filter };
        faults(outline_history(&desk.filiform, asked))
    };
    assert_eq!(
        refused("yesterday", ""),
        [fault("filter.from", "not-a-date")]
    );
    assert_eq!(
        refused("2026-11-10", "2026-11-09"),
        [fault("filter.to", "before-from")]
    );
    let filter = TimelineFilter {
        episode: Some("019aaaaa-0000-7000-8000-000000000000".parse().unwrap()),
        ..TimelineFilter::default()
    };
    let asked = OutlineHistory { patient, filter };
    assert!(matches!(
        outline_history(&desk.filiform, asked),
        Err(Error::Gone)
    ));
}
