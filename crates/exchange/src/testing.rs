//! Records to test with: each kind of entry, with chosen or random words.

use filiform_domain::entry::Entry;
use filiform_domain::ids::{EntryId, PatientId, TherapistId};
use filiform_domain::practice::Therapist;
use filiform_domain::time::Instant;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::record::{Kept, Record, Seal, Signer, Staff};

const PATIENT: &str = "01890000-0000-7000-8000-000000000001";
const THERAPIST: &str = "01890000-0000-7000-8000-000000000002";
const SESSION: &str = "01890000-0000-7000-8000-000000000003";
const EPISODE: &str = "01890000-0000-7000-8000-000000000004";

pub(crate) fn staff() -> Staff {
    let therapist = Therapist {
        name: "A. Rivera".to_owned(),
        credentials: "PT, DPT".to_owned(),
        ..Therapist::default()
    };
    let signer = Signer {
        therapist,
        public_key: "ab".repeat(32),
    };
    [(TherapistId(id(THERAPIST)), signer)].into()
}

fn id(text: &str) -> Uuid {
    text.parse().unwrap()
}

/// The entries as they would have been signed one minute after the other.
pub(crate) fn record_of(entries: Vec<Entry>) -> Record {
    let kept = (0_u8..).zip(entries).map(|(n, entry)| Kept {
        id: EntryId(Uuid::from_u128(
            0x0189_0000_0000_7000_9000_0000_0000_0000 + u128::from(n),
        )),
        recorded_at: Instant {
            utc_ms: 1_795_374_300_000 + i64::from(n) * 60_000,
            offset_minutes: -300,
        },
        author: TherapistId(id(THERAPIST)),
        hash: [n; 32],
        signature: [n; 64],
        seal: Seal {
            chain: Uuid::from_u128(7),
            seq: u64::from(n) + 1,
            clock: u64::from(n) + 1,
            schema_version: 2,
            previous: [n.wrapping_sub(1); 32],
            body_digest: [n; 32],
            salt: [n; 32],
            body: serde_json::to_vec(&json!({"n": n})).unwrap(),
        },
        entry,
    });
    Record {
        patient: PatientId(id(PATIENT)),
        entries: kept.collect(),
    }
}

/// Entries of a made-up patient, which a failed test may show.
#[derive(Clone)]
pub(crate) struct Anybody(pub(crate) Vec<Entry>);

impl std::fmt::Debug for Anybody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).unwrap_or_default())
    }
}

/// Any entry of each kind, in any number and order after the registration, with any words.
pub(crate) fn anybody() -> impl Strategy<Value = Anybody> {
    let words = prop::collection::vec("[\\PC\\n=+@-]{0,12}", 40);
    let order = prop::collection::vec(any::<prop::sample::Index>(), 0..12);
    (words, order).prop_map(|(words, order)| {
        let mut n = 0;
        let mut word = |_: &str| {
            n += 1;
            // The mark shows in a reduced export that a word got out; the number keeps every word apart.
            format!("{}~word {n}", words[n % words.len()])
        };
        let all = entries(&mut word);
        let chosen: Vec<Entry> = order
            .iter()
            .map(|index| all[index.index(all.len())].clone())
            .collect();
        let chosen = chosen.into_iter().filter(|entry| entry.session().is_none());
        Anybody(all.iter().cloned().chain(chosen).collect())
    })
}

