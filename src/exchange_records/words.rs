//! What is said of records that leave: who can read them, what is still in them, what they may be given out for.

use crate::Filiform;
use crate::contract::{ExportRecords, RecordsFormat};

/// What records may be given out for, to choose from; other words can be typed.
pub(super) const PURPOSES: [&str; 5] = [
    "Treatment",
    "Request of the patient",
    "Legal proceedings",
    "Moving to another system",
    "Research",
];

/// What may allow it.
pub(super) const AUTHORITIES: [&str; 4] = [
    "Consent of the patient",
    "Written request of the patient",
    "Court order or subpoena",
    "Required by law",
];

/// Who can read what leaves.
const OPEN_WARNING: &str =
    "What is exported is not encrypted. Everybody who gets hold of it can read every word of it.";

/// Who can read an encrypted archive.
const SEALED_WARNING: &str = "The archive is encrypted. It opens with the passphrase you choose here and with nothing \
    else: who loses it loses the archive, and nobody can help. What is taken out of it lies open.";

/// What is left when identifiers are reduced.
const REDUCED_WARNING: &str = "This is not anonymous. Names, dates, free words and targets in own words are left out, \
    ages of 90 and over are one group, and days are counted from the first visit. Sex, age, conditions, what was \
    needled and the course of the visits are still there, and can point to somebody who is known to have been treated.";

/// The lines that say what it is.
pub(super) fn about(filiform: &Filiform, asked: &ExportRecords, practice: &str) -> Vec<String> {
    let first = if asked.reduced {
        "Records with reduced identifiers.".to_owned()
    } else {
        format!("Records of {practice}.")
    };
    let what = match asked.format {
        RecordsFormat::Fhir => {
            "Each file is one patient's record as a FHIR R4 bundle, named by the patient's id. A note that was voided as \
             another patient's is withheld; its encounter says so."
        }
        RecordsFormat::Archive => {
            "The folder documents holds each patient's full record as a PDF to read, the folder fhir the same as a FHIR R4 \
             bundle, both named by the patient's id; the folder tables holds the same as tables, whose columns the \
             codebook explains; the folder attachments holds the files that were attached to each record, named by their \
             ids. SHA256SUMS is the list of the files. A note that was voided as another patient's is withheld, and so is \
             a file that was withdrawn as another patient's."
        }
        RecordsFormat::Csv | RecordsFormat::Xlsx => {
            "What a column means stands in the codebook. A note that was voided as another patient's is withheld; the \
             table withheld lists its entries."
        }
    };
    let others =
        "Who looked at a record stands in the list of who did what, which is exported by itself.";
    let written = filiform_exchange::moment(filiform.now());
    vec![
        first,
        format!("Written by Filiform on {written}."),
        warning(asked.format, asked.reduced, asked.patient.is_some()),
        format!("{what} {others}"),
    ]
}

/// Lines as a file holds them.
pub(super) fn lines(all: &[String]) -> String {
    all.iter()
        .flat_map(|line| [line.as_str(), "\r\n"])
        .collect()
}

/// What the record calls it.
pub(super) fn document(asked: &ExportRecords) -> &'static str {
    match (asked.format, asked.reduced) {
        (RecordsFormat::Csv, false) => "record-csv",
        (RecordsFormat::Csv, true) => "record-csv-reduced",
        (RecordsFormat::Xlsx, false) => "record-xlsx",
        (RecordsFormat::Xlsx, true) => "record-xlsx-reduced",
        (RecordsFormat::Fhir, _) => "record-fhir",
        (RecordsFormat::Archive, _) => "record-archive",
    }
}

/// What is to be known before.
pub(super) fn warning(format: RecordsFormat, reduced: bool, is_one: bool) -> String {
    match format {
        RecordsFormat::Archive if !is_one => SEALED_WARNING.to_owned(),
        RecordsFormat::Csv | RecordsFormat::Xlsx if reduced => {
            format!("{OPEN_WARNING} {REDUCED_WARNING}")
        }
        _ => OPEN_WARNING.to_owned(),
    }
}
