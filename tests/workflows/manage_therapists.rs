//! Who works here: everybody with a passphrase and a signature of their own, the owner with the say.

use filiform::Error;
use filiform::contract::{
    AddTherapist, ChangeRole, Nothing, RemoveTherapist, TherapistJoined, TherapistsPage,
    UnlockWithRecovery, WhichSession,
};
use filiform::manage_therapists::{add_therapist, change_role, remove_therapist, therapists_page};
use filiform_domain::ids::TherapistId;
use filiform_domain::practice::Therapist;
use filiform_domain::role::{RoleName, RoleTyped};

use crate::support::*;

pub(crate) fn newcomer(name: &str, role: RoleTyped, passphrase: &str) -> AddTherapist {
    AddTherapist {
        therapist: Therapist {
            name: name.into(),
            credentials: "PT".into(),
            ..Therapist::default()
        },
        role,
        passphrase: passphrase.into(),
        own_passphrase: PASSPHRASE.into(),
        draft: None,
    }
}

/// Somebody joins, with the other passphrase.
pub(crate) fn join(desk: &Desk, name: &str, role: RoleName) -> TherapistJoined {
    let typed = newcomer(name, RoleTyped::plain(role), OTHER_PASSPHRASE);
    add_therapist(&desk.filiform, typed).ok().unwrap()
}

pub(crate) fn switch_to(desk: &Desk, passphrase: &str) {
    desk.lock();
    desk.unlock(passphrase).unwrap();
}

fn to_role(
    desk: &Desk,
    id: TherapistId,
    role: RoleName,
    own: &str,
) -> Result<TherapistsPage, Error> {
    let typed = ChangeRole {
        id,
        role: RoleTyped::plain(role),
        own_passphrase: own.into(),
    };
    change_role(&desk.filiform, typed)
}

fn remove(desk: &Desk, id: TherapistId) -> Result<TherapistsPage, Error> {
    let typed = RemoveTherapist {
        id,
        own_passphrase: PASSPHRASE.into(),
    };
    remove_therapist(&desk.filiform, typed)
}

fn code<T>(result: Result<T, Error>) -> String {
    result.err().map(|error| error.code().to_owned()).unwrap()
}

fn problems(desk: &Desk) -> usize {
    let job = filiform::Job::new(filiform::Stop::default(), &|_| {});
    let verified = filiform::verify_record::verify_record(&desk.filiform, Nothing {}, &job);
    verified.unwrap().problems.len()
}

#[test]
fn the_one_therapist_of_a_new_practice_is_its_owner() {
    let desk = Desk::open();
    let page = therapists_page(&desk.filiform, Nothing {}).ok().unwrap();
    let [only] = page.people.as_slice() else {
        panic!("one person");
    };
    assert_eq!(
        (only.name.as_str(), only.role_words.as_str(), only.me),
        ("A. Rivera", "Owner", true)
    );
    assert_eq!(only.added, "22 Nov 2026");
    assert_eq!(
        (only.last_signed.as_deref(), only.left.as_deref()),
        (None, None)
    );
}

#[test]
fn each_passphrase_opens_for_its_own_person_and_each_signs_in_their_own_name() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let first = desk.sign(patient, &note("2026-11-20")).unwrap();
    let joined = join(&desk, "B. Chen", RoleName::Therapist);
    switch_to(&desk, OTHER_PASSPHRASE);
    let second = desk.sign(patient, &note("2026-11-22")).unwrap();
    let signed_by = |session| {
        let page = filiform::review_history::open_session(&desk.filiform, WhichSession { session });
        page.ok().unwrap().signed_by
    };
    assert_eq!(signed_by(first), "A. Rivera, PT, DPT");
    assert_eq!(signed_by(second), "B. Chen, PT");
    assert_eq!(problems(&desk), 0, "both signatures verify");
    switch_to(&desk, PASSPHRASE);
    let page = therapists_page(&desk.filiform, Nothing {}).ok().unwrap();
    let chen = page.people.iter().find(|p| p.id == joined.id).unwrap();
    assert_eq!(chen.last_signed.as_deref(), Some("22 Nov 2026"));
    assert_ne!(chen.key, page.people[0].key, "each has a key of their own");
}

