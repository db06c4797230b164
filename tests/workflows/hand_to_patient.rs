//! Hand the screen to the patient, who answers one measure alone.

use filiform::contract::{
    HandToPatient, KeepDraft, Nothing, PatientsAnswer, PatientsPage, StartScore, Uncover,
};
use filiform::hand_to_patient::{answer_as_patient, hand_to_patient, patients_page};
use filiform::lock::{change_pin, lock, uncover};
use filiform::score_measure::open_score_form;
use filiform::{Error, chart_session};
use filiform_domain::ids::{DraftId, PatientId};
use filiform_domain::measure::{ActivityDraft, AnsweredHow, ScoreDraft};
use filiform_domain::site::Side;
use serde_json::{Value, json};

use crate::support::*;

const PIN: &str = "4071";

fn desk() -> (Desk, PatientId) {
    let desk = Desk::open();
    let typed = filiform::contract::ChangePin {
        passphrase: PASSPHRASE.into(),
        pin: Some(PIN.into()),
    };
    change_pin(&desk.filiform, typed).unwrap();
    let patient = desk.register(ada()).id;
    (desk, patient)
}

fn begun(desk: &Desk, patient: PatientId, score: &ScoreDraft) -> DraftId {
    let typed = KeepDraft {
        draft: None,
        kind: "score".into(),
        patient: Some(patient),
        rev: 0,
        body: serde_json::to_value(score).unwrap(),
        caret: None,
    };
    chart_session::keep_draft(&desk.filiform, typed).unwrap().id
}

fn of(measure: &str) -> ScoreDraft {
    ScoreDraft {
        measure: measure.into(),
        date: "2026-11-22".into(),
        ..ScoreDraft::default()
    }
}

fn handed(desk: &Desk, patient: PatientId, score: &ScoreDraft) -> Result<PatientsPage, Error> {
    let draft = begun(desk, patient, score);
    hand_to_patient(&desk.filiform, HandToPatient { draft })
}

fn answer(desk: &Desk, total: &str, activities: &[(&str, &str)]) -> Result<Vec<String>, Error> {
    let row = |(activity, score): &(&str, &str)| ActivityDraft {
        activity: (*activity).into(),
        score: (*score).into(),
    };
    let answer = PatientsAnswer {
        total: total.into(),
        activities: activities.iter().map(row).collect(),
    };
    let answered = answer_as_patient(&desk.filiform, answer)?;
    Ok(answered
        .problems
        .into_iter()
        .map(|problem| problem.path)
        .collect())
}

fn ask(desk: &Desk, name: &str, args: Value) -> Result<Value, String> {
    desk.filiform
        .answer(name, args)
        .map_err(|refusal| refusal.code)
}

fn back(desk: &Desk) {
    uncover(&desk.filiform, Uncover { pin: PIN.into() })
        .ok()
        .unwrap();
}

fn draft_of(desk: &Desk, patient: PatientId) -> ScoreDraft {
    let asked = StartScore {
        patient,
        corrects: None,
    };
    open_score_form(&desk.filiform, asked).ok().unwrap().score
}

#[test]
fn what_the_patient_chose_waits_in_the_therapists_draft() {
    let (desk, patient) = desk();
    let page = handed(&desk, patient, &of("nprs-current")).ok().unwrap();
    assert_eq!(
        (page.title.as_str(), page.low, page.high, page.pin),
        ("Pain now", 0, 10, true)
    );
    assert_eq!(page.high_words, "worst pain imaginable");
    assert_eq!(answer(&desk, "6", &[]).unwrap(), Vec::<String>::new());
    back(&desk);
    let typed = draft_of(&desk, patient);
    assert_eq!(
        (typed.total.as_str(), typed.how),
        ("6", Some(AnsweredHow::Alone))
    );
    assert_eq!(
        (typed.date.as_str(), typed.time.as_str()),
        ("2026-11-22", "14:05")
    );
    assert!(
        desk.timeline(patient).is_empty(),
        "nothing is signed by the patient"
    );
}

#[test]
fn nothing_of_the_record_is_answered_until_the_therapists_key() {
    let (desk, patient) = desk();
    let page = handed(&desk, patient, &of("nprs-current")).ok().unwrap();
    let text = serde_json::to_string(&page).unwrap();
    for word in ["Okafor", "1984", "Hahn"] {
        assert!(!text.contains(word), "{word} is on the patient's page");
    }
    let of_ada = json!({ "patient": patient });
    for answered in [false, true] {
        for (name, args) in [
            ("open_patient", of_ada.clone()),
            ("today", json!({})),
            ("find_patients", json!({ "query": "", "limit": 5 })),
            (
                "open_score_form",
                json!({ "patient": patient, "corrects": null }),
            ),
            ("hand_to_patient", json!({ "draft": patient })),
        ] {
            assert_eq!(ask(&desk, name, args).unwrap_err(), "covered", "{name}");
        }
        let page = ask(&desk, "patients_page", json!({}));
        assert_eq!(page.is_ok(), !answered, "once answered it is away");
        if !answered {
            answer(&desk, "5", &[]).unwrap();
        }
    }
    let wrong = Uncover { pin: "0000".into() };
    assert_eq!(
        uncover(&desk.filiform, wrong).err().unwrap().code(),
        "wrong-pin"
    );
    back(&desk);
    assert!(ask(&desk, "open_patient", of_ada).is_ok());
}

