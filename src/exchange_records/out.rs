//! Where the rows go: a folder of files, which is written as it comes, or a workbook, which is held until its end.

use std::path::{Path, PathBuf};

use filiform_domain::time::Instant;
use filiform_exchange::{BYTE_ORDER_MARK, Row, Tables, Workbook, WorkbookTooLarge, csv_row};

use super::folder::NewFolder;
use crate::contract::{RecordsFormat, TableWritten};
use crate::error::Error;
use crate::practice::{Filling, write_new};

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
}

/// A written export.
pub(super) struct Written {
    taken_back_by: Box<dyn FnOnce()>,
    /// SHA-256 of the file, or of the folder's list of sums.
    pub(super) sha256: String,
    pub(super) tables: Vec<TableWritten>,
}

impl Written {
    /// Removes it again.
    pub(super) fn take_back(self) {
        (self.taken_back_by)();
    }
}

impl Out {
    pub(super) fn begin(
        format: RecordsFormat,
        tables: &Tables,
        about: &[String],
        made: Instant,
        path: &Path,
        replace: bool,
    ) -> Result<Self, Error> {
        let form = match format {
            RecordsFormat::Csv => csv(tables, about, path)?,
            RecordsFormat::Xlsx if path.exists() && !replace => return Err(Error::FileExists),
            RecordsFormat::Xlsx => Form::Xlsx {
                book: Box::new(Workbook::new(tables, about, made)?),
                path: path.to_owned(),
                replace,
            },
        };
        let counts = tables.list().iter().map(|table| (table.name.clone(), 0));
        Ok(Self {
            form,
            counts: counts.collect(),
        })
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
        }
    }

    pub(super) fn finish(self, tables: &Tables) -> Result<Written, Error> {
        let counted = self.counts.iter().zip(tables.list());
        let shown = counted.filter(|(_, table)| !table.header().is_empty());
        let tables_written = shown.map(|(count, _)| count.into()).collect();
        let (taken_back_by, sha256): (Box<dyn FnOnce()>, _) = match self.form {
            Form::Csv { folder, .. } => {
                let written = folder.finish().map_err(unwritten)?;
                let sha256 = written.sha256.clone();
                (Box::new(|| written.take_back()), sha256)
            }
            Form::Xlsx {
                book,
                path,
                replace,
            } => {
                let written = write_new(&path, &book.finish(tables)?, replace)?;
                let sha256 = written.sha256.clone();
                (Box::new(|| written.take_back()), sha256)
            }
        };
        Ok(Written {
            taken_back_by,
            sha256,
            tables: tables_written,
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

fn unwritten(why: Filling) -> Error {
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
