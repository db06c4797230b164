//! What a child said was done, held against the practice as it opens on a disk that works again.

use std::path::Path;

use filiform::contract::{WhichContact, WhichDraft, WhichPatient};
use serde_json::Value;

use crate::place::{Seat, note};
use crate::support::{OTHER_PASSPHRASE, PASSPHRASE};

/// Everything that is lost, or in the way.
pub(crate) fn in_practice(kind: &str, place: &Path, patient: &str, said: &[Value]) -> Vec<String> {
    let seat = Seat::at(place);
    let is_done = |what: &str| done(said, what).next().is_some();
    let opened = if kind == "create" && !is_done("create") {
        seat.create()
    } else if is_done("passphrase") {
        seat.unlock(OTHER_PASSPHRASE).map(drop)
    } else {
        seat.unlock(PASSPHRASE).map(drop)
    };
    if let Err(error) = opened {
        return vec![format!(
            "not to be opened or made afterwards: {}",
            error.code()
        )];
    }
    let mut faults = seat.problems();
    let is_there = |line: &&Value| !is_kept(&seat, line);
    let lost = ["sign", "register", "contact"]
        .into_iter()
        .flat_map(|what| done(said, what));
    faults.extend(lost.filter(is_there).map(|line| format!("lost {line}")));
    faults.extend(lost_draft(&seat, said));
    faults.extend(lost_letter(place, said));
    if kind != "create" {
        let patient = patient.parse().unwrap();
        let after = seat
            .keep(patient, &note("after"))
            .and_then(|kept| seat.sign(&kept));
        faults.extend(
            after
                .err()
                .map(|error| format!("takes no notes: {}", error.code())),
        );
    }
    faults
}

fn done<'a>(said: &'a [Value], what: &str) -> impl Iterator<Item = &'a Value> {
    said.iter()
        .filter(move |line| line["what"] == what && line["say"] == "done")
}

fn is_kept(seat: &Seat, line: &Value) -> bool {
    let id = |name: &str| line[name].as_str().unwrap();
    match line["what"].as_str() {
        Some("sign") => {
            let story = seat.story(id("session").parse().unwrap()).ok();
            story.as_deref() == line["story"].as_str()
        }
        Some("register") => {
            let patient = id("patient").parse().unwrap();
            filiform::review_history::open_patient(&seat.filiform, WhichPatient { patient }).is_ok()
        }
        _ => {
            let contact = id("contact").parse().unwrap();
            filiform::log_contact::open_contact(&seat.filiform, WhichContact { contact }).is_ok()
        }
    }
}

/// The draft that was acknowledged last, unless it was signed after that.
fn lost_draft(seat: &Seat, said: &[Value]) -> Option<String> {
    let is_draft = |line: &&Value| line["what"] == "draft" || line["what"] == "sign";
    let kept = said
        .iter()
        .rfind(|line| line["say"] == "done" && is_draft(line))?;
    let draft = kept["draft"].as_str()?.parse().ok()?;
    let page = filiform::chart_session::open_draft(&seat.filiform, WhichDraft { draft }).ok();
    let story = page.and_then(|page| page.session).map(|typed| typed.story);
    // What was refused after it may have reached the disk all the same: it was typed later, or signed.
    let after = said.iter().rev().take_while(|line| *line != kept);
    let excused = after.filter(is_draft).any(|line| line["say"] == "refused");
    let is_there = story.as_deref() == kept["story"].as_str() || excused;
    (!is_there).then(|| format!("lost {kept}: {story:?}"))
}

/// The letter that was acknowledged is there with the bytes that the record names.
fn lost_letter(place: &Path, said: &[Value]) -> Option<String> {
    use sha2::{Digest as _, Sha256};
    let letter = done(said, "letter").next()?;
    let bytes = std::fs::read(place.join("letters/letter.pdf")).unwrap_or_default();
    let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
    (letter["sha256"] != sum.as_str()).then(|| format!("lost {letter}"))
}
