//! A clock that jumps back: what is written then stands in its order, and nothing is refused because of it.

use crate::place::{self, Seat, note};
use crate::support::{DAY_MS, PASSPHRASE};
use crate::table::Row;

pub(crate) fn play() -> Vec<Row> {
    let home = tempfile::tempdir().unwrap();
    let patient = place::furnish(home.path(), 1);
    let mut faults = Vec::new();
    let mut signed = Vec::new();
    let jumps = [0, -2, 5, -9, 1, -400 + 395];
    for days in jumps {
        let seat = Seat::at(home.path());
        seat.clock.forward(days * DAY_MS);
        let mut act = || -> Result<(), filiform::Error> {
            seat.unlock(PASSPHRASE)?;
            for back in [0, -60_000, -3_600_000, 7_200_000] {
                seat.clock.forward(back);
                let story = format!("on a clock {days} days off, then {back} ms");
                let kept = seat.keep(patient, &note(&story))?;
                signed.push((seat.sign(&kept)?, story));
            }
            Ok(())
        };
        if let Err(error) = act() {
            faults.push(format!("clock {days} days off: refused, {}", error.code()));
        }
        faults.extend(seat.problems());
        for (session, story) in &signed {
            if seat.story(*session).ok().as_ref() != Some(story) {
                faults.push(format!("lost the session of {story}"));
            }
        }
        faults.extend(seat.lock().err().map(|error| error.code().to_owned()));
    }
    faults.extend(waits_too_long(&home));
    let figures = format!(
        "{} jumps, {} signed, all verified",
        jumps.len() * 4,
        signed.len()
    );
    vec![Row::new("a clock that jumps back", figures, faults)]
}

/// Wrong passphrases before the jump never keep the therapist out for longer than five minutes after it.
fn waits_too_long(home: &tempfile::TempDir) -> Option<String> {
    let seat = Seat::at(home.path());
    for _ in 0..4 {
        drop(seat.unlock("not this one at all"));
    }
    seat.clock.forward(-30 * DAY_MS);
    drop(seat.unlock(PASSPHRASE));
    seat.clock.forward(5 * 60 * 1000);
    seat.unlock(PASSPHRASE).err().map(|error| {
        format!(
            "after a jump back the right passphrase waits: {}",
            error.code()
        )
    })
}
