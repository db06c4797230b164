//! What the window is answered when a signed note is amended and voided.

use serde_json::json;

use super::Recorder;
use super::support::*;
use filiform_domain::ids::SessionId;

/// A note that is corrected, added to and at last voided, on a desk of its own so that no other recording changes.
pub(crate) fn record_amendments(recorder: &mut Recorder<'_>, elsewhere: SessionId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-20")).unwrap();
    let mut own = Recorder {
        desk: &desk,
        recorded: std::mem::take(&mut recorder.recorded),
    };
    own.ask("open_session", json!({ "session": session }));
    let about = json!({ "session": session });
    own.ask("open_addendum_form", about.clone());
    own.ask("open_void_form", about.clone());
    let draft = own.asked("start_correction", about)["draft"].clone();
    own.ask("open_draft", json!({ "draft": draft }));
    let mut corrected = note("2026-11-20");
    corrected.sites[0].needle = "0.25x50".into();
    corrected.pain_after = Some(4);
    let correction =
        |why: &str, note| json!({ "session": session, "based_on": 0, "why": why, "note": note });
    own.ask(
        "check_correction",
        json!({ "correction": correction("", note("2026-11-20")) }),
    );
    let body = correction("Took the wrong packet for it.", corrected);
    own.ask("check_correction", json!({ "correction": body }));
    let kept = json!({ "draft": draft, "kind": "correction", "patient": patient, "rev": 1, "body": body, "caret": null });
    own.asked("keep_draft", kept);
    own.ask("amend_session", json!({ "draft": draft, "rev": 2 }));
    let addendum = |words: &str, based_on: u32| json!({ "session": session, "based_on": based_on, "why": "The film came later.", "words": words });
    own.ask("check_addendum", json!({ "addendum": addendum("", 1) }));
    let added = json!({ "addendum": addendum("No fracture on the film.", 1), "draft": null });
    own.ask("add_addendum", added);
    own.ask("open_session", json!({ "session": session }));
    let void = |reason: Option<&str>, based_on: u32| json!({ "session": session, "based_on": based_on, "reason": reason, "words": "It was the brother's visit." });
    own.ask("check_void", json!({ "void": void(None, 2) }));
    own.ask(
        "void_session",
        json!({ "void": void(Some("wrong-patient"), 1), "draft": null }),
    );
    own.ask(
        "void_session",
        json!({ "void": void(Some("wrong-patient"), 2), "draft": null }),
    );
    own.ask("open_session", json!({ "session": session }));
    own.ask(
        "review_history",
        json!({ "patient": patient, "before": null, "limit": 102 }),
    );
    own.ask("start_correction", json!({ "session": session }));
    own.ask("open_void_form", json!({ "session": elsewhere }));
    recorder.recorded = own.recorded;
}
