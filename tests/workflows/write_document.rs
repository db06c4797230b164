//! Write a document: every kind for a rich and for an empty patient, and what each may say.

pub(crate) mod rich;
pub(crate) mod whole;

use filiform::contract::{
    DocumentForm, DocumentKind, DocumentWritten, Fee, LetterPaper, PreviewDocument, UrgentWords,
    WhichPatient, WriteDocument,
};
use filiform::write_document::{offer_documents, preview_document, words_of_pages, write_document};
use filiform::{Error, StoreError};
use filiform_domain::entry::Entry;
use filiform_domain::ids::PatientId;
use filiform_domain::patient::PatientDraft;
use filiform_domain::session::SessionDraft;
use filiform_domain::visit::SinceLast;

use crate::structure::conforms;
use crate::support::*;
use rich::rich;

const KINDS: [DocumentKind; 12] = [
    DocumentKind::FullRecord,
    DocumentKind::ProcedureNote,
    DocumentKind::ProgressReport,
    DocumentKind::DischargeSummary,
    DocumentKind::InitialEvaluation,
    DocumentKind::PlanOfCare,
    DocumentKind::Superbill,
    DocumentKind::CoveragePage,
    DocumentKind::AftercareSlip,
    DocumentKind::ConsentForm,
    DocumentKind::InformationSheet,
    DocumentKind::UrgentSheet,
];

fn form(kind: DocumentKind) -> DocumentForm {
    DocumentForm {
        kind,
        recipient: "Dr. L. Hahn\n4 Mill Road".into(),
        purpose: "Treatment".into(),
        authority: "Referral".into(),
        ..DocumentForm::default()
    }
}

fn write(desk: &Desk, patient: PatientId, form: DocumentForm) -> Result<DocumentWritten, Error> {
    let word = serde_json::to_value(form.kind).unwrap();
    let path = desk.letters.join(format!("{}.pdf", word.as_str().unwrap()));
    let asked = WriteDocument {
        patient,
        form,
        path: path.display().to_string(),
        replace: true,
    };
    write_document(&desk.filiform, asked)
}

/// All words of all pages, one after the other.
fn said(desk: &Desk, patient: PatientId, form: DocumentForm) -> String {
    let asked = PreviewDocument {
        patient,
        form,
        whole: false,
    };
    words_of_pages(&desk.filiform, asked)
        .ok()
        .unwrap()
        .join(" ")
}

#[test]
fn every_kind_conforms_for_a_rich_and_for_an_empty_patient_on_both_papers() {
    let desk = Desk::open();
    let empty = desk.register(PatientDraft {
        family_name: "Empty".into(),
        given_name: "Nobody".into(),
        birth_date: "1990-01-01".into(),
        ..PatientDraft::default()
    });
    let rich = rich(&desk).patient;
    for kind in KINDS {
        for patient in [rich, empty.id] {
            for paper in [LetterPaper::Letter, LetterPaper::A4] {
                let form = DocumentForm {
                    paper,
                    ..form(kind)
                };
                let made = write(&desk, patient, form).ok().unwrap();
                assert!(made.pages >= 1 && made.replaced.is_empty(), "{kind:?}");
                conforms(&std::fs::read(&made.path).unwrap(), &format!("{kind:?}"));
                keep_for_looking(&made, (patient == rich, paper));
            }
        }
    }
}

/// Whoever wants to look at the pages names a folder.
fn keep_for_looking(made: &DocumentWritten, (rich, paper): (bool, LetterPaper)) {
    if let Some(folder) = std::env::var_os("FILIFORM_KEEP_DOCUMENTS") {
        let name = std::path::Path::new(&made.path).file_stem().unwrap();
        let who = if rich { "rich" } else { "empty" };
        let name = format!("{}-{who}-{paper:?}.pdf", name.to_str().unwrap());
        std::fs::copy(&made.path, std::path::Path::new(&folder).join(name)).unwrap();
    }
}

