//! `patients` and `register`.

use filiform::contract::{
    FindPatients, PatientCheck, PatientLine, PatientToCheck, RegisterPatient,
};
use filiform::{find_patient, register_patient};
use filiform_domain::patient::PatientDraft;
use filiform_exchange::read_patient_file;
use serde_json::json;

use crate::arguments::{Arguments, Patients, Register};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

/// Lists patients.
pub(super) fn list(
    arguments: &Arguments,
    output: &Output,
    asked: &Patients,
) -> Result<(), Failure> {
    let wanted = FindPatients {
        query: asked.filter.clone(),
        limit: asked.limit,
    };
    let found = practice::with_open(arguments, output, |filiform| {
        Ok(find_patient::find_patients(filiform, wanted)?)
    })?;
    output.answer(&found, || patient_lines(&found.patients));
    Ok(())
}

/// Registers the patient of a file.
pub(super) fn register(
    arguments: &Arguments,
    output: &Output,
    asked: &Register,
) -> Result<(), Failure> {
    let bytes = input::bytes(&asked.file)?;
    let (page, similar) = practice::with_open(arguments, output, |filiform| {
        let mut similar = Vec::new();
        let patient = input::whole(read_patient_file(&bytes), |draft: &PatientDraft| {
            let asked = PatientToCheck {
                patient: draft.clone(),
                id: None,
            };
            let PatientCheck {
                problems,
                similar: found,
            } = register_patient::check_patient(filiform, asked)?;
            similar = found;
            Ok(problems)
        })?;
        let page = register_patient::register_patient(
            filiform,
            RegisterPatient {
                patient,
                draft: None,
            },
        )?;
        Ok((page, similar))
    })?;
    output.answer(
        &json!({ "id": page.id, "name": page.name, "similar": similar }),
        || {
            let registered = format!("{}  {}", page.id, page.name);
            let alike = patient_lines(&similar)
                .into_iter()
                .map(|line| format!("Resembles: {line}"));
            std::iter::once(registered).chain(alike).collect()
        },
    );
    Ok(())
}

/// A line a patient: id, name, date of birth, sessions, last visit.
pub(crate) fn patient_lines(patients: &[PatientLine]) -> Vec<String> {
    let widest = patients
        .iter()
        .map(|line| line.name.chars().count())
        .max()
        .unwrap_or_default();
    let line = |patient: &PatientLine| {
        let seen = patient.last_seen.as_deref().unwrap_or("-");
        let PatientLine {
            id,
            name,
            born,
            age,
            sessions,
            ..
        } = patient;
        format!("{id}  {name:widest$}  {born} ({age})  {sessions} sessions, last {seen}")
    };
    patients.iter().map(line).collect()
}
