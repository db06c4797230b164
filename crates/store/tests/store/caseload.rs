//! The totals of the caseload: kept as entries come, right after corrections, voidings and destruction, and the same
//! after a rebuild.

use crate::amendments::{corrected, voided};
use crate::support::*;
use filiform_domain::amendment::VoidReason;
use filiform_domain::change::Reading;
use filiform_domain::entry::Entry;
use filiform_domain::event::EventDraft;
use filiform_domain::ids::SessionId;
use filiform_domain::month::Month;
use filiform_domain::session::Session;
use filiform_domain::visit::BillingCode;
use filiform_store::{CaseloadTotals, Flow, Store};

fn totals(store: &Store) -> CaseloadTotals {
    let month = Month::of(at(0).date());
    store.caseload((month.before(11), month), 50).unwrap()
}

/// Visits, unbilled ones, units, events.
fn sums(store: &Store) -> (u32, u32, u32, u32) {
    let totals = totals(store);
    let sum = |numbers: &mut dyn Iterator<Item = u32>| numbers.sum::<u32>();
    (
        totals.held,
        sum(&mut totals.visits.iter().map(|row| row.unbilled)),
        sum(&mut totals.codes.iter().map(|row| row.units)),
        sum(&mut totals.events.iter().map(|row| row.events)),
    )
}

pub(crate) fn billed(s: u128, minutes: i64, units: Option<i64>, events: usize) -> Session {
    let mut visit = session(1, s, minutes);
    visit.note.codes = vec![BillingCode {
        code: "97140".into(),
        units,
    }];
    visit.note.events = vec![
        EventDraft {
            kind: "bruising".into(),
            ..EventDraft::default()
        };
        events
    ];
    visit
}

/// The tables that are kept say what a rebuild makes.
fn holds(store: &Store) {
    let before = totals(store);
    store.rebuild(&mut |_, _| Flow::Continue).unwrap();
    assert!(totals(store) == before, "a rebuild makes other totals");
}

#[test]
fn visits_codes_and_events_are_added_corrected_and_taken_off() {
    let (_folder, store) = practice();
    register_ada(&store);
    let first = billed(1, 10, Some(2), 1);
    write(&store, 100, signed(first.clone()));
    write(&store, 100, signed(billed(2, 60, None, 2)));
    write(&store, 100, signed(session(1, 3, 90)));
    write(&store, 101, reported(1, 7, 1, 100));
    assert_eq!(
        sums(&store),
        (3, 1, 3, 4),
        "a line without units counts as one"
    );
    let unbilled: Vec<SessionId> = totals(&store)
        .unbilled
        .into_iter()
        .map(|visit| visit.session)
        .collect();
    assert_eq!(unbilled, [session(1, 3, 0).id]);
    let mut again = first.clone();
    again.note.codes.clear();
    again.note.events.clear();
    again.started = at(-40 * 1440);
    write(&store, 102, corrected(&again, 0));
    assert_eq!(
        sums(&store),
        (3, 1, 1, 3),
        "it counts in the month of its corrected date"
    );
    holds(&store);
    write(&store, 103, voided(&again, 1, VoidReason::EnteredInError));
    assert_eq!(sums(&store).0, 2);
    holds(&store);
}

#[test]
fn a_closed_episode_counts_with_its_ratings_until_it_is_opened_again() {
    let (_folder, store) = practice();
    register_ada(&store);
    let opened = episode(1, 1);
    write(&store, 1, Entry::EpisodeOpened(Box::new(opened.clone())));
    let visit = |s: u128, days: i64, pain: i64| {
        let mut visit = session(1, s, days * 1440);
        visit.note.episode = opened.id.0.to_string();
        visit.note.pain_before = Some(pain);
        visit
    };
    write(&store, 60_000, signed(visit(1, 0, 7)));
    let latest = visit(2, 10, 3);
    write(&store, 60_000, signed(latest.clone()));
    assert!(
        totals(&store).episodes.is_empty(),
        "an open episode counts nowhere"
    );
    let mut end = closed(opened.clone());
    end.based_on = 1;
    write(&store, 60_001, Entry::EpisodeClosed(Box::new(end.clone())));
    let done = every(&store);
    assert_eq!((done.0, done.1, done.2), (1, 2, Reading::ClearlyBetter));
    let mut worse = latest.clone();
    worse.note.pain_before = Some(7);
    write(&store, 60_002, corrected(&worse, 0));
    assert_eq!(
        every(&store).2,
        Reading::NoClearChange,
        "what was corrected is read anew"
    );
    write(
        &store,
        60_003,
        voided(&worse, 1, VoidReason::EnteredInError),
    );
    assert_eq!((every(&store).1, every(&store).2), (1, Reading::NotEnough));
    let before = every(&store);
    store.rebuild(&mut |_, _| Flow::Continue).unwrap();
    assert_eq!(every(&store), before);
    let mut reopened = opened;
    reopened.based_on = 2;
    reopened.reopened = true;
    write(&store, 60_004, Entry::EpisodeChanged(Box::new(reopened)));
    assert_eq!(every(&store).0, 0);
}

/// Episodes, their held visits and the reading of the last of them, over many years.
fn every(store: &Store) -> (u32, u32, Reading) {
    let month = Month::of(at(0).date());
    let totals = store
        .caseload((month.before(120), month.next().next().next().next()), 1)
        .unwrap();
    let rows = totals.episodes;
    let reading = rows.last().map_or(Reading::NotEnough, |row| row.reading);
    (
        rows.iter().map(|row| row.episodes).sum(),
        rows.iter().map(|row| row.held).sum(),
        reading,
    )
}
