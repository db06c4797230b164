//! Between the visits: contacts and later events, newest first, as they were written down.

use crate::support::*;
use filiform_domain::ids::{ContactId, ReportedEventId};
use filiform_store::{BetweenCursor, Happened, StoreError, Write};
use uuid::Uuid;

#[test]
fn contacts_and_events_are_newest_first_whatever_order_they_arrived_in() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    write(&store, 1000, signed(session(1, 1, 10)));
    write(&store, 1000, contact(1, 1, 500));
    write(&store, 1001, reported(1, 2, 1, 100));
    write(&store, 1002, contact(1, 3, 900));
    write(&store, 1003, contact(1, 4, 100));
    let page = store.between(ada, None, 10).unwrap();
    let stood: Vec<_> = page
        .entries
        .iter()
        .map(|kept| (kept.happened.at(), kept.recorded_at))
        .collect();
    assert_eq!(
        stood,
        [
            (at(900), at(1002)),
            (at(500), at(1000)),
            (at(100), at(1003)),
            (at(100), at(1001)),
        ],
        "of two in the same minute the one that was written down later stands first"
    );
    assert!(page.entries.iter().all(|kept| kept.author == ME) && page.next.is_none());
}

#[test]
fn pages_join_without_a_gap_and_without_a_repeat() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    let bea = patient("Silva", "Inês", "1990-07-01");
    write(&store, 2, registered(2, bea));
    for n in 0..25 {
        let minutes = i64::try_from(n / 2).unwrap();
        write(&store, 1000, contact(1, n, minutes));
        write(&store, 1000, reported(2, 100 + n, 0, minutes));
    }
    let whole = store.between(ada, None, 100).unwrap();
    let (mut paged, mut next) = (Vec::new(), None);
    loop {
        let page = store.between(ada, next, 4).unwrap();
        assert!(page.entries.len() <= 4);
        paged.extend(page.entries);
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(whole.entries.len(), 25);
    assert!(paged == whole.entries);
    let oldest = BetweenCursor(whole.entries[24].happened.id());
    assert_eq!(store.between(ada, Some(oldest), 4).unwrap().entries, []);
    let nobody = store.between(patient_id(77), None, 4).unwrap();
    assert_eq!(nobody.entries, [], "nobody's contacts");
}

#[test]
fn each_reads_back_by_its_own_id_and_by_no_other() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 20, contact(1, 1, 5));
    write(&store, 20, reported(1, 2, 1, 15));
    let (call, bruise) = (Uuid::from_u128(0xC0_0001), Uuid::from_u128(0xE0_0002));
    let kept = store.contact(ContactId(call)).unwrap().unwrap();
    assert!(matches!(&kept.happened, Happened::Contact(contact)
        if contact.said.as_deref() == Some("agrees with needling")));
    let kept = store
        .reported_event(ReportedEventId(bruise))
        .unwrap()
        .unwrap();
    assert!(matches!(&kept.happened, Happened::Event(event) if event.began_hours == Some(6)));
    assert!(store.contact(ContactId(bruise)).unwrap().is_none());
    assert!(
        store
            .reported_event(ReportedEventId(call))
            .unwrap()
            .is_none()
    );
    assert!(store.contact(ContactId(Uuid::nil())).unwrap().is_none());
}

#[test]
fn nothing_is_written_about_somebody_unknown() {
    let (_folder, store) = practice();
    register_ada(&store);
    for entry in [contact(9, 1, 5), reported(9, 1, 1, 5)] {
        let refused = store.transact(&stamp(20), Write::one(entry));
        assert_eq!(refused.unwrap_err(), StoreError::UnknownPatient);
    }
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn the_same_contact_is_not_written_twice() {
    let (_folder, store) = practice();
    register_ada(&store);
    write(&store, 20, contact(1, 1, 5));
    assert!(
        store
            .transact(&stamp(20), Write::one(contact(1, 1, 6)))
            .is_err()
    );
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn an_event_says_when_its_session_began_as_far_as_that_is_known() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    write(&store, 20, signed(session(1, 1, 10)));
    write(&store, 21, reported(1, 1, 1, 15));
    write(&store, 22, reported(1, 2, 9, 16));
    let page = store.between(ada, None, 10).unwrap();
    let started: Vec<_> = page
        .entries
        .iter()
        .map(|kept| kept.belongs.map(|visit| visit.started))
        .collect();
    assert_eq!(started, [None, Some(at(10))]);
}
