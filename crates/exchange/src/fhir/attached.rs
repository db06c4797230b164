//! Files that were attached: what each is, and the sum that holds it. The bytes themselves are beside the bundle.

use filiform_domain::attachment::Attachment;
use filiform_domain::entry::Entry;
use serde_json::json;

use super::kinds::{Concept, Extension, Holds};
use super::resource::{
    Content, DatedAttachment, DocumentContent, DocumentContext, DocumentReferenceBody,
    DocumentStatus, Period,
};
use super::{Made, narrative};
use crate::record::Kept;
use crate::tables::moment;

impl Made<'_> {
    pub(super) fn attached(&mut self) {
        let record = self.record;
        for kept in &record.entries {
            if let Entry::AttachmentAdded(attachment) = &kept.entry {
                let withdrawn = record.entries.iter().find(
                    |later| matches!(&later.entry, Entry::AttachmentWithdrawn(gone) if gone.attachment.id == attachment.id),
                );
                self.attachment(kept, attachment, withdrawn);
            }
        }
    }

    fn attachment(&mut self, kept: &Kept, attachment: &Attachment, withdrawn: Option<&Kept>) {
        let withheld = self.record.tells_withheld(kept);
        let told = |text: &str| if withheld { "withheld" } else { text }.to_owned();
        let file = &attachment.file;
        let body = DocumentReferenceBody {
            status: if withdrawn.is_some() {
                DocumentStatus::EnteredInError
            } else {
                DocumentStatus::Current
            },
            kind: Concept::words("Attached file"),
            subject: self.subject(),
            date: moment(kept.recorded_at),
            author: Vec::new(),
            description: told(&attachment.title),
            content: [DocumentContent {
                attachment: DatedAttachment {
                    content_type: file.format.media_type().to_owned(),
                    data: None,
                    size: (!withheld).then_some(file.bytes),
                    creation: attachment.date.to_string(),
                },
            }],
            context: DocumentContext {
                period: Period {
                    start: attachment.date.to_string(),
                    end: None,
                },
            },
        };
        let content = Content::DocumentReference(Box::new(body));
        if withheld {
            let said = vec![Extension::own("withheld", Holds::ValueBoolean(true))];
            self.put(attachment.id.0, content, None, said);
            return;
        }
        let fields = json!({
            "kind": attachment.kind, "session": attachment.session, "sha256": file.sha256, "dots": file.dots,
        });
        let extension = Extension::of_fields("attached-file", &fields);
        let told: Vec<_> = std::iter::once(kept).chain(withdrawn).collect();
        let text = Some(narrative::of(&told));
        self.put(
            attachment.id.0,
            content,
            text,
            extension.into_iter().collect(),
        );
    }
}
