//! Export a letter: the news first, the numbers with their error, no cause.
//!
//! Names and numbers come from the signed record alone. The therapist chooses the reader, the time, the parts and the
//! news, adds an opinion and a plan, and may add words of their own; a reader whom the record does not know is typed.
//! What was chosen and typed is kept with the export.

mod course;
mod gather;
mod given_out;
mod letter;
mod period;
mod readers;

use std::path::{Path, PathBuf};

use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::{DocumentId, PatientId};
use filiform_domain::letter::{LetterSpan, Reader};
use filiform_domain::problem::{Check, tidy};
use filiform_domain::role::Right;
use filiform_store::Write;

use crate::Filiform;
use crate::contract::{
    ExportLetter, FormKept, LetterExported, LetterForm, LetterOffer, LetterReader, LetterSeen,
    LetterTyped, News, PreviewLetter, WhichPatient,
};
use crate::error::Error;
use crate::practice::{LETTER, Open, form_kept, free_path, write_new};
use crate::wording;
use gather::Gathered;
use given_out::{AUTHORITIES, PURPOSES, Remembered};
use period::REFERRAL_LETTER;

/// Longest purpose or authority, in characters.
const SHORT_TEXT: usize = 200;
/// Longest name and address of a reader, in characters.
const ADDRESS: usize = 400;
/// Longest text that may be added to a letter, in characters.
const LONG_TEXT: usize = 4000;
/// Pages that are drawn to look at before saving. A letter should have one.
const SEEN: usize = 6;

/// What a letter would say now, and where it would be saved.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn offer_letter(filiform: &Filiform, which: WhichPatient) -> Result<LetterOffer, Error> {
    filiform.with_open_as(Right::Export, |open| {
        let patient = open.store.patient(which.patient)?.ok_or(Error::Gone)?;
        let remembered = Remembered::by_me(open, &patient.patient)?;
        let earlier = open.store.documents(which.patient)?;
        let of = (which.patient, &patient.patient);
        let readers = readers::readers(open, of, &earlier, &remembered)?;
        let form = beginning(filiform, open, which.patient, (&readers, &remembered))?;
        let typed = open.unfinished::<LetterTyped>(LETTER, which.patient)?;
        let (kept, typed) = match typed {
            Some((draft, typed)) => (form_kept(draft), Some(typed)),
            None => (FormKept::default(), None),
        };
        let shown = typed.as_ref().map_or(&form, |typed| &typed.form);
        Ok(LetterOffer {
            reads: Gathered::of(filiform, open, which.patient, shown)?.reads,
            form,
            readers,
            others: readers::others(&remembered),
            typed,
            kept,
            purposes: PURPOSES.map(str::to_owned).to_vec(),
            authorities: AUTHORITIES.map(str::to_owned).to_vec(),
            path: free_path(&filiform.host.letters, ("letter", "pdf"), filiform.today())
                .display()
                .to_string(),
        })
    })
}

