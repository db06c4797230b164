//! Made-up notes are notes: what is made in bulk is what signing would have made of the same draft.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use filiform_domain::between::Between;
use filiform_domain::fold::fold;
use filiform_domain::reported_event::Reporting;
use filiform_domain::signing::Signing;
use filiform_store::StoreError;
use filiform_store::vault::{Entropy, KdfCost};

use super::*;
use crate::contract::{CreatePractice, FindPatients, Nothing, ReviewHistory};
use crate::{Clock, Host, Job, Stop, find_patient, lock, review_history, unlock};

/// 22 Nov 2026, 15:00 on a wall clock one hour ahead of UTC.
pub(super) const NOW: Instant = Instant {
    utc_ms: 1_795_356_000_000,
    offset_minutes: 60,
};

/// A wall clock with summer time.
fn offset_at(local: NaiveDateTime) -> i16 {
    use chrono::Datelike;
    if (4..=10).contains(&local.month()) {
        120
    } else {
        60
    }
}

pub(super) fn maker(seed: u64) -> Maker<'static> {
    let therapist = TherapistId::new(0, [9; 10]);
    Maker {
        catalogue: Catalogue::shipped(),
        therapist,
        now: NOW,
        offset_at: &offset_at,
        seed,
    }
}

#[test]
fn every_made_up_note_is_what_signing_would_make_of_its_draft() {
    let maker = maker(7);
    for n in 0..300 {
        let chart = maker.chart(n, 1 + n % 30);
        let checked = chart
            .patient
            .to_draft()
            .checked(NOW.date(), maker.catalogue);
        assert!(checked == Ok(chart.patient.clone()), "patient {n}");
        for session in &chart.sessions {
            let signing = Signing {
                id: session.id,
                patient: chart.id,
                birth_date: chart.patient.birth_date,
                therapist: maker.therapist,
                now: NOW,
                offset_at: &offset_at,
                episodes: session.episode().into_iter().collect(),
                words: maker.catalogue,
            };
            let signed = session.note.checked(&signing);
            assert!(
                signed.as_ref() == Ok(session),
                "patient {n}: {:?}",
                signed.err()
            );
        }
    }
}

#[test]
fn every_made_up_contact_and_event_is_what_keeping_would_make_of_its_draft() {
    for visits in [2, 8, 10_000] {
        for n in 0..4 {
            let chart = maker(7).chart(n, visits);
            let between = || Between {
                patient: chart.id,
                birth_date: chart.patient.birth_date,
                now: NOW,
                offset_at: &offset_at,
            };
            let start = |id| {
                let mut sessions = chart.sessions.iter();
                sessions.find(|s| s.id == id).map(|s| s.started)
            };
            for entry in &chart.between {
                let made_again = match entry {
                    Entry::ContactLogged(made) => {
                        made.to_draft().checked(made.id, &between()) == Ok(*made.clone())
                    }
                    Entry::EventReported(made) => {
                        let reporting = Reporting {
                            between: between(),
                            session_start: &start,
                            usual_severity: &|_| Some(made.severity),
                        };
                        made.to_draft().checked(made.id, &reporting) == Ok(*made.clone())
                    }
                    _ => false,
                };
                assert!(
                    made_again,
                    "patient {n} with {visits} visits: {}",
                    entry.kind()
                );
            }
            assert_eq!(chart.between.len(), [3, 2, 2, 0][n as usize]);
        }
    }
    assert!(maker(7).chart(0, 1).between.is_empty());
}

#[test]
fn the_first_patients_are_screened_and_consent_before_their_first_visit() {
    for (visits, each) in [(0, 0), (1, 2), (8, 2)] {
        let made = (0..20).map(|n| maker(7).chart(n, visits).safety.len());
        let made: Vec<usize> = made.collect();
        assert_eq!(made[..12], [each; 12], "{visits} visits");
        assert_eq!(made[12..], [0; 8]);
        assert_eq!(made.iter().sum::<usize>() as u64, safety::count(20, visits));
    }
    for n in 0..12 {
        let chart = maker(7).chart(n, 3);
        let first = chart.sessions[0].started.utc_ms;
        for entry in &chart.safety {
            match entry {
                Entry::ConsentGiven(consent) => assert!(consent.given.utc_ms < first),
                Entry::ScreeningAnswered(sheet) => assert!(sheet.yes().count() == 1),
                _ => panic!("{}", entry.kind()),
            }
        }
    }
}

