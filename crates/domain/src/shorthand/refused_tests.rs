//! Lines that are refused: where, with what question, and with which one-key fix.

use super::tests::{offers, refusal, refused};
use super::*;

#[test]
fn a_misread_side_has_a_one_key_fix_where_a_target_follows() {
    for (line, fix) in [
        ("LT UT 0.25x40", "L UT 0.25x40"),
        ("rt UT 0.25x40", "R UT 0.25x40"),
        ("B/L UT 0.25x40", "B UT 0.25x40"),
        ("l GM 0.25x40", "L GM 0.25x40"),
    ] {
        let (_, code, given) = refused(line);
        assert_eq!(
            (code, given.as_deref()),
            (Code::SideWord, Some(fix)),
            "{line}"
        );
    }
    assert_eq!(
        refused("LT 0.25x40").2,
        None,
        "it may be the lower trapezius"
    );
}

#[test]
fn an_ambiguous_name_is_asked_back_with_targets_in_plain_words() {
    let refusal = refusal("L gm 0.30x60");
    assert_eq!(
        refusal.to_string(),
        "gm is ambiguous: gluteus maximus or medius? write GMax or GMed"
    );
    let first = refusal.choices.first().unwrap();
    assert_eq!(
        (
            first.write.as_str(),
            first.words.as_str(),
            first.line.as_str()
        ),
        ("GMax", "gluteus maximus", "L GMax 0.30x60")
    );
    assert_eq!(refusal.fix, None, "nothing is guessed");
}

#[test]
fn each_slip_of_a_needle_has_its_answer() {
    for (token, code, fix) in [
        (".25x40", Code::NeedleLeadingZero, Some("0.25x40")),
        ("0,25x40", Code::Spelling, Some("0.25x40")),
        ("0.3x50", Code::Spelling, Some("0.30x50")),
        ("0.25×40", Code::Spelling, Some("0.25x40")),
        ("0.25x40mm", Code::Spelling, Some("0.25x40")),
        ("40x0.25", Code::NeedleOrder, Some("0.25x40")),
        ("30G", Code::NeedleGauge, None),
        ("30Gx40", Code::NeedleGauge, None),
        ("25x40", Code::NeedleDiameter, None),
        ("0.50x40", Code::NeedleDiameter, None),
        ("0.255x40", Code::NeedleDiameter, None),
        ("0.25x400", Code::NeedleLength, None),
        ("0.25", Code::NeedleLength, None),
    ] {
        let line = format!("L UT {token} pis");
        let fixed = fix.map(|fix| format!("L UT {fix} pis"));
        assert_eq!(refused(&line), (token.to_owned(), code, fixed), "{token}");
    }
}

#[test]
fn a_gauge_offers_sizes_in_millimetres_and_turns_none_into_another() {
    let written = |line| {
        offers(line)
            .into_iter()
            .map(|offer| offer.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(written("L UT 30G pis"), ["0.25x25", "0.25x40", "0.30x50"]);
    assert_eq!(written("L UT 30Gx40 pis"), ["0.25x40"]);
}

#[test]
fn what_is_torn_apart_is_put_together_with_one_key() {
    for (line, fix) in [
        ("L UT TrP 1 0.25x40", "L UT TrP1 0.25x40"),
        ("L UT 0.25 x 40 pis", "L UT 0.25x40 pis"),
        ("L UT 0.25x40 NPRS 7>3", "L UT 0.25x40 NPRS7>3"),
        ("L UT 0.25x40 10 min", "L UT 0.25x40 10min"),
    ] {
        assert_eq!(refused(line).2.as_deref(), Some(fix), "{line}");
    }
}

#[test]
fn another_case_or_unit_is_not_taken_and_mended_with_one_key() {
    for (token, fix) in [
        ("ES", "es"),
        ("Pis", "pis"),
        ("trp1", "TrP1"),
        ("ltr3", "LTR3"),
        ("fp+", "FP+"),
        ("nprs:7>3", "NPRS:7>3"),
        ("NPRS:7-3", "NPRS:7>3"),
        ("@l4", "@L4"),
        ("pistoning", "pis"),
        ("d20mm", "d20"),
        ("d2cm", "d20"),
        ("5mins", "5min"),
        ("LTR+3", "LTR3"),
    ] {
        let (place, _, given) = refused(&format!("L UT 0.25x40 {token}"));
        assert_eq!(place, token);
        assert_eq!(given, Some(format!("L UT 0.25x40 {fix}")), "{token}");
    }
    assert_eq!(refusal("L UT 0.25x40 ES").to_string(), "write es");
    assert_eq!(refused("L UT 0.25x40 2cm").2, None);
}

#[test]
fn a_bare_number_of_times_is_asked_about() {
    let written: Vec<_> = offers("L UT 0.25x40 pis x3")
        .into_iter()
        .map(|offer| offer.0)
        .collect();
    assert_eq!(written, ["p3", "LTR3", "n=3"]);
    assert_eq!(refused("L UT 0.25x40 LTR- x3").0, "x3");
    assert_eq!(refused("L UT 0.25x40 LTR+ FP+ x3").0, "x3");
}

#[test]
fn nothing_stands_twice() {
    for twice in [
        "0.25x40",
        "d10",
        "pis",
        "5min",
        "LTR-",
        "FP-",
        "NPRS:3",
        "TrP2",
        "@L5",
        "n=2",
        "p3",
        "AE:bruise",
    ] {
        let line =
            format!("L UT 0.25x40 d20 pis 5min LTR3 FP+ NPRS:7 TrP1 @L4 n=1 p9 AE:bruise {twice}");
        assert_eq!(
            refused(&line),
            (twice.to_owned(), Code::Twice, None),
            "{line}"
        );
    }
}

#[test]
fn numbers_keep_their_range() {
    for (token, code) in [
        ("n=0", Code::OutOfRange),
        ("n=51", Code::OutOfRange),
        ("p501", Code::OutOfRange),
        ("d0", Code::OutOfRange),
        ("241min", Code::OutOfRange),
        ("1.25min", Code::OutOfRange),
        ("TrP0", Code::OutOfRange),
        ("TrP2-1", Code::OutOfRange),
        ("TrP1,1", Code::OutOfRange),
        ("NPRS:11", Code::PainOverTen),
        ("NPRS:7>11", Code::PainOverTen),
        ("NPRS.worst:8>5", Code::PainWindow),
        ("NPRS.now:8", Code::NotUnderstood),
        ("LTR100", Code::NotUnderstood),
        ("@L6", Code::Level),
        ("@T9-T3", Code::Level),
        ("AE:brui", Code::UnknownEvent),
    ] {
        let line = format!("L UT 0.25x40 {token}");
        let (place, given, _) = refused(&line);
        assert_eq!((place.as_str(), given), (token, code), "{line}");
    }
}

#[test]
fn a_missing_side_is_asked_with_each_whole_line() {
    assert_eq!(
        offers("UT 0.25x40"),
        [
            ("L".to_owned(), "L UT 0.25x40".to_owned()),
            ("R".to_owned(), "R UT 0.25x40".to_owned()),
            ("B".to_owned(), "B UT 0.25x40".to_owned()),
        ]
    );
}
