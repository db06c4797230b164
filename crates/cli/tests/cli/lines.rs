//! `read` and `chart --lines`: lines are read whole, or refused at their place with what could be written.

use serde_json::{Value, json};

use crate::given::{Desk, Ran};

const EXAMPLES: &str = include_str!("../../../catalogue/tests/catalogue/shorthand_examples.json");

/// Without a practice and without a passphrase.
fn read(line: &str, more: &[&str]) -> Ran {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_filiform-cli"));
    program
        .env_remove("FILIFORM_PASSPHRASE")
        .args(["read", line])
        .args(more);
    Ran::of(program.output().unwrap())
}

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

fn examples(of: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(EXAMPLES).unwrap();
    all[of].as_array().unwrap().clone()
}

#[test]
fn every_example_of_the_grammar_prints_its_meaning() {
    for example in examples("examples") {
        let ran = read(example["line"].as_str().unwrap(), &["--json"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let printed: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(
            by_value(&printed),
            by_value(&example["meaning"]),
            "{example}"
        );
    }
}

#[test]
fn every_line_that_must_be_refused_ends_with_three_and_its_reason() {
    for example in examples("refused_examples") {
        let ran = read(example["line"].as_str().unwrap(), &["--json"]);
        assert_eq!(ran.code, 3, "{example}");
        assert_eq!(ran.refusal()["message"], example["reason"]);
        let data: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(
            (&data["refused"], &data["message"]),
            (&json!(true), &example["reason"])
        );
    }
}

#[test]
fn a_refusal_says_where_and_what_could_be_written() {
    let ran = read("L GM 0.30x60", &["--json"]);
    let data: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&data["start"], &data["end"]), (&json!(2), &json!(4)));
    assert_eq!(
        data["choices"][0],
        json!({ "write": "GMax", "words": "gluteus maximus", "line": "L GMax 0.30x60" })
    );
    let fixed = read("L UT .25x40 pis", &["--json"]);
    let data: Value = serde_json::from_str(&fixed.stdout).unwrap();
    assert_eq!(data["fix"], "L UT 0.25x40 pis");
}

#[test]
fn a_line_is_read_in_words_for_people() {
    let ran = read("B UT 0.25x40 d20 pis", &[]);
    assert_eq!(
        ran.stdout,
        "left and right · upper trapezius · 0.25 × 40 mm · 20 mm deep · pistoning / sparrow pecking\n  \
         must be answered before signing: twitch not recorded\n"
    );
    assert_eq!(ran.stderr, "Warning: both lungs at risk\n");
}

/// What lines do not say, for a session that can be signed.
fn answered() -> Value {
    json!({
        "indication": "taut band, familiar pain on pressure",
        "screening": "all-no",
        "events_asked": true,
        "breathlessness_advice": true,
        "breathlessness_time": "14:30",
        "breathlessness_slip": true,
    })
}

const LINES: &str = "!consent verbal\n!24h sore 3 for 36h\n!nprs cur 7>3\nL UT TrP1 0.25x40 d20 pis LTR3 FP+\n\n\
                     R GMed TrP2 0.30x60 d45 pis p12 LTR4\n!count in 2 out 2\n!plan again in a week\n";

fn lines(desk: &Desk, text: &str) -> String {
    let path = desk.path("lines.txt");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_whole_session_is_charted_from_lines_and_signed() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let (file, lines) = (desk.file("rest.json", &answered()), lines(&desk, LINES));
    let arguments = [
        "chart",
        &id,
        &file,
        "--lines",
        &lines,
        "--date",
        "2026-01-20",
        "--time",
        "14:05",
        "--sign",
    ];
    let signed = desk.json(&arguments);
    assert!(signed["session"].is_string());
    let history = desk.json(&["history", &id]);
    let note = &history["sessions"][0]["note"];
    assert_eq!(
        (&note["date"], &note["consent"]),
        (&json!("2026-01-20"), &json!("verbal"))
    );
    assert_eq!(
        (&note["pain_before"], &note["pain_after"]),
        (&json!(7), &json!(3))
    );
    assert_eq!(note["region"], "shoulder-girdle");
    assert_eq!(
        (&note["sites"][0]["twitches"], &note["sites"][1]["passes"]),
        (&json!(3), &json!(12))
    );
    assert_eq!(
        (&note["needles_in"], &note["plan"]),
        (&json!(2), &json!("again in a week"))
    );
}

#[test]
fn what_is_still_open_is_kept_as_a_draft_and_listed() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let lines = lines(&desk, LINES);
    let kept = desk.json(&["chart", &id, "--lines", &lines]);
    assert!(kept["draft"].is_string());
    let open: Vec<_> = kept["open"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    assert!(open.contains(&"screening"), "{open:?}");
    let (code, refusal) = desk.refusal(&["chart", &id, "--lines", &lines, "--sign"]);
    assert_eq!((code, refusal["code"].as_str()), (3, Some("fields")));
    assert_eq!(desk.drafts(), 1, "a refused signing leaves no draft behind");
}

#[test]
fn every_fault_is_named_at_its_line_and_nothing_is_written() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let wrong = lines(
        &desk,
        "L UT 0.25x40 pis\nL GM 0.30x60\n\nUT 0.25x40\n!count 9 9\n",
    );
    let (code, refusal) = desk.refusal(&["chart", &id, "--lines", &wrong]);
    let faults: Vec<_> = refusal["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            (
                fault["path"].as_str().unwrap(),
                fault["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(code, 3);
    assert_eq!(
        faults,
        [
            ("lines[2]", "ambiguous"),
            ("lines[4]", "side-needed"),
            ("lines[5]", "session-form")
        ]
    );
    let level = lines(&desk, "!plan x\nL MFl @C3 0.30x50 d20 pis LTR-\n");
    let (code, refusal) = desk.refusal(&["chart", &id, "--lines", &level]);
    assert_eq!(
        (code, refusal["fields"][0]["path"].as_str()),
        (3, Some("lines[2].level"))
    );
    let past = lines(&desk, "!consent withdrawn\n");
    let (_, refusal) = desk.refusal(&[
        "chart",
        &id,
        "--lines",
        &past,
        "--date",
        "2026-01-20",
        "--time",
        "14:05",
    ]);
    assert_eq!(refusal["fields"][0]["code"], "time-unknown");
    assert_eq!(desk.drafts(), 0);
}

#[test]
fn options_of_lines_are_wrong_usage_without_lines() {
    let desk = Desk::with_practice();
    assert_eq!(desk.run(&["chart", "ada"]).code, 2);
    assert_eq!(
        desk.run(&["chart", "ada", "x.json", "--date", "2026-01-20"])
            .code,
        2
    );
}
