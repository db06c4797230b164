//! What an answer set takes, what it refuses, and that it comes back as it was kept.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::testing::{Words, between};

fn row(check: &str, answer: Answer) -> ScreeningAnswer {
    ScreeningAnswer {
        check: check.into(),
        answer: Some(answer),
        ..ScreeningAnswer::default()
    }
}

fn sheet() -> ScreeningDraft {
    ScreeningDraft {
        reviewed: "2026-11-22".into(),
        answers: vec![
            row("no-consent", Answer::No),
            row("local-infection", Answer::Yes),
        ],
        ..ScreeningDraft::default()
    }
}

fn faults(draft: &ScreeningDraft) -> Vec<(String, String)> {
    let problems = draft.checked(&between(), &Words).err().unwrap_or_default();
    problems.into_iter().map(|p| (p.path, p.code)).collect()
}

fn one_fault(change: impl FnOnce(&mut ScreeningDraft), path: &str, code: &str) {
    let mut draft = sheet();
    change(&mut draft);
    assert_eq!(faults(&draft), [(path.to_owned(), code.to_owned())]);
}

#[test]
fn an_answer_stands_since_the_review_unless_it_says_otherwise() {
    let mut draft = sheet();
    draft.answers[1].date = "2026-11-03".into();
    let kept = draft.checked(&between(), &Words).unwrap();
    let dates: Vec<_> = kept
        .sheet
        .answers
        .iter()
        .map(|row| row.date.as_str())
        .collect();
    assert_eq!(dates, ["2026-11-22", "2026-11-03"]);
    let yes: Vec<_> = kept.yes().map(|row| row.check.as_str()).collect();
    assert_eq!(yes, ["local-infection"]);
    assert_eq!(kept.answer("no-consent"), Some(Answer::No));
}

#[test]
fn a_check_that_was_not_asked_is_not_an_answer() {
    let mut draft = sheet();
    draft.answers[0].answer = None;
    let kept = draft.checked(&between(), &Words).unwrap();
    assert_eq!(kept.sheet.answers.len(), 1, "silence is not \"no\"");
    assert_eq!(kept.answer("no-consent"), None);
    one_fault(|d| d.answers.clear(), "answers", "missing");
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    one_fault(|d| d.reviewed = String::new(), "reviewed", "missing");
    one_fault(
        |d| d.reviewed = "22.11.2026".into(),
        "reviewed",
        "not-a-date",
    );
    one_fault(|d| d.reviewed = "2026-11-23".into(), "reviewed", "future");
    one_fault(
        |d| d.answers[1].check = "bad-mood".into(),
        "answers[1].check",
        "unknown-check",
    );
    one_fault(
        |d| d.answers[1].check = "no-consent".into(),
        "answers[1].check",
        "twice",
    );
    one_fault(
        |d| d.answers[0].note = "x".repeat(501),
        "answers[0].note",
        "too-long",
    );
    one_fault(
        |d| d.answers[0].date = "1984-03-13".into(),
        "answers[0].date",
        "before-birth",
    );
    one_fault(
        |d| {
            d.reviewed = "2026-11-20".into();
            d.answers[0].date = "2026-11-21".into();
        },
        "answers[0].date",
        "after-review",
    );
}

#[test]
fn a_policy_is_taken_only_where_sources_disagree() {
    let practice = PracticeId(Uuid::from_u128(7));
    let row = |check: &str| PolicyRow {
        check: check.into(),
        level: PolicyLevel::PerDecision,
        reason: " we ask the physician ".into(),
    };
    let disputed = |check: &str| check == "lymphedema-limb";
    let kept = ScreeningPolicy::checked(practice, &[row("lymphedema-limb")], &disputed).unwrap();
    assert_eq!(kept.rows[0].reason, "we ask the physician");
    assert_eq!(
        kept.level("lymphedema-limb"),
        Some(PolicyLevel::PerDecision)
    );
    assert_eq!(kept.level("epilepsy"), None);
    let rows = [
        row("epilepsy"),
        row("lymphedema-limb"),
        row("lymphedema-limb"),
    ];
    let problems = ScreeningPolicy::checked(practice, &rows, &disputed).unwrap_err();
    let codes: Vec<_> = problems
        .iter()
        .map(|p| (p.path.as_str(), p.code.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("rows[0].check", "not-disputed"),
            ("rows[2].check", "twice")
        ]
    );
}

fn any_answer() -> impl Strategy<Value = Option<Answer>> {
    let answers = vec![
        None,
        Some(Answer::Yes),
        Some(Answer::No),
        Some(Answer::NotKnown),
    ];
    prop::sample::select(answers)
}

proptest! {
    #[test]
    fn what_was_kept_is_kept_again_unchanged(
        answers in (any_answer(), any_answer()),
        note in "\\PC{0,40}",
        date in prop::sample::select(vec!["", "2026-11-01", "2026-11-22", "1990-01-01"]),
    ) {
        let first = ScreeningAnswer { answer: answers.0, note: note.clone(), date: date.into(), ..row("no-consent", Answer::No) };
        let second = ScreeningAnswer { answer: answers.1, ..row("local-infection", Answer::No) };
        let draft = ScreeningDraft { answers: vec![first, second], note, ..sheet() };
        if let Ok(kept) = draft.checked(&between(), &Words) {
            let again = kept.sheet.checked(&between(), &Words);
            prop_assert!(again.as_ref() == Ok(&kept));
            let json = serde_json::to_string(&kept.sheet).unwrap();
            prop_assert_eq!(serde_json::from_str::<ScreeningDraft>(&json).unwrap(), kept.sheet);
        } else {
            prop_assert_eq!(answers, (None, None), "only an empty sheet is refused here");
        }
    }
}
