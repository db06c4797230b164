//! Which prompts apply, on the shipped content.

use filiform_domain::ids::PatientId;
use filiform_domain::screening::{PolicyRow, ScreeningAnswer, ScreeningDraft};
use filiform_domain::session::SessionDraft;
use filiform_domain::site::OwnTarget;
use filiform_domain::visit::PromptAcknowledged;

use super::*;

fn answered(rows: &[(&str, Answer)]) -> Screening {
    let answers = rows.iter().map(|(check, answer)| ScreeningAnswer {
        check: (*check).to_owned(),
        answer: Some(*answer),
        note: String::new(),
        date: "2026-11-03".into(),
    });
    let sheet = ScreeningDraft {
        reviewed: "2026-11-03".into(),
        answers: answers.collect(),
        note: String::new(),
    };
    Screening {
        patient: PatientId::new(0, [1; 10]),
        reviewed: "2026-11-03".parse().unwrap(),
        sheet,
    }
}

fn row(target: &str, side: Side, technique: &str) -> SiteDraft {
    SiteDraft {
        target: target.into(),
        side: Some(side),
        techniques: vec![technique.into()],
        ..SiteDraft::default()
    }
}

fn note(sites: Vec<SiteDraft>) -> SessionDraft {
    SessionDraft {
        sites,
        ..SessionDraft::default()
    }
}

fn found(screening: Option<&Screening>, session: &SessionDraft) -> SessionPrompts {
    with_policy(screening, None, session)
}

fn with_policy(
    screening: Option<&Screening>,
    policy: Option<&ScreeningPolicy>,
    session: &SessionDraft,
) -> SessionPrompts {
    let catalogue = Catalogue::shipped();
    let today = &session.screening_yes;
    let mut found = prompts(
        &Known {
            catalogue,
            screening,
            policy,
            today,
        },
        &Needled::rows(catalogue, session),
    );
    acknowledge(&mut found, session);
    found
}

fn names(found: &SessionPrompts) -> Vec<&str> {
    found
        .prompts
        .iter()
        .map(|prompt| prompt.check.as_str())
        .collect()
}

#[test]
fn a_flag_of_the_patient_prompts_where_its_risk_meets_a_row_and_names_the_row() {
    let yes = answered(&[("anticoagulant", Answer::Yes)]);
    let hip = note(vec![
        row("gluteus-medius", Side::Left, "pistoning"),
        row("soleus", Side::Right, "pistoning"),
    ]);
    let found = found(Some(&yes), &hip);
    let prompt = &found.prompts[0];
    assert_eq!(prompt.check, "anticoagulant");
    assert!(
        prompt
            .because
            .contains("left gluteus medius: gluteal nerves and vessels"),
        "{}",
        prompt.because
    );
    assert_eq!(
        (prompt.level, prompt.needs_reason),
        (PromptLevel::Relative, false)
    );
    assert!(prompt.action.contains("Record drug and dose"));
    assert_eq!(prompt.answered, "answered with yes on 3 Nov 2026");
}

#[test]
fn no_row_and_no_yes_mean_no_prompt() {
    let yes = answered(&[
        ("anticoagulant", Answer::Yes),
        ("epilepsy", Answer::No),
        ("child", Answer::NotKnown),
    ]);
    assert!(
        found(Some(&yes), &note(vec![])).prompts.is_empty(),
        "nothing is needled yet"
    );
    let calf = note(vec![row("gastrocnemius-medial", Side::Left, "static")]);
    assert_eq!(names(&found(None, &calf)), Vec::<&str>::new());
    assert!(!names(&found(Some(&yes), &calf)).contains(&"epilepsy"));
}

#[test]
fn a_check_of_other_regions_stays_silent_and_one_without_a_place_holds_everywhere() {
    let yes = answered(&[
        ("osteoporosis", Answer::Yes),
        ("epilepsy", Answer::Yes),
        ("lung-disease", Answer::Yes),
    ]);
    let calf = note(vec![row(
        "gastrocnemius-medial",
        Side::Left,
        "periosteal-pecking",
    )]);
    let found = found(Some(&yes), &calf);
    assert_eq!(names(&found), ["epilepsy"]);
    assert_eq!(found.prompts[0].because, "holds for every target");
}

#[test]
fn a_technique_only_narrows_and_an_unknown_one_hides_nothing() {
    let yes = answered(&[("stimulator-electrical", Answer::Yes)]);
    let with = |technique: &str| note(vec![row("gastrocnemius-medial", Side::Left, technique)]);
    assert_eq!(
        names(&found(Some(&yes), &with("pistoning"))),
        Vec::<&str>::new()
    );
    assert_eq!(
        names(&found(Some(&yes), &with("electrical"))),
        ["stimulator-electrical"]
    );
    let mut open = with("");
    open.sites[0].techniques.clear();
    assert_eq!(names(&found(Some(&yes), &open)), ["stimulator-electrical"]);
}

#[test]
fn what_was_answered_today_counts_like_a_flag() {
    let session = SessionDraft {
        screening_yes: vec!["fasting-tired".into()],
        ..note(vec![row("soleus", Side::Left, "static")])
    };
    let found = found(None, &session);
    assert_eq!(names(&found), ["fasting-tired"]);
    assert_eq!(found.prompts[0].answered, "answered with yes today");
}

#[test]
fn an_own_target_is_held_to_its_region() {
    let yes = answered(&[("lung-disease", Answer::Yes)]);
    let own = |region: &str| {
        let target = OwnTarget {
            name: "scar".into(),
            region: region.into(),
            ..OwnTarget::default()
        };
        note(vec![SiteDraft {
            own_target: Some(target),
            side: Some(Side::Right),
            ..SiteDraft::default()
        }])
    };
    let thoracic = found(Some(&yes), &own("thoracic"));
    assert_eq!(thoracic.prompts[0].because, "right scar");
    assert!(found(Some(&yes), &own("hand")).prompts.is_empty());
}

