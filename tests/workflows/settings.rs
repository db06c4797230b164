//! Settings: the practice, the therapist, the passphrase, the recovery code.

mod pictures;

use std::path::{Path, PathBuf};

use filiform::Error;
use filiform::chart_session::{open_draft, use_template};
use filiform::contract::{
    AuditFilter, ChangePassphrase, Nothing, RenewRecoveryCode, ReviewAudit, SaveRecoverySheet,
    UnlockWithRecovery, UseTemplate, WhichDraft,
};
use filiform::manage_therapists::add_therapist;
use filiform::review_audit::review_audit;
use filiform::settings::{
    change_passphrase, change_practice, change_therapist, offer_recovery_sheet, practice_page,
    renew_recovery_code, save_recovery_sheet,
};
use filiform::unlock::unlock_with_recovery;
use filiform_domain::ids::TherapistId;
use filiform_domain::phrases::{Phrase, Template, TemplateTexts};
use filiform_domain::practice::{PaperSize, Practice, Therapist};
use filiform_domain::role::{RoleName, RoleTyped};
use filiform_domain::session::SessionDraft;

use crate::manage_therapists::{newcomer, switch_to};
use crate::support::*;

#[test]
fn a_changed_practice_is_kept_and_shows_in_the_fingerprint() {
    let desk = Desk::open();
    let before = practice_page(&desk.filiform, Nothing {}).ok().unwrap();
    let changed = Practice {
        phone: "207 555 0177".into(),
        ..practice()
    };
    let after = change_practice(&desk.filiform, changed.clone())
        .ok()
        .unwrap();
    assert_eq!(after.practice, changed);
    assert_ne!(after.fingerprint, before.fingerprint, "the record grew");
    assert_eq!(
        faults(change_practice(&desk.filiform, Practice::default())),
        [fault("name", "missing")]
    );
}

#[test]
fn a_new_passphrase_replaces_the_old_one() {
    let desk = Desk::open();
    let change = |old: &str, new: &str| {
        change_passphrase(
            &desk.filiform,
            ChangePassphrase {
                old: old.into(),
                new: new.into(),
            },
        )
        .map(|_| ())
    };
    assert_eq!(
        change("something else entirely", OTHER_PASSPHRASE)
            .unwrap_err()
            .code(),
        "wrong-passphrase"
    );
    assert_eq!(
        change(PASSPHRASE, "abc").unwrap_err().code(),
        "weak-passphrase"
    );
    change(PASSPHRASE, OTHER_PASSPHRASE).unwrap();
    desk.lock();
    assert_eq!(
        desk.unlock(PASSPHRASE).unwrap_err().code(),
        "wrong-passphrase"
    );
    assert!(desk.unlock(OTHER_PASSPHRASE).is_ok());
}

#[test]
fn a_new_recovery_code_takes_the_place_of_the_old_one() {
    let desk = Desk::empty();
    let old = desk.create().ok().unwrap().recovery_code;
    let renew = |passphrase: &str| {
        let passphrase = passphrase.into();
        renew_recovery_code(&desk.filiform, RenewRecoveryCode { passphrase })
            .map(|renewed| renewed.recovery_code)
    };
    let recover = |code: &str| {
        desk.lock();
        let new_passphrase = OTHER_PASSPHRASE.into();
        let code = code.into();
        unlock_with_recovery(
            &desk.filiform,
            UnlockWithRecovery {
                code,
                new_passphrase,
            },
        )
    };
    let new = renew(PASSPHRASE).unwrap();
    assert_ne!(new, old);
    assert_eq!(recover(&old).unwrap_err().code(), "wrong-recovery-code");
    assert!(
        desk.unlock(PASSPHRASE).is_ok(),
        "the passphrase is the same"
    );
    assert!(recover(&new).is_ok());
}

