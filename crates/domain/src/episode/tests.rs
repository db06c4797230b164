//! The rules of an episode, each with what it refuses and what it lets through.

use super::*;
use crate::problem::Problem;
use crate::testing::Words;
use proptest::prelude::*;

fn whole() -> EpisodeDraft {
    EpisodeDraft {
        opened_on: "2026-11-03".into(),
        conditions: vec![Complaint {
            condition: "neck-pain".into(),
            icd10cm: "M54.2".into(),
        }],
        diagnosis: "Neck pain with a familiar headache".into(),
        region: "neck".into(),
        side: Some(Side::Left),
        onset_date: "2026-03-04".into(),
        onset: "since a fall".into(),
        referral: ReferralDraft {
            referrer: "Dr. L. Hahn".into(),
            date: "2026-11-02".into(),
            diagnosis: "Cervicalgia".into(),
            visits_authorised: Some(12),
            expires: "2027-01-03".into(),
        },
        plan_of_care: PlanOfCareDraft {
            frequency: "twice a week for six weeks".into(),
            sent_to: "Dr. L. Hahn".into(),
            sent_on: "2026-11-04".into(),
            signature_due: "2026-12-04".into(),
            signed_on: "2026-11-10".into(),
            certified_until: "2027-02-01".into(),
        },
        goals: vec![
            GoalDraft {
                text: "Drive for an hour".into(),
                due: "2026-12-20".into(),
                ..GoalDraft::default()
            },
            GoalDraft {
                text: "Sleep through".into(),
                state: GoalState::Met,
                decided_on: "2026-11-20".into(),
                ..GoalDraft::default()
            },
        ],
        baseline: "Rotation left 45 degrees.".into(),
        reassess_due: "2026-12-01".into(),
        reassessments: vec![ReassessmentDraft {
            date: "2026-11-17".into(),
            found: "Rotation left 60 degrees.".into(),
        }],
        discharge: Some(DischargeDraft {
            date: "2026-11-22".into(),
            reason: Some(DischargeReason::Other),
            reason_words: "Moved away".into(),
            summary: "Both goals reached.".into(),
            home_programme: "Rotation, daily.".into(),
            follow_up: "None.".into(),
        }),
    }
}

fn check(draft: &EpisodeDraft) -> Result<Episode, Vec<Problem>> {
    draft.checked(&Opening {
        birth_date: "1984-03-14".parse().unwrap(),
        today: "2026-11-22".parse().unwrap(),
        words: &Words,
    })
}

fn faults(draft: &EpisodeDraft) -> Vec<(String, String)> {
    let problems = check(draft).err().unwrap_or_default();
    problems.into_iter().map(|p| (p.path, p.code)).collect()
}

fn one_fault(change: impl FnOnce(&mut EpisodeDraft), path: &str, code: &str) {
    let mut draft = whole();
    change(&mut draft);
    assert_eq!(faults(&draft), [(path.into(), code.into())], "{path}");
}

#[test]
fn a_whole_episode_turns_back_into_the_same_draft() {
    let kept = check(&whole()).ok().unwrap();
    assert!(kept.to_draft() == whole());
    assert!(!kept.is_open() && kept.awaited_plan().is_none());
    assert_eq!(kept.visits_authorised(), Some(12));
}

#[test]
fn a_day_and_what_is_treated_are_enough() {
    let draft = EpisodeDraft {
        opened_on: "2026-11-03".into(),
        diagnosis: "Heel pain".into(),
        ..EpisodeDraft::default()
    };
    let kept = check(&draft).ok().unwrap();
    assert!(kept.is_open() && kept.referral.is_none() && kept.plan_of_care.is_none());
    assert!(kept.to_draft() == draft);
}

#[test]
fn an_empty_form_names_what_is_required() {
    assert_eq!(
        faults(&EpisodeDraft::default()),
        [
            ("diagnosis".into(), "missing".into()),
            ("opened_on".into(), "missing".into())
        ]
    );
}

#[test]
fn every_day_is_held_against_birth_today_and_the_others() {
    for (path, day, code) in [
        ("opened_on", "3 Nov", "not-a-date"),
        ("referral.date", "1984-03-13", "before-birth"),
        ("referral.date", "2026-11-23", "future"),
        ("referral.expires", "2026-11-01", "before-referral"),
        ("referral.expires", "2207-01-03", "not-a-date"),
        ("referral.expires", "2072-01-03", "too-far"),
        ("plan_of_care.signed_on", "2026-11-03", "before-sent"),
        ("plan_of_care.signed_on", "2026-11-30", "future"),
        ("plan_of_care.signature_due", "2026-11-03", "before-sent"),
        ("plan_of_care.certified_until", "2026-11-03", "before-sent"),
        ("onset_date", "2026-11-04", "after-opening"),
        ("reassess_due", "2026-11-02", "before-opening"),
        ("reassessments[0].date", "2026-11-02", "before-opening"),
        ("goals[1].decided_on", "2026-11-02", "before-opening"),
    ] {
        let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
        let mut typed = serde_json::to_value(whole()).unwrap();
        *typed.pointer_mut(&pointer).unwrap() = day.into();
        let draft = serde_json::from_value(typed).unwrap();
        assert_eq!(
            faults(&draft),
            [(path.to_owned(), code.to_owned())],
            "{day}"
        );
    }
}

