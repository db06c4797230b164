//! Prompts on what was signed, and what the practice decides where sources disagree.

use filiform::contract::{PromptLevel, PromptsFor, SetScreeningPolicy, WhichSession};
use filiform::review_history::open_session;
use filiform::screen_and_consent::{prompts_for, set_screening_policy};
use filiform_domain::screening::{Answer, PolicyLevel, PolicyRow};
use filiform_domain::session::SessionDraft;
use filiform_domain::site::Side;
use filiform_domain::visit::{PromptAcknowledged, ScreeningToday};

use super::{answer, page, sheet};
use crate::support::*;

#[test]
fn a_prompt_rests_on_the_signed_answers_and_never_blocks_the_note() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let rows = [
        ("lung-disease", Answer::Yes, ""),
        ("tumour-site", Answer::Yes, "left shoulder"),
    ];
    answer(&desk, patient, sheet(&rows)).ok().unwrap();
    let ask = |session: &SessionDraft| {
        let asked = PromptsFor {
            patient,
            session: session.clone(),
        };
        prompts_for(&desk.filiform, asked).ok().unwrap().prompts
    };
    let mut session = note("2026-11-20");
    session.sites.truncate(1);
    session.needles_in = Some(1);
    session.needles_out = Some(1);
    let prompts = ask(&session);
    let levels: Vec<_> = prompts
        .iter()
        .map(|p| (p.check.as_str(), p.level))
        .collect();
    assert_eq!(
        levels,
        [
            ("tumour-site", PromptLevel::Absolute),
            ("lung-disease", PromptLevel::Relative)
        ]
    );
    session.acknowledged = prompts
        .iter()
        .map(|prompt| PromptAcknowledged {
            check: prompt.check.clone(),
            facts: prompt.facts.clone(),
            reason: "cleared".into(),
        })
        .collect();
    assert!(ask(&session).iter().all(|prompt| prompt.acknowledged));
    session.acknowledged.clear();
    session.screening = Some(ScreeningToday::NotAsked);
    assert!(
        desk.sign(patient, &session).is_ok(),
        "what was done is recordable"
    );
}

#[test]
fn needles_over_both_lungs_are_said_for_anybody() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = SessionDraft {
        sites: vec![site("rhomboid-major", Side::Both)],
        ..note("2026-11-20")
    };
    let asked = PromptsFor { patient, session };
    let found = prompts_for(&desk.filiform, asked).ok().unwrap();
    assert_eq!(found.prompts[0].check, "both-lungs");
    assert!(!found.screened && !found.open.is_empty());
}

#[test]
fn the_practice_decides_where_sources_disagree_and_nowhere_else() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let decide = |check: &str| {
        let row = PolicyRow {
            check: check.into(),
            level: PolicyLevel::PerDecision,
            reason: "we ask the physician".into(),
        };
        set_screening_policy(&desk.filiform, SetScreeningPolicy { rows: vec![row] })
    };
    assert_eq!(
        faults(decide("epilepsy")),
        [fault("rows[0].check", "not-disputed")]
    );
    assert!(decide("bleeding-disorder").is_ok());
    let rows = [("bleeding-disorder", Answer::Yes, "")];
    answer(&desk, patient, sheet(&rows)).ok().unwrap();
    let session = note("2026-11-20");
    let found = prompts_for(&desk.filiform, PromptsFor { patient, session });
    let prompt = found.ok().unwrap().prompts.remove(0);
    assert!(prompt.by_policy && prompt.needs_reason && prompt.conflict.is_some());
    assert_eq!(prompt.level, PromptLevel::PerDecision);
    assert_eq!(page(&desk, patient).policy.len(), 1);
}

#[test]
fn what_was_acknowledged_is_read_in_words_in_the_note() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let acknowledged = |check: &str, reason: &str| PromptAcknowledged {
        check: check.into(),
        reason: reason.into(),
        facts: "0".into(),
    };
    let session = SessionDraft {
        acknowledged: vec![
            acknowledged("both-lungs", ""),
            acknowledged("tumour-site", "cleared"),
        ],
        ..note("2026-11-20")
    };
    let session = desk.sign(patient, &session).unwrap();
    let page = open_session(&desk.filiform, WhichSession { session });
    let text = page.ok().unwrap().text;
    let words = text
        .iter()
        .map(|(_, words)| words.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        words.contains("Needles over the left and the right lung in one session"),
        "{words}"
    );
    assert!(
        words.contains("Known or suspected tumour at the site · cleared"),
        "{words}"
    );
}
