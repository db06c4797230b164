//! Files of episodes of care: what the schema says, reading does.

use filiform_catalogue::Catalogue;
use filiform_domain::episode::{EpisodeDraft, MOST_VISITS, Opening};
use filiform_exchange::{FileKind, read_episode_file, schema, schema_of};
use jsonschema::{Validator, validator_for};
use serde_json::{Value, json};

use crate::given::{full_patient, full_session, json as written};

fn episode() -> Value {
    json!({
        "opened_on": "2026-11-03", "conditions": [{"condition": "neck-pain", "icd10cm": "M54.2"}],
        "referral": {"referrer": "Łódź, ночь, 夜", "visits_authorised": 12, "expires": "2027-01-03"},
        "plan_of_care": {"sent_on": "2026-11-04"},
        "goals": [{"text": "Drive for an hour", "state": "not-met", "decided_on": "2026-11-20"}],
        "reassessments": [{"date": "2026-11-17", "found": "Better"}],
        "discharge": {"date": "2026-11-22", "reason": "goals-met"}
    })
}

/// The faults of file and rules, as the command line finds them.
fn faults(file: &Value) -> Vec<(String, String)> {
    let read = read_episode_file(file.to_string().as_bytes()).ok().unwrap();
    let opening = Opening {
        birth_date: "1984-03-14".parse().unwrap(),
        today: "2026-11-22".parse().unwrap(),
        words: Catalogue::shipped(),
    };
    let of_draft = read.draft().checked(&opening).err().unwrap_or_default();
    let all = read.with(of_draft).err().unwrap_or_default();
    all.into_iter().map(|p| (p.path, p.code)).collect()
}

fn episodes() -> Validator {
    validator_for(&schema_of(FileKind::Episode)).unwrap()
}

#[test]
fn an_episode_reads_back_as_it_was_written_and_the_schema_tells_it_apart() {
    let draft: EpisodeDraft = serde_json::from_value(episode()).unwrap();
    let read = read_episode_file(written(&draft).to_string().as_bytes())
        .ok()
        .unwrap();
    assert!(read.problems().is_empty() && *read.draft() == draft);
    let all = validator_for(&schema()).unwrap();
    assert!(episodes().is_valid(&episode()) && all.is_valid(&episode()));
    for other in [
        written(&full_session()),
        written(&full_patient()),
        json!({}),
    ] {
        assert!(!episodes().is_valid(&other));
    }
}

#[test]
fn what_the_schema_wants_the_rules_miss_too() {
    for pointer in [
        "/opened_on",
        "/goals/0/text",
        "/reassessments/0/date",
        "/reassessments/0/found",
        "/discharge/date",
    ] {
        let mut file = episode();
        *file.pointer_mut(pointer).unwrap() = json!("");
        assert!(!episodes().is_valid(&file), "{pointer}");
        assert_eq!(faults(&file).len(), 1, "{pointer}");
    }
    assert_eq!(faults(&episode()), []);
}

#[test]
fn the_range_of_visits_is_the_rules() {
    for (visits, fits) in [
        (1, true),
        (MOST_VISITS, true),
        (0, false),
        (MOST_VISITS + 1, false),
    ] {
        let mut file = episode();
        file["referral"]["visits_authorised"] = json!(visits);
        assert_eq!(episodes().is_valid(&file), fits, "schema: {visits}");
        assert_eq!(faults(&file).is_empty(), fits, "rules: {visits}");
    }
}

#[test]
fn a_gap_that_only_follows_from_an_unreadable_part_is_not_a_second_fault() {
    let mut file = episode();
    file["conditions"] = json!("neck pain");
    assert_eq!(faults(&file), [("conditions".into(), "wrong-type".into())]);
    let mut file = episode();
    file["goals"][0]["state"] = json!("done");
    assert_eq!(
        faults(&file),
        [("goals[0].state".into(), "unknown-word".into())]
    );
}