#[test]
fn a_discharge_has_a_day_and_a_reason() {
    let closing = |change: fn(&mut DischargeDraft), path: &str, code: &str| {
        one_fault(|d| change(d.discharge.as_mut().unwrap()), path, code);
    };
    closing(|d| d.date = String::new(), "discharge.date", "missing");
    closing(|d| d.date = "2026-11-23".into(), "discharge.date", "future");
    closing(
        |d| d.date = "2026-11-02".into(),
        "discharge.date",
        "before-opening",
    );
    closing(|d| d.reason = None, "discharge.reason", "missing");
    closing(
        |d| d.reason_words = " ".into(),
        "discharge.reason_words",
        "missing",
    );
}

#[test]
fn a_goal_has_words_and_is_decided_on_a_day_or_open() {
    one_fault(|d| d.goals[0].text = " ".into(), "goals[0].text", "missing");
    one_fault(
        |d| d.goals[1].decided_on = String::new(),
        "goals[1].decided_on",
        "missing",
    );
    one_fault(
        |d| d.goals[0].decided_on = "2026-11-20".into(),
        "goals[0].decided_on",
        "contradiction",
    );
    let many = vec![whole().goals[0].clone(); MOST_ROWS + 1];
    one_fault(|d| d.goals = many, "goals", "too-many");
}

#[test]
fn what_is_not_in_the_lists_is_refused() {
    one_fault(
        |d| d.conditions[0].condition = "gout".into(),
        "conditions[0].condition",
        "unknown-condition",
    );
    one_fault(
        |d| d.conditions[0].icd10cm = "M16.11".into(),
        "conditions[0].icd10cm",
        "unknown-code",
    );
    one_fault(|d| d.region = "tail".into(), "region", "unknown-region");
    for visits in [0, 1000, -1] {
        one_fault(
            |d| d.referral.visits_authorised = Some(visits),
            "referral.visits_authorised",
            "out-of-range",
        );
    }
    one_fault(|d| d.baseline = "x".repeat(4001), "baseline", "too-long");
}

#[test]
fn a_plan_is_awaited_from_its_sending_to_its_signature() {
    let mut draft = whole();
    draft.plan_of_care.signed_on = String::new();
    let kept = check(&draft).ok().unwrap();
    let (plan, sent_on) = kept.awaited_plan().unwrap();
    assert_eq!(sent_on.words(), "4 Nov 2026");
    assert_eq!(plan.sent_to.as_deref(), Some("Dr. L. Hahn"));
    draft.plan_of_care.sent_on = String::new();
    assert!(check(&draft).ok().unwrap().awaited_plan().is_none());
}

proptest! {
    /// Whatever is typed, reading ends; and what was kept is kept again as the same.
    #[test]
    fn any_episode_that_is_kept_survives_its_draft_and_its_bytes(
        texts in prop::collection::vec("\\PC{0,40}", 5),
        days in prop::collection::vec(prop::option::of((2020u16..2030, 1u8..13, 1u8..29)), 5),
        visits in prop::option::of(-5i64..1200),
    ) {
        let day = |n: usize| days[n].map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")).unwrap_or_default();
        let mut draft = whole();
        draft.diagnosis.clone_from(&texts[0]);
        draft.onset.clone_from(&texts[1]);
        draft.baseline.clone_from(&texts[2]);
        draft.goals[0].text.clone_from(&texts[3]);
        draft.referral.diagnosis.clone_from(&texts[4]);
        draft.referral.visits_authorised = visits;
        (draft.opened_on, draft.referral.date, draft.referral.expires) = (day(0), day(1), day(2));
        (draft.plan_of_care.sent_on, draft.plan_of_care.signed_on) = (day(3), day(4));
        draft.discharge = None;
        if let Ok(kept) = check(&draft) {
            let again = check(&kept.to_draft());
            prop_assert!(again.is_ok_and(|again| again == kept));
            let bytes = serde_json::to_vec(&kept).unwrap();
            prop_assert!(serde_json::from_slice::<Episode>(&bytes).unwrap() == kept);
        }
    }
}
