//! The examples of the grammar, read with the shipped content.

use filiform_catalogue::{Catalogue, Row};
use filiform_domain::shorthand::{
    GRAMMAR_VERSION, LineWords, Meaning, Reading, ShortName, Technique, complete, print, read,
    spoken,
};
use serde_json::Value;

const EXAMPLES: &str = include_str!("shorthand_examples.json");

fn examples(of: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(EXAMPLES).unwrap();
    assert_eq!(all["grammar_version"], GRAMMAR_VERSION);
    all[of].as_array().unwrap().clone()
}

fn line(example: &Value) -> &str {
    example["line"].as_str().unwrap()
}

/// Whole numbers and decimals of the same value are the same.
fn by_value(json: &Value) -> Value {
    match json {
        Value::Number(number) => Value::from(number.as_f64().unwrap()),
        Value::Array(all) => all.iter().map(by_value).collect(),
        Value::Object(all) => all
            .iter()
            .map(|(key, one)| (key.clone(), by_value(one)))
            .collect(),
        other => other.clone(),
    }
}

#[test]
fn every_example_means_what_the_grammar_says() {
    let all = examples("examples");
    assert_eq!(all.len(), 25);
    for example in &all {
        let reading = read(line(example), Catalogue::shipped()).unwrap();
        let meaning = serde_json::to_value(Meaning::of(&reading, Catalogue::shipped())).unwrap();
        assert_eq!(
            by_value(&meaning),
            by_value(&example["meaning"]),
            "{}",
            line(example)
        );
    }
}

#[test]
fn every_line_that_must_be_refused_is_refused_with_its_reason() {
    let all = examples("refused_examples");
    assert_eq!(all.len(), 15);
    for example in &all {
        let refusal = read(line(example), Catalogue::shipped()).unwrap_err();
        assert_eq!(refusal.to_string(), example["reason"], "{}", line(example));
    }
}

#[test]
fn an_example_prints_as_it_was_written_and_reads_the_same_again() {
    for example in examples("examples") {
        let reading = read(line(&example), Catalogue::shipped()).unwrap();
        let printed = print(&reading, Catalogue::shipped());
        // "LTR+ x3" is read as three twitches, which has a shorter form.
        assert_eq!(printed, line(&example).replace("LTR+ x3", "LTR3"));
        assert!(
            read(&printed, Catalogue::shipped()).unwrap() == reading,
            "{printed}"
        );
    }
}

#[test]
fn a_reading_is_shown_in_words_with_the_side_written_out() {
    let shown = |line| {
        spoken(
            &read(line, Catalogue::shipped()).unwrap(),
            Catalogue::shipped(),
        )
        .join(" · ")
    };
    assert_eq!(
        shown("L UT TrP1 0.25x40 d20 pis LTR3 FP+ NPRS:7>3"),
        "left · upper trapezius · TrP 1 · 0.25 × 40 mm · 20 mm deep · pistoning / sparrow pecking · twitch × 3 · \
         familiar pain · pain now 7 → 3"
    );
    assert_eq!(
        shown("B GCm TrP1-2 0.30x50 n=2 es 2Hz 250us motor 20min"),
        "left and right · gastrocnemius, medial head · TrP 1-2 · 0.30 × 50 mm · 2 needles a side · \
         electrical stimulation through needles · current 2 Hz, 250 µs, motor, 20 min"
    );
    assert_eq!(
        shown("!count in 9 out 8"),
        "needles in 9 · needles out 8 · they differ: count again, or explain"
    );
}

#[test]
fn every_refused_name_that_names_targets_offers_them() {
    let choices = |line: &str| {
        let refusal = read(line, Catalogue::shipped()).unwrap_err();
        refusal
            .choices
            .into_iter()
            .map(|one| (one.write, one.words))
            .collect::<Vec<_>>()
    };
    let pair = |write: &str, words: &str| (write.to_owned(), words.to_owned());
    assert_eq!(
        choices("L GM 0.30x60"),
        [
            pair("GMax", "gluteus maximus"),
            pair("GMed", "gluteus medius")
        ]
    );
    assert_eq!(choices("L QF 0.30x60").len(), 5);
    assert_eq!(choices("L LT 0.30x60"), [pair("LTrap", "lower trapezius")]);
    assert_eq!(choices("L ES 0.30x60"), [], "es is no muscle");
    for row in Catalogue::shipped().abbreviations() {
        let named = row.target().is_some();
        let is_target = matches!(
            Catalogue::shipped().short_name(&row.word),
            ShortName::Target(_)
        );
        assert_eq!(named, is_target, "{}", row.word);
    }
}

#[test]
fn the_techniques_of_the_grammar_are_those_of_the_content() {
    let recorded = Catalogue::shipped()
        .techniques()
        .iter()
        .filter(|row| row.recorded);
    let words: Vec<_> = recorded
        .map(|row| (row.id(), row.line_word.as_deref()))
        .collect();
    for technique in Technique::ALL {
        assert!(
            words.contains(&(technique.id(), Some(technique.word()))),
            "{}",
            technique.id()
        );
    }
    assert_eq!(words.len(), Technique::ALL.len());
}

#[test]
fn every_target_is_read_by_its_short_name_in_any_case_and_by_its_id() {
    for target in Catalogue::shipped().targets() {
        let side = if target.is_paired() { "R" } else { "M" };
        for name in [
            target.abbr.clone(),
            target.abbr.to_lowercase(),
            target.abbr.to_uppercase(),
            target.id.to_string(),
        ] {
            let line = format!("{side} {name} 0.30x50");
            let reading = read(&line, Catalogue::shipped()).unwrap();
            let Reading::Needle(row) = reading else {
                panic!("{line}")
            };
            assert_eq!(row.target, target.id.as_str(), "{line}");
        }
    }
}

#[test]
fn a_needlestick_of_staff_is_never_part_of_a_patients_note() {
    for line in [
        "L UT 0.25x40 AE:needlestick-staff",
        "!ae needlestick-staff mild x",
    ] {
        assert!(read(line, Catalogue::shipped()).is_err(), "{line}");
    }
    assert!(read("L UT 0.25x40 AE:bruise", Catalogue::shipped()).is_ok());
}

#[test]
fn targets_are_completed_by_short_name_alias_and_name() {
    let first = |line: &str| {
        complete(line, line.len(), Catalogue::shipped())
            .first()
            .map(|one| one.write.clone())
    };
    assert_eq!(first("L UT").as_deref(), Some("UT"));
    assert_eq!(first("L levsc").as_deref(), Some("LS"));
    assert_eq!(first("R infra").as_deref(), Some("IS"));
    assert_eq!(first("pirif").as_deref(), Some("PIR"));
}