#[test]
fn five_wrong_pins_lock_and_without_a_pin_only_the_lock_leads_back() {
    let (desk, patient) = desk();
    handed(&desk, patient, &of("nprs-current")).ok().unwrap();
    for _ in 0..4 {
        let wrong = Uncover { pin: "0000".into() };
        assert_eq!(
            uncover(&desk.filiform, wrong).err().unwrap().code(),
            "wrong-pin"
        );
    }
    let wrong = Uncover { pin: "0000".into() };
    assert!(matches!(
        uncover(&desk.filiform, wrong),
        Err(Error::TooManyPins)
    ));
    assert!(patients_page(&desk.filiform, Nothing {}).is_err());

    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let page = handed(&desk, patient, &of("nprs-current")).ok().unwrap();
    assert!(!page.pin && desk.filiform.is_covered());
    answer(&desk, "3", &[]).unwrap();
    let guessed = Uncover { pin: String::new() };
    assert_eq!(
        uncover(&desk.filiform, guessed).err().unwrap().code(),
        "wrong-pin"
    );
    lock(&desk.filiform, Nothing {}).unwrap();
    desk.unlock(PASSPHRASE).ok().unwrap();
    assert_eq!(draft_of(&desk, patient).total, "3");
}

#[test]
fn only_measures_without_items_and_with_a_free_licence_are_handed_over() {
    let (desk, patient) = desk();
    for measure in ["ndi", "odi", "hit-6", "womac", "lefs", "phq-2", ""] {
        let refused = handed(&desk, patient, &of(measure)).err().unwrap();
        assert_eq!(
            (refused.code(), desk.filiform.is_covered()),
            ("gone", false),
            "{measure}"
        );
    }
    let contact = KeepDraft {
        draft: None,
        kind: "contact".into(),
        patient: Some(patient),
        rev: 0,
        body: json!({}),
        caret: None,
    };
    let draft = chart_session::keep_draft(&desk.filiform, contact)
        .unwrap()
        .id;
    let refused = hand_to_patient(&desk.filiform, HandToPatient { draft });
    assert_eq!(
        refused.err().unwrap().code(),
        "gone",
        "no other draft either"
    );
}

#[test]
fn the_patients_own_activities_are_asked_again_and_faults_are_told_at_their_fields() {
    let (desk, patient) = desk();
    let rows = [
        ("Climb stairs", ""),
        ("Sit for an hour", ""),
        ("Carry shopping", ""),
    ];
    let typed = ScoreDraft {
        activities: rows
            .iter()
            .map(|(activity, _)| ActivityDraft {
                activity: (*activity).into(),
                ..ActivityDraft::default()
            })
            .collect(),
        ..of("psfs")
    };
    let page = handed(&desk, patient, &typed).ok().unwrap();
    assert_eq!(
        page.activities,
        rows.map(|(activity, _)| activity.to_owned())
    );
    assert!(page.asks_activities && page.low_words == "unable");
    let faults = answer(
        &desk,
        "",
        &[
            ("Climb stairs", "11"),
            ("Sit for an hour", ""),
            ("Carry shopping", "4"),
        ],
    );
    assert_eq!(
        faults.unwrap(),
        ["activities[0].score", "activities[1].score"]
    );
    let kept = answer(
        &desk,
        "",
        &[
            ("Climb stairs", "3"),
            ("Sit for an hour", "5"),
            ("Carry shopping", "4"),
        ],
    );
    assert!(kept.unwrap().is_empty());
    back(&desk);
    assert_eq!(draft_of(&desk, patient).activities[1].score, "5");
}

#[test]
fn a_joint_is_named_with_its_side_and_nothing_else() {
    let (desk, patient) = desk();
    let typed = ScoreDraft {
        joint: "knee".into(),
        side: Some(Side::Left),
        ..of("sane")
    };
    let page = handed(&desk, patient, &typed).ok().unwrap();
    assert_eq!(
        (page.question.as_str(), page.low, page.high),
        ("left knee", 0, 100)
    );
}

#[test]
fn what_is_missing_is_said_to_the_patient_in_plain_words() {
    let (desk, patient) = desk();
    let said = |total: &str, rows: &[(&str, &str)]| {
        let answer = PatientsAnswer {
            total: total.into(),
            activities: rows
                .iter()
                .map(|(activity, score)| ActivityDraft {
                    activity: (*activity).into(),
                    score: (*score).into(),
                })
                .collect(),
        };
        let answered = answer_as_patient(&desk.filiform, answer).unwrap();
        let problems = answered.problems.into_iter();
        problems.map(|problem| problem.message).collect::<Vec<_>>()
    };
    handed(&desk, patient, &of("nprs-current")).ok().unwrap();
    assert_eq!(said("", &[]), ["Please give a number."]);
    back(&desk);
    handed(&desk, patient, &of("psfs")).ok().unwrap();
    assert_eq!(
        said("", &[]),
        ["Write down one activity at least, and give it a number."]
    );
    assert_eq!(
        said("", &[("", "3"), ("Climb stairs", "")]),
        [
            "Write down the activity that this number is for.",
            "Please give a number."
        ]
    );
}
