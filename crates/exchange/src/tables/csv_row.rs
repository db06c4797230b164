//! Rows as CSV: RFC 4180 in UTF-8.
//!
//! A spreadsheet runs what begins like a formula. Such a text gets an apostrophe in front, which shows it as text.

use std::io;

use csv::{Terminator, WriterBuilder};

use super::Cell;

/// What a file begins with: spreadsheets guess the encoding wrongly without it.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One row with its line end.
///
/// # Errors
/// None that memory does not give.
pub fn csv_row(cells: &[Cell]) -> io::Result<Vec<u8>> {
    let mut row = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    row.write_record(cells.iter().map(shown))?;
    row.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text.clone()),
        other => other.words(),
    }
}

/// The text as a cell that no spreadsheet runs.
pub fn harmless(cell: String) -> String {
    let runs = |first: char| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n');
    if cell.chars().next().is_some_and(runs) {
        format!("'{cell}")
    } else {
        cell
    }
}
