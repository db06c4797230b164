//! Files of screening and consent: what the schema says, reading does.

use filiform_domain::consent::{Assent, ConsentDraft, ConsentKind, Relation, SignedHow, Topic};
use filiform_domain::screening::{Answer, ScreeningAnswer, ScreeningDraft};
use filiform_exchange::{FileKind, read_consent_file, read_screening_file, schema, schema_of};
use jsonschema::{Validator, validator_for};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::given::{any_json, full_patient, full_session, json as written};

fn screening() -> ScreeningDraft {
    ScreeningDraft {
        reviewed: "2026-11-22".into(),
        answers: vec![ScreeningAnswer {
            check: "anticoagulant".into(),
            answer: Some(Answer::NotKnown),
            note: "Łódź, ночь, 夜".into(),
            date: "2026-11-20".into(),
        }],
        note: "gone through by phone".into(),
    }
}

fn consent() -> ConsentDraft {
    ConsentDraft {
        kind: Some(ConsentKind::Written),
        date: "2026-11-22".into(),
        time: "09:00".into(),
        procedure: "Dry needling".into(),
        regions: vec!["neck".into()],
        techniques: vec!["electrical".into()],
        covers: "neck and shoulder".into(),
        told: Topic::ALL.to_vec(),
        form_version: "2026-01".into(),
        signer: "A. Guardian".into(),
        relation: Some(Relation::Guardian),
        authority: "court order".into(),
        assent: Some(Assent::Given),
        interpreter: "L. Marsh, Polish".into(),
        copy_given: Some(false),
        signed: Some(SignedHow::Drawn),
        strokes: vec![vec![0, 0, 1000, 300], vec![5, 5]],
        scan: "/9j/AAAA".into(),
        note: "calm".into(),
    }
}

fn validator(kind: FileKind) -> Validator {
    validator_for(&schema_of(kind)).unwrap()
}

#[test]
fn each_reads_back_as_it_was_written_and_the_schema_tells_them_apart() {
    let (sheet, form) = (written(&screening()), written(&consent()));
    let read = read_screening_file(sheet.to_string().as_bytes()).unwrap();
    assert!(read.problems().is_empty() && *read.draft() == screening());
    let read = read_consent_file(form.to_string().as_bytes()).unwrap();
    assert!(read.problems().is_empty() && *read.draft() == consent());
    let (sheets, forms) = (validator(FileKind::Screening), validator(FileKind::Consent));
    let all = validator_for(&schema()).unwrap();
    assert!(sheets.is_valid(&sheet) && forms.is_valid(&form));
    assert!(!sheets.is_valid(&form) && !forms.is_valid(&sheet));
    assert!(all.is_valid(&sheet) && all.is_valid(&form));
    for other in [
        written(&full_session()),
        written(&full_patient()),
        json!({}),
    ] {
        assert!(!sheets.is_valid(&other) && !forms.is_valid(&other));
    }
}

#[test]
fn what_must_be_there_is_asked_for() {
    let fields = ["kind", "date", "time", "procedure", "relation"];
    for field in fields {
        let mut file = written(&consent());
        file.as_object_mut().unwrap().remove(field);
        assert!(!validator(FileKind::Consent).is_valid(&file), "{field}");
    }
    for field in ["reviewed", "answers"] {
        let mut file = written(&screening());
        file.as_object_mut().unwrap().remove(field);
        assert!(!validator(FileKind::Screening).is_valid(&file), "{field}");
    }
}

#[test]
fn a_part_that_is_no_stroke_or_no_answer_is_named_at_its_path() {
    let mut form = written(&consent());
    form["strokes"] = json!([[1, 2], [1.5, 2], "x"]);
    form["told"] = json!(["risks", "weather"]);
    form["signature"] = json!(true);
    let read = read_consent_file(form.to_string().as_bytes()).unwrap();
    let mut paths: Vec<_> = read.problems().iter().map(|p| p.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        ["signature", "strokes[1][0]", "strokes[2]", "told[1]"]
    );
    let mut sheet = written(&screening());
    sheet["answers"][0]["answer"] = json!("maybe");
    let read = read_screening_file(sheet.to_string().as_bytes()).unwrap();
    let follows = filiform_domain::problem::Problem {
        path: "answers".into(),
        code: "missing".into(),
        message: String::new(),
    };
    let all = read.with(vec![follows]).err().unwrap();
    assert_eq!(
        all.len(),
        1,
        "an answer that could not be read is not also missing"
    );
    assert_eq!(all[0].path, "answers[0].answer");
}

proptest! {
    #[test]
    fn no_file_panics(file in any_json()) {
        let bytes = Value::to_string(&file);
        let _ = read_consent_file(bytes.as_bytes());
        let _ = read_screening_file(bytes.as_bytes());
    }
}
