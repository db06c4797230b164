//! What a letter promises: the standards, every script, any text, the same bytes.

mod any_text;
mod layout;
mod pictures;
#[path = "../../examples/letter/sample.rs"]
mod sample;
mod scripts;
mod sheet;
mod standards;
mod templates;

use page_validation::{PageError, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::press::Writing;
use crate::{Letterhead, PatientFacts, Pdf, ReferralLetter, Signature};

/// The rules of `profile` that the file breaks, as the validator names them.
fn broken_rules(bytes: &[u8], profile: ValidationProfile) -> Result<Vec<String>, PageError> {
    let options = ValidationOptions::default().profile(profile);
    let report = validate_pdf_bytes(bytes, &options)?;
    assert_eq!(
        report.profile, profile,
        "the profile asked for is the one checked"
    );
    assert!(
        report.rules.total > 100,
        "a run that checks little proves little"
    );
    let rules = report
        .failures
        .iter()
        .map(|failure| failure.message.clone());
    assert_eq!(report.is_compliant, report.failures.is_empty());
    Ok(rules.collect())
}

/// Sets the letter and holds it against both standards.
fn conforming(letter: &ReferralLetter) -> Pdf {
    let pdf = crate::referral_letter(letter, sample::made_at()).unwrap();
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        assert_eq!(
            broken_rules(&pdf.bytes, profile).unwrap(),
            Vec::<String>::new(),
            "{profile}"
        );
    }
    pdf
}

/// The letter's file with its objects in plain text.
fn legible(letter: &ReferralLetter) -> String {
    let pdf = crate::set(letter, sample::made_at(), Writing::Legible).unwrap();
    String::from_utf8_lossy(&pdf.bytes).into_owned()
}

/// The sample letter about a patient of this name.
fn letter_about(name: &str) -> ReferralLetter {
    let mut letter = sample::letter();
    name.clone_into(&mut letter.patient.name);
    letter
}

/// A letter with nothing in it.
fn empty_letter() -> ReferralLetter {
    let letter = sample::letter();
    ReferralLetter {
        paper: letter.paper,
        plain: false,
        letterhead: Letterhead {
            practice: String::new(),
            lines: Vec::new(),
            logo: None,
        },
        date: String::new(),
        addressee: Vec::new(),
        salutation: String::new(),
        news: String::new(),
        patient: PatientFacts {
            name: String::new(),
            born: String::new(),
            referred_for: None,
            covers: String::new(),
            first_visit: String::new(),
            latest_visit: String::new(),
            visits: 0,
        },
        diagnoses: Vec::new(),
        numbers: Vec::new(),
        pain: Vec::new(),
        treated: Vec::new(),
        other_care: Vec::new(),
        events: String::new(),
        opinion: None,
        plan: Vec::new(),
        own_words: Vec::new(),
        remarks: String::new(),
        signature: Signature {
            name: String::new(),
            credentials: String::new(),
            lines: Vec::new(),
            picture: None,
        },
        fingerprint: String::new(),
        record: String::new(),
    }
}
