//! Every projected table against a second fold of the ledger, made in memory one patient after the other.
//!
//! The tables and their columns are read from the schema, so that a table which is added to the projections is
//! compared by itself. Local keys may differ: a visit's key is told by the visit's id, and by its place among the
//! patient's own.

use std::collections::{BTreeMap, HashMap};

use filiform_domain::ids::PatientId;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use crate::StoreError;
use crate::ledger::{self, Read};
use crate::projection::{apply, make_tables, patient_key};

/// An empty file in memory with the tables of the projections.
pub(super) struct Fold {
    connection: Connection,
    tables: Vec<Table>,
    /// Rows that all patients together have of each table.
    rows: BTreeMap<String, u64>,
    /// What all patients together add to each total: the sums by the columns they are kept for.
    totals: BTreeMap<String, BTreeMap<Vec<u8>, Vec<i64>>>,
}

struct Table {
    name: String,
    columns: Vec<Column>,
    of: Of,
}

struct Column {
    name: String,
    is_whole: bool,
    is_key: bool,
}

/// Whose a table's rows are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// A patient's, by the local key in a column of this name.
    Patient,
    /// A patient's, by the id of a visit.
    Visit,
    /// Nobody's: sums over everybody's rows.
    Everybody,
    /// The practice's.
    Practice,
}

/// A row whose local keys are told by what lasts.
type Told = Vec<u8>;

impl Fold {
    pub(super) fn new() -> Result<Self, StoreError> {
        let connection = Connection::open_in_memory()?;
        connection.set_prepared_statement_cache_capacity(256);
        connection.execute_batch(include_str!("fold/bare_ledger.sql"))?;
        make_tables(&connection)?;
        let tables = tables(&connection)?;
        Ok(Self {
            connection,
            tables,
            rows: BTreeMap::new(),
            totals: BTreeMap::new(),
        })
    }

    /// Folds what is no patient's: it stays until the end.
    pub(super) fn take(&self, entries: &[Read]) -> Result<(), StoreError> {
        for read in entries {
            if let Some(entry) = read.entry()? {
                apply(&self.connection, &entry, &read.row)?;
            }
        }
        Ok(())
    }

    /// Whether the file's rows of a patient are those of the fold. The fold's go away again.
    pub(super) fn agrees(
        &mut self,
        file: &Connection,
        patient: PatientId,
        entries: &[Read],
    ) -> Result<bool, StoreError> {
        let agrees = self.compare(file, patient, entries);
        self.connection
            .prepare_cached(include_str!("../projection/forget_patient.sql"))?
            .execute([patient.0.as_bytes()])?;
        agrees
    }

    fn compare(
        &mut self,
        file: &Connection,
        patient: PatientId,
        entries: &[Read],
    ) -> Result<bool, StoreError> {
        self.take(entries)?;
        let folded = patient_key(&self.connection, patient)?;
        let stored = patient_key(file, patient)?;
        let (Some(folded), Some(stored)) = (folded, stored) else {
            return Ok(folded == stored);
        };
        let here = Places::of(&self.connection, folded)?;
        let there = Places::of(file, stored)?;
        let mut agrees = true;
        for table in &self.tables {
            let Some(sql) = table.of_patient() else {
                continue;
            };
            let folded = table.rows(&self.connection, &sql, folded, &here)?;
            agrees &= folded == table.rows(file, &sql, stored, &there)?;
            *self.rows.entry(table.name.clone()).or_default() += folded.len() as u64;
        }
        self.keep_totals()?;
        Ok(agrees)
    }

    /// With one patient alone in the fold, its totals are what this patient adds.
    fn keep_totals(&mut self) -> Result<(), StoreError> {
        for table in self.tables.iter().filter(|table| table.of == Of::Everybody) {
            let kept = self.totals.entry(table.name.clone()).or_default();
            for (by, sums) in table.sums(&self.connection)? {
                let all = kept.entry(by).or_insert_with(|| vec![0; sums.len()]);
                for (all, one) in all.iter_mut().zip(sums) {
                    *all = all.saturating_add(one);
                }
            }
        }
        Ok(())
    }

    /// Whether the file has no rows beside those of its patients, and the tables of the practice and the totals are
    /// those of the fold. To be asked when every patient was compared.
    pub(super) fn ends_alike(&self, file: &Connection) -> Result<Ended, StoreError> {
        let mut ended = Ended::default();
        for table in &self.tables {
            match table.of {
                Of::Patient | Of::Visit => {
                    let sql = table.sql(include_str!("fold/count_rows.sql"));
                    let stored: i64 = file.query_row(&sql, [], |row| row.get(0))?;
                    let folded = self.rows.get(&table.name).copied().unwrap_or_default();
                    ended.has_stray_rows |= stored.cast_unsigned() != folded;
                }
                Of::Everybody => {
                    let nothing = BTreeMap::new();
                    let folded = self.totals.get(&table.name).unwrap_or(&nothing);
                    ended.totals_differ |= *folded != table.sums(file)?;
                }
                Of::Practice => {
                    let sql = table.sql(include_str!("fold/all_rows.sql"));
                    let none = Places::default();
                    let folded = table.all(&self.connection, &sql, &none)?;
                    ended.practice_differs |= folded != table.all(file, &sql, &none)?;
                }
            }
        }
        Ok(ended)
    }
}

/// What differs besides the patients' own rows.
#[derive(Default)]
pub(super) struct Ended {
    pub(super) has_stray_rows: bool,
    pub(super) totals_differ: bool,
    pub(super) practice_differs: bool,
}

