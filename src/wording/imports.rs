//! Imported notes in words: a row of the timeline, and the whole note. They never read like a note of this practice.

use filiform_domain::imported::{ImportSource, ImportedNote};
use filiform_store::NoteFromElsewhere;

use super::between::first_line;
use crate::contract::{BetweenKind, BetweenLine};

/// A note in the timeline.
pub(crate) fn line(from: &NoteFromElsewhere) -> BetweenLine {
    let note = &from.note;
    let text = note.text.first().map(|(_, text)| text.as_str());
    BetweenLine {
        kind: BetweenKind::Imported,
        id: note.id.to_string(),
        session: None,
        date: note.on.words(),
        time: note.time.clone().unwrap_or_default(),
        utc_ms: from.at.utc_ms,
        what: "Imported note".to_owned(),
        who: note.operator.clone().unwrap_or_default(),
        belongs: Some(format!("from {}", from.source.system)),
        first: text.map(first_line).unwrap_or_default(),
    }
}

/// "Imported note, 5 Mar 2024".
pub(crate) fn title(note: &ImportedNote) -> String {
    format!("Imported note, {}", note.on.words())
}

/// "5 Mar 2024 14:05".
pub(crate) fn dated(note: &ImportedNote) -> String {
    let time = note.time.iter().map(String::as_str);
    let day = note.on.words();
    std::iter::once(day.as_str())
        .chain(time)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The whole note, with what it is and where it came from before its words.
pub(crate) fn text(from: &NoteFromElsewhere) -> Vec<(String, String)> {
    let source = format!(
        "{}, row {}. It is not signed by anybody here, and is no visit of this practice.",
        source(&from.source),
        from.note.row
    );
    let from_where = ("Imported from".to_owned(), source);
    std::iter::once(from_where)
        .chain(words_of(&from.note))
        .collect()
}

/// "Old Charts 3, CSV file".
pub(crate) fn source(source: &ImportSource) -> String {
    format!("{}, {} file", source.system, source.file.to_uppercase())
}

/// Who wrote a note, and what it says: each with its heading.
pub(crate) fn words_of(note: &ImportedNote) -> Vec<(String, String)> {
    let treated = note
        .operator
        .clone()
        .unwrap_or_else(|| "The file does not say.".to_owned());
    let own = [
        Some(("Treated or written by", treated)),
        note.number.clone().map(|number| ("Number there", number)),
    ];
    let own = own
        .into_iter()
        .flatten()
        .map(|(heading, words)| (heading.to_owned(), words));
    own.chain(note.text.iter().cloned()).collect()
}

/// "3 patients, 2 of them new; 14 notes".
pub(crate) fn what(patients: u64, new: u64, notes: u64) -> String {
    let counted = |number: u64, what: &str| match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    };
    let (patients, notes) = (counted(patients, "patient"), counted(notes, "note"));
    format!("{patients}, {new} of them new; {notes}")
}
