//! Records that leave whole: one patient's or everybody's, as tables.
//!
//! What leaves is recorded in each patient's record with recipient, purpose, authority and period. A note that was
//! voided as another patient's leaves with nobody's record, and that is said.

mod folder;
mod out;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use data_encoding::BASE32_NOPAD;
use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::{DocumentId, PatientId};
use filiform_domain::problem::{Check, tidy};
use filiform_domain::role::Right;
use filiform_domain::time::CalendarDate;
use filiform_exchange::{Kept, Record, Row, Signer, Staff, StudyIds, Tables};
use filiform_store::{Flow, Write};

use crate::contract::{
    ExportRecords, OfferRecords, RecordsExported, RecordsFormat, RecordsOffer, Stage, TableWritten,
};
use crate::error::Error;
use crate::practice::{Open, free_path};
use crate::{Filiform, Job, StoreError};
use out::Out;

/// What records may be given out for, to choose from; other words can be typed.
const PURPOSES: [&str; 5] = [
    "Treatment",
    "Request of the patient",
    "Legal proceedings",
    "Moving to another system",
    "Research",
];

/// What may allow it.
const AUTHORITIES: [&str; 4] = [
    "Consent of the patient",
    "Written request of the patient",
    "Court order or subpoena",
    "Required by law",
];

/// Who can read what leaves.
const OPEN_WARNING: &str =
    "What is exported is not encrypted. Everybody who gets hold of it can read every word of it.";

/// What is left when identifiers are reduced.
const REDUCED_WARNING: &str = "This is not anonymous. Names, dates, free words and targets in own words are left out, \
    ages of 90 and over are one group, and days are counted from the first visit. Sex, age, conditions, what was \
    needled and the course of the visits are still there, and can point to somebody who is known to have been treated.";

/// What an export would hold, and what must be known before.
///
/// # Errors
/// [`Error::Gone`]; [`Error::NotAllowed`] for everybody's records.
pub fn offer_records(filiform: &Filiform, asked: OfferRecords) -> Result<RecordsOffer, Error> {
    filiform.with_open_as(Right::Export, |open| {
        let whose = if let Some(patient) = asked.patient {
            let kept = open.store.patient(patient)?.ok_or(Error::Gone)?;
            kept.patient.listed_name()
        } else {
            owner(filiform, open)?;
            format!("All {} patients", open.store.patient_count()?)
        };
        let ending = ending(asked.format);
        let name = ("records", ending.unwrap_or_default());
        let path = free_path(&filiform.host.letters, name, filiform.today());
        // A folder has no ending.
        let path = path.display().to_string();
        Ok(RecordsOffer {
            whose,
            warning: warning(asked.reduced),
            path: path.trim_end_matches('.').to_owned(),
            purposes: PURPOSES.map(str::to_owned).to_vec(),
            authorities: AUTHORITIES.map(str::to_owned).to_vec(),
        })
    })
}

/// Writes the records, and records for each patient that they left the practice. A long job.
///
/// # Errors
/// Faults at their fields; [`Error::Gone`], [`Error::NotAllowed`], [`Error::FileExists`] and why nothing was written;
/// code `interrupted` when it was stopped. Nothing is left then.
pub fn export_records(
    filiform: &Filiform,
    asked: ExportRecords,
    job: &Job<'_>,
) -> Result<RecordsExported, Error> {
    let path = PathBuf::from(asked.path.trim());
    filiform.with_open_as(Right::Export, |open| {
        check(&asked, &path)?;
        let leaving = Leaving::of(filiform, open, &asked)?;
        let (out, told) = leaving.written(open, &path, asked.replace, job)?;
        let entries = entries(filiform, &asked, &told, &out.sha256)?;
        let write = Write {
            entries,
            finish_draft: None,
        };
        let exported = RecordsExported {
            path: path.display().to_string(),
            patients: small(told.len()),
            sessions: told.iter().map(|told| told.sessions).sum(),
            withheld: told.iter().map(|told| told.withheld).sum(),
            tables: out.tables.clone(),
            sha256: out.sha256.clone(),
            warning: warning(asked.reduced),
        };
        if let Err(error) = open.store.transact(&filiform.stamp(open), write) {
            // What the record does not know must not leave the practice.
            out.take_back();
            return Err(error.into());
        }
        Ok(exported)
    })
}

