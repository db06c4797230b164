//! A byte that flipped: on every page of the database, in every frame of its log, in the files beside it.

use std::fs;
use std::path::{Path, PathBuf};

use filiform::Error;
use filiform::ErrorKind;

use crate::place::{self, Seat, note};
use crate::support::PASSPHRASE;
use crate::table::Row;

const PAGE: usize = 4096;
/// A frame of the log is a page with these bytes before it; the log begins with its own header.
const FRAME_HEADER: usize = 24;
const LOG_HEADER: usize = 32;

pub(crate) fn play() -> Vec<Row> {
    vec![pages(), frames(), keys(), anchor()]
}

/// Every page of the file of a locked practice.
fn pages() -> Row {
    let home = place::quick();
    place::furnish(home.path(), 12);
    let database = file(home.path(), "practice.db");
    let places = (0..fs::read(&database).unwrap().len() / PAGE)
        .map(|page| vec![page * PAGE + (page * 131) % PAGE]);
    detected(
        "pages of the database",
        home.path(),
        &database,
        places.collect(),
    )
}

/// Every frame of the log that a crash left: in its own header and in the page it holds.
fn frames() -> Row {
    let (worked, crashed) = (place::quick(), place::quick());
    let patient = place::furnish(worked.path(), 2);
    let seat = Seat::at(worked.path());
    seat.unlock(PASSPHRASE).unwrap();
    for n in 0..6 {
        let kept = seat
            .keep(patient, &note(&format!("in the log {n}")))
            .unwrap();
        seat.sign(&kept).unwrap();
    }
    place::copy(worked.path(), crashed.path());
    seat.lock().unwrap();
    let log = file(crashed.path(), "practice.db-wal");
    let frame = FRAME_HEADER + PAGE;
    let count = (fs::read(&log).unwrap().len() - LOG_HEADER) / frame;
    let places = (0..count).map(|n| {
        let start = LOG_HEADER + n * frame;
        vec![
            start + n % FRAME_HEADER,
            start + FRAME_HEADER + (n * 131) % PAGE,
        ]
    });
    detected("frames of its log", crashed.path(), &log, places.collect())
}

/// Flips each place of each part alone; a part counts as detected when every flip in it was refused, with the
/// words that lead to a backup, and with every file left as it was.
fn detected(what: &str, home: &Path, path: &Path, parts: Vec<Vec<usize>>) -> Row {
    let whole = fs::read(path).unwrap();
    let mut faults = Vec::new();
    let mut found = 0;
    for (n, places) in parts.iter().enumerate() {
        let missed: Vec<String> = places
            .iter()
            .filter_map(|place| why_undetected(home, path, &whole, *place))
            .collect();
        found += usize::from(missed.is_empty());
        faults.extend(missed.into_iter().map(|why| format!("{what}: {n}: {why}")));
    }
    fs::write(path, &whole).unwrap();
    if let Err(error) = Seat::at(home).unlock(PASSPHRASE) {
        faults.push(format!(
            "{what}: the undamaged file is refused too: {}",
            error.code()
        ));
    }
    Row::new(what, format!("{found} of {} detected", parts.len()), faults)
}

fn why_undetected(home: &Path, path: &Path, whole: &[u8], place: usize) -> Option<String> {
    let mut flipped = whole.to_vec();
    flipped[place] ^= 0x10;
    fs::write(path, &flipped).unwrap();
    let before = place::bytes(home);
    let refused = Seat::at(home).unlock(PASSPHRASE);
    let why = match refused {
        Ok(_) => Some("opens".to_owned()),
        Err(Error::Store(error)) if error.kind() == ErrorKind::Damaged => {
            let leads_on = error.to_string().contains("Restore the newest backup");
            (!leads_on).then(|| format!("offers no backup: {error}"))
        }
        Err(error) => Some(format!("is called {}", error.code())),
    };
    why.or_else(|| (place::bytes(home) != before).then(|| "changed a file".to_owned()))
        .map(|why| format!("byte {place} {why}"))
}

/// One damaged copy of the key file is mended from the other; with both damaged it says which to bring back.
fn keys() -> Row {
    let home = place::quick();
    place::furnish(home.path(), 1);
    let [first, second] = ["practice.key", "practice.key.copy"].map(|name| file(home.path(), name));
    let whole = fs::read(&first).unwrap();
    let (mut mended, mut refused, mut faults) = (0, 0, Vec::new());
    let places: Vec<usize> = (0..whole.len()).step_by(97).collect();
    for place in &places {
        let mut flipped = whole.clone();
        flipped[*place] ^= 0x10;
        for path in [&first, &second] {
            fs::write(path, &flipped).unwrap();
            let opened = Seat::at(home.path()).unlock(PASSPHRASE);
            let is_mended = opened.is_ok() && fs::read(path).unwrap() == whole;
            mended += usize::from(is_mended);
            if !is_mended {
                faults.push(format!("key file, byte {place}: not mended"));
            }
            fs::write(path, &whole).unwrap();
        }
        fs::write(&first, &flipped).unwrap();
        fs::write(&second, &flipped).unwrap();
        let code = Seat::at(home.path())
            .unlock(PASSPHRASE)
            .err()
            .map(|error| error.code());
        let is_refused = matches!(code, Some("header-damaged" | "header-newer-version"));
        refused += usize::from(is_refused);
        if !is_refused {
            faults.push(format!("both key files, byte {place}: {code:?}"));
        }
        fs::write(&first, &whole).unwrap();
        fs::write(&second, &whole).unwrap();
    }
    let all = places.len();
    let figures = format!(
        "one copy {mended} of {} mended, both {refused} of {all} detected",
        2 * all
    );
    Row::new("key files", figures, faults)
}

/// A damaged anchor costs its slot and nothing else: the other slot, or none, is held against the ledger.
fn anchor() -> Row {
    let home = place::quick();
    place::furnish(home.path(), 1);
    let path = file(home.path(), "practice.anchor");
    let (mut survived, mut faults) = (0, Vec::new());
    let places: Vec<usize> = (0..fs::read(&path).unwrap().len()).step_by(61).collect();
    for place in &places {
        let mut bytes = fs::read(&path).unwrap();
        bytes[*place] ^= 0x10;
        fs::write(&path, &bytes).unwrap();
        let seat = Seat::at(home.path());
        let opened = seat
            .unlock(PASSPHRASE)
            .map(drop)
            .map_err(|error| error.code().to_owned());
        let problems = opened.and_then(|()| match seat.problems().first() {
            None => Ok(()),
            Some(problem) => Err(problem.clone()),
        });
        survived += usize::from(problems.is_ok());
        faults.extend(
            problems
                .err()
                .map(|why| format!("anchor, byte {place}: {why}")),
        );
        seat.lock().unwrap();
    }
    let figures = format!("{survived} of {} flips cost nothing", places.len());
    Row::new("anchor", figures, faults)
}

fn file(home: &Path, name: &str) -> PathBuf {
    place::practice(home).join(name)
}
