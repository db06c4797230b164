//! After the lock: the core without a window holds neither the key, nor the passphrase, nor a word of a patient.
//!
//! This program starts itself a second time. The second process makes a practice, works in it and locks; the
//! first one searches the memory of the second, before and after.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failed test should panic, and say what it found"
)]

#[cfg(target_os = "linux")]
#[path = "memory/mod.rs"]
mod memory;

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
fn main() {
    match std::env::var_os("FILIFORM_SEARCHED_IN") {
        Some(folder) => searched::work(std::path::Path::new(&folder)),
        None => search::run(),
    }
}

/// Words that no other program has. They are only ever held masked until they are used, so that neither process
/// finds them in its own program.
#[cfg(target_os = "linux")]
mod words {
    use std::hint::black_box;

    const MASK: u8 = 0xA5;

    const fn masked<const N: usize>(word: &[u8; N]) -> [u8; N] {
        let mut bytes = *word;
        let mut n = 0;
        while n < N {
            bytes[n] ^= MASK;
            n += 1;
        }
        bytes
    }

    static FAMILY: [u8; 12] = masked(b"Zyxwvcanaryq");
    static STORY: [u8; 12] = masked(b"wrungledorfy");
    static PASSPHRASE: [u8; 32] = masked(b"quixotic marmalade zephyr vortex");

    fn open(masked: &[u8]) -> String {
        let mut text = String::with_capacity(masked.len());
        text.extend(black_box(masked).iter().map(|byte| char::from(byte ^ MASK)));
        text
    }

    pub(crate) fn family() -> String {
        open(&FAMILY)
    }

    pub(crate) fn story() -> String {
        open(&STORY)
    }

    /// The word in a sentence, as somebody writes it. A paragraph of one word of up to fifteen letters would be held
    /// without an allocation of its own, and can stay in the tables of the typesetter.
    pub(crate) fn sentence() -> String {
        let mut text = String::with_capacity(64);
        text.push_str("Pain like a ");
        text.push_str(&story());
        text.push_str(" since Monday.");
        text
    }

    pub(crate) fn passphrase() -> String {
        open(&PASSPHRASE)
    }
}

/// The process that is searched.
#[cfg(target_os = "linux")]
mod searched {
    use std::path::Path;

    use filiform::contract::{CreatePractice, Nothing, Unlock};
    use filiform::{Filiform, Host};
    use serde_json::{Value, json};

    use super::words;

    /// Makes a practice, then unlocks, works and locks; after each it says so and waits for a line.
    pub(super) fn work(folder: &Path) {
        let host: Host = filiform_computer::host(folder.join("practice"), folder.join("letters"));
        let filiform = Filiform::new(host);
        let typed = CreatePractice {
            practice: filiform_domain::practice::Practice {
                name: "Practice".into(),
                ..Default::default()
            },
            therapist: filiform_domain::practice::Therapist {
                name: "Therapist".into(),
                ..Default::default()
            },
            passphrase: words::passphrase(),
        };
        filiform::unlock::create_practice(&filiform, typed)
            .map(drop)
            .unwrap();
        filiform::lock::lock(&filiform, Nothing {}).unwrap();
        pause("made");
        let passphrase = words::passphrase();
        filiform::unlock::unlock(&filiform, Unlock { passphrase }).unwrap();
        use_it(&filiform, folder);
        pause("open");
        filiform::lock::lock(&filiform, Nothing {}).unwrap();
        pause("locked");
    }

    fn pause(what: &str) {
        println!("{what}");
        std::io::stdin().read_line(&mut String::new()).unwrap();
    }

