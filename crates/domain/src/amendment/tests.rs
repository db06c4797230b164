//! What may be added to a signed note, and how two notes are told apart.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::ids::TherapistId;
use crate::site::{Side, SiteDraft};
use crate::testing::{NOW_MS, Words};

fn whole() -> SessionDraft {
    serde_json::from_str(include_str!("../../../../tests/support/whole_note.json")).unwrap()
}

fn row(target: &str, side: Side) -> SiteDraft {
    SiteDraft {
        target: target.into(),
        side: Some(side),
        needle: "0.25x40".into(),
        needles: Some(1),
        techniques: vec!["pistoning".into()],
        ..SiteDraft::default()
    }
}

fn note() -> SessionDraft {
    serde_json::from_value(json!({
        "date": "2026-11-22", "time": "09:05", "region": "neck", "story": "Stiff.", "screening": "all-no",
        "consent": "verbal", "condition": "neck-pain", "needles_in": 1, "needles_out": 1, "events_asked": true,
        "sites": [{"target": "gastrocnemius-medial", "side": "left", "needle": "0.25x40", "needles": 1, "twitch": "none",
                   "techniques": ["pistoning"]}],
    }))
    .unwrap()
}

fn signing() -> Signing<'static> {
    Signing {
        id: SessionId::new(NOW_MS, [1; 10]),
        patient: PatientId::new(NOW_MS, [2; 10]),
        birth_date: "1984-03-14".parse().unwrap(),
        therapist: TherapistId::new(NOW_MS, [3; 10]),
        now: Instant {
            utc_ms: NOW_MS,
            offset_minutes: -300,
        },
        offset_at: &|_| -300,
        episodes: Vec::new(),
        words: &Words,
    }
}

fn correct(draft: &CorrectionDraft) -> Result<Amendment, Vec<(String, String)>> {
    let id = AmendmentId::new(NOW_MS, [4; 10]);
    draft
        .checked(id, &note(), &signing())
        .map_err(|problems| problems.into_iter().map(|p| (p.path, p.code)).collect())
}

fn told(path: &[Step]) -> String {
    let steps = path.iter().map(|step| match step {
        Step::Field(name) => name.clone(),
        Step::Row { before, after } => format!("{before:?}{after:?}"),
    });
    steps.collect::<Vec<_>>().join("/")
}

#[test]
fn a_correction_passes_the_rules_of_signing_and_says_why() {
    let mut draft = CorrectionDraft {
        why: " The side was wrong.\r\n".into(),
        note: note(),
        ..CorrectionDraft::default()
    };
    assert_eq!(
        correct(&draft).err().unwrap(),
        [("note".to_owned(), "unchanged".to_owned())]
    );
    draft.note.sites[0].side = Some(Side::Right);
    let amendment = correct(&draft).ok().unwrap();
    assert_eq!(amendment.why, "The side was wrong.");
    assert!(amendment.is_correction());
    draft.why = " \u{0}\n".into();
    draft.note.needles_out = Some(2);
    draft.note.date = "2026-11-23".into();
    let faults = correct(&draft).err().unwrap();
    let paths: Vec<&str> = faults.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["date", "needles_out", "why"]);
}

#[test]
fn an_addendum_needs_words_and_a_reason() {
    let of = (SessionId::new(0, [1; 10]), PatientId::new(0, [2; 10]));
    let id = AmendmentId::new(0, [4; 10]);
    let paths = |draft: &AddendumDraft| {
        let problems = draft.checked(id, of).err().unwrap_or_default();
        problems
            .into_iter()
            .map(|p| format!("{} {}", p.path, p.code))
            .collect::<Vec<_>>()
    };
    let mut draft = AddendumDraft::default();
    assert_eq!(paths(&draft), ["words missing", "why missing"]);
    draft.words = "x".repeat(4001);
    draft.why = "y".repeat(4001);
    assert_eq!(paths(&draft), ["words too-long", "why too-long"]);
    draft.words = "The film came: no fracture.".into();
    draft.why = "The result came later.".into();
    assert!(paths(&draft).is_empty());
}

#[test]
fn a_note_is_voided_for_a_reason_and_another_reason_needs_words() {
    let of = (SessionId::new(0, [1; 10]), PatientId::new(0, [2; 10]));
    let void = |reason, words: &str| {
        VoidDraft {
            reason,
            words: words.into(),
            ..VoidDraft::default()
        }
        .checked(of)
        .map_err(|problems| problems[0].path.clone())
    };
    assert_eq!(void(None, "").err().unwrap(), "reason");
    assert_eq!(void(Some(VoidReason::Other), " ").err().unwrap(), "words");
    assert!(void(Some(VoidReason::Other), "A rehearsal.").is_ok());
    assert!(void(Some(VoidReason::WrongPatient), "").is_ok());
}

