//! Names in every script we promise, and what happens to the others.

use super::sample::{NAMES, letter_in_every_script};
use super::{conforming, legible, letter_about};
use crate::printable::printable;

#[test]
fn names_in_every_promised_script_are_shown_as_typed() {
    for name in NAMES {
        assert!(
            conforming(&letter_about(name)).replaced.is_empty(),
            "{name}"
        );
    }
}

#[test]
fn one_letter_can_hold_every_script() {
    let letter = letter_in_every_script();
    assert_eq!(conforming(&letter).replaced, ['ก', 'ข']);
}

#[test]
fn a_script_without_a_font_is_replaced_visibly_and_named_at_the_end() {
    let pdf = conforming(&letter_about("กขก Ada தமிழ்"));
    assert!(
        pdf.replaced.starts_with(&['ก', 'ข', 'த']),
        "{:?}",
        pdf.replaced
    );
    let mut seen = Vec::new();
    assert_eq!(
        printable("กข Ada", false, &mut seen),
        "\u{FFFD}\u{FFFD} Ada"
    );
    assert_eq!(crate::printable::in_words(&seen), "U+0E01, U+0E02");
}

#[test]
fn the_note_names_a_dozen_characters_and_counts_the_rest() {
    let thai: Vec<char> = ('ก'..='ฮ').collect();
    let words = crate::printable::in_words(&thai);
    assert_eq!(words.matches("U+").count(), 12);
    assert!(words.ends_with(" and 34 more"), "{words}");
    assert_eq!(crate::printable::in_words(&[]), "");
}

#[test]
fn text_is_cleaned_as_told() {
    let check = |typed: &str, breaks: bool, shown: &str| {
        let mut replaced = Vec::new();
        assert_eq!(printable(typed, breaks, &mut replaced), shown, "{typed:?}");
        assert!(replaced.is_empty(), "{typed:?} lost {replaced:?}");
    };
    check("e\u{301}a", false, "éa");
    check("a\0b\u{7}c", false, "abc");
    check("a\u{202E}b\u{2066}c\u{200F}", false, "abc");
    check(
        "one\r\ntwo\u{2028}three\rfour",
        true,
        "one\ntwo\nthree\nfour",
    );
    check("one\r\ntwo\tthree", false, "one two three");
    check("👩🏽\u{200D}⚕\u{FE0F}", false, "👩⚕");
    check("می\u{200C}خواهم", false, "می\u{200C}خواهم");
    check("co\u{AD}op\u{FEFF}", false, "coop");
}

#[test]
fn a_mark_from_another_font_than_its_letter_is_replaced_and_the_letter_kept() {
    let mut replaced = Vec::new();
    assert_eq!(
        printable("山\u{5B0}川", false, &mut replaced),
        "山\u{FFFD}川"
    );
    assert_eq!(replaced, ['\u{5B0}']);
    conforming(&letter_about("山\u{5B0}川 e\u{64B} א\u{301}\u{3099}"));
}

#[test]
fn private_characters_and_non_characters_are_replaced() {
    let mut replaced = Vec::new();
    let typed = "\u{E000}\u{FFFF}\u{1FFFE}\u{F0000}\u{FDD0}";
    assert_eq!(printable(typed, false, &mut replaced), "\u{FFFD}".repeat(5));
    assert_eq!(replaced.len(), 5);
}

#[test]
fn a_word_longer_than_the_line_may_break_anywhere() {
    let shown = printable(&"x".repeat(100), false, &mut Vec::new());
    assert_eq!(shown.replace('\u{200B}', "").len(), 100);
    assert!(shown.contains('\u{200B}'));
    let fine = "Lungenvolumenreduktionschirurgie";
    assert_eq!(printable(fine, false, &mut Vec::new()), fine);
}

#[test]
fn markup_is_shown_as_typed_and_does_nothing() {
    let typed = "#let x = 1 *bold* _it_ $a^2$ = Head @ref <lab> \\ `raw` \"q\" // c /* d */ #panic() -- ...";
    let pdf = conforming(&letter_about(typed));
    assert!(pdf.replaced.is_empty());
    // In a PDF string only the backslash is doubled.
    let title = format!("(Letter about {}, 22 Nov 2026)", typed.replace('\\', r"\\"));
    assert!(legible(&letter_about(typed)).contains(&title));
}
