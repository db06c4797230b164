//! What a front desk asks about files, and everybody about their own lock and sheet.

use filiform_domain::attachment::AttachmentDraft;
use filiform_domain::ids::{AttachmentId, PatientId};
use serde_json::{Value, json};

use crate::support::{Desk, dot, empty_page, referral_letter};

/// A file with a clinical title, as a therapist attaches it.
pub(super) fn report(desk: &Desk, ada: PatientId) -> AttachmentId {
    let clinical = AttachmentDraft {
        title: "Report on the neck".into(),
        ..referral_letter()
    };
    desk.attach(ada, clinical, &empty_page()).ok().unwrap().id
}

/// What is answered about a file of their own, to whom that of another is not there.
pub(super) fn one_file(
    ask: &dyn Fn(&str, Value) -> Value,
    own: &Value,
    others: AttachmentId,
) -> Vec<(&'static str, Value)> {
    let names = [
        "open_attachment",
        "open_attached_file",
        "check_withdrawal",
        "withdraw_attachment",
    ];
    let about = |id: Value| json!({ "attachment": id, "withdrawal": { "reason": "entered-in-error", "words": "" } });
    let answered = names.map(|name| {
        assert_eq!(ask(name, about(json!(others)))["code"], "gone", "{name}");
        let reply = ask(name, about(own.clone()));
        assert!(reply["code"].is_null(), "{name}: {reply}");
        (name, reply)
    });
    answered.into()
}

/// What a front desk asks about files that come in.
pub(super) fn files(ada: PatientId) -> [(&'static str, Value); 5] {
    let file = data_encoding::BASE64.encode(&dot());
    [
        ("open_attach_form", json!({ "patient": ada })),
        ("look_at_file", json!({ "file": file })),
        ("refuse_large_file", json!({ "bytes": 99_000_000 })),
        (
            "check_attachment",
            json!({ "patient": ada, "attachment": {} }),
        ),
        (
            "attach_file",
            json!({ "patient": ada, "attachment": referral_letter(), "file": file, "draft": null }),
        ),
    ]
}

/// What everybody may ask about their own lock and passphrase.
pub(super) fn the_lock() -> [(&'static str, Value); 7] {
    [
        ("uncover", json!({ "pin": "4711" })),
        ("keep_place", json!({ "place": "patients" })),
        ("lock_page", json!({})),
        ("recovery_sheet_printed", json!({})),
        (
            "change_lock_times",
            json!({ "cover_minutes": 3, "lock_minutes": 15 }),
        ),
        (
            "change_pin",
            json!({ "passphrase": "wrong words", "pin": null }),
        ),
        (
            "renew_recovery_code",
            json!({ "passphrase": "wrong words" }),
        ),
    ]
}

/// What everybody may ask about a recovery sheet of their own.
pub(super) fn the_sheet() -> [(&'static str, Value); 2] {
    [
        ("offer_recovery_sheet", json!({})),
        (
            "save_recovery_sheet",
            json!({ "code": "mistyped", "path": "/nowhere/sheet.pdf", "replace": false }),
        ),
    ]
}
