//! Who can read a letter, as far as the record knows them, and what was chosen for such a reader last time.

use filiform_domain::between::{Role, Who};
use filiform_domain::ids::PatientId;
use filiform_domain::letter::{LetterWritten, Reader};
use filiform_domain::patient::Patient;
use filiform_domain::problem::tidy;
use filiform_store::{Happened, KeptDocument};

use super::given_out::Remembered;
use super::period::letters_to;
use crate::contract::{LetterForm, LetterReader};
use crate::error::Error;
use crate::practice::Open;
use crate::wording;

/// So many of the latest contacts are looked at.
const CONTACTS: u32 = 1000;

/// Name and address as they stand in the letter, a line each.
pub(super) fn addressee(form: &LetterForm, patient: &Patient) -> Vec<String> {
    let typed = lines(&form.addressed);
    if !typed.is_empty() {
        return typed;
    }
    match form.to {
        Reader::ReferringClinician => referrer(patient),
        Reader::Patient => own(patient),
        Reader::GeneralPractitioner | Reader::Lawyer | Reader::Other => Vec::new(),
    }
}

/// Whether the record has the lines, so that they need not be typed.
pub(super) fn is_of_the_record(form: &LetterForm) -> bool {
    tidy(&form.addressed).is_empty()
}

/// Somebody of the record, before what was chosen last time is put beside them.
struct Found {
    to: Reader,
    /// "Referring clinician".
    what: String,
    /// What the form holds: empty when the lines come from the patient's details.
    addressed: String,
    lines: Vec<String>,
}

/// Everybody whom the record names: who referred, the patient, whom earlier letters went to, who was spoken to.
pub(super) fn readers(
    open: &Open,
    (id, patient): (PatientId, &Patient),
    earlier: &[KeptDocument],
    remembered: &Remembered,
) -> Result<Vec<LetterReader>, Error> {
    let of_details = |to: Reader, lines: Vec<String>| Found {
        to,
        what: to.words().to_owned(),
        addressed: String::new(),
        lines,
    };
    let mut found = vec![
        of_details(Reader::ReferringClinician, referrer(patient)),
        of_details(Reader::Patient, own(patient)),
    ];
    let letters = earlier
        .iter()
        .filter_map(|kept| kept.document.letter.as_ref());
    for letter in letters.filter(|letter| letter.typed_addressee) {
        let what = letter.to.words().to_owned();
        found.push(named(letter.to, what, letter.addressee.clone()));
    }
    for kept in open.store.episodes(id)? {
        let to = Reader::ReferringClinician;
        let name = kept.episode.referral.and_then(|referral| referral.referrer);
        found.extend(name.map(|name| named(to, to.words().to_owned(), vec![name])));
    }
    for kept in open.store.between(id, None, CONTACTS)?.entries {
        if let Happened::Contact(contact) = kept.happened {
            found.extend(spoken_to(contact.who));
        }
    }
    let mut readers: Vec<LetterReader> = Vec::new();
    for found in found {
        let reader = reader(found, earlier, remembered);
        let known = readers.iter().any(|known| known.name == reader.name);
        if !known && !reader.name.is_empty() {
            readers.push(reader);
        }
    }
    Ok(readers)
}

/// One of each sort who is not on record, with what was chosen for such a reader last time.
pub(super) fn others(remembered: &Remembered) -> Vec<LetterReader> {
    let nobody = |to: Reader| Found {
        to,
        what: to.words().to_owned(),
        addressed: String::new(),
        lines: Vec::new(),
    };
    let all = Reader::ALL.into_iter();
    all.map(|to| reader(nobody(to), &[], remembered)).collect()
}

fn named(to: Reader, what: String, lines: Vec<String>) -> Found {
    Found {
        to,
        what,
        addressed: lines.join("\n"),
        lines,
    }
}

/// A clinician or somebody else who was spoken to by name.
fn spoken_to(who: Who) -> Option<Found> {
    let what = match who.role {
        Role::Patient => return None,
        role => wording::capital(wording::between::role_words(role)),
    };
    Some(named(Reader::Other, what, vec![who.name?]))
}

fn reader(found: Found, earlier: &[KeptDocument], remembered: &Remembered) -> LetterReader {
    let name = found.lines.first().cloned().unwrap_or_default();
    let last = letters_to(&name, earlier).next();
    let choices = remembered.of(found.to);
    LetterReader {
        to: found.to,
        addressed: found.addressed,
        what: found.what,
        lines: found.lines,
        last_letter: last.map(|kept| kept.exported_at.date().words()),
        purpose: choices.purpose,
        authority: choices.authority,
        wording: choices.wording,
        parts: choices.parts,
        name,
    }
}

/// The form's reader as the letter before had it; `None` when that one is not of this patient's record.
pub(super) fn again(letter: &LetterWritten, same_patient: bool) -> Option<(Reader, String)> {
    match (letter.typed_addressee, same_patient) {
        (false, _) => Some((letter.to, String::new())),
        (true, true) => Some((letter.to, letter.addressee.join("\n"))),
        (true, false) => None,
    }
}

fn referrer(patient: &Patient) -> Vec<String> {
    let Some(referrer) = &patient.referrer else {
        return Vec::new();
    };
    let name = [&referrer.name, &referrer.organisation]
        .map(String::as_str)
        .join("\n");
    lines(&format!("{name}\n{}", referrer.address))
}

fn own(patient: &Patient) -> Vec<String> {
    lines(&format!("{}\n{}", patient.full_name(), patient.address))
}

fn lines(text: &str) -> Vec<String> {
    tidy(text)
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}
