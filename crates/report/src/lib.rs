//! Letters and the recovery sheet as PDF/A-3a and PDF/UA-1.
//!
//! Pure: values in, bytes out. A letter is plain words ([`ReferralLetter`]) and the time it is made
//! ([`MadeAt`]); nothing here knows a patient record, a file or a clock. The same letter made at the
//! same time gives the same bytes. Read [`referral_letter`] first, then `templates/`.

mod fonts;
mod letter;
mod press;
mod printable;
mod sheet;
#[cfg(test)]
mod tests;

pub use letter::{
    Diagnosis, Letterhead, Number, PainVisit, Paper, PatientFacts, ReferralLetter, Signature,
    Treated,
};
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

/// Why there is no letter. None of these holds a word of the letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The time given is no date and time of the calendar, or its offset is a day or more.
    #[error("the time at which the letter is made is not a valid date and time")]
    MadeAt,
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
/// Any text is taken literally and none is refused: control characters are dropped, and a
/// character that no font has is shown as � (see [`Pdf::replaced`]).
///
/// # Errors
/// [`ReportError::MadeAt`] when `made_at` is no date; the others are faults of this crate.
pub fn referral_letter(letter: &ReferralLetter, made_at: MadeAt) -> Result<Pdf, ReportError> {
    set(letter, made_at, press::Writing::Compact)
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
        data: data.to_string(),
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

/// Forgets every cached piece of the letters set so far. Called at lock: the cache holds their words.
pub fn forget() {
    typst::comemo::evict(0);
}

fn set(
    letter: &ReferralLetter,
    made_at: MadeAt,
    writing: press::Writing,
) -> Result<Pdf, ReportError> {
    let mut words = serde_json::to_value(letter).map_err(|_| ReportError::Words)?;
    let replaced = printable::make_printable(&mut words);
    let data = json!({ "letter": words, "replaced": printable::in_words(&replaced) });
    let job = press::Job {
        template: "referral_letter.typ",
        data: data.to_string(),
        // The name of the document for life: one record state, one letter, one time.
        identity: format!("{}/{}", letter.fingerprint, made_at.stamp()),
        made_at,
        writing,
    };
    let (bytes, pages) = press::print(job)?;
    Ok(Pdf {
        bytes,
        pages,
        replaced,
    })
}
