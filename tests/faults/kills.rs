//! kill -9 at random moments of a process that works: what it said was done is there.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Child;
use std::time::Duration;

use filiform_domain::ids::PatientId;
use serde_json::Value;

use crate::child;
use crate::place::{self, Seat};
use crate::support::PASSPHRASE;
use crate::table::Row;

/// Kills that one practice lives through before a new one is made.
const LIVES: usize = 10;
/// The most things that a child says before it is killed; a write is two: it begins, it is done.
const MOST: u64 = 40;
/// The longest that it works on after that, in microseconds: about two writes.
const LONGEST: u64 = 30_000;

#[derive(Default)]
struct Tally {
    kills: usize,
    during: BTreeMap<String, usize>,
    acknowledged: usize,
    faults: Vec<String>,
}

/// Kills as often as asked.
pub(crate) fn play(kills: usize) -> Vec<Row> {
    let mut tally = Tally::default();
    while tally.kills < kills {
        one_practice(LIVES.min(kills - tally.kills), &mut tally);
    }
    let during: Vec<String> = tally
        .during
        .iter()
        .map(|(phase, times)| format!("{phase} {times}"))
        .collect();
    let lost = tally.faults.len();
    if tally.acknowledged < kills {
        let few = format!(
            "only {} writes were acknowledged: too few to tell",
            tally.acknowledged
        );
        tally.faults.push(few);
    }
    vec![
        Row::new(
            "kill -9",
            format!("{} kills, during: {}", tally.kills, during.join(", ")),
            Vec::new(),
        ),
        Row::new(
            "acknowledged writes after kills",
            format!("{} acknowledged, lost {lost}", tally.acknowledged),
            tally.faults,
        ),
    ]
}

fn one_practice(kills: usize, tally: &mut Tally) {
    let home = tempfile::tempdir().unwrap();
    let patient = place::furnish(home.path(), 1);
    let mut signed = Vec::new();
    for life in 0..kills {
        let place = home.path().display().to_string();
        let words = [&place, &patient.to_string(), &format!("life {life}")];
        let mut started = child::command("write", &words.map(String::as_str));
        let said = killed(started.spawn().unwrap());
        tally.kills += 1;
        *tally.during.entry(phase(&said)).or_default() += 1;
        let done: Vec<&Value> = said.iter().filter(|line| line["say"] == "done").collect();
        tally.acknowledged += done.iter().filter(|line| is_write(line)).count();
        for line in said.iter().filter(|line| line["say"] == "refused") {
            tally
                .faults
                .push(format!("kill {}: refused {line}", tally.kills));
        }
        signed.extend(
            done.iter()
                .filter(|line| line["what"] == "sign")
                .map(|line| (*line).clone()),
        );
        let newest = done
            .iter()
            .rfind(|line| line["what"] == "draft" || line["what"] == "sign");
        let drafted = newest.copied().filter(|line| line["what"] == "draft");
        let faults = what_is_lost(home.path(), patient, &signed, drafted);
        let n = tally.kills;
        let named = faults.into_iter().map(|fault| format!("kill {n}: {fault}"));
        tally.faults.extend(named);
    }
}

fn is_write(line: &Value) -> bool {
    ["draft", "sign", "contact"]
        .iter()
        .any(|what| line["what"] == *what)
}

/// Lets the child say a random number of things and work on for a random moment, kills it, and returns all that
/// it said.
fn killed(child: Child) -> Vec<Value> {
    killed_within(child, LONGEST)
}

/// The same, when it may work on for so many microseconds after what it said.
pub(crate) fn killed_within(mut child: Child, longest: u64) -> Vec<Value> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (heard, said) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let lines = lines.map_while(Result::ok);
        for line in lines.filter_map(|line| child::read(&line)) {
            let _ = heard.send(line);
        }
    });
    let many = usize::try_from(random() % MOST).unwrap();
    let mut all: Vec<Value> = said.iter().take(many).collect();
    std::thread::sleep(Duration::from_micros(random() % longest));
    child.kill().unwrap();
    child.wait().unwrap();
    all.extend(said.iter());
    all
}

/// Random enough for a moment: the seed that every hash map gets from the system.
fn random() -> u64 {
    RandomState::new().hash_one(0)
}

/// What was begun and not yet done when the kill came.
fn phase(said: &[Value]) -> String {
    match said.last() {
        Some(last) if last["say"] == "begin" => last["what"].as_str().unwrap_or("?").to_owned(),
        Some(_) => "between".to_owned(),
        None => "starting".to_owned(),
    }
}

fn what_is_lost(
    home: &Path,
    patient: PatientId,
    signed: &[Value],
    drafted: Option<&Value>,
) -> Vec<String> {
    let seat = Seat::at(home);
    if let Err(error) = seat.unlock(PASSPHRASE) {
        return vec![format!("does not open: {}", error.code())];
    }
    let mut faults = seat.problems();
    for line in signed {
        let session = line["session"].as_str().unwrap().parse().unwrap();
        match seat.story(session) {
            Ok(story) if line["story"] == story.as_str() => {}
            other => faults.push(format!("lost {line}: {:?}", other.map_err(|e| e.code()))),
        }
    }
    if let Some(line) = drafted
        && !is_kept(&seat, patient, line)
    {
        faults.push(format!("lost {line}"));
    }
    faults.extend(
        seat.lock()
            .err()
            .map(|error| format!("does not lock: {}", error.code())),
    );
    faults
}

/// The draft as it was acknowledged or as it was kept after that; or signed by then.
fn is_kept(seat: &Seat, patient: PatientId, line: &Value) -> bool {
    let acknowledged = line["story"].as_str().unwrap();
    let draft = line["draft"].as_str().unwrap().parse().unwrap();
    let which = filiform::contract::WhichDraft { draft };
    match filiform::chart_session::open_draft(&seat.filiform, which) {
        Ok(page) => page.session.is_some_and(|typed| {
            typed.story == acknowledged || is_next(&typed.story, acknowledged)
        }),
        // Killed while it was being signed: then it was signed.
        Err(_) => is_signed(seat, patient, acknowledged),
    }
}

/// What the child types after `acknowledged`: nothing else may stand in its place.
fn is_next(found: &str, acknowledged: &str) -> bool {
    match acknowledged.split(' ').collect::<Vec<_>>()[..] {
        ["half", "typed"] => found.ends_with("signed"),
        _ => found == "half typed",
    }
}

fn is_signed(seat: &Seat, patient: PatientId, story: &str) -> bool {
    let asked = filiform::contract::ReviewHistory {
        patient,
        filter: filiform::contract::TimelineFilter::default(),
        before: None,
        limit: 200,
    };
    let page = filiform::review_history::review_history(&seat.filiform, asked);
    let sessions = page.map(|page| page.sessions).unwrap_or_default();
    sessions
        .iter()
        .any(|line| seat.story(line.id).is_ok_and(|found| found == story))
}
