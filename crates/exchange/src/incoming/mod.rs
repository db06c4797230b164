//! Tables that come in from other systems: CSV and XLSX, read within bounds whatever the bytes are.
//!
//! Start with [`read_table`]. A file is refused before it can cost more than its bounds: bytes are counted while a
//! workbook is inflated, cells, rows and columns while they are read. What the cells mean, the domain says.

mod cell_numbers;
mod csv_table;
mod encoding;
#[cfg(test)]
mod fuzz;
mod inflated;
mod styles;
#[cfg(test)]
mod tests;
mod workbook_table;
mod xml;

use filiform_domain::import::{Table, TableRow};

pub use csv_table::{CsvRefused, read_csv};
pub use workbook_table::{XlsxRefused, read_xlsx};

/// Largest file, in bytes: 64 MiB.
pub const MOST_TABLE_BYTES: usize = 64 << 20;
/// Most bytes of text in a file, after it is inflated and decoded: 128 MiB.
const MOST_INFLATED: usize = 128 << 20;
/// Most rows below the heading.
pub const MOST_ROWS: usize = 50_000;
/// Most columns.
pub const MOST_COLUMNS: usize = 200;
/// Longest cell in bytes of UTF-8; a spreadsheet's cell holds 32,767 units of UTF-16.
const LONGEST_CELL: usize = 100_000;

/// How a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableForm {
    /// CSV.
    Csv {
        /// The encoding: `UTF-8`, `windows-1252`.
        encoding: &'static str,
        /// Whether the encoding was guessed, so that somebody should look at the names.
        guessed: bool,
        /// What parts the cells.
        separator: char,
    },
    /// A workbook.
    Xlsx {
        /// The sheet that was read.
        sheet: String,
        /// Every sheet.
        sheets: Vec<String>,
    },
}

/// A table with how it was read.
#[derive(Clone, PartialEq, Eq)]
pub struct TableFile {
    /// The table.
    pub table: Table,
    /// How it was read.
    pub form: TableForm,
}

/// What somebody chose of how a file is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableChoice {
    /// The encoding of a CSV by its name; none to find out.
    pub encoding: Option<String>,
    /// The sheet of a workbook; none for its first.
    pub sheet: Option<String>,
}

/// Why a file was not read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableRefused {
    /// It is larger than [`MOST_TABLE_BYTES`].
    #[error("The file is larger than 64 MB. Part it into smaller ones.")]
    TooLarge,
    /// It is neither of the two.
    #[error("The file is no CSV and no XLSX. Save the table as one of these and choose it again.")]
    NoTable,
    /// The CSV was refused.
    #[error(transparent)]
    Csv(#[from] CsvRefused),
    /// The workbook was refused.
    #[error(transparent)]
    Xlsx(#[from] XlsxRefused),
}

impl TableRefused {
    /// A stable word that programs act on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NoTable => "no-table",
            Self::Csv(why) => why.code(),
            Self::Xlsx(why) => why.code(),
        }
    }
}

/// Reads a table, whatever kind of file its content shows it to be. `go_on` is asked now and then, and stops the
/// work with `false`; the answer is none then.
///
/// # Errors
/// [`TableRefused`].
pub fn read_table(
    bytes: &[u8],
    choice: &TableChoice,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Option<TableFile>, TableRefused> {
    if bytes.len() > MOST_TABLE_BYTES {
        return Err(TableRefused::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        Ok(read_xlsx(bytes, choice.sheet.as_deref(), go_on)?)
    } else if OTHER_FILES.iter().any(|start| bytes.starts_with(start)) {
        Err(TableRefused::NoTable)
    } else {
        Ok(read_csv(bytes, choice.encoding.as_deref(), go_on)?)
    }
}

/// How files begin that are often taken for a table: PDF, the old Excel, PNG, JPEG, gzip, a web page, JSON.
const OTHER_FILES: [&[u8]; 9] = [
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"<!DOCTYPE",
    b"<html",
    b"<?xml",
    b"{",
];

/// Gathers rows into a table, within the bounds.
struct Gathering {
    table: Table,
    text: usize,
    /// The number of the last row: they go up, whatever a file says of itself.
    last: u32,
}

/// Which bound was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Columns,
    Rows,
    Text,
    /// There is no heading.
    Heading,
}

impl Gathering {
    fn begin(number: u32, heading: Vec<String>) -> Result<Self, Bound> {
        if heading.len() > MOST_COLUMNS {
            return Err(Bound::Columns);
        }
        let mut columns: Vec<String> = Vec::with_capacity(heading.len());
        for (n, name) in (1..).zip(&heading) {
            columns.push(own_name(name.trim(), n, &columns));
        }
        if heading.iter().all(|name| name.trim().is_empty()) {
            return Err(Bound::Heading);
        }
        let table = Table {
            columns,
            rows: Vec::new(),
        };
        Ok(Self {
            table,
            text: 0,
            last: number.max(1),
        })
    }

    /// Adds a row. One in which nothing stands is none, and keeps its number.
    fn add(&mut self, number: u32, cells: Vec<String>) -> Result<(), Bound> {
        if cells.len() > MOST_COLUMNS {
            return Err(Bound::Columns);
        }
        let number = number.max(self.last.saturating_add(1));
        self.last = number;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if self.table.rows.len() >= MOST_ROWS {
            return Err(Bound::Rows);
        }
        self.text += cells.iter().map(String::len).sum::<usize>();
        if self.text > MOST_INFLATED {
            return Err(Bound::Text);
        }
        self.table.rows.push(TableRow { number, cells });
        Ok(())
    }
}

/// A name that no column before has: a mapping names columns by their names.
fn own_name(name: &str, place: usize, before: &[String]) -> String {
    let name = if name.is_empty() {
        format!("Column {place}")
    } else {
        name.to_owned()
    };
    let again = (2..).map(|times| format!("{name} ({times})"));
    let mut names = std::iter::once(name.clone()).chain(again);
    names.find(|name| !before.contains(name)).unwrap_or(name)
}
