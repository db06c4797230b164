//! The full record: nothing of a patient is left out, and nothing of another one is let in.

use std::process::Command;

use filiform_domain::amendment::VoidReason;
use filiform_domain::entry::Entry;
use filiform_domain::ids::PatientId;
use filiform_domain::patient::{PatientDraft, Referrer};
use filiform_domain::payer::Payer;
use filiform_domain::session::SessionDraft;
use proptest::prelude::*;
use serde_json::Value;

use super::rich::{rich, whole_note};
use super::{DocumentKind, form, said};
use crate::amend_session::{addendum, correct, void};
use crate::support::*;

/// Text as it can be looked for on a page: without blanks and without the breaks of long words.
fn bare(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200B}');
    kept.collect()
}

/// Text as the page shows it: what no font has is replaced, and the page names it.
fn shown(text: &str, page: &str) -> String {
    let bare = bare(text);
    let as_shown = bare.chars().map(|c| {
        let named = page.contains(&format!("U+{:04X}", u32::from(c)));
        if named { '\u{FFFD}' } else { c }
    });
    as_shown.collect()
}

/// Every free text of an entry: a leaf with a blank in it is no id, no word of a list and no date.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(said) if said.trim().contains(' ') => found.push(said.clone()),
        Value::Array(rows) => rows.iter().for_each(|row| texts(row, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        _ => {}
    }
}

/// Entries whose text tells of another patient.
fn withheld(desk: &Desk, patient: PatientId) -> Vec<filiform_domain::ids::SessionId> {
    let record = desk
        .filiform
        .bare(|store| store.record(patient).unwrap())
        .unwrap();
    let wrong = record.iter().filter_map(|kept| match &kept.entry {
        Entry::SessionVoided(voiding) if voiding.reason == VoidReason::WrongPatient => {
            Some(voiding.session)
        }
        _ => None,
    });
    wrong.collect()
}

/// Every free text of every entry stands on a page, unless it is withheld.
pub(crate) fn nothing_is_missing(desk: &Desk, patient: PatientId) {
    nothing_is_missing_in(
        &said(desk, patient, form(DocumentKind::FullRecord)),
        (desk, patient),
    );
}

/// The same of pages that were read in another way.
fn nothing_is_missing_in(pages: &str, (desk, patient): (&Desk, PatientId)) {
    let page = bare(pages);
    let wrong = withheld(desk, patient);
    let record = desk
        .filiform
        .bare(|store| store.record(patient).unwrap())
        .unwrap();
    let mut looked_for = 0;
    for kept in record {
        let session = match &kept.entry {
            Entry::SessionSigned(session) => Some(session.id),
            Entry::SessionAmended(amendment) => Some(amendment.session),
            Entry::SessionVoided(voiding) => Some(voiding.session),
            Entry::Access(_) => continue,
            _ => None,
        };
        let mut found = Vec::new();
        texts(&serde_json::to_value(&kept.entry).unwrap(), &mut found);
        let is_withheld = session.is_some_and(|session| wrong.contains(&session));
        // A correction shows what it changed; what it left as it was stands in the note above it.
        for text in found {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let there = page.contains(&shown(line, &page));
                if is_withheld {
                    continue;
                }
                assert!(there, "{}: {line:?} is missing", kept.entry.kind());
                looked_for += 1;
            }
        }
    }
    assert!(looked_for > 3, "a record that says nothing proves nothing");
}

#[test]
fn every_text_of_a_rich_record_is_in_the_document() {
    let desk = Desk::open();
    let rich = rich(&desk);
    nothing_is_missing(&desk, rich.patient);
}

/// The words of the saved file as another program reads them; the feet of the pages, which would stand in the middle of an
/// entry, are left off.
fn read_by_poppler(path: &str) -> Option<String> {
    let within = ["-raw", "-x", "0", "-y", "0", "-W", "612", "-H", "730"];
    let read = Command::new("pdftotext")
        .args(within)
        .args([path, "-"])
        .output();
    let read = read.ok().filter(|read| read.status.success())?;
    Some(String::from_utf8(read.stdout).unwrap())
}

#[test]
fn every_text_of_a_rich_record_is_found_in_the_saved_file_by_another_program() {
    let desk = Desk::open();
    let rich = rich(&desk);
    let made = super::write(&desk, rich.patient, form(DocumentKind::FullRecord));
    let made = made.ok().unwrap();
    let Some(pages) = read_by_poppler(&made.path) else {
        // Continuous integration installs it (`xtask/src/debian.rs`).
        assert!(std::env::var_os("CI").is_none(), "pdftotext is missing");
        return;
    };
    assert!(pages.contains("Adá Okafor"), "{pages}");
    nothing_is_missing_in(&pages, (&desk, rich.patient));
    // What is not there is missed.
    let other = pages.replace("Story", "Tale");
    let missed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        nothing_is_missing_in(&other, (&desk, rich.patient));
    }));
    assert!(missed.is_err());
}

