//! The TypeScript of the contract and the answers of the real workflows, as the window's tests use them.
//!
//! `cargo xtask bindings` writes them; otherwise a stale or foreign file fails this test.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use filiform::contract::write_types;
use serde_json::{Value, json};
use support::{DAY_MS, Desk, PASSPHRASE, ada, note};

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
    files.insert("fixtures.json".into(), fixtures());
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
    recorder.ask("check_patient", json!({ "patient": ada(), "id": null }));
    recorder.ask("register_patient", json!({ "patient": {}, "draft": null }));
    recorder.ask("open_patient", json!({ "patient": patient }));
    recorder.ask(
        "review_history",
        json!({ "patient": patient, "before": null, "limit": 100 }),
    );
    let session = desk.history(patient)[0].id;
    recorder.ask("open_session", json!({ "session": session }));
    recorder.ask("open_draft", json!({ "draft": kept.id }));
    recorder.ask(
        "check_session",
        json!({ "patient": patient, "session": note("2026-11-22") }),
    );
    recorder.ask("offer_letter", json!({ "patient": patient }));
    recorder.ask("practice_page", json!({}));
    recorder.ask("lock", json!({}));
    recorder.ask("unlock", json!({ "passphrase": "not this one" }));
    recorder.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    recorder.text()
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

    /// The recording, with this computer's folder replaced by nobody's.
    fn text(&self) -> String {
        let text = serde_json::to_string_pretty(&self.recorded).unwrap();
        let home = self.desk.folder.parent().unwrap().to_str().unwrap();
        text.replace(home, "/home/therapist/Filiform") + "\n"
    }
}
