//! Export the letter to the referring clinician: the news first, the numbers with their error, no cause.
//!
//! Names and numbers come from the signed record alone. The therapist chooses the news, adds an opinion
//! and a plan, and may add words of their own.

mod letter;

use std::path::{Path, PathBuf};

use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::DocumentId;
use filiform_domain::patient::Patient;
use filiform_domain::problem::{Check, tidy};
use filiform_domain::role::Right;
use filiform_store::{AuditAsked, Write};

use crate::Filiform;
use crate::contract::{
    ExportLetter, FormKept, LetterExported, LetterForm, LetterOffer, LetterTyped, News,
    WhichPatient,
};
use crate::error::Error;
use crate::practice::{LETTER, Open, form_kept, free_path, write_new};
use crate::wording;
use letter::Course;

/// What a letter may be given out for, to choose from; other words can be typed.
const PURPOSES: [&str; 5] = [
    "Treatment",
    "Payment",
    "Request of the patient",
    "Legal proceedings",
    "Quality review",
];

/// What may allow it.
const AUTHORITIES: [&str; 5] = [
    "Referral",
    "Consent of the patient",
    "Written request of the patient",
    "Court order or subpoena",
    "Required by law",
];

/// Longest purpose or authority, in characters.
const SHORT_TEXT: usize = 200;

/// Longest text that may be added to a letter, in characters.
const LONG_TEXT: usize = 4000;

/// What a letter would say now, and where it would be saved.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn offer_letter(filiform: &Filiform, which: WhichPatient) -> Result<LetterOffer, Error> {
    filiform.with_open_as(Right::Export, |open| {
        let kept = open.store.patient(which.patient)?.ok_or(Error::Gone)?;
        let course = Course::of(open.store.sessions(which.patient)?);
        let reading = course.reading();
        let typed = open.unfinished::<LetterTyped>(LETTER, which.patient)?;
        let (kept_draft, typed) = match typed {
            Some((draft, typed)) => (form_kept(draft), Some(typed)),
            None => (FormKept::default(), None),
        };
        let (purpose, authority) = given_out_for(open, &kept.patient)?;
        Ok(LetterOffer {
            typed,
            kept: kept_draft,
            form: LetterForm {
                news: if reading.allows_improving() {
                    News::Improving
                } else {
                    News::ForInformation
                },
                review: String::new(),
                opinion: String::new(),
                plan: course.latest_plan(),
                own_words: String::new(),
                paper: open.store.practice()?.practice.paper.into(),
                purpose,
                authority,
            },
            addressee: addressee(&kept.patient),
            period: course
                .period()
                .map(|(first, last)| wording::period(first, last))
                .unwrap_or_default(),
            visits: course.visits(),
            may_say_improving: reading.allows_improving(),
            reading: reading.sentence().to_owned(),
            purposes: PURPOSES.map(str::to_owned).to_vec(),
            authorities: AUTHORITIES.map(str::to_owned).to_vec(),
            path: free_path(&filiform.host.letters, ("letter", "pdf"), filiform.today())
                .display()
                .to_string(),
        })
    })
}