#[test]
fn the_newcomers_recovery_code_opens_their_own_slot() {
    let desk = Desk::open();
    let joined = join(&desk, "B. Chen", RoleName::Therapist);
    desk.lock();
    let recovered = filiform::unlock::unlock_with_recovery(
        &desk.filiform,
        UnlockWithRecovery {
            code: joined.recovery_code,
            new_passphrase: "copper thicket willow radish".into(),
        },
    );
    assert_eq!(recovered.unwrap().me, joined.id);
    desk.lock();
    assert!(desk.unlock(OTHER_PASSPHRASE).is_err());
    assert!(
        desk.unlock(PASSPHRASE).is_ok(),
        "the others' slots are untouched"
    );
}

#[test]
fn a_form_with_faults_lets_nobody_in() {
    let desk = Desk::open();
    let typed = AddTherapist {
        therapist: Therapist::default(),
        role: RoleTyped::plain(RoleName::Auditor),
        passphrase: "abc".into(),
        own_passphrase: PASSPHRASE.into(),
        draft: None,
    };
    let found = faults(add_therapist(&desk.filiform, typed));
    let expected = [
        ("therapist.name", "missing"),
        ("role.patients", "missing"),
        ("role.from", "not-a-date"),
        ("role.to", "not-a-date"),
        ("role.until", "not-a-date"),
        ("passphrase", "weak-passphrase"),
    ];
    assert_eq!(found, expected.map(|(path, code)| fault(path, code)));
    let wrong = AddTherapist {
        own_passphrase: "not the owner's words".into(),
        ..newcomer(
            "B. Chen",
            RoleTyped::plain(RoleName::Therapist),
            OTHER_PASSPHRASE,
        )
    };
    assert_eq!(
        code(add_therapist(&desk.filiform, wrong)),
        "wrong-passphrase"
    );
    let page = therapists_page(&desk.filiform, Nothing {}).ok().unwrap();
    assert_eq!(page.people.len(), 1);
}

#[test]
fn two_people_cannot_have_one_passphrase() {
    let desk = Desk::open();
    let typed = newcomer("B. Chen", RoleTyped::plain(RoleName::Therapist), PASSPHRASE);
    let found = faults(add_therapist(&desk.filiform, typed));
    assert_eq!(found, [fault("passphrase", "weak-passphrase")]);
    join(&desk, "B. Chen", RoleName::Therapist);
    let change = filiform::settings::change_passphrase(
        &desk.filiform,
        filiform::contract::ChangePassphrase {
            old: PASSPHRASE.into(),
            new: OTHER_PASSPHRASE.into(),
        },
    );
    assert_eq!(code(change), "weak-passphrase");
}

#[test]
fn only_the_owner_decides_who_works_here() {
    let desk = Desk::open();
    let joined = join(&desk, "B. Chen", RoleName::Therapist);
    switch_to(&desk, OTHER_PASSPHRASE);
    assert_eq!(
        code(therapists_page(&desk.filiform, Nothing {})),
        "not-allowed"
    );
    let typed = AddTherapist {
        own_passphrase: OTHER_PASSPHRASE.into(),
        ..newcomer(
            "C. Diaz",
            RoleTyped::plain(RoleName::Owner),
            "copper thicket willow radish",
        )
    };
    assert_eq!(code(add_therapist(&desk.filiform, typed)), "not-allowed");
    let promoted = to_role(&desk, joined.id, RoleName::Owner, OTHER_PASSPHRASE);
    assert_eq!(code(promoted), "not-allowed");
    let renamed = filiform::settings::change_practice(&desk.filiform, practice());
    assert_eq!(code(renamed), "not-allowed");
}

#[test]
fn who_left_cannot_open_the_practice_and_what_they_signed_still_verifies() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let joined = join(&desk, "B. Chen", RoleName::Therapist);
    switch_to(&desk, OTHER_PASSPHRASE);
    let session = desk.sign(patient, &note("2026-11-22")).unwrap();
    let kept = std::fs::read(desk.folder.join("practice.key")).unwrap();
    switch_to(&desk, PASSPHRASE);
    let page = remove(&desk, joined.id).ok().unwrap();
    assert_eq!(page.people[1].left.as_deref(), Some("22 Nov 2026"));
    assert_eq!(problems(&desk), 0);
    let opened = filiform::review_history::open_session(&desk.filiform, WhichSession { session });
    assert_eq!(opened.ok().unwrap().signed_by, "B. Chen, PT");
    desk.lock();
    assert_eq!(code(desk.unlock(OTHER_PASSPHRASE)), "wrong-passphrase");

    // The header with their slot, put back: it is older than what the record has seen.
    for name in ["practice.key", "practice.key.copy"] {
        std::fs::write(desk.folder.join(name), &kept).unwrap();
    }
    desk.clock.forward(DAY_MS);
    assert_eq!(code(desk.unlock(OTHER_PASSPHRASE)), "header-older");
    assert_eq!(code(desk.unlock(PASSPHRASE)), "header-older");
}

