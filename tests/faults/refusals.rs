//! A disk that refuses: each call of a journey in turn gets "no space left" or "input/output error".
//!
//! After each: nothing that was acknowledged is lost, nothing panicked, the words were clear, and the practice
//! opens again and takes notes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::copies;
use crate::crew::{Hand, Played};
use crate::lost;
use crate::place;
use crate::shim::{EIO, ENOSPC, EROFS, Refusing, Shim};
use crate::table::Row;

/// What a disk may be said to have done. Anything else would send the person the wrong way.
const CLEAR: [&str; 5] = [
    "disk-full",
    "io",
    "read-only",
    "file-not-written",
    "must-reopen",
];

#[derive(Default)]
struct Tally {
    refused: usize,
    acknowledged: usize,
    calls: BTreeMap<String, usize>,
    codes: BTreeMap<String, usize>,
    faults: Vec<String>,
}

/// Refuses each `every`th call, and with 1 each.
pub(crate) fn play(every: usize) -> Vec<Row> {
    let home = place::quick();
    let shim = Shim::build(home.path());
    let before = home.path().join("before");
    let patient = place::furnish(&before, 2).to_string();
    std::fs::create_dir(copies::stick(&before)).unwrap();
    back_up_once(&before);
    let disk = Disk {
        home: home.path(),
        shim,
        before: &before,
        patient,
        every,
    };
    let mut rows: Vec<Row> = [
        "create",
        "notes",
        "passphrase",
        "key",
        "letter",
        "backup",
        "restore",
    ]
    .into_iter()
    .map(|kind| disk.refuse_each(kind))
    .collect();
    rows.push(disk.refuse_all_writing());
    rows
}

/// The backup that the journeys restore: of the practice as each of them begins with it.
fn back_up_once(before: &Path) {
    let seat = place::Seat::at(before);
    seat.unlock(crate::support::PASSPHRASE).unwrap();
    let made = copies::back_up_into(&seat, before).unwrap();
    std::fs::rename(made, copies::stick(before).join("before.tar")).unwrap();
    seat.lock().unwrap();
}

struct Disk<'a> {
    home: &'a Path,
    shim: Shim,
    before: &'a Path,
    patient: String,
    every: usize,
}

impl Disk<'_> {
    /// Plays the journey with the first call refused, then the second, until there is none left to refuse:
    /// once with no space from there on, once with a single input/output error.
    fn refuse_each(&self, kind: &str) -> Row {
        let tally = Mutex::new(Tally::default());
        for (errno, stays) in [(ENOSPC, true), (EIO, false)] {
            let next = AtomicUsize::new(1);
            let work = || {
                let mut hand = Hand::hire(&self.shim);
                loop {
                    let at = next.fetch_add(self.every, Ordering::Relaxed);
                    if !self.one(&mut hand, kind, Refusing { at, errno, stays }, &tally) {
                        return;
                    }
                }
            };
            std::thread::scope(|scope| {
                scope.spawn(work);
                scope.spawn(work);
            });
        }
        let what = format!("the disk refuses: {kind}");
        row(&what, tally.into_inner().unwrap())
    }

    /// One journey on a copy of its own. Answers whether a call was refused in it.
    fn one(
        &self,
        hand: &mut Hand<'_>,
        kind: &str,
        refusing: Refusing,
        tally: &Mutex<Tally>,
    ) -> bool {
        let Refusing { at, errno, .. } = refusing;
        let place = self.home.join(format!("{kind}-{errno}-{at}"));
        if kind == "create" {
            std::fs::create_dir(&place).unwrap();
        } else {
            place::copy(self.before, &place);
            std::fs::create_dir(copies::stick(&place)).unwrap();
            let backup = copies::stick(&place).join("before.tar");
            std::fs::copy(copies::stick(self.before).join("before.tar"), backup).unwrap();
        }
        let played = hand.play(kind, &place, &self.patient, refusing);
        let mut faults = disorder(&played);
        faults.extend(lost::in_practice(kind, &place, &self.patient, &played.said));
        faults.extend(copies::halves(&place));
        std::fs::remove_dir_all(&place).unwrap();
        let mut tally = tally.lock().unwrap();
        tally.count(&played);
        let call = played.refused.as_deref().unwrap_or("none");
        let named = faults
            .into_iter()
            .map(|fault| format!("{kind}: call {at} ({call}, {errno}): {fault}"));
        tally.faults.extend(named);
        played.refused.is_some()
    }

    /// A disk that may be read and not written, from the start.
    fn refuse_all_writing(&self) -> Row {
        let place = self.home.join("read-only");
        place::copy(self.before, &place);
        let before = place::bytes(&place);
        let from_the_start = Refusing {
            at: 1,
            errno: EROFS,
            stays: true,
        };
        let mut hand = Hand::hire(&self.shim);
        let played = hand.play("notes", &place, &self.patient, from_the_start);
        let mut faults = disorder(&played);
        if played.said.iter().any(|line| line["say"] == "done")
            || played.said.iter().all(|line| line["code"] != "read-only")
        {
            faults.push(format!("read-only: {:?}", played.said));
        }
        if place::bytes(&place) != before {
            faults.push("read-only: a file was changed".to_owned());
        }
        let figures = "refused, said so, unchanged".to_owned();
        Row::new("a folder that may only be read", figures, faults)
    }
}

impl Tally {
    fn count(&mut self, played: &Played) {
        if let Some(call) = &played.refused {
            self.refused += 1;
            *self.calls.entry(call.clone()).or_default() += 1;
        }
        for line in &played.said {
            self.acknowledged += usize::from(line["say"] == "done");
            if let Some(code) = line["code"].as_str() {
                *self.codes.entry(code.to_owned()).or_default() += 1;
            }
        }
    }
}

fn row(what: &str, tally: Tally) -> Row {
    let list = |counts: &BTreeMap<String, usize>| {
        let parts = counts.iter().map(|(name, times)| format!("{name} {times}"));
        parts.collect::<Vec<_>>().join(", ")
    };
    let figures = format!(
        "{} calls refused ({}), said: {}; {} acknowledged, lost {}",
        tally.refused,
        list(&tally.calls),
        list(&tally.codes),
        tally.acknowledged,
        tally.faults.len()
    );
    Row::new(what, figures, tally.faults)
}

/// A panic, an end of another kind, words that do not help, or a refusal without a cause.
fn disorder(played: &Played) -> Vec<String> {
    let ended = played
        .ended
        .iter()
        .map(|why| format!("the process ended: {why}"));
    let refusals = played.said.iter().filter(|line| line["say"] == "refused");
    let is_clear = |line: &Value| {
        line["code"]
            .as_str()
            .is_some_and(|code| CLEAR.contains(&code))
    };
    let unclear = refusals.filter(|line| !is_clear(line) || played.refused.is_none());
    ended
        .chain(unclear.map(|line| format!("unclear: {line}")))
        .collect()
}
