//! The TypeScript of the contract and the answers of the real workflows, as the window's tests use them.
//!
//! `cargo xtask bindings` writes them; otherwise a stale or foreign file fails this test.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

#[path = "bindings/amendments.rs"]
mod amendments;
#[path = "bindings/episodes.rs"]
mod episodes;
#[path = "bindings/front_desk.rs"]
mod front_desk;
#[path = "bindings/history.rs"]
mod history;
#[path = "bindings/people.rs"]
mod people;
#[path = "bindings/record.rs"]
mod record;
#[path = "bindings/recorder.rs"]
mod recorder;
#[path = "bindings/scores.rs"]
mod scores;
mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use filiform::contract::{COMMANDS, JOBS, write_types};
use filiform_domain::consent::{ConsentDraft, ConsentKind};
use filiform_domain::current::{Current, ElectrodePair};
use filiform_domain::episode::{DischargeDraft, GoalDraft, ReassessmentDraft};
use filiform_domain::event::{EventDraft, RecoveryLine, StoppedEarly};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::pain::PainRating;
use filiform_domain::session::SessionDraft;
use filiform_domain::site::{OwnTarget, SiteDraft};
use filiform_domain::visit::{
    BillingCode, Finding, FirstVisit, Medicine, NotHeld, OtherCareDraft, Present, SinceLast,
};
use serde_json::{Value, json};
use support::{DAY_MS, Desk, PASSPHRASE, ada, bruise, call, note};

#[test]
fn the_generated_files_are_those_of_the_contract() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/backend/generated");
    let fresh = generated();
    if std::env::var_os("FILIFORM_BINDINGS").is_some_and(|word| word == "write") {
        write(&committed, &fresh);
    }
    let found = read(&committed);
    let stale: Vec<_> = fresh
        .iter()
        .filter(|(name, text)| found.get(*name) != Some(text))
        .map(|(name, _)| name)
        .collect();
    let foreign: Vec<_> = found
        .keys()
        .filter(|name| !fresh.contains_key(*name))
        .collect();
    assert!(
        stale.is_empty() && foreign.is_empty(),
        "run `cargo xtask bindings`: stale {stale:?}, foreign {foreign:?}"
    );
}

#[test]
fn a_fixture_holds_no_path_of_this_computer() {
    let fixtures = fixtures();
    assert!(
        fixtures.contains("/home/therapist/"),
        "paths are those of nobody's computer"
    );
    assert!(!fixtures.contains("/tmp/"));
}

/// File name to text, of every file that belongs there.
fn generated() -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let config = ts_rs::Config::new().with_out_dir(folder.path());
    let commands = write_types(&config).unwrap();
    let mut files = read(folder.path());
    files.insert("Commands.ts".into(), commands);
    files.insert("rights.ts".into(), rights());
    files.insert("empty.ts".into(), empty_rows());
    files.insert("fixtures.json".into(), fixtures());
    files.insert("body_chart.json".into(), body_chart());
    files
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let text = |path: PathBuf| {
        (
            path.file_name().unwrap().to_string_lossy().into_owned(),
            std::fs::read_to_string(&path).unwrap(),
        )
    };
    entries.filter(|path| path.is_file()).map(text).collect()
}

