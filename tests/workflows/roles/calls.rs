//! The workflows that the command line calls past the contract, and who may call them.

use filiform::contract::{Nothing, WhichPatient};
use filiform::{Error, Flow};
use serde_json::json;

use super::Staffed;
use crate::support::*;

pub(super) type Call = fn(&Staffed) -> Result<(), Error>;

/// Name, roles, call.
pub(super) const CALLS: [(&str, &str, Call); 28] = [
    ("find_patients", "otfa", |s| {
        let asked = serde_json::from_value(json!({ "query": "", "limit": 5 })).unwrap();
        filiform::find_patient::find_patients(&s.desk.filiform, asked).map(drop)
    }),
    ("find_anything", "otfa", |s| {
        let asked = json!({ "query": "okafor", "inside": null, "limit": 5 });
        let asked = serde_json::from_value(asked).unwrap();
        filiform::find_anything::find_anything(&s.desk.filiform, asked).map(drop)
    }),
    ("review_caseload", "ot", |s| {
        let asked = serde_json::from_value(json!({ "month": "" })).unwrap();
        filiform::review_caseload::review_caseload(&s.desk.filiform, asked).map(drop)
    }),
    ("open_patient", "otfa", |s| {
        let which = WhichPatient { patient: s.ada };
        filiform::review_history::open_patient(&s.desk.filiform, which).map(drop)
    }),
    ("register_patient", "otf", |s| {
        let typed = json!({ "patient": { "family_name": "New", "given_name": "One", "birth_date": "1990-01-01" }, "draft": null });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::register_patient::register_patient(&s.desk.filiform, typed).map(drop)
    }),
    ("review_history", "ota", |s| {
        let asked = json!({ "patient": s.ada, "before": null, "limit": 9 });
        let asked = serde_json::from_value(asked).unwrap();
        filiform::review_history::review_history(&s.desk.filiform, asked).map(drop)
    }),
    ("outline_history", "ota", |s| {
        let asked = serde_json::from_value(json!({ "patient": s.ada })).unwrap();
        filiform::review_history::outline_history(&s.desk.filiform, asked).map(drop)
    }),
    ("compare_sessions", "ota", |s| {
        let asked = filiform::contract::CompareSessions {
            one: s.new,
            other: s.new,
        };
        filiform::review_history::compare_sessions(&s.desk.filiform, asked).map(drop)
    }),
    ("open_session", "ota", |s| {
        let which = filiform::contract::WhichSession { session: s.new };
        filiform::review_history::open_session(&s.desk.filiform, which).map(drop)
    }),
    ("start_session", "ot", |s| {
        let asked = filiform::contract::StartSession { patient: s.ada };
        filiform::chart_session::start_session(&s.desk.filiform, asked).map(drop)
    }),
    ("keep_draft", "ot", |s| {
        let typed = json!({ "draft": null, "kind": "session", "patient": s.ada, "rev": 0, "body": {}, "caret": null });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::chart_session::keep_draft(&s.desk.filiform, typed).map(drop)
    }),
    ("check_session", "ot", |s| {
        let typed = json!({ "patient": s.ada, "session": {} });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::chart_session::check_session(&s.desk.filiform, typed).map(drop)
    }),
    ("log_contact", "ot", |s| {
        let typed =
            json!({ "patient": s.ada, "contact": call("2026-11-21", "11:30"), "draft": null });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::log_contact::log_contact(&s.desk.filiform, typed).map(drop)
    }),
    ("log_not_held", "otf", |s| {
        let typed = json!({ "patient": s.ada, "visit": { "how": "missed" }, "draft": null });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::log_not_held::log_not_held(&s.desk.filiform, typed).map(drop)
    }),
    ("attach_bytes", "otf", |s| {
        let attach = filiform::attach_file::attach_bytes;
        attach(&s.desk.filiform, s.ada, &referral_letter(), dot()).map(drop)
    }),
    ("list_attachments", "otfa", |s| {
        let which = WhichPatient { patient: s.ada };
        filiform::attach_file::list_attachments(&s.desk.filiform, which).map(drop)
    }),
    ("score_measure", "ot", |s| {
        let typed = json!({ "patient": s.ada, "score": ndi("2026-11-21", "38"), "draft": null });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::score_measure::score_measure(&s.desk.filiform, typed).map(drop)
    }),
    ("report_event", "ot", |s| {
        let typed = json!({ "patient": s.ada, "event": bruise(s.new), "draft": null });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::report_event::report_event(&s.desk.filiform, typed).map(drop)
    }),
    ("withdraw_consent", "ot", |s| {
        let typed =
            json!({ "patient": s.ada, "withdrawal": { "date": "2026-11-22", "time": "09:00" } });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::screen_and_consent::withdraw_consent(&s.desk.filiform, typed).map(drop)
    }),
    ("offer_letter", "ot", |s| {
        let which = WhichPatient { patient: s.ada };
        filiform::export_referral::offer_letter(&s.desk.filiform, which).map(drop)
    }),
    ("preview_letter", "ot", |s| {
        let typed = json!({ "patient": s.ada, "form": {} });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::export_referral::preview_letter(&s.desk.filiform, typed).map(drop)
    }),
    ("offer_documents", "ot", |s| {
        let which = WhichPatient { patient: s.ada };
        filiform::write_document::offer_documents(&s.desk.filiform, which).map(drop)
    }),
    ("preview_document", "ot", |s| {
        let typed = json!({ "patient": s.ada, "form": {} });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::write_document::preview_document(&s.desk.filiform, typed).map(drop)
    }),
    ("write_document", "ot", |s| {
        let path = s.desk.letters.join("record.pdf");
        let typed = json!({ "patient": s.ada, "form": {}, "path": path, "replace": true });
        let typed = serde_json::from_value(typed).unwrap();
        filiform::write_document::write_document(&s.desk.filiform, typed).map(drop)
    }),
    ("verify_record", "ota", |s| {
        let job = filiform::Job::new(filiform::Stop::default(), &|_| {});
        filiform::verify_record::verify_record(&s.desk.filiform, Nothing {}, &job).map(drop)
    }),
    ("rebuild", "ot", |s| {
        filiform::verify_record::rebuild(&s.desk.filiform, &mut |_, _| Flow::Continue).map(drop)
    }),
    ("therapists_page", "o", |s| {
        filiform::manage_therapists::therapists_page(&s.desk.filiform, Nothing {}).map(drop)
    }),
    ("change_practice", "o", |s| {
        filiform::settings::change_practice(&s.desk.filiform, practice()).map(drop)
    }),
];
