//! Holds a PDF against PDF/A-3a and PDF/UA-1 and prints every finding: `check_pdf FILE`.
//!
//! The end-to-end journeys ask it about the letter that the window saved.
#![expect(
    clippy::print_stdout,
    reason = "printing the findings is what this is for"
)]

use std::error::Error;
use std::process::ExitCode;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// A run that checks fewer rules than this proves little.
const FEWEST_RULES: usize = 100;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("Usage: check_pdf FILE")?;
    let bytes = std::fs::read(path)?;
    let mut findings = 0;
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        findings += check(&bytes, profile)?;
    }
    Ok(ExitCode::from(u8::from(findings > 0)))
}

/// Prints what breaks one standard and answers how much it is.
fn check(bytes: &[u8], profile: ValidationProfile) -> Result<usize, Box<dyn Error>> {
    let options = ValidationOptions::default().profile(profile);
    let report = validate_pdf_bytes(bytes, &options)?;
    if report.profile != profile || report.rules.total < FEWEST_RULES {
        return Err(format!("{profile} was not checked in full.").into());
    }
    println!(
        "{profile}: {} rules, {} failures",
        report.rules.total,
        report.failures.len()
    );
    for failure in &report.failures {
        println!("  {}", failure.message);
    }
    // A report that is not compliant for a reason without words counts as a finding, too.
    Ok(report.failures.len().max(usize::from(!report.is_compliant)))
}
