//! Letters, every other document and the recovery sheet as PDF/A-3a and PDF/UA-1.
//!
//! Pure: values in, bytes out. A letter is plain words ([`ReferralLetter`]) and the time it is made
//! ([`MadeAt`]), any other document is a [`Document`] of blocks; nothing here knows a patient record, a file or
//! a clock. The same letter made at the same time gives the same bytes. Read [`referral_letter`] first, then
//! `templates/`.

pub mod chart;
mod document;
mod fonts;
mod letter;
mod picture;
mod press;
mod printable;
mod sheet;
#[cfg(test)]
mod tests;

pub use document::{Block, Document, Drawing, NumberedMark, Row, Trend, TrendPoint};
pub use letter::{
    Diagnosis, Letterhead, Number, PainVisit, Paper, PatientFacts, ReferralLetter, Signature,
    Treated,
};
pub use picture::{Picture, try_picture};
pub use press::MadeAt;
pub use sheet::RecoverySheet;

use serde_json::json;

// The sample letter is shared with the example, which names this crate from outside.
#[cfg(test)]
extern crate self as filiform_report;

/// A finished letter.
pub struct Pdf {
    /// The file: PDF 1.7 that conforms to PDF/A-3a and PDF/UA-1.
    pub bytes: Vec<u8>,
    /// How many pages it has, at least 1.
    pub pages: usize,
    /// Characters that no font has, each once, in the order met. The letter shows � for them and
    /// lists them in a note at its end.
    pub replaced: Vec<char>,
}

/// Why there is no letter, or no picture of a chart. None of these holds a word of the letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The time given is no date and time of the calendar, or its offset is a day or more.
    #[error("the time at which the letter is made is not a valid date and time")]
    MadeAt,
    /// No letter can show this picture.
    #[error("no letter can show this picture")]
    Picture,
    /// The chart could not be drawn: a fault of ours.
    #[error("the chart could not be drawn")]
    Chart,
    /// The words could not be handed to the template.
    #[error("the letter's words could not be read")]
    Words,
    /// The template could not be laid out: a fault of ours, found at this place in it.
    #[error("the letter could not be laid out ({at})")]
    Layout {
        /// Template and line, such as `parts.typ:12`, never a word of the letter.
        at: String,
    },
    /// The pages could not be written as PDF/A-3a and PDF/UA-1.
    #[error("the letter could not be written as an archivable, accessible PDF ({at})")]
    Export {
        /// Template and line, such as `parts.typ:12`, never a word of the letter.
        at: String,
    },
}

/// Sets a referral letter.
///
/// A letter that would need a second page is set more closely where that saves it; nothing is left out either way.
///
/// Any text is taken literally and none is refused: control characters are dropped, and a
/// character that no font has is shown as � (see [`Pdf::replaced`]).
///
/// # Errors
/// [`ReportError::MadeAt`] when `made_at` is no date; the others are faults of this crate.
pub fn referral_letter(letter: &ReferralLetter, made_at: MadeAt) -> Result<Pdf, ReportError> {
    printed(of_letter(letter, made_at, press::Writing::Compact)?)
}

/// Sets a recovery sheet: one page.
///
/// # Errors
/// As [`referral_letter`].
pub fn recovery_sheet(sheet: &RecoverySheet, made_at: MadeAt) -> Result<Pdf, ReportError> {
    let mut words = serde_json::to_value(sheet).map_err(|_| ReportError::Words)?;
    let replaced = printable::make_printable(&mut words);
    let data = json!({ "sheet": words, "replaced": printable::in_words(&replaced) });
    let (bytes, pages) = press::print(press::Job {
        template: "recovery_sheet.typ",
        data,
        pictures: Vec::new(),
        may_close: false,
        // Nothing of the code is in the name of the document.
        identity: format!("recovery sheet/{}", made_at.stamp()),
        made_at,
        writing: press::Writing::Compact,
    })?;
    Ok(Pdf {
        bytes,
        pages,
        replaced,
    })
}

/// Sets any other document.
///
/// # Errors
/// As [`referral_letter`].
pub fn document(document: &Document, made_at: MadeAt) -> Result<Pdf, ReportError> {
    printed(of_document(document, made_at, press::Writing::Compact)?)
}

