//! Attached files in words: a row of the timeline, and what each is in full.

use filiform_domain::amendment::VoidReason;
use filiform_domain::attachment::content::{FileSeen, MOST_BYTES, size_words};
use filiform_domain::attachment::{Attachment, AttachmentWithdrawn};
use filiform_domain::time::Instant;

use crate::contract::{BetweenKind, BetweenLine};
use crate::wording;

/// "20 MiB".
pub(crate) fn most() -> String {
    format!("{} MiB", MOST_BYTES >> 20)
}

/// "PNG image, 40 by 30 dots, 12 KiB".
pub(crate) fn seen(seen: &FileSeen) -> String {
    let dots = seen
        .dots
        .map(|dots| format!("{} by {} dots", dots.width, dots.height));
    let size = size_words(u64::from(seen.bytes));
    let parts = [Some(seen.format.words().to_owned()), dots, Some(size)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn file(attachment: &Attachment) -> String {
    seen(&FileSeen {
        format: attachment.file.format,
        bytes: attachment.file.bytes,
        dots: attachment.file.dots,
    })
}

/// A file in a list.
pub(crate) fn line(attachment: &Attachment, belongs: Option<Instant>) -> BetweenLine {
    let at = attachment.at;
    BetweenLine {
        kind: BetweenKind::Attachment,
        id: attachment.id.to_string(),
        session: attachment.session,
        date: at.date().words(),
        time: String::new(),
        utc_ms: at.utc_ms,
        what: attachment.title.clone(),
        who: attachment.kind.words().to_owned(),
        belongs: belongs.map(|started| format!("session of {}", started.date().words())),
        first: file(attachment),
    }
}

/// A file that was withdrawn, in a list. What was attached for another patient is not repeated.
pub(crate) fn line_withdrawn(gone: &AttachmentWithdrawn, belongs: Option<Instant>) -> BetweenLine {
    let whole = line(&gone.attachment, belongs);
    let because = gone.reason.words().to_owned();
    if gone.reason == VoidReason::WrongPatient {
        return BetweenLine {
            what: "File withdrawn".to_owned(),
            who: String::new(),
            first: because,
            ..whole
        };
    }
    BetweenLine {
        what: format!("Withdrawn: {}", whole.what),
        first: because,
        ..whole
    }
}

/// A title, how it is dated, and paragraphs with their headings.
type InFull = (String, String, Vec<(String, String)>);

/// A file in full.
pub(crate) fn words(attachment: &Attachment, belongs: Option<Instant>) -> InFull {
    (
        attachment.title.clone(),
        format!("Dated {}", attachment.date.words()),
        text(attachment, belongs),
    )
}

/// A file that was withdrawn, in full.
pub(crate) fn words_withdrawn(gone: &AttachmentWithdrawn, belongs: Option<Instant>) -> InFull {
    let (title, dated, text) = words(&gone.attachment, belongs);
    let because = match gone.words.as_str() {
        "" => gone.reason.words().to_owned(),
        words => format!("{}: {words}", gone.reason.words()),
    };
    let first = std::iter::once(("Withdrawn".to_owned(), because));
    (
        format!("Withdrawn: {title}"),
        dated,
        first.chain(text).collect(),
    )
}

fn text(attachment: &Attachment, belongs: Option<Instant>) -> Vec<(String, String)> {
    let session = belongs.map(wording::between::moment);
    let rows = [
        ("What it is", Some(attachment.kind.words().to_owned())),
        (
            "Belongs to",
            session.map(|at| format!("the session of {at}")),
        ),
        ("File", Some(file(attachment))),
        ("SHA-256", Some(attachment.file.sha256.clone())),
    ];
    let there = |(heading, words): (&str, Option<String>)| Some((heading.to_owned(), words?));
    rows.into_iter().filter_map(there).collect()
}
