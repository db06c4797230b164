//! What a consent takes and what it refuses, fault by fault.

use proptest::prelude::*;

use super::*;
use crate::testing::{NOW_MS, Words, between};

fn written() -> ConsentDraft {
    ConsentDraft {
        kind: Some(ConsentKind::Written),
        date: "2026-11-22".into(),
        time: "14:05".into(),
        procedure: "Dry needling".into(),
        regions: vec!["neck".into()],
        techniques: vec!["pistoning".into()],
        told: Topic::ALL.to_vec(),
        form_version: "2026-01".into(),
        signer: "Ada Okafor".into(),
        relation: Some(Relation::Patient),
        copy_given: Some(true),
        signed: Some(SignedHow::Drawn),
        strokes: vec![vec![10, 20, 400, 250], vec![500, 0]],
        ..ConsentDraft::default()
    }
}

fn check(draft: &ConsentDraft) -> Result<Consent, Vec<Problem>> {
    draft.checked(ConsentId::new(NOW_MS, [1; 10]), &between(), &Words)
}

fn faults(draft: &ConsentDraft) -> Vec<(String, String)> {
    let problems = check(draft).err().unwrap_or_default();
    problems.into_iter().map(|p| (p.path, p.code)).collect()
}

fn one_fault(change: impl FnOnce(&mut ConsentDraft), path: &str, code: &str) {
    let mut draft = written();
    change(&mut draft);
    assert_eq!(faults(&draft), [(path.to_owned(), code.to_owned())]);
}

#[test]
fn a_written_consent_is_kept_as_it_was_typed_and_signed() {
    let consent = check(&written()).unwrap();
    assert_eq!(consent.form, written());
    assert_eq!(
        (consent.given.date().to_string(), consent.given.clock()),
        ("2026-11-22".into(), "14:05".into())
    );
    assert_eq!(written().gaps(&between()), []);
}

#[test]
fn a_verbal_consent_needs_neither_form_nor_signature() {
    let verbal = ConsentDraft {
        kind: Some(ConsentKind::Verbal),
        form_version: String::new(),
        signer: String::new(),
        copy_given: None,
        ..written()
    };
    let kept = check(&verbal).unwrap();
    assert_eq!(
        (kept.form.signed, kept.form.strokes.len()),
        (None, 0),
        "a drawing belongs to a written one"
    );
}

#[test]
fn a_blank_form_names_everything_that_is_missing_at_once() {
    let found = faults(&ConsentDraft::default());
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["kind", "date", "time", "procedure", "relation"]);
    assert!(found.iter().all(|(_, code)| code == "missing"));
    let blank = ConsentDraft {
        kind: Some(ConsentKind::Written),
        ..ConsentDraft::default()
    };
    let paths: Vec<_> = faults(&blank).into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "date",
            "time",
            "procedure",
            "signed",
            "relation",
            "form_version",
            "signer",
            "copy_given"
        ]
    );
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    one_fault(|d| d.date = "2026-11-23".into(), "date", "future");
    one_fault(|d| d.time = "15:06".into(), "time", "future");
    one_fault(
        |d| d.regions = vec!["neck".into(), "elbow".into()],
        "regions[1]",
        "unknown-region",
    );
    one_fault(
        |d| d.techniques = vec!["deep".into()],
        "techniques[0]",
        "unknown-technique",
    );
    one_fault(|d| d.procedure = " ".into(), "procedure", "missing");
    one_fault(|d| d.covers = "x".repeat(2001), "covers", "too-long");
}

#[test]
fn whoever_consents_for_the_patient_says_by_what_right() {
    one_fault(
        |d| d.relation = Some(Relation::Guardian),
        "authority",
        "missing",
    );
    one_fault(
        |d| d.relation = Some(Relation::Other),
        "authority",
        "missing",
    );
    let parent = ConsentDraft {
        relation: Some(Relation::Parent),
        ..written()
    };
    assert_eq!(faults(&parent), []);
    let gaps: Vec<_> = parent
        .gaps(&between())
        .into_iter()
        .map(|p| p.path)
        .collect();
    assert_eq!(gaps, ["assent"]);
}

#[test]
fn a_signature_lies_on_the_pad_and_within_bounds() {
    one_fault(|d| d.strokes.clear(), "strokes", "missing");
    one_fault(|d| d.strokes = vec![vec![1, 2]; 101], "strokes", "too-many");
    one_fault(
        |d| d.strokes = vec![vec![1; 1000]; 9],
        "strokes",
        "too-many",
    );
    for stroke in [
        vec![],
        vec![1],
        vec![1001, 0],
        vec![0, 301],
        vec![-1, 0],
        vec![1; 1002],
    ] {
        one_fault(
            |d| d.strokes = vec![vec![5, 5], stroke],
            "strokes[1]",
            "no-stroke",
        );
    }
}

#[test]
fn a_scan_is_an_image_of_bounded_size() {
    let scan = |scan: &str| ConsentDraft {
        signed: Some(SignedHow::Scan),
        scan: scan.into(),
        ..written()
    };
    let kept = check(&scan("/9j/AAAA")).unwrap();
    assert_eq!(
        (kept.form.scan.as_str(), kept.form.strokes.len()),
        ("/9j/AAAA", 0)
    );
    assert_eq!(faults(&scan("")), [("scan".into(), "missing".into())]);
    for text in ["R0lGODlh", "/9j/AAA", "/9j/AA!A", "/9j/A===", "<svg/>"] {
        assert_eq!(
            faults(&scan(text)),
            [("scan".into(), "no-image".into())],
            "{text}"
        );
    }
    let long = format!("/9j/{}", "A".repeat(700_000));
    assert_eq!(faults(&scan(&long)), [("scan".into(), "too-long".into())]);
}

#[test]
fn a_withdrawal_is_now_unless_it_says_when() {
    let now = WithdrawalDraft::default().checked(&between()).unwrap();
    assert_eq!(now.at.clock(), between().now.clock());
    let late = WithdrawalDraft {
        time: "23:59".into(),
        ..WithdrawalDraft::default()
    };
    assert_eq!(late.checked(&between()).unwrap_err()[0].code, "future");
}

fn any_stroke() -> impl Strategy<Value = Vec<i64>> {
    let point = (0..=PAD_WIDTH, 0..=PAD_HEIGHT);
    prop::collection::vec(point, 1..20)
        .prop_map(|points| points.into_iter().flat_map(|(x, y)| [x, y]).collect())
}

proptest! {
    #[test]
    fn what_was_kept_is_kept_again_unchanged(
        strokes in prop::collection::vec(any_stroke(), 1..5),
        covers in "\\PC{0,40}",
        kind in prop::sample::select(vec![ConsentKind::Written, ConsentKind::Verbal]),
        relation in prop::sample::select(vec![Relation::Patient, Relation::Parent]),
    ) {
        let draft = ConsentDraft { kind: Some(kind), strokes, covers, relation: Some(relation), ..written() };
        let kept = check(&draft).unwrap();
        prop_assert_eq!(check(&kept.form).unwrap(), kept.clone());
        let json = serde_json::to_string(&kept).unwrap();
        prop_assert_eq!(serde_json::from_str::<Consent>(&json).unwrap(), kept);
    }
}
