//! What the reading of lines promises. The grammar's own examples are read with the real catalogue
//! (`crates/catalogue/tests`).

use proptest::prelude::*;

use super::testing::{Words, any_row, any_session_line};
use super::*;
use crate::site::Side;

fn row(line: &str) -> NeedleRow {
    match read(line, &Words) {
        Ok(Reading::Needle(row)) => *row,
        Ok(Reading::Session(_)) => panic!("{line} is no row"),
        Err(refusal) => panic!("{line}: {refusal}"),
    }
}

pub(super) fn refusal(line: &str) -> Refusal {
    match read(line, &Words) {
        Ok(_) => panic!("{line} was read"),
        Err(refusal) => refusal,
    }
}

/// The token that the refusal points at, its code and its one-key fix.
pub(super) fn refused(line: &str) -> (String, Code, Option<String>) {
    let refusal = refusal(line);
    let place = line.get(refusal.span).unwrap_or_default().to_owned();
    (place, refusal.code, refusal.fix)
}

pub(super) fn offers(line: &str) -> Vec<(String, String)> {
    let choices = refusal(line).choices.into_iter();
    choices.map(|choice| (choice.write, choice.line)).collect()
}

#[test]
fn order_is_free_after_the_target() {
    let usual = row("L UT TrP1 0.25x40 d20 pis LTR3 FP+ NPRS:7>3 ;calm");
    let mixed = row("  L ut NPRS7>3 FP+ LTR+ x3 pis 0.25x40 d20 TrP1;calm");
    assert!(usual == mixed);
}

#[test]
fn a_midline_target_needs_no_side_and_has_no_other() {
    assert_eq!(row("PROC 0.20x15 d5").side, Side::Midline);
    assert_eq!(row("M procerus 0.20x15").side, Side::Midline);
    let (_, code, fix) = refused("L PROC 0.20x15");
    assert_eq!(
        (code, fix.as_deref()),
        (Code::SideOfMidline, Some("M PROC 0.20x15"))
    );
    let (place, code, _) = refused("M UT 0.25x40");
    assert_eq!((place.as_str(), code), ("M", Code::SideNeeded));
}

#[test]
fn time_before_es_is_left_in_place_and_after_it_that_of_the_current() {
    let row = row("L GMax 0.30x50 sta 10min es 2Hz 250us motor 20min");
    assert_eq!((row.left_in_s, row.current_s), (Some(600), Some(1200)));
    assert_eq!(refused("L GMax 0.30x50 2Hz es").1, Code::EsFirst);
    assert_eq!(refused("L GMax 0.30x50 es 20min 5min").0, "5min");
}

#[test]
fn what_must_be_answered_before_signing_is_warned_of() {
    let open = |line: &str| {
        let reading = read(line, &Words).unwrap();
        reading
            .not_answered(&Words)
            .into_iter()
            .map(NotAnswered::words)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        open("L UT 0.25x40"),
        [
            "technique not recorded",
            "twitch not recorded",
            "depth not recorded"
        ]
    );
    assert_eq!(
        open("L GMax 0.25x40 pis LTR-"),
        [""; 0],
        "the risk is not high"
    );
    assert_eq!(
        open("L CET 0.25x40 ten"),
        [""; 0],
        "a tendon does not twitch"
    );
    assert_eq!(open("!plan again"), [""; 0]);
}

#[test]
fn needles_over_the_lung_on_both_sides_are_seen_over_several_lines() {
    let both = |text: &str| {
        let rows: Vec<_> = text.lines().map(|line| site_of(&row(line))).collect();
        both_lungs_at_risk(&rows, &Words)
    };
    assert!(both("B UT 0.25x40"));
    assert!(both("L UT 0.25x40\nR IS 0.25x40"));
    assert!(!both(
        "L UT 0.25x40\nL IS 0.25x40\nR GMax 0.30x50\nB GMed 0.30x50"
    ));
}

#[test]
fn several_lines_keep_their_numbers() {
    let read = read_lines("\n  \nL UT 0.25x40 pis\r\nbanana\n!plan again", &Words);
    let numbers: Vec<_> = read
        .iter()
        .map(|line| (line.number, line.read.is_ok()))
        .collect();
    assert_eq!(numbers, [(3, true), (4, false), (5, true)]);
}

