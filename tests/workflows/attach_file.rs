//! Files that are attached: told by their content, kept whole and encrypted, seen by whoever may, withdrawn and not lost.

use data_encoding::BASE64;
use filiform::attach_file::{
    attach_file, check_attachment, check_withdrawal, list_attachments, look_at_file,
    open_attach_form, open_attached_file, open_attachment, refuse_large_file, save_attachment,
    withdraw_attachment,
};
use filiform::contract::{
    AttachFile, AttachmentPage, CheckAttachment, KeepDraft, LookAtFile, RefuseLargeFile,
    SaveAttachment, TimelineRow, WhichAttachment, WhichPatient, WithdrawAttachment,
};
use filiform::{Error, chart_session, review_history};
use filiform_domain::amendment::VoidReason;
use filiform_domain::attachment::content::{FileFormat, MOST_BYTES};
use filiform_domain::attachment::{AttachmentDraft, AttachmentKind, AttachmentWithdrawalDraft};
use filiform_domain::ids::{AttachmentId, PatientId};
use filiform_domain::role::{RoleName, RoleTyped};
use serde_json::json;

use crate::manage_therapists::{newcomer, switch_to};
use crate::support::*;

mod bytes;

const FRONT_DESK: &str = "copper thicket willow radish";

fn bytes_of(desk: &Desk, id: AttachmentId) -> Result<Vec<u8>, Error> {
    let file = open_attached_file(&desk.filiform, WhichAttachment { attachment: id })?;
    Ok(BASE64.decode(file.file.as_bytes()).unwrap())
}

fn attached(desk: &Desk, patient: PatientId) -> Vec<AttachmentPage> {
    list_attachments(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap()
}

fn withdrawal(id: AttachmentId, reason: Option<VoidReason>, words: &str) -> WithdrawAttachment {
    WithdrawAttachment {
        attachment: id,
        withdrawal: AttachmentWithdrawalDraft {
            reason,
            words: words.into(),
        },
    }
}

/// What the timeline says: what, who, the first line.
fn rows(desk: &Desk, patient: PatientId) -> Vec<(String, String, String)> {
    let rows = desk.timeline(patient).into_iter();
    rows.filter_map(|row| match row {
        TimelineRow::Between { entry } => Some((entry.what, entry.who, entry.first)),
        TimelineRow::Session { .. } => None,
    })
    .collect()
}

fn row(what: &str, who: &str, first: &str) -> (String, String, String) {
    (what.into(), who.into(), first.into())
}

#[test]
fn a_file_is_attached_stands_in_the_timeline_and_comes_back_byte_for_byte() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let page = desk
        .attach(patient, referral_letter(), &dot())
        .ok()
        .unwrap();
    assert_eq!((page.format, page.bytes), (FileFormat::Png, 70));
    assert_eq!(page.words.title, "Letter of Dr. L. Hahn");
    assert_eq!(
        rows(&desk, patient),
        [row(
            "Letter of Dr. L. Hahn",
            "Referral letter",
            "PNG image, 1 by 1 dots, 1 KiB"
        )]
    );
    assert_eq!(bytes_of(&desk, page.id).ok().unwrap(), dot());
    let which = WhichAttachment {
        attachment: page.id,
    };
    let opened = open_attachment(&desk.filiform, which).ok().unwrap();
    assert!(opened.attachment == referral_letter() && opened.may_withdraw);
    assert_eq!(desk.verify().problems.len(), 0);
}

#[test]
fn a_file_belongs_to_a_session_of_the_same_patient() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-20")).unwrap();
    let other = AttachmentDraft {
        session: session.to_string(),
        ..referral_letter()
    };
    let page = desk
        .attach(patient, other.clone(), &empty_page())
        .ok()
        .unwrap();
    assert!(page.words.text.iter().any(|(heading, words)| {
        heading == "Belongs to" && words.starts_with("the session of 20 Nov 2026")
    }));
    let stranger = desk.register(ada_b()).id;
    let refused = desk.attach(stranger, other, &empty_page());
    assert_eq!(
        faults(refused.map(drop)),
        [fault("session", "unknown-session")]
    );
}

fn ada_b() -> filiform_domain::patient::PatientDraft {
    filiform_domain::patient::PatientDraft {
        family_name: "Lindqvist".into(),
        ..ada()
    }
}

