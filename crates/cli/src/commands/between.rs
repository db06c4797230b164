//! `contact` and `event`, and what `history` says of them.

use filiform::contract::{
    BetweenKind, BetweenLine, BetweenWords, CheckContact, CheckReport, LogContact, ReportEvent,
    TimelineRow, WhichContact, WhichDocument, WhichEvent, WhichImportedNote, WhichNotHeld,
};
use filiform::{
    Error, Filiform, import_records, log_contact, log_not_held, report_event, review_history,
};
use filiform_domain::contact::ContactDraft;
use filiform_domain::reported_event::ReportedEventDraft;
use filiform_exchange::{read_contact_file, read_event_file};
use serde::Serialize;
use serde_json::{Value, json};

use super::{attachments, scores};
use crate::arguments::{Arguments, Between};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

/// Logs the contact of a file.
pub(super) fn contact(
    arguments: &Arguments,
    output: &Output,
    asked: &Between,
) -> Result<(), Failure> {
    let bytes = input::bytes(&asked.file)?;
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let contact = input::whole(read_contact_file(&bytes), |draft: &ContactDraft| {
            let contact = draft.clone();
            let typed = CheckContact { patient, contact };
            Ok(log_contact::check_contact(filiform, typed)?.problems)
        })?;
        let typed = LogContact {
            patient,
            contact,
            draft: None,
        };
        Ok(log_contact::log_contact(filiform, typed)?)
    })?;
    let answer = json!({ "patient": page.words.patient, "contact": page.id, "fingerprint": page.words.fingerprint });
    output.answer(&answer, || {
        vec![format!("Logged contact {}: {}.", page.id, page.words.dated)]
    });
    Ok(())
}

/// Reports the event of a file.
pub(super) fn event(
    arguments: &Arguments,
    output: &Output,
    asked: &Between,
) -> Result<(), Failure> {
    let bytes = input::bytes(&asked.file)?;
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let event = input::whole(read_event_file(&bytes), |draft: &ReportedEventDraft| {
            let event = draft.clone();
            let typed = CheckReport { patient, event };
            Ok(report_event::check_report(filiform, typed)?.problems)
        })?;
        let typed = ReportEvent {
            patient,
            event,
            draft: None,
        };
        Ok(report_event::report_event(filiform, typed)?)
    })?;
    let answer = json!({ "patient": page.words.patient, "event": page.id, "fingerprint": page.words.fingerprint });
    output.answer(&answer, || {
        vec![format!("Reported event {}. {}.", page.id, page.words.dated)]
    });
    Ok(())
}

/// The rows of these kinds in full: the fields that the file takes, with id, author and when it was recorded.
pub(super) fn in_full(
    filiform: &Filiform,
    timeline: &[TimelineRow],
    kind: BetweenKind,
) -> Result<Vec<Value>, Failure> {
    let of_kind = |row: &'_ TimelineRow| match row {
        TimelineRow::Between { entry } if entry.kind == kind => Some(entry.id.clone()),
        _ => None,
    };
    timeline
        .iter()
        .filter_map(of_kind)
        .map(|id| match kind {
            BetweenKind::Contact => contact_in_full(filiform, &id),
            BetweenKind::Event => event_in_full(filiform, &id),
            BetweenKind::Score => scores::in_full(filiform, &id),
            BetweenKind::NotHeld => not_held_in_full(filiform, &id),
            BetweenKind::Imported => imported_in_full(filiform, &id),
            BetweenKind::Letter => letter_in_full(filiform, &id),
            BetweenKind::Attachment => attachments::in_full(filiform, &id),
            // Episodes stand whole in a list of their own, amendments with their note.
            BetweenKind::Episode | BetweenKind::Amendment => Ok(json!({ "id": id })),
        })
        .collect()
}

fn contact_in_full(filiform: &Filiform, id: &str) -> Result<Value, Failure> {
    let contact = id.parse().map_err(|_| Error::Gone)?;
    let page = log_contact::open_contact(filiform, WhichContact { contact })?;
    Ok(signed(id, &page.contact, &page.words))
}

fn event_in_full(filiform: &Filiform, id: &str) -> Result<Value, Failure> {
    let event = id.parse().map_err(|_| Error::Gone)?;
    let page = report_event::open_reported_event(filiform, WhichEvent { event })?;
    Ok(signed(id, &page.event, &page.words))
}

fn not_held_in_full(filiform: &Filiform, id: &str) -> Result<Value, Failure> {
    let visit = id.parse().map_err(|_| Error::Gone)?;
    let page = log_not_held::open_not_held(filiform, WhichNotHeld { visit })?;
    let mut whole = signed(id, &page.visit, &page.words);
    if let Some(fields) = whole.as_object_mut() {
        fields.insert("stands".to_owned(), json!(page.stands));
    }
    Ok(whole)
}

fn imported_in_full(filiform: &Filiform, id: &str) -> Result<Value, Failure> {
    let note = id.parse().map_err(|_| Error::Gone)?;
    let page = import_records::open_imported_note(filiform, WhichImportedNote { note })?;
    Ok(json!({ "id": id, "words": page.words }))
}

fn letter_in_full(filiform: &Filiform, id: &str) -> Result<Value, Failure> {
    let document = id.parse().map_err(|_| Error::Gone)?;
    let words = review_history::open_sent_document(filiform, WhichDocument { document })?;
    Ok(json!({
        "id": id,
        "title": words.title,
        "text": words.text,
        "author": words.author,
        "recorded_at": words.recorded_at,
    }))
}

fn signed(id: &str, draft: &impl Serialize, words: &BetweenWords) -> Value {
    let mut whole = json!(draft);
    if let Some(fields) = whole.as_object_mut() {
        fields.insert("id".to_owned(), json!(id));
        fields.insert("author".to_owned(), json!(words.author));
        fields.insert("recorded_at".to_owned(), json!(words.recorded_at));
    }
    whole
}

/// "019a…  22 Nov 2026 10:15  Bruising, mild  patient  after 20 Nov 2026".
pub(super) fn line(entry: &BetweenLine) -> String {
    let BetweenLine {
        id,
        date,
        time,
        what,
        who,
        belongs,
        ..
    } = entry;
    let when = [date.as_str(), time.as_str()].join(" ");
    let parts = [
        what.as_str(),
        who.as_str(),
        belongs.as_deref().unwrap_or_default(),
    ];
    let said = parts.into_iter().filter(|part| !part.is_empty());
    let said: Vec<&str> = said.collect();
    format!("{id}  {}  {}", when.trim_end(), said.join("  "))
}