#[test]
fn session_lines_are_read_or_shown_how_they_are_written() {
    for line in [
        "!consent verbal",
        "!nprs best 2",
        "!ae fainting significant lay down; better",
        "!ae bruise mild",
    ] {
        assert!(read(line, &Words).is_ok(), "{line}");
    }
    for (line, code, fix) in [
        ("!count 9 8", Code::SessionForm, Some("!count in 9 out 8")),
        ("!count in nine out 9", Code::OutOfRange, None),
        ("!Plan again", Code::Spelling, Some("!plan again")),
        ("!plan", Code::SessionForm, None),
        (
            "!plan take .5 mg",
            Code::DoNotUse,
            Some("!plan take 0.5 mg"),
        ),
        ("!nprs 7>3", Code::SessionForm, None),
        ("!nprs cur 11", Code::PainOverTen, None),
        ("!24h sore 11 for 3h", Code::OutOfRange, None),
        ("!24h sore 3", Code::SessionForm, None),
        ("!ae bruise badly x", Code::SessionForm, None),
        ("!consent", Code::SessionForm, None),
        ("!banana", Code::NotUnderstood, None),
    ] {
        let (_, given, fixed) = refused(line);
        assert_eq!((given, fixed.as_deref()), (code, fix), "{line}");
    }
    let windows: Vec<_> = offers("!nprs 7>3")
        .into_iter()
        .map(|offer| offer.1)
        .collect();
    assert_eq!(windows, ["!nprs cur 7>3"], "only pain now can change");
}

#[test]
fn what_is_offered_completes_the_token_at_the_caret() {
    let written = |line: &str| {
        let all = complete(line, line.len(), &Words);
        all.into_iter().map(|one| one.write).collect::<Vec<_>>()
    };
    assert_eq!(written("L gl"), ["GMax", "GMed"]);
    assert_eq!(written("L UT 0.25"), ["0.25x25", "0.25x40"]);
    assert_eq!(written("L UT 0.25x40 p"), ["pis", "peri"]);
    assert_eq!(written("L UT 0.25x40 AE:b"), ["AE:bruise", "AE:bleeding"]);
    assert_eq!(written("!con"), ["!consent"]);
    assert_eq!(written("!nprs w"), ["worst"]);
    assert_eq!(
        written("L UT 0.25x40 ;p"),
        [""; 0],
        "free text is the therapist's own"
    );
    assert_eq!(written("L GM p"), [""; 0], "the target comes first");
    let inside = complete("L U 0.25x40", 3, &Words);
    assert_eq!(
        (inside[0].write.as_str(), inside[0].span.clone()),
        ("UT", 2..3)
    );
    assert_eq!(
        complete("é", 1, &Words),
        [],
        "a caret inside a letter is nowhere"
    );
}

#[test]
fn neither_a_reading_nor_a_refusal_shows_what_was_typed_when_it_is_debugged() {
    let shown = format!(
        "{:?}",
        read_lines("L UT 0.25x40 ;Okafor\nOkafor 0.25x40", &Words)[0].read
    ) + &format!("{:?}", read("Okafor 0.25x40", &Words));
    assert!(!shown.contains("Okafor"), "{shown}");
}

proptest! {
    #[test]
    fn any_row_that_the_grammar_can_say_reads_back_as_it_was_printed(row in any_row()) {
        let reading = Reading::Needle(Box::new(row));
        let line = print(&reading, &Words);
        let back = read(&line, &Words).map_err(|refusal| TestCaseError::fail(format!("{line}: {refusal}")))?;
        prop_assert!(back == reading, "{line}");
        prop_assert_eq!(print(&back, &Words), line);
    }

    #[test]
    fn any_session_line_reads_back_as_it_was_printed(said in any_session_line()) {
        let reading = Reading::Session(said);
        let line = print(&reading, &Words);
        let back = read(&line, &Words).map_err(|refusal| TestCaseError::fail(format!("{line}: {refusal}")))?;
        prop_assert!(back == reading, "{line}");
    }
}
