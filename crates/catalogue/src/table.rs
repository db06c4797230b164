//! The rows of one file, in the order of the file, each found by its id.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use crate::error::CatalogueError;
use crate::ids::SourceId;

/// One row of the content. Every row says what it rests on.
pub trait Row {
    /// The file the row comes from.
    const FILE: &'static str;

    /// The id, unique in the file.
    fn id(&self) -> &str;

    /// The ids of what the row rests on, in the order of the file. Empty for rows that make no claim of
    /// their own (a region, a short name) or whose origin is a section of the pack instead.
    fn sources(&self) -> &[SourceId];
}

/// The rows of one file.
#[derive(Debug, Clone)]
pub struct Table<R> {
    rows: Vec<R>,
    by_id: HashMap<Box<str>, usize>,
}

impl<R: Row> Table<R> {
    /// The row with this id.
    pub fn get(&self, id: &str) -> Option<&R> {
        self.by_id.get(id).and_then(|n| self.rows.get(*n))
    }

    /// Whether a row has this id.
    pub fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Every row, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, R> {
        self.rows.iter()
    }

    /// How many rows there are: never none.
    #[expect(
        clippy::len_without_is_empty,
        reason = "a file without rows is refused"
    )]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Reads a file with a header line. Faults: an unreadable cell, a repeated id, no rows.
    pub(crate) fn read(text: &str) -> Result<Self, CatalogueError>
    where
        R: DeserializeOwned,
    {
        let rows = read_rows(R::FILE, text)?;
        let mut by_id = HashMap::with_capacity(rows.len());
        for (n, row) in rows.iter().enumerate() {
            let row: &R = row;
            if by_id.insert(row.id().into(), n).is_some() {
                return Err(CatalogueError::DuplicateId {
                    file: R::FILE,
                    id: row.id().to_owned(),
                });
            }
        }
        if rows.is_empty() {
            return Err(CatalogueError::Empty { file: R::FILE });
        }
        Ok(Self { rows, by_id })
    }
}

impl<'a, R: Row> IntoIterator for &'a Table<R> {
    type Item = &'a R;
    type IntoIter = std::slice::Iter<'a, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The rows of a file with a header line, which need no id.
pub(crate) fn read_rows<R: DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<Vec<R>, CatalogueError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let unreadable = |fault: &csv::Error, columns: &csv::StringRecord| CatalogueError::Unreadable {
        file,
        line: line_of(text, fault),
        reason: reason(fault, columns),
    };
    let columns = match reader.headers() {
        Ok(columns) => columns.clone(),
        Err(fault) => return Err(unreadable(&fault, &csv::StringRecord::new())),
    };
    reader
        .deserialize()
        .map(|row| row.map_err(|fault| unreadable(&fault, &columns)))
        .collect()
}

/// What is wrong, with the column where the reader knows it.
fn reason(fault: &csv::Error, columns: &csv::StringRecord) -> String {
    let csv::ErrorKind::Deserialize { err, .. } = fault.kind() else {
        return fault.to_string();
    };
    let place = err.field().and_then(|n| usize::try_from(n).ok());
    match place.and_then(|n| columns.get(n)) {
        Some(column) => format!("{column}: {}", err.kind()),
        None => err.kind().to_string(),
    }
}

/// The line where the faulty row starts, from 1. The reader's own count is one short when lines end
/// in CR LF, because it looks past the CR only.
fn line_of(text: &str, fault: &csv::Error) -> usize {
    let start = fault
        .position()
        .and_then(|at| usize::try_from(at.byte()).ok())
        .unwrap_or(0);
    let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let ends = text.bytes().skip(start).take_while(is_line_end).count();
    1 + text
        .bytes()
        .take(start + ends)
        .filter(|byte| *byte == b'\n')
        .count()
}
