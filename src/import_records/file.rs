//! A file that is to be imported: its bytes within bounds, the table in them, and what was last decided of its columns.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use data_encoding::HEXLOWER;
use filiform_domain::import::{Field, Mapping, Table, guess};
use filiform_exchange::{
    MOST_TABLE_BYTES, TableChoice, TableFile, TableForm, TableRefused, read_table,
};
use sha2::{Digest, Sha256};

use super::goes_on;
use crate::contract::{ColumnLook, ImportField, LookAtTable, Stage, TableFileKind, TableLook};
use crate::error::Error;
use crate::practice::Open;
use crate::{Job, StoreError};

/// Values of a column that are shown.
const EXAMPLES: usize = 3;
/// Longest value that is shown, in characters.
const LONGEST_EXAMPLE: usize = 60;

/// A file that was read.
pub(super) struct TableRead {
    pub(super) table: Table,
    form: TableForm,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub(super) sha256: String,
}

impl TableRead {
    pub(super) fn of(asked: &LookAtTable, job: &Job<'_>) -> Result<Self, Error> {
        let mut go_on = || goes_on(job, Stage::Reading, 0, 0);
        let bytes = bounded(Path::new(asked.path.trim()))?;
        let choice = TableChoice {
            encoding: asked.encoding.clone(),
            sheet: asked.sheet.clone(),
        };
        let read = read_table(&bytes, &choice, &mut go_on)?;
        let TableFile { table, form } = read.ok_or(StoreError::Interrupted)?;
        Ok(Self {
            table,
            form,
            sha256: HEXLOWER.encode(&Sha256::digest(&bytes)),
        })
    }

    pub(super) fn kind_word(&self) -> &'static str {
        match self.form {
            TableForm::Csv { .. } => "csv",
            TableForm::Xlsx { .. } => "xlsx",
        }
    }

    /// What its columns were last taken to mean.
    pub(super) fn kept_mapping(&self, open: &Open) -> Result<Option<Mapping>, Error> {
        let kept = open.store.import_mapping(&self.columns_hash())?;
        // One that an older version wrote and nobody can read any more is guessed anew.
        Ok(kept.and_then(|json| serde_json::from_str(&json).ok()))
    }

    pub(super) fn keep_mapping(&self, open: &Open, mapping: &Mapping) -> Result<(), Error> {
        let known =
            |used: &&filiform_domain::import::ColumnUse| self.table.columns.contains(&used.column);
        let own = Mapping {
            columns: mapping.columns.iter().filter(known).cloned().collect(),
            dates: mapping.dates,
        };
        let json = serde_json::to_string(&own).map_err(|_| Error::UnreadableCommand)?;
        Ok(open
            .store
            .keep_import_mapping(&self.columns_hash(), &json)?)
    }

    /// The same names in the same order are the same system's columns.
    fn columns_hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for name in &self.table.columns {
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name);
        }
        hash.finalize().into()
    }

    pub(super) fn look(self, kept: Option<Mapping>) -> TableLook {
        let columns = self.table.columns.iter().enumerate();
        let columns = columns.map(|(n, name)| ColumnLook {
            name: name.clone(),
            examples: self.examples(n),
        });
        let fields = Field::ALL.map(|field| ImportField {
            field,
            words: field.words().to_owned(),
        });
        let look = TableLook {
            kind: TableFileKind::Csv,
            encoding: String::new(),
            encoding_guessed: false,
            separator: String::new(),
            sheet: String::new(),
            sheets: Vec::new(),
            rows: u32::try_from(self.table.rows.len()).unwrap_or(u32::MAX),
            columns: columns.collect(),
            mapping_kept: kept.is_some(),
            mapping: kept.unwrap_or_else(|| guess(&self.table)),
            fields: fields.to_vec(),
            sha256: self.sha256,
        };
        match self.form {
            TableForm::Csv {
                encoding,
                guessed,
                separator,
            } => TableLook {
                encoding: encoding.to_owned(),
                encoding_guessed: guessed,
                separator: separator_words(separator).to_owned(),
                ..look
            },
            TableForm::Xlsx { sheet, sheets } => TableLook {
                kind: TableFileKind::Xlsx,
                sheet,
                sheets,
                ..look
            },
        }
    }

    fn examples(&self, column: usize) -> Vec<String> {
        let mut examples: Vec<String> = Vec::new();
        for row in self.table.rows.iter().take(1000) {
            let cell = row.cells.get(column).map_or("", |cell| cell.trim());
            let shown: String = cell.chars().take(LONGEST_EXAMPLE).collect();
            if !shown.is_empty() && !examples.contains(&shown) {
                examples.push(shown);
            }
            if examples.len() == EXAMPLES {
                break;
            }
        }
        examples
    }
}

/// The bytes of a file, never more than a table may have: also of a device without end.
fn bounded(path: &Path) -> Result<Vec<u8>, Error> {
    let file = File::open(path).map_err(|_| Error::FileNotRead)?;
    let known = file.metadata().map_err(|_| Error::FileNotRead)?;
    let most = u64::try_from(MOST_TABLE_BYTES).unwrap_or(u64::MAX);
    if known.is_dir() {
        return Err(Error::FileNotRead);
    }
    if known.len() > most {
        return Err(TableRefused::TooLarge.into());
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|_| Error::FileNotRead)?;
    Ok(bytes)
}

fn separator_words(separator: char) -> &'static str {
    match separator {
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "vertical bar",
        _ => "comma",
    }
}
