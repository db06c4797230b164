//! Bringing in the records of another system: look at the file, say what its columns mean, try it, and only then import.
//!
//! Nothing is changed before it is confirmed, everything or nothing is imported, and what was imported can be taken back
//! as long as nothing was built on it. Whoever imports signs that they imported, and no note.

mod file;
mod report;

use filiform_domain::entry::{Access, Entry, PatientWritten};
use filiform_domain::ids::{ImportId, ImportedNoteId, PatientId};
use filiform_domain::import::plan::{Outcome, PatientPlan, Plan, PlannedWho};
use filiform_domain::imported::{ImportSource, ImportUndone, ImportedNote, RecordImported};
use filiform_domain::problem::{Check, tidy};
use filiform_domain::role::Right;
use filiform_store::{Flow, KeptImport};

use crate::contract::{
    ImportLine, ImportRecords, ImportTried, ImportedNotePage, ImportsPage, LookAtTable, Nothing,
    RecordsImported, Stage, TableLook, TryImport, UndoImport, WhichImportedNote,
};
use crate::error::Error;
use crate::practice::Open;
use crate::wording;
use crate::{Filiform, Job, StoreError};
use file::TableRead;
use report::Tried;

/// Every import that stands, the newest first.
///
/// # Errors
/// [`Error::Locked`], [`Error::NotAllowed`].
pub fn imports_page(filiform: &Filiform, _: Nothing) -> Result<ImportsPage, Error> {
    filiform.with_open_as(Right::Chart, page)
}

/// Reads a file, and says what its columns may mean. A long job.
///
/// # Errors
/// [`Error::FileNotRead`], [`Error::Table`] with why it is no table; code `interrupted` when it was stopped.
pub fn look_at_table(
    filiform: &Filiform,
    asked: LookAtTable,
    job: &Job<'_>,
) -> Result<TableLook, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let read = TableRead::of(&asked, job)?;
        let kept = read.kept_mapping(open)?;
        Ok(read.look(kept))
    })
}

/// Says of every row what would come of it, and changes nothing. What the columns mean is kept for the next file of
/// the same columns. A long job.
///
/// # Errors
/// As [`look_at_table`], and faults at `system`, `columns` and `dates`.
pub fn try_import(
    filiform: &Filiform,
    asked: TryImport,
    job: &Job<'_>,
) -> Result<ImportTried, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let tried = Tried::of(filiform, open, &asked, job)?;
        tried.read.keep_mapping(open, &asked.mapping)?;
        tried.report(open)
    })
}

/// Imports what was tried: everything or nothing, one entry for each patient. A long job.
///
/// # Errors
/// As [`try_import`]; [`Error::Stale`] when something would come out otherwise than was reported, a fault at `leave_out`
/// while rows are refused or not decided and nobody said to leave them out.
pub fn import_records(
    filiform: &Filiform,
    asked: ImportRecords,
    job: &Job<'_>,
) -> Result<RecordsImported, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let tried = Tried::of(filiform, open, &asked.tried, job)?;
        if tried.name() != asked.report {
            return Err(Error::Stale);
        }
        let left_out = left_out(&tried.plan);
        check(&tried.plan, left_out, asked.leave_out)?;
        let import = ImportId::new(filiform.now().utc_ms, filiform.random()?);
        let source = ImportSource {
            system: tidy(&asked.tried.system),
            file: tried.read.kind_word().to_owned(),
            sha256: tried.read.sha256.clone(),
        };
        let mut done = RecordsImported {
            import,
            new_patients: 0,
            known_patients: 0,
            notes: 0,
            left_out: u32::try_from(left_out).unwrap_or(u32::MAX),
        };
        let mut entries = Vec::with_capacity(tried.plan.patients.len());
        for planned in tried.plan.patients {
            let imported = imported(filiform, (import, &source), planned)?;
            match imported.registered {
                Some(_) => done.new_patients += 1,
                None => done.known_patients += 1,
            }
            done.notes += u32::try_from(imported.notes.len()).unwrap_or(u32::MAX);
            entries.push(Entry::RecordImported(Box::new(imported)));
        }
        let stamp = filiform.stamp(open);
        open.store
            .transact_many(&stamp, entries, &mut job.steps(Stage::Writing))?;
        Ok(done)
    })
}