fn write(folder: &Path, files: &BTreeMap<String, String>) {
    for name in read(folder)
        .keys()
        .filter(|name| !files.contains_key(*name))
    {
        std::fs::remove_file(folder.join(name)).unwrap();
    }
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

/// The right that each command needs at least, so that the window offers nobody what they would be refused.
fn rights() -> String {
    let mut text = "// Generated from src/contract by `cargo xtask bindings`. Do not edit.\nimport type { Commands, Jobs } from \"./Commands\";\nimport type { Right } from \"./Right\";\n\nexport const rightOf: Record<keyof Commands | keyof Jobs, Right> = {\n".to_owned();
    for (name, right) in COMMANDS.iter().chain(JOBS) {
        writeln!(text, "  {name}: {},", json!(right)).unwrap();
    }
    text + "};\n"
}

/// What a new row of each list holds: nothing. A new field of the note is in it without a change in the window.
fn empty_rows() -> String {
    let mut text =
        "// This file is written by `cargo xtask bindings`. Copy a value before changing it.\n\n"
            .to_owned();
    let mut constants = String::new();
    for (name, of, value) in [
        ("billingCode", "BillingCode", json!(BillingCode::default())),
        ("current", "Current", json!(Current::default())),
        (
            "electrodePair",
            "ElectrodePair",
            json!(ElectrodePair::default()),
        ),
        (
            "discharge",
            "DischargeDraft",
            json!(DischargeDraft::default()),
        ),
        ("event", "EventDraft", json!(EventDraft::default())),
        ("finding", "Finding", json!(Finding::default())),
        ("firstVisit", "FirstVisit", json!(FirstVisit::default())),
        ("goal", "GoalDraft", json!(GoalDraft::default())),
        ("medicine", "Medicine", json!(Medicine::default())),
        ("notHeld", "NotHeld", json!(NotHeld::default())),
        (
            "otherCare",
            "OtherCareDraft",
            json!(OtherCareDraft::default()),
        ),
        ("ownTarget", "OwnTarget", json!(OwnTarget::default())),
        ("painRating", "PainRating", json!(PainRating::default())),
        ("present", "Present", json!(Present::default())),
        (
            "reassessment",
            "ReassessmentDraft",
            json!(ReassessmentDraft::default()),
        ),
        (
            "recoveryLine",
            "RecoveryLine",
            json!(RecoveryLine::default()),
        ),
        ("session", "SessionDraft", json!(SessionDraft::default())),
        ("sinceLast", "SinceLast", json!(SinceLast::default())),
        ("site", "SiteDraft", json!(SiteDraft::default())),
        (
            "stoppedEarly",
            "StoppedEarly",
            json!(StoppedEarly::default()),
        ),
    ] {
        writeln!(text, "import type {{ {of} }} from \"./{of}\";").unwrap();
        let value = serde_json::to_string_pretty(&value).unwrap();
        writeln!(constants, "\nexport const {name}: {of} = {value};").unwrap();
    }
    text + &constants
}

/// The main job, played on the real workflows: what the window asked, and what it was answered.
fn fixtures() -> String {
    let desk = Desk::empty();
    let mut recorder = Recorder {
        desk: &desk,
        recorded: BTreeMap::new(),
    };
    recorder.ask("practice_status", json!({}));
    recorder.desk.create().ok().unwrap();
    recorder.ask(
        "judge_passphrase",
        json!({ "passphrase": "password1", "about": [] }),
    );
    recorder.ask("reference", json!({}));
    let patient = desk.register(ada()).id;
    for (date, before) in [("2026-11-03", 7), ("2026-11-10", 5), ("2026-11-20", 4)] {
        let mut session = note(date);
        session.pain_before = Some(before);
        desk.sign(patient, &session).unwrap();
    }
    desk.clock.forward(DAY_MS / 24);
    let kept = desk.draft(patient, &note("2026-11-22"));
    recorder.ask("workspace", json!({}));
    recorder.ask("today", json!({}));
    recorder.ask("find_patients", json!({ "query": "oka", "limit": 50 }));
    for query in ["oka", "stiff driv", "upper trap", "region:moon"] {
        let asked = json!({ "query": query, "inside": null, "limit": 8 });
        recorder.ask("find_anything", asked);
    }
    recorder.ask("check_patient", json!({ "patient": ada(), "id": null }));
    recorder.ask("register_patient", json!({ "patient": {}, "draft": null }));
    recorder.ask("open_patient", json!({ "patient": patient }));
    recorder.ask(
        "review_history",
        json!({ "patient": patient, "before": null, "limit": 100 }),
    );
    let session = desk.history(patient)[0].id;
    record_between(&mut recorder, patient, session);
    history::record(&mut recorder, patient);
    recorder.ask("open_session", json!({ "session": session }));
    recorder.ask("open_draft", json!({ "draft": kept.id }));
    recorder.ask(
        "check_session",
        json!({ "patient": patient, "session": note("2026-11-22") }),
    );
    record_lines(&mut recorder);
    amendments::record_amendments(&mut recorder, session);
    recorder.ask("offer_letter", json!({ "patient": patient }));
    safety(&mut recorder, patient);
    episodes::record(&mut recorder, patient);
    scores::record(&mut recorder, patient);
    front_desk::record(&mut recorder, patient);
    recorder.ask("practice_page", json!({}));
    recorder::backups(&mut recorder);
    history::handed(&mut recorder, patient);
    record::kept_and_destroyed(&mut recorder, patient);
    people::joined_and_left(&mut recorder, patient);
    recorder.ask("lock", json!({}));
    recorder.ask("unlock", json!({ "passphrase": "not this one" }));
    recorder.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    recorder.text()
}

/// Rows that are typed as lines: read, refused, completed and written.
fn record_lines(recorder: &mut Recorder<'_>) {
    for text in [
        "L UT TrP1 0.25x40 d20 pis LTR3 FP+ NPRS:7>3",
        "B LS 0.25x30 sdn 5min",
        "L GM 0.30x60",
        "L UT .25x40 pis",
        "L UT 30G pis",
        "LT UT 0.25x40",
        "UT 0.25x40",
        "R PIR 0.30x75 d60 fifo LTR-\n!count in 3 out 3",
    ] {
        recorder.ask("read_lines", json!({ "text": text, "session": null }));
    }
    let two = json!({ "text": "L UT 0.25x40 d20 pis LTR-\n!nprs cur 7>3", "session": {} });
    recorder.ask("read_lines", two);
    for line in ["L up", "L UT 0.25", "L UT 0.25x40 "] {
        let caret = line.len();
        recorder.ask("complete_line", json!({ "line": line, "caret": caret }));
    }
    recorder.ask("write_lines", json!({ "session": note("2026-11-22") }));
}

/// The body chart, with the points that the window's tests ask about. One answer a line: the drawings are long
/// and nobody reads them.
fn body_chart() -> String {
    let desk = Desk::empty();
    let mut recorder = Recorder {
        desk: &desk,
        recorded: BTreeMap::new(),
    };
    recorder.ask("body_chart", json!({}));
    for (view, mirrored, x, y) in [
        ("front", false, 2260, 1750),
        ("front", false, 2741, 1716),
        ("back", false, 1310, 1400),
        ("head-side", false, 1230, 1740),
        ("head-side", true, 1230, 1740),
        ("front", false, 1800, 2620),
        ("front", false, 10, 10),
    ] {
        let point = json!({ "view": view, "mirrored": mirrored, "x": x, "y": y });
        recorder.ask("targets_at", point);
    }
    let line = |(command, answers): (&String, &Vec<Value>)| {
        let answers: Vec<String> = answers.iter().map(Value::to_string).collect();
        format!("\"{command}\": [\n{}\n]", answers.join(",\n"))
    };
    let lines: Vec<String> = recorder.recorded.iter().map(line).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// A contact and a later event, from the form to the timeline.
fn record_between(recorder: &mut Recorder<'_>, patient: PatientId, session: SessionId) {
    recorder.ask("open_contact_form", json!({ "patient": patient }));
    recorder.ask(
        "open_report_form",
        json!({ "patient": patient, "session": session }),
    );
    for (check, of) in [("check_contact", "contact"), ("check_report", "event")] {
        recorder.ask(check, json!({ "patient": patient, of: {} }));
    }
    let call = call("2026-11-21", "11:30");
    recorder.ask(
        "log_contact",
        json!({ "patient": patient, "contact": call, "draft": null }),
    );
    recorder.ask(
        "report_event",
        json!({ "patient": patient, "event": bruise(session), "draft": null }),
    );
    recorder.ask(
        "review_history",
        json!({ "patient": patient, "before": null, "limit": 101 }),
    );
}

/// A patient who is screened and consents, and what that says to the rows of a note.
fn safety(recorder: &mut Recorder<'_>, patient: PatientId) {
    let answer = |check: &str, answer: &str, note: &str| json!({ "check": check, "answer": answer, "note": note, "date": "" });
    let screening = json!({
        "reviewed": "2026-11-22",
        "note": "",
        "answers": [
            answer("lung-disease", "yes", "pneumothorax 2019"),
            answer("lymphedema-limb", "yes", "right arm"),
            answer("epilepsy", "no", ""),
        ],
    });
    let mut consent = json!(ConsentDraft {
        kind: Some(ConsentKind::Written),
        date: "2026-11-22".into(),
        time: "14:30".into(),
        procedure: "Dry needling".into(),
        form_version: "2026-01".into(),
        signer: "Ada Okafor".into(),
        ..ConsentDraft::default()
    });
    recorder.ask("open_safety", json!({ "patient": patient }));
    recorder.ask(
        "check_screening",
        json!({ "patient": patient, "screening": screening }),
    );
    let answered = json!({ "patient": patient, "screening": screening, "draft": null });
    recorder.ask("answer_screening", answered);
    let refused = json!({ "patient": patient, "consent": consent, "draft": null });
    recorder.ask("give_consent", refused);
    recorder.ask(
        "check_consent",
        json!({ "patient": patient, "consent": consent }),
    );
    for (field, value) in [
        ("relation", json!("patient")),
        ("copy_given", json!(true)),
        ("signed", json!("drawn")),
        ("strokes", json!([[10, 20, 400, 250]])),
    ] {
        consent[field] = value;
    }
    let given = json!({ "patient": patient, "consent": consent, "draft": null });
    recorder.ask("give_consent", given);
    recorder.ask(
        "prompts_for",
        json!({ "patient": patient, "session": note("2026-11-22") }),
    );
}

struct Recorder<'a> {
    desk: &'a Desk,
    recorded: BTreeMap<String, Vec<Value>>,
}

impl Recorder<'_> {
    fn ask(&mut self, command: &str, args: Value) {
        let answered = match self.desk.filiform.answer(command, args.clone()) {
            Ok(reply) => json!({ "args": args, "reply": reply }),
            Err(refusal) => json!({ "args": args, "failure": refusal }),
        };
        self.recorded
            .entry(command.to_owned())
            .or_default()
            .push(answered);
    }

    /// What is answered, beside the recording.
    fn asked(&mut self, command: &str, args: Value) -> Value {
        self.ask(command, args);
        let answers = self.recorded.get(command).and_then(|all| all.last());
        answers
            .map(|answer| answer["reply"].clone())
            .unwrap_or_default()
    }
}
