//! Who may run what: a row for every command and for every workflow, and what a front desk and an auditor see.

mod about;
mod calls;
mod table;

use std::collections::BTreeMap;

use filiform::Error;
use filiform::contract::{COMMANDS, ChangePatient, JOBS, WhichPatient};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::patient::PatientDraft;
use filiform_domain::role::{RoleName, RoleTyped};
use serde_json::{Value, json};

use crate::manage_therapists::{newcomer, switch_to};
use crate::support::*;

const FRONT_DESK: &str = "copper thicket willow radish";
const AUDITOR: &str = "pewter anvil daffodil sleigh";
const ROLES: [(char, &str); 4] = [
    ('o', PASSPHRASE),
    ('t', OTHER_PASSPHRASE),
    ('f', FRONT_DESK),
    ('a', AUDITOR),
];

fn table() -> BTreeMap<&'static str, &'static str> {
    let rows = table::TABLE.split(['·', '\n']).map(str::trim);
    rows.filter(|row| !row.is_empty())
        .map(|row| row.split_once(' ').unwrap())
        .collect()
}

/// A practice with somebody of every role, two patients, and two visits of the first one.
pub(crate) struct Staffed {
    pub(crate) desk: Desk,
    pub(crate) ada: PatientId,
    other: PatientId,
    old: SessionId,
    pub(crate) new: SessionId,
}

fn staffed() -> Staffed {
    let desk = Desk::open();
    let ada = desk.register(ada()).id;
    let other = desk
        .register(PatientDraft {
            family_name: "Lindqvist".into(),
            ..ada_draft()
        })
        .id;
    let old = desk.sign(ada, &note("2026-03-02")).unwrap();
    let new = desk.sign(ada, &note("2026-11-20")).unwrap();
    let auditor = RoleTyped {
        role: Some(RoleName::Auditor),
        patients: vec![ada],
        from: "2026-11-01".into(),
        to: "2026-11-30".into(),
        until: "2027-01-31".into(),
    };
    for (name, role, passphrase) in [
        (
            "B. Chen",
            RoleTyped::plain(RoleName::Therapist),
            OTHER_PASSPHRASE,
        ),
        ("D. Desk", RoleTyped::plain(RoleName::FrontDesk), FRONT_DESK),
        ("E. Frank", auditor, AUDITOR),
    ] {
        let typed = newcomer(name, role, passphrase);
        filiform::manage_therapists::add_therapist(&desk.filiform, typed)
            .ok()
            .unwrap();
    }
    Staffed {
        desk,
        ada,
        other,
        old,
        new,
    }
}

fn ada_draft() -> PatientDraft {
    ada()
}

#[test]
fn every_command_has_a_row_and_every_role_is_held_to_it() {
    let table = table();
    let declared = COMMANDS.iter().chain(JOBS);
    let named: Vec<&str> = declared.map(|(name, _)| *name).collect();
    let missing: Vec<_> = named.iter().filter(|n| !table.contains_key(**n)).collect();
    assert!(
        missing.is_empty(),
        "give each a row in roles/table.rs: {missing:?}"
    );
    let stale: Vec<_> = table.keys().filter(|n| !named.contains(n)).collect();
    assert!(stale.is_empty(), "no such command: {stale:?}");
    let staffed = staffed();
    for (letter, passphrase) in ROLES {
        switch_to(&staffed.desk, passphrase);
        for (name, may) in &table {
            if [
                "lock",
                "unlock",
                "unlock_with_recovery",
                "come_back",
                "create_practice",
            ]
            .contains(name)
            {
                continue;
            }
            // Nothing that a command could do anything with: only the door is looked at.
            let filiform = &staffed.desk.filiform;
            let is_job = JOBS.iter().any(|(job, _)| job == name);
            let answer = if is_job {
                filiform.run_job(name, Value::Null, 1, &|_| {})
            } else {
                filiform.answer(name, Value::Null)
            };
            let refused = answer.is_err_and(|refusal| refusal.code == "not-allowed");
            assert_eq!(refused, !may.contains(letter), "{name} as {letter}");
        }
    }
}

