//! The words of what stands beside the notes: a contact, an event that was heard of later, what was added to a signed
//! note and why, a note that was imported.

use std::collections::BTreeSet;

use filiform_domain::amendment::Amended;
use filiform_domain::between::Who;
use filiform_domain::entry::Entry;
use filiform_domain::find::Term;
use filiform_domain::ids::PatientId;
use filiform_domain::imported::ImportedNote;
use rusqlite::{Connection, params};

use super::patient_key;
use crate::StoreError;
use crate::ledger::Sealed;

/// Whose record it stands in, and what is said there, a line for each field; none for an entry of any other kind.
pub(crate) fn of(entry: &Entry) -> Option<(PatientId, String)> {
    let (patient, parts) = match entry {
        Entry::ContactLogged(contact) => (
            contact.patient,
            vec![
                name(&contact.who),
                contact.how.clone(),
                contact.said.clone(),
                contact.agreed.clone(),
            ],
        ),
        Entry::EventReported(event) => (
            event.patient,
            vec![
                Some(event.kind.replace('-', " ")),
                name(&event.heard_from),
                event.began.clone(),
                event.seen.clone(),
                event.done.clone(),
                event.course.clone(),
                event.resolved.clone(),
            ],
        ),
        Entry::SessionAmended(added) => {
            let words = match &added.what {
                Amended::Addendum(words) => Some(words.clone()),
                // The corrected note is found as a note.
                Amended::Correction(_) => None,
            };
            (added.patient, vec![Some(added.why.clone()), words])
        }
        Entry::SessionVoided(voided) => (voided.patient, vec![Some(voided.words.clone())]),
        Entry::RecordImported(imported) => {
            let notes = imported.notes.iter().map(|note| Some(of_note(note)));
            (imported.patient, notes.collect())
        }
        _ => return None,
    };
    let lines: Vec<String> = parts.into_iter().flatten().collect();
    Some((patient, lines.join("\n")))
}

/// What one imported note says: who wrote it, then a line for each part.
pub(crate) fn of_note(note: &ImportedNote) -> String {
    let parts = note.text.iter().map(|(_, text)| text);
    let lines: Vec<&str> = note
        .operator
        .iter()
        .chain(parts)
        .map(String::as_str)
        .collect();
    lines.join("\n")
}

fn name(who: &Who) -> Option<String> {
    who.name.clone()
}

/// The folded words of a text.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let term = Term::of(text, false);
    term.map(|term| term.words().iter().cloned().collect())
        .unwrap_or_default()
}

/// Adds the words by which the entry is found.
pub(super) fn add(connection: &Connection, entry: &Entry, row: &Sealed) -> Result<(), StoreError> {
    let Some((patient, text)) = of(entry) else {
        return Ok(());
    };
    let Some(patient) = patient_key(connection, patient)? else {
        return Ok(());
    };
    let mut add = connection.prepare_cached(include_str!("add_said_word.sql"))?;
    for word in words(&text) {
        add.execute(params![patient, row.n, word])?;
    }
    Ok(())
}
