//! Who a row is about: somebody new, somebody who is here, or a question.

use super::*;

#[test]
fn somebody_who_looks_like_a_patient_is_a_question_and_never_merged() {
    let table = table(&[
        "Surname|Given|DOB|MRN|Visit date|Note",
        "OKAFOR|ada|1984-03-14|9|2024-02-01|Sore",
    ]);
    let mapping = Mapping {
        columns: table
            .columns
            .iter()
            .zip([
                Field::FamilyName,
                Field::GivenName,
                Field::BirthDate,
                Field::RecordNumber,
                Field::NoteDate,
                Field::NoteText,
            ])
            .map(|(column, is)| ColumnUse {
                column: column.clone(),
                is,
            })
            .collect(),
        dates: None,
    };
    let mut here = Practice {
        patients: vec![ada("77")],
        notes: Vec::new(),
    };
    let id = here.patients[0].id;
    let asked = planned(&table, &mapping, &mut here, &[]);
    assert_eq!(said(&asked), [(2, Outcome::Conflict, "same-person")]);
    assert_eq!(asked.rows[0].alike, [id]);
    assert!(
        asked.patients.is_empty(),
        "nothing is written before it is decided"
    );
    for (choice, outcome, written) in [
        (Choice::Same { patient: id }, Outcome::Match, 1),
        (Choice::New, Outcome::New, 1),
        (Choice::LeaveOut, Outcome::LeftOut, 0),
        (
            Choice::Same {
                patient: PatientId::new(5, [5; 10]),
            },
            Outcome::Conflict,
            0,
        ),
    ] {
        let plan = planned(&table, &mapping, &mut here, &[Decision { row: 2, choice }]);
        assert_eq!(
            (plan.rows[0].outcome, plan.patients.len()),
            (outcome, written),
            "{choice:?}"
        );
    }
}

#[test]
fn two_who_are_decided_to_be_one_patient_come_as_one() {
    let table = table(&[
        "Surname|Given name|DOB|MRN|Visit date|Note",
        "Okafor|Ada|1984-03-14|8|2024-02-01|Sore",
        "Okafor|Ada|1984-03-14|9|2024-02-01|Sore",
        "Okafor|Ada|1984-03-14|9|2024-02-08|Better",
    ]);
    let mut here = Practice {
        patients: vec![ada("77")],
        notes: Vec::new(),
    };
    let same = Choice::Same {
        patient: here.patients[0].id,
    };
    let decided = [2, 3].map(|row| Decision { row, choice: same });
    let plan = planned(&table, &guess(&table), &mut here, &decided);
    assert_eq!(plan.patients.len(), 1, "one entry for one patient");
    assert_eq!(plan.patients[0].notes.len(), 2, "and each note once");
    let kept = plan
        .rows
        .iter()
        .all(|row| row.alike == [here.patients[0].id]);
    assert!(kept, "a decision can be taken again");
}

#[test]
fn a_record_number_names_one_person() {
    let table = table(&[
        "Surname|Given name|DOB|MRN",
        "Okafor|Ada|1984-03-14|77",
        "Brandt|Jonas|1971-05-06|77",
        "Silva|Ines|1990-01-01|5",
        "Silva|Ines|1990-01-01|6",
    ]);
    let mut here = Practice {
        patients: vec![ada("77")],
        notes: Vec::new(),
    };
    let plan = planned(&table, &guess(&table), &mut here, &[]);
    assert_eq!(
        said(&plan),
        [
            (2, Outcome::Match, "here"),
            (3, Outcome::Refused, "differs"),
            (4, Outcome::New, "new"),
            (5, Outcome::Conflict, "twice-in-file"),
        ]
    );
    let mut other = Practice {
        patients: vec![ada("5")],
        notes: Vec::new(),
    };
    let plan = planned(&table, &guess(&table), &mut other, &[]);
    assert_eq!(said(&plan)[2], (4, Outcome::Conflict, "number-taken"));
}

#[test]
fn notes_find_their_patient_by_number_and_come_once() {
    let table = table(&[
        "MRN|Visit date|Note",
        "77|2024-02-01|Sore",
        "77|2024-02-01|Sore",
        "77|2024-02-08|Better",
        "78|2024-02-08|Whose",
    ]);
    let kept = ImportedNote {
        id: ImportedNoteId::new(0, [1; 10]),
        row: 9,
        on: "2024-02-08".parse().unwrap(),
        time: None,
        operator: None,
        number: None,
        text: vec![("Note".into(), "Better".into())],
    };
    let mut here = Practice {
        patients: vec![ada("77")],
        notes: vec![kept],
    };
    let plan = planned(&table, &guess(&table), &mut here, &[]);
    assert_eq!(
        plan.rows
            .iter()
            .map(|row| (row.outcome, row.note))
            .collect::<Vec<_>>(),
        [
            (Outcome::Match, true),
            (Outcome::Match, false),
            (Outcome::Match, false),
            (Outcome::Refused, false)
        ]
    );
    assert_eq!(plan.patients.len(), 1);
    assert_eq!(plan.patients[0].notes.len(), 1);
    assert_eq!(plan.rows[1].reasons[1].code, "note-twice");
    assert_eq!(plan.rows[2].reasons[1].code, "note-here");
    assert_eq!(plan.rows[3].reasons[0].code, "no-such-patient");
}
