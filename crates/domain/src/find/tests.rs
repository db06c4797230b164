//! Queries that are read, excerpts that are cut, and any text at all.

use bolero::check;
use proptest::prelude::*;

use super::*;

fn typed(terms: &[Term]) -> Vec<String> {
    let one = |term: &Term| format!("{}{}", term.typed(), if term.is_open() { "*" } else { "" });
    terms.iter().map(one).collect()
}

fn day(text: &str) -> CalendarDate {
    text.parse().unwrap()
}

/// The excerpt with what was found in brackets.
fn shown(text: &str, query: &str, anywhere: bool) -> String {
    let query = Query::read(query);
    let pieces = excerpt(text, &query.terms, anywhere).into_iter();
    pieces
        .map(|piece| {
            if piece.hit {
                format!("[{}]", piece.text)
            } else {
                piece.text
            }
        })
        .collect()
}

#[test]
fn words_are_beginnings_and_phrases_are_whole() {
    let query = Query::read("Trapézius \"after the Run\" o'brien");
    assert_eq!(
        typed(&query.terms),
        ["trapezius*", "after the run", "o brien*"]
    );
    assert_eq!(
        typed(&Query::read("\"after the ru").terms),
        ["after the ru*"],
        "it is still being typed"
    );
    assert_eq!(
        typed(&Query::read("“after the run”").terms),
        ["after the run"]
    );
}

#[test]
fn a_minus_leaves_out_a_word_or_a_phrase() {
    let query = Query::read("heel -sore -\"no twitch\" pre-season");
    assert_eq!(
        typed(&query.terms),
        ["heel*", "pre season*"],
        "a hyphen within a word is no minus"
    );
    assert_eq!(typed(&query.without), ["sore*", "no twitch"]);
    assert_eq!(Query::read("-target:UT").remarks, [Remark::FilterLeftOut]);
    assert!(Query::read("- -- -\"\"").is_empty());
}

#[test]
fn filters_are_read_in_any_case_and_with_quotes() {
    let query = Query::read(
        "Target:\"Upper Trapezius\" target:UT region:neck PATIENT:\"Okafor, Ada\" sore",
    );
    assert_eq!(query.targets, ["upper trapezius", "ut"]);
    assert_eq!(query.regions, ["neck"]);
    assert_eq!(query.patients, ["okafor, ada"]);
    assert_eq!(typed(&query.terms), ["sore*"]);
    let unfinished = Query::read("target: note:this");
    assert!(unfinished.targets.is_empty() && unfinished.remarks.is_empty());
    assert_eq!(
        typed(&unfinished.terms),
        ["note this*"],
        "an unknown filter is words"
    );
}

#[test]
fn a_date_is_a_day_a_month_a_year_or_a_span() {
    for (text, from, to) in [
        ("date:2026-11-22", Some("2026-11-22"), Some("2026-11-22")),
        ("date:2024-02", Some("2024-02-01"), Some("2024-02-29")),
        ("date:2026", Some("2026-01-01"), Some("2026-12-31")),
        (
            "date:2025-12..2026-03-02",
            Some("2025-12-01"),
            Some("2026-03-02"),
        ),
        ("date:2026..", Some("2026-01-01"), None),
        ("date:..2026-01", None, Some("2026-01-31")),
        (
            "date:2026 date:2026-03..",
            Some("2026-03-01"),
            Some("2026-12-31"),
        ),
    ] {
        let days = Query::read(text).days;
        assert_eq!((days.from, days.to), (from.map(day), to.map(day)), "{text}");
    }
    for wrong in [
        "date:22.11.2026",
        "date:2026-13",
        "date:..",
        "date:soon",
        "date:2026-1",
    ] {
        let query = Query::read(wrong);
        assert_eq!(query.remarks, [Remark::NotADate], "{wrong}");
        assert!(query.days.are_all(), "{wrong}");
    }
    let march = Query::read("date:2026-03").days;
    assert!(march.hold(day("2026-03-31")) && !march.hold(day("2026-04-01")));
}

#[test]
fn what_is_too_much_is_said() {
    let query = Query::read(&"word ".repeat(MOST_PARTS + 3));
    assert_eq!(
        (query.terms.len(), query.remarks.as_slice()),
        (MOST_PARTS, [Remark::TooMuch].as_slice())
    );
}

#[test]
fn a_patient_is_found_by_all_the_words_or_by_their_own_filter() {
    assert_eq!(Query::read("Okafor \"Ada\"").about_patients(), "okafor ada");
    assert_eq!(Query::read("sore patient:oka").about_patients(), "oka");
}

