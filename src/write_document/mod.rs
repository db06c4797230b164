//! Write a document: the full record, the note of a visit, a report, a form for the patient.
//!
//! Names and numbers come from the signed record alone. Every document that is saved is recorded with whom it is
//! for, what for, on what authority, its period, and the hash of its bytes, as the letter is.

mod beginning;
mod course;
mod coverage;
mod handed;
mod kinds;
mod signs;
mod visit;

use std::path::{Path, PathBuf};

use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::DocumentId;
use filiform_domain::problem::{Check, tidy};
use filiform_domain::role::Right;
use filiform_store::{AuditAsked, SignedSession, Write};

use crate::Filiform;
use crate::contract::{
    DocumentChoice, DocumentForm, DocumentNeeds, DocumentWritten, DocumentsOffer, EpisodeChoice,
    PagesToSee, PreviewDocument, SessionChoice, WhichPatient, WriteDocument,
};
use crate::error::Error;
use crate::practice::known::{self, Known};
use crate::practice::{Open, free_path, write_new};
use crate::wording;
use kinds::{KINDS, Kind};

/// What a document may be given out for, to choose from; other words can be typed.
const PURPOSES: [&str; 6] = [
    "Treatment",
    "Payment",
    "Request of the patient",
    "Legal proceedings",
    "Quality review",
    "Handing over to a colleague",
];

/// What may allow it.
const AUTHORITIES: [&str; 5] = [
    "Referral",
    "Consent of the patient",
    "Written request of the patient",
    "Court order or subpoena",
    "Required by law",
];

/// Pages that are drawn to look at before saving. A full record may have hundreds.
const SEEN: usize = 12;
/// Visits to choose from, the newest first.
const CHOICES: usize = 500;
/// Longest line that may be typed, in characters.
const SHORT_TEXT: usize = 200;
/// Longest text that may be typed, in characters.
const LONG_TEXT: usize = 4000;

/// Who can read what leaves.
const OPEN_WARNING: &str =
    "What is saved is not encrypted. Everybody who gets hold of it can read every word of it.";

/// What can be made for a patient, with the choices of last time.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn offer_documents(filiform: &Filiform, which: WhichPatient) -> Result<DocumentsOffer, Error> {
    filiform.with_open_as(Right::Export, |open| {
        let kept = open.store.patient(which.patient)?.ok_or(Error::Gone)?;
        let catalogue = filiform.catalogue();
        let mut signed = open.store.sessions(which.patient)?;
        signed.retain(|signed| signed.voided.is_none());
        signed.sort_by_key(|signed| std::cmp::Reverse(signed.session.started.utc_ms));
        signed.truncate(CHOICES);
        let episodes = open.store.episodes(which.patient)?;
        let (purpose, authority) = given_out_for(open)?;
        let path = |row: &Kind| {
            let path = free_path(&filiform.host.letters, (row.word, "pdf"), filiform.today());
            path.display().to_string()
        };
        let session = |signed: &SignedSession| SessionChoice {
            id: signed.session.id,
            words: wording::amendments::visit_words(catalogue, &signed.visit()),
        };
        let codes = |signed: &SignedSession| {
            let codes = signed.session.note.codes.iter();
            codes.map(|row| row.code.clone()).collect::<Vec<_>>()
        };
        let choice = |row: &Kind| DocumentChoice {
            kind: row.kind,
            title: row.title.to_owned(),
            about: row.about.to_owned(),
            needs: row.needs,
            for_patient: row.for_patient,
            path: path(row),
        };
        let patient = &kept.patient;
        let mut recipients: Vec<String> = Vec::new();
        if let Some(referrer) = &patient.referrer {
            recipients.push(referrer.name.clone());
        }
        recipients.push(patient.full_name());
        Ok(DocumentsOffer {
            patient: which.patient,
            name: patient.listed_name(),
            born: filiform.born_words(&kept),
            kinds: KINDS.iter().map(choice).collect(),
            sessions: signed.iter().map(session).collect(),
            codes: signed.iter().map(codes).collect(),
            episodes: episodes
                .iter()
                .map(|kept| -> EpisodeChoice { wording::episodes::choice(catalogue, kept) })
                .collect(),
            recipients,
            purposes: PURPOSES.map(str::to_owned).to_vec(),
            authorities: AUTHORITIES.map(str::to_owned).to_vec(),
            form: DocumentForm {
                kind: KINDS.first().map(|row| row.kind).unwrap_or_default(),
                purpose,
                authority,
                ..DocumentForm::default()
            },
        })
    })
}

/// The pages of a document as they would be printed. Nothing is written and nothing leaves.
///
/// # Errors
/// [`Error::Gone`], or a fault of the templates.
pub fn preview_document(filiform: &Filiform, asked: PreviewDocument) -> Result<PagesToSee, Error> {
    let document = filiform.with_open_as(Right::Export, |open| {
        require_choices(open, &asked)?;
        let known = Known::of(filiform, open, asked.patient, &asked.form)?;
        Ok((kinds::of(asked.form.kind).compose)(&known))
    })?;
    let made_at = wording::made_at(filiform.now());
    // Only what goes to the printer, saved and recorded, shows the image of the signature.
    let (document, most) = if asked.whole {
        (document, usize::MAX)
    } else {
        (document.unsigned(), SEEN)
    };
    let pages = filiform_report::document_pages(&document, made_at, most)?;
    Ok(PagesToSee {
        pages: pages.svg,
        all: u32::try_from(pages.all).unwrap_or(u32::MAX),
    })
}

