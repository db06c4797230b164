//! What the window is answered about scores of outcome measures.

use filiform_domain::ids::PatientId;
use serde_json::json;

use crate::Recorder;
use crate::support::{daily, ndi, psfs};

/// Scores that are typed, kept, corrected and taken back.
pub(crate) fn record(recorder: &mut Recorder<'_>, patient: PatientId) {
    let asked = json!({ "patient": patient, "corrects": null });
    recorder.ask("open_score_form", asked);
    recorder.ask("check_score", json!({ "patient": patient, "score": {} }));
    let wrong = json!({ "patient": patient, "score": ndi("2026-11-03", "138") });
    recorder.ask("check_score", wrong);
    let stairs = psfs(
        "2026-11-03",
        &[("Climb stairs", "3"), ("Sit for an hour", "4")],
    );
    let diary = daily(
        "nprs-average",
        &[("2026-11-16", "6"), ("2026-11-17", ""), ("2026-11-18", "5")],
    );
    recorder.desk.score(patient, stairs).ok().unwrap();
    recorder.desk.score(patient, diary).ok().unwrap();
    let kept = json!({ "patient": patient, "score": ndi("2026-11-03", "38"), "draft": null });
    recorder.ask("score_measure", kept);
    let page = recorder
        .desk
        .score(patient, ndi("2026-11-20", "61"))
        .ok()
        .unwrap();
    let score = page.id;
    recorder.ask("open_score", json!({ "score": score }));
    recorder.ask(
        "open_score_form",
        json!({ "patient": patient, "corrects": score }),
    );
    recorder.ask(
        "take_back_score",
        json!({ "score": score, "why": "Another patient's form." }),
    );
    recorder.ask(
        "open_score_form",
        json!({ "patient": patient, "corrects": null }),
    );
    for (day, percent) in [("2026-11-12", "30"), ("2026-11-20", "36")] {
        recorder
            .desk
            .score(patient, ndi(day, percent))
            .ok()
            .unwrap();
    }
    let asked = json!({ "patient": patient, "episode": null });
    recorder.ask("review_outcomes", asked);
    let whole = json!({ "patient": patient, "whole": true });
    recorder.ask("review_treated_sites", whole);
    let offered = json!({ "patient": patient, "format": "svg" });
    let offer = recorder.asked("offer_picture", offered);
    let sites = json!({ "kind": "treated-sites", "whole": true, "from": "", "to": "" });
    let saved = json!({
        "patient": patient, "chart": sites, "form": offer["form"], "path": offer["path"], "replace": false,
    });
    recorder.ask("save_picture", saved);
}