/// What leaves.
struct Leaving {
    format: RecordsFormat,
    tables: Tables,
    patients: Vec<PatientId>,
    staff: Staff,
    study: Option<StudyIds>,
    /// The lines that say what it is.
    about: Vec<String>,
    made: filiform_domain::time::Instant,
}

/// What left of one patient.
struct Told {
    patient: PatientId,
    period: Option<(CalendarDate, CalendarDate)>,
    sessions: u32,
    withheld: u32,
}

impl Leaving {
    fn of(filiform: &Filiform, open: &Open, asked: &ExportRecords) -> Result<Self, Error> {
        let mut patients = if let Some(patient) = asked.patient {
            open.store.patient(patient)?.ok_or(Error::Gone)?;
            vec![patient]
        } else {
            owner(filiform, open)?;
            open.store.everybody()?
        };
        let staff = staff(open)?;
        let study = if asked.reduced {
            let study = StudyIds {
                patients: drawn(filiform, "P", &patients)?,
                signers: drawn(filiform, "T", &staff.keys().copied().collect::<Vec<_>>())?,
            };
            // In the order of ids that were drawn by chance, the place in a file tells nothing.
            patients.sort_by_key(|patient| study.patients.get(patient).cloned());
            Some(study)
        } else {
            None
        };
        let mut about = vec![
            format!("{} of {}.", if asked.reduced { "Records with reduced identifiers" } else { "Records" }, open.store.practice()?.practice.name),
            format!("Written by Filiform on {}.", filiform_exchange::moment(filiform.now())),
            warning(asked.reduced),
            "What a column means stands in the codebook. A note that was voided as another patient's is withheld; \
             the table withheld lists its entries. Who looked at a record stands in the list of who did what, which \
             is exported by itself."
                .to_owned(),
        ];
        if asked.reduced {
            about.remove(0);
            about.insert(0, "Records with reduced identifiers.".to_owned());
        }
        Ok(Self {
            format: asked.format,
            tables: if asked.reduced {
                Tables::reduced()
            } else {
                Tables::whole()
            },
            patients,
            staff,
            study,
            about,
            made: filiform.now(),
        })
    }

    /// Writes every record, one patient after the other.
    fn written(
        &self,
        open: &Open,
        path: &Path,
        replace: bool,
        job: &Job<'_>,
    ) -> Result<(out::Written, Vec<Told>), Error> {
        let mut out = Out::begin(
            self.format,
            &self.tables,
            &self.about,
            self.made,
            path,
            replace,
        )?;
        let (mut told, all) = (Vec::new(), self.patients.len() as u64);
        for (done, patient) in (0..).zip(&self.patients) {
            if job.step(Stage::Writing, done, all) == Flow::Stop {
                return Err(StoreError::Interrupted.into());
            }
            let record = record(open, *patient)?;
            for row in self.rows(&record) {
                out.add(&row)?;
            }
            told.push(Told {
                patient: *patient,
                period: record.period(),
                sessions: small(record.sessions()),
                withheld: small(record.withheld()),
            });
        }
        Ok((out.finish(&self.tables)?, told))
    }

    fn rows(&self, record: &Record) -> Vec<Row> {
        self.tables.rows(record, &self.staff, self.study.as_ref())
    }
}

/// One entry for each patient: every record says by itself where it went.
fn entries(
    filiform: &Filiform,
    asked: &ExportRecords,
    told: &[Told],
    sha256: &str,
) -> Result<Vec<Entry>, Error> {
    let said = |text: &str| Some(tidy(text)).filter(|text| !text.is_empty());
    let entry = |told: &Told| {
        Ok(Entry::DocumentExported(DocumentExported {
            id: DocumentId::new(filiform.now().utc_ms, filiform.random()?),
            patient: told.patient,
            document: document(asked).to_owned(),
            recipient: tidy(&asked.recipient),
            period: told.period,
            sha256: sha256.to_owned(),
            pages: 0,
            purpose: said(&asked.purpose),
            authority: said(&asked.authority),
        }))
    };
    told.iter().map(entry).collect()
}

