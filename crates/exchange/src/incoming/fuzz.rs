//! Any bytes at all: nothing panics, and what is read keeps to the bounds.
//!
//! `cargo test` runs these for a bounded number of files; `cargo bolero test` goes on for as long as it is let.

use bolero::check;

use super::tests::workbook;
use super::*;

fn keeps_to_the_bounds(file: &TableFile) {
    let table = &file.table;
    assert!(!table.columns.is_empty() && table.columns.len() <= MOST_COLUMNS);
    assert!(table.rows.len() <= MOST_ROWS);
    for row in &table.rows {
        assert!(row.number > 1 && row.cells.len() <= MOST_COLUMNS);
        assert!(
            row.cells
                .iter()
                .all(|cell| cell.len() <= LONGEST_CELL && !cell.contains('\0'))
        );
    }
    let mut names = table.columns.clone();
    names.sort();
    names.dedup();
    assert_eq!(
        names.len(),
        table.columns.len(),
        "names of columns are all different"
    );
}

#[test]
fn any_bytes_are_a_csv_or_are_refused() {
    check!().with_iterations(3000).for_each(|bytes: &[u8]| {
        if let Ok(Some(file)) = read_csv(bytes, None, &mut || true) {
            keeps_to_the_bounds(&file);
        }
    });
}

#[test]
fn any_bytes_are_a_workbook_or_are_refused() {
    check!().with_iterations(1000).for_each(|bytes: &[u8]| {
        if let Ok(Some(file)) = read_xlsx(bytes, None, &mut || true) {
            keeps_to_the_bounds(&file);
        }
    });
}

#[test]
fn any_sheet_in_a_sound_workbook_is_read_or_refused() {
    check!().with_iterations(1000).for_each(|bytes: &[u8]| {
        let sheet = String::from_utf8_lossy(bytes);
        let framed = format!(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>x</v></c></row>{sheet}</sheetData>"
        );
        for text in [sheet.as_ref(), framed.as_str()] {
            if let Ok(Some(file)) = read_xlsx(&workbook(text), None, &mut || true) {
                keeps_to_the_bounds(&file);
            }
        }
    });
}