#[test]
fn an_excerpt_shows_the_line_with_the_most_found_in_it() {
    let note = "neck\nSore for a day, then fine.\nNext visit: heel. Sorely missed the garden.";
    assert_eq!(shown(note, "sore", false), "[Sore] for a day, then fine.");
    assert_eq!(
        shown(note, "sore garden", false),
        "Next visit: heel. [Sore]ly missed the [garden]."
    );
    assert_eq!(shown(note, "rde", false), "");
    assert_eq!(
        shown(note, "rde", true),
        "Next visit: heel. Sorely missed the ga[rde]n."
    );
    assert_eq!(
        shown(note, "\"a day\"", false),
        "Sore for [a day], then fine."
    );
    assert_eq!(
        shown(note, "\"a da\"", false),
        "",
        "a closed phrase is whole words"
    );
}

#[test]
fn accents_and_ligatures_are_marked_as_they_were_written() {
    assert_eq!(
        shown("Inês läuft, Straße, Ʃ", "ines", false),
        "[Inês] läuft, Straße, Ʃ"
    );
    assert_eq!(shown("die Straße", "strass", false), "die [Straß]e");
    assert_eq!(
        shown("I\u{302}le de Re\u{301}", "re", false),
        "I\u{302}le de [Re\u{301}]"
    );
}

#[test]
fn a_long_line_is_cut_at_words_around_what_was_found() {
    let line = format!("{} garden {}", "before ".repeat(30), "after ".repeat(40));
    let cut = shown(&line, "garden", false);
    assert!(
        cut.starts_with("…before") && cut.ends_with("after…") && cut.contains(" [garden] "),
        "{cut}"
    );
    assert!(cut.chars().count() < 160, "{cut}");
}

/// Whatever is typed and whatever is written: words are words, and an excerpt is a piece of the text.
fn holds(typed: &str, text: &str) {
    let query = Query::read(typed);
    let terms = query.terms.iter().chain(&query.without);
    for word in terms.flat_map(Term::words) {
        assert!(
            !word.is_empty() && word.chars().all(char::is_alphanumeric),
            "{typed:?}"
        );
    }
    for anywhere in [false, true] {
        let pieces = excerpt(text, &query.terms, anywhere);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let inner = whole.trim_start_matches('…').trim_end_matches('…');
        assert!(text.contains(inner), "{text:?} {typed:?} -> {whole:?}");
        let found = query
            .terms
            .iter()
            .any(|term| text.lines().any(|line| term.is_in(&fold(line), anywhere)));
        assert_eq!(
            found,
            pieces.iter().any(|piece| piece.hit),
            "{text:?} {typed:?}"
        );
    }
}

#[test]
fn any_text_can_be_typed_and_searched() {
    check!()
        .with_type::<(Vec<u8>, Vec<u8>)>()
        .with_iterations(5_000)
        .for_each(|(typed, text)| {
            holds(
                &String::from_utf8_lossy(typed),
                &String::from_utf8_lossy(text),
            );
        });
}

#[test]
fn any_mix_of_marks_can_be_typed() {
    const PIECES: [&str; 24] = [
        "sore", "Straße", "\"", "“", "-", "−", "target:", "date:", "2026", "..", "patient:", "UT",
        " ", " ", "*", "NEAR(", "OR", "é", "\u{301}", "\u{0}", "'", ":", "^", "ﬁ",
    ];
    check!()
        .with_type::<(Vec<u8>, Vec<u8>)>()
        .with_iterations(5_000)
        .for_each(|(typed, text)| {
            let mixed = |bytes: &[u8]| -> String {
                bytes
                    .iter()
                    .take(24)
                    .map(|byte| PIECES[usize::from(*byte) % PIECES.len()])
                    .collect()
            };
            holds(&mixed(typed), &mixed(text));
        });
}

proptest! {
    #[test]
    fn what_is_put_together_reads_back(
        words in prop::collection::vec("[a-z]{1,8}", 0..4),
        phrases in prop::collection::vec("[a-z]{1,5}( [a-z]{1,5}){0,2}", 0..3),
        without in prop::collection::vec("[a-z]{1,8}", 0..3),
        target in prop::option::of("[a-z]{2,8}( [a-z]{2,8})?"),
    ) {
        let quoted = phrases.iter().map(|phrase| format!("\"{phrase}\""));
        let left_out = without.iter().map(|word| format!("-{word}"));
        let filter = target.iter().map(|target| format!("target:\"{target}\""));
        let all = words.iter().cloned().chain(quoted).chain(left_out).chain(filter);
        let text = all.collect::<Vec<_>>().join(" ");
        let query = Query::read(&text);
        let open = words.iter().map(|word| format!("{word}*"));
        prop_assert_eq!(typed(&query.terms), open.chain(phrases).collect::<Vec<_>>());
        prop_assert_eq!(typed(&query.without), without.iter().map(|word| format!("{word}*")).collect::<Vec<_>>());
        prop_assert_eq!(query.targets, target.into_iter().collect::<Vec<_>>());
        prop_assert!(query.remarks.is_empty());
    }
}