#[test]
fn what_cannot_be_attached_is_refused_at_its_field_and_nothing_is_kept() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut cut = dot();
    cut.truncate(40);
    for (bytes, code) in [
        (Vec::new(), "empty"),
        (cut, "damaged"),
        (b"MZ\x90\0 letter.pdf".to_vec(), "other-kind"),
        (vec![0; MOST_BYTES + 4], "too-large"),
    ] {
        let refused = desk.attach(patient, referral_letter(), &bytes);
        assert_eq!(faults(refused.map(drop)), [fault("file", code)], "{code}");
    }
    let nothing = desk.attach(patient, AttachmentDraft::default(), b"");
    let paths: Vec<String> = faults(nothing.map(drop))
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(paths, ["file", "kind", "title", "date"]);
    let torn = AttachFile {
        patient,
        attachment: referral_letter(),
        file: "not base64".into(),
        draft: None,
    };
    let torn = attach_file(&desk.filiform, torn);
    assert_eq!(faults(torn.map(drop)), [fault("file", "unreadable")]);
    assert!(attached(&desk, patient).is_empty() && rows(&desk, patient).is_empty());
}

#[test]
fn a_file_is_looked_at_before_anything_is_kept() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let look = |bytes: &[u8]| {
        let file = BASE64.encode(bytes);
        look_at_file(&desk.filiform, LookAtFile { file })
            .ok()
            .unwrap()
    };
    let page = look(&empty_page());
    assert_eq!(
        (page.words.as_str(), page.problems.len()),
        ("PDF, 1 KiB", 0)
    );
    let gif = look(b"GIF89a");
    assert_eq!(
        (gif.format, gif.problems[0].code.as_str()),
        (None, "other-kind")
    );
    let large = RefuseLargeFile { bytes: 34_000_000 };
    let large = refuse_large_file(&desk.filiform, large).ok().unwrap();
    let message = &large.problems[0].message;
    assert!(
        message.contains("32.5 MiB") && message.contains("20 MiB"),
        "{message}"
    );
    let typed = CheckAttachment {
        patient,
        attachment: AttachmentDraft::default(),
    };
    let checked = check_attachment(&desk.filiform, typed).ok().unwrap();
    assert_eq!(checked.problems.len(), 3);
}

