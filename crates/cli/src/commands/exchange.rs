//! `export`: records that leave whole.

use filiform::contract::{ExportRecords, RecordsExported, RecordsFormat};
use filiform::{Job, exchange_records};

use crate::arguments::{Arguments, Export, ExportFormat};
use crate::failure::Failure;
use crate::output::Output;
use crate::{passphrase, practice, progress};

/// Writes one patient's record or everybody's, and says what is in it.
pub(super) fn export(
    arguments: &Arguments,
    output: &Output,
    asked: &Export,
) -> Result<(), Failure> {
    let path =
        std::path::absolute(&asked.to).map_err(|error| Failure::FileNotRead(error.kind()))?;
    let path = path
        .to_str()
        .ok_or(Failure::Usage("The path must be text in UTF-8."))?
        .to_owned();
    let passphrase = if asked.format == ExportFormat::Archive && asked.patient.is_none() {
        let file = asked.archive_passphrase_file.as_deref();
        passphrase::of_archive(file, output)?.to_string()
    } else {
        String::new()
    };
    let exported = practice::with_open(arguments, output, |filiform| {
        let patient = asked.patient.as_deref();
        let patient = patient.map(|named| practice::patient(filiform, named));
        let records = ExportRecords {
            patient: patient.transpose()?,
            format: asked.format.into(),
            reduced: asked.reduced,
            path,
            replace: asked.replace,
            recipient: asked.recipient.clone(),
            purpose: asked.purpose.clone(),
            authority: asked.authority.clone(),
            passphrase,
        };
        let export = |job: &Job<'_>| exchange_records::export_records(filiform, records, job);
        Ok(progress::show("Writing the records", export)?)
    })?;
    output.warning(&exported.warning);
    output.answer(&exported, || {
        in_words(&exported, asked.format == ExportFormat::Fhir)
    });
    Ok(())
}

fn in_words(exported: &RecordsExported, is_fhir: bool) -> Vec<String> {
    let mut lines = vec![
        format!("Saved {}.", exported.path),
        format!(
            "{} patients, {} signed sessions. SHA-256 {}",
            exported.patients, exported.sessions, exported.sha256
        ),
    ];
    if exported.withheld > 0 {
        lines.push(format!(
            "The text of {} notes is withheld: they were voided as another patient's.",
            exported.withheld
        ));
    }
    let filled = exported.tables.iter().filter(|table| table.rows > 0);
    let what = if is_fhir { "resources" } else { "rows" };
    lines.extend(filled.map(|table| format!("  {}  {} {what}", table.name, table.rows)));
    lines
}

impl From<ExportFormat> for RecordsFormat {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Xlsx => Self::Xlsx,
            ExportFormat::Fhir => Self::Fhir,
            ExportFormat::Archive => Self::Archive,
        }
    }
}
