//! Who did what, to whose record, when: the ledger's entries newest first, a page at a time.
//!
//! Every filter runs on an index, whatever the length of the ledger: one subject's entries, or those of each
//! author and kind that were asked for, merged. Dates narrow the range first.

use std::ops::Range;

use filiform_domain::entry::Entry;
use filiform_domain::ids::{EntryId, PatientId, TherapistId};
use filiform_domain::time::Instant;
use rusqlite::{Connection, OptionalExtension, ToSql, params};
use uuid::Uuid;

use crate::ledger::{self, uuid};
use crate::{Store, StoreError};

/// What to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditAsked {
    /// One patient's record alone.
    pub patient: Option<PatientId>,
    /// What one person did alone.
    pub author: Option<TherapistId>,
    /// These kinds of entries alone, by their stable words; none means every kind.
    pub kinds: Option<Vec<&'static str>>,
    /// From this moment on, UTC in ms.
    pub from: Option<i64>,
    /// Before this moment, UTC in ms.
    pub before: Option<i64>,
    /// Only what is older than this entry: the last one of the page before.
    pub older_than: Option<EntryId>,
}

/// One entry, whoever wrote it and whatever it says.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// The entry.
    pub id: EntryId,
    /// Its number in its chain.
    pub seq: u64,
    /// Who wrote it.
    pub author: TherapistId,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Its kind, as a stable word.
    pub kind: String,
    /// What it says; none when the record it was about was destroyed.
    pub entry: Option<Entry>,
    /// Whose record it is about.
    pub patient: Option<PatientId>,
    /// That patient's family name and given name; none when their record was destroyed.
    pub name: Option<(String, String)>,
    /// Its hash in the chain.
    pub hash: [u8; 32],
}

/// A page of the list.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries, newest first.
    pub lines: Vec<AuditLine>,
    /// Whether there are older ones.
    pub more: bool,
}

impl Store {
    /// A page of at most `limit` entries, newest first.
    pub fn audit(&self, asked: &AuditAsked, limit: u32) -> Result<AuditPage, StoreError> {
        self.read(|connection| {
            let mut found = numbers(connection, asked, limit.saturating_add(1))?;
            let more = found.len() > limit as usize;
            found.truncate(limit as usize);
            let lines = found.into_iter().map(|n| line(connection, n));
            Ok(AuditPage {
                lines: lines.collect::<Result<_, _>>()?,
                more,
            })
        })
    }
}

/// The local numbers of the newest entries that fit.
fn numbers(
    connection: &Connection,
    asked: &AuditAsked,
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    let Some(range) = range(connection, asked)? else {
        return Ok(Vec::new());
    };
    let (from, before) = (
        asked.from.unwrap_or(i64::MIN),
        asked.before.unwrap_or(i64::MAX),
    );
    let common: [&dyn ToSql; 5] = [&range.start, &range.end, &from, &before, &limit];
    if let Some(patient) = asked.patient {
        let author = asked.author.map(|author| author.0.into_bytes());
        let kinds = asked.kinds.as_ref().map(|kinds| json(kinds)).transpose()?;
        let subject = patient.0.into_bytes();
        let own: [&dyn ToSql; 3] = [&subject, &author, &kinds];
        return listed(
            connection,
            include_str!("audit/of_subject.sql"),
            &common,
            &own,
        );
    }
    if asked.author.is_none() && asked.kinds.is_none() {
        return listed(connection, include_str!("audit/all.sql"), &common, &[]);
    }
    let mut found = Vec::new();
    for (author, kind) in pairs(connection)? {
        let fits = asked.author.is_none_or(|one| one.0 == author)
            && asked
                .kinds
                .as_ref()
                .is_none_or(|some| some.contains(&kind.as_str()));
        if fits {
            let author = author.into_bytes();
            let own: [&dyn ToSql; 2] = [&author, &kind];
            found.extend(listed(
                connection,
                include_str!("audit/of_kind.sql"),
                &common,
                &own,
            )?);
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.truncate(limit as usize);
    Ok(found)
}

fn listed(
    connection: &Connection,
    sql: &str,
    common: &[&dyn ToSql],
    own: &[&dyn ToSql],
) -> Result<Vec<i64>, StoreError> {
    let values: Vec<&dyn ToSql> = common.iter().chain(own).copied().collect();
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values.as_slice(), |row| row.get("n"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The numbers in which everything that was asked for lies; none when nothing can.
fn range(connection: &Connection, asked: &AuditAsked) -> Result<Option<Range<i64>>, StoreError> {
    let mut range = i64::MIN..i64::MAX;
    if let Some(id) = asked.older_than {
        let mut place = connection.prepare_cached(include_str!("audit/place.sql"))?;
        let n = place
            .query_row([id.0.as_bytes()], |row| row.get("n"))
            .optional()?;
        range.end = n.unwrap_or(i64::MIN);
    }
    if asked.from.is_some() || asked.before.is_some() {
        let (from, before) = (
            asked.from.unwrap_or(i64::MIN),
            asked.before.unwrap_or(i64::MAX),
        );
        let mut bounds = connection.prepare_cached(include_str!("audit/bounds.sql"))?;
        let found: (Option<i64>, Option<i64>) = bounds.query_row([from, before], |row| {
            Ok((row.get("first")?, row.get("last")?))
        })?;
        let (Some(first), Some(last)) = found else {
            return Ok(None);
        };
        range.start = first;
        range.end = range.end.min(last.saturating_add(1));
    }
    Ok((range.start < range.end).then_some(range))
}

/// Every author with every kind of entry that they wrote.
fn pairs(connection: &Connection) -> Result<Vec<(Uuid, String)>, StoreError> {
    let mut next = connection.prepare_cached(include_str!("audit/next_pair.sql"))?;
    let mut pairs: Vec<(Uuid, String)> = Vec::new();
    loop {
        let (author, kind) = pairs.last().cloned().unwrap_or_default();
        let found = next
            .query_row(params![author.as_bytes(), kind], |row| {
                Ok((uuid(row, "author")?, row.get("kind")?))
            })
            .optional()?;
        match found {
            Some(pair) => pairs.push(pair),
            None => return Ok(pairs),
        }
    }
}

fn line(connection: &Connection, n: i64) -> Result<AuditLine, StoreError> {
    let read = ledger::at(connection, n)?;
    let entry = read.entry()?;
    // Content goes only with the record of a patient, so that a subject without content was one.
    let patient = entry
        .as_ref()
        .map_or(Some(PatientId(read.row.subject)), Entry::patient);
    let name = patient
        .map(|patient| name(connection, patient))
        .transpose()?;
    Ok(AuditLine {
        id: read.row.id,
        seq: read.row.seq,
        author: read.row.author,
        recorded_at: read.row.recorded_at,
        hash: read.row.hash,
        kind: read.row.kind,
        entry,
        patient,
        name: name.flatten(),
    })
}

fn name(
    connection: &Connection,
    patient: PatientId,
) -> Result<Option<(String, String)>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("audit/name.sql"))?;
    let found = statement.query_row([patient.0.as_bytes()], |row| {
        Ok((row.get("family_name")?, row.get("given_name")?))
    });
    Ok(found.optional()?)
}

/// A list in one bound value.
pub(crate) fn json(words: &[&str]) -> Result<String, StoreError> {
    serde_json::to_string(words).map_err(|_| StoreError::Sql { code: 0 })
}