/// The pages as they would be printed.
pub struct Pages {
    /// The first pages as SVG. Letters are outlines of glyphs, so nothing in them can be run or looked up.
    pub svg: Vec<String>,
    /// How many pages there are in all.
    pub all: usize,
}

/// The first `most` pages of a letter, to look at before it is saved.
///
/// # Errors
/// As [`referral_letter`].
pub fn letter_pages(
    letter: &ReferralLetter,
    made_at: MadeAt,
    most: usize,
) -> Result<Pages, ReportError> {
    drawn(of_letter(letter, made_at, press::Writing::Compact)?, most)
}

/// The first `most` pages of any other document.
///
/// # Errors
/// As [`referral_letter`].
pub fn document_pages(
    document: &Document,
    made_at: MadeAt,
    most: usize,
) -> Result<Pages, ReportError> {
    drawn(
        of_document(document, made_at, press::Writing::Compact)?,
        most,
    )
}

/// The words of each page as they were laid out, so that a test sees whether one is missing.
///
/// # Errors
/// As [`referral_letter`].
#[doc(hidden)]
pub fn document_words(document: &Document, made_at: MadeAt) -> Result<Vec<String>, ReportError> {
    press::read(of_document(document, made_at, press::Writing::Compact)?.0)
}

/// The same of a letter.
///
/// # Errors
/// As [`referral_letter`].
#[doc(hidden)]
pub fn letter_words(letter: &ReferralLetter, made_at: MadeAt) -> Result<Vec<String>, ReportError> {
    press::read(of_letter(letter, made_at, press::Writing::Compact)?.0)
}

/// The bare calls of Typst for the same letter, so that a bench can measure it beside them. Answers the bytes written.
///
/// # Errors
/// As [`referral_letter`].
#[doc(hidden)]
pub fn bare_letter(
    letter: &ReferralLetter,
    made_at: MadeAt,
) -> Result<impl Fn() -> usize, ReportError> {
    press::bare(of_letter(letter, made_at, press::Writing::Compact)?.0)
}

/// Forgets every cached piece of the letters set so far. Called at lock: the cache holds their words.
pub fn forget() {
    typst::comemo::evict(0);
}

/// A job, and the characters that it shows as �.
type Ready = (press::Job, Vec<char>);

fn printed((job, replaced): Ready) -> Result<Pdf, ReportError> {
    let (bytes, pages) = press::print(job)?;
    Ok(Pdf {
        bytes,
        pages,
        replaced,
    })
}

fn drawn((job, _): Ready, most: usize) -> Result<Pages, ReportError> {
    let (svg, all) = press::draw(job, most)?;
    Ok(Pages { svg, all })
}

#[cfg(test)]
fn set(
    letter: &ReferralLetter,
    made_at: MadeAt,
    writing: press::Writing,
) -> Result<Pdf, ReportError> {
    printed(of_letter(letter, made_at, writing)?)
}

fn of_letter(
    letter: &ReferralLetter,
    made_at: MadeAt,
    writing: press::Writing,
) -> Result<Ready, ReportError> {
    let mut words = serde_json::to_value(letter).map_err(|_| ReportError::Words)?;
    let replaced = printable::make_printable(&mut words);
    let data = json!({ "letter": words, "replaced": printable::in_words(&replaced) });
    let job = press::Job {
        template: "referral_letter.typ",
        data,
        pictures: picture::of_letter(letter),
        may_close: true,
        // The name of the document for life: one record state, one letter, one time.
        identity: format!("{}/{}", letter.fingerprint, made_at.stamp()),
        made_at,
        writing,
    };
    Ok((job, replaced))
}

fn of_document(
    document: &Document,
    made_at: MadeAt,
    writing: press::Writing,
) -> Result<Ready, ReportError> {
    let mut words = serde_json::to_value(document).map_err(|_| ReportError::Words)?;
    let replaced = printable::make_printable(&mut words);
    let data = json!({ "document": words, "replaced": printable::in_words(&replaced) });
    let job = press::Job {
        template: "document.typ",
        data,
        pictures: picture::of_document(document),
        may_close: false,
        identity: format!(
            "{}/{}/{}",
            document.title,
            document.fingerprint,
            made_at.stamp()
        ),
        made_at,
        writing,
    };
    Ok((job, replaced))
}