#[test]
fn every_workflow_holds_every_role_to_its_rights_without_the_contract_too() {
    let staffed = staffed();
    for (letter, passphrase) in ROLES {
        switch_to(&staffed.desk, passphrase);
        for (name, may, run) in &calls::CALLS {
            let refused = run(&staffed).err() == Some(Error::NotAllowed);
            assert_eq!(refused, !may.contains(letter), "{name} as {letter}");
        }
    }
}

/// Words of the notes, the registration and the catalogue that are clinical.
const CLINICAL: [&str; 9] = [
    "Stiff after",
    "Next visit",
    "neck",
    "Neck",
    "M54",
    "trapez",
    "levator",
    "infrasp",
    "pain since",
];

/// Whatever a front desk can ask, with what there is to be seen behind it.
fn questions(
    ada: PatientId,
    draft: &Value,
    mine: &Value,
    details: &Value,
) -> Vec<(&'static str, Value)> {
    let whole = json!({ "patient": ada });
    vec![
        ("workspace", json!({})),
        ("today", json!({})),
        ("practice_page", json!({})),
        ("find_patients", json!({ "query": "", "limit": 50 })),
        ("find_patients", json!({ "query": "neck", "limit": 50 })),
        (
            "find_anything",
            json!({ "query": "okafor", "inside": ada, "limit": 50 }),
        ),
        (
            "find_anything",
            json!({ "query": "trap region:neck", "inside": ada, "limit": 50 }),
        ),
        ("open_patient", whole.clone()),
        ("check_patient", json!({ "patient": details, "id": null })),
        (
            "register_patient",
            json!({ "patient": { "family_name": "Moreau", "given_name": "Luc", "birth_date": "1970-02-03" }, "draft": null }),
        ),
        (
            "change_patient",
            json!({ "id": ada, "based_on": 1, "patient": details, "draft": null }),
        ),
        (
            "keep_draft",
            json!({ "draft": null, "kind": "session", "patient": ada, "rev": 0, "body": {}, "caret": null }),
        ),
        ("open_draft", json!({ "draft": draft })),
        ("open_draft", json!({ "draft": mine })),
        ("discard_draft", json!({ "draft": draft })),
        ("discard_draft", json!({ "draft": mine })),
        ("restore_draft", json!({ "draft": mine })),
        ("change_therapist", json!({ "name": "D. Desk" })),
        ("change_signature", json!({ "picture": null })),
        (
            "change_passphrase",
            json!({ "old": "wrong words", "new": "gravel sonnet mitten quarry" }),
        ),
        ("open_not_held_form", whole),
        ("check_not_held", json!({ "patient": ada, "visit": {} })),
        (
            "log_not_held",
            json!({ "patient": ada, "visit": called_off("2026-11-24", "09:30"), "draft": null }),
        ),
    ]
}

#[test]
fn a_front_desk_sees_no_clinical_word_in_any_answer() {
    let staffed = staffed();
    let Staffed { desk, ada, .. } = &staffed;
    let draft = desk.draft(*ada, &note("2026-11-22")).id;
    let report = about::report(desk, *ada);
    switch_to(desk, FRONT_DESK);
    let ask = |name: &str, args: Value| match desk.filiform.answer(name, args) {
        Ok(reply) => reply,
        Err(refusal) => json!(refusal),
    };
    let details =
        json!({ "family_name": "Okafor", "given_name": "Ada", "birth_date": "1984-03-14" });
    let kept = ask(
        "keep_draft",
        json!({ "draft": null, "kind": "patient", "patient": ada, "rev": 0, "caret": null,
            "body": { "based_on": 1, "patient": details } }),
    );
    let mine = kept["id"].clone();
    let mut asked: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (name, args) in questions(*ada, &json!(draft), &mine, &details)
        .into_iter()
        .chain(about::the_lock())
        .chain(about::the_sheet())
        .chain(about::files(*ada))
    {
        asked.entry(name).or_default().push(ask(name, args));
    }
    let logged = json!({ "visit": asked["log_not_held"][0]["id"] });
    for name in ["open_not_held", "take_back_not_held"] {
        let reply = ask(name, logged.clone());
        assert!(reply["words"].is_object(), "{name}: {reply}");
        asked.entry(name).or_default().push(reply);
    }
    let own = asked["attach_file"][0]["id"].clone();
    for (name, reply) in about::one_file(&ask, &own, report) {
        asked.entry(name).or_default().push(reply);
    }
    let all = table();
    for (name, may) in &all {
        let right = COMMANDS
            .iter()
            .chain(JOBS)
            .find(|(command, _)| command == name)
            .unwrap()
            .1;
        let of_the_practice = right != filiform_domain::role::Right::Anyone;
        if may.contains('f') && of_the_practice {
            assert!(
                asked.contains_key(name),
                "say what {name} shows a front desk"
            );
        }
    }
    for (name, replies) in &asked {
        for reply in replies {
            let text = reply.to_string();
            // The therapist's own templates name conditions; this therapist has none.
            let found = CLINICAL.into_iter().find(|word| text.contains(word));
            assert_eq!(found, None, "{name}: {text}");
        }
    }
}

