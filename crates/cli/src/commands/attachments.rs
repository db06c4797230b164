//! `attach`, `attachments`.

use filiform::contract::{AttachmentPage, WhichAttachment, WhichPatient};
use filiform::{Error, Filiform, attach_file};
use filiform_domain::attachment::content::MOST_BYTES;
use filiform_domain::attachment::{AttachmentDraft, AttachmentKind};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Attach, Attachments, KindAsked};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

/// Attaches a file. A fault anywhere attaches nothing.
pub(super) fn attach(
    arguments: &Arguments,
    output: &Output,
    asked: &Attach,
) -> Result<(), Failure> {
    let bytes = input::bytes_up_to(&asked.file, MOST_BYTES)?;
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        Ok(attach_file::attach_bytes(
            filiform,
            patient,
            &typed(asked),
            bytes,
        )?)
    })?;
    let answer = whole(&page);
    output.answer(&answer, || vec![line(&page)]);
    Ok(())
}

/// Lists what is attached, newest first.
pub(super) fn attachments(
    arguments: &Arguments,
    output: &Output,
    asked: &Attachments,
) -> Result<(), Failure> {
    let (patient, pages) = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        Ok((
            patient,
            attach_file::list_attachments(filiform, WhichPatient { patient })?,
        ))
    })?;
    let all: Vec<Value> = pages.iter().map(whole).collect();
    let answer = json!({ "patient": patient, "attachments": all });
    output.answer(&answer, || match pages.len() {
        0 => vec!["Nothing is attached.".to_owned()],
        _ => pages.iter().map(line).collect(),
    });
    Ok(())
}

/// One in full, for the history.
pub(super) fn in_full(filiform: &Filiform, id: &str) -> Result<Value, Failure> {
    let attachment = id.parse().map_err(|_| Error::Gone)?;
    let page = attach_file::open_attachment(filiform, WhichAttachment { attachment })?;
    Ok(whole(&page))
}

fn whole(page: &AttachmentPage) -> Value {
    json!({
        "id": page.id,
        "patient": page.words.patient,
        "kind": page.attachment.kind,
        "title": page.attachment.title,
        "date": page.attachment.date,
        "session": page.attachment.session,
        "format": page.format,
        "bytes": page.bytes,
        "sha256": page.sha256,
        "withdrawn": page.withdrawn,
        "author": page.words.author,
        "recorded_at": page.words.recorded_at,
        "fingerprint": page.words.fingerprint,
    })
}

fn line(page: &AttachmentPage) -> String {
    let file = page
        .words
        .text
        .iter()
        .find(|(heading, _)| heading == "File");
    let file = file.map_or("", |(_, words)| words);
    format!(
        "{}  {} · {file} · {}",
        page.attachment.date, page.words.title, page.id
    )
}

fn typed(asked: &Attach) -> AttachmentDraft {
    let kind = match asked.kind {
        KindAsked::ReferralLetter => AttachmentKind::ReferralLetter,
        KindAsked::ImagingReport => AttachmentKind::ImagingReport,
        KindAsked::ConsentForm => AttachmentKind::ConsentForm,
        KindAsked::Photo => AttachmentKind::Photo,
        KindAsked::Other => AttachmentKind::Other,
    };
    AttachmentDraft {
        kind: Some(kind),
        title: asked.title.clone(),
        date: asked.date.clone(),
        session: asked.session.clone(),
    }
}
