//! What the window is answered about attached files.

use data_encoding::BASE64;
use filiform::contract::WhichPatient;
use filiform_domain::ids::PatientId;
use serde_json::json;

use crate::Recorder;
use crate::support::{dot, empty_page, referral_letter};

/// A form, what is wrong with an empty one, files that are looked at, two that are attached, and one withdrawn.
pub(crate) fn record(recorder: &mut Recorder<'_>, patient: PatientId) {
    recorder.ask("open_attach_form", json!({ "patient": patient }));
    let empty = json!({ "patient": patient, "attachment": {} });
    recorder.ask("check_attachment", empty);
    for bytes in [&dot()[..], &empty_page(), b"GIF89a"] {
        recorder.ask("look_at_file", json!({ "file": BASE64.encode(bytes) }));
    }
    recorder.ask("refuse_large_file", json!({ "bytes": 34_000_000 }));
    for (title, bytes) in [
        ("Letter of Dr. L. Hahn", empty_page()),
        ("Scar of the shoulder", dot()),
    ] {
        let mut said = referral_letter();
        title.clone_into(&mut said.title);
        let file = BASE64.encode(&bytes);
        let typed = json!({ "patient": patient, "attachment": said, "file": file, "draft": null });
        recorder.ask("attach_file", typed);
    }
    recorder.ask("open_attach_form", json!({ "patient": patient }));
    let which = WhichPatient { patient };
    let attached = filiform::attach_file::list_attachments(&recorder.desk.filiform, which);
    let attached = attached.ok().unwrap();
    for page in &attached {
        let which = json!({ "attachment": page.id });
        recorder.ask("open_attachment", which.clone());
        recorder.ask("open_attached_file", which);
    }
    let gone = |reason: Option<&str>| json!({ "attachment": attached[0].id, "withdrawal": { "reason": reason, "words": "" } });
    recorder.ask("check_withdrawal", gone(None));
    let copy = recorder.desk.letters.join("copy.pdf");
    let save = json!({
        "attachment": attached[1].id, "recipient": "Dr. L. Hahn", "purpose": "Treatment", "authority": "",
        "path": copy, "replace": true,
    });
    recorder.ask("save_attachment", save.clone());
    let mut again = save;
    again["replace"] = json!(false);
    recorder.ask("save_attachment", again);
    recorder.ask("withdraw_attachment", gone(Some("entered-in-error")));
}
