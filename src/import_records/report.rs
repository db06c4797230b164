//! What would come of every row, and the name of that report.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use filiform_domain::ids::PatientId;
use filiform_domain::import::plan::{Here, Outcome, PatientHere, Plan, PlannedWho, RowPlan, plan};
use filiform_domain::import::{RowRead, Who, read_rows};
use filiform_domain::imported::ImportedNote;
use filiform_domain::patient::Patient;
use filiform_domain::problem::Check;
use filiform_store::KeptPatient;
use sha2::{Digest, Sha256};

use super::file::TableRead;
use super::goes_on;
use crate::contract::{
    ImportReason, ImportRow, ImportRowAlike, ImportTried, OutcomeCount, Stage, TryImport,
};
use crate::error::Error;
use crate::practice::Open;
use crate::{Filiform, Job, StoreError};

/// An import that was tried.
pub(super) struct Tried {
    pub(super) read: TableRead,
    pub(super) plan: Plan,
    /// Whom each row is about, in words.
    whom: BTreeMap<u32, String>,
    asked: String,
}

impl Tried {
    pub(super) fn of(
        filiform: &Filiform,
        open: &Open,
        asked: &TryImport,
        job: &Job<'_>,
    ) -> Result<Self, Error> {
        let read = TableRead::of(&asked.file, job)?;
        let mut check = Check::default();
        check.required(
            "system",
            "The system that the records come from",
            &asked.system,
            80,
        );
        let faults = check.finish(()).err().into_iter().flatten();
        let faults: Vec<_> = faults.chain(asked.mapping.problems(&read.table)).collect();
        if !faults.is_empty() {
            return Err(Error::Fields(faults));
        }
        let all = read.table.rows.len() as u64;
        let mut go_on = |done| goes_on(job, Stage::Checking, done, all);
        let (today, words) = (filiform.today(), filiform.catalogue());
        let rows = read_rows(&read.table, &asked.mapping, today, words, &mut go_on);
        let rows = rows.ok_or(StoreError::Interrupted)?;
        let whom = rows.iter().filter_map(whom).collect();
        let mut go_on = |done, of| goes_on(job, Stage::Comparing, done, of);
        let plan = plan(rows, &asked.decisions, &mut Practice(open), &mut go_on)?;
        Ok(Self {
            plan: plan.ok_or(StoreError::Interrupted)?,
            whom,
            asked: serde_json::to_string(&(&asked.mapping, &asked.decisions, &asked.system))
                .map_err(|_| Error::UnreadableCommand)?,
            read,
        })
    }

    /// A name for what was reported: another file, another mapping, another decision or another practice has another.
    pub(super) fn name(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.read.sha256);
        hash.update(&self.asked);
        for row in &self.plan.rows {
            hash.update(row.number.to_le_bytes());
            hash.update([row.outcome as u8, u8::from(row.note)]);
            row.reasons
                .iter()
                .for_each(|reason| hash.update(&reason.code));
            row.alike
                .iter()
                .for_each(|who| hash.update(who.0.as_bytes()));
        }
        for planned in &self.plan.patients {
            match &planned.who {
                PlannedWho::Here(patient) => hash.update(patient.0.as_bytes()),
                PlannedWho::New(_) => hash.update(planned.row.to_le_bytes()),
            }
        }
        HEXLOWER.encode(&hash.finalize())
    }

    pub(super) fn report(self, open: &Open) -> Result<ImportTried, Error> {
        let report = self.name();
        let patients = &self.plan.patients;
        let new = |planned: &&filiform_domain::import::plan::PatientPlan| {
            matches!(planned.who, PlannedWho::New(_))
        };
        let new_patients = patients.iter().filter(new).count();
        let notes = patients.iter().map(|planned| planned.notes.len()).sum();
        let counts = Outcome::ALL.map(|outcome| OutcomeCount {
            outcome,
            rows: small(self.plan.count(outcome)),
        });
        let known_patients = small(patients.len() - new_patients);
        let rows = self.plan.rows.into_iter();
        let rows = rows.map(|row| {
            let who = self.whom.get(&row.number).cloned().unwrap_or_default();
            in_words(open, row, who)
        });
        Ok(ImportTried {
            report,
            counts: counts.to_vec(),
            new_patients: small(new_patients),
            known_patients,
            notes: small(notes),
            rows: rows.collect::<Result<_, _>>()?,
        })
    }
}

fn whom(row: &RowRead) -> Option<(u32, String)> {
    let (who, _) = row.read.as_ref().ok()?;
    let words = match who {
        Who::Whole(patient) => person(patient),
        Who::ByNumber(number) => format!("record number {number}"),
    };
    Some((row.number, words))
}

/// "Okafor, Ada · 14 Mar 1984".
fn person(patient: &Patient) -> String {
    format!(
        "{} \u{b7} {}",
        patient.listed_name(),
        patient.birth_date.words()
    )
}

fn in_words(open: &Open, row: RowPlan, who: String) -> Result<ImportRow, Error> {
    let alike = row.alike.into_iter().filter_map(|patient| {
        let kept = open.store.patient(patient).transpose()?;
        Some(kept.map(alike))
    });
    let reasons = row.reasons.into_iter().map(|fault| ImportReason {
        column: fault.column,
        code: fault.code,
        message: fault.message,
    });
    Ok(ImportRow {
        row: row.number,
        who,
        outcome: row.outcome,
        reasons: reasons.collect(),
        note: row.note,
        first: row.first,
        alike: alike.collect::<Result<_, _>>()?,
    })
}

fn alike(kept: KeptPatient) -> ImportRowAlike {
    let number = match kept.patient.record_number.as_str() {
        "" => "no record number".to_owned(),
        number => format!("record number {number}"),
    };
    ImportRowAlike {
        patient: kept.id,
        who: format!("{} \u{b7} {number}", person(&kept.patient)),
    }
}

/// Who is in the open practice.
struct Practice<'a>(&'a Open);

impl Here for Practice<'_> {
    type Error = Error;

    fn with_number(&mut self, number: &str) -> Result<Vec<PatientHere>, Error> {
        Ok(here(self.0.store.with_record_number(number)?))
    }

    fn born_with(&mut self, patient: &Patient) -> Result<Vec<PatientHere>, Error> {
        let born = self
            .0
            .store
            .born_on(patient.birth_date, &patient.family_name)?;
        Ok(here(born))
    }

    fn imported_notes(&mut self, patient: PatientId) -> Result<Vec<ImportedNote>, Error> {
        Ok(self.0.store.imported_notes(patient)?)
    }
}

fn here(kept: Vec<KeptPatient>) -> Vec<PatientHere> {
    let here = kept.into_iter().map(|kept| PatientHere {
        id: kept.id,
        patient: kept.patient,
    });
    here.collect()
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
