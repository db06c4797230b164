//! What a note says, in one text for searching.

use filiform_domain::fold::fold;
use filiform_domain::session::Session;

/// What a note says, as written and as it is searched.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct NoteText {
    pub(crate) text: String,
    pub(crate) folded: String,
}

impl NoteText {
    pub(crate) fn of(session: &Session) -> Self {
        let text = text(session);
        Self {
            folded: fold(&text),
            text,
        }
    }
}

/// Every word of the note: the texts as written, and the ids of region, targets and kinds as words.
fn text(session: &Session) -> String {
    let mut parts: Vec<String> = vec![as_words(&session.region)];
    for site in &session.sites {
        parts.push(as_words(&site.target));
        parts.extend([&site.point, &site.note].into_iter().flatten().cloned());
    }
    parts.extend(
        [&session.story, &session.response, &session.plan]
            .into_iter()
            .flatten()
            .cloned(),
    );
    for event in &session.events {
        parts.extend([as_words(&event.kind), event.note.clone()]);
    }
    for care in &session.other_care {
        parts.extend([as_words(&care.kind), care.note.clone()]);
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// `upper-trapezius` as "upper trapezius". The store does not know what the catalogue calls it.
fn as_words(id: &str) -> String {
    id.replace('-', " ")
}