#[test]
fn ten_thousand_visits_of_one_patient_are_still_valid() {
    let chart = maker(1).chart(5, 10_000);
    assert_eq!(chart.sessions.len(), 10_000);
    assert!(
        chart
            .sessions
            .iter()
            .all(|s| s.started.date() > chart.patient.birth_date && s.started.utc_ms <= NOW.utc_ms)
    );
    assert!(
        chart.sessions.is_sorted_by_key(|s| s.started.utc_ms),
        "oldest first"
    );
}

#[test]
fn the_same_seed_makes_the_same_patients_and_another_seed_others() {
    let (one, again, other) = (
        maker(1).chart(3, 8),
        maker(1).chart(3, 8),
        maker(2).chart(3, 8),
    );
    assert!(one.patient == again.patient && one.sessions == again.sessions && one.id == again.id);
    assert!(one.sessions != other.sessions && one.id != other.id);
}

#[test]
fn pain_gets_better_in_some_stays_in_some_and_gets_worse_in_some() {
    let charts: Vec<Chart> = (0..200).map(|n| maker(3).chart(n, 10)).collect();
    let change = |chart: &Chart| {
        let rated: Vec<_> = chart
            .sessions
            .iter()
            .filter_map(filiform_domain::session::Session::pain_before)
            .collect();
        let (first, last) = (rated.first().copied(), rated.last().copied());
        first
            .zip(last)
            .map(|(first, last)| i32::from(last.points()) - i32::from(first.points()))
    };
    let changes: Vec<i32> = charts.iter().filter_map(change).collect();
    let share = |holds: fn(&i32) -> bool| changes.iter().filter(|change| holds(change)).count();
    assert!(share(|c| *c <= -2) > 50 && share(|c| c.abs() <= 1) > 20 && share(|c| *c >= 2) > 5);
}

#[test]
fn a_small_practice_has_many_scripts_conditions_and_targets() {
    let charts: Vec<Chart> = (0..64).map(|n| maker(4).chart(n, 3)).collect();
    let distinct = |words: BTreeSet<String>| words.len();
    let conditions = charts
        .iter()
        .map(|c| c.patient.conditions[0].condition.clone())
        .collect();
    let targets = charts.iter().flat_map(|c| {
        c.sessions
            .iter()
            .flat_map(|s| s.note.sites.iter().map(|site| site.target.clone()))
    });
    let foreign = charts
        .iter()
        .filter(|c| fold(&c.patient.family_name) != c.patient.family_name.to_lowercase());
    assert!(distinct(conditions) > 15);
    assert!(distinct(targets.collect()) > 40);
    assert!(foreign.count() > 10, "names with diacritics");
}

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Instant {
        NOW
    }

    fn offset_at(&self, local: NaiveDateTime) -> i16 {
        offset_at(local)
    }
}

struct Counting(std::sync::atomic::AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        let n = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut dice = Dice::of(n, 0);
        for byte in bytes {
            *byte = dice.bytes()[0];
        }
        Ok(())
    }
}

fn practice_in(folder: &Path, name: &str) -> Filiform {
    let filiform = Filiform::new(Host {
        folder: folder.join("practice"),
        letters: folder.to_owned(),
        clock: Arc::new(Fixed),
        entropy: Arc::new(Counting(0.into())),
        cost: Box::new(KdfCost::for_tests),
    });
    let (practice, therapist) = demo_practice();
    let practice = Practice {
        name: name.to_owned(),
        ..practice
    };
    let passphrase = "plum orchard lantern seven".to_owned();
    unlock::create_practice(
        &filiform,
        CreatePractice {
            practice,
            therapist,
            passphrase,
        },
    )
    .unwrap();
    filiform
}

