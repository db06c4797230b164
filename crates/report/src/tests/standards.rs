//! PDF/A-3a and PDF/UA-1, and a validator that is able to say no.

use page_validation::ValidationProfile;

use super::{broken_rules, conforming, empty_letter, legible, sample};
use crate::press::Writing;
use crate::{MadeAt, Paper, ReportError};

#[test]
fn a_usual_letter_conforms_to_both_standards_on_both_papers() {
    let mut letter = sample::letter();
    conforming(&letter);
    letter.paper = Paper::A4;
    conforming(&letter);
}

#[test]
fn an_empty_letter_conforms_on_one_page() {
    assert_eq!(conforming(&empty_letter()).pages, 1);
}

#[test]
fn a_very_long_letter_flows_to_further_pages_and_conforms() {
    assert!(conforming(&sample::long_letter()).pages >= 3);
}

#[test]
fn the_validator_refuses_the_same_letter_written_without_the_standards() {
    let pdf = crate::set(&sample::letter(), sample::made_at(), Writing::NoStandard).unwrap();
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        let broken = broken_rules(&pdf.bytes, profile).unwrap();
        assert!(
            !broken.is_empty(),
            "{profile} found nothing wrong with an ordinary PDF"
        );
    }
}

#[test]
fn the_validator_refuses_a_letter_that_has_lost_its_end() {
    let bytes = conforming(&sample::letter()).bytes;
    let cut = bytes.get(..bytes.len() / 2).unwrap();
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        assert!(broken_rules(cut, profile).map_or(true, |broken| !broken.is_empty()));
    }
}

#[test]
fn the_validator_refuses_a_letter_whose_drawing_has_lost_its_words() {
    let whole = legible(&sample::letter());
    let bytes = crate::set(&sample::letter(), sample::made_at(), Writing::Legible)
        .unwrap()
        .bytes;
    assert!(whole.contains("/Alt "), "the chart has alternative text");
    assert_eq!(
        broken_rules(&bytes, ValidationProfile::PdfUa1).unwrap(),
        Vec::<String>::new()
    );
    let altered = with(&bytes, b"/Alt ", b"/Xlt ");
    assert!(
        !broken_rules(&altered, ValidationProfile::PdfUa1)
            .unwrap()
            .is_empty()
    );
}

fn with(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut altered = bytes.to_vec();
    for at in 0..bytes.len().saturating_sub(from.len()) {
        if bytes.get(at..at + from.len()) == Some(from) {
            altered.splice(at..at + from.len(), to.iter().copied());
        }
    }
    altered
}

#[test]
fn the_same_letter_at_the_same_time_gives_the_same_bytes() {
    let first = conforming(&sample::letter()).bytes;
    crate::forget();
    assert!(first == conforming(&sample::letter()).bytes);
}

#[test]
fn another_time_gives_another_document() {
    let later = MadeAt {
        second: 10,
        ..sample::made_at()
    };
    let first = conforming(&sample::letter()).bytes;
    let second = crate::referral_letter(&sample::letter(), later)
        .unwrap()
        .bytes;
    assert!(first != second);
}

#[test]
fn the_time_it_was_made_is_written_with_its_offset() {
    let file = legible(&sample::letter());
    assert!(file.contains("(D:20261122160509-06'00)"), "creation date");
    assert!(file.contains("2026-11-22T16:05:09-06:00"), "metadata");
}

#[test]
fn a_time_that_is_no_time_is_refused() {
    let made_at = sample::made_at();
    let refused = [
        MadeAt {
            month: 13,
            ..made_at
        },
        MadeAt { day: 31, ..made_at },
        MadeAt {
            hour: 24,
            ..made_at
        },
        MadeAt {
            year: -1,
            ..made_at
        },
        MadeAt {
            year: 10_000,
            ..made_at
        },
        MadeAt {
            offset_minutes: 1440,
            ..made_at
        },
        MadeAt {
            offset_minutes: i16::MIN,
            ..made_at
        },
    ];
    for wrong in refused {
        let error = crate::referral_letter(&sample::letter(), wrong).err();
        assert_eq!(error, Some(ReportError::MadeAt), "{wrong:?}");
    }
}
