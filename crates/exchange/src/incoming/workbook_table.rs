//! A sheet of an XLSX workbook as a table. What is read is inflated as it is needed and never held as XML.
//!
//! This is a reader of our own and no library's, because the bounds belong inside of it: the usual ones take all shared
//! strings and whole sheets into memory before anybody can count them.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::cell_numbers::{date, plain};
use super::inflated::{Inflated, Left};
use super::styles::Styles;
use super::xml::{NoXml, Piece, Xml, attribute};
use super::{Bound, Gathering, LONGEST_CELL, MOST_COLUMNS, MOST_TABLE_BYTES, TableFile, TableForm};

/// Why a workbook was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum XlsxRefused {
    /// The file is larger than [`MOST_TABLE_BYTES`](super::MOST_TABLE_BYTES).
    #[error("The file is larger than 64 MB. Part it into smaller ones.")]
    TooLarge,
    /// It comes to too much when it is inflated.
    #[error(
        "The workbook comes to more than 128 MB when it is unpacked, or is made to harm. Nothing of it was read."
    )]
    TooMuchInside,
    /// It cannot be read as a workbook.
    #[error("The file cannot be read as a workbook. Save it again as XLSX, without a password.")]
    Broken,
    /// There is no such sheet.
    #[error("The workbook has no sheet of this name.")]
    NoSheet,
    /// Nothing is in it.
    #[error("The sheet has no heading. Its first row must hold the names of the columns.")]
    NoHeading,
    /// A cell is too long.
    #[error("A cell in row {0} is longer than 100,000 bytes.")]
    CellTooLong(u32),
    /// There are too many columns.
    #[error("The sheet has more than 200 columns.")]
    TooManyColumns,
    /// There are too many rows.
    #[error("The sheet has more than 50,000 rows. Part it into smaller ones.")]
    TooManyRows,
    /// A cell holds a letter that no text holds.
    #[error("The sheet holds NUL letters. Save it again as XLSX.")]
    Nul,
}

impl XlsxRefused {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::TooMuchInside => "too-much-inside",
            Self::Broken => "broken",
            Self::NoSheet => "no-sheet",
            Self::NoHeading => "no-heading",
            Self::CellTooLong(_) => "cell-too-long",
            Self::TooManyColumns => "too-many-columns",
            Self::TooManyRows => "too-many-rows",
            Self::Nul => "nul",
        }
    }
}

impl From<Bound> for XlsxRefused {
    fn from(bound: Bound) -> Self {
        match bound {
            Bound::Columns => Self::TooManyColumns,
            Bound::Rows => Self::TooManyRows,
            Bound::Text => Self::TooMuchInside,
            Bound::Heading => Self::NoHeading,
        }
    }
}

impl From<NoXml> for XlsxRefused {
    fn from(why: NoXml) -> Self {
        match why {
            NoXml::Broken => Self::Broken,
            NoXml::Hostile => Self::TooMuchInside,
        }
    }
}

/// Most parts of a workbook; each takes memory before any of them is read.
const MOST_PARTS: usize = 10_000;
/// Most shared strings.
const MOST_STRINGS: usize = 2_000_000;
/// Most sheets.
const MOST_SHEETS: usize = 1_000;
/// Pieces of XML between two questions whether to go on.
const PIECES_BETWEEN: u32 = 4096;

/// Reads one sheet of a workbook: the one of this name, or its first. `go_on` stops the work with `false`; the answer
/// is none then.
///
/// # Errors
/// [`XlsxRefused`].
pub fn read_xlsx(
    bytes: &[u8],
    sheet: Option<&str>,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Option<TableFile>, XlsxRefused> {
    if bytes.len() > MOST_TABLE_BYTES {
        return Err(XlsxRefused::TooLarge);
    }
    let parts = memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(MOST_PARTS + 1);
    if parts.count() > MOST_PARTS {
        return Err(XlsxRefused::TooMuchInside);
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| XlsxRefused::Broken)?;
    let mut book = Book {
        archive,
        left: Left::all(),
    };
    let (sheets, since_1904) = book.sheets()?;
    let names: Vec<String> = sheets.iter().map(|(name, _)| name.clone()).collect();
    let chosen = match sheet {
        Some(wanted) => sheets.iter().find(|(name, _)| name == wanted),
        None => sheets.first(),
    };
    let (name, relation) = chosen.ok_or(XlsxRefused::NoSheet)?;
    let part = book.part_of(relation)?.ok_or(XlsxRefused::Broken)?;
    let strings = match book.xml("xl/sharedStrings.xml")? {
        Some(xml) => strings(xml, go_on)?,
        None => Some(Vec::new()),
    };
    let Some(strings) = strings else {
        return Ok(None);
    };
    let styles = match book.xml("xl/styles.xml")? {
        Some(xml) => Styles::read(xml)?,
        None => Styles::none(),
    };
    let xml = book.xml(&part)?.ok_or(XlsxRefused::Broken)?;
    let reading = Reading {
        strings,
        styles,
        since_1904,
    };
    let table = reading.sheet(xml, go_on)?;
    Ok(table.map(|table| TableFile {
        table,
        form: TableForm::Xlsx {
            sheet: name.clone(),
            sheets: names,
        },
    }))
}

struct Book<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: Left,
}

