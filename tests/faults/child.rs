//! The child's part: works on a practice and says each thing when it is done, until it ends or is killed.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use filiform::Error;
use filiform::contract::{ChangePassphrase, LetterForm, LetterPaper, News};
use filiform_domain::ids::PatientId;
use serde_json::{Value, json};

use crate::copies;
use crate::place::{Seat, note};
use crate::shim::{self, Refusing};
use crate::support::{OTHER_PASSPHRASE, PASSPHRASE, call};

/// This program again, as a child that plays `role`.
pub(crate) fn command(role: &str, more: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["child", role]).args(more);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What a child said: `say` is `begin`, `done`, `refused` or, at the end of a journey, `ended`.
pub(crate) fn read(line: &str) -> Option<Value> {
    serde_json::from_str(line).ok()
}

pub(crate) fn play(role: &str, more: &[&str]) {
    match role {
        "hold" => {
            let seat = Seat::at(more[0].as_ref());
            step("open", || seat.unlock(PASSPHRASE), |_| json!({}));
            std::thread::sleep(std::time::Duration::from_mins(1));
        }
        "write" => write_until_killed(
            &Seat::at(more[0].as_ref()),
            more[1].parse().unwrap(),
            more[2],
        ),
        "back-up" => back_up_until_killed(more[0].as_ref()),
        "restore" => restore_until_killed(more[0].as_ref(), [more[1].as_ref(), more[2].as_ref()]),
        _ => journeys(),
    }
}

fn back_up_until_killed(place: &Path) {
    let seat = Seat::at(place);
    step("open", || seat.unlock(PASSPHRASE), |_| json!({}));
    loop {
        step(
            "backup",
            || copies::back_up_into(&seat, place),
            |_| json!({}),
        );
    }
}

/// Restores two backups in turn; the first one holds one session, the other two.
fn restore_until_killed(place: &Path, files: [&Path; 2]) {
    let seat = Seat::at(place);
    for n in (0..2).cycle() {
        let told = |(): &()| json!({ "sessions": n + 1 });
        step("restore", || copies::restore_over(&seat, files[n]), told);
    }
}

/// A journey a line: "KIND AT ERRNO STAYS PLACE PATIENT". Each meets its own refusal, on a practice of its own.
fn journeys() {
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let words: Vec<&str> = line.split(' ').collect();
        let place: &Path = words[4].as_ref();
        let refusing = Refusing {
            at: words[1].parse().unwrap(),
            errno: words[2].parse().unwrap(),
            stays: words[3] == "true",
        };
        shim::arm(place, refusing).unwrap();
        journey(words[0], place, words[5]);
        let (calls, refused) = shim::disarm().unwrap();
        say(
            "journey",
            "ended",
            json!({ "calls": calls, "refused": refused }),
        );
    }
}

/// A line on stdout. What is said is said: the pipe holds it, also when this process is killed.
fn say(what: &str, say: &str, mut more: Value) {
    more["what"] = what.into();
    more["say"] = say.into();
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{more}").and_then(|()| out.flush());
}

/// Does one thing and says so; what is refused is tried once more, as a person would.
fn step<T>(
    what: &str,
    act: impl Fn() -> Result<T, Error>,
    told: impl Fn(&T) -> Value,
) -> Option<T> {
    for _ in 0..2 {
        say(what, "begin", json!({}));
        match act() {
            Ok(done) => {
                say(what, "done", told(&done));
                return Some(done);
            }
            Err(error) => say(
                what,
                "refused",
                json!({ "code": error.code(), "message": error.to_string() }),
            ),
        }
    }
    None
}