fn tables(connection: &Connection) -> Result<Vec<Table>, StoreError> {
    let mut names = connection.prepare(include_str!("fold/tables.sql"))?;
    let names = names.query_map([], |row| row.get::<_, String>("name"))?;
    let mut columns = connection.prepare(include_str!("fold/columns.sql"))?;
    names
        .map(|name| {
            let name = name?;
            let columns = columns
                .query_map([&name], |row| {
                    Ok(Column {
                        name: row.get("name")?,
                        is_whole: row.get("whole")?,
                        is_key: row.get::<_, i64>("pk")? > 0,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            let of = Of::guessed(&name, &columns);
            Ok(Table { name, columns, of })
        })
        .collect()
}

impl Of {
    fn guessed(table: &str, columns: &[Column]) -> Self {
        let has = |name: &str, is_whole| {
            columns
                .iter()
                .any(|column| column.name == name && column.is_whole == is_whole)
        };
        if table == "patient" || has("patient", true) {
            Self::Patient
        } else if has("session", false) {
            Self::Visit
        } else if table.ends_with("_total") {
            Self::Everybody
        } else {
            Self::Practice
        }
    }
}

impl Table {
    /// A statement for this table. Its name comes from our own schema, never from the file.
    fn sql(&self, statement: &str) -> String {
        statement.replace("a_table", &self.name)
    }

    fn of_patient(&self) -> Option<String> {
        let statement = match self.of {
            Of::Patient if self.name == "patient" => include_str!("fold/row_of_patient.sql"),
            Of::Patient => include_str!("fold/rows_of_patient.sql"),
            Of::Visit => include_str!("fold/rows_of_sessions.sql"),
            Of::Everybody | Of::Practice => return None,
        };
        Some(self.sql(statement))
    }

    fn rows(
        &self,
        connection: &Connection,
        sql: &str,
        patient: i64,
        places: &Places,
    ) -> Result<Vec<Told>, StoreError> {
        let mut statement = connection.prepare_cached(sql)?;
        let mut found = statement.query(params![patient])?;
        let mut told = Vec::new();
        while let Some(row) = found.next()? {
            told.push(self.told(row, places)?);
        }
        told.sort_unstable();
        Ok(told)
    }

    fn all(
        &self,
        connection: &Connection,
        sql: &str,
        places: &Places,
    ) -> Result<Vec<Told>, StoreError> {
        let mut statement = connection.prepare(sql)?;
        let mut found = statement.query([])?;
        let mut told = Vec::new();
        while let Some(row) = found.next()? {
            told.push(self.told(row, places)?);
        }
        told.sort_unstable();
        Ok(told)
    }

    fn told(&self, row: &Row<'_>, places: &Places) -> Result<Told, StoreError> {
        let mut told = Vec::new();
        for (n, column) in self.columns.iter().enumerate() {
            let value = row.get_ref(n)?;
            match (column.name.as_str(), value) {
                ("patient", _) if self.of == Of::Patient => {}
                ("key", _) if self.name == "patient" => {}
                ("session" | "source", ValueRef::Integer(key)) if self.of == Of::Patient => {
                    places.tell(key, self.name == "session", &mut told);
                }
                _ => put(value, &mut told),
            }
        }
        Ok(told)
    }

    /// The sums of a total, by the columns that it is kept for.
    fn sums(&self, connection: &Connection) -> Result<BTreeMap<Told, Vec<i64>>, StoreError> {
        let sql = self.sql(include_str!("fold/all_rows.sql"));
        let mut statement = connection.prepare_cached(&sql)?;
        let mut found = statement.query([])?;
        let mut sums = BTreeMap::new();
        while let Some(row) = found.next()? {
            let (mut by, mut counted) = (Vec::new(), Vec::new());
            for (n, column) in self.columns.iter().enumerate() {
                if column.is_key {
                    put(row.get_ref(n)?, &mut by);
                } else {
                    counted.push(row.get(n)?);
                }
            }
            sums.insert(by, counted);
        }
        Ok(sums)
    }
}

/// A patient's visits: the id and the place of each by its local key.
#[derive(Default)]
struct Places(HashMap<i64, (u32, [u8; 16])>);

impl Places {
    fn of(connection: &Connection, patient: i64) -> Result<Self, StoreError> {
        let mut statement = connection.prepare_cached(include_str!("fold/places.sql"))?;
        let visits = statement.query_map([patient], |row| {
            Ok((row.get("session")?, *ledger::uuid(row, "id")?.as_bytes()))
        })?;
        let mut places = HashMap::new();
        for (place, visit) in (0..).zip(visits) {
            let (key, id) = visit?;
            places.insert(key, (place, id));
        }
        Ok(Self(places))
    }

    /// A key of the patient's own visit by what lasts; any other as it is. `by_place` is for the visit's own row,
    /// which holds its id anyway.
    fn tell(&self, key: i64, by_place: bool, told: &mut Told) {
        match self.0.get(&key) {
            Some((place, _)) if by_place => put(ValueRef::Integer(i64::from(*place)), told),
            Some((_, id)) => put(ValueRef::Blob(id), told),
            None => put(ValueRef::Integer(key), told),
        }
    }
}

/// A value so that no two different rows look alike.
fn put(value: ValueRef<'_>, told: &mut Told) {
    let mut put = |kind: u8, bytes: &[u8]| {
        told.push(kind);
        told.extend((bytes.len() as u64).to_le_bytes());
        told.extend_from_slice(bytes);
    };
    match value {
        ValueRef::Null => put(0, &[]),
        ValueRef::Integer(whole) => put(1, &whole.to_le_bytes()),
        ValueRef::Real(number) => put(2, &number.to_bits().to_le_bytes()),
        ValueRef::Text(text) => put(3, text),
        ValueRef::Blob(bytes) => put(4, bytes),
    }
}