#[test]
fn needles_over_both_lungs_are_said_and_over_one_are_not() {
    let left = row("trapezius-upper", Side::Left, "static");
    assert!(
        found(
            None,
            &note(vec![left.clone(), row("soleus", Side::Right, "static")])
        )
        .prompts
        .is_empty()
    );
    let both = note(vec![left, row("rhomboid-major", Side::Right, "static")]);
    let said = found(None, &both);
    assert_eq!(names(&said), [BOTH_LUNGS]);
    assert_eq!(
        said.prompts[0].because,
        "left upper trapezius; right rhomboid major"
    );
    assert_eq!(said.prompts[0].sources, ["acts_sa"]);
    let one_row = note(vec![row("trapezius-upper", Side::Both, "static")]);
    assert_eq!(names(&found(None, &one_row)), [BOTH_LUNGS]);
}

#[test]
fn a_prompt_is_acknowledged_once_and_asked_again_when_its_facts_change() {
    let yes = answered(&[("anticoagulant", Answer::Yes)]);
    let mut session = note(vec![row("gluteus-medius", Side::Left, "pistoning")]);
    let facts = found(Some(&yes), &session).prompts[0].facts.clone();
    session.acknowledged = vec![PromptAcknowledged {
        check: "anticoagulant".into(),
        facts,
        ..PromptAcknowledged::default()
    }];
    assert!(found(Some(&yes), &session).prompts[0].acknowledged);
    session.sites.push(row("soleus", Side::Right, "static"));
    session
        .sites
        .push(row("gluteus-medius", Side::Right, "pistoning"));
    assert!(
        !found(Some(&yes), &session).prompts[0].acknowledged,
        "another row is met"
    );
    session.sites.truncate(1);
    let mut other = yes.clone();
    other.sheet.answers[0].note = "warfarin".into();
    assert!(
        !found(Some(&other), &session).prompts[0].acknowledged,
        "the medicine changed"
    );
    assert!(
        found(Some(&yes), &session).prompts[0].acknowledged,
        "and it was the facts alone"
    );
}

#[test]
fn going_on_against_an_absolute_one_takes_a_reason() {
    let yes = answered(&[("tumour-site", Answer::Yes)]);
    let mut session = note(vec![row("soleus", Side::Left, "static")]);
    let prompt = found(Some(&yes), &session).prompts.remove(0);
    assert_eq!(
        (prompt.level, prompt.needs_reason),
        (PromptLevel::Absolute, true)
    );
    let mut acknowledged = PromptAcknowledged {
        check: prompt.check,
        facts: prompt.facts,
        reason: " ".into(),
    };
    session.acknowledged = vec![acknowledged.clone()];
    assert!(!found(Some(&yes), &session).prompts[0].acknowledged);
    acknowledged.reason = "other leg, cleared by the oncologist".into();
    session.acknowledged = vec![acknowledged];
    assert!(found(Some(&yes), &session).prompts[0].acknowledged);
}

#[test]
fn where_sources_disagree_the_line_says_so_and_the_practice_decides() {
    let yes = answered(&[("lymphedema-limb", Answer::Yes), ("anxiety", Answer::Yes)]);
    let session = note(vec![row("soleus", Side::Left, "static")]);
    let as_shipped = found(Some(&yes), &session);
    assert_eq!(
        names(&as_shipped),
        ["lymphedema-limb", "anxiety"],
        "absolute ones first"
    );
    let conflict = as_shipped.prompts[0].conflict.as_deref().unwrap();
    assert!(
        conflict.starts_with("Irish/Australian style lists make it absolute"),
        "{conflict}"
    );
    let policy = ScreeningPolicy {
        practice: filiform_domain::ids::PracticeId::new(0, [2; 10]),
        rows: vec![PolicyRow {
            check: "lymphedema-limb".into(),
            level: PolicyLevel::Relative,
            reason: String::new(),
        }],
    };
    let decided = with_policy(Some(&yes), Some(&policy), &session);
    let prompt = decided
        .prompts
        .iter()
        .find(|prompt| prompt.check == "lymphedema-limb")
        .unwrap();
    assert_eq!(
        (prompt.level, prompt.by_policy, prompt.needs_reason),
        (PromptLevel::Relative, true, false)
    );
    assert_ne!(
        prompt.facts, as_shipped.prompts[0].facts,
        "and is asked again"
    );
}

#[test]
fn what_was_never_asked_and_matters_here_is_listed_once() {
    let lung = note(vec![row("rhomboid-major", Side::Left, "static")]);
    let open = |screening: Option<&Screening>| {
        let found = found(screening, &lung);
        let checks: Vec<String> = found.open.into_iter().map(|check| check.check).collect();
        (found.screened, checks)
    };
    let (screened, checks) = open(None);
    assert!(!screened && checks.contains(&"lung-disease".to_owned()));
    assert!(
        !checks.contains(&"epilepsy".to_owned()),
        "it has no place of its own"
    );
    assert!(
        !checks.contains(&"not-trained-region".to_owned()),
        "it is not about the patient"
    );
    let known = answered(&[("lung-disease", Answer::No), ("low-bmi", Answer::NotKnown)]);
    let (screened, checks) = open(Some(&known));
    assert!(screened && !checks.contains(&"lung-disease".to_owned()));
    assert!(
        checks.contains(&"low-bmi".to_owned()),
        "not known is no answer that helps"
    );
}

#[test]
fn a_digest_is_the_same_in_every_version() {
    assert_eq!(digest(&[]), "cbf29ce484222325");
    assert_eq!(digest(&["a"]), digest(&["a"]));
    assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
}