fn record(open: &Open, patient: PatientId) -> Result<Record, Error> {
    let entries = open.store.record(patient)?.into_iter();
    let kept = entries
        // Who looked, and where the list of that went, is no part of the record.
        .filter(|kept| !matches!(kept.entry, Entry::Access(_) | Entry::AuditExported(_)))
        .map(|kept| Kept {
            id: kept.id,
            recorded_at: kept.recorded_at,
            author: kept.author,
            hash: kept.hash,
            signature: kept.signature,
            entry: kept.entry,
        });
    Ok(Record {
        patient,
        entries: kept.collect(),
    })
}

fn staff(open: &Open) -> Result<Staff, Error> {
    let kept = open.store.therapists()?.into_iter();
    Ok(kept
        .map(|kept| {
            let signer = Signer {
                therapist: kept.therapist,
                public_key: data_encoding::HEXLOWER.encode(&kept.public_key),
            };
            (kept.id, signer)
        })
        .collect())
}

/// An id by chance for each, all different.
fn drawn<K: Ord + Copy>(
    filiform: &Filiform,
    letter: &str,
    whom: &[K],
) -> Result<BTreeMap<K, String>, Error> {
    let pairs = whom.iter().map(|one| {
        // Ten bytes are never drawn twice.
        let random = filiform.random()?;
        Ok((*one, format!("{letter}{}", BASE32_NOPAD.encode(&random))))
    });
    pairs.collect()
}

fn check(asked: &ExportRecords, path: &Path) -> Result<(), Error> {
    let mut check = Check::default();
    check.required("recipient", "Who it is for", &asked.recipient, 200);
    check.required("purpose", "What it is given out for", &asked.purpose, 200);
    check.optional("authority", "The authority", &asked.authority, 200);
    let ends = path
        .extension()
        .and_then(|end| end.to_str())
        .unwrap_or_default();
    let fits = ending(asked.format).is_none_or(|end| ends.eq_ignore_ascii_case(end));
    if !path.is_absolute() || !fits {
        let words = match asked.format {
            RecordsFormat::Csv => "Give the whole path of a new folder.",
            RecordsFormat::Xlsx => "Give the whole path of the file, ending in .xlsx.",
        };
        check.fault("path", "path", words);
    }
    check.finish(()).map_err(Error::Fields)
}

/// How a file of this format ends; none for a folder.
fn ending(format: RecordsFormat) -> Option<&'static str> {
    match format {
        RecordsFormat::Csv => None,
        RecordsFormat::Xlsx => Some("xlsx"),
    }
}

fn document(asked: &ExportRecords) -> &'static str {
    match (asked.format, asked.reduced) {
        (RecordsFormat::Csv, false) => "record-csv",
        (RecordsFormat::Csv, true) => "record-csv-reduced",
        (RecordsFormat::Xlsx, false) => "record-xlsx",
        (RecordsFormat::Xlsx, true) => "record-xlsx-reduced",
    }
}

fn warning(reduced: bool) -> String {
    if reduced {
        format!("{OPEN_WARNING} {REDUCED_WARNING}")
    } else {
        OPEN_WARNING.to_owned()
    }
}

/// Everybody's records are the owner's to give out.
fn owner(filiform: &Filiform, open: &Open) -> Result<(), Error> {
    open.sight(Right::RunPractice, filiform.today()).map(drop)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl From<&(String, u64)> for TableWritten {
    fn from((name, rows): &(String, u64)) -> Self {
        Self {
            name: name.clone(),
            rows: u32::try_from(*rows).unwrap_or(u32::MAX),
        }
    }
}