#[test]
fn without_the_passphrase_the_recovery_code_stays_what_it_was() {
    let desk = Desk::empty();
    let code = desk.create().ok().unwrap().recovery_code;
    let renew = || {
        let passphrase = "something else entirely".into();
        renew_recovery_code(&desk.filiform, RenewRecoveryCode { passphrase })
            .map(|_| ())
            .unwrap_err()
            .code()
    };
    assert_eq!(renew(), "wrong-passphrase");
    desk.lock();
    assert_eq!(renew(), "locked");
    let opened = unlock_with_recovery(
        &desk.filiform,
        UnlockWithRecovery {
            code,
            new_passphrase: OTHER_PASSPHRASE.into(),
        },
    );
    assert!(opened.is_ok());
}

/// The therapist with a phrase and a template in their own words.
fn with_own_words() -> Therapist {
    let texts = TemplateTexts {
        assessment: "As agreed with the patient.".into(),
        plan: "See again in a week.".into(),
        ..TemplateTexts::default()
    };
    Therapist {
        phrases: vec![Phrase {
            prefix: "Hep".into(),
            text: "Home exercise was shown and done once.".into(),
        }],
        templates: vec![Template {
            condition: "neck-pain".into(),
            texts,
        }],
        ..therapist()
    }
}

#[test]
fn phrases_and_templates_are_in_the_record_and_beside_every_note() {
    let desk = Desk::open();
    let before = practice_page(&desk.filiform, Nothing {}).ok().unwrap();
    let kept = change_therapist(&desk.filiform, with_own_words())
        .ok()
        .unwrap();
    assert_ne!(kept.fingerprint, before.fingerprint, "the record grew");
    let patient = desk.register(ada()).id;
    let draft = desk.draft(patient, &note("2026-11-22")).id;
    let desk = desk.crash();
    desk.unlock(PASSPHRASE).unwrap();
    let page = open_draft(&desk.filiform, WhichDraft { draft })
        .ok()
        .unwrap();
    assert_eq!(page.phrases, kept.therapist.phrases);
    assert_eq!(page.phrases[0].prefix, "hep");
    assert_eq!(page.templates, ["neck-pain"]);
}

#[test]
fn a_template_offers_texts_for_the_empty_fields_alone() {
    let desk = Desk::open();
    change_therapist(&desk.filiform, with_own_words())
        .ok()
        .unwrap();
    let fills = |condition: &str, session: SessionDraft| {
        let condition = condition.into();
        use_template(&desk.filiform, UseTemplate { condition, session }).map(|fills| fills.texts)
    };
    let typed = SessionDraft {
        plan: "Refer back.".into(),
        ..SessionDraft::default()
    };
    let own = with_own_words().templates.remove(0).texts;
    assert_eq!(
        fills("neck-pain", SessionDraft::default()).ok().unwrap(),
        own
    );
    assert_eq!(
        fills("neck-pain", typed).ok().unwrap(),
        TemplateTexts {
            plan: String::new(),
            ..own
        }
    );
    let gone = fills("tennis-elbow", SessionDraft::default());
    assert_eq!(gone.unwrap_err().code(), "gone");
}

#[test]
fn a_wrong_phrase_or_template_is_refused_at_its_field_and_changes_nothing() {
    let desk = Desk::open();
    let kept = change_therapist(&desk.filiform, with_own_words())
        .ok()
        .unwrap();
    let mut wrong = with_own_words();
    wrong.phrases.push(wrong.phrases[0].clone());
    wrong.templates[0].condition = "no-such-condition".into();
    assert_eq!(
        faults(change_therapist(&desk.filiform, wrong)),
        [
            fault("phrases[1].prefix", "duplicate"),
            fault("templates[0].condition", "unknown-condition"),
        ]
    );
    let after = practice_page(&desk.filiform, Nothing {}).ok().unwrap();
    assert_eq!(after.therapist, kept.therapist);
    assert_eq!(after.fingerprint, kept.fingerprint);
}