#[test]
fn a_demo_practice_is_filled_searched_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let filiform = practice_in(folder.path(), DEMO_PRACTICE);
    let mut heard = Vec::new();
    let mut progress = |done, all| {
        heard.push((done, all));
        Flow::Continue
    };
    let made = fill(
        &filiform,
        Demo {
            patients: 20,
            sessions: 51,
            seed: 1,
        },
        &mut progress,
    )
    .unwrap();
    assert_eq!(
        made,
        DemoMade {
            patients: 20,
            sessions: 1020
        }
    );
    assert_eq!(heard.len(), 2, "a small batch first, then the rest");
    assert!(heard.is_sorted() && heard.iter().all(|(done, all)| done <= all));
    let all = find_patient::find_patients(
        &filiform,
        FindPatients {
            query: String::new(),
            limit: 200,
        },
    )
    .unwrap();
    let sessions: Vec<u32> = all.patients.iter().map(|line| line.sessions).collect();
    assert_eq!((sessions.len(), sessions.iter().sum::<u32>()), (20, 1020));
    assert!(sessions.iter().all(|each| *each == 51));
    let asked = ReviewHistory {
        patient: all.patients[0].id,
        filter: crate::contract::TimelineFilter::default(),
        before: None,
        limit: 500,
    };
    let history = review_history::review_history(&filiform, asked).unwrap();
    assert_eq!(
        history.sessions.len(),
        usize::try_from(sessions[0]).unwrap()
    );
    let job = Job::new(Stop::default(), &|_| {});
    let verified = crate::verify_record::verify_record(&filiform, Nothing {}, &job).unwrap();
    assert!(verified.problems.is_empty());
    lock::lock(&filiform, Nothing {}).unwrap();
}

#[test]
fn the_same_made_up_patients_are_not_registered_twice() {
    let folder = tempfile::tempdir().unwrap();
    let filiform = practice_in(folder.path(), DEMO_PRACTICE);
    let once = Demo {
        patients: 2,
        sessions: 2,
        seed: 1,
    };
    let mut quiet = |_, _| Flow::Continue;
    fill(&filiform, once, &mut quiet).unwrap();
    assert_eq!(
        fill(&filiform, once, &mut quiet).unwrap_err(),
        Error::Store(StoreError::AlreadyWritten)
    );
    fill(&filiform, Demo { seed: 2, ..once }, &mut quiet).unwrap();
}

#[test]
fn a_real_practice_takes_no_made_up_patients() {
    let folder = tempfile::tempdir().unwrap();
    let filiform = practice_in(folder.path(), "Mill Lane Physiotherapy");
    let refused = fill(
        &filiform,
        Demo {
            patients: 1,
            sessions: 1,
            seed: 1,
        },
        &mut |_, _| Flow::Continue,
    );
    assert_eq!(refused.unwrap_err().code(), "fields");
    let all = find_patient::find_patients(
        &filiform,
        FindPatients {
            query: String::new(),
            limit: 200,
        },
    )
    .unwrap();
    assert!(all.patients.is_empty(), "nothing was written");
}

#[test]
fn a_fill_that_is_stopped_keeps_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let filiform = practice_in(folder.path(), DEMO_PRACTICE);
    let stopped = fill(
        &filiform,
        Demo {
            patients: 2,
            sessions: 999,
            seed: 1,
        },
        &mut |_, _| Flow::Stop,
    );
    assert_eq!(stopped.unwrap_err(), Error::Store(StoreError::Interrupted));
    let all = find_patient::find_patients(
        &filiform,
        FindPatients {
            query: String::new(),
            limit: 9,
        },
    )
    .unwrap();
    let sessions: Vec<u32> = all.patients.iter().map(|line| line.sessions).collect();
    assert_eq!(
        sessions,
        [999],
        "the whole first patient, and nothing of the second"
    );
}
