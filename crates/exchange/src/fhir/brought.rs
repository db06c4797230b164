//! Notes that were written elsewhere and imported: documents of another system, each with its words as they came.

use filiform_domain::entry::Entry;
use filiform_domain::ids::ImportId;
use filiform_domain::imported::{ImportedNote, RecordImported};
use serde_json::json;
use uuid::Uuid;

use super::kinds::{Concept, Extension, Named};
use super::resource::{
    Content, DatedAttachment, DocumentContent, DocumentContext, DocumentReferenceBody,
    DocumentStatus, Period,
};
use super::{Made, narrative};
use crate::record::{Kept, Record};
use crate::tables::moment;

impl Made<'_> {
    pub(super) fn brought(&mut self) {
        let record = self.record;
        for kept in &record.entries {
            if let Entry::RecordImported(imported) = &kept.entry {
                let undone = undone(record, imported.import);
                for (n, note) in imported.notes.iter().enumerate() {
                    self.imported_note(kept, imported, (n, note), undone);
                }
            }
        }
    }

    fn imported_note(
        &mut self,
        kept: &Kept,
        imported: &RecordImported,
        (n, note): (usize, &ImportedNote),
        undone: Option<&Kept>,
    ) {
        let body = DocumentReferenceBody {
            status: if undone.is_some() {
                DocumentStatus::EnteredInError
            } else {
                DocumentStatus::Current
            },
            kind: Concept::words("Imported note"),
            subject: self.subject(),
            date: moment(kept.recorded_at),
            author: note.operator.clone().map(Named::of).into_iter().collect(),
            description: format!(
                "Note of another system ({}), signed by nobody here",
                imported.source.system
            ),
            content: [DocumentContent {
                attachment: DatedAttachment {
                    content_type: "text/plain;charset=utf-8".to_owned(),
                    data: Some(data_encoding::BASE64.encode(plain(note).as_bytes())),
                    size: None,
                    creation: note.on.to_string(),
                },
            }],
            context: DocumentContext {
                period: Period {
                    start: note.on.to_string(),
                    end: None,
                },
            },
        };
        let source = &imported.source;
        let fields = json!({
            "import": imported.import, "system": source.system, "file": source.file, "sha256": source.sha256,
            "row": note.row, "time": note.time, "number": note.number,
        });
        let extension = Extension::of_fields("imported-note", &fields);
        let own = format!("notes[{n}].");
        let told = narrative::part_of(kept, &|field| {
            field.starts_with(&own) || !field.starts_with("notes[")
        });
        let told =
            undone.map_or_else(String::new, |gone| narrative::part_of(gone, &|_| true)) + &told;
        let content = Content::DocumentReference(Box::new(body));
        let extension = extension.into_iter().collect();
        self.put(note.id.0, content, Some(narrative::whole(told)), extension);
    }
}

/// The resources that tell of an import: its notes, and the patient whom it registered.
pub(super) fn told_by(imported: &RecordImported) -> Vec<Uuid> {
    let registered = imported.registered.iter().map(|written| written.id.0);
    let notes = imported.notes.iter().map(|note| note.id.0);
    registered.chain(notes).collect()
}

/// The import of an id, as it was written down.
pub(super) fn of_import(record: &Record, import: ImportId) -> Option<&RecordImported> {
    record.entries.iter().find_map(|kept| match &kept.entry {
        Entry::RecordImported(imported) if imported.import == import => Some(&**imported),
        _ => None,
    })
}

fn undone(record: &Record, import: ImportId) -> Option<&Kept> {
    let mut entries = record.entries.iter();
    entries
        .find(|kept| matches!(&kept.entry, Entry::ImportUndone(undone) if undone.import == import))
}

/// "Subjective: Sore for a day", a paragraph for each part.
fn plain(note: &ImportedNote) -> String {
    let parts = note.text.iter();
    let parts: Vec<String> = parts
        .map(|(name, text)| format!("{name}: {text}"))
        .collect();
    parts.join("\n\n")
}
