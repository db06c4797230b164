//! Register a patient, and change the details of one.

use filiform_domain::entry::{Entry, PatientWritten};
use filiform_domain::fold::fold;
use filiform_domain::ids::{DraftId, PatientId};
use filiform_domain::patient::{Patient, PatientDraft, Referrer};
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_store::Write;

use crate::Filiform;
use crate::contract::{
    ChangePatient, PatientCheck, PatientLine, PatientPage, PatientToCheck, RegisterPatient,
};
use crate::error::Error;
use crate::practice::{Open, patient_page};
use crate::wording::patient_line;

/// How many patients of one name are looked at for a resemblance.
const NAMESAKES: u32 = 50;

/// Checks what is typed so far, and says whom it resembles. A resemblance never blocks.
///
/// # Errors
/// [`Error::Locked`].
pub fn check_patient(filiform: &Filiform, typed: PatientToCheck) -> Result<PatientCheck, Error> {
    let today = filiform.today();
    let problems = typed
        .patient
        .checked(today, filiform.catalogue())
        .err()
        .unwrap_or_default();
    let similar = filiform.with_open_as(Right::RegisterPatients, |open| {
        similar(filiform, open, &typed.patient)
    })?;
    let similar = similar
        .into_iter()
        .filter(|line| Some(line.id) != typed.id)
        .collect();
    Ok(PatientCheck { problems, similar })
}

/// Registers a patient.
///
/// # Errors
/// Every fault at its field; nothing is kept then.
pub fn register_patient(filiform: &Filiform, typed: RegisterPatient) -> Result<PatientPage, Error> {
    let patient = checked(filiform, &typed.patient, None)?;
    let id = PatientId::new(filiform.now().utc_ms, filiform.random()?);
    let entry = Entry::PatientRegistered(PatientWritten {
        id,
        based_on: 0,
        patient,
    });
    write(filiform, entry, typed.draft, id)
}

/// Changes the details of a patient. What was registered before stays in the record.
///
/// # Errors
/// Every fault at its field, or [`Error::Stale`] when somebody changed the patient in the meantime.
pub fn change_patient(filiform: &Filiform, typed: ChangePatient) -> Result<PatientPage, Error> {
    let kept = filiform.with_open_as(Right::RegisterPatients, |open| {
        let kept = open.store.patient(typed.id)?.ok_or(Error::Gone)?;
        if kept.revision == typed.based_on {
            Ok(kept.patient)
        } else {
            Err(Error::Stale)
        }
    })?;
    let patient = checked(filiform, &typed.patient, Some(&kept))?;
    let entry = Entry::PatientChanged(PatientWritten {
        id: typed.id,
        based_on: typed.based_on,
        patient,
    });
    write(filiform, entry, typed.draft, typed.id)
}

/// The details as they may be kept. What somebody is not shown they cannot change: it stays as it was.
fn checked(
    filiform: &Filiform,
    typed: &PatientDraft,
    kept: Option<&Patient>,
) -> Result<Patient, Error> {
    let today = filiform.today();
    let sight = filiform.with_open_as(Right::RegisterPatients, |open| {
        open.sight(Right::RegisterPatients, today)
    })?;
    let mut whole = typed.clone();
    if !sight.is_clinical() {
        let problems = unseen(typed);
        if !problems.is_empty() {
            return Err(Error::Fields(problems));
        }
        let before = kept.map(Patient::to_draft).unwrap_or_default();
        whole.conditions = before.conditions;
        if whole.referrer != Referrer::default() {
            whole.referrer.reason = before.referrer.reason;
        }
    }
    whole
        .checked(today, filiform.catalogue())
        .map_err(Error::Fields)
}

/// Clinical fields that somebody filled in who is not shown them.
fn unseen(typed: &PatientDraft) -> Vec<Problem> {
    let fields = [
        ("conditions", !typed.conditions.is_empty()),
        ("referrer.reason", !typed.referrer.reason.trim().is_empty()),
    ];
    let filled = fields.into_iter().filter(|(_, filled)| *filled);
    let problem = |(path, _): (&str, bool)| Problem {
        path: path.to_owned(),
        code: "not-allowed".to_owned(),
        message: "A therapist fills this in.".to_owned(),
    };
    filled.map(problem).collect()
}

fn write(
    filiform: &Filiform,
    entry: Entry,
    draft: Option<DraftId>,
    id: PatientId,
) -> Result<PatientPage, Error> {
    filiform.with_open_as(Right::RegisterPatients, |open| {
        open.store.transact(
            &filiform.stamp(open),
            Write {
                entries: vec![entry],
                finish_draft: draft,
            },
        )?;
        patient_page(filiform, open, id)
    })
}

/// Patients with the same name, or born on the same day with the same family or given name.
fn similar(
    filiform: &Filiform,
    open: &Open,
    typed: &PatientDraft,
) -> Result<Vec<PatientLine>, Error> {
    let (family, given) = (fold(&typed.family_name), fold(&typed.given_name));
    if family.is_empty() || given.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = open.store.find_patients(&family, NAMESAKES)?;
    if typed.birth_date.len() == "1984-03-14".len() {
        found.extend(open.store.find_patients(&typed.birth_date, NAMESAKES)?);
    }
    let mut lines: Vec<PatientLine> = Vec::new();
    for kept in found {
        let same_family = fold(&kept.family_name) == family;
        let same_given = fold(&kept.given_name) == given;
        let same_birth = kept.birth_date.to_string() == typed.birth_date.trim();
        let resembles = (same_family && same_given) || (same_birth && (same_family || same_given));
        if resembles && !lines.iter().any(|line| line.id == kept.id) {
            lines.push(patient_line(kept, filiform.today()));
        }
    }
    Ok(lines)
}
