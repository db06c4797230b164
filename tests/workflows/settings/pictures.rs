//! The logo and the image of a signature: kept in the record, shown on what is saved, by nobody for somebody else.

use data_encoding::BASE64;
use filiform::Error;
use filiform::contract::{
    DocumentForm, DocumentKind, ExportLetter, Nothing, PictureChosen, PracticePage,
    PreviewDocument, PreviewLetter, WhichPatient, WriteDocument,
};
use filiform::export_referral::{export_letter, offer_letter, preview_letter};
use filiform::settings::{change_logo, change_signature, practice_page};
use filiform::write_document::{preview_document, write_document};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::picture::Picture;
use filiform_domain::role::RoleName;

use crate::manage_therapists::{join, switch_to};
use crate::structure::{Structure, conforms};
use crate::support::*;

const LOGO: &[u8] = include_bytes!("../../support/pictures/logo.png");
const SIGNATURE: &[u8] = include_bytes!("../../support/pictures/signature.jpg");
const PRESS: &[u8] = include_bytes!("../../support/pictures/press.jpg");

fn chosen(bytes: &[u8]) -> PictureChosen {
    PictureChosen {
        picture: Some(Picture(BASE64.encode(bytes))),
    }
}

fn page(desk: &Desk) -> PracticePage {
    practice_page(&desk.filiform, Nothing {}).ok().unwrap()
}

/// The words of the pictures in a file, in order.
fn pictures(path: &str) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    conforms(&bytes, path);
    let file = Structure::of(&bytes);
    let words = file.alternatives().into_iter();
    words
        .filter(|said| said.starts_with("Logo of") || said.starts_with("Signature of"))
        .collect()
}

fn letter(desk: &Desk, patient: PatientId) -> String {
    let offer = offer_letter(&desk.filiform, WhichPatient { patient });
    let offer = offer.ok().unwrap();
    let asked = ExportLetter {
        patient,
        form: offer.form,
        path: offer.path,
        replace: false,
        draft: None,
    };
    export_letter(&desk.filiform, asked).ok().unwrap().path
}

fn document(
    desk: &Desk,
    patient: PatientId,
    (kind, session): (DocumentKind, Option<SessionId>),
) -> String {
    let asked = WriteDocument {
        patient,
        form: DocumentForm {
            kind,
            session,
            ..DocumentForm::default()
        },
        path: desk.letters.join("document.pdf").display().to_string(),
        replace: true,
    };
    write_document(&desk.filiform, asked).ok().unwrap().path
}

#[test]
fn logo_and_signature_are_kept_shown_on_what_is_saved_and_taken_away_again() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    assert_eq!(pictures(&letter(&desk, patient)), Vec::<String>::new());
    change_logo(&desk.filiform, chosen(LOGO)).ok().unwrap();
    change_signature(&desk.filiform, chosen(SIGNATURE))
        .ok()
        .unwrap();
    assert!(page(&desk).logo == chosen(LOGO).picture);
    let both = [
        "Logo of Harbour Street Physical Therapy",
        "Signature of A. Rivera",
    ];
    assert_eq!(pictures(&letter(&desk, patient)), both);
    assert_eq!(
        pictures(&document(
            &desk,
            patient,
            (DocumentKind::ProgressReport, None)
        )),
        both
    );
    desk.lock();
    desk.unlock(PASSPHRASE).ok().unwrap();
    assert!(
        page(&desk).signature == chosen(SIGNATURE).picture,
        "it outlives a lock"
    );
    change_signature(&desk.filiform, PictureChosen { picture: None })
        .ok()
        .unwrap();
    assert_eq!(pictures(&letter(&desk, patient)), both[..1]);
}

#[test]
fn what_is_only_looked_at_shows_no_signature_and_what_is_printed_does() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    change_logo(&desk.filiform, chosen(LOGO)).ok().unwrap();
    change_signature(&desk.filiform, chosen(SIGNATURE))
        .ok()
        .unwrap();
    let form = offer_letter(&desk.filiform, WhichPatient { patient });
    let form = form.ok().unwrap().form;
    let images = |pages: Vec<String>| pages.concat().matches("<image").count();
    let letter = |whole| {
        let asked = PreviewLetter {
            patient,
            form: form.clone(),
            whole,
        };
        images(preview_letter(&desk.filiform, asked).ok().unwrap().pages)
    };
    assert_eq!((letter(false), letter(true)), (1, 2));
    let document = |whole| {
        let asked = PreviewDocument {
            patient,
            form: DocumentForm {
                kind: DocumentKind::ProcedureNote,
                ..DocumentForm::default()
            },
            whole,
        };
        images(preview_document(&desk.filiform, asked).ok().unwrap().pages)
    };
    // The body chart is a picture too.
    assert_eq!((document(false), document(true)), (2, 3));
}

#[test]
fn what_is_no_picture_or_cannot_be_printed_is_refused_at_its_field() {
    let desk = Desk::open();
    for (bytes, code) in [
        (
            &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
            "no-image",
        ),
        (b"", "no-image"),
        (&LOGO[..LOGO.len() / 2], "unfit"),
        (PRESS, "unfit"),
    ] {
        assert_eq!(
            faults(change_logo(&desk.filiform, chosen(bytes))),
            [fault("picture", code)]
        );
        let refused = change_signature(&desk.filiform, chosen(bytes));
        assert_eq!(faults(refused), [fault("picture", code)]);
    }
    let large: Vec<u8> = LOGO.iter().copied().cycle().take(200 * 1024).collect();
    assert_eq!(
        faults(change_logo(&desk.filiform, chosen(&large))),
        [fault("picture", "too-long")]
    );
    assert!(page(&desk).logo.is_none());
}

#[test]
fn a_signature_stands_on_the_documents_of_its_own_therapist_alone() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let theirs = desk.sign(patient, &note("2026-11-20")).unwrap();
    change_signature(&desk.filiform, chosen(SIGNATURE))
        .ok()
        .unwrap();
    join(&desk, "B. Chen", RoleName::Therapist);
    switch_to(&desk, OTHER_PASSPHRASE);
    let none = Vec::<String>::new();
    let note = |session| document(&desk, patient, (DocumentKind::ProcedureNote, Some(session)));
    assert_eq!(pictures(&letter(&desk, patient)), none);
    assert_eq!(
        pictures(&note(theirs)),
        none,
        "nobody lets somebody else sign"
    );
    change_signature(&desk.filiform, chosen(SIGNATURE))
        .ok()
        .unwrap();
    assert_eq!(pictures(&note(theirs)), none);
    assert_eq!(pictures(&letter(&desk, patient)), ["Signature of B. Chen"]);
    let refused = change_logo(&desk.filiform, chosen(LOGO));
    assert_eq!(refused.err(), Some(Error::NotAllowed));
}
