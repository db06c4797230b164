//! Who works in the practice: the slots of the header and the entries of the ledger stay together.

use filiform_domain::entry::{Entry, TherapistChanged, TherapistRemoved};
use filiform_domain::ids::TherapistId;
use filiform_domain::picture::{Picture, PictureChanged, PictureOf};
use filiform_domain::practice::Therapist;
use filiform_domain::role::PracticeRole;
use filiform_store::vault::{self, KdfCost, Passphrase, Presence};
use filiform_store::{Newcomer, Stamp, Store, StoreError, Write};
use uuid::Uuid;

use crate::support::*;

const CHEN: TherapistId = TherapistId(Uuid::from_u128(0xC4E2));
const CHENS: &str = "nine amber kites over gravel";

fn chen() -> Newcomer {
    Newcomer {
        id: CHEN,
        therapist: Therapist {
            name: "B. Chen".into(),
            ..Therapist::default()
        },
        role: PracticeRole::Therapist,
        passphrase: Passphrase::from(CHENS),
        cost: KdfCost::for_tests(),
    }
}

fn open_as(folder: &std::path::Path, passphrase: &str) -> Result<Store, StoreError> {
    let unlocked = vault::unlock(folder, &Passphrase::from(passphrase), at(1000).utc_ms)?;
    Store::open(unlocked, entropy(), at(1000))
}

fn slots(folder: &std::path::Path) -> usize {
    match vault::peek(folder, at(1000).utc_ms).unwrap() {
        Presence::Locked { therapists, .. } => therapists.len(),
        Presence::Absent => 0,
    }
}

fn promotion(id: TherapistId) -> Write {
    Write::one(Entry::TherapistChanged(TherapistChanged {
        id,
        therapist: Therapist::default(),
        role: Some(PracticeRole::Owner),
    }))
}

#[test]
fn the_store_itself_lets_only_the_owner_say_who_works_here() {
    let (folder, store) = practice();
    store.add_therapist(&stamp(1), chen()).unwrap();
    store.close(at(2)).unwrap();
    let store = open_as(&home(&folder), CHENS).unwrap();
    let by_chen = Stamp {
        now: at(3),
        author: CHEN,
    };
    let refused = store.transact(&by_chen, promotion(CHEN)).unwrap_err();
    assert_eq!(refused, StoreError::NotTheOwner);
    let left = Write::one(Entry::TherapistRemoved(TherapistRemoved { id: ME }));
    assert_eq!(
        store.transact(&by_chen, left).unwrap_err(),
        StoreError::NotTheOwner
    );
    let another = Newcomer {
        id: TherapistId(Uuid::from_u128(3)),
        ..chen()
    };
    assert_eq!(
        store.add_therapist(&by_chen, another).unwrap_err(),
        StoreError::NotTheOwner
    );
    assert_eq!(slots(&home(&folder)), 2);
}

#[test]
fn a_removal_cut_short_before_the_header_is_finished_at_the_next_opening() {
    let (folder, store) = practice();
    store.add_therapist(&stamp(1), chen()).unwrap();
    let left = Write::one(Entry::TherapistRemoved(TherapistRemoved { id: CHEN }));
    store.transact(&stamp(2), left).unwrap();
    store.close(at(3)).unwrap();
    assert_eq!(slots(&home(&folder)), 2, "as after a power cut");
    let refused = open_as(&home(&folder), CHENS).unwrap_err();
    assert_eq!(refused, StoreError::NotInPractice);
    drop(open(&home(&folder)).unwrap());
    assert_eq!(slots(&home(&folder)), 1);
    let refused = open_as(&home(&folder), CHENS).unwrap_err();
    assert_eq!(refused, StoreError::WrongPassphrase);
}

#[test]
fn a_slot_whose_entry_was_never_written_opens_nothing_and_goes() {
    let (folder, store) = practice();
    store.close(at(1)).unwrap();
    let before = std::fs::read(home(&folder).join("practice.db")).unwrap();
    let anchor = std::fs::read(home(&folder).join("practice.anchor")).unwrap();
    let store = open(&home(&folder)).unwrap();
    store.add_therapist(&stamp(2), chen()).unwrap();
    store.close(at(3)).unwrap();
    // The header with the slot stands; the entry never reached the disk.
    std::fs::write(home(&folder).join("practice.db"), before).unwrap();
    std::fs::write(home(&folder).join("practice.anchor"), anchor).unwrap();
    let refused = open_as(&home(&folder), CHENS).unwrap_err();
    assert_eq!(refused, StoreError::NotInPractice);
    let store = open(&home(&folder)).unwrap();
    assert_eq!(slots(&home(&folder)), 1);
    store.add_therapist(&stamp(5), chen()).unwrap();
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn everybody_who_signed_is_proven_by_their_own_key_also_after_leaving() {
    let (folder, store) = practice();
    let patient = register_ada(&store);
    store.add_therapist(&stamp(1), chen()).unwrap();
    store.close(at(2)).unwrap();
    let store = open_as(&home(&folder), CHENS).unwrap();
    let by_chen = Stamp {
        now: at(30),
        author: CHEN,
    };
    let note = filiform_domain::session::Session {
        therapist: CHEN,
        patient,
        ..session(1, 1, 20)
    };
    let write = Write::one(Entry::SessionSigned(Box::new(note)));
    store.transact(&by_chen, write).unwrap();
    store.close(at(31)).unwrap();
    let store = open(&home(&folder)).unwrap();
    assert_eq!(verify(&store).problems, []);
    store.remove_therapist(&stamp(40), CHEN).unwrap();
    assert_eq!(verify(&store).problems, []);
    let kept = store.therapists().unwrap();
    assert!(kept[1].removed_at.is_some() && kept[1].public_key != kept[0].public_key);
    let again = store.remove_therapist(&stamp(41), CHEN).unwrap_err();
    assert_eq!(again, StoreError::UnknownTherapist);
}

#[test]
fn a_signature_is_kept_by_its_therapist_and_a_logo_by_the_owner_alone() {
    let (folder, store) = practice();
    store.add_therapist(&stamp(1), chen()).unwrap();
    let practice = store.practice().unwrap().id;
    let signature = |of| {
        Write::one(Entry::PictureChanged(PictureChanged {
            of,
            picture: Some(Picture("iVBORw0KGgoAAAAN".into())),
        }))
    };
    let (chens, logo) = (PictureOf::Signature(CHEN), PictureOf::Logo(practice));
    let refused = store.transact(&stamp(2), signature(chens)).unwrap_err();
    assert_eq!(refused, StoreError::NotTheOwner, "not even by the owner");
    store.transact(&stamp(3), signature(logo)).unwrap();
    store.close(at(4)).unwrap();
    let store = open_as(&home(&folder), CHENS).unwrap();
    let by_chen = Stamp {
        now: at(5),
        author: CHEN,
    };
    let refused = store.transact(&by_chen, signature(logo)).unwrap_err();
    assert_eq!(refused, StoreError::NotTheOwner);
    store.transact(&by_chen, signature(chens)).unwrap();
    assert!(store.picture(chens).unwrap().is_some() && store.picture(logo).unwrap().is_some());
    let gone = PictureChanged {
        of: chens,
        picture: None,
    };
    let gone = Write::one(Entry::PictureChanged(gone));
    store.transact(&by_chen, gone).unwrap();
    assert!(store.picture(chens).unwrap().is_none() && store.picture(logo).unwrap().is_some());
    assert_eq!(verify(&store).problems, []);
}