#[test]
fn every_page_has_its_number_the_patient_the_date_and_the_fingerprint() {
    let desk = Desk::open();
    let rich = rich(&desk);
    for kind in KINDS {
        let asked = PreviewDocument {
            patient: rich.patient,
            form: form(kind),
            whole: false,
        };
        let pages = words_of_pages(&desk.filiform, asked).ok().unwrap();
        let all = pages.len();
        for (n, page) in pages.iter().enumerate() {
            let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
            let number = format!("Page {} of {all}", n + 1);
            for wanted in [
                number.as_str(),
                "Adá Okafor",
                "22 Nov 2026",
                "Record fingerprint",
            ] {
                assert!(page.contains(wanted), "{kind:?}: {wanted}: {page}");
            }
        }
    }
}

#[test]
fn what_is_saved_is_recorded_with_reader_purpose_authority_period_and_hash() {
    let desk = Desk::open();
    let rich = rich(&desk);
    let made = write(&desk, rich.patient, form(DocumentKind::ProgressReport))
        .ok()
        .unwrap();
    let kept = desk
        .filiform
        .bare(|store| store.record(rich.patient).unwrap());
    let last = kept.unwrap().into_iter().next_back().unwrap();
    let Entry::DocumentExported(entry) = last.entry else {
        panic!("the document is recorded");
    };
    assert_eq!(entry.document, "progress-report");
    assert_eq!(entry.recipient, "Dr. L. Hahn");
    assert_eq!(entry.purpose.as_deref(), Some("Treatment"));
    assert_eq!(entry.authority.as_deref(), Some("Referral"));
    let (first, last) = entry.period.unwrap();
    assert_eq!(
        (first.to_string(), last.to_string()),
        ("2026-11-03".into(), "2026-11-20".into())
    );
    assert_eq!(entry.sha256, made.sha256);
    let again = offer_documents(
        &desk.filiform,
        WhichPatient {
            patient: rich.patient,
        },
    );
    let form = again.ok().unwrap().form;
    assert_eq!(
        (form.purpose.as_str(), form.authority.as_str()),
        ("Treatment", "Referral")
    );
}

#[test]
fn what_the_record_does_not_know_does_not_leave() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let asked = |path: &str, replace| WriteDocument {
        patient,
        form: form(DocumentKind::InformationSheet),
        path: path.into(),
        replace,
    };
    let refused = write_document(&desk.filiform, asked("sheet.pdf", false));
    assert_eq!(faults(refused), [fault("path", "path")]);
    let made = write(&desk, patient, form(DocumentKind::InformationSheet))
        .ok()
        .unwrap();
    let again = write_document(&desk.filiform, asked(&made.path, false));
    assert_eq!(again.err(), Some(Error::FileExists));
    let other = desk
        .register(PatientDraft {
            given_name: "Other".into(),
            ..ada()
        })
        .id;
    let session = desk.sign(other, &note("2026-11-20")).unwrap();
    let strange = DocumentForm {
        session: Some(session),
        ..form(DocumentKind::ProcedureNote)
    };
    assert_eq!(write(&desk, patient, strange).err(), Some(Error::Gone));
    desk.lock();
    let locked = write(&desk, patient, form(DocumentKind::FullRecord));
    assert!(matches!(
        locked.err(),
        Some(Error::Locked | Error::Store(StoreError::Interrupted))
    ));
}

#[test]
fn no_adverse_events_is_said_only_when_it_was_asked_every_time_and_at_the_following_visit() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let report = || said(&desk, patient, form(DocumentKind::ProgressReport));
    let asked = |date: &str, later_event| SessionDraft {
        since_last: Some(SinceLast {
            later_event,
            ..SinceLast::default()
        }),
        ..note(date)
    };
    desk.sign(patient, &note("2026-11-03")).unwrap();
    assert!(
        report().contains("None reported so far"),
        "the latest answer is still to come"
    );
    desk.sign(patient, &asked("2026-11-10", Some(false)))
        .unwrap();
    assert!(report().contains("None reported so far"));
    let talk = SessionDraft {
        sites: Vec::new(),
        needles_in: None,
        needles_out: None,
        breathlessness_advice: None,
        ..asked("2026-11-17", Some(false))
    };
    desk.sign(patient, &talk).unwrap();
    assert!(report().contains("No adverse events: asked at the end of every visit"));
    desk.sign(patient, &note("2026-11-19")).unwrap();
    desk.sign(patient, &asked("2026-11-20", None)).unwrap();
    let now = report();
    assert!(
        now.contains("None reported. The question was not recorded as asked every time."),
        "{now}"
    );
}

