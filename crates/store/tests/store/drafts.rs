//! Drafts: kept, found again, never overwritten from two windows.

use crate::support::*;
use filiform_domain::ids::TherapistId;
use filiform_store::{KeptDraft, StoreError, Write};
use uuid::Uuid;

#[test]
fn a_kept_draft_comes_back_with_its_caret() {
    let (folder, store) = practice();
    assert_eq!(store.keep_draft(&draft(1)).unwrap(), 1);
    store.close(at(2)).unwrap();
    let kept = open(&home(&folder))
        .unwrap()
        .draft(draft(1).id)
        .unwrap()
        .unwrap();
    assert!(kept == KeptDraft { rev: 1, ..draft(1) });
}

#[test]
fn two_windows_cannot_overwrite_each_other() {
    let (_folder, store) = practice();
    let first = store.keep_draft(&draft(1)).unwrap();
    let theirs = KeptDraft {
        rev: first,
        body: "\"theirs\"".into(),
        ..draft(1)
    };
    assert_eq!(store.keep_draft(&theirs).unwrap(), 2);
    let mine = KeptDraft {
        rev: first,
        body: "\"mine\"".into(),
        ..draft(1)
    };
    assert_eq!(store.keep_draft(&mine).unwrap_err(), StoreError::StaleDraft);
    assert_eq!(
        store.keep_draft(&draft(1)).unwrap_err(),
        StoreError::StaleDraft,
        "nor as a new one"
    );
    assert_eq!(
        store.draft(draft(1).id).unwrap().unwrap().body,
        "\"theirs\""
    );
}

#[test]
fn drafts_are_listed_newest_first_and_only_the_authors() {
    let (_folder, store) = practice();
    for n in [2, 3, 1] {
        store.keep_draft(&draft(n)).unwrap();
    }
    let listed: Vec<_> = store
        .drafts(ME)
        .unwrap()
        .into_iter()
        .map(|kept| kept.id)
        .collect();
    assert_eq!(listed, [draft(3).id, draft(2).id, draft(1).id]);
    let other = TherapistId(Uuid::from_u128(9));
    assert!(store.drafts(other).unwrap().is_empty());
    let theirs = KeptDraft {
        author: other,
        ..draft(4)
    };
    assert_eq!(
        store.keep_draft(&theirs).unwrap_err(),
        StoreError::NotTheSigner
    );
}

#[test]
fn discarding_can_be_undone_until_the_next_is_discarded() {
    let (_folder, store) = practice();
    store.keep_draft(&draft(1)).unwrap();
    store.keep_draft(&draft(2)).unwrap();
    store.discard_draft(draft(1).id).unwrap();
    assert!(store.draft(draft(1).id).unwrap().is_none());
    let late = KeptDraft { rev: 1, ..draft(1) };
    assert_eq!(
        store.keep_draft(&late).unwrap_err(),
        StoreError::DraftGone,
        "typing does not bring it back"
    );
    assert_eq!(
        store.restore_draft(draft(1).id).unwrap().body,
        draft(1).body
    );
    store.discard_draft(draft(1).id).unwrap();
    store.discard_draft(draft(2).id).unwrap();
    assert_eq!(
        store.restore_draft(draft(1).id).unwrap_err(),
        StoreError::DraftGone
    );
    assert!(store.restore_draft(draft(2).id).is_ok());
    assert_eq!(
        store.discard_draft(draft(1).id).unwrap_err(),
        StoreError::DraftGone
    );
    assert!(
        store.draft(draft(2).id).unwrap().is_some(),
        "a failed discard takes nothing with it"
    );
}

#[test]
fn signing_takes_the_draft_along_and_cannot_happen_twice() {
    let (_folder, store) = practice();
    register_ada(&store);
    store.keep_draft(&draft(1)).unwrap();
    let sign = |s| {
        store.transact(
            &stamp(20),
            Write::finishing(draft(1).id, signed(session(1, s, 10))),
        )
    };
    sign(1).unwrap();
    let before = store.fingerprint();
    assert_eq!(
        sign(2).unwrap_err(),
        StoreError::DraftGone,
        "the second window signs nothing"
    );
    assert_eq!(store.fingerprint(), before);
    assert!(store.drafts(ME).unwrap().is_empty());
    assert_eq!(
        store
            .history(patient_id(1), None, 10)
            .unwrap()
            .sessions
            .len(),
        1
    );
    assert_eq!(
        verify(&store).problems,
        [],
        "the refused entry left nothing"
    );
}