#[test]
fn only_the_fields_that_differ_are_told() {
    let mut after = note();
    after.sites[0].needle = "0.25x50".into();
    after.pain_after = Some(0);
    after.breathlessness_advice = Some(false);
    let found = changes(&note(), &after);
    let paths: Vec<String> = found.iter().map(|change| told(&change.path)).collect();
    assert_eq!(
        paths,
        [
            "sites/Some(0)Some(0)/needle",
            "pain_after",
            "breathlessness_advice"
        ]
    );
    assert!(found[1].before == Value::Null && found[1].after == json!(0));
    assert!(found[2].after == json!(false), "no is an answer");
}

#[test]
fn a_row_that_came_or_went_leaves_the_others_as_they_were() {
    let rows = |rows: &[SiteDraft]| SessionDraft {
        sites: rows.to_vec(),
        ..note()
    };
    let (a, b) = (
        row("trapezius-upper", Side::Left),
        row("infraspinatus", Side::Right),
    );
    let c = SiteDraft {
        needle: "0.30x60".into(),
        needles: Some(3),
        techniques: vec!["static".into()],
        ..row("gastrocnemius-medial", Side::Left)
    };
    let came = changes(
        &rows(&[a.clone(), b.clone()]),
        &rows(&[c.clone(), a.clone(), b.clone()]),
    );
    assert_eq!(came.len(), 1);
    assert_eq!(told(&came[0].path), "sites/NoneSome(0)");
    let went = changes(
        &rows(&[a.clone(), c, b.clone()]),
        &rows(&[a.clone(), b.clone()]),
    );
    assert_eq!(told(&went[0].path), "sites/Some(1)None");
    let wrong_side = SiteDraft {
        side: Some(Side::Left),
        ..b.clone()
    };
    let changed = changes(&rows(&[a.clone(), b]), &rows(&[a, wrong_side]));
    assert_eq!(told(&changed[0].path), "sites/Some(1)Some(1)/side");
    assert_eq!(changed.len(), 1);
}

#[test]
fn what_was_acknowledged_for_one_patient_is_not_carried_to_another() {
    let copied = whole().for_another_patient();
    assert!(copied.acknowledged.is_empty());
    assert!(changes(&whole(), &copied).iter().all(|change| {
        matches!(change.path.first(), Some(Step::Field(name)) if name == "acknowledged" || name == "episode")
    }));
}

/// Writes the changes back into the note they were found in.
fn applied(before: &SessionDraft, found: &[FieldChange]) -> Value {
    let mut value = serde_json::to_value(before).unwrap();
    for change in found {
        put(&mut value, &change.path, change);
    }
    value
}

fn put(value: &mut Value, path: &[Step], change: &FieldChange) {
    match path {
        [] => *value = change.after.clone(),
        [Step::Field(name), rest @ ..] => {
            if !value.is_object() {
                *value = json!({});
            }
            let fields = value.as_object_mut().unwrap();
            put(
                fields.entry(name.clone()).or_insert(Value::Null),
                rest,
                change,
            );
        }
        [Step::Row { before, .. }, rest @ ..] => {
            if value.is_null() {
                *value = json!([]);
            }
            let rows = value.as_array_mut().unwrap();
            match before {
                Some(at) => put(&mut rows[*at], rest, change),
                None => rows.push(change.after.clone()),
            }
        }
    }
}

fn leaves(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Array(rows) => {
            let rows = rows.iter().enumerate();
            rows.flat_map(|(n, row)| leaves(row, &format!("{at}/{n}")))
                .collect()
        }
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, field)| leaves(field, &format!("{at}/{name}")))
            .collect(),
        Value::Null => Vec::new(),
        _ => vec![at.to_owned()],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever is changed in a note is told, and nothing else is.
    #[test]
    fn the_changes_lead_from_one_note_to_the_other(picks in proptest::collection::vec(0_usize..10_000, 1..6)) {
        let before = serde_json::to_value(whole()).unwrap();
        let all = leaves(&before, "");
        let mut after = before.clone();
        for pick in picks {
            let place = after.pointer_mut(&all[pick % all.len()]).unwrap();
            *place = match place.take() {
                Value::Number(n) => Value::from(n.as_i64().unwrap() + 1),
                Value::Bool(yes) => Value::Bool(!yes),
                Value::String(text) => Value::String(format!("{text} and more")),
                other => other,
            };
        }
        let Ok(changed) = serde_json::from_value::<SessionDraft>(after) else {
            return Ok(());
        };
        let found = changes(&whole(), &changed);
        let rows_stay = found.iter().all(|change| change.path.iter().all(|step| {
            !matches!(step, Step::Row { before: None, .. } | Step::Row { after: None, .. })
        }));
        if rows_stay {
            let led: SessionDraft = serde_json::from_value(applied(&whole(), &found)).unwrap();
            prop_assert!(led == changed);
        }
        prop_assert!(changes(&changed, &changed).is_empty());
        prop_assert_eq!(found.is_empty(), changed == whole());
    }
}
