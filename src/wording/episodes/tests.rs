//! What is said of an episode: everything that was typed, and quiet lines that are right to the day and the visit.

use filiform_domain::episode::{EpisodeDraft, Opening};
use filiform_domain::ids::{EpisodeId, PatientId, TherapistId};
use filiform_domain::time::Instant;
use serde_json::{Value, json};

use super::*;

const NOW: Instant = Instant {
    utc_ms: 1_795_374_300_000,
    offset_minutes: -300,
};

fn day(text: &str) -> CalendarDate {
    text.parse().unwrap()
}

/// Every field given, each text unlike all others.
fn whole() -> Value {
    json!({
        "opened_on": "2026-11-03", "conditions": [{"condition": "neck-pain", "icd10cm": "M54.2"}],
        "diagnosis": "Diagnosis words", "region": "neck", "side": "left", "onset_date": "2026-03-04",
        "onset": "Onset words",
        "referral": {
            "referrer": "Dr. L. Hahn", "date": "2026-11-02", "diagnosis": "Referral words", "visits_authorised": 12,
            "expires": "2027-01-03"
        },
        "plan_of_care": {
            "frequency": "Frequency words", "sent_to": "Dr. B. Other", "sent_on": "2026-11-04",
            "signature_due": "2026-12-04", "signed_on": "2026-11-10", "certified_until": "2027-02-01"
        },
        "goals": [
            {"text": "First goal", "due": "2026-12-20", "state": "open", "decided_on": ""},
            {"text": "Second goal", "due": "", "state": "met", "decided_on": "2026-11-20"}
        ],
        "baseline": "Baseline words", "reassess_due": "2026-12-01",
        "reassessments": [{"date": "2026-11-17", "found": "Found words"}],
        "discharge": {
            "date": "2026-11-22", "reason": "other", "reason_words": "Reason words", "summary": "Summary words",
            "home_programme": "Home words", "follow_up": "Follow words"
        }
    })
}

fn episode(typed: &Value) -> Option<Episode> {
    let draft: EpisodeDraft = serde_json::from_value(typed.clone()).ok()?;
    let opening = Opening {
        birth_date: day("1984-03-14"),
        today: day("2026-11-22"),
        words: Catalogue::shipped(),
    };
    draft.checked(&opening).ok()
}