/// Takes an import back, for every patient or for none. A long job.
///
/// # Errors
/// Code `built-on` when something was recorded since for one of its patients, `unknown-import` when there is none.
pub fn undo_import(
    filiform: &Filiform,
    asked: UndoImport,
    job: &Job<'_>,
) -> Result<ImportsPage, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let parts = open.store.import_parts(asked.import)?;
        if parts.is_empty() {
            return Err(StoreError::UnknownImport.into());
        }
        let undone = parts.into_iter().map(|part| {
            Entry::ImportUndone(ImportUndone {
                import: asked.import,
                patient: part.patient,
                registered: part.registered,
                notes: part.notes,
            })
        });
        let stamp = filiform.stamp(open);
        let entries = undone.collect();
        open.store
            .transact_many(&stamp, entries, &mut job.steps(Stage::Writing))?;
        page(open)
    })
}

/// One imported note in full.
///
/// # Errors
/// [`Error::Gone`] when there is no such note.
pub fn open_imported_note(
    filiform: &Filiform,
    which: WhichImportedNote,
) -> Result<ImportedNotePage, Error> {
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        let kept = open.store.imported_note(which.note)?.ok_or(Error::Gone)?;
        sight.require(kept.happened.patient())?;
        if !sight.reads(kept.happened.at().date()) {
            return Err(Error::Gone);
        }
        let mut words = filiform.between_words(open, &kept)?;
        words.author = format!("Imported by {}", words.author);
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(kept.happened.patient()),
            times: 1,
        });
        Ok(ImportedNotePage {
            id: which.note,
            words,
        })
    })
}

fn page(open: &Open) -> Result<ImportsPage, Error> {
    let line = |kept: KeptImport| {
        Ok::<_, Error>(ImportLine {
            import: kept.id,
            system: kept.source.system.clone(),
            when: wording::between::moment(kept.recorded_at),
            by: open.signer_words(kept.author)?,
            what: wording::imports::what(kept.patients, kept.registered, kept.notes),
        })
    };
    let imports = open.store.imports()?.into_iter().map(line);
    Ok(ImportsPage {
        imports: imports.collect::<Result<_, _>>()?,
    })
}

/// Rows of which nothing is brought in, because they cannot be or nobody decided.
fn left_out(plan: &Plan) -> usize {
    [Outcome::Refused, Outcome::Conflict, Outcome::LeftOut]
        .map(|outcome| plan.count(outcome))
        .iter()
        .sum()
}

fn check(plan: &Plan, left_out: usize, leave_out: bool) -> Result<(), Error> {
    let mut check = Check::default();
    if left_out > plan.count(Outcome::LeftOut) && !leave_out {
        let words =
            "Some rows are refused or not decided. Mend them, or say that they are to be left out.";
        check.fault("leave_out", "missing", words);
    }
    if plan.patients.is_empty() {
        check.fault(
            "file",
            "nothing-new",
            "There is nothing in this file to bring in.",
        );
    }
    check.finish(()).map_err(Error::Fields)
}

fn imported(
    filiform: &Filiform,
    (import, source): (ImportId, &ImportSource),
    planned: PatientPlan,
) -> Result<RecordImported, Error> {
    let now = filiform.now().utc_ms;
    let (patient, registered) = match planned.who {
        PlannedWho::Here(patient) => (patient, None),
        PlannedWho::New(details) => {
            let id = PatientId::new(now, filiform.random()?);
            let written = PatientWritten {
                id,
                based_on: 0,
                patient: *details,
            };
            (id, Some(written))
        }
    };
    let notes = planned.notes.into_iter().map(|(row, read)| {
        Ok(ImportedNote {
            id: ImportedNoteId::new(now, filiform.random()?),
            row,
            on: read.on,
            time: read.time,
            operator: read.operator,
            number: read.number,
            text: read.text,
        })
    });
    Ok(RecordImported {
        import,
        patient,
        source: source.clone(),
        registered,
        notes: notes.collect::<Result<_, Error>>()?,
    })
}

/// Whether to go on, as the rows and readers below ask it.
fn goes_on(job: &Job<'_>, stage: Stage, done: u64, of: u64) -> bool {
    job.step(stage, done, of) == Flow::Continue
}
