//! `document`: a note, a report, a form or the full record as PDF.

use filiform::contract::{
    DocumentForm, DocumentWritten, Fee, LetterPaper, UrgentWords, WhichPatient, WriteDocument,
};
use filiform::write_document;

use crate::arguments::{Arguments, DocumentAsked, Paper};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Writes the document, with the purpose and the authority of last time unless they are given.
pub(super) fn document(
    arguments: &Arguments,
    output: &Output,
    asked: &DocumentAsked,
) -> Result<(), Failure> {
    let path =
        std::path::absolute(&asked.output).map_err(|error| Failure::FileNotRead(error.kind()))?;
    let path = path
        .to_str()
        .ok_or(Failure::Usage("The path must be text in UTF-8."))?
        .to_owned();
    let form = form(asked)?;
    let made = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let offer = write_document::offer_documents(filiform, WhichPatient { patient })?;
        let given = offer.form;
        let form = DocumentForm {
            purpose: asked.purpose.clone().unwrap_or(given.purpose),
            authority: asked.authority.clone().unwrap_or(given.authority),
            ..form
        };
        let write = WriteDocument {
            patient,
            form,
            path,
            replace: asked.replace,
        };
        Ok(write_document::write_document(filiform, write)?)
    })?;
    if !made.replaced.is_empty() {
        output.warning("No font has a shape for some characters. They are shown as boxes.");
    }
    output.warning(&made.warning);
    output.answer(&made, || in_words(&made));
    Ok(())
}

fn form(asked: &DocumentAsked) -> Result<DocumentForm, Failure> {
    let session = asked.session.as_deref().map(str::parse).transpose();
    let episode = asked.episode.as_deref().map(str::parse).transpose();
    let fee = |typed: &String| {
        let (code, amount) = typed
            .split_once('=')
            .ok_or(Failure::Usage("Write a fee as CODE=FEE: 20560=85.00."))?;
        Ok(Fee {
            code: code.trim().to_owned(),
            amount: amount.trim().to_owned(),
        })
    };
    Ok(DocumentForm {
        kind: asked.kind.into(),
        session: session.map_err(|_| Failure::Usage("--session takes the id of a session."))?,
        episode: episode.map_err(|_| Failure::Usage("--episode takes the id of an episode."))?,
        paper: match asked.paper {
            Paper::Letter => LetterPaper::Letter,
            Paper::A4 => LetterPaper::A4,
        },
        recipient: asked.recipient.clone(),
        own_words: asked.own_words.clone(),
        fees: asked.fee.iter().map(fee).collect::<Result<_, Failure>>()?,
        urgent: UrgentWords {
            situation: asked.situation.clone(),
            background: asked.background.clone(),
            assessment: asked.assessment.clone(),
            request: asked.request.clone(),
        },
        ..DocumentForm::default()
    })
}

fn in_words(made: &DocumentWritten) -> Vec<String> {
    let pages = if made.pages == 1 {
        "1 page".to_owned()
    } else {
        format!("{} pages", made.pages)
    };
    vec![format!("{}  {pages}, SHA-256 {}", made.path, made.sha256)]
}
