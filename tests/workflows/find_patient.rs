//! Find a patient by a few letters.

use filiform::contract::FindPatients;
use filiform::find_patient::find_patients;
use filiform_domain::patient::PatientDraft;

use crate::support::*;

fn desk_with(names: &[(&str, &str)]) -> Desk {
    let desk = Desk::open();
    for (family, given) in names {
        desk.register(PatientDraft {
            family_name: (*family).into(),
            given_name: (*given).into(),
            ..ada()
        });
    }
    desk
}

fn found(desk: &Desk, query: &str) -> Vec<String> {
    let asked = FindPatients {
        query: query.into(),
        limit: 50,
    };
    find_patients(&desk.filiform, asked)
        .ok()
        .unwrap()
        .patients
        .into_iter()
        .map(|line| line.name)
        .collect()
}

#[test]
fn parts_of_names_find_in_any_order_without_accents() {
    let desk = desk_with(&[
        ("Silva", "Inês"),
        ("Weiß", "Jörg"),
        ("Nguyễn", "Văn An"),
        ("Brandt", "Jonas"),
    ]);
    for (typed, name) in [
        ("ines", "Silva, Inês"),
        ("jo we", "Weiß, Jörg"),
        ("WEISS", "Weiß, Jörg"),
        ("van ngu", "Nguyễn, Văn An"),
    ] {
        assert_eq!(found(&desk, typed), [name], "{typed}");
    }
    assert_eq!(found(&desk, "xyz"), Vec::<String>::new());
    assert_eq!(
        found(&desk, "1984-03-14").len(),
        4,
        "a date of birth finds too"
    );
}

#[test]
fn nothing_typed_shows_who_was_seen_last() {
    let desk = desk_with(&[("Silva", "Inês")]);
    let patient = desk.register(ada()).id;
    desk.register(PatientDraft {
        family_name: "Zeta".into(),
        ..ada()
    });
    desk.clock.forward(DAY_MS);
    desk.sign(patient, &note("2026-11-23")).unwrap();
    assert_eq!(found(&desk, "")[0], "Okafor, Adá");
}

#[test]
fn what_is_typed_is_never_read_as_a_query_language() {
    let desk = desk_with(&[("O\u{2019}Brien", "Máire")]);
    for typed in [
        "\"",
        "'; DROP TABLE patient; --",
        "*",
        "NEAR(",
        "%",
        "\u{0}",
        "a OR b",
    ] {
        let _ = found(&desk, typed);
    }
    assert_eq!(found(&desk, "o'b"), ["O\u{2019}Brien, Máire"]);
}
