//! CSV as other systems write it: any of the usual separators, quoted cells, rows that are too short or too long.

use csv::{ReaderBuilder, StringRecord};

use super::encoding::{NoText, decode};
use super::{Bound, Gathering, LONGEST_CELL, MOST_TABLE_BYTES, TableFile, TableForm};

/// Why a CSV was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CsvRefused {
    /// It is larger than [`MOST_TABLE_BYTES`](super::MOST_TABLE_BYTES).
    #[error("The file is larger than 64 MB. Part it into smaller ones.")]
    TooLarge,
    /// Nothing is in it.
    #[error("The file has no heading. The first row must hold the names of the columns.")]
    NoHeading,
    /// It holds bytes that no text holds.
    #[error("The file is no text: it holds NUL bytes. Export it again as CSV.")]
    Nul,
    /// Its letters are not in this encoding.
    #[error("The letters of the file cannot be read in this encoding. Choose another one.")]
    NotInEncoding,
    /// There is no such encoding.
    #[error("There is no encoding of this name. UTF-8 and windows-1252 are the usual ones.")]
    UnknownEncoding,
    /// A cell is too long.
    #[error(
        "A cell in row {0} is longer than 100,000 bytes. Is a quotation mark missing before it?"
    )]
    CellTooLong(u32),
    /// There are too many columns.
    #[error("The file has more than 200 columns, or a row of it.")]
    TooManyColumns,
    /// There are too many rows.
    #[error("The file has more than 50,000 rows. Part it into smaller ones.")]
    TooManyRows,
    /// It cannot be read as CSV.
    #[error("The file cannot be read as CSV. Export it again.")]
    Broken,
}

impl CsvRefused {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NoHeading => "no-heading",
            Self::Nul => "nul",
            Self::NotInEncoding => "not-in-encoding",
            Self::UnknownEncoding => "unknown-encoding",
            Self::CellTooLong(_) => "cell-too-long",
            Self::TooManyColumns => "too-many-columns",
            Self::TooManyRows => "too-many-rows",
            Self::Broken => "broken",
        }
    }
}

impl From<Bound> for CsvRefused {
    fn from(bound: Bound) -> Self {
        match bound {
            Bound::Columns => Self::TooManyColumns,
            Bound::Rows => Self::TooManyRows,
            Bound::Text => Self::TooLarge,
            Bound::Heading => Self::NoHeading,
        }
    }
}

impl From<NoText> for CsvRefused {
    fn from(why: NoText) -> Self {
        match why {
            NoText::UnknownEncoding => Self::UnknownEncoding,
            NoText::NotInIt => Self::NotInEncoding,
            NoText::Nul => Self::Nul,
        }
    }
}

/// What parts the cells, the usual one first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Rows between two questions whether to go on.
const ROWS_BETWEEN: u32 = 512;

/// Reads a CSV. `go_on` stops the work with `false`; the answer is none then.
///
/// # Errors
/// [`CsvRefused`].
pub fn read_csv(
    bytes: &[u8],
    encoding: Option<&str>,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Option<TableFile>, CsvRefused> {
    if bytes.len() > MOST_TABLE_BYTES {
        return Err(CsvRefused::TooLarge);
    }
    let decoded = decode(bytes, encoding)?;
    let separator = separator(&decoded.text);
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .flexible(true)
        .has_headers(false)
        .from_reader(decoded.text.as_bytes());
    let mut record = StringRecord::new();
    let mut gathering: Option<Gathering> = None;
    let mut number: u32 = 0;
    while reader
        .read_record(&mut record)
        .map_err(|_| CsvRefused::Broken)?
    {
        number = number.saturating_add(1);
        if number.is_multiple_of(ROWS_BETWEEN) && !go_on() {
            return Ok(None);
        }
        if record.iter().any(|cell| cell.len() > LONGEST_CELL) {
            return Err(CsvRefused::CellTooLong(number));
        }
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        match &mut gathering {
            None => gathering = Some(Gathering::begin(number, cells)?),
            Some(gathering) => gathering.add(number, cells)?,
        }
    }
    let gathering = gathering.ok_or(CsvRefused::NoHeading)?;
    Ok(Some(TableFile {
        table: gathering.table,
        form: TableForm::Csv {
            encoding: decoded.encoding,
            guessed: decoded.guessed,
            separator,
        },
    }))
}

/// The separator that stands most often in the heading, outside of quotes.
fn separator(text: &str) -> char {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut quoted = false;
    for c in text.chars().take(LONGEST_CELL) {
        match c {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => break,
            c if !quoted => {
                let place = SEPARATORS.iter().position(|separator| *separator == c);
                if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    let most = SEPARATORS
        .iter()
        .zip(counts)
        .rev()
        .max_by_key(|(_, count)| *count);
    most.map_or(',', |(separator, _)| *separator)
}
