//! Any text at all: nothing panics, what is read prints and reads back, and every place is in the line.
//!
//! `cargo test` runs these for a bounded number of texts; `cargo bolero test` goes on for as long as it is let.

use bolero::check;

use super::testing::Words;
use super::*;

/// Pieces of which a fuzzer makes lines that go deep: nearly right, and wrong in the usual ways.
const PIECES: [&str; 64] = [
    "L",
    "R",
    "B",
    "M",
    "LT",
    "UT",
    "IS",
    "GM",
    "PROC",
    "CET",
    "TrP1",
    "TrP1-2",
    "TrP",
    ",3",
    "@L4-5",
    "@l4",
    "@",
    "mid",
    "0.25x40",
    "0.30x50",
    ".25x40",
    "40x0.25",
    "30G",
    "0.25",
    "x",
    "40",
    "n=2",
    "n=",
    "d20",
    "d60",
    "dbone",
    "dsup",
    "d",
    "cm",
    "pis",
    "sdn",
    "es",
    "ES",
    "p12",
    "5min",
    "2.5min",
    "2Hz",
    "250us",
    "motor",
    "LTR3",
    "LTR+",
    "x3",
    "LTR-",
    "FP+",
    "NPRS:7>3",
    "NPRS.worst:8",
    "AE:bruise",
    ";",
    "free",
    "!nprs",
    "!count",
    "in",
    "!plan",
    "!ae",
    " ",
    "\u{37e}",
    "é",
    "\u{301}",
    "\n",
];

fn holds(line: &str) {
    for one in read_lines(line, &Words) {
        whole_or_refused(&one.line);
    }
    whole_or_refused(line);
    for caret in [line.len() / 3, line.len() / 2, line.len()] {
        for offer in complete(line, caret, &Words) {
            assert!(line.get(offer.span).is_some());
        }
    }
}

fn whole_or_refused(line: &str) {
    match read(line, &Words) {
        Ok(reading) => {
            let printed = print(&reading, &Words);
            assert!(
                read(&printed, &Words).as_ref() == Ok(&reading),
                "{line:?} -> {printed:?}"
            );
            assert!(!spoken(&reading, &Words).is_empty());
        }
        Err(refusal) => {
            assert!(line.get(refusal.span).is_some(), "{line:?}");
            assert!(!refusal.message.is_empty());
        }
    }
}

#[test]
fn any_text_is_read_whole_or_refused() {
    check!()
        .with_type::<Vec<u8>>()
        .with_iterations(5_000)
        .for_each(|bytes| holds(&String::from_utf8_lossy(bytes)));
}

#[test]
fn any_mix_of_pieces_is_read_whole_or_refused() {
    check!()
        .with_type::<Vec<(u8, bool)>>()
        .with_iterations(5_000)
        .for_each(|chosen| {
            let mut line = String::from("L UT 0.25x40 ");
            for (piece, blank) in chosen.iter().take(24) {
                line.push_str(PIECES[usize::from(*piece) % PIECES.len()]);
                line.push_str(if *blank { " " } else { "" });
            }
            holds(&line);
            holds(line.trim_start_matches("L UT 0.25x40 "));
        });
}
