//! Who works here: somebody joins, changes their role, leaves; and what a front desk may do.

use filiform_domain::ids::PatientId;
use serde_json::json;

use super::Recorder;
use crate::support::{OTHER_PASSPHRASE, PASSPHRASE};

/// A passphrase of a front desk that nobody has.
const FRONT_DESK: &str = "copper thicket willow radish";

pub(super) fn joined_and_left(recorder: &mut Recorder<'_>, patient: PatientId) {
    recorder.ask("therapists_page", json!({}));
    let nobody = json!({ "therapist": {}, "role": { "role": null } });
    recorder.ask("check_new_therapist", nobody);
    let joins = |name: &str, credentials: &str, role: &str, passphrase: &str| {
        json!({
            "therapist": { "name": name, "credentials": credentials },
            "role": { "role": role },
            "passphrase": passphrase,
            "own_passphrase": PASSPHRASE,
        })
    };
    let mut refused = joins("B. Chen", "PT", "therapist", OTHER_PASSPHRASE);
    refused["own_passphrase"] = json!("not this one");
    recorder.ask("add_therapist", refused);
    let chen = joins("B. Chen", "PT", "therapist", OTHER_PASSPHRASE);
    let chen = recorder.asked("add_therapist", chen)["id"].clone();
    recorder.ask("colleagues", json!({}));
    recorder.ask("workspace", json!({}));
    key_changed(recorder, &chen);
    recorder.ask(
        "add_therapist",
        joins("D. Desk", "", "front-desk", FRONT_DESK),
    );
    let audit = json!({
        "role": "auditor", "patients": [patient],
        "from": "2026-01-01", "to": "2026-06-30", "until": "2026-12-31",
    });
    recorder.ask(
        "change_role",
        json!({ "id": chen, "role": audit, "own_passphrase": PASSPHRASE }),
    );
    recorder.ask(
        "remove_therapist",
        json!({ "id": chen, "own_passphrase": PASSPHRASE }),
    );
    recorder.ask("lock", json!({}));
    recorder.ask("practice_status", json!({}));
    recorder.ask("unlock", json!({ "passphrase": FRONT_DESK }));
}

/// The owner changes the file's key, and B. Chen, who was away, comes back.
fn key_changed(recorder: &mut Recorder<'_>, chen: &serde_json::Value) {
    recorder.run("change_file_key", json!({ "passphrase": "not this one" }));
    recorder.run("change_file_key", json!({ "passphrase": PASSPHRASE }));
    recorder.ask("therapists_page", json!({}));
    let again = json!({ "id": chen, "own_passphrase": PASSPHRASE });
    let code = recorder.asked("renew_one_time_code", again)["code"].clone();
    recorder.ask("lock", json!({}));
    recorder.ask("unlock", json!({ "passphrase": OTHER_PASSPHRASE }));
    recorder.ask(
        "come_back",
        json!({ "passphrase": OTHER_PASSPHRASE, "recovery_code": "", "one_time_code": code }),
    );
    recorder.ask("lock", json!({}));
    recorder.ask("unlock", json!({ "passphrase": PASSPHRASE }));
}
