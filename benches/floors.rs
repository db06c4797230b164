//! Speed against the floor: each workflow beside the same statements with nothing around them, on the same
//! encrypted file, in turns, in one run; then the larger practice beside the smaller one. Absolute times depend on the
//! machine; read the ratios.
//!
//! `cargo bench` makes practices of 10,000 and of 1,000,000 sessions; `FILIFORM_BENCH_SESSIONS=10000,100000` asks for
//! other sizes. A practice that `FILIFORM_BENCH_KEEP` names a folder for is made once and found again.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures time, prints it, and stops when something is wrong"
)]

#[path = "floors/practice.rs"]
mod practice;
#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant as Stopwatch};

use filiform::Filiform;
use filiform::contract::{FindAnything, ReviewCaseload, ReviewHistory};
use filiform_domain::ids::PatientId;
use filiform_store::{Stamp, floor};
use practice::{EACH, LONG, NOW, at_its_own_minute, draft_of, latest_note, patients, practice_of};

/// Rounds of each measurement.
const ROUNDS: u32 = 200;
/// Notes that a search shows.
const SHOWN: u32 = 8;

/// What is typed, and the expression that the bare statement is given.
const SEARCHES: [(&str, &str, &str); 7] = [
    (
        "search: two words",
        "sore work",
        "\"sore\" * AND \"work\" *",
    ),
    ("search: prefix of 2", "so", "\"so\" *"),
    ("search: prefix of 3", "sor", "\"sor\" *"),
    ("search: prefix of 4", "sore", "\"sore\" *"),
    ("search: prefix of 6", "trapez", "\"trapez\" *"),
    ("search: phrase", "\"for a day\"", "\"for a day\""),
    ("search: no hit", "zyxw", "\"zyxw\" *"),
];

