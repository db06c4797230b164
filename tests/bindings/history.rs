//! What the window is answered about a history that is narrowed, about two sessions side by side, and on the page that
//! a patient is handed.

use filiform_domain::ids::PatientId;
use serde_json::{Value, json};

use crate::Recorder;
use crate::support::PASSPHRASE;

/// The outline of the whole and of one target, and the newest session beside the first.
pub(crate) fn record(recorder: &mut Recorder<'_>, patient: PatientId) {
    for filter in [json!({}), json!({ "target": "trapezius-upper" })] {
        let asked = json!({ "patient": patient, "filter": filter });
        recorder.ask("outline_history", asked);
    }
    let days = recorder.desk.history(patient);
    let (newest, first) = (&days[0].id, &days[days.len() - 1].id);
    let pair = json!({ "one": newest, "other": first });
    recorder.ask("compare_sessions", pair);
}

/// One number and the patient's own activities, each handed over, answered and taken back.
pub(crate) fn handed(recorder: &mut Recorder<'_>, patient: PatientId) {
    let pin = json!({ "passphrase": PASSPHRASE, "pin": "4071" });
    recorder.desk.filiform.answer("change_pin", pin).unwrap();
    let answers = [
        ("nprs-current", json!({ "total": "6", "activities": [] })),
        (
            "psfs",
            json!({ "total": "", "activities": [{ "activity": "Climb stairs", "score": "4" }] }),
        ),
    ];
    for (measure, answer) in answers {
        let score = json!({ "measure": measure, "date": "2026-11-22" });
        let draft = recorder.draft_of_score(patient, score);
        recorder.ask("hand_to_patient", json!({ "draft": draft }));
        let nothing = json!({ "total": "", "activities": [] });
        recorder.ask("answer_as_patient", nothing);
        recorder.ask("answer_as_patient", answer);
        recorder.ask("uncover", json!({ "pin": "4071" }));
        let ended = json!({ "draft": draft });
        recorder
            .desk
            .filiform
            .answer("discard_draft", ended)
            .unwrap();
    }
}

impl Recorder<'_> {
    /// A score that is begun.
    fn draft_of_score(&self, patient: PatientId, score: Value) -> Value {
        let typed = json!({
            "draft": null, "kind": "score", "patient": patient, "rev": 0, "body": score, "caret": null,
        });
        self.desk.filiform.answer("keep_draft", typed).unwrap()["id"].take()
    }
}