impl Book<'_> {
    /// A part, inflated while it is read; none when the workbook has no such part.
    fn xml(&mut self, name: &str) -> Result<Option<Xml<'_>>, XlsxRefused> {
        let Some(place) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let part: Box<dyn Read + '_> = Box::new(
            self.archive
                .by_index(place)
                .map_err(|_| XlsxRefused::Broken)?,
        );
        Ok(Some(Xml::new(Inflated::new(part, &self.left))))
    }

    /// The sheets with the relation that leads to each, and whether days are counted from 1904.
    fn sheets(&mut self) -> Result<(Vec<(String, String)>, bool), XlsxRefused> {
        let mut xml = self.xml("xl/workbook.xml")?.ok_or(XlsxRefused::Broken)?;
        let (mut sheets, mut since_1904) = (Vec::new(), false);
        while let Some(piece) = xml.next()? {
            let Piece::Start(name, attributes) = piece else {
                continue;
            };
            if name == "workbookPr" {
                since_1904 = matches!(attribute(&attributes, "date1904"), Some("1" | "true"));
            }
            if name == "sheet" && sheets.len() < MOST_SHEETS {
                let called = attribute(&attributes, "name")
                    .unwrap_or_default()
                    .to_owned();
                // The prefix is the file's own to choose.
                let relation = attributes.iter().find(|(name, _)| name.ends_with(":id"));
                sheets.extend(relation.map(|(_, id)| (called, id.clone())));
            }
        }
        Ok((sheets, since_1904))
    }

    /// The part that a relation of the workbook leads to.
    fn part_of(&mut self, relation: &str) -> Result<Option<String>, XlsxRefused> {
        let mut xml = self
            .xml("xl/_rels/workbook.xml.rels")?
            .ok_or(XlsxRefused::Broken)?;
        while let Some(piece) = xml.next()? {
            if let Piece::Start(name, attributes) = piece
                && name == "Relationship"
                && attribute(&attributes, "Id") == Some(relation)
            {
                let target = attribute(&attributes, "Target").unwrap_or_default();
                return Ok(Some(match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("xl/{target}"),
                }));
            }
        }
        Ok(None)
    }
}

/// The texts that cells share.
fn strings(
    mut xml: Xml<'_>,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Option<Vec<String>>, XlsxRefused> {
    let (mut strings, mut text) = (Vec::new(), Text::default());
    let mut pieces: u32 = 0;
    while let Some(piece) = xml.next()? {
        pieces = pieces.wrapping_add(1);
        if pieces.is_multiple_of(PIECES_BETWEEN) && !go_on() {
            return Ok(None);
        }
        if matches!(&piece, Piece::End(name) if name == "si") {
            strings.push(text.take());
            if strings.len() > MOST_STRINGS {
                return Err(XlsxRefused::TooMuchInside);
            }
        } else {
            text.hear(&piece, 0)?;
        }
    }
    Ok(Some(strings))
}

/// The text of a string or a cell, while its pieces come. How a text is spoken is no part of it.
#[derive(Default)]
struct Text {
    so_far: String,
    within: bool,
    spoken: bool,
}