#[test]
fn what_a_front_desk_is_not_shown_stays_when_they_change_the_rest() {
    let staffed = staffed();
    let Staffed { desk, ada, .. } = &staffed;
    let open = || {
        let which = WhichPatient { patient: *ada };
        filiform::review_history::open_patient(&desk.filiform, which)
            .ok()
            .unwrap()
    };
    let change = |patient: PatientDraft| {
        let typed = ChangePatient {
            id: *ada,
            based_on: open().revision,
            patient,
            draft: None,
        };
        filiform::register_patient::change_patient(&desk.filiform, typed)
    };
    switch_to(desk, FRONT_DESK);
    let shown = open();
    assert!(shown.conditions.is_empty() && shown.details.conditions.is_empty());
    assert!(shown.strip.last.is_none() && shown.safety.consent.is_empty());
    let phone = PatientDraft {
        phone: "207 555 0190".into(),
        ..shown.details.clone()
    };
    change(phone).ok().unwrap();
    assert_eq!(
        faults(change(ada_draft())),
        [
            fault("conditions", "not-allowed"),
            fault("referrer.reason", "not-allowed")
        ]
    );
    switch_to(desk, PASSPHRASE);
    let after = open().details;
    assert!(after.conditions == ada_draft().conditions);
    assert_eq!(
        (after.phone.as_str(), after.referrer.reason.as_str()),
        ("207 555 0190", "neck pain since March")
    );
}

#[test]
fn an_auditor_reads_the_chosen_patients_and_days_alone() {
    let staffed = staffed();
    let Staffed {
        desk,
        ada,
        other,
        old,
        new,
    } = &staffed;
    switch_to(desk, AUDITOR);
    let ask = |name: &str, args: Value| desk.filiform.answer(name, args);
    let refused = |name: &str, args: Value| ask(name, args).unwrap_err().code;
    let found = ask("find_patients", json!({ "query": "", "limit": 50 })).unwrap();
    let ids: Vec<&Value> = found["patients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| &p["id"])
        .collect();
    assert_eq!(ids, [&json!(ada)]);
    assert_eq!(refused("open_patient", json!({ "patient": other })), "gone");
    let history = json!({ "patient": ada, "before": null, "limit": 100 });
    let shown = ask("review_history", history).unwrap();
    let sessions = shown["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0]["id"], json!(new));
    assert!(ask("open_session", json!({ "session": new })).is_ok());
    assert_eq!(refused("open_session", json!({ "session": old })), "gone");
    let others = json!({ "patient": other, "before": null, "limit": 100 });
    assert_eq!(refused("review_history", others), "gone");
    let found = ask(
        "find_anything",
        json!({ "query": "next", "inside": null, "limit": 50 }),
    )
    .unwrap();
    let notes: Vec<&Value> = found["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| &note["session"])
        .collect();
    assert_eq!(notes, [&json!(new)], "not the visit of another day");
    let others = json!({ "query": "lindqvist patient:lindqvist", "inside": other, "limit": 50 });
    let found = ask("find_anything", others).unwrap();
    assert_eq!(
        (&found["patients"], &found["notes"]),
        (&json!([]), &json!([]))
    );
    // The sheet of screening and consent is a therapist's working page.
    assert_eq!(
        refused("open_safety", json!({ "patient": ada })),
        "not-allowed"
    );
}
