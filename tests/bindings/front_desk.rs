//! What the window is answered about what a front desk records: visits that were not held, and files.

#[path = "attachments.rs"]
mod attachments;

use filiform_domain::ids::PatientId;
use serde_json::json;

use crate::Recorder;
use crate::support::called_off;

/// A form, what is wrong with an empty one, a visit that was called off, and the same taken back.
pub(crate) fn record(recorder: &mut Recorder<'_>, patient: PatientId) {
    recorder.ask("open_not_held_form", json!({ "patient": patient }));
    recorder.ask("check_not_held", json!({ "patient": patient, "visit": {} }));
    let visit = called_off("2026-11-24", "09:30");
    let kept = json!({ "patient": patient, "visit": visit, "draft": null });
    recorder.ask("log_not_held", kept);
    let form = filiform::contract::WhichPatient { patient };
    let form = filiform::log_not_held::open_not_held_form(&recorder.desk.filiform, form);
    let logged = json!({ "visit": form.ok().unwrap().recorded[0].id });
    recorder.ask("open_not_held", logged.clone());
    recorder.ask("open_not_held_form", json!({ "patient": patient }));
    recorder.ask("take_back_not_held", logged);
    attachments::record(recorder, patient);
}
