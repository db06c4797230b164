//! Records that leave whole: one patient's or everybody's, as tables or as FHIR bundles.
//!
//! What leaves is recorded in each patient's record with recipient, purpose, authority and period. A note that was
//! voided as another patient's leaves with nobody's record, and that is said.

mod archive;
mod bundles;
mod folder;
mod out;
mod sheets;
mod shelf;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use data_encoding::BASE32_NOPAD;
use filiform_domain::entry::{DocumentExported, Entry, PracticeChanged};
use filiform_domain::ids::{DocumentId, PatientId};
use filiform_domain::problem::{Check, tidy};
use filiform_domain::role::Right;
use filiform_domain::time::CalendarDate;
use filiform_exchange::{Bundled, Kept, Record, Seal, Signer, Staff, StudyIds, Tables};
use filiform_store::vault::{Passphrase, judge_passphrase};
use filiform_store::{Flow, Write};

use crate::contract::{
    ExportRecords, OfferRecords, RecordsExported, RecordsFormat, RecordsOffer, Stage, TableWritten,
};
use crate::error::Error;
use crate::practice::{Open, free_path};
use crate::{Filiform, Job, StoreError};
use archive::Archive;
use out::{Ended, Out, Place};
use words::{AUTHORITIES, PURPOSES, about, document, warning};

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
        let ending = ending(asked.format, asked.patient.is_some());
        let name = ("records", ending.unwrap_or_default());
        let path = free_path(&filiform.host.letters, name, filiform.today());
        // A folder has no ending.
        let path = path.display().to_string();
        Ok(RecordsOffer {
            whose,
            warning: warning(asked.format, asked.reduced, asked.patient.is_some()),
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
        let place = Place {
            path: &path,
            replace: asked.replace,
            is_one: asked.patient.is_some(),
        };
        let (Ended { left, tables }, told) = if asked.format == RecordsFormat::Archive {
            let archive = Archive {
                filiform,
                open,
                leaving: &leaving,
                passphrase: &asked.passphrase,
            };
            archive.written(&place, job)?
        } else {
            leaving.written(filiform, open, &place, job)?
        };
        let entries = entries(filiform, &asked, &told, &left.sha256)?;
        let write = Write {
            entries,
            finish_draft: None,
        };
        let exported = RecordsExported {
            path: path.display().to_string(),
            patients: small(told.len()),
            sessions: told.iter().map(|told| told.sessions).sum(),
            withheld: told.iter().map(|told| told.withheld).sum(),
            tables,
            sha256: left.sha256.clone(),
            warning: warning(asked.format, asked.reduced, asked.patient.is_some()),
        };
        if let Err(error) = open.store.transact(&filiform.stamp(open), write) {
            // What the record does not know must not leave the practice.
            left.take_back();
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
    practice: PracticeChanged,
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
        let practice = open.store.practice()?;
        let about = about(filiform, asked, &practice.practice.name);
        Ok(Self {
            format: asked.format,
            tables: if asked.reduced {
                Tables::reduced()
            } else {
                Tables::whole()
            },
            patients,
            staff,
            practice,
            study,
            about,
            made: filiform.now(),
        })
    }

    /// Writes every record, one patient after the other.
    fn written(
        &self,
        filiform: &Filiform,
        open: &Open,
        place: &Place<'_>,
        job: &Job<'_>,
    ) -> Result<(Ended, Vec<Told>), Error> {
        let mut out = Out::begin(self.format, &self.tables, &self.about, self.made, place)?;
        let (mut told, all) = (Vec::new(), self.patients.len() as u64);
        for (done, patient) in (0..).zip(&self.patients) {
            if job.step(Stage::Writing, done, all) == Flow::Stop {
                return Err(StoreError::Interrupted.into());
            }
            let record = record(open, *patient)?;
            self.add(filiform, &record, &mut out)?;
            told.push(Told::of(&record));
        }
        Ok((out.finish(&self.tables)?, told))
    }

    /// One record, in the form that was asked for.
    fn add(&self, filiform: &Filiform, record: &Record, out: &mut Out) -> Result<(), Error> {
        if self.format == RecordsFormat::Fhir {
            return out.add_bundle(record.patient, self.bundle(filiform, record)?);
        }
        let rows = self.tables.rows(record, &self.staff, self.study.as_ref());
        rows.iter().try_for_each(|row| out.add(row))
    }

    fn bundle(&self, filiform: &Filiform, record: &Record) -> Result<Bundled, Error> {
        let catalogue = filiform.catalogue();
        filiform_exchange::bundle(record, &self.staff, &self.practice, catalogue).ok_or(Error::Gone)
    }
}

impl Told {
    fn of(record: &Record) -> Self {
        Self {
            patient: record.patient,
            period: record.period(),
            sessions: small(record.sessions()),
            withheld: small(record.withheld()),
        }
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
            letter: None,
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
            seal: Seal {
                chain: kept.seal.chain,
                seq: kept.seal.seq,
                clock: kept.seal.clock,
                schema_version: kept.seal.schema_version,
                previous: kept.seal.previous,
                body_digest: kept.seal.body_digest,
                salt: kept.seal.salt,
                body: kept.seal.body,
            },
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
    if asked.reduced && matches!(asked.format, RecordsFormat::Fhir | RecordsFormat::Archive) {
        let words = "This form always holds the whole record. Choose tables for fewer identifiers.";
        check.fault("reduced", "reduced", words);
    }
    if is_sealed(asked) {
        let passphrase = Passphrase::new(asked.passphrase.clone());
        let verdict = judge_passphrase(&passphrase, &[]);
        if !verdict.acceptable {
            let words = StoreError::WeakPassphrase { hint: verdict.hint }.to_string();
            check.fault("passphrase", "weak-passphrase", &words);
        }
    }
    let end = ending(asked.format, asked.patient.is_some());
    let fits = end.is_none_or(|end| ends.eq_ignore_ascii_case(end));
    if !path.is_absolute() || !fits {
        let words = end.map_or_else(
            || "Give the whole path of a new folder.".to_owned(),
            |end| format!("Give the whole path of the file, ending in .{end}."),
        );
        check.fault("path", "path", words);
    }
    check.finish(()).map_err(Error::Fields)
}

/// Whether it is encrypted: everybody's records at once are.
fn is_sealed(asked: &ExportRecords) -> bool {
    asked.format == RecordsFormat::Archive && asked.patient.is_none()
}

/// How a file of this format ends; none for a folder.
fn ending(format: RecordsFormat, is_one: bool) -> Option<&'static str> {
    match format {
        RecordsFormat::Csv => None,
        RecordsFormat::Xlsx => Some("xlsx"),
        RecordsFormat::Fhir => is_one.then_some("json"),
        RecordsFormat::Archive => (!is_one).then_some("age"),
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
