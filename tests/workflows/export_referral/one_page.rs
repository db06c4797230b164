//! A letter that is to be read today has one page: its spacing gives way before a second page begins, its words never.

use filiform::contract::{LetterForm, LetterPaper};
use filiform_domain::ids::PatientId;
use filiform_domain::session::SessionDraft;
use filiform_domain::visit::SinceLast;

use super::builder::{said, seen};
use super::{export, offered};
use crate::structure::conforms;
use crate::support::*;
use crate::write_document::rich::rich;

/// What a therapist usually adds.
fn with_words(desk: &Desk, patient: PatientId, paper: LetterPaper) -> LetterForm {
    LetterForm {
        paper,
        opinion:
            "I expect further gains over four weeks. Numbness or weakness would change this view."
                .into(),
        plan: "One visit a week for three more weeks.\nPlease tell us if the medicine changes."
            .into(),
        ..offered(desk, patient).form
    }
}

fn pages(desk: &Desk, patient: PatientId, form: LetterForm, name: &str) -> u32 {
    let made = export(desk, patient, |asked| {
        asked.form = form;
        asked.replace = true;
        asked.path = desk.letters.join(name).display().to_string();
    })
    .ok()
    .unwrap();
    if let Some(folder) = std::env::var_os("FILIFORM_KEEP_DOCUMENTS") {
        std::fs::copy(&made.path, std::path::Path::new(&folder).join(name)).unwrap();
    }
    conforms(&std::fs::read(&made.path).unwrap(), name);
    made.pages
}

#[test]
fn a_patient_of_whom_everything_is_on_record_has_a_letter_of_one_page_on_both_papers() {
    let desk = Desk::open();
    let patient = rich(&desk).patient;
    for paper in [LetterPaper::Letter, LetterPaper::A4] {
        let form = with_words(&desk, patient, paper);
        let name = format!("rich-letter-{paper:?}.pdf");
        assert_eq!(pages(&desk, patient, form.clone(), &name), 1, "{paper:?}");
        let shown = seen(&desk, patient, form);
        assert_eq!(shown.all, 1, "the preview is the letter");
    }
}

#[test]
fn a_whole_course_of_twelve_visits_has_a_letter_of_one_page_on_both_papers() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for (n, before) in [8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2].into_iter().enumerate() {
        let visit = SessionDraft {
            pain_before: Some(before),
            pain_after: Some(before - 1),
            since_last: (n > 0).then(|| SinceLast {
                later_event: Some(false),
                ..SinceLast::default()
            }),
            ..note(&format!("2026-{:02}-{:02}", 10 + n / 7, 1 + 4 * (n % 7)))
        };
        desk.sign(patient, &visit).unwrap();
    }
    for paper in [LetterPaper::Letter, LetterPaper::A4] {
        let form = with_words(&desk, patient, paper);
        let name = format!("course-letter-{paper:?}.pdf");
        assert_eq!(pages(&desk, patient, form, &name), 1, "{paper:?}");
    }
}

#[test]
fn what_is_too_long_for_one_page_stands_whole_on_two_and_the_builder_says_so() {
    let desk = Desk::open();
    let patient = rich(&desk).patient;
    let own: Vec<String> = (1..=30)
        .map(|n| {
            format!(
                "Paragraph {n} of the therapist tells something that nobody else has written down."
            )
        })
        .collect();
    let form = LetterForm {
        own_words: own.join("\n"),
        ..with_words(&desk, patient, LetterPaper::Letter)
    };
    let shown = seen(&desk, patient, form.clone());
    assert!(shown.all > 1);
    let remark = shown.reads.remarks.last().unwrap();
    assert!(remark.starts_with("The letter has 2 pages"), "{remark}");
    assert!(remark.contains("untick a part"), "{remark}");
    let letter = said(&desk, patient, form);
    for paragraph in own {
        assert!(letter.contains(&paragraph), "{paragraph}");
    }
}

#[test]
fn the_letter_of_one_visit_with_nothing_but_its_date_conforms_and_is_read_in_order() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    for paper in [LetterPaper::Letter, LetterPaper::A4] {
        let form = LetterForm {
            paper,
            ..offered(&desk, patient).form
        };
        assert_eq!(
            pages(&desk, patient, form, &format!("bare-letter-{paper:?}.pdf")),
            1
        );
    }
}
