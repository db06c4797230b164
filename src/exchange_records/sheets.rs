//! Tables that are held while patient after patient adds rows, and put away in parts before they grow too large.

use filiform_exchange::{BYTE_ORDER_MARK, Row, Tables, csv_row};

use super::shelf::Shelf;
use crate::practice::Filling;

/// Most bytes that all tables together hold at once. Beyond that the longest is put away, and goes on in a next file.
const MOST: usize = 192 * 1024 * 1024;

/// The tables of an archive.
pub(super) struct Sheets {
    list: Vec<Sheet>,
    held: usize,
    most: usize,
}

struct Sheet {
    name: String,
    head: Vec<u8>,
    /// The rows of this part.
    rows: Vec<u8>,
    parts: u32,
    count: u64,
}

impl Sheets {
    pub(super) fn new(tables: &Tables) -> Result<Self, Filling> {
        Self::holding(tables, MOST)
    }

    fn holding(tables: &Tables, most: usize) -> Result<Self, Filling> {
        let sheet = |table: &filiform_exchange::Table| -> Result<Sheet, Filling> {
            let mut head = BYTE_ORDER_MARK.as_bytes().to_vec();
            head.extend(csv_row(&table.header())?);
            Ok(Sheet {
                name: table.name.clone(),
                head,
                rows: Vec::new(),
                parts: 0,
                count: 0,
            })
        };
        let list = tables.list().iter().map(sheet);
        Ok(Self {
            list: list.collect::<Result<_, _>>()?,
            held: 0,
            most,
        })
    }

    pub(super) fn add(&mut self, row: &Row, shelf: &mut dyn Shelf) -> Result<(), Filling> {
        let Some(sheet) = self.list.get_mut(row.table) else {
            return Ok(());
        };
        let bytes = csv_row(&row.cells)?;
        self.held += bytes.len();
        sheet.rows.extend(bytes);
        sheet.count += 1;
        if self.held > self.most
            && let Some(longest) = self.list.iter_mut().max_by_key(|sheet| sheet.rows.len())
        {
            self.held -= longest.rows.len();
            longest.put(shelf)?;
        }
        Ok(())
    }

    /// Puts away what is left, and answers how many rows each table had.
    pub(super) fn finish(self, shelf: &mut dyn Shelf) -> Result<Vec<(String, u64)>, Filling> {
        let mut counts = Vec::new();
        for mut sheet in self.list {
            if sheet.parts == 0 || !sheet.rows.is_empty() {
                sheet.put(shelf)?;
            }
            counts.push((sheet.name, sheet.count));
        }
        Ok(counts)
    }
}

impl Sheet {
    fn put(&mut self, shelf: &mut dyn Shelf) -> Result<(), Filling> {
        self.parts += 1;
        let name = match self.parts {
            1 => format!("tables/{}.csv", self.name),
            part => format!("tables/{}-{part}.csv", self.name),
        };
        let rows = std::mem::take(&mut self.rows);
        shelf.put(&name, &[self.head.as_slice(), rows.as_slice()].concat())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use filiform_exchange::Cell;

    use super::*;

    #[derive(Default)]
    struct Files(BTreeMap<String, String>);

    impl Shelf for Files {
        fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Filling> {
            let text = String::from_utf8_lossy(bytes).into_owned();
            assert!(self.0.insert(name.to_owned(), text).is_none(), "{name}");
            Ok(())
        }
    }

    #[test]
    fn a_table_that_grows_too_long_goes_on_in_a_next_file_with_its_heading() {
        let (tables, mut files) = (Tables::whole(), Files::default());
        let mut sheets = Sheets::holding(&tables, 40).ok().unwrap();
        for n in 0..9 {
            let cells = vec![Cell::Text(format!("row number {n}"))];
            assert!(sheets.add(&Row { table: 0, cells }, &mut files).is_ok());
        }
        let counts = sheets.finish(&mut files).ok().unwrap();
        let name = &tables.list()[0].name;
        assert_eq!(counts[0], (name.clone(), 9));
        let of_table = files.0.iter().filter(|(path, _)| {
            path.strip_prefix("tables/").is_some_and(|path| {
                *path == format!("{name}.csv") || path.starts_with(&format!("{name}-"))
            })
        });
        let of_table: Vec<_> = of_table.map(|(_, text)| text.as_str()).collect();
        assert!(of_table.len() > 1);
        assert!(of_table.iter().all(|text| text.starts_with('\u{feff}')));
        let rows = of_table
            .iter()
            .map(|text| text.matches("row number").count());
        assert_eq!(rows.sum::<usize>(), 9);
        assert_eq!(files.0.len(), tables.list().len() + of_table.len() - 1);
    }
}