/// The pages of a letter as they would be printed. Nothing is written and nothing leaves.
///
/// # Errors
/// [`Error::Gone`], or a fault of the templates.
pub fn preview_letter(filiform: &Filiform, asked: PreviewLetter) -> Result<LetterSeen, Error> {
    let made_at = wording::made_at(filiform.now());
    // Drawn before the practice can close: what Typst remembers of a letter is forgotten with the lock.
    filiform.with_open_as(Right::Export, |open| {
        let gathered = Gathered::of(filiform, open, asked.patient, &asked.form)?;
        let mut seen = LetterSeen {
            pages: Vec::new(),
            all: 0,
            reads: gathered.reads,
            problems: gathered.problems,
        };
        if seen.problems.is_empty() {
            let most = if asked.whole { usize::MAX } else { SEEN };
            // Only what goes to the printer, saved and recorded, shows the image of the signature.
            let letter = if asked.whole {
                gathered.letter
            } else {
                gathered.letter.unsigned()
            };
            let pages = filiform_report::letter_pages(&letter, made_at, most)?;
            seen.pages = pages.svg;
            seen.all = u32::try_from(pages.all).unwrap_or(u32::MAX);
        }
        if seen.all > 1 {
            seen.reads.remarks.push(format!(
                "The letter has {} pages, also when it is set closely. One that is to be read today has one: untick a part or shorten your words.",
                seen.all
            ));
        }
        Ok(seen)
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
        let gathered = Gathered::of(filiform, open, asked.patient, &asked.form)?;
        check(&asked.form, &gathered, &path)?;
        let pdf = filiform_report::referral_letter(&gathered.letter, wording::made_at(now))?;
        let written = write_new(&path, &pdf.bytes, asked.replace)?;
        let Gathered {
            patient, course, ..
        } = &gathered;
        let recipient = gathered.reads.addressee.first();
        let entry = DocumentExported {
            id: DocumentId::new(now.utc_ms, filiform.random()?),
            patient: asked.patient,
            document: REFERRAL_LETTER.to_owned(),
            recipient: recipient.cloned().unwrap_or_default(),
            period: course.days(),
            sha256: written.sha256.clone(),
            pages: u32::try_from(pdf.pages).unwrap_or(u32::MAX),
            purpose: said(&asked.form.purpose),
            authority: said(&asked.form.authority),
            letter: Some(Box::new(letter::written(&asked.form, course, patient))),
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

/// The form to begin with: as it was last time for this patient, or else for such a reader.
fn beginning(
    filiform: &Filiform,
    open: &Open,
    patient: PatientId,
    (readers, remembered): (&[LetterReader], &Remembered),
) -> Result<LetterForm, Error> {
    let last = remembered.latest(patient);
    let again = last.and_then(|last| {
        let (to, addressed) = readers::again(last.letter.as_ref()?, last.patient == patient)?;
        let reader = |one: &&LetterReader| one.to == to && one.addressed == addressed;
        readers.iter().find(reader)
    });
    let reader = again.or_else(|| {
        let referring = |one: &&LetterReader| one.to == Reader::ReferringClinician;
        readers.iter().find(referring)
    });
    let to = reader.map(|reader| reader.to).unwrap_or_default();
    let choices = remembered.of(to);
    let mut form = LetterForm {
        to,
        addressed: reader.map(|one| one.addressed.clone()).unwrap_or_default(),
        parts: choices.parts,
        wording: choices.wording,
        purpose: choices.purpose,
        authority: choices.authority,
        paper: open.store.practice()?.practice.paper.into(),
        ..LetterForm::default()
    };
    let since = last.and_then(|last| last.letter.as_ref());
    if since.is_some_and(|letter| letter.span == LetterSpan::SinceLast) {
        form.span = LetterSpan::SinceLast;
    }
    let mut gathered = Gathered::of(filiform, open, patient, &form)?;
    if !gathered.problems.is_empty() {
        // Nothing is left to tell since the last letter, or there was none to this reader.
        form.span = LetterSpan::Whole;
        gathered = Gathered::of(filiform, open, patient, &form)?;
    }
    if gathered.reads.may_say_improving {
        form.news = News::Improving;
    }
    form.plan = gathered.course.latest_plan();
    Ok(form)
}

fn check(form: &LetterForm, gathered: &Gathered, path: &Path) -> Result<(), Error> {
    let mut check = Check::default();
    for problem in &gathered.problems {
        check.fault(&problem.path, &problem.code, problem.message.clone());
    }
    let unnamed = gathered.reads.addressee.is_empty();
    if unnamed && form.to != Reader::ReferringClinician {
        check.fault(
            "form.addressed",
            "missing",
            "Say who reads the letter: a name in the first line.",
        );
    }
    if form.news == News::PleaseReview {
        check.required("form.review", "What is to be reviewed", &form.review, 300);
    }
    for (field, what, text, most) in [
        (
            "form.addressed",
            "Who reads the letter",
            &form.addressed,
            ADDRESS,
        ),
        ("form.opinion", "The opinion", &form.opinion, LONG_TEXT),
        ("form.plan", "The plan", &form.plan, LONG_TEXT),
        (
            "form.own_words",
            "The added text",
            &form.own_words,
            LONG_TEXT,
        ),
        ("form.purpose", "The purpose", &form.purpose, SHORT_TEXT),
        (
            "form.authority",
            "The authority",
            &form.authority,
            SHORT_TEXT,
        ),
    ] {
        check.optional(field, what, text, most);
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

fn said(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}

/// The words of each page as they were laid out, so that a test sees what a letter says and what it does not.
#[doc(hidden)]
pub fn words_of_letter(filiform: &Filiform, asked: PreviewLetter) -> Result<Vec<String>, Error> {
    filiform.with_open_as(Right::Export, |open| {
        let gathered = Gathered::of(filiform, open, asked.patient, &asked.form)?;
        let made_at = wording::made_at(filiform.now());
        Ok(filiform_report::letter_words(&gathered.letter, made_at)?)
    })
}

/// The letter itself, composed and not set, so that a bench can measure the bare typesetter beside the workflow.
#[doc(hidden)]
pub fn letter_itself(
    filiform: &Filiform,
    asked: PreviewLetter,
) -> Result<(filiform_report::ReferralLetter, filiform_report::MadeAt), Error> {
    filiform.with_open_as(Right::Export, |open| {
        let gathered = Gathered::of(filiform, open, asked.patient, &asked.form)?;
        Ok((gathered.letter, wording::made_at(filiform.now())))
    })
}
