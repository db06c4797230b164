//! Two processes: the second is refused with one message, until the first is gone, however it went.

use std::io::{BufRead as _, BufReader};

use filiform::{Error, ErrorKind};

use crate::child;
use crate::place::{self, Seat};
use crate::support::PASSPHRASE;
use crate::table::Row;

pub(crate) fn play() -> Vec<Row> {
    let home = tempfile::tempdir().unwrap();
    place::furnish(home.path(), 1);
    let mut faults = Vec::new();
    let mut holder = child::command("hold", &[&home.path().display().to_string()])
        .spawn()
        .unwrap();
    let said = BufReader::new(holder.stdout.take().unwrap()).lines();
    let mut said = said.map_while(Result::ok);
    assert!(said.any(|line| line.contains("done")), "the first opens it");
    match Seat::at(home.path()).unlock(PASSPHRASE) {
        Err(Error::Store(error)) if error.kind() == ErrorKind::LockedOrWrongKey => {}
        other => faults.push(format!(
            "the second: {:?}",
            other.map(drop).map_err(|e| e.code())
        )),
    }
    holder.kill().unwrap();
    holder.wait().unwrap();
    let seat = Seat::at(home.path());
    faults.extend(
        seat.unlock(PASSPHRASE)
            .err()
            .map(|error| error.code().to_owned()),
    );
    faults.extend(seat.problems());
    vec![Row::new(
        "two processes",
        "the second is refused, then let in".into(),
        faults,
    )]
}