impl Text {
    fn hear(&mut self, piece: &Piece, row: u32) -> Result<(), XlsxRefused> {
        match piece {
            Piece::Start(name, _) if name == "rPh" => self.spoken = true,
            Piece::End(name) if name == "rPh" => self.spoken = false,
            Piece::Start(name, _) if name == "t" || name == "v" => self.within = true,
            Piece::End(name) if name == "t" || name == "v" => self.within = false,
            Piece::Text(text) if self.within && !self.spoken => {
                self.so_far.push_str(text);
                if self.so_far.len() > LONGEST_CELL {
                    return Err(XlsxRefused::CellTooLong(row));
                }
                if text.contains('\0') {
                    return Err(XlsxRefused::Nul);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take(&mut self) -> String {
        let text = std::mem::take(&mut self.so_far);
        *self = Self::default();
        // How a carriage return is written there; the line feed after it is enough.
        text.replace("_x000D_", "")
    }
}

/// What a sheet needs to be read.
struct Reading {
    strings: Vec<String>,
    styles: Styles,
    since_1904: bool,
}

/// What a cell says of itself.
#[derive(Default)]
struct CellAt {
    column: usize,
    kind: String,
    style: usize,
}

impl Reading {
    fn sheet(
        &self,
        mut xml: Xml<'_>,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Option<filiform_domain::import::Table>, XlsxRefused> {
        let mut gathering: Option<Gathering> = None;
        let (mut number, mut cells, mut at, mut text) =
            (0_u32, Vec::new(), CellAt::default(), Text::default());
        let mut pieces: u32 = 0;
        while let Some(piece) = xml.next()? {
            pieces = pieces.wrapping_add(1);
            if pieces.is_multiple_of(PIECES_BETWEEN) && !go_on() {
                return Ok(None);
            }
            match &piece {
                Piece::Start(name, attributes) if name == "row" => {
                    let own = attribute(attributes, "r").and_then(|r| r.parse().ok());
                    number = own.unwrap_or_else(|| number.saturating_add(1));
                    cells = Vec::new();
                }
                Piece::Start(name, attributes) if name == "c" => {
                    at = cell_at(attributes, cells.len())?;
                }
                Piece::End(name) if name == "c" => {
                    let value = self.value(&at, text.take())?;
                    put(&mut cells, at.column, value);
                }
                Piece::End(name) if name == "row" => {
                    add(&mut gathering, number, std::mem::take(&mut cells))?;
                }
                other => text.hear(other, number)?,
            }
        }
        Ok(Some(gathering.ok_or(XlsxRefused::NoHeading)?.table))
    }

    fn value(&self, at: &CellAt, text: String) -> Result<String, XlsxRefused> {
        match at.kind.as_str() {
            "s" => {
                let place: usize = text.trim().parse().map_err(|_| XlsxRefused::Broken)?;
                self.strings.get(place).cloned().ok_or(XlsxRefused::Broken)
            }
            "b" => Ok(if text.trim() == "1" { "true" } else { "false" }.to_owned()),
            "" | "n" if self.styles.is_date(at.style) => Ok(date(&text, self.since_1904)),
            "" | "n" => Ok(plain(&text)),
            _ => Ok(text),
        }
    }
}

/// Where a cell stands and what it holds. A cell that does not say where it is follows the one before.
fn cell_at(attributes: &[(String, String)], next: usize) -> Result<CellAt, XlsxRefused> {
    let column = attribute(attributes, "r").map_or(Ok(next), column)?;
    if column >= MOST_COLUMNS {
        return Err(XlsxRefused::TooManyColumns);
    }
    Ok(CellAt {
        column,
        kind: attribute(attributes, "t").unwrap_or_default().to_owned(),
        style: attribute(attributes, "s")
            .and_then(|s| s.parse().ok())
            .unwrap_or(usize::MAX),
    })
}

/// The column of "AB12", counted from 0.
fn column(place: &str) -> Result<usize, XlsxRefused> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0_usize, |number, letter| {
        number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1).ok_or(XlsxRefused::Broken)
}

fn put(cells: &mut Vec<String>, column: usize, value: String) {
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = value;
    }
}

/// A row of a sheet leaves out the empty cells at its end.
fn add(
    gathering: &mut Option<Gathering>,
    number: u32,
    mut cells: Vec<String>,
) -> Result<(), XlsxRefused> {
    while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    match gathering {
        None if cells.is_empty() => {}
        None => *gathering = Some(Gathering::begin(number, cells)?),
        Some(gathering) => {
            let columns = gathering.table.columns.len();
            cells.resize(cells.len().max(columns), String::new());
            gathering.add(number, cells)?;
        }
    }
    Ok(())
}
