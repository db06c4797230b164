//! The tables as one workbook, a sheet each, with the codebook behind them.

use filiform_domain::time::Instant;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Workbook as File, Worksheet, XlsxError,
};
use thiserror::Error;

use super::{Cell, Row, Tables};

/// Rows of a sheet, its heading among them.
const MOST_ROWS: u32 = 1_048_576;
/// Characters of a cell, in units of UTF-16.
const MOST_UNITS: usize = 32_767;

/// A sheet would have more rows than a workbook holds: 1,048,576. CSV has no such end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a sheet would have more than 1,048,576 rows")]
pub struct WorkbookTooLarge;

/// A workbook while it is filled.
pub struct Workbook {
    file: File,
    sheets: Vec<Option<(Worksheet, u32)>>,
}

impl Workbook {
    /// An empty workbook with a sheet for each table. `about` stands on the first sheet, a line each.
    ///
    /// # Errors
    /// [`WorkbookTooLarge`], also where another bound of the format is passed.
    pub fn new(tables: &Tables, about: &[String], made: Instant) -> Result<Self, WorkbookTooLarge> {
        let mut file = File::new();
        file.set_properties(&properties(made));
        let mut front = Worksheet::new();
        front.set_name("about").map_err(large)?;
        front.set_column_width(0, 100).map_err(large)?;
        for (row, line) in (0..).zip(about) {
            front.write_string(row, 0, line).map_err(large)?;
        }
        file.push_worksheet(front);
        let sheets = tables.list().iter().map(|table| {
            if table.columns.is_empty() {
                return Ok(None);
            }
            let mut sheet = Worksheet::new();
            sheet.set_name(&table.name).map_err(large)?;
            write(
                &mut sheet,
                0,
                &table.header(),
                Some(&Format::new().set_bold()),
            )?;
            sheet.set_freeze_panes(1, 0).map_err(large)?;
            Ok(Some((sheet, 1)))
        });
        let sheets = sheets.collect::<Result<_, _>>()?;
        Ok(Self { file, sheets })
    }

    /// Adds a row to its sheet.
    ///
    /// # Errors
    /// [`WorkbookTooLarge`].
    pub fn add(&mut self, row: &Row) -> Result<(), WorkbookTooLarge> {
        if let Some(Some((sheet, next))) = self.sheets.get_mut(row.table) {
            if *next >= MOST_ROWS {
                return Err(WorkbookTooLarge);
            }
            write(sheet, *next, &row.cells, None)?;
            *next += 1;
        }
        Ok(())
    }

    /// The bytes of the whole, with the data dictionary as its last sheet.
    ///
    /// # Errors
    /// [`WorkbookTooLarge`].
    pub fn finish(mut self, tables: &Tables) -> Result<Vec<u8>, WorkbookTooLarge> {
        for (sheet, _) in self.sheets.into_iter().flatten() {
            self.file.push_worksheet(sheet);
        }
        let mut dictionary = Worksheet::new();
        dictionary.set_name("data dictionary").map_err(large)?;
        for (n, row) in (0..).zip(tables.codebook()) {
            let bold = (n == 0).then(|| Format::new().set_bold());
            write(&mut dictionary, n, &row, bold.as_ref())?;
        }
        self.file.push_worksheet(dictionary);
        self.file.save_to_buffer().map_err(large)
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    format: Option<&Format>,
) -> Result<(), WorkbookTooLarge> {
    for (column, cell) in (0..).zip(cells) {
        match (cell, format) {
            (Cell::Empty, _) => {}
            #[expect(
                clippy::cast_precision_loss,
                reason = "a workbook has no other numbers"
            )]
            (Cell::Whole(number), _) => {
                sheet
                    .write_number(row, column, *number as f64)
                    .map_err(large)?;
            }
            // Everything else is text, and a text is never run.
            (cell, Some(format)) => {
                sheet
                    .write_string_with_format(row, column, fitting(cell.words()), format)
                    .map_err(large)?;
            }
            (cell, None) => {
                sheet
                    .write_string(row, column, fitting(cell.words()))
                    .map_err(large)?;
            }
        }
    }
    Ok(())
}

fn fitting(text: String) -> String {
    if text.encode_utf16().count() <= MOST_UNITS {
        text
    } else {
        "Too long for a cell: it stands in parts on the sheet entries.".to_owned()
    }
}

/// The moment is passed in: the same record makes the same workbook.
fn properties(made: Instant) -> DocProperties {
    let properties = DocProperties::new().set_author("Filiform");
    match ExcelDateTime::from_timestamp(made.utc_ms.div_euclid(1000)) {
        Ok(moment) => properties.set_creation_datetime(&moment),
        Err(_) => properties,
    }
}

fn large(_: XlsxError) -> WorkbookTooLarge {
    WorkbookTooLarge
}