    /// Everything that a day asks of a patient's words: kept, signed, read, found, typeset.
    fn use_it(filiform: &Filiform, folder: &Path) {
        let ask = |command: &str, args: Value| filiform.answer(command, args).unwrap();
        let patient = json!({ "patient": {
            "family_name": words::family(), "given_name": "Quibbla", "birth_date": "1984-03-14",
            "referrer": { "name": "Dr. L. Hahn" }, "conditions": [{ "condition": "neck-pain", "icd10cm": "M54.2" }],
        }, "draft": null });
        let patient = ask("register_patient", patient)["id"].clone();
        let started = ask("start_session", json!({ "patient": patient }));
        let mut session = started["session"].clone();
        let site = json!({
            "target": "infraspinatus", "side": "right", "needle": "0.25x40", "needles": 1,
            "techniques": ["pistoning"], "depth_mm": 15, "twitch": "none",
        });
        for (field, value) in [
            ("story", json!(words::sentence())),
            ("region", json!("shoulder-girdle")),
            ("pain_before", json!(7)),
            ("pain_after", json!(3)),
            ("sites", json!([site])),
            ("needles_in", json!(1)),
            ("needles_out", json!(1)),
            ("events_asked", json!(true)),
            ("breathlessness_advice", json!(true)),
            ("screening", json!("all-no")),
            ("consent", json!("verbal")),
        ] {
            session[field] = value;
        }
        let kept = ask(
            "keep_draft",
            json!({ "draft": started["id"], "kind": "session", "patient": patient, "rev": started["rev"], "body": session, "caret": null }),
        );
        ask(
            "check_session",
            json!({ "patient": patient, "session": session }),
        );
        ask(
            "sign_session",
            json!({ "draft": kept["id"], "rev": kept["rev"] }),
        );
        let found = ask("find_patients", json!({ "query": "zyx", "limit": 9 }));
        assert_eq!(found["patients"].as_array().map(Vec::len), Some(1));
        ask("open_patient", json!({ "patient": patient }));
        ask(
            "review_history",
            json!({ "patient": patient, "before": null, "limit": 9 }),
        );
        let mut letter = ask("offer_letter", json!({ "patient": patient }))["form"].clone();
        letter["own_words"] = json!(words::sentence());
        let path = folder.join("letter.pdf");
        ask(
            "export_letter",
            json!({ "patient": patient, "form": letter, "path": path, "replace": false }),
        );
    }
}

/// The process that searches.
#[cfg(target_os = "linux")]
mod search {
    use std::io::{BufRead, BufReader, Write};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use super::memory::{Wanted, copies};
    use super::words;

    /// Long before any failed attempt; only a wait would look at it.
    const NOW_MS: i64 = 1_795_348_800_000;

    pub(super) fn run() {
        let home = tempfile::tempdir().unwrap();
        let mut worker = start(home.path());
        let mut said = BufReader::new(worker.stdout.take().unwrap()).lines();
        let mut hears = |what: &str| assert_eq!(said.next().unwrap().unwrap(), what);
        hears("made");
        let passphrase = words::passphrase();
        let mut wanted =
            Wanted::key_of(&home.path().join("practice"), &passphrase, NOW_MS).unwrap();
        wanted.extend(Wanted::word("passphrase", &passphrase));
        wanted.extend(Wanted::word("name", &words::family()));
        wanted.extend(Wanted::word(
            "name, folded",
            &words::family().to_lowercase(),
        ));
        wanted.extend(Wanted::word("story", &words::story()));
        go_on(&mut worker);
        hears("open");
        let open = copies(worker.id(), &wanted).unwrap();
        go_on(&mut worker);
        hears("locked");
        let locked = copies(worker.id(), &wanted).unwrap();
        go_on(&mut worker);
        worker.wait().unwrap();
        println!("copies in memory of the core without a window: open, locked");
        for ((one, open), locked) in wanted.iter().zip(&open).zip(&locked) {
            println!("{:>24} {open:>5} {locked:>6}", one.name);
        }
        let of = |name: &str| {
            let named = wanted
                .iter()
                .zip(&open)
                .filter(|(one, _)| one.name.starts_with(name));
            named.map(|(_, count)| count).sum::<usize>()
        };
        assert!(
            of("database key") > 0,
            "the search finds a key that is there"
        );
        assert!(of("name") > 0, "and a name");
        for (one, left) in wanted.iter().zip(&locked) {
            assert_eq!(*left, 0, "{} after the lock", one.name);
        }
    }

    fn start(home: &Path) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .env("FILIFORM_SEARCHED_IN", home)
            .env("FILIFORM_TEST_KDF", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn go_on(worker: &mut Child) {
        worker.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }
}