/// One entry of each kind that a record can hold. `word` makes the words of a field.
pub(crate) fn entries(word: &mut dyn FnMut(&str) -> String) -> Vec<Entry> {
    let note: Value =
        serde_json::from_str(include_str!("../../../tests/support/whole_note.json")).unwrap();
    let mut session = json!({"id": SESSION, "patient": PATIENT, "therapist": THERAPIST, "started": {"utc_ms": 1_795_374_000_000_i64, "offset_minutes": -300}, "note": note});
    session["note"]["episode"] = json!(EPISODE);
    let patient = |word: &mut dyn FnMut(&str) -> String| {
        json!({
            "family_name": word("family"), "given_name": word("given"), "birth_date": "1984-03-14", "sex": "female",
            "phone": word("phone"), "email": word("email"), "address": word("address"), "record_number": word("number"),
            "referrer": {"name": word("referrer"), "organisation": word("surgery"), "address": word("there"), "phone": word("bell"), "reason": word("reason")},
            "payer": {"name": word("payer"), "member_number": word("member")},
            "conditions": [{"condition": "neck-pain", "icd10cm": "M54.2"}],
        })
    };
    let fresh = |word: &mut dyn FnMut(&str) -> String| scrambled(session.clone(), word);
    let episode = |word: &mut dyn FnMut(&str) -> String, discharge: Value| {
        json!({"id": EPISODE, "patient": PATIENT, "based_on": 0, "reopened": false, "episode": {
            "opened_on": "2026-10-01", "conditions": [{"condition": "neck-pain", "icd10cm": ""}], "diagnosis": word("diagnosis"),
            "region": "neck", "side": "left", "onset_date": null, "onset": word("onset"),
            "referral": {"referrer": word("who"), "date": "2026-09-28", "diagnosis": null, "visits_authorised": 6, "expires": null},
            "plan_of_care": null, "goals": [{"text": word("goal"), "due": null, "state": "open", "decided_on": null}],
            "baseline": word("baseline"), "reassess_due": "2026-12-01", "reassessments": [], "discharge": discharge,
        }})
    };
    let at = json!({"utc_ms": 1_795_374_200_000_i64, "offset_minutes": -300});
    let source = |word: &mut dyn FnMut(&str) -> String| json!({"system": word("system"), "file": "csv", "sha256": "cd"});
    let corrected = fresh(word)["note"].clone();
    let id = |n: u8| format!("01890000-0000-7000-8000-0000000000{n:02x}");
    let score = |n: u8, corrects: Option<String>, amount: Value, words: &str| {
        json!({"id": id(n), "patient": PATIENT, "measure": "ndi", "series": "ndi", "day": "2026-11-20", "at": at, "amount": amount, "episode": EPISODE, "corrects": corrects,
            "answer": {"measure": "ndi", "date": "2026-11-20", "time": "14:00", "total": "38", "raw": "19", "how": "paper", "note": words}})
    };
    let list = vec![
        json!({"kind": "patient-registered", "body": {"id": PATIENT, "based_on": 0, "patient": patient(word)}}),
        json!({"kind": "record-imported", "body": {"import": id(27), "patient": PATIENT, "source": source(word), "registered": {"id": PATIENT, "based_on": 0, "patient": patient(word)}, "notes": [
            {"id": id(28), "row": 2, "on": "2024-03-05", "time": "14:05", "operator": word("treated"), "number": word("case"), "text": [[word("column"), word("subjective")], [word("next"), word("plan")]]},
            {"id": id(29), "row": 3, "on": "2024-04-01", "text": [[word("again"), word("better")]]}]}}),
        json!({"kind": "patient-changed", "body": {"id": PATIENT, "based_on": 1, "patient": patient(word)}}),
        json!({"kind": "episode-opened", "body": episode(word, Value::Null)}),
        json!({"kind": "episode-changed", "body": episode(word, Value::Null)}),
        json!({"kind": "session-signed", "body": fresh(word)}),
        json!({"kind": "session-amended", "body": {"id": id(20), "session": SESSION, "patient": PATIENT, "based_on": 0, "why": word("why corrected"), "what": {"correction": {"started": at, "note": corrected}}}}),
        json!({"kind": "session-amended", "body": {"id": id(21), "session": SESSION, "patient": PATIENT, "based_on": 1, "why": word("why added"), "what": {"addendum": word("addendum")}}}),
        json!({"kind": "screening-answered", "body": {"patient": PATIENT, "reviewed": "2026-11-20", "sheet": {"reviewed": "2026-11-20", "answers": [{"check": "pregnancy", "answer": "no", "note": word("answer"), "date": "2026-11-20"}], "note": word("screening")}}}),
        json!({"kind": "consent-given", "body": {"id": id(22), "patient": PATIENT, "kind": "written", "given": at, "form": {"kind": "written", "date": "2026-11-20", "time": "14:00", "procedure": word("procedure"), "regions": ["neck"], "techniques": ["pistoning"], "covers": word("covers"), "told": ["procedure", "risks"], "form_version": word("form"), "signer": word("signer"), "relation": "patient", "copy_given": true, "signed": "drawn", "strokes": [[1, 2, 3, 4]], "note": word("consent")}}}),
        json!({"kind": "consent-withdrawn", "body": {"patient": PATIENT, "at": at, "said": word("said")}}),
        json!({"kind": "contact-logged", "body": {"id": id(23), "patient": PATIENT, "kind": "phone", "how": null, "at": at, "who": {"role": "physician", "name": word("whom")}, "said": word("told"), "agreed": word("agreed")}}),
        json!({"kind": "event-reported", "body": {"id": id(24), "patient": PATIENT, "kind": "bruise", "severity": "mild", "session": SESSION, "heard": at, "heard_from": {"role": "patient", "name": null}, "began": word("began"), "began_hours": 3, "seen": word("seen"), "done": word("done"), "course": null, "resolved_date": "2026-11-23", "resolved": word("over")}}),
        json!({"kind": "measure-scored", "body": score(30, None, json!({"sum": 38, "of": 1, "decimals": 0}), &word("first"))}),
        json!({"kind": "measure-scored", "body": score(31, Some(id(30)), json!({"sum": 34, "of": 1, "decimals": 0}), &word("better"))}),
        json!({"kind": "measure-scored", "body": score(32, None, json!({"sum": 20, "of": 1, "decimals": 0}), &word("kept"))}),
        json!({"kind": "score-taken-back", "body": {"score": score(32, None, json!({"sum": 20, "of": 1, "decimals": 0}), &word("shown")), "why": word("retracted")}}),
        json!({"kind": "document-exported", "body": {"id": id(25), "patient": PATIENT, "document": "referral-letter", "recipient": word("recipient"), "period": ["2026-11-20", "2026-11-20"], "sha256": "ab", "pages": 1, "purpose": word("purpose"), "authority": word("authority")}}),
        json!({"kind": "visit-not-held", "body": {"id": id(26), "patient": PATIENT, "how": "cancelled", "at": at, "by": "other", "name": word("caller")}}),
        json!({"kind": "not-held-taken-back", "body": {"id": id(26), "patient": PATIENT, "how": "cancelled", "at": at, "by": "other", "name": word("caller")}}),
        json!({"kind": "record-imported", "body": {"import": id(40), "patient": PATIENT, "source": source(word), "notes": [{"id": id(41), "row": 9, "on": "2024-05-01", "text": [[word("third"), word("wrong")]]}]}}),
        json!({"kind": "import-undone", "body": {"import": id(40), "patient": PATIENT, "registered": false, "notes": 1}}),
        json!({"kind": "hold-set", "body": {"patient": PATIENT, "reason": word("hold")}}),
        json!({"kind": "hold-lifted", "body": {"patient": PATIENT, "reason": word("lift")}}),
    ];
    list.into_iter().map(read).collect()
}

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Fields of a note that hold words of one's own.
const FREE: [&str; 58] = [
    "name",
    "history",
    "red_flags",
    "dose",
    "change",
    "allergies",
    "examination",
    "goals",
    "prognosis",
    "story",
    "medicine",
    "warning_signs",
    "note",
    "reason",
    "facts",
    "activity",
    "place",
    "unit",
    "before",
    "after",
    "assessment",
    "indication",
    "plan_changed",
    "position",
    "level",
    "brand",
    "lot",
    "path",
    "passes_until",
    "turned_direction",
    "grip",
    "device",
    "dial",
    "words",
    "waveform",
    "hz",
    "intensity",
    "direct_dose",
    "referred_to",
    "sensations",
    "response",
    "needle_difference",
    "sensation",
    "action",
    "course",
    "resolved",
    "seen",
    "advice",
    "segment",
    "grade",
    "plan",
    "next_visit",
    "stop_rule",
    "screening_note",
    "by",
    "code",
    "at",
    "line",
];

fn walk(value: &mut Value, word: &mut dyn FnMut(&str) -> String) {
    match value {
        Value::Array(rows) => rows.iter_mut().for_each(|row| walk(row, word)),
        Value::Object(fields) => {
            for (name, field) in fields {
                let is_choice = name == "change"
                    && ["better", "same", "worse"].iter().any(|w| field == w)
                    || name == "activity"
                        && ["active", "latent", "not-a-trigger-point"]
                            .iter()
                            .any(|w| field == w);
                match field {
                    Value::String(text) if FREE.contains(&name.as_str()) && !is_choice => {
                        *text = word(name);
                    }
                    field => walk(field, word),
                }
            }
        }
        _ => {}
    }
}

/// Every free text of a note replaced: ids of the content, days and words to choose from stay.
fn scrambled(mut session: Value, word: &mut dyn FnMut(&str) -> String) -> Value {
    walk(&mut session["note"], word);
    session
}