fn main() {
    let wanted =
        std::env::var("FILIFORM_BENCH_SESSIONS").unwrap_or_else(|_| "10000,1000000".into());
    let sizes: Vec<u32> = wanted
        .split(',')
        .map(|size| size.trim().parse().unwrap())
        .collect();
    let tables: Vec<Table> = sizes.iter().map(|size| measured(*size)).collect();
    println!(
        "\n| what | sessions | floor (median) | workflow (median) | ratio | 99th percentile |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    tables.iter().for_each(Table::print);
    if let [small, .., large] = tables.as_slice() {
        large.print_beside(small);
    }
}

fn measured(sessions: u32) -> Table {
    let temporary = tempfile::tempdir().unwrap();
    let filiform = practice_of(sessions, temporary.path());
    let (usual, long) = patients(&filiform);
    let mut table = Table {
        sessions,
        rows: Vec::new(),
    };
    history(&mut table, &filiform, ("open: 100 sessions", usual, EACH));
    history(&mut table, &filiform, ("open: 500 sessions", long, LONG));
    for (what, typed, expression) in SEARCHES {
        search(&mut table, &filiform, (what, typed, expression));
    }
    inside(&mut table, &filiform, long);
    caseload(&mut table, &filiform);
    sign(&mut table, &filiform, usual);
    table
}

/// Signing a note, beside the same INSERTs (ledger, body, projections, search) in one bare transaction.
fn sign(table: &mut Table, filiform: &Filiform, patient: PatientId) {
    let mut note = latest_note(filiform, patient);
    let minute = AtomicU64::new(0);
    let mut pairs = Pairs::default();
    for _ in 0..ROUNDS {
        let session = at_its_own_minute(&mut note, &minute);
        let stamp = filiform
            .bare(|store| Stamp {
                now: NOW,
                author: store.me(),
            })
            .unwrap();
        let mut prepared = filiform
            .bare(|store| floor::prepare_note(store, &stamp, session).unwrap())
            .unwrap();
        let bare =
            timed(|| filiform.bare(|store| floor::insert_note(store, &mut prepared).unwrap()));
        let asked = draft_of(
            filiform,
            patient,
            at_its_own_minute(&mut note, &minute).note,
        );
        let whole = timed(|| {
            filiform::sign_session::sign_session(filiform, asked)
                .ok()
                .unwrap()
        });
        pairs.push(bare, whole);
    }
    table.push("sign a note", pairs);
}

/// A history, beside reading the same rows with bare prepared statements.
fn history(
    table: &mut Table,
    filiform: &Filiform,
    (what, patient, limit): (&'static str, PatientId, u32),
) {
    let mut pairs = Pairs::default();
    for _ in 0..ROUNDS {
        let read = || filiform.bare(|store| floor::read_history(store, patient, limit).unwrap());
        let bare = timed(read);
        let asked = ReviewHistory {
            patient,
            filter: filiform::contract::TimelineFilter::default(),
            before: None,
            limit,
        };
        let review = || {
            filiform::review_history::review_history(filiform, asked)
                .ok()
                .unwrap()
        };
        pairs.push(bare, timed(review));
    }
    table.push(what, pairs);
}

/// Everything that a search finds, beside the bare statement over the notes alone.
fn search(
    table: &mut Table,
    filiform: &Filiform,
    (what, typed, expression): (&'static str, &str, &str),
) {
    let mut pairs = Pairs::default();
    for _ in 0..ROUNDS {
        let read = || filiform.bare(|store| floor::search(store, expression, SHOWN).unwrap());
        pairs.push(timed(read), timed(|| find(filiform, typed, None)));
    }
    table.push(what, pairs);
}

fn inside(table: &mut Table, filiform: &Filiform, patient: PatientId) {
    let mut pairs = Pairs::default();
    for _ in 0..ROUNDS {
        let read =
            || filiform.bare(|store| floor::search_inside(store, patient, "ork", SHOWN).unwrap());
        pairs.push(timed(read), timed(|| find(filiform, "ork", Some(patient))));
    }
    table.push("search: middle of a word, one patient", pairs);
}

fn find(filiform: &Filiform, query: &str, inside: Option<PatientId>) -> usize {
    let asked = FindAnything {
        query: query.into(),
        inside,
        limit: SHOWN,
    };
    filiform::find_anything::find_anything(filiform, asked)
        .ok()
        .unwrap()
        .notes
        .len()
}

fn caseload(table: &mut Table, filiform: &Filiform) {
    let mut pairs = Pairs::default();
    for _ in 0..ROUNDS {
        let read =
            || filiform.bare(|store| floor::read_caseload(store, "2025-12", "2026-11").unwrap());
        let asked = ReviewCaseload {
            month: String::new(),
        };
        let review = || {
            filiform::review_caseload::review_caseload(filiform, asked)
                .ok()
                .unwrap()
        };
        pairs.push(timed(read), timed(review));
    }
    table.push("caseload", pairs);
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Stopwatch::now();
    black_box(work());
    start.elapsed()
}

/// The rows of one practice.
struct Table {
    sessions: u32,
    rows: Vec<(&'static str, Times)>,
}

struct Times {
    floor: Duration,
    workflow: Duration,
    slowest: Duration,
}

impl Table {
    fn push(&mut self, what: &'static str, pairs: Pairs) {
        self.rows.push((what, pairs.times()));
    }

    fn print(&self) {
        for (
            what,
            Times {
                floor,
                workflow,
                slowest,
            },
        ) in &self.rows
        {
            let ratio = workflow.as_secs_f64() / floor.as_secs_f64();
            println!(
                "| {what} | {} | {floor:.2?} | {workflow:.2?} | {ratio:.2} | {slowest:.2?} |",
                self.sessions
            );
        }
    }

    fn print_beside(&self, small: &Self) {
        println!(
            "\n| what | {} over {} sessions |\n| --- | --- |",
            self.sessions, small.sessions
        );
        for ((what, large), (_, small)) in self.rows.iter().zip(&small.rows) {
            println!(
                "| {what} | {:.2} |",
                large.workflow.as_secs_f64() / small.workflow.as_secs_f64()
            );
        }
    }
}

/// Times of the floor and of the workflow, taken in turns.
#[derive(Default)]
struct Pairs {
    floor: Vec<Duration>,
    workflow: Vec<Duration>,
}

impl Pairs {
    fn push(&mut self, floor: Duration, workflow: Duration) {
        self.floor.push(floor);
        self.workflow.push(workflow);
    }

    fn times(mut self) -> Times {
        Times {
            floor: part(&mut self.floor, 50),
            workflow: part(&mut self.workflow, 50),
            slowest: part(&mut self.workflow, 99),
        }
    }
}

/// So many in a hundred are shorter.
fn part(times: &mut [Duration], hundredths: usize) -> Duration {
    times.sort_unstable();
    times
        .get(times.len() * hundredths / 100)
        .copied()
        .unwrap_or_default()
}
