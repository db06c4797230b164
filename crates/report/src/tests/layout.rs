//! What stands on the page, read from the tagged structure.

use super::{conforming, empty_letter, legible, sample};
use crate::{PainVisit, ReferralLetter};

#[test]
fn a_usual_letter_is_one_page() {
    assert_eq!(conforming(&sample::letter()).pages, 1);
}

#[test]
fn the_language_title_and_author_are_written() {
    let file = legible(&sample::letter());
    assert!(file.contains("/Lang (en)"));
    assert!(file.contains("/Title (Letter about Ada Okafor, 22 Nov 2026)"));
    assert!(file.contains("/Author (Jordan Reyes)"));
}

#[test]
fn tables_have_header_cells_and_the_chart_has_alternative_text() {
    let file = legible(&sample::letter());
    assert_eq!(file.matches("/S /TH\n").count(), 4 + 3);
    assert_eq!(file.matches("/S /Figure").count(), 1);
    assert!(file.contains("/Alt (Line chart of pain before each visit on a scale from 0 to 10, 6 ratings in 6 visits. First 7, latest 3, lowest 3, highest 7."));
}

#[test]
fn fewer_than_three_ratings_are_numbers_without_a_chart() {
    let mut letter = sample::letter();
    letter.pain.truncate(2);
    assert!(!legible(&letter).contains("/S /Figure"));
    conforming(&letter);
}

#[test]
fn a_rating_off_the_scale_stays_off_the_chart() {
    let mut letter = sample::letter();
    let wild = PainVisit {
        date: "1 Dec 2026".to_owned(),
        before: Some(200),
        after: None,
    };
    letter.pain.push(wild);
    assert!(legible(&letter).contains("6 ratings in 7 visits. First 7, latest 3"));
    conforming(&letter);
}

#[test]
fn an_empty_part_leaves_no_heading() {
    assert!(!legible(&empty_letter()).contains("/S /H1"));
    let count = |letter: &ReferralLetter| legible(letter).matches("/S /H1").count();
    let mut letter = sample::letter();
    let before = count(&letter);
    letter.opinion = None;
    assert_eq!(count(&letter), before - 1);
}

#[test]
fn a_very_long_title_does_not_stop_the_letter() {
    let mut letter = sample::letter();
    letter.patient.name = "Ada 🙂 ".repeat(400);
    letter.signature.name = "é".repeat(1_500);
    conforming(&letter);
}
