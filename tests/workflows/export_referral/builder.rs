//! The letter builder: reader, time and parts are chosen, and what was chosen and typed stays with the letter.

use filiform::Error;
use filiform::contract::{LetterForm, LetterOffer, LetterSeen, LogContact, News, PreviewLetter};
use filiform::export_referral::{preview_letter, words_of_letter};
use filiform::{log_contact, write_document};
use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::PatientId;
use filiform_domain::letter::{LetterParts, Reader, Wording};
use filiform_domain::session::SessionDraft;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{desk_with_course, export, offered};
use crate::support::*;

fn asked(patient: PatientId, form: LetterForm) -> PreviewLetter {
    PreviewLetter {
        patient,
        form,
        whole: true,
    }
}

pub(super) fn said(desk: &Desk, patient: PatientId, form: LetterForm) -> String {
    let words = words_of_letter(&desk.filiform, asked(patient, form));
    let words = words.ok().unwrap().join(" ");
    // Lines of a letter break anywhere.
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn seen(desk: &Desk, patient: PatientId, form: LetterForm) -> LetterSeen {
    preview_letter(&desk.filiform, asked(patient, form))
        .ok()
        .unwrap()
}

pub(super) fn problems(seen: &LetterSeen) -> Vec<(String, String)> {
    let problems = seen.problems.iter();
    problems
        .map(|problem| (problem.path.clone(), problem.code.clone()))
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The letter that was written down last.
pub(super) fn last_entry(desk: &Desk, patient: PatientId) -> DocumentExported {
    let kept = desk.filiform.bare(|store| store.record(patient).unwrap());
    match kept.unwrap().into_iter().next_back().unwrap().entry {
        Entry::DocumentExported(entry) => entry,
        _ => panic!("the letter is recorded"),
    }
}

pub(super) fn visit(desk: &Desk, patient: PatientId, date: &str, before: i64) {
    let note = SessionDraft {
        pain_before: Some(before),
        ..note(date)
    };
    desk.sign(patient, &note).unwrap();
}

fn names(offer: &LetterOffer) -> Vec<&str> {
    offer.readers.iter().map(|one| one.name.as_str()).collect()
}

#[test]
fn readers_are_those_whom_the_record_names_each_once() {
    let (desk, patient) = desk_with_course();
    for (name, role) in [
        ("Dr. L. Hahn", "physician"),
        ("N. Adler", "other-clinician"),
    ] {
        let mut contact = call("2026-11-21", "12:00");
        contact.who = serde_json::from_value(json!({ "role": role, "name": name })).unwrap();
        let log = LogContact {
            patient,
            contact,
            draft: None,
        };
        log_contact::log_contact(&desk.filiform, log).ok().unwrap();
    }
    export(&desk, patient, |asked| {
        asked.form.to = Reader::Lawyer;
        asked.form.addressed = " Reed & Sons \n\n 1 Court Square".into();
    })
    .ok()
    .unwrap();
    let offer = offered(&desk, patient);
    assert_eq!(
        names(&offer),
        ["Dr. L. Hahn", "Adá Okafor", "Reed & Sons", "N. Adler"]
    );
    assert_eq!(offer.readers[2].lines, ["Reed & Sons", "1 Court Square"]);
    assert_eq!(offer.readers[3].what, "Other clinician");
    assert_eq!(offer.others.len(), Reader::ALL.len());
}

#[test]
fn each_reader_is_addressed_by_name_and_a_name_the_record_lacks_must_be_typed() {
    let (desk, patient) = desk_with_course();
    let form = offered(&desk, patient).form;
    let to = |to: Reader, addressed: &str| LetterForm {
        to,
        addressed: addressed.into(),
        ..form.clone()
    };
    assert!(said(&desk, patient, form.clone()).contains("Dear Dr. L. Hahn,"));
    assert!(said(&desk, patient, to(Reader::Patient, "")).contains("Dear Adá Okafor,"));
    let lawyer = said(
        &desk,
        patient,
        to(Reader::Lawyer, "Reed & Sons\n1 Court Square"),
    );
    assert!(
        lawyer.contains("Dear Reed & Sons,") && lawyer.contains("1 Court Square"),
        "{lawyer}"
    );
    for reader in [Reader::GeneralPractitioner, Reader::Lawyer, Reader::Other] {
        let refused = export(&desk, patient, |asked| asked.form = to(reader, "  \n"));
        assert_eq!(faults(refused), [fault("form.addressed", "missing")]);
    }
}

type Untick = fn(&mut LetterParts);

#[test]
fn a_part_that_is_not_ticked_does_not_stand_in_the_letter() {
    let (desk, patient) = desk_with_course();
    let form = LetterForm {
        opinion: "Six more weeks.".into(),
        plan: "Please sign the plan.".into(),
        own_words: "Thank you for this patient.".into(),
        ..offered(&desk, patient).form
    };
    let parts: [(&str, Untick); 8] = [
        ("Working diagnosis", |parts| parts.diagnosis = false),
        ("What changed", |parts| parts.numbers = false),
        ("Before each session, from 0 to 10", |parts| {
            parts.chart = false;
        }),
        ("left upper trapezius", |parts| parts.treatment = false),
        ("Other care", |parts| parts.other_care = false),
        ("None reported", |parts| parts.events = false),
        ("Six more weeks.", |parts| parts.opinion = false),
        ("Please sign the plan.", |parts| parts.plan = false),
    ];
    let whole = said(&desk, patient, form.clone());
    for (words, untick) in parts {
        let mut form = form.clone();
        untick(&mut form.parts);
        let without = said(&desk, patient, form.clone());
        // The made-up course has no other care, so that part is left out by itself.
        assert_eq!(
            whole.contains(words),
            words != "Other care",
            "{words}: {whole}"
        );
        assert!(!without.contains(words), "{words}: {without}");
        assert!(without.contains("Thank you for this patient."));
        assert_eq!(form.parts.left_out().len(), 1);
    }
}

#[test]
fn what_was_chosen_and_typed_is_kept_with_the_hash_of_the_bytes() {
    let (desk, patient) = desk_with_course();
    let made = export(&desk, patient, |asked| {
        asked.form.to = Reader::Lawyer;
        asked.form.addressed = "Reed & Sons\n1 Court Square".into();
        asked.form.parts.chart = false;
        asked.form.opinion = "Eight weeks in all.".into();
        asked.form.own_words = "First.\nSecond.".into();
        asked.form.purpose = "Legal proceedings".into();
        asked.form.authority = "Court order or subpoena".into();
    })
    .ok()
    .unwrap();
    let entry = last_entry(&desk, patient);
    let bytes = std::fs::read(&made.path).unwrap();
    assert_eq!(entry.sha256, hex(&bytes));
    assert_eq!(entry.recipient, "Reed & Sons");
    assert_eq!(entry.purpose.as_deref(), Some("Legal proceedings"));
    assert_eq!(entry.authority.as_deref(), Some("Court order or subpoena"));
    assert_eq!(
        entry
            .period
            .map(|(first, last)| (first.words(), last.words())),
        Some(("3 Nov 2026".into(), "20 Nov 2026".into()))
    );
    let letter = entry.letter.unwrap();
    assert_eq!(letter.addressee, ["Reed & Sons", "1 Court Square"]);
    assert_eq!(letter.own_words, "First.\nSecond.");
    assert_eq!(letter.opinion, "Eight weeks in all.");
    assert_eq!(letter.parts.left_out(), ["pain at each visit"]);
    let full = write_document::words_of_pages(
        &desk.filiform,
        serde_json::from_value(json!({ "patient": patient, "form": { "kind": "full-record" } }))
            .unwrap(),
    );
    let full = full.ok().unwrap().join(" ");
    for words in [
        "1 Court Square",
        "Eight weeks in all.",
        "Second.",
        "pain at each visit",
    ] {
        assert!(full.contains(words), "the full record tells {words}");
    }
}

#[test]
fn the_next_letter_begins_with_the_choices_of_the_last_and_without_its_words() {
    let (desk, patient) = desk_with_course();
    export(&desk, patient, |asked| {
        asked.form.to = Reader::Patient;
        asked.form.wording = Wording::Plain;
        asked.form.parts.treatment = false;
        asked.form.purpose = "Request of the patient".into();
        asked.form.authority = "Written request of the patient".into();
        asked.form.own_words = "Well done.".into();
    })
    .ok()
    .unwrap();
    let offer = offered(&desk, patient);
    let form = &offer.form;
    assert_eq!((form.to, form.wording), (Reader::Patient, Wording::Plain));
    assert_eq!(form.parts.left_out(), ["treatment"]);
    assert_eq!(form.authority, "Written request of the patient");
    assert_eq!(form.own_words, "");
    let hahn = &offer.readers[0];
    assert_eq!(
        (hahn.authority.as_str(), hahn.wording),
        ("Referral", Wording::Clinical),
        "what was chosen for one reader does not go to another"
    );
    export(&desk, patient, |asked| asked.path = free(&desk, "b.pdf"))
        .ok()
        .unwrap();
    assert_eq!(
        last_entry(&desk, patient).recipient,
        "Adá Okafor",
        "the same letter again needs no choice"
    );
}

fn free(desk: &Desk, name: &str) -> String {
    desk.letters.join(name).display().to_string()
}

#[test]
fn improving_without_numbers_is_the_therapists_opinion_beside_how_they_read() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    visit(&desk, patient, "2026-11-03", 7);
    visit(&desk, patient, "2026-11-20", 7);
    let made = export(&desk, patient, |asked| {
        asked.form.news = News::ImprovingInOpinion;
    });
    assert!(made.is_ok());
    let news = last_entry(&desk, patient).letter.unwrap().news;
    assert_eq!(
        news,
        "For your information: improving in the opinion of the therapist. The ratings of pain read: No clear change."
    );
}

#[test]
fn plain_words_have_plain_headings_and_no_code() {
    let desk = Desk::open();
    let mut ada = ada();
    ada.conditions = serde_json::from_value(json!([
        { "condition": "neck-pain", "icd10cm": "M54.2" }
    ]))
    .unwrap();
    let patient = desk.register(ada).id;
    visit(&desk, patient, "2026-11-03", 7);
    let clinical = offered(&desk, patient).form;
    let plain = LetterForm {
        wording: Wording::Plain,
        ..clinical.clone()
    };
    let (clinical, plain) = (said(&desk, patient, clinical), said(&desk, patient, plain));
    assert!(clinical.contains("M54.2") && clinical.contains("Working diagnosis"));
    assert!(plain.contains("What is treated") && plain.contains("Unwanted effects"));
    for clinical in ["M54.2", "ICD", "Working diagnosis"] {
        assert!(!plain.contains(clinical), "{plain}");
    }
}

#[test]
fn the_preview_draws_the_pages_and_writes_nothing() {
    let (desk, patient) = desk_with_course();
    let before = desk.filiform.bare(filiform_store::Store::fingerprint);
    let form = offered(&desk, patient).form;
    let one = seen(&desk, patient, form.clone());
    assert_eq!((one.pages.len(), one.all), (1, 1));
    assert!(one.pages[0].starts_with("<svg") && one.reads.remarks.is_empty());
    let long = LetterForm {
        own_words: "A line of its own.\n".repeat(90),
        ..form
    };
    let two = seen(&desk, patient, long);
    assert!(two.all > 1 && two.reads.remarks[0].contains("pages"));
    assert!(before == desk.filiform.bare(filiform_store::Store::fingerprint));
    let nobody = asked(PatientId(uuid::Uuid::nil()), LetterForm::default());
    assert_eq!(
        preview_letter(&desk.filiform, nobody).err().unwrap(),
        Error::Gone
    );
}
