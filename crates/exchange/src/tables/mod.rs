//! The record as tables: one for each thing that repeats, with a codebook of every column.
//!
//! The columns come from the shapes of the domain, so that a field which is added there is in the tables by
//! itself. [`Tables::rows`] turns one patient's record into rows; [`csv_row`](crate::csv_row) and
//! [`Workbook`](crate::Workbook) turn rows into bytes.

mod cell;
mod columns;
mod csv_row;
mod entries;
mod plan;
mod reduced;
mod rows;
#[cfg(test)]
mod tests;
mod tops;
mod workbook;

pub use cell::{Cell, moment};
pub use csv_row::{BYTE_ORDER_MARK, csv_row, harmless};
pub(crate) use entries::filled;
pub use reduced::StudyIds;
pub use workbook::{Workbook, WorkbookTooLarge};

use crate::record::{Record, Staff};
use columns::Column;
use plan::Plan;

/// One table with the meaning of its columns.
#[derive(Clone)]
pub struct Table {
    /// The name, which is also that of the file or the sheet: `sites`.
    pub name: String,
    /// What one row is.
    pub about: String,
    pub(crate) columns: Vec<Column>,
}

/// One row, and the table it belongs to, counted from 0 in [`Tables::list`].
pub struct Row {
    /// Which table.
    pub table: usize,
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
}

/// All tables of an export, whole or with reduced identifiers.
pub struct Tables {
    list: Vec<Table>,
    plans: Vec<Plan>,
    /// The tables before they were narrowed, in a reduced export.
    whole: Option<Vec<Table>>,
}

impl Table {
    /// The names of the columns.
    pub fn header(&self) -> Vec<Cell> {
        let names = self.columns.iter();
        names.map(|column| Cell::text(&column.name)).collect()
    }
}

impl Tables {
    /// Every field of every entry.
    pub fn whole() -> Self {
        let (list, plans) = plan::all();
        Self {
            list,
            plans,
            whole: None,
        }
    }

    /// What is left without names, dates, free text and own words. It is not anonymous.
    pub fn reduced() -> Self {
        let (whole, plans) = plan::all();
        let list = reduced::narrowed(&whole);
        Self {
            list,
            plans,
            whole: Some(whole),
        }
    }

    /// The tables, in their order. A table that is left out of a reduced export has no columns.
    pub fn list(&self) -> &[Table] {
        &self.list
    }

    /// One patient's record as rows. A reduced export needs the `study` ids, and gives no row without one.
    pub fn rows(&self, record: &Record, staff: &Staff, study: Option<&StudyIds>) -> Vec<Row> {
        let rows = rows::of(&self.plans, record, staff);
        match (&self.whole, study) {
            (None, _) => rows,
            (Some(whole), Some(study)) => reduced::rows(whole, rows, record, study),
            (Some(_), None) => Vec::new(),
        }
    }

    /// What every column means: table, column, what it holds, the words it can hold, and its meaning.
    pub fn codebook(&self) -> Vec<Vec<Cell>> {
        let head = ["table", "column", "holds", "words", "meaning"];
        let head = head.map(Cell::text).to_vec();
        let tables = self.list.iter().filter(|table| !table.columns.is_empty());
        let rows = tables.flat_map(|table| {
            let whole = [&table.name, "", "", "", &table.about].map(Cell::text);
            let columns = table.columns.iter().map(|column| {
                [
                    Cell::text(&table.name),
                    Cell::text(&column.name),
                    Cell::text(column.holds.words()),
                    Cell::text(&column.holds.choices()),
                    Cell::text(&column.about),
                ]
                .to_vec()
            });
            std::iter::once(whole.to_vec())
                .chain(columns)
                .collect::<Vec<_>>()
        });
        std::iter::once(head).chain(rows).collect()
    }
}
