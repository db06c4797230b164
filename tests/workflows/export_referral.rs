//! Export the letter to the referring clinician.

mod builder;
mod one_page;
mod time;

use filiform::contract::{ExportLetter, LetterExported, LetterForm, News, WhichPatient};
use filiform::export_referral::{export_letter, offer_letter};
use filiform::{Error, StoreError};
use filiform_domain::ids::PatientId;
use filiform_domain::session::SessionDraft;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::support::*;

fn desk_with_course() -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for (date, before) in [("2026-11-03", 7), ("2026-11-10", 5), ("2026-11-20", 3)] {
        desk.sign(
            patient,
            &SessionDraft {
                pain_before: Some(before),
                ..note(date)
            },
        )
        .unwrap();
    }
    (desk, patient)
}

fn offered(desk: &Desk, patient: PatientId) -> filiform::contract::LetterOffer {
    offer_letter(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap()
}

pub(crate) fn export(
    desk: &Desk,
    patient: PatientId,
    change: impl FnOnce(&mut ExportLetter),
) -> Result<LetterExported, Error> {
    let offer = offered(desk, patient);
    let mut asked = ExportLetter {
        patient,
        form: offer.form,
        path: offer.path,
        replace: false,
        draft: None,
    };
    change(&mut asked);
    export_letter(&desk.filiform, asked)
}

#[test]
fn the_offer_says_what_the_numbers_allow_and_names_nobody_in_the_file_name() {
    let (desk, patient) = desk_with_course();
    let offer = offered(&desk, patient);
    assert_eq!(
        (offer.reads.visits, offer.reads.period.as_str()),
        (3, "3 Nov 2026 to 20 Nov 2026")
    );
    assert!(offer.reads.may_say_improving && offer.form.news == News::Improving);
    assert_eq!(offer.reads.addressee[0], "Dr. L. Hahn");
    assert!(
        !offer.path.contains("Okafor") && offer.path.ends_with("letter 2026-11-22.pdf"),
        "{}",
        offer.path
    );
}

#[test]
fn the_letter_is_archivable_and_accessible_and_its_export_is_recorded() {
    let (desk, patient) = desk_with_course();
    let exported = export(&desk, patient, |_| {}).ok().unwrap();
    let bytes = std::fs::read(&exported.path).unwrap();
    assert_eq!(exported.pages, 1, "a letter that gets read has one page");
    assert!(exported.replaced.is_empty());
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        let report =
            validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(
            report.rules.total > 100,
            "a run that checks little proves little"
        );
        assert!(
            report.failures.is_empty(),
            "{profile}: {:?}",
            report.failures
        );
    }
    assert_ne!(
        offered(&desk, patient).path,
        exported.path,
        "the next one gets another name"
    );
}

#[test]
fn improvement_is_not_said_when_the_numbers_do_not_show_it() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-03")).unwrap();
    desk.sign(patient, &note("2026-11-20")).unwrap();
    assert!(!offered(&desk, patient).reads.may_say_improving);
    let refused = export(&desk, patient, |asked| asked.form.news = News::Improving);
    assert_eq!(faults(refused), [fault("form.news", "not-shown")]);
}

#[test]
fn a_letter_needs_a_signed_session_a_question_where_one_is_promised_and_a_whole_path() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    assert_eq!(
        faults(export(&desk, patient, |_| {})),
        [fault("visits", "missing")]
    );
    desk.sign(patient, &note("2026-11-03")).unwrap();
    let ask = |form: &mut LetterForm| form.news = News::PleaseReview;
    assert_eq!(
        faults(export(&desk, patient, |asked| ask(&mut asked.form))),
        [fault("form.review", "missing")]
    );
    assert_eq!(
        faults(export(&desk, patient, |asked| asked.path = "letter.pdf".into())),
        [fault("path", "path")]
    );
    assert_eq!(
        faults(export(&desk, patient, |asked| asked.path =
            "/tmp/letter.docx".into())),
        [fault("path", "path")]
    );
}

#[test]
fn a_file_is_replaced_only_when_that_was_said() {
    let (desk, patient) = desk_with_course();
    let first = export(&desk, patient, |_| {}).ok().unwrap();
    let again = export(&desk, patient, |asked| asked.path.clone_from(&first.path));
    assert_eq!(again.err().unwrap(), Error::FileExists);
    let replaced = export(&desk, patient, |asked| {
        asked.path.clone_from(&first.path);
        asked.replace = true;
    });
    assert!(replaced.is_ok());
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_nothing_is_recorded() {
    let (desk, patient) = desk_with_course();
    let before = filiform::settings::practice_page(&desk.filiform, filiform::contract::Nothing {})
        .ok()
        .unwrap()
        .fingerprint;
    let refused = export(&desk, patient, |asked| {
        asked.path = "/dev/null/letter.pdf".into();
    });
    assert_eq!(refused.err().unwrap(), Error::FileNotWritten);
    let after = filiform::settings::practice_page(&desk.filiform, filiform::contract::Nothing {})
        .ok()
        .unwrap()
        .fingerprint;
    assert_eq!(before, after);
    assert_ne!(
        Error::FileNotWritten,
        Error::Store(StoreError::DiskFull),
        "its own words"
    );
}

#[test]
fn purpose_and_authority_are_offered_recorded_and_remembered() {
    let (desk, patient) = desk_with_course();
    let first = offered(&desk, patient);
    assert_eq!(
        (first.form.purpose.as_str(), first.form.authority.as_str()),
        ("Treatment", "Referral")
    );
    assert!(
        first.purposes.contains(&first.form.purpose)
            && first.authorities.contains(&first.form.authority)
    );
    export(&desk, patient, |asked| {
        asked.form.purpose = "  For the insurer ".into();
        asked.form.authority = String::new();
    })
    .ok()
    .unwrap();
    let next = offered(&desk, patient).form;
    assert_eq!(
        (next.purpose.as_str(), next.authority.as_str()),
        ("For the insurer", "")
    );
    let long = export(&desk, patient, |asked| asked.form.purpose = "x".repeat(201));
    assert_eq!(faults(long), [fault("form.purpose", "too-long")]);
}