/// Writes the document as PDF/A-3a and PDF/UA-1, and records that it left the practice.
///
/// # Errors
/// Faults at their fields; [`Error::FileExists`] unless it may be replaced; why the file was not written.
pub fn write_document(filiform: &Filiform, asked: WriteDocument) -> Result<DocumentWritten, Error> {
    let path = PathBuf::from(asked.path.trim());
    let now = filiform.now();
    filiform.with_open_as(Right::Export, |open| {
        let seen = PreviewDocument {
            patient: asked.patient,
            form: asked.form.clone(),
            whole: false,
        };
        require_choices(open, &seen)?;
        check(&asked.form, &path)?;
        let row = kinds::of(asked.form.kind);
        let known = Known::of(filiform, open, asked.patient, &asked.form)?;
        let document = (row.compose)(&known);
        let pdf = filiform_report::document(&document, wording::made_at(now))?;
        let written = write_new(&path, &pdf.bytes, asked.replace)?;
        let entry = DocumentExported {
            id: DocumentId::new(now.utc_ms, filiform.random()?),
            patient: asked.patient,
            document: row.word.to_owned(),
            recipient: recipient(&known, row),
            period: known.period(),
            sha256: written.sha256.clone(),
            pages: u32::try_from(pdf.pages).unwrap_or(u32::MAX),
            purpose: said(&asked.form.purpose),
            authority: said(&asked.form.authority),
            letter: None,
        };
        let made = DocumentWritten {
            document: entry.id,
            path: path.display().to_string(),
            pages: entry.pages,
            sha256: entry.sha256.clone(),
            replaced: pdf.replaced.into_iter().collect(),
            warning: OPEN_WARNING.to_owned(),
        };
        let write = Write::one(Entry::DocumentExported(entry));
        if let Err(error) = open.store.transact(&filiform.stamp(open), write) {
            // A document that the record does not know must not leave the practice.
            written.take_back();
            return Err(error.into());
        }
        Ok(made)
    })
}

/// Who it is for, in the first line that was typed; what is handed over goes to the patient.
fn recipient(known: &Known<'_>, row: &Kind) -> String {
    let typed = known::lines(&known.form.recipient).into_iter().next();
    let handed = || {
        if row.for_patient {
            known.patient.full_name()
        } else {
            String::new()
        }
    };
    typed.unwrap_or_else(handed)
}

/// The session and the episode belong to this patient, or are not there.
fn require_choices(open: &Open, asked: &PreviewDocument) -> Result<(), Error> {
    if let Some(session) = asked.form.session {
        let signed = open.store.session(session)?.ok_or(Error::Gone)?;
        if signed.session.patient != asked.patient {
            return Err(Error::Gone);
        }
    }
    if let Some(episode) = asked.form.episode {
        let kept = open.store.episode(episode)?.ok_or(Error::Gone)?;
        if kept.patient != asked.patient {
            return Err(Error::Gone);
        }
    }
    Ok(())
}

#[expect(clippy::too_many_lines, reason = "one row for each field")]
fn check(form: &DocumentForm, path: &Path) -> Result<(), Error> {
    let mut check = Check::default();
    if kinds::of(form.kind).needs != DocumentNeeds::Session && form.session.is_some() {
        check.fault(
            "form.session",
            "not-asked",
            "This document speaks of no single visit.",
        );
    }
    for (field, what, text, most) in [
        (
            "form.recipient",
            "Who it is for",
            &form.recipient,
            SHORT_TEXT,
        ),
        ("form.purpose", "The purpose", &form.purpose, SHORT_TEXT),
        (
            "form.authority",
            "The authority",
            &form.authority,
            SHORT_TEXT,
        ),
        (
            "form.own_words",
            "The added text",
            &form.own_words,
            LONG_TEXT,
        ),
        (
            "form.urgent.situation",
            "The situation",
            &form.urgent.situation,
            LONG_TEXT,
        ),
        (
            "form.urgent.background",
            "The background",
            &form.urgent.background,
            LONG_TEXT,
        ),
        (
            "form.urgent.assessment",
            "The assessment",
            &form.urgent.assessment,
            LONG_TEXT,
        ),
        (
            "form.urgent.request",
            "The request",
            &form.urgent.request,
            LONG_TEXT,
        ),
    ] {
        check.optional(field, what, text, most);
    }
    for (n, fee) in form.fees.iter().enumerate() {
        let field = format!("form.fees[{n}].amount");
        check.optional(&field, "The fee", &fee.amount, 40);
    }
    let ends = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    if !path.is_absolute() || !ends {
        check.fault(
            "path",
            "path",
            "Give the whole path of the file, ending in .pdf.",
        );
    }
    check.finish(()).map_err(Error::Fields)
}

/// Purpose and authority as they were given last time by whoever works now.
fn given_out_for(open: &Open) -> Result<(String, String), Error> {
    let asked = AuditAsked {
        author: Some(open.me),
        kinds: Some(vec!["document-exported"]),
        ..AuditAsked::default()
    };
    let last = open.store.audit(&asked, 1)?.lines.pop();
    match last.and_then(|line| line.entry) {
        Some(Entry::DocumentExported(last)) if last.purpose.is_some() => Ok((
            last.purpose.unwrap_or_default(),
            last.authority.unwrap_or_default(),
        )),
        _ => Ok(("Treatment".to_owned(), String::new())),
    }
}

fn said(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}

/// The words of each page as they were laid out, so that a test sees whether one is missing.
#[doc(hidden)]
pub fn words_of_pages(filiform: &Filiform, asked: PreviewDocument) -> Result<Vec<String>, Error> {
    let document = filiform.with_open_as(Right::Export, |open| {
        let known = Known::of(filiform, open, asked.patient, &asked.form)?;
        Ok((kinds::of(asked.form.kind).compose)(&known))
    })?;
    let made_at = wording::made_at(filiform.now());
    Ok(filiform_report::document_words(&document, made_at)?)
}
