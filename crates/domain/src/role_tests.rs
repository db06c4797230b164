//! Tests of the roles: the table written out a second time, and the role as it is typed.

use super::*;

fn day(text: &str) -> CalendarDate {
    text.parse().unwrap()
}

fn audit() -> RoleTyped {
    RoleTyped {
        role: Some(RoleName::Auditor),
        patients: vec![PatientId::new(0, [1; 10])],
        from: "2026-01-01".into(),
        to: "2026-06-30".into(),
        until: "2026-12-31".into(),
    }
}

/// The whole table, written out a second time: a letter for each role that may.
#[test]
fn each_role_may_do_what_the_table_says_and_nothing_else() {
    let expected = |right| match right {
        Right::Anyone | Right::OwnSeat | Right::SeePatients => "OTFA",
        Right::RegisterPatients | Right::CancelVisits | Right::AttachFiles => "OTF",
        Right::ReadNotes | Right::Verify => "OTA",
        Right::Chart | Right::Export | Right::Mend | Right::BackUp => "OT",
        Right::ReviewAudit | Right::RunPractice => "O",
    };
    for right in Right::ALL {
        let found: String = RoleName::ALL
            .into_iter()
            .zip("OTFA".chars())
            .filter(|(role, _)| may(*role, *right))
            .map(|(_, letter)| letter)
            .collect();
        assert_eq!(found, expected(*right), "{right:?}");
    }
}

#[test]
fn an_auditor_needs_patients_days_and_an_end() {
    let today = day("2026-11-22");
    let bare = RoleTyped::plain(RoleName::Auditor).checked(today);
    let paths: Vec<_> = bare.err().unwrap().into_iter().map(|p| p.path).collect();
    assert_eq!(paths, ["patients", "from", "to", "until"]);
    let turned = RoleTyped {
        to: "2025-12-31".into(),
        until: "2026-11-21".into(),
        ..audit()
    };
    let codes: Vec<_> = turned
        .checked(today)
        .err()
        .unwrap()
        .into_iter()
        .map(|p| p.code)
        .collect();
    assert_eq!(codes, ["before-first", "past"]);
    let PracticeRole::Auditor(kept) = audit().checked(today).ok().unwrap() else {
        panic!("an auditor");
    };
    assert!(kept.covers(day("2026-01-01")) && kept.covers(day("2026-06-30")));
    assert!(!kept.covers(day("2025-12-31")) && !kept.covers(day("2026-07-01")));
}

#[test]
fn a_role_reads_back_as_it_was_typed() {
    let today = day("2026-11-22");
    let plain = RoleName::ALL.into_iter().take(3).map(RoleTyped::plain);
    for typed in plain.chain([audit()]) {
        let role = typed.checked(today).ok().unwrap();
        assert_eq!(RoleTyped::from(&role), typed);
        let text = serde_json::to_string(&role).unwrap();
        let read: PracticeRole = serde_json::from_str(&text).unwrap();
        assert!(read == role, "{text}");
    }
    assert!(RoleTyped::default().checked(today).is_err());
}
