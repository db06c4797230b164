//! Where records go: rows into a folder of files, which is written as it comes, or into a workbook, which is held until
//! its end; bundles into files of their own.

use std::path::{Path, PathBuf};

use filiform_domain::ids::PatientId;
use filiform_domain::time::Instant;
use filiform_exchange::{
    BYTE_ORDER_MARK, Bundled, Row, Tables, Workbook, WorkbookTooLarge, csv_row,
};

use super::bundles::Bundles;
use super::folder::{NewFolder, WrittenFolder};
use crate::contract::{RecordsFormat, TableWritten};
use crate::error::Error;
use crate::practice::{Filling, Written, write_new};

/// An export while it is written.
pub(super) struct Out {
    form: Form,
    counts: Vec<(String, u64)>,
}

enum Form {
    Csv {
        folder: NewFolder,
        /// The file of each table; none for a table that is left out.
        files: Vec<Option<usize>>,
    },
    Xlsx {
        book: Box<Workbook>,
        path: PathBuf,
        replace: bool,
    },
    Fhir(Bundles),
}

/// What is on the disk now.
pub(super) struct Left {
    taken_back_by: Box<dyn FnOnce()>,
    /// SHA-256 of the file, or of the folder's list of sums.
    pub(super) sha256: String,
}

impl Left {
    pub(super) fn file(written: Written) -> Self {
        Self {
            sha256: written.sha256.clone(),
            taken_back_by: Box::new(|| written.take_back()),
        }
    }

    pub(super) fn folder(written: WrittenFolder) -> Self {
        Self {
            sha256: written.sha256.clone(),
            taken_back_by: Box::new(|| written.take_back()),
        }
    }

    /// Removes it again.
    pub(super) fn take_back(self) {
        (self.taken_back_by)();
    }
}

/// A written export.
pub(super) struct Ended {
    pub(super) left: Left,
    pub(super) tables: Vec<TableWritten>,
}

/// Where an export goes.
pub(super) struct Place<'a> {
    pub(super) path: &'a Path,
    pub(super) replace: bool,
    /// Whether one patient's record leaves, and not everybody's.
    pub(super) is_one: bool,
}

impl Out {
    pub(super) fn begin(
        format: RecordsFormat,
        tables: &Tables,
        about: &[String],
        made: Instant,
        place: &Place<'_>,
    ) -> Result<Self, Error> {
        let &Place {
            path,
            replace,
            is_one,
        } = place;
        let form = match format {
            RecordsFormat::Csv => csv(tables, about, path)?,
            RecordsFormat::Xlsx if path.exists() && !replace => return Err(Error::FileExists),
            RecordsFormat::Xlsx => Form::Xlsx {
                book: Box::new(Workbook::new(tables, about, made)?),
                path: path.to_owned(),
                replace,
            },
            RecordsFormat::Fhir if is_one => Form::Fhir(Bundles::one(path, replace)?),
            // An archive is written by itself, never by rows.
            RecordsFormat::Fhir | RecordsFormat::Archive => Form::Fhir(Bundles::each(path, about)?),
        };
        let counts = match form {
            Form::Fhir(_) => Vec::new(),
            _ => tables
                .list()
                .iter()
                .map(|table| (table.name.clone(), 0))
                .collect(),
        };
        Ok(Self { form, counts })
    }

    pub(super) fn add(&mut self, row: &Row) -> Result<(), Error> {
        if let Some((_, count)) = self.counts.get_mut(row.table) {
            *count += 1;
        }
        match &mut self.form {
            Form::Csv { folder, files } => {
                if let Some(Some(file)) = files.get(row.table) {
                    add(folder, *file, &row.cells).map_err(unwritten)?;
                }
                Ok(())
            }
            Form::Xlsx { book, .. } => Ok(book.add(row)?),
            // Bundles take whole records.
            Form::Fhir(_) => Ok(()),
        }
    }

    /// Adds a patient's bundle, which tables have no place for.
    pub(super) fn add_bundle(&mut self, patient: PatientId, bundled: Bundled) -> Result<(), Error> {
        let Form::Fhir(bundles) = &mut self.form else {
            return Ok(());
        };
        for (kind, more) in &bundled.counts {
            let more = u64::from(*more);
            match self.counts.iter_mut().find(|(name, _)| name == kind) {
                Some((_, count)) => *count += more,
                None => self.counts.push(((*kind).to_owned(), more)),
            }
        }
        bundles.add(&patient.to_string(), bundled)
    }

    pub(super) fn finish(mut self, tables: &Tables) -> Result<Ended, Error> {
        let without = |name: &str| {
            let of_name = tables.list().iter().find(|table| table.name == name);
            of_name.is_some_and(|table| table.header().is_empty())
        };
        self.counts.retain(|(name, _)| !without(name));
        let left = match self.form {
            Form::Csv { folder, .. } => Left::folder(folder.finish().map_err(unwritten)?),
            Form::Xlsx {
                book,
                path,
                replace,
            } => Left::file(write_new(&path, &book.finish(tables)?, replace)?),
            Form::Fhir(bundles) => bundles.finish()?,
        };
        Ok(Ended {
            left,
            tables: self.counts.iter().map(TableWritten::from).collect(),
        })
    }
}

fn csv(tables: &Tables, about: &[String], path: &Path) -> Result<Form, Error> {
    let mut folder = NewFolder::begin(path)?;
    let files = fill(&mut folder, tables, about).map_err(unwritten)?;
    Ok(Form::Csv { folder, files })
}

fn fill(
    folder: &mut NewFolder,
    tables: &Tables,
    about: &[String],
) -> Result<Vec<Option<usize>>, Filling> {
    let text = folder.file("about.txt")?;
    for line in about {
        folder.add(text, format!("{line}\r\n").as_bytes())?;
    }
    let codebook = folder.file("codebook.csv")?;
    folder.add(codebook, BYTE_ORDER_MARK.as_bytes())?;
    for row in tables.codebook() {
        add(folder, codebook, &row)?;
    }
    let mut files = Vec::new();
    for table in tables.list() {
        let header = table.header();
        if header.is_empty() {
            files.push(None);
            continue;
        }
        let file = folder.file(&format!("{}.csv", table.name))?;
        folder.add(file, BYTE_ORDER_MARK.as_bytes())?;
        add(folder, file, &header)?;
        files.push(Some(file));
    }
    Ok(files)
}

fn add(
    folder: &mut NewFolder,
    file: usize,
    cells: &[filiform_exchange::Cell],
) -> Result<(), Filling> {
    folder.add(file, &csv_row(cells)?)
}

pub(super) fn unwritten(why: Filling) -> Error {
    match why {
        Filling::Refused(error) => error,
        Filling::Io(_) => Error::FileNotWritten,
    }
}

impl From<WorkbookTooLarge> for Error {
    fn from(_: WorkbookTooLarge) -> Self {
        Self::WorkbookTooLarge
    }
}