#[test]
fn what_came_later_and_was_told_at_the_next_visit_is_never_passed_over() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-03")).unwrap();
    let told = SinceLast {
        later_event: Some(true),
        ..SinceLast::default()
    };
    let next = SessionDraft {
        since_last: Some(told),
        ..note("2026-11-10")
    };
    desk.sign(patient, &next).unwrap();
    let report = said(&desk, patient, form(DocumentKind::ProgressReport));
    assert!(
        report.contains("told of something untoward after the visit of 3 Nov 2026"),
        "{report}"
    );
    assert!(!report.contains("None reported") && !report.contains("No adverse events"));
}

#[test]
fn a_superbill_has_the_codes_of_the_visit_and_the_fees_as_they_were_typed() {
    let desk = Desk::open();
    let rich = rich(&desk);
    let fee = Fee {
        code: "20561".into(),
        amount: "85.00 dollars".into(),
    };
    let sessions = offer_documents(
        &desk.filiform,
        WhichPatient {
            patient: rich.patient,
        },
    )
    .ok()
    .unwrap();
    let n = sessions
        .codes
        .iter()
        .position(|codes| codes == &["20561"])
        .unwrap();
    let form = DocumentForm {
        session: Some(sessions.sessions[n].id),
        fees: vec![fee],
        ..form(DocumentKind::Superbill)
    };
    let bill = said(&desk, rich.patient, form);
    assert!(
        bill.contains("20561") && bill.contains("85.00 dollars"),
        "{bill}"
    );
}

#[test]
fn an_urgent_message_names_what_lies_below_the_needles_and_what_is_asked() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let urgent = UrgentWords {
        situation: "Breathless since noon.".into(),
        request: "Please see the patient today.".into(),
        ..UrgentWords::default()
    };
    let sheet = said(
        &desk,
        patient,
        DocumentForm {
            urgent,
            ..form(DocumentKind::UrgentSheet)
        },
    );
    for wanted in [
        "Breathless since noon.",
        "lie over the lung",
        "chest X-ray",
        "Please see the patient today.",
    ] {
        assert!(sheet.contains(wanted), "{wanted}: {sheet}");
    }
    let blank = write(&desk, patient, form(DocumentKind::UrgentSheet))
        .ok()
        .unwrap();
    assert_eq!(blank.pages, 1, "also to be filled by hand");
}

#[test]
fn names_in_every_promised_script_leave_in_every_kind() {
    let desk = Desk::open();
    let patient = desk.register(PatientDraft {
        family_name: "Łódźćęő Παπαδόπουλος Ильин".into(),
        given_name: "שרה فاطمة 山田 김민준 🙂".into(),
        ..ada()
    });
    let story = "Žluťoučký, Ωμέγα, ночь, לילה, ليل, 夜, 밤, 🙂.";
    desk.sign(
        patient.id,
        &SessionDraft {
            story: story.into(),
            ..note("2026-11-20")
        },
    )
    .unwrap();
    for kind in KINDS {
        let form = DocumentForm {
            own_words: story.into(),
            ..form(kind)
        };
        let made = write(&desk, patient.id, form).ok().unwrap();
        assert!(made.replaced.is_empty(), "{kind:?}: {}", made.replaced);
        conforms(&std::fs::read(&made.path).unwrap(), &format!("{kind:?}"));
    }
}

#[test]
fn the_pages_to_look_at_are_drawings_without_a_script() {
    let desk = Desk::open();
    let rich = rich(&desk);
    let asked = PreviewDocument {
        patient: rich.patient,
        form: form(DocumentKind::ProcedureNote),
        whole: false,
    };
    let seen = preview_document(&desk.filiform, asked).ok().unwrap();
    assert!(!seen.pages.is_empty() && seen.all as usize >= seen.pages.len());
    for page in &seen.pages {
        assert!(
            page.starts_with("<svg")
                && !page.contains("<script")
                && !page.contains("http://example")
        );
    }
}