#[test]
fn a_practice_keeps_an_owner() {
    let desk = Desk::open();
    let me = therapists_page(&desk.filiform, Nothing {})
        .ok()
        .unwrap()
        .people[0]
        .id;
    let joined = join(&desk, "B. Chen", RoleName::Therapist);
    assert_eq!(code(remove(&desk, me)), "last-owner");
    let stepped_down = to_role(&desk, me, RoleName::Therapist, PASSPHRASE);
    assert_eq!(code(stepped_down), "last-owner");
    let stranger = TherapistId::new(0, [9; 10]);
    assert_eq!(code(remove(&desk, stranger)), "unknown-therapist");
    remove(&desk, joined.id).ok().unwrap();
    assert_eq!(code(remove(&desk, joined.id)), "unknown-therapist");
}

#[test]
fn the_owner_can_hand_the_practice_over() {
    let desk = Desk::open();
    let me = therapists_page(&desk.filiform, Nothing {})
        .ok()
        .unwrap()
        .people[0]
        .id;
    let joined = join(&desk, "B. Chen", RoleName::Therapist);
    to_role(&desk, joined.id, RoleName::Owner, PASSPHRASE)
        .ok()
        .unwrap();
    to_role(&desk, me, RoleName::Therapist, PASSPHRASE)
        .ok()
        .unwrap();
    assert_eq!(
        code(therapists_page(&desk.filiform, Nothing {})),
        "not-allowed"
    );
    switch_to(&desk, OTHER_PASSPHRASE);
    let page = therapists_page(&desk.filiform, Nothing {}).ok().unwrap();
    let roles: Vec<_> = page.people.iter().map(|p| p.role_words.as_str()).collect();
    assert_eq!(roles, ["Therapist", "Owner"]);
    assert_eq!(problems(&desk), 0);
}

#[test]
fn an_audit_ends_on_its_day() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let role = RoleTyped {
        role: Some(RoleName::Auditor),
        patients: vec![patient],
        from: "2026-01-01".into(),
        to: "2026-12-31".into(),
        until: "2026-11-22".into(),
    };
    add_therapist(&desk.filiform, newcomer("E. Frank", role, OTHER_PASSPHRASE))
        .ok()
        .unwrap();
    switch_to(&desk, OTHER_PASSPHRASE);
    let open = || {
        let which = filiform::contract::WhichPatient { patient };
        filiform::review_history::open_patient(&desk.filiform, which)
    };
    assert!(open().is_ok());
    desk.clock.forward(DAY_MS);
    assert_eq!(code(open()), "audit-ended");
}

#[test]
fn what_was_typed_of_a_newcomer_outlives_a_lock_without_a_passphrase_and_ends_with_the_joining() {
    let desk = Desk::open();
    let typed = newcomer(
        "B. Chen",
        RoleTyped::plain(RoleName::Therapist),
        OTHER_PASSPHRASE,
    );
    let keep = filiform::contract::KeepDraft {
        draft: None,
        kind: "person".into(),
        patient: None,
        rev: 0,
        body: serde_json::json!({ "therapist": typed.therapist, "role": typed.role }),
        caret: Some("1:4".into()),
    };
    let kept = filiform::chart_session::keep_draft(&desk.filiform, keep.clone());
    let draft = kept.ok().unwrap().id;
    let secret = filiform::contract::KeepDraft {
        body: serde_json::json!({ "therapist": {}, "role": {}, "passphrase": OTHER_PASSPHRASE }),
        ..keep
    };
    let refused = filiform::chart_session::keep_draft(&desk.filiform, secret).err();
    assert_eq!(
        refused,
        Some(Error::UnreadableCommand),
        "a passphrase is never kept"
    );
    switch_to(&desk, PASSPHRASE);
    let page = therapists_page(&desk.filiform, Nothing {}).ok().unwrap();
    let begun = page.begun.typed.unwrap();
    assert_eq!(
        (begun.therapist.name.as_str(), page.begun.kept.draft),
        ("B. Chen", Some(draft))
    );
    let typed = AddTherapist {
        draft: Some(draft),
        ..typed
    };
    let page = add_therapist(&desk.filiform, typed).ok().unwrap().page;
    assert!(page.begun.typed.is_none() && page.begun.kept.draft.is_none());
    assert_eq!(page.people[0].drafts, 0);
}