fn text_of(typed: &Value) -> Option<String> {
    let paragraphs = text(Catalogue::shipped(), &episode(typed)?);
    let lines = paragraphs
        .iter()
        .map(|(head, words)| format!("{head}: {words}"));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn kept(typed: &Value, held: u32) -> KeptEpisode {
    KeptEpisode {
        id: EpisodeId::new(0, [1; 10]),
        patient: PatientId::new(0, [2; 10]),
        revision: 1,
        held,
        not_held: 0,
        // Scored so late that no measure is due.
        scored: Some((day("2027-03-01"), held)),
        episode: episode(typed).unwrap(),
        author: TherapistId::new(0, [3; 10]),
        recorded_at: NOW,
        hash: [0; 32],
    }
}

/// The whole one while it is open and its plan is not signed.
fn going_on() -> Value {
    let mut typed = whole();
    typed["discharge"] = Value::Null;
    typed["plan_of_care"]["signed_on"] = json!("");
    typed
}

/// Changes each leaf to another valid value: its words must change.
#[test]
fn nothing_that_was_typed_is_invisible() {
    let before = text_of(&whole()).unwrap();
    let changes = [
        ("/opened_on", json!("2026-10-30")),
        ("/conditions/0/condition", json!("low-back-pain")),
        ("/conditions/0/icd10cm", json!("")),
        ("/diagnosis", json!("Else")),
        ("/region", json!("lumbar")),
        ("/side", json!("right")),
        ("/onset_date", json!("2026-03-05")),
        ("/onset", json!("Else")),
        ("/referral/referrer", json!("Else")),
        ("/referral/date", json!("2026-11-01")),
        ("/referral/diagnosis", json!("Else")),
        ("/referral/visits_authorised", json!(13)),
        ("/referral/expires", json!("2027-01-04")),
        ("/plan_of_care/frequency", json!("Else")),
        ("/plan_of_care/sent_to", json!("Else")),
        ("/plan_of_care/sent_on", json!("2026-11-05")),
        ("/plan_of_care/signature_due", json!("2026-12-05")),
        ("/plan_of_care/signed_on", json!("2026-11-11")),
        ("/plan_of_care/certified_until", json!("2027-02-02")),
        ("/goals/0/text", json!("Else")),
        ("/goals/0/due", json!("2026-12-21")),
        ("/goals/1/state", json!("dropped")),
        ("/goals/1/decided_on", json!("2026-11-21")),
        ("/baseline", json!("Else")),
        ("/reassess_due", json!("2026-12-02")),
        ("/reassessments/0/date", json!("2026-11-18")),
        ("/reassessments/0/found", json!("Else")),
        ("/discharge/date", json!("2026-11-21")),
        ("/discharge/reason", json!("goals-met")),
        ("/discharge/reason_words", json!("Else")),
        ("/discharge/summary", json!("Else")),
        ("/discharge/home_programme", json!("Else")),
        ("/discharge/follow_up", json!("Else")),
    ];
    for (pointer, value) in changes {
        let mut typed = whole();
        *typed.pointer_mut(pointer).unwrap() = value;
        if pointer == "/conditions/0/condition" {
            typed["conditions"][0]["icd10cm"] = json!("");
        }
        let after = text_of(&typed).unwrap_or_else(|| panic!("{pointer} is refused"));
        assert_ne!(after, before, "{pointer}");
    }
}

#[test]
fn visits_read_as_a_person_says_them() {
    let mut typed = whole();
    assert_eq!(
        visits(&kept(&typed, 4)),
        "4 of 12 visits used, authorised until 3 Jan 2027"
    );
    typed["referral"]["expires"] = json!("");
    assert_eq!(visits(&kept(&typed, 4)), "4 of 12 visits used");
    typed["referral"]["visits_authorised"] = json!(1);
    assert_eq!(visits(&kept(&typed, 0)), "0 of 1 visit used");
    typed["referral"] = json!({});
    assert_eq!(visits(&kept(&typed, 1)), "1 visit");
    typed["referral"] = json!({"expires": "2027-01-03"});
    assert_eq!(
        visits(&kept(&typed, 2)),
        "2 visits, authorised until 3 Jan 2027"
    );
}

#[test]
fn passing_the_visits_or_the_last_day_is_one_quiet_line() {
    let said = |held, on: &str| visit_notice(&kept(&going_on(), held), day(on));
    assert_eq!(
        said(11, "2027-01-03"),
        None,
        "the last visit on the last day"
    );
    assert_eq!(
        said(12, "2027-01-03").as_deref(),
        Some("This is visit 13, and 12 visits are authorised.")
    );
    assert_eq!(
        said(3, "2027-01-04").as_deref(),
        Some("The authorisation ended on 3 Jan 2027.")
    );
    assert_eq!(
        said(12, "2027-01-04").as_deref(),
        Some(
            "This is visit 13, and 12 visits are authorised. The authorisation ended on 3 Jan 2027."
        )
    );
    let mut one = going_on();
    one["referral"]["visits_authorised"] = json!(1);
    let said = visit_notice(&kept(&one, 1), day("2026-12-01"));
    assert_eq!(
        said.as_deref(),
        Some("This is visit 2, and 1 visit is authorised.")
    );
}

#[test]
fn the_page_says_what_is_passed_awaited_or_due_and_nothing_of_a_closed_one() {
    let said = |held, on: &str| due::notices(&kept(&going_on(), held), day(on));
    let awaited =
        "Plan of care sent on 4 Nov 2026 to Dr. B. Other: signature awaited, wanted by 4 Dec 2026.";
    assert_eq!(said(4, "2026-11-23"), [awaited]);
    assert_eq!(
        said(12, "2026-11-24"),
        [
            "All 12 authorised visits are used.",
            awaited,
            "Re-assessment is due on 1 Dec 2026."
        ]
    );
    assert_eq!(
        said(13, "2027-01-20"),
        [
            "13 visits held, 12 authorised. The authorisation ended on 3 Jan 2027.",
            awaited,
            "The certification ends on 1 Feb 2027.",
            "Re-assessment was due on 1 Dec 2026."
        ]
    );
    assert!(due::notices(&kept(&whole(), 20), day("2027-03-01")).is_empty());
}

#[test]
fn a_line_says_what_where_since_when_and_how_far() {
    let line = line(
        Catalogue::shipped(),
        &kept(&going_on(), 4),
        day("2026-11-22"),
    );
    assert_eq!(
        (line.title.as_str(), line.when.as_str()),
        ("Neck pain, left", "since 3 Nov 2026")
    );
    assert_eq!(line.goals.as_deref(), Some("1 of 2 goals met"));
    assert_eq!(line.referred.as_deref(), Some("referred by Dr. L. Hahn"));
    assert!(line.open && line.not_held.is_none());
    let closed = super::line(Catalogue::shipped(), &kept(&whole(), 4), day("2026-11-22"));
    assert_eq!(closed.when, "3 Nov 2026 to 22 Nov 2026: another reason");
    let mut own = whole();
    (own["conditions"], own["side"]) = (json!([]), Value::Null);
    let own = super::line(Catalogue::shipped(), &kept(&own, 0), day("2026-11-22"));
    assert_eq!(own.title, "Diagnosis words");
}
