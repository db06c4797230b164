//! Screening, consent and policy: what stands now, and that it is a fold of the ledger like the rest.

use filiform_domain::consent::{Consent, ConsentDraft, ConsentKind, Withdrawal};
use filiform_domain::entry::Entry;
use filiform_domain::ids::ConsentId;
use filiform_domain::screening::{
    Answer, PolicyLevel, PolicyRow, Screening, ScreeningAnswer, ScreeningDraft, ScreeningPolicy,
};
use filiform_store::{ConsentEntry, ConsentStep, Flow, StoreError, Write};
use uuid::Uuid;

use crate::support::*;

/// Patient `p` answered one check, with a note.
pub(crate) fn screened(p: u128, answer: Answer, note: &str) -> Entry {
    let row = ScreeningAnswer {
        check: "anticoagulant".into(),
        answer: Some(answer),
        note: note.into(),
        date: "2026-11-22".into(),
    };
    let sheet = ScreeningDraft {
        reviewed: "2026-11-22".into(),
        answers: vec![row],
        note: String::new(),
    };
    Entry::ScreeningAnswered(Box::new(Screening {
        patient: patient_id(p),
        reviewed: "2026-11-22".parse().unwrap(),
        sheet,
    }))
}

/// Patient `p` consented `minutes` after the morning.
pub(crate) fn consented(p: u128, n: u128, minutes: i64, kind: ConsentKind) -> Entry {
    let form = ConsentDraft {
        kind: Some(kind),
        procedure: "Dry needling".into(),
        regions: vec!["neck".into(), "shoulder-girdle".into()],
        strokes: vec![vec![10, 20, 30, 40]],
        ..ConsentDraft::default()
    };
    Entry::ConsentGiven(Box::new(Consent {
        id: ConsentId(Uuid::from_u128(0xC0_0000 + n)),
        patient: patient_id(p),
        kind,
        given: at(minutes),
        form,
    }))
}

/// Patient `p` withdrew consent.
pub(crate) fn withdrawn(p: u128, minutes: i64) -> Entry {
    Entry::ConsentWithdrawn(Withdrawal {
        patient: patient_id(p),
        at: at(minutes),
        said: Some("enough for now".into()),
    })
}

fn policy(level: PolicyLevel) -> Entry {
    let row = PolicyRow {
        check: "lymphedema-limb".into(),
        level,
        reason: String::new(),
    };
    Entry::ScreeningPolicySet(ScreeningPolicy {
        practice: PRACTICE,
        rows: vec![row],
    })
}

#[test]
fn the_newest_answer_set_stands_and_the_ones_before_stay_in_the_ledger() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    assert!(store.screening(ada).unwrap().is_none());
    write(&store, 10, screened(1, Answer::No, ""));
    write(&store, 11, screened(1, Answer::Yes, "apixaban"));
    let stands = store.screening(ada).unwrap().unwrap();
    assert_eq!(stands.content.sheet.answers[0].note, "apixaban");
    assert_eq!((stands.author, stands.recorded_at), (ME, at(11)));
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn consents_and_withdrawals_are_read_in_order_and_in_full() {
    let (_folder, store) = practice();
    let ada = register_ada(&store);
    write(&store, 10, consented(1, 1, 9, ConsentKind::Written));
    write(&store, 12, withdrawn(1, 11));
    write(&store, 14, consented(1, 2, 13, ConsentKind::Verbal));
    let lines = store.consents(ada).unwrap();
    let steps: Vec<_> = lines
        .iter()
        .map(|line| match &line.step {
            ConsentStep::Given(given) => (line.at, Some(given.written), given.regions.len()),
            ConsentStep::Withdrawn => (line.at, None, 0),
        })
        .collect();
    assert_eq!(
        steps,
        [
            (at(9), Some(true), 2),
            (at(11), None, 0),
            (at(13), Some(false), 2)
        ]
    );
    let full = store.consent_entries(ada).unwrap();
    let ConsentEntry::Given(newest) = &full[0].content else {
        panic!("the newest comes first")
    };
    assert_eq!(newest.form.strokes, [[10, 20, 30, 40]]);
    assert!(matches!(&full[1].content, ConsentEntry::Withdrawn(w) if w.said.is_some()));
}

#[test]
fn the_policy_that_was_signed_last_holds() {
    let (_folder, store) = practice();
    assert!(store.screening_policy().unwrap().is_none());
    write(&store, 1, policy(PolicyLevel::Absolute));
    write(&store, 2, policy(PolicyLevel::PerDecision));
    let holds = store.screening_policy().unwrap().unwrap();
    assert_eq!(
        holds.level("lymphedema-limb"),
        Some(PolicyLevel::PerDecision)
    );
}

#[test]
fn somebody_who_is_not_registered_is_refused() {
    let (_folder, store) = practice();
    for entry in [
        screened(1, Answer::No, ""),
        consented(1, 1, 1, ConsentKind::Verbal),
        withdrawn(1, 1),
    ] {
        let refused = store.transact(&stamp(1), Write::one(entry)).unwrap_err();
        assert_eq!(refused, StoreError::UnknownPatient);
    }
}

#[test]
fn tables_that_were_changed_by_hand_are_noticed_and_mended() {
    for harm in [
        "DELETE FROM screening",
        "UPDATE screening SET entry = (SELECT min(n) FROM ledger WHERE kind = 'screening-answered')",
        "DELETE FROM consent WHERE kind = 'withdrawn'",
        "UPDATE consent SET kind = 'verbal' WHERE kind = 'written'",
        "UPDATE consent SET regions = NULL",
        "UPDATE consent SET at = at + 1",
    ] {
        let (folder, store) = practice();
        register_ada(&store);
        write(&store, 10, screened(1, Answer::No, ""));
        write(&store, 11, screened(1, Answer::Yes, ""));
        write(&store, 12, consented(1, 1, 9, ConsentKind::Written));
        write(&store, 13, withdrawn(1, 13));
        write(&store, 14, policy(PolicyLevel::Relative));
        let before = store.projections_snapshot().unwrap();
        store.close(at(21)).unwrap();
        raw(&home(&folder)).execute_batch(harm).unwrap();
        let store = open(&home(&folder)).unwrap();
        assert_ne!(verify(&store).problems, [], "{harm}");
        store.rebuild(&mut |_, _| Flow::Continue).unwrap();
        assert!(store.projections_snapshot().unwrap() == before, "{harm}");
        assert_eq!(verify(&store).problems, [], "{harm}");
    }
}