/// Writes the letter as PDF/A-3a and PDF/UA-1, and records that it left the practice.
///
/// # Errors
/// Faults at their fields; [`Error::FileExists`] unless it may be replaced; why the file was not written.
pub fn export_letter(filiform: &Filiform, asked: ExportLetter) -> Result<LetterExported, Error> {
    let path = PathBuf::from(asked.path.trim());
    let now = filiform.now();
    filiform.with_open_as(Right::Export, |open| {
        let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let course = Course::of(open.store.sessions(asked.patient)?);
        check(&asked.form, &course, &path)?;
        let me = open.therapist(open.me)?;
        let practice = open.store.practice()?.practice;
        let head = open.store.fingerprint();
        let later = open.later_events(asked.patient)?;
        let letter = letter::compose(&letter::Parts {
            catalogue: filiform.catalogue(),
            practice: &practice,
            therapist: &me,
            patient: &kept.patient,
            course: &course,
            later: &later,
            form: &asked.form,
            today: now.date(),
            fingerprint: wording::record::short(&head),
            record: wording::record::mark(&head),
        });
        let pdf = filiform_report::referral_letter(&letter, wording::made_at(now))?;
        let written = write_new(&path, &pdf.bytes, asked.replace)?;
        let entry = DocumentExported {
            id: DocumentId::new(now.utc_ms, filiform.random()?),
            patient: asked.patient,
            document: "referral-letter".to_owned(),
            recipient: addressee(&kept.patient)
                .into_iter()
                .next()
                .unwrap_or_default(),
            period: course.period(),
            sha256: written.sha256.clone(),
            pages: u32::try_from(pdf.pages).unwrap_or(u32::MAX),
            purpose: said(&asked.form.purpose),
            authority: said(&asked.form.authority),
        };
        let exported = LetterExported {
            document: entry.id,
            path: path.display().to_string(),
            pages: entry.pages,
            sha256: entry.sha256.clone(),
            replaced: pdf.replaced.into_iter().collect(),
        };
        let write = Write {
            entries: vec![Entry::DocumentExported(entry)],
            finish_draft: asked.draft,
        };
        if let Err(error) = open.store.transact(&filiform.stamp(open), write) {
            // A letter that the record does not know must not leave the practice.
            written.take_back();
            return Err(error.into());
        }
        Ok(exported)
    })
}

fn check(form: &LetterForm, course: &Course, path: &Path) -> Result<(), Error> {
    let mut check = Check::default();
    if course.visits() == 0 {
        check.fault(
            "visits",
            "missing",
            "There is no signed session yet. A letter speaks of signed sessions only.",
        );
    }
    if form.news == News::Improving && !course.reading().allows_improving() {
        check.fault(
            "form.news",
            "not-shown",
            "The numbers do not show an improvement. Choose another first line.",
        );
    }
    if form.news == News::PleaseReview {
        check.required("form.review", "What is to be reviewed", &form.review, 300);
    }
    for (field, what, text) in [
        ("form.opinion", "The opinion", &form.opinion),
        ("form.plan", "The plan", &form.plan),
        ("form.own_words", "The added text", &form.own_words),
    ] {
        check.optional(field, what, text, LONG_TEXT);
    }
    for (field, what, text) in [
        ("form.purpose", "The purpose", &form.purpose),
        ("form.authority", "The authority", &form.authority),
    ] {
        check.optional(field, what, text, SHORT_TEXT);
    }
    if !path.is_absolute()
        || path
            .extension()
            .is_none_or(|end| !end.eq_ignore_ascii_case("pdf"))
    {
        check.fault(
            "path",
            "path",
            "Give the whole path of the file, ending in .pdf.",
        );
    }
    check.finish(()).map_err(Error::Fields)
}

/// Purpose and authority as they were given last time by whoever works now, so that nobody is held up by them.
fn given_out_for(open: &Open, patient: &Patient) -> Result<(String, String), Error> {
    let asked = AuditAsked {
        author: Some(open.me),
        kinds: Some(vec!["document-exported"]),
        ..AuditAsked::default()
    };
    let last = open
        .store
        .audit(&asked, 1)?
        .lines
        .pop()
        .and_then(|line| line.entry);
    if let Some(Entry::DocumentExported(last)) = last
        && let Some(purpose) = last.purpose
    {
        return Ok((purpose, last.authority.unwrap_or_default()));
    }
    let authority = if patient.referrer.is_some() {
        "Referral"
    } else {
        ""
    };
    Ok(("Treatment".to_owned(), authority.to_owned()))
}

fn said(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}

fn addressee(patient: &Patient) -> Vec<String> {
    let Some(referrer) = &patient.referrer else {
        return Vec::new();
    };
    let lines = [&referrer.name, &referrer.organisation]
        .into_iter()
        .cloned();
    lines
        .chain(referrer.address.lines().map(str::to_owned))
        .filter(|line| !line.trim().is_empty())
        .collect()
}
