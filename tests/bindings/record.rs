//! The record itself: who did what, how long it is kept, and what destroying it would mean.

use filiform_domain::ids::PatientId;
use serde_json::json;

use super::Recorder;
use crate::support::DAY_MS;

/// Who did what, how long it is kept, and what destroying it would mean.
pub(super) fn kept_and_destroyed(recorder: &mut Recorder<'_>, patient: PatientId) {
    let everything =
        json!({ "patient": null, "person": null, "group": null, "from": "", "to": "" });
    for filter in [
        everything.clone(),
        json!({ "patient": patient, "person": null, "group": null, "from": "", "to": "" }),
        json!({ "patient": null, "person": null, "group": "retention", "from": "", "to": "" }),
        json!({ "patient": null, "person": null, "group": null, "from": "soon", "to": "" }),
    ] {
        recorder.ask(
            "review_audit",
            json!({ "filter": filter, "after": null, "limit": 6 }),
        );
    }
    recorder.ask("retention_page", json!({}));
    recorder.ask("set_retention", json!({ "on": true }));
    recorder.ask("offer_retirement", json!({ "patient": patient }));
    let rule = json!({
        "on": true, "years_after_last_visit": 7, "age_of_majority": 18, "years_after_majority": 3,
    });
    recorder.ask("set_retention", rule);
    recorder.ask("hold_record", json!({ "patient": patient, "reason": "" }));
    recorder.ask(
        "hold_record",
        json!({ "patient": patient, "reason": "Letter from a court." }),
    );
    recorder.ask(
        "lift_hold",
        json!({ "patient": patient, "reason": "Settled." }),
    );
    recorder.desk.clock.forward(8 * 366 * DAY_MS);
    recorder.ask("retention_page", json!({}));
    recorder.ask("offer_retirement", json!({ "patient": patient }));
    recorder.desk.clock.forward(-8 * 366 * DAY_MS);
}