#[test]
fn a_recovery_sheet_is_saved_only_where_it_is_asked_for_and_never_beside_the_practice() {
    let desk = Desk::empty();
    let code = desk.create().ok().unwrap().recovery_code;
    let offered = offer_recovery_sheet(&desk.filiform, Nothing {})
        .unwrap()
        .path;
    assert!(!Path::new(&offered).exists(), "an offer writes nothing");
    let save = |path: &Path, code: &str| {
        let asked = SaveRecoverySheet {
            code: code.to_owned(),
            path: path.display().to_string(),
            replace: false,
            person: None,
        };
        save_recovery_sheet(&desk.filiform, asked)
    };
    for (path, fault) in [
        (desk.folder.join("sheet.pdf"), "own-folder"),
        (PathBuf::from("sheet.pdf"), "path"),
        (desk.folder.with_file_name("sheet.txt"), "path"),
    ] {
        let Error::Fields(problems) = save(&path, &code).unwrap_err() else {
            panic!("{} is refused at its field", path.display());
        };
        assert_eq!(problems[0].code, fault);
        assert!(!path.exists());
    }
    let path = PathBuf::from(offered);
    let mistyped = save(&path, "7K3M-9QXZ").unwrap_err();
    assert_eq!(mistyped.code(), "recovery-code-mistyped");
    let saved = save(&path, &code).unwrap();
    assert_eq!(
        (PathBuf::from(saved.path), saved.warning.as_str()),
        (path.clone(), "")
    );
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-1.7"));
    assert_eq!(save(&path, &code).unwrap_err().code(), "file-exists");
    let synced = desk.folder.with_file_name("Dropbox").join("sheet.pdf");
    assert!(save(&synced, &code).unwrap().warning.contains("Dropbox"));
    desk.lock();
    desk.unlock(PASSPHRASE).unwrap();
    let everything = ReviewAudit {
        filter: AuditFilter::default(),
        after: None,
        limit: 50,
    };
    let page = review_audit(&desk.filiform, everything).unwrap();
    let noted = page
        .lines
        .iter()
        .find(|line| line.what.starts_with("Saved the recovery sheet"));
    assert!(noted.is_some(), "who saved it is in the record");
}

#[test]
fn a_newcomers_sheet_bears_their_name_on_the_practices_paper_and_only_the_owner_saves_it() {
    let desk = Desk::open();
    let paper = Practice {
        paper: PaperSize::A4,
        ..practice()
    };
    change_practice(&desk.filiform, paper).ok().unwrap();
    let role = RoleTyped::plain(RoleName::Therapist);
    let joined = add_therapist(&desk.filiform, newcomer("B. Chen", role, OTHER_PASSPHRASE));
    let joined = joined.ok().unwrap();
    let sheet = |name: &str, person| {
        let path = desk.folder.with_file_name(name);
        let asked = SaveRecoverySheet {
            code: joined.recovery_code.clone(),
            path: path.display().to_string(),
            replace: false,
            person,
        };
        save_recovery_sheet(&desk.filiform, asked).map(|_| std::fs::read(path).unwrap())
    };
    let theirs = sheet("theirs.pdf", Some(joined.id)).unwrap();
    assert_eq!(paper_of(&theirs), (595, 841), "A4");
    let own = sheet("own.pdf", None).unwrap();
    assert_ne!(theirs, own, "another name stands on it");
    switch_to(&desk, OTHER_PASSPHRASE);
    assert!(sheet("again.pdf", Some(joined.id)).is_ok(), "one's own");
    let owner = filiform::manage_therapists::therapists_page(&desk.filiform, Nothing {});
    assert_eq!(owner.err(), Some(Error::NotAllowed));
    let somebody = TherapistId::new(0, [1; 10]);
    let refused = sheet("other.pdf", Some(somebody)).err();
    assert_eq!(refused, Some(Error::NotAllowed));
}

/// Width and height of the first page in points, without fractions.
fn paper_of(pdf: &[u8]) -> (u32, u32) {
    let text = String::from_utf8_lossy(pdf);
    let (_, media) = text.split_once("/MediaBox").unwrap();
    let mut sides = media
        .trim_start_matches([' ', '['])
        .split([' ', ']'])
        .skip(2)
        .filter_map(|side| side.parse::<f64>().ok());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a page"
    )]
    let mut side = || sides.next().unwrap() as u32;
    (side(), side())
}