#[test]
fn what_was_typed_survives_a_lock_and_ends_with_the_attaching() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let typed = KeepDraft {
        draft: None,
        kind: "attachment".into(),
        patient: Some(patient),
        rev: 0,
        body: json!({ "title": "Letter of" }),
        caret: Some("title:9".into()),
    };
    chart_session::keep_draft(&desk.filiform, typed)
        .ok()
        .unwrap();
    switch_to(&desk, PASSPHRASE);
    let form = open_attach_form(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    assert_eq!(form.attachment.title, "Letter of");
    let typed = AttachFile {
        patient,
        attachment: referral_letter(),
        file: BASE64.encode(&dot()),
        draft: form.kept.draft,
    };
    attach_file(&desk.filiform, typed).ok().unwrap();
    let fresh = open_attach_form(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    assert!(fresh.kept.draft.is_none() && fresh.attached.len() == 1);
    assert!(
        fresh.attachment == AttachmentDraft::default(),
        "nothing is guessed"
    );
}

#[test]
fn a_front_desk_attaches_what_came_in_and_sees_nothing_that_others_attached() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let session = desk.sign(patient, &note("2026-11-20")).unwrap();
    let clinical = AttachmentDraft {
        kind: Some(AttachmentKind::ImagingReport),
        title: "MRI of the neck: disc".into(),
        ..referral_letter()
    };
    let theirs = desk.attach(patient, clinical, &dot()).ok().unwrap();
    let dana = newcomer("D. Desk", RoleTyped::plain(RoleName::FrontDesk), FRONT_DESK);
    filiform::manage_therapists::add_therapist(&desk.filiform, dana)
        .ok()
        .unwrap();
    switch_to(&desk, FRONT_DESK);
    let form = open_attach_form(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    assert!(form.sessions.is_empty() && form.attached.is_empty());
    let own = desk
        .attach(patient, referral_letter(), &empty_page())
        .ok()
        .unwrap();
    let to_session = AttachmentDraft {
        session: session.to_string(),
        ..referral_letter()
    };
    let to_session = desk.attach(patient, to_session, &empty_page());
    assert_eq!(
        faults(to_session.map(drop)),
        [fault("session", "unknown-session")]
    );
    let listed: Vec<AttachmentId> = attached(&desk, patient)
        .iter()
        .map(|page| page.id)
        .collect();
    assert_eq!(listed, [own.id]);
    let which = WhichPatient { patient };
    let page = review_history::open_patient(&desk.filiform, which)
        .ok()
        .unwrap();
    assert_eq!(page.attached.len(), 1);
    let which = WhichAttachment {
        attachment: theirs.id,
    };
    assert!(matches!(
        open_attachment(&desk.filiform, which),
        Err(Error::Gone)
    ));
    assert_eq!(bytes_of(&desk, theirs.id), Err(Error::Gone));
    assert_eq!(bytes_of(&desk, own.id), Ok(empty_page()));
    let away = withdrawal(theirs.id, Some(VoidReason::EnteredInError), "");
    assert!(matches!(
        withdraw_attachment(&desk.filiform, away),
        Err(Error::Gone)
    ));
    switch_to(&desk, PASSPHRASE);
    assert_eq!(attached(&desk, patient).len(), 2);
}

#[test]
fn what_was_attached_by_mistake_is_withdrawn_once_and_stays_in_sight() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let page = desk
        .attach(patient, referral_letter(), &dot())
        .ok()
        .unwrap();
    let why = check_withdrawal(&desk.filiform, withdrawal(page.id, None, ""))
        .ok()
        .unwrap();
    assert_eq!(why.problems[0].path, "reason");
    let gone = withdrawal(page.id, Some(VoidReason::Other), "A copy of the other one");
    let back = withdraw_attachment(&desk.filiform, gone.clone())
        .ok()
        .unwrap();
    assert!(!back.may_withdraw && back.withdrawn == Some(VoidReason::Other));
    let twice = withdraw_attachment(&desk.filiform, gone).err().unwrap();
    assert_eq!(twice.code(), "already-written");
    assert_eq!(
        rows(&desk, patient)[0].0,
        "Withdrawn: Letter of Dr. L. Hahn"
    );
    assert_eq!(
        bytes_of(&desk, page.id),
        Ok(dot()),
        "nothing is taken out of the record"
    );
    assert_eq!(desk.verify().problems.len(), 0);
}

#[test]
fn what_tells_of_another_patient_is_not_repeated_and_leaves_with_nobodys_record() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let page = desk
        .attach(patient, referral_letter(), &dot())
        .ok()
        .unwrap();
    let gone = withdrawal(page.id, Some(VoidReason::WrongPatient), "");
    withdraw_attachment(&desk.filiform, gone).ok().unwrap();
    assert_eq!(
        rows(&desk, patient),
        [row("File withdrawn", "", "recorded for another patient")]
    );
    let path = desk.letters.join("copy.png");
    let copy = save_attachment(&desk.filiform, copy_of(page.id, &path));
    assert!(matches!(copy, Err(Error::Gone)) && !path.exists());
}

fn copy_of(id: AttachmentId, path: &std::path::Path) -> SaveAttachment {
    SaveAttachment {
        attachment: id,
        recipient: "Dr. L. Hahn".into(),
        purpose: "Treatment".into(),
        authority: String::new(),
        path: path.display().to_string(),
        replace: false,
    }
}

#[test]
fn a_copy_is_saved_byte_for_byte_with_a_warning_and_is_recorded() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let page = desk
        .attach(patient, referral_letter(), &empty_page())
        .ok()
        .unwrap();
    let path = desk.letters.join("copy.pdf");
    let saved = save_attachment(&desk.filiform, copy_of(page.id, &path))
        .ok()
        .unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), empty_page());
    assert_eq!(saved.sha256, page.sha256);
    assert!(saved.warning.contains("not encrypted"));
    let left = rows(&desk, patient).into_iter().any(|(what, who, first)| {
        what == "Attached file" && who == "Dr. L. Hahn" && first.starts_with("Treatment")
    });
    assert!(left, "{:?}", rows(&desk, patient));
    let again = save_attachment(&desk.filiform, copy_of(page.id, &path));
    assert!(matches!(again, Err(Error::FileExists)));
    let nowhere = save_attachment(&desk.filiform, copy_of(page.id, std::path::Path::new(" ")));
    assert_eq!(faults(nowhere.map(drop)), [fault("path", "missing")]);
}