/// One journey, from the locked door to the locked door.
fn journey(kind: &str, place: &Path, patient: &str) {
    let seat = Seat::at(place);
    if kind == "create" {
        step("create", || seat.create(), |()| json!({}));
        return;
    }
    let patient: PatientId = patient.parse().unwrap();
    if step("open", || seat.unlock(PASSPHRASE), |_| json!({})).is_none() {
        return;
    }
    match kind {
        "letter" => drop(step(
            "letter",
            || letter(&seat, place, patient),
            |sha| json!({ "sha256": sha }),
        )),
        "backup" => drop(step(
            "backup",
            || copies::back_up_into(&seat, place),
            |_| json!({}),
        )),
        "restore" => drop(step(
            "restore",
            || copies::restore_over(&seat, &copies::stick(place).join("before.tar")),
            |()| json!({}),
        )),
        "passphrase" => drop(step(
            "passphrase",
            || change_passphrase(&seat),
            |()| json!({}),
        )),
        "key" => {
            visit(&seat, patient, "signed before the change");
            step("key", || change_key(&seat), |()| json!({}));
            // On a disk that stays full the practice may have closed itself: then nobody writes on.
            if seat.filiform.is_open() {
                visit(&seat, patient, "signed after the change");
            }
        }
        _ => notes(&seat, patient),
    }
    if kind != "restore" {
        step("lock", || seat.lock(), |()| json!({}));
    }
}

/// A new patient, a signed visit, a contact, and a note left open.
fn notes(seat: &Seat, patient: PatientId) {
    step(
        "register",
        || seat.register(),
        |id| json!({ "patient": id }),
    );
    visit(seat, patient, "signed");
    step(
        "contact",
        || contact(seat, patient),
        |id| json!({ "contact": id }),
    );
    step(
        "draft",
        || seat.keep(patient, &note("left open")),
        |kept| json!({ "draft": kept.id, "story": "left open" }),
    );
}

/// A draft, kept twice, and its signing.
fn visit(seat: &Seat, patient: PatientId, story: &str) {
    let keep = |story: &str| {
        step(
            "draft",
            || seat.keep(patient, &note(story)),
            |kept| json!({ "draft": kept.id, "story": story }),
        )
    };
    keep("half typed");
    if let Some(kept) = keep(story) {
        step(
            "sign",
            || seat.sign(&kept),
            |session| json!({ "session": session, "story": story }),
        );
    }
}

fn contact(seat: &Seat, patient: PatientId) -> Result<String, Error> {
    let typed = filiform::contract::LogContact {
        patient,
        contact: call("2026-11-04", "10:00"),
        draft: None,
    };
    filiform::log_contact::log_contact(&seat.filiform, typed).map(|page| page.id.to_string())
}

fn letter(seat: &Seat, place: &Path, patient: PatientId) -> Result<String, Error> {
    let asked = filiform::contract::ExportLetter {
        patient,
        form: LetterForm {
            news: News::ForInformation,
            paper: LetterPaper::A4,
            ..LetterForm::default()
        },
        path: place.join("letters/letter.pdf").display().to_string(),
        replace: true,
        draft: None,
    };
    filiform::export_referral::export_letter(&seat.filiform, asked).map(|letter| letter.sha256)
}

fn change_passphrase(seat: &Seat) -> Result<(), Error> {
    let typed = ChangePassphrase {
        old: PASSPHRASE.into(),
        new: OTHER_PASSPHRASE.into(),
    };
    filiform::settings::change_passphrase(&seat.filiform, typed).map(drop)
}

/// Another key for the file; as a person would, after unlocking where the practice closed itself.
fn change_key(seat: &Seat) -> Result<(), Error> {
    if !seat.filiform.is_open() {
        seat.unlock(PASSPHRASE)?;
    }
    let typed = filiform::contract::ChangeFileKey {
        passphrase: PASSPHRASE.into(),
    };
    let job = filiform::Job::new(filiform::Stop::default(), &|_| {});
    filiform::change_key::change_file_key(&seat.filiform, typed, &job).map(drop)
}

/// Keeps drafts, signs, changes the key, logs, locks and opens again, until somebody ends it.
fn write_until_killed(seat: &Seat, patient: PatientId, name: &str) {
    step("open", || seat.unlock(PASSPHRASE), |_| json!({}));
    for n in 0_u32.. {
        visit(seat, patient, &format!("{name} {n} signed"));
        if n % 2 == 1 {
            step(
                "contact",
                || contact(seat, patient),
                |id| json!({ "contact": id }),
            );
        }
        if n % 2 == 0 {
            step("lock", || seat.lock(), |()| json!({}));
            step("open", || seat.unlock(PASSPHRASE), |_| json!({}));
        } else {
            step("key", || change_key(seat), |()| json!({}));
        }
    }
}