/// A procedure note is read by people who do not needle.
#[test]
fn no_document_of_a_rich_patient_abbreviates_what_was_done() {
    let desk = Desk::open();
    let rich = rich(&desk);
    let short = [
        "TrP", "LTR", "SDN", "DDN", "DN", "TMJ", "TENS", "NPRS", "VAS", "NDI", "PSFS", "UT", "LS",
        "IS",
    ];
    for kind in super::KINDS {
        let pages = said(&desk, rich.patient, form(kind));
        let mut words = pages.split(|c: char| !c.is_alphanumeric());
        assert_eq!(words.find(|word| short.contains(word)), None, "{kind:?}");
    }
    let note = super::DocumentForm {
        session: Some(rich.whole),
        ..form(DocumentKind::ProcedureNote)
    };
    assert!(said(&desk, rich.patient, note).contains("trigger points 1, 2"));
}

#[test]
fn every_detail_of_a_patient_is_in_the_document() {
    let desk = Desk::open();
    let patient = PatientDraft {
        phone: "555 0101".into(),
        email: "ada@example.org".into(),
        address: "1 Harbour Street".into(),
        record_number: "A 7".into(),
        referrer: Referrer {
            name: "Dr. L. Hahn".into(),
            organisation: "City Surgery".into(),
            address: "2 Harbour Street".into(),
            phone: "555 0102".into(),
            reason: "neck pain since March".into(),
        },
        payer: Payer {
            name: "Cascade Health Plan".into(),
            member_number: "C 9 9".into(),
        },
        ..ada()
    };
    nothing_is_missing(&desk, desk.register(patient).id);
}

#[test]
fn what_is_voided_is_there_and_what_is_anothers_is_withheld_and_said() {
    let desk = Desk::open();
    let rich = rich(&desk);
    let record = said(&desk, rich.patient, form(DocumentKind::FullRecord));
    assert!(record.contains("Holunderblatt") && record.contains("(voided)"));
    assert!(record.contains("Typed twice."));
    for secret in ["Zwiebelkuchen", "Pfefferminztee", "Wacholder"] {
        assert!(
            !record.contains(secret),
            "{secret} belongs to another patient"
        );
    }
    assert!(record.contains("1 note withheld: "), "{record}");
    let note = super::DocumentForm {
        session: Some(rich.wrong),
        ..form(DocumentKind::ProcedureNote)
    };
    let note = said(&desk, rich.patient, note);
    assert!(!note.contains("Zwiebelkuchen") && note.contains("withheld"));
    let note = super::DocumentForm {
        session: Some(rich.voided),
        ..form(DocumentKind::ProcedureNote)
    };
    assert!(said(&desk, rich.patient, note).contains("This note was voided"));
}

#[test]
fn the_note_of_a_session_is_complete_by_itself() {
    let desk = Desk::open();
    let rich = rich(&desk);
    let asked = super::DocumentForm {
        session: Some(rich.whole),
        episode: Some(rich.episode),
        ..form(DocumentKind::ProcedureNote)
    };
    let page = bare(&said(&desk, rich.patient, asked));
    let mut found = Vec::new();
    texts(&serde_json::to_value(whole_note()).unwrap(), &mut found);
    assert!(found.len() > 40, "only {}", found.len());
    for text in found {
        assert!(page.contains(&bare(&text)), "{text:?} is missing");
    }
}

/// Words that can stand in any field: letters of several scripts that run from the left, and signs.
fn words() -> impl Strategy<Value = String> {
    "[A-Za-zÀ-žΑ-Ωα-ωА-яё0-9.,;:()'\"&<>#*_$@%+/-]{1,12}( [A-Za-zÀ-žΑ-Ωα-ωА-яё0-9#*_$@-]{1,12}){1,5}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Every entry, row and amendment of a random patient stands in the full record.
    #[test]
    fn nothing_of_a_random_patient_is_left_out(
        visits in prop::collection::vec((prop::collection::vec(words(), 6), any::<u8>()), 1..4),
    ) {
        let desk = Desk::open();
        let patient = desk.register(ada()).id;
        for (n, (texts, fate)) in visits.iter().enumerate() {
            let mut note = SessionDraft {
                story: texts[0].clone(),
                assessment: texts[1].clone(),
                response: texts[2].clone(),
                time: format!("{:02}:20", 8 + n),
                ..note("2026-11-20")
            };
            note.sites[1].note.clone_from(&texts[3]);
            let session = desk.sign(patient, &note).unwrap();
            if fate & 0b01 == 0b01 {
                addendum(&desk, session, &texts[4]).ok().unwrap();
            }
            if fate & 0b10 == 0b10 {
                correct(&desk, session, &texts[5], |note| {
                    note.sites.pop();
                    note.needles_in = Some(2);
                    note.needles_out = Some(2);
                    note.plan.clone_from(&texts[5]);
                })
                .ok()
                .unwrap();
            }
            match fate >> 2 & 0b11 {
                1 => void(&desk, session, VoidReason::EnteredInError, &texts[5]).map(drop).unwrap(),
                2 => void(&desk, session, VoidReason::WrongPatient, &texts[5]).map(drop).unwrap(),
                _ => {}
            }
        }
        desk.score(patient, ndi("2026-11-20", "38")).ok().unwrap();
        desk.log(patient, call("2026-11-21", "11:30"));
        nothing_is_missing(&desk, patient);
    }
}
