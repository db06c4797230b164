//! A folder with a practice in it, and the program to run on it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use chrono::NaiveDateTime;
use filiform::contract::{Nothing, Unlock};
use filiform::{Clock, Entropy, Filiform, Host, Instant, KdfCost, StoreError, lock, today, unlock};
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) const PASSPHRASE: &str = "plum orchard lantern seven";

/// A folder of its own, which is gone at the end.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a run of the program left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    pub(crate) fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// With a practice in it.
    pub(crate) fn with_practice() -> Self {
        let desk = Self::empty();
        let made = desk.run(&[
            "init",
            "--practice-name",
            "Mill Lane",
            "--therapist-name",
            "A. Rivera",
        ]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.path("practice")
    }

    pub(crate) fn file(&self, name: &str, content: &Value) -> String {
        let path = self.path(name);
        std::fs::write(&path, content.to_string()).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program, with the passphrase in its environment and nothing to read.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_filiform-cli"));
        command.arg("--vault").arg(self.vault()).args(arguments);
        command
            .env("FILIFORM_PASSPHRASE", PASSPHRASE)
            .env("FILIFORM_TEST_KDF", "1");
        command.stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// Runs with `--json`, wants success, and reads the answer.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(&[&["--json"], arguments].concat());
        assert_eq!(
            (ran.code, ran.stderr.as_str()),
            (0, ""),
            "{arguments:?}: {}",
            ran.stdout
        );
        serde_json::from_str(&ran.stdout).unwrap()
    }

    /// Runs with `--json`, wants a refusal, and reads it.
    pub(crate) fn refusal(&self, arguments: &[&str]) -> (i32, Value) {
        let ran = self.run(&[&["--json"], arguments].concat());
        (ran.code, ran.refusal())
    }

    pub(crate) fn register(&self, family: &str, given: &str) -> String {
        let file = self.file("patient.json", &patient(family, given));
        self.json(&["register", &file])["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Unsigned notes in the practice, which the program does not list.
    pub(crate) fn drafts(&self) -> usize {
        let filiform = self.opened_elsewhere();
        let drafts = today::today(&filiform, Nothing {}).unwrap().drafts.len();
        lock::lock(&filiform, Nothing {}).unwrap();
        drafts
    }

    /// The practice, opened by another program than the command line: this one.
    pub(crate) fn opened_elsewhere(&self) -> Filiform {
        let filiform = Filiform::new(Host {
            folder: self.vault(),
            letters: self.path("letters"),
            clock: Arc::new(LateClock),
            entropy: Arc::new(NoChance(AtomicU8::new(0))),
            cost: Box::new(KdfCost::for_tests),
        });
        let passphrase = PASSPHRASE.to_owned();
        unlock::unlock(&filiform, Unlock { passphrase }).unwrap();
        filiform
    }
}

/// A clock that no real clock is ahead of.
struct LateClock;

impl Clock for LateClock {
    fn now(&self) -> Instant {
        Instant {
            utc_ms: 4_102_444_800_000,
            offset_minutes: 0,
        }
    }

    fn offset_at(&self, _: NaiveDateTime) -> i16 {
        0
    }
}

/// Nothing secret is made when a practice is only looked at; ids of accesses need to differ.
struct NoChance(AtomicU8);

impl Entropy for NoChance {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
        Ok(())
    }
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The one object on stderr.
    pub(crate) fn refusal(&self) -> Value {
        serde_json::from_str(&self.stderr).unwrap()
    }
}

/// Starts the program and hands it `input`.
pub(crate) fn with_input(mut command: Command, input: &str) -> Ran {
    let mut child: Child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    Ran::of(child.wait_with_output().unwrap())
}

pub(crate) fn patient(family: &str, given: &str) -> Value {
    json!({
        "family_name": family,
        "given_name": given,
        "birth_date": "1984-03-14",
        "referrer": {"name": "Dr. L. Hahn", "organisation": "City Surgery"},
        "conditions": [{"condition": "neck-pain", "icd10cm": "M54.2"}],
    })
}

/// Three muscles, pain from 7 to 3.
pub(crate) fn session() -> Value {
    let site = |target: &str| json!({"target": target, "side": "left", "needle": "0.25x40", "techniques": ["pistoning"], "depth_mm": 15, "twitch": "seen", "twitches": 2});
    json!({
        "date": "2026-01-20",
        "time": "14:05",
        "region": "neck",
        "story": "Neck stiff since Monday",
        "pain_before": 7,
        "sites": [site("trapezius-upper"), site("levator-scapulae"), site("infraspinatus")],
        "pain_after": 3,
        "tolerance": "good",
        "consent": "verbal",
        "screening": "all-no",
        "condition": "neck-pain",
        "needles_in": 3,
        "needles_out": 3,
        "events_asked": true,
        "breathlessness_advice": true,
        "plan": "Again in a week",
    })
}

pub(crate) fn is_empty_or_absent(folder: &Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut files| files.next().is_none())
}
