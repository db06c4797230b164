//! What the window is answered about episodes of care.

use filiform::contract::{BetweenKind, TimelineRow};
use filiform_domain::ids::PatientId;
use serde_json::json;

use crate::Recorder;
use crate::support::{discharge, episode, note};

/// An episode that is opened, charted in, and closed, with what the screens show of it on the way.
pub(crate) fn record(recorder: &mut Recorder<'_>, patient: PatientId) {
    let asked = json!({ "patient": patient, "episode": null, "draft": null });
    recorder.ask("open_episode_form", asked);
    let nothing = json!({ "episode": null, "based_on": 0, "content": {} });
    recorder.ask(
        "check_episode",
        json!({ "patient": patient, "typed": nothing }),
    );
    let page = recorder.desk.begin(patient, episode()).ok().unwrap();
    for date in ["2026-11-05", "2026-11-12"] {
        recorder.desk.sign_in(patient, page.id, note(date)).unwrap();
    }
    let (episode, based_on) = (page.id, page.revision);
    let asked = json!({ "patient": patient, "episode": episode, "draft": null });
    recorder.ask("open_episode_form", asked);
    recorder.ask("open_patient", json!({ "patient": patient }));
    recorder.ask("today", json!({}));
    let mut content = page.content;
    content.discharge = Some(discharge());
    let typed = json!({ "episode": episode, "based_on": based_on, "content": content });
    recorder.ask(
        "keep_episode",
        json!({ "patient": patient, "typed": typed, "draft": null }),
    );
    let rows = recorder.desk.timeline(patient);
    let entry = rows.into_iter().find_map(|row| match row {
        TimelineRow::Between { entry } if entry.kind == BetweenKind::Episode => Some(entry.id),
        _ => None,
    });
    recorder.ask("open_episode_step", json!({ "entry": entry }));
    recorder.ask("open_patient", json!({ "patient": patient }));
    recorder.ask(
        "review_history",
        json!({ "patient": patient, "before": null, "limit": 100 }),
    );
    recorder.ask("review_caseload", json!({ "month": "" }));
}
